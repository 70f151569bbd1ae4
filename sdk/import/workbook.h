// What a workbook says about its sheets: where they are, which styles are dates, and how its days are counted
// (ECMA-376 part 1, 18.2 and 18.8). Private to the room.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "import/archive.h"

namespace steward::imports {

struct Sheet {
    std::string name;
    std::string part;
    bool shown = true;
};

struct Workbook {
    std::vector<Sheet> sheets;
    std::string sharedStrings;  // the part; empty when there is none
    std::vector<bool> isDate;   // of a style of cells, by its index
    bool from1904 = false;
};

Outcome<Workbook> readWorkbook(Archive& archive);

// "yyyy-mm-dd", "[h]:mm", not "#,##0" and not "\"days\" 0".
bool isDateFormat(std::string_view code);
// A day and its fraction as "2026-11-24", "2026-11-24T09:26:00Z" or, without a day, "09:26:00"; empty when there is no
// such day.
std::string dateText(double serial, bool from1904);
// 1200 and not 1.2e3, 12.5 and not 12.500000000000001 where that is the same number.
std::string numberText(double number);

}  // namespace steward::imports
