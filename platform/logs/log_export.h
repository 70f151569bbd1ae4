// All records that a filter finds, oldest first, as lines of contract/lines.h.
#pragma once

#include "kernel/http/line_stream.h"
#include "sql/connection.h"

namespace steward::logs {

struct ExportRequest {
    sql::TenantScope scope = sql::TenantScope::one({});
    std::string filter;
    Time now{};
    std::string requestId;
};

// Columns: time (milliseconds), severity, service, body, tenantId, traceId, spanId, attributes (JSON), id. All from the
// same moment. ErrorCode::invalid with an error for /filter before the first line.
Result<> writeLogs(sql::Connection& connection, const ExportRequest& request, kernel::LineSink& sink,
                   std::stop_token stop);

}  // namespace steward::logs
