#include <QPainter>

#include "ui/paint.h"
#include "views/components/components_page.h"
#include "views/components/sheet.h"

namespace steward::views {
namespace {

// Four dash patterns, then again with square markers: no series is told by colour alone.
class ChartColours : public QWidget {
public:
    explicit ChartColours(QWidget* parent) : QWidget(parent) {
        setFixedSize(332, 40);
        setAccessibleName(ComponentsPage::tr("The eight chart colours"));
    }

protected:
    void paintEvent(QPaintEvent*) override {
        static const QList<QList<qreal>> dashes{{}, {3, 1.5}, {1, 1.5}, {4, 1.5, 1, 1.5}};
        const ui::Theme& theme = ui::Theme::current();
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        for (int series = 0; series < 8; ++series) {
            const qreal x = series * 42;
            const QColor color = theme.chart(series);
            painter.setPen(Qt::NoPen);
            painter.setBrush(color);
            painter.drawRoundedRect(QRectF(x, 0, 38, 20), 4, 4);
            QPen pen(color, 2, Qt::SolidLine, Qt::FlatCap);
            if (series % 4 != 0) pen.setDashPattern(dashes[series % 4]);
            painter.setPen(pen);
            painter.drawLine(QPointF(x, 31), QPointF(x + 38, 31));
            painter.setPen(QPen(theme.color("surface.canvas"), 1.5));
            if (series < 4) {
                painter.drawEllipse(QPointF(x + 19, 31), 4, 4);
            } else {
                painter.drawRect(QRectF(x + 15, 27, 8, 8));
            }
        }
    }
};

class TooltipSample : public QWidget {
public:
    explicit TooltipSample(QWidget* parent)
        : QWidget(parent), text_(ComponentsPage::tr("Copy id")), keys_(QStringLiteral("Ctrl+Shift+C")) {
        setAccessibleName(text_);
        setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    }
    QSize sizeHint() const override {
        const QFont font = ui::Theme::current().font(ui::TextStyle::small);
        return {16 + ui::textWidth(text_, font) + 8 + ui::textWidth(keys_, font), 24};
    }

protected:
    void paintEvent(QPaintEvent*) override {
        const ui::Theme& theme = ui::Theme::current();
        const QFont font = theme.font(ui::TextStyle::small);
        QPainter painter(this);
        const bool outlined = theme.shown() == ui::ThemeKind::highContrast;
        const ui::ColorRole line = outlined ? ui::ColorRole("border.strong") : ui::ColorRole("surface.tooltip");
        ui::paintCard(&painter, rect(), theme.color("surface.tooltip"), theme.color(line), 6);
        ui::paintText(&painter, rect().adjusted(8, 0, 0, 0), text_, font, theme.color("text.onTooltip"));
        ui::paintText(&painter, rect().adjusted(0, 0, -8, 0), keys_, font, theme.color("text.onTooltipDim"),
                      Qt::AlignRight | Qt::AlignVCenter);
    }

private:
    QString text_, keys_;
};

}  // namespace

QWidget* chartColours(QWidget* parent) {
    return new ChartColours(parent);
}

QWidget* tooltipSample(QWidget* parent) {
    return new TooltipSample(parent);
}

}  // namespace steward::views
