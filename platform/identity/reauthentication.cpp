#include "identity/reauthentication.h"

#include "identity/identity_store.h"
#include "identity/proof.h"
#include "identity/second_factor_store.h"

namespace steward::identity {

kernel::Async<> Reauthentication::require(domain::Principal principal, Duration within) const {
    if (principal.sessionId.empty())
        co_return fail(ErrorCode::forbidden, "This is for people. Sign in as yourself. Nothing was changed.");
    auto proving = provedUntil(std::move(principal), within);
    STEWARD_CO_TRY(const auto until, co_await std::move(proving));
    if (until) co_return Result<>();
    co_return fail(ErrorCode::reauthenticationRequired, "Sign in again to do this. Nothing was changed.",
                   "Authorize with prompt=login, then repeat the request.");
}

kernel::Async<std::optional<Time>> Reauthentication::provedUntil(domain::Principal principal, Duration within) const {
    using Until = std::optional<Time>;
    const auto find = [principal, within, now = clock_.now()](sql::Connection& db) -> Result<Until> {
        STEWARD_TRY(const auto session, IdentityStore(db).session(principal.sessionId));
        if (!session || session->endedAt) return Until();
        if (hasMethod(session->methods, localMethod)) return Until(session->expiresAt);
        const Time until = session->authenticatedAt + within;
        if (now > until) return Until();
        STEWARD_TRY(const auto factor, SecondFactorStore(db).find(principal.userId));
        STEWARD_TRY(const auto account, IdentityStore(db).accountById(principal.userId));
        const bool isOurs = account && !account->user.identitySource;
        const bool isEnrolled = isOurs && factor && factor->confirmedAt;
        return !isEnrolled || hasMethod(session->methods, otpMethod) ? Until(until) : Until();
    };
    co_return co_await database_.read(find);
}

}  // namespace steward::identity
