#include "ui/charts/live_chart.h"

#include <QGraphicsItem>
#include <QGraphicsLayout>
#include <QtCharts/QChart>
#include <QtCharts/QLegend>
#include <QtCharts/QLineSeries>
#include <QtCharts/QValueAxis>
#include <algorithm>
#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace steward::ui {
namespace {

constexpr double leftMargin = 44;
constexpr double rightMargin = 12;
constexpr double topMargin = 8;
constexpr double bottomMargin = 20;
constexpr double overGrid = 1;  // above the axes, below the legend of a QChart

}  // namespace

class LiveChart::Overlay final : public QGraphicsItem {
public:
    Overlay(QGraphicsItem* parent, const ChartPicture& picture) : QGraphicsItem(parent), picture_(picture) {
        setZValue(overGrid);
        setAcceptedMouseButtons(Qt::NoButton);
    }
    QRectF boundingRect() const override { return picture_.frame; }
    void paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) override {
        paintChart(*painter, picture_);
    }
    void frameChanges() { prepareGeometryChange(); }

private:
    const ChartPicture& picture_;
};

LiveChart::LiveChart(QWidget* parent)
    : QChartView(new QChart, parent), timeAxis_(new QValueAxis(this)), valueAxis_(new QValueAxis(this)) {
    QChart* frame = chart();
    frame->setMargins({});
    frame->layout()->setContentsMargins(0, 0, 0, 0);
    frame->setBackgroundVisible(false);
    frame->setDropShadowEnabled(false);
    frame->setAnimationOptions(QChart::NoAnimation);
    frame->legend()->hide();

    // Empty: it ties the axes to the plot area, so that mapToPosition() and the frame are Qt Charts' own.
    auto* series = new QLineSeries(frame);
    frame->addSeries(series);
    for (QValueAxis* axis : {timeAxis_, valueAxis_}) {
        axis->setLabelsVisible(false);
        axis->setGridLineVisible(false);
        axis->setLineVisible(false);
        frame->addAxis(axis, axis == timeAxis_ ? Qt::AlignBottom : Qt::AlignLeft);
        series->attachAxis(axis);
    }
    timeAxis_->setTickCount(2);
    valueAxis_->setTickCount(2);

    overlay_ = new Overlay(frame, picture_);
    setFrameShape(QFrame::NoFrame);
    setInteractive(false);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setOptimizationFlags(DontSavePainterState | DontAdjustForAntialiasing);
    setViewportUpdateMode(FullViewportUpdate);
    scene()->setItemIndexMethod(QGraphicsScene::NoIndex);
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    viewport()->setMouseTracking(true);
    frame_.setSingleShot(true);
    connect(&frame_, &QTimer::timeout, this, &LiveChart::refreshNow);
}

LiveChart::~LiveChart() = default;

void LiveChart::setColors(const ChartColors& colors) {
    picture_.colors = colors;
    setBackgroundBrush(colors.panel);
    refreshSoon();
}

void LiveChart::setFormat(const ValueFormat& format) {
    format_ = format;
    staleLabels_ = true;
    refreshSoon();
}

void LiveChart::setTimeZone(const QTimeZone& zone) {
    zone_ = zone;
    staleLabels_ = true;
    refreshSoon();
}

void LiveChart::setThresholds(std::vector<ThresholdLine> lines) {
    picture_.thresholds = std::move(lines);
    refreshSoon();
}

void LiveChart::setStacked(bool stacked) {
    picture_.stacked = stacked;
    refreshSoon();
}

void LiveChart::setValueRange(std::optional<ValueRange> range) {
    fixedRange_ = range;
    refreshSoon();
}

void LiveChart::setTimeCursor(TimeCursor* cursor) {
    if (cursor_) cursor_->disconnect(this);
    cursor_ = cursor;
    if (!cursor) return;
    connect(cursor, &TimeCursor::moved, this, [this] {
        if (dirty_) return;
        readCursor();
        viewport()->update();
    });
}

int LiveChart::addSeries(const SeriesStyle& style, std::size_t capacity) {
    Series series{style, TimeSeries(capacity), {}, {}};
    for (const TimeRange& gap : gaps_)
        series.samples.addGap(gap);
    series_.push_back(std::move(series));
    refreshSoon();
    return seriesCount() - 1;
}

