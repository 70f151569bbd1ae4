// How values are spelled in files that programs read: exact, in English, without a locale.
#pragma once

#include <string>

#include "report/result.h"
#include "report/time_zone.h"
#include "sql/value.h"

namespace steward::report {

// Appends nothing for NULL. Money "1234.50", decimals shortest, days "2026-11-23", weeks "2026-W48", months "2026-11",
// quarters "2026-Q4", years "2026", decimals in ten-thousandths as numbers, times RFC 3339 with the offset of the zone,
// booleans true and false.
void appendSpelled(std::string& out, const sql::Cell& value, const Column& column, const TimeZone& zone);
std::string spelled(const json::Value& value, const Column& column, const TimeZone& zone);

// The key of all values that are not among the top of a dimension; spelled "Others".
json::Value others();
bool isOthers(const json::Value& key);

// Refers to text inside `value`.
sql::Cell cellOf(const json::Value& value);

}  // namespace steward::report
