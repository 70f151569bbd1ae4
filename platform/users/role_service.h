// Roles: the built-in ones, and custom ones of the platform and of each tenant.
#pragma once

#include "contract/messages.h"
#include "kernel/db/database.h"
#include "kernel/http/context.h"

namespace steward::users {

class RoleService {
public:
    // Both outlive the service.
    RoleService(kernel::Database& database, const Clock& clock) : database_(database), clock_(clock) {}

    kernel::Async<contract::RoleList> list(kernel::Context& context, contract::RolesRequest request);
    kernel::Async<domain::AccessRole> get(kernel::Context& context, std::string id);
    kernel::Async<domain::AccessRole> create(kernel::Context& context, contract::RoleDraft draft);
    // For all who have it, from their next request on.
    kernel::Async<domain::AccessRole> change(kernel::Context& context, contract::RoleChange change);
    // ErrorCode::conflict while somebody has it.
    kernel::Async<contract::Nothing> remove(kernel::Context& context, std::string id);

private:
    kernel::Database& database_;
    const Clock& clock_;
};

}  // namespace steward::users
