// The database as coroutines see it: threads that write, threads that read, each with a connection of its own. SQLite
// has one writer; PostgreSQL as many as the options say.
//
//   Async<Tenant> found = database.read([id](sql::Connection& db) -> Result<Tenant> { … });
//   Async<>       saved = database.write([=](sql::Connection& db) -> Result<> { … });   // inside a transaction
//   co_await std::move(saved);  // never `co_await database.write([=] …)`: kernel/async.h says why
//
// `write` commits when f succeeds and rolls back otherwise; afterwards the outbox is published. Transactions behave as
// if they ran one by one: where others were in the way, or the server was lost before the end, f RUNS AGAIN, so it has
// no effect but in the database and moves nothing out of its captures. A statement of f runs on another thread: capture
// by value, or what outlives the co_await. Both resume on the thread they were called on.
#pragma once

#include <functional>
#include <future>
#include <memory>
#include <optional>
#include <type_traits>

#include "kernel/async.h"
#include "sql/connection.h"
#include "sql/postgres.h"

namespace steward::kernel {

struct DatabaseOptions {
    std::filesystem::path path;
    std::optional<sql::PostgresOptions> server = {};  // PostgreSQL instead of `path`
    int readers = 2;
    int writers = 1;  // of a server
    sql::Durability durability = sql::Durability::normal;
    std::vector<std::string> tenantTables = {};  // see sql::Options
    std::size_t maxWaiting = 4096;               // more tasks than this are refused with ErrorCode::unavailable
};

class Database {
public:
    // The schema must be there (kernel/migrations.h). Threads start here.
    static Result<std::unique_ptr<Database>> open(DatabaseOptions options);
    ~Database();
    // Finishes what was accepted and takes nothing more. Before coroutines that wait for it are destroyed.
    void close();

    template <class F>
    auto read(F f) -> asio::awaitable<std::invoke_result_t<F&, sql::Connection&>> {
        std::optional<std::invoke_result_t<F&, sql::Connection&>> outcome;
        const Task task = [&](sql::Connection& connection) { outcome.emplace(f(connection)); };
        const bool ran = co_await onReader(task);
        if (!ran || !outcome) co_return overloaded();
        co_return std::move(*outcome);
    }

    template <class F>
    auto write(F f) -> asio::awaitable<std::invoke_result_t<F&, sql::Connection&>> {
        std::optional<std::invoke_result_t<F&, sql::Connection&>> outcome;
        const Task task = [&](sql::Connection& connection) { outcome.emplace(transact(connection, f)); };
        const bool ran = co_await onWriter(task);
        if (!ran || !outcome) co_return overloaded();
        co_return std::move(*outcome);
    }

    // The same for programs without coroutines (migrate, demo load, tests). Never on the I/O thread while it serves.
    template <class F>
    auto readNow(F f) -> std::invoke_result_t<F&, sql::Connection&> {
        std::optional<std::invoke_result_t<F&, sql::Connection&>> outcome;
        runNow(false, [&](sql::Connection& connection) { outcome.emplace(f(connection)); });
        if (!outcome) return overloaded();
        return std::move(*outcome);
    }
    template <class F>
    auto writeNow(F f) -> std::invoke_result_t<F&, sql::Connection&> {
        std::optional<std::invoke_result_t<F&, sql::Connection&>> outcome;
        runNow(true, [&](sql::Connection& connection) { outcome.emplace(transact(connection, f)); });
        if (!outcome) return overloaded();
        return std::move(*outcome);
    }

    // Called after each commit, outside the transaction, on the thread that wrote: never two at a time. Set before the
    // first write.
    void onCommit(std::function<void(sql::Connection&)> hook);

    // Tasks that wait for a thread.
    std::size_t waiting() const;

private:
    struct Threads;
    using Task = std::function<void(sql::Connection&)>;
    explicit Database(std::unique_ptr<Threads> threads);

    asio::awaitable<bool> onReader(const Task& task);
    asio::awaitable<bool> onWriter(const Task& task);
    void runNow(bool writer, const Task& task);
    void committed(sql::Connection& connection);
    static tl::unexpected<Error> overloaded();
    static constexpr int maxAttempts = 12;
    static void pauseBefore(int attempt);

    template <class F>
    auto transact(sql::Connection& connection, F& f) -> std::invoke_result_t<F&, sql::Connection&> {
        for (int attempt = 1;; ++attempt) {
            auto outcome = attemptOnce(connection, f, attempt > 1);
            if (outcome || !connection.mayRunAgain() || attempt == maxAttempts) return outcome;
            pauseBefore(attempt + 1);
        }
    }

    template <class F>
    auto attemptOnce(sql::Connection& connection, F& f, bool inTurn) -> std::invoke_result_t<F&, sql::Connection&> {
        auto transaction = connection.writeTransaction(inTurn);
        if (!transaction) return fail(std::move(transaction).error());
        auto outcome = f(connection);
        if (!outcome) return outcome;
        if (auto done = transaction->commit(); !done) return fail(std::move(done).error());
        committed(connection);
        return outcome;
    }

    std::unique_ptr<Threads> threads_;
};

}  // namespace steward::kernel
