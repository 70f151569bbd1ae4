// What operations do to a tenant, and when they leave it alone. Pure: everything is in the arguments.
#pragma once

#include <optional>
#include <vector>

#include "base/result.h"
#include "domain/tenant.h"
#include "plans/entity_handler.h"

namespace steward::tenancy {

// The fields of a patch, with the paths of a plan request ("/patch/slug"). ErrorCode::invalid for unknown fields and
// wrong types, unprocessable for values that no tenant may have.
Result<domain::TenantPatch> patchOf(const std::optional<json::Value>& patch);
// A new tenant names at least name, slug, region, ownerName and ownerEmail.
Result<> checkForNew(const domain::TenantPatch& patch);

// What a tenant without any history is.
domain::Tenant blankTenant(Time now, const domain::PlanCatalogue& plans = domain::initialPlans());

struct TenantProposal {
    domain::Tenant after;
    std::optional<plans::Exclusion> exclusion;
};
// `patch` matters for create and change, `statusBefore` for resume and restore: the status that a suspended or removed
// tenant had, where it is known.
TenantProposal propose(const domain::Tenant& tenant, domain::Operation operation, const domain::TenantPatch& patch,
                       std::optional<domain::TenantStatus> statusBefore = {},
                       const domain::PlanCatalogue& plans = domain::initialPlans());

// The first rule that `after` breaks.
std::optional<plans::Exclusion> refusalOf(const domain::Tenant& after);
// Neither people nor programs are let in afterwards.
bool shutsOut(const domain::Tenant& before, const domain::Tenant& after);
bool removes(const domain::Tenant& before, const domain::Tenant& after);

}  // namespace steward::tenancy
