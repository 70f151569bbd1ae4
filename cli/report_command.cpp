#include <fstream>
#include <memory>
#include <sstream>

#include "cli/commands.h"
#include "cli/paging.h"
#include "cli/plan_command.h"
#include "client/report_lines.h"
#include "contract/endpoints.h"
#include "report/export.h"

namespace steward::cli {
namespace {

Result<json::Value> documentIn(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) return fail(ErrorCode::notFound, "There is no file '" + path + "'.");
    std::stringstream text;
    text << file.rdbuf();
    return json::parse(text.str());
}

Result<std::string> reportCalled(Program& program, const std::string& nameOrId) {
    contract::ListRequest request{.limit = 500};
    do {
        STEWARD_TRY(const auto page, program.call(contract::listReports, request));
        for (const auto& saved : page.items)
            if (saved.id == nameOrId || saved.name == nameOrId) return saved.id;
        request.cursor = page.nextCursor;
    } while (request.cursor);
    return fail(ErrorCode::notFound, "There is no saved report '" + nameOrId + "'.");
}

// A saved report by id or name, or a definition in a file.
Result<json::Value> definitionOf(Program& program, const std::string& report) {
    if (std::ifstream(report)) return documentIn(report);
    contract::ListRequest request{.limit = 500};
    do {
        STEWARD_TRY(const auto page, program.call(contract::listReports, request));
        for (const auto& saved : page.items)
            if (saved.id == report || saved.name == report) return saved.definition;
        request.cursor = page.nextCursor;
    } while (request.cursor);
    return fail(ErrorCode::notFound, "There is no saved report and no file '" + report + "'.");
}

struct ExportWords {
    std::string report;
    std::string out;
    std::string format = "csv";
    bool underlying = false;
};

Result<report::Manifest> exportReport(Program& program, const ExportWords& words) {
    STEWARD_TRY(const auto document, definitionOf(program, words.report));
    STEWARD_TRY(const auto definition, report::readDefinition(json::write(document)));
    const report::ExportOptions options{
        .file = words.out, .format = *enumFromName<report::Format>(words.format), .underlying = words.underlying};
    std::unique_ptr<report::RowExport> rows;
    report::RowReader reader;
    if (words.underlying) {
        STEWARD_TRY(rows, report::RowExport::open(definition, options));
        reader = {[&](const auto& columns, std::int64_t count) { return rows->begin(columns, count); },
                  [&](const sql::Row& row) { return rows->row(row); }};
    }
    client::ReportLines lines(definition, std::move(reader));
    const contract::ReportRun run{document, words.underlying ? std::optional(true) : std::nullopt};
    STEWARD_CHECK(program.stream(contract::runReport, run, [&](std::string_view line) { return lines.line(line); }));
    STEWARD_TRY(const auto whole, lines.finish());
    return rows ? rows->finish(whole.truth) : report::exportTable(whole, options);
}

// What people wrote: no name can move the cursor.
std::string inert(const std::string& text) {
    return cli::textOf(json::Value(text));
}

Result<domain::ReportSchedule> scheduleOf(Program& program, const std::string& nameOrId) {
    STEWARD_TRY(const auto page, listAll(program, contract::listReportSchedules, {}, 1'000));
    for (const auto& schedule : page.items)
        if (schedule.id == nameOrId || schedule.name == nameOrId) return schedule;
    return fail(ErrorCode::notFound, "There is no schedule '" + nameOrId + "'.");
}

int listSchedules(Program& program) {
    const auto page = listAll(program, contract::listReportSchedules, {}, 1'000);
    if (!page || program.settings().json) return program.print(page);
    std::vector<std::vector<std::string>> rows;
    for (const auto& one : page->items)
        rows.push_back({one.id, inert(one.name), inert(one.reportName),
                        one.last ? std::string(enumName(one.last->state)) : "-",
                        one.nextAt ? toRfc3339(*one.nextAt) : "-", inert(one.ownerName)});
    return program.printText(table({"id", "name", "report", "last run", "next run", "in the name of"}, rows));
}

// From a document that a team keeps, such as {"name": "Monthly", "reportId": "rep_…", "calendar": {…}, "deliveries":
// […]}: makes the schedule of that name, or brings the one there is to it. With --apply at once.
struct AddWords {
    std::string file;
    bool isApplied = false;
    ApplyWords apply;
};

int addSchedule(Program& program, const AddWords& words) {
    const auto document = documentIn(words.file);
    if (!document) return program.printError(document.error());
    const auto* members = document->if_object();
    const auto* name = members ? members->if_contains("name") : nullptr;
    if (!name || !name->is_string())
        return program.printError({ErrorCode::invalid, "A schedule needs a \"name\".", words.file, {}, {}});
    json::Object patch = *members;
    if (const auto* report = patch.if_contains("report"); report && report->is_string()) {
        const auto id = reportCalled(program, std::string(report->get_string()));
        if (!id) return program.printError(id.error());
        patch.erase("report");
        patch["reportId"] = *id;
    }
    const std::string called(name->get_string());
    domain::PlanRequest request;
    request.entity = domain::EntityKind::reportSchedule;
    request.operation = domain::Operation::converge;
    domain::Target target;
    target.entity = request.entity;
    target.key = called.find('/') == std::string::npos ? called : "/" + called;
    patch.erase("name");
    target.patch = std::move(patch);
    request.targets = std::vector{std::move(target)};
    const auto plan = program.call(contract::createPlan, request);
    if (!words.isApplied || !plan) return showComputed(program, plan);
    ApplyWords apply = words.apply;
    apply.request.id = plan->id;
    return cli::apply(program, apply);
}

int runSchedule(Program& program, const std::string& nameOrId) {
    const auto schedule = scheduleOf(program, nameOrId);
    if (!schedule) return program.printError(schedule.error());
    auto run = program.call(contract::runReportSchedule, {.id = schedule->id});
    const auto isOver = [&] {
        return run->state != domain::ReportRunState::running && run->state != domain::ReportRunState::waiting;
    };
    while (run && !isOver()) {
        Program::pause(std::chrono::milliseconds(300));
        run = program.call(contract::getReportRun, {.id = run->id});
    }
    const int code = program.print(run);
    return run && run->state != domain::ReportRunState::delivered ? int(Exit::failed) : code;
}

int printRuns(Program& program, const std::string& nameOrId) {
    const auto schedule = scheduleOf(program, nameOrId);
    if (!schedule) return program.printError(schedule.error());
    const auto page = program.call(contract::listReportRuns, {schedule->id, 50, std::nullopt});
    if (!page || program.settings().json) return program.print(page);
    std::vector<std::vector<std::string>> rows;
    for (const auto& run : page->items) {
        rows.push_back({run.id, toRfc3339(run.dueAt), std::string(enumName(run.state)), {}, inert(run.reason)});
        for (const auto& one : run.deliveries)
            rows.push_back({{}, {}, std::string(enumName(one.state)), inert(one.recipient), inert(one.detail)});
    }
    return program.printText(table({"run", "due", "state", "to", "why"}, rows));
}

void addSchedules(CLI::App* report, Action& action) {
    auto* app = report->add_subcommand("schedule", "Reports that are made and delivered by the calendar");
    app->require_subcommand(1);
    app->add_subcommand("list", "Schedules with their next and last runs")->callback([&action] {
        action = listSchedules;
    });
    auto* add = app->add_subcommand("add", "Makes a schedule of a JSON document, or brings the one of its name to it");
    auto words = std::make_shared<AddWords>();
    add->add_option("FILE", words->file, "the document")->required();
    add->add_flag("--apply", words->isApplied, "apply the plan at once");
    add->callback([&action, words] { action = [words](Program& program) { return addSchedule(program, *words); }; });
    auto name = std::make_shared<std::string>();
    auto* run = app->add_subcommand("run", "Makes the report now and delivers it; waits for the end");
    run->add_option("SCHEDULE", *name, "its id or name")->required();
    run->callback([&action, name] { action = [name](Program& program) { return runSchedule(program, *name); }; });
    auto* log = app->add_subcommand("log", "The newest runs, with what became of them for each recipient");
    log->add_option("SCHEDULE", *name, "its id or name")->required();
    log->callback([&action, name] { action = [name](Program& program) { return printRuns(program, *name); }; });
}

}  // namespace

void addReports(CLI::App& app, Action& action) {
    auto* report = app.add_subcommand("report", "Reports");
    report->require_subcommand(1);
    auto* list = report->add_subcommand("list", "Saved reports");
    list->callback([&action] {
        action = [](Program& program) {
            return program.print(program.call(contract::listReports, {.limit = 500}),
                                 {"id", "name", "savedBy", "savedAt"});
        };
    });
    addSchedules(report, action);
    auto* command = report->add_subcommand("export", "Runs a report into a file that is complete or not there");
    auto words = std::make_shared<ExportWords>();
    command->add_option("REPORT", words->report, "a saved report's id or name, or a file with a definition")
        ->required();
    command->add_option("--out", words->out, "the file to write")->required();
    command->add_option("--format", words->format)->check(CLI::IsMember({"csv", "xlsx", "json"}));
    command->add_flag("--underlying", words->underlying, "the rows themselves instead of groups");
    command->callback([&action, words] {
        action = [words](Program& program) { return program.print(exportReport(program, *words), {}); };
    });
}

}  // namespace steward::cli
