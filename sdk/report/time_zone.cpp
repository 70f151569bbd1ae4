#include "report/time_zone.h"

#include <date/tz.h>

#include <algorithm>
#include <limits>

namespace steward::report {
namespace {

constexpr std::int64_t dayLength = 86'400'000;

Day floorDay(std::int64_t milliseconds) {
    return milliseconds / dayLength - (milliseconds % dayLength < 0);
}

std::int64_t clamped(date::sys_seconds time) {
    constexpr auto limit = std::numeric_limits<std::int64_t>::max() / 1000;
    return std::clamp<std::int64_t>(time.time_since_epoch().count(), -limit, limit) * 1000;
}

Day dayOf(std::chrono::year_month month) {
    return std::chrono::sys_days(month / 1).time_since_epoch().count();
}

}  // namespace

Result<TimeZone> TimeZone::find(std::string_view name) {
    TimeZone zone;
    if (name == "UTC" || name == "Etc/UTC") return zone;
    try {
        zone.zone_ = date::locate_zone(std::string(name));
    } catch (const std::exception& exception) {
        return fail(ErrorCode::invalid, "There is no time zone \"" + std::string(name) + "\".", exception.what());
    }
    zone.name_ = name;
    return zone;
}

std::int64_t TimeZone::offset(std::int64_t utcMilliseconds) const {
    if (!zone_) return 0;
    if (utcMilliseconds < from_ || utcMilliseconds >= until_) {
        const auto seconds = std::chrono::floor<std::chrono::seconds>(Time(Duration(utcMilliseconds)));
        const auto info = zone_->get_info(seconds);
        from_ = clamped(info.begin);
        until_ = clamped(info.end);
        offset_ = std::chrono::milliseconds(info.offset).count();
    }
    return offset_;
}

Day TimeZone::dayOf(std::int64_t utcMilliseconds) const {
    return floorDay(utcMilliseconds + offset(utcMilliseconds));
}

std::int64_t TimeZone::startOf(Day day) const {
    return momentOf(day, 0);
}

std::int64_t TimeZone::momentOf(Day day, int minute) const {
    if (!zone_) return day * dayLength + minute * 60'000;
    const date::local_seconds shown{std::chrono::seconds(day * 86'400 + minute * 60)};
    const auto info = zone_->get_info(shown);
    if (info.result == date::local_info::nonexistent) return clamped(info.second.begin);
    return clamped(date::sys_seconds(shown.time_since_epoch() - info.first.offset));
}

std::int64_t TimeZone::startOf(std::int64_t utcMilliseconds, Bucket bucket) const {
    const std::int64_t length = lengthOf(bucket);
    return utcMilliseconds - ((utcMilliseconds + offset(utcMilliseconds)) % length + length) % length;
}

std::int64_t lengthOf(Bucket bucket) {
    return bucket == Bucket::minute ? 60'000 : 3'600'000;
}

Day firstDay(Day day, Bucket bucket, Weekday weekStart) {
    using namespace std::chrono;
    if (bucket <= Bucket::day) return day;
    if (bucket == Bucket::week) return day - ((day + 10 - Day(weekStart)) % 7 + 7) % 7;
    const year_month_day date{sys_days(days(day))};
    if (bucket == Bucket::month) return report::dayOf(date.year() / date.month());
    if (bucket == Bucket::year) return report::dayOf(date.year() / January);
    return report::dayOf(date.year() / month((unsigned(date.month()) - 1) / 3 * 3 + 1));
}

Day bucketsBefore(Day day, Bucket bucket, int count, Weekday weekStart) {
    using namespace std::chrono;
    const Day first = firstDay(day, bucket, weekStart);
    if (bucket <= Bucket::day) return first - count;
    if (bucket == Bucket::week) return first - 7LL * count;
    const int length = bucket == Bucket::month ? 1 : bucket == Bucket::quarter ? 3 : 12;
    const year_month_day date{sys_days(days(first))};
    return report::dayOf(date.year() / date.month() - months(length * count));
}

Result<> defineTimeFunctions(sql::Connection& connection) {
    const auto define = [&](std::string_view name, auto of) {
        return connection.define(name, 2, [zone = TimeZone(), of](const std::vector<sql::Cell>& arguments) mutable {
            if (arguments[0].type == sql::Cell::Type::null) return sql::Value();
            if (zone.name() != arguments[1].bytes) {
                auto found = TimeZone::find(arguments[1].bytes);
                if (!found) return sql::Value();
                zone = std::move(*found);
            }
            return sql::Value(of(zone, arguments[0].integer));
        });
    };
    STEWARD_CHECK(
        define("steward_local_day", [](const TimeZone& zone, std::int64_t moment) { return zone.dayOf(moment); }));
    return define("steward_local_time",
                  [](const TimeZone& zone, std::int64_t moment) { return moment + zone.offset(moment); });
}

}  // namespace steward::report
