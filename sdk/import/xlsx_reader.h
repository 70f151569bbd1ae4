// XLSX (ECMA-376): one sheet, read twice. The first time finds what would spoil an import before a row is given out:
// too many rows, merged cells; and which of the texts that cells share are needed. A formula counts by the value that
// is stored with it.
#pragma once

#include "import/table_reader.h"

namespace steward::imports {

Outcome<std::unique_ptr<TableReader>> openXlsx(const Source& source);

}  // namespace steward::imports
