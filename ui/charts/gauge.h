// The burn rate of an error budget: a half circle with coloured bands, the value in the middle, what is left below.
// GUI thread.
#pragma once

#include <QWidget>
#include <vector>

#include "ui/charts/chart_colors.h"
#include "ui/charts/scale.h"

namespace steward::ui {

class Gauge : public QWidget {
    Q_OBJECT
public:
    enum class Level { good, warning, bad };
    // A band ends at `to`; bands ascend, the last one ends the scale.
    struct Band {
        double to = 1;
        Level level = Level::good;
    };

    explicit Gauge(QWidget* parent = nullptr);

    void setColors(const ChartColors& colors);
    void setBands(std::vector<Band> bands);
    void setFormat(const ValueFormat& format);
    // "burn rate, 1 h"
    void setCaption(const QString& caption);
    // Not a number: nothing is known, the arc is empty and the figure a dash. Beyond the scale the arc is full.
    void setValue(double value);
    // The bar below: its name, how much is left (0 to 1) and that in words.
    void setBudget(const QString& name, double left, const QString& words);

    double value() const { return value_; }
    // The level of the band that holds the value.
    Level level() const;

    QSize sizeHint() const override { return {289, 189}; }
    QSize minimumSizeHint() const override { return {180, 130}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void describe();
    double scaleEnd() const { return bands_.empty() ? 1 : bands_.back().to; }
    QColor colorOf(Level level) const;

    ChartColors colors_;
    std::vector<Band> bands_{{1, Level::good}, {2, Level::warning}, {4, Level::bad}};
    ValueFormat format_{Unit::ratio, {}, -1};
    QString caption_;
    double value_;
    QString budgetName_;
    double budgetLeft_ = 0;
    QString budgetWords_;
};

}  // namespace steward::ui
