// Text that people search for: case does not matter in Latin, Greek and Cyrillic letters.
#pragma once

#include <string>
#include <string_view>

namespace steward::sql {

// Lower case of ASCII and of the two-byte letters of UTF-8; other bytes stay.
std::string foldCase(std::string_view text);
bool containsIgnoringCase(std::string_view haystack, std::string_view needle);

}  // namespace steward::sql
