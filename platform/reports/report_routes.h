#pragma once

#include "kernel/http/router.h"
#include "reports/report_service.h"

namespace steward::reports {

// runReport, snapshot, listReports, saveReport, getReport, changeReport, reportHistory,
// deleteReport
void bindRoutes(kernel::Router& router, ReportService& service);

}  // namespace steward::reports
