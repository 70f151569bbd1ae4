// Dashboards that the console brings along (resources/dashboards). They are drawn like all others, and saved as one's
// own before they are changed. GUI thread.
#pragma once

#include <QString>
#include <vector>

#include "domain/dashboard.h"

namespace steward::models {

struct DashboardTemplate {
    QString id;  // "platform-health"
    domain::DashboardContent content;
};

// In the order in which they are offered; the first one is shown when nothing else was chosen.
const std::vector<DashboardTemplate>& dashboardTemplates();
const DashboardTemplate* findTemplate(const QString& id);

}  // namespace steward::models
