// How long logs are kept, by age and by size. Removed a little at a time, on one node of the platform, until the I/O
// thread ends.
#pragma once

#include "kernel/config.h"
#include "kernel/db/database.h"
#include "kernel/io.h"

namespace steward::logs {

struct Keeping {
    Duration age{};
    std::int64_t bytes = 0;
};
Keeping keepingOf(const kernel::LogsConfig& config);

// One round, in the caller's write transaction: at most a few thousand of the oldest records that are beyond age or
// size. How many; 0: there are none.
Result<std::int64_t> forgetSome(sql::Connection& connection, const Keeping& keeping, Time now);

// Rounds at start and every few minutes, while `holder` has the lease.
void startKeeping(kernel::Io& io, kernel::Database& database, const Clock& clock, Keeping keeping, std::string holder);
// Lets another node begin at once, when this one stops.
kernel::Async<> yieldKeeping(kernel::Database& database, const Clock& clock, std::string holder);

}  // namespace steward::logs
