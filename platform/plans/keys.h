// What people know entities by (domain::Target::key), taken apart.
#pragma once

#include <optional>
#include <string>

#include "base/result.h"
#include "sql/connection.h"

namespace steward::plans {

// "slug/name" of what belongs to a tenant; "name" alone, or "/name" where the name has a slash, of what is the
// platform's.
struct Key {
    std::string slug;
    std::string name;
};
Key keyOf(const std::string& text);
// The other way round; no slug: it is the platform's.
std::string textOf(const Key& key);

// The id of the tenant with this slug; nullopt: there is none in this scope.
Result<std::optional<std::string>> tenantCalled(sql::Connection& connection, const sql::TenantScope& scope,
                                                const std::string& slug);

}  // namespace steward::plans
