#include "schedules/schedule_routes.h"

#include "contract/endpoints.h"
#include "contract/problem.h"

namespace steward::schedules {

using contract::ById;
using kernel::Context;

namespace {

kernel::asio::awaitable<kernel::Response> answerLink(ScheduleService& service, const kernel::Request& request,
                                                     Context& context) {
    const auto parameter = [&](std::string_view name) {
        return std::string(request.queryParameter(name).value_or(std::string_view()));
    };
    auto loading = service.download({std::string(request.pathParameter("id")), parameter("recipient"),
                                     parameter("file"), parameter("expires"), parameter("signature")});
    auto loaded = co_await std::move(loading);
    if (!loaded) co_return kernel::problemResponse(loaded.error(), context.requestId);
    kernel::Response response;
    response.set("Content-Type", loaded->mediaType);
    response.set("Content-Disposition", "attachment; filename*=UTF-8''" + kernel::percentEncode(loaded->name));
    response.set("Cache-Control", "no-store");
    response.body = std::move(loaded->content);
    co_return response;
}

}  // namespace

void bindRoutes(kernel::Router& router, ScheduleService& service) {
    router.bind(contract::listReportSchedules, [&](Context& context, contract::ListRequest request) {
        return service.schedules(context, std::move(request));
    });
    router.bind(contract::getReportSchedule,
                [&](Context& context, ById request) { return service.schedule(context, std::move(request.id)); });
    router.bind(contract::setScheduleSecret, [&](Context& context, contract::BucketSecret request) {
        return service.setSecret(context, std::move(request));
    });
    router.bind(contract::runReportSchedule,
                [&](Context& context, ById request) { return service.runNow(context, std::move(request.id)); });
    router.bind(contract::listReportRuns, [&](Context& context, contract::RunsOfSchedule request) {
        return service.runs(context, std::move(request));
    });
    router.bind(contract::getReportRun,
                [&](Context& context, ById request) { return service.run(context, std::move(request.id)); });
    router.bind(contract::resendReportRun, [&](Context& context, contract::ResendRun request) {
        return service.resend(context, std::move(request));
    });
    contract::Rules rules;
    rules.cost = contract::Cost::expensive;
    rules.perMinute = 60;
    router.raw(
        contract::Method::get, "/v1/report-results/{id}",
        [&service](const kernel::Request& request, Context& context) { return answerLink(service, request, context); },
        rules);
}

}  // namespace steward::schedules
