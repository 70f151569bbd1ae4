#include "kernel/http/binding.h"

namespace steward::kernel::binding {

bool isPathMember(std::string_view path, std::string_view name) {
    for (auto at = path.find('{'); at != std::string_view::npos; at = path.find('{', at + 1))
        if (path.substr(at + 1).starts_with(name) && path.substr(at + 1 + name.size()).starts_with('}')) return true;
    return false;
}

Result<json::Value> bodyObject(const Request& request) {
    if (request.body.empty()) return json::Value(json::Object());
    std::string_view type = request.header("Content-Type");
    type = type.substr(0, type.find(';'));
    while (type.ends_with(' '))
        type.remove_suffix(1);
    const bool isJson =
        equalIgnoringCase(type, "application/json") || equalIgnoringCase(type, "application/merge-patch+json");
    if (!type.empty() && !isJson)
        return fail(ErrorCode::invalid, "The body must be JSON (Content-Type: application/json).");
    STEWARD_TRY(auto value, json::parse(request.body));
    if (!value.is_object()) return fail(fieldErrors({{"/", "must be an object"}}));
    return value;
}

Error fieldErrors(std::vector<FieldError> fields) {
    constexpr std::size_t most = 50;
    if (fields.size() > most) fields.resize(most);
    return {ErrorCode::invalid, "The request is not valid. Nothing was changed.", {}, {}, std::move(fields)};
}

Response documentResponse(std::string body) {
    return jsonResponse(std::move(body));
}

std::string locationOf(std::string_view pattern, std::string_view id) {
    constexpr std::string_view name = "{id}";
    const auto at = pattern.find(name);
    std::string location(pattern.substr(0, at));
    if (at != std::string_view::npos) location.append(percentEncode(id)).append(pattern.substr(at + name.size()));
    return location;
}

std::string withoutEncoding(std::string_view tag) {
    constexpr std::string_view suffix = "-gzip\"";
    std::string plain(tag);
    if (tag.ends_with(suffix)) plain.replace(tag.size() - suffix.size(), suffix.size(), "\"");
    return plain;
}

void setVersion(const Request& request, Response& response, std::int64_t version) {
    std::string tag = "\"v" + std::to_string(version) + "\"";
    std::string_view known = request.method == contract::Method::get ? request.header("If-None-Match") : "";
    while (!known.empty()) {
        const auto end = std::min(known.find(','), known.size());
        std::string_view one = known.substr(0, end);
        while (one.starts_with(' '))
            one.remove_prefix(1);
        while (one.ends_with(' '))
            one.remove_suffix(1);
        if (one.starts_with("W/")) one.remove_prefix(2);
        if (withoutEncoding(one) == tag || one == "*") {
            if (one != "*") tag = std::string(one);
            response.status = 304;
            response.body.clear();
            break;
        }
        known.remove_prefix(std::min(end + 1, known.size()));
    }
    response.headers.emplace_back("ETag", std::move(tag));
}

}  // namespace steward::kernel::binding
