// The table of users, as far as people change it. All functions run on the thread of the connection.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/access.h"
#include "sql/connection.h"

namespace steward::users {

// nullopt: there is none in this scope.
Result<std::optional<domain::User>> findUser(sql::Connection& db, const sql::TenantScope& scope, const std::string& id);
// "slug/e-mail" of a tenant's user, the e-mail alone of the platform's staff.
Result<std::optional<domain::User>> userByKey(sql::Connection& db, const sql::TenantScope& scope,
                                              const std::string& key);
// In the order of ids, behind `afterId`.
Result<std::vector<domain::User>> usersByFilter(sql::Connection& db, const sql::TenantScope& scope,
                                                const std::string& filter, Time now, const std::string& afterId,
                                                std::size_t limit);
// Both: ErrorCode::conflict when the tenant has somebody else with this e-mail.
Result<> insertUser(sql::Connection& db, const domain::User& user);
// Name, e-mail, role and status as version user.version, where user.version - 1 is stored; ErrorCode::conflict
// otherwise.
Result<> updateUser(sql::Connection& db, const domain::User& user);
// Before the user becomes what `after` says: a removed one keeps what it was, and when.
Result<> keepStatusBefore(sql::Connection& db, const domain::User& after, Time now);
// Of a removed user.
Result<std::optional<domain::UserStatus>> statusBefore(sql::Connection& db, const domain::User& user);
Result<> deleteUser(sql::Connection& db, const domain::User& user);

// Active owners of the user's tenant (of the platform: operators) besides the user.
Result<std::int64_t> otherOwners(sql::Connection& db, const domain::User& user);
Result<std::int64_t> openSessionsOf(sql::Connection& db, const std::string& userId, Time now);

}  // namespace steward::users
