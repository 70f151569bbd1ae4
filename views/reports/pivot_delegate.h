// Paints cells of the pivot in line with its header: a line under each row, a stronger one under each subtotal and
// the total, and one to the left of the column totals. Colours and weights come from the model.
#pragma once

#include <QStyledItemDelegate>

namespace steward::views {

class PivotModel;

class PivotDelegate final : public QStyledItemDelegate {
public:
    // `model` must outlive it.
    explicit PivotDelegate(const PivotModel& model, QObject* parent = nullptr)
        : QStyledItemDelegate(parent), model_(model) {}
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    const PivotModel& model_;
};

}  // namespace steward::views
