// Saved reports in the database. All functions run on the thread of the connection.
#pragma once

#include "contract/messages.h"
#include "sql/connection.h"

namespace steward::reports {

// Whether they own the report or it is shared with their role. Who changes it sees it, too.
bool maySee(const domain::Principal& principal, const contract::SavedReport& report);
bool mayChange(const domain::Principal& principal, const contract::SavedReport& report);

// Those that `reader` may see; without one, all. Sorted by name, or by savedAt newest first with sort "-savedAt".
// Filters: name, folder, savedBy, savedAt.
Result<contract::Page<contract::SavedReport>> listReports(sql::Connection& connection, const sql::TenantScope& scope,
                                                          const contract::ListRequest& request, Time now,
                                                          const domain::Principal* reader = nullptr);
// ErrorCode::notFound: there is none in this scope.
Result<contract::SavedReport> findReport(sql::Connection& connection, const sql::TenantScope& scope,
                                         const std::string& id);
// A report belongs to the tenant of the scope, or to the platform.
Result<> insertReport(sql::Connection& connection, const sql::TenantScope& scope, const contract::SavedReport& report);
Result<> updateReport(sql::Connection& connection, const sql::TenantScope& scope, const contract::SavedReport& report);
Result<> deleteReport(sql::Connection& connection, const sql::TenantScope& scope, const std::string& id);

}  // namespace steward::reports
