// Tenants for people and programs: lists, one tenant, a new one, a change. Everything that changes is a plan of one.
#pragma once

#include "contract/messages.h"
#include "kernel/db/database.h"
#include "kernel/http/context.h"
#include "plans/plan_service.h"

namespace steward::tenancy {

class TenancyService {
public:
    // All outlive the service. Its handler must be among those of `plans`.
    TenancyService(kernel::Database& database, const plans::PlanService& plans, const Clock& clock)
        : database_(database), plans_(plans), clock_(clock) {}

    // The reply is the page's JSON, written where its rows are read.
    kernel::Async<contract::Raw> list(kernel::Context& context, contract::ListRequest request);
    kernel::Async<domain::Tenant> get(kernel::Context& context, std::string id);
    kernel::Async<domain::Tenant> create(kernel::Context& context, domain::TenantPatch patch);
    kernel::Async<domain::Tenant> change(kernel::Context& context, contract::TenantChange request);
    kernel::Async<contract::FoundList> find(kernel::Context& context, contract::FindRequest request);

private:
    kernel::Database& database_;
    const plans::PlanService& plans_;
    const Clock& clock_;
};

}  // namespace steward::tenancy
