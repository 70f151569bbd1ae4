// Users in pages and one by one, within the caller's scope.
#pragma once

#include "contract/messages.h"
#include "kernel/db/database.h"
#include "sql/statement.h"

namespace steward::identity {

// Sorts by name, email, role, status, createdAt or lastSeenAt; filters by what the dataset "users" has. The whole list
// is counted exactly on its first page; filtered lists and later pages up to 100,000. Blocking.
Result<contract::Page<domain::User>> listUsers(sql::Connection& connection, const sql::TenantScope& scope,
                                               const contract::ListRequest& request, Time now,
                                               const std::stop_token& stop = {});

class UserDirectory {
public:
    explicit UserDirectory(kernel::Database& database) : database_(database) {}

    kernel::Async<contract::Page<domain::User>> list(sql::TenantScope scope, contract::ListRequest request, Time now,
                                                     std::stop_token stop);
    // ErrorCode::notFound, too, when the user belongs to another tenant.
    kernel::Async<domain::User> get(sql::TenantScope scope, std::string id);

private:
    kernel::Database& database_;
};

}  // namespace steward::identity
