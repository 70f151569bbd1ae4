// The schema, brought to its newest form at start. Each feature offers `const MigrationList& migrations()` in its own
// range of numbers: kernel 1, identity 100, tenancy 200, plans 300, audit 400, metrics 500, branding 600, reports 700.
// main.cpp collects them. Inside a range numbers grow; a migration that was released is never changed.
#pragma once

#include <vector>

#include "base/time.h"
#include "sql/migrations.h"

namespace steward::kernel {

using MigrationList = std::vector<sql::Migration>;

// outbox, jobs, idempotency_keys, feed_sequence
const MigrationList& migrations();

// Applies what is missing, in the order of the numbers, each in its own transaction; the number of those applied.
// ErrorCode::conflict when the database knows a migration that this program does not, or one was changed since.
Result<int> migrate(sql::Connection& connection, const std::vector<const MigrationList*>& lists, const Clock& clock);

}  // namespace steward::kernel
