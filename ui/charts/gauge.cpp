#include "ui/charts/gauge.h"

#include <QPainter>
#include <algorithm>
#include <cmath>
#include <limits>

#include "ui/charts/tooltip.h"

using namespace Qt::Literals::StringLiterals;

namespace steward::ui {
namespace {

constexpr double half = 180 * 16;  // Qt counts angles in sixteenths of a degree
constexpr double budgetHeight = 56;

void arc(QPainter& painter, QPointF centre, double radius, double from, double to, const QColor& color, double width) {
    painter.setPen(QPen(color, width, Qt::SolidLine, Qt::FlatCap));
    painter.setBrush(Qt::NoBrush);
    const QRectF circle(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius);
    painter.drawArc(circle, static_cast<int>(std::lround(half * (1 - from))),
                    -static_cast<int>(std::lround(half * (to - from))));
}

}  // namespace

Gauge::Gauge(QWidget* parent) : QWidget(parent), value_(std::numeric_limits<double>::quiet_NaN()) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void Gauge::setColors(const ChartColors& colors) {
    colors_ = colors;
    update();
}

void Gauge::setBands(std::vector<Band> bands) {
    bands_ = std::move(bands);
    update();
}

void Gauge::setFormat(const ValueFormat& format) {
    format_ = format;
    describe();
}

void Gauge::setCaption(const QString& caption) {
    caption_ = caption;
    describe();
}

void Gauge::setValue(double value) {
    value_ = value;
    describe();
}

void Gauge::setBudget(const QString& name, double left, const QString& words) {
    budgetName_ = name;
    budgetLeft_ = std::clamp(left, 0.0, 1.0);
    budgetWords_ = words;
    describe();
}

Gauge::Level Gauge::level() const {
    for (const Band& band : bands_) {
        if (value_ < band.to) return band.level;
    }
    return bands_.empty() || !std::isfinite(value_) ? Level::good : bands_.back().level;
}

QColor Gauge::colorOf(Level level) const {
    return level == Level::good ? colors_.good : level == Level::warning ? colors_.warning : colors_.bad;
}

void Gauge::describe() {
    QString text = valueText(value_, format_, locale()).joined() + u' ' + caption_;
    if (!budgetName_.isEmpty()) text += u". "_s + budgetName_ + u": "_s + budgetWords_;
    setAccessibleDescription(text);
    update();
}

void Gauge::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const double below = budgetName_.isEmpty() ? 18 : budgetHeight + 18;
    const double radius = std::max(30.0, std::min((width() - 56) / 2.0, height() - below - 20.0));
    const double unit = radius / 96;
    const QPointF centre(width() / 2.0, 20 + radius + std::max(0.0, (height() - below - 20 - radius) / 2));

    double from = 0;
    for (const Band& band : bands_) {
        const double to = std::clamp(band.to / scaleEnd(), 0.0, 1.0);
        const double space = 0.0035;
        arc(painter, centre, radius, from > 0 ? from + space : 0, to < 1 ? to - space : 1, colorOf(band.level),
            4 * unit);
        from = to;
    }
    const double inner = radius - 12 * unit;
    arc(painter, centre, inner, 0, 1, colors_.track, 12 * unit);
    const bool known = std::isfinite(value_);
    if (known) {
        const double share = std::clamp(value_ / scaleEnd(), 0.0, 1.0);
        arc(painter, centre, inner, 0, share, colorOf(level()), 12 * unit);
        const double angle = M_PI * (1 - share);
        const QPointF direction(std::cos(angle), -std::sin(angle));
        painter.setPen(QPen(colors_.text, 3, Qt::SolidLine, Qt::FlatCap));
        painter.drawLine(centre + direction * (inner - 8 * unit), centre + direction * (inner + 8 * unit));
    }

    const auto middle = [&](double y, const QFont& font, const QColor& color, const QString& text) {
        painter.setFont(font);
        painter.setPen(color);
        painter.drawText(QRectF(centre.x() - inner + 8, y - 20, 2 * inner - 16, 40), Qt::AlignCenter, text);
    };
    middle(centre.y() - 30 * unit, chartFont(font(), std::clamp(static_cast<int>(24 * unit), 14, 24), QFont::DemiBold),
           colors_.text, valueText(value_, format_, locale()).joined());
    middle(centre.y() - 8 * unit, chartFont(font(), 12), colors_.textMuted, caption_);
    painter.setFont(chartFont(font(), 11));
    painter.setPen(colors_.textDim);
    const auto end = [&](double x, double value) {
        const ValueTicks whole{{0, scaleEnd()}, scaleEnd(), {}};
        painter.drawText(QRectF(x - 30, centre.y() + 6, 60, 14), Qt::AlignCenter,
                         axisText(value, whole, format_, locale()));
    };
    end(centre.x() - inner, 0);
    end(centre.x() + inner, scaleEnd());

    if (budgetName_.isEmpty()) return;
    const QRectF line(12, height() - 42, width() - 24, 16);
    painter.setFont(chartFont(font(), 12));
    painter.setPen(colors_.textMuted);
    const QFont strong = chartFont(font(), 12, QFont::Medium);
    const double room = line.width() - QFontMetricsF(strong).horizontalAdvance(budgetWords_) - 8;
    painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter,
                     QFontMetricsF(painter.font()).elidedText(budgetName_, Qt::ElideRight, std::max(0.0, room)));
    painter.setFont(strong);
    painter.setPen(colors_.text);
    painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, budgetWords_);
    QRectF bar(12, height() - 21, width() - 24, 6);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colors_.track);
    painter.drawRoundedRect(bar, 3, 3);
    bar.setWidth(bar.width() * budgetLeft_);
    painter.setBrush(budgetLeft_ > 0.25 ? colors_.good : budgetLeft_ > 0 ? colors_.warning : colors_.bad);
    if (bar.width() >= 1) painter.drawRoundedRect(bar, 3, 3);
}

}  // namespace steward::ui
