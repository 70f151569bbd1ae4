#include "users/user_handler.h"

#include "identity/api_key_store.h"
#include "plans/plan_rules.h"
#include "report/dataset.h"
#include "report/filter.h"
#include "users/role_store.h"
#include "users/user_rules.h"
#include "users/user_store.h"

namespace steward::users {

using domain::Operation;
using domain::User;

namespace {

// The whole vocabulary of plans about users. `customRoleId` is null for a built-in role.
json::Object documentOf(const User& user) {
    return {{"name", user.name},
            {"role", enumName(user.role)},
            {"customRoleId", user.customRoleId ? json::Value(*user.customRoleId) : json::Value()},
            {"status", enumName(user.status)}};
}

plans::Entity entityOf(const User& user) {
    return {user.id, user.name, user.tenantId, user.version, documentOf(user), {}};
}

// With what a removed user comes back as.
Result<plans::Entity> storedEntity(sql::Connection& connection, const User& user) {
    plans::Entity entity = entityOf(user);
    STEWARD_TRY(const auto before, statusBefore(connection, user));
    if (before) entity.pending["status"] = enumName(*before);
    return entity;
}

std::optional<domain::UserStatus> keptStatus(const plans::Entity& entity) {
    const auto* status = entity.pending.if_contains("status");
    return status && status->is_string() ? enumFromName<domain::UserStatus>(status->get_string()) : std::nullopt;
}

// `document` laid over `user`.
Result<User> withDocument(const User& user, const json::Object& document) {
    json::Value merged = json::toValue(user);
    for (const auto& [name, value] : document)
        merged.as_object()[name] = value;
    return json::fromValue<User>(merged);
}

Result<User> userOf(const plans::Entity& entity) {
    User user;
    user.id = entity.id;
    user.tenantId = entity.tenantId;
    user.version = entity.version;
    return withDocument(user, entity.document);
}

}  // namespace

std::optional<domain::Permission> UserHandler::permissionFor(Operation operation) const {
    switch (operation) {
        case Operation::change:
        case Operation::suspend:
        case Operation::resume:
        case Operation::remove:
        case Operation::restore:
        case Operation::converge:
        case Operation::revert:
            return domain::Permission::usersWrite;
        default:
            return std::nullopt;
    }
}

Result<> UserHandler::check(const domain::PlanRequest& request) const {
    const bool takesPatch = request.operation == Operation::change;
    if (takesPatch != request.patch.has_value())
        return plans::refusedRequest("/patch",
                                     takesPatch ? "is required for this operation" : "does not go with this operation");
    STEWARD_TRY(const auto patch, patchOf(request.patch));
    const bool many = request.selection.filter || (request.selection.ids && request.selection.ids->size() > 1);
    if (many && patch.name) return plans::refusedRequest("/patch/name", "can be set for one user at a time");
    if (!request.selection.filter) return {};
    auto readable = report::parseFilter(*request.selection.filter).and_then([](const report::Filter& filter) {
        return report::filterToSql(filter, report::findDataset("users")->fields, sql::Dialect::sqlite, {});
    });
    if (readable) return {};
    return plans::refusedRequest("/selection/filter", readable.error().message);
}

Result<std::optional<plans::Entity>> UserHandler::load(sql::Connection& connection, const sql::TenantScope& scope,
                                                       const std::string& id) const {
    STEWARD_TRY(const auto user, findUser(connection, scope, id));
    if (!user) return std::optional<plans::Entity>();
    STEWARD_TRY(auto entity, storedEntity(connection, *user));
    return std::optional(std::move(entity));
}

Result<std::vector<plans::Entity>> UserHandler::page(sql::Connection& connection, const sql::TenantScope& scope,
                                                     const std::string& filter, const std::string& afterId,
                                                     std::size_t limit) const {
    STEWARD_TRY(const auto users, usersByFilter(connection, scope, filter, clock_.now(), afterId, limit));
    std::vector<plans::Entity> entities;
    entities.reserve(users.size());
    for (const auto& user : users) {
        STEWARD_TRY(auto entity, storedEntity(connection, user));
        entities.push_back(std::move(entity));
    }
    return entities;
}

Result<std::optional<plans::Entity>> UserHandler::find(sql::Connection& connection, const sql::TenantScope& scope,
                                                       const std::string& key) const {
    STEWARD_TRY(const auto user, userByKey(connection, scope, key));
    if (!user) return std::optional<plans::Entity>();
    STEWARD_TRY(auto entity, storedEntity(connection, *user));
    return std::optional(std::move(entity));
}

Result<plans::Entity> UserHandler::blank(sql::Connection&, const sql::TenantScope&, const std::string& key,
                                         Time) const {
    return fail(ErrorCode::unprocessable, "There is no user \"" + key + "\"; people are invited");
}

plans::Proposal UserHandler::propose(const plans::Entity& entity, Operation operation,
                                     const std::optional<json::Value>& patch, const json::Object&) const {
    const auto user = userOf(entity);
    const auto read = patchOf(patch);
    if (!user || !read)
        return {{},
                plans::Exclusion{domain::ExclusionReason::refusedByRule,
                                 plans::whatIsWrong(user ? read.error() : user.error())}};
    auto proposal = users::propose(*user, operation, *read, keptStatus(entity));
    return {documentOf(proposal.after), std::move(proposal.exclusion)};
}

Result<plans::Review> UserHandler::review(sql::Connection& connection, const plans::Entity& entity,
                                          const json::Object& document, Time now,
                                          const domain::Principal& actor) const {
    STEWARD_TRY(const auto before, findUser(connection, sql::TenantScope::all(), entity.id));
    plans::Review review;
    if (!before) return fail(ErrorCode::notFound, "It does not exist any more");
    STEWARD_TRY(const User after, withDocument(*before, document));
    Surroundings around;
    STEWARD_TRY(const auto rights, rightsOf(connection, before->tenantId, before->role, before->customRoleId));
    around.rightsBefore = rights.value_or(domain::PermissionSet{});
    STEWARD_TRY(around.rightsAfter, rightsOf(connection, after.tenantId, after.role, after.customRoleId));
    if (isOwner(*before)) {
        STEWARD_TRY(around.otherOwners, otherOwners(connection, *before));
    }
    review.exclusion = refusalOf(*before, after, around, actor);
    if (review.exclusion) return review;
    if (shutsOut(*before, after)) {
        STEWARD_TRY(const auto sessions, openSessionsOf(connection, entity.id, now));
        STEWARD_TRY(const auto keys, identity::ApiKeyStore(connection).countOf(entity.id, now));
        plans::addCounted(review.effects, domain::EffectKind::sessionsEnd, sessions);
        plans::addCounted(review.effects, domain::EffectKind::keysEnd, keys);
    }
    if (before->status != after.status && after.status == domain::UserStatus::removed) {
        review.removedKey = before->email;
        review.effects.push_back({.kind = domain::EffectKind::restorable, .at = now + retention_});
    }
    return review;
}

Result<> UserHandler::write(sql::Connection& connection, const plans::Entity& entity, const json::Object& document,
                            Time now, const domain::Principal&) const {
    STEWARD_TRY(const auto before, findUser(connection, sql::TenantScope::all(), entity.id));
    if (!before) return fail(ErrorCode::notFound, "It does not exist any more");
    STEWARD_TRY(User after, withDocument(*before, document));
    after.version = entity.version + 1;
    STEWARD_CHECK(keepStatusBefore(connection, after, now));
    return updateUser(connection, after);
}

}  // namespace steward::users
