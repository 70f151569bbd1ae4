// The SQL layer: values there and back, streaming, transactions, scopes, described structs, migrations.
#include <QTemporaryDir>
#include <QtTest>
#include <thread>

#include "sql/mapping.h"
#include "sql/migrations.h"
#include "sql/text_match.h"

namespace sample {

enum class Status { active, pastDue };
STEWARD_DESCRIBE_ENUM(Status, active, pastDue)

struct Limits {
    std::int64_t seats = 0;
    bool operator==(const Limits&) const = default;
};
STEWARD_DESCRIBE(Limits, (seats))

struct User {
    std::string id;
    std::string tenantId;
    std::string name;
    Status status = Status::active;
    bool locked = false;
    steward::Time createdAt{};
    std::optional<steward::Time> lastSeenAt;
    std::vector<std::string> tags;
    Limits limits;
    double score = 0;
    bool operator==(const User&) const = default;
};
STEWARD_DESCRIBE(User, (id, tenantId, name, status, locked, createdAt, lastSeenAt, tags, limits, score))

}  // namespace sample

using namespace steward;
using sql::TenantScope;

namespace {

constexpr const char* userTable =
    "CREATE TABLE users (id TEXT PRIMARY KEY, tenant_id TEXT NOT NULL, name TEXT NOT NULL UNIQUE, status TEXT,"
    " locked INTEGER, created_at INTEGER, last_seen_at INTEGER, tags TEXT, limits TEXT, score REAL)";

sql::Connection openMemory(std::vector<std::string> tenantTables = {}) {
    auto connection = sql::Connection::open({.path = ":memory:", .tenantTables = std::move(tenantTables)});
    if (!connection) qFatal("%s", connection.error().detail.c_str());
    return std::move(*connection);
}

sample::User user(const std::string& id, const std::string& tenant) {
    return {id,
            tenant,
            "Name of " + id,
            sample::Status::pastDue,
            true,
            *parseRfc3339("2026-11-23T09:41:07.120Z"),
            std::nullopt,
            {"vip", "eu"},
            {412},
            0.5};
}

class FixedClock final : public Clock {
public:
    Time now() const override { return *parseRfc3339("2026-11-23T00:00:00Z"); }
};

template <class T>
QByteArray problem(const Result<T>& result) {
    return result ? QByteArray("no error")
                  : QByteArray::fromStdString(result.error().message + " " + result.error().detail);
}

}  // namespace

#define QVERIFY_OK(expression)                                         \
    do {                                                               \
        const auto& outcome_ = (expression);                           \
        QVERIFY2(outcome_.has_value(), problem(outcome_).constData()); \
    } while (false)

class SqlTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void valuesComeBackAsTheyWere() {
        auto connection = openMemory();
        const sql::Blob blob{std::byte{0}, std::byte{255}};
        const auto rows = connection.query("SELECT ?1 AS n, ?2 AS i, ?3 AS d, ?4 AS t, ?5 AS b, ?6 AS e, ?7 AS yes",
                                           {nullptr, std::numeric_limits<std::int64_t>::min(), 0.1,
                                            std::string("a\0ß", 4), blob, sample::Status::pastDue, true});
        QVERIFY_OK(rows);
        QCOMPARE(rows->size(), std::size_t{1});
        const sql::Row row = (*rows)[0];
        QVERIFY(row.isNull("n"));
        QCOMPARE(row.integer("i"), std::numeric_limits<std::int64_t>::min());
        QCOMPARE(row.real("d"), 0.1);
        QCOMPARE(row.text("t"), std::string_view("a\0ß", 4));
        QCOMPARE(row.value("b"), sql::Value(blob));
        QCOMPARE(row.get<sample::Status>("e"), sample::Status::pastDue);
        QCOMPARE(row.get<bool>("yes"), true);
        QCOMPARE(row.get<std::optional<std::int64_t>>("n"), std::optional<std::int64_t>());
        QVERIFY_EXCEPTION_THROWN(row.text("missing"), std::out_of_range);
        QVERIFY_EXCEPTION_THROWN(row.text(99), std::out_of_range);
    }

    void wrongStatementsAreErrors() {
        auto connection = openMemory();
        QCOMPARE(connection.query("SELEC 1").error().code, ErrorCode::internal);
        QCOMPARE(connection.query("SELECT ?1").error().detail, std::string("It has 1 parameters and was given 0."));
        QCOMPARE(connection.execute("SELECT 1; SELECT 2").error().detail,
                 std::string("Exactly one statement is expected."));
        QCOMPARE(connection.execute("").error().code, ErrorCode::internal);
    }

    void placeholdersAreSpelledForTheEngine() {
        const auto sqlite =
            sql::spell(sql::Dialect::sqlite, "SELECT ':tenant ?9' FROM t WHERE :tenant(t.tenant_id) AND a = ?2", true);
        QCOMPARE(sqlite.text, std::string("SELECT ':tenant ?9' FROM t WHERE t.tenant_id = ?3 AND a = ?2"));
        QCOMPARE(sqlite.tenantParameter, std::size_t{3});
        const auto postgres = sql::spell(sql::Dialect::postgres, "SELECT 1 -- ?5\nWHERE :tenant(x) AND a = ?1", false);
        QCOMPARE(postgres.text, std::string("SELECT 1 -- ?5\nWHERE TRUE AND a = $1"));
        QCOMPARE(postgres.parameters, std::size_t{1});
        QVERIFY(!sql::spell(sql::Dialect::sqlite, "SELECT :tenantish", true).namesTenant);
        QVERIFY(sql::spell(sql::Dialect::sqlite, "SELECT :tenant", true).needsOneTenant);
    }

    void rowsAreStreamedAndCanBeEnough() {
        auto connection = openMemory();
        constexpr const char* count =
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i < 1000) SELECT i FROM n";
        std::int64_t sum = 0;
        QVERIFY_OK(connection.each(count, {}, [&](const sql::Row& row) { sum += row.integer(0); }));
        QCOMPARE(sum, std::int64_t{500500});

        int seen = 0;
        QVERIFY_OK(connection.each(count, {}, [&](const sql::Row&) { return ++seen < 10; }));
        QCOMPARE(seen, 10);

        const auto refused = connection.each(count, {}, [&](const sql::Row& row) -> Result<> {
            if (row.integer(0) == 3) return fail(ErrorCode::storage, "full");
            return {};
        });
        QCOMPARE(refused.error().message, std::string("full"));
    }

    void theSameStatementRunsInsideItsOwnCallback() {
        auto connection = openMemory();
        QVERIFY_OK(connection.script("CREATE TABLE t (a INTEGER); INSERT INTO t VALUES (1), (2), (3)"));
        int pairs = 0;
        QVERIFY_OK(connection.each("SELECT a FROM t", {}, [&](const sql::Row&) {
            return connection.each("SELECT a FROM t", {}, [&](const sql::Row&) { ++pairs; });
        }));
        QCOMPARE(pairs, 9);
    }

    void cancelStopsALongStatement() {
        auto connection = openMemory();
        std::stop_source source;
        std::jthread canceller([&] {
            QThread::msleep(50);
            source.request_stop();
        });
        QElapsedTimer timer;
        timer.start();
        const auto result =
            connection.query("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n) SELECT count(*) FROM n", {},
                             source.get_token());
        QCOMPARE(result.error().code, ErrorCode::cancelled);
        QVERIFY(timer.elapsed() < 5000);
        QVERIFY_OK(connection.query("SELECT 1"));
    }

    void transactionsCommitOrRollBack() {
        auto connection = openMemory();
        QVERIFY_OK(connection.script("CREATE TABLE t (a INTEGER UNIQUE)"));
        {
            auto transaction = connection.writeTransaction();
            QVERIFY_OK(transaction);
            QVERIFY_OK(connection.execute("INSERT INTO t VALUES (1)"));
            QCOMPARE(connection.writeTransaction().error().code, ErrorCode::internal);
        }
        QVERIFY(!connection.inTransaction());
        QCOMPARE((*connection.query("SELECT count(*) FROM t"))[0].integer(0), std::int64_t{0});

        auto transaction = connection.writeTransaction();
        QCOMPARE(*connection.execute("INSERT INTO t VALUES (1), (2)"), std::int64_t{2});
        auto moved = std::move(connection);
        QVERIFY_OK(transaction->commit());
        QVERIFY(!transaction->commit());
        const auto conflict = moved.execute("INSERT INTO t VALUES (2)");
        QCOMPARE(conflict.error().code, ErrorCode::conflict);
        QCOMPARE(conflict.error().detail, std::string("UNIQUE constraint failed: t.a"));
        QCOMPARE(*moved.execute("UPDATE t SET a = 9 WHERE a = 77"), std::int64_t{0});
    }

    void aReaderSeesOneMomentWhileAnotherWrites() {
        QTemporaryDir folder;
        const std::filesystem::path path = folder.filePath(QStringLiteral("a.db")).toStdString();
        auto writer = sql::Connection::open({.path = path, .durability = sql::Durability::full});
        QVERIFY_OK(writer);
        QVERIFY_OK(writer->script("CREATE TABLE t (a INTEGER)"));
        auto reader = sql::Connection::open({.path = path, .mode = sql::Mode::readOnly});
        QVERIFY_OK(reader);
        const auto count = [&] { return (*reader->query("SELECT count(*) FROM t"))[0].integer(0); };
        {
            auto moment = reader->readTransaction();
            QCOMPARE(count(), std::int64_t{0});
            QVERIFY_OK(writer->execute("INSERT INTO t VALUES (1)"));
            QCOMPARE(count(), std::int64_t{0});
        }
        QCOMPARE(count(), std::int64_t{1});
        QCOMPARE(reader->execute("INSERT INTO t VALUES (2)").error().code, ErrorCode::storage);
    }

    void scopesLimitAStatement() {
        auto connection = openMemory({"users"});
        QVERIFY_OK(connection.script(userTable));
        QVERIFY_OK(sql::insert(connection, "users", TenantScope::one("a"), user("u1", "a")));
        QVERIFY_OK(sql::insert(connection, "users", TenantScope::all(), user("u2", "b")));
        QCOMPARE(sql::insert(connection, "users", TenantScope::one("a"), user("u3", "b")).error().code,
                 ErrorCode::forbidden);

        constexpr auto all = sql::tenantOwned("SELECT id FROM users WHERE :tenant(tenant_id) ORDER BY id");
        QCOMPARE(connection.query(all, TenantScope::all())->size(), std::size_t{2});
        const auto one = connection.query(all, TenantScope::one("b"));
        QCOMPARE(one->size(), std::size_t{1});
        QCOMPARE((*one)[0].text(0), std::string_view("u2"));
        QCOMPARE((*connection.query(sql::tenantOwned("SELECT :tenant"), TenantScope::one("b")))[0].text(0),
                 std::string_view("b"));

        const auto refused = [&](auto&& result) { return !result && result.error().code == ErrorCode::internal; };
        QVERIFY(refused(connection.query(all)));
        QVERIFY(refused(connection.query(all, TenantScope::one(""))));
        QVERIFY(refused(connection.query(sql::tenantOwned("SELECT id FROM users"), TenantScope::one("a"))));
        QVERIFY(refused(connection.query(sql::tenantOwned("SELECT :tenant"), TenantScope::all())));
        QVERIFY(refused(connection.query("SELECT 1 WHERE :tenant(x)", TenantScope::all())));
        // Not declared tenant-owned, though it reads a tenant table; also after the same text was kept with the right
        // to.
        QVERIFY(connection.query(sql::tenantOwned("SELECT id FROM users"), TenantScope::all()).has_value());
        QVERIFY(refused(connection.query("SELECT id FROM users")));
        QVERIFY(refused(connection.execute("DELETE FROM users")));
        QVERIFY(refused(connection.query("SELECT (SELECT count(*) FROM users)", TenantScope::one("a"))));
    }

    void structsAreRows() {
        auto connection = openMemory();
        QVERIFY_OK(connection.script(userTable));
        auto first = user("u1", "a");
        QVERIFY_OK(sql::insert(connection, "users", first));
        QCOMPARE(sql::insert(connection, "users", first).error().code, ErrorCode::conflict);
        first.lastSeenAt = first.createdAt + std::chrono::hours(1);
        first.tags.clear();
        QCOMPARE(*sql::update(connection, "users", first), std::int64_t{1});
        QCOMPARE(*sql::update(connection, "users", TenantScope::one("a"), first), std::int64_t{1});
        QCOMPARE(sql::update(connection, "users", TenantScope::one("b"), first).error().code, ErrorCode::forbidden);

        const auto rows = connection.query("SELECT " + sql::columnList<sample::User>("u.") + " FROM users u");
        QVERIFY_OK(rows);
        const auto users = sql::readAll<sample::User>(*rows);
        QVERIFY_OK(users);
        QCOMPARE(users->size(), std::size_t{1});
        QCOMPARE(users->front(), first);

        const auto partial = connection.query("SELECT 'x' AS id, 'odd' AS status");
        const auto damaged = sql::readInto<sample::User>((*partial)[0]);
        QCOMPARE(damaged.error().code, ErrorCode::storage);
        QVERIFY(damaged.error().detail.find("status") != std::string::npos);
    }

    void searchIgnoresCase() {
        QCOMPARE(sql::foldCase("ÄÉŁ ΑΣ ЁЖ Ž"), std::string("äéł ας ёж ž").replace(7, 4, "ασ"));
        auto connection = openMemory();
        const auto text = "SELECT " + sql::contains(sql::Dialect::sqlite, "?1", "?2");
        QCOMPARE((*connection.query(text, {"Café TÖRN", "é törn"}))[0].integer(0), std::int64_t{1});
        QCOMPARE((*connection.query(text, {"Cafe", "é"}))[0].integer(0), std::int64_t{0});
    }

    void datesAreCountedTheSameWay() {
        auto connection = openMemory();
        const auto one = [&](const std::string& expression) {
            return (*connection.query("SELECT " + expression))[0].integer(0);
        };
        QCOMPARE(one(sql::daysFromMilliseconds(sql::Dialect::sqlite, "86399999")), std::int64_t{0});
        QCOMPARE(one(sql::daysFromMilliseconds(sql::Dialect::sqlite, "-1")), std::int64_t{-1});
        QCOMPARE(one(sql::daysFromMilliseconds(sql::Dialect::sqlite, "-86400000")), std::int64_t{-1});
        // 2026-11-23 is day 20780; its month begins at 20758, its quarter at 20727, its year at 20454.
        QCOMPARE(one(sql::firstDayOf(sql::Dialect::sqlite, "month", "20780")), std::int64_t{20758});
        QCOMPARE(one(sql::firstDayOf(sql::Dialect::sqlite, "quarter", "20780")), std::int64_t{20727});
        QCOMPARE(one(sql::firstDayOf(sql::Dialect::sqlite, "year", "20780")), std::int64_t{20454});
    }

    void migrationsRunOnceInOrder() {
        auto connection = openMemory();
        const FixedClock clock;
        std::vector<sql::Migration> list{{1, "first", "CREATE TABLE a (x INTEGER)"},
                                         {2, "second", "CREATE TABLE b (x INTEGER); INSERT INTO b VALUES (1)"}};
        QCOMPARE(*sql::migrate(connection, list, clock), 2);
        QCOMPARE(*sql::migrate(connection, list, clock), 0);
        QCOMPARE(*sql::schemaVersion(connection), 2);

        list.push_back({3, "broken", "CREATE TABLE c (x INTEGER); INSERT INTO nowhere VALUES (1)"});
        QVERIFY(!sql::migrate(connection, list, clock));
        QCOMPARE(*sql::schemaVersion(connection), 2);
        QVERIFY(!connection.query("SELECT * FROM c"));

        list.pop_back();
        list[1].script = "CREATE TABLE b (y INTEGER)";
        QCOMPARE(sql::migrate(connection, list, clock).error().code, ErrorCode::conflict);
        list.pop_back();
        const auto newer = sql::migrate(connection, list, clock);
        QVERIFY(newer.error().message.find("newer version") != std::string::npos);
        list[0].version = 7;
        QCOMPARE(sql::migrate(connection, list, clock).error().code, ErrorCode::internal);
    }

    void ourFunctionsAreCalled() {
        auto connection = openMemory();
        QVERIFY_OK(connection.define(
            "twice", 1, [](const std::vector<sql::Cell>& cells) { return sql::Value(cells[0].integer * 2); }));
        QCOMPARE((*connection.query("SELECT twice(21)"))[0].integer(0), std::int64_t{42});
    }
};

QTEST_APPLESS_MAIN(SqlTest)
#include "sql_test.moc"
