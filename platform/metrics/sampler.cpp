#include "metrics/sampler.h"

#include <thread>

#include "domain/metric.h"

namespace steward::metrics {
namespace {

double call(const std::function<double()>& source) {
    return source ? source() : 0;
}

double percent(std::uint64_t part, std::uint64_t whole) {
    return whole == 0 ? 0 : 100.0 * static_cast<double>(part) / static_cast<double>(whole);
}

}  // namespace

Sampler::Sampler(kernel::Telemetry& telemetry, const Sources& sources)
    : telemetry_(telemetry),
      sources_(sources),
      last_(std::chrono::steady_clock::now()),
      cpuSeconds_(kernel::processUsage().cpuSeconds),
      feedEvents_(call(sources.feedEvents)),
      cores_(std::max(1u, std::thread::hardware_concurrency())) {}

Measured Sampler::measure() {
    const auto now = std::chrono::steady_clock::now();
    const double elapsed = std::max(0.001, std::chrono::duration<double>(now - last_).count());
    last_ = now;
    const auto window = telemetry_.takeRequests();
    const auto process = kernel::processUsage();
    const double events = call(sources_.feedEvents);

    Measured measured;
    auto& values = measured.values;
    values[0] = static_cast<double>(window.all.requests) / elapsed;
    values[1] = percent(window.all.errors, window.all.requests);
    values[2] = window.all.latency.quantile(0.5);
    values[3] = window.all.latency.quantile(0.95);
    values[4] = window.all.latency.quantile(0.99);
    values[5] = call(sources_.sessions);
    values[6] = call(sources_.queueDepth);
    values[7] = call(sources_.feedClients);
    values[8] = (events - feedEvents_) / elapsed;
    values[9] = 100 * (process.cpuSeconds - cpuSeconds_) / elapsed / cores_;
    values[10] = static_cast<double>(process.residentBytes);
    values[11] = process.machineBytes == 0 ? 0 : 100 * values[10] / static_cast<double>(process.machineBytes);
    feedEvents_ = events;
    cpuSeconds_ = process.cpuSeconds;

    std::size_t next = 12;
    std::uint64_t below = 0;
    for (const auto bound : domain::metric::latencyBounds) {
        const auto upTo = window.all.latency.atMost(std::chrono::milliseconds(bound));
        values[next++] = static_cast<double>(upTo - below) / elapsed;
        below = upTo;
    }
    values[next] = static_cast<double>(window.all.requests - below) / elapsed;

    for (const auto& [tenant, totals] : window.tenants)
        measured.tenants.emplace_back(tenant,
                                      TenantValues{static_cast<float>(static_cast<double>(totals.requests) / elapsed),
                                                   static_cast<float>(percent(totals.errors, totals.requests)),
                                                   static_cast<float>(totals.latency.quantile(0.95))});
    return measured;
}

}  // namespace steward::metrics
