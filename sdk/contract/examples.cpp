#include "contract/examples.h"

#include <array>
#include <utility>

namespace steward::contract {
namespace {

using json::Object;
using json::Value;

// A type that contains itself ends here.
constexpr int deepest = 6;

constexpr std::array<std::pair<std::string_view, std::string_view>, 15> texts{{
    {"id", "ten_01hqz3v8k4m6n9p2r5t7w0x1y3"},
    {"tenantId", "ten_01hqz3v8k4m6n9p2r5t7w0x1y3"},
    {"userId", "usr_01hqz3v8k4m6n9p2r5t7w0x1y3"},
    {"name", "Tarn Analytics"},
    {"slug", "tarn-analytics"},
    {"domain", "tarn-analytics.example"},
    {"email", "ada@tarn-analytics.example"},
    {"ownerEmail", "ada@tarn-analytics.example"},
    {"ownerName", "Ada Tarn"},
    {"region", "eu-west"},
    {"currency", "EUR"},
    {"filter", "status=active;plan in (team,scale)"},
    {"sort", "-createdAt"},
    {"reason", "Requested in ticket 4711"},
    {"type", "https://steward.example/problems/invalid"},
}};

std::string_view textOf(const Object& object, std::string_view key) {
    const auto* found = object.if_contains(key);
    return found && found->is_string() ? std::string_view(found->get_string()) : std::string_view();
}

Value example(const Value& schema, const Object& schemas, std::string_view name, int depth) {
    const auto* object = schema.if_object();
    if (!object || object->empty() || depth > deepest) return Object();
    constexpr std::string_view prefix = "#/components/schemas/";
    if (const auto reference = textOf(*object, "$ref"); reference.starts_with(prefix)) {
        const auto* target = schemas.if_contains(reference.substr(prefix.size()));
        return target ? example(*target, schemas, name, depth) : Value(Object());
    }
    if (const auto* choices = object->if_contains("enum"); choices && choices->is_array())
        return choices->get_array().empty() ? Value() : choices->get_array().front();
    const auto type = textOf(*object, "type");
    if (type == "object") {
        Object out;
        if (const auto* members = object->if_contains("properties"); members && members->is_object())
            for (const auto& [key, member] : members->get_object())
                out[key] = example(member, schemas, key, depth + 1);
        return out;
    }
    if (type == "array") {
        const auto* items = object->if_contains("items");
        if (!items || depth == deepest) return json::Array();
        return json::Array{example(*items, schemas, name, depth + 1)};
    }
    if (type == "boolean") return true;
    if (type == "integer") return name == "status" ? 400 : 12;
    if (type == "number") return 0.5;
    if (textOf(*object, "format") == "date-time") return "2026-03-01T09:30:00.000Z";
    for (const auto& [known, text] : texts)
        if (known == name) return Value(boost::json::string(text));
    return "text";
}

}  // namespace

Value exampleOf(const Value& schema, const Object& schemas, std::string_view name) {
    return example(schema, schemas, name, 0);
}

}  // namespace steward::contract
