#include "ui/charts/chart_picture.h"

#include <QFontMetricsF>
#include <QPainterPath>
#include <algorithm>
#include <array>
#include <cmath>

namespace steward::ui {
namespace {

constexpr double labelDistance = 6;

QColor faded(QColor color, double opacity) {
    color.setAlphaF(static_cast<float>(opacity));
    return color;
}

QColor mixed(const QColor& under, const QColor& over, double share) {
    const auto part = [share](int a, int b) { return static_cast<int>(std::lround(a + (b - a) * share)); };
    return {part(under.red(), over.red()), part(under.green(), over.green()), part(under.blue(), over.blue())};
}

// One crisp logical pixel at any device pixel ratio.
void horizontal(QPainter& painter, double left, double right, double y, const QColor& color) {
    painter.fillRect(QRectF(left, std::floor(y), right - left, 1), color);
}
void vertical(QPainter& painter, double x, double top, double bottom, const QColor& color) {
    painter.fillRect(QRectF(std::floor(x), top, 1, bottom - top), color);
}

QPen hairline(const QColor& color, const QList<qreal>& dash = {}) {
    QPen pen(color, 1);
    pen.setCosmetic(true);
    pen.setJoinStyle(Qt::BevelJoin);
    if (!dash.isEmpty()) pen.setDashPattern(dash);
    return pen;
}

void paintAxes(QPainter& painter, const ChartPicture& picture) {
    const QRectF& plot = picture.plot;
    const QFont font = chartFont(picture.font, 11);
    const QFontMetricsF metrics(font);
    painter.setFont(font);
    painter.setPen(picture.colors.textDim);
    const double middle = (metrics.ascent() + metrics.descent()) / 2;
    for (std::size_t i = 0; i < picture.valueLabels.size(); ++i) {
        const AxisLabel& label = picture.valueLabels[i];
        const double y = picture.y(label.at);
        horizontal(painter, plot.left(), plot.right(), y, i > 0 ? picture.colors.grid : picture.colors.axis);
        painter.drawStaticText(QPointF(plot.left() - labelDistance - label.width, std::round(y - middle)), label.text);
    }
    const double top = plot.bottom() + 15 - metrics.ascent();
    for (const AxisLabel& label : picture.timeLabels) {
        const double x = picture.x(label.at) - label.width / 2;
        painter.drawStaticText(QPointF(std::clamp(x, plot.left(), plot.right() - label.width), top), label.text);
    }
}

void paintGaps(QPainter& painter, const ChartPicture& picture) {
    for (const TimeRange& gap : picture.gaps) {
        const double left = std::max(picture.x(static_cast<double>(gap.from)), picture.plot.left());
        const double right = std::min(picture.x(static_cast<double>(gap.to)), picture.plot.right());
        if (right < left) continue;
        const QRectF area(left, picture.plot.top(), std::max(right - left, 1.0), picture.plot.height());
        painter.setBrushOrigin(area.topLeft());
        painter.fillRect(area, QBrush(picture.colors.gapHatch, Qt::BDiagPattern));
        const QColor edge = faded(picture.colors.gapEdge, 0.7);
        vertical(painter, area.left(), area.top(), area.bottom(), edge);
        vertical(painter, area.right(), area.top(), area.bottom(), edge);
    }
}

const QList<qreal>& dashOf(const LinePicture& line) {
    static const std::array<QList<qreal>, 4> dashes{QList<qreal>{}, {6, 3}, {2, 3}, {8, 3, 2, 3}};
    const bool plain = line.dash == LineDash::solid || line.position < 4;
    return dashes[plain ? 0 : static_cast<std::size_t>(line.position % 4)];
}

void paintMarker(QPainter& painter, QPointF at, int position) {
    constexpr double reach = 4;
    if (position % 8 < 4) {
        painter.drawEllipse(at, reach, reach);
    } else {
        painter.drawRect(QRectF(at.x() - reach, at.y() - reach, 2 * reach, 2 * reach));
    }
}

// Calls draw(run) for every unbroken run of the line: the polylines between its gaps.
template <class Draw>
void forEachRun(const ChartPicture& picture, const LinePicture& line, Draw draw) {
    static thread_local QList<QPointF> run;
    run.clear();
    auto gap = line.gaps.begin();
    const double perMillisecond = picture.plot.width() / (picture.window.width * picture.window.columns);
    const double perValue = picture.plot.height() / (picture.ticks.range.to - picture.ticks.range.from);
    const double left = picture.plot.left() - picture.window.from * perMillisecond;
    const double bottom = picture.plot.bottom() + picture.ticks.range.from * perValue;
    for (const Sample& point : line.points) {
        // `gap` is the first one that ends after the point before, `next` the first one that ends after this point.
        auto next = gap;
        while (next != line.gaps.end() && next->to <= point.time)
            ++next;
        const bool crossed = gap != line.gaps.end() && gap->from < point.time;
        const bool lost = next != line.gaps.end() && next->from < point.time;
        gap = next;
        if (crossed && !run.isEmpty()) {
            draw(run);
            run.clear();
        }
        if (lost) continue;
        run.append(QPointF(left + static_cast<double>(point.time) * perMillisecond, bottom - point.value * perValue));
    }
    if (!run.isEmpty()) draw(run);
}

void paintAreas(QPainter& painter, const ChartPicture& picture) {
    const double base = std::clamp(picture.y(0), picture.plot.top(), picture.plot.bottom());
    painter.setPen(Qt::NoPen);
    painter.setRenderHint(QPainter::Antialiasing, false);
    const auto fill = [&](const LinePicture& line, const QColor& color) {
        painter.setBrush(color);
        forEachRun(picture, line, [&](const QList<QPointF>& run) {
            QPolygonF shape(run);
            shape.append(QPointF(run.last().x(), base));
            shape.append(QPointF(run.first().x(), base));
            painter.drawPolygon(shape);
        });
    };
    if (picture.stacked) {
        // From the top down and opaque: what is lower covers what it carries.
        for (auto line = picture.lines.rbegin(); line != picture.lines.rend(); ++line)
            fill(*line, mixed(picture.colors.panel, line->color, 0.3));
    } else {
        for (const LinePicture& line : picture.lines)
            if (line.area) fill(line, faded(line.color, 0.1));
    }
    painter.setRenderHint(QPainter::Antialiasing, true);
}

void paintMarkers(QPainter& painter, const ChartPicture& picture, const LinePicture& line) {
    painter.setPen(QPen(picture.colors.panel, 1.5));
    painter.setBrush(line.color);
    const double spacing = picture.window.width * picture.window.columns / picture.plot.width() * 64;
    const double shift = 0.25 * (line.position % 4);
    double slot = 0;
    for (std::size_t i = 0; i < line.points.size(); ++i) {
        const Sample& point = line.points[i];
        const double now = std::floor(static_cast<double>(point.time) / spacing + shift);
        const bool first = i == 0;
        if (!first && now != slot) {
            paintMarker(painter, {picture.x(static_cast<double>(point.time)), picture.y(point.value)}, line.position);
        }
        slot = now;
    }
}

void paintLines(QPainter& painter, const ChartPicture& picture) {
    const double deviceRatio = painter.device()->devicePixelRatioF();
    for (auto line = picture.lines.rbegin(); line != picture.lines.rend(); ++line) {
        const QList<qreal>& dash = dashOf(*line);
        QPen pen = hairline(line->color, dash);
        if (!dash.isEmpty()) pen.setDashOffset(std::fmod(picture.window.from / picture.window.width, 16));
        painter.setPen(pen);
        const int strokes = line->sparse ? static_cast<int>(std::ceil(1.5 * deviceRatio)) : 1;
        const double shift = strokes > 1 ? 0.5 / deviceRatio : 0;
        forEachRun(picture, *line, [&](const QList<QPointF>& run) {
            if (run.size() == 1) {
                painter.fillRect(QRectF(run[0].x() - 1, run[0].y() - 1, 2, 2), line->color);
                return;
            }
            for (int stroke = 0; stroke < strokes; ++stroke) {
                const double offset = (stroke - (strokes - 1) / 2.0) * shift;
                if (strokes > 1) painter.translate(0, offset);
                painter.drawPolyline(run.constData(), static_cast<int>(run.size()));
                if (strokes > 1) painter.translate(0, -offset);
            }
        });
        if (!dash.isEmpty() || (line->dash == LineDash::byPosition && line->position >= 4)) {
            paintMarkers(painter, picture, *line);
        }
    }
}

void paintThresholds(QPainter& painter, const ChartPicture& picture) {
    for (const ThresholdLine& line : picture.thresholds) {
        const double y = std::floor(picture.y(line.value)) + 0.5;
        painter.setPen(line.warning ? hairline(picture.colors.warning, {2, 3})
                                    : hairline(picture.colors.threshold, {4, 3}));
        painter.drawLine(QPointF(picture.plot.left(), y), QPointF(picture.plot.right(), y));
    }
}

void paintSelection(QPainter& painter, const ChartPicture& picture) {
    if (!picture.selection) return;
    const double left = std::max(picture.x(static_cast<double>(picture.selection->from)), picture.plot.left());
    const double right = std::min(picture.x(static_cast<double>(picture.selection->to)), picture.plot.right());
    if (right <= left) return;
    const QRectF area(left, picture.plot.top(), right - left, picture.plot.height());
    painter.fillRect(area, faded(picture.colors.focus, 0.18));
    vertical(painter, area.left(), area.top(), area.bottom(), picture.colors.focus);
    vertical(painter, area.right(), area.top(), area.bottom(), picture.colors.focus);
}

void paintAnnotations(QPainter& painter, const ChartPicture& picture) {
    const QRectF& plot = picture.plot;
    const QFont font = chartFont(picture.font, 11, QFont::Medium);
    const QFontMetricsF metrics(font);
    painter.setFont(font);
    for (const Annotation& annotation : picture.annotations) {
        const double x = std::floor(picture.x(static_cast<double>(annotation.time))) + 0.5;
        if (x < plot.left() || x > plot.right()) continue;
        const bool deploy = annotation.kind == AnnotationKind::deploy;
        const QColor color = deploy ? picture.colors.deploy : picture.colors.audit;
        painter.setPen(hairline(color, {3, 3}));
        painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()));
        painter.setPen(Qt::NoPen);
        painter.setBrush(color);
        const std::array triangle{QPointF(x - 4, plot.top() - 1), QPointF(x + 4, plot.top() - 1),
                                  QPointF(x, plot.top() + 5)};
        painter.drawPolygon(triangle.data(), static_cast<int>(triangle.size()));

