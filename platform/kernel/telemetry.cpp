#include "kernel/telemetry.h"

#include <unistd.h>

#include <algorithm>
#include <bit>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <mutex>

namespace steward::kernel {
namespace {

constexpr std::size_t maxTenants = 10'000;
// Upper bounds of the Prometheus histogram, in microseconds.
constexpr std::array<std::int64_t, 12> bounds{1'000,   2'500,   5'000,   10'000,    25'000,    50'000,
                                              100'000, 250'000, 500'000, 1'000'000, 2'500'000, 10'000'000};

// Eight buckets for each power of two.
std::size_t bucketOf(std::uint64_t value) {
    if (value < 8) return value;
    const auto exponent = static_cast<std::size_t>(std::bit_width(value)) - 4;
    return std::min<std::size_t>((exponent + 1) * 8 + ((value >> exponent) & 7), 32 * 8 - 1);
}

std::uint64_t lowerBound(std::size_t bucket) {
    if (bucket < 8) return bucket;
    return (8 + bucket % 8) << (bucket / 8 - 1);
}

std::string number(double value) {
    if (std::isnan(value)) return "NaN";
    if (std::isinf(value)) return value > 0 ? "+Inf" : "-Inf";
    char text[32];
    return {text, std::to_chars(text, text + sizeof text, value).ptr};
}

// What one route did since the process started.
struct RouteTotals {
    std::map<int, std::uint64_t> byStatus;
    std::array<std::uint64_t, bounds.size()> buckets{};
    std::uint64_t count = 0;
    double seconds = 0;
};

MetricPoint histogramOf(std::string_view route, const RouteTotals& totals) {
    MetricPoint point{{{"route", std::string(route)}}, totals.seconds, {totals.buckets.begin(), totals.buckets.end()}};
    std::uint64_t within = 0;
    for (const auto count : totals.buckets)
        within += count;
    point.buckets.push_back(totals.count - within);
    return point;
}

constexpr std::string_view spell(MetricFamily::Type type) {
    switch (type) {
        case MetricFamily::Type::counter:
            return "counter";
        case MetricFamily::Type::gauge:
            return "gauge";
        case MetricFamily::Type::histogram:
            break;
    }
    return "histogram";
}

// Our labels are names of endpoints and numbers; a value is escaped all the same.
std::string spellLabels(const std::vector<std::pair<std::string, std::string>>& labels, std::string_view bound = {}) {
    std::string out;
    const auto add = [&](std::string_view name, std::string_view value) {
        out.append(out.empty() ? "{" : ",").append(name).append("=\"");
        for (const char c : value) {
            if (c == '\\' || c == '"') out += '\\';
            out += c == '\n' ? ' ' : c;
        }
        out += '"';
    };
    for (const auto& [name, value] : labels)
        add(name, value);
    if (!bound.empty()) add("le", bound);
    return out.empty() ? out : out + "}";
}

void appendLine(std::string& out, std::string_view name, std::string_view suffix, std::string_view labels,
                double value) {
    out.append(name).append(suffix).append(labels).append(" ").append(number(value)).append("\n");
}

void appendHistogram(std::string& out, const MetricFamily& family, const MetricPoint& point) {
    std::uint64_t sum = 0;
    for (std::size_t i = 0; i < point.buckets.size(); ++i) {
        sum += point.buckets[i];
        const std::string bound = i < family.bounds.size() ? number(family.bounds[i]) : "+Inf";
        appendLine(out, family.name, "_bucket", spellLabels(point.labels, bound), static_cast<double>(sum));
    }
    const std::string labels = spellLabels(point.labels);
    appendLine(out, family.name, "_sum", labels, point.value);
    appendLine(out, family.name, "_count", labels, static_cast<double>(sum));
}

}  // namespace

void LogHistogram::add(std::chrono::microseconds value) {
    ++buckets_[bucketOf(static_cast<std::uint64_t>(std::max<std::int64_t>(0, value.count())))];
    ++count_;
}

double LogHistogram::quantile(double q) const {
    if (count_ == 0) return 0;
    const auto rank =
        std::max<std::uint64_t>(1, static_cast<std::uint64_t>(std::ceil(q * static_cast<double>(count_))));
    std::uint64_t seen = 0;
    for (std::size_t i = 0; i < buckets_.size(); ++i) {
        seen += buckets_[i];
        if (seen < rank) continue;
        const auto low = static_cast<double>(lowerBound(i));
        const auto high = i + 1 < buckets_.size() ? static_cast<double>(lowerBound(i + 1)) : low;
        return (low + high) / 2 / 1000;
    }
    return 0;
}

std::uint64_t LogHistogram::atMost(std::chrono::microseconds bound) const {
    const auto last = bucketOf(static_cast<std::uint64_t>(bound.count()));
    std::uint64_t sum = 0;
    for (std::size_t i = 0; i < last; ++i)
        sum += buckets_[i];
    return sum;
}

struct Telemetry::State {
    struct Counter {
        std::string help;
        std::uint64_t value = 0;
    };
    struct Gauge {
        std::string help;
        std::function<double()> read;
    };
    mutable std::mutex mutex;
    RequestWindow window;
    std::map<std::string, RouteTotals, std::less<>> routes;
    std::map<std::string, Counter, std::less<>> counters;
    std::map<std::string, Gauge, std::less<>> gauges;
};

Telemetry::Telemetry() : state_(std::make_unique<State>()) {}
Telemetry::~Telemetry() = default;

void Telemetry::request(std::string_view route, std::string_view tenantId, int status,
                        std::chrono::microseconds duration) {
    const std::lock_guard lock(state_->mutex);
    const auto add = [&](RequestTotals& totals) {
        ++totals.requests;
        if (status >= 500) ++totals.errors;
        totals.latency.add(duration);
    };
    auto& window = state_->window;
    add(window.all);
    if (!tenantId.empty()) {
        auto tenant = window.tenants.find(tenantId);
        if (tenant == window.tenants.end() && window.tenants.size() < maxTenants)
            tenant = window.tenants.emplace(std::string(tenantId), RequestTotals()).first;
        if (tenant != window.tenants.end()) add(tenant->second);
    }
    auto found = state_->routes.find(route);
    if (found == state_->routes.end()) found = state_->routes.emplace(std::string(route), RouteTotals()).first;
    auto& totals = found->second;
    ++totals.byStatus[status];
    ++totals.count;
    totals.seconds += static_cast<double>(duration.count()) / 1e6;
    const auto bound = std::lower_bound(bounds.begin(), bounds.end(), duration.count());
    if (bound != bounds.end()) ++totals.buckets[static_cast<std::size_t>(bound - bounds.begin())];
}

RequestWindow Telemetry::takeRequests() {
    const std::lock_guard lock(state_->mutex);
    return std::exchange(state_->window, {});
}

void Telemetry::count(std::string_view name, std::string_view help, std::uint64_t by) {
    const std::lock_guard lock(state_->mutex);
    auto found = state_->counters.find(name);
    if (found == state_->counters.end())
        found = state_->counters.emplace(std::string(name), State::Counter{std::string(help)}).first;
    found->second.value += by;
}

std::uint64_t Telemetry::counter(std::string_view name) const {
    const std::lock_guard lock(state_->mutex);
    const auto found = state_->counters.find(name);
    return found == state_->counters.end() ? 0 : found->second.value;
}

void Telemetry::gauge(std::string name, std::string help, std::function<double()> read) {
    const std::lock_guard lock(state_->mutex);
    state_->gauges.insert_or_assign(std::move(name), State::Gauge{std::move(help), std::move(read)});
}

std::vector<MetricFamily> Telemetry::collect() const {
    using Type = MetricFamily::Type;
    const auto process = processUsage();
    MetricFamily requests{"steward_http_requests_total", "Requests answered, by endpoint and status."};
    MetricFamily durations{"steward_http_request_duration_seconds", "Time to answer, by endpoint.", Type::histogram};
    for (const auto bound : bounds)
        durations.bounds.push_back(static_cast<double>(bound) / 1e6);
    std::vector<MetricFamily> families;
    {
        const std::lock_guard lock(state_->mutex);
        for (const auto& [route, totals] : state_->routes) {
            for (const auto& [status, count] : totals.byStatus)
                requests.points.push_back(
                    {{{"route", route}, {"status", std::to_string(status)}}, static_cast<double>(count)});
            durations.points.push_back(histogramOf(route, totals));
        }
        families.push_back(std::move(requests));
        families.push_back(std::move(durations));
        for (const auto& [name, counter] : state_->counters)
            families.push_back({name, counter.help, Type::counter, {}, {{{}, static_cast<double>(counter.value)}}});
        for (const auto& [name, gauge] : state_->gauges)
            families.push_back({name, gauge.help, Type::gauge, {}, {{{}, gauge.read()}}});
    }
    families.push_back(
        {"process_cpu_seconds_total", "Processor time of the process.", Type::counter, {}, {{{}, process.cpuSeconds}}});
    families.push_back({"process_resident_memory_bytes",
                        "Resident memory of the process.",
                        Type::gauge,
                        {},
                        {{{}, static_cast<double>(process.residentBytes)}}});
    families.push_back({"process_open_fds",
                        "Open file descriptors.",
                        Type::gauge,
                        {},
                        {{{}, static_cast<double>(process.openFiles)}}});
    return families;
}

std::string Telemetry::exposition() const {
    std::string out;
    for (const auto& family : collect()) {
        out.append("# HELP ").append(family.name).append(" ").append(family.help);
        out.append("\n# TYPE ").append(family.name).append(" ").append(spell(family.type)).append("\n");
        for (const auto& point : family.points) {
            if (family.type == MetricFamily::Type::histogram)
                appendHistogram(out, family, point);
            else
                appendLine(out, family.name, {}, spellLabels(point.labels), point.value);
        }
    }
    return out;
}

ProcessUsage processUsage() {
    ProcessUsage usage;
    timespec spent{};
    if (clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &spent) == 0)
        usage.cpuSeconds = static_cast<double>(spent.tv_sec) + static_cast<double>(spent.tv_nsec) / 1e9;
    const std::int64_t page = sysconf(_SC_PAGESIZE);
    usage.machineBytes = page * sysconf(_SC_PHYS_PAGES);
    std::int64_t total = 0;
    std::int64_t resident = 0;
    if (std::ifstream statm("/proc/self/statm"); statm >> total >> resident) usage.residentBytes = resident * page;
    std::error_code error;
    for (auto entry = std::filesystem::directory_iterator("/proc/self/fd", error);
         !error && entry != std::filesystem::directory_iterator(); entry.increment(error))
        ++usage.openFiles;
    return usage;
}

}  // namespace steward::kernel
