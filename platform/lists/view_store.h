// Views of lists in the database. They belong to a tenant, or to the platform (with the scope of all), whatever a
// request says. All functions run on the thread of the connection.
#pragma once

#include "contract/list_messages.h"
#include "sql/connection.h"

namespace steward::lists {

inline constexpr std::int64_t mostViewsOfOne = 100, mostViews = 500;

// Those of `ownerId` and the shared ones, by name.
Result<std::vector<contract::ListView>> readViews(sql::Connection& connection, const sql::TenantScope& scope,
                                                  contract::ListName list, const std::string& ownerId);
// ErrorCode::notFound: there is none in this scope that `ownerId` may see.
Result<contract::ListView> findView(sql::Connection& connection, const sql::TenantScope& scope, const std::string& id,
                                    const std::string& ownerId);
// ErrorCode::unprocessable: the owner has too many already, or their place too many that are shared.
Result<> checkRoom(sql::Connection& connection, const sql::TenantScope& scope, const contract::ListView& view);
Result<> insertView(sql::Connection& connection, const sql::TenantScope& scope, const contract::ListView& view);
Result<> updateView(sql::Connection& connection, const sql::TenantScope& scope, const contract::ListView& view);
Result<> deleteView(sql::Connection& connection, const sql::TenantScope& scope, const std::string& id);

}  // namespace steward::lists
