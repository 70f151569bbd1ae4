#include "tests/support/test_database.h"

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <map>

#include "sql/postgres.h"
#include "tests/support/postgres_cluster.h"

namespace steward::test {
namespace {

template <class T>
T insist(Result<T> result) {
    if (!result) {
        std::fprintf(stderr, "%s %s\n", result.error().message.c_str(), result.error().detail.c_str());
        std::abort();
    }
    return std::move(*result);
}

kernel::DatabaseConfig configOf(const std::string& database) {
    const auto& cluster = PostgresCluster::shared();
    kernel::DatabaseConfig config;
    config.url = cluster.url(database, PostgresCluster::application);
    config.migrationUrl = cluster.url(database, PostgresCluster::migrator);
    return config;
}

// A copy of one with the schema, which is made once for all tests of the program that want the same.
std::string newDatabase(const MigrationLists& lists, const std::vector<kernel::TenantTable>& tables,
                        const Clock& clock) {
    static std::map<std::string, std::string> made;
    std::string key;
    for (const auto* list : lists)
        for (const auto& migration : *list)
            key += std::to_string(migration.version) + " ";
    for (const auto& table : tables)
        key += table.name + " ";
    auto& cluster = PostgresCluster::shared();
    std::string& pattern = made[key];
    if (pattern.empty()) {
        pattern = cluster.createDatabase();
        insist(kernel::preparePostgres(configOf(pattern), tables, lists, clock));
    }
    return cluster.createDatabase(pattern);
}

std::filesystem::path noteOf(const std::filesystem::path& file) {
    return file.string() + ".postgres";
}

std::vector<std::string> namesOf(const std::vector<kernel::TenantTable>& tables) {
    std::vector<std::string> names;
    for (const auto& table : tables)
        names.push_back(table.name);
    return names;
}

}  // namespace

sql::Connection openMigrated(const MigrationLists& lists, const std::vector<kernel::TenantTable>& tables,
                             const Clock& clock) {
    if (onPostgres()) return insist(sql::openPostgres({.url = configOf(newDatabase(lists, tables, clock)).url}));
    auto connection = insist(sql::Connection::open({.path = ":memory:", .tenantTables = namesOf(tables)}));
    insist(kernel::migrate(connection, lists, clock));
    return connection;
}

kernel::DatabaseOptions migratedDatabase(const std::filesystem::path& file, const MigrationLists& lists,
                                         const std::vector<kernel::TenantTable>& tables, const Clock& clock) {
    if (!onPostgres()) {
        auto connection = insist(sql::Connection::open({.path = file}));
        insist(kernel::migrate(connection, lists, clock));
        return {.path = file, .tenantTables = namesOf(tables)};
    }
    std::string database = serverDatabaseOf(file);
    if (database.empty()) {
        database = newDatabase(lists, tables, clock);
        std::ofstream(noteOf(file)) << database;
    }
    return {.server = sql::PostgresOptions{.url = configOf(database).url}, .writers = 2};
}

std::string serverDatabaseOf(const std::filesystem::path& file) {
    std::string database;
    std::ifstream(noteOf(file)) >> database;
    return database;
}

sql::Connection connectTo(const kernel::DatabaseOptions& options) {
    if (options.server) return insist(sql::openPostgres(*options.server));
    return insist(sql::Connection::open({.path = options.path, .tenantTables = options.tenantTables}));
}

}  // namespace steward::test
