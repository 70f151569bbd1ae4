// Bodies of requests, decoded as the router does it.
#include "contract/messages.h"
#include "kernel/http/binding.h"
#include "tests/fuzz/round_trip.h"

using namespace steward;
using namespace steward::fuzz;

STEWARD_FUZZ(body) {
    kernel::Request request;
    request.method = contract::Method::patch;
    request.headers = {{"Content-Type", "application/json"}};
    request.pathParameters = {{"id", "ten_1"}, {"tenantId", "ten_1"}};
    request.body = std::string(input);
    roundTrip(kernel::binding::decode<domain::TenantPatch>(request, "/v1/tenants"));
    roundTrip(kernel::binding::decode<contract::TenantChange>(request, "/v1/tenants/{id}"));
    roundTrip(kernel::binding::decode<contract::ApplyRequest>(request, "/v1/plans/{id}/apply"));
    roundTrip(kernel::binding::decode<domain::PlanRequest>(request, "/v1/plans"));
    roundTrip(kernel::binding::decode<contract::ReportRun>(request, "/v1/reports/run"));
    roundTrip(kernel::binding::decode<contract::BrandDraft>(request, "/v1/brands/{tenantId}/draft"));
}
