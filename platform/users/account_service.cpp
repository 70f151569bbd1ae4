#include "users/account_service.h"

#include "base/log.h"
#include "domain/rules.h"
#include "identity/sign_in.h"
#include "kernel/db/tenant_life.h"
#include "kernel/io.h"
#include "kernel/mail/message.h"
#include "users/account_mails.h"
#include "users/role_rules.h"
#include "users/role_store.h"
#include "users/user_audit.h"
#include "users/user_service.h"
#include "users/user_store.h"

namespace steward::users {

using contract::SentLink;
using domain::User;
using identity::Account;
using identity::EndReason;
using identity::IdentityStore;
using kernel::Async;
using kernel::Context;

namespace {

// A person who forgot, and whoever plays one, gets a mail every so often.
constexpr Duration betweenResets = std::chrono::minutes(5);
constexpr std::size_t mostAccounts = 10;  // that one address is asked about at once

Result<> checkManagedHere(const User& user) {
    if (!user.identitySource) return {};
    return fail(ErrorCode::conflict, "This user is managed by " + *user.identitySource + ". Nothing was changed.");
}

Result<> checkActive(const User& user) {
    if (user.status == domain::UserStatus::active) return {};
    if (user.status == domain::UserStatus::invited)
        return fail(ErrorCode::conflict, "This user has not joined yet. Send the invitation again instead.");
    return fail(ErrorCode::conflict, user.status == domain::UserStatus::removed
                                         ? "This user is deleted. Nothing was changed."
                                         : "This user is suspended. Nothing was changed.");
}

Result<User> administered(sql::Connection& db, const Context& context, const std::string& id) {
    STEWARD_TRY(User user, requiredUser(db, context.scope(), id));
    STEWARD_TRY(const auto rights, rightsOf(db, user.tenantId, user.role, user.customRoleId));
    STEWARD_CHECK(checkWithinOwnRights(context.principal, rights.value_or(domain::PermissionSet{})));
    STEWARD_CHECK(checkManagedHere(user));
    STEWARD_CHECK(checkActive(user));
    STEWARD_CHECK(kernel::requireNotRemoved(db, user.tenantId));
    return user;
}

Result<std::string> checkedEmail(const std::string& text) {
    std::string email = identity::normalEmail(text);
    if (domain::isEmail(email) && kernel::isMailAddress(email)) return email;
    return fail(Error{
        ErrorCode::unprocessable, "The address was not changed.", {}, {}, {{"/email", "must be an e-mail address"}}});
}

Result<> checkFree(sql::Connection& db, const User& user, const std::string& email) {
    STEWARD_TRY(const auto accounts, IdentityStore(db).accountsByEmail(email, user.tenantId));
    if (accounts.empty()) return {};
    return fail(ErrorCode::conflict, "Somebody there has this e-mail address already. Nothing was changed.");
}

}  // namespace

Result<> AccountService::notify(sql::Connection& db, const kernel::Mail& mail, Time now) {
    if (!mailer_.isConfigured() || !kernel::isMailAddress(mail.recipient)) return {};
    return mailer_.enqueue(db, mail, now);
}

Async<SentLink> AccountService::sendLink(Context& context, LinkPurpose purpose, User user, std::string email,
                                         std::string action) {
    const Time now = identity_.clock().now();
    const auto& actor = context.principal;
    const NewLink link = newLink(purpose, user, email, actor.userId, identity_.options().issuer, now);
    const domain::Brand brand = co_await identity_.brandOf(user.tenantId);
    const auto& product = brand.productName;
    const auto store = [&](sql::Connection& db) -> Result<SentLink> {
        STEWARD_CHECK(storeLink(db, link.row, now));
        STEWARD_CHECK(notify(db,
                             purpose == LinkPurpose::passwordReset ? passwordResetMail(product, user, link)
                                                                   : emailChangeMail(product, user, link),
                             now));
        Deed deed = deedOf(actor, action);
        deed.changes = false;
        deed.after = json::Object{{"email", email}};
        STEWARD_CHECK(record(db, deed, user, now));
        return link.sent(mailer_.isConfigured());
    };
    co_return co_await identity_.database().write(store);
}

Async<SentLink> AccountService::sendPasswordReset(Context& context, std::string userId) {
    const auto find = [&](sql::Connection& db) { return administered(db, context, userId); };
    const auto user = co_await identity_.database().read(find);
    if (!user) co_return fail(user.error());
    co_return co_await sendLink(context, LinkPurpose::passwordReset, *user, user->email, "user.requestPasswordReset");
}

Async<SentLink> AccountService::changeEmail(Context& context, contract::EmailChange change) {
    const auto find = [&](sql::Connection& db) -> Result<Asked> {
        STEWARD_TRY(User user, administered(db, context, change.id));
        STEWARD_TRY(std::string email, checkedEmail(change.email));
        STEWARD_CHECK(checkFree(db, user, email));
        return Asked{std::move(user), std::move(email)};
    };
    const auto wanted = co_await identity_.database().read(find);
    if (!wanted) co_return fail(wanted.error());
    co_return co_await sendLink(context, LinkPurpose::emailChange, wanted->user, wanted->email,
                                "user.requestEmailChange");
}

// Wrong passwords are slowed down as at sign-in; a stolen access token does not open a door to guess at.
Async<Account> AccountService::proved(const domain::Principal& principal, std::string password) {
    if (principal.sessionId.empty())
        co_return fail(ErrorCode::forbidden, "This is for people who are signed in. Nothing was changed.");
    const identity::GuardedAttempt attempt{"password/" + principal.userId, principal.userId, true};
    STEWARD_CO_TRY(const auto wait, co_await identity_.guard().admit(attempt));
    if (wait.count() > 0)
        co_return fail(ErrorCode::rateLimited,
                       "Too many attempts. Try again in " + std::to_string(wait.count()) + " s.");
    const auto find = [id = principal.userId](sql::Connection& db) { return IdentityStore(db).accountById(id); };
    const auto account = co_await identity_.database().read(find);
    if (!account) co_return fail(account.error());
    if (!*account) co_return fail(ErrorCode::notFound, "There is no such user.");
    STEWARD_CO_CHECK(checkManagedHere((*account)->user));
    if (!(*account)->passwordHash)
        co_return fail(ErrorCode::conflict, "This account has no password. Nothing was changed.");
    const auto matches = co_await identity_.passwords().verify(std::move(password), (*account)->passwordHash);
    if (!matches) co_return fail(matches.error());
    if (!*matches) co_return fail(ErrorCode::unprocessable, "The current password is not right. Nothing was changed.");
    STEWARD_CO_CHECK(co_await identity_.guard().succeeded(attempt));
    co_return **account;
}

Async<SentLink> AccountService::changeOwnEmail(Context& context, contract::OwnEmailChange change) {
    if (!mailer_.isConfigured())
        co_return fail(ErrorCode::conflict,
                       "This platform sends no mail, so that an address cannot be confirmed. Ask an administrator.");
    STEWARD_CO_TRY(const std::string email, checkedEmail(change.email));
    const auto account = co_await proved(context.principal, std::move(change.password));
    if (!account) co_return fail(account.error());
    const auto check = [&](sql::Connection& db) { return checkFree(db, account->user, email); };
    STEWARD_CO_CHECK(co_await identity_.database().read(check));
    co_return co_await sendLink(context, LinkPurpose::emailChange, account->user, email, "user.requestEmailChange");
}

Async<contract::Nothing> AccountService::changePassword(Context& context, contract::PasswordChange change) {
    const auto account = co_await proved(context.principal, change.currentPassword);
    if (!account) co_return fail(account.error());
    const User& user = account->user;
    if (change.newPassword == change.currentPassword)
        co_return fail(ErrorCode::unprocessable, "This is the password that you have. Nothing was changed.");
    const identity::PasswordOwner owner{user.name, user.email};
    STEWARD_CO_CHECK(co_await identity_.passwords().check(change.newPassword, owner));
    const auto hash = co_await identity_.passwords().hash(change.newPassword);
    if (!hash) co_return fail(hash.error());
    const domain::Brand brand = co_await identity_.brandOf(user.tenantId);
    const auto store = [&, now = identity_.clock().now()](sql::Connection& db) -> Result<std::vector<std::string>> {
        IdentityStore identityStore(db);
        STEWARD_TRY(const auto current, identityStore.accountById(user.id));
        if (!current || current->passwordHash != account->passwordHash)
            return fail(ErrorCode::conflict, "The password was changed meanwhile. Nothing was changed.");
        STEWARD_CHECK(identityStore.setPasswordHash(user.id, *hash, now));
        STEWARD_CHECK(forgetLinks(db, user.id));
        STEWARD_CHECK(notify(db, passwordChangedMail(brand.productName, user), now));
        STEWARD_CHECK(record(db, deedOf(context.principal, "user.changePassword"), user, now));
        return identity::Sessions::endAll(db, user.id, context.principal.sessionId, EndReason::passwordChanged, now);
    };
    const auto ended = co_await identity_.database().write(store);
    if (!ended) co_return fail(ended.error());
    identity_.sessions().closed(*ended);
    co_return contract::Nothing{};
}

Async<> AccountService::forgot(std::string tenantSlug, std::string email, std::string address) {
    if (!mailer_.isConfigured())
        co_return fail(ErrorCode::unavailable,
                       "This platform sends no mail. Ask an administrator for a link to set a new password.");
    const identity::GuardedAttempt attempt{"forgot", address, true};
    STEWARD_CO_TRY(const auto wait, co_await identity_.guard().admit(attempt));
    if (wait.count() > 0)
        co_return fail(ErrorCode::rateLimited,
                       "Too many attempts. Try again in " + std::to_string(wait.count()) + " s.");
    const std::function<kernel::asio::awaitable<void>()> mailing = [this, tenantSlug,
                                                                    email = identity::normalEmail(email), address] {
        return mailForgetful(tenantSlug, email, address);
    };
    co_await kernel::detach(mailing);
    co_return Result<>();
}

kernel::asio::awaitable<void> AccountService::mailForgetful(std::string tenantSlug, std::string email,
                                                            std::string address) {
    const Time now = identity_.clock().now();
    const auto find = [=](sql::Connection& db) -> Result<std::vector<Account>> {
        IdentityStore store(db);
        std::optional<std::string> tenantId;
        if (!tenantSlug.empty()) {
            STEWARD_TRY(const auto tenant, store.tenantBySlug(tenantSlug));
            tenantId = tenant ? tenant->id : "unknown";
        }
        STEWARD_TRY(auto accounts, store.accountsByEmail(email, tenantId));
        std::erase_if(accounts, [](const Account& account) {
            return !identity::maySignIn(account) || account.user.identitySource || !account.passwordHash;
        });
        if (accounts.size() > mostAccounts) accounts.resize(mostAccounts);
        return accounts;
    };
    const auto accounts = co_await identity_.database().read(find);
    if (!accounts) {
        log::error("a password reset was not sent", {{"detail", json::Value(accounts.error().message)}});
        co_return;
    }
    for (const auto& account : *accounts) {
        const User& user = account.user;
        const domain::Brand brand = co_await identity_.brandOf(user.tenantId);
        const NewLink link = newLink(LinkPurpose::passwordReset, user, user.email, "", identity_.options().issuer, now);
        const auto store = [&](sql::Connection& db) -> Result<> {
            STEWARD_TRY(const auto last, linkOf(db, LinkPurpose::passwordReset, user.id, now));
            if (last && now - last->createdAt < betweenResets) return {};
            STEWARD_CHECK(storeLink(db, link.row, now));
            STEWARD_CHECK(notify(db, passwordResetMail(brand.productName, user, link), now));
            Deed deed = unknownDeed("user.requestPasswordReset");
            deed.changes = false;
            deed.after = json::Object{{"email", user.email}, {"address", address}};
            return record(db, deed, user, now);
        };
        const auto stored = co_await identity_.database().write(store);
        if (!stored) log::error("a password reset was not sent", {{"detail", json::Value(stored.error().message)}});
    }
}

Async<AccountService::Asked> AccountService::asked(LinkPurpose purpose, std::string token) {
    const auto find = [=, now = identity_.clock().now()](sql::Connection& db) -> Result<Asked> {
        STEWARD_TRY(const auto link, findLink(db, purpose, token, now));
        if (!link)
            return fail(ErrorCode::gone, "This link was used before, was replaced by a newer one, or has expired.");
        STEWARD_TRY(auto user, requiredUser(db, sql::TenantScope::all(), link->userId));
        STEWARD_CHECK(checkActive(user));
        return Asked{std::move(user), link->email};
    };
    co_return co_await identity_.database().read(find);
}

Async<> AccountService::resetPassword(std::string token, std::string password) {
    const auto about = co_await asked(LinkPurpose::passwordReset, token);
    if (!about) co_return fail(about.error());
    const identity::PasswordOwner owner{about->user.name, about->user.email};
    STEWARD_CO_CHECK(co_await identity_.passwords().check(password, owner));
    const auto hash = co_await identity_.passwords().hash(std::move(password));
    if (!hash) co_return fail(hash.error());
    const domain::Brand brand = co_await identity_.brandOf(about->user.tenantId);
    const auto store = [&, now = identity_.clock().now()](sql::Connection& db) -> Result<std::vector<std::string>> {
        STEWARD_TRY(const auto link, useLink(db, LinkPurpose::passwordReset, token, now));
        STEWARD_TRY(const User user, requiredUser(db, sql::TenantScope::all(), link.userId));
        STEWARD_CHECK(checkActive(user));
        STEWARD_CHECK(IdentityStore(db).setPasswordHash(user.id, *hash, now));
        STEWARD_CHECK(forgetLinks(db, user.id));
        STEWARD_CHECK(notify(db, passwordChangedMail(brand.productName, user), now));
        STEWARD_CHECK(record(db, ownDeed(user, "user.resetPassword"), user, now));
        return identity::Sessions::endAll(db, user.id, "", EndReason::passwordChanged, now);
    };
    const auto ended = co_await identity_.database().write(store);
    if (!ended) co_return fail(ended.error());
    identity_.sessions().closed(*ended);
    co_return Result<>();
}

Async<> AccountService::confirmEmail(std::string token) {
    const auto about = co_await asked(LinkPurpose::emailChange, token);
    if (!about) co_return fail(about.error());
    const domain::Brand brand = co_await identity_.brandOf(about->user.tenantId);
    const auto store = [&, now = identity_.clock().now()](sql::Connection& db) -> Result<> {
        STEWARD_TRY(const auto link, useLink(db, LinkPurpose::emailChange, token, now));
        STEWARD_TRY(const User before, requiredUser(db, sql::TenantScope::all(), link.userId));
        STEWARD_CHECK(checkActive(before));
        STEWARD_CHECK(checkFree(db, before, link.email));
        User after = before;
        after.email = link.email;
        ++after.version;
        STEWARD_CHECK(updateUser(db, after));
        STEWARD_CHECK(forgetLinks(db, after.id));
        STEWARD_CHECK(notify(db, emailChangedMail(brand.productName, before, after.email), now));
        // No `before`: an address is never taken back by a plan, only by its owner's answer.
        Deed deed = ownDeed(after, "user.changeEmail");
        deed.after = json::Object{{"email", after.email}, {"formerEmail", before.email}};
        deed.versionBefore = before.version;
        deed.versionAfter = after.version;
        return record(db, deed, after, now);
    };
    co_return co_await identity_.database().write(store);
}

}  // namespace steward::users
