// CSV as in RFC 4180, with line breaks inside of quotes, after comma, semicolon or tab, whichever the first line has
// most of. UTF-8, or UTF-16 that says so by its byte order mark. Bytes that are no text are an error with their place.
#pragma once

#include <string_view>

#include "import/table_reader.h"

namespace steward::imports {

Outcome<std::unique_ptr<TableReader>> openCsv(const Source& source);
// Of bytes in memory, which must outlive the reader.
std::unique_ptr<TableReader> readCsv(std::string_view bytes, const Source& source);

}  // namespace steward::imports