void LiveChart::setSeriesColor(int series, const QColor& color) {
    series_.at(static_cast<std::size_t>(series)).style.color = color;
    refreshSoon();
}

const SeriesStyle& LiveChart::style(int series) const {
    return series_.at(static_cast<std::size_t>(series)).style;
}

const TimeSeries& LiveChart::samples(int series) const {
    return series_.at(static_cast<std::size_t>(series)).samples;
}

void LiveChart::removeAllSeries() {
    series_.clear();
    headline_ = -1;
    picture_.ticks = {};
    refreshSoon();
}

void LiveChart::setHeadline(int series) {
    headline_ = series;
    refreshSoon();
}

ValueText LiveChart::headline() const {
    if (series_.empty()) return textOf(std::nan(""));
    const std::size_t index = headlineIndex();
    const bool pointed = cursor_ && cursor_->time() && index < picture_.dots.size();
    const std::optional<Sample> sample = pointed ? picture_.dots[index] : lastSample(series_.at(index));
    return textOf(sample ? sample->value : std::nan(""));
}

void LiveChart::append(int series, Millis time, double value) {
    if (series_.at(static_cast<std::size_t>(series)).samples.append(time, value)) refreshSoon();
}

void LiveChart::replace(int series, std::span<const Sample> samples) {
    Series& into = series_.at(static_cast<std::size_t>(series));
    into.history.reset();
    into.samples.replace(samples);
    refreshSoon();
}

void LiveChart::setHistory(int series, std::vector<Sample> samples) {
    series_.at(static_cast<std::size_t>(series)).history.emplace(std::move(samples));
    refreshSoon();
}

void LiveChart::addGap(TimeRange gap) {
    addRange(gaps_, gap);
    for (Series& series : series_)
        series.samples.addGap(gap);
    refreshSoon();
}

void LiveChart::removeGaps(TimeRange range) {
    std::erase_if(gaps_, [range](const TimeRange& gap) { return range.contains(gap.from) && range.contains(gap.to); });
    for (Series& series : series_)
        series.samples.removeGaps(range);
    refreshSoon();
}

void LiveChart::setAnnotations(std::vector<Annotation> annotations) {
    picture_.annotations = std::move(annotations);
    refreshSoon();
}

void LiveChart::setSpan(Millis span) {
    span_ = std::max<Millis>(span, 1);
    refreshSoon();
}

void LiveChart::advanceTo(Millis now) {
    now_ = now;
    refreshSoon();
}

void LiveChart::showRange(std::optional<TimeRange> range) {
    fixedWindow_ = range;
    refreshSoon();
}

void LiveChart::refreshSoon() {
    dirty_ = true;
    if (!isVisible() || frame_.isActive()) return;
    const qint64 since = sinceFrame_.isValid() ? sinceFrame_.elapsed() : frameInterval_;
    frame_.start(static_cast<int>(std::clamp<qint64>(frameInterval_ - since, 0, frameInterval_)));
}

void LiveChart::refreshNow() {
    frame_.stop();
    sinceFrame_.start();
    dirty_ = false;
    picture_.font = font();
    layOutPlot();
    picture_.window = currentWindow();
    readLines();
    readValueAxis();
    readGaps();
    readCursor();
    readTimeAxis();
    staleLabels_ = false;
    if (!sinceDescription_.isValid() || sinceDescription_.elapsed() > 1000) describe();
    viewport()->update();
}

Window LiveChart::currentWindow() const {
    const int columns = static_cast<int>(std::lround(picture_.plot.width() * devicePixelRatioF()));
    if (fixedWindow_) return Window::between(*fixedWindow_, columns);
    Millis end = now_;
    for (const Series& series : series_) {
        if (const auto last = lastSample(series)) end = std::max(end, last->time);
    }
    return Window::ending(end, span_, columns);
}

void LiveChart::layOutPlot() {
    const QRectF frame(QPointF(), QSizeF(viewport()->size()));
    double left = leftMargin;
    for (const AxisLabel& label : picture_.valueLabels)
        left = std::max(left, std::ceil(label.width) + 14);
    QRectF plot = frame.adjusted(left, topMargin, -rightMargin, -bottomMargin);
    plot.setWidth(std::max(plot.width(), 1.0));
    plot.setHeight(std::max(plot.height(), 1.0));
    if (frame != picture_.frame) overlay_->frameChanges();
    picture_.frame = frame;
    if (plot == picture_.plot) return;
    picture_.plot = plot;
    chart()->setPlotArea(plot);
}

