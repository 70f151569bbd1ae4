// The platform put together: every service, in the order in which they need each other.
#pragma once

#include <atomic>
#include <memory>
#include <optional>

#include "demo/demo_data.h"
#include "identity/identity_store.h"
#include "kernel/config.h"
#include "kernel/db/database.h"
#include "reports/report_service.h"

namespace steward::platform {

// Makes the data folder (0700), keeps other platforms out of it, brings the schema up to date and opens the database.
class Store {
public:
    static Result<Store> open(const kernel::Config& config);
    Store(Store&& other) noexcept;
    Store& operator=(Store&&) = delete;
    ~Store();

    kernel::Database& database() { return *database_; }
    // A connection of its own for a long reader of the newest data.
    Result<sql::Connection> connect() const;
    // The same for reports: of the replica, while it is there and not too far behind, with the moment of its data.
    Result<reports::Source> connectReports() const;
    int migrated() const { return migrated_; }
    // The number of the newest migration.
    int schema() const { return schema_; }

private:
    Store() = default;
    Result<> openFile(const kernel::Config& config);
    Result<> openServer(const kernel::DatabaseConfig& config);
    Result<reports::Source> readReplica() const;
    int lock_ = -1;
    int migrated_ = 0;
    int schema_ = 0;
    std::filesystem::path path_;                     // of the file
    std::optional<sql::PostgresOptions> longReads_;  // of the server
    std::optional<sql::PostgresOptions> replica_;
    Duration replicaLag_{};
    mutable std::atomic<std::int64_t> replicaAwayUntil_ = 0;  // of a clock that never goes back
    std::unique_ptr<kernel::Database> database_;
};

// Fills an empty database with demo data and gives its users their password. In the environment "local" only.
Result<demo::DemoCounts> loadDemo(kernel::Database& database, const kernel::Config& config,
                                  const demo::DemoOptions& options);

// A new key to sign tokens with, published now. ErrorCode::conflict while one that was published has not begun.
Result<identity::StoredKey> rotateKeys(kernel::Database& database, const kernel::Config& config);

// Serves until SIGTERM or SIGINT, then lets requests finish. With demo data, demo traffic runs too. Blocking.
Result<> serve(const kernel::Config& config, const kernel::Inherited& inherited,
               const std::optional<demo::DemoOptions>& demoData);

}  // namespace steward::platform
