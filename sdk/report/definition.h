// A report as it is saved, sent and run: what to group, what to measure, what to leave out. JSON through base/json.h.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/result.h"
#include "report/field.h"

namespace steward::report {

// 1: dimensions by field and bucket, plain measures. 2: all that is said below. Version 1 is read and means the same.
inline constexpr int definitionVersion = 2;

// Steps of a number: those of a value are the largest origin + n * width that is not above it. In the smallest units of
// the field (hundredths of money, ten-thousandths of decimals).
struct Bin {
    std::int64_t width = 0;
    std::int64_t origin = 0;
    bool operator==(const Bin&) const = default;
};
STEWARD_DESCRIBE(Bin, (width, origin))

// The values with the most of a measure of this report, over all of its rows; all others become one, computed from its
// rows as well.
struct Top {
    std::int64_t count = 10;
    std::string by;         // keyOf() of a measure
    bool smallest = false;  // those with the least
    bool operator==(const Top&) const = default;
};
STEWARD_DESCRIBE(Top, (count, by, smallest))

struct Dimension {
    std::string field;
    Bucket bucket = Bucket::none;  // of dates and times
    std::optional<Bin> bin = {};   // of numbers
    std::optional<Top> top = {};
    bool operator==(const Dimension&) const = default;
};
STEWARD_DESCRIBE(Dimension, (field, bucket, bin, top))

// Of rows: sum … max; median and percentile are values of the data (the first of them, in order, with at least that
// share of all values up to it, as PostgreSQL's percentile_disc). Of measures: ratio. The others are derived from the
// complete result: share, running total, rank, and what the same line had in an earlier period.
enum class Aggregate {
    sum,
    count,
    distinct,
    average,
    min,
    max,
    median,
    percentile,
    ratio,
    share,
    runningTotal,
    rank,
    previous,
    difference,
    growth
};
STEWARD_DESCRIBE_ENUM(Aggregate, sum, count, distinct, average, min, max, median, percentile, ratio, share,
                      runningTotal, rank, previous, difference, growth)

enum class Along { rows, columns };
STEWARD_DESCRIBE_ENUM(Along, rows, columns)
enum class Within { all, row, column };
STEWARD_DESCRIBE_ENUM(Within, all, row, column)
enum class Period { previous, lastYear };
STEWARD_DESCRIBE_ENUM(Period, previous, lastYear)

struct Measure {
    std::string field;  // empty with `count`: rows are counted; empty with what is made of measures
    Aggregate aggregate = Aggregate::sum;
    std::optional<std::string> name = {};       // what sort, top and other measures call it
    std::optional<std::string> title = {};      // for people
    std::optional<std::int64_t> perMille = {};  // of percentile: 950 is the 95th
    std::optional<std::string> of = {};         // keyOf() of the measure that this is made of
    std::optional<std::string> over = {};       // of ratio: the divisor
    std::optional<Within> within = {};          // of share: of what; all
    std::optional<Along> along = {};            // of runningTotal and rank; rows
    std::optional<Period> period = {};          // of previous, difference and growth; previous
    std::optional<std::string> dimension = {};  // of those: keyOf() of the periods, where there are several
    bool hidden = false;                        // only for sort, top and other measures
    bool operator==(const Measure&) const = default;
};
STEWARD_DESCRIBE(Measure, (field, aggregate, name, title, perMille, of, over, within, along, period, dimension, hidden))

// Made of other measures of the same cell or of the whole result, not of rows.
bool isDerived(Aggregate aggregate);
// Totals of these are computed from their parts; all others are asked for at each level.
bool addsUp(Aggregate aggregate);

struct Sort {
    std::string by;  // keyOf() of a dimension or a measure
    bool descending = false;
    bool operator==(const Sort&) const = default;
};
STEWARD_DESCRIBE(Sort, (by, descending))

enum class ChartType { none, bar, line, area, scatter, pie, heatMap, kpi };
STEWARD_DESCRIBE_ENUM(ChartType, none, bar, line, area, scatter, pie, heatMap, kpi)
enum class Stacking { none, stack, percent };
STEWARD_DESCRIBE_ENUM(Stacking, none, stack, percent)

inline constexpr std::size_t chartColours = 8;

struct Chart {
    ChartType type = ChartType::bar;
    Stacking stacking = Stacking::stack;
    bool totals = true;
    bool axisFromZero = true;
    // keyOf() of what is drawn; without them, or where they are not there any more, the shelves say it.
    std::optional<std::string> category = {};
    std::optional<std::string> series = {};  // empty: none
    std::optional<std::string> value = {};
    std::optional<std::string> across = {};  // of scatter: the measure of the horizontal axis
    // Which of the chart colours (1 to 8) each series has, in order; without them, and for further ones, in their own.
    std::optional<std::vector<std::int64_t>> colours = {};
    bool operator==(const Chart&) const = default;
};
STEWARD_DESCRIBE(Chart, (type, stacking, totals, axisFromZero, category, series, value, across, colours))

// How cells of a measure stand out: those from a value up or down, a bar by their size, or a shade by it.
enum class Highlighting { atLeast, atMost, bar, shade };
STEWARD_DESCRIBE_ENUM(Highlighting, atLeast, atMost, bar, shade)
enum class Tone { good, notice, bad };
STEWARD_DESCRIBE_ENUM(Tone, good, notice, bad)

struct Highlight {
    std::string measure;  // keyOf()
    Highlighting rule = Highlighting::atLeast;
    std::optional<std::string> value = {};  // of atLeast and atMost: a number as it is shown, "184.50"
    Tone tone = Tone::notice;
    bool operator==(const Highlight&) const = default;
};
STEWARD_DESCRIBE(Highlight, (measure, rule, value, tone))

// A field of this report alone: an expression over fields of its rows (report/expression.h).
struct CalculatedField {
    std::string name;
    std::string expression;
    std::optional<std::string> title = {};
    bool operator==(const CalculatedField&) const = default;
};
STEWARD_DESCRIBE(CalculatedField, (name, expression, title))

// A value of filters and expressions (`$name`) that is given when the report is run, spelled as in filters.
struct Parameter {
    std::string name;
    FieldType type = FieldType::text;
    std::optional<std::string> title = {};
    bool several = false;                                   // for `in` and `not in`: any number of values
    std::optional<std::vector<std::string>> fallback = {};  // when none is given
    std::optional<std::vector<std::string>> value = {};     // given: withParameters()
    bool operator==(const Parameter&) const = default;
};
STEWARD_DESCRIBE(Parameter, (name, type, title, several, fallback, value))

struct Definition {
    int version = definitionVersion;
    std::string name;
    std::string dataset;
    std::vector<Dimension> rows;
    std::vector<Dimension> columns;
    std::vector<Measure> measures;
    std::string filter;  // report/filter.h
    std::vector<Sort> sort;
    std::int64_t limit = 0;  // lines of the finest grouping; 0: all. Totals are always those of all
    Chart chart;
    std::string timeZone = "UTC";  // IANA name; days, weeks and months of times begin there
    Weekday weekStart = Weekday::monday;
    std::vector<CalculatedField> fields = {};  // each may name those before it
    std::vector<Parameter> parameters = {};
    std::vector<Highlight> highlights = {};
    bool operator==(const Definition&) const = default;
};
STEWARD_DESCRIBE(Definition, (version, name, dataset, rows, columns, measures, filter, sort, limit, chart, timeZone,
                              weekStart, fields, parameters, highlights))

// "createdAt.month", "users.bin", "region"; "sum(mrr)", "count()", "percentile(mrr,950)", "ratio(sum(mrr),count())",
// "share(sum(mrr),row)", or the name of the measure.
std::string keyOf(const Dimension& dimension);
std::string keyOf(const Measure& measure);

// ErrorCode::invalid with a field error for everything that does not fit the dataset or the bounds. Parameters may be
// without a value until the report is run.
Result<> validate(const Definition& definition);
// Which of the measures that is; null: none.
const Measure* findMeasure(const Definition& definition, std::string_view key);
// The definition with values for its parameters. ErrorCode::invalid names those that it does not have.
Result<Definition> withParameters(Definition definition, const std::map<std::string, std::vector<std::string>>& values);

// The definition as a document that people keep: members in a fixed order, without what is usual. Reads as the same.
json::Value documentOf(const Definition& definition);

// A saved or received definition, as version 2; refuses one of a newer version by name.
Result<Definition> readDefinition(std::string_view text);

}  // namespace steward::report
