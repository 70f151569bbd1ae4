#include "views/schedules/schedule_words.h"

#include <QCoreApplication>
#include <QTimeZone>

#include "views/common/words.h"

namespace steward::views {

using namespace Qt::StringLiterals;
using domain::ReportSchedule;
using Kind = ui::ColumnKind;
using List = models::AlertListOf<ReportSchedule>;

namespace {

struct ScheduleWords {
    Q_DECLARE_TR_FUNCTIONS(ScheduleWords)
};

QString plain(const std::string& text) {
    return QString::fromStdString(text);
}

QString recipientsText(const ReportSchedule& schedule) {
    QStringList all;
    for (const auto& [kind, to] : schedule.deliveries)
        all << recipientText(kind, to);
    return all.join(u", "_s);
}

QString nextText(const ReportSchedule& schedule) {
    return schedule.nextAt ? momentText(toDateTime(*schedule.nextAt)) : u"–"_s;
}

QString nthText(std::int64_t nth) {
    switch (nth) {
        case 1:
            return ScheduleWords::tr("first");
        case 2:
            return ScheduleWords::tr("second");
        case 3:
            return ScheduleWords::tr("third");
        case 4:
            return ScheduleWords::tr("fourth");
        default:
            return ScheduleWords::tr("last");
    }
}

}  // namespace

QString text(domain::ReportRunState state) {
    switch (state) {
        case domain::ReportRunState::waiting:
            return ScheduleWords::tr("Tries again");
        case domain::ReportRunState::running:
            return ScheduleWords::tr("Running");
        case domain::ReportRunState::delivered:
            return ScheduleWords::tr("Delivered");
        case domain::ReportRunState::partlyDelivered:
            return ScheduleWords::tr("Not to all");
        case domain::ReportRunState::failed:
            return ScheduleWords::tr("Failed");
        case domain::ReportRunState::skipped:
            break;
    }
    return ScheduleWords::tr("Skipped");
}

ui::BadgeKind kindOf(domain::ReportRunState state) {
    switch (state) {
        case domain::ReportRunState::waiting:
        case domain::ReportRunState::partlyDelivered:
            return ui::BadgeKind::warn;
        case domain::ReportRunState::running:
            return ui::BadgeKind::info;
        case domain::ReportRunState::delivered:
            return ui::BadgeKind::ok;
        case domain::ReportRunState::failed:
            return ui::BadgeKind::bad;
        case domain::ReportRunState::skipped:
            break;
    }
    return ui::BadgeKind::neutral;
}

QString text(domain::DeliveryState state) {
    switch (state) {
        case domain::DeliveryState::waiting:
            return ScheduleWords::tr("Waits");
        case domain::DeliveryState::delivered:
            return ScheduleWords::tr("Delivered");
        case domain::DeliveryState::failed:
            break;
    }
    return ScheduleWords::tr("Failed");
}

QString text(domain::ReportFormat format) {
    switch (format) {
        case domain::ReportFormat::csv:
            return u"CSV"_s;
        case domain::ReportFormat::xlsx:
            return u"XLSX"_s;
        case domain::ReportFormat::html:
            return u"HTML"_s;
        case domain::ReportFormat::pdf:
            return u"PDF"_s;
        case domain::ReportFormat::json:
            break;
    }
    return u"JSON"_s;
}

QString formatsText(const std::vector<domain::ReportFormat>& formats) {
    QStringList names;
    for (const auto format : formats)
        names << text(format);
    //: two formats: "XLSX and PDF"
    return names.size() == 2 ? ScheduleWords::tr("%1 and %2").arg(names[0], names[1]) : names.join(u", "_s);
}

QString text(domain::Recurrence recurrence) {
    switch (recurrence) {
        case domain::Recurrence::daily:
            return ScheduleWords::tr("Every day");
        case domain::Recurrence::weekdays:
            return ScheduleWords::tr("Monday to Friday");
        case domain::Recurrence::weekly:
            return ScheduleWords::tr("On days of the week");
        case domain::Recurrence::monthlyDay:
            return ScheduleWords::tr("On a day of the month");
        case domain::Recurrence::monthlyWeekday:
            break;
    }
    return ScheduleWords::tr("On a weekday of the month");
}

QString text(domain::DayOfWeek day) {
    return QLocale().standaloneDayName(int(day) + 1);
}

QString text(domain::MissedRuns missed) {
    switch (missed) {
        case domain::MissedRuns::skip:
            return ScheduleWords::tr("Leave them out");
        case domain::MissedRuns::once:
            return ScheduleWords::tr("Run once for all of them");
        case domain::MissedRuns::each:
            break;
    }
    return ScheduleWords::tr("Run each of them");
}

QString repeatText(const domain::CalendarRule& rule) {
    switch (rule.repeat) {
        case domain::Recurrence::daily:
            return ScheduleWords::tr("Daily");
        case domain::Recurrence::weekdays:
            return ScheduleWords::tr("Monday to Friday");
        case domain::Recurrence::weekly: {
            QStringList days;
            for (const auto day : rule.days)
                days << text(day);
            //: how often: "Weekly, Monday"
            return ScheduleWords::tr("Weekly, %1").arg(days.join(u", "_s));
        }
        case domain::Recurrence::monthlyDay:
            return ScheduleWords::tr("Monthly on day %1").arg(rule.dayOfMonth);
        case domain::Recurrence::monthlyWeekday:
            break;
    }
    return ScheduleWords::tr("Every %1 %2 of the month").arg(nthText(rule.nth), text(rule.weekday));
}

QString ruleText(const domain::CalendarRule& rule) {
    //: how often, at what time of which zone: "Daily at 08:30, Europe/Berlin"
    return ScheduleWords::tr("%1 at %2, %3").arg(repeatText(rule), plain(rule.at), plain(rule.timeZone));
}

QString momentAt(Time moment, const std::string& timeZone) {
    const QTimeZone zone(QByteArray::fromStdString(timeZone));
    if (!zone.isValid()) return momentText(toDateTime(moment));
    const QDateTime there = toDateTime(moment).toTimeZone(zone);
    return u"%1 %2"_s.arg(QLocale().toString(there, u"ddd d MMM yyyy, HH:mm"_s), plain(timeZone));
}

QString recipientText(domain::DeliveryKind kind, const std::string& recipient) {
    switch (kind) {
        case domain::DeliveryKind::email:
            return plain(recipient);
        case domain::DeliveryKind::folder:
            return ScheduleWords::tr("folder %1").arg(plain(recipient));
        case domain::DeliveryKind::bucket:
            break;
    }
    return recipient.empty() ? ScheduleWords::tr("bucket") : ScheduleWords::tr("bucket %1").arg(plain(recipient));
}

template <>
QStringList AlertLook<ReportSchedule>::titles() {
    return {ScheduleWords::tr("Selected"), ScheduleWords::tr("Schedule"), ScheduleWords::tr("Last run"),
            ScheduleWords::tr("Report"),   ScheduleWords::tr("When"),     ScheduleWords::tr("Next run"),
            ScheduleWords::tr("To"),       ScheduleWords::tr("Owner")};
}

template <>
QList<ui::Column> AlertLook<ReportSchedule>::columns() {
    return {{Kind::check, 36},
            {Kind::strong, 180, true, u"name"_s},
            {Kind::badge, 110, false, u"state"_s},
            {Kind::secondary, 150, false, u"report"_s},
            {Kind::secondary, 200, false, u"calendar"_s},
            {Kind::secondary, 160, false, u"nextAt"_s},
            {Kind::secondary, 150, false, u"deliveries"_s},
            {Kind::secondary, 120, false, u"owner"_s}};
}

template <>
std::pair<QString, ui::BadgeKind> AlertLook<ReportSchedule>::state(const ReportSchedule& schedule) {
    if (schedule.removed) return {ScheduleWords::tr("Deleted"), ui::BadgeKind::neutral};
    if (!schedule.enabled) return {ScheduleWords::tr("Off"), ui::BadgeKind::neutral};
    if (!schedule.last) return {ScheduleWords::tr("Not yet"), ui::BadgeKind::neutral};
    return {views::text(schedule.last->state), kindOf(schedule.last->state)};
}

template <>
QString AlertLook<ReportSchedule>::text(const ReportSchedule& schedule, int column) {
    switch (column) {
        case List::Name:
            return plain(schedule.name);
        case List::State:
            return state(schedule).first;
        case List::Report:
            return schedule.reportName.empty() ? ScheduleWords::tr("Deleted report") : plain(schedule.reportName);
        case List::Rule:
            return ruleText(schedule.calendar);
        case List::Next:
            return nextText(schedule);
        case List::Recipients:
            return recipientsText(schedule);
        case List::Owner:
            return plain(schedule.ownerName);
        default:
            return {};
    }
}

template <>
QString AlertLook<ReportSchedule>::toolTip(const ReportSchedule& schedule, int column) {
    if (column == List::State && schedule.last) return plain(schedule.last->reason);
    if (column == List::Next && schedule.nextAt) return momentAt(*schedule.nextAt, schedule.calendar.timeZone);
    return column == List::Recipients ? recipientsText(schedule) : QString();
}

template <>
std::optional<ui::BadgeKind> AlertLook<ReportSchedule>::badge(const ReportSchedule& schedule, int column) {
    if (column == List::State) return state(schedule).second;
    return std::nullopt;
}

template <>
QList<std::pair<QString, QString>> AlertLook<ReportSchedule>::facts(const ReportSchedule& schedule) {
    QList<std::pair<QString, QString>> facts{{ScheduleWords::tr("When"), ruleText(schedule.calendar)},
                                             {ScheduleWords::tr("Next run"), nextText(schedule)}};
    if (schedule.nextAt)
        facts << std::pair{ScheduleWords::tr("There"), momentAt(*schedule.nextAt, schedule.calendar.timeZone)};
    if (schedule.last && !schedule.last->reason.empty())
        facts << std::pair{ScheduleWords::tr("Last run"), plain(schedule.last->reason)};
    facts << std::pair{ScheduleWords::tr("Report"), text(schedule, List::Report)}
          << std::pair{ScheduleWords::tr("Format"),
                       schedule.underlying
                           ? ScheduleWords::tr("%1, the rows themselves").arg(formatsText(schedule.formats))
                           : formatsText(schedule.formats)}
          << std::pair{ScheduleWords::tr("Sends"), schedule.completeOnly ? ScheduleWords::tr("Complete results only")
                                                                         : ScheduleWords::tr("Whatever there is")}
          << std::pair{ScheduleWords::tr("To"), recipientsText(schedule)}
          << std::pair{ScheduleWords::tr("Owner"), plain(schedule.ownerName)}
          << std::pair{ScheduleWords::tr("Missed runs"), views::text(schedule.missed)}
          << std::pair{ScheduleWords::tr("Of"),
                       schedule.tenantId.empty() ? ScheduleWords::tr("Platform") : plain(schedule.tenantId)};
    return facts;
}

}  // namespace steward::views
