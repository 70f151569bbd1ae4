// One user changed: a plan of one, applied. Several are a plan (user_handler.h).
#pragma once

#include "contract/messages.h"
#include "kernel/db/database.h"
#include "kernel/http/context.h"
#include "plans/plan_service.h"

namespace steward::users {

class UserService {
public:
    // Both outlive the service.
    UserService(kernel::Database& database, const plans::PlanService& plans) : database_(database), plans_(plans) {}

    kernel::Async<domain::User> change(kernel::Context& context, contract::UserChange change);

private:
    kernel::Database& database_;
    const plans::PlanService& plans_;
};

// ErrorCode::notFound, too, for a user of another tenant.
Result<domain::User> requiredUser(sql::Connection& db, const sql::TenantScope& scope, const std::string& id);

}  // namespace steward::users
