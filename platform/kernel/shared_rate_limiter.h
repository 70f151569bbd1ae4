// Quotas that all nodes of a platform count together: the same algorithm as one Lua script in Redis, one round trip for
// all charges of a request, with the clock of Redis. A bucket is a key that expires when it is whole again.
//
// Without Redis each node goes on by itself with what LocalRateLimiter counts, so that a caller has at most its quota
// on each node; the gauge steward_limits_shared says which it is. Redis is tried again after a second. I/O thread.
#pragma once

#include <atomic>

#include "kernel/rate_limit.h"
#include "kernel/redis/client.h"
#include "kernel/telemetry.h"

namespace steward::kernel {

class SharedRateLimiter final : public RateLimiter {
public:
    // All outlive it.
    SharedRateLimiter(redis::Client& redis, LocalRateLimiter& local, Telemetry& telemetry);

    asio::awaitable<Verdict> take(std::span<const Charge> charges) override;

private:
    using Clock = std::chrono::steady_clock;
    Verdict alone(std::span<const Charge> charges, std::string_view why);

    redis::Client& redis_;
    LocalRateLimiter& local_;
    Telemetry& telemetry_;
    std::shared_ptr<std::atomic<bool>> shared_ = std::make_shared<std::atomic<bool>>(true);
    Clock::time_point again_{};  // when Redis is tried again
};

}  // namespace steward::kernel
