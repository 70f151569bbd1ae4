#include "logs/log_routes.h"

#include "contract/endpoints.h"
#include "logs/otlp_logs.h"

namespace steward::logs {
namespace {

using kernel::Context;
using kernel::Request;
using kernel::Response;

constexpr std::string_view protobuf = "application/x-protobuf";

std::string_view mediaTypeOf(const Request& request) {
    std::string_view type = request.header("Content-Type");
    type = type.substr(0, type.find(';'));
    while (type.ends_with(' '))
        type.remove_suffix(1);
    return type;
}

kernel::asio::awaitable<Response> takeOtlp(LogService& service, const Request& request, Context& context) {
    const auto type = mediaTypeOf(request);
    const bool isProtobuf = kernel::equalIgnoringCase(type, protobuf);
    if (!isProtobuf && !kernel::equalIgnoringCase(type, "application/json"))
        co_return kernel::refusalResponse(415, "mediaTypeNotSupported",
                                          "Logs come as application/x-protobuf or application/json.",
                                          context.requestId);
    auto records = isProtobuf ? readOtlpProtobuf(request.body) : readOtlpJson(request.body);
    if (!records) co_return kernel::problemResponse(records.error(), context.requestId);
    const auto taken = service.take(context, std::move(*records));
    if (!taken) co_return kernel::problemResponse(taken.error(), context.requestId);
    Response response;
    response.body =
        isProtobuf ? otlpReplyProtobuf(taken->rejected, taken->why) : otlpReplyJson(taken->rejected, taken->why);
    response.set("Content-Type", std::string(isProtobuf ? protobuf : "application/json"));
    co_return response;
}

}  // namespace

void bindRoutes(kernel::Router& router, LogService& service) {
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
    router.raw(
        contract::Method::post, "/v1/otlp/v1/logs",
        [&service](const Request& request, Context& context) { return takeOtlp(service, request, context); },
        {.maxBodyBytes = maxOtlpBytes, .unelevated = true}, domain::Permission::usageWrite);
}

}  // namespace steward::logs
