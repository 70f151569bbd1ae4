#include <fstream>
#include <memory>
#include <sstream>

#include "cli/commands.h"
#include "client/report_lines.h"
#include "contract/endpoints.h"
#include "report/export.h"

namespace steward::cli {
namespace {

// A saved report by id or name, or a definition in a file.
Result<json::Value> definitionOf(Program& program, const std::string& report) {
    if (std::ifstream file(report, std::ios::binary); file) {
        std::stringstream text;
        text << file.rdbuf();
        return json::parse(text.str());
    }
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

Result<report::Manifest> exportReport(Program& program, const ExportWords& words) {
    STEWARD_TRY(const auto document, definitionOf(program, words.report));
    STEWARD_TRY(const auto definition, report::readDefinition(json::write(document)));
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
    const contract::ReportRun run{document, words.underlying ? std::optional(true) : std::nullopt};
    STEWARD_CHECK(program.stream(contract::runReport, run, [&](std::string_view line) { return lines.line(line); }));
    STEWARD_TRY(const auto whole, lines.finish());
    return rows ? rows->finish(whole.truth) : report::exportTable(whole, options);
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
    auto* command = report->add_subcommand("export", "Runs a report into a file that is complete or not there");
    auto words = std::make_shared<ExportWords>();
    command->add_option("REPORT", words->report, "a saved report's id or name, or a file with a definition")
        ->required();
    command->add_option("--out", words->out, "the file to write")->required();
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
}

}  // namespace steward::cli
