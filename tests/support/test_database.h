// Databases of tests inside their process, on the engine the test runs on: SQLite, or PostgreSQL with its roles and
// row-level security (tests/support/postgres_cluster.h). What cannot be made ends the program.
#pragma once

#include <filesystem>
#include <vector>

#include "kernel/db/database.h"
#include "kernel/db/postgres_schema.h"
#include "kernel/migrations.h"

namespace steward::test {

using MigrationLists = std::vector<const kernel::MigrationList*>;

// A new database in memory, or on the server. Tables of tenants are guarded as they are in stewardd; those that only
// grow there may be changed by tests.
sql::Connection openMigrated(const MigrationLists& lists, const Clock& clock);

// That of the file, or of its name on the server: made the first time, found again the next time, and
// brought to what the lists say.
kernel::DatabaseOptions migratedDatabase(const std::filesystem::path& file, const MigrationLists& lists,
                                         const Clock& clock);
// Its name on the server.
std::string serverDatabaseOf(const std::filesystem::path& file);
// One connection to it, for what a test does to the rows itself.
sql::Connection connectTo(const kernel::DatabaseOptions& options);

}  // namespace steward::test
