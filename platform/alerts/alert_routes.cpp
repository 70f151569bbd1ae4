#include "alerts/alert_routes.h"

#include "contract/endpoints.h"

namespace steward::alerts {

using contract::ById;
using contract::ListRequest;
using kernel::Context;

void bindRoutes(kernel::Router& router, AlertService& service) {
    router.bind(contract::listAlerts,
                [&](Context& context, ListRequest request) { return service.alerts(context, std::move(request)); });
    router.bind(contract::getAlert,
                [&](Context& context, ById request) { return service.alert(context, std::move(request.id)); });
    router.bind(contract::alertHistory,
                [&](Context& context, ById request) { return service.history(context, std::move(request.id)); });
    router.bind(contract::alertSummary, [&](Context& context, contract::Nothing) { return service.summary(context); });
    router.bind(contract::alertSeries,
                [&](Context& context, contract::Nothing) -> kernel::Async<contract::SeriesNames> {
                    co_return service.series(context);
                });
    router.bind(contract::listAlertRules,
                [&](Context& context, ListRequest request) { return service.rules(context, std::move(request)); });
    router.bind(contract::getAlertRule,
                [&](Context& context, ById request) { return service.rule(context, std::move(request.id)); });
    router.bind(contract::listSilences,
                [&](Context& context, ListRequest request) { return service.silences(context, std::move(request)); });
    router.bind(contract::getSilence,
                [&](Context& context, ById request) { return service.silence(context, std::move(request.id)); });
    router.bind(contract::listSlos,
                [&](Context& context, ListRequest request) { return service.slos(context, std::move(request)); });
    router.bind(contract::getSlo,
                [&](Context& context, ById request) { return service.slo(context, std::move(request.id)); });
    router.bind(contract::listAlertChannels,
                [&](Context& context, ListRequest request) { return service.channels(context, std::move(request)); });
    router.bind(contract::getAlertChannel,
                [&](Context& context, ById request) { return service.channel(context, std::move(request.id)); });
    router.bind(contract::setChannelSecret, [&](Context& context, contract::ChannelSecret request) {
        return service.setSecret(context, std::move(request));
    });
    router.bind(contract::testAlertChannel,
                [&](Context& context, ById request) { return service.test(context, std::move(request.id)); });
}

}  // namespace steward::alerts
