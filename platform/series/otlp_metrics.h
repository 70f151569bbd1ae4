// Metrics of OpenTelemetry (ExportMetricsServiceRequest of OTLP 1.x, in protobuf or JSON) as samples under the names
// that Prometheus would give them. Plain functions.
//
//   name        what is no letter, digit or colon becomes one '_'; the unit and, for sums that only grow, "_total"
//   follow labels      attributes of the point; service.name (with its namespace) becomes job, service.instance.id
//   instance.
//               Attributes that are lists or objects, and other attributes of the resource, are left out
//   histograms  NAME_bucket with the label le (counted up), NAME_count and NAME_sum
//   summaries   NAME with the label quantile, NAME_count and NAME_sum
//   deltas      are added up
//   exponential histograms are rejected
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "series/sample.h"

namespace steward::series {

inline constexpr std::size_t mostOtlpPoints = 100'000;  // of one request

// ErrorCode::invalid: it is no such message, or has more points.
Result<Batch> readOtlpProtobuf(std::string_view message);
Result<Batch> readOtlpJson(std::string_view document);

// "http.server.duration", "ms" -> "http_server_duration_milliseconds"
std::string promName(std::string_view name, std::string_view unit, bool isMonotonic, bool isGauge);
std::string promLabel(std::string_view name);

}  // namespace steward::series
