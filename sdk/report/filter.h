// The filter grammar of lists, plan selections and reports, and its translation to SQL. Free of reports.
//
//   status=active;plan in (team,scale);users>100;search~tarn;createdAt>=2026-01-01;month last 6
//
// Terms are joined by ';' and all must hold. Operators: = != > >= < <= ~ (contains, case ignored) `in (a,b)`,
// `not in (a,b)`, `last N [days|weeks|months|quarters|years]` (up to and with the current one; without a unit that of
// the field). A value with ; , ( ) or quotes is written "in quotes", a quote inside twice. Times are RFC 3339 or a day
// (YYYY-MM-DD), which then means that whole day in the time zone. Money is written in whole units: mrr>=184.50.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "report/field.h"
#include "sql/value.h"

namespace steward::report {

inline constexpr std::size_t maximumFilterLength = 64 * 1024;
inline constexpr std::size_t maximumFilterTerms = 32;
inline constexpr std::size_t maximumFilterValues = 2000;

enum class Operator { equal, notEqual, greater, greaterOrEqual, less, lessOrEqual, contains, in, notIn, last };
STEWARD_DESCRIBE_ENUM(Operator, equal, notEqual, greater, greaterOrEqual, less, lessOrEqual, contains, in, notIn, last)

struct Condition {
    std::string field;
    Operator op = Operator::equal;
    std::vector<std::string> values;  // one, or several for in and notIn; the number for last
    Bucket unit = Bucket::none;       // for last; none: that of the field
    std::size_t position = 0;         // of the term, in characters from 1
    std::size_t valuePosition = 0;
};
STEWARD_DESCRIBE(Condition, (field, op, values, unit, position, valuePosition))

struct Filter {
    std::vector<Condition> conditions;
};

// ErrorCode::invalid; the message for people names the position and what was expected there.
Result<Filter> parseFilter(std::string_view text);
// Text that parses to the same filter.
std::string spellFilter(const Filter& filter);

struct FilterContext {
    Time now{};                    // what `last` counts back from
    std::string timeZone = "UTC";  // of days and of `last`
    bool trigrams = false;         // SQLite: whether Field::sqliteSearch can be asked
    Weekday weekStart = Weekday::monday;
};

struct SqlCondition {
    std::string text;  // "TRUE" when all rows fulfil it
    std::vector<sql::Value> parameters;
    std::vector<std::string> joins;  // names of the joins its fields need
};

// Every value goes in as a parameter, numbered from `firstParameter`. Leaves out the rows that fields hide
// (Field::hidden), also for an empty filter.
Result<SqlCondition> filterToSql(const Filter& filter, std::span<const Field> fields, sql::Dialect dialect,
                                 const FilterContext& context, std::size_t firstParameter = 1);

// The error for something wrong at a position of a filter (from 1).
Error filterError(std::size_t position, std::string_view expected);

}  // namespace steward::report
