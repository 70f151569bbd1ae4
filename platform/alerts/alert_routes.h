#pragma once

#include "alerts/alert_service.h"
#include "kernel/http/router.h"

namespace steward::alerts {

// The endpoints of alerts (contract/endpoints.h), all of them.
void bindRoutes(kernel::Router& router, AlertService& service);

}  // namespace steward::alerts
