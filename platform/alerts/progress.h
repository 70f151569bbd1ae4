// How an alert goes from pending to firing to resolved. Free of I/O.
#pragma once

#include <optional>

#include "alerts/conditions.h"
#include "domain/alert.h"

namespace steward::alerts {

struct Progress {
    domain::AlertState state = domain::AlertState::inactive;
    Time activeSince{};
    std::optional<Time> firedAt;
    std::optional<Time> resolvedAt;
    Time heldAt{};  // when the condition was last true
    bool operator==(const Progress&) const = default;
};

// inactive → pending → firing → resolved; pending → inactive. A condition without `forMs` fires at once, one without
// `keepFiringMs` ends at once. What is resolved starts again as a new alert. A clock that goes back starts the wait
// again instead of ending it.
Progress advanced(Progress progress, const domain::AlertRule& rule, Answer answer, Time now);

}  // namespace steward::alerts
