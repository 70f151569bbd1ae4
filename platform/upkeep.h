// What the platform does for its tables once a day, on one of its nodes: months of usage and audit get their partitions
// ahead of time, those that retention no longer keeps are removed, usage events and idempotency keys that cannot come
// again are forgotten, and removed tenants and users that can no longer be restored are purged.
#pragma once

#include <string>

#include "kernel/config.h"
#include "kernel/db/database.h"
#include "kernel/io.h"

namespace steward::platform {

struct Keeping {
    kernel::RetentionConfig months;
    Duration removed{};  // how long tenants and users can be restored
};

// One round but for what is purged, in the caller's write transaction.
Result<> keepUp(sql::Connection& connection, const kernel::RetentionConfig& retention, Time now);

// Runs it at start and then every few hours while `holder` has the lease; until the I/O thread ends.
void startUpkeep(kernel::Io& io, kernel::Database& database, const Clock& clock, Keeping keeping, std::string holder);

}  // namespace steward::platform
