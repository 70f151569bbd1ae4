#include "identity/reauthentication.h"

#include "identity/identity_store.h"
#include "identity/proof.h"
#include "identity/second_factor_store.h"

namespace steward::identity {

kernel::Async<> Reauthentication::require(domain::Principal principal, Duration within) const {
    if (principal.sessionId.empty())
        co_return fail(ErrorCode::forbidden, "This is for people. Sign in as yourself. Nothing was changed.");
    struct Known {
        std::optional<Session> session;
        bool isEnrolled = false;
    };
    const auto find = [=](sql::Connection& db) -> Result<Known> {
        Known known;
        STEWARD_TRY(known.session, IdentityStore(db).session(principal.sessionId));
        STEWARD_TRY(const auto factor, SecondFactorStore(db).find(principal.userId));
        STEWARD_TRY(const auto account, IdentityStore(db).accountById(principal.userId));
        const bool isOurs = account && !account->user.identitySource;
        known.isEnrolled = isOurs && factor && factor->confirmedAt;
        return known;
    };
    STEWARD_CO_TRY(const Known known, co_await database_.read(find));
    if (known.session && !known.session->endedAt) {
        if (hasMethod(known.session->methods, localMethod)) co_return Result<>();
        const bool isRecent = clock_.now() - known.session->authenticatedAt <= within;
        if (isRecent && (!known.isEnrolled || hasMethod(known.session->methods, otpMethod))) co_return Result<>();
    }
    co_return fail(ErrorCode::reauthenticationRequired, "Sign in again to do this. Nothing was changed.",
                   "Authorize with prompt=login, then repeat the request.");
}

}  // namespace steward::identity
