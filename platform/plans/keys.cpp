#include "plans/keys.h"

namespace steward::plans {

Key keyOf(const std::string& text) {
    const auto slash = text.find('/');
    if (slash == std::string::npos) return {{}, text};
    return {text.substr(0, slash), text.substr(slash + 1)};
}

std::string textOf(const Key& key) {
    const bool isPlain = key.slug.empty() && key.name.find('/') == std::string::npos;
    return isPlain ? key.name : key.slug + "/" + key.name;
}

Result<std::optional<std::string>> tenantCalled(sql::Connection& connection, const sql::TenantScope& scope,
                                                const std::string& slug) {
    STEWARD_TRY(
        const auto rows,
        connection.query(sql::tenantOwned("SELECT id FROM tenants WHERE :tenant(id) AND slug = ?1"), scope, {slug}));
    return rows.empty() ? std::nullopt : std::optional(rows[0].get<std::string>(0));
}

}  // namespace steward::plans
