// What is left of error budgets: hour by hour over an objective's period, kept in memory and read on from where it
// was. Free of I/O.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "alerts/conditions.h"

namespace steward::alerts {

// Over `known` hours of a period; `lastHour` is the share of the last 60 minutes.
domain::ErrorBudget budgetOf(double objective, const Share& period, const Share& lastHour, std::int64_t knownMs,
                             Time at);

class Budgets {
public:
    // At most this much at a time is read of the past.
    static constexpr Duration chunk = std::chrono::hours(48);
    static constexpr Duration finest = std::chrono::minutes(1);
    static constexpr Duration readAgain = std::chrono::minutes(1);

    // Forgets objectives that are not there any more, or measure something else now.
    void define(const std::vector<domain::Slo>& slos);

    struct Due {
        domain::Slo slo;
        ValueQuery samples;
        std::optional<ValueQuery> totals;
    };
    // The objectives that were waiting longest, at most `most`.
    std::vector<Due> due(Time now, std::size_t most) const;
    // The budget once the period is read as a whole; nullopt while it is not, and where there are no values.
    std::optional<domain::ErrorBudget> take(Time now, const Due& due, const Found& samples, const Found& totals);

private:
    struct Tracked {
        domain::Slo slo;
        std::map<Time, Share> hours;         // by their beginning
        std::map<Time, std::int64_t> known;  // milliseconds of each hour that have values
        std::optional<Time> readTo;
        std::optional<Time> readAt;
    };
    std::map<std::string, Tracked> tracked_;
};

}  // namespace steward::alerts
