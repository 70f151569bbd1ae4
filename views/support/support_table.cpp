#include "views/support/support_table.h"

#include "ui/paint.h"
#include "views/common/words.h"
#include "views/support/support_words.h"

namespace steward::views {

using models::SupportModel;
using Kind = ui::ColumnKind;

SupportTable::SupportTable(SupportModel* model, QObject* parent)
    : TableDecoration(model,
                      //: "Who" asked, with the "Rights of" which role or person, when it was "Asked"
                      {tr("Who"), tr("Tenant"), tr("Rights of"), tr("Reason"), tr("Asked"), tr("State")}, parent),
      model_(model) {}

QList<ui::Column> SupportTable::columns() {
    return {{Kind::strong, 160},          {Kind::logo, 160},     {Kind::secondary, 110},
            {Kind::secondary, 180, true}, {Kind::secondary, 90}, {Kind::badge, 130}};
}

QVariant SupportTable::decorated(int row, int column, int role) const {
    const domain::SupportAccess* access = model_->at(row);
    if (!access) return {};
    const QDateTime asked = toDateTime(access->requestedAt);
    switch (role) {
        case ui::LogoRole:
            if (column == SupportModel::Tenant)
                return QVariant::fromValue(ui::logoFor(QString::fromStdString(access->tenantName)));
            return {};
        case ui::BadgeKindRole:
            if (column == SupportModel::State) return QVariant::fromValue(kindOf(access->state));
            return {};
        case Qt::ToolTipRole:
            if (column == SupportModel::Reason) return QString::fromStdString(access->reason);
            return column == SupportModel::Requested ? QVariant(momentText(asked)) : QVariant();
        case Qt::DisplayRole:
            break;
        default:
            return {};
    }
    switch (column) {
        case SupportModel::Tenant:
            return QString::fromStdString(access->tenantName);
        case SupportModel::Staff:
            return QString::fromStdString(access->staffName);
        case SupportModel::Rights:
            return rightsOf(*access);
        case SupportModel::Reason:
            return QString::fromStdString(access->reason);
        case SupportModel::Requested:
            return ageText(asked, QDateTime::currentDateTimeUtc());
        case SupportModel::State:
            return text(access->state);
        default:
            return {};
    }
}

}  // namespace steward::views
