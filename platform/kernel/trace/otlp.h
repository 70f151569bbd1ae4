// Spans and metrics as OTLP writes them in JSON (opentelemetry-proto 1.x, "JSON Protobuf Encoding"): names in
// lowerCamelCase, ids in hexadecimal, 64-bit integers as text, enumerations as numbers.
#pragma once

#include <span>
#include <string>

#include "base/result.h"
#include "kernel/telemetry.h"
#include "kernel/trace/span.h"

namespace steward::kernel::otlp {

// What the telemetry is of.
using Resource = std::vector<std::pair<std::string, std::string>>;  // {"service.name", "stewardd"}

// ExportTraceServiceRequest
std::string encodeTraces(const Resource& resource, std::span<const trace::SpanData> spans);
// ExportMetricsServiceRequest: counters and histograms are cumulative since `start`.
std::string encodeMetrics(const Resource& resource, const std::vector<MetricFamily>& families,
                          std::chrono::system_clock::time_point start, std::chrono::system_clock::time_point now);
// How many spans a collector took no interest in (ExportTraceServiceResponse.partialSuccess).
std::uint64_t rejectedSpans(std::string_view reply);

// "name=value,other=value", values percent-encoded: how OTEL_EXPORTER_OTLP_HEADERS is written.
Result<std::vector<std::pair<std::string, std::string>>> parseHeaders(std::string_view text);

}  // namespace steward::kernel::otlp
