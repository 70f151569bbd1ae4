#include "report/text_encoding.h"

#include <algorithm>
#include <array>

#include "report/characters.h"

namespace steward::report {
namespace {

// What stands at 0x80 to 0x9F; 0: nothing.
constexpr std::array<std::uint16_t, 32> windowsSpecials{0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                                        0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
                                                        0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                                        0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

std::optional<char> windowsByte(std::uint32_t c) {
    if (c < 0x80 || (c >= 0xA0 && c <= 0xFF)) return static_cast<char>(c);
    const auto special = std::ranges::find(windowsSpecials, c);
    if (c == 0 || special == windowsSpecials.end()) return std::nullopt;
    return static_cast<char>(0x80 + (special - windowsSpecials.begin()));
}

void appendUnit(std::string& out, std::uint32_t unit) {
    out += static_cast<char>(unit & 0xFF);
    out += static_cast<char>(unit >> 8);
}

void appendUtf16(std::string& out, std::uint32_t c) {
    if (c < 0x10000) return appendUnit(out, c);
    appendUnit(out, 0xD800 + ((c - 0x10000) >> 10));
    appendUnit(out, 0xDC00 + ((c - 0x10000) & 0x3FF));
}

}  // namespace

std::string_view TextEncoding::mark() const {
    if (encoding_ == Encoding::utf8Bom) return "\xEF\xBB\xBF";
    if (encoding_ == Encoding::utf16) return "\xFF\xFE";
    return {};
}

std::optional<std::uint32_t> TextEncoding::append(std::string& out, std::string_view text) {
    if (isUtf8()) {
        out += text;
        return std::nullopt;
    }
    for (std::size_t at = 0, length = 0; at < text.size(); at += length) {
        const std::uint32_t c = characterAt(text, at, length);
        if (encoding_ == Encoding::utf16) {
            appendUtf16(out, c == invalidCharacter ? 0xFFFD : c);
            continue;
        }
        const auto byte = windowsByte(c);
        if (!byte && unencodable_ == Unencodable::refuse) return c;
        if (!byte) ++replaced_;
        out += byte.value_or('?');
    }
    return std::nullopt;
}

}  // namespace steward::report
