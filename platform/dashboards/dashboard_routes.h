#pragma once

#include "dashboards/dashboard_service.h"
#include "kernel/http/router.h"

namespace steward::dashboards {

// listDashboards, getDashboard, createDashboard, changeDashboard, dashboardHistory, revertDashboard, shareDashboard,
// deleteDashboard
void bindRoutes(kernel::Router& router, DashboardService& service);

}  // namespace steward::dashboards
