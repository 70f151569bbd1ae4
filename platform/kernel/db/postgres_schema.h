// What a PostgreSQL database of Steward has besides its tables: roles, row-level security, partitions and search.
//
// Three roles. The migrator owns everything and is used by `stewardd migrate` alone. The application's role may read
// and write rows and nothing else: it owns no table and cannot pass row-level security. `steward_search` owns the
// functions that search with trigram indexes, which row-level security would keep unused, and may only read what they
// search.
//
// Every table of tenants is under FORCE ROW LEVEL SECURITY with the policy that `app.tenant_id` of the transaction is
// its tenant, or '*'. Unset, it is an error and not an empty result.
#pragma once

#include <string>
#include <vector>

#include "kernel/config.h"
#include "kernel/db/tenant_tables.h"
#include "kernel/migrations.h"
#include "sql/connection.h"

namespace steward::kernel {

// As the migrator: functions, roles, migrations, policies, grants. May be run at any time, by several programs at once.
// The number of migrations applied.
Result<int> preparePostgres(const DatabaseConfig& config, const std::vector<TenantTable>& tables,
                            const std::vector<const MigrationList*>& migrations, const Clock& clock);

// As the application: ErrorCode::conflict when the schema is too old, forbidden when its role could pass row-level
// security.
Result<> checkPostgres(sql::Connection& connection, const std::vector<const MigrationList*>& migrations);

}  // namespace steward::kernel
