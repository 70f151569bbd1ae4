// The second factor: one-time passwords of an authenticator app (totp.h), and recovery codes for when it is lost. The
// secret is sealed with the platform's key; a code is accepted once, on whichever node; recovery codes are stored as
// keyed hashes. Everything is in the audit log. I/O thread.
#pragma once

#include <string>
#include <vector>

#include "domain/credentials.h"
#include "identity/identity_store.h"
#include "identity/lifetimes.h"
#include "identity/secrets.h"
#include "identity/sign_in_guard.h"

namespace steward::identity {

// `tenantId`: of whom it is about; empty for the platform's staff.
inline bool isRequired(domain::SecondFactorRule rule, const std::string& tenantId) {
    using enum domain::SecondFactorRule;
    return rule == everybody || (rule == staff && tenantId.empty());
}

// Of people who sign in here. Whom another issuer lets in has theirs there, and none here.
class SecondFactors {
public:
    static constexpr std::size_t recoveryCodeCount = 10;

    struct Parts {
        kernel::Database& database;
        const Clock& clock;
        const MasterKey& masterKey;
        SignInGuard& guard;
        std::string platformName;
        domain::SecondFactorRule rule;
    };
    explicit SecondFactors(Parts parts) : parts_(std::move(parts)) {}

    bool isRequiredOf(const domain::User& user) const;
    kernel::Async<domain::SecondFactorState> state(std::string userId);

    // Makes a secret, or gives the one that was begun and is not confirmed. ErrorCode::conflict when they have one, or
    // sign in elsewhere.
    kernel::Async<domain::SecondFactorEnrolment> begin(std::string userId);
    // ErrorCode::unprocessable for a wrong code, rateLimited for too many. A session that is named proves both factors
    // from now on.
    kernel::Async<domain::RecoveryCodes> confirm(std::string userId, std::string code, std::string address,
                                                 std::string sessionId = {});
    // At sign-in: six digits or a recovery code.
    struct Verdict {
        bool isRight = false;
        std::chrono::seconds retryAfter{0};
    };
    kernel::Async<Verdict> verify(std::string userId, std::string code, std::string address);

    // What follows is for people who have just proven who they are: whoever calls has made sure.
    // ErrorCode::unprocessable when a rule requires it.
    kernel::Async<> disable(std::string userId);
    kernel::Async<domain::RecoveryCodes> renewRecoveryCodes(std::string userId);
    // By somebody who administers the user and may do all that the user may.
    kernel::Async<> reset(domain::Principal principal, domain::User user);

private:
    std::string recoveryHash(const std::string& userId, std::string_view code) const;
    std::vector<std::string> newRecoveryCodes() const;
    Result<> storeRecoveryCodes(sql::Connection& db, const std::string& userId, const std::vector<std::string>& codes);
    // Inside a transaction: whether the code is right, which it is once.
    Result<bool> take(sql::Connection& db, const std::string& userId, const std::string& code, bool isEnrolling,
                      Time now) const;

    Parts parts_;
};

}  // namespace steward::identity
