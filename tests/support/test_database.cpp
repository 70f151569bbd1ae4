#include "tests/support/test_database.h"

#include <algorithm>
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

// Those that the lists make.
std::vector<kernel::TenantTable> tenantTablesOf(const MigrationLists& lists) {
    const auto isMade = [&](const std::string& text) {
        return std::ranges::any_of(lists, [&](const kernel::MigrationList* list) {
            return std::ranges::any_of(*list, [&](const sql::Migration& migration) {
                return migration.script.find(text) != std::string_view::npos;
            });
        });
    };
    std::vector<kernel::TenantTable> tables;
    for (const auto& table : kernel::tenantTables())
        if (isMade("CREATE TABLE " + table.name + " (")) tables.push_back({table.name, table.column});
    return tables;
}

// A copy of one with the schema, which is made once for all tests of the program that want the same.
std::string newDatabase(const MigrationLists& lists, const Clock& clock) {
    static std::map<std::string, std::string> made;
    std::string key;
    for (const auto* list : lists)
        for (const auto& migration : *list)
            key += std::to_string(migration.version) + " ";
    auto& cluster = PostgresCluster::shared();
    std::string& pattern = made[key];
    if (pattern.empty()) {
        pattern = cluster.createDatabase();
        insist(kernel::preparePostgres(configOf(pattern), tenantTablesOf(lists), lists, clock));
    }
    return cluster.createDatabase(pattern);
}

std::filesystem::path noteOf(const std::filesystem::path& file) {
    return file.string() + ".postgres";
}

}  // namespace

sql::Connection openMigrated(const MigrationLists& lists, const Clock& clock) {
    if (onPostgres()) return insist(sql::openPostgres({.url = configOf(newDatabase(lists, clock)).url}));
    auto connection =
        insist(sql::Connection::open({.path = ":memory:", .tenantTables = kernel::namesOf(kernel::tenantTables())}));
    insist(kernel::migrate(connection, lists, clock));
    return connection;
}

kernel::DatabaseOptions migratedDatabase(const std::filesystem::path& file, const MigrationLists& lists,
                                         const Clock& clock) {
    if (!onPostgres()) {
        auto connection = insist(sql::Connection::open({.path = file}));
        insist(kernel::migrate(connection, lists, clock));
        return {.path = file, .tenantTables = kernel::namesOf(kernel::tenantTables())};
    }
    std::string database = serverDatabaseOf(file);
    if (database.empty()) {
        database = newDatabase(lists, clock);
        std::ofstream(noteOf(file)) << database;
    } else {
        insist(kernel::preparePostgres(configOf(database), tenantTablesOf(lists), lists, clock));
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
