#include "metrics/series.h"

#include "domain/metric.h"

namespace steward::metrics {

namespace metric = domain::metric;

const std::array<Series, seriesCount>& allSeries() {
    static const auto list = [] {
        std::array<Series, seriesCount> all{{
            {std::string(metric::requests), Combine::average, true},
            {std::string(metric::errors), Combine::average, true},
            {std::string(metric::latencyP50), Combine::largest, false},
            {std::string(metric::latencyP95), Combine::largest, true},
            {std::string(metric::latencyP99), Combine::largest, false},
            {std::string(metric::sessions), Combine::average, false},
            {std::string(metric::queueDepth), Combine::average, false},
            {std::string(metric::feedClients), Combine::average, false},
            {std::string(metric::feedEvents), Combine::average, false},
            {std::string(metric::cpu), Combine::average, false},
            {std::string(metric::memory), Combine::average, false},
            {std::string(metric::memoryShare), Combine::average, false},
        }};
        std::size_t next = 12;
        for (const auto bound : metric::latencyBounds)
            all[next++].name = std::string(metric::latencyBucket) + std::to_string(bound);
        all[next].name = std::string(metric::latencyBucket) + "inf";
        return all;
    }();
    return list;
}

std::optional<std::size_t> seriesIndex(std::string_view name) {
    for (std::size_t i = 0; i < seriesCount; ++i)
        if (allSeries()[i].name == name) return i;
    return std::nullopt;
}

double valueOf(const TenantValues& values, std::string_view name) {
    if (name == metric::requests) return static_cast<double>(values.requests);
    if (name == metric::errors) return static_cast<double>(values.errorPercent);
    return static_cast<double>(values.p95Ms);
}

}  // namespace steward::metrics
