#include "domain/rules.h"

#include <algorithm>

namespace steward::domain {
namespace {

bool isSlugCharacter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
}

// U+202A to U+202E and U+2066 to U+2069 turn the direction of what follows.
bool hasDirectionOverride(std::string_view text) {
    for (std::size_t at = text.find('\xe2'); at != std::string_view::npos && at + 2 < text.size();
         at = text.find('\xe2', at + 1)) {
        const auto second = static_cast<unsigned char>(text[at + 1]);
        const auto third = static_cast<unsigned char>(text[at + 2]);
        if ((second == 0x80 && third >= 0xaa && third <= 0xae) || (second == 0x81 && third >= 0xa6 && third <= 0xa9))
            return true;
    }
    return false;
}

}  // namespace

bool isName(std::string_view text) {
    const auto isControl = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; };
    const auto characters = std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xc0) != 0x80; });
    return characters >= 1 && characters <= 120 && text.find_first_not_of(' ') != std::string_view::npos &&
           std::none_of(text.begin(), text.end(), isControl) && !hasDirectionOverride(text);
}

bool isSlug(std::string_view text) {
    return text.size() >= 2 && text.size() <= 63 && std::all_of(text.begin(), text.end(), isSlugCharacter) &&
           text.front() != '-' && text.back() != '-' && text.find("--") == std::string_view::npos;
}

bool isEmail(std::string_view text) {
    const auto at = text.find('@');
    if (at == std::string_view::npos || at == 0 || text.size() > 254 ||
        text.find('@', at + 1) != std::string_view::npos)
        return false;
    const auto host = text.substr(at + 1);
    const auto isForbidden = [](char c) { return static_cast<unsigned char>(c) <= 0x20 || c == 0x7f || c == ','; };
    return std::none_of(text.begin(), text.end(), isForbidden) && host.find('.') != std::string_view::npos &&
           host.find("..") == std::string_view::npos && host.front() != '.' && host.back() != '.';
}

}  // namespace steward::domain
