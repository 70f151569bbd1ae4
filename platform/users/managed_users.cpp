#include "users/managed_users.h"

#include "base/log.h"
#include "identity/external_store.h"
#include "users/invitation_service.h"
#include "users/role_rules.h"
#include "users/role_store.h"
#include "users/user_audit.h"
#include "users/user_rules.h"
#include "users/user_service.h"
#include "users/user_store.h"

namespace steward::users {

using contract::Invitation;
using contract::Nothing;
using contract::SentLink;
using domain::User;
using domain::UserStatus;
using identity::ExternalStore;
using kernel::Async;
using kernel::Context;

namespace {

constexpr Duration linkLifetime = std::chrono::hours(72);  // as the source is asked for

Result<std::string> slugOf(sql::Connection& db, const std::string& tenantId) {
    if (tenantId.empty()) return std::string();
    STEWARD_TRY(const auto rows, db.query(sql::tenantOwned("SELECT slug FROM tenants WHERE :tenant(id) AND id = ?1"),
                                          sql::TenantScope::all(), {tenantId}));
    if (rows.empty()) return fail(ErrorCode::notFound, "There is no such tenant.");
    return std::string(rows[0].text(0));
}

Result<> checkInvited(const User& user) {
    if (user.status == UserStatus::invited) return {};
    return fail(ErrorCode::conflict, "This user has joined already. Nothing was changed.");
}

Result<User> changed(const User& user, const domain::UserPatch& patch) {
    if (patch.name || patch.customRoleId)
        return fail(ErrorCode::conflict, "Names are changed, and custom roles given, where this user is managed: " +
                                             user.identitySource.value_or("") + ". Nothing was changed.");
    User after = user;
    after.role = patch.role.value_or(user.role);
    if (patch.role) after.customRoleId.reset();
    after.status = patch.status.value_or(user.status);
    if (domain::isPlatformRole(after.role) == user.tenantId.empty()) return after;
    return fail(
        Error{ErrorCode::unprocessable,
              "Nothing was changed.",
              {},
              {},
              {{"/patch/role", user.tenantId.empty() ? "must be a role of the platform" : "must be of a tenant"}}});
}

// The rules for everybody, but for the one that it is managed elsewhere.
Result<> checkRules(sql::Connection& db, const User& before, const User& after, const domain::Principal& actor) {
    Surroundings around;
    STEWARD_TRY(const auto rights, rightsOf(db, before.tenantId, before.role, before.customRoleId));
    around.rightsBefore = rights.value_or(domain::PermissionSet{});
    STEWARD_TRY(around.rightsAfter, rightsOf(db, after.tenantId, after.role, after.customRoleId));
    STEWARD_TRY(around.otherOwners, otherOwners(db, before));
    User free = before;
    free.identitySource.reset();
    const auto refusal = refusalOf(free, after, around, actor);
    if (!refusal) return {};
    return fail(
        refusal->reason == domain::ExclusionReason::aboveOwnRights ? ErrorCode::forbidden : ErrorCode::unprocessable,
        refusal->detail + ". Nothing was changed.");
}

json::Object documentOf(const User& user) {
    return {
        {"name", user.name}, {"email", user.email}, {"role", enumName(user.role)}, {"status", enumName(user.status)}};
}

}  // namespace

Async<std::optional<ManagedUsers::Managed>> ManagedUsers::find(Context& context, std::string userId) {
    if (!identity_.external() || !identity_.external()->admin()) co_return std::nullopt;
    const auto look = [&](sql::Connection& db) -> Result<std::optional<Managed>> {
        STEWARD_TRY(const User user, requiredUser(db, context.scope(), userId));
        if (user.identitySource != source().name()) return std::optional<Managed>();
        STEWARD_TRY(const auto known, ExternalStore(db).identityOf(userId));
        if (!known || known->issuer != source().name()) return std::optional<Managed>();
        return std::optional(Managed{user, known->subject});
    };
    co_return co_await identity_.database().read(look);
}

Async<> ManagedUsers::checkRights(Context& context, User user) {
    const auto check = [&](sql::Connection& db) -> Result<> {
        STEWARD_TRY(const auto rights, rightsOf(db, user.tenantId, user.role, user.customRoleId));
        return checkWithinOwnRights(context.principal, rights.value_or(domain::PermissionSet{}));
    };
    co_return co_await identity_.database().read(check);
}

Async<> ManagedUsers::note(Context& context, std::string action, User user) {
    const auto write = [&](sql::Connection& db) -> Result<> {
        Deed deed = deedOf(context.principal, action);
        deed.changes = false;
        return record(db, deed, user, identity_.clock().now());
    };
    co_return co_await identity_.database().write(write);
}

Async<Invitation> ManagedUsers::invite(Context& context, contract::UserInvitation request) {
    if (!identity_.external()->admin())
        co_return fail(ErrorCode::conflict,
                       "People are invited where they sign in: " + identity_.external()->options().issuer.issuer +
                           ". Nobody was invited.");
    if (request.customRoleId)
        co_return fail(ErrorCode::unprocessable,
                       "Custom roles are given at the identity provider. Nobody was invited.");
    const Time now = identity_.clock().now();
    STEWARD_CO_TRY(User user, newUser(context, request, now));
    user.identitySource = source().name();
    const auto check = [&](sql::Connection& db) -> Result<std::string> {
        STEWARD_CHECK(checkInvitation(db, context.principal, user));
        return slugOf(db, user.tenantId);
    };
    const auto slug = co_await identity_.database().read(check);
    if (!slug) co_return fail(slug.error());

    identity::SourceInvitation invitation{user.name, user.email, user.role, *slug};
    auto inviting = source().invite(std::move(invitation));
    const auto made = co_await std::move(inviting);
    if (!made) co_return fail(made.error());
    const auto store = [&](sql::Connection& db) -> Result<Invitation> {
        STEWARD_CHECK(insertUser(db, user));
        STEWARD_CHECK(identity::ExternalUsers::remember(db, source().name(), made->subject, user, now));
        Deed deed = deedOf(context.principal, "user.invite");
        deed.after = documentOf(user);
        deed.versionAfter = 1;
        STEWARD_CHECK(record(db, deed, user, now));
        return Invitation{user.id, user, {now + linkLifetime, true, std::nullopt}};
    };
    auto stored = co_await identity_.database().write(store);
    if (stored) co_return stored;
    auto removing = source().remove(made->subject);
    if (const auto removed = co_await std::move(removing); !removed)
        log::error("a user who was not stored here stays at the identity provider",
                   {{"subject", json::Value(made->subject)}});
    co_return stored;
}

Async<Invitation> ManagedUsers::inviteAgain(Context& context, Managed managed) {
    STEWARD_CO_CHECK(checkInvited(managed.user));
    STEWARD_CO_CHECK(co_await checkRights(context, managed.user));
    STEWARD_CO_CHECK(co_await source().inviteAgain(managed.subject));
    STEWARD_CO_CHECK(co_await note(context, "user.inviteAgain", managed.user));
    co_return Invitation{managed.user.id, managed.user, {identity_.clock().now() + linkLifetime, true, std::nullopt}};
}

Async<Nothing> ManagedUsers::withdraw(Context& context, Managed managed) {
    STEWARD_CO_CHECK(checkInvited(managed.user));
    STEWARD_CO_CHECK(co_await checkRights(context, managed.user));
    auto removing = source().remove(managed.subject);
    const auto removed = co_await std::move(removing);
    if (!removed && removed.error().code != ErrorCode::notFound) co_return fail(removed.error());
    const auto store = [&](sql::Connection& db) -> Result<Nothing> {
        STEWARD_CHECK(ExternalStore(db).removeIdentity(managed.user.id));
        STEWARD_CHECK(deleteUser(db, managed.user));
        Deed deed = deedOf(context.principal, "user.withdrawInvitation");
        deed.before = documentOf(managed.user);
        STEWARD_CHECK(record(db, deed, managed.user, identity_.clock().now()));
        return Nothing{};
    };
    co_return co_await identity_.database().write(store);
}

Async<SentLink> ManagedUsers::sendPasswordReset(Context& context, Managed managed) {
    STEWARD_CO_CHECK(co_await checkRights(context, managed.user));
    STEWARD_CO_CHECK(co_await source().resetPassword(managed.subject));
    STEWARD_CO_CHECK(co_await note(context, "user.requestPasswordReset", managed.user));
    co_return SentLink{identity_.clock().now() + linkLifetime, true, std::nullopt};
}

Async<User> ManagedUsers::change(Context& context, contract::UserChange change, Managed managed) {
    const User before = managed.user;
    STEWARD_CO_CHECK(context.checkVersion(before));
    STEWARD_CO_TRY(User after, changed(before, change.patch));
    if (after == before) co_return before;
    const auto check = [&](sql::Connection& db) { return checkRules(db, before, after, context.principal); };
    STEWARD_CO_CHECK(co_await identity_.database().read(check));

    if (after.role != before.role || after.customRoleId != before.customRoleId)
        STEWARD_CO_CHECK(co_await source().setRole(managed.subject, after.role));
    if (after.status != before.status) {
        const bool enabled = after.status != UserStatus::suspended;
        STEWARD_CO_CHECK(co_await source().setEnabled(managed.subject, enabled));
        if (!enabled) STEWARD_CO_CHECK(co_await source().signOut(managed.subject));
    }
    ++after.version;
    const auto store = [&](sql::Connection& db) -> Result<User> {
        STEWARD_CHECK(updateUser(db, after));
        Deed deed = deedOf(context.principal, "user.change");
        deed.before = documentOf(before);
        deed.after = documentOf(after);
        deed.versionBefore = before.version;
        deed.versionAfter = after.version;
        STEWARD_CHECK(record(db, deed, after, identity_.clock().now()));
        return after;
    };
    co_return co_await identity_.database().write(store);
}

}  // namespace steward::users
