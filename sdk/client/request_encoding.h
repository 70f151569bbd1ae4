// A request as the contract describes it, taken apart into path, query and body; the mirror of the platform's router.
// Pure functions, any thread.
#pragma once

#include <QByteArray>
#include <string>
#include <type_traits>

#include "base/json.h"
#include "contract/endpoint.h"

namespace steward::client {

struct EncodedRequest {
    contract::Method method = contract::Method::get;
    std::string target;  // path and query, percent-encoded
    std::string body;    // "" where the method has none
    contract::Rules rules{};
    bool needsToken = true;
};

QByteArray verbOf(contract::Method method);
// RFC 3986: everything but unreserved characters.
std::string percentEncoded(std::string_view text);
// A scalar as it stands in a query: text without quotes, everything else as JSON spells it.
std::string queryText(const std::string& json);

template <class Request, class Response>
EncodedRequest encodeRequest(const contract::Endpoint<Request, Response>& endpoint, const Request& request) {
    using contract::Method;
    EncodedRequest out{endpoint.method,
                       std::string(endpoint.path),
                       {},
                       endpoint.rules,
                       endpoint.permission != domain::Permission::none};
    const bool hasBody = endpoint.method != Method::get && endpoint.method != Method::delete_;
    std::string query;
    std::string body = "{";
    eachMember(request, [&](std::string_view name, const auto& member) {
        if constexpr (json::detail::IsOptional<std::remove_cvref_t<decltype(member)>>::value) {
            if (!member) return;
        }
        const std::string value = json::write(member);
        const std::string placeholder = "{" + std::string(name) + "}";
        if (const auto at = out.target.find(placeholder); at != std::string::npos) {
            out.target.replace(at, placeholder.size(), percentEncoded(queryText(value)));
        } else if (hasBody) {
            body.append(body.size() > 1 ? ",\"" : "\"").append(name).append("\":").append(value);
        } else {
            query.append(query.empty() ? "?" : "&").append(name).append("=").append(percentEncoded(queryText(value)));
        }
    });
    out.target += query;
    if (hasBody && boost::mp11::mp_size<Members<Request>>::value > 0) out.body = body + "}";
    return out;
}

Error unreadableReply(std::string detail);

// Any thread. An empty body is contract::Nothing.
template <class Response>
Result<Response> decodeReply(contract::Raw reply) {
    if constexpr (std::is_same_v<Response, contract::Raw>) {
        return reply;
    } else if constexpr (std::is_same_v<Response, contract::Nothing>) {
        return contract::Nothing{};
    } else {
        auto value = json::read<Response>(reply.body);
        if (value) return value;
        return fail(unreadableReply(value.error().detail));
    }
}

}  // namespace steward::client
