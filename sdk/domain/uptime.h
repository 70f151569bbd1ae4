// How long components were up: plain arithmetic over the intervals of their states. Months are those of UTC.
//
// One component: up is operational and degraded; maintenance counts neither way; unknown is said apart, never as up.
// A tenant: it is up as long as none of its components is down, where its components are its own and those of the
// platform that its own depend on, directly or by way of others. While one is down it is down; otherwise, while one is
// unknown it is unknown, and while one is in maintenance it is in maintenance. What the tenant is promised is the least
// that is promised for any of its own components.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/describe.h"
#include "base/result.h"
#include "base/time.h"
#include "domain/component.h"

namespace steward::domain {

struct Period {
    Time from{};
    Time to{};
    bool operator==(const Period&) const = default;
};

// "2026-11"; years 2000 to 2999.
Result<Period> monthCalled(std::string_view text);
std::string monthOf(Time time);
// The `count` months up to that of `now`, the newest first.
std::vector<std::string> monthsUpTo(Time now, int count);

// One component. Its intervals may be in any order, have holes (which are unknown) and overlap (the gravest counts).
struct Timeline {
    Time since{};  // it exists
    std::vector<StateInterval> intervals;
    std::vector<Period> maintenance;  // planned, and known beforehand: counts as such whatever else was seen
};

// Over the part of the period that is over, of all timelines together.
Uptime uptimeOf(std::span<const Timeline> timelines, const Period& period, Time now);

}  // namespace steward::domain
