// Requests and replies about the health of components. Components and maintenance windows are changed by plans.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/describe.h"
#include "base/time.h"
#include "domain/component.h"
#include "domain/uptime.h"

namespace steward::contract {

struct ComponentHistoryRequest {
    std::string id;
    std::optional<Time> from;  // 90 days before `to`
    std::optional<Time> to;    // now
};
STEWARD_DESCRIBE(ComponentHistoryRequest, (id, from, to))

// The newest first; those that reach into the time that was asked for. At most 2,000: `isWhole` is false when there
// were more.
struct ComponentHistory {
    std::vector<domain::StateInterval> items;
    bool isWhole = true;
};
STEWARD_DESCRIBE(ComponentHistory, (items, isWhole))

struct MonthUptime {
    std::string month;  // "2026-11"
    domain::Uptime uptime;
};
STEWARD_DESCRIBE(MonthUptime, (month, uptime))

// Thirteen months, the newest first.
struct ComponentUptime {
    double objective = 0;
    std::string timeZone = "UTC";
    std::vector<MonthUptime> items;
};
STEWARD_DESCRIBE(ComponentUptime, (objective, timeZone, items))

struct UptimeRequest {
    std::optional<std::string> month;     // "2026-11"; absent: this one
    std::optional<std::string> tenantId;  // absent: all that the caller sees; empty: of the platform
};
STEWARD_DESCRIBE(UptimeRequest, (month, tenantId))

struct UptimeRow {
    std::string id;  // of the component, or of the tenant; of the platform it is empty
    std::string name;
    std::string tenantId;
    double objective = 0;
    domain::Uptime uptime;
    std::int64_t components = 1;  // that it is made of
};
STEWARD_DESCRIBE(UptimeRow, (id, name, tenantId, objective, uptime, components))

// domain/uptime.h says what is counted. Both lists are in the order of their names; tenants without components are in
// none.
struct UptimeReport {
    std::string month;
    std::string timeZone = "UTC";
    Time from{};
    Time to{};
    Time at{};  // up to which time is counted
    std::vector<UptimeRow> components;
    std::vector<UptimeRow> tenants;
};
STEWARD_DESCRIBE(UptimeReport, (month, timeZone, from, to, at, components, tenants))

// How the platform looks after components.
struct HealthEvaluation {
    std::int64_t intervalMs = 0;    // between rounds
    std::optional<Time> startedAt;  // the last round; absent: there was none yet
    std::int64_t tookMs = 0;
    std::int64_t lateMs = 0;   // after the time that the schedule says
    std::int64_t missed = 0;   // rounds that were left out because one took too long, since the node started
    std::int64_t checks = 0;   // that are under way
    std::int64_t overdue = 0;  // checks that wait for others to end
};
STEWARD_DESCRIBE(HealthEvaluation, (intervalMs, startedAt, tookMs, lateMs, missed, checks, overdue))

// Of the caller's tenant, or of the whole platform.
struct HealthSummary {
    std::int64_t operational = 0;
    std::int64_t degraded = 0;
    std::int64_t down = 0;
    std::int64_t maintenance = 0;
    std::int64_t unknown = 0;
    std::int64_t windowsActive = 0;
    std::int64_t windowsScheduled = 0;
    std::vector<domain::ComponentLink> worst;  // down and degraded ones, at most 10
    HealthEvaluation evaluation;
    std::int64_t components() const { return operational + degraded + down + maintenance + unknown; }
};
STEWARD_DESCRIBE(HealthSummary, (operational, degraded, down, maintenance, unknown, windowsActive, windowsScheduled,
                                 worst, evaluation))

// A component's state is another one.
struct ComponentNews {
    std::string id;
    std::string tenantId;
    std::string name;
    domain::ComponentState from = domain::ComponentState::unknown;
    domain::ComponentState to = domain::ComponentState::unknown;
    std::string reason;
    Time at{};
};
STEWARD_DESCRIBE(ComponentNews, (id, tenantId, name, from, to, reason, at))

}  // namespace steward::contract
