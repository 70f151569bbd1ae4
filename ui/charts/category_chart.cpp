#include "ui/charts/category_chart.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <algorithm>
#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace steward::ui {
namespace {

// `over` with its alpha upon what lies below.
QColor mixed(const QColor& below, const QColor& over) {
    const auto part = static_cast<double>(over.alphaF());
    const auto mix = [&](int a, int b) { return static_cast<int>(std::lround(a + (b - a) * part)); };
    return {mix(below.red(), over.red()), mix(below.green(), over.green()), mix(below.blue(), over.blue())};
}

// WCAG 2.
double luminance(const QColor& color) {
    const auto linear = [](float channel) {
        const auto value = static_cast<double>(channel);
        return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

// Which of two colours is told better from what is behind it.
QColor readable(const QColor& behind, const QColor& one, const QColor& other) {
    const auto contrast = [&](const QColor& color) {
        const double a = luminance(behind), b = luminance(color);
        return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
    };
    return contrast(one) >= contrast(other) ? one : other;
}

}  // namespace

CategoryChart::CategoryChart(QWidget* parent) : QWidget(parent) {
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void CategoryChart::setColors(const ChartColors& colors) {
    colors_ = colors;
    update();
}

void CategoryChart::setData(CategoryData shown) {
    data_ = std::move(shown);
    point(-1);
    update();
}

void CategoryChart::setOptions(const CategoryOptions& options) {
    options_ = options;
    point(-1);
    update();
}

double CategoryChart::value(std::size_t series, int category) const {
    const auto& values = data_.series[series].values;
    const auto index = static_cast<std::size_t>(category);
    return index < values.size() ? values[index] : std::nan("");
}

double CategoryChart::total(int category) const {
    double sum = 0;
    for (std::size_t i = 0; i < data_.series.size(); ++i) {
        if (const double each = value(i, category); std::isfinite(each)) sum += each;
    }
    return sum;
}

double CategoryChart::share(std::size_t series, int category) const {
    const double each = value(series, category);
    if (options_.stacking != Stacking::percent || !stacked()) return each;
    double size = 0;
    for (std::size_t i = 0; i < data_.series.size(); ++i) {
        if (const double other = value(i, category); std::isfinite(other)) size += std::abs(other);
    }
    return size > 0 ? each / size * 100 : 0;
}

ValueRange CategoryChart::neededRange() const {
    ValueRange range{0, 0};
    bool first = (options_.kind == CategoryKind::line || options_.kind == CategoryKind::scatter) && !options_.fromZero;
    for (int category = 0; category < data_.categories.size(); ++category) {
        double up = 0;
        double down = 0;
        for (std::size_t i = 0; i < data_.series.size(); ++i) {
            const double each = share(i, category);
            if (!std::isfinite(each)) continue;
            if (stacked()) {
                (each < 0 ? down : up) += each;
            } else {
                up = each;
                down = each;
                range = first ? ValueRange{each, each} : ValueRange{std::min(range.from, down), std::max(range.to, up)};
                first = false;
            }
        }
        if (stacked()) range = {std::min(range.from, down), std::max(range.to, up)};
    }
    return range;
}

ValueFormat CategoryChart::axisFormat() const {
    return stacked() && options_.stacking == Stacking::percent ? ValueFormat{Unit::percent, {}, -1} : options_.format;
}

CategoryChart::Layout CategoryChart::layoutFor(const QRectF& frame) const {
    Layout layout{frame, {}, {}, {}};
    const QFontMetricsF metrics(chartFont(font(), 11));
    const int intervals = std::clamp(static_cast<int>((frame.height() - 37) / 34), 1, 8);
    const ValueRange needed = neededRange();
    if (needed.from == 0 && stacked() && options_.stacking == Stacking::percent) {
        layout.ticks = exactTicks({0, 100}, intervals);
    } else if (needed.from > 0) {
        const double air = std::max((needed.to - needed.from) * 0.1, needed.to * 0.01);
        const double base = std::max(0.0, needed.from - air);
        layout.ticks = niceTicks({0, needed.to + air - base}, intervals, axisFormat().unit);
        const double start = std::floor(base / layout.ticks.step) * layout.ticks.step;
        layout.ticks.range = {start, start + layout.ticks.range.to};
        for (double& tick : layout.ticks.values)
            tick += start;
        if (needed.to > layout.ticks.range.to) {
            layout.ticks.range.to += layout.ticks.step;
            layout.ticks.values.push_back(layout.ticks.range.to);
        }
    } else {
        layout.ticks = niceTicks(needed, intervals, axisFormat().unit);
    }
    if (options_.kind == CategoryKind::scatter && !data_.places.empty()) {
        ValueRange across{0, 0};
        for (const double each : data_.places)
            if (std::isfinite(each)) across = {std::min(across.from, each), std::max(across.to, each)};
        layout.places =
            niceTicks(across, std::clamp(static_cast<int>(frame.width() / 110), 1, 8), options_.placeFormat.unit);
    }
    double left = 56;
    if (options_.kind == CategoryKind::heatMap) {
        for (const CategorySeries& series : data_.series)
            left = std::max(left, std::ceil(metrics.horizontalAdvance(series.name)) + 16);
        layout.plot = frame.adjusted(std::min(left, frame.width() / 3), 8, -16, -22);
        return layout;
    }
    for (const double tick : layout.ticks.values) {
        left = std::max(
            left, std::ceil(metrics.horizontalAdvance(axisText(tick, layout.ticks, axisFormat(), locale()))) + 16);
    }
    double right = 16;
    if (options_.legend && !data_.series.empty() && frame.width() >= 400) {
        const QFontMetricsF names(chartFont(font(), 12));
        double width = 0;
        for (const CategorySeries& series : data_.series)
            width = std::max(width, names.horizontalAdvance(series.name));
        right = std::min(std::ceil(width) + 58, frame.width() / 3);
        layout.legend = QRectF(frame.right() - right + 24, frame.top() + 15, right - 28, frame.height() - 30);
    }
    layout.plot = frame.adjusted(left, 15, -right, -22);
    layout.plot.setTop(std::round(layout.plot.top()));
    layout.plot.setBottom(std::max(std::round(layout.plot.bottom()), layout.plot.top() + 1));
    layout.plot.setRight(std::max(layout.plot.right(), layout.plot.left() + 1));
    return layout;
}

double CategoryChart::slotWidth(const Layout& layout) const {
    return layout.plot.width() / std::max<double>(1, static_cast<double>(data_.categories.size()));
}

double CategoryChart::middle(const Layout& layout, int category) const {
    return layout.plot.left() + (category + 0.5) * slotWidth(layout);
}

double CategoryChart::x(const Layout& layout, int category) const {
    const auto index = static_cast<std::size_t>(category);
    if (options_.kind != CategoryKind::scatter || index >= data_.places.size()) return middle(layout, category);
    const auto& range = layout.places.range;
    return layout.plot.left() + (data_.places[index] - range.from) / (range.to - range.from) * layout.plot.width();
}

// What lies under this part of a stack.
double CategoryChart::base(std::size_t series, int category) const {
    const double each = share(series, category);
    double sum = 0;
    for (std::size_t i = 0; stacked() && i < series; ++i) {
        const double below = share(i, category);
        if (std::isfinite(below) && (below < 0) == (each < 0)) sum += below;
    }
    return sum;
}

QRectF CategoryChart::heatCell(const Layout& layout, std::size_t series, int category) const {
    const double height = layout.plot.height() / std::max<double>(1, static_cast<double>(data_.series.size()));
    const double width = slotWidth(layout);
    return {layout.plot.left() + category * width, layout.plot.top() + static_cast<double>(series) * height, width,
            height};
}

std::pair<double, double> CategoryChart::heatRange() const {
    double low = std::nan(""), high = std::nan("");
    for (const CategorySeries& series : data_.series) {
        for (const double each : series.values) {
            if (!std::isfinite(each)) continue;
            low = std::isnan(low) ? each : std::min(low, each);
            high = std::isnan(high) ? each : std::max(high, each);
        }
    }
    return {low, high};
}

QRectF CategoryChart::bar(const Layout& layout, std::size_t series, int category) const {
    const double each = share(series, category);
    if (!std::isfinite(each)) return {};
    const double under = base(series, category);
    double left = middle(layout, category);
    double width = std::min(48.0, slotWidth(layout) * 0.7);
    if (stacked()) {
        left -= width / 2;
    } else {
        const auto count = static_cast<double>(data_.series.size());
        width = std::min(32.0, slotWidth(layout) * 0.8 / count);
        left += (static_cast<double>(series) - count / 2) * width;
    }
    const double from = layout.y(under);
    const double to = layout.y(under + each);
    return QRectF(QPointF(left, std::min(from, to)), QPointF(left + width, std::max(from, to)));
}

QRectF CategoryChart::barRect(int series, int category) const {
    return bar(layoutFor(rect()), static_cast<std::size_t>(series), category);
}

void CategoryChart::renderTo(QPainter* painter, const QRectF& rect) const {
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const Layout layout = layoutFor(rect);
    if (hasAxes()) paintAxes(*painter, layout);
    switch (options_.kind) {
        case CategoryKind::bar:
            paintBars(*painter, layout);
            break;
        case CategoryKind::line:
            paintLines(*painter, layout);
            break;
        case CategoryKind::area:
            paintAreas(*painter, layout);
            break;
        case CategoryKind::scatter:
            paintPoints(*painter, layout);
            break;
        case CategoryKind::pie:
            paintPie(*painter, layout);
            break;
        case CategoryKind::heatMap:
            paintHeat(*painter, layout);
            break;
        case CategoryKind::figures:
            paintFigures(*painter, layout);
            break;
    }
    if (options_.totals && (options_.kind == CategoryKind::bar || stacked())) paintTotals(*painter, layout);
    if (!layout.legend.isNull() && options_.kind != CategoryKind::figures) paintLegend(*painter, layout);
    painter->restore();
}

void CategoryChart::paintAxes(QPainter& painter, const Layout& layout) const {
    painter.setFont(chartFont(font(), 11));
    const QFontMetricsF metrics(painter.font());
    const double half = (metrics.ascent() - metrics.descent()) / 2;
    for (const double tick : layout.ticks.values) {
        const double y = std::floor(layout.y(tick));
        painter.fillRect(QRectF(layout.plot.left(), y, layout.plot.width(), 1), colors_.grid);
        painter.setPen(colors_.textDim);
        const QString label = axisText(tick, layout.ticks, axisFormat(), locale());
        painter.drawText(QPointF(layout.plot.left() - 8 - metrics.horizontalAdvance(label), y + half), label);
    }
    const double zero = std::clamp(layout.y(0), layout.plot.top(), layout.plot.bottom());
    painter.fillRect(QRectF(layout.plot.left(), std::floor(zero), layout.plot.width(), 1), colors_.axis);

    if (options_.kind == CategoryKind::scatter) {
        for (const double tick : layout.places.values) {
            const auto& range = layout.places.range;
            const double at = layout.plot.left() + (tick - range.from) / (range.to - range.from) * layout.plot.width();
            painter.fillRect(QRectF(std::floor(at), layout.plot.top(), 1, layout.plot.height()), colors_.grid);
            painter.setPen(colors_.textDim);
            const QString label = axisText(tick, layout.places, options_.placeFormat, locale());
            painter.drawText(QPointF(at - metrics.horizontalAdvance(label) / 2, layout.plot.bottom() + 16), label);
        }
        const double room = layout.plot.width();
        const QString title = metrics.elidedText(options_.placeTitle, Qt::ElideRight, room);
        painter.setPen(colors_.textMuted);
        painter.drawText(QPointF(layout.plot.right() - metrics.horizontalAdvance(title), layout.plot.bottom() - 5),
                         title);
        return;
    }
    double widest = 1;
    for (const QString& category : data_.categories)
        widest = std::max(widest, metrics.horizontalAdvance(category) + 8);
    const double slot = slotWidth(layout);
    // Where not every name fits, every second, third … stands for its neighbours.
    const int every = slot >= 40 ? 1 : static_cast<int>(std::ceil(std::min(widest, 72.0) / slot));
    for (int category = 0; category < data_.categories.size(); category += every) {
        const QString label = metrics.elidedText(data_.categories[category], Qt::ElideRight, slot * every - 6);
        painter.drawText(
            QPointF(middle(layout, category) - metrics.horizontalAdvance(label) / 2, layout.plot.bottom() + 16), label);
    }
}

void CategoryChart::paintBars(QPainter& painter, const Layout& layout) const {
    painter.setPen(Qt::NoPen);
    for (int category = 0; category < data_.categories.size(); ++category) {
        for (std::size_t i = 0; i < data_.series.size(); ++i) {
            QRectF area = bar(layout, i, category);
            if (area.height() <= 0) continue;
            // One pixel of air between the parts of a stack and between neighbours.
            const bool tall = area.height() > 2;
            area = stacked() ? area.adjusted(0, tall ? 1 : 0, 0, 0) : area.adjusted(area.width() > 4 ? 1 : 0, 0, 0, 0);
            painter.fillRect(area, data_.series[i].color);
        }
    }
}

void CategoryChart::paintLines(QPainter& painter, const Layout& layout) const {
    for (std::size_t i = 0; i < data_.series.size(); ++i) {
        const CategorySeries& series = data_.series[i];
        QPolygonF run;
        const auto flush = [&] {
            painter.setPen(QPen(series.color, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
            painter.setBrush(Qt::NoBrush);
            painter.drawPolyline(run);
            painter.setPen(QPen(colors_.panel, 1.5));
            painter.setBrush(series.color);
            if (slotWidth(layout) >= 12 || run.size() == 1) {
                for (const QPointF& at : run)
                    i < 4 ? painter.drawEllipse(at, 3.5, 3.5)
                          : painter.drawRect(QRectF(at.x() - 3.5, at.y() - 3.5, 7, 7));
            }
            run.clear();
        };
        for (int category = 0; category < data_.categories.size(); ++category) {
            const double each = value(i, category);
            if (std::isfinite(each)) {
                run << QPointF(middle(layout, category), layout.y(each));
            } else {
                flush();
            }
        }
        flush();
    }
}

void CategoryChart::paintAreas(QPainter& painter, const Layout& layout) const {
    for (std::size_t at = data_.series.size(); at-- > 0;) {
        const CategorySeries& series = data_.series[at];
        QPolygonF top, bottom;
        const auto flush = [&] {
            if (top.isEmpty()) return;
            QPolygonF area = top;
            for (auto point = bottom.crbegin(); point != bottom.crend(); ++point)
                area << *point;
            QColor fill = series.color;
            fill.setAlphaF(stacked() ? 0.55f : 0.18f);
            painter.setPen(Qt::NoPen);
            painter.setBrush(fill);
            painter.drawPolygon(area);
            painter.setPen(QPen(series.color, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
            painter.setBrush(Qt::NoBrush);
            painter.drawPolyline(top);
            if (top.size() == 1) painter.drawLine(top.first(), bottom.first());
            top.clear();
            bottom.clear();
        };
        for (int category = 0; category < data_.categories.size(); ++category) {
            const double each = share(at, category);
            if (!std::isfinite(each)) {
                flush();
                continue;
            }
            const double under = base(at, category);
            top << QPointF(middle(layout, category), layout.y(under + each));
            bottom << QPointF(middle(layout, category), layout.y(under));
        }
        flush();
    }
}

void CategoryChart::paintPoints(QPainter& painter, const Layout& layout) const {
    for (std::size_t i = 0; i < data_.series.size(); ++i) {
        QColor fill = data_.series[i].color;
        fill.setAlphaF(0.75f);
        painter.setPen(QPen(colors_.panel, 1));
        painter.setBrush(fill);
        for (int category = 0; category < data_.categories.size(); ++category) {
            const double each = value(i, category);
            const double at = x(layout, category);
            if (!std::isfinite(each) || !std::isfinite(at)) continue;
            const QPointF point(at, layout.y(each));
            const double size = category == pointed_ ? 5.5 : 4;
            i < 4 ? painter.drawEllipse(point, size, size)
                  : painter.drawRect(QRectF(point.x() - size, point.y() - size, 2 * size, 2 * size));
        }
    }
}

void CategoryChart::paintPie(QPainter& painter, const Layout& layout) const {
    double whole = 0;
    for (std::size_t i = 0; i < data_.series.size(); ++i)
        if (const double each = value(i, 0); std::isfinite(each) && each > 0) whole += each;
    if (whole <= 0) return;
    const QRectF room = QRectF(QPointF(layout.frame.left() + 16, layout.frame.top() + 8),
                               QPointF(layout.plot.right(), layout.frame.bottom() - 8));
    const double size = std::min(room.width(), room.height());
    const QRectF circle(room.center().x() - size / 2, room.center().y() - size / 2, size, size);
    painter.setFont(chartFont(font(), 11, QFont::Medium));
    const QFontMetricsF metrics(painter.font());
    double from = 90;
    for (std::size_t i = 0; i < data_.series.size(); ++i) {
        const double each = value(i, 0);
        if (!std::isfinite(each) || each <= 0) continue;
        const double span = each / whole * 360;
        painter.setPen(QPen(colors_.panel, 1.5));
        painter.setBrush(data_.series[i].color);
        painter.drawPie(circle, static_cast<int>(std::lround((from - span) * 16)),
                        static_cast<int>(std::lround(span * 16)));
        // A label outside of the slice reads on every colour.
        const double middle = (from - span / 2) * 3.14159265358979 / 180;
        const QString text = valueText(each / whole * 100, {Unit::percent, {}, 0}, locale()).joined();
        const double width = metrics.horizontalAdvance(text);
        const double away = size / 2 + 6 + std::abs(std::cos(middle)) * width / 2;
        const QPointF at = circle.center() + QPointF(std::cos(middle), -std::sin(middle)) * away;
        const QRectF box(at.x() - width / 2, at.y() - metrics.height() / 2, width, metrics.height());
        if (span >= 10 && layout.frame.contains(box)) {
            painter.setPen(colors_.text);
            painter.drawText(box, Qt::AlignCenter, text);
        }
        from -= span;
    }
}

void CategoryChart::paintHeat(QPainter& painter, const Layout& layout) const {
    const auto [low, high] = heatRange();
    painter.setFont(chartFont(font(), 11));
    const QFontMetricsF metrics(painter.font());
    const double half = (metrics.ascent() - metrics.descent()) / 2;
    const double height = data_.series.empty() ? 0 : heatCell(layout, 0, 0).height();
    const int every =
        height >= metrics.height() ? 1 : static_cast<int>(std::ceil(metrics.height() / std::max(1.0, height)));
    for (std::size_t row = 0; row < data_.series.size(); ++row) {
        const QRectF line = heatCell(layout, row, 0);
        if (row % static_cast<std::size_t>(every) == 0) {
            painter.setPen(colors_.textMuted);
            const double room = layout.plot.left() - layout.frame.left() - 16;
            painter.drawText(QPointF(layout.frame.left() + 8, line.center().y() + half),
                             metrics.elidedText(data_.series[row].name, Qt::ElideRight, room));
        }
        for (int column = 0; column < data_.categories.size(); ++column) {
            const double each = value(row, column);
            const QRectF cell = heatCell(layout, row, column).adjusted(0.5, 0.5, -0.5, -0.5);
            if (!std::isfinite(each)) {
                painter.fillRect(cell, QBrush(colors_.grid, Qt::BDiagPattern));
                continue;
            }
            const double part = high > low ? (each - low) / (high - low) : 1;
            QColor shade = data_.series.front().color;
            shade.setAlphaF(static_cast<float>(0.08 + 0.82 * part));
            painter.fillRect(cell, shade);
            const QString text = shortText(each, options_.format, locale());
            if (metrics.horizontalAdvance(text) > cell.width() - 4 || metrics.height() > cell.height()) continue;
            painter.setPen(readable(mixed(colors_.panel, shade), colors_.text, colors_.panel));
            painter.drawText(cell, Qt::AlignCenter, text);
        }
    }
    const double slot = slotWidth(layout);
    const int step = slot >= 40 ? 1 : static_cast<int>(std::ceil(56.0 / std::max(1.0, slot)));
    painter.setPen(colors_.textDim);
    for (int category = 0; category < data_.categories.size(); category += step) {
        const QString label = metrics.elidedText(data_.categories[category], Qt::ElideRight, slot * step - 6);
        painter.drawText(
            QPointF(middle(layout, category) - metrics.horizontalAdvance(label) / 2, layout.plot.bottom() + 16), label);
    }
}

void CategoryChart::paintFigures(QPainter& painter, const Layout& layout) const {
    const auto count = static_cast<int>(data_.series.size());
    if (count == 0) return;
    const QRectF room = layout.frame.adjusted(16, 8, -16, -8);
    const int across = std::clamp(static_cast<int>(room.width() / 200), 1, count);
    const int lines = (count + across - 1) / across;
    const QSizeF tile(room.width() / across, room.height() / lines);
    for (int i = 0; i < count; ++i) {
        const QRectF area(room.left() + (i % across) * tile.width(), room.top() + (i / across) * tile.height(),
                          tile.width() - 12, tile.height() - 8);
        painter.setFont(chartFont(font(), 12));
        const QFontMetricsF small(painter.font());
        painter.setPen(colors_.textMuted);
        painter.drawText(QPointF(area.left(), area.top() + small.ascent()),
                         small.elidedText(data_.series[std::size_t(i)].name, Qt::ElideRight, area.width()));
        const int size = std::clamp(static_cast<int>(area.height() - small.height() - 8), 14, 36);
        painter.setFont(chartFont(font(), size, QFont::DemiBold));
        const QFontMetricsF large(painter.font());
        painter.setPen(colors_.text);
        const QString text =
            valueText(value(std::size_t(i), 0), data_.series[std::size_t(i)].format.value_or(options_.format), locale())
                .joined();
        painter.drawText(QPointF(area.left(), area.top() + small.height() + 4 + large.ascent()),
                         large.elidedText(text, Qt::ElideRight, area.width()));
    }
}

int CategoryChart::pointAt(const Layout& layout, const QPointF& at) const {
    constexpr double reach = 12;
    int nearest = -1;
    double distance = reach;
    for (std::size_t i = 0; i < data_.series.size(); ++i) {
        for (int category = 0; category < data_.categories.size(); ++category) {
            const double each = value(i, category);
            if (!std::isfinite(each)) continue;
            const QPointF away = QPointF(x(layout, category), layout.y(each)) - at;
            if (const double far = std::hypot(away.x(), away.y()); far < distance) {
                distance = far;
                nearest = category;
            }
        }
    }
    return nearest;
}

void CategoryChart::paintTotals(QPainter& painter, const Layout& layout) const {
    painter.setFont(chartFont(font(), 11, QFont::Medium));
    painter.setPen(colors_.textMuted);
    const QFontMetricsF metrics(painter.font());
    const auto above = [&](double x, double y, double room, double number) {
        const QString text = shortText(number, options_.format, locale());
        const double width = metrics.horizontalAdvance(text);
        if (width <= room - 2)
            painter.drawText(QPointF(x - width / 2, std::max(y - 5, layout.frame.top() + metrics.ascent())), text);
    };
    for (int category = 0; category < data_.categories.size(); ++category) {
        if (stacked()) {
            QRectF whole;
            for (std::size_t i = 0; i < data_.series.size(); ++i) {
                if (const QRectF part = bar(layout, i, category); part.height() > 0) whole |= part;
            }
            if (!whole.isNull()) above(middle(layout, category), whole.top(), slotWidth(layout), total(category));
            continue;
        }
        for (std::size_t i = 0; i < data_.series.size(); ++i) {
            const QRectF area = bar(layout, i, category);
            if (area.isNull()) continue;
            const double room = data_.series.size() == 1 ? slotWidth(layout) : area.width() + 4;
            above(area.center().x(), area.top(), room, value(i, category));
        }
    }
}

void CategoryChart::paintLegend(QPainter& painter, const Layout& layout) const {
    painter.setFont(chartFont(font(), 12));
    const QFontMetricsF metrics(painter.font());
    QRectF line(layout.legend.left(), layout.legend.top(), layout.legend.width(), 24);
    // From the top, in the order in which the parts of a stack lie upon each other.
    for (std::size_t at = 0; at < data_.series.size(); ++at) {
        const CategorySeries& series = data_.series[stacked() ? data_.series.size() - 1 - at : at];
        const bool last = line.bottom() + 24 > layout.legend.bottom() && at + 1 < data_.series.size();
        if (last) {
            painter.setPen(colors_.textDim);
            painter.drawText(line, Qt::AlignVCenter,
                             tr("and %n more", nullptr, static_cast<int>(data_.series.size() - at)));
            return;
        }
        painter.setPen(Qt::NoPen);
        painter.setBrush(series.color);
        painter.drawRoundedRect(QRectF(line.left(), line.center().y() - 5, 10, 10), 2, 2);
        painter.setPen(colors_.text);
        const QRectF text = line.adjusted(18, 0, 0, 0);
        painter.drawText(text, Qt::AlignVCenter, metrics.elidedText(series.name, Qt::ElideRight, text.width()));
        line.translate(0, 24);
    }
}

TooltipText CategoryChart::explanation(int category) const {
    TooltipText text{data_.categories[category], {}};
    const bool percent = stacked() && options_.stacking == Stacking::percent;
    if (options_.kind == CategoryKind::scatter && std::size_t(category) < data_.places.size()) {
        text.rows.push_back({{},
                             options_.placeTitle,
                             valueText(data_.places[std::size_t(category)], options_.placeFormat, locale()).joined()});
    }
    for (std::size_t at = 0; at < data_.series.size(); ++at) {
        const std::size_t i = stacked() ? data_.series.size() - 1 - at : at;
        if (options_.kind == CategoryKind::scatter && !std::isfinite(value(i, category))) continue;
        QString number =
            valueText(value(i, category), data_.series[i].format.value_or(options_.format), locale()).joined();
        if (percent) number += u"  "_s + valueText(share(i, category), {Unit::percent, {}, 1}, locale()).joined();
        text.rows.push_back({data_.series[i].color, data_.series[i].name, number});
    }
    if (stacked() && data_.series.size() > 1) {
        text.rows.push_back({{}, tr("Total"), valueText(total(category), options_.format, locale()).joined()});
    }
    return text;
}

void CategoryChart::point(int category) {
    const bool valid = category >= 0 && category < data_.categories.size();
    pointed_ = valid ? category : -1;
    QStringList words;
    if (valid) {
        const TooltipText text = explanation(category);
        words << text.title;
        for (const TooltipRow& row : text.rows)
            words << row.name + u' ' + row.value;
    } else {
        words << tr("%n categories", nullptr, static_cast<int>(data_.categories.size()));
        for (const CategorySeries& series : data_.series)
            words << series.name;
    }
    setAccessibleDescription(words.join(u", "_s));
    update();
}

void CategoryChart::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const Layout layout = layoutFor(rect());
    if (pointed_ >= 0 && hasAxes() && options_.kind != CategoryKind::scatter) {
        const double slot = slotWidth(layout);
        painter.fillRect(QRectF(layout.plot.left() + pointed_ * slot, layout.plot.top(), slot, layout.plot.height()),
                         colors_.panelAlt);
    }
    renderTo(&painter, rect());
    painter.setRenderHint(QPainter::Antialiasing);
    if (hasFocus()) {
        painter.setPen(QPen(colors_.focus, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 6, 6);
    }
    if (pointed_ < 0) return;
    if (options_.kind == CategoryKind::figures) return;
    const QPointF anchor(x(layout, pointed_) + std::min(24.0, slotWidth(layout) * 0.35), layout.plot.top() + 4);
    paintTooltip(painter, explanation(pointed_), anchor, QRectF(rect()).adjusted(4, 4, -4, -4), colors_, font());
}

void CategoryChart::mouseMoveEvent(QMouseEvent* event) {
    const Layout layout = layoutFor(rect());
    if (options_.kind == CategoryKind::scatter) return point(pointAt(layout, event->position()));
    const double slot = slotWidth(layout);
    const bool inside = layout.plot.adjusted(0, -15, 0, 22).contains(event->position());
    point(inside ? static_cast<int>((event->position().x() - layout.plot.left()) / slot) : -1);
}

void CategoryChart::mouseReleaseEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton && pointed_ >= 0) Q_EMIT activated(pointed_);
}

void CategoryChart::leaveEvent(QEvent*) {
    point(-1);
}

void CategoryChart::keyPressEvent(QKeyEvent* event) {
    const int count = static_cast<int>(data_.categories.size());
    switch (event->key()) {
        case Qt::Key_Left:
            return point(std::max(pointed_ < 0 ? count - 1 : pointed_ - 1, 0));
        case Qt::Key_Right:
            return point(std::min(pointed_ + 1, count - 1));
        case Qt::Key_Home:
            return point(0);
        case Qt::Key_End:
            return point(count - 1);
        case Qt::Key_Escape:
            if (pointed_ < 0) return event->ignore();
            return point(-1);
        case Qt::Key_Return:
        case Qt::Key_Enter:
            if (pointed_ >= 0) Q_EMIT activated(pointed_);
            return;
        default:
            event->ignore();
    }
}

void CategoryChart::focusInEvent(QFocusEvent* event) {
    QWidget::focusInEvent(event);
    update();
}

void CategoryChart::focusOutEvent(QFocusEvent* event) {
    QWidget::focusOutEvent(event);
    point(-1);
}

}  // namespace steward::ui
