// Gauge, heat map and category chart: geometry, pixels, pointer and keys.
#include <QPainter>
#include <QSignalSpy>
#include <QtTest>
#include <cmath>
#include <limits>

#include "chart_test_colors.h"
#include "ui/charts/category_chart.h"
#include "ui/charts/gauge.h"
#include "ui/charts/heat_map.h"

using namespace steward::ui;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
const QLocale english(QLocale::English, QLocale::UnitedKingdom);

int count(const QImage& image, const QRect& area, const QColor& color) {
    int found = 0;
    const QRect pixels = area.intersected(image.rect());
    for (int y = pixels.top(); y <= pixels.bottom(); ++y) {
        for (int x = pixels.left(); x <= pixels.right(); ++x)
            found += image.pixelColor(x, y) == color;
    }
    return found;
}

CategoryData revenue(const TestTheme& theme) {
    return {{u"Sep"_s, u"Oct"_s, u"Nov"_s},
            {{u"eu-central"_s, theme.series[0], {280'000, 290'000, 300'000}},
             {u"eu-west"_s, theme.series[5], {200'000, 205'000, 210'000}},
             {u"us-east"_s, theme.series[1], {252'790, 255'890, 249'660}}}};
}

}  // namespace

class WidgetsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theGaugeFillsToItsValueInTheColourOfItsBand() {
        const TestTheme theme = testTheme(u"dark"_s);
        Gauge gauge;
        gauge.setLocale(english);
        gauge.resize(289, 189);
        gauge.setColors(theme.colors);
        gauge.setCaption(u"burn rate, 1 h"_s);
        gauge.setBudget(u"Error budget left"_s, 0.618, u"61.8 % of 43 min 12 s"_s);
        QVERIFY(gauge.accessibleDescription().startsWith(u"–"_s));
        const int empty = count(gauge.grab().toImage(), gauge.rect(), theme.colors.warning);
        gauge.setValue(1.4);
        QCOMPARE(gauge.level(), Gauge::Level::warning);
        QVERIFY(count(gauge.grab().toImage(), gauge.rect(), theme.colors.warning) > empty + 200);
        QCOMPARE(gauge.accessibleDescription(), u"1.4× burn rate, 1 h. Error budget left: 61.8 % of 43 min 12 s"_s);
        gauge.setValue(0.2);
        QCOMPARE(gauge.level(), Gauge::Level::good);
        gauge.setValue(400);
        QCOMPARE(gauge.level(), Gauge::Level::bad);
        const QRect bar(12, 189 - 21, 265, 6);
        const int filled = count(gauge.grab().toImage(), bar, theme.colors.good);
        QVERIFY(std::abs(filled / 6.0 - 0.618 * 265) < 8);
    }

    void theHeatMapIsOnePixelPerCell() {
        const TestTheme theme = testTheme(u"dark"_s);
        HeatMap map;
        map.setLocale(english);
        map.resize(289, 189);
        map.setColors(theme.colors, theme.heat);
        map.setLegend(u"fewer"_s, u"more requests"_s, {Unit::count});
        map.setCells({0, 3'600'000}, {u">1 s"_s, u"100 ms"_s}, 3, {0, 1, unknown, 4, 100, unknown});
        QCOMPARE(map.image().size(), QSize(3, 2));
        QCOMPARE(map.image().pixelColor(0, 0), theme.heat.front());
        QCOMPARE(map.image().pixelColor(1, 1), theme.heat.back());
        QCOMPARE(map.image().pixelColor(2, 0), theme.colors.panelAlt);
        QVERIFY(map.accessibleDescription().contains(u"100 ms"_s));
        const QImage picture = map.grab().toImage();
        const QRectF plot = map.plot();
        QCOMPARE(picture.pixelColor(plot.center().toPoint() + QPoint(0, 20)), theme.heat.back());
        QCOMPARE(picture.pixelColor(static_cast<int>(plot.right()) - 10, 40), theme.colors.panelAlt);
    }

    void theHeatMapSharesTheCrosshair() {
        const TestTheme theme = testTheme(u"dark"_s);
        HeatMap map;
        TimeCursor cursor;
        map.resize(289, 189);
        map.setColors(theme.colors, theme.heat);
        map.setTimeCursor(&cursor);
        map.setCells({0, 3'600'000}, {u"all"_s}, 4, {1, 2, 3, 4});
        map.show();
        QTest::mouseMove(&map, map.plot().center().toPoint());
        QVERIFY(cursor.time());
        QCOMPARE(cursor.leader(), &map);
        QVERIFY(std::abs(*cursor.time() - 1'800'000) < 20'000);
        QTest::keyClick(&map, Qt::Key_Right);
        QCOMPARE(cursor.time(), std::optional<Millis>(3'150'000));
        QTest::keyClick(&map, Qt::Key_Escape);
        QVERIFY(!cursor.time());
    }

    void stacksStandOnEachOtherFromZero() {
        const TestTheme theme = testTheme(u"light"_s);
        CategoryChart chart;
        chart.resize(864, 178);
        chart.setLocale(english);
        chart.setColors(theme.colors);
        chart.setData(revenue(theme));
        chart.setOptions({.stacking = Stacking::stack, .format = {Unit::money, u"€"_s}});
        QCOMPARE(chart.ticks().range, (ValueRange{0, 800'000}));
        for (int category = 0; category < 3; ++category) {
            QCOMPARE(chart.barRect(0, category).top(), chart.barRect(1, category).bottom());
            QCOMPARE(chart.barRect(1, category).top(), chart.barRect(2, category).bottom());
            QCOMPARE(chart.barRect(0, category).width(), 48.0);
        }
        const QImage image = chart.grab().toImage();
        for (int series = 0; series < 3; ++series) {
            const QRect bar = chart.barRect(series, 1).toRect();
            QVERIFY(count(image, bar,
                          theme.series[series == 0   ? 0
                                       : series == 1 ? 5
                                                     : 1]) > bar.width() * (bar.height() - 4));
        }
    }

    void percentStacksAllReachTheTop() {
        const TestTheme theme = testTheme(u"light"_s);
        CategoryChart chart;
        chart.resize(864, 178);
        chart.setData(revenue(theme));
        chart.setOptions({.stacking = Stacking::percent});
        QCOMPARE(chart.ticks().range.to, 100.0);
        for (int category = 0; category < 3; ++category)
            QVERIFY(std::abs(chart.barRect(2, category).top() - 15) < 1);
    }

    void groupsStandBesideEachOtherAndNegativesBelowZero() {
        const TestTheme theme = testTheme(u"light"_s);
        CategoryChart chart;
        chart.resize(864, 178);
        CategoryData data = revenue(theme);
        data.series[1].values = {-100'000, unknown, 50'000};
        chart.setData(data);
        chart.setOptions({});
        QVERIFY(chart.ticks().range.from < 0);
        QCOMPARE(chart.barRect(0, 0).right(), chart.barRect(1, 0).left());
        QCOMPARE(chart.barRect(0, 0).bottom(), chart.barRect(1, 0).top());
        QVERIFY(chart.barRect(1, 1).isNull());
    }

    void aLineMayStartAboveZero() {
        const TestTheme theme = testTheme(u"light"_s);
        CategoryChart chart;
        chart.resize(864, 178);
        chart.setColors(theme.colors);
        chart.setData({{u"a"_s, u"b"_s, u"c"_s}, {{u"x"_s, theme.series[0], {1000, 1010, 1030}}}});
        chart.setOptions({.kind = CategoryKind::line, .fromZero = true});
        QCOMPARE(chart.ticks().range.from, 0.0);
        chart.setOptions({.kind = CategoryKind::line, .fromZero = false});
        QVERIFY(chart.ticks().range.from > 900 && chart.ticks().range.from <= 1000);
        QVERIFY(chart.ticks().range.to >= 1030);
        QVERIFY(count(chart.grab().toImage(), chart.rect(), theme.series[0]) > 100);
    }

    void theChartDrawsOnPaperToo() {
        const TestTheme theme = testTheme(u"light"_s);
        CategoryChart chart;
        chart.setColors(theme.colors);
        chart.setData(revenue(theme));
        chart.setOptions({.stacking = Stacking::stack, .format = {Unit::money, u"€"_s}});
        QImage page(1000, 700, QImage::Format_RGB32);
        page.fill(Qt::white);
        QPainter painter(&page);
        chart.renderTo(&painter, QRectF(100, 100, 800, 300));
        painter.end();
        QVERIFY(count(page, QRect(100, 100, 800, 300), theme.series[0]) > 2000);
        QCOMPARE(count(page, QRect(0, 0, 1000, 90), Qt::white), 90 * 1000);
        QCOMPARE(count(page, QRect(0, 410, 1000, 290), Qt::white), 290 * 1000);
    }

    void pointerAndKeysExplainACategory() {
        const TestTheme theme = testTheme(u"light"_s);
        CategoryChart chart;
        chart.resize(864, 178);
        chart.setLocale(english);
        chart.setColors(theme.colors);
        chart.setData(revenue(theme));
        chart.setOptions({.stacking = Stacking::stack, .format = {Unit::money, u"€"_s}});
        chart.show();
        QSignalSpy activated(&chart, &CategoryChart::activated);
        const QPoint october = chart.barRect(0, 1).center().toPoint();
        QTest::mouseMove(&chart, october);
        QCOMPARE(chart.accessibleDescription(),
                 u"Oct, us-east €255,890, eu-west €205,000, eu-central €290,000, Total €750,890"_s);
        QVERIFY(count(chart.grab().toImage(), chart.rect(), theme.colors.tooltip) > 3000);
        QTest::mouseClick(&chart, Qt::LeftButton, {}, october);
        QTest::keyClick(&chart, Qt::Key_Right);
        QVERIFY(chart.accessibleDescription().startsWith(u"Nov"_s));
        QTest::keyClick(&chart, Qt::Key_Return);
        QCOMPARE(activated.count(), 2);
        QCOMPARE(activated.last().first().toInt(), 2);
        QTest::keyClick(&chart, Qt::Key_Escape);
        QVERIFY(chart.accessibleDescription().startsWith(u"3 categories"_s));
    }

    void emptyDataIsNoFault() {
        const TestTheme theme = testTheme(u"light"_s);
        CategoryChart chart;
        chart.resize(300, 120);
        chart.setColors(theme.colors);
        chart.grab();
        chart.setData({{u"a"_s}, {}});
        chart.grab();
        chart.setData({{u"a"_s}, {{u"x"_s, theme.series[0], {unknown}}}});
        chart.setOptions({.kind = CategoryKind::line});
        chart.grab();
        HeatMap map;
        map.resize(200, 120);
        map.grab();
        Gauge gauge;
        gauge.setBands({});
        gauge.setColors(theme.colors);
        gauge.setValue(3);
        gauge.grab();
    }
};

QTEST_MAIN(WidgetsTest)
#include "widgets_test.moc"
