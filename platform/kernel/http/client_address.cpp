#include "kernel/http/client_address.h"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>
#include <cstring>

#include "kernel/config.h"

namespace steward::kernel {
namespace {

using Bytes = std::array<unsigned char, 16>;
constexpr unsigned mappedBits = 96;

std::optional<Bytes> bytesOf(std::string_view text) {
    char spelled[INET6_ADDRSTRLEN];
    if (text.size() >= sizeof spelled) return std::nullopt;
    *std::copy(text.begin(), text.end(), spelled) = '\0';
    Bytes bytes{};
    bytes[10] = bytes[11] = 0xff;
    if (::inet_pton(AF_INET, spelled, bytes.data() + 12) == 1) return bytes;
    if (::inet_pton(AF_INET6, spelled, bytes.data()) == 1) return bytes;
    return std::nullopt;
}

bool sameStart(const Bytes& a, const Bytes& b, unsigned bits) {
    const std::size_t whole = bits / 8;
    if (!std::equal(a.begin(), a.begin() + whole, b.begin())) return false;
    const unsigned rest = bits % 8;
    return rest == 0 || (a[whole] >> (8 - rest)) == (b[whole] >> (8 - rest));
}

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

// "192.0.2.1:80", "[2001:db8::1]:80" and either in quotes become the address.
std::string_view bareAddress(std::string_view text) {
    text = trimmed(text);
    if (text.size() >= 2 && text.starts_with('"') && text.ends_with('"')) text = text.substr(1, text.size() - 2);
    if (text.starts_with('[')) return text.substr(1, std::min(text.find(']'), text.size()) - 1);
    if (std::count(text.begin(), text.end(), ':') == 1) return text.substr(0, text.find(':'));
    return text;
}

// One element of Forwarded: "for=192.0.2.60;proto=http;by=203.0.113.43".
std::string_view forOf(std::string_view element) {
    while (!element.empty()) {
        const auto end = std::min(element.find(';'), element.size());
        const auto pair = trimmed(element.substr(0, end));
        if (equalIgnoringCase(pair.substr(0, 4), "for=")) return pair.substr(4);
        element.remove_prefix(std::min(end + 1, element.size()));
    }
    return {};
}

}  // namespace

Result<AddressRanges> AddressRanges::parse(std::string_view list) {
    AddressRanges ranges;
    for (const std::string& member : membersOf(list)) {
        const auto slash = member.find('/');
        const auto start = bytesOf(std::string_view(member).substr(0, slash));
        const bool isV4 = member.find(':') == std::string::npos;
        const unsigned most = isV4 ? 32 : 128;
        unsigned bits = most;
        bool right = start.has_value();
        if (slash != std::string::npos) {
            const char* end = member.data() + member.size();
            const auto [stopped, error] = std::from_chars(member.data() + slash + 1, end, bits);
            right = right && error == std::errc() && stopped == end && bits <= most;
        }
        if (!right) return fail(ErrorCode::invalid, "must list addresses and ranges like 10.0.0.0/8, not: " + member);
        ranges.ranges_.push_back({*start, isV4 ? mappedBits + bits : bits});
    }
    return ranges;
}

bool AddressRanges::contains(std::string_view address) const {
    if (ranges_.empty()) return false;
    const auto bytes = bytesOf(address);
    return bytes && std::any_of(ranges_.begin(), ranges_.end(),
                                [&](const Range& range) { return sameStart(range.start, *bytes, range.bits); });
}

std::string clientAddress(std::string peer, const TextPairs& headers, std::string_view forwarded,
                          const AddressRanges& trusted) {
    if (!trusted.contains(peer)) return peer;
    std::string chain;
    for (const auto& [name, value] : headers)
        if (equalIgnoringCase(name, forwarded)) chain.append(chain.empty() ? "" : ",").append(value);
    const bool isStandard = equalIgnoringCase(forwarded, "Forwarded");
    std::string_view rest = chain;
    while (!rest.empty()) {
        const auto comma = rest.rfind(',');
        const auto element = rest.substr(comma == std::string_view::npos ? 0 : comma + 1);
        const auto address = bareAddress(isStandard ? forOf(element) : element);
        if (!bytesOf(address)) break;
        peer = std::string(address);
        if (!trusted.contains(address) || comma == std::string_view::npos) break;
        rest = rest.substr(0, comma);
    }
    return peer;
}

std::string countedAddress(std::string_view address) {
    if (address.find(':') == std::string_view::npos) return std::string(address);
    auto bytes = bytesOf(address);
    if (!bytes || sameStart(*bytes, *bytesOf("0.0.0.0"), mappedBits)) return std::string(address);
    std::fill(bytes->begin() + 8, bytes->end(), static_cast<unsigned char>(0));
    char text[INET6_ADDRSTRLEN];
    ::inet_ntop(AF_INET6, bytes->data(), text, sizeof text);
    return std::string(text) + "/64";
}

}  // namespace steward::kernel
