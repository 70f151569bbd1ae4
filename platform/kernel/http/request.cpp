#include "kernel/http/request.h"

#include <array>

namespace steward::kernel {
namespace {

constexpr std::size_t maxPairs = 100;

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

int hexDigit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    const char small = lower(c);
    return small >= 'a' && small <= 'f' ? small - 'a' + 10 : -1;
}

// RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF.
bool isUtf8(std::string_view text) {
    for (std::size_t i = 0; i < text.size();) {
        const auto lead = static_cast<unsigned char>(text[i]);
        const std::size_t length = lead < 0x80         ? 1
                                   : (lead >> 5) == 6  ? 2
                                   : (lead >> 4) == 14 ? 3
                                   : (lead >> 3) == 30 ? 4
                                                       : 0;
        if (length == 0 || i + length > text.size()) return false;
        std::uint32_t point = length == 1 ? lead : lead & (0x7Fu >> length);
        for (std::size_t k = 1; k < length; ++k) {
            const auto next = static_cast<unsigned char>(text[i + k]);
            if ((next >> 6) != 2) return false;
            point = (point << 6) | (next & 0x3Fu);
        }
        constexpr std::array<std::uint32_t, 5> smallest{0, 0, 0x80, 0x800, 0x10000};
        if (point < smallest[length] || point > 0x10FFFF || (point >= 0xD800 && point <= 0xDFFF)) return false;
        i += length;
    }
    return true;
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t'))
        text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t'))
        text.remove_suffix(1);
    return text;
}

}  // namespace

bool equalIgnoringCase(std::string_view a, std::string_view b) {
    if (a.size() != b.size()) return false;
    for (std::size_t i = 0; i < a.size(); ++i)
        if (lower(a[i]) != lower(b[i])) return false;
    return true;
}

std::optional<std::string_view> findText(const TextPairs& pairs, std::string_view name) {
    for (const auto& [key, value] : pairs)
        if (key == name) return value;
    return std::nullopt;
}

std::string_view Request::header(std::string_view name) const {
    for (const auto& [key, value] : headers)
        if (equalIgnoringCase(key, name)) return value;
    return {};
}

std::optional<std::string_view> Request::queryParameter(std::string_view name) const {
    return findText(query, name);
}

std::string_view Request::pathParameter(std::string_view name) const {
    return findText(pathParameters, name).value_or(std::string_view());
}

std::optional<std::string_view> Request::cookie(std::string_view name) const {
    for (const auto& [key, value] : headers) {
        if (!equalIgnoringCase(key, "Cookie")) continue;
        std::string_view rest = value;
        while (!rest.empty()) {
            const auto end = rest.find(';');
            const auto pair = trimmed(rest.substr(0, end));
            if (const auto equals = pair.find('='); equals != std::string_view::npos && pair.substr(0, equals) == name)
                return pair.substr(equals + 1);
            if (end == std::string_view::npos) break;
            rest.remove_prefix(end + 1);
        }
    }
    return std::nullopt;
}

std::string_view Request::bearerToken() const {
    constexpr std::string_view scheme = "bearer ";
    const std::string_view value = header("Authorization");
    if (!equalIgnoringCase(value.substr(0, scheme.size()), scheme)) return {};
    return trimmed(value.substr(scheme.size()));
}

Result<TextPairs> Request::form() const {
    const std::string_view type = header("Content-Type");
    if (!equalIgnoringCase(trimmed(type.substr(0, type.find(';'))), "application/x-www-form-urlencoded"))
        return fail(ErrorCode::invalid, "The body must be a form (application/x-www-form-urlencoded).");
    auto pairs = parseQuery(body);
    if (!pairs) return fail(ErrorCode::invalid, "The form could not be read.");
    return std::move(*pairs);
}

std::optional<std::string> percentDecode(std::string_view text, bool plusIsSpace) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        char c = text[i];
        if (c == '%') {
            if (i + 2 >= text.size()) return std::nullopt;
            const int high = hexDigit(text[i + 1]);
            const int low = hexDigit(text[i + 2]);
            if (high < 0 || low < 0) return std::nullopt;
            c = static_cast<char>(high * 16 + low);
            i += 2;
        } else if (c == '+' && plusIsSpace) {
            c = ' ';
        }
        if (c == '\0') return std::nullopt;
        out.push_back(c);
    }
    if (!isUtf8(out)) return std::nullopt;
    return out;
}

std::string percentEncode(std::string_view text) {
    constexpr char digits[] = "0123456789ABCDEF";
    std::string out;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        const bool plain = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' ||
                           c == '.' || c == '_' || c == '~';
        if (plain) {
            out.push_back(c);
        } else {
            out.push_back('%');
            out.push_back(digits[byte >> 4]);
            out.push_back(digits[byte & 15]);
        }
    }
    return out;
}

std::optional<TextPairs> parseQuery(std::string_view text) {
    TextPairs pairs;
    while (!text.empty()) {
        const auto end = text.find('&');
        const auto pair = text.substr(0, end);
        if (!pair.empty()) {
            const auto equals = pair.find('=');
            auto name = percentDecode(pair.substr(0, equals), true);
            auto value = percentDecode(equals == std::string_view::npos ? "" : pair.substr(equals + 1), true);
            if (!name || !value || pairs.size() == maxPairs) return std::nullopt;
            pairs.emplace_back(std::move(*name), std::move(*value));
        }
        if (end == std::string_view::npos) break;
        text.remove_prefix(end + 1);
    }
    return pairs;
}

}  // namespace steward::kernel
