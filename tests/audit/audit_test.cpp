// The chain of the audit log: what is appended, what is found, what tampering looks like.
#include "audit/audit_list.h"
#include "audit/audit_store.h"
#include "tests/plans/platform_database.h"

using namespace steward;

namespace {

const auto everybody = sql::TenantScope::all();

struct Log : test::PlatformDatabase {
    Log() {
        for (int i = 1; i <= 6; ++i)
            add("ten_" + std::string(i % 2 ? "odd" : "even"), "Tenant " + std::to_string(i));
    }
    domain::AuditEntry add(const std::string& tenantId, const std::string& name) {
        domain::AuditEntry entry;
        entry.actorId = "usr_1";
        entry.actorName = "Ines Moreau";
        entry.action = "tenant.change";
        entry.entity = "tenant";
        entry.entityId = entry.entityName = name;
        entry.tenantId = tenantId;
        entry.before = json::Object{{"name", "before"}, {"seats", 3}};
        entry.after = json::Object{{"name", name}, {"seats", 4}};
        entry.versionBefore = 1;
        entry.versionAfter = 2;
        clock.pass(std::chrono::seconds(1));
        auto transaction = db.writeTransaction();
        auto appended = audit::append(db, entry, clock.now());
        test::require(appended);
        test::require(transaction->commit());
        return *appended;
    }
    void tamper(std::string_view statement) { QVERIFY(db.execute(sql::tenantOwned(statement), everybody).has_value()); }
};

contract::ListRequest listOf(std::optional<std::string> filter, std::optional<std::int64_t> limit = {}) {
    return {limit, std::nullopt, std::nullopt, std::move(filter)};
}

}  // namespace

class AuditTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void anUntouchedLogIsIntact() {
        Log log;
        const auto found = audit::verify(log.db);
        STEWARD_VERIFY(found);
        QVERIFY(found->intact);
        QCOMPARE(found->entries, 6);
        QVERIFY(!found->firstBrokenSeq);
        test::PlatformDatabase empty;
        QVERIFY(audit::verify(empty.db)->intact);
    }

    void tamperingIsFoundAndLocated_data() {
        QTest::addColumn<QByteArray>("statement");
        QTest::addColumn<qint64>("seq");
        QTest::addColumn<QByteArray>("detail");
        QTest::newRow("changed value") << QByteArray("UPDATE audit SET actor_name = 'Nobody' WHERE seq = 3")
                                       << qint64(3) << QByteArray("Entry 3 was changed after it had been written.");
        QTest::newRow("changed document") << QByteArray("UPDATE audit SET after = '{\"seats\":9}' WHERE seq = 1")
                                          << qint64(1) << QByteArray("Entry 1 was changed after it had been written.");
        QTest::newRow("added reason") << QByteArray("UPDATE audit SET reason = 'because' WHERE seq = 6") << qint64(6)
                                      << QByteArray("Entry 6 was changed after it had been written.");
        QTest::newRow("removed") << QByteArray("DELETE FROM audit WHERE seq = 4") << qint64(4)
                                 << QByteArray("Entry 4 is missing.");
        QTest::newRow("several removed") << QByteArray("DELETE FROM audit WHERE seq IN (2, 3)") << qint64(2)
                                         << QByteArray("Entries 2 to 3 are missing.");
        QTest::newRow("newest removed") << QByteArray("DELETE FROM audit WHERE seq = 6") << qint64(6)
                                        << QByteArray("The newest entry should be 6; the log ends with 5.");
        QTest::newRow("all removed") << QByteArray("DELETE FROM audit") << qint64(1)
                                     << QByteArray("The newest entry should be 6; the log ends with 0.");
        QTest::newRow("reordered")
            << QByteArray("UPDATE audit SET seq = CASE seq WHEN 2 THEN -3 ELSE -2 END WHERE seq IN (2, 3)") << qint64(2)
            << QByteArray("Entry 2 does not follow the entry before it.");
        QTest::newRow("rehashed") << QByteArray("UPDATE audit SET hash = previous_hash WHERE seq = 5") << qint64(5)
                                  << QByteArray("Entry 5 was changed after it had been written.");
    }
    void tamperingIsFoundAndLocated() {
        QFETCH(QByteArray, statement);
        QFETCH(qint64, seq);
        QFETCH(QByteArray, detail);
        Log log;
        log.tamper(statement.toStdString());
        log.tamper("UPDATE audit SET seq = -seq WHERE seq < 0");
        const auto found = audit::verify(log.db);
        STEWARD_VERIFY(found);
        QVERIFY(!found->intact);
        QCOMPARE(*found->firstBrokenSeq, seq);
        QCOMPARE(found->detail, detail.toStdString());
    }

    void theListIsNewestFirstAndGoesOn() {
        Log log;
        auto request = listOf({}, 4);
        auto page = audit::listEntries(log.db, everybody, request, log.clock.now());
        STEWARD_VERIFY(page);
        QCOMPARE(page->total, 6);
        QCOMPARE(page->items.front().seq, 6);
        log.add("ten_odd", "Tenant 7");
        request.cursor = page->nextCursor;
        page = audit::listEntries(log.db, everybody, request, log.clock.now());
        STEWARD_VERIFY(page);
        QCOMPARE(page->items.size(), std::size_t(2));
        QCOMPARE(page->items.front().seq, 2);
        QVERIFY(!page->nextCursor);
    }

    void filtersAndScopeNarrow() {
        Log log;
        QCOMPARE(audit::listEntries(log.db, everybody, listOf("entityId=\"Tenant 2\""), log.clock.now())->total, 1);
        QCOMPARE(audit::listEntries(log.db, sql::TenantScope::one("ten_odd"), listOf({}), log.clock.now())->total, 3);
        QCOMPARE(
            audit::listEntries(log.db, sql::TenantScope::one("ten_odd"), listOf("tenantId=ten_even"), log.clock.now())
                ->total,
            0);
        const auto wrong = audit::listEntries(log.db, everybody, listOf("actor=Ines;nonsense=1"), log.clock.now());
        QCOMPARE(wrong.error().fields.front().path, std::string("/filter"));
        QVERIFY(wrong.error().fields.front().message.find("12") != std::string::npos);
        auto sorted = listOf({});
        sorted.sort = "actor";
        QCOMPARE(audit::listEntries(log.db, everybody, sorted, log.clock.now()).error().fields.front().path,
                 std::string("/sort"));
    }

    void oneEntryStaysInItsScope() {
        Log log;
        const auto entry = log.add("ten_odd", "Tenant 7");
        QCOMPARE(audit::find(log.db, sql::TenantScope::one("ten_odd"), entry.id)->value().hash, entry.hash);
        QVERIFY(!audit::find(log.db, sql::TenantScope::one("ten_even"), entry.id)->has_value());
    }
};

QTEST_GUILESS_MAIN(AuditTest)
#include "audit_test.moc"
