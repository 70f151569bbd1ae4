// The terms that subscription plans are sold with, in the database: those of domain::initialPlans() until somebody
// changed them. Functions on the thread of the connection.
#pragma once

#include "base/result.h"
#include "domain/tenant.h"
#include "sql/connection.h"

namespace steward::tenancy {

struct StoredPlan {
    domain::PlanTerms terms;
    std::int64_t version = 1;
};
using StoredPlans = std::map<domain::SubscriptionPlan, StoredPlan>;  // all of them

Result<StoredPlans> storedPlans(sql::Connection& connection);
Result<domain::PlanCatalogue> planCatalogue(sql::Connection& connection);
// As version plan.version; ErrorCode::conflict unless the one before is stored.
Result<> savePlan(sql::Connection& connection, domain::SubscriptionPlan name, const StoredPlan& plan);

}  // namespace steward::tenancy
