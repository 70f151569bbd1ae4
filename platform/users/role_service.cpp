#include "users/role_service.h"

#include "base/ids.h"
#include "kernel/db/tenant_life.h"
#include "kernel/idempotency.h"
#include "users/role_rules.h"
#include "users/role_saving.h"
#include "users/role_store.h"
#include "users/user_audit.h"

namespace steward::users {

using domain::AccessRole;
using domain::Role;
using kernel::Async;
using kernel::Context;

namespace {

AccessRole roleOf(const StoredRole& stored) {
    return {stored.id, stored.tenantId, stored.name, stored.description, stored.permissions, {}, 0, stored.version};
}

AccessRole roleOf(Role role) {
    return {
        std::string(enumName(role)), {}, nameOf(role), descriptionOf(role), domain::permissionsOf(role), role, 0, 0};
}

// Whose roles a caller means: of the tenant that is named, of their own, or of the platform.
std::string tenantOf(const Context& context, const std::optional<std::string>& named) {
    const auto scope = context.scope();
    return scope.isAll() ? named.value_or(std::string()) : scope.tenant();
}

Result<AccessRole> counted(sql::Connection& db, const Context& context, AccessRole role) {
    STEWARD_TRY(role.users, usersWith(db, context.scope(), role));
    return role;
}

Result<StoredRole> required(sql::Connection& db, const Context& context, const std::string& id) {
    STEWARD_TRY(auto role, findRole(db, context.scope(), id));
    if (!role) return fail(ErrorCode::notFound, "There is no such role.");
    return std::move(*role);
}

Result<StoredRole> requiredCustom(sql::Connection& db, const Context& context, const std::string& id) {
    const auto builtIn = enumFromName<Role>(id);
    if (builtIn && (context.scope().isAll() || !domain::isPlatformRole(*builtIn)))
        return fail(ErrorCode::conflict, "Built-in roles stay as they are. Make a custom role instead.");
    STEWARD_TRY(auto role, required(db, context, id));
    STEWARD_CHECK(kernel::requireNotRemoved(db, role.tenantId));
    return role;
}

Result<> checkTenant(sql::Connection& db, const std::string& tenantId) {
    if (tenantId.empty()) return {};
    STEWARD_TRY(const auto rows, db.query(sql::tenantOwned("SELECT 1 FROM tenants WHERE :tenant(id) AND id = ?1"),
                                          sql::TenantScope::all(), {tenantId}));
    if (rows.empty()) return fail(ErrorCode::notFound, "There is no such tenant.");
    return {};
}

}  // namespace

Async<contract::RoleList> RoleService::list(Context& context, contract::RolesRequest request) {
    const std::string tenantId = tenantOf(context, request.tenantId);
    auto reading = database_.read([=](sql::Connection& db) -> Result<contract::RoleList> {
        STEWARD_CHECK(checkTenant(db, tenantId));
        STEWARD_TRY(const auto custom, customRolesOf(db, tenantId));
        STEWARD_TRY(auto counts, usersByRole(db, tenantId));
        contract::RoleList list;
        boost::mp11::mp_for_each<Enumerators<Role>>([&](auto d) {
            if (domain::isPlatformRole(d.value) == tenantId.empty()) list.items.push_back(roleOf(d.value));
        });
        for (const auto& role : custom)
            list.items.push_back(roleOf(role));
        for (auto& role : list.items)
            role.users = counts[role.id];
        return list;
    });
    co_return co_await std::move(reading);
}

Async<AccessRole> RoleService::get(Context& context, std::string id) {
    auto reading = database_.read([&](sql::Connection& db) -> Result<AccessRole> {
        const auto builtIn = enumFromName<Role>(id);
        if (builtIn && (context.scope().isAll() || !domain::isPlatformRole(*builtIn)))
            return counted(db, context, roleOf(*builtIn));
        STEWARD_TRY(const auto role, required(db, context, id));
        return counted(db, context, roleOf(role));
    });
    co_return co_await std::move(reading);
}

Async<AccessRole> RoleService::create(Context& context, contract::RoleDraft draft) {
    StoredRole role{newId(id::role, clock_.now()),
                    tenantOf(context, draft.tenantId),
                    draft.name,
                    draft.description,
                    signedIn(draft.permissions),
                    1};
    auto working = kernel::writeOnce<AccessRole>(
        database_, context,
        [=, actor = context.principal, now = clock_.now()](sql::Connection& db) -> Result<AccessRole> {
            STEWARD_CHECK(checkTenant(db, role.tenantId));
            STEWARD_CHECK(kernel::requireNotRemoved(db, role.tenantId));
            STEWARD_CHECK(checkSaving(db, std::nullopt, role, actor));
            STEWARD_CHECK(insertRole(db, role));
            Deed deed = deedOf(actor, "role.create");
            deed.after = documentOf(role);
            deed.versionAfter = 1;
            STEWARD_CHECK(record(db, deed, role, now));
            return roleOf(role);
        });
    co_return co_await std::move(working);
}

Async<AccessRole> RoleService::change(Context& context, contract::RoleChange change) {
    auto working = database_.write([&, now = clock_.now()](sql::Connection& db) -> Result<AccessRole> {
        STEWARD_TRY(const StoredRole before, requiredCustom(db, context, change.id));
        STEWARD_TRY(const AccessRole current, counted(db, context, roleOf(before)));
        STEWARD_CHECK(context.checkVersion(current));
        StoredRole after = before;
        if (change.name) after.name = *change.name;
        if (change.description) after.description = *change.description;
        if (change.permissions) after.permissions = signedIn(*change.permissions);
        STEWARD_CHECK(checkSaving(db, before, after, context.principal));
        if (json::same(documentOf(before), documentOf(after))) return current;
        after.version = before.version + 1;
        STEWARD_CHECK(updateRole(db, after));
        Deed deed = deedOf(context.principal, "role.change");
        deed.before = documentOf(before);
        deed.after = documentOf(after);
        deed.versionBefore = before.version;
        deed.versionAfter = after.version;
        STEWARD_CHECK(record(db, deed, after, now));
        return counted(db, context, roleOf(after));
    });
    co_return co_await std::move(working);
}

Async<contract::Nothing> RoleService::remove(Context& context, std::string id) {
    auto working = database_.write([&, now = clock_.now()](sql::Connection& db) -> Result<contract::Nothing> {
        STEWARD_TRY(const StoredRole role, requiredCustom(db, context, id));
        STEWARD_CHECK(checkWithinOwnRights(context.principal, role.permissions));
        STEWARD_TRY(const auto holders, usersWith(db, sql::TenantScope::all(), roleOf(role)));
        if (holders > 0)
            return fail(ErrorCode::conflict, std::to_string(holders) + (holders == 1 ? " user has" : " users have") +
                                                 " this role. Give them another one first; nothing was deleted.");
        STEWARD_CHECK(deleteRole(db, role));
        Deed deed = deedOf(context.principal, "role.delete");
        deed.before = documentOf(role);
        STEWARD_CHECK(record(db, deed, role, now));
        return contract::Nothing{};
    });
    co_return co_await std::move(working);
}

}  // namespace steward::users
