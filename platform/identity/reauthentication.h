// Whether the person behind a request has just proved who they are: for what must not be done with a console that was
// left open, or with a stolen token. I/O thread.
//
//   STEWARD_CO_CHECK(co_await identity.reauthentication().require(context.principal));
#pragma once

#include "domain/access.h"
#include "identity/lifetimes.h"
#include "kernel/db/database.h"

namespace steward::identity {

class Reauthentication {
public:
    Reauthentication(kernel::Database& database, const Clock& clock) : database_(database), clock_(clock) {}

    // ErrorCode::reauthenticationRequired unless the session's person authenticated within so long, with the second
    // factor when they have one here; ErrorCode::forbidden for programs, which cannot. Who sits at the computer that
    // runs the platform, and joined it there, need not.
    kernel::Async<> require(domain::Principal principal, Duration within = recentProof) const;
    // Until when require() will succeed; nothing when it does not.
    kernel::Async<std::optional<Time>> provedUntil(domain::Principal principal, Duration within) const;

private:
    kernel::Database& database_;
    const Clock& clock_;
};

}  // namespace steward::identity
