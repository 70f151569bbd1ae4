// Parts of the platform inside the test's process: an I/O thread with a listener, a database, principals by token.
#pragma once

#include <filesystem>
#include <future>
#include <memory>
#include <thread>

#include "kernel/auth.h"
#include "kernel/db/database.h"
#include "kernel/http/listener.h"
#include "kernel/io.h"
#include "kernel/migrations.h"
#include "kernel/telemetry.h"
#include "tests/support/raw_http.h"

namespace steward::test {

inline const std::string tenantA = "ten_00000000000000000000000001";
inline const std::string tenantB = "ten_00000000000000000000000002";

// "operator" and "support" work for the platform, "ownerA" and "viewerA" in tenant A, "ownerB" in B. Others are
// unknown.
class TokenBook final : public kernel::Authenticator {
public:
    Result<domain::Principal> authenticate(std::string_view token) override;
    // From now on the token is unknown.
    void revoke(const std::string& token) { revoked_ = token; }

private:
    std::string revoked_;
};

// A clock that the test moves.
class TestClock final : public Clock {
public:
    explicit TestClock(Time start) : now_(start.time_since_epoch().count()) {}
    Time now() const override { return Time(Duration(now_.load())); }
    void move(Duration by) { now_ += by.count(); }
    void set(Time time) { now_ = time.time_since_epoch().count(); }

private:
    std::atomic<std::int64_t> now_;
};

// A folder that is removed again.
class TemporaryFolder {
public:
    TemporaryFolder();
    ~TemporaryFolder();
    const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

// A database with the kernel's schema and those of `lists`; in a run on PostgreSQL one there, the same for the same
// path.
std::unique_ptr<kernel::Database> openDatabase(const std::filesystem::path& path,
                                               std::vector<const kernel::MigrationList*> lists = {});

// The I/O thread; bind routes first, then start().
class Served {
public:
    explicit Served(kernel::HttpConfig config = {});
    ~Served();

    void start();
    int port() const { return port_; }
    Reply ask(const Ask& question) const { return test::ask(port_, question); }

    // Runs a coroutine on the I/O thread and waits for what it returns.
    template <class F>
    auto run(F coroutine) {
        using T = typename std::invoke_result_t<F&>::value_type;
        auto outcome = std::make_shared<std::promise<T>>();
        auto waiting = outcome->get_future();
        io.spawn([coroutine, outcome]() mutable -> kernel::asio::awaitable<void> {
            auto running = coroutine();
            T value = co_await std::move(running);
            outcome->set_value(std::move(value));
        });
        return waiting.get();
    }
    void stopThread();

    SystemClock clock;
    TokenBook tokens;
    kernel::Io io;
    kernel::Telemetry telemetry;
    kernel::Router router;
    kernel::Listener listener;

private:
    int port_ = 0;
    std::thread thread_;
};

}  // namespace steward::test
