#include "ui/charts/heat_map.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <algorithm>
#include <array>
#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace steward::ui {

HeatMap::HeatMap(QWidget* parent) : QWidget(parent) {
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void HeatMap::setColors(const ChartColors& colors, std::vector<QColor> scale) {
    colors_ = colors;
    scale_ = std::move(scale);
    render();
}

void HeatMap::setCells(TimeRange range, const QStringList& rows, int columns, std::vector<double> cells) {
    Q_ASSERT(cells.size() == static_cast<std::size_t>(rows.size()) * static_cast<std::size_t>(columns));
    range_ = range;
    rows_ = rows;
    columns_ = columns;
    cells_ = std::move(cells);
    render();
}

void HeatMap::setLegend(const QString& few, const QString& many, const ValueFormat& format) {
    few_ = few;
    many_ = many;
    format_ = format;
    update();
}

void HeatMap::setAnnotations(std::vector<Annotation> annotations) {
    annotations_ = std::move(annotations);
    update();
}

void HeatMap::setTimeCursor(TimeCursor* cursor) {
    if (cursor_) cursor_->disconnect(this);
    cursor_ = cursor;
    if (cursor) connect(cursor, &TimeCursor::moved, this, qOverload<>(&QWidget::update));
}

void HeatMap::setTimeZone(const QTimeZone& zone) {
    zone_ = zone;
    update();
}

void HeatMap::render() {
    update();
    if (columns_ == 0 || rows_.isEmpty() || scale_.empty()) return;
    double most = 0;
    for (const double cell : cells_) {
        if (std::isfinite(cell)) most = std::max(most, cell);
    }
    image_ = QImage(columns_, static_cast<int>(rows_.size()), QImage::Format_RGB32);
    // Counts differ by orders of magnitude, so the scale is that of their roots.
    for (std::size_t i = 0; i < cells_.size(); ++i) {
        const double share = most > 0 ? std::sqrt(std::max(cells_[i], 0.0) / most) : 0;
        const auto step = static_cast<std::size_t>(share * static_cast<double>(scale_.size()));
        const QColor color = std::isfinite(cells_[i]) ? scale_[std::min(step, scale_.size() - 1)] : colors_.panelAlt;
        image_.setPixelColor(static_cast<int>(i) % columns_, static_cast<int>(i) / columns_, color);
    }
    describe();
}

void HeatMap::describe() {
    const auto most = std::max_element(cells_.begin(), cells_.end(),
                                       [](double a, double b) { return std::isnan(a) ? !std::isnan(b) : a < b; });
    if (most == cells_.end() || !std::isfinite(*most)) return setAccessibleDescription(tr("No data"));
    const auto place = static_cast<int>(most - cells_.begin());
    const Millis time = range_.from + range_.length() * (place % columns_) / columns_;
    setAccessibleDescription(tr("Most in %1 at %2: %3")
                                 .arg(rows_[place / columns_], timeText(time, range_, zone_, locale()),
                                      valueText(*most, format_, locale()).joined()));
}

QRectF HeatMap::plot() const {
    double left = 56;
    const QFontMetricsF metrics(chartFont(font(), 11));
    for (const QString& row : rows_)
        left = std::max(left, std::ceil(metrics.horizontalAdvance(row)) + 18);
    const double below = few_.isEmpty() ? 20 : 45;
    return QRectF(rect()).adjusted(left, 8, -12, -below);
}

double HeatMap::x(Millis time) const {
    return plot().left() + plot().width() * static_cast<double>(time - range_.from) /
                               static_cast<double>(std::max<Millis>(range_.length(), 1));
}

int HeatMap::columnAt(Millis time) const {
    if (range_.length() <= 0 || !range_.contains(time)) return -1;
    return std::min(static_cast<int>((time - range_.from) * columns_ / range_.length()), columns_ - 1);
}

void HeatMap::paintEvent(QPaintEvent*) {
    if (image_.isNull()) return;
    QPainter painter(this);
    const QRectF area = plot();
    painter.setRenderHint(QPainter::SmoothPixmapTransform, false);
    painter.drawImage(area, image_);
    const double rowHeight = area.height() / static_cast<double>(rows_.size());
    const double columnWidth = area.width() / columns_;
    if (columnWidth >= 4) {
        for (int column = 1; column < columns_; ++column) {
            painter.fillRect(QRectF(std::round(area.left() + column * columnWidth) - 1, area.top(), 1, area.height()),
                             colors_.panel);
        }
    }
    painter.setFont(chartFont(font(), 11));
    for (int row = 0; row < rows_.size(); ++row) {
        const double top = area.top() + row * rowHeight;
        if (row > 0 && rowHeight >= 4)
            painter.fillRect(QRectF(area.left(), std::round(top) - 1, area.width(), 1), colors_.panel);
        painter.setPen(colors_.textDim);
        painter.drawText(QRectF(0, top, area.left() - 6, rowHeight), Qt::AlignRight | Qt::AlignVCenter, rows_[row]);
    }
    const QFontMetricsF metrics(painter.font());
    for (const TimeTick& tick :
         timeTicks(range_, std::max(1, static_cast<int>(area.width() / 70)), TickAnchor::window, zone_, locale())) {
        const double width = metrics.horizontalAdvance(tick.label);
        painter.drawText(
            QPointF(std::clamp(x(tick.time) - width / 2, area.left(), area.right() - width), area.bottom() + 14),
            tick.label);
    }
    painter.setRenderHint(QPainter::Antialiasing);
    paintLegend(painter);
    paintMarks(painter);
    if (hasFocus()) {
        painter.setPen(QPen(colors_.focus, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 6, 6);
    }
    paintExplanation(painter);
}

void HeatMap::paintLegend(QPainter& painter) const {
    if (few_.isEmpty()) return;
    const QRectF area = plot();
    const double y = area.bottom() + 32;
    painter.setPen(colors_.textDim);
    const QFontMetricsF metrics(painter.font());
    painter.drawText(QPointF(area.left(), y + 4), few_);
    double left = area.left() + metrics.horizontalAdvance(few_) + 8;
    const double words = metrics.horizontalAdvance(many_) + 8;
    const double step = std::clamp((area.right() - left - words) / static_cast<double>(scale_.size()), 4.0, 18.0);
    for (const QColor& color : scale_) {
        painter.fillRect(QRectF(std::round(left), y - 5, step - 1, 10), color);
        left += step;
    }
    painter.drawText(QPointF(left + 7, y + 4), many_);
}

void HeatMap::paintMarks(QPainter& painter) const {
    const QRectF area = plot();
    painter.setPen(Qt::NoPen);
    for (const Annotation& annotation : annotations_) {
        if (!range_.contains(annotation.time)) continue;
        const double at = x(annotation.time);
        painter.setBrush(annotation.kind == AnnotationKind::deploy ? colors_.deploy : colors_.audit);
        const std::array triangle{QPointF(at - 4, area.top() - 1), QPointF(at + 4, area.top() - 1),
                                  QPointF(at, area.top() + 5)};
        painter.drawPolygon(triangle.data(), static_cast<int>(triangle.size()));
    }
    if (cursor_ && cursor_->time() && range_.contains(*cursor_->time())) {
        painter.fillRect(QRectF(std::floor(x(*cursor_->time())), area.top(), 1, area.height()), colors_.text);
    }
}

void HeatMap::paintExplanation(QPainter& painter) const {
    if (!cursor_ || !cursor_->time() || cursor_->leader() != this) return;
    const int column = columnAt(*cursor_->time());
    if (column < 0) return;
    TooltipText text{timeText(*cursor_->time(), range_, zone_, locale()), {}};
    for (int row = 0; row < rows_.size(); ++row) {
        if (pointedRow_ >= 0 && row != pointedRow_) continue;
        const double cell = cells_[static_cast<std::size_t>(row * columns_ + column)];
        text.rows.push_back({image_.pixelColor(column, row), rows_[row], valueText(cell, format_, locale()).joined()});
    }
    const double y = pointedRow_ < 0 ? plot().top()
                                     : plot().top() + plot().height() * pointedRow_ / static_cast<double>(rows_.size());
    paintTooltip(painter, text, {x(*cursor_->time()), y}, QRectF(rect()).adjusted(4, 4, -4, -4), colors_, font());
}

void HeatMap::mouseMoveEvent(QMouseEvent* event) {
    if (!cursor_ || columns_ == 0) return;
    const QRectF area = plot();
    if (!area.contains(event->position())) return cursor_->leave(this);
    const int before = pointedRow_;
    pointedRow_ =
        static_cast<int>((event->position().y() - area.top()) / area.height() * static_cast<double>(rows_.size()));
    const double share = (event->position().x() - area.left()) / area.width();
    cursor_->moveTo(range_.from + std::llround(share * static_cast<double>(range_.length())), this);
    if (before != pointedRow_) update();
}

void HeatMap::leaveEvent(QEvent*) {
    if (cursor_) cursor_->leave(this);
}

void HeatMap::keyPressEvent(QKeyEvent* event) {
    const bool sideways = event->key() == Qt::Key_Left || event->key() == Qt::Key_Right;
    if (!cursor_ || columns_ == 0 || (!sideways && event->key() != Qt::Key_Escape)) return event->ignore();
    if (!sideways) return cursor_->leave(this);
    pointedRow_ = -1;
    const int current = cursor_->time() ? columnAt(*cursor_->time()) : columns_;
    const int column = std::clamp(current + (event->key() == Qt::Key_Left ? -1 : 1), 0, columns_ - 1);
    cursor_->moveTo(range_.from + range_.length() * (2 * column + 1) / (2 * columns_), this);
}

void HeatMap::focusOutEvent(QFocusEvent* event) {
    if (cursor_) cursor_->leave(this);
    QWidget::focusOutEvent(event);
}

}  // namespace steward::ui
