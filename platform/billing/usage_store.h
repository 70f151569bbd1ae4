// The SQL of usage metering (domain/usage.h). Functions on the connection of one Database::read or write.
#pragma once

#include <span>
#include <vector>

#include "domain/usage.h"
#include "sql/connection.h"

namespace steward::billing {

// One result for each event, in their order. In a few statements, however many events there are.
Result<std::vector<domain::UsageResult>> countUsage(sql::Connection& connection,
                                                    std::span<const domain::UsageEvent> events, Time now);

// Events that nobody can send again (domain::usageIdsSince).
Result<> forgetOldEvents(sql::Connection& connection, Time now);

}  // namespace steward::billing
