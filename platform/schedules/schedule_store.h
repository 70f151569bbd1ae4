// Runs of schedules in the database. All functions run on the thread of the connection.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "contract/endpoint.h"
#include "contract/schedule_messages.h"
#include "domain/access.h"
#include "domain/report_schedule.h"
#include "sql/connection.h"

namespace steward::schedules {

using domain::ReportRun;
using domain::ReportSchedule;
using domain::RunDelivery;

// Switched on, of tenants that are there, and due by `now`; with the moment up to which each was looked after.
struct DueSchedule {
    ReportSchedule schedule;
    Time handledUntil{};
};
Result<std::vector<DueSchedule>> dueSchedules(sql::Connection& db, Time now, std::int64_t most);
Result<> storeHandled(sql::Connection& db, const std::string& scheduleId, Time now, Time next);
Result<> storeLast(sql::Connection& db, const ReportRun& run);
Result<> storeSecret(sql::Connection& db, const sql::TenantScope& scope, const std::string& scheduleId,
                     const std::optional<std::string>& sealed);
Result<std::optional<std::string>> sealedSecretOf(sql::Connection& db, const std::string& scheduleId);
// Names of the reports of schedules that are there.
Result<> nameReports(sql::Connection& db, std::vector<ReportSchedule>& schedules);

// With a delivery, waiting, for each recipient of the schedule. False: there is a run of this moment already.
Result<bool> insertRun(sql::Connection& db, const ReportRun& run, const ReportSchedule& schedule);
// nullopt: there is none in this scope.
Result<std::optional<ReportRun>> findRun(sql::Connection& db, const sql::TenantScope& scope, const std::string& id);
// The newest first.
Result<contract::Page<ReportRun>> runsOf(sql::Connection& db, const sql::TenantScope& scope,
                                         const contract::RunsOfSchedule& request);
// All but its deliveries.
Result<> storeRun(sql::Connection& db, const ReportRun& run);
Result<> storeDelivery(sql::Connection& db, const ReportRun& run, const RunDelivery& delivery);
// It begins, or begins again: by a job.
Result<> storeStart(sql::Connection& db, const std::string& runId, const std::string& jobId);
// It goes on at that time.
Result<> storeWaiting(sql::Connection& db, const std::string& runId, Time nextAt);
// Those that wait and whose time has come, and those whose job ended without them.
Result<std::vector<ReportRun>> dueRuns(sql::Connection& db, Time now, std::int64_t most);

struct ReportFile {
    std::string content;
    std::string manifest;
};
// As ReportRun::files has them, in its order.
using ReportFiles = std::vector<ReportFile>;
Result<> storeFiles(sql::Connection& db, const ReportRun& run, const ReportFiles& files);
// ErrorCode::gone: they are not kept any more.
Result<ReportFiles> filesOf(sql::Connection& db, const ReportRun& run);
// Files whose time is over, and runs from before a moment.
Result<> forget(sql::Connection& db, Time now, Time before);

// Whom to tell of what its owner cannot be told: people of the tenant, or staff, who look after it. At most five.
Result<std::vector<std::string>> lookersAfter(sql::Connection& db, const std::string& tenantId);

}  // namespace steward::schedules
