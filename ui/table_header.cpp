#include "ui/table_header.h"

#include <QMouseEvent>
#include <QPainter>

#include "ui/icons.h"
#include "ui/paint.h"
#include "ui/table.h"

namespace steward::ui {

TableHeader::TableHeader(TableView* table)
    : QHeaderView(Qt::Horizontal, table), table_(table), height_(Theme::current().metric("tableHeader")) {
    setSectionsClickable(true);
    setHighlightSections(false);
    setSectionResizeMode(QHeaderView::Interactive);
    setMinimumSectionSize(30);
    setStretchLastSection(false);
    setAttribute(Qt::WA_Hover);
}

void TableHeader::setHeight(int height) {
    height_ = height;
    updateGeometry();
}

QSize TableHeader::sizeHint() const {
    return {QHeaderView::sizeHint().width(), height_};
}

bool TableHeader::isCheck(int column) const {
    return column >= 0 && column < table_->columns().size() && table_->columns()[column].kind == ColumnKind::check;
}

void TableHeader::paintEvent(QPaintEvent* event) {
    QPainter painter(viewport());
    painter.fillRect(viewport()->rect(), Theme::current().color("surface.panelAlt"));
    painter.fillRect(QRect(0, height() - 1, width(), 1), Theme::current().color("border.default"));
    painter.end();
    QHeaderView::paintEvent(event);
}

void TableHeader::paintSection(QPainter* painter, const QRect& rect, int column) const {
    const Theme& theme = Theme::current();
    painter->fillRect(rect, theme.color("surface.panelAlt"));
    painter->fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.color("border.default"));
    QRect inner = rect.adjusted(visualIndex(column) == 0 ? table_->firstPadding() : 8, 0, -8, -1);
    if (isCheck(column)) {
        const RowSelection* selection = table_->selection();
        const bool all = selection->isAllMatching() && selection->keys().isEmpty();
        const Qt::CheckState state = all ? Qt::Checked : selection->isEmpty() ? Qt::Unchecked : Qt::PartiallyChecked;
        return paintCheck(painter, QRect(inner.left(), inner.top(), 14, inner.height()), state, true);
    }
    const bool isSorted = sortIndicatorSection() == column && isSortIndicatorShown();
    const bool isFigure = column < table_->columns().size() && table_->columns()[column].kind == ColumnKind::figure;
    const QString text = model()->headerData(column, Qt::Horizontal).toString();
    const QFont font = theme.font(TextStyle::smallStrong);
    const QColor color = theme.color(isSorted ? ColorRole("text.primary") : ColorRole("text.tertiary"));
    if (isSorted) {
        const int used = qMin(inner.width() + (isFigure ? 8 : 0), textWidth(text, font) + 15);
        const int x = isFigure ? inner.right() + 1 - used : inner.left();
        const bool ascending = sortIndicatorOrder() == Qt::AscendingOrder;
        paintIcon(painter, QRectF(x, inner.top() + (inner.height() - 12) / 2.0, 12, 12),
                  ascending ? QStringLiteral("arrow-up-short") : QStringLiteral("arrow-down-short"), color);
        inner = QRect(x + 14, inner.top(), used - 14, inner.height());
    }
    paintText(painter, inner, text, font, color, (isFigure ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
}

void TableHeader::mousePressEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton && isCheck(logicalIndexAt(event->pos())) &&
        cursor().shape() == Qt::ArrowCursor)
        return;
    QHeaderView::mousePressEvent(event);
}

void TableHeader::mouseReleaseEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton && isCheck(logicalIndexAt(event->pos())) &&
        cursor().shape() == Qt::ArrowCursor) {
        Q_EMIT checkClicked();
        return;
    }
    QHeaderView::mouseReleaseEvent(event);
}

}  // namespace steward::ui
