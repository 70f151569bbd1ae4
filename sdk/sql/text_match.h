// Text that people search for: case does not matter in Latin, Greek and Cyrillic letters.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace steward::sql {

// Lower case of ASCII and of the two-byte letters of UTF-8; other bytes stay.
std::string foldCase(std::string_view text);
// What the text index holds: text as foldCase() makes it, or as it was written. Of the latter only ASCII letters are
// the same in any case for the index, too.
enum class Indexed { folded, asWritten };
// For MATCH of an FTS5 table with the tokenizer "trigram": rows without all of these do not contain the texts, rows
// with them may. Empty when the texts are too short to tell (under three letters); long texts say their beginning.
std::string trigramsOf(const std::vector<std::string>& texts, Indexed indexed = Indexed::folded);
bool containsIgnoringCase(std::string_view haystack, std::string_view needle);

}  // namespace steward::sql
