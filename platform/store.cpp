#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>

#include "alerts/migrations.h"
#include "audit/migrations.h"
#include "base/log.h"
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
#include "schedules/migrations.h"
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
        &alerts::migrations(),  &dashboards::migrations(), &health::migrations(),   &schedules::migrations()};
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

// A replica that is away is not asked again meanwhile.
constexpr auto replicaPause = std::chrono::milliseconds(10'000);

std::int64_t steadyNow() {
    return std::chrono::duration_cast<Duration>(std::chrono::steady_clock::now().time_since_epoch()).count();
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
    longReads_ = server;
    longReads_->readOnly = true;
    longReads_->statementTimeout = std::chrono::milliseconds(config.reportTimeoutMs);
    if (!config.reportUrl.empty()) {
        replica_ = longReads_;
        replica_->url = config.reportUrl;
        replica_->primary = false;
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
    store.replicaLag_ = Duration(config.reports.replicaLagMs);
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
      longReads_(std::move(other.longReads_)),
      replica_(std::move(other.replica_)),
      replicaLag_(other.replicaLag_),
      database_(std::move(other.database_)) {}

Result<sql::Connection> Store::connect() const {
    if (longReads_) return sql::openPostgres(*longReads_);
    return sql::Connection::open(
        {.path = path_, .mode = sql::Mode::readOnly, .tenantTables = kernel::namesOf(kernel::tenantTables())});
}

Result<reports::Source> Store::connectReports() const {
    if (const auto steady = steadyNow(); replica_ && steady >= replicaAwayUntil_) {
        auto source = readReplica();
        if (source) return source;
        replicaAwayUntil_ = steady + replicaPause.count();
        log::warning("reports read the primary database, not the replica",
                     {{"reason", source.error().message.c_str()}, {"detail", source.error().detail.c_str()}});
    }
    STEWARD_TRY(auto connection, connect());
    return reports::Source{std::move(connection), std::nullopt};
}

// How far the replica is, against how far the primary was a moment before: a replica that is cut off knows nothing of
// what it misses.
Result<reports::Source> Store::readReplica() const {
    STEWARD_TRY(const auto position, database_->readNow([](sql::Connection& db) -> Result<std::string> {
        STEWARD_TRY(const auto rows, db.query("SELECT pg_current_wal_lsn()::text"));
        return std::string(rows[0].text(0));
    }));
    STEWARD_TRY(auto connection, sql::openPostgres(*replica_));
    STEWARD_TRY(const auto rows,
                connection.query("SELECT pg_is_in_recovery()::int,"
                                 " coalesce(pg_last_wal_replay_lsn() >= ?1::text::pg_lsn, false)::int,"
                                 " coalesce(extract(epoch FROM pg_last_xact_replay_timestamp()) * 1000, 0)::bigint,"
                                 " (extract(epoch FROM clock_timestamp()) * 1000)::bigint",
                                 sql::Params({position})));
    const bool isCopy = rows[0].integer(0) != 0, isWhole = rows[0].integer(1) != 0;
    if (!isCopy || isWhole) return reports::Source{std::move(connection), std::nullopt};
    const Duration behind(rows[0].integer(3) - rows[0].integer(2));
    if (behind > replicaLag_)
        return fail(ErrorCode::unavailable, "The replica is " + std::to_string(behind.count()) + " ms behind.");
    return reports::Source{std::move(connection), Time(Duration(rows[0].integer(2)))};
}

Store::~Store() {
    database_.reset();
    if (lock_ >= 0) ::close(lock_);
}

}  // namespace steward::platform
