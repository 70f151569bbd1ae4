#include "users/users_routes.h"

#include "contract/endpoints.h"

namespace steward::users {

using kernel::Context;

void bindRoutes(kernel::Router& router, Services services) {
    auto& [users, roles, invitations, accounts] = services;
    router.bind(contract::changeUser, [&users](Context& context, contract::UserChange change) {
        return users.change(context, std::move(change));
    });
    router.bind(contract::inviteUser, [&invitations](Context& context, contract::UserInvitation request) {
        return invitations.invite(context, std::move(request));
    });
    router.bind(contract::resendInvitation, [&invitations](Context& context, contract::ById request) {
        return invitations.inviteAgain(context, std::move(request.id));
    });
    router.bind(contract::revokeInvitation, [&invitations](Context& context, contract::ById request) {
        return invitations.withdraw(context, std::move(request.id));
    });
    router.bind(contract::requestPasswordReset, [&accounts](Context& context, contract::ById request) {
        return accounts.sendPasswordReset(context, std::move(request.id));
    });
    router.bind(contract::changeUserEmail, [&accounts](Context& context, contract::EmailChange change) {
        return accounts.changeEmail(context, std::move(change));
    });
    router.bind(contract::changeEmail, [&accounts](Context& context, contract::OwnEmailChange change) {
        return accounts.changeOwnEmail(context, std::move(change));
    });
    router.bind(contract::changePassword, [&accounts](Context& context, contract::PasswordChange change) {
        return accounts.changePassword(context, std::move(change));
    });
    router.bind(contract::listRoles, [&roles](Context& context, contract::RolesRequest request) {
        return roles.list(context, std::move(request));
    });
    router.bind(contract::getRole, [&roles](Context& context, contract::ById request) {
        return roles.get(context, std::move(request.id));
    });
    router.bind(contract::createRole, [&roles](Context& context, contract::RoleDraft draft) {
        return roles.create(context, std::move(draft));
    });
    router.bind(contract::changeRole, [&roles](Context& context, contract::RoleChange change) {
        return roles.change(context, std::move(change));
    });
    router.bind(contract::deleteRole, [&roles](Context& context, contract::ById request) {
        return roles.remove(context, std::move(request.id));
    });
}

}  // namespace steward::users
