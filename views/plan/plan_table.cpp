#include "views/plan/plan_table.h"

#include <QPainter>

#include "ui/icons.h"
#include "ui/paint.h"
#include "views/common/words.h"
#include "views/plan/plan_words.h"

namespace steward::views {

using namespace Qt::StringLiterals;
using models::PlanChangesModel;

namespace {

// Which members are told first; the others are told after them.
int rankOf(const std::string& field) {
    if (field == "status" || field == "plan" || field == "name") return 0;
    if (field.ends_with("Minor")) return 2;
    return 1;
}

std::vector<const domain::FieldChange*> ordered(const domain::PlanChange& change) {
    std::vector<const domain::FieldChange*> fields;
    for (const domain::FieldChange& field : change.fields)
        fields.push_back(&field);
    std::stable_sort(fields.begin(), fields.end(),
                     [](const auto* a, const auto* b) { return rankOf(a->field) < rankOf(b->field); });
    return fields;
}

ui::KindColors colorsOf(ui::BadgeKind kind) {
    return ui::Theme::current().kind(kind);
}

}  // namespace

PlanTable::PlanTable(PlanChangesModel* model, QObject* parent)
    : TableDecoration(model, {tr("Name"), tr("Id"), tr("Before and after"), tr("Effect")}, parent), model_(model) {}

QList<ui::Column> PlanTable::columns() {
    using Kind = ui::ColumnKind;
    return {{Kind::strong, 230}, {Kind::mono, 120}, {Kind::text, 380, true}, {Kind::secondary, 220}};
}

void PlanTable::setKindsShown(bool shown) {
    if (kindsShown_ == shown) return;
    kindsShown_ = shown;
    if (rowCount() > 0) Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, 0));
}

QString PlanTable::fieldsText(const domain::PlanChange& change) {
    QStringList parts;
    for (const domain::FieldChange* field : ordered(change))
        parts << tr("%1: %2 → %3")
                     .arg(fieldText(QString::fromStdString(field->field)), valueText(field->field, field->before),
                          valueText(field->field, field->after));
    return parts.join(u"; "_s);
}

QVariant PlanTable::decorated(int row, int column, int role) const {
    const domain::PlanChange* change = model_->at(row);
    if (!change) return {};
    if (role == ui::ChangeRole) {
        switch (change->state) {
            case domain::ChangeState::willChange:
                return QVariant::fromValue(ui::RowChange::willChange);
            case domain::ChangeState::changedMeanwhile:
                return QVariant::fromValue(ui::RowChange::changedMeanwhile);
            case domain::ChangeState::excluded:
                return QVariant::fromValue(ui::RowChange::excluded);
        }
    }
    if (role == Qt::ToolTipRole && column == PlanChangesModel::Fields) return fieldsText(*change);
    // There is rarely room for all of it.
    if (role == Qt::ToolTipRole && column == PlanChangesModel::Effect) role = Qt::DisplayRole;
    if (role != Qt::DisplayRole) return {};
    switch (column) {
        case PlanChangesModel::Entity: {
            const QString name = QString::fromStdString(change->entityName);
            return kindsShown_ ? tr("%1 (%2)", "name (kind)").arg(name, kindText(change->entity)) : name;
        }
        case PlanChangesModel::Id:
            return QString::fromStdString(change->entityId);
        case PlanChangesModel::Fields:
            return fieldsText(*change);
        case PlanChangesModel::Effect: {
            if (change->reason) return exclusionText(*change);
            QStringList effects;
            if (change->version == 0) effects << tr("new", "is not there yet");
            if (change->edited && !change->overwrites) return editText(*change->edited);
            if (change->edited)
                effects << tr("overwrites a change %1", "by whom and when").arg(editText(*change->edited));
            for (const domain::Dependents& dependents : change->dependents)
                effects << dependentsText(dependents);
            for (const domain::Effect& effect : change->effects)
                effects << effectText(effect);
            return effects.isEmpty() ? u"–"_s : effects.join(u", "_s);
        }
        default:
            return {};
    }
}

void FieldsDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const auto* table = qobject_cast<const PlanTable*>(index.model());
    const domain::PlanChange* change = table ? table->at(index.row()) : nullptr;
    const ui::Theme& theme = ui::Theme::current();
    const bool meanwhile = change && change->state == domain::ChangeState::changedMeanwhile;
    painter->save();
    painter->fillRect(option.rect, meanwhile ? theme.color("warning.bg") : theme.color("surface.panel"));
    const auto* view = qobject_cast<const ui::TableView*>(option.widget);
    if (!meanwhile && view && view->hoveredRow() == index.row())
        painter->fillRect(option.rect, theme.color("surface.hover"));
    painter->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1),
                      theme.color("border.subtle"));
    QRect rest = option.rect.adjusted(8, 0, -8, -1);
    const QFont caption = theme.font(ui::TextStyle::small);
    const auto fields = change ? ordered(*change) : std::vector<const domain::FieldChange*>{};
    for (std::size_t i = 0; i < fields.size(); ++i) {
        const domain::FieldChange& field = *fields[i];
        const QString name = fieldText(QString::fromStdString(field.field));
        const QString before = valueText(field.field, field.before);
        const QString after = valueText(field.field, field.after);
        const QString more = tr("+ %1 more").arg(fields.size() - i);
        const int nameWidth = ui::textWidth(name, caption) + 6;
        const int beforeWidth = ui::pillSize(ui::PillShape::tag, before).width();
        const int afterWidth = ui::pillSize(ui::PillShape::tag, after).width();
        const int needed = nameWidth + beforeWidth + 24 + afterWidth;
        const int reserve = i + 1 < fields.size() ? ui::textWidth(more, caption) + 12 : 0;
        if (i > 0 && needed + reserve > rest.width()) {
            ui::paintText(painter, rest, more, caption, theme.color("text.tertiary"));
            break;
        }
        ui::paintText(painter, rest, name, caption, theme.color("text.tertiary"));
        rest.setLeft(rest.left() + nameWidth);
        ui::paintPill(painter, rest, ui::PillShape::tag, colorsOf(ui::BadgeKind::neutral), before, false);
        rest.setLeft(rest.left() + std::min(beforeWidth, rest.width()) + 6);
        const QColor arrow = theme.color(meanwhile ? ui::ColorRole("warning.fg") : ui::ColorRole("text.tertiary"));
        ui::paintIcon(painter, QRectF(rest.left(), rest.center().y() - 5.5, 12, 12), u"arrow-right"_s, arrow);
        rest.setLeft(rest.left() + 18);
        ui::paintPill(painter, rest, ui::PillShape::tag,
                      colorsOf(meanwhile ? ui::BadgeKind::warn : ui::BadgeKind::accent), after, false);
        rest.setLeft(rest.left() + std::min(afterWidth, rest.width()) + 12);
        if (rest.width() < 40) break;
    }
    painter->restore();
}

}  // namespace steward::views
