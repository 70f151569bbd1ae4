#include "contract/documents.h"

#include <algorithm>
#include <array>

#include "contract/document_text.h"
#include "contract/endpoints.h"
#include "contract/examples.h"
#include "contract/problem.h"

namespace steward::contract {
namespace {

using json::Array;
using json::Object;
using json::Value;

// What an operation may be refused with. The default stands for all that is left.
struct Refusal {
    int status;
    std::string_view name;
    std::string_view description;
};
constexpr std::array<Refusal, 11> refusals{{
    {400, "Invalid", "The request is not valid; errors names the fields."},
    {401, "Unauthenticated", "Sign in first: the token is missing, unknown or has expired."},
    {403, "Forbidden", "The role does not allow this."},
    {404, "NotFound", "There is no such thing, or none that the caller may see."},
    {409, "Conflict", "It does not fit what is there now, or the first request with this key still runs."},
    {412, "PreconditionFailed", "It was changed since it was read; current is the entity as it is now."},
    {413, "TooLarge", "The body is larger than the operation takes (x-max-body-bytes)."},
    {422, "Unprocessable", "The Idempotency-Key was used for another request."},
    {428, "PreconditionRequired", "The request must name the version that it changes (If-Match)."},
    {429, "RateLimited", "Too many requests; Retry-After says when to try again."},
    {503, "Unavailable", "The platform is busy, starting or stopping; nothing was changed."},
}};

std::string_view spell(Method method) {
    switch (method) {
        case Method::get:
            return "get";
        case Method::post:
            return "post";
        case Method::put:
            return "put";
        case Method::patch:
            return "patch";
        case Method::delete_:
            break;
    }
    return "delete";
}

constexpr bool hasBody(Method method) {
    return method != Method::get && method != Method::delete_;
}

Object textSchema() {
    return {{"type", "string"}};
}

Object referenceTo(std::string_view kind, std::string_view name) {
    return {{"$ref", "#/components/" + std::string(kind) + "/" + std::string(name)}};
}

Object parameter(std::string_view name, std::string_view where, bool required, Value schema) {
    return {{"name", name}, {"in", where}, {"required", required}, {"schema", std::move(schema)}};
}

// Of the members that every list in cursor pages takes.
std::string_view pagingHelp(std::string_view name) {
    if (name == "limit") return "Items of a page, 1 to 500; 50 unless told.";
    if (name == "cursor") return "nextCursor of the page before.";
    if (name == "sort") return "A field; \"-\" before it for descending.";
    if (name == "filter") return "status=active;plan in (team,scale);users>100;name~tarn";
    return {};
}

template <class Request>
void describeRequest(Object& operation, Array& parameters, Method method, std::string_view path, Schemas& schemas) {
    Object properties;
    Array required;
    boost::mp11::mp_for_each<Members<Request>>([&](auto d) {
        using Member = std::remove_cvref_t<decltype(std::declval<Request&>().*d.pointer)>;
        constexpr bool isOptional = json::detail::IsOptional<Member>::value;
        if (path.find("{" + std::string(d.name) + "}") != std::string_view::npos) {
            parameters.push_back(parameter(d.name, "path", true, schemaOf<Member>(schemas)));
        } else if (!hasBody(method)) {
            Object query = parameter(d.name, "query", !isOptional, schemaOf<Member>(schemas));
            if constexpr (requires(Request request) { request.cursor; })
                if (const auto help = pagingHelp(d.name); !help.empty()) query["description"] = help;
            parameters.push_back(std::move(query));
        } else {
            properties[d.name] = schemaOf<Member>(schemas);
            if (!isOptional) required.emplace_back(d.name);
        }
    });
    if (properties.empty()) return;
    Object schema{{"type", "object"}, {"properties", std::move(properties)}, {"additionalProperties", false}};
    const bool needed = !required.empty();
    if (needed) schema["required"] = std::move(required);
    const Value components = componentsOf(schemas);
    Object content{{"example", exampleOf(schema, components.get_object())}};
    content["schema"] = std::move(schema);
    operation["requestBody"] =
        Object{{"required", needed}, {"content", Object{{"application/json", std::move(content)}}}};
}

template <class Response>
Object describeResponse(Schemas& schemas) {
    if constexpr (std::is_same_v<Response, Raw>) {
        return {{"description", "Text or a page"}};
    } else if constexpr (std::is_same_v<Response, Nothing>) {
        return {{"description", "Done"}};
    } else if constexpr (std::is_same_v<Response, Lines>) {
        return {{"description", "JSON lines"},
                {"content", Object{{"application/x-ndjson", Object{{"schema", Object{}}}}}}};
    } else {
        return {{"description", "Done"},
                {"content", Object{{"application/json", Object{{"schema", schemaOf<Response>(schemas)}}}}}};
    }
}

template <class Response>
constexpr bool hasVersion = requires(const Response& response) { response.revision(); } ||
                            requires(const Response& response) { requires std::integral<decltype(response.version)>; };

template <class Request, class Response>
bool mayRefuse(const Endpoint<Request, Response>& endpoint, int status) {
    const bool known = endpoint.permission != Permission::none;
    const bool writes = endpoint.method != Method::get;
    switch (status) {
        case 401:
            return known;
        case 403:
            return known && endpoint.permission != Permission::signedIn;
        case 404:
            return endpoint.path.find('{') != std::string_view::npos;
        case 409:
            return writes;
        case 412:
        case 428:
            return endpoint.rules.needsIfMatch;
        case 413:
            return hasBody(endpoint.method);
        case 422:
            return endpoint.rules.takesIdempotencyKey;
        default:
            return true;
    }
}

template <class Request, class Response>
Object headersOf(const Endpoint<Request, Response>& endpoint) {
    Object headers{{"X-Request-Id", referenceTo("headers", "X-Request-Id")}};
    if (endpoint.permission != Permission::none)
        for (const auto* limit : {"RateLimit", "RateLimit-Policy"})
            headers[limit] = referenceTo("headers", limit);
    if constexpr (hasVersion<Response>) headers["ETag"] = referenceTo("headers", "ETag");
    if (!endpoint.rules.location.empty())
        headers["Location"] = Object{{"description", "Where it is found: " + std::string(endpoint.rules.location)},
                                     {"schema", textSchema()}};
    return headers;
}

template <class Request, class Response>
Object describe(const Endpoint<Request, Response>& endpoint, Schemas& schemas) {
    Object operation{{"operationId", endpoint.name},
                     {"summary", endpoint.summary},
                     {"description", whoMay(endpoint.permission, endpoint.rules.inSupportAccess,
                                            needsElevation(endpoint.method, endpoint.permission, endpoint.rules),
                                            endpoint.rules.otherwise)},
                     {"tags", Array{Value(roomOf(endpoint.path))}},
                     {"x-permission", enumName(endpoint.permission)}};
    if (hasBody(endpoint.method)) operation["x-max-body-bytes"] = endpoint.rules.maxBodyBytes;
    Array parameters;
    describeRequest<Request>(operation, parameters, endpoint.method, endpoint.path, schemas);
    if (endpoint.rules.needsIfMatch) parameters.push_back(referenceTo("parameters", "IfMatch"));
    if (endpoint.rules.takesIdempotencyKey) parameters.push_back(referenceTo("parameters", "IdempotencyKey"));
    if (!parameters.empty()) operation["parameters"] = std::move(parameters);
    Object success = describeResponse<Response>(schemas);
    success["headers"] = headersOf(endpoint);
    Object responses{{std::to_string(successOf(endpoint)), std::move(success)}};
    for (const auto& refusal : refusals)
        if (mayRefuse(endpoint, refusal.status))
            responses[std::to_string(refusal.status)] = referenceTo("responses", refusal.name);
    responses["default"] = referenceTo("responses", "Problem");
    operation["responses"] = std::move(responses);
    if (endpoint.permission == Permission::none) operation["security"] = Array{};
    return operation;
}

Object header(std::string_view description, std::string_view example) {
    return {{"description", description}, {"schema", textSchema()}, {"example", example}};
}

Object headerComponents() {
    return {
        {"X-Request-Id", header("Names this request in logs and problem documents: the caller's own X-Request-Id, the "
                                "trace id of its traceparent, or a new one.",
                                "req_4f1c2a9b-17")},
        {"ETag", header("The version of the entity, for If-Match and If-None-Match.", "\"v12\"")},
        {"RateLimit", header("What is left of the limit, and seconds until it is whole again.", "\"user\";r=119;t=60")},
        {"RateLimit-Policy", header("The limit: requests in a window of seconds.", "\"user\";q=120;w=60")},
        {"Retry-After", header("Seconds to wait before the next try.", "1")},
    };
}

Object parameterComponents() {
    Object ifMatch = parameter("If-Match", "header", true, textSchema());
    ifMatch["description"] = "The ETag of the entity as it was read; 412 when it was changed since.";
    ifMatch["example"] = "\"v12\"";
    Object idempotency = parameter("Idempotency-Key", "header", false, Object{{"type", "string"}, {"maxLength", 255}});
    idempotency["description"] =
        "A key of the caller's choice, kept for 24 hours: a repetition gives the same reply and changes nothing.";
    idempotency["example"] = "3f0c6a52-create-tarn";
    return {{"IfMatch", std::move(ifMatch)}, {"IdempotencyKey", std::move(idempotency)}};
}

Object problemComponents(const Value& problem, const Schemas& schemas) {
    const Value components = componentsOf(schemas);
    const auto response = [&](std::string_view description, int status) {
        Value example = exampleOf(problem, components.get_object());
        if (auto* members = example.if_object()) {
            members->erase("current");
            (*members)["status"] = status;
            (*members)["type"] = "https://steward.example/problems/" + std::string(enumName(codeOf(status)));
        }
        Object headers{{"X-Request-Id", referenceTo("headers", "X-Request-Id")}};
        if (status == 429 || status == 503) headers["Retry-After"] = referenceTo("headers", "Retry-After");
        Object media{{"schema", problem}, {"example", std::move(example)}};
        return Object{{"description", description},
                      {"headers", std::move(headers)},
                      {"content", Object{{problemContentType, std::move(media)}}}};
    };
    Object all;
    for (const auto& refusal : refusals)
        all[refusal.name] = response(refusal.description, refusal.status);
    all["Problem"] = response("What failed, and what did not change.", 500);
    return all;
}

Object securitySchemes() {
    return {{"bearer",
             Object{{"type", "http"},
                    {"scheme", "bearer"},
                    {"bearerFormat", "JWT"},
                    {"description", "An access token whose holder has the permission that the operation names."}}},
            {"oidc", Object{{"type", "openIdConnect"},
                            {"openIdConnectUrl", "/.well-known/openid-configuration"},
                            {"description", "How a client gets its access token."}}}};
}

}  // namespace

std::string openApiDocument() {
    Schemas schemas;
    const Value problem = schemaOf<Problem>(schemas);
    Object paths;
    Array tags;
    std::apply(
        [&](const auto&... endpoint) {
            const auto add = [&](const auto& one) {
                if (!paths.contains(one.path)) paths[one.path] = Object{};
                paths[one.path].get_object()[spell(one.method)] = describe(one, schemas);
                const Object tag{{"name", roomOf(one.path)}};
                if (std::find(tags.begin(), tags.end(), Value(tag)) == tags.end()) tags.push_back(tag);
            };
            (add(endpoint), ...);
        },
        endpoints);
    const Object info{
        {"title", "Steward platform API"},
        {"version", "1"},
        {"description",
         "Generated from sdk/contract. Errors are problem documents (RFC 9457). Lists come in cursor pages. Writes "
         "name "
         "the version they change (If-Match), and a POST may be repeated under its Idempotency-Key. Requests may carry "
         "traceparent and tracestate (W3C Trace Context) and an X-Request-Id of the caller's own."},
        {"license", Object{{"name", "Apache 2.0"}, {"identifier", "Apache-2.0"}}}};
    return indented(Object{{"openapi", "3.1.0"},
                           {"info", info},
                           {"servers", Array{Object{{"url", "/"}, {"description", "This platform"}}}},
                           {"tags", std::move(tags)},
                           {"security", Array{Object{{"bearer", Array{}}}, Object{{"oidc", Array{}}}}},
                           {"paths", std::move(paths)},
                           {"components", Object{{"schemas", componentsOf(schemas)},
                                                 {"parameters", parameterComponents()},
                                                 {"headers", headerComponents()},
                                                 {"responses", problemComponents(problem, schemas)},
                                                 {"securitySchemes", securitySchemes()}}}});
}

}  // namespace steward::contract
