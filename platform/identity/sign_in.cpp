#include "identity/sign_in.h"

#include <algorithm>

#include "base/json.h"
#include "base/log.h"
#include "identity/sessions.h"

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

Async<std::optional<Account>> SignIn::accountOf(std::string tenant, std::string email) {
    const auto choose = [=](sql::Connection& db) -> Result<std::optional<Account>> {
        IdentityStore store(db);
        std::optional<std::string> tenantId;
        if (!tenant.empty()) {
            STEWARD_TRY(const auto found, store.tenantBySlug(tenant));
            tenantId = found ? found->id : "unknown";
        }
        STEWARD_TRY(auto accounts, store.accountsByEmail(email, tenantId));
        std::erase_if(accounts, [](const Account& account) { return !maySignIn(account); });
        const auto staff = std::find_if(accounts.begin(), accounts.end(),
                                        [](const Account& account) { return account.user.tenantId.empty(); });
        if (staff != accounts.end()) return std::optional<Account>(std::move(*staff));
        if (accounts.size() != 1) return std::optional<Account>();
        return std::optional<Account>(std::move(accounts.front()));
    };
    co_return co_await database_.read(choose);
}

Async<SignInOutcome> SignIn::attempt(SignInAttempt attempt) {
    const std::string email = normalEmail(attempt.email);
    const std::string name = attempt.tenant + "/" + email;
    if (const auto wait = guard_.waitFor(name, attempt.address); wait.count() > 0) {
        const std::string unit = wait.count() == 1 ? " second." : " seconds.";
        co_return SignInOutcome{{}, "Too many attempts. Try again in " + std::to_string(wait.count()) + unit, wait};
    }
    // Counted before the password is checked, so that attempts at one moment count too.
    guard_.failed(name, attempt.address);
    const auto account = co_await accountOf(attempt.tenant, email);
    if (!account) co_return fail(account.error());
    const auto hash = *account ? (*account)->passwordHash : std::nullopt;
    const auto matches = co_await passwords_.verify(std::move(attempt.password), hash);
    if (!matches) co_return fail(matches.error());
    if (!*matches) {
        log::info("sign-in refused", {{"address", json::Value(attempt.address)}});
        co_return SignInOutcome{{}, "The e-mail or the password is not right.", {}};
    }
    guard_.succeeded(name, attempt.address);
    co_return SignInOutcome{(*account)->user.id, {}, {}};
}

}  // namespace steward::identity
