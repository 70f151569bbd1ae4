#include "views/health/health_actions.h"

#include <QCoreApplication>

#include "views/common/words.h"

namespace steward::views {

namespace {

struct HealthWords {
    Q_DECLARE_TR_FUNCTIONS(HealthWords)
};

}  // namespace

QString AlertKind<domain::Component>::several(qint64 count) {
    return HealthWords::tr("%1 components").arg(countText(count));
}
QString AlertKind<domain::MaintenanceWindow>::several(qint64 count) {
    return HealthWords::tr("%1 maintenance windows").arg(countText(count));
}

}  // namespace steward::views
