// From a Request to the described struct of an endpoint, and from its reply to a Response. Private to the router.
#pragma once

#include <charconv>

#include "contract/endpoint.h"
#include "kernel/http/context.h"
#include "kernel/http/request.h"
#include "kernel/http/response.h"

namespace steward::kernel::binding {

// Whether "{name}" is a segment of the path.
bool isPathMember(std::string_view path, std::string_view name);
// The body as an object; an empty body is an empty object. ErrorCode::invalid otherwise.
Result<json::Value> bodyObject(const Request& request);
Error fieldErrors(std::vector<FieldError> fields);
Response documentResponse(std::string body);
// An ETag names a version in one encoding: "v12", or "v12-gzip" where the reply was compressed. Gives the former.
std::string withoutEncoding(std::string_view tag);
// 304 when the caller has this version already, in whichever encoding.
void setVersion(const Request& request, Response& response, std::int64_t version);

template <class T>
void readText(std::string_view name, std::string_view text, T& out, std::vector<FieldError>& errors) {
    const std::string pointer = "/" + std::string(name);
    if constexpr (json::detail::IsOptional<T>::value) {
        readText(name, text, out.emplace(), errors);
    } else if constexpr (std::is_same_v<T, std::string>) {
        out.assign(text);
    } else if constexpr (std::is_same_v<T, bool>) {
        out = text == "true";
        if (text != "true" && text != "false") errors.push_back({pointer, "must be true or false"});
    } else if constexpr (std::is_arithmetic_v<T>) {
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
        if (error != std::errc() || end != text.data() + text.size()) errors.push_back({pointer, "must be a number"});
    } else {
        // Enums and times; for what only a body can hold this says so. Requests of every method are compiled here.
        json::detail::Reader reader{json::Unknown::refuse, {}, pointer};
        json::detail::readInto(reader, json::Value(boost::json::string(text)), out);
        errors.insert(errors.end(), reader.errors.begin(), reader.errors.end());
    }
}

template <class Q>
Result<Q> decodeQuery(const Request& request, std::string_view path) {
    Q out{};
    std::vector<FieldError> errors;
    for (std::size_t i = 0; i < request.query.size(); ++i) {
        const auto& name = request.query[i].first;
        bool known = false;
        eachMember(out, [&](std::string_view member, auto&) { known = known || member == name; });
        if (!known || isPathMember(path, name)) errors.push_back({"/" + name, "is not a parameter of this request"});
        for (std::size_t j = 0; j < i; ++j)
            if (request.query[j].first == name) errors.push_back({"/" + name, "was given twice"});
    }
    eachMember(out, [&]<class T>(std::string_view name, T& member) {
        const auto text =
            isPathMember(path, name) ? findText(request.pathParameters, name) : request.queryParameter(name);
        if (text)
            readText(name, *text, member, errors);
        else if (!json::detail::IsOptional<T>::value)
            errors.push_back({"/" + std::string(name), "is required"});
    });
    if (!errors.empty()) return fail(fieldErrors(std::move(errors)));
    return out;
}

template <class Q>
Result<Q> decodeBody(const Request& request, std::string_view path) {
    STEWARD_TRY(json::Value body, bodyObject(request));
    auto& object = body.get_object();
    std::vector<FieldError> errors;
    eachMember(Q{}, [&](std::string_view name, const auto&) {
        if (!isPathMember(path, name)) return;
        if (object.contains(name)) errors.push_back({"/" + std::string(name), "stands in the path, not in the body"});
        object[name] = std::string(request.pathParameter(name));
    });
    if (!errors.empty()) return fail(fieldErrors(std::move(errors)));
    auto decoded = json::fromValue<Q>(body, json::Unknown::refuse);
    if (!decoded) return fail(fieldErrors(std::move(decoded).error().fields));
    return decoded;
}

template <class Q>
Result<Q> decode(const Request& request, std::string_view path) {
    if (request.method == contract::Method::get || request.method == contract::Method::delete_)
        return decodeQuery<Q>(request, path);
    if (!request.query.empty())
        return fail(fieldErrors({{"/" + request.query.front().first, "is not a parameter of this request"}}));
    return decodeBody<Q>(request, path);
}

// A request that names a tenant (member `tenantId`) outside the caller's scope: to the caller there is no such tenant.
template <class Q>
Result<> checkTenant(Context& context, const Q& request) {
    if constexpr (requires { request.tenantId; }) {
        std::optional<std::string> tenant = request.tenantId;
        if (!tenant) return {};
        const auto scope = context.scope();
        if (!context.principal.userId.empty() && !scope.isAll() && scope.tenant() != *tenant)
            return fail(ErrorCode::notFound, "There is no such tenant.");
        context.tenantOfPath = *tenant;
    }
    return {};
}

// "/v1/tenants/{id}" with the id of the reply.
std::string locationOf(std::string_view pattern, std::string_view id);

template <class R>
Response encode(const Request& request, const R& reply, const contract::Rules& rules) {
    if constexpr (std::is_same_v<R, contract::Raw>) {
        if (reply.contentType.starts_with("text/html")) return htmlResponse(reply.body);
        Response response;
        response.body = reply.body;
        response.set("Content-Type", reply.contentType);
        return response;
    } else if constexpr (std::is_same_v<R, contract::Nothing>) {
        Response response;
        response.status = 204;
        return response;
    } else {
        Response response = documentResponse(json::write(reply));
        response.status = rules.status;
        if constexpr (requires { std::string_view(reply.id); })
            if (!rules.location.empty()) response.set("Location", locationOf(rules.location, reply.id));
        if constexpr (requires { reply.revision(); })
            setVersion(request, response, reply.revision());
        else if constexpr (requires {
                               reply.version;
                               requires std::integral<decltype(R::version)>;
                           })
            setVersion(request, response, reply.version);
        return response;
    }
}

}  // namespace steward::kernel::binding
