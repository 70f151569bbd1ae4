// Requests and replies about schedules of reports. Schedules themselves are changed by plans.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/describe.h"
#include "domain/report_schedule.h"

namespace steward::contract {

struct RunsOfSchedule {
    std::string id;
    std::optional<std::int64_t> limit;  // 1 to 200; 50
    std::optional<std::string> cursor;
};
STEWARD_DESCRIBE(RunsOfSchedule, (id, limit, cursor))

// Without a position: to all who did not get it.
struct ResendRun {
    std::string id;
    std::optional<std::int64_t> position;
};
STEWARD_DESCRIBE(ResendRun, (id, position))

// Of the bucket, as its owner made it; null takes it away.
struct BucketSecret {
    std::string id;
    std::optional<std::string> secret;
};
STEWARD_DESCRIBE(BucketSecret, (id, secret))

// A run went on to another state.
struct ScheduleNews {
    std::string scheduleId;
    std::string scheduleName;
    std::string ownerId;
    std::string runId;
    Time dueAt{};
    domain::ReportRunState state = domain::ReportRunState::waiting;
    std::string reason;
    bool isOwnerThere = true;  // otherwise those who look after users are told
};
STEWARD_DESCRIBE(ScheduleNews, (scheduleId, scheduleName, ownerId, runId, dueAt, state, reason, isOwnerThere))

}  // namespace steward::contract
