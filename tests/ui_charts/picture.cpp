// Draws a page of charts in one theme into a PNG, to be looked at beside the design.
#include <QApplication>
#include <QGridLayout>
#include <cmath>
#include <random>

#include "chart_test_colors.h"
#include "ui/charts/category_chart.h"
#include "ui/charts/gauge.h"
#include "ui/charts/heat_map.h"
#include "ui/charts/live_chart.h"

using namespace steward::ui;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr Millis end = 1'795'427'160'000;  // 2026-11-23T09:46:00Z
constexpr Millis minute = 60'000;

struct Card {
    QString title;
    ValueFormat format;
    std::vector<SeriesStyle> series;
    std::vector<std::function<double(double)>> value;  // of the share of the hour
    std::optional<ValueRange> range;
    std::optional<double> threshold;
};

double bump(double at, double middle, double width, double height) {
    return height * std::exp(-std::pow((at - middle) / width, 2));
}

LiveChart* chartOf(const Card& card, const TestTheme& theme, TimeCursor& cursor) {
    auto* chart = new LiveChart;
    chart->setLocale(QLocale(QLocale::English, QLocale::UnitedKingdom));
    chart->setColors(theme.colors);
    chart->setFormat(card.format);
    chart->setValueRange(card.range);
    if (card.threshold) chart->setThresholds({{*card.threshold}});
    chart->setTimeCursor(&cursor);
    chart->addGap({end - 28 * minute, end - 25 * minute});
    chart->setAnnotations({{end - 42 * minute, u"Deploy api 2026.11.3"_s, AnnotationKind::deploy},
                           {end - 7 * minute, u"Plan changed"_s, AnnotationKind::audit}});
    std::mt19937 random(5);
    for (std::size_t i = 0; i < card.series.size(); ++i) {
        chart->addSeries(card.series[i]);
        double drift = 0;
        for (Millis time = end - 60 * minute; time <= end; time += 30'000) {
            drift = 0.7 * drift + std::normal_distribution<double>(0, 0.012)(random);
            const double share = 1 - static_cast<double>(end - time) / (60.0 * minute);
            if (time <= end - 28 * minute || time >= end - 25 * minute)
                chart->append(static_cast<int>(i), time, card.value[i](share) * (1 + drift));
        }
    }
    return chart;
}

QWidget* framed(const QString& title, QWidget* content, const TestTheme& theme) {
    auto* card = new QWidget;
    card->setObjectName(u"card"_s);
    card->setAttribute(Qt::WA_StyledBackground);
    card->setStyleSheet(
        u"#card { background: %1; border: 1px solid %2; border-radius: 10px; } QLabel { color: %3; font-weight: 600; }"_s
            .arg(theme.colors.panel.name(), theme.colors.grid.name(), theme.colors.text.name()));
    auto* layout = new QVBoxLayout(card);
    layout->setContentsMargins(1, 1, 1, 4);
    layout->setSpacing(0);
    auto* label = new QLabel(title);
    label->setIndent(12);
    label->setFixedHeight(36);
    layout->addWidget(label);
    layout->addWidget(content, 1);
    return card;
}

Gauge* gaugeOf(const TestTheme& theme) {
    auto* gauge = new Gauge;
    gauge->setColors(theme.colors);
    gauge->setCaption(u"burn rate, 1 h"_s);
    gauge->setValue(1.4);
    gauge->setBudget(u"Error budget left"_s, 0.618, u"61.8 % of 43 min 12 s"_s);
    return gauge;
}

HeatMap* heatMapOf(const TestTheme& theme, TimeCursor& cursor) {
    const QStringList rows{u">2 s"_s,   u"1 s"_s,   u"500 ms"_s, u"250 ms"_s,
                           u"100 ms"_s, u"50 ms"_s, u"25 ms"_s,  u"10 ms"_s};
    const std::array<double, 8> weight{0.1, 0.2, 0.4, 4, 60, 160, 80, 12};
    constexpr int columns = 30;
    std::mt19937 random(9);
    std::vector<double> cells;
    for (const double each : weight) {
        for (int column = 0; column < columns; ++column) {
            const bool lost = column == 16 || column == 17;
            const bool slow = column == 9 || column == 10;
            const double share = std::uniform_real_distribution<double>(0.5, 1.2)(random);
            cells.push_back(lost ? std::nan("") : slow ? 30 * share : each * share);
        }
    }
    auto* map = new HeatMap;
    map->setColors(theme.colors, theme.heat);
    map->setLegend(u"fewer"_s, u"more requests"_s, {Unit::count});
    map->setCells({end - 60 * minute, end}, rows, columns, std::move(cells));
    map->setAnnotations({{end - 42 * minute, u"Deploy"_s, AnnotationKind::deploy},
                         {end - 7 * minute, u"Plan changed"_s, AnnotationKind::audit}});
    map->setTimeCursor(&cursor);
    return map;
}

