#include "tenancy/tenancy_routes.h"

#include "contract/endpoints.h"

namespace steward::tenancy {

using kernel::Context;

void bindRoutes(kernel::Router& router, TenancyService& service) {
    router.bind(contract::asText(contract::listTenants), [&](Context& context, contract::ListRequest request) {
        return service.list(context, std::move(request));
    });
    router.bind(contract::getTenant,
                [&](Context& context, contract::ById request) { return service.get(context, std::move(request.id)); });
    router.bind(contract::createTenant,
                [&](Context& context, domain::TenantPatch patch) { return service.create(context, std::move(patch)); });
    router.bind(contract::changeTenant, [&](Context& context, contract::TenantChange change) {
        return service.change(context, std::move(change));
    });
    router.bind(contract::find, [&](Context& context, contract::FindRequest request) {
        return service.find(context, std::move(request));
    });
}

}  // namespace steward::tenancy
