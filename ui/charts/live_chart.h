// A chart of lines over time that stays cheap while data streams in.
//
// Qt Charts holds the axes and the plot area; one graphics item over it paints what the picture describes, because a
// QLineSeries strokes its whole path on every change. Samples meet in one min-max bucket per device pixel, the window
// steps by whole pixels, and everything that arrived since the last frame costs one update, and none while the chart is
// hidden. GUI thread. Times are UTC milliseconds since 1970.
#pragma once

#include <QElapsedTimer>
#include <QPointer>
#include <QTimer>
#include <QtCharts/QChartView>
#include <memory>

#include "ui/charts/chart_picture.h"
#include "ui/charts/time_cursor.h"

QT_BEGIN_NAMESPACE
class QValueAxis;
QT_END_NAMESPACE

namespace steward::ui {

struct SeriesStyle {
    QString name;
    QColor color;
    bool area = false;  // filled to 0 with 10 %
    LineDash dash = LineDash::byPosition;
};

class LiveChart : public QChartView {
    Q_OBJECT
public:
    explicit LiveChart(QWidget* parent = nullptr);
    ~LiveChart() override;

    // Look. Each may be called again at any time.
    void setColors(const ChartColors& colors);
    void setFormat(const ValueFormat& format);
    void setTimeZone(const QTimeZone& zone);
    void setThresholds(std::vector<ThresholdLine> lines);
    // Series stand on each other in their order: their samples are sums with those below, and what is said of one of
    // them in the tooltip is its own share.
    void setStacked(bool stacked);
    // People choose a range by dragging, the wheel and keys; what is shown changes only by showRange().
    void setZoomable(bool zoomable) { zoomable_ = zoomable; }
    // The y axis shows exactly this range; without one it follows the data, from 0, without trembling.
    void setValueRange(std::optional<ValueRange> range);
    void setTimeCursor(TimeCursor* cursor);

    // Series. The number that addSeries() returns names the series in all other calls.
    int addSeries(const SeriesStyle& style, std::size_t capacity = 3600);
    void setSeriesColor(int series, const QColor& color);
    int seriesCount() const { return static_cast<int>(series_.size()); }
    const SeriesStyle& style(int series) const;
    const TimeSeries& samples(int series) const;
    void removeAllSeries();
    // The series whose value the header of the card shows: the last one, unless told.
    void setHeadline(int series);
    // The value under the crosshair, or the last one. A dash when there is none.
    ValueText headline() const;

    // Data. Samples that are not newer than the last one are ignored.
    void append(int series, Millis time, double value);
    void replace(int series, std::span<const Sample> samples);
    // A finished history of up to some million samples in time order, shown instead of the ring.
    void setHistory(int series, std::vector<Sample> samples);
    // Lost time, for all series: hatched, no line crosses it, and what lies inside is not shown.
    void addGap(TimeRange gap);
    void removeGaps(TimeRange range);
    void setAnnotations(std::vector<Annotation> annotations);

    // Time. Live: the window of this length ends at the newest of advanceTo() and the data.
    void setSpan(Millis span);
    void advanceTo(Millis now);
    // A window that stands still, for history; nothing goes back to live.
    void showRange(std::optional<TimeRange> range);
    TimeRange shownRange() const { return picture_.window.range(); }
    const ChartPicture& picture() const { return picture_; }

    // At most one frame in this time, 100 ms unless told.
    void setFrameInterval(int milliseconds) { frameInterval_ = milliseconds; }
    // The pending frame at once; for exports and tests.
    void refreshNow();

    QSize sizeHint() const override { return {288, 189}; }
    QSize minimumSizeHint() const override { return {160, 96}; }

Q_SIGNALS:
    void headlineChanged(const steward::ui::ValueText& value);
    // Zoomed or moved by the person; and back to what was shown before (double click, Backspace).
    void rangeChosen(const steward::ui::TimeRange& range);
    void backAsked();

protected:
    bool viewportEvent(QEvent* event) override;
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    // QChartView and QGraphicsView would pass these on to the items of the chart, which crashes while it is hidden.
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    struct Series {
        SeriesStyle style;
        TimeSeries samples;
        Decimation decimation;
        std::optional<Pyramid> history;
    };

    void refreshSoon();
    Window currentWindow() const;
    void layOutPlot();
    void readLines();
    void readTimeAxis();
    void readValueAxis();
    void readGaps();
    void readCursor();
    void describe();
    std::optional<Sample> sampleAt(const Series& series, Millis time) const;
    std::optional<Sample> lastSample(const Series& series) const;
    void pointAt(QPointF position);
    // The time of the next sample in this direction that is at least a pixel away.
    std::optional<Millis> neighbour(const Series& series, Millis time, int direction) const;
    void step(int count);
    // Whether the key was about the range.
    bool zoomByKey(QKeyEvent* event);
    void chooseShifted(double share);
    void chooseZoomed(double factor, std::optional<Millis> around);
    double ownValue(std::size_t series) const;  // under the crosshair
    std::size_t headlineIndex() const {
        return headline_ < 0 || headline_ >= seriesCount() ? series_.size() - 1 : static_cast<std::size_t>(headline_);
    }
    ValueText textOf(double value) const { return valueText(value, format_, locale()); }

    std::vector<Series> series_;
    std::vector<TimeRange> gaps_;
    ChartPicture picture_;
    ValueFormat format_;
    QTimeZone zone_ = QTimeZone::utc();
    std::optional<ValueRange> fixedRange_;
    std::optional<TimeRange> fixedWindow_;
    Millis span_ = 3600 * 1000;
    Millis now_ = 0;
    int headline_ = -1;
    ValueText shownHeadline_;
    QPointer<TimeCursor> cursor_;

    QValueAxis* timeAxis_;
    QValueAxis* valueAxis_;
    class Overlay;
    Overlay* overlay_;  // owned by the chart
    bool dirty_ = true;
    bool staleLabels_ = true;
    Window labelledWindow_;
    bool keyboard_ = false;
    bool zoomable_ = false;
    std::optional<double> pressedAt_;  // pixels
    std::optional<TimeRange> panned_;  // what was shown when dragging with Shift began
    int frameInterval_ = 100;
    QTimer frame_;
    QElapsedTimer sinceFrame_;
    QElapsedTimer sinceDescription_;
};

}  // namespace steward::ui
