#include "alerts/metrics_source.h"

#include "domain/metric.h"
#include "metrics/series.h"

namespace steward::alerts {
namespace {

constexpr std::int64_t usualPoints = 120;
constexpr std::int64_t steps[] = {1000,    2000,    5000,      10'000,    30'000,    60'000,    300'000,
                                  600'000, 900'000, 1'800'000, 3'600'000, 7'200'000, 21'600'000};

std::int64_t stepOf(const ValueQuery& query) {
    if (query.step > Duration(0)) return query.step.count();
    for (const auto step : steps)
        if ((query.to - query.from).count() / step <= usualPoints) return step;
    return 86'400'000;
}

std::string unitOf(std::string_view name) {
    using namespace domain::metric;
    if (name == errors || name == cpu || name == memoryShare) return "%";
    if (name == latencyP50 || name == latencyP95 || name == latencyP99) return "ms";
    if (name == requests || name == feedEvents || name.starts_with(latencyBucket)) return "/s";
    return name == memory ? "bytes" : "";
}

}  // namespace

std::vector<contract::SeriesName> MetricsSource::names() const {
    std::vector<contract::SeriesName> names;
    for (const auto& series : metrics::allSeries())
        names.push_back({series.name, unitOf(series.name), series.perTenant});
    return names;
}

kernel::Async<std::vector<Found>> MetricsSource::read(std::vector<ValueQuery> queries) {
    std::vector<Found> answers;
    answers.reserve(queries.size());
    for (const auto& query : queries) {
        Found found;
        const auto series = metrics::seriesIndex(query.series);
        const bool isThere = series && (query.tenantId.empty() || metrics::allSeries()[*series].perTenant);
        if (isThere && fitsAll(query.matchers, {})) {
            auto scope = query.tenantId.empty() ? sql::TenantScope::all() : sql::TenantScope::one(query.tenantId);
            contract::MetricRangeRequest request;
            request.names = query.series;
            request.from = query.from;
            request.to = query.to;
            request.stepMs = stepOf(query);
            if (!query.tenantId.empty()) request.tenantId = query.tenantId;
            auto reading = metrics_.read(std::move(scope), std::move(request), clock_.now());
            STEWARD_CO_TRY(const auto range, co_await std::move(reading));
            Samples samples;
            for (const auto& one : range.series)
                for (std::size_t i = 0; i < one.values.size(); ++i) {
                    const Time at = one.start + Duration(one.stepMs) * static_cast<std::int64_t>(i);
                    if (one.values[i] && at >= query.from && at <= query.to) samples.push_back({at, *one.values[i]});
                }
            if (!samples.empty()) found.push_back({{}, std::move(samples)});
        }
        answers.push_back(std::move(found));
    }
    co_return answers;
}

}  // namespace steward::alerts
