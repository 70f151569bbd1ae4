#include <memory>

#include "contract/endpoints.h"
#include "identity/identity_routes.h"
#include "identity/user_directory.h"

namespace steward::identity {

using contract::Nothing;
using kernel::Async;
using kernel::Context;

namespace {

Async<domain::SecondFactorEnrolment> begin(IdentityService& identity, Context& context) {
    STEWARD_CO_CHECK(co_await identity.reauthentication().require(context.principal));
    co_return co_await identity.secondFactors().begin(context.principal.userId);
}

Async<domain::RecoveryCodes> confirm(IdentityService& identity, Context& context, std::string code) {
    const auto& principal = context.principal;
    co_return co_await identity.secondFactors().confirm(principal.userId, std::move(code), principal.sessionId,
                                                        principal.sessionId);
}

Async<domain::RecoveryCodes> renew(IdentityService& identity, Context& context) {
    STEWARD_CO_CHECK(co_await identity.reauthentication().require(context.principal));
    co_return co_await identity.secondFactors().renewRecoveryCodes(context.principal.userId);
}

Async<Nothing> disable(IdentityService& identity, Context& context) {
    STEWARD_CO_CHECK(co_await identity.reauthentication().require(context.principal));
    STEWARD_CO_CHECK(co_await identity.secondFactors().disable(context.principal.userId));
    co_return Nothing{};
}

Async<Nothing> reset(IdentityService& identity, Context& context, domain::User user) {
    STEWARD_CO_CHECK(co_await identity.reauthentication().require(context.principal));
    STEWARD_CO_CHECK(co_await identity.secondFactors().reset(context.principal, user));
    const Sessions::Choice all = [id = user.id, now = context.now](sql::Connection& db) {
        return IdentityStore(db).openSessionsOf(id, now);
    };
    const Actor actor{context.principal.userId, context.principal.name};
    STEWARD_CO_CHECK(co_await identity.sessions().endChosen(all, EndReason::secondFactorReset, actor));
    co_return Nothing{};
}

}  // namespace

void bindSecondFactorRoutes(kernel::Router& router, IdentityService& identity) {
    const auto users = std::make_shared<UserDirectory>(identity.database());
    router.bind(contract::getSecondFactor, [&identity](Context& context, Nothing) {
        return identity.secondFactors().state(context.principal.userId);
    });
    router.bind(contract::beginSecondFactor,
                [&identity](Context& context, Nothing) { return begin(identity, context); });
    router.bind(contract::confirmSecondFactor, [&identity](Context& context, contract::SecondFactorCode request) {
        return confirm(identity, context, std::move(request.code));
    });
    router.bind(contract::renewRecoveryCodes,
                [&identity](Context& context, Nothing) { return renew(identity, context); });
    router.bind(contract::disableSecondFactor,
                [&identity](Context& context, Nothing) { return disable(identity, context); });
    router.bind(contract::resetSecondFactor,
                [&identity, users](Context& context, contract::ById request) -> Async<Nothing> {
                    STEWARD_CO_TRY(auto user, co_await users->get(context.scope(), std::move(request.id)));
                    co_return co_await reset(identity, context, std::move(user));
                });
}

}  // namespace steward::identity
