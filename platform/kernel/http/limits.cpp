#include "kernel/http/limits.h"

#include "base/ids.h"
#include "kernel/http/client_address.h"

namespace steward::kernel {
namespace {

using contract::Cost;

std::int64_t weightOf(Cost cost) {
    switch (cost) {
        case Cost::free:
            return 0;
        case Cost::write:
            return 5;
        case Cost::expensive:
            return 20;
        case Cost::usual:
        case Cost::read:
        case Cost::credential:
            break;
    }
    return 1;
}

bool isApiKey(std::string_view session) {
    return session.starts_with("key_");
}

std::string secondsIn(std::chrono::nanoseconds time) {
    return std::to_string(std::chrono::ceil<std::chrono::seconds>(time).count());
}

std::string policiesOf(const std::vector<Charge>& charges) {
    std::string text;
    text.reserve(charges.size() * 32);
    for (const Charge& charge : charges) {
        text.append(text.empty() ? "\"" : ", \"").append(charge.quota.name).append("\";q=");
        text.append(std::to_string(charge.quota.limit))
            .append(";w=")
            .append(std::to_string(charge.quota.window.count()));
    }
    return text;
}

std::string stateOf(const Quota& quota, const Cell& cell) {
    std::string text("\"");
    text.append(quota.name).append("\";r=").append(std::to_string(cell.remaining));
    return text.append(";t=").append(secondsIn(cell.wholeIn));
}

Charge wrongTokenOf(const Request& request, std::int64_t limit) {
    return {{"token", limit}, countedAddress(request.peer)};
}

}  // namespace

Limits::Limits(const LimitsConfig& config, RateLimiter& limiter, Telemetry& telemetry)
    : config_(config), limiter_(limiter), telemetry_(telemetry), wrongTokens_(config.buckets / 8) {}

Error Limits::refusal(const Cell& cell, Context& context) {
    telemetry_.count("steward_http_limited_total", "Requests answered 429: a quota was spent.");
    context.headers.emplace_back("Retry-After", secondsIn(cell.allowedIn));
    return {ErrorCode::rateLimited,
            "There were too many requests. Nothing was changed; try again later.",
            "Retry-After says in how many seconds.",
            {},
            {}};
}

Result<> Limits::mayShowToken(const Request& request, Context& context) {
    const Cell cell = wrongTokens_.peek(wrongTokenOf(request, config_.wrongTokensPerMinute));
    if (cell.allowed) return {};
    return fail(refusal(cell, context));
}

void Limits::wrongToken(const Request& request) {
    const Charge charge = wrongTokenOf(request, config_.wrongTokensPerMinute);
    wrongTokens_.takeNow({&charge, 1});
}

std::vector<Charge> Limits::chargesOf(const Route& route, const Request& request, const Context& context) const {
    std::vector<Charge> charges;
    const auto& caller = context.principal;
    const Cost cost = contract::costOf(route.method, route.rules);
    const std::int64_t weight = weightOf(cost);
    if (weight == 0) return charges;
    charges.reserve(4);
    if (caller.userId.empty()) {
        const bool isCredential = cost == Cost::credential;
        charges.push_back({{isCredential ? "credential" : "address",
                            isCredential ? config_.credentialsPerMinute : config_.addressPerMinute},
                           countedAddress(request.peer),
                           weight});
        return charges;
    }
    const std::string tenant = caller.tenantId.value_or(std::string());
    std::string user;
    user.reserve(tenant.size() + caller.userId.size() + caller.sessionId.size() + route.name.size() + 3);
    user.append(tenant).append("\n").append(caller.userId);
    charges.push_back({{"user", config_.userPerMinute}, user, weight});
    if (isApiKey(caller.sessionId)) {
        user.append("\n").append(caller.sessionId);
        charges.push_back({{"key", config_.keyPerMinute}, user, weight});
    }
    if (route.rules.perMinute > 0)
        charges.push_back({{"endpoint", route.rules.perMinute}, user.append("\n").append(route.name), 1});
    if (!tenant.empty()) charges.push_back({{"tenant", config_.tenantPerMinute}, tenant, weight});
    return charges;
}

Async<> Limits::charge(const Route& route, const Request& request, Context& context) {
    const auto charges = chargesOf(route, request, context);
    if (charges.empty()) co_return Result<>();
    auto taking = limiter_.take(charges);
    const Verdict verdict = co_await std::move(taking);
    context.headers.emplace_back("RateLimit-Policy", policiesOf(charges));
    context.headers.emplace_back("RateLimit", stateOf(charges[verdict.charge].quota, verdict.cell));
    if (!verdict.cell.allowed) co_return fail(refusal(verdict.cell, context));
    co_return Result<>();
}

}  // namespace steward::kernel
