#include "dashboards/dashboard_routes.h"

#include "contract/endpoints.h"

namespace steward::dashboards {

using kernel::Context;

void bindRoutes(kernel::Router& router, DashboardService& service) {
    router.bind(contract::listDashboards, [&](Context& context, contract::Nothing) { return service.list(context); });
    router.bind(contract::getDashboard, [&](Context& context, contract::DashboardRequest request) {
        return service.get(context, std::move(request));
    });
    router.bind(contract::createDashboard, [&](Context& context, contract::DashboardDraft draft) {
        return service.create(context, std::move(draft));
    });
    router.bind(contract::changeDashboard, [&](Context& context, contract::DashboardChange change) {
        return service.change(context, std::move(change));
    });
    router.bind(contract::dashboardHistory, [&](Context& context, contract::ById request) {
        return service.history(context, std::move(request.id));
    });
    router.bind(contract::revertDashboard, [&](Context& context, contract::DashboardRevert revert) {
        return service.revert(context, std::move(revert));
    });
    router.bind(contract::shareDashboard, [&](Context& context, contract::DashboardSharing sharing) {
        return service.share(context, std::move(sharing));
    });
    router.bind(contract::deleteDashboard, [&](Context& context, contract::ById request) {
        return service.remove(context, std::move(request.id));
    });
}

}  // namespace steward::dashboards
