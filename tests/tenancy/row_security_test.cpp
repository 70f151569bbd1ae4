// Row-level security on PostgreSQL, of the database that a real stewardd has made: every table is known as one of
// tenants or has a reason not to be, and each of those keeps tenants apart whatever a statement asks for. Tables are
// found in the catalog and in kernel::tenantTables(), so one that is added is tried, too.
#include <QtTest>
#include <map>
#include <set>

#include "kernel/db/tenant_tables.h"
#include "kernel/migrations.h"
#include "plans/migrations.h"
#include "sql/postgres.h"
#include "tests/support/postgres_cluster.h"
#include "tests/support/stewardd_fixture.h"

using namespace steward;
using sql::tenantOwned;
using sql::TenantScope;
using test::PostgresCluster;

namespace {

// Tables without rows of one tenant, or whose rows are found before anybody knows whose they are.
const std::map<std::string, std::string> platformTables{
    {"applied_migrations", "the schema; the application may only read it"},
    {"contracting_migrations", "the schema; the application may only read it"},
    {"feed_sequence", "one number of the platform"},
    {"outbox_sequence", "one number of the platform"},
    {"alert_evaluation", "one number, and how long the last round took"},
    {"health_evaluation", "one number, and how long the last round took"},
    {"table_changes", "numbers of transactions, by table"},
    {"leases", "names of jobs and nodes, without anything of their content"},
    {"audit_head", "one hash over the log of all tenants"},
    {"audit_anchor", "one hash over the log of all tenants"},
    {"tenant_count", "one number of the platform"},
    {"subscription_plans", "what the platform sells, to everybody alike"},
    {"log_volume", "two numbers of the platform"},
    {"signing_keys", "keys of the platform, sealed"},
    {"local_operator", "one user of the platform"},
    {"sign_in_attempts", "hashes of accounts and addresses, also of those that do not exist"},
    {"external_logouts", "names of sessions at another issuer, which may have no user here"},
    {"external_logout_tokens", "hashes of tokens of another issuer"},
    {"external_sessions", "names of sessions at another issuer, which it ends without knowing of tenants"},
    {"authorization_codes", "found by the hash of a secret, before anybody is signed in"},
    {"refresh_tokens", "found by the hash of a secret, which is what says whose session it is"},
    {"device_grants", "found by the hash of a secret, and of nobody until somebody takes it"},
    {"credentials",
     "hashes, read to find out whether somebody is who they say, by an id that was found under policies"},
    {"second_factors", "sealed, read to find out whether somebody is who they say, by an id found under policies"},
    {"recovery_codes", "hashes, read to find out whether somebody is who they say, by an id found under policies"}};

std::string problem(const Error& error) {
    return std::string(enumName(error.code)) + ": " + error.message + " " + error.detail;
}

template <class T>
T must(Result<T> result) {
    if (!result) qFatal("%s", problem(result.error()).c_str());
    return std::move(*result);
}

template <class T>
bool isRefused(const Result<T>& result) {
    return !result && result.error().detail.starts_with("42501");  // insufficient_privilege
}

constexpr auto tablesOfSchema = R"sql(
SELECT c.relname::text AS name,
       c.relrowsecurity AND c.relforcerowsecurity AS forced,
       EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname = 'tenant' AND p.polcmd = '*'
               AND p.polpermissive AND p.polroles = '{0}' AND p.polwithcheck IS NULL) AS has_policy,
       (SELECT count(*) FROM pg_policy p WHERE p.polrelid = c.oid AND p.polpermissive
        AND p.polroles && ARRAY[0::oid, 'steward_app'::regrole::oid]) AS policies,
       EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'tenant_id') AS names_tenant,
       c.relispartition AS is_partition,
       has_table_privilege('steward_app', c.oid, 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE') AS is_open,
       has_table_privilege('steward_app', c.oid, 'TRUNCATE') AS may_be_emptied
FROM pg_class c
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
ORDER BY c.relname)sql";

// What is wrong with the tables of a schema, in words.
std::string wrongTables(sql::Connection& migrator) {
    const auto names = kernel::namesOf(kernel::tenantTables());
    std::set<std::string> missing(names.begin(), names.end());
    for (const auto& [name, reason] : platformTables)
        missing.insert(name);
    std::string wrong;
    const auto rows = must(migrator.query(tablesOfSchema));
    for (const sql::Row row : rows) {
        const std::string name(row.text("name"));
        const auto say = [&](bool is, const char* what) {
            if (is) wrong += name + " " + what + ". ";
        };
        say(row.integer("may_be_emptied") != 0, "may be emptied by the application");
        if (row.integer("is_partition") != 0) {
            say(row.integer("is_open") != 0, "is a partition that can be reached beside its parent");
            continue;
        }
        missing.erase(name);
        const bool isOfTenants = std::ranges::find(names, name) != names.end();
        const bool isOfPlatform = platformTables.contains(name);
        say(isOfTenants == isOfPlatform, "is not in kernel::tenantTables() and has no reason not to be");
        say(isOfPlatform && row.integer("names_tenant") != 0, "has a tenant_id, so it belongs to tenants");
        if (!isOfTenants) continue;
        say(row.integer("forced") == 0, "is without forced row-level security");
        say(row.integer("has_policy") == 0, "has no policy");
        say(row.integer("policies") > 1, "has a policy that opens what the other one closes");
    }
    for (const auto& name : missing)
        wrong += name + " does not exist. ";
    return wrong;
}

