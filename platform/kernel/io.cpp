#include "kernel/io.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <csignal>

#include "base/log.h"

namespace steward::kernel {
namespace {

void logFailure(std::exception_ptr failure) {
    if (!failure) return;
    try {
        std::rethrow_exception(failure);
    } catch (const std::exception& exception) {
        log::error("a background task failed", {{"what", exception.what()}});
    } catch (...) {
        log::error("a background task failed");
    }
}

}  // namespace

struct Io::Signals {
    explicit Signals(asio::io_context& context) : set(context), guard(asio::make_work_guard(context)) {}
    asio::signal_set set;
    asio::executor_work_guard<asio::io_context::executor_type> guard;
    std::function<void()> callback;

    void wait() {
        set.async_wait([this](const boost::system::error_code& error, int) {
            if (error) return;
            callback();
            wait();
        });
    }
};

Io::Io()
    : context_(std::make_unique<asio::io_context>(1)),
      signals_(std::make_unique<Signals>(*context_)),
      reloads_(std::make_unique<Signals>(*context_)) {}

Io::~Io() = default;

void Io::run() {
    for (;;) {
        try {
            context_->run();
            return;
        } catch (...) {
            logFailure(std::current_exception());
        }
    }
}

void Io::stop() {
    context_->stop();
}

void Io::post(std::function<void()> work) {
    asio::post(*context_, std::move(work));
}

void Io::spawn(std::function<asio::awaitable<void>()> coroutine) {
    asio::co_spawn(executor(), std::move(coroutine), logFailure);
}

void Io::onStopSignal(std::function<void()> callback) {
    signals_->callback = std::move(callback);
    signals_->set.add(SIGTERM);
    signals_->set.add(SIGINT);
    signals_->wait();
}

void Io::onReloadSignal(std::function<void()> callback) {
    reloads_->callback = std::move(callback);
    reloads_->set.add(SIGHUP);
    reloads_->wait();
}

asio::any_io_executor Io::executor() {
    return context_->get_executor();
}

asio::awaitable<void> detach(std::function<asio::awaitable<void>()> coroutine) {
    asio::co_spawn(co_await asio::this_coro::executor, std::move(coroutine), logFailure);
}

asio::awaitable<void> sleepFor(std::chrono::milliseconds duration) {
    asio::steady_timer timer(co_await asio::this_coro::executor, duration);
    co_await timer.async_wait(asio::use_awaitable);
}

}  // namespace steward::kernel
