#include "models/health/health_models.h"

namespace steward::models {

using namespace Qt::StringLiterals;

namespace {

const QString none;

}  // namespace

QStringList AlertListOf<domain::Component>::fields() {
    return {none, u"name"_s, u"state"_s, none, none, none, u"checkedAt"_s};
}
QStringList AlertListOf<domain::MaintenanceWindow>::fields() {
    return {none, u"name"_s, none, none, u"startsAt"_s, u"endsAt"_s, u"createdBy"_s};
}

std::vector<SavedView> componentViews() {
    const QString byName = u"name"_s;
    return {{u"all"_s, {}, {}, byName},
            {u"broken"_s, {}, {{u"state"_s, Comparison::is, {u"down"_s, u"degraded"_s}}}, byName},
            {u"removed"_s, {}, {{u"status"_s, Comparison::is, {u"removed"_s}}}, byName}};
}

std::vector<SavedView> maintenanceWindowViews() {
    return {{u"all"_s, {}, {}, u"-startsAt"_s},
            {u"removed"_s, {}, {{u"status"_s, Comparison::is, {u"removed"_s}}}, u"-startsAt"_s}};
}

}  // namespace steward::models
