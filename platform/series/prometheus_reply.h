// What Prometheus answers to /api/v1/query_range. Plain functions.
#pragma once

#include <string_view>
#include <vector>

#include "base/result.h"
#include "domain/series_query.h"
#include "series/evaluate.h"

namespace steward::series {

// Lines on the grid, by their labels, without the metric's name and the label `hidden`. ErrorCode::unprocessable with
// its words when Prometheus refused the query; unavailable when it is no such answer.
Result<std::vector<domain::SeriesLine>> readPrometheusReply(std::string_view document, const Grid& grid,
                                                            std::string_view hidden);

}  // namespace steward::series
