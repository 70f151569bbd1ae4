#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>

#include "alerts/migrations.h"
#include "audit/migrations.h"
#include "billing/migrations.h"
#include "branding/migrations.h"
#include "dashboards/migrations.h"
#include "health/migrations.h"
#include "identity/migrations.h"
#include "kernel/db/postgres_schema.h"
#include "kernel/db/tenant_tables.h"
#include "kernel/migrations.h"
#include "lists/migrations.h"
#include "logs/migrations.h"
#include "metrics/migrations.h"
#include "plans/migrations.h"
#include "reports/migrations.h"
#include "series/migrations.h"
#include "server.h"
#include "tenancy/migrations.h"

namespace steward::platform {
namespace {

const std::vector<const kernel::MigrationList*>& allMigrations() {
    static const std::vector<const kernel::MigrationList*> lists{
        &kernel::migrations(),  &identity::migrations(),   &tenancy::migrations(),  &plans::migrations(),
        &audit::migrations(),   &metrics::migrations(),    &branding::migrations(), &reports::migrations(),
        &billing::migrations(), &lists::migrations(),      &series::migrations(),   &logs::migrations(),
        &alerts::migrations(),  &dashboards::migrations(), &health::migrations()};
    return lists;
}

Result<> makeFolder(const std::filesystem::path& folder) {
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (!error) std::filesystem::permissions(folder, std::filesystem::perms::owner_all, error);
    if (error)
        return fail(ErrorCode::storage, "The data folder could not be made: " + folder.string(), error.message());
    return {};
}

Result<int> lockFolder(const std::filesystem::path& folder) {
    const auto path = folder / "stewardd.lock";
    const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (file < 0) return fail(ErrorCode::storage, "The data folder is not writable: " + folder.string());
    if (::flock(file, LOCK_EX | LOCK_NB) == 0) return file;
    ::close(file);
    return fail(ErrorCode::conflict, "Another stewardd uses this data folder: " + folder.string());
}

}  // namespace

Result<> Store::openFile(const kernel::Config& config) {
    path_ = std::filesystem::path(config.dataFolder) / "steward.db";
    {
        STEWARD_TRY(auto connection, sql::Connection::open({.path = path_}));
        ::chmod(path_.c_str(), 0600);
        STEWARD_TRY(migrated_, kernel::migrate(connection, allMigrations(), SystemClock()));
    }
    STEWARD_TRY(database_, kernel::Database::open({.path = path_,
                                                   .readers = static_cast<int>(config.databaseReaders),
                                                   .tenantTables = kernel::namesOf(kernel::tenantTables())}));
    return {};
}

Result<> Store::openServer(const kernel::DatabaseConfig& config) {
    if (!config.migrationUrl.empty()) {
        STEWARD_TRY(migrated_, kernel::preparePostgres(config, kernel::tenantTables(), allMigrations(), SystemClock()));
    }
    const sql::PostgresOptions server{.url = config.url,
                                      .password = config.password,
                                      .statementTimeout = std::chrono::milliseconds(config.statementTimeoutMs)};
    {
        STEWARD_TRY(auto connection, sql::openPostgres(server));
        STEWARD_CHECK(kernel::checkPostgres(connection, allMigrations()));
    }
    reports_ = server;
    reports_->readOnly = true;
    reports_->statementTimeout = std::chrono::milliseconds(config.reportTimeoutMs);
    if (!config.reportUrl.empty()) {
        reports_->url = config.reportUrl;
        reports_->primary = false;
    }
    STEWARD_TRY(database_, kernel::Database::open({.server = server,
                                                   .readers = static_cast<int>(config.connections),
                                                   .writers = static_cast<int>(config.connections)}));
    return {};
}

Result<Store> Store::open(const kernel::Config& config) {
    const std::filesystem::path folder = config.dataFolder;
    STEWARD_CHECK(makeFolder(folder));
    Store store;
    STEWARD_TRY(store.lock_, lockFolder(folder));
    STEWARD_CHECK(config.database.url.empty() ? store.openFile(config) : store.openServer(config.database));
    for (const auto* list : allMigrations())
        for (const auto& migration : *list)
            store.schema_ = std::max(store.schema_, migration.version);
    return store;
}

Store::Store(Store&& other) noexcept
    : lock_(std::exchange(other.lock_, -1)),
      migrated_(other.migrated_),
      schema_(other.schema_),
      path_(std::move(other.path_)),
      reports_(std::move(other.reports_)),
      database_(std::move(other.database_)) {}

Result<sql::Connection> Store::connect() const {
    if (reports_) return sql::openPostgres(*reports_);
    return sql::Connection::open(
        {.path = path_, .mode = sql::Mode::readOnly, .tenantTables = kernel::namesOf(kernel::tenantTables())});
}

Store::~Store() {
    database_.reset();
    if (lock_ >= 0) ::close(lock_);
}

}  // namespace steward::platform
