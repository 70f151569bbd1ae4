// Schedules in words, and the look of their list. GUI thread.
#pragma once

#include "models/schedules/schedule_models.h"
#include "ui/theme.h"
#include "views/alerts/alert_tables.h"

namespace steward::views {

QString text(domain::ReportRunState state);
ui::BadgeKind kindOf(domain::ReportRunState state);
QString text(domain::DeliveryState state);
QString text(domain::ReportFormat format);
// "XLSX and PDF"
QString formatsText(const std::vector<domain::ReportFormat>& formats);
QString text(domain::Recurrence recurrence);
QString text(domain::DayOfWeek day);
QString text(domain::MissedRuns missed);
// "Monday, Friday"; "Every last Friday of the month"
QString repeatText(const domain::CalendarRule& rule);
// "Monday, Friday at 08:30, Europe/Berlin"
QString ruleText(const domain::CalendarRule& rule);
// "27 Nov 2026, 08:30 Europe/Berlin"
QString momentAt(Time moment, const std::string& timeZone);
// "ines@tarnwick.example"; "folder finance", "bucket reports/"
QString recipientText(domain::DeliveryKind kind, const std::string& recipient);

template <>
QStringList AlertLook<domain::ReportSchedule>::titles();
template <>
QList<ui::Column> AlertLook<domain::ReportSchedule>::columns();
template <>
QString AlertLook<domain::ReportSchedule>::text(const domain::ReportSchedule& row, int column);
template <>
QString AlertLook<domain::ReportSchedule>::toolTip(const domain::ReportSchedule& row, int column);
template <>
std::optional<ui::BadgeKind> AlertLook<domain::ReportSchedule>::badge(const domain::ReportSchedule& row, int column);
template <>
std::pair<QString, ui::BadgeKind> AlertLook<domain::ReportSchedule>::state(const domain::ReportSchedule& row);
template <>
QList<std::pair<QString, QString>> AlertLook<domain::ReportSchedule>::facts(const domain::ReportSchedule& row);

}  // namespace steward::views
