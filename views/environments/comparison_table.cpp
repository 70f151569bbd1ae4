#include "views/environments/comparison_table.h"

#include "views/common/words.h"

namespace steward::views {

using namespace Qt::StringLiterals;
using configuration::Change;
using models::ComparisonModel;

namespace {

QString kindText(const std::string& kind) {
    if (kind == "plan") return ComparisonTable::tr("Plan", "of subscription");
    return valueText(u"entity"_s, QString::fromStdString(kind));
}

QString text(Change change) {
    switch (change) {
        case Change::added:
            return ComparisonTable::tr("Only there");
        case Change::removed:
            return ComparisonTable::tr("Only here");
        case Change::changed:
            break;
    }
    return ComparisonTable::tr("Differs");
}

ui::BadgeKind kindOf(Change change) {
    switch (change) {
        case Change::added:
            return ui::BadgeKind::info;
        case Change::removed:
            return ui::BadgeKind::neutral;
        case Change::changed:
            break;
    }
    return ui::BadgeKind::warn;
}

QString fieldsOf(const configuration::Difference& difference) {
    QStringList parts;
    for (const auto& field : difference.fields) {
        const QString title = fieldText(QString::fromStdString(field.field));
        const QString here = valueText(field.field, field.before);
        const QString there = valueText(field.field, field.after);
        if (difference.change == Change::changed)
            parts << ComparisonTable::tr("%1: %2 here, %3 there").arg(title, here, there);
        else
            parts << u"%1: %2"_s.arg(title, difference.change == Change::added ? there : here);
    }
    return parts.join(u"; "_s);
}

}  // namespace

ComparisonTable::ComparisonTable(ComparisonModel* model, QObject* parent)
    : TableDecoration(model, {{}, tr("Kind"), tr("Key"), tr("Where"), tr("Fields")}, parent), model_(model) {}

QList<ui::Column> ComparisonTable::columns() {
    using Kind = ui::ColumnKind;
    return {{Kind::check, 36}, {Kind::secondary, 90}, {Kind::strong, 240}, {Kind::badge, 120}, {Kind::text, 460, true}};
}

QVariant ComparisonTable::decorated(int row, int column, int role) const {
    const configuration::Difference* difference = model_->at(row);
    if (!difference) return {};
    if (role == ui::BadgeKindRole && column == ComparisonModel::Change)
        return QVariant::fromValue(kindOf(difference->change));
    if (role == Qt::ToolTipRole)
        return column == ComparisonModel::Fields ? QVariant(fieldsOf(*difference)) : QVariant();
    if (role != Qt::DisplayRole) return {};
    switch (column) {
        case ComparisonModel::Kind:
            return kindText(difference->kind);
        case ComparisonModel::Key:
            return QString::fromStdString(difference->key);
        case ComparisonModel::Change:
            return text(difference->change);
        case ComparisonModel::Fields:
            return fieldsOf(*difference);
        default:
            return {};
    }
}

}  // namespace steward::views