// Rows that are complete enough to be stored, made from the catalog.
class RowMaker {
public:
    RowMaker(sql::Connection& migrator, const kernel::TenantTable& table) : table_(table) {
        columns_ =
            must(migrator.query("SELECT a.attname::text, format_type(a.atttypid, NULL) FROM pg_attribute a "
                                "WHERE a.attrelid = ?1::regclass AND a.attnum > 0 AND NOT a.attisdropped "
                                "AND a.attidentity = '' AND (a.attname = ?2 OR a.attnotnull AND NOT a.atthasdef) "
                                "ORDER BY a.attnum",
                                {sql::quotedName(table.name), table.column}));
    }

    // `number` makes its keys different from those of others.
    std::string insertion(const std::string& tenant, int number) const {
        std::string names;
        std::string values;
        for (const sql::Row column : columns_) {
            const std::string name(column.text(0));
            if (!names.empty()) names += ", ";
            if (!values.empty()) values += ", ";
            names += sql::quotedName(name);
            values += name == table_.column       ? "'" + tenant + "'"
                      : column.text(1) == "text"  ? "'row " + std::to_string(number) + "'"
                      : column.text(1) == "bytea" ? "'\\x0" + std::to_string(number) + "'::bytea"
                                                  : std::to_string(number);
        }
        return "INSERT INTO " + sql::quotedName(table_.name) + " (" + names + ") SELECT " + values;
    }

private:
    const kernel::TenantTable& table_;
    sql::Rows columns_;
};

}  // namespace

class RowSecurityTest : public QObject {
    Q_OBJECT

    PostgresCluster& cluster_ = PostgresCluster::shared();
    std::string database_;

    sql::Connection connect(const char* role) {
        return must(sql::openPostgres({.url = cluster_.url(database_, role)}));
    }

    // The owner of the tables, for whom all tenants are open.
    sql::Connection migrator() {
        auto connection = connect(PostgresCluster::migrator);
        must(connection.query("SELECT set_config('app.tenant_id', '*', false)"));
        return connection;
    }

private Q_SLOTS:
    void initTestCase() {
        database_ = cluster_.createDatabase();
        test::StewarddFixture platform;
        platform.set("database.url=" + cluster_.url(database_, PostgresCluster::application));
        platform.set("database.migrationUrl=" + cluster_.url(database_, PostgresCluster::migrator));
        QVERIFY2(platform.start(), platform.log().c_str());
        QCOMPARE(platform.stop(), 0);
    }

    void everyTableIsOfTenantsOrHasAReasonNotToBe() {
        auto connection = migrator();
        QCOMPARE(wrongTables(connection), std::string());
    }

    void whatIsForgottenIsFound_data() {
        QTest::addColumn<QByteArray>("change");
        QTest::addColumn<QByteArray>("wrong");
        const auto row = [](const char* name, const char* change, const char* wrong) {
            QTest::newRow(name) << QByteArray(change) << QByteArray(wrong);
        };
        row("a table with a tenant", "CREATE TABLE forgotten (id TEXT, tenant_id TEXT)", "forgotten is not in");
        row("a table that refers to users", "CREATE TABLE forgotten (id TEXT, user_id TEXT)", "forgotten is not in");
        row("a view", "CREATE VIEW forgotten AS SELECT * FROM plans", "forgotten is not in");
        row("a tenant of a known table", "ALTER TABLE leases ADD COLUMN tenant_id TEXT", "leases has a tenant_id");
        row("the owner", "ALTER TABLE plans NO FORCE ROW LEVEL SECURITY", "plans is without forced");
        row("the policy", "DROP POLICY tenant ON jobs", "jobs has no policy");
        row("a second policy", "CREATE POLICY open ON brands USING (true)", "brands has a policy that opens");
        row("a partition", "GRANT SELECT ON usage_default TO steward_app", "usage_default is a partition");
        row("TRUNCATE", "GRANT TRUNCATE ON jobs TO steward_app", "jobs may be emptied");
        row("a table that went", "DROP TABLE brand_versions", "brand_versions does not exist");
    }
    void whatIsForgottenIsFound() {
        QFETCH(QByteArray, change);
        QFETCH(QByteArray, wrong);
        auto connection = migrator();
        auto undone = must(connection.writeTransaction());
        must(connection.execute(change.toStdString()));
        const auto found = wrongTables(connection);
        QVERIFY2(found.starts_with(wrong.toStdString()), found.c_str());
    }

