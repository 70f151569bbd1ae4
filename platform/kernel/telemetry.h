// What the platform measures about itself while it works. Any thread. Two readers: the Prometheus text, which counts
// from the start of the process, and the sampler of platform/metrics, which takes what happened since its last look.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace steward::kernel {

// Durations in buckets that grow by 1/8 of a power of two: quantiles are right to about 6 %, from 1 us to an hour.
class LogHistogram {
public:
    void add(std::chrono::microseconds value);
    std::uint64_t count() const { return count_; }
    // In milliseconds; 0 when nothing was added. q from 0 to 1.
    double quantile(double q) const;
    // How many are at most `bound`.
    std::uint64_t atMost(std::chrono::microseconds bound) const;

private:
    std::array<std::uint32_t, 32 * 8> buckets_{};
    std::uint64_t count_ = 0;
};

struct RequestTotals {
    std::uint64_t requests = 0;
    std::uint64_t errors = 0;  // 5xx
    LogHistogram latency;
};

// What happened since the last take().
struct RequestWindow {
    RequestTotals all;
    std::map<std::string, RequestTotals, std::less<>> tenants;  // those with traffic, at most 10,000
};

// What is measured, as both exporters read it: counted from the start of the process.
struct MetricPoint {
    std::vector<std::pair<std::string, std::string>> labels;
    double value = 0;
    // Of a histogram: how many fell into each bucket (the last one has no upper bound), not added up.
    std::vector<std::uint64_t> buckets = {};
};
struct MetricFamily {
    enum class Type { counter, gauge, histogram };
    std::string name;
    std::string help;
    Type type = Type::counter;
    std::vector<double> bounds = {};  // of a histogram: upper bounds, in seconds; `value` of its points is their sum
    std::vector<MetricPoint> points = {};
};

class Telemetry {
public:
    Telemetry();
    ~Telemetry();

    // `route` is the name of the endpoint; `tenantId` may be empty.
    void request(std::string_view route, std::string_view tenantId, int status, std::chrono::microseconds duration);
    RequestWindow takeRequests();

    // Counters only grow; their name ends in "_total". Declared by their first use.
    void count(std::string_view name, std::string_view help, std::uint64_t by = 1);
    std::uint64_t counter(std::string_view name) const;
    // Read when somebody looks; must be quick and safe on any thread. Replaces one of the same name.
    void gauge(std::string name, std::string help, std::function<double()> read);

    std::vector<MetricFamily> collect() const;
    // The same in the Prometheus text format 0.0.4.
    std::string exposition() const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

struct ProcessUsage {
    double cpuSeconds = 0;  // of all threads since the process started
    std::int64_t residentBytes = 0;
    std::int64_t machineBytes = 0;
    std::int64_t openFiles = 0;
};
// From /proc; zeros where there is none.
ProcessUsage processUsage();

}  // namespace steward::kernel
