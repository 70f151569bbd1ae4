// Requests of a day, by the hour: line, light area, three ticks up, five along. Gaps stay gaps.
#pragma once

#include <QDateTime>
#include <QList>
#include <QWidget>

namespace steward::views {

// The smallest of 1, 2, 4, 5 x 10^n that is not below `value`.
double niceCeiling(double value);

class RequestsChart : public QWidget {
    Q_OBJECT
public:
    explicit RequestsChart(QWidget* parent = nullptr);
    // Hourly values from `from` on; NaN where nothing was recorded.
    void setValues(const QList<qreal>& values, const QDateTime& from);
    QSize sizeHint() const override { return {368, 96}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QList<qreal> values_;
    QDateTime from_;
};

}  // namespace steward::views
