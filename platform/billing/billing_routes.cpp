#include "billing/billing_routes.h"

#include "contract/endpoints.h"

namespace steward::billing {

void bindRoutes(kernel::Router& router, UsageIntake& intake) {
    router.bind(contract::reportUsage, [&intake](kernel::Context& context, contract::UsageReport report) {
        return intake.report(context, std::move(report));
    });
}

}  // namespace steward::billing
