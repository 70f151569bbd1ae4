#include "kernel/otlp/exchange.h"

#include "kernel/otlp/gunzip.h"
#include "kernel/otlp/protobuf_reader.h"

namespace steward::kernel::otlp {
namespace {

constexpr std::string_view protobufType = "application/x-protobuf";
constexpr std::string_view jsonType = "application/json";
constexpr std::size_t large = 16 * 1024;

std::string_view mediaType(const Request& request) {
    auto type = request.header("Content-Type");
    type = type.substr(0, type.find(';'));
    while (type.ends_with(' '))
        type.remove_suffix(1);
    return type;
}

}  // namespace

std::optional<Response> readForm(const Request& request, std::string_view what, const std::string& requestId,
                                 Form& form) {
    const auto type = mediaType(request);
    form.isJson = equalIgnoringCase(type, jsonType);
    if (!form.isJson && !equalIgnoringCase(type, protobufType))
        return refusalResponse(415, "unsupportedMediaType",
                               std::string(what) + " are application/x-protobuf or application/json.", requestId);
    const auto encoding = request.header("Content-Encoding");
    form.isPacked = equalIgnoringCase(encoding, "gzip");
    if (!form.isPacked && !encoding.empty() && !equalIgnoringCase(encoding, "identity"))
        return refusalResponse(415, "unsupportedMediaType", "Bodies come plain or in gzip.", requestId);
    return {};
}

bool isLarge(const Request& request, const Form& form) {
    return form.isPacked || request.body.size() >= large;
}

Result<std::string_view> unpack(std::string_view body, const Form& form, std::string& room) {
    if (!form.isPacked) return body;
    STEWARD_TRY(room, gunzip(body, mostUnpacked));
    return std::string_view(room);
}

Response response(const Form& form, int status, std::string body) {
    Response response;
    response.status = status;
    response.body = std::move(body);
    response.set("Content-Type", std::string(form.isJson ? jsonType : protobufType));
    return response;
}

std::optional<Response> refusal(const Form& form, const Error& error) {
    constexpr int invalidArgument = 3;
    if (error.code != ErrorCode::invalid && error.code != ErrorCode::tooLarge) return {};
    const int status = error.code == ErrorCode::invalid ? 400 : 413;
    if (form.isJson)
        return response(form, status, json::write(json::Value{{"code", invalidArgument}, {"message", error.message}}));
    std::string body;
    appendField(body, 1, static_cast<std::uint64_t>(invalidArgument));
    appendField(body, 2, error.message);
    return response(form, status, std::move(body));
}

std::string partialSuccess(std::int64_t rejected, std::string_view message) {
    if (rejected == 0) return {};
    std::string partial;
    appendField(partial, 1, static_cast<std::uint64_t>(rejected));
    appendField(partial, 2, message);
    std::string reply;
    appendField(reply, 1, partial);
    return reply;
}

}  // namespace steward::kernel::otlp
