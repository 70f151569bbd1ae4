// What a handler knows about its caller. Lives as long as the request; used on the I/O thread.
#pragma once

#include <chrono>
#include <optional>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

#include "base/json.h"
#include "base/time.h"
#include "domain/access.h"
#include "kernel/trace/context.h"
#include "sql/statement.h"

namespace steward::kernel {

struct Context {
    domain::Principal principal;  // empty userId for endpoints with Permission::none
    std::string requestId;
    trace::SpanContext trace;  // not set for a request that belongs to no trace
    Time now{};
    std::stop_token stop;  // the client left, or `deadline` has passed: SQL obeys it
    std::chrono::steady_clock::time_point deadline = std::chrono::steady_clock::time_point::max();
    std::vector<std::pair<std::string, std::string>> headers;  // sent with the reply, whatever it will be
    std::optional<std::int64_t> ifMatch;                       // 12 of If-Match: "v12"
    std::optional<std::string> idempotencyKey;                 // see kernel/idempotency.h
    std::string fingerprint;                                   // of endpoint and body, set together with idempotencyKey
    std::optional<json::Value> current;                        // sent with 412: the entity as it is now
    std::string tenantOfPath;                                  // a tenant's id in the path or query, for telemetry

    // All tenants for platform roles, the caller's own for tenant roles.
    sql::TenantScope scope() const {
        if (domain::isPlatformRole(principal.role) && !principal.tenantId) return sql::TenantScope::all();
        return sql::TenantScope::one(principal.tenantId.value_or(std::string()));
    }

    // ErrorCode::preconditionFailed, with the entity as it is now, when it is not the version that the caller saw.
    template <class Entity>
    Result<> checkVersion(const Entity& entity) {
        if (!ifMatch || *ifMatch == entity.version) return {};
        current = json::toValue(entity);
        return fail(ErrorCode::preconditionFailed,
                    "It was changed by somebody else since you read it. Nothing was saved.");
    }
};

}  // namespace steward::kernel
