#include "health/component_source.h"

#include <algorithm>

#include "health/health_store.h"

namespace steward::health {
namespace {

constexpr std::int64_t usualPoints = 120;
constexpr Duration finest = std::chrono::seconds(1);

std::optional<double> valueOf(const std::vector<domain::StateInterval>& states, Time at) {
    const auto found =
        std::ranges::find_if(states, [&](const auto& one) { return one.from <= at && (!one.to || at < *one.to); });
    if (found == states.end()) return std::nullopt;
    switch (found->state) {
        case domain::ComponentState::operational:
        case domain::ComponentState::degraded:
            return 1;
        case domain::ComponentState::down:
            return 0;
        case domain::ComponentState::maintenance:
        case domain::ComponentState::unknown:
            break;
    }
    return std::nullopt;
}

Result<alerts::Found> foundFor(sql::Connection& db, const alerts::ValueQuery& query) {
    STEWARD_TRY(const auto graph, dependencyGraph(db));
    const Duration step =
        std::max(query.step > Duration(0) ? query.step : (query.to - query.from) / usualPoints, finest);
    alerts::Found found;
    for (const auto& [id, links] : graph) {
        alerts::FoundSeries one{{{"component", links.name}}, {}};
        if (links.tenantId != query.tenantId || !alerts::fitsAll(query.matchers, one.labels)) continue;
        STEWARD_TRY(const auto states, statesOf(db, id, {query.from, query.to + Duration(1)}));
        // The last moment is among them whatever the step is.
        for (Time at = query.to - (query.to - query.from) / step * step; at <= query.to; at += step)
            if (const auto value = valueOf(states, at)) one.samples.push_back({at, *value});
        if (!one.samples.empty()) found.push_back(std::move(one));
        if (found.size() == alerts::mostSeries) break;
    }
    return found;
}

}  // namespace

std::vector<contract::SeriesName> ComponentSource::names() const {
    auto names = others_.names();
    names.push_back({std::string(upSeries), "", true});
    return names;
}

kernel::Async<std::vector<alerts::Found>> ComponentSource::read(std::vector<alerts::ValueQuery> queries) {
    std::vector<alerts::ValueQuery> rest;
    for (const auto& query : queries)
        if (query.series != upSeries) rest.push_back(query);
    auto asking = others_.read(std::move(rest));
    STEWARD_CO_TRY(auto others, co_await std::move(asking));
    std::vector<alerts::Found> answers;
    answers.reserve(queries.size());
    auto next = others.begin();
    for (const auto& query : queries) {
        if (query.series != upSeries) {
            answers.push_back(std::move(*next++));
            continue;
        }
        const auto work = [query](sql::Connection& db) { return foundFor(db, query); };
        auto reading = database_.read(work);
        STEWARD_CO_TRY(auto found, co_await std::move(reading));
        answers.push_back(std::move(found));
    }
    co_return answers;
}

}  // namespace steward::health
