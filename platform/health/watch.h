// One node's view of all components: which checks are due, and what their outcomes make of the states. Free of I/O;
// what a round says has to be stored before the next one, or else everything is defined anew.
//
//   watch.define(definitions, lastRound, Memory::forget);      // whenever they are others
//   watch.begin(now);
//   for (const auto* component : watch.due(now)) …              // run their checks, now or later
//   watch.take(id, version, outcome);
//   const Round round = watch.round(now);
//
// Time in which no round came is not what the last one said: after a longer gap all components were in state `unknown`.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "domain/component.h"

namespace steward::health {

// A component as it is stored.
struct Kept {
    domain::Component component;
    domain::ProbeProgress progress;
};

struct Definitions {
    std::vector<Kept> components;                    // those that are not removed, also what is switched off
    std::vector<domain::MaintenanceWindow> windows;  // not removed and not over
};

// From `at` on a component is in another state; up to then it was in `from`.
struct StateChange {
    std::string id, tenantId, name;
    domain::ComponentState from = domain::ComponentState::unknown;
    domain::ComponentState to = domain::ComponentState::unknown;
    Time at{};
    std::string reason;
};

// What else is to be stored of a component that was checked, or whose state changed.
struct Checked {
    std::string id, tenantId;
    domain::ComponentState state = domain::ComponentState::unknown;
    Time since{};
    std::string reason;
    std::optional<Time> checkedAt;
    std::optional<std::int64_t> latencyMs;
    domain::ProbeProgress progress;
};

struct Round {
    std::vector<StateChange> changes;  // of one component in the order of their times
    std::vector<Checked> checked;
};

class Watch {
public:
    // `gap`: without a round for longer than that, nothing is known of the time.
    explicit Watch(Duration gap) : gap_(gap) {}

    enum class Memory { keep, forget };
    // `keep`: what was checked of components that are still the same counts, also what is not stored yet. Otherwise
    // everything is as `definitions` say, and all checks are due.
    void define(Definitions definitions, std::optional<Time> lastRound, Memory memory);

    // A round begins.
    void begin(Time now);
    // Those whose check is due and not under way, the longest overdue first; heartbeats are never due: beats() takes
    // what is known of them.
    std::vector<const domain::Component*> due(Time now) const;
    void started(const std::string& id);
    // Nothing, where the component has another version by now.
    void take(const std::string& id, std::int64_t version, const domain::ProbeOutcome& outcome);
    // The last heartbeat of each component that sent one.
    void beats(const std::map<std::string, Time>& beats, Time now);
    Round round(Time now);

    const std::vector<domain::MaintenanceWindow>& windows() const { return windows_; }

private:
    struct Entry {
        domain::Component component;
        domain::ProbeProgress progress;
        std::optional<Time> dueAt;  // absent: at once
        bool isUnderWay = false;
        bool isChanged = false;
        Time maintenanceEnds{};  // of the window that it is in, or was in last
    };
    const domain::MaintenanceWindow* windowOf(const domain::Component& component, Time now) const;
    void become(Entry& entry, domain::Standing standing, Time at);
    // The name of something that is down and that it depends on; empty: there is nothing.
    const std::string& brokenOf(std::size_t index, const std::vector<domain::Standing>& standings,
                                std::vector<std::optional<std::string>>& known) const;

    Duration gap_;
    std::vector<Entry> entries_;
    std::unordered_map<std::string, std::size_t> byId_;
    std::vector<domain::MaintenanceWindow> windows_;
    std::optional<Time> lastRound_;
    Time watchedSince_{};
    std::vector<StateChange> changes_;  // of this round
};

}  // namespace steward::health
