#include "identity/sign_in.h"

#include <algorithm>

#include "base/json.h"
#include "base/log.h"
#include "identity/sessions.h"
#include "kernel/io.h"

namespace steward::identity {

using kernel::Async;

std::string normalEmail(std::string_view text) {
    const auto start = text.find_first_not_of(" \t");
    if (start == std::string_view::npos) return {};
    std::string out(text.substr(start, text.find_last_not_of(" \t") - start + 1));
    std::transform(out.begin(), out.end(), out.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c; });
    return out;
}

Async<SignIn::Candidate> SignIn::candidateFor(std::string tenant, std::string email) {
    const auto choose = [=](sql::Connection& db) -> Result<Candidate> {
        IdentityStore store(db);
        Candidate candidate;
        std::optional<std::string> tenantId;
        if (!tenant.empty()) {
            STEWARD_TRY(const auto found, store.tenantBySlug(tenant));
            tenantId = found ? found->id : "unknown";
        }
        STEWARD_TRY(auto accounts, store.accountsByEmail(email, tenantId));
        if (accounts.size() == 1) candidate.named = accounts.front().user;
        std::erase_if(accounts, [](const Account& account) { return !maySignIn(account); });
        const auto staff = std::find_if(accounts.begin(), accounts.end(),
                                        [](const Account& account) { return account.user.tenantId.empty(); });
        if (staff != accounts.end())
            candidate.account = std::move(*staff);
        else if (accounts.size() == 1)
            candidate.account = std::move(accounts.front());
        if (candidate.account) candidate.named = candidate.account->user;
        return candidate;
    };
    co_return co_await database_.read(choose);
}

// The answer neither waits for it, since that would tell known accounts from unknown ones, nor changes when it cannot
// be stored.
kernel::asio::awaitable<void> SignIn::recordRefused(std::optional<domain::User> user, std::string address) {
    const auto counted = refusals_.count(user ? user->id : std::string());
    if (counted.attempts == 0) co_return;
    if (!counted.isTold) user.reset();
    const auto record = [user, address, attempts = counted.attempts, now = clock_.now()](sql::Connection& db) {
        return recordRefusal(db, user, attempts, address, now);
    };
    const std::function<kernel::asio::awaitable<void>()> storing = [&database = database_,
                                                                    record]() -> kernel::asio::awaitable<void> {
        const auto stored = co_await database.write(record);
        if (!stored)
            log::error("a refused sign-in could not be stored", {{"detail", json::Value(stored.error().detail)}});
    };
    co_await kernel::detach(storing);
}

Async<SignInOutcome> SignIn::attempt(SignInAttempt attempt) {
    const std::string email = normalEmail(attempt.email);
    const GuardedAttempt guarded{attempt.tenant + "/" + email, attempt.address, attempt.isKnown};
    // Counted before the password is checked, so that attempts at one moment count too.
    STEWARD_CO_TRY(const auto wait, co_await guard_.admit(guarded));
    if (wait.count() > 0) {
        const std::string unit = wait.count() == 1 ? " second." : " seconds.";
        co_return SignInOutcome{{}, "Too many attempts. Try again in " + std::to_string(wait.count()) + unit, wait};
    }
    const auto candidate = co_await candidateFor(attempt.tenant, email);
    if (!candidate) co_return fail(candidate.error());
    const auto& account = candidate->account;
    const auto hash = account ? account->passwordHash : std::nullopt;
    const auto matches = co_await passwords_.verify(std::move(attempt.password), hash);
    if (!matches) co_return fail(matches.error());
    if (!*matches) {
        log::info("sign-in refused", {{"address", json::Value(attempt.address)}});
        co_await recordRefused(candidate->named, attempt.address);
        co_return SignInOutcome{{}, "The e-mail or the password is not right.", {}};
    }
    STEWARD_CO_CHECK(co_await guard_.succeeded(guarded));
    co_return SignInOutcome{account->user.id, {}, {}};
}

}  // namespace steward::identity
