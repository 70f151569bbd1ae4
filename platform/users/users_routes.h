// The endpoints and pages of users, roles and accounts. (listUsers, getUser and me are identity's.)
#pragma once

#include "kernel/http/router.h"
#include "users/account_service.h"
#include "users/invitation_service.h"
#include "users/managed_users.h"
#include "users/role_service.h"
#include "users/user_service.h"

namespace steward::users {

struct Services {
    UserService& users;
    RoleService& roles;
    InvitationService& invitations;
    AccountService& accounts;
    ManagedUsers& managed;
};

// All outlive the router.
void bindRoutes(kernel::Router& router, Services services);
// The pages behind the links in mails, and "Forgot your password?".
void bindAccountPages(kernel::Router& router, identity::IdentityService& identity, Services services);

}  // namespace steward::users
