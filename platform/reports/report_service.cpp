#include "reports/report_service.h"

#include "base/ids.h"
#include "kernel/idempotency.h"
#include "report/definition.h"
#include "report/resolved.h"
#include "reports/report_lines.h"
#include "reports/saved_report_store.h"

namespace steward::reports {
namespace {

using contract::SavedReport;
using kernel::Async;
using kernel::Context;

// Running reports does not widen what somebody may read.
Result<> checkDataset(const domain::Principal& principal, std::string_view dataset) {
    const auto needed = dataset == "tenants" ? domain::Permission::tenantsRead
                        : dataset == "users" ? domain::Permission::usersRead
                        : dataset == "audit" ? domain::Permission::auditRead
                                             : domain::Permission::reportsRun;
    if (principal.may(needed)) return {};
    return fail(ErrorCode::forbidden, "You may not read the dataset " + std::string(dataset) + ".");
}

LinesRequest linesRequest(const Context& context, Time now, const Limits& limits) {
    return {context.scope(), now, context.requestId, limits};
}

Result<SavedReport> savedReport(const Context& context, const json::Value& document, Time now) {
    STEWARD_TRY(const auto definition, definitionOf(document));
    STEWARD_CHECK(checkDatasets(context.principal, definition));
    if (definition.name.empty())
        return fail(Error{ErrorCode::unprocessable,
                          "The report was not saved.",
                          {},
                          {},
                          {{"/definition/name", "must not be empty"}}});
    return SavedReport{newId(id::report, now), definition.name, document, context.principal.name, now, 1};
}

}  // namespace

Result<report::Definition> definitionOf(const json::Value& document) {
    auto definition = report::readDefinition(json::write(document)).and_then([](report::Definition read) {
        return report::validate(read).map([&] { return std::move(read); });
    });
    if (definition) return definition;
    auto error = std::move(definition).error();
    for (auto& field : error.fields)
        field.path = "/definition" + (field.path == "/" ? std::string() : field.path);
    return fail(std::move(error));
}

Result<> checkRows(std::int64_t rows, const Limits& limits) {
    if (rows <= limits.mostRows) return {};
    return fail(ErrorCode::tooLarge,
                "The report has " + std::to_string(rows) + " rows, more than the " + std::to_string(limits.mostRows) +
                    " that are taken away at once. Narrow it: filter by a shorter time, or by tenant or region.");
}

Result<> checkDatasets(const domain::Principal& principal, const report::Definition& definition) {
    STEWARD_TRY(const auto datasets, report::datasetsOf(definition));
    for (const auto& dataset : datasets)
        STEWARD_CHECK(checkDataset(principal, dataset));
    return {};
}

Async<> ReportService::run(Context& context, contract::ReportRun request, kernel::LineWriter& lines) {
    STEWARD_CO_TRY(const auto definition, definitionOf(request.definition));
    STEWARD_CO_CHECK(checkDatasets(context.principal, definition));
    const bool underlying = request.underlying.value_or(false);
    auto working = kernel::streamLines(
        lines, context.stop,
        [=, this, options = linesRequest(context, clock_.now(), limits_)](LineSink& sink,
                                                                          std::stop_token stop) mutable -> Result<> {
            STEWARD_TRY(auto source, connect_());
            options.now = source.dataAsOf.value_or(options.now);
            return underlying ? writeUnderlyingRows(source.connection, definition, options, sink, stop)
                              : writeGroups(source.connection, definition, options, sink, stop);
        });
    co_return co_await std::move(working);
}

Async<> ReportService::snapshot(Context& context, std::string dataset, kernel::LineWriter& lines) {
    STEWARD_CO_CHECK(checkDataset(context.principal, dataset));
    auto working = kernel::streamLines(lines, context.stop,
                                       [=, this, options = linesRequest(context, clock_.now(), limits_)](
                                           LineSink& sink, std::stop_token stop) mutable -> Result<> {
                                           STEWARD_TRY(auto source, connect_());
                                           options.now = source.dataAsOf.value_or(options.now);
                                           return writeSnapshot(source.connection, dataset, options, sink, stop);
                                       });
    co_return co_await std::move(working);
}

Async<contract::Page<SavedReport>> ReportService::list(Context& context, contract::ListRequest request) {
    auto working =
        database_.read([&](sql::Connection& db) { return listReports(db, context.scope(), request, clock_.now()); });
    co_return co_await std::move(working);
}

Async<SavedReport> ReportService::get(Context& context, std::string id) {
    auto working = database_.read([&](sql::Connection& db) { return findReport(db, context.scope(), id); });
    co_return co_await std::move(working);
}

Async<SavedReport> ReportService::save(Context& context, contract::ReportDraft draft) {
    STEWARD_CO_TRY(const auto report, savedReport(context, draft.definition, clock_.now()));
    auto working = kernel::writeOnce<SavedReport>(
        database_, context, [report, scope = context.scope()](sql::Connection& db) -> Result<SavedReport> {
            STEWARD_CHECK(insertReport(db, scope, report));
            return report;
        });
    co_return co_await std::move(working);
}

Async<SavedReport> ReportService::change(Context& context, contract::ReportChange change) {
    STEWARD_CO_TRY(auto report, savedReport(context, change.definition, clock_.now()));
    auto working = database_.write([&](sql::Connection& db) -> Result<SavedReport> {
        STEWARD_TRY(const auto current, findReport(db, context.scope(), change.id));
        STEWARD_CHECK(context.checkVersion(current));
        report.id = change.id;
        report.version = current.version + 1;
        STEWARD_CHECK(updateReport(db, context.scope(), report));
        return report;
    });
    co_return co_await std::move(working);
}

Async<contract::Nothing> ReportService::remove(Context& context, std::string id) {
    auto working = database_.write([&](sql::Connection& db) -> Result<contract::Nothing> {
        STEWARD_CHECK(deleteReport(db, context.scope(), id));
        return contract::Nothing{};
    });
    co_return co_await std::move(working);
}

}  // namespace steward::reports
