// The filter grammar of lists, plan selections and reports, and its translation to SQL. Free of reports.
//
//   status=active;plan in (team,scale);users>100;search~tarn;createdAt>=2026-01-01;month last 6
//
// Terms are joined by ';' and all must hold; `(a=1|b=2;c=3|d=4)` is a term of which one part must hold, and parts are
// filters again. Operators: = != > >= < <= ~ (contains, case ignored) `in (a,b)`, `not in (a,b)`, `is null`, `is not
// null`, and of dates and times `last N [minutes|hours|days|weeks|months|quarters|years]` (up to and with the current
// one; without a unit that of the field), `this month`, `previous [N] months` (the whole ones before the current one).
// A value with ; , ( ) | or quotes is written "in quotes", a quote inside twice. In reports `$name` without quotes is a
// parameter. Times are RFC 3339 or a day (YYYY-MM-DD), which then means that whole day in the time zone. Money is
// written in whole units: mrr>=184.50.
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
inline constexpr std::size_t maximumFilterDepth = 8;

enum class Operator {
    equal,
    notEqual,
    greater,
    greaterOrEqual,
    less,
    lessOrEqual,
    contains,
    in,
    notIn,
    last,
    current,
    previous,
    isNull,
    isNotNull
};
STEWARD_DESCRIBE_ENUM(Operator, equal, notEqual, greater, greaterOrEqual, less, lessOrEqual, contains, in, notIn, last,
                      current, previous, isNull, isNotNull)

struct Condition {
    std::string field;
    Operator op = Operator::equal;
    std::vector<std::string> values;  // one, several for in and notIn, none for
                                      // isNull …; the number for last, previous
    Bucket unit = Bucket::none;       // for last, current and previous; none: that of the field
    std::size_t position = 0;         // of the term, in characters from 1
    std::size_t valuePosition = 0;
    std::vector<std::size_t> references = {};  // which of the values are parameters: "$region"
};
STEWARD_DESCRIBE(Condition, (field, op, values, unit, position, valuePosition))

struct Filter {
    std::vector<Condition> conditions;
    std::vector<std::vector<Filter>> alternatives = {};  // of each one must hold, besides the conditions

    // Whether it is a list of conditions that all must hold.
    bool isPlain() const { return alternatives.empty(); }
    bool isEmpty() const { return conditions.empty() && alternatives.empty(); }
};

// All conditions of a filter, those of its alternatives included.
template <class F>
void eachCondition(const Filter& filter, F&& visit) {
    for (const auto& condition : filter.conditions)
        visit(condition);
    for (const auto& any : filter.alternatives)
        for (const auto& one : any)
            eachCondition(one, visit);
}

// ErrorCode::invalid; the message for people names the position and what was expected there.
Result<Filter> parseFilter(std::string_view text);
// Text that parses to the same filter.
std::string spellFilter(const Filter& filter);

struct FilterContext {
    Time now{};                    // what `last` counts back from
    std::string timeZone = "UTC";  // of days and of `last`
    bool trigrams = false;         // SQLite: whether Field::sqliteSearch can be asked
    Weekday weekStart = Weekday::monday;
    bool noneIsRemoved = false;  // none of the tenants that are seen: then rows need not be asked about theirs
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
