#include "models/dashboards/dashboard_templates.h"

#include <QFile>

#include "base/json.h"

// They are in a static library, which this brings in; outside of a namespace, as Qt wants it.
static void initResources() {
    Q_INIT_RESOURCE(steward);
}

namespace steward::models {

using namespace Qt::StringLiterals;

const std::vector<DashboardTemplate>& dashboardTemplates() {
    static const std::vector<DashboardTemplate> all = [] {
        initResources();
        std::vector<DashboardTemplate> read;
        for (const auto& id : {u"platform-health"_s, u"platform-overview"_s, u"one-tenant"_s, u"feed-and-jobs"_s}) {
            QFile file(u":/steward/dashboards/%1.json"_s.arg(id));
            if (!file.open(QIODevice::ReadOnly)) qFatal("the template %s is not in the program", qPrintable(id));
            auto content = json::read<domain::DashboardContent>(file.readAll().toStdString(), json::Unknown::refuse);
            if (!content || !domain::check(*content).empty()) qFatal("the template %s is damaged", qPrintable(id));
            read.push_back({id, std::move(*content)});
        }
        return read;
    }();
    return all;
}

const DashboardTemplate* findTemplate(const QString& id) {
    for (const auto& one : dashboardTemplates())
        if (one.id == id) return &one;
    return nullptr;
}

}  // namespace steward::models
