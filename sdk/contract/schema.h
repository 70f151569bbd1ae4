// JSON Schema (2020-12) of described types. Named types are collected once and referred to.
#pragma once

#include <string>

#include "base/json.h"
#include "contract/endpoint.h"

namespace steward::contract {

// The schemas of named types, in alphabetical order: "#/components/schemas/<name>".
using Schemas = std::map<std::string, json::Value>;

template <class T>
std::string typeName() {
    // GCC and Clang spell "... [with T = steward::domain::Tenant; ...]"; what stands after the last "::" is the name.
    std::string_view text = __PRETTY_FUNCTION__;
    text = text.substr(text.find("T = ") + 4);
    text = text.substr(0, text.find_first_of(";]"));
    if (const auto bracket = text.find('<'); bracket != std::string_view::npos) {
        const auto outer = text.substr(0, bracket);
        const auto inner = text.substr(bracket + 1, text.rfind('>') - bracket - 1);
        const auto last = [](std::string_view name) {
            const auto at = name.rfind("::");
            return std::string(at == std::string_view::npos ? name : name.substr(at + 2));
        };
        return last(inner) + last(outer);
    }
    const auto at = text.rfind("::");
    return std::string(at == std::string_view::npos ? text : text.substr(at + 2));
}

template <class T>
json::Value schemaOf(Schemas& schemas);

namespace detail {

template <class T>
json::Value structSchema(Schemas& schemas) {
    json::Object properties;
    json::Array required;
    boost::mp11::mp_for_each<Members<T>>([&](auto d) {
        using Member = std::remove_cvref_t<decltype(std::declval<T&>().*d.pointer)>;
        properties[d.name] = schemaOf<Member>(schemas);
        if (!json::detail::IsOptional<Member>::value) required.emplace_back(d.name);
    });
    json::Object schema{{"type", "object"}, {"properties", std::move(properties)}};
    if (!required.empty()) schema["required"] = std::move(required);
    return schema;
}

template <class T>
json::Value enumSchema() {
    json::Array names;
    boost::mp11::mp_for_each<Enumerators<T>>([&](auto d) { names.emplace_back(d.name); });
    return {{"type", "string"}, {"enum", std::move(names)}};
}

template <class T>
json::Value reference(Schemas& schemas) {
    const std::string name = typeName<T>();
    if (!schemas.contains(name)) {
        schemas[name] = nullptr;  // holds the place while a type that contains itself is described
        if constexpr (DescribedEnum<T>)
            schemas[name] = enumSchema<T>();
        else
            schemas[name] = structSchema<T>(schemas);
    }
    return {{"$ref", "#/components/schemas/" + name}};
}

}  // namespace detail

template <class T>
json::Value schemaOf(Schemas& schemas) {
    if constexpr (std::is_same_v<T, json::Value>) {
        return json::Object{};
    } else if constexpr (std::is_same_v<T, bool>) {
        return {{"type", "boolean"}};
    } else if constexpr (std::is_same_v<T, std::string>) {
        return {{"type", "string"}};
    } else if constexpr (std::is_same_v<T, Time>) {
        return {{"type", "string"}, {"format", "date-time"}};
    } else if constexpr (json::detail::IsOptional<T>::value) {
        return schemaOf<typename T::value_type>(schemas);
    } else if constexpr (json::detail::IsVector<T>::value) {
        return {{"type", "array"}, {"items", schemaOf<typename T::value_type>(schemas)}};
    } else if constexpr (json::detail::IsMap<T>::value) {
        return {{"type", "object"}, {"additionalProperties", schemaOf<typename T::mapped_type>(schemas)}};
    } else if constexpr (Formed<T>) {
        return schemaOf<typename T::Form>(schemas);
    } else if constexpr (DescribedEnum<T> || DescribedStruct<T>) {
        return detail::reference<T>(schemas);
    } else if constexpr (std::is_integral_v<T>) {
        return {{"type", "integer"}, {"format", sizeof(T) == 8 ? "int64" : "int32"}};
    } else {
        return {{"type", "number"}};
    }
}

}  // namespace steward::contract
