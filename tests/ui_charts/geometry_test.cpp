// Chart geometry as plain functions: rings and gaps, buckets, pyramids, ticks and labels.
#include <QtTest>
#include <cmath>
#include <random>

#include "ui/charts/decimation.h"
#include "ui/charts/scale.h"

using namespace steward::ui;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr Millis start = 1'795'423'567'000;  // 2026-11-23T08:46:07Z
const QLocale english(QLocale::English, QLocale::UnitedKingdom);
const QTimeZone utc = QTimeZone::utc();

std::vector<Sample> noise(std::size_t count, Millis step = 1000) {
    std::mt19937 random(7);
    std::normal_distribution<double> normal(100, 20);
    std::vector<Sample> samples;
    for (std::size_t i = 0; i < count; ++i)
        samples.push_back({start + static_cast<Millis>(i) * step, normal(random)});
    return samples;
}

QStringList axisOf(const ValueTicks& ticks, const ValueFormat& format) {
    QStringList labels;
    for (const double value : ticks.values)
        labels << axisText(value, ticks, format, english);
    return labels;
}

QStringList labelsOf(const std::vector<TimeTick>& ticks) {
    QStringList labels;
    for (const TimeTick& tick : ticks)
        labels << tick.label;
    return labels;
}

}  // namespace

class GeometryTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aRingKeepsTheNewestSamples() {
        TimeSeries series(3);
        for (int i = 0; i < 5; ++i)
            QVERIFY(series.append(start + i, i));
        QCOMPARE(series.size(), 3u);
        QCOMPARE(series.front().value, 2.0);
        QCOMPARE(series.back().value, 4.0);
        QCOMPARE(series.firstNumber(), 2u);
        QVERIFY(!series.append(start + 4, 9));
        QVERIFY(!series.append(start, 9));
        QCOMPARE(series.lowerBound(start + 3), 1u);
        QCOMPARE(series.lowerBound(start + 99), 3u);
    }

    void rangesThatTouchMelt() {
        std::vector<TimeRange> ranges;
        addRange(ranges, {10, 20});
        addRange(ranges, {40, 50});
        addRange(ranges, {30, 25});
        QCOMPARE(ranges, (std::vector<TimeRange>{{10, 20}, {25, 30}, {40, 50}}));
        addRange(ranges, {20, 26});
        QCOMPARE(ranges, (std::vector<TimeRange>{{10, 30}, {40, 50}}));
        QVERIFY(gapBetween(ranges, 5, 11));
        QVERIFY(gapBetween(ranges, 10, 11));
        QVERIFY(!gapBetween(ranges, 5, 10));
        QVERIFY(!gapBetween(ranges, 30, 40));
        QVERIFY(gapBetween(ranges, 0, 99));
        QVERIFY(!gapBetween(ranges, 31, 39));
        QVERIFY(!gapBetween(ranges, 51, 99));
    }

    void notANumberIsAGapUntilTheNextNumber() {
        TimeSeries series(10);
        series.append(1, 1);
        series.append(2, std::nan(""));
        series.append(3, INFINITY);
        series.append(4, 4);
        QCOMPARE(series.size(), 2u);
        QCOMPARE(series.gaps(), (std::vector<TimeRange>{{2, 3}}));
        QVERIFY(!series.nearest(3, 100));
        QCOMPARE(series.nearest(5, 100)->value, 4.0);
        QVERIFY(!series.nearest(500, 100));
    }

    void gapsLeaveWithTheirSamples() {
        TimeSeries series(2);
        series.append(1, 1);
        series.addGap({2, 3});
        series.append(4, 4);
        QCOMPARE(series.gaps().size(), 1u);
        series.append(5, 5);
        QVERIFY(series.gaps().empty());
        series.addGap({7, 8});
        series.removeGaps({6, 9});
        QVERIFY(series.gaps().empty());
    }

    void columnsSumUpToTheWidth() {
        for (const int columns : {1, 7, 430, 431, 1919}) {
            const Window window = Window::ending(start, 3'600'000, columns);
            const std::vector<double> edges = columnEdges(window, 44, columns / 1.5);
            QCOMPARE(edges.size(), static_cast<std::size_t>(columns) + 1);
            QCOMPARE(edges.front(), 44.0);
            QVERIFY(std::abs(edges.back() - 44 - columns / 1.5) < 1e-9);
            double sum = 0;
            for (std::size_t i = 1; i < edges.size(); ++i)
                sum += edges[i] - edges[i - 1];
            QVERIFY(std::abs(sum - columns / 1.5) < 1e-9);
            QVERIFY(std::abs(window.to() - window.from - 3'600'000) < 1);
        }
    }

    void aWindowStepsByWholeColumnsAndHoldsItsEnd() {
        const Window first = Window::ending(start, 3'600'000, 430);
        for (Millis now = start; now < start + 60'000; now += 1000) {
            const Window window = Window::ending(now, 3'600'000, 430);
            const double steps = (window.from - first.from) / window.width;
            QVERIFY(std::abs(steps - std::round(steps)) < 1e-3);
            QVERIFY(static_cast<double>(now) <= window.to() && static_cast<double>(now) >= window.to() - window.width);
        }
    }

    // No shimmer: while the window moves, every bucket that stays visible keeps its lowest and highest sample.
    void bucketsStayTheSameWhileTheWindowMoves() {
        const std::vector<Sample> samples = noise(5000);
        TimeSeries series(3600);
        Decimation decimation;
        std::map<std::int64_t, Bucket> seen;
        const double width = 3'600'000.0 / 430;
        for (const Sample& sample : samples) {
            series.append(sample.time, sample.value);
            decimation.follow(series, width);
            const auto& buckets = decimation.buckets();
            for (std::size_t i = 1; i + 1 < buckets.size(); ++i) {
                const auto [known, isNew] = seen.try_emplace(buckets[i].number, buckets[i]);
                QVERIFY(known->second.low == buckets[i].low && known->second.high == buckets[i].high);
            }
        }
        QVERIFY(seen.size() > 500);
    }

    void followingEqualsReadingEverything() {
        const std::vector<Sample> samples = noise(4000);
        TimeSeries series(3600);
        Decimation followed;
        for (const Sample& sample : samples) {
            series.append(sample.time, sample.value);
            if (sample.time % 7000 == 0) followed.follow(series, 8372.093);
        }
        followed.follow(series, 8372.093);
        Decimation whole;
        whole.follow(series, 8372.093);
        // The oldest bucket may still know a sample that the ring has dropped.
        QCOMPARE(followed.buckets().size(), whole.buckets().size());
        for (std::size_t i = 1; i < whole.buckets().size(); ++i) {
            QCOMPARE(followed.buckets()[i].low, whole.buckets()[i].low);
            QCOMPARE(followed.buckets()[i].high, whole.buckets()[i].high);
        }
        series.replace(std::span(samples).first(10));
        followed.follow(series, 8372.093);
        QCOMPARE(followed.buckets().front().low.time >= samples.front().time, true);
        QVERIFY(followed.buckets().size() <= 3);
    }

    void collectReachesOneBucketOverBothSides() {
        const std::vector<Sample> samples = noise(100);
        TimeSeries series(100);
        series.replace(samples);
        Decimation decimation;
        decimation.follow(series, 1000);
        std::vector<Sample> points;
        collect(decimation.buckets(), Window::between({start + 40'000, start + 60'000}, 20), points);
        QVERIFY(points.front().time < start + 40'000);
        QVERIFY(points.back().time > start + 60'000);
        QVERIFY(points.size() < 26);
    }

    void aPyramidFindsTheSameExtremesAsLookingAtEverything() {
        const std::vector<Sample> samples = noise(100'003, 250);
        const Pyramid pyramid(samples);
        for (const double share : {0.001, 0.1, 0.37, 1.0}) {
            const auto length = static_cast<Millis>(share * 25'000'000);
            const Window window = Window::between({start + 12'345, start + 12'345 + length}, 500);
            std::vector<Sample> points;
            pyramid.collect(window, points);
            QVERIFY(points.size() <= 2 * 502 + 2);
            QVERIFY(std::is_sorted(points.begin(), points.end(), [](auto& a, auto& b) { return a.time < b.time; }));
            std::map<std::int64_t, Bucket> direct;
            for (const Sample& sample : samples) {
                const std::int64_t number = bucketOf(sample.time, window.width);
                direct.try_emplace(number, Bucket{number, sample, sample}).first->second.add(sample);
            }
            std::size_t found = 0;
            for (const Sample& point : points) {
                const Bucket& bucket = direct.at(bucketOf(point.time, window.width));
                if (point == bucket.low || point == bucket.high) ++found;
            }
            QVERIFY(found + 2 >= points.size());
        }
        std::vector<Sample> none;
        Pyramid().collect(Window::between({0, 10}, 10), none);
        QVERIFY(none.empty());
    }

    void niceTicksOfTheDashboard() {
        QCOMPARE(axisOf(niceTicks({0, 2100}, 3), {Unit::perSecond}),
                 (QStringList{u"0"_s, u"0.8k"_s, u"1.6k"_s, u"2.4k"_s}));
        QCOMPARE(axisOf(niceTicks({0, 520}, 3), {Unit::milliseconds}),
                 (QStringList{u"0"_s, u"200"_s, u"400"_s, u"600"_s}));
        QCOMPARE(axisOf(niceTicks({0, 0.76}, 3), {Unit::percent}),
                 (QStringList{u"0 %"_s, u"0.3 %"_s, u"0.6 %"_s, u"0.9 %"_s}));
        QCOMPARE(axisOf(niceTicks({0, 6700}, 3), {Unit::count}), (QStringList{u"0"_s, u"2.5k"_s, u"5k"_s, u"7.5k"_s}));
        QCOMPARE(axisOf(niceTicks({0, 3.4e9}, 3, Unit::bytes), {Unit::bytes}),
                 (QStringList{u"0"_s, u"1.5 GB"_s, u"3 GB"_s, u"4.5 GB"_s}));
        QCOMPARE(axisOf(exactTicks({0, 100}, 3), {Unit::percent}), (QStringList{u"0 %"_s, u"50 %"_s, u"100 %"_s}));
        QCOMPARE(axisOf(niceTicks({0, 760'000}, 4), {Unit::money, u"€"_s}),
                 (QStringList{u"0"_s, u"€200k"_s, u"€400k"_s, u"€600k"_s, u"€800k"_s}));
    }

    void niceTicksEncloseAnything() {
        std::mt19937 random(3);
        std::uniform_real_distribution<double> exponent(-4, 9);
        for (int i = 0; i < 2000; ++i) {
            const double high = std::pow(10, exponent(random));
            const double low = i % 2 ? -std::pow(10, exponent(random)) : 0;
            const ValueTicks ticks = niceTicks({low, high}, 1 + i % 6 + (low < 0));
            const double tolerance = 1e-8 * (high - low);
            QVERIFY(ticks.range.from <= low + tolerance && high <= ticks.range.to + tolerance);
            QVERIFY(static_cast<int>(ticks.values.size()) <= 2 + i % 6 + (low < 0));
        }
        QCOMPARE(niceTicks({0, 0}, 3).range, (ValueRange{0, 1}));
        QCOMPARE(niceTicks({0, std::nan("")}, 3).range, (ValueRange{0, 1}));
    }

    void theValueRangeIsSticky() {
        ValueTicks ticks = stickyTicks({}, {0, 500}, 3);
        QCOMPARE(ticks.range.to, 600.0);
        ticks = stickyTicks(ticks, {0, 599}, 3);
        QCOMPARE(ticks.range.to, 600.0);
        ticks = stickyTicks(ticks, {0, 601}, 3);
        QCOMPARE(ticks.range.to, 750.0);
        ticks = stickyTicks(ticks, {0, 420}, 3);
        QCOMPARE(ticks.range.to, 750.0);
        ticks = stickyTicks(ticks, {0, 200}, 3);
        QCOMPARE(ticks.range.to, 240.0);
    }

    void valuesReadAsInThePicture() {
        const auto text = [](double value, const ValueFormat& format) {
            return valueText(value, format, english).joined();
        };
        QCOMPARE(text(1804.4, {Unit::perSecond}), u"1,804 req/s"_s);
        QCOMPARE(text(225.3, {Unit::milliseconds}), u"225 ms"_s);
        QCOMPARE(text(0.1, {Unit::percent}), u"0.10 %"_s);
        QCOMPARE(text(56.6, {Unit::percent}), u"56.6 %"_s);
        QCOMPARE(text(118, {Unit::count, u"messages"_s}), u"118 messages"_s);
        QCOMPARE(text(1.4, {Unit::ratio}), u"1.4×"_s);
        QCOMPARE(text(1.5 * 1024 * 1024, {Unit::bytes}), u"1.5 MB"_s);
        QCOMPARE(text(12, {Unit::bytes}), u"12 B"_s);
        QCOMPARE(text(1002550, {Unit::money, u"€"_s}), u"€1,002,550"_s);
        QCOMPARE(text(std::nan(""), {Unit::count}), u"–"_s);
        QCOMPARE(valueText(1804, {Unit::perSecond}, QLocale(QLocale::German)).joined(), u"1.804 req/s"_s);
        QCOMPARE(shortText(704'680, {Unit::money, u"€"_s}, english), u"€705k"_s);
        QCOMPARE(shortText(2400, {Unit::count}, english), u"2.4k"_s);
    }

    void timeTicksOfAMovingWindowStandStill() {
        const auto hour = timeTicks({start, start + 3'600'000}, 3, TickAnchor::window, utc, english);
        QCOMPARE(labelsOf(hour), (QStringList{u"08:46"_s, u"09:06"_s, u"09:26"_s, u"09:46"_s}));
        QCOMPARE(hour.front().time, start);
        QCOMPARE(hour.back().time, start + 3'600'000);
        QCOMPARE(timeTicks({start, start + 3'600'000}, 7, TickAnchor::window, utc, english).size(), 7u);
        QCOMPARE(timeTicks({start, start + 7 * 86'400'000LL}, 7, TickAnchor::window, utc, english).size(), 8u);
    }

    void timeTicksOnTheClockKnowTheZone() {
        QCOMPARE(labelsOf(timeTicks({start, start + 3'600'000}, 4, TickAnchor::clock, utc, english)),
                 (QStringList{u"09:00"_s, u"09:15"_s, u"09:30"_s, u"09:45"_s}));
        const QTimeZone kolkata("Asia/Kolkata");
        QVERIFY(kolkata.isValid());
        const auto ticks = timeTicks({start, start + 6 * 3'600'000}, 3, TickAnchor::clock, kolkata, english);
        QCOMPARE(labelsOf(ticks), (QStringList{u"16:00"_s, u"18:00"_s, u"20:00"_s}));
    }

    void daysOfAZoneStartAtItsMidnightAcrossTheClockChange() {
        const QTimeZone berlin("Europe/Berlin");
        const Millis from = QDateTime(QDate(2026, 10, 23), QTime(12, 0), berlin).toMSecsSinceEpoch();
        const auto ticks = timeTicks({from, from + 5 * 86'400'000LL}, 6, TickAnchor::clock, berlin, english);
        QCOMPARE(labelsOf(ticks), (QStringList{u"24 Oct"_s, u"25 Oct"_s, u"26 Oct"_s, u"27 Oct"_s, u"28 Oct"_s}));
        for (const TimeTick& tick : ticks) {
            QCOMPARE(QDateTime::fromMSecsSinceEpoch(tick.time, berlin).time(), QTime(0, 0));
        }
    }

    void timesRead() {
        QCOMPARE(timeText(start, {start, start + 3'600'000}, utc, english), u"08:46:07 UTC"_s);
        QCOMPARE(timeText(start, {start, start + 9 * 86'400'000LL}, utc, english), u"23 Nov 08:46:07 UTC"_s);
        QCOMPARE(rangeText({start, start + 180'000}, utc, english), u"08:46 – 08:49"_s);
        QCOMPARE(rangeText({start, start + 30'000}, utc, english), u"08:46:07 – 08:46:37"_s);
    }

    void pixelsAndValuesAreInverse() {
        const LinearScale scale{0, 600, 169, 8};
        for (double value = 0; value <= 600; value += 37)
            QVERIFY(std::abs(scale.value(scale.pixel(value)) - value) < 1e-9);
        QCOMPARE(scale.pixel(0), 169.0);
        QCOMPARE(scale.pixel(600), 8.0);
    }
};

QTEST_APPLESS_MAIN(GeometryTest)
#include "geometry_test.moc"
