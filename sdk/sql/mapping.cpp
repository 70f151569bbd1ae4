#include "sql/mapping.h"

#include <cctype>

namespace steward::sql {

std::string columnName(std::string_view member) {
    std::string name;
    for (const char c : member) {
        if (std::isupper(static_cast<unsigned char>(c))) {
            name += '_';
            name += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
        } else {
            name += c;
        }
    }
    return name;
}

namespace detail {

Error damagedColumn(std::string_view column) {
    return {ErrorCode::storage,
            "Stored data could not be read. Nothing was changed.",
            "The column " + columnName(column) + " holds a value that it cannot hold.",
            {},
            {}};
}

std::string insertText(std::string_view table, const std::vector<std::string>& columns) {
    std::string names;
    std::string values;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        names += (i ? ", " : "") + columns[i];
        values += (i ? ", ?" : "?") + std::to_string(i + 1);
    }
    return "INSERT INTO " + std::string(table) + " (" + names + ") VALUES (" + values + ")";
}

std::string updateText(std::string_view table, const std::vector<std::string>& columns, std::string_view key,
                       bool scoped) {
    std::string text = "UPDATE " + std::string(table) + " SET ";
    std::string condition;
    bool first = true;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const std::string assignment = columns[i] + " = ?" + std::to_string(i + 1);
        if (columns[i] == key) {
            condition = assignment;
            continue;
        }
        text += (first ? "" : ", ") + assignment;
        first = false;
    }
    return text + " WHERE " + condition + (scoped ? " AND :tenant(tenant_id)" : "");
}

Result<> mayHold(const TenantScope& scope, std::string_view tenant) {
    if (scope.isAll() || scope.tenant() == tenant) return {};
    return fail(ErrorCode::forbidden, "This belongs to another tenant. Nothing was changed.");
}

}  // namespace detail
}  // namespace steward::sql
