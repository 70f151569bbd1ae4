// What the platform does for its tables a few times a day, on one of its nodes: months of usage and audit get their
// partitions ahead of time, those that retention no longer keeps are removed, usage events and idempotency keys that
// cannot come again are forgotten, and removed tenants and users that can no longer be restored are purged.
#pragma once

#include <memory>
#include <string>

#include "kernel/config.h"
#include "kernel/db/database.h"
#include "kernel/io.h"
#include "kernel/telemetry.h"

namespace steward::platform {

struct Keeping {
    kernel::RetentionConfig months;
    Duration removed{};  // how long tenants and users can be restored
};

// One time but for what is purged, in the caller's write transaction.
Result<> keepUp(sql::Connection& connection, const kernel::RetentionConfig& retention, Time now);

// At start, every few hours, and again within a minute when it failed or the node that was at it is gone. I/O thread.
class Upkeep {
public:
    // All but the options outlive it. node: Jobs::node().
    Upkeep(kernel::Io& io, kernel::Database& database, kernel::Telemetry& telemetry, const Clock& clock,
           Keeping keeping, std::string node);

    void start();
    // The transaction under way ends, and others may take over at once.
    kernel::Async<> stop();

private:
    struct State;
    std::shared_ptr<State> state_;
};

}  // namespace steward::platform
