#include "kernel/db/database.h"

#include <boost/asio/associated_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <random>
#include <thread>

#include "base/log.h"
#include "kernel/trace/span.h"

namespace steward::kernel {
namespace {

using Work = std::function<void(sql::Connection&)>;

// A queue that threads take from; each has a connection of its own.
class Pool {
public:
    explicit Pool(std::size_t maxWaiting) : maxWaiting_(maxWaiting) {}
    ~Pool() { finish(); }

    void addThread(sql::Connection connection) {
        threads_.emplace_back([this, own = std::move(connection)]() mutable { work(own); });
    }

    bool push(Work work) {
        {
            const std::lock_guard lock(mutex_);
            if (finishing_ || queue_.size() >= maxWaiting_) return false;
            queue_.push_back(std::move(work));
        }
        ready_.notify_one();
        return true;
    }

    void finish() {
        {
            const std::lock_guard lock(mutex_);
            finishing_ = true;
        }
        ready_.notify_all();
        threads_.clear();
    }

    std::size_t waiting() const {
        const std::lock_guard lock(mutex_);
        return queue_.size();
    }

private:
    void work(sql::Connection& connection) {
        for (;;) {
            Work next;
            {
                std::unique_lock lock(mutex_);
                ready_.wait(lock, [this] { return finishing_ || !queue_.empty(); });
                if (queue_.empty()) return;
                next = std::move(queue_.front());
                queue_.pop_front();
            }
            next(connection);
        }
    }

    const std::size_t maxWaiting_;
    mutable std::mutex mutex_;
    std::condition_variable ready_;
    std::deque<Work> queue_;
    bool finishing_ = false;
    std::vector<std::jthread> threads_;
};

// A task of ours must not end its thread: what it throws becomes "no outcome", which callers answer as an error.
void runSafely(const Work& task, sql::Connection& connection) {
    try {
        task(connection);
    } catch (const std::exception& exception) {
        log::error("a database task threw", {{"what", exception.what()}});
    }
}

asio::awaitable<bool> runOn(Pool& pool, const Work& task) {
    auto initiate = [&pool, &task](auto handler) {
        using Handler = decltype(handler);
        auto executor = asio::get_associated_executor(handler);
        auto kept = std::make_shared<Handler>(std::move(handler));
        auto guard = std::make_shared<asio::executor_work_guard<decltype(executor)>>(executor);
        const bool accepted = pool.push([&task, kept, guard](sql::Connection& connection) {
            runSafely(task, connection);
            asio::post(guard->get_executor(), [kept] { std::move (*kept)(true); });
        });
        if (!accepted) asio::post(executor, [kept] { std::move (*kept)(false); });
    };
    const bool ran =
        co_await asio::async_initiate<const asio::use_awaitable_t<>, void(bool)>(initiate, asio::use_awaitable);
    co_return ran;
}

// The span begins when the task is given away: what it waited for a thread is part of it.
asio::awaitable<bool> runInSpan(trace::Span span, Pool& pool, const Work& task) {
    const auto given = std::chrono::steady_clock::now();
    std::chrono::nanoseconds waited{};
    const Work inSpan = [&](sql::Connection& connection) {
        const trace::Active active(span);
        waited = std::chrono::steady_clock::now() - given;
        task(connection);
    };
    const bool ran = co_await runOn(pool, inSpan);
    span.set("steward.waited_us", std::int64_t(waited.count() / 1000));
    if (!ran) span.fail();
    co_return ran;
}

asio::awaitable<bool> traced(std::string_view name, Pool& pool, const Work& task) {
    auto span = trace::child(name, trace::Kind::client);
    return span ? runInSpan(std::move(span), pool, task) : runOn(pool, task);
}

}  // namespace

struct Database::Threads {
    explicit Threads(std::size_t maxWaiting) : readers(maxWaiting), writer(maxWaiting) {}
    Pool readers;
    Pool writer;
    std::function<void(sql::Connection&)> hook;
    std::mutex hookMutex;
};

Result<sql::Connection> connect(const DatabaseOptions& options, bool readOnly) {
    if (options.server) {
        sql::PostgresOptions server = *options.server;
        server.readOnly = readOnly;
        return sql::openPostgres(std::move(server));
    }
    return sql::Connection::open({.path = options.path,
                                  .mode = readOnly ? sql::Mode::readOnly : sql::Mode::readWrite,
                                  .durability = options.durability,
                                  .tenantTables = options.tenantTables});
}

Result<std::unique_ptr<Database>> Database::open(DatabaseOptions options) {
    auto threads = std::make_unique<Threads>(options.maxWaiting);
    for (int i = 0; i < (options.server ? std::max(1, options.writers) : 1); ++i) {
        STEWARD_TRY(auto writing, connect(options, false));
        threads->writer.addThread(std::move(writing));
    }
    for (int i = 0; i < std::max(1, options.readers); ++i) {
        STEWARD_TRY(auto reading, connect(options, true));
        threads->readers.addThread(std::move(reading));
    }
    return std::unique_ptr<Database>(new Database(std::move(threads)));
}

Database::Database(std::unique_ptr<Threads> threads) : threads_(std::move(threads)) {}

Database::~Database() {
    close();
}

void Database::close() {
    threads_->writer.finish();
    threads_->readers.finish();
}

asio::awaitable<bool> Database::onReader(const Task& task) {
    return traced("database read", threads_->readers, task);
}
asio::awaitable<bool> Database::onWriter(const Task& task) {
    return traced("database write", threads_->writer, task);
}

void Database::runNow(bool writer, const Task& task) {
    auto done = std::make_shared<std::promise<void>>();
    auto finished = done->get_future();
    Pool& pool = writer ? threads_->writer : threads_->readers;
    const bool accepted = pool.push([&task, done](sql::Connection& connection) {
        runSafely(task, connection);
        done->set_value();
    });
    if (accepted) finished.wait();
}

void Database::onCommit(std::function<void(sql::Connection&)> hook) {
    threads_->hook = std::move(hook);
}

void Database::committed(sql::Connection& connection) {
    const std::lock_guard lock(threads_->hookMutex);
    if (threads_->hook) threads_->hook(connection);
}

std::size_t Database::waiting() const {
    return threads_->readers.waiting() + threads_->writer.waiting();
}

// Doubles up to a fifth of a second, and differs from thread to thread, so that those in each other's way part.
void Database::pauseBefore(int attempt) {
    thread_local std::minstd_rand random(std::random_device{}());
    const int most = std::min(1 << attempt, 200);
    std::this_thread::sleep_for(std::chrono::milliseconds(std::uniform_int_distribution<int>(1, most)(random)));
}

tl::unexpected<Error> Database::overloaded() {
    return fail(ErrorCode::unavailable, "The platform is busy. Nothing was changed; try again in a moment.");
}

}  // namespace steward::kernel
