// CPU milliseconds per tick of live charts, against a bare QPainter widget that draws the same min-max columns, and
// against QCustomPlot where it is installed. All contestants run in turns in one process, so that only ratios are read.
//
//   bench_charts            a table at device pixel ratio 1 and 2
//   bench_charts --once     the same at the ratio of the screen
//   bench_charts --memory   what the process of 12 charts holds
//
// tests/bench/peers/uplot runs it in turns with uPlot in Chromium.
#include <QApplication>
#include <QGridLayout>
#include <QPainter>
#include <QProcess>
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <functional>
#include <random>

#include "ui/charts/live_chart.h"
#ifdef STEWARD_QCUSTOMPLOT
#define signals Q_SIGNALS
#define slots Q_SLOTS
#define emit
#define foreach Q_FOREACH
#include <qcustomplot.h>
#undef signals
#undef slots
#undef emit
#undef foreach
#endif

using namespace steward::ui;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr Millis second = 1000;
constexpr Millis start = 1'795'420'800'000;
const std::array<QColor, 4> colors{QColor(0x92B2FB), QColor(0x7DF2E4), QColor(0xFCD849), QColor(0xE69687)};

double cpuMilliseconds() {
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

// The value of a line at a second: a slow wave with noise, the same for every contestant.
double valueAt(int line, Millis time) {
    const double noise = std::fmod(
        std::abs(std::sin(static_cast<double>(time / second % 100'000) * 12.9898 + line * 78.233)) * 43758.5453, 1.0);
    return 100 + 60 * line % 300 + 40 * std::sin(static_cast<double>(time) / 600'000 + line) + 30 * noise;
}

// One way of drawing: takes the samples of a tick and paints at once.
class Contestant {
public:
    virtual ~Contestant() = default;
    virtual QWidget& page() = 0;
    virtual void append(int chart, int line, Millis time, double value) = 0;
    virtual void paint(Millis now) = 0;
};

ChartColors dark() {
    ChartColors result;
    result.panel = QColor(0x151920);
    result.grid = QColor(0x1F252F);
    result.axis = QColor(0x3A4352);
    result.textDim = QColor(0x939DAE);
    result.textMuted = QColor(0xB2BAC8);
    result.text = QColor(0xE8EBF1);
    return result;
}

template <class Widget>
std::vector<Widget*> fill(QWidget& page, int charts, QSize each) {
    auto* grid = new QGridLayout(&page);
    grid->setContentsMargins({});
    std::vector<Widget*> widgets;
    const int columns = charts >= 4 ? 4 : charts;
    for (int i = 0; i < charts; ++i) {
        widgets.push_back(new Widget);
        widgets.back()->setFixedSize(each);
        grid->addWidget(widgets.back(), i / columns, i % columns);
    }
    return widgets;
}

class Ours final : public Contestant {
public:
    Ours(int charts, int lines, int samples, QSize each) : charts_(fill<LiveChart>(page_, charts, each)) {
        for (LiveChart* chart : charts_) {
            chart->setColors(dark());
            chart->setSpan(samples * second);
            chart->setFrameInterval(1'000'000);
            for (int line = 0; line < lines; ++line) {
                chart->addSeries({u"line"_s, colors[static_cast<std::size_t>(line) % 4], false, LineDash::solid},
                                 static_cast<std::size_t>(samples));
            }
        }
    }
    QWidget& page() override { return page_; }
    void append(int chart, int line, Millis time, double value) override {
        charts_[static_cast<std::size_t>(chart)]->append(line, time, value);
    }
    void paint(Millis now) override {
        for (LiveChart* chart : charts_) {
            chart->advanceTo(now);
            chart->refreshNow();
            chart->viewport()->repaint();
        }
    }
    const std::vector<LiveChart*>& charts() const { return charts_; }

private:
    QWidget page_;
    std::vector<LiveChart*> charts_;
};

// What a careful programmer writes without any chart library: the limit. Same buckets, same axes, same pens.
class PainterChart final : public QWidget {
public:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        painter.fillRect(rect(), colors_.panel);
        const QRectF plot = QRectF(rect()).adjusted(44, 8, -12, -20);
        const Window window =
            Window::ending(now, span, static_cast<int>(std::lround(plot.width() * devicePixelRatioF())));
        painter.setFont(font_);
        painter.setPen(colors_.textDim);
        for (int i = 0; i < 4; ++i) {
            const double y = plot.bottom() - plot.height() * i / 3;
            painter.fillRect(QRectF(plot.left(), y, plot.width(), 1), colors_.grid);
            painter.drawText(QPointF(10, y + 4), labels[static_cast<std::size_t>(i)]);
            painter.drawText(QPointF(plot.left() + i * plot.width() / 4, plot.bottom() + 15), u"08:46"_s);
        }
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setClipRect(plot);
        const double perMillisecond = plot.width() / (window.width * window.columns);
        for (std::size_t i = 0; i < lines.size(); ++i) {
            points_.clear();
            if (pyramid) {
                pyramid->collect(Window::between(range, window.columns), points_);
            } else {
                decimations_.resize(lines.size());
                decimations_[i].follow(lines[i], window.width);
                collect(decimations_[i].buckets(), window, points_);
            }
            line_.clear();
            const double from = pyramid ? static_cast<double>(range.from) : window.from;
            const double scale = pyramid ? plot.width() / static_cast<double>(range.length()) : perMillisecond;
            for (const Sample& point : points_) {
                line_.append(QPointF(plot.left() + (static_cast<double>(point.time) - from) * scale,
                                     plot.bottom() - point.value / 450 * plot.height()));
            }
            QPen pen(colors[i % 4], 1);
            pen.setCosmetic(true);
            painter.setPen(pen);
            painter.drawPolyline(line_.constData(), static_cast<int>(line_.size()));
        }
    }

    Millis now = start;
    Millis span = 3600 * second;
    std::vector<TimeSeries> lines;
    const Pyramid* pyramid = nullptr;
    TimeRange range;

private:
    const std::array<QString, 4> labels{u"0"_s, u"150"_s, u"300"_s, u"450"_s};
    const ChartColors colors_ = dark();
    const QFont font_ = chartFont(QApplication::font(), 11);
    std::vector<Decimation> decimations_;
    std::vector<Sample> points_;
    QList<QPointF> line_;
};

class Bare final : public Contestant {
public:
    Bare(int charts, int lines, int samples, QSize each) : charts_(fill<PainterChart>(page_, charts, each)) {
        for (PainterChart* chart : charts_) {
            chart->lines.assign(static_cast<std::size_t>(lines), TimeSeries(static_cast<std::size_t>(samples)));
            chart->span = samples * second;
        }
    }
    QWidget& page() override { return page_; }
    void append(int chart, int line, Millis time, double value) override {
        charts_[static_cast<std::size_t>(chart)]->lines[static_cast<std::size_t>(line)].append(time, value);
    }
    void paint(Millis now) override {
        for (PainterChart* chart : charts_) {
            chart->now = now;
            chart->repaint();
        }
    }
    const std::vector<PainterChart*>& charts() const { return charts_; }

private:
    QWidget page_;
    std::vector<PainterChart*> charts_;
};

#ifdef STEWARD_QCUSTOMPLOT
class CustomPlot final : public Contestant {
public:
    CustomPlot(int charts, int lines, int samples, QSize each)
        : plots_(fill<QCustomPlot>(page_, charts, each)), samples_(samples) {
        for (QCustomPlot* plot : plots_) {
            plot->yAxis->setRange(0, 450);
            for (int line = 0; line < lines; ++line) {
                QPen pen(colors[static_cast<std::size_t>(line) % 4], 1);
                pen.setCosmetic(true);
                plot->addGraph()->setPen(pen);
            }
        }
    }
    QWidget& page() override { return page_; }
    void append(int chart, int line, Millis time, double value) override {
        plots_[static_cast<std::size_t>(chart)]->graph(line)->addData(static_cast<double>(time) / 1000, value);
    }
    void paint(Millis now) override {
        const double end = static_cast<double>(now) / 1000;
        for (QCustomPlot* plot : plots_) {
            for (int i = 0; i < plot->graphCount(); ++i)
                plot->graph(i)->data()->removeBefore(end - samples_);
            plot->xAxis->setRange(end - samples_, end);
            plot->replot(QCustomPlot::rpImmediateRefresh);
        }
    }
    const std::vector<QCustomPlot*>& plots() const { return plots_; }

private:
    QWidget page_;
    std::vector<QCustomPlot*> plots_;
    int samples_;
};
#endif

double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

struct Runner {
    const char* name;
    std::function<void(int)> tick;  // one tick, by number
};

// Runs all in turns and prints the medians, against the runner named "QPainter".
void race(const char* title, const std::vector<Runner>& runners, int rounds, int ticks) {
    std::vector<std::vector<double>> cost(runners.size());
    int tick = 0;
    for (int round = -1; round < rounds; ++round) {
        for (std::size_t i = 0; i < runners.size(); ++i) {
            const double before = cpuMilliseconds();
            for (int step = 0; step < ticks; ++step)
                runners[i].tick(tick + step);
            if (round >= 0) cost[i].push_back((cpuMilliseconds() - before) / ticks);
        }
        tick += ticks;
    }
    double limit = 1;
    for (std::size_t i = 0; i < runners.size(); ++i) {
        if (std::string_view(runners[i].name) == "QPainter") limit = median(cost[i]);
    }
    for (std::size_t i = 0; i < runners.size(); ++i) {
        std::printf("| %-44s | %-11s | %8.2f ms | %6.2fx |\n", title, runners[i].name, median(cost[i]),
                    median(cost[i]) / limit);
    }
    std::fflush(stdout);
}

void live(const char* title, int charts, int lines, int samples, QSize each, int rounds, int ticks) {
    std::vector<std::unique_ptr<Contestant>> contestants;
    std::vector<Runner> runners;
    const auto enter = [&](const char* name, std::unique_ptr<Contestant> contestant) {
        Contestant* who = contestant.get();
        contestants.push_back(std::move(contestant));
        for (int i = 0; i < samples; ++i) {
            for (int chart = 0; chart < charts; ++chart) {
                for (int line = 0; line < lines; ++line)
                    who->append(chart, line, start + i * second, valueAt(line, start + i * second));
            }
        }
        who->page().show();
        QCoreApplication::processEvents();
        runners.push_back({name, [=](int tick) {
                               const Millis now = start + (samples + tick) * second;
                               for (int chart = 0; chart < charts; ++chart) {
                                   for (int line = 0; line < lines; ++line)
                                       who->append(chart, line, now, valueAt(line, now));
                               }
                               who->paint(now);
                           }});
    };
    enter("QPainter", std::make_unique<Bare>(charts, lines, samples, each));
    enter("LiveChart", std::make_unique<Ours>(charts, lines, samples, each));
#ifdef STEWARD_QCUSTOMPLOT
    enter("QCustomPlot", std::make_unique<CustomPlot>(charts, lines, samples, each));
#endif
    race(title, runners, rounds, ticks);
}

void history(int rounds, int ticks) {
    constexpr int points = 1'000'000;
    constexpr Millis window = 600'000 * second;
    std::vector<Sample> samples;
    samples.reserve(points);
    for (int i = 0; i < points; ++i)
        samples.push_back({start + i * second, valueAt(0, start + i * second)});
    const double before = cpuMilliseconds();
    const Pyramid pyramid(samples);
    std::printf("| %-44s | %-11s | %8.2f ms | %6s  |\n", "1,000,000 points: building the pyramid", "Pyramid",
                cpuMilliseconds() - before, "");

    const QSize each(960, 400);
    Bare bare(1, 1, 1, each);
    Ours ours(1, 1, 1, each);
    bare.charts()[0]->pyramid = &pyramid;
    ours.charts()[0]->setValueRange(ValueRange{0, 450});
    ours.page().show();
    QCoreApplication::processEvents();
    const double empty = cpuMilliseconds();
    ours.charts()[0]->setHistory(0, samples);
    ours.charts()[0]->showRange(TimeRange{start, start + points * second});
    ours.charts()[0]->refreshNow();
    ours.charts()[0]->viewport()->repaint();
    std::printf("| %-44s | %-11s | %8.2f ms | %6s  |\n", "1,000,000 points: first picture", "LiveChart",
                cpuMilliseconds() - empty, "");
    const auto rangeOf = [](int tick) {
        const Millis from = start + tick % 300 * 1'000 * second;
        return TimeRange{from, from + window};
    };
    std::vector<Runner> runners{{"QPainter",
                                 [&](int tick) {
                                     bare.charts()[0]->range = rangeOf(tick);
                                     bare.charts()[0]->repaint();
                                 }},
                                {"LiveChart", [&](int tick) {
                                     ours.charts()[0]->showRange(rangeOf(tick));
                                     ours.charts()[0]->refreshNow();
                                     ours.charts()[0]->viewport()->repaint();
                                 }}};
    bare.page().show();
#ifdef STEWARD_QCUSTOMPLOT
    CustomPlot custom(1, 1, points, each);
    QVector<QCPGraphData> data;
    for (const Sample& sample : samples)
        data.append({static_cast<double>(sample.time) / 1000, sample.value});
    custom.plots()[0]->graph(0)->data()->set(data, true);
    custom.page().show();
    runners.push_back({"QCustomPlot", [&](int tick) {
                           const TimeRange range = rangeOf(tick);
                           custom.plots()[0]->xAxis->setRange(static_cast<double>(range.from) / 1000,
                                                              static_cast<double>(range.to) / 1000);
                           custom.plots()[0]->replot(QCustomPlot::rpImmediateRefresh);
                       }});
#endif
    QCoreApplication::processEvents();
    race("1,000,000 points: one pan", runners, rounds, ticks);
}

// Proportional set size, as of Chromium's processes.
void memory() {
    Ours ours(12, 4, 3600, {430, 200});
    ours.page().show();
    for (int i = 0; i < 3600; ++i)
        for (int chart = 0; chart < 12; ++chart)
            for (int line = 0; line < 4; ++line)
                ours.append(chart, line, start + i * second, valueAt(line, start + i * second));
    ours.paint(start + 3600 * second);
    QCoreApplication::processEvents();
    std::ifstream parts("/proc/self/smaps_rollup");
    for (std::string line; std::getline(parts, line);)
        if (line.starts_with("Pss:"))
            std::printf("| %-44s | %-11s | %8.2f MB | %6s  |\n", "12 charts: memory", "LiveChart",
                        std::stod(line.substr(4)) / 1024, "");
}

int runAt(const char* ratio, const QString& program) {
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"QT_SCALE_FACTOR"_s, QLatin1String(ratio));
    if (!environment.contains(u"QT_QPA_PLATFORM"_s)) environment.insert(u"QT_QPA_PLATFORM"_s, u"offscreen"_s);
    process.setProcessEnvironment(environment);
    process.setProcessChannelMode(QProcess::ForwardedChannels);
    process.start(program, {u"--once"_s});
    process.waitForFinished(-1);
    return process.exitStatus() == QProcess::NormalExit ? process.exitCode() : 1;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 2) {
        QCoreApplication application(argc, argv);
        std::printf("| %-44s | %-11s | %-11s | %-7s |\n| --- | --- | ---: | ---: |\n",
                    "CPU per tick, device pixel ratio 1 and 2", "drawn by", "median", "ratio");
        std::fflush(stdout);
        const QString program = QCoreApplication::applicationFilePath();
        return runAt("1", program) | runAt("2", program);
    }
    QApplication application(argc, argv);
    if (std::string_view(argv[1]) == "--memory") {
        memory();
        return 0;
    }
    std::printf("| device pixel ratio %.0f | | | |\n", application.devicePixelRatio());
    live("12 charts x 4 series x 3,600 points", 12, 4, 3600, {430, 200}, 9, 20);
    live("1 chart x 200 series x 600 points", 1, 200, 600, {960, 600}, 9, 10);
    history(9, 30);
    return 0;
}
