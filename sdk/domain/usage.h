// Usage metering: what a platform's services say that tenants used.
//
// An event has an id, given by who sends it, and counts once, however often it is sent: within a tenant the same id
// with the same content is a repetition, with other content a conflict, which changes nothing.
//
// A month of usage (UTC) stays open until the end of the 3rd day of the next one. What arrives later counts on the
// first day of the earliest month that is open (`countedOn` says which day it was), so that what was billed never
// changes. An event of more than 35 days ago, or of more than 5 minutes ahead, is refused; ids are known for longer
// than that.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/describe.h"
#include "base/error.h"
#include "base/time.h"

namespace steward::domain {

struct UsageEvent {
    std::string id;  // 1 to 128 characters without spaces
    std::string tenantId;
    std::string metric;         // "apiCalls": 1 to 64 letters, digits, "_", "." and "-", a letter first
    std::int64_t quantity = 0;  // 0 to 10^12, in the metric's unit
    Time occurredAt{};
    bool operator==(const UsageEvent&) const = default;
};
STEWARD_DESCRIBE(UsageEvent, (id, tenantId, metric, quantity, occurredAt))

enum class UsageOutcome { counted, repeated, conflict, tooOld, ahead, noSuchTenant };
STEWARD_DESCRIBE_ENUM(UsageOutcome, counted, repeated, conflict, tooOld, ahead, noSuchTenant)

struct UsageResult {
    std::string id;
    UsageOutcome outcome = UsageOutcome::counted;
    std::optional<Time> countedOn;  // the day, where it counts
    bool operator==(const UsageResult&) const = default;
};
STEWARD_DESCRIBE(UsageResult, (id, outcome, countedOn))

// What an event must be to be looked at; paths are those of its members. Empty when it is.
std::vector<FieldError> check(const UsageEvent& event);

// The day that it counts on; without one, why it does not.
struct UsageDay {
    UsageOutcome outcome = UsageOutcome::counted;
    std::chrono::sys_days day{};
};
UsageDay usageDay(Time occurredAt, Time now);
// Whoever knows the ids that arrived since then finds every repetition that usageDay() lets through.
Time usageIdsSince(Time now);

}  // namespace steward::domain
