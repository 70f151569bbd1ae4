// Which tables hold rows of tenants. PostgreSQL keeps them apart by row-level security (postgres_schema.h), SQLite
// refuses statements on them that are not sql::tenantOwned(). A table that is not here is one of the platform, and
// tests/tenancy/row_security_test.cpp wants to know why.
#pragma once

#include <string>
#include <vector>

namespace steward::kernel {

struct TenantTable {
    std::string name;
    std::string column = "tenant_id";
    bool appendOnly = false;  // the application may add rows, and neither change nor delete any
};

// Of all rooms.
const std::vector<TenantTable>& tenantTables();

// Tables without a tenant of their own whose rows belong to one row of such a table, by its id.
struct BelongingTable {
    std::string name;
    std::string column;
    std::string owner;
};
const std::vector<BelongingTable>& belongingTables();

std::vector<std::string> namesOf(const std::vector<TenantTable>& tables);

}  // namespace steward::kernel
