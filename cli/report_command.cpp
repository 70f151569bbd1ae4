#include <fstream>
#include <memory>
#include <sstream>

#include "base/safe_file.h"
#include "cli/commands.h"
#include "contract/endpoints.h"
#include "contract/lines.h"
#include "report/result.h"

namespace steward::cli {
namespace {

enum class Format { csv, jsonl };

// RFC 4180; text that a spreadsheet would take for a formula gets an apostrophe in front.
std::string csvCell(const json::Value& value) {
    if (value.is_null()) return {};
    if (!value.is_string()) return textOf(value);
    std::string text(value.get_string());
    if (!text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos)
        text.insert(0, 1, '\'');
    if (text.find_first_of("\",\r\n") == std::string::npos) return text;
    std::string quoted = "\"";
    for (const char c : text)
        quoted.append(c == '"' ? 2 : 1, c);
    return quoted + '"';
}

void appendCells(std::string& out, const json::Array& cells) {
    for (const auto& cell : cells)
        out.append(out.empty() ? "" : ",").append(csvCell(cell));
}

// Takes the lines of a report into a file that is whole or not there.
class Export {
public:
    Export(SafeFile file, Format format) : file_(std::move(file)), format_(format) {}

    Result<> line(std::string_view text) {
        if (format_ == Format::jsonl) STEWARD_CHECK(file_.write(std::string(text) + "\n"));
        if (!headed_) return header(text);
        if (!contract::isRowLine(text)) return end(text);
        checksum_.add(text);
        checksum_.add("\n");
        ++rows_;
        return format_ == Format::csv ? row(text) : Result<>();
    }

    // The number of lines, once it is proven that all are there.
    Result<std::int64_t> finish() {
        if (!end_) return fail(ErrorCode::internal, "The report ended early. Nothing was written.");
        if (end_->rows != rows_ || end_->checksum != checksum_.finish())
            return fail(ErrorCode::internal, "The report came damaged. Nothing was written.");
        STEWARD_CHECK(file_.commit());
        return rows_;
    }

private:
    Result<> header(std::string_view text) {
        STEWARD_TRY(const auto header, json::read<contract::LinesHeader>(text));
        headed_ = true;
        std::vector<std::string> titles;
        if (header.table) {
            grouped_ = true;
            STEWARD_TRY(titles, tableTitles(*header.table));
        } else {
            for (const auto& column : header.columns)
                titles.push_back(column.title);
        }
        if (format_ == Format::jsonl) return {};
        json::Array cells;
        for (const auto& title : titles)
            cells.emplace_back(boost::json::string(std::string_view(title)));
        std::string out;
        appendCells(out, cells);
        return file_.write(out + "\r\n");
    }
    // Row fields, then the measures of each column group and of all of them.
    static Result<std::vector<std::string>> tableTitles(const json::Value& document) {
        STEWARD_TRY(const auto shape, json::fromValue<report::Table>(document));
        std::vector<std::string> titles;
        for (const auto& field : shape.rows)
            titles.push_back(field.title);
        const auto addGroup = [&](const std::string& group) {
            for (const auto& measure : shape.measures)
                titles.push_back(group.empty() ? measure.title : group + " " + measure.title);
        };
        for (const auto& keys : shape.columnKeys) {
            std::string group;
            for (const auto& key : keys)
                group += (group.empty() ? "" : " ") + textOf(key);
            addGroup(group);
        }
        if (shape.hasColumnTotals()) addGroup("Total");
        return titles;
    }
    // Of a grouped report the leaves: whoever reads a CSV file adds up for himself.
    Result<> row(std::string_view text) {
        STEWARD_TRY(const auto value, json::parse(text));
        std::string out;
        if (!grouped_) {
            appendCells(out, value.get_array());
            return file_.write(out + "\r\n");
        }
        STEWARD_TRY(const auto parts, json::fromValue<std::vector<json::Value>>(value));
        if (parts.size() != 3 || !parts[1].is_array() || !parts[2].is_array())
            return fail(ErrorCode::internal, "The report came damaged. Nothing was written.");
        if (parts[0] != "leaf") return {};
        json::Array cells = parts[1].get_array();
        cells.insert(cells.end(), parts[2].get_array().begin(), parts[2].get_array().end());
        appendCells(out, cells);
        return file_.write(out + "\r\n");
    }
    Result<> end(std::string_view text) {
        STEWARD_TRY(end_, json::read<contract::LinesEnd>(text));
        if (end_->error) return fail(contract::toError(*end_->error));
        return {};
    }

    SafeFile file_;
    Format format_;
    contract::LinesChecksum checksum_;
    std::optional<contract::LinesEnd> end_;
    std::int64_t rows_ = 0;
    bool headed_ = false;
    bool grouped_ = false;
};

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
    bool underlying = false;
};

Result<std::int64_t> exportReport(Program& program, const ExportWords& words) {
    STEWARD_TRY(const auto definition, definitionOf(program, words.report));
    STEWARD_TRY(auto file, SafeFile::create(words.out));
    Export target(std::move(file), words.format == "csv" ? Format::csv : Format::jsonl);
    STEWARD_CHECK(
        program.stream(contract::runReport,
                       {.definition = definition, .underlying = words.underlying ? std::optional(true) : std::nullopt},
                       [&target](std::string_view line) { return target.line(line); }));
    return target.finish();
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
    command->add_option("--format", words->format)->check(CLI::IsMember({"csv", "jsonl"}));
    command->add_flag("--underlying", words->underlying, "the rows themselves instead of groups");
    command->callback([&action, words] {
        action = [words](Program& program) {
            const auto rows = exportReport(program, *words);
            return rows ? program.printText(std::to_string(*rows) + " lines in " + words->out + "\n")
                        : program.printError(rows.error());
        };
    });
}

}  // namespace steward::cli
