// Runs a coroutine as part of a span, whatever it waits for meanwhile: each time it goes on, the span is what happens
// "now" on its thread, and when it waits again it is not. Only where a span begins; it compiles Asio.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "kernel/async.h"
#include "kernel/trace/span.h"

namespace steward::kernel::trace {

// Another executor that makes `scope` current around all that it runs.
class ScopedExecutor {
public:
    ScopedExecutor(asio::any_io_executor inner, std::shared_ptr<const Scope> scope) noexcept
        : inner_(std::move(inner)), scope_(std::move(scope)) {}

    template <class F>
    void execute(F&& work) const {
        inner_.execute([scope = scope_, work = std::decay_t<F>(std::forward<F>(work))]() mutable {
            const Active active(std::move(scope));
            std::move(work)();
        });
    }
    template <class Property>
        requires asio::can_query_v<const asio::any_io_executor&, Property>
    decltype(auto) query(const Property& property) const {
        return asio::query(inner_, property);
    }
    template <class Property>
        requires asio::can_require_v<const asio::any_io_executor&, Property>
    ScopedExecutor require(const Property& property) const {
        return {asio::require(inner_, property), scope_};
    }
    template <class Property>
        requires asio::can_prefer_v<const asio::any_io_executor&, Property>
    ScopedExecutor prefer(const Property& property) const {
        return {asio::prefer(inner_, property), scope_};
    }
    bool operator==(const ScopedExecutor& other) const noexcept = default;

private:
    asio::any_io_executor inner_;
    std::shared_ptr<const Scope> scope_;
};

template <class T>
asio::awaitable<T> within(std::shared_ptr<const Scope> scope, asio::awaitable<T> work) {
    const asio::any_io_executor inner = co_await asio::this_coro::executor;
    const asio::any_io_executor executor = ScopedExecutor(inner, std::move(scope));
    co_return co_await asio::co_spawn(executor, std::move(work), asio::use_awaitable);
}

}  // namespace steward::kernel::trace
