// Reports that the console brings along (resources/reports): something to begin with. GUI thread.
#pragma once

#include <QString>
#include <vector>

#include "report/definition.h"

namespace steward::models {

struct ReportTemplate {
    QString id;  // "churn"
    report::Definition definition;
};

// In the order in which they are offered.
const std::vector<ReportTemplate>& reportTemplates();

}  // namespace steward::models
