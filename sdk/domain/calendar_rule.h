// When something recurs, as people say it: a time of day by the clocks of a place, on days of the calendar. Free of
// I/O; the clocks of a place come from whoever asks (report/time_zone.h has those of the tz database).
//
// Where clocks change: a time that the clocks skip is the first moment after the gap; one that they show twice is the
// first of the two. So what is daily happens once on each local day, whatever the clocks do.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/describe.h"
#include "base/error.h"
#include "base/time.h"

namespace steward::domain {

enum class DayOfWeek { monday, tuesday, wednesday, thursday, friday, saturday, sunday };
STEWARD_DESCRIBE_ENUM(DayOfWeek, monday, tuesday, wednesday, thursday, friday, saturday, sunday)

// monthlyDay: a date. monthlyWeekday: the second Tuesday, the last Friday.
enum class Recurrence { daily, weekdays, weekly, monthlyDay, monthlyWeekday };
STEWARD_DESCRIBE_ENUM(Recurrence, daily, weekdays, weekly, monthlyDay, monthlyWeekday)

struct CalendarRule {
    Recurrence repeat = Recurrence::daily;
    std::string at = "08:00";               // of the clocks there
    std::string timeZone = "UTC";           // IANA name
    std::vector<DayOfWeek> days;            // weekly: at least one
    std::int64_t dayOfMonth = 1;            // monthlyDay, 1 to 31; in a shorter month its last day
    std::int64_t nth = 1;                   // monthlyWeekday, 1 to 4; -1: the last one of the month
    DayOfWeek weekday = DayOfWeek::monday;  // monthlyWeekday
    bool operator==(const CalendarRule&) const = default;
};
STEWARD_DESCRIBE(CalendarRule, (repeat, at, timeZone, days, dayOfMonth, nth, weekday))

// "08:30" as minutes from midnight.
std::optional<int> minuteOf(std::string_view text);
// What is wrong with the rule, with the paths of its members below `path`. Whether the zone exists is for the clocks.
std::vector<FieldError> problemsOf(const CalendarRule& rule, const std::string& path);

// How the clocks of a place go.
struct Clocks {
    std::function<std::int64_t(Time moment)> dayOf;  // days since 1970
    // The first moment at which the clocks show that minute of that day, or the one at which they jump over it.
    std::function<Time(std::int64_t day, int minute)> momentOf;
};

// Of a zone that has dayOf(milliseconds) and momentOf(day, minute), in milliseconds: report::TimeZone.
template <class Zone>
Clocks clocksOf(Zone zone) {
    return {[zone](Time moment) { return zone.dayOf(moment.time_since_epoch().count()); },
            [zone](std::int64_t day, int minute) { return Time(Duration(zone.momentOf(day, minute))); }};
}

// The first moment of the rule after another one. The rule has no problems.
Time nextAfter(const CalendarRule& rule, const Clocks& clocks, Time after);
std::vector<Time> nextOf(const CalendarRule& rule, const Clocks& clocks, Time after, int count);

// What becomes of moments that went by while nothing ran: none of them, one that stands for all, each of them.
enum class MissedRuns { skip, once, each };
STEWARD_DESCRIBE_ENUM(MissedRuns, skip, once, each)

// A moment that is noticed so late was missed.
inline constexpr Duration missedAfter = std::chrono::minutes(10);

struct DueRuns {
    std::vector<Time> run;            // the oldest first
    std::int64_t skipped = 0;         // moments that are left out
    std::optional<Time> lastSkipped;  // the newest of them
    Time next{};                      // the first moment after `now`
    bool operator==(const DueRuns&) const = default;
};
// The moments after `handled` up to `now`. With `each` at most `most` that were missed are made up for, the newest
// ones.
DueRuns dueRuns(const CalendarRule& rule, const Clocks& clocks, Time handled, Time now, MissedRuns missed,
                std::int64_t most);

}  // namespace steward::domain
