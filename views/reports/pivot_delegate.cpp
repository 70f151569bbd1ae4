#include "views/reports/pivot_delegate.h"

#include <QApplication>
#include <algorithm>
#include <cmath>

#include "ui/paint.h"
#include "views/reports/pivot_model.h"

namespace steward::views {
namespace {

constexpr int padding = 8;  // that of QHeaderView::section in the stylesheet
constexpr int height = 28;

}  // namespace

void PivotDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    QStyleOptionViewItem cell = option;
    initStyleOption(&cell, index);
    const auto& theme = ui::Theme::current();
    const QRect& rect = cell.rect;
    const bool selected = cell.state & QStyle::State_Selected;
    painter->fillRect(rect, selected                                      ? theme.color("surface.selected")
                            : cell.backgroundBrush.style() != Qt::NoBrush ? cell.backgroundBrush.color()
                                                                          : theme.color("surface.panel"));
    if (const QVariant part = index.data(BarRole); part.isValid()) {
        QColor bar = theme.chart(0);
        bar.setAlphaF(0.22f);
        const int width = int(std::lround((rect.width() - 4) * std::clamp(part.toDouble(), 0.0, 1.0)));
        painter->fillRect(QRect(rect.left() + 2, rect.top() + 4, width, rect.height() - 9), bar);
    }
    const bool isLeaf = index.data(LineKindRole).toInt() == int(report::LineKind::leaf);
    painter->fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1),
                      theme.color(isLeaf ? ui::ColorRole("border.subtle") : ui::ColorRole("border.default")));
    if (model_.isTotalColumn(index.column()) && !model_.isTotalColumn(index.column() - 1))
        painter->fillRect(QRect(rect.left(), rect.top(), 1, rect.height()), theme.color("border.default"));
    ui::paintText(painter, rect.adjusted(padding, 0, -padding, -1), cell.text, cell.font,
                  cell.palette.color(QPalette::Text), cell.displayAlignment);
    if (!(cell.state & QStyle::State_HasFocus)) return;
    QStyleOptionFocusRect focus;
    focus.QStyleOption::operator=(cell);
    QApplication::style()->drawPrimitive(QStyle::PE_FrameFocusRect, &focus, painter, cell.widget);
}

QSize PivotDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const {
    QStyleOptionViewItem cell = option;
    initStyleOption(&cell, index);
    return {ui::textWidth(cell.text, cell.font) + 2 * padding, height};
}

}  // namespace steward::views
