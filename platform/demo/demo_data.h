// Demo data: a platform that looks lived in. Deterministic from the seed and the day it is loaded on.
//
//   database.writeNow([&](sql::Connection& db) { return demo::loadDemoData(db, {.tenants = 1284}, now); });
//
// In one transaction: about 15 users and 1,530 rows of usage (17 metrics on 90 days) a tenant, its subscription months
// since it was created, audit entries in a valid chain, brands, and the requests of the last 24 hours by the hour.
// Users get no password here: identity::giveDemoPasswords() does that.
#pragma once

#include <cstdint>

#include "base/result.h"
#include "base/time.h"
#include "sql/connection.h"

namespace steward::demo {

struct DemoOptions {
    std::int64_t tenants = 1284;  // 1 to 100,000
    std::uint64_t seed = 1;
    std::int64_t usageDays = 90;
};

struct DemoCounts {
    std::int64_t tenants = 0;
    std::int64_t users = 0;
    std::int64_t usage = 0;
    std::int64_t subscriptionMonths = 0;
    std::int64_t auditEntries = 0;
};

// Loads nothing, and counts nothing, when there are tenants already.
Result<DemoCounts> loadDemoData(sql::Connection& connection, const DemoOptions& options, Time now);

}  // namespace steward::demo
