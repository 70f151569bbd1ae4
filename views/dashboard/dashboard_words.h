// Dashboards in words: kinds, units, what an import left out, and the texts of those that the console brings along.
#pragma once

#include <QString>

#include "models/dashboards/grafana_import.h"
#include "ui/charts/scale.h"

namespace steward::views {

QString text(domain::PanelKind kind);
QString text(domain::PanelUnit unit);
QString text(domain::PanelFunction function);
QString text(const models::LeftOut& one);  // "Text panel of Checkout (text)"

// A text of a built-in dashboard in the user's language; any other text as it is.
QString templateText(const std::string& text);
// All texts of the content in the user's language, if they are a template's.
domain::DashboardContent inWords(domain::DashboardContent content);

ui::ValueFormat formatOf(const domain::DashboardPanel& panel);
// The index of its colour in the chart colours.
int colorOf(const domain::PanelQuery& query, std::size_t position);

}  // namespace steward::views
