#include "domain/calendar_rule.h"

#include <algorithm>

namespace steward::domain {
namespace {

using std::chrono::day;
using std::chrono::days;
using std::chrono::last;
using std::chrono::sys_days;
using std::chrono::weekday;
using std::chrono::year_month_day;

constexpr std::int64_t mostLookedBack = 400;  // days: what is older is not counted one by one

weekday weekdayOf(DayOfWeek of) {
    return weekday(static_cast<unsigned>(of) + 1);
}

bool isIn(const CalendarRule& rule, sys_days date) {
    const weekday of(date);
    switch (rule.repeat) {
        case Recurrence::daily:
            return true;
        case Recurrence::weekdays:
            return of.iso_encoding() <= 5;
        case Recurrence::weekly:
            return std::ranges::any_of(rule.days, [&](DayOfWeek one) { return weekdayOf(one) == of; });
        case Recurrence::monthlyDay: {
            const year_month_day parts(date);
            const auto end = (parts.year() / parts.month() / last).day();
            return parts.day() == std::min(day(static_cast<unsigned>(rule.dayOfMonth)), end);
        }
        case Recurrence::monthlyWeekday: {
            const year_month_day parts(date);
            if (of != weekdayOf(rule.weekday)) return false;
            if (rule.nth > 0)
                return (static_cast<unsigned>(parts.day()) - 1) / 7 + 1 == static_cast<unsigned>(rule.nth);
            return year_month_day(date + days(7)).month() != parts.month();
        }
    }
    return false;
}

}  // namespace

std::optional<int> minuteOf(std::string_view text) {
    const auto digit = [&](std::size_t at) { return text[at] >= '0' && text[at] <= '9' ? text[at] - '0' : 100; };
    if (text.size() != 5 || text[2] != ':') return std::nullopt;
    const int hour = digit(0) * 10 + digit(1), minute = digit(3) * 10 + digit(4);
    if (hour > 23 || minute > 59) return std::nullopt;
    return hour * 60 + minute;
}

std::vector<FieldError> problemsOf(const CalendarRule& rule, const std::string& path) {
    std::vector<FieldError> problems;
    const auto expect = [&](bool fine, const char* member, const char* message) {
        if (!fine) problems.push_back({path + member, message});
    };
    expect(minuteOf(rule.at).has_value(), "/at", "must be a time like 08:30");
    if (rule.repeat == Recurrence::weekly)
        expect(!rule.days.empty() && rule.days.size() <= 7, "/days", "must name at least one day of the week");
    if (rule.repeat == Recurrence::monthlyDay)
        expect(rule.dayOfMonth >= 1 && rule.dayOfMonth <= 31, "/dayOfMonth", "must be from 1 to 31");
    if (rule.repeat == Recurrence::monthlyWeekday)
        expect(rule.nth == -1 || (rule.nth >= 1 && rule.nth <= 4), "/nth", "must be 1 to 4, or -1 for the last one");
    return problems;
}

Time nextAfter(const CalendarRule& rule, const Clocks& clocks, Time after) {
    const int minute = minuteOf(rule.at).value_or(0);
    // A day before, because a skipped time of yesterday may be a moment of today.
    for (std::int64_t day = clocks.dayOf(after) - 1;; ++day) {
        if (!isIn(rule, sys_days(days(day)))) continue;
        const Time moment = clocks.momentOf(day, minute);
        if (moment > after) return moment;
    }
}

std::vector<Time> nextOf(const CalendarRule& rule, const Clocks& clocks, Time after, int count) {
    std::vector<Time> moments;
    for (int i = 0; i < count; ++i)
        moments.push_back(after = nextAfter(rule, clocks, after));
    return moments;
}

DueRuns dueRuns(const CalendarRule& rule, const Clocks& clocks, Time handled, Time now, MissedRuns missed,
                std::int64_t most) {
    DueRuns due;
    std::vector<Time> late, onTime;
    Time moment = nextAfter(rule, clocks, std::max(handled, Time(now - days(mostLookedBack))));
    for (; moment <= now; moment = nextAfter(rule, clocks, moment))
        (now - moment > missedAfter ? late : onTime).push_back(moment);
    due.next = moment;
    std::size_t kept = 0;
    if (missed == MissedRuns::each)
        kept = std::min(late.size(), static_cast<std::size_t>(std::max<std::int64_t>(most, 0)));
    if (missed == MissedRuns::once && onTime.empty()) kept = std::min<std::size_t>(late.size(), 1);
    const auto firstKept = late.end() - static_cast<std::ptrdiff_t>(kept);
    due.skipped = firstKept - late.begin();
    if (due.skipped > 0) due.lastSkipped = *std::prev(firstKept);
    due.run.assign(firstKept, late.end());
    due.run.insert(due.run.end(), onTime.begin(), onTime.end());
    return due;
}

}  // namespace steward::domain
