#include "contract/documents.h"

#include "contract/endpoints.h"
#include "contract/problem.h"
#include "contract/schema.h"
#include "contract/topics.h"

namespace steward::contract {
namespace {

using json::Array;
using json::Object;
using json::Value;

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

void appendIndented(std::string& out, const Value& value, std::size_t depth) {
    const auto line = [&](std::size_t level) {
        out += '\n';
        out.append(level * 2, ' ');
    };
    if (const auto* object = value.if_object(); object && !object->empty()) {
        out += '{';
        for (bool first = true; const auto& [key, member] : *object) {
            if (!first) out += ',';
            first = false;
            line(depth + 1);
            json::appendString(out, key);
            out += ": ";
            appendIndented(out, member, depth + 1);
        }
        line(depth);
        out += '}';
    } else if (const auto* array = value.if_array(); array && !array->empty() && array->front().is_object()) {
        out += '[';
        for (bool first = true; const auto& element : *array) {
            if (!first) out += ',';
            first = false;
            line(depth + 1);
            appendIndented(out, element, depth + 1);
        }
        line(depth);
        out += ']';
    } else {
        json::appendValue(out, value);
    }
}

std::string indented(const Value& value) {
    std::string out;
    appendIndented(out, value, 0);
    out += '\n';
    return out;
}

Value componentsOf(const Schemas& schemas) {
    Object all;
    for (const auto& [name, schema] : schemas)
        all[name] = schema;
    return all;
}

Object parameter(std::string_view name, std::string_view where, bool required, Value schema) {
    return {{"name", name}, {"in", where}, {"required", required}, {"schema", std::move(schema)}};
}

template <class Request>
void describeRequest(Object& operation, Array& parameters, Method method, std::string_view path, Schemas& schemas) {
    const bool hasBody = method != Method::get && method != Method::delete_;
    Object properties;
    Array required;
    boost::mp11::mp_for_each<Members<Request>>([&](auto d) {
        using Member = std::remove_cvref_t<decltype(std::declval<Request&>().*d.pointer)>;
        constexpr bool isOptional = json::detail::IsOptional<Member>::value;
        if (path.find("{" + std::string(d.name) + "}") != std::string_view::npos) {
            parameters.push_back(parameter(d.name, "path", true, schemaOf<Member>(schemas)));
        } else if (!hasBody) {
            parameters.push_back(parameter(d.name, "query", !isOptional, schemaOf<Member>(schemas)));
        } else {
            properties[d.name] = schemaOf<Member>(schemas);
            if (!isOptional) required.emplace_back(d.name);
        }
    });
    if (!hasBody || properties.empty()) return;
    Object schema{{"type", "object"}, {"properties", std::move(properties)}, {"additionalProperties", false}};
    if (!required.empty()) schema["required"] = std::move(required);
    operation["requestBody"] =
        Object{{"required", true}, {"content", Object{{"application/json", Object{{"schema", std::move(schema)}}}}}};
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

template <class Request, class Response>
Value describe(const Endpoint<Request, Response>& endpoint, Schemas& schemas) {
    Object operation{{"operationId", endpoint.name}, {"summary", endpoint.summary}};
    operation["x-permission"] = enumName(endpoint.permission);
    Array parameters;
    describeRequest<Request>(operation, parameters, endpoint.method, endpoint.path, schemas);
    if (endpoint.rules.needsIfMatch)
        parameters.push_back(parameter("If-Match", "header", true, Object{{"type", "string"}}));
    if (endpoint.rules.takesIdempotencyKey)
        parameters.push_back(parameter("Idempotency-Key", "header", false, Object{{"type", "string"}}));
    if (!parameters.empty()) operation["parameters"] = std::move(parameters);
    Object success = describeResponse<Response>(schemas);
    if (!endpoint.rules.location.empty()) {
        const std::string where = "Where it is found: " + std::string(endpoint.rules.location);
        success["headers"] =
            Object{{"Location", Object{{"description", where}, {"schema", Object{{"type", "string"}}}}}};
    }
    operation["responses"] = Object{{std::to_string(successOf(endpoint)), std::move(success)},
                                    {"default", Object{{"$ref", "#/components/responses/Problem"}}}};
    if (endpoint.permission == Permission::none) operation["security"] = Array{};
    return operation;
}

}  // namespace

std::string openApiDocument() {
    Schemas schemas;
    Object paths;
    std::apply(
        [&](const auto&... endpoint) {
            const auto add = [&](const auto& one) {
                if (!paths.contains(one.path)) paths[one.path] = Object{};
                paths[one.path].get_object()[spell(one.method)] = describe(one, schemas);
            };
            (add(endpoint), ...);
        },
        endpoints);
    const Value problem = schemaOf<Problem>(schemas);
    return indented(
        Object{{"openapi", "3.1.0"},
               {"info", Object{{"title", "Steward platform API"},
                               {"version", "1"},
                               {"description", "Generated from sdk/contract. Errors are problem documents (RFC 9457)."},
                               {"license", Object{{"name", "Apache 2.0"}, {"identifier", "Apache-2.0"}}}}},
               {"servers", Array{Object{{"url", "/"}}}},
               {"security", Array{Object{{"bearer", Array{}}}}},
               {"paths", std::move(paths)},
               {"components",
                Object{{"schemas", componentsOf(schemas)},
                       {"responses", Object{{"Problem", Object{{"description", "What failed, and what did not change"},
                                                               {"content", Object{{std::string(problemContentType),
                                                                                   Object{{"schema", problem}}}}}}}}},
                       {"securitySchemes", Object{{"bearer", Object{{"type", "http"}, {"scheme", "bearer"}}}}}}}});
}

std::string asyncApiDocument() {
    Schemas schemas;
    Object channels;
    Object messages;
    std::apply(
        [&](const auto&... topic) {
            const auto add = [&]<class Message>(const Topic<Message>& one) {
                const std::string name(one.name);
                messages[name] = Object{{"name", name}, {"payload", schemaOf<Message>(schemas)}};
                Object channel{{"description", one.summary},
                               {"x-permission", enumName(one.permission)},
                               {"x-retention-events", one.retention},
                               {"x-per-tenant", one.perTenant}};
                channel["subscribe"] = Object{{"operationId", "watch-" + name},
                                              {"message", Object{{"$ref", "#/components/messages/" + name}}}};
                channels[name] = std::move(channel);
            };
            (add(topic), ...);
        },
        topics);
    const Value frame = schemaOf<Frame>(schemas);
    messages["frame"] = Object{{"name", "frame"}, {"summary", "What travels on the WebSocket"}, {"payload", frame}};
    return indented(Object{{"asyncapi", "2.6.0"},
                           {"info", Object{{"title", "Steward live feed"},
                                           {"version", "1"},
                                           {"description", "One WebSocket at /v1/feed. Generated from sdk/contract."}}},
                           {"channels", std::move(channels)},
                           {"components", Object{{"schemas", componentsOf(schemas)}, {"messages", messages}}}});
}

}  // namespace steward::contract
