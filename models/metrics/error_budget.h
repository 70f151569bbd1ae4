// How fast an availability objective burns its budget, from requests and the share of them that failed. Pure functions
// and the object that reads what they need. (Google SRE workbook, chapter 5: burn rate = error share / (1 -
// objective).)
#pragma once

#include <QObject>
#include <optional>

#include "client/future.h"
#include "models/common/fetch.h"
#include "models/metrics/metric_history.h"

namespace steward::models {

// Failed share of all requests, 0 to 1; empty when there were none. Both series hold the same times.
std::optional<double> failedShare(const std::vector<MetricPoint>& requests,
                                  const std::vector<MetricPoint>& errorPercent, std::int64_t from);

class ErrorBudget : public QObject {
    Q_OBJECT
public:
    static constexpr double objective = 0.999;
    static constexpr int budgetDays = 30;

    explicit ErrorBudget(MetricHistory::FetchRange fetch, QObject* parent = nullptr);

    // Reads both windows. Called when the page is shown and once a minute while it is.
    void reload();

    // Of the last hour; 1 uses up exactly the budget. Empty while nothing was requested.
    std::optional<double> burnRate() const { return burnRate_; }
    // Of the 30 days' budget, 1 to 0; empty while nothing is known.
    std::optional<double> left() const { return left_; }
    static std::int64_t budgetSeconds() { return std::int64_t((1 - objective) * budgetDays * 86'400); }

Q_SIGNALS:
    void changed();

private:
    MetricHistory::FetchRange fetch_;
    client::Latest hour_{this}, month_{this};
    std::optional<double> burnRate_, left_;
};

}  // namespace steward::models
