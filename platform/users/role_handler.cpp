#include "users/role_handler.h"

#include "base/ids.h"
#include "domain/configuration.h"
#include "plans/keys.h"
#include "plans/plan_rules.h"
#include "users/role_saving.h"

namespace steward::users {
namespace {

using domain::ExclusionReason;
using domain::Operation;

struct RolePatch {
    std::optional<std::string> name;
    std::optional<std::string> description;
    std::optional<domain::PermissionSet> permissions;
};
STEWARD_DESCRIBE(RolePatch, (name, description, permissions))

Result<RolePatch> patchOf(const std::optional<json::Value>& patch) {
    if (!patch) return RolePatch{};
    auto read = json::fromValue<RolePatch>(*patch, json::Unknown::refuse);
    if (read) return read;
    Error error = std::move(read).error();
    error.message = "The change cannot be read. Nothing was changed.";
    for (auto& field : error.fields)
        field.path = field.path == "/" ? "/patch" : "/patch" + field.path;
    return fail(std::move(error));
}

plans::Entity entityOf(const StoredRole& role) {
    return {role.id, role.name, role.tenantId, role.version, documentOf(role), {}};
}

StoredRole roleOf(const plans::Entity& entity) {
    return {entity.id, entity.tenantId, entity.name, {}, {}, entity.version};
}

// The tenant that a key means, "" for the platform; nullopt: there is none in this scope.
Result<std::optional<std::string>> tenantOf(sql::Connection& db, const sql::TenantScope& scope, const plans::Key& key) {
    if (key.slug.empty()) return scope.isAll() ? std::optional(std::string()) : std::nullopt;
    return plans::tenantCalled(db, scope, key.slug);
}

plans::Exclusion exclusionOf(const Error& error) {
    if (error.code == ErrorCode::forbidden)
        return {ExclusionReason::aboveOwnRights, "This is above your own rights. " + error.detail};
    const bool isLimit = error.code == ErrorCode::conflict && error.fields.empty();
    return {isLimit ? ExclusionReason::overLimit : ExclusionReason::refusedByRule, plans::whatIsWrong(error)};
}

bool isRefusal(const Error& error) {
    return error.code == ErrorCode::forbidden || error.code == ErrorCode::conflict ||
           error.code == ErrorCode::unprocessable;
}

}  // namespace

std::optional<domain::Permission> RoleHandler::permissionFor(Operation operation) const {
    switch (operation) {
        case Operation::create:
        case Operation::change:
        case Operation::converge:
        case Operation::revert:
            return domain::Permission::rolesWrite;
        default:
            return std::nullopt;
    }
}

Result<> RoleHandler::check(const domain::PlanRequest& request) const {
    const bool takesPatch = request.operation == Operation::create || request.operation == Operation::change;
    if (takesPatch != request.patch.has_value())
        return plans::refusedRequest("/patch",
                                     takesPatch ? "is required for this operation" : "does not go with this operation");
    STEWARD_TRY(const auto patch, patchOf(request.patch));
    if (request.operation == Operation::create && !patch.name)
        return plans::refusedRequest("/patch/name", "is required for a new role");
    if (request.selection.filter) return plans::refusedRequest("/selection/filter", "roles are selected by their ids");
    if (request.selection.ids && request.selection.ids->size() > 1 && patch.name)
        return plans::refusedRequest("/patch/name", "can be set for one role at a time");
    return {};
}

Result<std::optional<plans::Entity>> RoleHandler::load(sql::Connection& connection, const sql::TenantScope& scope,
                                                       const std::string& id) const {
    STEWARD_TRY(const auto role, findRole(connection, scope, id));
    return role ? std::optional(entityOf(*role)) : std::nullopt;
}

Result<std::optional<plans::Entity>> RoleHandler::find(sql::Connection& connection, const sql::TenantScope& scope,
                                                       const std::string& text) const {
    const plans::Key key = plans::keyOf(text);
    STEWARD_TRY(const auto tenantId, tenantOf(connection, scope, key));
    if (!tenantId) return std::optional<plans::Entity>();
    STEWARD_TRY(const auto role, roleCalled(connection, *tenantId, key.name));
    return role ? std::optional(entityOf(*role)) : std::nullopt;
}

Result<std::vector<plans::Entity>> RoleHandler::page(sql::Connection&, const sql::TenantScope&, const std::string&,
                                                     const std::string&, std::size_t) const {
    return fail(ErrorCode::invalid, "Roles are selected by their ids.");
}

Result<plans::Entity> RoleHandler::blank(sql::Connection& connection, const sql::TenantScope& scope,
                                         const std::string& text, Time now) const {
    const plans::Key key = plans::keyOf(text);
    std::optional<std::string> tenantId = scope.isAll() ? std::string() : scope.tenant();
    if (!text.empty()) {
        STEWARD_TRY(tenantId, tenantOf(connection, scope, key));
    }
    if (!tenantId)
        return fail(ErrorCode::unprocessable, key.slug.empty() ? "Roles of the platform are made by its own people"
                                                               : "There is no tenant \"" + key.slug + "\" yet");
    plans::Entity entity = entityOf({newId(id::role, now), *tenantId, key.name, {}, signedIn({}), 0});
    entity.isNew = true;
    return entity;
}

plans::Proposal RoleHandler::propose(const plans::Entity& entity, Operation, const std::optional<json::Value>& patch,
                                     const json::Object&) const {
    const auto read = patchOf(patch);
    if (!read) return {{}, plans::Exclusion{ExclusionReason::refusedByRule, plans::whatIsWrong(read.error())}};
    json::Object after = entity.document;
    if (read->name) after["name"] = *read->name;
    if (read->description) after["description"] = *read->description;
    if (read->permissions) after["permissions"] = json::toValue(signedIn(*read->permissions));
    return {std::move(after), std::nullopt};
}

Result<plans::Review> RoleHandler::review(sql::Connection& connection, const plans::Entity& entity,
                                          const json::Object& document, Time, const domain::Principal& actor) const {
    std::optional<StoredRole> before;
    if (!entity.isNew) {
        STEWARD_TRY(before, findRole(connection, sql::TenantScope::all(), entity.id));
    }
    STEWARD_TRY(const StoredRole after, withDocument(before.value_or(roleOf(entity)), document));
    plans::Review review;
    if (const auto saving = checkSaving(connection, before, after, actor); !saving) {
        if (!isRefusal(saving.error())) return fail(saving.error());
        review.exclusion = exclusionOf(saving.error());
    } else if (before && before->permissions != after.permissions) {
        domain::AccessRole role;
        role.id = after.id;
        STEWARD_TRY(const auto users, usersWith(connection, sql::TenantScope::all(), role));
        plans::addCounted(review.effects, domain::EffectKind::rightsChange, users);
    }
    return review;
}

Result<> RoleHandler::write(sql::Connection& connection, const plans::Entity& entity, const json::Object& after, Time,
                            const domain::Principal&) const {
    STEWARD_TRY(StoredRole role, withDocument(roleOf(entity), after));
    role.version = entity.version + 1;
    return entity.isNew ? insertRole(connection, role) : updateRole(connection, role);
}

std::optional<plans::ConfigurationPart> RoleHandler::configurationPart() const {
    return plans::ConfigurationPart{"roles", domain::Permission::usersRead};
}

Result<> RoleHandler::configuration(sql::Connection& connection, const sql::TenantScope& scope,
                                    const report::SqlCondition& tenants, const plans::AddEntry& add) const {
    const auto addRole = [&](const std::string& key, const StoredRole& role) {
        return add(key, json::write(domain::RoleConfiguration{role.description, role.permissions}));
    };
    if (scope.isAll()) {
        STEWARD_TRY(const auto own, customRolesOf(connection, {}));
        for (const auto& role : own)
            STEWARD_CHECK(addRole(plans::textOf({{}, role.name}), role));
    }
    return eachRoleOf(connection, scope, tenants, [&](const std::string& slug, const StoredRole& role) {
        return addRole(plans::textOf({slug, role.name}), role);
    });
}

}  // namespace steward::users
