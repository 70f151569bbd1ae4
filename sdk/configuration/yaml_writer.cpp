#include <algorithm>
#include <array>
#include <cctype>

#include "configuration/document.h"

namespace steward::configuration {
namespace {

constexpr std::size_t longestPlainKey = 160;

bool isAnyOf(std::string_view text, const auto& words) {
    return std::ranges::any_of(words, [&](std::string_view word) {
        return std::ranges::equal(word, text,
                                  [](char a, char b) { return a == std::tolower(static_cast<unsigned char>(b)); });
    });
}

// What some reader of YAML, 1.1 or 1.2, takes for something else than text.
bool isPlain(std::string_view text) {
    constexpr std::array<std::string_view, 9> words{"true", "false", "null", "yes", "no", "on", "off", "y", "n"};
    constexpr std::string_view marks = " _-./@+";
    const auto isLetter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
    const auto isHarmless = [&](char c) {
        return isLetter(c) || (c >= '0' && c <= '9') || marks.find(c) != std::string_view::npos;
    };
    return !text.empty() && text.size() <= 200 && isLetter(text.front()) && text.back() != ' ' &&
           std::ranges::all_of(text, isHarmless) && !isAnyOf(text, words);
}

// A JSON string is one of YAML, too, but for characters that YAML counts as ends of lines or as not printable.
void appendQuoted(std::string& out, std::string_view text) {
    std::string quoted;
    json::appendString(quoted, text);
    for (std::size_t i = 0; i < quoted.size(); ++i) {
        const std::string_view rest = std::string_view(quoted).substr(i);
        const auto second = rest.size() > 1 ? static_cast<unsigned char>(rest[1]) : 0;
        constexpr std::string_view hex = "0123456789abcdef";
        if (rest[0] == '\x7f') {
            out += "\\u007f";
        } else if (rest[0] == '\xc2' && second >= 0x80 && second <= 0x9f) {
            out.append("\\u00").append(1, hex[second >> 4]).append(1, hex[second & 15]);
            ++i;
        } else if (rest.starts_with("\xe2\x80\xa8") || rest.starts_with("\xe2\x80\xa9")) {
            out += rest[2] == '\xa8' ? "\\u2028" : "\\u2029";
            i += 2;
        } else if (rest.starts_with("\xef\xbb\xbf")) {
            out += "\\ufeff";
            i += 2;
        } else {
            out += rest[0];
        }
    }
}

void appendText(std::string& out, std::string_view text) {
    if (isPlain(text))
        out += text;
    else
        appendQuoted(out, text);
}

bool isInner(const json::Value& value) {
    return (value.is_object() && !value.get_object().empty()) || (value.is_array() && !value.get_array().empty());
}

void appendFlow(std::string& out, const json::Value& value) {
    if (value.is_string())
        appendText(out, value.get_string());
    else
        json::appendValue(out, value);
}

}  // namespace

void appendYaml(std::string& out, const json::Value& value, int indent) {
    const std::string lead(static_cast<std::size_t>(indent), ' ');
    if (!isInner(value)) {
        appendFlow(out, value);
        out += '\n';
        return;
    }
    if (const auto* array = value.if_array()) {
        for (const auto& element : *array) {
            out += lead + "-";
            out += isInner(element) ? "\n" : " ";
            appendYaml(out, element, indent + 2);
        }
        return;
    }
    for (const auto& [key, member] : value.get_object()) {
        // YAML 1.2, 8.2.2: longer keys than 1,024 characters are said to be keys.
        const bool isLong = key.size() > longestPlainKey;
        out += lead;
        if (isLong) out += "? ";
        appendText(out, key);
        if (isLong) out += "\n" + lead;
        out += ":";
        out += isInner(member) ? "\n" : " ";
        appendYaml(out, member, indent + 2);
    }
}

}  // namespace steward::configuration
