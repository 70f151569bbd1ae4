#include "kernel/health.h"

#include "contract/endpoints.h"
#include "kernel/telemetry.h"

namespace steward::kernel {

Async<contract::Health> Health::look() {
    contract::Health health{"ok", STEWARD_VERSION, {}};
    if (state_ == State::starting) health.status = "starting";
    if (state_ == State::draining) health.status = "draining";
    auto reading = database_.read([](sql::Connection& connection) -> Result<> {
        STEWARD_CHECK(connection.query("SELECT 1"));
        return {};
    });
    const auto answered = co_await std::move(reading);
    health.checks["database"] = answered ? "ok" : std::string(enumName(answered.error().code));
    for (const auto& [name, works] : watched_) {
        const bool there = works();
        health.checks[name] = there ? "ok" : "unavailable";
        if (!there && health.status == "ok") health.status = "degraded";
    }
    for (const auto& [name, state] : told_)
        health.checks[name] = state();
    if (!answered && (health.status == "ok" || health.status == "degraded")) health.status = "unavailable";
    co_return health;
}

void Health::bindRoutes(Router& router) {
    static const Response live = jsonResponse(json::write(contract::Health{"ok", STEWARD_VERSION, {}}));
    router.fast("/health/live", []() -> const Response& { return live; });
    router.bind(contract::healthLive, [](Context&, contract::Nothing) -> Async<contract::Health> {
        co_return contract::Health{"ok", STEWARD_VERSION, {}};
    });
    router.raw(
        contract::Method::get, std::string(contract::healthReady.path),
        [this](const Request&, Context&) -> asio::awaitable<Response> {
            auto looking = look();
            const auto health = co_await std::move(looking);
            const bool serves = health->status == "ok" || health->status == "degraded";
            co_return jsonResponse(json::write(*health), serves ? 200 : 503);
        },
        contract::healthReady.rules);
    router.bind(contract::metricsText, [this](Context&, contract::Nothing) -> Async<contract::Raw> {
        co_return contract::Raw{"text/plain; version=0.0.4; charset=utf-8", telemetry_.exposition()};
    });
}

}  // namespace steward::kernel
