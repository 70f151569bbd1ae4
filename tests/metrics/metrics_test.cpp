// What the platform records of itself: seconds, steps, gaps, and who may see which series.
#include <QtTest>

#include "contract/topics.h"
#include "domain/metric.h"
#include "metrics/metrics_routes.h"
#include "metrics/migrations.h"
#include "metrics/range.h"
#include "tests/support/served.h"

using namespace steward;
using namespace std::chrono_literals;
using contract::MetricRange;
using kernel::Async;
using metrics::MetricsService;
using test::tenantA;
using test::tenantB;

namespace {

// 2026-11-23T08:00:00Z, a whole hour.
const Time start = Time(Duration(1'795'420'800'000));

struct Measuring {
    explicit Measuring(const std::filesystem::path& path, Time now = start)
        : clock(now),
          database(test::openDatabase(path, {&metrics::migrations()})),
          service(served.io, *database, bus, served.telemetry, clock,
                  {.sessions = [] { return 7.0; },
                   .tenantNames =
                       [](sql::Connection&, const std::vector<std::string>& ids) {
                           std::map<std::string, std::string> names;
                           for (const auto& id : ids)
                               names[id] = "Name of " + id;
                           return Result<std::map<std::string, std::string>>(names);
                       }}) {
        metrics::bindRoutes(served.router, service);
    }
    ~Measuring() {
        served.stopThread();
        database->close();
    }

    void request(const std::string& tenant, int status, std::chrono::microseconds duration) {
        served.telemetry.request("x", tenant, status, duration);
    }
    // `seconds` measurements with one request of tenant A in each.
    void run(int seconds) {
        for (int i = 0; i < seconds; ++i) {
            request(tenantA, 200, 30ms);
            service.sample(clock.now());
            clock.move(1s);
        }
    }
    Result<> flush() {
        return served.run([this] { return service.flush(); });
    }
    Result<MetricRange> range(contract::MetricRangeRequest request, const std::string& token = "operator") {
        kernel::Context context;
        context.now = clock.now();
        context.principal = *served.tokens.authenticate(token);
        return served.run([&] { return service.range(context, request); });
    }

    test::TestClock clock;
    test::Served served;
    kernel::Bus bus;
    std::unique_ptr<kernel::Database> database;
    MetricsService service;
};

contract::MetricRangeRequest ask(std::string_view name, Time from, Time to, std::optional<std::int64_t> step = {}) {
    return {std::string(name), std::nullopt, from, to, step};
}

std::size_t present(const domain::MetricSeries& series) {
    std::size_t count = 0;
    for (const auto& value : series.values)
        count += value.has_value();
    return count;
}

}  // namespace

class MetricsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aSecondHoldsWhatHappened() {
        const test::TemporaryFolder folder;
        Measuring measuring(folder.path() / "db");
        std::vector<domain::MetricSample> live;
        const auto subscription = measuring.bus.subscribe([&](const kernel::Message& message) {
            live.push_back(json::read<domain::MetricSample>(message.json).value_or(domain::MetricSample{}));
        });
        QTest::qWait(100);
        for (int i = 0; i < 9; ++i)
            measuring.request(tenantA, 200, 20ms);
        measuring.request(tenantB, 503, 3s);
        measuring.service.sample(measuring.clock.now());
        QCOMPARE(live.size(), std::size_t(3));
        std::map<std::string, double> values;
        for (const auto& value : live[0].values)
            values[value.name] = value.value;
        QCOMPARE(values.size(), metrics::seriesCount);
        QVERIFY(values["http.requests"] > 10 && values["http.requests"] <= 100);
        QCOMPARE(values["http.errors"], 10.0);
        QVERIFY(values["http.latency.p50"] > 18 && values["http.latency.p50"] < 22);
        QVERIFY(values["http.latency.p99"] > 2700 && values["http.latency.p99"] < 3300);
        QCOMPARE(values["http.latency.bucket.25"], values["http.requests"] * 0.9);
        QCOMPARE(values["http.latency.bucket.10"], 0.0);
        QCOMPARE(values["http.latency.bucket.inf"], values["http.requests"] * 0.1);
        QCOMPARE(values["identity.sessions"], 7.0);
        QVERIFY(values["process.memory"] > 1'000'000);
        QVERIFY(values["process.memory.share"] > 0 && values["process.memory.share"] < 100);
        QCOMPARE(live[1].tenantId.value_or(""), tenantA);
        QCOMPARE(live[2].tenantId.value_or(""), tenantB);
        QCOMPARE(live[2].values.size(), std::size_t(3));
    }

    void secondsOfSeveralNodesAreOneOfThePlatform() {
        const test::TemporaryFolder folder;
        Measuring first(folder.path() / "db");
        Measuring second(folder.path() / "db");
        first.service.share("first", [&](const std::string& text) { second.service.heard(text); });
        second.service.share("second", [&](const std::string& text) { first.service.heard(text); });
        std::vector<domain::MetricSample> live;
        const auto subscription = first.bus.subscribe([&](const kernel::Message& message) {
            live.push_back(json::read<domain::MetricSample>(message.json).value_or(domain::MetricSample{}));
        });
        const auto last = [&](std::string_view series) {
            for (const auto& value : live.back().values)
                if (value.name == series) return value.value;
            return -1.0;
        };
        // They hear of each other: until then each is alone.
        first.service.sample(start);
        second.service.sample(start);
        live.clear();
        for (int i = 0; i < 8; ++i)
            first.request({}, 200, 20ms);
        for (int i = 0; i < 2; ++i)
            second.request({}, 503, 3s);
        first.service.sample(start + 1s);
        QVERIFY(live.empty());
        second.service.sample(start + 1s);
        QCOMPARE(live.size(), std::size_t(1));
        QCOMPARE(live[0].at, start + 1s);
        QVERIFY(last("http.errors") > 0 && last("http.errors") < 100);
        QVERIFY(last("http.latency.p99") > 2700);
        QCOMPARE(last("identity.sessions"), 7.0);
        QVERIFY(last("http.latency.bucket.25") > 0 && last("http.latency.bucket.inf") > 0);
        QCOMPARE(last("http.latency.bucket.25") + last("http.latency.bucket.inf"), last("http.requests"));
        // One that falls silent is waited for a moment and then not any more.
        first.service.sample(start + 2s);
        QCOMPARE(live.size(), std::size_t(1));
        first.service.sample(start + 4s);
        QVERIFY(live.size() >= 2);
        for (int i = 5; i < 10; ++i)
            first.service.sample(start + std::chrono::seconds(i));
        QCOMPARE(live.back().at, start + 9s);
    }

    void oneOfSeveralNodesStores() {
        const test::TemporaryFolder folder;
        Measuring first(folder.path() / "db");
        Measuring second(folder.path() / "db");
        first.service.share("first", {});
        second.service.share("second", {});
        for (auto* measuring : {&first, &second})
            measuring->served.start();
        const auto sums = [&] {
            return first.database->readNow([](sql::Connection& connection) -> Result<std::int64_t> {
                STEWARD_TRY(const auto rows,
                            connection.query(sql::tenantOwned("SELECT sum(count) FROM metric_rollups WHERE name = "
                                                              "'identity.sessions' AND step_ms = 10000"),
                                             sql::TenantScope::all()));
                return rows[0].integer(0);
            });
        };
        first.service.sample(start);
        QVERIFY(first.flush());
        for (int i = 0; i < 3; ++i)
            second.service.sample(start + std::chrono::seconds(i));
        QVERIFY(second.flush());
        QCOMPARE(sums().value_or(0), std::int64_t(1));
        // The first has died: what it had not stored, the second does.
        second.clock.move(60s);
        QVERIFY(second.flush());
        QCOMPARE(sums().value_or(0), std::int64_t(3));
    }

    void gapsStayGapsAndHistorySurvivesARestart() {
        const test::TemporaryFolder folder;
        {
            Measuring measuring(folder.path() / "db");
            measuring.served.start();
            measuring.run(60);
            QVERIFY(measuring.flush());
        }
        Measuring measuring(folder.path() / "db", start + 120s);
        QVERIFY(measuring.service.start());
        measuring.served.start();
        const auto seconds = measuring.range(ask("identity.sessions", start, start + 120s, 1000));
        QVERIFY(seconds.has_value());
        const auto& values = seconds->series.at(0).values;
        QCOMPARE(values.size(), std::size_t(120));
        for (std::size_t i = 0; i < 60; ++i)
            QCOMPARE(values[i].value_or(-1), 7.0);
        for (std::size_t i = 60; i < 120; ++i)
            QVERIFY(!values[i]);
        const auto minutes = measuring.range(ask("identity.sessions", start, start + 120s, 60'000));
        QCOMPARE(minutes->series.at(0).stepMs, std::int64_t(60'000));
        QCOMPARE(minutes->series.at(0).values.at(0).value_or(-1), 7.0);
        QVERIFY(!minutes->series.at(0).values.at(1));
    }

    void longRangesComeFromRollupsAndWhatIsNotStoredYet() {
        const test::TemporaryFolder folder;
        Measuring measuring(folder.path() / "db");
        measuring.served.start();
        measuring.run(90);
        QVERIFY(measuring.flush());
        measuring.run(30);
        const auto day = measuring.range(ask("identity.sessions,http.latency.p95", start - 2h, start + 120s));
        QVERIFY(day.has_value());
        QCOMPARE(day->series.size(), std::size_t(2));
        QVERIFY(day->series[0].stepMs >= 10'000);
        QVERIFY(day->series[0].values.size() <= 3600);
        QCOMPARE(present(day->series[0]), std::size_t(120'000 / day->series[0].stepMs));
        for (const auto& value : day->series[1].values)
            QVERIFY(!value || (*value > 27 && *value < 33));
        const auto month = measuring.range(ask("identity.sessions", start - 30 * 24h, start + 120s));
        QVERIFY(month->series[0].stepMs >= 60'000);
        QCOMPARE(present(month->series[0]), std::size_t(1));
    }

    void requestsOfATenantAreSpreadOverTheTimeThePlatformWasUp() {
        const test::TemporaryFolder folder;
        Measuring measuring(folder.path() / "db");
        measuring.served.start();
        QVERIFY(measuring.database->writeNow([](sql::Connection& connection) {
            return metrics::storeRollups(
                connection, {{{tenantA, "http.requests", metrics::hour, (start - 1h).time_since_epoch().count()},
                              {7200, 3600, 9}}});
        }));
        measuring.run(60);
        kernel::Context context;
        context.now = measuring.clock.now();
        context.principal = *measuring.served.tokens.authenticate("operator");
        const auto reply =
            measuring.served.run([&] { return measuring.service.tenantRequests(context, {tenantA + "," + tenantB}); });
        QVERIFY(reply.has_value());
        QCOMPARE(reply->series.size(), std::size_t(2));
        const auto& a = reply->series[0].values;
        QCOMPARE(a.size(), std::size_t(24));
        QCOMPARE(a[22].value_or(-1), 2.0);
        QVERIFY(a[23].value_or(-1) > 0);
        QVERIFY(!a[21]);
        QCOMPARE(reply->series[1].values[23].value_or(-1), 0.0);
        context.principal = *measuring.served.tokens.authenticate("ownerB");
        const auto own =
            measuring.served.run([&] { return measuring.service.tenantRequests(context, {tenantA + "," + tenantB}); });
        QCOMPARE(own->series.size(), std::size_t(1));
        QCOMPARE(own->series[0].tenantId.value_or(""), tenantB);
    }

    void tenantsSeeTheirOwnSeriesOnly() {
        const test::TemporaryFolder folder;
        Measuring measuring(folder.path() / "db");
        measuring.served.start();
        measuring.run(5);
        const auto ofB = measuring.range(ask("http.requests", start, start + 5s, 1000), "ownerB");
        QCOMPARE(ofB->series.at(0).tenantId.value_or(""), tenantB);
        for (const auto& value : ofB->series.at(0).values)
            QCOMPARE(value.value_or(-1), 0.0);
        const auto ofA = measuring.range(ask("http.requests", start, start + 5s, 1000), "ownerA");
        for (const auto& value : ofA->series.at(0).values)
            QVERIFY(value.value_or(0) > 0);
        QVERIFY(!measuring.range(ask("process.cpu", start, start + 5s), "ownerA"));
        const std::string query =
            "/v1/metrics/range?names=http.requests&from=2026-11-23T08:00:00Z&to=2026-11-23T08:01:00Z&tenantId=" +
            tenantA;
        QCOMPARE(measuring.served.ask({.target = query, .token = "ownerB"}).status, 404);
        QCOMPARE(measuring.served.ask({.target = query, .token = "ownerA"}).status, 200);
        QCOMPARE(measuring.served.ask({.target = "/v1/metrics/top-tenants", .token = "ownerA"}).status, 403);
    }

    void theBusiestComeFirst() {
        const test::TemporaryFolder folder;
        Measuring measuring(folder.path() / "db");
        measuring.served.start();
        for (int i = 0; i < 10; ++i)
            measuring.request(tenantB, i < 5 ? 500 : 200, 50ms);
        measuring.run(1);
        kernel::Context context;
        context.now = measuring.clock.now();
        const auto top = measuring.served.run([&] { return measuring.service.topTenants(context, {std::nullopt, 1}); });
        QVERIFY(top.has_value());
        QCOMPARE(top->items.size(), std::size_t(1));
        QCOMPARE(top->items[0].tenantId, tenantB);
        QCOMPARE(top->items[0].name, "Name of " + tenantB);
        QCOMPARE(top->items[0].errorPercent, 50.0);
    }

    void wrongRangesNameTheirFields() {
        const auto pathOf = [](contract::MetricRangeRequest request) {
            const auto plan = metrics::planRange(request, start);
            return plan ? std::string() : plan.error().fields.at(0).path;
        };
        QCOMPARE(pathOf(ask("", start - 1h, start)), std::string("/names"));
        QCOMPARE(pathOf(ask("nothing", start - 1h, start)), std::string("/names"));
        QCOMPARE(pathOf(ask("process.cpu", start, start)), std::string("/to"));
        QCOMPARE(pathOf(ask("process.cpu", start - 24h * 400, start)), std::string("/from"));
        QCOMPARE(pathOf(ask("process.cpu", start - 1h, start, 1500)), std::string("/stepMs"));
        QCOMPARE(pathOf(ask("process.cpu", start - 24h * 31, start, 60'000)), std::string("/stepMs"));
        QCOMPARE(metrics::planRange(ask("process.cpu", start - 15min, start), start)->stepMs, std::int64_t(1000));
        QCOMPARE(metrics::planRange(ask("process.cpu", start - 1h, start), start)->count, std::size_t(3600));
        QCOMPARE(metrics::planRange(ask("process.cpu", start - 24h, start), start)->stepMs, std::int64_t(30'000));
    }

    void memoryOfTheRingIsBounded() {
        metrics::SecondRing ring;
        std::vector<std::pair<std::string, metrics::TenantValues>> tenants;
        for (int i = 0; i < 2000; ++i)
            tenants.emplace_back("ten_" + std::to_string(i), metrics::TenantValues{1, 0, 1});
        for (int i = 0; i < 4000; ++i)
            ring.add(start + std::chrono::seconds(i), {}, tenants);
        std::size_t entries = 0;
        const auto seconds = ring.between(start, start + 2h);
        for (const auto* second : seconds)
            entries += second->tenants.size();
        QCOMPARE(seconds.size(), std::size_t(3600));
        QVERIFY(entries <= metrics::SecondRing::maxTenantEntries);
    }

    void oldStepsAreForgotten() {
        const test::TemporaryFolder folder;
        const auto database = test::openDatabase(folder.path() / "db", {&metrics::migrations()});
        const auto row = [](std::string tenant, std::int64_t step, Duration age) {
            return std::pair<metrics::RollupKey, metrics::Rollup>{
                {std::move(tenant), "http.requests", step, (start - age).time_since_epoch().count() / step * step},
                {1, 1, 1}};
        };
        const auto left = database->writeNow([&](sql::Connection& connection) -> Result<std::int64_t> {
            STEWARD_CHECK(metrics::storeRollups(
                connection, {row("", metrics::tenSeconds, 23h), row("", metrics::tenSeconds, 25h),
                             row("", metrics::minute, 25h), row(tenantA, metrics::minute, 25h),
                             row("", metrics::minute, 31 * 24h), row(tenantA, metrics::hour, 29 * 24h)}));
            STEWARD_CHECK(metrics::forgetRollups(connection, start));
            STEWARD_TRY(const auto rows, connection.query(sql::tenantOwned("SELECT count(*) FROM metric_rollups"),
                                                          sql::TenantScope::all()));
            return rows[0].integer(0);
        });
        QCOMPARE(left.value_or(-1), std::int64_t(3));
    }
};

QTEST_GUILESS_MAIN(MetricsTest)
#include "metrics_test.moc"
