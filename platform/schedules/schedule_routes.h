#pragma once

#include "kernel/http/router.h"
#include "schedules/schedule_service.h"

namespace steward::schedules {

// The endpoints of schedules; and GET /v1/report-results/{id}, where links of mails lead.
void bindRoutes(kernel::Router& router, ScheduleService& service);

}  // namespace steward::schedules
