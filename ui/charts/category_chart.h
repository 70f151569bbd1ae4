// What reports draw: bars, lines and areas over categories, grouped, stacked or in per cent; points of two numbers;
// shares of a circle; a map of shades; large figures. Totals above, the legend to the right. The same code draws the
// widget and the page of a PDF. GUI thread.
#pragma once

#include <QStringList>
#include <QWidget>
#include <optional>
#include <utility>
#include <vector>

#include "ui/charts/chart_colors.h"
#include "ui/charts/scale.h"
#include "ui/charts/tooltip.h"

namespace steward::ui {

enum class CategoryKind { bar, line, area, scatter, pie, heatMap, figures };
enum class Stacking { none, stack, percent };

// One value per category; not a number means that there is none.
struct CategorySeries {
    QString name;
    QColor color;
    std::vector<double> values;
    std::optional<ValueFormat> format = {};  // of figures, where each has its own
};

struct CategoryData {
    QStringList categories;
    std::vector<CategorySeries> series;
    // Of points: where each category stands on the horizontal axis. Of shares and figures there is one category.
    std::vector<double> places = {};
};

struct CategoryOptions {
    CategoryKind kind = CategoryKind::bar;
    Stacking stacking = Stacking::none;
    ValueFormat format;
    ValueFormat placeFormat = {};  // of points
    QString placeTitle = {};
    bool totals = true;    // above each stack, or above each bar when there is room
    bool fromZero = true;  // lines only; bars always start at 0
    bool legend = true;
};

class CategoryChart : public QWidget {
    Q_OBJECT
public:
    explicit CategoryChart(QWidget* parent = nullptr);

    void setColors(const ChartColors& colors);
    void setData(CategoryData shown);
    void setOptions(const CategoryOptions& options);
    const CategoryData& shownData() const { return data_; }
    const CategoryOptions& options() const { return options_; }

    // Draws into any painter, for example that of a QPdfWriter. Text is 11 to 12 units high, so scale the painter to 96
    // units per inch first.
    void renderTo(QPainter* painter, const QRectF& rect) const;

    QSize sizeHint() const override { return {640, 200}; }
    QSize minimumSizeHint() const override { return {240, 120}; }

    // Geometry, in widget pixels, for tests and tooltips.
    QRectF barRect(int series, int category) const;
    ValueTicks ticks() const { return layoutFor(rect()).ticks; }

Q_SIGNALS:
    // A click on a category: the report builder shows its rows.
    void activated(int category);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    struct Layout {
        QRectF frame;
        QRectF plot;
        QRectF legend;
        ValueTicks ticks;
        ValueTicks places;

        double y(double value) const {
            return plot.bottom() - (value - ticks.range.from) / (ticks.range.to - ticks.range.from) * plot.height();
        }
    };
    Layout layoutFor(const QRectF& frame) const;
    ValueRange neededRange() const;
    ValueFormat axisFormat() const;
    bool stacked() const {
        return (options_.kind == CategoryKind::bar || options_.kind == CategoryKind::area) &&
               options_.stacking != Stacking::none;
    }
    bool hasAxes() const { return options_.kind < CategoryKind::pie; }
    double base(std::size_t series, int category) const;
    double x(const Layout& layout, int category) const;
    QRectF heatCell(const Layout& layout, std::size_t series, int category) const;
    std::pair<double, double> heatRange() const;
    int pointAt(const Layout& layout, const QPointF& at) const;
    double value(std::size_t series, int category) const;
    double share(std::size_t series, int category) const;
    double total(int category) const;
    double slotWidth(const Layout& layout) const;
    double middle(const Layout& layout, int category) const;
    QRectF bar(const Layout& layout, std::size_t series, int category) const;

    void paintAxes(QPainter& painter, const Layout& layout) const;
    void paintBars(QPainter& painter, const Layout& layout) const;
    void paintLines(QPainter& painter, const Layout& layout) const;
    void paintAreas(QPainter& painter, const Layout& layout) const;
    void paintPoints(QPainter& painter, const Layout& layout) const;
    void paintPie(QPainter& painter, const Layout& layout) const;
    void paintHeat(QPainter& painter, const Layout& layout) const;
    void paintFigures(QPainter& painter, const Layout& layout) const;
    void paintTotals(QPainter& painter, const Layout& layout) const;
    void paintLegend(QPainter& painter, const Layout& layout) const;
    TooltipText explanation(int category) const;
    void point(int category);

    CategoryData data_;
    CategoryOptions options_;
    ChartColors colors_;
    int pointed_ = -1;
};

}  // namespace steward::ui
