// What is asked about a dashboard as a whole: its settings, who sees it, its versions, which range, what an import left
// out, what becomes of two who saved. Each dialog deletes itself after it closed. GUI thread.
#pragma once

#include <functional>

#include "models/dashboards/dashboard_editor.h"
#include "models/dashboards/grafana_import.h"
#include "models/dashboards/panel_values.h"
#include "ui/charts/time_series.h"
#include "ui/overlay.h"

namespace steward::views {

// One line of text.
void askName(QWidget* window, const QString& title, const QString& submit, const QString& name,
             std::function<void(QString)> then);

// Title, description, first range, refresh, variables.
void askSettings(QWidget* window, const domain::DashboardContent& content,
                 std::function<void(domain::DashboardContent)> then);

// `ofPlatform`: whose roles they are.
void askSharing(QWidget* window, const contract::Dashboard& dashboard, bool ofPlatform,
                std::function<void(std::vector<domain::Role> viewers, std::vector<domain::Role> editors)> then);

void showVersions(QWidget* window, const contract::DashboardHistory& history, qint64 current, bool mayRevert,
                  std::function<void(qint64 version)> revert);

void askRange(QWidget* window, const ui::TimeRange& shown, std::function<void(ui::TimeRange)> then);

void showImport(QWidget* window, const models::GrafanaImport& imported, std::function<void()> open);

enum class ConflictAnswer { takeTheirs, saveAsNew, overwrite };
void askConflict(QWidget* window, const contract::Dashboard& theirs, bool mayOverwrite,
                 std::function<void(ConflictAnswer)> then);

// Which dashboards a wall shows in turn, and for how long each.
void askWall(QWidget* window, const models::DashboardCatalog& catalog, const QString& current,
             std::function<void(QStringList ids, int seconds)> then);

// The list of all dashboards below `anchor`, searched as typed.
void pickDashboard(QWidget* anchor, const models::DashboardCatalog& catalog, const QString& current,
                   std::function<void(QString id)> then);

// The values behind a panel, for the keyboard and for screen readers.
void showValues(QWidget* window, const QString& title, const models::PanelTable& table);

}  // namespace steward::views
