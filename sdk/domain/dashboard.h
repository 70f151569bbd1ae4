// A dashboard as a document: panels on a grid, what each of them asks, and what a reader may vary. Stored by the
// platform, drawn by the console, exchanged as JSON. Any thread.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/describe.h"
#include "base/error.h"
#include "domain/dashboard_grid.h"

namespace steward::domain {

enum class PanelKind {
    line,
    area,
    stacked,
    bar,
    heatMap,      // rows: the queries, from low to high
    gauge,        // the last value of the first query between minimum and maximum
    errorBudget,  // burn rate of the platform's availability objective; asks nothing
    table,        // the queries with their last, lowest, mean and highest values
    stat,         // the last value of the first query in large, with its course
    topList,      // tenants with the most requests; asks nothing
    sparkline,    // a small course for each query
};
STEWARD_DESCRIBE_ENUM(PanelKind, line, area, stacked, bar, heatMap, gauge, errorBudget, table, stat, topList, sparkline)

enum class PanelUnit { count, perSecond, milliseconds, bytes, percent, ratio };
STEWARD_DESCRIBE_ENUM(PanelUnit, count, perSecond, milliseconds, bytes, percent, ratio)

// What is computed of a series before it is drawn. All but `value` are about counters.
enum class PanelFunction { value, rate, increase };
STEWARD_DESCRIBE_ENUM(PanelFunction, value, rate, increase)

struct PanelQuery {
    std::string series;  // a name of domain/metric.h, or of a metric that services send
    std::string label;   // in the legend; empty: the series' name
    std::optional<PanelFunction> function;
    std::optional<std::string> tenant;                         // an id or "$tenant"; absent: the reader's own place
    std::optional<std::map<std::string, std::string>> labels;  // that the series must have; a value may be "$region"
    std::optional<std::int64_t> color;                         // 1 to 8 of the chart colours; absent: by position
    bool operator==(const PanelQuery&) const = default;
};
STEWARD_DESCRIBE(PanelQuery, (series, label, function, tenant, labels, color))

enum class ThresholdLevel { warning, bad };
STEWARD_DESCRIBE_ENUM(ThresholdLevel, warning, bad)

// Values at or above it are of this level.
struct PanelThreshold {
    double value = 0;
    ThresholdLevel level = ThresholdLevel::bad;
    std::string label;  // "SLO 400 ms"; empty: the value
    bool operator==(const PanelThreshold&) const = default;
};
STEWARD_DESCRIBE(PanelThreshold, (value, level, label))

struct DashboardPanel {
    std::string id;  // within the dashboard: lower-case letters, digits and hyphens
    PanelKind kind = PanelKind::line;
    std::string title;
    GridPlace place;
    std::vector<PanelQuery> queries;
    PanelUnit unit = PanelUnit::count;
    std::optional<std::string> word;         // written behind the figure: "messages"
    std::optional<std::int64_t> decimals;    // 0 to 6; absent: as many as three figures need
    std::optional<double> minimum, maximum;  // of the value axis, or of a gauge; absent: by the data
    std::vector<PanelThreshold> thresholds;  // ascending
    bool operator==(const DashboardPanel&) const = default;
};
STEWARD_DESCRIBE(DashboardPanel, (id, kind, title, place, queries, unit, word, decimals, minimum, maximum, thresholds))

enum class VariableKind { tenant, region };
STEWARD_DESCRIBE_ENUM(VariableKind, tenant, region)

// What the reader chooses above the panels; queries name it as "$tenant" or "$region". One of each kind at most.
struct DashboardVariable {
    VariableKind kind = VariableKind::tenant;
    std::string value;  // before somebody chooses: an id, a region, or empty for all
    bool operator==(const DashboardVariable&) const = default;
};
STEWARD_DESCRIBE(DashboardVariable, (kind, value))

struct DashboardContent {
    std::string title;
    std::string description;
    std::vector<DashboardPanel> panels;
    std::vector<DashboardVariable> variables;
    std::int64_t rangeMinutes = 60;    // what is shown at first: this long, up to now
    std::int64_t refreshSeconds = 30;  // of what no feed brings; 0: only when asked
    bool operator==(const DashboardContent&) const = default;
};
STEWARD_DESCRIBE(DashboardContent, (title, description, panels, variables, rangeMinutes, refreshSeconds))

namespace dashboard {
inline constexpr std::size_t mostPanels = 40, mostQueries = 16, mostThresholds = 6, mostLabels = 10;
inline constexpr std::size_t longestTitle = 80, longestDescription = 400, longestName = 200, longestWord = 24;
inline constexpr std::int64_t longestRangeMinutes = 90 * 24 * 60, slowestRefreshSeconds = 3600;
}  // namespace dashboard

// What is wrong with it, with paths below `path`; empty: nothing. Panels that overlap are no error: see tidy().
std::vector<FieldError> check(const DashboardContent& content, std::string_view path = {});

// Panels that overlap or stand outside of the grid are moved, the later ones; the order stays.
void tidy(DashboardContent& content);

// "latency" of "Latency", "latency-2" when there is one: an id that no panel has.
std::string freeId(const DashboardContent& content, std::string_view title);

}  // namespace steward::domain
