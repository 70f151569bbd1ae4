#include "users/user_service.h"

#include "users/user_store.h"

namespace steward::users {

using domain::User;
using kernel::Async;

Result<User> requiredUser(sql::Connection& db, const sql::TenantScope& scope, const std::string& id) {
    STEWARD_TRY(auto user, findUser(db, scope, id));
    if (!user) return fail(ErrorCode::notFound, "There is no such user.");
    return std::move(*user);
}

Async<User> UserService::change(kernel::Context& context, contract::UserChange change) {
    domain::PlanRequest request;
    request.entity = domain::EntityKind::user;
    request.operation = domain::Operation::change;
    request.selection.ids = {change.id};
    request.patch = json::toValue(change.patch);
    request.reason = change.reason;
    request.force = change.force;
    if (change.force.value_or(false)) request.seen = {{change.id, context.ifMatch.value_or(0)}};
    auto working = database_.write([&](sql::Connection& db) -> Result<User> {
        STEWARD_TRY(const User current, requiredUser(db, context.scope(), change.id));
        if (!change.force.value_or(false)) STEWARD_CHECK(context.checkVersion(current));
        STEWARD_CHECK(plans_.applyOne(db, context, request));
        return requiredUser(db, context.scope(), change.id);
    });
    co_return co_await std::move(working);
}

}  // namespace steward::users
