#include "views/audit/audit_table.h"

#include <QLocale>

#include "views/common/words.h"

namespace steward::views {

using namespace Qt::StringLiterals;
using models::AuditModel;

namespace {

// The year only where it is not this one.
QString momentInTable(const QDateTime& time) {
    const bool thisYear = time.date().year() == QDateTime::currentDateTimeUtc().date().year();
    //: how a day of this year is written
    const QString day = thisYear ? QLocale().toString(time.date(), AuditTable::tr("d MMM")) : dateText(time);
    return day + QLatin1Char(' ') + time.toString(thisYear ? QStringLiteral("HH:mm:ss") : QStringLiteral("HH:mm"));
}

}  // namespace

AuditTable::AuditTable(AuditModel* model, QObject* parent)
    : TableDecoration(model, {tr("Selected"), tr("Time"), tr("Who"), tr("What"), tr("On"), tr("Reason"), tr("Number")},
                      parent),
      model_(model) {}

QList<ui::Column> AuditTable::columns() {
    using Kind = ui::ColumnKind;
    return {{Kind::check, 36},
            {Kind::secondary, 124, false, u"at"_s},
            {Kind::text, 130, false, u"actor"_s},
            {Kind::strong, 146, false, u"action"_s},
            {Kind::text, 140, true, u"entityName"_s},
            {Kind::secondary, 140, false, u"reason"_s},
            {Kind::figure, 74, false, u"seq"_s}};
}

QVariant AuditTable::decorated(int row, int column, int role) const {
    const domain::AuditEntry* entry = model_->at(row);
    if (!entry) return {};
    if (role == Qt::ToolTipRole && column == AuditModel::Reason)
        return QString::fromStdString(entry->reason.value_or(""));
    if (role != Qt::DisplayRole) return {};
    switch (column) {
        case AuditModel::At:
            return momentInTable(toDateTime(entry->at));
        case AuditModel::Actor:
            return QString::fromStdString(entry->actorName);
        case AuditModel::Action:
            return actionText(entry->action);
        case AuditModel::Entity:
            return QString::fromStdString(entry->entityName.empty() ? entry->entityId : entry->entityName);
        case AuditModel::Reason:
            return QString::fromStdString(entry->reason.value_or(""));
        case AuditModel::Seq:
            return countText(entry->seq);
        default:
            return {};
    }
}

}  // namespace steward::views
