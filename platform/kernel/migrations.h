// The schema, brought to its newest form at start. Each feature offers `const MigrationList& migrations()` in its own
// range of numbers: kernel 1, identity 100, tenancy 200, plans 300, audit 400, metrics 500, branding 600, reports 700,
// billing 800, lists 1100, series 1300, logs 1400, alerts 1500, dashboards 1600, health 1700, schedules 1800.
// platform/store.cpp collects them.
// Inside a range numbers grow; a migration that was released is never changed.
#pragma once

#include <vector>

#include "base/time.h"
#include "sql/migrations.h"

namespace steward::kernel {

using MigrationList = std::vector<sql::Migration>;

// outbox, jobs, idempotency_keys, feed_sequence
const MigrationList& migrations();

// While it lives, no other program changes the schema of this PostgreSQL database, and tables of tenants are open to
// the scripts. Nothing for SQLite, whose folder is locked. Turns of one connection nest.
class MigrationTurn {
public:
    static Result<MigrationTurn> take(sql::Connection& connection);
    MigrationTurn(MigrationTurn&& other) noexcept;
    MigrationTurn& operator=(MigrationTurn&&) = delete;
    ~MigrationTurn();

private:
    explicit MigrationTurn(sql::Connection& connection) : connection_(&connection) {}
    sql::Connection* connection_;
};

// Applies what is missing, in the order of the numbers, each in its own transaction; the number of those applied. One
// program at a time. What a newer version has added is left alone (expand, then contract: two versions run side by
// side). ErrorCode::conflict when a newer version has taken something away, or a migration was changed since.
Result<int> migrate(sql::Connection& connection, const std::vector<const MigrationList*>& lists, const Clock& clock);

// For programs that may not change the schema: ErrorCode::conflict when something is missing.
Result<> requireMigrated(sql::Connection& connection, const std::vector<const MigrationList*>& lists);

}  // namespace steward::kernel
