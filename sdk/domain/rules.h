// Small rules that several entities share. All take UTF-8 and allocate nothing.
#pragma once

#include <string_view>

namespace steward::domain {

// 1 to 120 characters, at least one of them visible, no control and no bidirectional override characters.
bool isName(std::string_view text);
// 2 to 63 characters: lower-case letters, digits, single hyphens inside.
bool isSlug(std::string_view text);
// One "@", a local part, a dotted host, no spaces, at most 254 bytes (RFC 5321).
bool isEmail(std::string_view text);

}  // namespace steward::domain
