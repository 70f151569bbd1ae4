#include "kernel/shared_rate_limiter.h"

#include "base/log.h"

namespace steward::kernel {
namespace {

constexpr auto pause = std::chrono::seconds(1);

// Times in microseconds. Arguments for each key: limit, window, cost. Answers the number of the charge that is refused,
// or 0, and until when each bucket that was looked at is not whole.
constexpr redis::Script script{R"(
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local reply = {0}
local after = {}
for i, key in ipairs(KEYS) do
    local limit, window, cost = tonumber(ARGV[i * 3 - 2]), tonumber(ARGV[i * 3 - 1]), tonumber(ARGV[i * 3])
    local before = math.max(tonumber(redis.call('GET', key) or 0), now)
    after[i] = before + window / limit * math.min(cost, limit)
    reply[i + 1] = math.ceil(after[i] - now)
    if after[i] > now + window then
        reply[1] = i
        reply[i + 1] = math.ceil(before - now)
        return reply
    end
end
for i, key in ipairs(KEYS) do
    redis.call('SET', key, string.format('%.0f', after[i]), 'PX', math.ceil((after[i] - now) / 1000) + 1)
end
return reply
)"};

// nullopt for a reply that is not that of the script.
std::optional<Verdict> verdictOf(const redis::Reply& reply, std::span<const Charge> charges) {
    if (reply.list.empty() || reply.list.size() > charges.size() + 1) return std::nullopt;
    const auto refused = static_cast<std::size_t>(reply.list[0].integer);
    if (refused >= reply.list.size() || (refused == 0 && reply.list.size() != charges.size() + 1)) return std::nullopt;
    const auto cellOf = [&](std::size_t i, std::int64_t cost) {
        const std::chrono::nanoseconds wholeIn = std::chrono::microseconds(reply.list[i + 1].integer);
        return look(charges[i].quota, cost, wholeIn.count(), 0);
    };
    if (refused > 0) {
        Cell cell = cellOf(refused - 1, charges[refused - 1].cost);
        cell.allowed = false;
        return Verdict{refused - 1, cell};
    }
    std::vector<Cell> cells;
    for (std::size_t i = 0; i < charges.size(); ++i)
        cells.push_back(cellOf(i, 0));
    return nearestOf(charges, cells);
}

}  // namespace

SharedRateLimiter::SharedRateLimiter(redis::Client& redis, LocalRateLimiter& local, Telemetry& telemetry)
    : redis_(redis), local_(local), telemetry_(telemetry) {
    telemetry_.gauge("steward_limits_shared", "Quotas are counted by all nodes together (1) or by this one alone (0).",
                     [shared = shared_] { return *shared ? 1.0 : 0.0; });
}

Verdict SharedRateLimiter::alone(std::span<const Charge> charges, std::string_view why) {
    if (shared_->exchange(false)) {
        log::warning("quotas are counted by this node alone", {{"why", std::string(why).c_str()}});
        telemetry_.count("steward_limits_fallbacks_total", "Times that Redis was given up for quotas.");
    }
    return local_.takeNow(charges);
}

asio::awaitable<Verdict> SharedRateLimiter::take(std::span<const Charge> charges) {
    if (!redis_.isUp() || Clock::now() < again_) co_return alone(charges, "Redis is away");
    std::vector<std::string> keys;
    std::vector<std::string> arguments;
    for (const Charge& charge : charges) {
        keys.push_back(redis_.key("limit:" + std::string(charge.quota.name) + ":" + charge.key));
        arguments.push_back(std::to_string(charge.quota.limit));
        arguments.push_back(std::to_string(std::chrono::microseconds(charge.quota.window).count()));
        arguments.push_back(std::to_string(charge.cost));
    }
    auto running = redis_.run(script, std::move(keys), std::move(arguments));
    const auto reply = co_await std::move(running);
    const auto verdict = reply ? verdictOf(*reply, charges) : std::nullopt;
    if (!verdict) {
        again_ = Clock::now() + pause;
        co_return alone(charges, reply ? "Redis gave no answer that makes sense" : reply.error().message);
    }
    if (!shared_->exchange(true)) log::info("quotas are counted by all nodes again");
    co_return *verdict;
}

}  // namespace steward::kernel
