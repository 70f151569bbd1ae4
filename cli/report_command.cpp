#include <algorithm>
#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>

#include "base/safe_file.h"
#include "cli/commands.h"
#include "cli/paging.h"
#include "cli/plan_command.h"
#include "client/report_lines.h"
#include "contract/document_text.h"
#include "contract/endpoints.h"
#include "report/difference.h"
#include "report/export.h"
#include "report/file_name.h"
#include "report/format.h"

namespace steward::cli {
namespace {

using contract::SavedReport;
using report::Definition;

Result<std::vector<SavedReport>> allReports(Program& program) {
    std::vector<SavedReport> all;
    contract::ListRequest request{.limit = 500};
    do {
        STEWARD_TRY(auto page, program.call(contract::listReports, request));
        std::ranges::move(page.items, std::back_inserter(all));
        request.cursor = page.nextCursor;
    } while (request.cursor);
    return all;
}

// By id or name.
Result<SavedReport> savedReport(Program& program, const std::string& report) {
    STEWARD_TRY(auto all, allReports(program));
    std::vector<SavedReport> found;
    for (auto& saved : all)
        if (saved.id == report || saved.name == report) found.push_back(std::move(saved));
    if (found.empty()) return fail(ErrorCode::notFound, "There is no saved report and no file '" + report + "'.");
    if (found.size() > 1)
        return fail(ErrorCode::invalid, "Several reports are called '" + report + "'. Name one by its id.");
    return std::move(found.front());
}

std::optional<std::string> textOf(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file || std::filesystem::is_directory(path)) return std::nullopt;
    std::stringstream text;
    text << file.rdbuf();
    return text.str();
}

// A file with a definition, a saved report by id or name, or an earlier version of one: "MRR@3".
Result<Definition> definitionOf(Program& program, const std::string& report) {
    if (const auto text = textOf(report)) return report::readDefinition(*text);
    const auto at = report.rfind('@');
    const bool isVersion = at != std::string::npos && at + 1 < report.size() &&
                           report.find_first_not_of("0123456789", at + 1) == std::string::npos;
    if (!isVersion) {
        STEWARD_TRY(const auto saved, savedReport(program, report));
        return report::readDefinition(json::write(saved.definition));
    }
    STEWARD_TRY(const auto saved, savedReport(program, report.substr(0, at)));
    STEWARD_TRY(const auto history, program.call(contract::reportHistory, {saved.id}));
    for (const auto& version : history.items)
        if (std::to_string(version.version) == report.substr(at + 1))
            return report::readDefinition(json::write(version.definition));
    return fail(ErrorCode::notFound, "The platform knows no version " + report.substr(at + 1) + " of it.");
}

struct RunWords {
    std::string report;
    std::vector<std::string> parameters;
    std::int64_t sample = 0;
    std::string out;
    std::string format = "csv";
    std::vector<std::string> options;
    bool underlying = false;
};

// "separator=semicolon"
Result<report::FileOptions> optionsOf(report::Format format, const std::vector<std::string>& words) {
    report::FileOptions options;
    for (const auto& word : words) {
        const auto equals = word.find('=');
        const auto value = equals == std::string::npos ? std::string() : word.substr(equals + 1);
        STEWARD_CHECK(report::setFileOption(options, format, word.substr(0, equals), value));
    }
    return options;
}

std::string optionsHelp() {
    std::string text = "NAME=VALUE, several times:";
    for (const auto& option : report::fileOptions()) {
        text += "\n" + option.name + "=";
        for (const auto& choice : option.choices)
            text += (choice.value == option.choices.front().value ? "" : "|") + choice.value;
        text += " (";
        for (const auto format : option.formats)
            text += (format == option.formats.front() ? "" : ", ") + std::string(enumName(format));
        text += ")";
    }
    return text;
}

// name=value; of a parameter with several values, the word is given several times.
Result<Definition> withWords(Definition definition, const std::vector<std::string>& words) {
    std::map<std::string, std::vector<std::string>> values;
    for (const auto& word : words) {
        const auto at = word.find('=');
        values[word.substr(0, at)].push_back(word.substr(at + 1));
    }
    return report::withParameters(std::move(definition), values);
}

Result<report::Manifest> exportReport(Program& program, const RunWords& words) {
    STEWARD_TRY(const auto definition, definitionOf(program, words.report).and_then([&](Definition read) {
        return withWords(std::move(read), words.parameters);
    }));
    report::ExportOptions options{
        .file = words.out, .format = *enumFromName<report::Format>(words.format), .underlying = words.underlying};
    options.run.source = "platform";
    STEWARD_TRY(options.options, optionsOf(options.format, words.options));
    std::unique_ptr<report::RowExport> rows;
    report::RowReader reader;
    if (words.underlying) {
        STEWARD_TRY(rows, report::RowExport::open(definition, options));
        reader = {[&](const auto& columns, std::int64_t count) { return rows->begin(columns, count); },
                  [&](const sql::Row& row) { return rows->row(row); }};
    }
    client::ReportLines lines(definition, std::move(reader));
    const contract::ReportRun run{json::toValue(definition), words.underlying ? std::optional(true) : std::nullopt};
    STEWARD_CHECK(program.stream(contract::runReport, run, [&](std::string_view line) { return lines.line(line); }));
    STEWARD_TRY(const auto whole, lines.finish());
    return rows ? rows->finish(whole.truth) : report::exportTable(whole, options);
}

std::string keyText(const json::Value& key, const report::Column& column, const report::TimeZone& zone) {
    if (report::isOthers(key)) return "Others";
    return key.is_null() ? "-" : report::spelled(key, column, zone);
}

// As people read it: groups by line, column groups side by side.
std::string tableText(const report::Report& report) {
    const auto& table = report.table;
    const auto zone = report::TimeZone::find(report.definition.timeZone).value_or(report::TimeZone());
    std::vector<std::string> titles;
    for (const auto& column : table.rows)
        titles.push_back(column.title);
    const std::size_t groups = table.columnKeys.size() + (table.hasColumnTotals() ? 1 : 0);
    for (std::size_t group = 0; group < groups; ++group) {
        std::string name = group == table.columnKeys.size() ? "Total" : "";
        for (std::size_t i = 0; group < table.columnKeys.size() && i < table.columns.size(); ++i)
            name += (name.empty() ? "" : " ") + keyText(table.columnKeys[group][i], table.columns[i], zone);
        for (const auto& measure : table.measures)
            titles.push_back(name.empty()                 ? measure.title
                             : table.measures.size() == 1 ? name
                                                          : name + " " + measure.title);
    }
    std::vector<std::vector<std::string>> rows;
    for (const auto& line : table.lines) {
        auto& row = rows.emplace_back();
        for (std::size_t i = 0; i < table.rows.size(); ++i)
            row.push_back(i < line.keys.size()    ? keyText(line.keys[i], table.rows[i], zone)
                          : i == line.keys.size() ? (line.kind == report::LineKind::total ? "All" : "Total")
                                                  : "");
        for (std::size_t cell = 0; cell < line.cells.size(); ++cell)
            row.push_back(keyText(line.cells[cell], table.measures[cell % table.measures.size()], zone));
    }
    const auto& truth = report.truth;
    const std::string said =
        truth.sample ? "Preview: the first " + std::to_string(truth.rowsScanned) + " rows that match"
        : truth.complete
            ? "Complete: " + std::to_string(truth.rowsScanned) + " rows"
            : "Partial: " + std::to_string(truth.rowsReturned) + " of " + std::to_string(truth.rowsGrouped) + " lines";
    return cli::table(titles, rows) + said + ", data of " + toRfc3339(truth.dataAsOf) + "\n";
}

int runReport(Program& program, const RunWords& words) {
    const auto report = definitionOf(program, words.report)
                            .and_then([&](Definition read) { return withWords(std::move(read), words.parameters); })
                            .and_then([&](const Definition& definition) -> Result<report::Report> {
                                client::ReportLines lines(definition);
                                contract::ReportRun run{json::toValue(definition), std::nullopt};
                                if (words.sample > 0) run.sample = words.sample;
                                STEWARD_CHECK(program.stream(contract::runReport, run,
                                                             [&](std::string_view line) { return lines.line(line); }));
                                return lines.finish();
                            });
    if (!report) return program.printError(report.error());
    return program.printText(program.settings().json ? json::write(*report) + "\n" : tableText(*report));
}

Result<> writeFile(const std::filesystem::path& path, const std::string& text) {
    return SafeFile::create(path).and_then([&](SafeFile file) -> Result<> {
        STEWARD_CHECK(file.write(text));
        return file.commit();
    });
}

std::string documentText(const Definition& definition) {
    return contract::indented(report::documentOf(definition));
}

// For CLI11: empty when it is right.
std::string isParameter(const std::string& word) {
    const auto at = word.find('=');
    return at == std::string::npos || at == 0 ? "'" + word + "' is not name=value" : std::string();
}

struct GetWords {
    std::string report;
    std::string out;
    std::string all;
};

// Each in the folder that it has on the platform, under names that every system takes.
Result<std::size_t> getAll(Program& program, const std::filesystem::path& into) {
    STEWARD_TRY(const auto reports, allReports(program));
    for (const auto& saved : reports) {
        STEWARD_TRY(const auto definition, report::readDefinition(json::write(saved.definition)));
        std::filesystem::path folder = into;
        std::stringstream parts(saved.folder);
        for (std::string part; std::getline(parts, part, '/');)
            folder /= report::safeFileName(part);
        std::error_code problem;
        std::filesystem::create_directories(folder, problem);
        if (problem) return fail(ErrorCode::storage, "The folder " + folder.string() + " could not be made.");
        std::filesystem::path file = folder / (report::safeFileName(saved.name) + ".json");
        // Two of one name: the id tells them apart.
        const auto isSame = [&](const SavedReport& other) {
            return other.id != saved.id && other.folder == saved.folder &&
                   report::safeFileName(other.name) == report::safeFileName(saved.name);
        };
        if (std::ranges::any_of(reports, isSame))
            file = folder / (report::safeFileName(saved.name) + " " + saved.id + ".json");
        STEWARD_CHECK(writeFile(file, documentText(definition)));
    }
    return reports.size();
}

int getReport(Program& program, const GetWords& words) {
    if (!words.all.empty()) {
        const auto count = getAll(program, words.all);
        if (!count) return program.printError(count.error());
        program.note(std::to_string(*count) + " reports written.");
        return Exit::ok;
    }
    const auto definition = definitionOf(program, words.report);
    if (!definition) return program.printError(definition.error());
    if (words.out.empty()) return program.printText(documentText(*definition));
    const auto written = writeFile(words.out, documentText(*definition));
    return written ? int(Exit::ok) : program.printError(written.error());
}

struct PutWords {
    std::string file;
    std::optional<std::string> folder;
    std::optional<std::string> id;
    std::optional<std::string> note;
};

// Changes the saved report of that name, or saves a new one. What is the same already is left as it is.
Result<SavedReport> putReport(Program& program, const PutWords& words) {
    const auto text = textOf(words.file);
    if (!text) return fail(ErrorCode::notFound, "There is no file '" + words.file + "'.");
    STEWARD_TRY(const auto definition, report::readDefinition(*text));
    STEWARD_TRY(auto all, allReports(program));
    std::vector<SavedReport> found;
    for (auto& saved : all)
        if (words.id ? saved.id == *words.id : saved.name == definition.name) found.push_back(std::move(saved));
    if (found.size() > 1)
        return fail(ErrorCode::invalid, "Several reports are called '" + definition.name + "'. Name one with --id.");
    if (words.id && found.empty()) return fail(ErrorCode::notFound, "There is no report " + *words.id + ".");
    if (found.empty())
        return program.call(contract::saveReport, {json::toValue(definition), words.folder, std::nullopt});
    const auto& saved = found.front();
    const auto known = report::readDefinition(json::write(saved.definition));
    if (known && *known == definition && words.folder.value_or(saved.folder) == saved.folder) return saved;
    return program.call(contract::changeReport,
                        {saved.id, json::toValue(definition), words.folder, std::nullopt, words.note},
                        {.ifMatch = saved.version});
}

struct DiffWords {
    std::string before;
    std::string after;
};

// As diff: 0 equal, 1 different, 2 trouble.
int diffReports(Program& program, const DiffWords& words) {
    const auto compared = definitionOf(program, words.before).and_then([&](const Definition& before) {
        return definitionOf(program, words.after).map([&](const Definition& after) {
            return report::differences(report::documentOf(before), report::documentOf(after));
        });
    });
    if (!compared) {
        program.printError(compared.error());
        return 2;
    }
    std::string text = compared->empty() ? "no change\n" : "";
    for (const auto& one : *compared) {
        text += one.path + "\n";
        if (one.before) text += "  - " + json::write(*one.before) + "\n";
        if (one.after) text += "  + " + json::write(*one.after) + "\n";
    }
    const int printed = program.printText(program.settings().jsonAsked ? json::write(*compared) + "\n" : text);
    if (printed != Exit::ok) return 2;
    return compared->empty() ? 0 : 1;
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
    const auto text = textOf(words.file);
    if (!text) return program.printError({ErrorCode::notFound, "There is no file '" + words.file + "'.", {}, {}, {}});
    const auto document = json::parse(*text);
    if (!document) return program.printError(document.error());
    const auto* members = document->if_object();
    const auto* name = members ? members->if_contains("name") : nullptr;
    if (!name || !name->is_string())
        return program.printError({ErrorCode::invalid, "A schedule needs a \"name\".", words.file, {}, {}});
    json::Object patch = *members;
    if (const auto* report = patch.if_contains("report"); report && report->is_string()) {
        const auto saved = savedReport(program, std::string(report->get_string()));
        if (!saved) return program.printError(saved.error());
        patch.erase("report");
        patch["reportId"] = saved->id;
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
                                 {"id", "folder", "name", "version", "savedBy", "savedAt"});
        };
    });
    constexpr auto which = "a file with a definition, or a saved report's id or name, with @VERSION an earlier one";

    auto* run = report->add_subcommand("run", "Runs a report and prints it");
    auto runWords = std::make_shared<RunWords>();
    run->add_option("REPORT", runWords->report, which)->required();
    run->add_option("-p,--parameter", runWords->parameters, "name=value; again for further values")
        ->allow_extra_args(false)
        ->check(isParameter);
    run->add_option("--sample", runWords->sample, "a preview of so many rows")->check(CLI::Range(1, 100'000));
    run->callback(
        [&action, runWords] { action = [runWords](Program& program) { return runReport(program, *runWords); }; });

    addSchedules(report, action);
    auto* command = report->add_subcommand("export", "Runs a report into a file that is complete or not there");
    auto words = std::make_shared<RunWords>();
    command->add_option("REPORT", words->report, which)->required();
    command->add_option("-p,--parameter", words->parameters, "name=value; again for further values")
        ->allow_extra_args(false)
        ->check(isParameter);
    command->add_option("-o,--out", words->out, "the file to write")->required();
    command->add_option("--format", words->format)->check(CLI::IsMember({"csv", "xlsx", "json", "jsonl", "html"}));
    command->add_option("--option", words->options, optionsHelp());
    command->add_flag("--underlying", words->underlying, "the rows themselves instead of groups");
    command->callback([&action, words] {
        action = [words](Program& program) { return program.print(exportReport(program, *words), {}); };
    });
    auto* verify = report->add_subcommand("verify", "Proves that a file is what was exported, by its manifest");
    auto file = std::make_shared<std::string>();
    verify->add_option("FILE", *file)->required();
    verify->callback(
        [&action, file] { action = [file](Program& program) { return program.print(report::verify(*file), {}); }; });

    auto* get = report->add_subcommand("get", "A saved report as a document");
    auto getWords = std::make_shared<GetWords>();
    auto* one = get->add_option("REPORT", getWords->report, which);
    get->add_option("-o,--out", getWords->out, "the file to write");
    get->add_option("--all", getWords->all, "all reports, into this folder")->excludes(one);
    get->callback([&action, getWords] {
        if (getWords->report.empty() && getWords->all.empty()) throw CLI::RequiredError("REPORT or --all");
        action = [getWords](Program& program) { return getReport(program, *getWords); };
    });

    auto* put = report->add_subcommand("put", "Saves a document as the report of its name");
    auto putWords = std::make_shared<PutWords>();
    put->add_option("FILE", putWords->file, "a file with a definition")->required();
    put->add_option("--folder", putWords->folder, "where it is to stand: Finance/Monthly");
    put->add_option("--id", putWords->id, "the report to change, whatever its name");
    put->add_option("--note", putWords->note, "what was changed and why");
    put->callback([&action, putWords] {
        action = [putWords](Program& program) {
            return program.print(putReport(program, *putWords), {"id", "folder", "name", "version"});
        };
    });

    auto* diff = report->add_subcommand(
        "diff", "What differs between two reports. Exit codes: 0 no change, 1 different, 2 trouble");
    auto diffWords = std::make_shared<DiffWords>();
    diff->add_option("BEFORE", diffWords->before, which)->required();
    diff->add_option("AFTER", diffWords->after, which)->required();
    diff->callback(
        [&action, diffWords] { action = [diffWords](Program& program) { return diffReports(program, *diffWords); }; });
}

}  // namespace steward::cli
