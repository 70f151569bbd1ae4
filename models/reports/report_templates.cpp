#include "models/reports/report_templates.h"

#include <QFile>

// They are in a static library, which this brings in; outside of a namespace, as Qt wants it.
static void initResources() {
    Q_INIT_RESOURCE(steward);
}

namespace steward::models {

using namespace Qt::StringLiterals;

const std::vector<ReportTemplate>& reportTemplates() {
    static const std::vector<ReportTemplate> all = [] {
        initResources();
        std::vector<ReportTemplate> read;
        for (const auto& id : {u"revenue-by-month"_s, u"growth"_s, u"churn"_s, u"usage-by-week"_s, u"tenant-sizes"_s,
                               u"who-did-what"_s}) {
            QFile file(u":/steward/reports/%1.json"_s.arg(id));
            if (!file.open(QIODevice::ReadOnly)) qFatal("the template %s is not in the program", qPrintable(id));
            auto definition = report::readDefinition(file.readAll().toStdString());
            if (!definition) qFatal("the template %s is damaged", qPrintable(id));
            read.push_back({id, std::move(*definition)});
        }
        return read;
    }();
    return all;
}

}  // namespace steward::models
