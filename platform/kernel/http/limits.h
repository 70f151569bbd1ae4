// Which quotas a request is charged with, from the declaration of its endpoint, and what its caller is told about them:
// RateLimit and RateLimit-Policy (draft-ietf-httpapi-ratelimit-headers-10), and 429 with Retry-After beyond.
//
// Who is signed in spends the quotas of the user, of the API key, of the tenant and, where the endpoint has one, of the
// endpoint. Who is not spends that of the client's address. What is refused costs nothing. I/O thread.
#pragma once

#include "kernel/config.h"
#include "kernel/http/context.h"
#include "kernel/http/router.h"
#include "kernel/rate_limit.h"
#include "kernel/telemetry.h"

namespace steward::kernel {

class Limits {
public:
    // All outlive it.
    Limits(const LimitsConfig& config, RateLimiter& limiter, Telemetry& telemetry);

    // ErrorCode::rateLimited when too many wrong tokens came from the address. Before a token is looked at, and counted
    // by this process alone, because it protects the processor of this node.
    Result<> mayShowToken(const Request& request, Context& context);
    void wrongToken(const Request& request);

    // ErrorCode::rateLimited, or the headers of `context` say what is left. `context.principal` has an empty userId
    // when nobody is signed in.
    Async<> charge(const Route& route, const Request& request, Context& context);

private:
    std::vector<Charge> chargesOf(const Route& route, const Request& request, const Context& context) const;
    Error refusal(const Cell& cell, Context& context);

    const LimitsConfig& config_;
    RateLimiter& limiter_;
    Telemetry& telemetry_;
    LocalRateLimiter wrongTokens_;
};

}  // namespace steward::kernel
