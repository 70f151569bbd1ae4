// A report as it is saved, sent and run: what to group, what to measure, what to leave out. JSON through base/json.h.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "report/field.h"

namespace steward::report {

inline constexpr int definitionVersion = 1;

struct Dimension {
    std::string field;
    Bucket bucket = Bucket::none;  // of dates and times
    bool operator==(const Dimension&) const = default;
};
STEWARD_DESCRIBE(Dimension, (field, bucket))

enum class Aggregate { sum, count, distinct, average, min, max };
STEWARD_DESCRIBE_ENUM(Aggregate, sum, count, distinct, average, min, max)

struct Measure {
    std::string field;  // empty with `count`: rows are counted
    Aggregate aggregate = Aggregate::sum;
    bool operator==(const Measure&) const = default;
};
STEWARD_DESCRIBE(Measure, (field, aggregate))

struct Sort {
    std::string by;  // keyOf() of a dimension or a measure
    bool descending = false;
    bool operator==(const Sort&) const = default;
};
STEWARD_DESCRIBE(Sort, (by, descending))

enum class ChartType { none, bar, line };
STEWARD_DESCRIBE_ENUM(ChartType, none, bar, line)
enum class Stacking { none, stack, percent };
STEWARD_DESCRIBE_ENUM(Stacking, none, stack, percent)

struct Chart {
    ChartType type = ChartType::bar;
    Stacking stacking = Stacking::stack;
    bool totals = true;
    bool axisFromZero = true;
    bool operator==(const Chart&) const = default;
};
STEWARD_DESCRIBE(Chart, (type, stacking, totals, axisFromZero))

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
    bool operator==(const Definition&) const = default;
};
STEWARD_DESCRIBE(Definition, (version, name, dataset, rows, columns, measures, filter, sort, limit, chart, timeZone))

// "createdAt.month", "region"; "sum(mrr)", "count()".
std::string keyOf(const Dimension& dimension);
std::string keyOf(const Measure& measure);

// ErrorCode::invalid with a field error for everything that does not fit the dataset or the bounds.
Result<> validate(const Definition& definition);
// A saved or received definition; refuses one of a newer version by name.
Result<Definition> readDefinition(std::string_view text);

}  // namespace steward::report
