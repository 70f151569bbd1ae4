#include "logs/log_service.h"

#include "base/ids.h"
#include "kernel/otlp/exchange.h"
#include "logs/log_export.h"
#include "logs/log_keeping.h"
#include "logs/log_search.h"
#include "logs/log_store.h"
#include "logs/otlp_logs.h"

namespace steward::logs {
namespace {

using domain::LogRecord;
using kernel::Async;
using kernel::Context;
namespace otlp = kernel::otlp;

constexpr std::int64_t mostAround = 200;
constexpr std::int64_t usualAround = 20;
constexpr auto ahead = std::chrono::hours(1);

Result<> checkAround(const contract::LogContextRequest& request) {
    Error error{ErrorCode::invalid, "The context cannot be read.", {}, {}, {}};
    for (const auto& [path, count] : {std::pair("/before", request.before), std::pair("/after", request.after)})
        if (count && (*count < 0 || *count > mostAround)) error.fields.push_back({path, "must be from 0 to 200"});
    if (!error.fields.empty()) return fail(std::move(error));
    return {};
}

Result<std::vector<LogRecord>> readMessage(std::string_view body, const otlp::Form& form) {
    std::string room;
    STEWARD_TRY(const auto message, otlp::unpack(body, form, room));
    return form.isJson ? readOtlpJson(message) : readOtlpProtobuf(message);
}

}  // namespace

Async<contract::LogPage> LogService::list(Context& context, contract::ListRequest request) {
    const SearchLimits limits{.search = std::chrono::milliseconds(config_.searchMs)};
    auto reading = database_.read([&, limits](sql::Connection& db) {
        return searchLogs(db, context.scope(), request, clock_.now(), limits, context.stop);
    });
    co_return co_await std::move(reading);
}

Async<LogRecord> LogService::get(Context& context, std::string id) {
    auto reading = database_.read([&](sql::Connection& db) { return findRecord(db, context.scope(), id); });
    co_return co_await std::move(reading);
}

Async<contract::LogContext> LogService::context(Context& context, contract::LogContextRequest request) {
    STEWARD_CO_CHECK(checkAround(request));
    auto reading = database_.read([&](sql::Connection& db) {
        return contextOf(db, context.scope(), request.id, request.before.value_or(usualAround),
                         request.after.value_or(usualAround));
    });
    co_return co_await std::move(reading);
}

Async<> LogService::exportAll(Context& context, contract::LogExportRequest request, kernel::LineWriter& lines) {
    if (!context.principal.may(domain::Permission::logsRead))
        co_return fail(ErrorCode::forbidden, "Your role does not allow this.", "It needs the permission logsRead.");
    ExportRequest wanted{context.scope(), request.filter.value_or(""), clock_.now(), context.requestId};
    auto working = kernel::streamLines(lines, context.stop,
                                       [this, wanted](kernel::LineSink& sink, std::stop_token stop) -> Result<> {
                                           STEWARD_TRY(auto connection, connect_());
                                           return writeLogs(connection, wanted, sink, stop);
                                       });
    co_return co_await std::move(working);
}

Async<contract::LogState> LogService::state(Context&) {
    auto reading = database_.read([](sql::Connection& db) { return volumeOf(db); });
    const auto volume = co_await std::move(reading);
    if (!volume) co_return fail(volume.error());
    const Keeping keeping = keepingOf(config_);
    co_return contract::LogState{volume->records, volume->bytes,     volume->oldest,   config_.retentionDays,
                                 keeping.bytes,   intake_.waiting(), intake_.dropped()};
}

Async<kernel::Response> LogService::receive(Context& context, const kernel::Request& request) {
    otlp::Form form;
    if (auto refused = otlp::readForm(request, "Logs", context.requestId, form)) co_return std::move(*refused);
    Result<std::vector<LogRecord>> records;
    if (otlp::isLarge(request, form)) {
        const auto work = [&body = request.body, form](sql::Connection&) { return readMessage(body, form); };
        auto reading = database_.read(work);
        records = co_await std::move(reading);
    } else {
        records = readMessage(request.body, form);
    }
    if (!records) {
        if (auto refused = otlp::refusal(form, records.error())) co_return std::move(*refused);
        co_return fail(records.error());
    }
    const auto taken = take(context.scope(), std::move(*records));
    if (!taken) co_return fail(taken.error());
    co_return otlp::reply<contract::OtlpLogsReply>(form, taken->rejected, taken->why);
}

Result<LogService::Taken> LogService::take(const sql::TenantScope& scope, std::vector<LogRecord> records) {
    const Time now = clock_.now();
    const Time oldest = now - keepingOf(config_).age;
    std::int64_t others = 0;
    std::int64_t beyond = 0;
    std::erase_if(records, [&](LogRecord& record) {
        if (record.tenantId && !parseId(id::tenant, *record.tenantId)) return ++others > 0;
        if (!scope.isAll() && record.tenantId.value_or(scope.tenant()) != scope.tenant()) return ++others > 0;
        if (record.time == Time{}) record.time = now;
        if (record.time < oldest || record.time > now + ahead) return ++beyond > 0;
        if (!scope.isAll()) record.tenantId = scope.tenant();
        domain::redact(record);
        return false;
    });
    if (!records.empty() && !intake_.take(std::move(records)))
        return fail(ErrorCode::unavailable,
                    "Too many log records wait to be written. None was taken; send them again.");
    Taken taken{others + beyond, {}};
    if (others > 0) taken.why = std::to_string(others) + " of a tenant that is none, or not the caller's.";
    if (beyond > 0)
        taken.why += (taken.why.empty() ? "" : " ") + std::to_string(beyond) +
                     " whose time is older than what is kept, or more than an hour ahead.";
    return taken;
}

}  // namespace steward::logs