CategoryChart* revenueOf(const TestTheme& theme, Stacking stacking) {
    auto* chart = new CategoryChart;
    chart->setColors(theme.colors);
    chart->setData({{u"Jun 2026"_s, u"Jul 2026"_s, u"Aug 2026"_s, u"Sep 2026"_s, u"Oct 2026"_s, u"Nov 2026"_s},
                    {{u"eu-central"_s, theme.series[0], {272'080, 274'920, 282'000, 283'600, 288'300, 292'600}},
                     {u"eu-west"_s, theme.series[5], {207'900, 208'270, 213'600, 216'830, 221'000, 224'600}},
                     {u"us-east"_s, theme.series[1], {224'700, 230'220, 236'140, 232'360, 241'590, 242'460}}}});
    chart->setOptions({.stacking = stacking, .format = {Unit::money, u"€"_s}});
    return chart;
}

}  // namespace

int main(int argc, char** argv) {
    QApplication application(argc, argv);
    const QStringList arguments = QApplication::arguments();
    if (arguments.size() != 3) qFatal("charts_picture THEME FILE.png");
    QFont font(u"Inter"_s);
    font.setPixelSize(13);
    QApplication::setFont(font);
    const TestTheme theme = testTheme(arguments[1]);
    const auto& c = theme.series;
    TimeCursor cursor;

    QWidget page;
    page.setObjectName(u"page"_s);
    page.setStyleSheet(u"#page { background: %1; }"_s.arg(theme.colors.panelAlt.name()));
    QGridLayout grid(&page);
    grid.setSpacing(12);
    const auto flat = [](double value) { return [value](double) { return value; }; };
    const std::vector<std::tuple<int, int, int, Card>> cards{
        {0,
         0,
         1,
         {u"Requests"_s,
          {Unit::perSecond},
          {{u"requests"_s, c[0], true}},
          {[](double x) { return 1850 + 100 * std::sin(9 * x); }},
          {},
          {}}},
        {0,
         1,
         2,
         {u"Latency"_s,
          {Unit::milliseconds},
          {{u"p50"_s, c[0]}, {u"p95"_s, c[1]}, {u"p99"_s, c[6]}},
          {[](double x) { return 40 + bump(x, 0.31, 0.03, 12); },
           [](double x) { return 130 + bump(x, 0.31, 0.03, 120); },
           [](double x) { return 250 + bump(x, 0.31, 0.03, 250); }},
          {},
          400}},
        {0,
         3,
         1,
         {u"Error rate"_s,
          {Unit::percent},
          {{u"errors"_s, c[6], true}},
          {[](double x) { return 0.09 + bump(x, 0.31, 0.015, 0.65); }},
          {},
          {}}},
        {1,
         0,
         1,
         {u"Active sessions"_s,
          {Unit::count},
          {{u"sessions"_s, c[0], true}},
          {[](double x) { return 6000 + 600 * x; }},
          {},
          {}}},
        {1,
         1,
         1,
         {u"CPU, all nodes"_s,
          {Unit::percent},
          {{u"cpu"_s, c[1], true}},
          {[](double x) { return 45 + bump(x, 0.31, 0.05, 22); }},
          ValueRange{0, 100},
          {}}},
        {1,
         2,
         1,
         {u"Memory, all nodes"_s,
          {Unit::bytes},
          {{u"memory"_s, c[0], true}},
          {[](double x) { return x < 0.3 ? 3.3e9 : 2.9e9; }},
          {},
          {}}},
        {1,
         3,
         1,
         {u"Queue depth"_s,
          {Unit::count, u"messages"_s},
          {{u"queue"_s, c[3], true}},
          {[](double x) { return 120 + bump(x, 0.6, 0.03, 640); }},
          {},
          {}}},
        {2,
         0,
         1,
         {u"Eight series"_s,
          {Unit::count},
          {{u"a"_s, c[0]},
           {u"b"_s, c[1]},
           {u"c"_s, c[2]},
           {u"d"_s, c[3]},
           {u"e"_s, c[4]},
           {u"f"_s, c[5]},
           {u"g"_s, c[6]},
           {u"h"_s, c[7]}},
          {flat(100), flat(200), flat(300), flat(400), flat(500), flat(600), flat(700), flat(800)},
          {},
          {}}},
    };
    LiveChart* leader = nullptr;
    for (const auto& [row, column, span, card] : cards) {
        LiveChart* chart = chartOf(card, theme, cursor);
        if (span == 2 && !leader) leader = chart;
        grid.addWidget(framed(card.title, chart, theme), row, column, 1, span);
    }
    grid.addWidget(framed(u"SLO burn, availability 99.9 %"_s, gaugeOf(theme), theme), 2, 1);
    grid.addWidget(framed(u"Response time, all requests"_s, heatMapOf(theme, cursor), theme), 2, 3);
    grid.addWidget(framed(u"Sum of MRR by month, stacked by region"_s, revenueOf(theme, Stacking::stack), theme), 3, 0,
                   1, 2);
    grid.addWidget(framed(u"The same side by side"_s, revenueOf(theme, Stacking::none), theme), 3, 2, 1, 2);
    for (int column = 0; column < 4; ++column)
        grid.setColumnStretch(column, 1);
    page.resize(1231, 1010);
    page.show();
    QCoreApplication::processEvents();
    for (LiveChart* chart : page.findChildren<LiveChart*>())
        chart->refreshNow();
    cursor.moveTo(end - 14 * minute - 30'000, leader);
    return page.grab().save(arguments[2]) ? 0 : 1;
}
