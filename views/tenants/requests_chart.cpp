#include "views/tenants/requests_chart.h"

#include <QPainter>
#include <QPainterPath>
#include <cmath>

#include "ui/paint.h"
#include "views/common/words.h"

namespace steward::views {

namespace {

constexpr int left = 42, right = 2, top = 6, bottom = 20;

struct Plot {
    QRectF area;
    double ceiling;
    qsizetype count;
    QPointF at(qsizetype i, double value) const {
        const double x = count > 1 ? area.left() + area.width() * double(i) / double(count - 1) : area.right();
        return {x, area.bottom() - area.height() * value / ceiling};
    }
};

// One polyline for each run without a gap.
QList<QPolygonF> runsOf(const QList<qreal>& values, const Plot& plot) {
    QList<QPolygonF> runs;
    QPolygonF run;
    for (qsizetype i = 0; i < values.size(); ++i) {
        if (!std::isnan(values[i])) run << plot.at(i, values[i]);
        if ((std::isnan(values[i]) || i + 1 == values.size()) && !run.isEmpty()) runs << std::exchange(run, {});
    }
    return runs;
}

}  // namespace

double niceCeiling(double value) {
    if (value <= 0) return 1;
    const double power = std::pow(10, std::floor(std::log10(value)));
    for (const double step : {1.0, 2.0, 4.0, 5.0, 10.0})
        if (step * power >= value) return step * power;
    return 10 * power;
}

RequestsChart::RequestsChart(QWidget* parent) : QWidget(parent) {
    setMinimumHeight(96);
}

void RequestsChart::setValues(const QList<qreal>& values, const QDateTime& from) {
    values_ = values;
    from_ = from;
    double most = 0;
    for (const qreal value : values)
        if (!std::isnan(value)) most = std::max(most, value);
    setAccessibleName(tr("Requests of the last 24 hours by the hour, at most %1").arg(amountText(most)));
    update();
}

void RequestsChart::paintEvent(QPaintEvent*) {
    if (values_.isEmpty()) return;
    const ui::Theme& theme = ui::Theme::current();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    double most = 0;
    for (const qreal value : values_)
        if (!std::isnan(value)) most = std::max(most, value);
    const Plot plot{QRectF(left, top, width() - left - right, height() - top - bottom), niceCeiling(most),
                    values_.size()};
    const QFont font = theme.font(ui::TextStyle::caption);
    const QColor label = theme.color("text.tertiary");
    for (int tick = 0; tick <= 2; ++tick) {
        const double value = plot.ceiling * tick / 2;
        const double y = std::round(plot.at(0, value).y()) + 0.5;
        painter.setPen(theme.color(tick == 0 ? ui::ColorRole("chartAxis") : ui::ColorRole("chartGrid")));
        painter.drawLine(QPointF(plot.area.left(), y), QPointF(plot.area.right(), y));
        ui::paintText(&painter, QRect(0, int(y) - 8, left - 6, 16), amountText(value), font, label,
                      Qt::AlignRight | Qt::AlignVCenter);
    }
    const QColor color = theme.chart(0);
    QColor fill = color;
    fill.setAlphaF(0.1f);
    for (const QPolygonF& run : runsOf(values_, plot)) {
        QPolygonF area = run;
        area << QPointF(run.last().x(), plot.area.bottom()) << QPointF(run.first().x(), plot.area.bottom());
        painter.setPen(Qt::NoPen);
        painter.setBrush(fill);
        painter.drawPolygon(area);
        painter.setPen(QPen(color, 1.5));
        painter.setBrush(Qt::NoBrush);
        painter.drawPolyline(run);
    }
    for (int tick = 0; tick <= 4; ++tick) {
        const double x = plot.area.left() + plot.area.width() * tick / 4;
        const QDateTime time = from_.addSecs(qint64(3600) * (values_.size() - 1) * tick / 4);
        const QString text = tick == 4 ? tr("now") : time.toUTC().toString(QStringLiteral("HH:mm"));
        const QRect box(tick == 0 ? int(x) : tick == 4 ? int(x) - 60 : int(x) - 30, height() - 17, 60, 16);
        ui::paintText(&painter, box, text, font, label,
                      (tick == 0   ? Qt::AlignLeft
                       : tick == 4 ? Qt::AlignRight
                                   : Qt::AlignHCenter) |
                          Qt::AlignVCenter);
    }
}

}  // namespace steward::views
