// An endpoint is declared once, as a value. From it come the server's routing, decoding and authorisation, the
// client's call, the command line, the generated documents and the generated isolation test.
//
// A request is one described struct. Members named in the path ("/v1/tenants/{id}") travel there; for GET and DELETE
// the others are query parameters (scalars, enums, times, optionals of them); for the other methods they are the JSON
// body, where unknown fields and wrong types are refused with the field's path.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "base/describe.h"
#include "domain/access.h"

namespace steward::contract {

enum class Method { get, post, put, patch, delete_ };

// What a request weighs: how much of its caller's quotas it takes, and how early it is turned away under load.
enum class Cost {
    usual,       // read for GET, write for the other methods
    free,        // probes: neither limited nor turned away
    read,        // the last that is turned away
    write,       // counts as five reads
    expensive,   // computes over many rows: counts as twenty, waits for a place, and is the first that is turned away
    credential,  // takes a password, code or token of somebody who is not known yet: limited by the client's address,
                 // and its reply holds secrets, so that it is never compressed
};

// What the framework checks before a handler runs, and what it makes of the reply.
struct Rules {
    bool needsIfMatch = false;         // 428 without, 412 when stale
    bool takesIdempotencyKey = false;  // POST that may be repeated
    std::size_t maxBodyBytes = 256 * 1024;
    int status = 200;                // of success; 204 where the response is Nothing
    std::string_view location = {};  // "/v1/tenants/{id}": where the reply, with its id, is found from now on
    Cost cost = Cost::usual;
    std::int64_t perMinute = 0;  // calls of this endpoint by one caller; 0: only what all endpoints share
    std::int64_t timeoutMs = 0;  // for the whole request; 0: what the platform is configured for
    // What takes Permission::signedIn is about the caller's own account, and refused within support access (domain/
    // support.h); but not where it is about the tenant.
    bool inSupportAccess = false;
    // Where the platform is in production, what changes others is for people who proved lately who they are
    // ("elevated"). Not what changes nothing yet, or the caller's own work only.
    bool unelevated = false;
    // Who has this instead of the endpoint's permission gets in, too: the handler says what it is enough for.
    domain::Permission otherwise = domain::Permission::none;
};

constexpr bool mayCall(domain::PermissionSet permissions, domain::Permission permission, const Rules& rules) {
    return permissions.contains(permission) ||
           (rules.otherwise != domain::Permission::none && permissions.contains(rules.otherwise));
}

constexpr bool needsElevation(Method method, domain::Permission permission, const Rules& rules) {
    return method != Method::get && permission != domain::Permission::none &&
           permission != domain::Permission::signedIn && !rules.unelevated;
}

constexpr Cost costOf(Method method, const Rules& rules) {
    if (rules.cost != Cost::usual) return rules.cost;
    return method == Method::get ? Cost::read : Cost::write;
}

struct Nothing {
    bool operator==(const Nothing&) const = default;
};
STEWARD_DESCRIBE(Nothing, ())

// A reply that is no JSON document of one type: a page, text, or lines that stream. Says its media type.
struct Raw {
    std::string contentType;
    std::string body;
};
// A reply of JSON lines (application/x-ndjson) that the server writes as it reads and the client reads as it arrives.
struct Lines {};

// A list in cursor pages. `total` is exact, or the least there are when `totalIsExact` is false.
template <class T>
struct Page {
    std::vector<T> items;
    std::optional<std::string> nextCursor;
    std::int64_t total = 0;
    bool totalIsExact = true;
    using Item = T;
    BOOST_DESCRIBE_CLASS(Page, (), (items, nextCursor, total, totalIsExact), (), ())
};

template <class Request_, class Response_>
struct Endpoint {
    using Request = Request_;
    using Response = Response_;
    std::string_view name;  // "listTenants": operation id and command name
    Method method;
    std::string_view path;
    domain::Permission permission;
    std::string_view summary;
    Rules rules{};
};

// The same endpoint, for who writes or reads its reply as text.
template <class Request, class Response>
constexpr Endpoint<Request, Raw> asText(const Endpoint<Request, Response>& endpoint) {
    return {endpoint.name, endpoint.method, endpoint.path, endpoint.permission, endpoint.summary, endpoint.rules};
}

template <class Request, class Response>
constexpr int successOf(const Endpoint<Request, Response>& endpoint) {
    return std::is_same_v<Response, Nothing> ? 204 : endpoint.rules.status;
}

}  // namespace steward::contract
