// What a dashboard that stays open for hours costs: 12 charts of 20 series that get a sample 10 times a second each and
// paint 30 frames a second.
//
//   bench_endurance                 ten minutes as they pass, then 24 hours as fast as they can be drawn
//   bench_endurance MINUTES HOURS   other lengths; 0 leaves a part out
//
// As time passes: frames that were painted, processor time, the longest time the event loop did not come round, memory
// by the minute. In fast motion every sample of the hours goes in and a frame is painted for each ten seconds of them:
// rings, buckets and gaps come and go as in a day, and what grows, grows.
#include <QApplication>
#include <QElapsedTimer>
#include <QGridLayout>
#include <QTimer>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <string>

#include "ui/charts/live_chart.h"

using namespace steward::ui;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int charts = 12;
constexpr int lines = 20;
constexpr Millis step = 100;
constexpr Millis hour = 3'600'000;
constexpr Millis span = hour;
constexpr Millis begin = 1'795'420'800'000;

double cpuSeconds() {
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

double residentMegabytes() {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);)
        if (line.starts_with("VmRSS:")) return std::stod(line.substr(6)) / 1024;
    return 0;
}

double valueAt(int line, Millis time) {
    const double noise =
        std::fmod(std::abs(std::sin(static_cast<double>(time / step % 100'000) * 12.9898 + line)) * 43758.5453, 1.0);
    return 100 + 15 * line + 40 * std::sin(static_cast<double>(time) / 600'000 + line) + 30 * noise;
}

class Dashboard {
public:
    Dashboard() {
        auto* grid = new QGridLayout(&page_);
        for (int i = 0; i < charts; ++i) {
            auto* chart = new LiveChart;
            chart->setFixedSize(430, 200);
            chart->setSpan(span);
            for (int line = 0; line < lines; ++line)
                chart->addSeries({u"line %1"_s.arg(line), QColor::fromHsv(line * 18, 160, 220), false, LineDash::solid},
                                 span / step);
            grid->addWidget(chart, i / 4, i % 4);
            charts_.push_back(chart);
        }
        page_.show();
        QCoreApplication::processEvents();
    }

    // Every sample of a tenth of a second. Each hour the connection is away for a minute.
    void feed(Millis now) {
        const Millis inHour = (now - begin) % hour;
        if (inHour >= hour / 2 && inHour < hour / 2 + 60'000) {
            if (inHour == hour / 2)
                for (auto* chart : charts_)
                    chart->addGap({now, now + 60'000});
            return;
        }
        for (auto* chart : charts_)
            for (int line = 0; line < lines; ++line)
                chart->append(line, now, valueAt(line, now));
    }
    void setFrameInterval(int milliseconds) {
        for (auto* chart : charts_)
            chart->setFrameInterval(milliseconds);
    }
    void paint(Millis now) {
        for (auto* chart : charts_) {
            chart->advanceTo(now);
            chart->refreshNow();
            chart->viewport()->repaint();
        }
    }

private:
    QWidget page_;
    std::vector<LiveChart*> charts_;
};

// The ring is full from the start, as after an hour.
void asTimePasses(int minutes) {
    Dashboard dashboard;
    Millis now = begin;
    for (; now < begin + span; now += step)
        dashboard.feed(now);
    dashboard.setFrameInterval(1'000'000);
    dashboard.paint(now);
    const double full = residentMegabytes();

    std::printf(
        "| minute | frames a second | processor | longest stand-still | memory | growth |\n"
        "|---:|---:|---:|---:|---:|---:|\n");
    QElapsedTimer clock;
    clock.start();
    qint64 fed = 0, lastFrame = 0, longest = 0, minute = 0;
    int frames = 0;
    double cpu = cpuSeconds();
    QTimer timer;
    timer.setTimerType(Qt::PreciseTimer);
    QObject::connect(&timer, &QTimer::timeout, [&] {
        const qint64 elapsed = clock.elapsed();
        longest = std::max(longest, elapsed - lastFrame);
        lastFrame = elapsed;
        for (; fed + step <= elapsed; fed += step, now += step)
            dashboard.feed(now);
        dashboard.paint(begin + span + elapsed);
        ++frames;
        if (elapsed < (minute + 1) * 60'000) return;
        const double used = cpuSeconds();
        const double memory = residentMegabytes();
        std::printf("| %lld | %.1f | %.1f %% of a core | %lld ms | %.1f MB | %+.2f %% |\n", minute + 1, frames / 60.0,
                    (used - cpu) / 60 * 100, longest, memory, (memory / full - 1) * 100);
        std::fflush(stdout);
        cpu = used;
        frames = 0;
        longest = 0;
        if (++minute == minutes) QCoreApplication::quit();
    });
    timer.start(33);
    QCoreApplication::exec();
}

void inFastMotion(int hours) {
    Dashboard dashboard;
    dashboard.setFrameInterval(1'000'000);
    double afterFirst = 0;
    const double before = cpuSeconds();
    std::printf("\n| hour | memory | growth after the first |\n|---:|---:|---:|\n");
    for (int passed = 1; passed <= hours; ++passed) {
        for (Millis now = begin + (passed - 1) * hour; now < begin + passed * hour; now += step) {
            dashboard.feed(now);
            if (now % 10'000 == 0) dashboard.paint(now);
        }
        QCoreApplication::processEvents();
        const double memory = residentMegabytes();
        if (passed == 1) afterFirst = memory;
        if (passed == 1 || passed % 6 == 0 || passed == hours)
            std::printf("| %d | %.1f MB | %+.2f %% |\n", passed, memory, (memory / afterFirst - 1) * 100);
        std::fflush(stdout);
    }
    std::printf("\n%d hours in %.0f s of processor time\n", hours, cpuSeconds() - before);
}

}  // namespace

int main(int argc, char** argv) {
    QApplication application(argc, argv);
    const int minutes = argc > 1 ? std::atoi(argv[1]) : 10;
    const int hours = argc > 2 ? std::atoi(argv[2]) : 24;
    if (minutes > 0) asTimePasses(minutes);
    if (hours > 0) inFastMotion(hours);
    return 0;
}
