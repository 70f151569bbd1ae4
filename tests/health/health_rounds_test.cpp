// Rounds of checks on two nodes, with a database, a clock that the test moves and answers that it gives: one of them
// checks, and when it is gone the other goes on.
#include <QtTest>

#include "alerts/migrations.h"
#include "audit/migrations.h"
#include "health/definition.h"
#include "health/health_service.h"
#include "health/health_store.h"
#include "health/migrations.h"
#include "tenancy/migrations.h"
#include "tests/support/served.h"

using namespace steward;
using namespace steward::health;
using namespace std::chrono_literals;
using domain::ComponentState;
using kernel::Async;

namespace {

const Time start = Time(Duration(1'795'420'800'000));  // 2026-11-23T08:00:00Z

class NoSeries final : public alerts::ValueSource {
public:
    std::vector<contract::SeriesName> names() const override { return {}; }
    Async<std::vector<alerts::Found>> read(std::vector<alerts::ValueQuery> queries) override {
        co_return std::vector<alerts::Found>(queries.size());
    }
};

struct Checking {
    explicit Checking(const std::filesystem::path& path)
        : clock(start),
          database(test::openDatabase(
              path, {&alerts::migrations(), &audit::migrations(), &health::migrations(), &tenancy::migrations()})) {
        served.start();
        domain::Component component;
        component.id = "cmp_1";
        component.name = "Database";
        component.probe.kind = domain::ProbeKind::own;
        component.probe.target = "database";
        component.probe.intervalMs = 5'000;
        component.probe.failures = 1;
        component.version = 1;
        component.createdAt = component.changedAt = component.since = start;
        const auto added = database->writeNow([&](sql::Connection& db) -> Result<> {
            STEWARD_CHECK(alerts::insertDefinition(db, component));
            return definitionsChanged(db);
        });
        if (!added) qFatal("%s %s", added.error().message.c_str(), added.error().detail.c_str());
    }
    ~Checking() {
        served.stopThread();
        database->close();
    }
    Options options(const std::string& name) {
        return {.node = name, .interval = 5s, .look = [this] { return look(); }, .tenantNames = {}};
    }
    // What the platform says of itself; once, another node may take over while it is asked.
    Async<contract::Health> look() {
        if (std::exchange(isTakenOver, false)) {
            clock.move(16s);
            auto evaluating = other.evaluate();
            const auto had = co_await std::move(evaluating);
            if (!had || !*had) qFatal("the other node did not take over");
        }
        co_return contract::Health{"ok", "1", {{"database", says}}};
    }
    Result<bool> round(HealthService& service) {
        return served.run([&]() -> Async<bool> {
            auto evaluating = service.evaluate();
            auto had = co_await std::move(evaluating);
            co_await service.settle();
            co_return had;
        });
    }
    std::vector<domain::StateInterval> states() {
        return *database->readNow(
            [](sql::Connection& db) { return statesOf(db, "cmp_1", {start, start + std::chrono::hours(1)}); });
    }

    test::TestClock clock;
    test::Served served;
    std::unique_ptr<kernel::Database> database;
    NoSeries series;
    std::string says = "ok";
    bool isTakenOver = false;
    HealthService node{served.io, *database, served.telemetry, clock, series, options("node-1")};
    HealthService other{served.io, *database, served.telemetry, clock, series, options("node-2")};
};

std::vector<ComponentState> kindsOf(const std::vector<domain::StateInterval>& states) {
    std::vector<ComponentState> kinds;
    for (const auto& state : states)
        kinds.push_back(state.state);
    return kinds;
}

}  // namespace

class HealthRoundsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void oneNodeChecksAndAnotherTakesOverWhenItIsGone() {
        Checking checking(folder_.path() / "nodes.db");
        QCOMPARE(checking.round(checking.node).value(), true);
        QCOMPARE(checking.round(checking.other).value(), false);
        checking.clock.move(5s);
        QCOMPARE(checking.round(checking.node).value(), true);
        // It is not heard of any more. What happens meanwhile is noticed once its lease is over.
        checking.says = "gone";
        checking.clock.move(14s);
        QCOMPARE(checking.round(checking.other).value(), false);
        checking.clock.move(2s);
        QCOMPARE(checking.round(checking.other).value(), true);
        auto states = checking.states();
        std::ranges::sort(states, {}, &domain::StateInterval::from);
        QCOMPARE(states.back().state, ComponentState::down);
        QCOMPARE(states.back().from, start + 21s);
        // No gap: it goes on from what the first one has stored.
        for (std::size_t i = 1; i < states.size(); ++i)
            QVERIFY(states[i - 1].to == states[i].from);
        QCOMPARE(std::ranges::count(kindsOf(states), ComponentState::unknown),
                 states.front().state == ComponentState::unknown ? 1 : 0);
        QCOMPARE(checking.round(checking.node).value(), false);  // when it comes back, it has to wait
    }

    void whoStopsLetsTheOtherGoOnAtOnce() {
        Checking checking(folder_.path() / "stop.db");
        QCOMPARE(checking.round(checking.node).value(), true);
        QCOMPARE(checking.round(checking.other).value(), false);
        checking.served.run([&] { return checking.node.stop(); });
        QCOMPARE(checking.round(checking.other).value(), true);
    }

    void whoWasPausedOverItsLeaseStoresNothing() {
        Checking checking(folder_.path() / "paused.db");
        QCOMPARE(checking.round(checking.node).value(), true);
        checking.clock.move(5s);
        checking.isTakenOver = true;
        const auto paused = checking.round(checking.node);
        QVERIFY(!paused && paused.error().code == ErrorCode::cancelled);
        const auto evaluation = checking.database->readNow(lastEvaluation);
        QCOMPARE(evaluation->startedAt.value_or(Time{}), start + 21s);  // of the other one
        checking.clock.move(5s);
        QCOMPARE(checking.round(checking.node).value(), false);
        QCOMPARE(checking.round(checking.other).value(), true);
    }

private:
    test::TemporaryFolder folder_;
};

QTEST_GUILESS_MAIN(HealthRoundsTest)
#include "health_rounds_test.moc"
