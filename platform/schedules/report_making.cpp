#include "schedules/report_making.h"

#include <fstream>
#include <iterator>

#include "identity/identity_store.h"
#include "identity/sessions.h"
#include "report/export.h"
#include "report/paper_request.h"
#include "schedules/definition.h"
#include "schedules/delivery.h"
#include "schedules/program.h"

namespace steward::schedules {
namespace {

sql::TenantScope scopeOf(const ReportSchedule& schedule) {
    return schedule.tenantId.empty() ? sql::TenantScope::all() : sql::TenantScope::one(schedule.tenantId);
}

// The owner as somebody who is signed in now. ErrorCode::forbidden with why not.
Result<domain::Principal> ownerOf(sql::Connection& db, const ReportSchedule& schedule) {
    STEWARD_TRY(const auto account, identity::IdentityStore(db).accountById(schedule.ownerId));
    if (!account) return fail(ErrorCode::forbidden, "Its owner, " + schedule.ownerName + ", is not there any more.");
    const auto& user = account->user;
    if (!identity::maySignIn(*account))
        return fail(ErrorCode::forbidden, "Its owner, " + user.name + ", may not sign in any more.");
    if (!user.tenantId.empty() && user.tenantId != schedule.tenantId)
        return fail(ErrorCode::forbidden, "Its owner, " + user.name + ", belongs to another tenant.");
    return account->principal();
}

Result<> writeFile(const std::filesystem::path& path, std::string_view content) {
    std::ofstream out(path, std::ios::binary);
    out.write(content.data(), static_cast<std::streamsize>(content.size()));
    if (!out.flush()) return fail(ErrorCode::storage, "The report could not be written.");
    return {};
}

Result<std::string> wholeFile(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    std::string content{std::istreambuf_iterator<char>(in), {}};
    if (!in) return fail(ErrorCode::storage, "The report could not be read back.");
    return content;
}

// Removes what is left of a file that was being made.
struct Workplace {
    std::filesystem::path folder;
    ~Workplace() {
        std::error_code ignored;
        std::filesystem::remove_all(folder, ignored);
    }
};

// By the program that has QtGui: it is given the result, and knows neither the database nor the platform.
Result<report::Manifest> exportPaper(sql::Connection& db, const report::Definition& definition,
                                     const report::ExportOptions& exporting, const std::filesystem::path& program) {
    if (program.empty())
        return fail(ErrorCode::unprocessable, "This platform makes no PDF.",
                    "Choose another format, or have steward installed beside stewardd (schedules.pdfProgram).");
    STEWARD_TRY(auto report, report::run(db, definition, exporting.run));
    const auto folder = exporting.file.parent_path();
    const auto request = folder / "request.json";
    STEWARD_CHECK(writeFile(request, json::write(report::PaperRequest{std::move(report), exporting.brand,
                                                                      exporting.run.source, exporting.writtenAt})));
    const Task task{
        program, {"export", "--result", request.string(), "--format", "pdf", "--out", exporting.file.string()}, folder};
    STEWARD_CHECK(runProgram(task, exporting.run.stop));
    return report::verify(exporting.file);
}

Result<report::Manifest> exportFrom(sql::Connection& db, const report::Definition& definition,
                                    const report::ExportOptions& exporting, const reports::Limits& limits,
                                    const std::filesystem::path& program) {
    if (exporting.format == report::Format::pdf) return exportPaper(db, definition, exporting, program);
    if (!exporting.underlying) return report::exportReport(db, definition, exporting);
    STEWARD_TRY(const auto file, report::RowExport::open(definition, exporting));
    const report::RowReader reader{[&](const std::vector<report::Column>& columns, std::int64_t rows) -> Result<> {
                                       STEWARD_CHECK(reports::checkRows(rows, limits));
                                       return file->begin(columns, rows);
                                   },
                                   [&](const sql::Row& row) { return file->row(row); }};
    STEWARD_TRY(const auto truth, report::readRows(db, definition, exporting.run, reader));
    return file->finish(truth);
}

}  // namespace

bool mayPass(const Error& error) {
    return error.code == ErrorCode::unavailable || error.code == ErrorCode::timeout ||
           error.code == ErrorCode::storage || error.code == ErrorCode::rateLimited;
}

Result<Preparation> prepare(sql::Connection& db, const std::string& runId) {
    STEWARD_TRY(auto run, findRun(db, sql::TenantScope::all(), runId));
    if (!run) return fail(ErrorCode::notFound, "There is no such run.");
    STEWARD_TRY(auto schedule, alerts::findDefinition<ReportSchedule>(db, sql::TenantScope::all(), run->scheduleId));
    Preparation made;
    const auto refuse = [&](Error error) {
        made.refused = Refused{*run, schedule, std::move(error)};
        return made;
    };
    if (!schedule || schedule->removed) return refuse({ErrorCode::notFound, "The schedule was deleted.", {}, {}, {}});
    auto owner = ownerOf(db, *schedule);
    if (!owner && owner.error().code != ErrorCode::forbidden) return fail(owner.error());
    if (!owner) return refuse(owner.error());
    run->ownerName = owner->name;
    auto definition = definitionFor(db, *schedule, *owner);
    if (!definition && mayPass(definition.error())) return fail(definition.error());
    if (!definition) {
        Error error = definition.error();
        if (error.code == ErrorCode::notFound) error.message = "The report was deleted.";
        if (error.code == ErrorCode::forbidden)
            error.message = "Its owner, " + owner->name + ", may not read all of it any more. " + error.message;
        return refuse(std::move(error));
    }
    made.prepared = Prepared{std::move(*run), std::move(*schedule), std::move(*owner), std::move(*definition)};
    return made;
}

Result<Produced> produce(const Prepared& prepared, const Options& options, Time now, const std::stop_token& stop) {
    const Workplace place{options.workFolder / prepared.run.id};
    std::error_code error;
    std::filesystem::create_directories(place.folder, error);
    if (error) return fail(ErrorCode::storage, "The report could not be written.", error.message());
    STEWARD_TRY(auto source, options.connect());
    report::ExportOptions exporting;
    exporting.file = place.folder / "report";
    exporting.format = *enumFromName<report::Format>(enumName(prepared.schedule.format));
    exporting.underlying = prepared.schedule.underlying;
    exporting.run.scope = scopeOf(prepared.schedule);
    exporting.run.dataAsOf = source.dataAsOf.value_or(now);
    exporting.run.source = "platform";
    exporting.run.stop = stop;
    exporting.run.withoutPersonal = !prepared.owner.may(domain::permissionForPersonalFields);
    exporting.run.maximumCells = static_cast<std::size_t>(options.limits.mostCells);
    exporting.writtenAt = now;
    if (options.brand) {
        STEWARD_TRY(exporting.brand, options.brand(source.connection, prepared.schedule.tenantId));
    }
    STEWARD_TRY(auto manifest,
                exportFrom(source.connection, prepared.definition, exporting, options.limits, options.pdfProgram));
    if (prepared.schedule.completeOnly && !manifest.complete)
        return fail(ErrorCode::unprocessable, "The result is not complete, and only a complete one is sent.",
                    "Its limit leaves out groups. Take the limit out of the report, or send what there is.");
    const std::int64_t most = options.config.mostResultMegabytes << 20;
    if (manifest.bytes > most)
        return fail(ErrorCode::tooLarge, "The file has " + std::to_string(manifest.bytes >> 20) +
                                             " MiB, more than the " +
                                             std::to_string(options.config.mostResultMegabytes) +
                                             " that are delivered. Narrow it by a filter or fewer dimensions.");
    Produced made;
    STEWARD_TRY(made.file.content, wholeFile(exporting.file));
    manifest.file = fileNameOf(prepared.definition.name, prepared.schedule, prepared.run.dueAt);
    made.file.manifest = json::write(manifest);
    made.manifest = std::move(manifest);
    return made;
}

}  // namespace steward::schedules
