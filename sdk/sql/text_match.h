// Text that people search for: case does not matter in Latin, Greek and Cyrillic letters.
#pragma once

#include <string>
#include <string_view>

namespace steward::sql {

// Lower case of ASCII and of the two-byte letters of UTF-8; other bytes stay.
std::string foldCase(std::string_view text);
// For MATCH of an FTS5 table of folded text with the tokenizer "trigram": rows without all of these do not contain the
// text, rows with them may. Empty when it is too short to tell (under three letters); long texts say their beginning.
std::string trigramsOf(std::string_view text);
bool containsIgnoringCase(std::string_view haystack, std::string_view needle);

}  // namespace steward::sql
