// Databases of earlier versions: permissions of logs are given to who could read or send logs until then, once.
#include <QtTest>

#include "base/json.h"
#include "domain/access.h"
#include "identity/migrations.h"
#include "kernel/migrations.h"
#include "tenancy/migrations.h"
#include "tests/support/test_database.h"

using namespace steward;

namespace {

const auto everybody = sql::TenantScope::all();

test::MigrationLists lists(const kernel::MigrationList& identity) {
    return {&kernel::migrations(), &tenancy::migrations(), &identity};
}

}  // namespace

class MigrationsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void permissionsOfLogs() {
        kernel::MigrationList before = identity::migrations();
        QCOMPARE(std::erase_if(before, [](const auto& migration) { return migration.version == 141; }), std::size_t(1));
        const SystemClock clock;
        auto db = test::openMigrated(lists(before), clock);
        const auto write = [&](const std::string& text) {
            const auto written = db.execute(sql::tenantOwned(text), everybody);
            QVERIFY2(written.has_value(), text.c_str());
        };
        write("INSERT INTO custom_roles VALUES ('rol_1', 'ten_1', 'Desk', '', '[\"auditRead\",\"usersRead\"]', 1)");
        write("INSERT INTO custom_roles VALUES ('rol_2', 'ten_1', 'Reader', '', '[\"usersRead\"]', 1)");
        for (const char* row : {"'key_1', 'ten_1', 'Meter', '[\"usageWrite\"]', 'a'",
                                "'key_2', 'ten_1', 'Both', '[\"auditRead\",\"usageWrite\"]', 'b'",
                                "'key_3', 'ten_1', 'None', '[\"tenantsRead\"]', 'c'"})
            write(
                "INSERT INTO api_keys (id, tenant_id, name, permissions, secret_hash, hint, created_by, created_at, "
                "expires_at) VALUES (" +
                std::string(row) + ", '', 'usr_1', 1, 2)");
        QCOMPARE(kernel::migrate(db, lists(identity::migrations()), clock).value_or(-1), 1);
        const auto permissions = [&](const std::string& table, const std::string& id) {
            const auto rows =
                db.query(sql::tenantOwned("SELECT permissions FROM " + table + " WHERE id = ?1"), everybody, {id});
            return std::string((*rows)[0].text(0));
        };
        QCOMPARE(permissions("custom_roles", "rol_1"), std::string(R"(["auditRead","logsRead","usersRead"])"));
        QCOMPARE(permissions("custom_roles", "rol_2"), std::string(R"(["usersRead"])"));
        QCOMPARE(permissions("api_keys", "key_1"), std::string(R"(["usageWrite","logsWrite"])"));
        QCOMPARE(permissions("api_keys", "key_2"), std::string(R"(["auditRead","logsRead","usageWrite","logsWrite"])"));
        QCOMPARE(permissions("api_keys", "key_3"), std::string(R"(["tenantsRead"])"));
        // What it left is what the platform reads.
        for (const char* id : {"rol_1", "rol_2"})
            QVERIFY(json::read<domain::PermissionSet>(permissions("custom_roles", id)).has_value());
        QCOMPARE(kernel::migrate(db, lists(identity::migrations()), clock).value_or(-1), 0);
    }
};

QTEST_GUILESS_MAIN(MigrationsTest)
#include "migrations_test.moc"
