// The list of schedules of reports, and when a calendar rule comes next. Sorted and filtered by the platform. GUI
// thread.
#pragma once

#include "domain/report_schedule.h"
#include "models/alerts/alert_models.h"

namespace steward::models {

template <>
struct AlertListOf<domain::ReportSchedule> {
    enum Column { Check, Name, State, Report, Rule, Next, Recipients, Owner, ColumnCount };
    static constexpr auto list = contract::ListName::reportSchedules;
    static constexpr auto kind = domain::EntityKind::reportSchedule;
    static constexpr const char* key = "reportSchedules";
    static constexpr const char* sort = "name";
    static QStringList fields();
};

// The views of the list that are always there.
std::vector<SavedView> reportScheduleViews();

// The next moments of a rule. ErrorCode::invalid with the paths of what is wrong, below /calendar.
Result<std::vector<Time>> nextRuns(const domain::CalendarRule& rule, Time after, int count);

}  // namespace steward::models
