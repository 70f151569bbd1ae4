// A row of a described type as its JSON, without building the type first: what lists of rows are made of. The columns
// must be those of sql::columnList<T>(), in that order. Lists and documents, stored as JSON text, go out as they are.
#pragma once

#include <string>
#include <type_traits>

#include "base/json.h"
#include "sql/value.h"

namespace steward::tenancy {

// The same text as toRfc3339() in quotes, in a tenth of the time.
void appendTime(std::string& out, Time time);

namespace detail {

template <class T>
void appendCell(std::string& out, const sql::Row& row, std::size_t column) {
    if constexpr (json::detail::IsOptional<T>::value)
        appendCell<typename T::value_type>(out, row, column);
    else if constexpr (std::is_same_v<T, std::string>)
        json::appendString(out, row.text(column));
    else if constexpr (std::is_same_v<T, Time>)
        appendTime(out, row.get<Time>(column));
    else if constexpr (std::is_same_v<T, bool>)
        out += row.integer(column) ? "true" : "false";
    else if constexpr (std::is_integral_v<T>)
        json::append(out, row.integer(column));
    else if constexpr (DescribedEnum<T>)
        out.append("\"").append(row.text(column)).append("\"");
    else
        out += row.isNull(column) ? std::string_view("null") : row.text(column);
}

}  // namespace detail

template <DescribedStruct T>
void appendRow(std::string& out, const sql::Row& row) {
    std::size_t column = 0;
    char separator = '{';
    boost::mp11::mp_for_each<Members<T>>([&](auto d) {
        using Member = std::remove_cvref_t<decltype(std::declval<T>().*d.pointer)>;
        const std::size_t at = column++;
        if (json::detail::IsOptional<Member>::value && row.isNull(at)) return;
        out += separator;
        separator = ',';
        out.append("\"").append(d.name).append("\":");
        detail::appendCell<Member>(out, row, at);
    });
    out += '}';
}

}  // namespace steward::tenancy
