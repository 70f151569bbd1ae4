// Users whom another identity source manages, behind the same endpoints as all others: what is asked for is checked
// here, done there, and then stored here. When the source is away, or refuses, nothing has changed. I/O thread.
#pragma once

#include "contract/messages.h"
#include "identity/identity_service.h"
#include "kernel/http/context.h"

namespace steward::users {

class ManagedUsers {
public:
    explicit ManagedUsers(identity::IdentityService& identity) : identity_(identity) {}

    // Whether new users are made at the source.
    bool invites() const { return identity_.external() != nullptr; }
    struct Managed {
        domain::User user;
        std::string subject;  // at the source
    };
    // nullopt: the user is managed here, or this platform may not manage them there.
    kernel::Async<std::optional<Managed>> find(kernel::Context& context, std::string userId);

    kernel::Async<contract::Invitation> invite(kernel::Context& context, contract::UserInvitation request);
    kernel::Async<contract::Invitation> inviteAgain(kernel::Context& context, Managed managed);
    kernel::Async<contract::Nothing> withdraw(kernel::Context& context, Managed managed);
    kernel::Async<contract::SentLink> sendPasswordReset(kernel::Context& context, Managed managed);
    // Role and status; who is suspended is signed out, here and there.
    kernel::Async<domain::User> change(kernel::Context& context, contract::UserChange change, Managed managed);

private:
    identity::UserSource& source() const { return *identity_.external()->admin(); }
    kernel::Async<> checkRights(kernel::Context& context, domain::User user);
    kernel::Async<> note(kernel::Context& context, std::string action, domain::User user);

    identity::IdentityService& identity_;
};

}  // namespace steward::users
