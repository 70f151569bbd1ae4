#include "models/metrics/kept_history.h"

#include <algorithm>
#include <cmath>

#include "base/json.h"

namespace steward::models {
namespace {

constexpr std::size_t mostKept = 600;

struct KeptSeries {
    std::string name;
    std::vector<std::int64_t> times;
    std::vector<std::optional<double>> values;  // none: nothing was recorded until the next
};
STEWARD_DESCRIBE(KeptSeries, (name, times, values))

struct KeptHistory {
    std::vector<KeptSeries> series;
};
STEWARD_DESCRIBE(KeptHistory, (series))

}  // namespace

std::vector<MetricPoint> sparse(const std::vector<MetricPoint>& points, std::size_t most) {
    if (points.size() <= most || most < 5) return points;
    // Each stretch gives at most its lowest, its highest and a hole.
    const std::size_t stretches = (most - 1) / 3;
    std::vector<MetricPoint> kept;
    for (std::size_t i = 0; i < stretches; ++i) {
        const std::size_t end = (i + 1) * points.size() / stretches;
        std::optional<std::size_t> lowest, highest, hole;
        for (std::size_t at = i * points.size() / stretches; at < end; ++at) {
            if (std::isnan(points[at].value)) {
                hole = hole.value_or(at);
                continue;
            }
            if (!lowest || points[at].value < points[*lowest].value) lowest = at;
            if (!highest || points[at].value > points[*highest].value) highest = at;
        }
        std::vector<std::size_t> chosen;
        for (const auto& one : {lowest, highest, hole})
            if (one) chosen.push_back(*one);
        std::ranges::sort(chosen);
        chosen.erase(std::ranges::unique(chosen).begin(), chosen.end());
        for (const std::size_t at : chosen)
            kept.push_back(points[at]);
    }
    if (kept.empty() || kept.back().at != points.back().at) kept.push_back(points.back());
    return kept;
}

std::string spellHistory(const NamedPoints& series) {
    KeptHistory history;
    for (const auto& [name, points] : series) {
        KeptSeries one{name, {}, {}};
        for (const auto& point : sparse(points, mostKept)) {
            one.times.push_back(point.at);
            one.values.push_back(std::isfinite(point.value) ? std::optional(point.value) : std::nullopt);
        }
        history.series.push_back(std::move(one));
    }
    return json::write(history);
}

std::optional<NamedPoints> readHistory(std::string_view text) {
    auto history = json::read<KeptHistory>(text, json::Unknown::ignore);
    if (!history) return {};
    NamedPoints all;
    for (const auto& one : history->series) {
        if (one.times.size() != one.values.size() || !std::ranges::is_sorted(one.times)) return {};
        auto& points = all[one.name];
        for (std::size_t i = 0; i < one.times.size(); ++i)
            points.push_back({one.times[i], one.values[i].value_or(std::nan(""))});
    }
    return all;
}

}  // namespace steward::models
