#include "alerts/series_source.h"

#include <algorithm>

namespace steward::alerts {
namespace {

using std::chrono::seconds;

constexpr std::int64_t usualPoints = 120;

// Whole seconds.
std::int64_t stepOf(const ValueQuery& query) {
    const auto wanted = query.step > Duration(0) ? query.step : (query.to - query.from) / usualPoints;
    return std::max<std::int64_t>(1, (wanted.count() + 999) / 1000);
}

// What the engine can look for itself; the rest is left out of what it found.
std::vector<domain::SeriesMatcher> whereOf(const std::vector<domain::LabelMatcher>& matchers) {
    std::vector<domain::SeriesMatcher> where;
    for (const auto& matcher : matchers) {
        if (matcher.match == domain::LabelOperator::equals)
            where.push_back({matcher.name, {matcher.value}, std::nullopt});
        else if (matcher.match == domain::LabelOperator::differs)
            where.push_back({matcher.name, {matcher.value}, true});
    }
    return where;
}

Labels labelsOf(const std::map<std::string, std::string>& labels) {
    Labels found;
    for (const auto& [name, value] : labels)
        if (name != "__name__") found.push_back({name, value});
    return found;
}

}  // namespace

kernel::Async<Found> SeriesSource::readSent(ValueQuery query) {
    const std::int64_t step = stepOf(query);
    domain::SeriesQuery asked;
    asked.metric = query.series;
    asked.function = domain::SeriesFunction::average;
    asked.windowSeconds = std::min<std::int64_t>(step, 86'400);
    asked.where = whereOf(query.matchers);
    const series::Range range{query.from, query.to, step * 1000};
    auto reading = engine_.query(query.tenantId, std::move(asked), range);
    STEWARD_CO_TRY(const auto result, co_await std::move(reading));
    Found found;
    for (const auto& line : result.items) {
        FoundSeries one{labelsOf(line.labels), {}};
        if (found.size() == mostSeries || !fitsAll(query.matchers, one.labels)) continue;
        for (std::size_t i = 0; i < line.values.size(); ++i) {
            const Time at = result.start + Duration(result.stepMs) * static_cast<std::int64_t>(i);
            if (line.values[i] && at >= query.from && at <= query.to) one.samples.push_back({at, *line.values[i]});
        }
        if (!one.samples.empty()) found.push_back(std::move(one));
    }
    co_return found;
}

kernel::Async<std::vector<Found>> SeriesSource::read(std::vector<ValueQuery> queries) {
    std::vector<ValueQuery> ours;
    for (const auto& query : queries)
        if (!domain::isMetricName(query.series)) ours.push_back(query);
    auto asking = own_.read(std::move(ours));
    STEWARD_CO_TRY(auto own, co_await std::move(asking));
    std::vector<Found> answers;
    answers.reserve(queries.size());
    auto next = own.begin();
    for (auto& query : queries) {
        if (!domain::isMetricName(query.series)) {
            answers.push_back(std::move(*next++));
            continue;
        }
        auto reading = readSent(std::move(query));
        STEWARD_CO_TRY(auto found, co_await std::move(reading));
        answers.push_back(std::move(found));
    }
    co_return answers;
}

}  // namespace steward::alerts
