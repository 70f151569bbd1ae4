// Which channels are to be told what, and when: alerts in groups of what their labels have in common. Free of I/O.
#pragma once

#include <string>
#include <vector>

#include "alerts/alert_store.h"
#include "domain/alert.h"

namespace steward::alerts {

// One message about one group. `after` is what the channel was told once it is delivered.
struct Message {
    domain::AlertChannel channel;
    Labels group;
    std::vector<domain::Alert> firing;  // the newest first
    std::vector<std::string> resolved;  // ids of alerts that it was told of as firing, and that do not any more
    ToldGroup before;
    ToldGroup after;
    std::string id() const;  // the same each time that this message is tried
};

struct Notifications {
    std::vector<Message> messages;
    std::vector<ToldGroup> waiting;    // groups that are new: stored, to be told later
    std::vector<ToldGroup> forgotten;  // groups of which there is nothing left to say
};

// `alerts`: all that are pending or firing. Those that are silenced are not told of, nor that they are resolved.
Notifications notify(const std::vector<domain::AlertChannel>& channels, const std::vector<domain::Alert>& alerts,
                     const std::vector<ToldGroup>& told, Time now);

// When the next attempt follows one that failed: later and later, at most after an hour.
ToldGroup afterFailure(ToldGroup group, Time now);

}  // namespace steward::alerts
