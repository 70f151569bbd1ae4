#pragma once

#include "kernel/http/router.h"
#include "logs/log_service.h"

namespace steward::logs {

// sendLogs, listLogs, getLog, logContext, exportLogs, logState.
void bindRoutes(kernel::Router& router, LogService& service);

}  // namespace steward::logs
