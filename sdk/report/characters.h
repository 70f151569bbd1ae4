// Characters of UTF-8 text, one by one. Private to the room.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace steward::report {

inline constexpr std::uint32_t invalidCharacter = 0xFFFFFFFF;

// The character at `at` and its length; an invalid byte is one character, invalidCharacter.
inline std::uint32_t characterAt(std::string_view text, std::size_t at, std::size_t& length) {
    const auto first = static_cast<unsigned char>(text[at]);
    length = 1;
    if (first < 0x80) return first;
    const std::size_t size = first >= 0xF0 && first < 0xF5 ? 4 : first >= 0xE0 ? 3 : first >= 0xC2 ? 2 : 0;
    if (size == 0 || first >= 0xF5 || at + size > text.size()) return invalidCharacter;
    std::uint32_t code = first & (0xFFu >> (size + 1));
    for (std::size_t i = 1; i < size; ++i) {
        const auto next = static_cast<unsigned char>(text[at + i]);
        if ((next & 0xC0) != 0x80) return invalidCharacter;
        code = code << 6 | (next & 0x3Fu);
    }
    constexpr std::array<std::uint32_t, 5> smallest{0, 0, 0x80, 0x800, 0x10000};
    const bool isSurrogate = code >= 0xD800 && code <= 0xDFFF;
    if (code < smallest[size] || isSurrogate || code > 0x10FFFF) return invalidCharacter;
    length = size;
    return code;
}

// Whether XML (and so a spreadsheet) and HTML can hold it.
inline bool isMarkupCharacter(std::uint32_t c) {
    return c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && c <= 0xD7FF && c != 0x7F) ||
           (c >= 0xE000 && c <= 0xFFFD) || (c >= 0x10000 && c <= 0x10FFFF);
}

// Appends the text; U+FFFD stands for what markup cannot hold.
inline void appendMarkupText(std::string& out, std::string_view text) {
    const bool isPlain = std::ranges::all_of(text, [](char c) { return c >= 0x20 && c < 0x7F; });
    if (isPlain) {
        out += text;
        return;
    }
    for (std::size_t at = 0, length = 0; at < text.size(); at += length) {
        if (isMarkupCharacter(characterAt(text, at, length)))
            out += text.substr(at, length);
        else
            out += "\xEF\xBF\xBD";
    }
}

}  // namespace steward::report
