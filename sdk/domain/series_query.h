// Series that services send or that are scraped: values in time under a metric's name and labels; and what can be asked
// of them. A query means what its PromQL means (toPromql), so that a Prometheus with the same samples answers the same.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/describe.h"
#include "base/result.h"
#include "base/time.h"

namespace steward::domain {

// What is computed of each series before series are put together. All but `value` look at a window of time that ends
// at the point.
enum class SeriesFunction {
    value,     // the newest sample, no older than five minutes
    rate,      // of a counter, per second
    increase,  // of a counter
    average,   // of the samples in the window, as are the next two
    minimum,
    maximum,
    quantile,  // of a histogram, from the rates of its buckets (series NAME_bucket with the label `le`)
};
STEWARD_DESCRIBE_ENUM(SeriesFunction, value, rate, increase, average, minimum, maximum, quantile)

enum class SeriesAggregation { none, sum, average, minimum, maximum };
STEWARD_DESCRIBE_ENUM(SeriesAggregation, none, sum, average, minimum, maximum)

// Whether the label is one of the values (or, with `excluded`, none of them). "" stands for a label that is not there.
struct SeriesMatcher {
    std::string label;
    std::vector<std::string> values;  // 1 to 50
    std::optional<bool> excluded;
    bool operator==(const SeriesMatcher&) const = default;
};
STEWARD_DESCRIBE(SeriesMatcher, (label, values, excluded))

struct SeriesQuery {
    std::string metric;  // of a histogram without "_bucket"
    SeriesFunction function = SeriesFunction::value;
    std::optional<std::vector<SeriesMatcher>> where;
    std::optional<std::int64_t> windowSeconds;  // 1 to 86,400, of all functions but value; 300 unless told
    std::optional<double> quantile;             // 0 to 1, of the function of that name
    std::optional<SeriesAggregation> aggregation;
    std::optional<std::vector<std::string>> by;  // labels that the aggregation keeps apart
    std::optional<std::int64_t> top;             // at each point only the so many largest, 1 to 100
    bool operator==(const SeriesQuery&) const = default;
};
STEWARD_DESCRIBE(SeriesQuery, (metric, function, where, windowSeconds, quantile, aggregation, by, top))

// One line of an answer: values at start, start + step, …; empty where there is none.
struct SeriesLine {
    std::map<std::string, std::string> labels;
    std::vector<std::optional<double>> values;
    bool operator==(const SeriesLine&) const = default;
};
STEWARD_DESCRIBE(SeriesLine, (labels, values))

bool isMetricName(std::string_view name);  // [a-zA-Z_:][a-zA-Z0-9_:]*, at most 200
bool isLabelName(std::string_view name);   // [a-zA-Z_][a-zA-Z0-9_]*, at most 100, and not "__…"

std::int64_t windowOf(const SeriesQuery& query);  // seconds

// What is wrong with it, with paths below `path`; empty: nothing.
std::vector<FieldError> check(const SeriesQuery& query, std::string_view path = {});

// As Prometheus spells it. `always` stands in every selector first, whatever the query says; the query must be good
// (check), and names none of its labels. Every text of the query is a quoted string in it.
std::string toPromql(const SeriesQuery& query, const std::map<std::string, std::string>& always = {});

}  // namespace steward::domain
