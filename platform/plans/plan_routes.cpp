#include "plans/plan_routes.h"

#include "contract/endpoints.h"

namespace steward::plans {

using kernel::Context;

void bindRoutes(kernel::Router& router, PlanService& service) {
    router.bind(contract::createPlan, [&](Context& context, domain::PlanRequest request) {
        return service.create(context, std::move(request));
    });
    router.bind(contract::getPlan,
                [&](Context& context, contract::ById request) { return service.get(context, std::move(request.id)); });
    router.bind(contract::listPlanChanges, [&](Context& context, contract::PlanChangesRequest request) {
        return service.changes(context, std::move(request));
    });
    router.bind(contract::recalculatePlan, [&](Context& context, contract::ById request) {
        return service.recalculate(context, std::move(request.id));
    });
    router.bind(contract::applyPlan, [&](Context& context, contract::ApplyRequest request) {
        return service.apply(context, std::move(request));
    });
    router.bind(contract::getBatch, [&](Context& context, contract::ById request) {
        return service.batch(context, std::move(request.id));
    });
    router.bind(contract::retryBatch, [&](Context& context, contract::ById request) {
        return service.retry(context, std::move(request.id));
    });
    router.bind(contract::listBatchResults, [&](Context& context, contract::BatchResultsRequest request) {
        return service.results(context, std::move(request));
    });
    router.bind(contract::asText(contract::getConfiguration),
                [&](Context& context, contract::ConfigurationRequest request) {
                    return service.configuration(context, std::move(request));
                });
}

}  // namespace steward::plans
