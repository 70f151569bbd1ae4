#include "health/health_routes.h"

#include "contract/endpoints.h"

namespace steward::health {

using contract::ById;
using contract::ListRequest;
using kernel::Context;

void bindRoutes(kernel::Router& router, HealthService& service) {
    router.bind(contract::listComponents,
                [&](Context& context, ListRequest request) { return service.components(context, std::move(request)); });
    router.bind(contract::getComponent,
                [&](Context& context, ById request) { return service.component(context, std::move(request.id)); });
    router.bind(contract::componentHistory, [&](Context& context, contract::ComponentHistoryRequest request) {
        return service.history(context, std::move(request));
    });
    router.bind(contract::componentUptime,
                [&](Context& context, ById request) { return service.uptime(context, std::move(request.id)); });
    router.bind(contract::sendHeartbeat,
                [&](Context& context, ById request) { return service.heartbeat(context, std::move(request.id)); });
    router.bind(contract::healthSummary, [&](Context& context, contract::Nothing) { return service.summary(context); });
    router.bind(contract::uptimeReport, [&](Context& context, contract::UptimeRequest request) {
        return service.report(context, std::move(request));
    });
    router.bind(contract::listMaintenanceWindows,
                [&](Context& context, ListRequest request) { return service.windows(context, std::move(request)); });
    router.bind(contract::getMaintenanceWindow,
                [&](Context& context, ById request) { return service.window(context, std::move(request.id)); });
}

}  // namespace steward::health
