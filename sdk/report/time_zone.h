// Days of people: where a day, a week or a month begins in a time zone. IANA names from the system's tz database.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"
#include "base/time.h"
#include "report/field.h"
#include "sql/connection.h"

namespace date {
class time_zone;
}

namespace steward::report {

// Days since 1970, without a time zone.
using Day = std::int64_t;

// Remembers the offset it used last, so one thread at a time; copies are independent.
class TimeZone {
public:
    TimeZone() = default;  // UTC
    // ErrorCode::invalid for a name that is none.
    static Result<TimeZone> find(std::string_view name);

    const std::string& name() const { return name_; }
    bool isUtc() const { return !zone_; }
    // Milliseconds to add to UTC.
    std::int64_t offset(std::int64_t utcMilliseconds) const;
    Day dayOf(std::int64_t utcMilliseconds) const;
    // The first moment of the day, also where midnight is skipped by daylight saving.
    std::int64_t startOf(Day day) const;
    // The first moment at which the clocks there show that minute of the day, or the one at which they jump over it.
    std::int64_t momentOf(Day day, int minute) const;
    // The first moment of the minute or hour of the clocks there. The hour that comes twice is two.
    std::int64_t startOf(std::int64_t utcMilliseconds, Bucket bucket) const;

private:
    std::string name_ = "UTC";
    const date::time_zone* zone_ = nullptr;
    mutable std::int64_t from_ = 0;
    mutable std::int64_t until_ = 0;
    mutable std::int64_t offset_ = 0;
};

// The length of a minute or an hour in milliseconds.
std::int64_t lengthOf(Bucket bucket);
// The first day of the bucket that `day` is in.
Day firstDay(Day day, Bucket bucket, Weekday weekStart = Weekday::monday);
// The first day of the bucket that lies `count` buckets before the one `day` is in.
Day bucketsBefore(Day day, Bucket bucket, int count, Weekday weekStart = Weekday::monday);

// Makes steward_local_day(milliseconds, zone) and steward_local_time(milliseconds, zone) known to a connection whose
// engine runs in this process.
Result<> defineTimeFunctions(sql::Connection& connection);

}  // namespace steward::report
