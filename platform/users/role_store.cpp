#include "users/role_store.h"

#include "sql/mapping.h"

namespace steward::users {

using sql::tenantOwned;
using sql::TenantScope;

namespace {

const TenantScope everybody = TenantScope::all();

Result<> onlyOne(const Result<std::int64_t>& changed) {
    if (!changed) return fail(changed.error());
    if (*changed == 1) return {};
    return fail(ErrorCode::conflict, "The role was changed by somebody else. Nothing was changed.");
}

Result<> orTaken(Result<> written) {
    return !written && written.error().code == ErrorCode::conflict ? Result<>(nameTaken()) : written;
}

}  // namespace

Result<std::optional<StoredRole>> findRole(sql::Connection& db, const TenantScope& scope, const std::string& id) {
    static const std::string text =
        "SELECT " + sql::columnList<StoredRole>() + " FROM custom_roles WHERE :tenant(tenant_id) AND id = ?1";
    STEWARD_TRY(const auto rows, db.query(tenantOwned(text), scope, {id}));
    if (rows.empty()) return std::optional<StoredRole>();
    STEWARD_TRY(auto role, sql::readInto<StoredRole>(rows[0]));
    return std::optional(std::move(role));
}

Result<std::vector<StoredRole>> customRolesOf(sql::Connection& db, const std::string& tenantId) {
    static const std::string text = "SELECT " + sql::columnList<StoredRole>() +
                                    " FROM custom_roles WHERE :tenant(tenant_id) AND tenant_id = ?1 ORDER BY name, id";
    STEWARD_TRY(const auto rows, db.query(tenantOwned(text), everybody, {tenantId}));
    return sql::readAll<StoredRole>(rows);
}

Result<std::optional<StoredRole>> roleCalled(sql::Connection& db, const std::string& tenantId,
                                             const std::string& name) {
    static const std::string text = "SELECT " + sql::columnList<StoredRole>() +
                                    " FROM custom_roles WHERE :tenant(tenant_id) AND tenant_id = ?1 AND name = ?2";
    STEWARD_TRY(const auto rows, db.query(tenantOwned(text), everybody, {tenantId, name}));
    if (rows.empty()) return std::optional<StoredRole>();
    STEWARD_TRY(auto role, sql::readInto<StoredRole>(rows[0]));
    return std::optional(std::move(role));
}

Result<> eachRoleOf(sql::Connection& db, const TenantScope& scope, const report::SqlCondition& tenants,
                    const std::function<Result<>(const std::string& slug, const StoredRole& role)>& onRole) {
    const std::string text = "SELECT t.slug, " + sql::columnList<StoredRole>("r.") +
                             " FROM custom_roles r JOIN tenants t ON t.id = r.tenant_id"
                             " WHERE :tenant(r.tenant_id) AND " +
                             tenants.text;
    return db.each(tenantOwned(text), scope, tenants.parameters, [&](const sql::Row& row) -> Result<> {
        STEWARD_TRY(const auto role, sql::readInto<StoredRole>(row));
        return onRole(std::string(row.text(0)), role);
    });
}

tl::unexpected<Error> nameTaken() {
    return fail(Error{ErrorCode::conflict,
                      "There is a role of this name. Nothing was changed.",
                      {},
                      {},
                      {{"/name", "is the name of another role"}}});
}

Result<> insertRole(sql::Connection& db, const StoredRole& role) {
    return orTaken(sql::insert(db, "custom_roles", everybody, role));
}

Result<> updateRole(sql::Connection& db, const StoredRole& role) {
    const auto changed =
        db.execute(tenantOwned("UPDATE custom_roles SET name = ?2, description = ?3, permissions = ?4, version = ?5"
                               " WHERE :tenant(tenant_id) AND id = ?1 AND version = ?5 - 1"),
                   everybody, {role.id, role.name, role.description, json::write(role.permissions), role.version});
    if (!changed) return orTaken(fail(changed.error()));
    return onlyOne(changed);
}

Result<> deleteRole(sql::Connection& db, const StoredRole& role) {
    return onlyOne(
        db.execute(tenantOwned("DELETE FROM custom_roles WHERE :tenant(tenant_id) AND id = ?1 AND version = ?2"),
                   everybody, {role.id, role.version}));
}

Result<std::map<std::string, std::int64_t>> usersByRole(sql::Connection& db, const std::string& tenantId) {
    STEWARD_TRY(const auto rows,
                db.query(tenantOwned("SELECT role, custom_role_id, count(*) FROM users WHERE :tenant(tenant_id)"
                                     " AND tenant_id = ?1 GROUP BY role, custom_role_id"),
                         everybody, {tenantId}));
    std::map<std::string, std::int64_t> counts;
    for (const sql::Row row : rows)
        counts[std::string(row.text(row.isNull(1) ? 0 : 1))] += row.integer(2);
    return counts;
}

Result<std::int64_t> usersWith(sql::Connection& db, const TenantScope& scope, const domain::AccessRole& role) {
    constexpr auto builtIn =
        tenantOwned("SELECT count(*) FROM users WHERE :tenant(tenant_id) AND role = ?1 AND custom_role_id IS NULL");
    constexpr auto custom = tenantOwned("SELECT count(*) FROM users WHERE :tenant(tenant_id) AND custom_role_id = ?1");
    STEWARD_TRY(const auto rows, db.query(role.builtIn ? builtIn : custom, scope, {role.id}));
    return rows[0].integer(0);
}

Result<std::optional<domain::PermissionSet>> rightsOf(sql::Connection& db, const std::string& tenantId,
                                                      domain::Role role,
                                                      const std::optional<std::string>& customRoleId) {
    if (!customRoleId) return std::optional(domain::permissionsOf(role));
    STEWARD_TRY(const auto found, findRole(db, everybody, *customRoleId));
    if (!found || found->tenantId != tenantId) return std::optional<domain::PermissionSet>();
    return std::optional(found->permissions);
}

}  // namespace steward::users
