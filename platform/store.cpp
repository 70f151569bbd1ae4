#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>

#include "audit/migrations.h"
#include "branding/migrations.h"
#include "identity/migrations.h"
#include "kernel/migrations.h"
#include "metrics/migrations.h"
#include "plans/migrations.h"
#include "reports/migrations.h"
#include "server.h"
#include "tenancy/migrations.h"

namespace steward::platform {
namespace {

const std::vector<const kernel::MigrationList*>& allMigrations() {
    static const std::vector<const kernel::MigrationList*> lists{
        &kernel::migrations(), &identity::migrations(), &tenancy::migrations(),  &plans::migrations(),
        &audit::migrations(),  &metrics::migrations(),  &branding::migrations(), &reports::migrations()};
    return lists;
}

const std::vector<std::string> tenantTables{"tenants", "tenant_suspensions",  "users",
                                            "usage",   "subscription_months", "audit"};

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

Result<Store> Store::open(const kernel::Config& config) {
    const std::filesystem::path folder = config.dataFolder;
    STEWARD_CHECK(makeFolder(folder));
    Store store;
    STEWARD_TRY(store.lock_, lockFolder(folder));
    store.path_ = folder / "steward.db";
    {
        STEWARD_TRY(auto connection, sql::Connection::open({.path = store.path_}));
        ::chmod(store.path_.c_str(), 0600);
        STEWARD_TRY(store.migrated_, kernel::migrate(connection, allMigrations(), SystemClock()));
    }
    for (const auto* list : allMigrations())
        for (const auto& migration : *list)
            store.schema_ = std::max(store.schema_, migration.version);
    STEWARD_TRY(store.database_, kernel::Database::open({.path = store.path_,
                                                         .readers = static_cast<int>(config.databaseReaders),
                                                         .tenantTables = tenantTables}));
    return store;
}

Store::Store(Store&& other) noexcept
    : lock_(std::exchange(other.lock_, -1)),
      migrated_(other.migrated_),
      schema_(other.schema_),
      path_(std::move(other.path_)),
      database_(std::move(other.database_)) {}

Result<sql::Connection> Store::connect() const {
    return sql::Connection::open({.path = path_, .mode = sql::Mode::readOnly, .tenantTables = tenantTables});
}

Store::~Store() {
    database_.reset();
    if (lock_ >= 0) ::close(lock_);
}

}  // namespace steward::platform