        double limit = plot.right();
        for (const Annotation& other : picture.annotations) {
            const double there = picture.x(static_cast<double>(other.time));
            if (there > x + 1) limit = std::min(limit, there - 8);
        }
        for (const TimeRange& gap : picture.gaps) {
            const double there = picture.x(static_cast<double>(gap.from));
            if (there > x) limit = std::min(limit, there - 4);
        }
        if (deploy && plot.width() >= 360 && x + 6 + metrics.horizontalAdvance(annotation.text) <= limit) {
            painter.setPen(color);
            painter.drawText(QPointF(x + 6, plot.top() + 9), annotation.text);
        }
    }
}

// A crossed-out wave: no signal.
void paintNoSignal(QPainter& painter, QPointF at, const QColor& color) {
    painter.setPen(QPen(color, 1.1, Qt::SolidLine, Qt::RoundCap));
    painter.setBrush(Qt::NoBrush);
    for (const double reach : {2.5, 5.0}) {
        painter.drawArc(QRectF(at.x() - reach, at.y() + 3 - reach, 2 * reach, 2 * reach), 40 * 16, 100 * 16);
    }
    painter.drawLine(at + QPointF(-4, 4), at + QPointF(4, -4));
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawEllipse(at + QPointF(0, 3.2), 0.9, 0.9);
}

