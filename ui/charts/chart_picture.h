// Everything a live chart shows at one moment, and how it is painted. Plain values: who fills them does not paint, and
// who paints does not compute. Pixels are logical, relative to the chart widget.
#pragma once

#include <QFont>
#include <QPainter>
#include <QRectF>
#include <QStaticText>
#include <QString>
#include <optional>
#include <vector>

#include "ui/charts/chart_colors.h"
#include "ui/charts/decimation.h"
#include "ui/charts/scale.h"
#include "ui/charts/tooltip.h"

namespace steward::ui {

enum class AnnotationKind { deploy, audit };

struct Annotation {
    Millis time = 0;
    QString text;
    AnnotationKind kind = AnnotationKind::deploy;
};

// byPosition: solid for the first four series, dash and marker from the fifth on, so that colour is never alone.
enum class LineDash { byPosition, solid };

struct LinePicture {
    QColor color;
    bool area = false;
    int position = 0;
    LineDash dash = LineDash::byPosition;
    // Two strokes half a pixel apart look 1.5 px wide; for a few lines with fewer samples than pixels.
    bool sparse = false;
    std::vector<Sample> points;
    std::vector<TimeRange> gaps;
};

// A dashed line across the plot.
struct ThresholdLine {
    double value = 0;
    bool warning = false;  // in the colour of warnings, and shorter dashes
    bool operator==(const ThresholdLine&) const = default;
};

// A label laid out once; `at` is the value or the time that it stands for.
struct AxisLabel {
    double at = 0;
    QStaticText text;
    double width = 0;
};
AxisLabel axisLabel(double at, const QString& text, const QFont& font);

struct ChartPicture {
    QRectF frame;
    QRectF plot;
    Window window;
    ValueTicks ticks;
    std::vector<AxisLabel> valueLabels;
    std::vector<AxisLabel> timeLabels;
    std::vector<LinePicture> lines;
    // Each line stands on the one before: its points are sums, and the area between them is filled.
    bool stacked = false;
    std::vector<TimeRange> gaps;
    QString gapText;  // of the longest gap; the label appears where it fits
    TimeRange labelledGap;
    std::vector<Annotation> annotations;
    std::vector<ThresholdLine> thresholds;
    std::optional<TimeRange> selection;  // while somebody drags over it
    std::optional<Millis> cursor;
    std::vector<std::optional<Sample>> dots;
    TooltipText tooltip;  // empty: none
    bool focusRing = false;
    ChartColors colors;
    QFont font;

    double x(double time) const {
        return plot.left() + (time - window.from) / (window.width * window.columns) * plot.width();
    }
    double y(double value) const {
        return plot.bottom() - (value - ticks.range.from) / (ticks.range.to - ticks.range.from) * plot.height();
    }
    double timeAt(double pixel) const {
        return window.from + (pixel - plot.left()) / plot.width() * window.width * window.columns;
    }
};

void paintChart(QPainter& painter, const ChartPicture& picture);

}  // namespace steward::ui
