// metricRange, tenantRequests, topTenants.
#pragma once

#include "kernel/http/router.h"
#include "metrics/metrics_service.h"

namespace steward::metrics {

void bindRoutes(kernel::Router& router, MetricsService& service);

}  // namespace steward::metrics
