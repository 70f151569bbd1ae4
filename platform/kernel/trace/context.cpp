#include "kernel/trace/context.h"

#include <algorithm>
#include <span>

namespace steward::kernel::trace {
namespace {

constexpr std::string_view digits = "0123456789abcdef";
constexpr std::size_t traceParentSize = 55;
constexpr std::size_t maxMembers = 32;
constexpr std::size_t maxStateBytes = 512;

bool readHex(std::string_view text, std::span<unsigned char> out) {
    for (std::size_t i = 0; i < out.size(); ++i) {
        const auto high = digits.find(text[2 * i]);
        const auto low = digits.find(text[2 * i + 1]);
        if (high == std::string_view::npos || low == std::string_view::npos) return false;
        out[i] = static_cast<unsigned char>(high * 16 + low);
    }
    return true;
}

std::string spellHex(std::span<const unsigned char> bytes) {
    std::string out;
    out.reserve(bytes.size() * 2);
    for (const auto byte : bytes) {
        out += digits[byte >> 4];
        out += digits[byte & 15];
    }
    return out;
}

bool isLetter(char c) {
    return c >= 'a' && c <= 'z';
}
bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

bool isKeyPart(std::string_view part, std::size_t longest, bool mayStartWithDigit) {
    if (part.empty() || part.size() > longest) return false;
    if (!isLetter(part.front()) && !(mayStartWithDigit && isDigit(part.front()))) return false;
    return std::all_of(part.begin(), part.end(), [](char c) {
        return isLetter(c) || isDigit(c) || c == '_' || c == '-' || c == '*' || c == '/';
    });
}

// "vendor" or "tenant@vendor".
bool isKey(std::string_view key) {
    const auto at = key.find('@');
    if (at == std::string_view::npos) return isKeyPart(key, 256, true);
    return isKeyPart(key.substr(0, at), 241, true) && isKeyPart(key.substr(at + 1), 14, false);
}

bool isValue(std::string_view value) {
    if (value.empty() || value.size() > 256 || value.back() == ' ') return false;
    return std::all_of(value.begin(), value.end(),
                       [](char c) { return c >= 0x20 && c <= 0x7e && c != ',' && c != '='; });
}

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

bool isNamed(std::string_view header, std::string_view name) {
    return std::equal(header.begin(), header.end(), name.begin(), name.end(),
                      [](char a, char b) { return (a >= 'A' && a <= 'Z' ? static_cast<char>(a + 32) : a) == b; });
}

}  // namespace

std::optional<SpanContext> parseTraceParent(std::string_view text) {
    if (text.size() < traceParentSize || text[2] != '-' || text[35] != '-' || text[52] != '-') return std::nullopt;
    unsigned char version = 0;
    unsigned char flags = 0;
    SpanContext context;
    if (!readHex(text.substr(0, 2), {&version, 1}) || !readHex(text.substr(3, 32), context.traceId) ||
        !readHex(text.substr(36, 16), context.spanId) || !readHex(text.substr(53, 2), {&flags, 1}))
        return std::nullopt;
    if (version == 0xff || (version == 0 && text.size() != traceParentSize)) return std::nullopt;
    if (text.size() > traceParentSize && text[traceParentSize] != '-') return std::nullopt;
    if (!context.isSet() || context.spanId == SpanId{}) return std::nullopt;
    context.sampled = (flags & 1) != 0;
    return context;
}

std::string spellTraceParent(const SpanContext& context) {
    return "00-" + hex(context.traceId) + "-" + hex(context.spanId) + (context.sampled ? "-01" : "-00");
}

std::string parseTraceState(const std::vector<std::string_view>& headers) {
    std::string out;
    std::vector<std::string_view> keys;
    for (std::string_view rest : headers) {
        while (!rest.empty()) {
            const auto end = std::min(rest.find(','), rest.size());
            const auto member = trimmed(rest.substr(0, end));
            rest.remove_prefix(std::min(end + 1, rest.size()));
            if (member.empty()) continue;
            const auto equals = member.find('=');
            if (equals == std::string_view::npos) return {};
            const auto key = member.substr(0, equals);
            if (!isKey(key) || !isValue(member.substr(equals + 1))) return {};
            if (keys.size() == maxMembers || std::find(keys.begin(), keys.end(), key) != keys.end()) return {};
            keys.push_back(key);
            out.append(out.empty() ? "" : ",").append(member);
            if (out.size() > maxStateBytes) return {};
        }
    }
    return out;
}

std::optional<SpanContext> receivedContext(const std::vector<std::pair<std::string, std::string>>& headers) {
    const std::string* parent = nullptr;
    std::vector<std::string_view> states;
    for (const auto& [name, value] : headers) {
        if (isNamed(name, "tracestate")) states.emplace_back(value);
        if (!isNamed(name, "traceparent")) continue;
        if (parent) return std::nullopt;
        parent = &value;
    }
    if (!parent) return std::nullopt;
    auto context = parseTraceParent(*parent);
    if (context) context->state = parseTraceState(states);
    return context;
}

std::string hex(const TraceId& id) {
    return spellHex(id);
}

std::string hex(const SpanId& id) {
    return spellHex(id);
}

}  // namespace steward::kernel::trace
