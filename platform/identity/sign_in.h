// Who somebody is, by e-mail and password. An unknown account, a wrong password and an account that may not sign in
// get one message after one time; the audit log tells who it was. I/O thread.
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "identity/identity_store.h"
#include "identity/passwords.h"
#include "identity/sign_in_audit.h"
#include "identity/sign_in_guard.h"
#include "kernel/db/database.h"

namespace steward::identity {

struct SignInAttempt {
    std::string tenant;  // slug; empty: staff, or the one tenant that has the e-mail
    std::string email;
    std::string password;
    std::string address;   // of the client
    bool isKnown = false;  // see GuardedAttempt
};

struct SignInOutcome {
    std::optional<std::string> userId;
    std::string message;                 // for the person, when there is no userId
    std::chrono::seconds retryAfter{0};  // when there were too many attempts
};

class SignIn {
public:
    SignIn(kernel::Database& database, Passwords& passwords, SignInGuard& guard, const Clock& clock)
        : database_(database), passwords_(passwords), clock_(clock), guard_(guard), refusals_(clock) {}

    kernel::Async<SignInOutcome> attempt(SignInAttempt attempt);

private:
    struct Candidate {
        std::optional<Account> account;     // that may sign in
        std::optional<domain::User> named;  // the one user with that e-mail, who may or may not
    };
    kernel::Async<Candidate> candidateFor(std::string tenant, std::string email);
    kernel::asio::awaitable<void> recordRefused(std::optional<domain::User> user, std::string address);

    kernel::Database& database_;
    Passwords& passwords_;
    const Clock& clock_;
    SignInGuard& guard_;
    Refusals refusals_;
};

// As e-mail addresses are stored and compared: without spaces around, ASCII letters lower case.
std::string normalEmail(std::string_view text);

}  // namespace steward::identity
