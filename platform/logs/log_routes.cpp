#include "logs/log_routes.h"

#include "contract/endpoints.h"

namespace steward::logs {

using kernel::Context;

void bindRoutes(kernel::Router& router, LogService& service) {
    router.bindAsIs(contract::sendLogs, [&](Context& context, const kernel::Request& request) {
        return service.receive(context, request);
    });
    router.bind(contract::listLogs, [&](Context& context, contract::ListRequest request) {
        return service.list(context, std::move(request));
    });
    router.bind(contract::getLog,
                [&](Context& context, contract::ById request) { return service.get(context, std::move(request.id)); });
    router.bind(contract::logContext, [&](Context& context, contract::LogContextRequest request) {
        return service.context(context, std::move(request));
    });
    router.bind(contract::exportLogs,
                [&](Context& context, contract::LogExportRequest request, kernel::LineWriter& lines) {
                    return service.exportAll(context, std::move(request), lines);
                });
    router.bind(contract::logState, [&](Context& context, contract::Nothing) { return service.state(context); });
}

}  // namespace steward::logs
