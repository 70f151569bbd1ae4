#include "models/schedules/schedule_models.h"

#include "report/time_zone.h"

namespace steward::models {

using namespace Qt::StringLiterals;

QStringList AlertListOf<domain::ReportSchedule>::fields() {
    const QString none;
    return {none, u"name"_s, u"state"_s, none, none, u"nextAt"_s, none, u"owner"_s};
}

std::vector<SavedView> reportScheduleViews() {
    const QString byName = u"name"_s;
    return {{u"all"_s, {}, {}, byName},
            {u"broken"_s, {}, {{u"state"_s, Comparison::is, {u"failed"_s, u"partlyDelivered"_s}}}, byName},
            {u"off"_s, {}, {{u"status"_s, Comparison::is, {u"off"_s}}}, byName},
            {u"removed"_s, {}, {{u"status"_s, Comparison::is, {u"removed"_s}}}, u"-changedAt"_s}};
}

Result<std::vector<Time>> nextRuns(const domain::CalendarRule& rule, Time after, int count) {
    Error error{ErrorCode::invalid, "The rule cannot be read.", {}, {}, domain::problemsOf(rule, "/calendar")};
    auto zone = report::TimeZone::find(rule.timeZone);
    if (!zone) error.fields.push_back({"/calendar/timeZone", zone.error().message});
    if (!error.fields.empty()) return fail(std::move(error));
    return domain::nextOf(rule, domain::clocksOf(std::move(*zone)), after, count);
}

}  // namespace steward::models