void LiveChart::readLines() {
    picture_.lines.resize(series_.size());
    for (std::size_t i = 0; i < series_.size(); ++i) {
        Series& series = series_[i];
        LinePicture& line = picture_.lines[i];
        line.color = series.style.color;
        line.area = series.style.area;
        line.dash = series.style.dash;
        line.position = static_cast<int>(i);
        line.gaps = series.samples.gaps();
        line.points.clear();
        if (series.history) {
            series.history->collect(picture_.window, line.points);
        } else {
            series.decimation.follow(series.samples, picture_.window.width);
            collect(series.decimation.buckets(), picture_.window, line.points);
        }
        line.sparse = series_.size() <= 8 && line.points.size() < static_cast<std::size_t>(picture_.window.columns);
    }
}

void LiveChart::readTimeAxis() {
    const Window& window = picture_.window;
    if (!staleLabels_ && window == labelledWindow_) return;
    labelledWindow_ = window;
    timeAxis_->setRange(window.from, window.to());
    const TickAnchor anchor = fixedWindow_ ? TickAnchor::clock : TickAnchor::window;
    const int intervals = std::clamp(static_cast<int>(picture_.plot.width() / 74), 1, 8);
    const QFont small = chartFont(picture_.font, 11);
    picture_.timeLabels.clear();
    for (const TimeTick& tick : timeTicks(window.range(), intervals, anchor, zone_, locale())) {
        picture_.timeLabels.push_back(axisLabel(static_cast<double>(tick.time), tick.label, small));
    }
}

void LiveChart::readValueAxis() {
    const ValueRange shown = picture_.ticks.range;
    const std::size_t shownTicks = picture_.ticks.values.size();
    const int intervals = std::clamp(static_cast<int>(picture_.plot.height() / 50), 1, 6);
    if (fixedRange_) {
        picture_.ticks = exactTicks(*fixedRange_, intervals);
    } else {
        ValueRange needed{0, 0};
        for (const ThresholdLine& line : picture_.thresholds) {
            needed.from = std::min(needed.from, line.value);
            needed.to = std::max(needed.to, line.value);
        }
        const TimeRange visible = picture_.window.range();
        for (const LinePicture& line : picture_.lines) {
            for (const Sample& point : line.points) {
                if (!visible.contains(point.time)) continue;
                needed.from = std::min(needed.from, point.value);
                needed.to = std::max(needed.to, point.value);
            }
        }
        picture_.ticks = stickyTicks(picture_.ticks, needed, intervals, format_.unit);
    }
    if (valueAxis_->min() != picture_.ticks.range.from || valueAxis_->max() != picture_.ticks.range.to) {
        valueAxis_->setRange(picture_.ticks.range.from, picture_.ticks.range.to);
    }
    if (!staleLabels_ && shown == picture_.ticks.range && shownTicks == picture_.ticks.values.size()) return;
    const QFont small = chartFont(picture_.font, 11);
    picture_.valueLabels.clear();
    for (const double value : picture_.ticks.values) {
        const QString text = axisText(value, picture_.ticks, format_, locale());
        picture_.valueLabels.push_back(axisLabel(value, text, small));
    }
    const QRectF before = picture_.plot;
    layOutPlot();
    if (picture_.plot == before) return;
    picture_.window = currentWindow();
    readLines();
}

void LiveChart::readGaps() {
    const TimeRange shown = picture_.window.range();
    picture_.gaps.clear();
    picture_.labelledGap = {};
    for (const TimeRange& gap : gaps_) {
        if (gap.to < shown.from || gap.from > shown.to) continue;
        picture_.gaps.push_back(gap);
        if (gap.length() >= picture_.labelledGap.length()) picture_.labelledGap = gap;
    }
    picture_.gapText =
        picture_.gaps.empty() ? QString() : tr("No data %1").arg(rangeText(picture_.labelledGap, zone_, locale()));
}

