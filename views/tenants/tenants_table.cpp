#include "views/tenants/tenants_table.h"

#include "ui/paint.h"
#include "views/common/words.h"

namespace steward::views {

using models::TenantsModel;

TenantsTable::TenantsTable(TenantsModel* model, QObject* parent)
    : TableDecoration(model,
                      {tr("Selected"), tr("Tenant"), tr("Status"), tr("Plan"), tr("Users"), tr("MRR"), tr("Region"),
                       tr("Requests, 24 h"), tr("Last activity")},
                      parent),
      model_(model) {}

QList<ui::Column> TenantsTable::columns() {
    using Kind = ui::ColumnKind;
    return {{Kind::check, 36},     {Kind::logo, 160, true}, {Kind::badge, 106},
            {Kind::secondary, 82}, {Kind::figure, 62},      {Kind::figure, 78},
            {Kind::secondary, 86}, {Kind::sparkline, 102},  {Kind::secondary, 88}};
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
