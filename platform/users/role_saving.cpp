#include "users/role_saving.h"

#include <algorithm>

#include "users/role_rules.h"

namespace steward::users {

json::Object documentOf(const StoredRole& role) {
    return {{"name", role.name}, {"description", role.description}, {"permissions", json::toValue(role.permissions)}};
}

Result<StoredRole> withDocument(StoredRole role, const json::Object& document) {
    json::Value merged = json::toValue(role);
    for (const auto& [name, value] : document)
        merged.as_object()[name] = value;
    STEWARD_TRY(role, json::fromValue<StoredRole>(merged));
    role.permissions = signedIn(role.permissions);
    return role;
}

domain::PermissionSet signedIn(domain::PermissionSet permissions) {
    permissions.insert(domain::Permission::signedIn);
    return permissions;
}

Result<> checkSaving(sql::Connection& db, const std::optional<StoredRole>& before, const StoredRole& after,
                     const domain::Principal& actor) {
    STEWARD_CHECK(checkRole(after.name, after.description, after.permissions, after.tenantId.empty()));
    STEWARD_CHECK(checkWithinOwnRights(actor, before ? before->permissions | after.permissions : after.permissions));
    STEWARD_TRY(const auto custom, customRolesOf(db, after.tenantId));
    if (!before && std::ssize(custom) >= mostCustomRoles)
        return fail(ErrorCode::conflict, "There are 100 custom roles already. Nothing was created.");
    const bool taken = std::ranges::any_of(
        custom, [&](const StoredRole& other) { return other.name == after.name && other.id != after.id; });
    return taken ? Result<>(nameTaken()) : Result<>();
}

}  // namespace steward::users
