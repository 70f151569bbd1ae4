// Paints cells of a TableView, one delegate per column kind. TableView::setColumns makes them.
// Usable in any QTableView or QListView: without a TableView there is no hover, check or row focus.
#pragma once

#include <QStyledItemDelegate>

#include "ui/table.h"

namespace steward::ui {

class CellDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    explicit CellDelegate(ColumnKind kind, QObject* parent = nullptr);
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    bool helpEvent(QHelpEvent* event, QAbstractItemView* view, const QStyleOptionViewItem& option,
                   const QModelIndex& index) override;
    QString displayText(const QVariant& value, const QLocale& locale) const override;

private:
    void paintRow(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const;
    void paintContent(QPainter* painter, const QRect& cell, const QStyleOptionViewItem& option,
                      const QModelIndex& index) const;
    void paintHeading(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const;
    void paintSkeleton(QPainter* painter, const QRect& cell, const QModelIndex& index) const;
    void paintChange(QPainter* painter, QRect rect, const QModelIndex& index) const;
    void paintTexts(QPainter* painter, QRect rect, const QModelIndex& index, const QStyleOptionViewItem& option) const;

    ColumnKind kind_;
};

}  // namespace steward::ui
