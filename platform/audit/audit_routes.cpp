#include "audit/audit_routes.h"

#include "contract/endpoints.h"

namespace steward::audit {

using kernel::Context;

void bindRoutes(kernel::Router& router, AuditService& service) {
    router.bind(contract::listAudit, [&](Context& context, contract::ListRequest request) {
        return service.list(context, std::move(request));
    });
    router.bind(contract::getAuditEntry,
                [&](Context& context, contract::ById request) { return service.get(context, std::move(request.id)); });
    router.bind(contract::verifyAudit, [&](Context& context, contract::Nothing) { return service.verify(context); });
}

}  // namespace steward::audit
