#include "users/invitation_service.h"

#include "base/ids.h"
#include "domain/rules.h"
#include "identity/identity_store.h"
#include "identity/sign_in.h"
#include "kernel/db/tenant_life.h"
#include "users/account_mails.h"
#include "users/role_rules.h"
#include "users/role_store.h"
#include "users/user_audit.h"
#include "users/user_service.h"
#include "users/user_store.h"

namespace steward::users {

using contract::Invitation;
using domain::User;
using domain::UserStatus;
using kernel::Async;
using kernel::Context;

namespace {

Result<> checkTenant(sql::Connection& db, const std::string& tenantId) {
    if (tenantId.empty()) return {};
    STEWARD_TRY(const auto rows, db.query(sql::tenantOwned("SELECT status FROM tenants WHERE :tenant(id) AND id = ?1"),
                                          sql::TenantScope::all(), {tenantId}));
    if (rows.empty()) return fail(ErrorCode::notFound, "There is no such tenant.");
    if (rows[0].get<domain::TenantStatus>(0) == domain::TenantStatus::archived)
        return fail(ErrorCode::conflict, "The tenant is archived. Nobody was invited.");
    return kernel::requireNotRemoved(db, tenantId);
}

Result<> checkRights(sql::Connection& db, const domain::Principal& actor, const User& user) {
    STEWARD_TRY(const auto rights, rightsOf(db, user.tenantId, user.role, user.customRoleId));
    if (!rights)
        return fail(
            Error{ErrorCode::unprocessable, "Nobody was invited.", {}, {}, {{"/customRoleId", "is no role there"}}});
    return checkWithinOwnRights(actor, *rights);
}

json::Value documentOf(const User& user) {
    json::Object document{
        {"name", user.name}, {"email", user.email}, {"role", enumName(user.role)}, {"status", enumName(user.status)}};
    if (user.customRoleId) document["customRoleId"] = *user.customRoleId;
    return document;
}

Result<> checkInvited(sql::Connection& db, const User& user) {
    if (user.status == UserStatus::invited) return kernel::requireNotRemoved(db, user.tenantId);
    return fail(ErrorCode::conflict, "This user has joined already. Nothing was changed.");
}

}  // namespace

Result<User> newUser(const Context& context, const contract::UserInvitation& request, Time now) {
    const auto scope = context.scope();
    User user;
    user.id = newId(id::user, now);
    user.tenantId = scope.isAll() ? request.tenantId.value_or(std::string()) : scope.tenant();
    user.name = request.name;
    user.email = identity::normalEmail(request.email);
    user.role = request.role.value_or(domain::baseRole(user.tenantId.empty()));
    user.customRoleId = request.customRoleId;
    user.status = UserStatus::invited;
    user.createdAt = now;
    user.version = 1;
    std::vector<FieldError> errors;
    if (!domain::isName(user.name)) errors.push_back({"/name", "must have 1 to 120 visible characters"});
    if (!domain::isEmail(user.email)) errors.push_back({"/email", "must be an e-mail address"});
    if (request.role.has_value() == request.customRoleId.has_value())
        errors.push_back({"/role", "must be given, or else customRoleId"});
    if (domain::isPlatformRole(user.role) != user.tenantId.empty())
        errors.push_back({"/role", user.tenantId.empty() ? "must be a role of the platform" : "must be of a tenant"});
    if (errors.empty()) return user;
    return fail(Error{ErrorCode::unprocessable, "Nobody was invited.", {}, {}, std::move(errors)});
}

Result<> checkInvitation(sql::Connection& db, const domain::Principal& actor, const User& user) {
    STEWARD_CHECK(checkTenant(db, user.tenantId));
    return checkRights(db, actor, user);
}

Async<Invitation> InvitationService::invite(Context& context, contract::UserInvitation request) {
    const Time now = identity_.clock().now();
    STEWARD_CO_TRY(const User user, newUser(context, request, now));
    const auto& actor = context.principal;
    const NewLink link =
        newLink(LinkPurpose::invitation, user, user.email, actor.userId, identity_.options().issuer, now);
    const domain::Brand brand = co_await identity_.brandOf(user.tenantId);
    const bool mailed = mailer_.isConfigured();
    const auto store = [&](sql::Connection& db) -> Result<Invitation> {
        STEWARD_CHECK(checkInvitation(db, actor, user));
        STEWARD_CHECK(insertUser(db, user));
        STEWARD_CHECK(storeLink(db, link.row, now));
        if (mailed) {
            STEWARD_CHECK(mailer_.enqueue(db, invitationMail(brand.productName, user, actor.name, link), now));
        }
        Deed deed = deedOf(actor, "user.invite");
        deed.after = documentOf(user);
        deed.versionAfter = 1;
        STEWARD_CHECK(record(db, deed, user, now));
        return Invitation{user.id, user, link.sent(mailed)};
    };
    co_return co_await identity_.database().write(store);
}

Async<Invitation> InvitationService::inviteAgain(Context& context, std::string userId) {
    const Time now = identity_.clock().now();
    const auto& actor = context.principal;
    const auto find = [&](sql::Connection& db) { return requiredUser(db, context.scope(), userId); };
    const auto found = co_await identity_.database().read(find);
    if (!found) co_return fail(found.error());
    const NewLink link =
        newLink(LinkPurpose::invitation, *found, found->email, actor.userId, identity_.options().issuer, now);
    const domain::Brand brand = co_await identity_.brandOf(found->tenantId);
    const bool mailed = mailer_.isConfigured();
    const auto store = [&](sql::Connection& db) -> Result<Invitation> {
        STEWARD_TRY(const User user, requiredUser(db, context.scope(), userId));
        STEWARD_CHECK(checkInvited(db, user));
        STEWARD_CHECK(checkRights(db, actor, user));
        STEWARD_CHECK(storeLink(db, link.row, now));
        if (mailed) {
            STEWARD_CHECK(mailer_.enqueue(db, invitationMail(brand.productName, user, actor.name, link), now));
        }
        Deed deed = deedOf(actor, "user.inviteAgain");
        deed.changes = false;
        STEWARD_CHECK(record(db, deed, user, now));
        return Invitation{user.id, user, link.sent(mailed)};
    };
    co_return co_await identity_.database().write(store);
}

Async<contract::Nothing> InvitationService::withdraw(Context& context, std::string userId) {
    const Time now = identity_.clock().now();
    const auto remove = [&](sql::Connection& db) -> Result<contract::Nothing> {
        STEWARD_TRY(const User user, requiredUser(db, context.scope(), userId));
        STEWARD_CHECK(checkInvited(db, user));
        STEWARD_CHECK(checkRights(db, context.principal, user));
        STEWARD_CHECK(forgetLinks(db, user.id));
        STEWARD_CHECK(deleteUser(db, user));
        Deed deed = deedOf(context.principal, "user.withdrawInvitation");
        deed.before = documentOf(user);
        STEWARD_CHECK(record(db, deed, user, now));
        return contract::Nothing{};
    };
    co_return co_await identity_.database().write(remove);
}

Async<User> InvitationService::invited(std::string token) {
    const auto find = [token, now = identity_.clock().now()](sql::Connection& db) -> Result<User> {
        STEWARD_TRY(const auto link, findLink(db, LinkPurpose::invitation, token, now));
        if (!link) return fail(ErrorCode::gone, "This invitation was used or withdrawn before, or has expired.");
        return requiredUser(db, sql::TenantScope::all(), link->userId);
    };
    co_return co_await identity_.database().read(find);
}

Async<User> InvitationService::join(std::string token, std::string name, std::string password) {
    if (!domain::isName(name))
        co_return fail(ErrorCode::unprocessable, "A name has 1 to 120 visible characters. Nothing was changed.");
    const auto asked = co_await invited(token);
    if (!asked) co_return fail(asked.error());
    const identity::PasswordOwner owner{name, asked->email};
    STEWARD_CO_CHECK(co_await identity_.passwords().check(password, owner));
    const auto hash = co_await identity_.passwords().hash(std::move(password));
    if (!hash) co_return fail(hash.error());
    const auto store = [&, now = identity_.clock().now()](sql::Connection& db) -> Result<User> {
        STEWARD_TRY(const auto link, useLink(db, LinkPurpose::invitation, token, now));
        STEWARD_TRY(User user, requiredUser(db, sql::TenantScope::all(), link.userId));
        STEWARD_CHECK(checkInvited(db, user));
        user.name = name;
        user.status = UserStatus::active;
        ++user.version;
        STEWARD_CHECK(updateUser(db, user));
        STEWARD_CHECK(identity::IdentityStore(db).setPasswordHash(user.id, *hash, now));
        STEWARD_CHECK(forgetLinks(db, user.id));
        Deed deed = ownDeed(user, "user.join");
        deed.after = documentOf(user);
        deed.versionBefore = user.version - 1;
        deed.versionAfter = user.version;
        STEWARD_CHECK(record(db, deed, user, now));
        return user;
    };
    co_return co_await identity_.database().write(store);
}

}  // namespace steward::users
