#include "models/metrics/error_budget.h"

#include <QDateTime>
#include <algorithm>
#include <cmath>

namespace steward::models {
namespace {

std::vector<MetricPoint> pointsOf(const contract::MetricRange& range, std::string_view name) {
    std::vector<MetricPoint> points;
    for (const auto& series : range.series) {
        if (series.name != name) continue;
        std::int64_t at = series.start.time_since_epoch().count();
        for (const auto& value : series.values) {
            points.push_back({at, value.value_or(std::nan(""))});
            at += series.stepMs;
        }
    }
    return points;
}

contract::MetricRangeRequest last(std::int64_t ms, std::int64_t stepMs) {
    contract::MetricRangeRequest request;
    request.names = std::string(domain::metric::requests) + "," + std::string(domain::metric::errors);
    const std::int64_t now = QDateTime::currentMSecsSinceEpoch();
    request.from = Time(Duration(now - ms));
    request.to = Time(Duration(now));
    request.stepMs = stepMs;
    return request;
}

std::optional<double> failedShareOf(const contract::MetricRange& range) {
    return failedShare(pointsOf(range, domain::metric::requests), pointsOf(range, domain::metric::errors), 0);
}

}  // namespace

std::optional<double> failedShare(const std::vector<MetricPoint>& requests,
                                  const std::vector<MetricPoint>& errorPercent, std::int64_t from) {
    double all = 0;
    double failed = 0;
    for (std::size_t i = 0; i < std::min(requests.size(), errorPercent.size()); ++i) {
        if (requests[i].at < from || std::isnan(requests[i].value) || std::isnan(errorPercent[i].value)) continue;
        all += requests[i].value;
        failed += requests[i].value * errorPercent[i].value / 100;
    }
    if (all <= 0) return std::nullopt;
    return failed / all;
}

ErrorBudget::ErrorBudget(MetricHistory::FetchRange fetch, QObject* parent)
    : QObject(parent), fetch_(std::move(fetch)) {}

void ErrorBudget::reload() {
    hour_.take(fetch_(last(3'600'000, 10'000)), [this](Result<contract::MetricRange> range) {
        if (!range) return;
        const auto share = failedShareOf(*range);
        burnRate_ = share ? std::optional(*share / (1 - objective)) : std::nullopt;
        Q_EMIT changed();
    });
    month_.take(fetch_(last(std::int64_t(budgetDays) * 86'400'000, 3'600'000)),
                [this](Result<contract::MetricRange> range) {
                    if (!range) return;
                    const auto share = failedShareOf(*range);
                    left_ = share ? std::optional(std::clamp(1 - *share / (1 - objective), 0.0, 1.0)) : std::nullopt;
                    Q_EMIT changed();
                });
}

}  // namespace steward::models
