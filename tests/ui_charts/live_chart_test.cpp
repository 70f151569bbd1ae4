// The live chart as a user sees and drives it: pixels, pointer, keys.
#include <QAccessible>
#include <QMouseEvent>
#include <QSignalSpy>
#include <QtTest>
#include <cmath>

#include "chart_test_colors.h"
#include "ui/charts/live_chart.h"

using namespace steward::ui;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr Millis end = 1'795'427'160'000;  // 2026-11-23T09:46:00Z
constexpr Millis minute = 60'000;

const QColor red(255, 0, 0);
const QColor green(0, 255, 0);

bool near(QRgb pixel, const QColor& color, int tolerance = 90) {
    return std::abs(qRed(pixel) - color.red()) + std::abs(qGreen(pixel) - color.green()) +
               std::abs(qBlue(pixel) - color.blue()) <
           tolerance;
}

int count(const QImage& image, const QRectF& area, const QColor& color) {
    int found = 0;
    const QRect pixels = area.toAlignedRect().intersected(image.rect());
    for (int y = pixels.top(); y <= pixels.bottom(); ++y) {
        for (int x = pixels.left(); x <= pixels.right(); ++x)
            found += near(image.pixel(x, y), color);
    }
    return found;
}

class Fixture {
public:
    Fixture() {
        theme = testTheme(u"dark"_s);
        chart.resize(590, 189);
        chart.setLocale(QLocale(QLocale::English, QLocale::UnitedKingdom));
        chart.setColors(theme.colors);
        chart.setFormat({Unit::milliseconds});
        chart.setTimeCursor(&cursor);
        chart.addSeries({u"p50"_s, green});
        chart.addSeries({u"p99"_s, red});
        for (Millis time = end - 60 * minute; time <= end; time += 30'000) {
            chart.append(0, time, 100);
            chart.append(1, time, 400);
        }
    }
    QImage shown() {
        chart.show();
        (void)QTest::qWaitForWindowExposed(&chart);
        return grab();
    }
    QImage grab() {
        chart.refreshNow();
        return chart.grab().toImage();
    }
    QRectF between(Millis from, Millis to) const {
        const ChartPicture& picture = chart.picture();
        return QRectF(QPointF(picture.x(static_cast<double>(from)), picture.plot.top()),
                      QPointF(picture.x(static_cast<double>(to)), picture.plot.bottom() - 1));
    }
    QPoint at(Millis time) const {
        return QPoint(static_cast<int>(std::lround(chart.picture().x(static_cast<double>(time)))), 60);
    }
    void move(QPoint position) { QTest::mouseMove(chart.viewport(), position); }

    TestTheme theme;
    TimeCursor cursor;
    LiveChart chart;
};

}  // namespace

class LiveChartTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void linesAreWhereTheirValuesAre() {
        Fixture fixture;
        const QImage image = fixture.shown();
        const ChartPicture& picture = fixture.chart.picture();
        QCOMPARE(picture.ticks.range.to, 450.0);
        for (const auto& [value, color] : {std::pair{100.0, green}, {400.0, red}}) {
            const double y = picture.y(value);
            const QRectF band(picture.plot.left() + 2, y - 2, picture.plot.width() - 8, 4);
            QVERIFY(count(image, band, color) >= picture.plot.width() - 20);
            QCOMPARE(count(image, QRectF(picture.plot.left(), y - 30, picture.plot.width(), 24), color), 0);
        }
        QVERIFY(count(image, picture.frame, fixture.theme.colors.grid) > 100);
    }

    void noLineCrossesAGap() {
        Fixture fixture;
        const TimeRange gap{end - 28 * minute, end - 25 * minute};
        fixture.chart.addGap(gap);
        const QImage image = fixture.shown();
        const QRectF lost = fixture.between(gap.from, gap.to).adjusted(2, 0, -2, 0);
        QCOMPARE(count(image, lost, red), 0);
        QCOMPARE(count(image, lost, green), 0);
        QVERIFY(count(image, fixture.between(gap.from - 3 * minute, gap.from), red) > 10);
        QVERIFY(count(image, fixture.between(gap.to, gap.to + 3 * minute), red) > 10);
        QVERIFY(count(image, lost, fixture.theme.colors.gapHatch) > 50);
        QCOMPARE(fixture.chart.picture().gapText, u"No data 09:18 – 09:21"_s);

        fixture.chart.removeGaps(gap);
        QVERIFY(count(fixture.grab(), lost, red) > 10);
    }

    void aSampleThatIsNoNumberBreaksItsOwnLineOnly() {
        Fixture fixture;
        fixture.chart.append(0, end + minute, std::nan(""));
        fixture.chart.append(0, end + 3 * minute, 100);
        fixture.chart.append(1, end + 3 * minute, 400);
        const QImage image = fixture.shown();
        const QRectF lost = fixture.between(end + minute, end + 3 * minute).adjusted(-3, 0, -6, 0);
        QCOMPARE(count(image, lost, green), 0);
        QVERIFY(count(image, lost, red) > 5);
        QVERIFY(fixture.chart.picture().gaps.empty());
    }

    void annotationsAndThresholdAreMarked() {
        Fixture fixture;
        fixture.chart.setAnnotations({{end - 42 * minute, u"Deploy api 2026.11.3"_s, AnnotationKind::deploy},
                                      {end - 7 * minute, u"Plan changed"_s, AnnotationKind::audit}});
        fixture.chart.setThresholds({{300}});
        const QImage image = fixture.shown();
        const ChartPicture& picture = fixture.chart.picture();
        QVERIFY(count(image, fixture.between(end - 43 * minute, end - 41 * minute), fixture.theme.colors.deploy) > 60);
        QVERIFY(count(image, fixture.between(end - 8 * minute, end - 6 * minute), fixture.theme.colors.audit) > 60);
        QVERIFY(count(image, fixture.between(end - 41 * minute, end - 30 * minute), fixture.theme.colors.deploy) > 20);
        const QRectF line(picture.plot.left(), picture.y(300) - 1, picture.plot.width(), 3);
        QVERIFY(count(image, line, fixture.theme.colors.threshold) > picture.plot.width() / 3);
    }

    void theCrosshairIsSharedAndOnlyThePointedChartExplains() {
        Fixture one;
        Fixture other;
        other.chart.setTimeCursor(&one.cursor);
        one.shown();
        other.shown();
        QSignalSpy headlines(&other.chart, &LiveChart::headlineChanged);
        one.chart.append(1, end + 1000, 425);
        other.chart.append(1, end + 1000, 425);
        one.grab();
        other.grab();
        QCOMPARE(other.chart.headline().joined(), u"425 ms"_s);
        one.move(one.at(end - 14 * minute));
        QVERIFY(one.cursor.time());
        QCOMPARE(one.cursor.leader(), &one.chart);
        QVERIFY(std::abs(*one.cursor.time() - (end - 14 * minute)) < 10'000);
        QVERIFY(one.chart.picture().tooltip.title.startsWith(u"09:3"_s));
        QCOMPARE(one.chart.picture().tooltip.rows.size(), 2u);
        QCOMPARE(one.chart.picture().tooltip.rows.front().name, u"p99"_s);
        QCOMPARE(one.chart.picture().tooltip.rows.front().value, u"400 ms"_s);
        QVERIFY(other.chart.picture().tooltip.title.isEmpty());
        QCOMPARE(other.chart.picture().dots.size(), 2u);
        QVERIFY(other.chart.picture().dots[1].has_value());
        QCOMPARE(other.chart.headline().joined(), u"400 ms"_s);
        QCOMPARE(headlines.count(), 2);
        const QImage image = other.chart.grab().toImage();
        const QRectF hair(other.at(*one.cursor.time()) - QPointF(1, 30), QSizeF(3, 20));
        QVERIFY(count(image, hair, other.theme.colors.crosshair) >= 18);

        QEvent leave(QEvent::Leave);
        QCoreApplication::sendEvent(one.chart.viewport(), &leave);
        QVERIFY(!one.cursor.time());
        QCOMPARE(other.chart.headline().joined(), u"425 ms"_s);
    }

    void theCrosshairKnowsNothingInsideAGap() {
        Fixture fixture;
        fixture.chart.addGap({end - 28 * minute, end - 25 * minute});
        fixture.shown();
        fixture.move(fixture.at(end - 26 * minute));
        QVERIFY(!fixture.chart.picture().dots[0]);
        QCOMPARE(fixture.chart.headline().joined(), u"–"_s);
        QCOMPARE(fixture.chart.picture().tooltip.rows.front().value, u"–"_s);
    }

    void keysMoveTheCrosshairAndTheDescriptionFollows() {
        Fixture fixture;
        fixture.shown();
        QCOMPARE(fixture.chart.focusPolicy(), Qt::StrongFocus);
        QCOMPARE(fixture.chart.accessibleDescription(), u"p50 100 ms, p99 400 ms at 09:46:00 UTC"_s);
        QTest::keyClick(&fixture.chart, Qt::Key_Left);
        QCOMPARE(fixture.cursor.time(), std::optional<Millis>(end));
        QTest::keyClick(&fixture.chart, Qt::Key_Left);
        QCOMPARE(fixture.cursor.time(), std::optional<Millis>(end - 30'000));
        QTest::keyClick(&fixture.chart, Qt::Key_Left, Qt::ShiftModifier);
        QCOMPARE(fixture.cursor.time(), std::optional<Millis>(end - 330'000));
        QVERIFY(fixture.chart.accessibleDescription().contains(u"09:40:30 UTC"_s));
        QTest::keyClick(&fixture.chart, Qt::Key_Right);
        QCOMPARE(fixture.cursor.time(), std::optional<Millis>(end - 300'000));
        QTest::keyClick(&fixture.chart, Qt::Key_Home);
        QCOMPARE(fixture.cursor.time(), std::optional<Millis>(fixture.chart.shownRange().from));
        QTest::keyClick(&fixture.chart, Qt::Key_Escape);
        QVERIFY(!fixture.cursor.time());
    }

    // QChartView::mousePressEvent() follows a pointer that is null while the chart was never shown.
    void clicksOnAHiddenChartDoNothing() {
        Fixture fixture;
        for (const QEvent::Type type :
             {QEvent::MouseButtonPress, QEvent::MouseMove, QEvent::MouseButtonRelease, QEvent::MouseButtonDblClick}) {
            QMouseEvent event(type, QPointF(100, 60), QPointF(100, 60), Qt::LeftButton, Qt::LeftButton, Qt::NoModifier);
            QCoreApplication::sendEvent(fixture.chart.viewport(), &event);
        }
        fixture.shown();
        fixture.chart.hide();
        QTest::mouseClick(fixture.chart.viewport(), Qt::LeftButton, {}, QPoint(100, 60));
        QVERIFY(!fixture.chart.isVisible());
    }

    void aHiddenChartIsDrawnOnceWhenItAppears() {
        Fixture fixture;
        QCOMPARE(fixture.chart.picture().lines.size(), 0u);
        fixture.shown();
        QCOMPARE(fixture.chart.picture().lines.size(), 2u);
        fixture.chart.hide();
        const TimeRange before = fixture.chart.shownRange();
        fixture.chart.append(0, end + 10 * minute, 1);
        QTest::qWait(150);
        QCOMPARE(fixture.chart.shownRange(), before);
        fixture.chart.show();
        QVERIFY(fixture.chart.shownRange().to >= end + 10 * minute);
    }

    void everythingOfATickIsOneFrame() {
        Fixture fixture;
        fixture.shown();
        const TimeRange before = fixture.chart.shownRange();
        for (int i = 1; i <= 100; ++i)
            fixture.chart.append(0, end + i * 10'000, 5);
        QCOMPARE(fixture.chart.shownRange(), before);
        QTRY_VERIFY(fixture.chart.shownRange() != before);
    }

    void aThemeChangesWithOneCall() {
        Fixture fixture;
        fixture.shown();
        const TestTheme light = testTheme(u"light"_s);
        fixture.chart.setColors(light.colors);
        const QImage image = fixture.grab();
        QCOMPARE(QColor(image.pixel(2, 2)), light.colors.panel);
    }

    void fromTheFifthSeriesOnLinesHaveDashesAndMarkers() {
        Fixture fixture;
        fixture.chart.removeAllSeries();
        for (int i = 0; i < 6; ++i)
            fixture.chart.addSeries({u"s%1"_s.arg(i), i == 5 ? red : green});
        for (Millis time = end - 60 * minute; time <= end; time += 30'000) {
            for (int i = 0; i < 6; ++i)
                fixture.chart.append(i, time, 50 * (i + 1));
        }
        const QImage image = fixture.shown();
        const ChartPicture& picture = fixture.chart.picture();
        const auto band = [&](double value, double reach) {
            return QRectF(picture.plot.left(), picture.y(value) - reach, picture.plot.width() - 8, 2 * reach);
        };
        const int dashed = count(image, band(300, 1.5), red);
        QVERIFY(dashed < picture.plot.width() * 1.6 && dashed > picture.plot.width() / 2);
        const int marked = count(image, band(300, 3.5), red);
        QVERIFY2(marked > dashed + 20, qPrintable(u"%1 %2"_s.arg(marked).arg(dashed)));
    }

    void aRangeIsDraggedOverAndChosen() {
        Fixture fixture;
        fixture.chart.setZoomable(true);
        fixture.shown();
        QSignalSpy chosen(&fixture.chart, &LiveChart::rangeChosen);
        QSignalSpy back(&fixture.chart, &LiveChart::backAsked);
        QWidget* plot = fixture.chart.viewport();
        const QPoint from = fixture.at(end - 40 * minute), to = fixture.at(end - 20 * minute);
        QTest::mousePress(plot, Qt::LeftButton, {}, to);
        QTest::mouseMove(plot, from);
        QVERIFY(fixture.chart.picture().selection.has_value());
        QTest::mouseRelease(plot, Qt::LeftButton, {}, from);
        QVERIFY(!fixture.chart.picture().selection);
        QCOMPARE(chosen.size(), 1);
        const auto range = chosen[0][0].value<TimeRange>();
        QVERIFY(std::abs(range.from - (end - 40 * minute)) < minute &&
                std::abs(range.to - (end - 20 * minute)) < minute);

        QTest::mouseClick(plot, Qt::LeftButton, {}, from);  // a click is no drag
        QCOMPARE(chosen.size(), 1);
        QTest::mousePress(plot, Qt::LeftButton, {}, from);
        QTest::mouseMove(plot, to);
        QTest::keyClick(&fixture.chart, Qt::Key_Escape);
        QTest::mouseRelease(plot, Qt::LeftButton, {}, to);
        QCOMPARE(chosen.size(), 1);
        QTest::mouseDClick(plot, Qt::LeftButton, {}, from);
        QCOMPARE(back.size(), 1);
    }

    void theShownRangeIsDraggedAlongWithShift() {
        Fixture fixture;
        fixture.chart.setZoomable(true);
        fixture.shown();
        QSignalSpy chosen(&fixture.chart, &LiveChart::rangeChosen);
        const TimeRange before = fixture.chart.shownRange();
        QTest::mousePress(fixture.chart.viewport(), Qt::LeftButton, Qt::ShiftModifier, fixture.at(end - 40 * minute));
        QTest::mouseMove(fixture.chart.viewport(), fixture.at(end - 30 * minute));
        QTest::mouseRelease(fixture.chart.viewport(), Qt::LeftButton, Qt::ShiftModifier, fixture.at(end - 30 * minute));
        QCOMPARE(chosen.size(), 1);
        const auto range = chosen[0][0].value<TimeRange>();
        QVERIFY(std::abs(before.from - range.from - 10 * minute) < minute);
        QVERIFY(std::abs(range.length() - before.length()) < minute);
    }

    void keysAndWheelZoomToo() {
        Fixture fixture;
        fixture.chart.setZoomable(true);
        fixture.shown();
        QSignalSpy chosen(&fixture.chart, &LiveChart::rangeChosen);
        const TimeRange before = fixture.chart.shownRange();
        const auto last = [&] { return chosen.back()[0].value<TimeRange>(); };
        QTest::keyClick(&fixture.chart, Qt::Key_Plus);
        QVERIFY(std::abs(last().length() - before.length() / 2) <= 1);
        QTest::keyClick(&fixture.chart, Qt::Key_PageUp);
        QVERIFY(std::abs(before.from - last().from - before.length() / 2) <= 1);
        const QPoint at = fixture.at(end - 15 * minute);
        const auto turn = [&](Qt::KeyboardModifiers keys) {
            QWheelEvent wheel(at, fixture.chart.viewport()->mapToGlobal(at), {}, {0, 120}, Qt::NoButton, keys,
                              Qt::NoScrollPhase, false);
            QCoreApplication::sendEvent(fixture.chart.viewport(), &wheel);
        };
        turn({});  // scrolls the page
        QCOMPARE(chosen.size(), 2);
        turn(Qt::ControlModifier);
        QCOMPARE(chosen.size(), 3);
        QVERIFY(last().length() < before.length());
        QVERIFY(last().contains(end - 15 * minute));
        fixture.chart.setZoomable(false);
        QTest::keyClick(&fixture.chart, Qt::Key_Plus);
        QCOMPARE(chosen.size(), 3);
    }

    void stackedSeriesSayTheirOwnShare() {
        Fixture fixture;
        fixture.chart.setStacked(true);  // p50 is 100; p99, at 400, holds it and 300 of its own
        const QImage image = fixture.shown();
        QCOMPARE(fixture.chart.accessibleDescription(), u"p50 100 ms, p99 300 ms at 09:46:00 UTC"_s);
        fixture.move(fixture.at(end - 14 * minute));
        QCOMPARE(fixture.chart.picture().tooltip.rows.front().value, u"300 ms"_s);
        QCOMPARE(fixture.chart.headline().joined(), u"400 ms"_s);  // all of it
        const ChartPicture& picture = fixture.chart.picture();
        const auto pixel = [&](double value) {
            return image.pixelColor(QPoint(fixture.at(end - 30 * minute).x(), int(picture.y(value))) *
                                    image.devicePixelRatio());
        };
        QVERIFY(pixel(50) != pixel(250));
        QVERIFY(pixel(250) != fixture.theme.colors.panel);
    }

    void aMillionPointsOfHistoryAreShown() {
        Fixture fixture;
        std::vector<Sample> samples;
        for (int i = 0; i < 1'000'000; ++i)
            samples.push_back({end - (1'000'000 - i) * 1000LL, 200 + 100 * std::sin(i / 5e4)});
        samples[500'000].value = 900;
        fixture.chart.setHistory(1, samples);
        fixture.chart.showRange(TimeRange{samples.front().time, samples.back().time});
        fixture.shown();
        QVERIFY(fixture.chart.picture().lines[1].points.size() < 2200);
        QVERIFY(fixture.chart.picture().ticks.range.to >= 900);
        fixture.move(QPoint(static_cast<int>(fixture.chart.picture().plot.center().x()), 60));
        QVERIFY(fixture.chart.picture().dots[1].has_value());
    }
};

QTEST_MAIN(LiveChartTest)
#include "live_chart_test.moc"
