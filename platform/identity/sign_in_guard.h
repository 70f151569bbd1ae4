// Slows down guessing, on all nodes together. Three counts stand before every attempt:
//
//   account from an address   five failures are free, then each has to wait twice as long, up to 15 minutes
//   account from everywhere   20 at once and one a minute, so that many addresses are no way around it
//   address for all accounts  100 at once and one in ten seconds, so that one password tried on everybody is not either
//
// Nobody is locked out for good: a count is forgotten by itself, and a browser that somebody has signed in with before
// does not wait for what others do to the account (`isKnown`). Known and unknown accounts are treated alike.
#pragma once

#include <chrono>
#include <string>
#include <unordered_map>

#include "kernel/db/database.h"

namespace steward::identity {

struct GuardedAttempt {
    std::string account;  // as it was typed, normalised; never stored as it is
    std::string address;
    bool isKnown = false;  // a browser that the account was signed in with before
};

class SignInGuard {
public:
    static constexpr int freeFailures = 5;
    static constexpr std::chrono::seconds firstWait{2};
    static constexpr std::chrono::seconds longestWait{15 * 60};

    virtual ~SignInGuard() = default;
    // How long to wait before the next try. Zero: it may be made now, and counts as failed until succeeded().
    virtual kernel::Async<std::chrono::seconds> admit(GuardedAttempt attempt) = 0;
    virtual kernel::Async<> succeeded(GuardedAttempt attempt) = 0;
};

// In the database that the nodes share, in a bounded number of rows. What has to wait is refused from memory, so that
// a million wrong passwords are not a million transactions. I/O thread.
class DatabaseGuard final : public SignInGuard {
public:
    static constexpr std::int64_t mostRows = 50'000;
    static constexpr std::size_t mostRemembered = 10'000;

    DatabaseGuard(kernel::Database& database, const Clock& clock, std::int64_t rows = mostRows)
        : database_(database), clock_(clock), rows_(rows) {}

    kernel::Async<std::chrono::seconds> admit(GuardedAttempt attempt) override;
    kernel::Async<> succeeded(GuardedAttempt attempt) override;

private:
    kernel::Database& database_;
    const Clock& clock_;
    const std::int64_t rows_;
    std::int64_t admitted_ = 0;
    std::unordered_map<std::string, Time> waiting_;  // hash of a count to when it admits again
};

}  // namespace steward::identity
