// From what telemetry counted to the values of one second.
#pragma once

#include "kernel/telemetry.h"
#include "metrics/metrics_service.h"
#include "metrics/series.h"

namespace steward::metrics {

struct Measured {
    Values values{};
    std::vector<std::pair<std::string, TenantValues>> tenants;
};

class Sampler {
public:
    Sampler(kernel::Telemetry& telemetry, const Sources& sources);
    Measured measure();

private:
    kernel::Telemetry& telemetry_;
    const Sources& sources_;
    std::chrono::steady_clock::time_point last_;
    double cpuSeconds_;
    double feedEvents_;
    unsigned cores_;
};

}  // namespace steward::metrics
