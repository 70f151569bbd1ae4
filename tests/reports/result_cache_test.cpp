// Results that are kept: found for the same question over the same data, and never after the data has changed.
#include <map>
#include <set>

#include "report/dataset.h"
#include "reports/result_cache.h"
#include "tests/plans/platform_database.h"
#include "tests/support/served.h"

using namespace steward;
using namespace steward::reports;
using namespace std::chrono_literals;

namespace {

const auto everybody = sql::TenantScope::all();

report::Definition byRegion() {
    report::Definition definition;
    definition.name = "MRR by region";
    definition.dataset = "tenants";
    definition.rows = {{"region", report::Bucket::none}};
    definition.measures = {{"mrr", report::Aggregate::sum}};
    return definition;
}

struct Platform : test::PlatformDatabase {
    Platform() {
        for (const auto* name : {"Tarnwick Foods", "Lindenmoor Energy"})
            all.push_back(addTenant(name));
    }
    report::Report ask(const report::Definition& definition, sql::TenantScope scope = everybody) {
        auto result = runCached(db, definition, {.scope = std::move(scope), .dataAsOf = clock.now()}, cache);
        test::require(result);
        return std::move(*result);
    }
    void write(const std::string& statement, std::vector<sql::Value> values = {}) {
        test::require(db.execute(sql::tenantOwned(statement), everybody, values));
    }
    std::uint64_t computed() const { return telemetry.counter("steward_report_results_computed_total"); }
    std::uint64_t reused() const { return telemetry.counter("steward_report_results_reused_total"); }

    std::vector<domain::Tenant> all;
    kernel::Telemetry telemetry;
    ResultCache cache{telemetry, 1 << 20};
};

std::string versionOf(sql::Connection& db, const std::string& dataset) {
    const auto version = dataVersion(db, {dataset});
    test::require(version);
    return *version;
}

}  // namespace

class ResultCacheTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theSameQuestionOverTheSameDataIsAnsweredAgain() {
        Platform platform;
        const auto first = platform.ask(byRegion());
        platform.clock.pass(90s);
        const auto second = platform.ask(byRegion());
        QCOMPARE(platform.computed(), std::uint64_t(1));
        QCOMPARE(platform.reused(), std::uint64_t(1));
        QVERIFY(first.table == second.table);
        // Nothing has changed since, so it is the data of now.
        QCOMPARE(second.truth.dataAsOf, platform.clock.now());
        QCOMPARE(second.truth.rowsScanned, first.truth.rowsScanned);
        QVERIFY(second.truth.complete);
    }

    void whatIsAskedOtherwiseIsComputed() {
        Platform platform;
        platform.ask(byRegion());
        const auto one = platform.ask(byRegion(), sql::TenantScope::one(platform.all[0].id));
        QCOMPARE(one.truth.rowsScanned, 1);
        const auto other = platform.ask(byRegion(), sql::TenantScope::one(platform.all[1].id));
        QCOMPARE(other.truth.rowsScanned, 1);
        QVERIFY(one.table.lines.size() == other.table.lines.size());
        auto named = byRegion();
        named.filter = "name=\"" + platform.all[0].name + "\"";
        QCOMPARE(platform.ask(named).truth.rowsScanned, 1);
        platform.ask(byRegion());
        QCOMPARE(platform.computed(), std::uint64_t(4));
        QCOMPARE(platform.reused(), std::uint64_t(1));
        const auto sample =
            runCached(platform.db, byRegion(), {.scope = everybody, .dataAsOf = platform.clock.now(), .sample = 1},
                      platform.cache);
        STEWARD_VERIFY(sample);
        QCOMPARE(sample->truth.sample, std::optional<std::int64_t>(1));
        QVERIFY(!sample->truth.complete);
    }

    void relativeTimesAreThoseOfNow() {
        Platform platform;
        auto recent = byRegion();
        recent.filter = "createdAt last 1 days";
        QCOMPARE(platform.ask(recent).truth.rowsScanned, 2);
        platform.clock.pass(72h);
        QCOMPARE(platform.ask(recent).truth.rowsScanned, 0);
        QCOMPARE(platform.reused(), std::uint64_t(0));
    }

    void everyChangeGivesAnotherVersion_data() {
        QTest::addColumn<QByteArray>("dataset");
        QTest::addColumn<QByteArray>("statement");
        const auto row = [](const char* dataset, const char* what, const char* statement) {
            QTest::addRow("%s %s", dataset, what) << QByteArray(dataset) << QByteArray(statement);
        };
        row("tenants", "changed", "UPDATE tenants SET mrr_minor = mrr_minor + 1");
        row("tenants", "gone", "DELETE FROM tenants");
        row("users", "new",
            "INSERT INTO users (id, tenant_id, name, email, role, status, created_at)"
            " VALUES ('usr_2', 'ten_1', 'Ada', 'ada@a.example', 'viewer', 'active', 5)");
        row("users", "changed", "UPDATE users SET last_seen_at = 7");
        row("users", "gone", "DELETE FROM users");
        row("usage", "new", "INSERT INTO usage (tenant_id, day, metric, quantity) VALUES ('ten_1', 20781, 'b', 1)");
        row("usage", "changed", "UPDATE usage SET quantity = quantity + 1");
        row("usage", "gone", "DELETE FROM usage");
        row("subscriptions", "changed", "UPDATE subscription_months SET mrr_minor = 5");
        row("subscriptions", "gone", "DELETE FROM subscription_months");
    }
    void everyChangeGivesAnotherVersion() {
        QFETCH(QByteArray, dataset);
        QFETCH(QByteArray, statement);
        Platform platform;
        platform.write(
            "INSERT INTO users (id, tenant_id, name, email, role, status, created_at)"
            " VALUES ('usr_1', 'ten_1', 'Ines', 'ines@a.example', 'viewer', 'active', 5)");
        platform.write("INSERT INTO usage (tenant_id, day, metric, quantity) VALUES ('ten_1', 20780, 'a', 1)");
        platform.write(
            "INSERT INTO subscription_months (tenant_id, month, plan, region, billing_interval, status, currency,"
            " mrr_minor) VALUES ('ten_1', 20758, 'team', 'eu-central', 'monthly', 'active', 'EUR', 1)");
        std::map<std::string, std::string> before;
        for (const auto& one : report::datasets())
            before[one.name] = versionOf(platform.db, one.name);
        platform.write(statement.toStdString());
        for (const auto& [name, version] : before)
            QCOMPARE(versionOf(platform.db, name) != version, name == dataset.toStdString());
    }

    void whatIsKeptIsNeverOld() {
        Platform platform;
        const auto before = platform.ask(byRegion());
        platform.write("UPDATE tenants SET mrr_minor = mrr_minor + 100 WHERE id = ?1", {platform.all[0].id});
        const auto after = platform.ask(byRegion());
        QCOMPARE(platform.computed(), std::uint64_t(2));
        QCOMPARE(after.table.lines.back().cells[0].to_number<int>(),
                 before.table.lines.back().cells[0].to_number<int>() + 100);
        // Through a relation, too.
        auto users = byRegion();
        users.dataset = "users";
        users.rows = {{"tenant.region", report::Bucket::none}};
        users.measures = {{"", report::Aggregate::count}};
        platform.ask(users);
        platform.write("UPDATE tenants SET region = 'us-east'");
        platform.ask(users);
        QCOMPARE(platform.computed(), std::uint64_t(4));
        QCOMPARE(platform.reused(), std::uint64_t(0));
    }

    // What a dataset has of its tenants by itself, without a relation; and that those which were removed are left out.
    void theTenantsOfOtherRowsAreNeverOld() {
        Platform platform;
        for (const auto& tenant : platform.all)
            platform.write("INSERT INTO usage (tenant_id, day, metric, quantity) VALUES (?1, 20700, 'apiCalls', 10)",
                           {tenant.id});
        report::Definition byTenant;
        byTenant.dataset = "usage";
        byTenant.rows = {{"tenant"}};
        byTenant.measures = {{"quantity", report::Aggregate::sum}};
        const auto names = [&] {
            std::string all;
            for (const auto& line : platform.ask(byTenant).table.lines)
                if (!line.keys.empty()) all += std::string(line.keys.front().as_string()) + ";";
            return all;
        };
        QCOMPARE(names(), std::string("Lindenmoor Energy;Tarnwick Foods;"));
        platform.write("UPDATE tenants SET name = 'Tarnwick Kitchens' WHERE id = ?1", {platform.all[0].id});
        QCOMPARE(names(), std::string("Lindenmoor Energy;Tarnwick Kitchens;"));
        platform.write("UPDATE tenants SET status = 'removed' WHERE id = ?1", {platform.all[0].id});
        QCOMPARE(names(), std::string("Lindenmoor Energy;"));
        QCOMPARE(platform.computed(), std::uint64_t(3));
        QCOMPARE(names(), std::string("Lindenmoor Energy;"));
        QCOMPARE(platform.reused(), std::uint64_t(1));
    }

    void aChangeThatWasTakenBackIsNone() {
        Platform platform;
        const auto before = versionOf(platform.db, "tenants");
        {
            auto transaction = platform.db.writeTransaction();
            STEWARD_VERIFY(transaction);
            platform.write("UPDATE tenants SET mrr_minor = 1");
            QVERIFY(versionOf(platform.db, "tenants") != before);
        }
        QCOMPARE(versionOf(platform.db, "tenants"), before);
    }

    void transactionsCommitInAnyOrder() {
        test::TemporaryFolder folder;
        test::ManualClock clock;
        const auto options = test::migratedDatabase(folder.path() / "platform.db", test::allMigrations(), clock);
        auto early = test::connectTo(options);
        if (early.dialect() == sql::Dialect::sqlite) QSKIP("one writer at a time");
        auto late = test::connectTo(options);
        auto reader = test::connectTo(options);
        const auto write = [](sql::Connection& db, const std::string& id) {
            test::require(
                db.execute(sql::tenantOwned("INSERT INTO users (id, tenant_id, name, email, role, status, created_at)"
                                            " VALUES (?1, 'ten_1', 'Ines', ?1, 'viewer', 'active', 5)"),
                           everybody, {id}));
        };
        std::set<std::string> versions{versionOf(reader, "users")};
        auto first = early.writeTransaction();
        STEWARD_VERIFY(first);
        write(early, "usr_1");
        write(late, "usr_2");
        versions.insert(versionOf(reader, "users"));
        // What is still to come has a smaller number: nothing of it may be forgotten.
        STEWARD_VERIFY(forgetOldVersions(late));
        versions.insert(versionOf(reader, "users"));
        STEWARD_VERIFY(first->commit());
        versions.insert(versionOf(reader, "users"));
        QVERIFY(versions.size() >= 3);
        for (int i = 3; i < 20; ++i) {
            write(late, "usr_" + std::to_string(i));
            QVERIFY(versions.insert(versionOf(reader, "users")).second);
            STEWARD_VERIFY(forgetOldVersions(late));
            versions.insert(versionOf(reader, "users"));
        }
        const auto left = reader.query("SELECT count(*) FROM table_changes WHERE table_name = 'users'");
        QCOMPARE((*left)[0].integer(0), 1);
    }

    void monthsThatAreDroppedAreAChange() {
        Platform platform;
        if (platform.db.dialect() == sql::Dialect::sqlite) QSKIP("it has no partitions");
        const auto before = versionOf(platform.db, "usage"), other = versionOf(platform.db, "audit");
        const auto dropped =
            platform.db.query("SELECT steward_drop_partitions('usage', (now() - interval '9 months')::date)");
        STEWARD_VERIFY(dropped);
        QVERIFY((*dropped)[0].integer(0) > 0);
        QVERIFY(versionOf(platform.db, "usage") != before);
        QCOMPARE(versionOf(platform.db, "audit"), other);
    }

    void theLeastUsedMakeRoom() {
        Platform platform;
        const auto result = std::make_shared<const report::Report>(platform.ask(byRegion()));
        ResultCache small(platform.telemetry, 8 * 2048);
        small.keep("first", result);
        QVERIFY(small.find("first"));
        for (int i = 0; i < 100; ++i) {
            small.keep("more " + std::to_string(i), result);
            QVERIFY(small.find("first"));  // it is used
        }
        QVERIFY(!small.find("more 0"));
        QVERIFY(small.find("more 99"));
        ResultCache tiny(platform.telemetry, 64);
        tiny.keep("first", result);
        QVERIFY(!tiny.find("first"));
    }
};

QTEST_GUILESS_MAIN(ResultCacheTest)
#include "result_cache_test.moc"
