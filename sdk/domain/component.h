// Health: the components that people depend on, how they are checked, the states they go through, and the maintenance
// that is planned for them. Components and maintenance windows are entities of plans; what a patch of one may set are
// its members up to `removed`. What becomes of their states over a month is in domain/uptime.h.
#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/describe.h"
#include "base/time.h"
#include "domain/alert.h"

namespace steward::domain {

// http: GET a URL. tcp: a connection to "host:port". metric: an alert's threshold, true: it is down. heartbeat: it
// tells of itself by POST /v1/components/{id}/heartbeat. own: a part of the platform as GET /health/ready names it.
enum class ProbeKind { http, tcp, metric, heartbeat, own };
STEWARD_DESCRIBE_ENUM(ProbeKind, http, tcp, metric, heartbeat, own)

struct Probe {
    ProbeKind kind = ProbeKind::heartbeat;
    std::string target;               // http: the URL; tcp: "host:port"; own: the part, empty: the whole platform
    std::int64_t expectedStatus = 0;  // http; 0: any from 200 to 299
    AlertCondition condition;         // metric: a threshold
    std::int64_t silenceMs = 60'000;  // heartbeat: down after that long without one
    std::int64_t intervalMs = 30'000;
    std::int64_t timeoutMs = 5'000;  // http, tcp
    std::int64_t slowMs = 0;         // http, tcp: slower than that is degraded; 0: never
    std::int64_t failures = 2;       // in a row, before it is down; one success ends them
    bool operator==(const Probe&) const = default;
};
STEWARD_DESCRIBE(Probe, (kind, target, expectedStatus, condition, silenceMs, intervalMs, timeoutMs, slowMs, failures))

// degraded: its own check is slow, or something that it depends on, directly or by way of others, is down.
// unknown: nobody looked, the platform itself was off, or the check could not be made.
enum class ComponentState { operational, degraded, down, maintenance, unknown };
STEWARD_DESCRIBE_ENUM(ComponentState, operational, degraded, down, maintenance, unknown)

// What a component depends on, as people know it.
struct ComponentLink {
    std::string id;
    std::string name;
    ComponentState state = ComponentState::unknown;
    bool operator==(const ComponentLink&) const = default;
};
STEWARD_DESCRIBE(ComponentLink, (id, name, state))

// In seconds. The four of them are the part of the period in which there were components, up to now.
struct Uptime {
    std::int64_t up = 0;
    std::int64_t down = 0;
    std::int64_t maintenance = 0;
    std::int64_t unknown = 0;
    std::optional<double> ratio;  // of up to up and down; absent: neither is known
    bool operator==(const Uptime&) const = default;
};
STEWARD_DESCRIBE(Uptime, (up, down, maintenance, unknown, ratio))

// A component of a tenant depends on others of the same tenant and on the platform's; of the latter the tenant sees
// name and state, and nothing else.
struct Component {
    std::string id;        // "cmp_…"
    std::string tenantId;  // empty: of the platform
    std::string name;
    std::string description;
    bool enabled = true;                 // otherwise nobody looks, and its state is unknown
    std::vector<std::string> dependsOn;  // ids; no circles
    Probe probe;                         // how it is checked
    double objective = 0.999;            // of a month's time it is up: above 0, below 1
    bool removed = false;
    // From here on what the platform adds.
    std::int64_t version = 0;
    Time createdAt{};
    Time changedAt{};
    ComponentState state = ComponentState::unknown;
    Time since{};        // it is in this state
    std::string reason;  // "The receiver answered 503."
    std::optional<Time> checkedAt;
    std::optional<std::int64_t> latencyMs;    // http, tcp: of the last check
    std::vector<ComponentLink> dependencies;  // as dependsOn, without those that were deleted
    Uptime month;                             // of UTC, that is not over
    std::int64_t revision() const {
        std::int64_t states = 0;
        for (const auto& one : dependencies)
            states = states * 5 + static_cast<std::int64_t>(one.state);
        return revisionOf(version, std::max(checkedAt.value_or(since), since) + Duration(states));
    }
    bool operator==(const Component&) const = default;
};
STEWARD_DESCRIBE(Component, (id, tenantId, name, description, enabled, dependsOn, probe, objective, removed, version,
                             createdAt, changedAt, state, since, reason, checkedAt, latencyMs, dependencies, month))

// Planned work: from `startsAt` to `endsAt` its components are in maintenance, which counts neither as up nor as down,
// and nobody is told of alerts that are about them: those with a label "component" that is the name of one, or, where
// it is about all components, of all alerts of the same tenant or of the platform.
struct MaintenanceWindow {
    std::string id;  // "mnt_…"
    std::string tenantId;
    std::string name;
    std::string comment;
    Time startsAt{};
    Time endsAt{};
    std::vector<std::string> components;  // ids, of the same tenant or of the platform; none: all of them
    bool removed = false;                 // cancelled: what is over of it stays in the history of its components
    // From here on what the platform adds.
    std::int64_t version = 0;
    Time createdAt{};
    Time changedAt{};
    std::string createdBy;
    SilenceState state = SilenceState::scheduled;
    std::int64_t revision() const { return revisionOf(version, Time(Duration(std::int64_t(state)))); }
    bool operator==(const MaintenanceWindow&) const = default;
};
STEWARD_DESCRIBE(MaintenanceWindow, (id, tenantId, name, comment, startsAt, endsAt, components, removed, version,
                                     createdAt, changedAt, createdBy, state))

// A component was in one state from one moment on, up to another: its history.
struct StateInterval {
    Time from{};
    std::optional<Time> to;  // absent: still
    ComponentState state = ComponentState::unknown;
    std::string reason;
    bool operator==(const StateInterval&) const = default;
};
STEWARD_DESCRIBE(StateInterval, (from, to, state, reason))

using DependenciesOf = std::function<std::vector<std::string>(const std::string& id)>;
// The ids of a circle that `id` would close by depending on `dependsOn`, from `id` to `id`; empty: there is none.
std::vector<std::string> circleOf(const std::string& id, const std::vector<std::string>& dependsOn,
                                  const DependenciesOf& dependenciesOf);

// What the last checks say of a component itself.
enum class ProbeAnswer { up, slow, failed, unknown };
STEWARD_DESCRIBE_ENUM(ProbeAnswer, up, slow, failed, unknown)

struct ProbeOutcome {
    Time at{};
    ProbeAnswer answer = ProbeAnswer::unknown;
    std::string reason;  // of everything but `up`
    std::optional<std::int64_t> latencyMs;
    bool operator==(const ProbeOutcome&) const = default;
};

// Where a component stands between two checks: `failed` once there were as many failures as its check allows.
struct ProbeProgress {
    ProbeAnswer answer = ProbeAnswer::unknown;
    Time since{};  // `answer` holds; of `failed` it is the first of the failures
    std::string reason;
    std::int64_t failures = 0;  // in a row
    Time firstFailure{};
    bool operator==(const ProbeProgress&) const = default;
};
STEWARD_DESCRIBE(ProbeProgress, (answer, since, reason, failures, firstFailure))
ProbeProgress advanced(ProbeProgress progress, const ProbeOutcome& outcome, const Probe& probe);

// Its state with everything around it. `maintenance` and `brokenDependency` are names; empty: there is none.
struct Standing {
    ComponentState state = ComponentState::unknown;
    std::string reason;
    bool operator==(const Standing&) const = default;
};
Standing standingOf(const ProbeProgress& progress, const std::string& maintenance, const std::string& brokenDependency);

}  // namespace steward::domain
