#include "ui/charts/tooltip.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <algorithm>
#include <cmath>

namespace steward::ui {
namespace {

struct TooltipWords {
    Q_DECLARE_TR_FUNCTIONS(TooltipWords)
};

constexpr double padX = 10;
constexpr double padY = 8;
constexpr double rowHeight = 18;
constexpr double titleHeight = 18;
constexpr double swatchSpace = 18;

}  // namespace

QFont chartFont(const QFont& base, int pixels, QFont::Weight weight) {
    QFont font = base;
    font.setPixelSize(pixels);
    font.setWeight(weight);
    return font;
}

void paintTooltip(QPainter& painter, const TooltipText& text, QPointF anchor, const QRectF& bounds,
                  const ChartColors& colors, const QFont& font) {
    const QFont plain = chartFont(font, 12);
    const QFont strong = chartFont(font, 12, QFont::DemiBold);
    const QFontMetricsF plainMetrics(plain);
    const QFontMetricsF strongMetrics(strong);

    std::vector<TooltipRow> rows = text.rows;
    const double title = text.title.isEmpty() ? 0 : titleHeight;
    const int room = std::max(1, static_cast<int>((bounds.height() - 2 * padY - title) / rowHeight));
    if (static_cast<int>(rows.size()) > room) {
        const int left = static_cast<int>(rows.size()) - (room - 1);
        rows.resize(static_cast<std::size_t>(room - 1));
        rows.push_back({{}, TooltipWords::tr("and %n more", nullptr, left), {}});
    }
    double width = plainMetrics.horizontalAdvance(text.title);
    for (const TooltipRow& row : rows) {
        width = std::max(width, (row.color.isValid() ? swatchSpace : 0) + plainMetrics.horizontalAdvance(row.name) +
                                    (row.value.isEmpty() ? 0 : 16 + strongMetrics.horizontalAdvance(row.value)));
    }
    const QSizeF size(std::ceil(width) + 2 * padX, title + rowHeight * static_cast<double>(rows.size()) + 2 * padY - 2);

    double x = anchor.x() + 7;
    if (x + size.width() > bounds.right()) x = anchor.x() - 7 - size.width();
    x = std::clamp(x, bounds.left(), std::max(bounds.left(), bounds.right() - size.width()));
    const double y = std::clamp(anchor.y(), bounds.top(), std::max(bounds.top(), bounds.bottom() - size.height()));
    const QRectF box(QPointF(std::round(x), std::round(y)), size);

    painter.setPen(QPen(colors.tooltipEdge, 1));
    painter.setBrush(colors.tooltip);
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);

    QRectF line = box.adjusted(padX, padY - 1, -padX, 0);
    line.setHeight(rowHeight);
    painter.setFont(plain);
    if (!text.title.isEmpty()) {
        painter.setPen(colors.tooltipDim);
        painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter, text.title);
        line.translate(0, titleHeight);
    }
    for (const TooltipRow& row : rows) {
        double indent = 0;
        if (row.color.isValid()) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(row.color);
            painter.drawRoundedRect(QRectF(line.left(), line.center().y() - 1.5, 10, 3), 1.5, 1.5);
            indent = swatchSpace;
        }
        painter.setPen(colors.tooltipText);
        painter.setFont(plain);
        painter.drawText(line.adjusted(indent, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, row.name);
        painter.setFont(strong);
        painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, row.value);
        line.translate(0, rowHeight);
    }
}

}  // namespace steward::ui
