#include "views/tenants/tenants_table.h"

#include "ui/paint.h"
#include "views/common/words.h"

namespace steward::views {

using namespace Qt::StringLiterals;
using models::TenantsModel;

TenantsTable::TenantsTable(TenantsModel* model, QObject* parent)
    : TableDecoration(model,
                      {tr("Selected"), tr("Tenant"), tr("Status"), tr("Plan"), tr("Users"), tr("MRR"), tr("Region"),
                       tr("Requests, 24 h"), tr("Last activity")},
                      parent),
      model_(model) {}

QList<ui::Column> TenantsTable::columns() {
    using Kind = ui::ColumnKind;
    return {{Kind::check, 36},
            {Kind::logo, 160, true, u"name"_s},
            {Kind::badge, 106, false, u"status"_s},
            {Kind::secondary, 82, false, u"plan"_s},
            {Kind::figure, 62, false, u"users"_s},
            {Kind::figure, 78, false, u"mrr"_s},
            {Kind::secondary, 86, false, u"region"_s},
            {Kind::sparkline, 102, false, u"requests"_s},
            {Kind::secondary, 88, false, u"lastActiveAt"_s}};
}

QString TenantsTable::textOf(const domain::Tenant& tenant, int column) const {
    switch (column) {
        case TenantsModel::Name:
            return QString::fromStdString(tenant.name);
        case TenantsModel::Status:
            return text(tenant.status);
        case TenantsModel::Plan:
            return text(tenant.plan);
        case TenantsModel::Users:
            return countText(tenant.users);
        case TenantsModel::Mrr:
            return moneyText(tenant.mrrMinor, tenant.currency);
        case TenantsModel::Region:
            return QString::fromStdString(tenant.region);
        case TenantsModel::LastActive:
            return ageText(toDateTime(tenant.lastActiveAt), QDateTime::currentDateTimeUtc());
        default:
            return {};
    }
}

QVariant TenantsTable::decorated(int row, int column, int role) const {
    const domain::Tenant* tenant = model_->at(row);
    if (!tenant) return {};
    switch (role) {
        case Qt::DisplayRole:
            return textOf(*tenant, column);
        case Qt::ToolTipRole:
            if (column == TenantsModel::LastActive) return momentText(toDateTime(tenant->lastActiveAt));
            return {};
        case ui::LogoRole:
            if (column != TenantsModel::Name) return {};
            return QVariant::fromValue(ui::logoFor(QString::fromStdString(tenant->name)));
        case ui::BadgeKindRole:
            if (column == TenantsModel::Status) return QVariant::fromValue(kindOf(tenant->status));
            return {};
        case ui::SeriesRole:
            if (column != TenantsModel::Requests) return {};
            if (const auto* series = model_->requestsOf(*tenant)) return QVariant::fromValue(*series);
            return {};
        default:
            return {};
    }
}

}  // namespace steward::views
