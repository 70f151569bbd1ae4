// The small dark box beside the pointer that all charts share. Painted inside the chart, so it needs no window of its
// own.
#pragma once

#include <QColor>
#include <QFont>
#include <QPainter>
#include <QString>
#include <vector>

#include "ui/charts/chart_colors.h"

namespace steward::ui {

struct TooltipRow {
    QColor color;  // invalid: no swatch
    QString name;
    QString value;
};

struct TooltipText {
    QString title;
    std::vector<TooltipRow> rows;
};

QFont chartFont(const QFont& base, int pixels, QFont::Weight weight = QFont::Normal);

// Beside `anchor`, to the right where it fits, and inside `bounds`. Rows that do not fit are counted in a last line.
void paintTooltip(QPainter& painter, const TooltipText& text, QPointF anchor, const QRectF& bounds,
                  const ChartColors& colors, const QFont& font);

}  // namespace steward::ui
