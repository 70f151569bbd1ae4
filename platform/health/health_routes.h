// Binds the endpoints of health to its service, which outlives the router.
#pragma once

#include "health/health_service.h"
#include "kernel/http/router.h"

namespace steward::health {

void bindRoutes(kernel::Router& router, HealthService& service);

}  // namespace steward::health
