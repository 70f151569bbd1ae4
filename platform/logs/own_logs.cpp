#include "logs/own_logs.h"

#include "base/ids.h"

namespace steward::logs {
namespace {

using domain::LogRecord;
using domain::LogSeverity;

LogSeverity severityOf(log::Level level) {
    switch (level) {
        case log::Level::debug:
            return LogSeverity::debug;
        case log::Level::info:
            return LogSeverity::info;
        case log::Level::warning:
            return LogSeverity::warning;
        case log::Level::error:
        case log::Level::off:
            break;
    }
    return LogSeverity::error;
}

std::string textOf(const boost::json::value& value) {
    return value.is_string() ? std::string(value.get_string()) : std::string();
}

void takeTenant(LogRecord& record, std::string tenant) {
    if (parseId(id::tenant, tenant)) record.tenantId = std::move(tenant);
}

std::string_view spelled(contract::Method method) {
    switch (method) {
        case contract::Method::get:
            return "GET";
        case contract::Method::post:
            return "POST";
        case contract::Method::put:
            return "PUT";
        case contract::Method::patch:
            return "PATCH";
        case contract::Method::delete_:
            break;
    }
    return "DELETE";
}

}  // namespace

LogRecord recordOf(log::Level level, const boost::json::object& line, Time now) {
    LogRecord record;
    record.time = now;
    record.severity = severityOf(level);
    record.service = ownService;
    json::Object attributes;
    for (const auto& [key, value] : line) {
        if (key == "message")
            record.body = textOf(value);
        else if (key == "trace_id")
            record.traceId = textOf(value);
        else if (key == "span_id")
            record.spanId = textOf(value);
        else if (key != "time" && key != "level" && key != "program")
            attributes[key] = value;
    }
    record.attributes = std::move(attributes);
    domain::redact(record);
    return record;
}

LogRecord recordOf(const kernel::Answered& answered, Time now) {
    const double milliseconds = static_cast<double>(answered.duration.count()) / 1000;
    LogRecord record;
    record.time = now;
    record.severity = answered.status >= 500   ? LogSeverity::error
                      : answered.status >= 400 ? LogSeverity::warning
                                               : LogSeverity::info;
    record.service = ownService;
    record.body = std::string(spelled(answered.method)) + " " + std::string(answered.route) + " answered " +
                  std::to_string(answered.status);
    json::Object attributes{{"http.request.method", spelled(answered.method)},
                            {"route", answered.route},
                            {"http.response.status_code", answered.status},
                            {"duration_ms", milliseconds},
                            {"request", answered.requestId}};
    if (!answered.userId.empty()) attributes["user"] = answered.userId;
    record.attributes = std::move(attributes);
    takeTenant(record, std::string(answered.tenantId));
    if (answered.trace.isSet()) {
        record.traceId = kernel::trace::hex(answered.trace.traceId);
        record.spanId = kernel::trace::hex(answered.trace.spanId);
    }
    return record;
}

bool isKept(const kernel::Answered& answered, std::string_view requests) {
    if (requests == "all") return true;
    if (requests == "off") return false;
    if (answered.status >= 500) return true;
    // Whoever sends logs would log with each of them.
    if (answered.route.starts_with("/v1/otlp/")) return false;
    return requests == "changes" && answered.method != contract::Method::get;
}

}  // namespace steward::logs
