#include <memory>

#include "contract/endpoints.h"
#include "identity/identity_routes.h"
#include "identity/user_directory.h"
#include "kernel/io.h"

namespace steward::identity {

using kernel::Async;
using kernel::Context;

void bindUserRoutes(kernel::Router& router, IdentityService& identity) {
    const auto users = std::make_shared<UserDirectory>(identity.database());
    router.bind(contract::me,
                [&identity](Context& context, contract::Nothing) { return identity.me(context.principal); });
    router.bind(contract::offlineAccess, [&identity](Context&, contract::OfflineReceipt request) {
        return identity.offlineAccess(std::move(request.receipt));
    });
    router.bind(
        contract::listUsers,
        [&identity, users](Context& context, contract::ListRequest request) -> Async<contract::Page<domain::User>> {
            const std::function<kernel::asio::awaitable<void>()> importing = [&identity] {
                return identity.external()->users().importPeople();
            };
            if (identity.external()) co_await kernel::detach(importing);
            auto listing = users->list(context.scope(), std::move(request), context.now, context.stop);
            co_return co_await std::move(listing);
        });
    router.bind(contract::getUser, [users](Context& context, contract::ById request) {
        return users->get(context.scope(), std::move(request.id));
    });
}

}  // namespace steward::identity
