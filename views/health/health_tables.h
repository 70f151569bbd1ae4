// The look of the lists of health, and what a panel says of one row. GUI thread.
#pragma once

#include "models/health/health_models.h"
#include "views/alerts/alert_tables.h"

namespace steward::views {

template <>
QStringList AlertLook<domain::Component>::titles();
template <>
QList<ui::Column> AlertLook<domain::Component>::columns();
template <>
QString AlertLook<domain::Component>::text(const domain::Component& row, int column);
template <>
QString AlertLook<domain::Component>::toolTip(const domain::Component& row, int column);
template <>
std::optional<ui::BadgeKind> AlertLook<domain::Component>::badge(const domain::Component& row, int column);
template <>
std::pair<QString, ui::BadgeKind> AlertLook<domain::Component>::state(const domain::Component& row);
template <>
QList<std::pair<QString, QString>> AlertLook<domain::Component>::facts(const domain::Component& row);

template <>
QStringList AlertLook<domain::MaintenanceWindow>::titles();
template <>
QList<ui::Column> AlertLook<domain::MaintenanceWindow>::columns();
template <>
QString AlertLook<domain::MaintenanceWindow>::text(const domain::MaintenanceWindow& row, int column);
template <>
QString AlertLook<domain::MaintenanceWindow>::toolTip(const domain::MaintenanceWindow& row, int column);
template <>
std::optional<ui::BadgeKind> AlertLook<domain::MaintenanceWindow>::badge(const domain::MaintenanceWindow& row,
                                                                         int column);
template <>
std::pair<QString, ui::BadgeKind> AlertLook<domain::MaintenanceWindow>::state(const domain::MaintenanceWindow& row);
template <>
QList<std::pair<QString, QString>> AlertLook<domain::MaintenanceWindow>::facts(const domain::MaintenanceWindow& row);

}  // namespace steward::views
