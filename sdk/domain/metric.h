// Names and shapes of what the platform measures about itself.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/describe.h"
#include "base/time.h"

namespace steward::domain {

// Every series the platform records each second. Those marked T exist for each tenant with traffic, too.
namespace metric {
inline constexpr std::string_view requests = "http.requests";            // requests per second, T
inline constexpr std::string_view errors = "http.errors";                // share of 5xx, percent, T
inline constexpr std::string_view latencyP50 = "http.latency.p50";       // milliseconds
inline constexpr std::string_view latencyP95 = "http.latency.p95";       // milliseconds, T
inline constexpr std::string_view latencyP99 = "http.latency.p99";       // milliseconds
inline constexpr std::string_view sessions = "identity.sessions";        // sessions that have not ended
inline constexpr std::string_view queueDepth = "jobs.queue";             // jobs and outbox messages that wait
inline constexpr std::string_view feedClients = "feed.clients";          // WebSocket clients
inline constexpr std::string_view feedEvents = "feed.events";            // events sent per second
inline constexpr std::string_view cpu = "process.cpu";                   // percent of all cores
inline constexpr std::string_view memory = "process.memory";             // resident bytes
inline constexpr std::string_view memoryShare = "process.memory.share";  // percent of the machine's memory
// Requests per second by response time: "http.latency.bucket.10" counts those up to 10 ms, ".inf" the rest.
inline constexpr std::string_view latencyBucket = "http.latency.bucket.";
inline constexpr std::int64_t latencyBounds[] = {10, 25, 50, 100, 250, 500, 1000, 2000};
}  // namespace metric

// One series over a range: values at start, start + step, … ; empty where nothing was recorded.
struct MetricSeries {
    std::string name;
    std::optional<std::string> tenantId;
    Time start{};
    std::int64_t stepMs = 1000;
    std::vector<std::optional<double>> values;
};
STEWARD_DESCRIBE(MetricSeries, (name, tenantId, start, stepMs, values))

// One second on the live topic: the values of all series of a platform or tenant.
struct MetricValue {
    std::string name;
    double value = 0;
};
STEWARD_DESCRIBE(MetricValue, (name, value))
// The lowest or highest value of a series since the sample before, where it is not the last one.
struct MetricPeak {
    std::string name;
    Time at{};
    double value = 0;
    bool operator==(const MetricPeak&) const = default;
};
STEWARD_DESCRIBE(MetricPeak, (name, at, value))
struct MetricSample {
    Time at{};
    std::optional<std::string> tenantId;
    std::vector<MetricValue> values;
    std::optional<std::int64_t> covers = {};            // samples that this one stands for, when they are several
    std::optional<std::vector<MetricPeak>> peaks = {};  // of those, by time
};
STEWARD_DESCRIBE(MetricSample, (at, tenantId, values, covers, peaks))

struct TopTenant {
    std::string tenantId;
    std::string name;
    double requestsPerSecond = 0;
    double p95Ms = 0;
    double errorPercent = 0;
};
STEWARD_DESCRIBE(TopTenant, (tenantId, name, requestsPerSecond, p95Ms, errorPercent))

}  // namespace steward::domain
