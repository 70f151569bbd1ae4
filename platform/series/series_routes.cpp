#include "series/series_routes.h"

#include "contract/endpoints.h"

namespace steward::series {

using kernel::Context;

void bindRoutes(kernel::Router& router, SeriesService& service) {
    router.bindAsIs(contract::sendMetrics, [&service](Context& context, const kernel::Request& request) {
        return service.receive(context, request);
    });
    router.bind(contract::querySeries, [&service](Context& context, contract::SeriesRequest request) {
        return service.query(context, std::move(request));
    });
    router.bind(contract::listSeries, [&service](Context& context, contract::SeriesCatalogRequest request) {
        return service.catalog(context, std::move(request));
    });
    router.bind(contract::seriesUsage, [&service](Context& context, contract::SeriesUsageRequest request) {
        return service.usage(context, std::move(request));
    });
    router.bind(contract::seriesText,
                [&service](Context& context, contract::Nothing) { return service.text(context); });
    router.bind(contract::listScrapeTargets,
                [&service](Context& context, contract::Nothing) { return service.targets(context); });
    router.bind(contract::getScrapeTarget, [&service](Context& context, contract::ById request) {
        return service.target(context, std::move(request.id));
    });
    router.bind(contract::createScrapeTarget, [&service](Context& context, contract::ScrapeTargetDraft draft) {
        return service.createTarget(context, std::move(draft));
    });
    router.bind(contract::changeScrapeTarget, [&service](Context& context, contract::ScrapeTargetChange change) {
        return service.changeTarget(context, std::move(change));
    });
    router.bind(contract::deleteScrapeTarget, [&service](Context& context, contract::ById request) {
        return service.deleteTarget(context, std::move(request.id));
    });
}

}  // namespace steward::series
