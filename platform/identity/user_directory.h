// Users in pages and one by one, within the caller's scope.
#pragma once

#include "contract/messages.h"
#include "kernel/db/database.h"
#include "sql/statement.h"

namespace steward::identity {

class UserDirectory {
public:
    explicit UserDirectory(kernel::Database& database) : database_(database) {}

    // Sorts by name, email, role, status, createdAt or lastSeenAt; filters by what the dataset "users" has.
    kernel::Async<contract::Page<domain::User>> list(sql::TenantScope scope, contract::ListRequest request, Time now,
                                                     std::stop_token stop);
    // ErrorCode::notFound, too, when the user belongs to another tenant.
    kernel::Async<domain::User> get(sql::TenantScope scope, std::string id);

private:
    kernel::Database& database_;
};

}  // namespace steward::identity
