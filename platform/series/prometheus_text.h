// The Prometheus text format 0.0.4, read and written. Plain functions.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "series/sample.h"

namespace steward::series {

inline constexpr std::size_t mostScraped = 200'000;  // samples of one reply

// All of it or nothing: ErrorCode::invalid with the number of the line. A sample without a time of its own is of `now`.
// What has no TYPE is a counter when its name ends as counters' do (_total, _count, _sum, _bucket).
Result<Batch> readPrometheusText(std::string_view text, Time now);

void appendHeader(std::string& text, std::string_view metric, Kind kind);
void appendSample(std::string& text, std::string_view metric, const Labels& labels, double value, Time at);

}  // namespace steward::series