std::optional<Sample> LiveChart::sampleAt(const Series& series, Millis time) const {
    const Millis reach = static_cast<Millis>(6 * picture_.window.width * devicePixelRatioF()) + 1000;
    if (!series.history) return series.samples.nearest(time, reach);
    const std::vector<Sample>& all = series.history->samples();
    auto found = std::lower_bound(all.begin(), all.end(), time, [](const Sample& s, Millis at) { return s.time < at; });
    if (found == all.end() || (found != all.begin() && time - std::prev(found)->time < found->time - time)) {
        if (found == all.begin()) return std::nullopt;
        --found;
    }
    const auto& gaps = series.samples.gaps();
    const bool lost = gapBetween(gaps, std::min(time, found->time), std::max(time, found->time));
    return std::abs(found->time - time) <= reach && !lost ? std::optional(*found) : std::nullopt;
}

std::optional<Sample> LiveChart::lastSample(const Series& series) const {
    if (series.history && !series.history->samples().empty()) return series.history->samples().back();
    return series.samples.empty() ? std::nullopt : std::optional(series.samples.back());
}

void LiveChart::readCursor() {
    picture_.cursor = cursor_ ? cursor_->time() : std::nullopt;
    picture_.dots.assign(series_.size(), std::nullopt);
    picture_.tooltip = {};
    picture_.focusRing = hasFocus() && keyboard_;
    if (picture_.cursor) {
        for (std::size_t i = 0; i < series_.size(); ++i)
            picture_.dots[i] = sampleAt(series_[i], *picture_.cursor);
        if (cursor_->leader() == this) {
            std::vector<std::pair<double, TooltipRow>> rows;
            for (std::size_t i = 0; i < series_.size(); ++i) {
                const bool known = picture_.dots[i].has_value();
                const double value = ownValue(i);
                rows.push_back({known ? -value : INFINITY,
                                {series_[i].style.color, series_[i].style.name, textOf(value).joined()}});
            }
            std::stable_sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
            picture_.tooltip.title = timeText(*picture_.cursor, picture_.window.range(), zone_, locale());
            for (auto& row : rows)
                picture_.tooltip.rows.push_back(std::move(row.second));
            for (const Annotation& annotation : picture_.annotations) {
                const double away = picture_.x(static_cast<double>(annotation.time)) -
                                    picture_.x(static_cast<double>(*picture_.cursor));
                if (std::abs(away) <= 4) {
                    const bool deploy = annotation.kind == AnnotationKind::deploy;
                    picture_.tooltip.rows.push_back(
                        {deploy ? picture_.colors.deploy : picture_.colors.audit, annotation.text, {}});
                }
            }
            if (keyboard_) describe();
        }
    }
    const ValueText now = headline();
    if (now.number == shownHeadline_.number && now.unit == shownHeadline_.unit) return;
    shownHeadline_ = now;
    Q_EMIT headlineChanged(now);
}

double LiveChart::ownValue(std::size_t series) const {
    const auto& dot = picture_.dots[series];
    if (!dot) return std::nan("");
    const bool stands = picture_.stacked && series > 0 && picture_.dots[series - 1];
    return stands ? dot->value - picture_.dots[series - 1]->value : dot->value;
}

void LiveChart::describe() {
    sinceDescription_.start();
    QStringList values;
    Millis time = 0;
    const bool pointed = picture_.cursor.has_value();
    for (std::size_t i = 0; i < series_.size(); ++i) {
        const auto sample = pointed ? picture_.dots[i] : lastSample(series_[i]);
        if (!sample) continue;
        time = std::max(time, sample->time);
        double value = sample->value;
        if (picture_.stacked && i > 0)
            if (const auto below = pointed ? picture_.dots[i - 1] : lastSample(series_[i - 1])) value -= below->value;
        values << series_[i].style.name + u' ' + textOf(value).joined();
    }
    QString text = values.isEmpty()
                       ? tr("No data")
                       : tr("%1 at %2")
                             .arg(values.join(u", "_s), timeText(pointed ? *picture_.cursor : time,
                                                                 picture_.window.range(), zone_, locale()));
    if (!picture_.gapText.isEmpty()) text += u". "_s + picture_.gapText;
    setAccessibleDescription(text);
}

}  // namespace steward::ui
