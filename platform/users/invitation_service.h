// Invitations: somebody becomes a user by a link that is good once and for a week. I/O thread.
#pragma once

#include "contract/messages.h"
#include "identity/identity_service.h"
#include "kernel/http/context.h"
#include "kernel/mail/mailer.h"
#include "users/account_links.h"

namespace steward::users {

// Whom the request is about, not stored yet. ErrorCode::unprocessable with the fields that are wrong.
Result<domain::User> newUser(const kernel::Context& context, const contract::UserInvitation& request, Time now);
// That the tenant can have users, and that the caller may do what the new user may.
Result<> checkInvitation(sql::Connection& db, const domain::Principal& actor, const domain::User& user);

class InvitationService {
public:
    // Both outlive the service.
    InvitationService(identity::IdentityService& identity, kernel::Mailer& mailer)
        : identity_(identity), mailer_(mailer) {}

    // ErrorCode::forbidden above the caller's own rights, conflict when the tenant has a user with this e-mail.
    kernel::Async<contract::Invitation> invite(kernel::Context& context, contract::UserInvitation request);
    // ErrorCode::conflict for a user who has joined.
    kernel::Async<contract::Invitation> inviteAgain(kernel::Context& context, std::string userId);
    kernel::Async<contract::Nothing> withdraw(kernel::Context& context, std::string userId);

    // What the page of a link is about. ErrorCode::gone for a link that is not good (any more).
    kernel::Async<domain::User> invited(std::string token);
    // The invited person has chosen a name and a password, and is a user.
    kernel::Async<domain::User> join(std::string token, std::string name, std::string password);

private:
    identity::IdentityService& identity_;
    kernel::Mailer& mailer_;
};

}  // namespace steward::users
