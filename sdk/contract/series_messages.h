// Series of tenants: sending, asking, and where the platform fetches them.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/json.h"
#include "domain/series_query.h"

namespace steward::contract {

// ExportMetricsServiceRequest of OTLP in its JSON form; the endpoint takes protobuf, too.
struct OtlpMetrics {
    std::vector<json::Value> resourceMetrics;
};
STEWARD_DESCRIBE(OtlpMetrics, (resourceMetrics))

struct OtlpPartialSuccess {
    std::string rejectedDataPoints;  // a number, as JSON of protobuf spells 64 bits
    std::string errorMessage;
};
STEWARD_DESCRIBE(OtlpPartialSuccess, (rejectedDataPoints, errorMessage))

// `partialSuccess` says what was not kept, and why; without it everything was.
struct OtlpMetricsReply {
    std::optional<OtlpPartialSuccess> partialSuccess;
};
STEWARD_DESCRIBE(OtlpMetricsReply, (partialSuccess))

// Points at `from` and every step after it up to `to`; at most 11,000 of them, and 1,000,000 of all lines.
struct SeriesRequest {
    std::optional<std::string> tenantId;  // staff: whose series; without it the platform's own
    domain::SeriesQuery query;
    Time from{};
    Time to{};
    std::optional<std::int64_t> stepMs;  // whole seconds; unless told as makes about 300 points
};
STEWARD_DESCRIBE(SeriesRequest, (tenantId, query, from, to, stepMs))

enum class SeriesSource { memory, rollups, prometheus };
STEWARD_DESCRIBE_ENUM(SeriesSource, memory, rollups, prometheus)

struct SeriesResult {
    Time start{};
    std::int64_t stepMs = 0;
    SeriesSource source = SeriesSource::memory;
    std::int64_t resolutionMs = 0;   // of what was read; 0: not known
    std::int64_t windowSeconds = 0;  // that was looked at; longer than asked where the resolution is coarser
    std::string promql;              // the same query, for other tools
    std::vector<domain::SeriesLine> items;
};
STEWARD_DESCRIBE(SeriesResult, (start, stepMs, source, resolutionMs, windowSeconds, promql, items))

struct SeriesCatalogRequest {
    std::optional<std::string> tenantId;
    std::optional<std::string> metric;  // its labels; without it names of metrics
    std::optional<std::string> prefix;  // of the names
    std::optional<std::int64_t> limit;  // of names, or of values of each label, 1 to 1,000; 200 unless told
};
STEWARD_DESCRIBE(SeriesCatalogRequest, (tenantId, metric, prefix, limit))

struct MetricEntry {
    std::string name;
    std::string kind;  // counter, gauge
    std::string help;
    std::int64_t series = 0;
};
STEWARD_DESCRIBE(MetricEntry, (name, kind, help, series))

struct LabelEntry {
    std::string name;
    std::vector<std::string> values;
    bool complete = true;
};
STEWARD_DESCRIBE(LabelEntry, (name, values, complete))

// Those with a sample in the last 24 hours, by name.
struct SeriesCatalog {
    std::vector<MetricEntry> metrics;
    std::vector<LabelEntry> labels;
    bool complete = true;
};
STEWARD_DESCRIBE(SeriesCatalog, (metrics, labels, complete))

struct SeriesUsageRequest {
    std::optional<std::string> tenantId;
};
STEWARD_DESCRIBE(SeriesUsageRequest, (tenantId))

// `refused`: samples since the start of the platform, by reason.
struct SeriesUsage {
    std::int64_t series = 0;
    std::int64_t seriesLimit = 0;
    std::int64_t seriesPerMetricLimit = 0;
    std::int64_t samplesInMemory = 0;
    std::int64_t accepted = 0;
    std::map<std::string, std::int64_t> refused;
    std::vector<MetricEntry> largest;  // the metrics with the most series, at most 20
};
STEWARD_DESCRIBE(SeriesUsage, (series, seriesLimit, seriesPerMetricLimit, samplesInMemory, accepted, refused, largest))

// An address with metrics in the Prometheus text format. Each of its series gets the labels job (the name) and
// instance (host and port of the URL); beside them it has `up`, 1 while it can be fetched.
struct ScrapeTarget {
    std::string id;                             // "scr_…"
    std::string tenantId;                       // whose the series are; "" for the platform's
    std::string name;                           // 1 to 60 characters
    std::string url;                            // http or https, without a user; redirects are not followed
    std::int64_t intervalSeconds = 15;          // 5 to 3600
    std::int64_t timeoutSeconds = 10;           // 1 to the interval
    std::map<std::string, std::string> labels;  // that each series gets
    bool enabled = true;
    std::optional<bool> up;     // nothing: not fetched yet
    std::string problem;        // why it is down, or what of it was not kept
    std::optional<Time> since;  // when `up` or `problem` became so
    Time savedAt{};
    std::int64_t version = 0;
    bool operator==(const ScrapeTarget&) const = default;
};
STEWARD_DESCRIBE(ScrapeTarget, (id, tenantId, name, url, intervalSeconds, timeoutSeconds, labels, enabled, up, problem,
                                since, savedAt, version))

struct ScrapeTargets {
    std::vector<ScrapeTarget> items;
};
STEWARD_DESCRIBE(ScrapeTargets, (items))

struct ScrapeTargetDraft {
    std::optional<std::string> tenantId;
    std::string name;
    std::string url;
    std::optional<std::int64_t> intervalSeconds;
    std::optional<std::int64_t> timeoutSeconds;
    std::optional<std::map<std::string, std::string>> labels;
    std::optional<bool> enabled;
};
STEWARD_DESCRIBE(ScrapeTargetDraft, (tenantId, name, url, intervalSeconds, timeoutSeconds, labels, enabled))

// All of it anew but the tenant.
struct ScrapeTargetChange {
    std::string id;
    std::string name;
    std::string url;
    std::optional<std::int64_t> intervalSeconds;
    std::optional<std::int64_t> timeoutSeconds;
    std::optional<std::map<std::string, std::string>> labels;
    std::optional<bool> enabled;
};
STEWARD_DESCRIBE(ScrapeTargetChange, (id, name, url, intervalSeconds, timeoutSeconds, labels, enabled))

}  // namespace steward::contract
