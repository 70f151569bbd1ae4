// Long work: an apply, an export, a snapshot. Progress is a feed topic.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/describe.h"
#include "base/time.h"

namespace steward::domain {

enum class JobState { waiting, running, succeeded, failed, cancelled };
STEWARD_DESCRIBE_ENUM(JobState, waiting, running, succeeded, failed, cancelled)

struct Job {
    std::string id;
    std::string kind;   // "plan.apply"
    std::string title;  // for people
    std::optional<std::string> tenantId;
    JobState state = JobState::waiting;
    std::int64_t done = 0;
    std::int64_t total = 0;
    std::string createdBy;
    Time createdAt{};
    std::optional<Time> finishedAt;
    std::string error;
    std::optional<std::string> batchId;  // of plan.apply: whose entities it changes
};
STEWARD_DESCRIBE(Job, (id, kind, title, tenantId, state, done, total, createdBy, createdAt, finishedAt, error, batchId))

}  // namespace steward::domain
