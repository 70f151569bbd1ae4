// Passwords and e-mail addresses of those who have joined: changed by themselves, or with a link that an administrator
// or they themselves asked for. Whatever changes here is in the audit log, and the person hears of it by mail. I/O
// thread.
#pragma once

#include "contract/messages.h"
#include "identity/identity_service.h"
#include "kernel/http/context.h"
#include "kernel/mail/mailer.h"
#include "users/account_links.h"

namespace steward::users {

class AccountService {
public:
    // Both outlive the service.
    AccountService(identity::IdentityService& identity, kernel::Mailer& mailer)
        : identity_(identity), mailer_(mailer) {}

    // By an administrator. ErrorCode::forbidden for somebody who may do more than the caller.
    kernel::Async<contract::SentLink> sendPasswordReset(kernel::Context& context, std::string userId);
    kernel::Async<contract::SentLink> changeEmail(kernel::Context& context, contract::EmailChange change);
    // By themselves, with their password.
    kernel::Async<contract::SentLink> changeOwnEmail(kernel::Context& context, contract::OwnEmailChange change);
    kernel::Async<contract::Nothing> changePassword(kernel::Context& context, contract::PasswordChange change);

    // From the page "Forgot your password?": a mail for each account that may sign in with the address, in the tenant
    // of the slug or, without one, anywhere. The caller learns nothing of whether there is any, nor from the time it
    // takes; ErrorCode::rateLimited when one client asks too often, unavailable when the platform sends no mail.
    kernel::Async<> forgot(std::string tenantSlug, std::string email, std::string address);

    // What the page of a link is about. ErrorCode::gone for a link that is not good (any more).
    struct Asked {
        domain::User user;
        std::string email;  // the new one
    };
    kernel::Async<Asked> asked(LinkPurpose purpose, std::string token);
    // All sessions end.
    kernel::Async<> resetPassword(std::string token, std::string password);
    kernel::Async<> confirmEmail(std::string token);

private:
    kernel::Async<identity::Account> proved(const domain::Principal& principal, std::string password);
    kernel::Async<contract::SentLink> sendLink(kernel::Context& context, LinkPurpose purpose, domain::User user,
                                               std::string email, std::string action);
    kernel::asio::awaitable<void> mailForgetful(std::string tenantSlug, std::string email, std::string address);
    Result<> notify(sql::Connection& db, const kernel::Mail& mail, Time now);

    identity::IdentityService& identity_;
    kernel::Mailer& mailer_;
};

}  // namespace steward::users
