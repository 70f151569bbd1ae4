// Series as this computer keeps them between two runs of the console. Plain functions.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "models/metrics/metric_point.h"

namespace steward::models {

using NamedPoints = std::map<std::string, std::vector<MetricPoint>>;

// At most `most` of the points, all of them real ones: the lowest and highest of each of so many stretches, and the
// last. A hole stays a hole.
std::vector<MetricPoint> sparse(const std::vector<MetricPoint>& points, std::size_t most);

// For OfflineStore::keep(): each series with at most 600 points.
std::string spellHistory(const NamedPoints& series);
// Nothing when it is no such text.
std::optional<NamedPoints> readHistory(std::string_view text);

}  // namespace steward::models
