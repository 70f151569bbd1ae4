#pragma once

#include "kernel/http/router.h"
#include "logs/log_service.h"

namespace steward::logs {

// listLogs, getLog, logContext, exportLogs, logState; and OTLP over HTTP, which has an address and replies of its own:
//
//   POST /v1/otlp/v1/logs    application/x-protobuf or application/json, at most 4 MiB and 10,000 records, not
//                            compressed; needs usageWrite, as services of the platform and of tenants have it
//
// What is rejected is said in partialSuccess; problem documents say what became of the rest: nothing was taken then.
void bindRoutes(kernel::Router& router, LogService& service);

}  // namespace steward::logs
