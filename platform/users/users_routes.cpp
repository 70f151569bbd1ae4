#include "users/users_routes.h"

#include "contract/endpoints.h"

namespace steward::users {

using contract::Invitation;
using contract::SentLink;
using kernel::Async;
using kernel::Context;

void bindRoutes(kernel::Router& router, Services services) {
    auto& [users, roles, invitations, accounts, managed] = services;
    router.bind(contract::changeUser,
                [&users, &managed](Context& context, contract::UserChange change) -> Async<domain::User> {
                    STEWARD_CO_TRY(auto there, co_await managed.find(context, change.id));
                    if (there) co_return co_await managed.change(context, std::move(change), std::move(*there));
                    co_return co_await users.change(context, std::move(change));
                });
    router.bind(contract::inviteUser, [&invitations, &managed](Context& context, contract::UserInvitation request) {
        return managed.invites() ? managed.invite(context, std::move(request))
                                 : invitations.invite(context, std::move(request));
    });
    router.bind(contract::resendInvitation,
                [&invitations, &managed](Context& context, contract::ById request) -> Async<Invitation> {
                    STEWARD_CO_TRY(auto there, co_await managed.find(context, request.id));
                    if (there) co_return co_await managed.inviteAgain(context, std::move(*there));
                    co_return co_await invitations.inviteAgain(context, std::move(request.id));
                });
    router.bind(contract::revokeInvitation,
                [&invitations, &managed](Context& context, contract::ById request) -> Async<contract::Nothing> {
                    STEWARD_CO_TRY(auto there, co_await managed.find(context, request.id));
                    if (there) co_return co_await managed.withdraw(context, std::move(*there));
                    co_return co_await invitations.withdraw(context, std::move(request.id));
                });
    router.bind(contract::requestPasswordReset,
                [&accounts, &managed](Context& context, contract::ById request) -> Async<SentLink> {
                    STEWARD_CO_TRY(auto there, co_await managed.find(context, request.id));
                    if (there) co_return co_await managed.sendPasswordReset(context, std::move(*there));
                    co_return co_await accounts.sendPasswordReset(context, std::move(request.id));
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
