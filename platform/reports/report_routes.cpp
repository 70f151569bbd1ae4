#include "reports/report_routes.h"

#include "contract/endpoints.h"

namespace steward::reports {

using kernel::Context;

void bindRoutes(kernel::Router& router, ReportService& service) {
    router.bind(contract::runReport, [&](Context& context, contract::ReportRun request, kernel::LineWriter& lines) {
        return service.run(context, std::move(request), lines);
    });
    router.bind(contract::snapshot,
                [&](Context& context, contract::SnapshotRequest request, kernel::LineWriter& lines) {
                    return service.snapshot(context, std::move(request.dataset), lines);
                });
    router.bind(contract::refreshSnapshot,
                [&](Context& context, contract::SnapshotRefresh wanted, kernel::LineWriter& lines) {
                    return service.refreshSnapshot(context, std::move(wanted), lines);
                });
    router.bind(contract::listReports, [&](Context& context, contract::ListRequest request) {
        return service.list(context, std::move(request));
    });
    router.bind(contract::getReport,
                [&](Context& context, contract::ById request) { return service.get(context, std::move(request.id)); });
    router.bind(contract::saveReport,
                [&](Context& context, contract::ReportDraft draft) { return service.save(context, std::move(draft)); });
    router.bind(contract::changeReport, [&](Context& context, contract::ReportChange change) {
        return service.change(context, std::move(change));
    });
    router.bind(contract::reportHistory, [&](Context& context, contract::ById request) {
        return service.history(context, std::move(request.id));
    });
    router.bind(contract::deleteReport, [&](Context& context, contract::ById request) {
        return service.remove(context, std::move(request.id));
    });
}

}  // namespace steward::reports
