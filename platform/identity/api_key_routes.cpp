#include "contract/endpoints.h"
#include "identity/identity_routes.h"

namespace steward::identity {

using contract::ById;
using contract::Nothing;
using kernel::Context;

void bindApiKeyRoutes(kernel::Router& router, IdentityService& identity) {
    router.bind(contract::listApiKeys,
                [&identity](Context& context, Nothing) { return identity.apiKeys().list(context); });
    router.bind(contract::createApiKey, [&identity](Context& context, contract::ApiKeyDraft draft) {
        return identity.apiKeys().create(context, std::move(draft));
    });
    router.bind(contract::getApiKey, [&identity](Context& context, ById request) {
        return identity.apiKeys().get(context, std::move(request.id));
    });
    router.bind(contract::revokeApiKey, [&identity](Context& context, ById request) {
        return identity.apiKeys().revoke(context, std::move(request.id));
    });
}

}  // namespace steward::identity