    void tenantsAreKeptApart_data() {
        QTest::addColumn<int>("index");
        const auto& tables = kernel::tenantTables();
        for (std::size_t i = 0; i < tables.size(); ++i)
            QTest::newRow(tables[i].name.c_str()) << static_cast<int>(i);
    }
    // Statements name the tenant, as they must, and ask for everybody's rows nevertheless.
    void tenantsAreKeptApart() {
        QFETCH(int, index);
        const auto& table = kernel::tenantTables()[static_cast<std::size_t>(index)];
        const std::string name = sql::quotedName(table.name);
        const std::string column = sql::quotedName(table.column);
        const std::string those =
            " WHERE (:tenant(" + column + ") OR 1 = 1) AND " + column + " IN ('ten_a', 'ten_b', 'ten_c')";
        const std::string counting = "SELECT count(*), coalesce(max(" + column + "), '') FROM " + name + those;
        const std::string touching = "UPDATE " + name + " SET " + column + " = " + column + those;
        const std::string taking = "UPDATE " + name + " SET " + column + " = 'ten_c'" + those;
        const std::string deleting = "DELETE FROM " + name + those + " AND " + column + " = 'ten_a'";

        auto owner = migrator();
        const RowMaker rows(owner, table);
        must(owner.execute(rows.insertion("ten_a", 1)));
        must(owner.execute(rows.insertion("ten_b", 2)));
        const std::string adding = rows.insertion("ten_c", 3) + " WHERE (:tenant(?1) OR 1 = 1)";

        auto application = connect(PostgresCluster::application);
        const auto b = TenantScope::one("ten_b");
        const auto seen = must(application.query(tenantOwned(counting), b));
        QCOMPARE(seen[0].integer(0), std::int64_t(1));
        QCOMPARE(seen[0].get<std::string>(1), std::string("ten_b"));
        QVERIFY(isRefused(application.execute(tenantOwned(adding), b, {"ten_b"})));
        QVERIFY(isRefused(application.execute(tenantOwned(taking), b)));
        if (table.appendOnly) {
            QVERIFY(isRefused(application.execute(tenantOwned(touching), b)));
            QVERIFY(isRefused(application.execute(tenantOwned(deleting), b)));
        } else {
            QCOMPARE(must(application.execute(tenantOwned(touching), b)), std::int64_t(1));
            QCOMPARE(must(application.execute(tenantOwned(deleting), b)), std::int64_t(0));
        }

        QVERIFY(isRefused(application.query("SELECT count(*) FROM " + name)));
        QVERIFY(isRefused(application.execute(rows.insertion("ten_c", 3))));
        QVERIFY(isRefused(application.execute("UPDATE " + name + " SET " + column + " = " + column)));
        QVERIFY(isRefused(application.execute("DELETE FROM " + name)));

        const auto kept = must(application.query(tenantOwned(counting), TenantScope::all()));
        QCOMPARE(kept[0].integer(0), std::int64_t(2));
        QCOMPARE(must(application.execute(tenantOwned(adding), TenantScope::one("ten_c"), {"ten_c"})), std::int64_t(1));
        const auto added = must(application.query(tenantOwned(counting), TenantScope::one("ten_c")));
        QCOMPARE(added[0].integer(0), std::int64_t(1));
    }

    // What was stored before changes and results said whose they are.
    void changesAndResultsOfBeforeFindTheirTenant() {
        const auto& all = plans::migrations();
        const kernel::MigrationList before(all.begin(), all.begin() + 1);
        auto file = must(sql::Connection::open({.path = ":memory:"}));
        auto server =
            must(sql::openPostgres({.url = cluster_.url(cluster_.createDatabase(), PostgresCluster::migrator)}));
        for (auto* connection : {&file, &server}) {
            QCOMPARE(must(kernel::migrate(*connection, {&before}, SystemClock())), 1);
            for (const auto* text : {"INSERT INTO plans VALUES ('pln_1', 'ten_a', 'c1', 0, 'bat_1', '', '')",
                                     "INSERT INTO plans VALUES ('pln_2', '', 'c2', 0, NULL, '', '')",
                                     "INSERT INTO plan_changes VALUES ('c1', 0, 1, 'x', '{}')",
                                     "INSERT INTO plan_changes VALUES ('c2', 0, 1, 'x', '{}')",
                                     "INSERT INTO batches VALUES ('bat_1', 'pln_1', 'ten_a', '', NULL, 1, '')",
                                     "INSERT INTO batch_results VALUES ('bat_1', 0, 1, '')"})
                must(connection->execute(text));
            QVERIFY(must(kernel::migrate(*connection, {&all}, SystemClock())) >= 1);
            const auto found = must(
                connection->query("SELECT tenant_id FROM plan_changes UNION ALL SELECT tenant_id FROM batch_results "
                                  "ORDER BY tenant_id"));
            QCOMPARE(found.size(), std::size_t(3));
            QCOMPARE(found[0].get<std::string>(0), std::string());
            QCOMPARE(found[1].get<std::string>(0), std::string("ten_a"));
            QCOMPARE(found[2].get<std::string>(0), std::string("ten_a"));
        }
    }
};

QTEST_GUILESS_MAIN(RowSecurityTest)
#include "row_security_test.moc"
