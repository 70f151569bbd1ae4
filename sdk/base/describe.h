// A type is described once; JSON, columns, diffs, schemas and report fields are derived from the description.
//
//   struct Limits { std::int64_t seats = 0; std::int64_t storageBytes = 0; };
//   STEWARD_DESCRIBE(Limits, (seats, storageBytes))
//   enum class Status { active, pastDue };
//   STEWARD_DESCRIBE_ENUM(Status, active, pastDue)
//
// Both stand in the namespace of the type. Names are spelled as in the API (camelCase).
#pragma once

#include <boost/describe.hpp>
#include <boost/mp11.hpp>
#include <concepts>
#include <optional>
#include <string_view>
#include <type_traits>

#define STEWARD_DESCRIBE(Type, members) BOOST_DESCRIBE_STRUCT(Type, (), members)
#define STEWARD_DESCRIBE_ENUM(...) BOOST_DESCRIBE_ENUM(__VA_ARGS__)

namespace steward {

template <class T>
concept DescribedStruct = boost::describe::has_describe_members<T>::value && !std::is_enum_v<T>;
template <class T>
concept DescribedEnum = std::is_enum_v<T> && boost::describe::has_describe_enumerators<T>::value;

// A type that travels as another one does, in JSON, in columns and in schemas: `form()` gives it, a constructor takes
// it.
template <class T>
concept Formed = requires(const T& value) {
    typename T::Form;
    { value.form() } -> std::same_as<typename T::Form>;
    requires std::constructible_from<T, typename T::Form>;
};

template <class T>
using Members = boost::describe::describe_members<T, boost::describe::mod_public>;
template <class T>
using Enumerators = boost::describe::describe_enumerators<T>;

// Calls f(name, value) for each described member, in the order of the description.
template <class T, class F>
    requires DescribedStruct<std::remove_cvref_t<T>>
constexpr void eachMember(T&& value, F&& f) {
    boost::mp11::mp_for_each<Members<std::remove_cvref_t<T>>>(
        [&](auto d) { f(std::string_view(d.name), value.*d.pointer); });
}

// The API's spelling of an enumerator, or "" for a value that is none of them.
template <DescribedEnum E>
constexpr std::string_view enumName(E value) {
    std::string_view found;
    boost::mp11::mp_for_each<Enumerators<E>>([&](auto d) {
        if (d.value == value) found = d.name;
    });
    return found;
}

template <DescribedEnum E>
constexpr std::optional<E> enumFromName(std::string_view name) {
    std::optional<E> found;
    boost::mp11::mp_for_each<Enumerators<E>>([&](auto d) {
        if (name == d.name) found = d.value;
    });
    return found;
}

}  // namespace steward
