#include "kernel/http/cors.h"

#include <algorithm>

#include "kernel/config.h"

namespace steward::kernel {

Cors::Cors(std::string_view origins) : origins_(membersOf(origins)) {}

bool Cors::isAllowed(std::string_view origin) const {
    return !origin.empty() && std::find(origins_.begin(), origins_.end(), origin) != origins_.end();
}

std::optional<Response> Cors::preflight(const Request& request, std::string methods) const {
    const auto origin = request.header("Origin");
    if (!isAllowed(origin) || request.header("Access-Control-Request-Method").empty() || methods.empty())
        return std::nullopt;
    Response response;
    response.status = 204;
    response.set("Access-Control-Allow-Origin", std::string(origin));
    response.set("Access-Control-Allow-Methods", std::move(methods));
    response.set("Access-Control-Allow-Headers",
                 "Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match, Request-Timeout, "
                 "X-Request-Id, traceparent, tracestate");
    response.set("Access-Control-Max-Age", "600");
    response.set("Vary", "Origin");
    return response;
}

void Cors::allow(const Request& request, Context& context) const {
    if (origins_.empty()) return;
    context.headers.emplace_back("Vary", "Origin");
    const auto origin = request.header("Origin");
    if (!isAllowed(origin)) return;
    context.headers.emplace_back("Access-Control-Allow-Origin", std::string(origin));
    context.headers.emplace_back("Access-Control-Expose-Headers",
                                 "ETag, Location, RateLimit, RateLimit-Policy, Retry-After, X-Request-Id");
}

}  // namespace steward::kernel
