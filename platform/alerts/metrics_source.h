// The series that the platform records of itself, as rules see them.
#pragma once

#include "alerts/value_source.h"
#include "metrics/metrics_service.h"

namespace steward::alerts {

class MetricsSource final : public ValueSource {
public:
    // Both outlive the source.
    MetricsSource(metrics::MetricsService& metrics, const Clock& clock) : metrics_(metrics), clock_(clock) {}

    std::vector<contract::SeriesName> names() const override;
    // These series have no labels. About a hundred values of a range, unless it is asked for finer steps.
    kernel::Async<std::vector<Found>> read(std::vector<ValueQuery> queries) override;

private:
    metrics::MetricsService& metrics_;
    const Clock& clock_;
};

}  // namespace steward::alerts
