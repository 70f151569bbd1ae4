#include "identity/passwords.h"

#include <sodium.h>

#include <boost/asio/async_result.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

#include "identity/secrets.h"

namespace steward::identity {

namespace asio = kernel::asio;

Result<std::string> hashPassword(const std::string& password, const PasswordCost& cost) {
    std::string hash(crypto_pwhash_STRBYTES, '\0');
    if (crypto_pwhash_str_alg(hash.data(), password.data(), password.size(), cost.passes, cost.memoryBytes,
                              crypto_pwhash_ALG_ARGON2ID13) != 0)
        return fail(ErrorCode::unavailable, "The platform has too little memory to check a password. Try again later.");
    hash.resize(hash.find('\0'));
    return hash;
}

bool isPassword(const std::string& password, const std::string& hash) {
    return hash.size() < crypto_pwhash_STRBYTES &&
           crypto_pwhash_str_verify(hash.c_str(), password.data(), password.size()) == 0;
}

struct Passwords::Worker {
    explicit Worker(std::size_t limit) : maxWaiting(limit), thread([this](std::stop_token stop) { work(stop); }) {}

    bool accept(std::function<void()> job) {
        const std::lock_guard lock(mutex);
        if (jobs.size() >= maxWaiting) return false;
        jobs.push_back(std::move(job));
        wake.notify_one();
        return true;
    }

    void work(const std::stop_token& stop) {
        while (true) {
            std::function<void()> job;
            {
                std::unique_lock lock(mutex);
                wake.wait(lock, stop, [this] { return !jobs.empty(); });
                if (stop.stop_requested()) return;
                job = std::move(jobs.front());
                jobs.pop_front();
            }
            job();
        }
    }

    const std::size_t maxWaiting;
    std::mutex mutex;
    std::condition_variable_any wake;
    std::deque<std::function<void()>> jobs;
    std::jthread thread;
};

Passwords::Passwords(PasswordCost cost, std::size_t maxWaiting)
    : cost_(cost),
      unknownAccount_(hashPassword(newSecret(), cost).value_or(std::string())),
      worker_(std::make_unique<Worker>(maxWaiting)) {}

Passwords::~Passwords() = default;

// Resumes with false when the queue was full.
asio::awaitable<bool> Passwords::run(std::function<void()> work) {
    const auto executor = co_await asio::this_coro::executor;
    auto start = [this, &executor, &work](auto handler) {
        auto done = std::make_shared<decltype(handler)>(std::move(handler));
        const auto resume = [executor, done](bool ran) {
            asio::post(executor, [done, ran] { std::move (*done)(ran); });
        };
        auto guard = std::make_shared<asio::executor_work_guard<asio::any_io_executor>>(executor);
        const bool accepted = worker_->accept([work, resume, guard] {
            work();
            resume(true);
        });
        if (!accepted) resume(false);
    };
    co_return co_await asio::async_initiate<const asio::use_awaitable_t<>&, void(bool)>(std::move(start),
                                                                                        asio::use_awaitable);
}

kernel::Async<> Passwords::check(std::string password, PasswordOwner owner) {
    STEWARD_CO_CHECK(checkPassword(password, owner));
    if (!breachList_) co_return Result<>();
    auto listed = std::make_shared<Result<bool>>(false);
    std::function<void()> work = [=, this] { *listed = breachList_->contains(password); };
    const bool ran = co_await run(std::move(work));
    if (!ran)
        co_return fail(ErrorCode::unavailable, "Too many people are signing in right now. Try again in a moment.");
    if (!*listed) co_return fail(listed->error());
    if (**listed)
        co_return fail(ErrorCode::unprocessable,
                       "This password is known from a data breach. Choose another. Nothing was changed.");
    co_return Result<>();
}

kernel::Async<std::string> Passwords::hash(std::string password) {
    auto hash = std::make_shared<Result<std::string>>();
    std::function<void()> work = [=, this] { *hash = hashPassword(password, cost_); };
    const bool ran = co_await run(std::move(work));
    if (!ran)
        co_return fail(ErrorCode::unavailable, "Too many people are signing in right now. Try again in a moment.");
    co_return std::move(*hash);
}

kernel::Async<bool> Passwords::verify(std::string password, std::optional<std::string> hash) {
    auto matches = std::make_shared<bool>(false);
    std::function<void()> work = [=, this] {
        const bool same = isPassword(password, hash.value_or(unknownAccount_));
        *matches = same && hash.has_value();
    };
    const bool ran = co_await run(std::move(work));
    if (!ran)
        co_return fail(ErrorCode::unavailable, "Too many people are signing in right now. Try again in a moment.");
    co_return *matches;
}

}  // namespace steward::identity
