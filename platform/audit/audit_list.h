// The audit log in cursor pages, newest first.
#pragma once

#include "contract/messages.h"
#include "sql/connection.h"

namespace steward::audit {

// Filters by the fields of the dataset audit; sort is "-seq" (newest first, also when absent) or "seq".
// ErrorCode::invalid with errors for /limit, /cursor, /sort, /filter.
Result<contract::Page<domain::AuditEntry>> listEntries(sql::Connection& connection, const sql::TenantScope& scope,
                                                       const contract::ListRequest& request, Time now,
                                                       std::stop_token stop = {});

}  // namespace steward::audit
