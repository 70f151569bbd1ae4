// Described structs and rows. A member `pastDueSince` is the column `past_due_since`. Booleans are 0 and 1, times
// milliseconds, enums their API spelling, lists, maps and structs JSON text.
//
//   STEWARD_TRY(const User user, sql::readInto<User>(row));
//   STEWARD_CHECK(sql::insert(connection, "users", TenantScope::one(user.tenantId), user));
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "sql/connection.h"

namespace steward::sql {

// "pastDueSince" -> "past_due_since"
std::string columnName(std::string_view member);

namespace detail {

template <class T>
inline constexpr bool storedDirectly =
    std::is_arithmetic_v<T> || std::is_same_v<T, std::string> || std::is_same_v<T, Time> || DescribedEnum<T>;

template <class T>
Value toColumn(const T& value) {
    if constexpr (json::detail::IsOptional<T>::value)
        return value ? toColumn(*value) : Value();
    else if constexpr (storedDirectly<T>)
        return Value(value);
    else
        return Value(json::write(value));
}

Error damagedColumn(std::string_view column);

// False when what is stored is not what the member can hold.
template <class T>
bool fromColumn(const Row& row, std::size_t column, T& out) {
    if constexpr (json::detail::IsOptional<T>::value) {
        if (row.isNull(column)) {
            out.reset();
            return true;
        }
        return fromColumn(row, column, out.emplace());
    } else if constexpr (DescribedEnum<T>) {
        const auto value = enumFromName<T>(row.text(column));
        if (value) out = *value;
        return value.has_value() || row.isNull(column);
    } else if constexpr (storedDirectly<T>) {
        if (!row.isNull(column)) out = row.get<T>(column);
        return true;
    } else {
        if (row.isNull(column)) return true;
        auto value = json::parse(row.text(column)).and_then([](const json::Value& v) { return json::fromValue<T>(v); });
        if (value) out = std::move(*value);
        return value.has_value();
    }
}

template <class T>
const std::vector<std::string>& columnsOf() {
    static const std::vector<std::string> names = [] {
        std::vector<std::string> list;
        boost::mp11::mp_for_each<Members<T>>([&](auto d) { list.push_back(columnName(d.name)); });
        return list;
    }();
    return names;
}

std::string insertText(std::string_view table, const std::vector<std::string>& columns);
std::string updateText(std::string_view table, const std::vector<std::string>& columns, std::string_view key,
                       bool scoped);
Result<> mayHold(const TenantScope& scope, std::string_view tenant);

template <class T>
std::vector<Value> valuesOf(const T& value) {
    std::vector<Value> values;
    eachMember(value, [&](std::string_view, const auto& member) { values.push_back(toColumn(member)); });
    return values;
}

template <class T>
Result<T> readWith(const Row& row, const std::vector<std::optional<std::size_t>>& positions) {
    T out{};
    std::size_t member = 0;
    std::string_view damaged;
    eachMember(out, [&](std::string_view name, auto& field) {
        const auto position = positions[member++];
        if (position && !fromColumn(row, *position, field)) damaged = name;
    });
    if (!damaged.empty()) return steward::fail(damagedColumn(damaged));
    return out;
}

template <class T>
std::vector<std::optional<std::size_t>> positionsOf(const Row& row) {
    std::vector<std::optional<std::size_t>> positions;
    for (const auto& name : columnsOf<T>())
        positions.push_back(row.find(name));
    return positions;
}

}  // namespace detail

// Members without a column of their name keep their default; ErrorCode::storage names a column that cannot be read.
template <DescribedStruct T>
Result<T> readInto(const Row& row) {
    return detail::readWith<T>(row, detail::positionsOf<T>(row));
}

template <DescribedStruct T>
Result<std::vector<T>> readAll(const Rows& rows) {
    std::vector<T> list;
    if (rows.empty()) return list;
    list.reserve(rows.size());
    const auto positions = detail::positionsOf<T>(rows[0]);
    for (const Row row : rows) {
        STEWARD_TRY(T value, detail::readWith<T>(row, positions));
        list.push_back(std::move(value));
    }
    return list;
}

// "id, tenant_id, name" of the members, each with the prefix ("u." for joins).
template <DescribedStruct T>
std::string columnList(std::string_view prefix = {}) {
    std::string list;
    for (const auto& name : detail::columnsOf<T>()) {
        if (!list.empty()) list += ", ";
        list.append(prefix).append(name);
    }
    return list;
}

// All members into the columns of the table. ErrorCode::conflict when a key exists already.
template <DescribedStruct T>
Result<> insert(Connection& connection, std::string_view table, const T& value) {
    static const auto& columns = detail::columnsOf<T>();
    const std::string text = detail::insertText(table, columns);
    STEWARD_CHECK(connection.execute(text, detail::valuesOf(value)));
    return {};
}

// The same for a table of tenants. ErrorCode::forbidden when `tenantId` (of table tenants: `id`) is out of scope.
template <DescribedStruct T>
Result<> insert(Connection& connection, std::string_view table, const TenantScope& scope, const T& value) {
    if constexpr (requires { value.tenantId; }) {
        STEWARD_CHECK(detail::mayHold(scope, value.tenantId));
    } else {
        STEWARD_CHECK(detail::mayHold(scope, value.id));
    }
    const std::string text = detail::insertText(table, detail::columnsOf<T>());
    STEWARD_CHECK(connection.execute(tenantOwned(text), TenantScope::all(), detail::valuesOf(value)));
    return {};
}

// All members but `id`, where `id` is that of the value; the number of rows changed (0: there is no such row).
template <DescribedStruct T>
Result<std::int64_t> update(Connection& connection, std::string_view table, const T& value) {
    return connection.execute(detail::updateText(table, detail::columnsOf<T>(), "id", false), detail::valuesOf(value));
}

template <DescribedStruct T>
Result<std::int64_t> update(Connection& connection, std::string_view table, const TenantScope& scope, const T& value) {
    if constexpr (requires { value.tenantId; }) {
        STEWARD_CHECK(detail::mayHold(scope, value.tenantId));
        const std::string text = detail::updateText(table, detail::columnsOf<T>(), "id", true);
        return connection.execute(tenantOwned(text), scope, detail::valuesOf(value));
    } else {
        STEWARD_CHECK(detail::mayHold(scope, value.id));
        const std::string text = detail::updateText(table, detail::columnsOf<T>(), "id", false);
        return connection.execute(tenantOwned(text), TenantScope::all(), detail::valuesOf(value));
    }
}

}  // namespace steward::sql
