// Dashboards as documents: the arithmetic of the grid, what is refused, and their JSON.
#include <QtTest>
#include <random>

#include "base/json.h"
#include "domain/dashboard.h"

using namespace steward;
using namespace steward::domain;
using grid::Direction;
using grid::Places;

namespace {

// "A0,0 3x4 | B3,0 3x4" for what a grid holds, in the order of the panels.
std::string drawn(const Places& places) {
    std::string text;
    for (std::size_t i = 0; i < places.size(); ++i) {
        const auto& p = places[i];
        if (i) text += " | ";
        text += char('A' + int(i));
        text += std::to_string(p.column) + "," + std::to_string(p.row) + " " + std::to_string(p.columns) + "x" +
                std::to_string(p.rows);
    }
    return text;
}

bool isSound(const Places& places) {
    for (std::size_t i = 0; i < places.size(); ++i) {
        if (!(places[i] == grid::clamped(places[i]))) return false;
        for (std::size_t j = 0; j < i; ++j)
            if (grid::overlap(places[i], places[j])) return false;
    }
    return true;
}

DashboardContent example() {
    DashboardContent content;
    content.title = "Checkout";
    DashboardPanel panel;
    panel.id = "latency";
    panel.title = "Latency";
    panel.place = {0, 0, 6, 4};
    panel.queries = {{"http.latency.p99", "p99", {}, "$tenant", {{{"region", "$region"}}}, 7}};
    panel.unit = PanelUnit::milliseconds;
    panel.thresholds = {{400, ThresholdLevel::bad, "SLO"}};
    content.panels = {panel};
    content.variables = {{VariableKind::tenant, ""}};
    return content;
}

std::string firstPath(const DashboardContent& content) {
    const auto errors = check(content, "/content");
    return errors.empty() ? std::string() : errors.front().path;
}

}  // namespace

class DashboardTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void panelsRiseToWhereThereIsRoom() {
        QCOMPARE(drawn(grid::compact({{0, 9, 3, 4}, {3, 2, 3, 4}, {0, 20, 6, 2}})),
                 std::string("A0,0 3x4 | B3,0 3x4 | C0,4 6x2"));
    }

    void overlapsAreResolvedInTheirOrder() {
        QCOMPARE(drawn(grid::compact({{0, 0, 6, 4}, {3, 0, 6, 4}, {11, 0, 6, 4}})),
                 std::string("A0,0 6x4 | B3,4 6x4 | C6,0 6x4"));
    }

    void whatIsMovedOverAnotherChangesPlacesWithIt() {
        const Places two{{0, 0, 3, 4}, {0, 4, 3, 4}};
        QCOMPARE(drawn(grid::move(two, 0, 0, 4)), std::string("A0,4 3x4 | B0,0 3x4"));
        QCOMPARE(drawn(grid::move(two, 1, 0, 0)), std::string("A0,4 3x4 | B0,0 3x4"));
        QCOMPARE(drawn(grid::move(two, 1, 3, 0)), std::string("A0,0 3x4 | B3,0 3x4"));
        QCOMPARE(drawn(grid::move(two, 1, 99, 99)), std::string("A0,0 3x4 | B9,0 3x4"));
    }

    void whatGrowsPushesDown() {
        const Places row{{0, 0, 3, 4}, {3, 0, 3, 4}, {0, 4, 6, 2}};
        QCOMPARE(drawn(grid::resize(row, 0, 6, 4)), std::string("A0,0 6x4 | B3,4 3x4 | C0,8 6x2"));
        QCOMPARE(drawn(grid::resize(row, 0, 3, 6)), std::string("A0,0 3x6 | B3,0 3x4 | C0,6 6x2"));
        QCOMPARE(drawn(grid::resize(row, 1, 99, 0)), std::string("A0,0 3x4 | B3,0 9x1 | C0,4 6x2"));
    }

    void keysStepPastTheNeighbour() {
        const Places four{{0, 0, 3, 4}, {3, 0, 3, 4}, {0, 4, 3, 2}, {3, 4, 3, 4}};
        QCOMPARE(drawn(grid::step(four, 0, Direction::right)),
                 std::string("A3,0 3x4 | B0,0 3x4 | C0,4 3x2 | D3,4 3x4"));
        QCOMPARE(drawn(grid::step(four, 0, Direction::down)), std::string("A0,2 3x4 | B3,0 3x4 | C0,0 3x2 | D3,4 3x4"));
        QCOMPARE(drawn(grid::step(four, 2, Direction::up)), std::string("A0,2 3x4 | B3,0 3x4 | C0,0 3x2 | D3,4 3x4"));
        QCOMPARE(drawn(grid::step(four, 1, Direction::right)).substr(11, 8), std::string("B4,0 3x4"));
        QCOMPARE(drawn(grid::step(four, 0, Direction::up)), drawn(four));
    }

    void everyStepLeavesASoundGrid() {
        std::mt19937 random(7);
        const auto below = [&](int most) { return std::int64_t(random() % unsigned(most)); };
        Places places;
        for (int i = 0; i < 12; ++i)
            places.push_back(grid::freePlace(places, 1 + below(6), 1 + below(5)));
        QVERIFY(isSound(places));
        for (int i = 0; i < 3000; ++i) {
            const auto panel = std::size_t(below(12));
            const auto kind = below(3);
            places = kind == 0   ? grid::move(places, panel, below(14) - 1, below(40) - 1)
                     : kind == 1 ? grid::resize(places, panel, below(14), below(8))
                                 : grid::step(places, panel, Direction(below(4)));
            QVERIFY2(isSound(places), drawn(places).c_str());
            QCOMPARE(drawn(grid::compact(places)), drawn(places));
        }
    }

    void aNewPanelTakesTheFirstRoom() {
        const Places some{{0, 0, 6, 4}, {9, 0, 3, 2}};
        QCOMPARE(grid::freePlace(some, 3, 4), (GridPlace{6, 0, 3, 4}));
        QCOMPARE(grid::freePlace(some, 12, 2), (GridPlace{0, 4, 12, 2}));
    }

    void jsonIsTheWholeDocument() {
        const auto content = example();
        const auto read = json::read<DashboardContent>(json::write(content), json::Unknown::refuse);
        QVERIFY(read);
        QCOMPARE(*read, content);
        QVERIFY(check(content).empty());
    }

    void whatIsTooMuchIsRefusedAtItsField() {
        const auto pathAfter = [](auto change) {
            auto content = example();
            change(content);
            return firstPath(content);
        };
        using C = DashboardContent;
        QCOMPARE(pathAfter([](C& c) { c.title.clear(); }), std::string("/content/title"));
        QCOMPARE(pathAfter([](C& c) { c.title = "two\nlines"; }), std::string("/content/title"));
        QCOMPARE(pathAfter([](C& c) { c.panels[0].id = "A b"; }), std::string("/content/panels/0/id"));
        QCOMPARE(pathAfter([](C& c) { c.panels.push_back(c.panels[0]); }), std::string("/content/panels/1/id"));
        QCOMPARE(pathAfter([](C& c) { c.panels.resize(41, c.panels[0]); }), std::string("/content/panels"));
        QCOMPARE(pathAfter([](C& c) { c.panels[0].queries[0].series.clear(); }),
                 std::string("/content/panels/0/queries/0/series"));
        QCOMPARE(pathAfter([](C& c) { c.panels[0].queries.resize(17, c.panels[0].queries[0]); }),
                 std::string("/content/panels/0/queries"));
        QCOMPARE(pathAfter([](C& c) { c.panels[0].queries[0].color = 9; }),
                 std::string("/content/panels/0/queries/0/color"));
        QCOMPARE(pathAfter([](C& c) {
                     c.panels[0].minimum = 3;
                     c.panels[0].maximum = 3;
                 }),
                 std::string("/content/panels/0/maximum"));
        QCOMPARE(pathAfter([](C& c) { c.panels[0].thresholds.push_back({1, ThresholdLevel::warning, ""}); }),
                 std::string("/content/panels/0/thresholds/1/value"));
        QCOMPARE(pathAfter([](C& c) { c.variables.push_back(c.variables[0]); }),
                 std::string("/content/variables/1/kind"));
        QCOMPARE(pathAfter([](C& c) { c.rangeMinutes = 0; }), std::string("/content/rangeMinutes"));
        QCOMPARE(pathAfter([](C& c) { c.refreshSeconds = 4; }), std::string("/content/refreshSeconds"));
    }

    void tidyingKeepsTheOrder() {
        auto content = example();
        content.panels.push_back(content.panels[0]);
        content.panels[1].id = "copy";
        tidy(content);
        QCOMPARE(content.panels[0].place, (GridPlace{0, 0, 6, 4}));
        QCOMPARE(content.panels[1].place, (GridPlace{0, 4, 6, 4}));
        QCOMPARE(freeId(content, "Latency (p99)!"), std::string("latency-p99"));
        QCOMPARE(freeId(content, "latency"), std::string("latency-2"));
        QCOMPARE(freeId(content, "延迟"), std::string("panel"));
    }
};

QTEST_APPLESS_MAIN(DashboardTest)
#include "dashboard_test.moc"
