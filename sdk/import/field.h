// The fields that an import may fill, from the description of the patch: a new member of it is a field by itself.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "import/problem.h"

namespace steward::imports {

enum class FieldType { text, whole, number, boolean, choice, list, time };

struct Field {
    std::string name;  // the API's: "ownerEmail"
    FieldType type = FieldType::text;
    std::vector<std::string> choices = {};  // of a choice, as the API spells them
    // Other names of it and of its choices, as people write them; compared by plainly().
    std::vector<std::string> alsoCalled = {};
    std::map<std::string, std::vector<std::string>> choicesAlsoCalled = {};
};

// Lower-case letters and digits alone, so that "Owner e-mail", "owner_email" and "ownerEmail" are the same. What is
// not ASCII stays as it is.
std::string plainly(std::string_view name);

namespace detail {

template <class T>
void describe(Field& field) {
    if constexpr (json::detail::IsOptional<T>::value) {
        describe<typename T::value_type>(field);
    } else if constexpr (DescribedEnum<T>) {
        field.type = FieldType::choice;
        boost::mp11::mp_for_each<Enumerators<T>>([&](auto d) { field.choices.emplace_back(d.name); });
    } else if constexpr (std::is_same_v<T, std::vector<std::string>>) {
        field.type = FieldType::list;
    } else if constexpr (std::is_same_v<T, Time>) {
        field.type = FieldType::time;
    } else if constexpr (std::is_same_v<T, bool>) {
        field.type = FieldType::boolean;
    } else if constexpr (std::is_integral_v<T>) {
        field.type = FieldType::whole;
    } else if constexpr (std::is_floating_point_v<T>) {
        field.type = FieldType::number;
    } else {
        static_assert(std::is_same_v<T, std::string>, "No cell can hold such a member.");
        field.type = FieldType::text;
    }
}

}  // namespace detail

template <DescribedStruct Patch>
std::vector<Field> fieldsOf() {
    std::vector<Field> fields;
    boost::mp11::mp_for_each<Members<Patch>>([&](auto d) {
        Field field{d.name};
        detail::describe<std::remove_cvref_t<decltype(std::declval<Patch&>().*d.pointer)>>(field);
        fields.push_back(std::move(field));
    });
    return fields;
}

// What a cell says, as the field's JSON: whole numbers without grouping, choices by any of their names, lists after
// ";" or ",". The text has no white space around it and is not empty. A problem has neither line nor column.
Outcome<json::Value> valueOf(const Field& field, const std::string& text);

}  // namespace steward::imports
