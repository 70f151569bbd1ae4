#include "tenancy/subscription_plan_store.h"

namespace steward::tenancy {

Result<StoredPlans> storedPlans(sql::Connection& connection) {
    StoredPlans plans;
    for (const auto& [name, terms] : domain::initialPlans())
        plans[name] = {terms, 1};
    STEWARD_TRY(const auto rows, connection.query("SELECT plan, seats, api_calls, storage, webhooks, mrr_minor, version"
                                                  " FROM subscription_plans"));
    for (const sql::Row row : rows)
        if (const auto name = enumFromName<domain::SubscriptionPlan>(row.text(0)))
            plans[*name] = {{row.integer(1), row.integer(2), row.integer(3), row.integer(4), row.integer(5)},
                            row.integer(6)};
    return plans;
}

Result<domain::PlanCatalogue> planCatalogue(sql::Connection& connection) {
    STEWARD_TRY(const auto plans, storedPlans(connection));
    domain::PlanCatalogue catalogue;
    for (const auto& [name, plan] : plans)
        catalogue[name] = plan.terms;
    return catalogue;
}

Result<> savePlan(sql::Connection& connection, domain::SubscriptionPlan name, const StoredPlan& plan) {
    const auto& [seats, apiCalls, storage, webhooks, mrrMinor] = plan.terms;
    STEWARD_TRY(const auto changed,
                connection.execute(
                    "INSERT INTO subscription_plans (plan, seats, api_calls, storage, webhooks, mrr_minor, version)"
                    " SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7 WHERE ?7 = 2 OR EXISTS"
                    " (SELECT 1 FROM subscription_plans p WHERE p.plan = ?1)"
                    " ON CONFLICT (plan) DO UPDATE SET seats = ?2, api_calls = ?3, storage = ?4, webhooks = ?5,"
                    " mrr_minor = ?6, version = ?7 WHERE subscription_plans.version = ?7 - 1",
                    {std::string(enumName(name)), seats, apiCalls, storage, webhooks, mrrMinor, plan.version}));
    if (changed == 1) return {};
    return fail(ErrorCode::conflict, "The plan was changed by somebody else. Nothing was changed.");
}

}  // namespace steward::tenancy
