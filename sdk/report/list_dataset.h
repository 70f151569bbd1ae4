// What lists are filtered, sorted and grouped by: the datasets of reports, and those that are lists only.
#pragma once

#include "report/dataset.h"

namespace steward::report {

// Of contract::ListName: tenants, users, audit, alerts, alertRules, silences, slos, alertChannels,
// components, maintenanceWindows, logs, reportSchedules. Null: there is none.
const Dataset* findListDataset(std::string_view name);

}  // namespace steward::report
