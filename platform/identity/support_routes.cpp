#include "contract/endpoints.h"
#include "identity/identity_routes.h"

namespace steward::identity {

using contract::ById;
using contract::ByTenant;
using kernel::Context;

void bindSupportRoutes(kernel::Router& router, IdentityService& identity) {
    auto& support = identity.supportAccess();
    router.bind(contract::requestSupportAccess, [&support](Context& context, contract::SupportRequest request) {
        return support.request(context, std::move(request));
    });
    router.bind(contract::listSupportAccess,
                [&support](Context& context, contract::Nothing) { return support.list(context); });
    router.bind(contract::getSupportAccess,
                [&support](Context& context, ById request) { return support.get(context, std::move(request.id)); });
    router.bind(contract::answerSupportAccess, [&support](Context& context, contract::SupportAnswer answer) {
        return support.answer(context, std::move(answer));
    });
    router.bind(contract::startSupportAccess,
                [&support](Context& context, ById request) { return support.start(context, std::move(request.id)); });
    router.bind(contract::revokeSupportAccess,
                [&support](Context& context, ById request) { return support.revoke(context, std::move(request.id)); });
    router.bind(contract::getSupportPolicy, [&support](Context& context, ByTenant request) {
        return support.policy(context, std::move(request.tenantId));
    });
    router.bind(contract::changeSupportPolicy, [&support](Context& context, contract::SupportPolicyChange change) {
        return support.changePolicy(context, std::move(change));
    });
}

}  // namespace steward::identity
