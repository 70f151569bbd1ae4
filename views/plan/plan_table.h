// The look of a plan's changes: who, before and after as tags, what else happens.
#pragma once

#include <QStyledItemDelegate>

#include "models/plans/plan_changes_model.h"
#include "ui/table.h"
#include "views/common/table_decoration.h"

namespace steward::views {

class PlanTable : public TableDecoration {
    Q_OBJECT
public:
    explicit PlanTable(models::PlanChangesModel* model, QObject* parent = nullptr);
    static QList<ui::Column> columns();
    const domain::PlanChange* at(int row) const { return model_->at(row); }
    // The kind beside each name, where a plan has several.
    void setKindsShown(bool shown);
    // "Plan: Scale → Enterprise; Seats: 250 → 2,500", for screen readers and tooltips.
    static QString fieldsText(const domain::PlanChange& change);

protected:
    QVariant decorated(int row, int column, int role) const override;

private:
    models::PlanChangesModel* model_;
    bool kindsShown_ = false;
};

// Paints the fields of a change: field, before, arrow, after; several as far as there is room, then "+ 3 more".
class FieldsDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

}  // namespace steward::views
