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
Result<report::Manifest> exportPaper(const report::Report& report, const report::ExportOptions& exporting,
                                     const std::filesystem::path& program) {
    if (program.empty())
        return fail(ErrorCode::unprocessable, "This platform makes no PDF.",
                    "Choose another format, or have steward installed beside stewardd (schedules.pdfProgram).");
    const auto folder = exporting.file.parent_path();
    const auto request = folder / "request.json";
    STEWARD_CHECK(writeFile(request, json::write(report::PaperRequest{report, exporting.brand, exporting.run.source,
                                                                      exporting.writtenAt})));
    const Task task{
        program, {"export", "--result", request.string(), "--format", "pdf", "--out", exporting.file.string()}, folder};
    STEWARD_CHECK(runProgram(task, exporting.run.stop));
    return report::verify(exporting.file);
}

using AllExports = std::vector<report::ExportOptions>;

Result<std::vector<report::Manifest>> exportTables(sql::Connection& db, const report::Definition& definition,
                                                   const AllExports& exports, const std::filesystem::path& program) {
    STEWARD_TRY(const auto report, report::run(db, definition, exports.front().run));
    std::vector<report::Manifest> manifests;
    for (const auto& exporting : exports) {
        STEWARD_TRY(manifests.emplace_back(), exporting.format == report::Format::pdf
                                                  ? exportPaper(report, exporting, program)
                                                  : report::exportTable(report, exporting));
    }
    return manifests;
}

Result<std::vector<report::Manifest>> exportRows(sql::Connection& db, const report::Definition& definition,
                                                 const AllExports& exports, const reports::Limits& limits) {
    std::vector<std::unique_ptr<report::RowExport>> files;
    for (const auto& exporting : exports) {
        STEWARD_TRY(files.emplace_back(), report::RowExport::open(definition, exporting));
    }
    const report::RowReader reader{[&](const std::vector<report::Column>& columns, std::int64_t rows) -> Result<> {
                                       STEWARD_CHECK(reports::checkRows(rows, limits));
                                       for (const auto& file : files)
                                           STEWARD_CHECK(file->begin(columns, rows));
                                       return {};
                                   },
                                   [&](const sql::Row& row) -> Result<> {
                                       for (const auto& file : files)
                                           STEWARD_CHECK(file->row(row));
                                       return {};
                                   }};
    STEWARD_TRY(const auto truth, report::readRows(db, definition, exports.front().run, reader));
    std::vector<report::Manifest> manifests;
    for (const auto& file : files) {
        STEWARD_TRY(manifests.emplace_back(), file->finish(truth));
    }
    return manifests;
}

// Of each format.
AllExports exportsOf(const ReportSchedule& schedule, const report::ExportOptions& common) {
    AllExports exports;
    for (const auto format : schedule.formats) {
        auto& exporting = exports.emplace_back(common);
        exporting.format = *enumFromName<report::Format>(enumName(format));
        exporting.file += "." + std::string(enumName(format));
    }
    return exports;
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
    const auto exports = exportsOf(prepared.schedule, exporting);
    STEWARD_TRY(auto manifests,
                exporting.underlying
                    ? exportRows(source.connection, prepared.definition, exports, options.limits)
                    : exportTables(source.connection, prepared.definition, exports, options.pdfProgram));
    if (prepared.schedule.completeOnly && !manifests.front().complete)
        return fail(ErrorCode::unprocessable, "The result is not complete, and only a complete one is sent.",
                    "Its limit leaves out groups. Take the limit out of the report, or send what there is.");
    Produced made{{}, ReportFiles(manifests.size()), exporting.run.dataAsOf};
    for (std::size_t i = 0; i < manifests.size(); ++i) {
        auto& manifest = manifests[i];
        const auto format = prepared.schedule.formats[i];
        manifest.file = fileNameOf(prepared.definition.name, prepared.schedule, format, prepared.run.dueAt);
        made.files.push_back({format, manifest.file, manifest.bytes, manifest.rowsWritten, manifest.sha256});
    }
    const std::int64_t most = options.config.mostResultMegabytes << 20;
    if (const auto bytes = bytesOf(made.files); bytes > most)
        return fail(ErrorCode::tooLarge, (made.files.size() == 1 ? "The file has " : "The files have ") +
                                             std::to_string(bytes >> 20) + " MiB, more than the " +
                                             std::to_string(options.config.mostResultMegabytes) +
                                             " that are delivered. Narrow it by a filter or fewer dimensions.");
    for (std::size_t i = 0; i < manifests.size(); ++i) {
        STEWARD_TRY(made.contents[i].content, wholeFile(exports[i].file));
        made.contents[i].manifest = json::write(manifests[i]);
    }
    return made;
}

}  // namespace steward::schedules