void paintGapLabel(QPainter& painter, const ChartPicture& picture) {
    const QRectF& plot = picture.plot;
    if (picture.gapText.isEmpty()) return;
    const QFont font = chartFont(picture.font, 11, QFont::Medium);
    const double width = std::ceil(QFontMetricsF(font).horizontalAdvance(picture.gapText)) + 26;
    const double left = picture.x(static_cast<double>(picture.labelledGap.from));
    const double right = picture.x(static_cast<double>(picture.labelledGap.to));
    if (plot.width() < 2.5 * width && right - left < width) return;
    const double middle = std::clamp((left + right) / 2, plot.left() + width / 2 + 4, plot.right() - width / 2 - 4);
    const QRectF tag(std::round(middle - width / 2), std::round(plot.top() + 0.48 * plot.height() - 9), width, 18);
    painter.setPen(QPen(picture.colors.gapBorder, 1));
    painter.setBrush(picture.colors.raised);
    painter.drawRoundedRect(tag.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    paintNoSignal(painter, {tag.left() + 11.5, tag.center().y()}, picture.colors.gapText);
    painter.setPen(picture.colors.gapText);
    painter.setFont(font);
    painter.drawText(tag.adjusted(21, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, picture.gapText);
}

void paintCursor(QPainter& painter, const ChartPicture& picture) {
    if (!picture.cursor) return;
    const double x = std::floor(picture.x(static_cast<double>(*picture.cursor)));
    if (x < picture.plot.left() - 1 || x > picture.plot.right()) return;
    vertical(painter, x, picture.plot.top(), picture.plot.bottom(), picture.colors.crosshair);
    painter.setPen(QPen(picture.colors.panel, 1.5));
    for (std::size_t i = 0; i < picture.dots.size(); ++i) {
        if (!picture.dots[i]) continue;
        const double y = picture.y(picture.dots[i]->value);
        if (y < picture.plot.top() - 1 || y > picture.plot.bottom() + 1) continue;
        painter.setBrush(picture.lines[i].color);
        painter.drawEllipse(QPointF(x + 0.5, y), 3.5, 3.5);
    }
    if (!picture.tooltip.title.isEmpty()) {
        paintTooltip(painter, picture.tooltip, {x, picture.plot.top()}, picture.frame.adjusted(4, 4, -4, -4),
                     picture.colors, picture.font);
    }
}

}  // namespace

AxisLabel axisLabel(double at, const QString& text, const QFont& font) {
    AxisLabel label{at, QStaticText(text), QFontMetricsF(font).horizontalAdvance(text)};
    label.text.setTextFormat(Qt::PlainText);
    label.text.setPerformanceHint(QStaticText::AggressiveCaching);
    label.text.prepare({}, font);
    return label;
}

void paintChart(QPainter& painter, const ChartPicture& picture) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, true);
    paintAxes(painter, picture);
    painter.setClipRect(picture.plot.adjusted(-1, -1, 1, 1));
    paintGaps(painter, picture);
    if (!picture.stacked) paintThresholds(painter, picture);
    paintAreas(painter, picture);
    if (picture.stacked) paintThresholds(painter, picture);
    paintLines(painter, picture);
    paintSelection(painter, picture);
    painter.setClipping(false);
    paintAnnotations(painter, picture);
    paintGapLabel(painter, picture);
    paintCursor(painter, picture);
    if (picture.focusRing) {
        painter.setPen(QPen(picture.colors.focus, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(picture.frame.adjusted(1, 1, -1, -1), 6, 6);
    }
    painter.restore();
}

}  // namespace steward::ui
