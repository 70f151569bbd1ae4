// A connection to a database: SQLite here, PostgreSQL through the same door (sql/postgres.h). One thread at a time; a
// program that works in parallel opens several (a WAL database has any number of readers beside one writer).
//
//   STEWARD_TRY(auto connection, sql::Connection::open({.path = "steward.db"}));
//   STEWARD_TRY(const auto rows, connection.query("SELECT id, name FROM plans WHERE seats > ?1", {25}));
//   for (const sql::Row row : rows) use(row.text("name"));
//
// Errors: conflict (a constraint; detail names it), storage (full, damaged, not a database, not writable), unavailable
// (another writer was busy for longer than busyTimeout), cancelled, unprocessable (a number that does not fit in 64
// bits), internal (wrong SQL).
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <stop_token>
#include <string>
#include <type_traits>
#include <vector>

#include "sql/dialect.h"
#include "sql/statement.h"
#include "sql/value.h"

namespace steward::sql {

enum class Mode { create, readWrite, readOnly };
// normal: no transaction is lost when the program dies. full: nor when the power fails.
enum class Durability { normal, full };

struct Options {
    std::filesystem::path path;  // or ":memory:"
    Mode mode = Mode::create;
    Durability durability = Durability::normal;
    std::chrono::milliseconds busyTimeout = std::chrono::seconds(5);
    // Statements that read or write one of these tables are refused unless they are tenantOwned().
    std::vector<std::string> tenantTables = {};
    std::string key = {};  // SQLite: the file is encrypted with it (sql/sealed_file.h)
};

// An error ends the statement.
using ScalarFunction = std::function<Result<Value>(const std::vector<Cell>& arguments)>;

namespace detail {
class Driver;
// What receives rows: false ends the statement.
struct RowSink {
    bool (*take)(void* context, const Row& row);
    void* context;
};
}  // namespace detail

class Transaction;

class Connection {
public:
    static Result<Connection> open(Options options);
    Connection(Connection&&) noexcept;
    Connection& operator=(Connection&&) noexcept;
    ~Connection();

    Dialect dialect() const;

    // One statement, all rows. For platform tables; a tenant-owned statement needs the overload with a scope.
    Result<Rows> query(Statement statement, Params params = {}, std::stop_token stop = {});
    Result<Rows> query(Statement statement, const TenantScope& scope, Params params = {}, std::stop_token stop = {});

    // One statement, row by row. `onRow(const Row&)` returns nothing, a bool (false: enough) or a Result<> (an error
    // ends the statement and is returned). ErrorCode::cancelled when `stop` was requested before the last row.
    template <class F>
    Result<> each(Statement statement, Params params, F&& onRow, std::stop_token stop = {}) {
        return stream(statement, nullptr, params, onRow, std::move(stop));
    }
    template <class F>
    Result<> each(Statement statement, const TenantScope& scope, Params params, F&& onRow, std::stop_token stop = {}) {
        return stream(statement, &scope, params, onRow, std::move(stop));
    }

    // One statement that changes rows; the number of rows it changed.
    Result<std::int64_t> execute(Statement statement, Params params = {});
    Result<std::int64_t> execute(Statement statement, const TenantScope& scope, Params params = {});

    // Several statements without parameters: schemas (see schemaFor() in sql/dialect.h) and settings.
    Result<> script(std::string_view sql);

    // A function of our own in SQL, deterministic, for engines that run in this process; nothing for the others, whose
    // dialect does without.
    Result<> define(std::string_view name, int arguments, ScalarFunction function);

    // Reads the whole file: ErrorCode::storage when it is damaged.
    Result<> check();

    // An operation of its own, as if there were no other at the same time: SQLite takes the lock of the writer at once,
    // PostgreSQL is SERIALIZABLE. An error inside ends it: what follows fails. Fails when one is open already.
    // `inTurn`: one at a time among those that say so, for what was in others' way before.
    Result<Transaction> writeTransaction(bool inTurn = false);
    // Every statement inside sees the same moment.
    Result<Transaction> readTransaction();
    bool inTransaction() const;
    // The last transaction failed for a reason that passes (others were in its way, the connection was lost before its
    // end), and nothing of it was kept: it may be run again as a whole.
    bool mayRunAgain() const;

    // For engines.
    explicit Connection(std::unique_ptr<detail::Driver> driver);

private:
    friend class Transaction;
    Result<std::int64_t> run(const Statement& statement, const TenantScope* scope, const Params& params,
                             const detail::RowSink* sink, std::stop_token stop);

    template <class F>
    Result<> stream(const Statement& statement, const TenantScope* scope, const Params& params, F& onRow,
                    std::stop_token stop) {
        struct Context {
            F& onRow;
            Result<> outcome;
        } context{onRow, {}};
        const detail::RowSink sink{[](void* opaque, const Row& row) {
                                       auto& self = *static_cast<Context*>(opaque);
                                       using Outcome = std::invoke_result_t<F&, const Row&>;
                                       if constexpr (std::is_void_v<Outcome>) {
                                           self.onRow(row);
                                           return true;
                                       } else if constexpr (std::is_same_v<Outcome, bool>) {
                                           return self.onRow(row);
                                       } else {
                                           self.outcome = self.onRow(row);
                                           return self.outcome.has_value();
                                       }
                                   },
                                   &context};
        const auto changed = run(statement, scope, params, &sink, std::move(stop));
        if (!context.outcome) return context.outcome;
        if (!changed) return fail(changed.error());
        return {};
    }

    std::unique_ptr<detail::Driver> driver_;
};

// Rolls back unless commit() succeeded. Must not outlive its connection (moving the connection is fine).
class [[nodiscard]] Transaction {
public:
    Transaction(Transaction&& other) noexcept;
    Transaction& operator=(Transaction&&) = delete;
    ~Transaction();
    Result<> commit();

private:
    friend class Connection;
    explicit Transaction(detail::Driver* driver) : driver_(driver) {}
    detail::Driver* driver_;
};

}  // namespace steward::sql
