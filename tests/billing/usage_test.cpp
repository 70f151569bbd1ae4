// Usage metering: an event counts once, on a day that is still open, and what happens to each is said.
#include "billing/migrations.h"
#include "billing/usage_store.h"
#include "tests/plans/platform_database.h"

using namespace steward;
using domain::UsageEvent;
using domain::UsageOutcome;
using domain::UsageResult;
using namespace std::chrono_literals;
using std::chrono::days;

namespace {

const auto everybody = sql::TenantScope::all();

template <class List, class Value>
List with(List list, Value value) {
    list.push_back(std::move(value));
    return list;
}

struct Meter : test::PlatformDatabase {
    Meter() : PlatformDatabase(with(test::allMigrations(), &billing::migrations())) {}

    const std::string tenant = addTenant("Tarnwick").id;
    const std::string other = addTenant("Lindenmoor").id;

    UsageEvent event(std::string id, std::int64_t quantity = 1) {
        return {std::move(id), tenant, "apiCalls", quantity, clock.now()};
    }
    std::vector<UsageResult> count(const std::vector<UsageEvent>& events) {
        auto transaction = db.writeTransaction();
        test::require(transaction);
        auto results = billing::countUsage(db, events, clock.now());
        test::require(results);
        test::require(transaction->commit());
        return *results;
    }
    UsageOutcome outcome(const UsageEvent& event) { return count({event})[0].outcome; }

    std::int64_t used(const std::string& tenantId, const std::string& metric, std::optional<Time> on = {}) {
        const auto rows = db.query(sql::tenantOwned("SELECT quantity FROM usage WHERE :tenant(tenant_id) AND day = ?1 "
                                                    "AND metric = ?2"),
                                   sql::TenantScope::one(tenantId), {dayOf(on.value_or(clock.now())), metric});
        test::require(rows);
        return rows->empty() ? -1 : (*rows)[0].integer(0);
    }
    static std::int64_t dayOf(Time time) { return std::chrono::floor<days>(time).time_since_epoch().count(); }
    std::int64_t eventsKept() {
        return (*db.query(sql::tenantOwned("SELECT count(*) FROM usage_events"), everybody))[0].integer(0);
    }
};

}  // namespace

class UsageTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void anEventCountsOnce() {
        Meter meter;
        const auto first = meter.event("call-1", 40);
        const auto results = meter.count({first, meter.event("call-2", 2)});
        QCOMPARE(results[0],
                 (UsageResult{"call-1", UsageOutcome::counted, Time(std::chrono::floor<days>(meter.clock.now()))}));
        QCOMPARE(meter.used(meter.tenant, "apiCalls"), 42);
        meter.clock.pass(26h);
        const auto again = meter.count({first})[0];
        QCOMPARE(again.outcome, UsageOutcome::repeated);
        QCOMPARE(again.countedOn, results[0].countedOn);
        QCOMPARE(meter.used(meter.tenant, "apiCalls", first.occurredAt), 42);
        QCOMPARE(meter.used(meter.tenant, "apiCalls"), -1);
    }

    void otherContentUnderTheSameIdIsAConflict() {
        Meter meter;
        const auto first = meter.event("call-1", 40);
        QCOMPARE(meter.outcome(first), UsageOutcome::counted);
        auto more = first;
        more.quantity = 41;
        auto elsewhere = first;
        elsewhere.metric = "storage";
        auto later = first;
        later.occurredAt += 1s;
        for (const auto& result : meter.count({more, elsewhere, later})) {
            QCOMPARE(result.outcome, UsageOutcome::conflict);
            QVERIFY(!result.countedOn);
        }
        QCOMPARE(meter.used(meter.tenant, "apiCalls"), 40);
        QCOMPARE(meter.used(meter.tenant, "storage"), -1);
        auto another = first;
        another.tenantId = meter.other;
        QCOMPARE(meter.outcome(another), UsageOutcome::counted);  // ids are a tenant's own
        QCOMPARE(meter.used(meter.other, "apiCalls"), 40);
    }

    void aBatchIsItemised() {
        Meter meter;
        auto tooOld = meter.event("old");
        tooOld.occurredAt -= days(35) + 1ms;
        auto ahead = meter.event("ahead");
        ahead.occurredAt += 5min + 1ms;
        auto nobody = meter.event("nobody");
        nobody.tenantId = "ten_nobody";
        auto changed = meter.event("twice", 7);
        changed.quantity = 8;
        const auto results = meter.count(
            {meter.event("twice", 7), tooOld, meter.event("twice", 7), ahead, nobody, changed, meter.event("once", 5)});
        std::vector<UsageOutcome> outcomes;
        for (const auto& result : results)
            outcomes.push_back(result.outcome);
        QCOMPARE(outcomes,
                 (std::vector{UsageOutcome::counted, UsageOutcome::tooOld, UsageOutcome::repeated, UsageOutcome::ahead,
                              UsageOutcome::noSuchTenant, UsageOutcome::conflict, UsageOutcome::counted}));
        QCOMPARE(meter.used(meter.tenant, "apiCalls"), 12);
        QCOMPARE(meter.eventsKept(), 2);
    }

    void groupsOfEverySizeAreWhole_data() {
        QTest::addColumn<int>("events");
        for (const int events : {1, 3, 4, 5, 31, 37, 256, 300, 1000})
            QTest::addRow("%d", events) << events;
    }
    void groupsOfEverySizeAreWhole() {
        QFETCH(int, events);
        Meter meter;
        std::vector<UsageEvent> all;
        std::int64_t sum = 0;
        for (int i = 0; i < events; ++i) {
            all.push_back(meter.event("event-" + std::to_string(i), i));
            if (i % 3 == 0)
                all.back().metric = "metric" + std::to_string(i % 40);
            else
                sum += i;
        }
        for (const auto& result : meter.count(all))
            QCOMPARE(result.outcome, UsageOutcome::counted);
        QCOMPARE(meter.eventsKept(), events);
        if (sum > 0) QCOMPARE(meter.used(meter.tenant, "apiCalls"), sum);
        for (const auto& result : meter.count(all))
            QCOMPARE(result.outcome, UsageOutcome::repeated);
        QCOMPARE(meter.eventsKept(), events);
        if (sum > 0) QCOMPARE(meter.used(meter.tenant, "apiCalls"), sum);
    }

    void aClosedMonthStaysAsItWas_data() {
        QTest::addColumn<QString>("now");
        QTest::addColumn<QString>("occurred");
        QTest::addColumn<QString>("counted");
        QTest::newRow("today") << "2026-11-23T09:41:00Z" << "2026-11-23T00:00:00Z" << "2026-11-23T00:00:00Z";
        QTest::newRow("this month") << "2026-11-23T09:41:00Z" << "2026-11-01T00:00:00Z" << "2026-11-01T00:00:00Z";
        QTest::newRow("last month, closed")
            << "2026-11-23T09:41:00Z" << "2026-10-31T23:59:59Z" << "2026-11-01T00:00:00Z";
        QTest::newRow("last month, open") << "2026-11-03T23:59:59Z" << "2026-10-31T23:59:59Z" << "2026-10-31T00:00:00Z";
        QTest::newRow("at its end") << "2026-11-04T00:00:00Z" << "2026-10-31T23:59:59Z" << "2026-11-01T00:00:00Z";
        QTest::newRow("over the year") << "2027-01-20T12:00:00Z" << "2026-12-28T12:00:00Z" << "2027-01-01T00:00:00Z";
    }
    void aClosedMonthStaysAsItWas() {
        QFETCH(QString, now);
        QFETCH(QString, occurred);
        QFETCH(QString, counted);
        const auto at = [](const QString& text) { return parseRfc3339(text.toStdString()).value(); };
        const auto day = domain::usageDay(at(occurred), at(now));
        QCOMPARE(day.outcome, UsageOutcome::counted);
        QCOMPARE(Time(day.day), at(counted));
    }

    // As long as an event would be looked at, its id is known.
    void whatIsForgottenIsTooOld() {
        Meter meter;
        auto last = meter.event("last");
        last.occurredAt += 5min;
        QCOMPARE(meter.outcome(last), UsageOutcome::counted);
        const auto forget = [&] { test::require(billing::forgetOldEvents(meter.db, meter.clock.now())); };
        meter.clock.pass(days(35) + 5min);
        forget();
        QCOMPARE(meter.outcome(last), UsageOutcome::repeated);
        meter.clock.pass(1ms);
        forget();
        QCOMPARE(meter.eventsKept(), 0);
        QCOMPARE(meter.outcome(last), UsageOutcome::tooOld);
    }

    void eventsThatCannotBeLookedAtAreSaid_data() {
        QTest::addColumn<QByteArray>("member");
        QTest::addColumn<QByteArray>("value");
        QTest::newRow("no id") << QByteArray("/id") << QByteArray("");
        QTest::newRow("a space in the id") << QByteArray("/id") << QByteArray("call 1");
        QTest::newRow("long id") << QByteArray("/id") << QByteArray(129, 'x');
        QTest::newRow("no tenant") << QByteArray("/tenantId") << QByteArray("");
        QTest::newRow("no metric") << QByteArray("/metric") << QByteArray("");
        QTest::newRow("a digit first") << QByteArray("/metric") << QByteArray("3d");
        QTest::newRow("markup") << QByteArray("/metric") << QByteArray("<b>");
        QTest::newRow("less than nothing") << QByteArray("/quantity") << QByteArray("-1");
        QTest::newRow("too much") << QByteArray("/quantity") << QByteArray("1000000000001");
    }
    void eventsThatCannotBeLookedAtAreSaid() {
        QFETCH(QByteArray, member);
        QFETCH(QByteArray, value);
        UsageEvent event{"call-1", "ten_1", "apiCalls", 1, {}};
        QVERIFY(domain::check(event).empty());
        if (member == "/id") event.id = value.toStdString();
        if (member == "/tenantId") event.tenantId = value.toStdString();
        if (member == "/metric") event.metric = value.toStdString();
        if (member == "/quantity") event.quantity = value.toLongLong();
        const auto errors = domain::check(event);
        QCOMPARE(errors.size(), std::size_t(1));
        QCOMPARE(QByteArray::fromStdString(errors[0].path), member);
    }
};

QTEST_GUILESS_MAIN(UsageTest)
#include "usage_test.moc"
