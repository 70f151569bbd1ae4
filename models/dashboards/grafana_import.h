// Dashboards of Grafana, as its JSON model says them: what Steward has panels for becomes panels, and whatever was left
// out is said. Pure, any thread; takes hostile input.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "domain/dashboard.h"

namespace steward::models {

enum class LeftOutReason {
    panelKind,       // `detail`: Grafana's name of it
    panelEmpty,      // none of its queries could be taken over
    tooMany,         // more panels, queries or thresholds than a dashboard holds
    query,           // `detail`: the expression
    variable,        // neither a tenant nor a region
    transformation,  // of a panel
    override,        // of single fields of a panel
    unit,            // `detail`: Grafana's name of it
    annotation,
    link,
    alert,
};

struct LeftOut {
    LeftOutReason reason;
    std::string where;  // the panel's title, or that of the dashboard
    std::string detail;
    bool operator==(const LeftOut&) const = default;
};

struct GrafanaImport {
    domain::DashboardContent content;  // passes domain::check
    std::vector<LeftOut> leftOut;      // at most 200
};

// The document, or an export that holds it as "dashboard". ErrorCode::invalid: it is none.
Result<GrafanaImport> readGrafana(std::string_view text);

// `rate(http_requests_total{job="api"}[5m])` and the like: a function or none around one series with equal labels.
// Sums of it are taken as it is, which `isSummed` says. Nothing for anything else.
struct GrafanaQuery {
    domain::PanelQuery query;
    bool isSummed = false;
};
std::optional<GrafanaQuery> readExpression(std::string_view expression);

}  // namespace steward::models
