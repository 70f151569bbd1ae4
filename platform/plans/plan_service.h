// Plans from request to result: compute, preview, recalculate, apply as a job, take back.
#pragma once

#include <vector>

#include "contract/messages.h"
#include "kernel/db/database.h"
#include "kernel/http/context.h"
#include "kernel/jobs.h"
#include "plans/computation.h"
#include "plans/entity_handler.h"
#include "plans/plan_rules.h"

namespace steward::plans {

class PlanService {
public:
    struct Options {
        std::string environment = "local";  // "local", "staging", "production"
        Duration planLifetime = plans::planLifetime;
    };
    // Handlers, database, jobs and clock outlive the service.
    PlanService(kernel::Database& database, kernel::Jobs& jobs, const Clock& clock, Options options, Handlers handlers);

    // Once, before Jobs::resume(): interrupted batches go on then.
    void start();

    kernel::Async<domain::Plan> create(kernel::Context& context, domain::PlanRequest request);
    kernel::Async<domain::Plan> get(kernel::Context& context, std::string id);
    kernel::Async<contract::Page<domain::PlanChange>> changes(kernel::Context& context,
                                                              contract::PlanChangesRequest request);
    kernel::Async<domain::Plan> recalculate(kernel::Context& context, std::string id);
    kernel::Async<domain::Batch> apply(kernel::Context& context, contract::ApplyRequest request);
    kernel::Async<domain::Batch> batch(kernel::Context& context, std::string id);
    // A plan of what the batch did not change. ErrorCode::conflict while it runs, and when that is nothing.
    kernel::Async<domain::Plan> retry(kernel::Context& context, std::string batchId);
    kernel::Async<contract::Page<domain::BatchResult>> results(kernel::Context& context,
                                                               contract::BatchResultsRequest request);

    // The document of the configuration, as JSON.
    kernel::Async<contract::Raw> configuration(kernel::Context& context, contract::ConfigurationRequest request);

    // A plan of one, computed and applied inside the caller's write transaction: what a form or an API client does to
    // one entity. Returns its id. ErrorCode::conflict when the entity is at another version or there is nothing to
    // change, unprocessable when a rule refuses it, or when this environment asks for a confirmation. With `force` in
    // the request the version that was seen is the one of If-Match.
    Result<std::string> applyOne(sql::Connection& connection, const kernel::Context& context,
                                 domain::PlanRequest request) const;

private:
    // That there is such a plan, for this caller; where it has several kinds of entities, each is judged for itself.
    Result<> check(const domain::Principal& principal, domain::EntityKind kind, domain::Operation operation) const;
    Result<> check(const domain::Principal& principal, const domain::PlanRequest& request) const;
    StoredPlan planFor(const kernel::Context& context, domain::PlanRequest request) const;
    // The request of the batch's plan, for what it did not change.
    Result<domain::PlanRequest> requestToTryAgain(sql::Connection& connection, const sql::TenantScope& scope,
                                                  const std::string& batchId) const;
    kernel::Async<StoredPlan> compute(StoredPlan plan, const kernel::Context& context);
    kernel::Async<> run(kernel::JobHandle& job);

    kernel::Database& database_;
    kernel::Jobs& jobs_;
    const Clock& clock_;
    Options options_;
    Handlers handlers_;
};

}  // namespace steward::plans
