#include "metrics/metrics_routes.h"

#include "contract/endpoints.h"

namespace steward::metrics {

void bindRoutes(kernel::Router& router, MetricsService& service) {
    using kernel::Context;
    router.bind(contract::metricRange, [&service](Context& context, contract::MetricRangeRequest request) {
        return service.range(context, std::move(request));
    });
    router.bind(contract::tenantRequests, [&service](Context& context, contract::TenantRequestsRequest request) {
        return service.tenantRequests(context, std::move(request));
    });
    router.bind(contract::topTenants, [&service](Context& context, contract::TopTenantsRequest request) {
        return service.topTenants(context, request);
    });
}

}  // namespace steward::metrics
