// A stewardd on a PostgreSQL with a replica that takes over: the primary is killed at work, the replica promoted.
#include <QtTest>
#include <atomic>
#include <cstdlib>
#include <cstring>
#include <mutex>
#include <set>
#include <thread>

#include "base/time.h"
#include "tests/support/new_tenant.h"
#include "tests/support/postgres_cluster.h"
#include "tests/support/stewardd_fixture.h"

using namespace steward;
using namespace std::chrono_literals;
using test::PostgresCluster;
using test::StewarddFixture;

namespace {

// Whatever happens to the database, a client asks again with the same key until it is answered.
int insist(const StewarddFixture& platform, const std::string& slug) {
    test::Reply reply;
    for (int i = 0; i < 1500; ++i) {
        reply = platform.ask(test::newTenant(slug));
        if (reply.status != 0 && reply.status != 503 && reply.status != 504 && reply.status != 409) break;
        std::this_thread::sleep_for(20ms);
    }
    return reply.status;
}

}  // namespace

class FailoverTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void nothingIsLostOrWrittenTwiceWhenTheDatabaseFailsOver() {
        PostgresCluster primary;
        QVERIFY2(primary.start(), primary.log().c_str());
        const auto database = primary.createDatabase();
        PostgresCluster replica;
        QVERIFY2(replica.startAsReplicaOf(primary), replica.log().c_str());
        // From now on a commit waits for the replica, so that what was acknowledged is there, too.
        primary.sql("postgres", "ALTER SYSTEM SET synchronous_standby_names = '*'");
        primary.sql("postgres", "SELECT pg_reload_conf()");
        QTRY_COMPARE(primary.sql("postgres", "SELECT count(*) FROM pg_stat_replication WHERE sync_state = 'sync'"),
                     std::string("1"));

        const auto urlAs = [&](const char* user) {
            return "postgresql://" + std::string(user) + "@127.0.0.1:" + std::to_string(primary.port()) +
                   ",127.0.0.1:" + std::to_string(replica.port()) + "/" + database +
                   "?sslmode=disable&gssencmode=disable";
        };
        StewarddFixture platform;
        platform.set("database.url=" + urlAs(PostgresCluster::application));
        platform.set("database.migrationUrl=" + urlAs(PostgresCluster::migrator));
        platform.set("limits.mode=off");
        QVERIFY2(platform.start(), platform.log().c_str());

