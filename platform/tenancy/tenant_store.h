// The table of tenants. All functions run on the thread of the connection.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/plan.h"
#include "domain/tenant.h"
#include "sql/connection.h"

namespace steward::tenancy {

// "id, name, …" in the order of domain::Tenant.
const std::string& tenantColumns();

// nullopt: there is none in this scope.
Result<std::optional<domain::Tenant>> findTenant(sql::Connection& connection, const sql::TenantScope& scope,
                                                 const std::string& id);
// In the order of ids, behind `afterId`. ErrorCode::invalid says where a filter is wrong.
Result<std::vector<domain::Tenant>> tenantsByFilter(sql::Connection& connection, const sql::TenantScope& scope,
                                                    const std::string& filter, Time now, const std::string& afterId,
                                                    std::size_t limit);
Result<std::int64_t> openSessionsOf(sql::Connection& connection, const std::string& tenantId, Time now);
// Neither revoked nor expired.
Result<std::int64_t> usableKeysOf(sql::Connection& connection, const std::string& tenantId, Time now);
// What goes out of use with a tenant; kinds of which there are none are not in it.
Result<std::vector<domain::Dependents>> dependentsOf(sql::Connection& connection, const std::string& tenantId,
                                                     Time now);

// What a suspended or removed tenant was; nullopt when that is not known, and for all others.
Result<std::optional<domain::TenantStatus>> statusBefore(sql::Connection& connection, const domain::Tenant& tenant);

Result<> insertTenant(sql::Connection& connection, const domain::Tenant& tenant);
// What people change about a tenant, as version tenant.version, where version tenant.version - 1 is stored; what the
// platform counts itself (users, use, activity) stays. `now`: since when it is removed. ErrorCode::conflict otherwise.
Result<> updateTenant(sql::Connection& connection, const domain::Tenant& tenant, Time now);

}  // namespace steward::tenancy
