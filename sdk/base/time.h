// Points in time are UTC milliseconds; the API spells them RFC 3339 ("2026-11-23T09:41:07.120Z").
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "base/result.h"

namespace steward {

using Duration = std::chrono::milliseconds;
using Time = std::chrono::sys_time<Duration>;

// Always UTC with a trailing Z; milliseconds only when they are not zero.
std::string toRfc3339(Time time);
// Accepts any RFC 3339 offset and up to nanoseconds (truncated). Years 0000 to 9999, in UTC, too.
Result<Time> parseRfc3339(std::string_view text);

// Where "now" comes from. Services take a Clock so that tests move time themselves. Any thread.
class Clock {
public:
    virtual ~Clock() = default;
    virtual Time now() const = 0;
};

class SystemClock final : public Clock {
public:
    Time now() const override { return std::chrono::time_point_cast<Duration>(std::chrono::system_clock::now()); }
};

}  // namespace steward
