// A table of values as colours over time: how many requests took how long, when. One pixel of an image per cell, scaled
// without smoothing. GUI thread.
#pragma once

#include <QImage>
#include <QPointer>
#include <QStringList>
#include <QWidget>
#include <vector>

#include "ui/charts/chart_picture.h"
#include "ui/charts/time_cursor.h"

namespace steward::ui {

class HeatMap : public QWidget {
    Q_OBJECT
public:
    explicit HeatMap(QWidget* parent = nullptr);

    // `scale` from few to many, at least one colour.
    void setColors(const ChartColors& colors, std::vector<QColor> scale);
    // Row 0 is at the top. `cells` row by row, columns × rows.size() of them, in equal steps over the time range; not a
    // number means nothing is known.
    void setCells(TimeRange range, const QStringList& rows, int columns, std::vector<double> cells);
    // What stands left and right of the scale below: "fewer", "more requests". `what` names the cells in the tooltip.
    void setLegend(const QString& few, const QString& many, const ValueFormat& format);
    void setAnnotations(std::vector<Annotation> annotations);
    void setTimeCursor(TimeCursor* cursor);
    void setTimeZone(const QTimeZone& zone);

    const QImage& image() const { return image_; }
    QRectF plot() const;

    QSize sizeHint() const override { return {289, 189}; }
    QSize minimumSizeHint() const override { return {180, 110}; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    void render();
    int columnAt(Millis time) const;
    double x(Millis time) const;
    void paintMarks(QPainter& painter) const;
    void paintLegend(QPainter& painter) const;
    void paintExplanation(QPainter& painter) const;
    void describe();

    ChartColors colors_;
    std::vector<QColor> scale_;
    TimeRange range_;
    QStringList rows_;
    int columns_ = 0;
    std::vector<double> cells_;
    QImage image_;
    QString few_;
    QString many_;
    ValueFormat format_;
    std::vector<Annotation> annotations_;
    QPointer<TimeCursor> cursor_;
    QTimeZone zone_ = QTimeZone::utc();
    int pointedRow_ = -1;
};

}  // namespace steward::ui
