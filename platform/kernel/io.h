// The one I/O thread: everything but SQL runs here. Hides Asio's io_context from the rest of the platform.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <chrono>
#include <functional>
#include <memory>

#include "kernel/async.h"

namespace boost::asio {
class io_context;
}

namespace steward::kernel {

class Io {
public:
    Io();
    ~Io();
    Io(const Io&) = delete;
    Io& operator=(const Io&) = delete;

    // Serves until stop(). Call once, on the thread that becomes the I/O thread.
    void run();
    // Any thread, and signal handlers of onSignal.
    void stop();
    // Runs `work` on the I/O thread, later. Any thread.
    void post(std::function<void()> work);
    // Starts a coroutine on the I/O thread. What it throws is logged. Any thread.
    void spawn(std::function<asio::awaitable<void>()> coroutine);
    // Calls back on the I/O thread each time SIGTERM or SIGINT arrives.
    void onStopSignal(std::function<void()> callback);
    // The same for SIGHUP, which does not end the process then.
    void onReloadSignal(std::function<void()> callback);

    asio::any_io_executor executor();
    asio::io_context& context() { return *context_; }

private:
    struct Signals;
    std::unique_ptr<asio::io_context> context_;
    std::unique_ptr<Signals> signals_;
    std::unique_ptr<Signals> reloads_;
};

// Starts a coroutine that the calling one does not wait for, on the same executor. What it throws is logged.
asio::awaitable<void> detach(std::function<asio::awaitable<void>()> coroutine);
// Suspends the calling coroutine.
asio::awaitable<void> sleepFor(std::chrono::milliseconds duration);

}  // namespace steward::kernel
