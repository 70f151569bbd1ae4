// Custom roles in the database. All functions run on the thread of the connection.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "domain/access.h"
#include "report/filter.h"
#include "sql/connection.h"

namespace steward::users {

struct StoredRole {
    std::string id;
    std::string tenantId;  // empty: of the platform
    std::string name;
    std::string description;
    domain::PermissionSet permissions;
    std::int64_t version = 0;
};
STEWARD_DESCRIBE(StoredRole, (id, tenantId, name, description, permissions, version))

// nullopt: there is none in this scope.
Result<std::optional<StoredRole>> findRole(sql::Connection& db, const sql::TenantScope& scope, const std::string& id);
// By name.
Result<std::vector<StoredRole>> customRolesOf(sql::Connection& db, const std::string& tenantId);
// Of a tenant, or of the platform.
Result<std::optional<StoredRole>> roleCalled(sql::Connection& db, const std::string& tenantId, const std::string& name);
// Those of tenants in the scope that fulfil a condition on `tenants t`, each with the tenant's slug.
Result<> eachRoleOf(sql::Connection& db, const sql::TenantScope& scope, const report::SqlCondition& tenants,
                    const std::function<Result<>(const std::string& slug, const StoredRole& role)>& onRole);
// ErrorCode::conflict: another role has the name.
tl::unexpected<Error> nameTaken();
// ErrorCode::conflict when the name is taken.
Result<> insertRole(sql::Connection& db, const StoredRole& role);
// As version role.version, where role.version - 1 is stored.
Result<> updateRole(sql::Connection& db, const StoredRole& role);
Result<> deleteRole(sql::Connection& db, const StoredRole& role);

// How many users have each role: custom ones by id, built-in ones by name. Of one tenant, or of the platform.
Result<std::map<std::string, std::int64_t>> usersByRole(sql::Connection& db, const std::string& tenantId);
// The same for one role, in the whole scope.
Result<std::int64_t> usersWith(sql::Connection& db, const sql::TenantScope& scope, const domain::AccessRole& role);

// What a user of the tenant with these may do; nullopt: the tenant has no such custom role.
Result<std::optional<domain::PermissionSet>> rightsOf(sql::Connection& db, const std::string& tenantId,
                                                      domain::Role role,
                                                      const std::optional<std::string>& customRoleId);

}  // namespace steward::users