        std::mutex mutex;
        std::set<std::string> acknowledged;
        std::atomic<bool> stop = false;
        std::atomic<int> refused = 0;
        std::vector<std::thread> writers;
        for (int writer = 0; writer < 3; ++writer)
            writers.emplace_back([&, writer] {
                for (int i = 0; !stop; ++i) {
                    const std::string slug = "f" + std::to_string(writer) + "-" + std::to_string(i);
                    const int status = insist(platform, slug);
                    refused += status != 201;
                    const std::lock_guard lock(mutex);
                    if (status == 201) acknowledged.insert(slug);
                }
            });
        const auto count = [&] {
            const std::lock_guard lock(mutex);
            return acknowledged.size();
        };
        QTRY_VERIFY_WITH_TIMEOUT(count() >= 30, 30'000);
        primary.kill();
        QVERIFY2(replica.promote(), replica.log().c_str());
        const auto before = count();
        QTRY_VERIFY_WITH_TIMEOUT(count() >= before + 30, 60'000);
        stop = true;
        for (auto& writer : writers)
            writer.join();

        QCOMPARE(refused.load(), 0);
        QCOMPARE(replica.sql(database, "SELECT count(*) FROM tenants"), std::to_string(count()));
        QCOMPARE(replica.sql(database, "SELECT count(DISTINCT slug) FROM tenants"), std::to_string(count()));
        QCOMPARE(replica.sql(database, "SELECT count(*) FROM audit WHERE action = 'tenant.create'"),
                 std::to_string(count()));
        const auto verified = platform.ask({.target = "/v1/audit-verification"});
        QVERIFY2(verified.body.find("\"intact\":true") != std::string::npos, verified.body.c_str());
    }

    void aDatabaseThatIsAwayIsSaidAndComesBack() {
        PostgresCluster server;
        QVERIFY2(server.start(), server.log().c_str());
        const auto database = server.createDatabase();
        StewarddFixture platform;
        platform.set("database.url=" + server.url(database, PostgresCluster::application));
        platform.set("database.migrationUrl=" + server.url(database, PostgresCluster::migrator));
        QVERIFY2(platform.start(), platform.log().c_str());
        QCOMPARE(platform.ask({.target = "/v1/tenants"}).status, 200);
        server.kill();
        const auto away = platform.ask({.target = "/v1/tenants"});
        QCOMPARE(away.status, 503);
        QVERIFY(!away.header("Retry-After").empty());
        QCOMPARE(platform.ask({.target = "/health/ready", .token = "-"}).status, 503);
        QCOMPARE(platform.ask({.target = "/health/live", .token = "-"}).status, 200);
        QVERIFY2(server.start(), server.log().c_str());
        // Each of its connections is opened again when it is next used.
        const auto serves = [&] {
            for (int i = 0; i < 20; ++i)
                if (platform.ask({.target = "/v1/tenants"}).status != 200) return false;
            return true;
        };
        QTRY_VERIFY_WITH_TIMEOUT(serves(), 30'000);
        QTRY_COMPARE_WITH_TIMEOUT(platform.ask({.target = "/health/ready", .token = "-"}).status, 200, 30'000);
        QCOMPARE(insist(platform, "after"), 201);
    }

    // Behind by little: its data, with the time of that data. Behind by much, or gone: the primary's.
    void reportsReadTheReplicaWhileItKeepsUp() {
        PostgresCluster primary;
        QVERIFY2(primary.start(), primary.log().c_str());
        const auto database = primary.createDatabase();
        PostgresCluster replica;
        QVERIFY2(replica.startAsReplicaOf(primary), replica.log().c_str());
        StewarddFixture platform;
        platform.set("database.url=" + primary.url(database, PostgresCluster::application));
        platform.set("database.migrationUrl=" + primary.url(database, PostgresCluster::migrator));
        platform.set("database.reportUrl=" + replica.url(database, PostgresCluster::application));
        platform.set("reports.replicaLagMs=6000");
        QVERIFY2(platform.start(), platform.log().c_str());
        QCOMPARE(insist(platform, "first"), 201);
        const auto report = [&] {
            return platform.ask({.method = "POST",
                                 .target = "/v1/reports/run",
                                 .body = "{\"definition\":{\"version\":2,\"name\":\"T\",\"dataset\":\"tenants\","
                                         "\"rows\":[{\"field\":\"name\"}],\"measures\":[{\"field\":\"\","
                                         "\"aggregate\":\"count\"}]},\"underlying\":true}"});
        };
        const auto says = [](const test::Reply& reply, const char* name) {
            const auto from = reply.body.find(name);
            return from == std::string::npos ? std::string() : reply.body.substr(from + std::strlen(name), 24);
        };
        const auto rows = [&](const test::Reply& reply) { return std::atoi(says(reply, "\"rows\":").c_str()); };
        QTRY_COMPARE_WITH_TIMEOUT(rows(report()), 1, 20'000);
        QCOMPARE(replica.sql(database, "SELECT pg_wal_replay_pause()"), std::string());
        QTRY_COMPARE(replica.sql(database, "SELECT pg_get_wal_replay_pause_state()"), std::string("paused"));
        const std::string before = toRfc3339(SystemClock().now());
        QCOMPARE(insist(platform, "second"), 201);
        const auto stale = report();
        QCOMPARE(rows(stale), 1);
        const std::string dataTime = says(stale, "\"dataTime\":\"");
        QVERIFY2(!dataTime.empty() && dataTime.substr(0, 19) <= before.substr(0, 19), dataTime.c_str());
        // Six seconds later it is too old.
        QTRY_COMPARE_WITH_TIMEOUT(rows(report()), 2, 20'000);
        replica.kill();
        QCOMPARE(insist(platform, "third"), 201);
        QCOMPARE(rows(report()), 3);
        const std::string log = platform.log();
        QVERIFY2(log.find("reports read the primary database") != std::string::npos, log.c_str());
    }

    // Tables of the server cannot grow for a while.
    void aFullDiskOfTheServerIsSaidAndRecoveredFrom() {
        PostgresCluster server;
        server.withOwnDisk();
        QVERIFY2(server.start(), server.log().c_str());
        const auto database = server.createDatabase();
        StewarddFixture platform;
        platform.set("database.url=" + server.url(database, PostgresCluster::application));
        platform.set("database.migrationUrl=" + server.url(database, PostgresCluster::migrator));
        platform.set("limits.mode=off");
        QVERIFY2(platform.start(), platform.log().c_str());
        QCOMPARE(insist(platform, "before"), 201);

        server.fillDisk(true);
        test::Reply full;
        int made = 1;
        for (int i = 0; i < 2000; ++i) {
            full = platform.ask(test::newTenant("full-" + std::to_string(i)));
            if (full.status != 201) break;
            ++made;
        }
        QVERIFY2(full.status == 503, full.body.c_str());
        QCOMPARE(full.header("Retry-After"), std::string("30"));
        QVERIFY2(full.body.find("problems/storage") != std::string::npos, full.body.c_str());
        const auto count = [&] { return server.sql(database, "SELECT count(*) FROM tenants"); };
        QCOMPARE(count(), std::to_string(made));
        QCOMPARE(server.sql(database, "SELECT count(*) FROM audit WHERE action = 'tenant.create'"),
                 std::to_string(made));
        QCOMPARE(platform.ask({.target = "/v1/tenants"}).status, 200);

        server.fillDisk(false);
        QCOMPARE(insist(platform, "room-again"), 201);
        QCOMPARE(count(), std::to_string(made + 1));
        const auto verified = platform.ask({.target = "/v1/audit-verification"});
        QVERIFY2(verified.body.find("\"intact\":true") != std::string::npos, verified.body.c_str());
    }
};

QTEST_GUILESS_MAIN(FailoverTest)
#include "failover_test.moc"
