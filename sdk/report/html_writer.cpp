#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>

#include "report/characters.h"
#include "report/format.h"
#include "report/output.h"
#include "report/writer.h"

namespace steward::report {
namespace {

constexpr std::size_t linesBetweenStops = 256;

constexpr std::string_view style =
    ":root{color-scheme:light dark;--text:#171b24;--dim:#5a6372;--paper:#fff;--head:#f1f3f6;--rule:#d3d8e0}"
    "@media(prefers-color-scheme:dark){:root{--text:#e6e9ef;--dim:#9aa3b2;--paper:#14171d;--head:#1f242d;"
    "--rule:#343b47}}"
    "body{margin:2rem;background:var(--paper);color:var(--text);font:14px/1.45 system-ui,sans-serif}"
    "header{display:flex;align-items:center;gap:.75rem;border-bottom:3px solid var(--brand,var(--rule));"
    "padding-bottom:.5rem;color:var(--dim)}header img{max-height:2.5rem}"
    "table{border-collapse:collapse;margin:1rem 0}caption{text-align:left;font-size:1.4rem;font-weight:600;"
    "margin-bottom:.5rem}th,td{padding:.25rem .6rem;border-bottom:1px solid var(--rule);text-align:left;"
    "vertical-align:top;unicode-bidi:isolate;white-space:pre-wrap}thead "
    "th{background:var(--head);position:sticky;top:0}"
    ".n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}tbody th{font-weight:400}"
    ".sum th,.sum td{font-weight:600;background:var(--head)}dl{display:grid;grid-template-columns:max-content 1fr;"
    "gap:.2rem 1rem;color:var(--dim)}dd{margin:0;overflow-wrap:anywhere}@media print{body{margin:0}}";

void appendEscaped(std::string& out, std::string_view text) {
    const auto from = out.size();
    appendMarkupText(out, text);
    if (out.find_first_of("&<>\"'", from) == std::string::npos) return;
    const std::string plain = out.substr(from);
    out.resize(from);
    for (const char c : plain) {
        if (c == '&')
            out += "&amp;";
        else if (c == '<')
            out += "&lt;";
        else if (c == '>')
            out += "&gt;";
        else if (c == '"')
            out += "&quot;";
        else if (c == '\'')
            out += "&#39;";
        else
            out += c;
    }
}

bool isColour(std::string_view text) {
    return text.size() == 7 && text.front() == '#' &&
           std::ranges::all_of(text.substr(1), [](unsigned char c) { return std::isxdigit(c) != 0; });
}

bool isBase64(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, [](unsigned char c) {
        return std::isalnum(c) != 0 || c == '+' || c == '/' || c == '=';
    });
}

bool isNumber(const Column& column) {
    return column.type == FieldType::integer || column.type == FieldType::money || column.type == FieldType::decimal;
}

std::string titleOf(const Column& column) {
    return column.currency.empty() ? column.title : column.title + " (" + column.currency + ")";
}

// Digits in groups of three, for people.
void appendGrouped(std::string& out, std::string_view number) {
    const auto first = number.find_first_of("0123456789");
    const auto end = std::min(number.find_first_not_of("0123456789", first), number.size());
    if (first == std::string_view::npos || number.find_first_of("e") != std::string_view::npos) {
        out += number;
        return;
    }
    out += number.substr(0, first);
    for (auto at = first; at < end; ++at) {
        if (at > first && (end - at) % 3 == 0) out += ',';
        out += number[at];
    }
    out += number.substr(end);
}

void appendPercent(std::string& out, const sql::Cell& value) {
    char text[400];
    const double part = value.type == sql::Cell::Type::real ? value.real : double(value.integer);
    const auto end = std::to_chars(text, text + sizeof text, 100 * part, std::chars_format::fixed, 1);
    out.append(text, end.ptr);
    out += '%';
}

class Page {
public:
    Page(const WriterOptions& options, Output output) : options_(options), output_(std::move(output)) {}

    std::string& out() { return output_.buffer(); }
    Result<> flushIfFull() { return output_.flushIfFull(); }

    void open() {
        const std::string& name = options_.definition.name;
        out() +=
            "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
            "img-src data:\">\n<meta name=\"viewport\" content=\"width=device-width\">\n<title>";
        appendEscaped(out(), name);
        out() += "</title>\n<style>";
        out() += style;
        if (isColour(options_.brand.colour)) out() += ":root{--brand:" + options_.brand.colour + "}";
        out() += "</style>\n</head>\n<body>\n";
        brand();
        out() += "<main>\n<table>\n<caption dir=\"auto\">";
        appendEscaped(out(), name);
        out() += "</caption>\n";
    }

    void header(const std::string& text, std::string_view scope, bool atRight, std::size_t span = 1) {
        out() += "<th scope=\"";
        out() += scope;
        out() += '"';
        if (span > 1) out() += " colspan=\"" + std::to_string(span) + "\"";
        if (atRight) out() += " class=\"n\"";
        out() += " dir=\"auto\">";
        appendEscaped(out(), text);
        out() += "</th>";
    }

    void cell(const sql::Cell& value, const Column& column, bool isHeader = false) {
        text_.clear();
        appendSpelled(text_, value, column, options_.zone);
        const bool number = value.type == sql::Cell::Type::integer || value.type == sql::Cell::Type::real;
        const bool atRight = number && isNumber(column);
        out() += isHeader ? "<th scope=\"row\"" : "<td";
        out() += atRight ? " class=\"n\">" : " dir=\"auto\">";
        if (atRight && column.isPart)
            appendPercent(out(), value);
        else if (atRight)
            appendGrouped(out(), text_);
        else
            appendEscaped(out(), text_);
        out() += isHeader ? "</th>" : "</td>";
    }

    Result<RowWriter::Finished> close(const Truth& truth, std::int64_t records) {
        out() += "</tbody>\n</table>\n</main>\n";
        if (options_.options.truth) {
            out() += "<footer>\n<dl>\n";
            line("Data as of", toRfc3339(truth.dataAsOf));
            line("Time zone", truth.timeZone);
            line("Rows matching", std::to_string(truth.rowsScanned));
            line("Rows after grouping", std::to_string(truth.rowsGrouped));
            line("Rows in this file", std::to_string(truth.rowsReturned));
            line("Complete", truth.complete ? "yes" : "no, limited by the report");
            if (!truth.filter.empty()) line("Filters", truth.filter);
            out() += "</dl>\n</footer>\n";
        }
        out() += "</body>\n</html>\n";
        STEWARD_TRY(auto finished, output_.finish());
        return RowWriter::Finished{std::move(finished.file), std::move(finished.sha256), records};
    }

private:
    void brand() {
        if (options_.brand.productName.empty() && !isBase64(options_.brand.logoPng)) return;
        out() += "<header>";
        if (isBase64(options_.brand.logoPng))
            out() += "<img alt=\"\" src=\"data:image/png;base64," + options_.brand.logoPng + "\">";
        out() += "<span dir=\"auto\">";
        appendEscaped(out(), options_.brand.productName);
        out() += "</span></header>\n";
    }

    void line(std::string_view name, std::string_view value) {
        out() += "<dt>";
        out() += name;
        out() += "</dt><dd>";
        appendEscaped(out(), value);
        out() += "</dd>\n";
    }

    const WriterOptions& options_;
    Output output_;
    std::string text_;
};

class HtmlWriter final : public RowWriter {
public:
    HtmlWriter(WriterOptions options, Output output)
        : options_(std::move(options)), page_(options_, std::move(output)) {}

    Result<> begin(const std::vector<Column>& columns, std::int64_t) override {
        columns_ = columns;
        page_.open();
        page_.out() += "<thead>\n<tr>";
        for (const auto& column : columns)
            page_.header(titleOf(column), "col", isNumber(column));
        page_.out() += "</tr>\n</thead>\n<tbody>\n";
        return {};
    }

    Result<> row(const sql::Row& row) override {
        ++rows_;
        page_.out() += "<tr class=\"row\">";
        for (std::size_t i = 0; i < columns_.size(); ++i)
            page_.cell(row.cell(i), columns_[i]);
        page_.out() += "</tr>\n";
        return page_.flushIfFull();
    }

    Result<Finished> finish(const Truth& truth) override { return page_.close(truth, rows_); }

private:
    WriterOptions options_;
    Page page_;
    std::vector<Column> columns_;
    std::int64_t rows_ = 0;
};

void writeHead(Page& page, const Table& table, const TimeZone& zone) {
    page.out() += "<thead>\n";
    const std::size_t measures = table.measures.size();
    const std::size_t labels = std::max<std::size_t>(table.rows.size(), 1);
    for (std::size_t field = 0; field < table.columns.size(); ++field) {
        page.out() += "<tr><td colspan=\"" + std::to_string(labels) + "\"></td>";
        for (const auto& keys : table.columnKeys)
            page.header(spelled(keys[field], table.columns[field], zone), "colgroup", true, measures);
        if (field == 0) page.header("Total", "colgroup", true, measures);
        page.out() += "</tr>\n";
    }
    page.out() += "<tr>";
    for (const auto& row : table.rows)
        page.header(titleOf(row), "col", false);
    if (table.rows.empty()) page.out() += "<td></td>";
    const std::size_t groups = table.columnKeys.size() + (table.hasColumnTotals() ? 1 : 0);
    for (std::size_t group = 0; group < groups; ++group)
        for (const auto& measure : table.measures)
            page.header(titleOf(measure), "col", true);
    page.out() += "</tr>\n</thead>\n<tbody>\n";
}

}  // namespace

Result<std::unique_ptr<RowWriter>> htmlWriter(WriterOptions options) {
    STEWARD_TRY(Output output, Output::create(options.file));
    return std::make_unique<HtmlWriter>(std::move(options), std::move(output));
}

Result<RowWriter::Finished> writeHtmlTable(const Report& report, const WriterOptions& options,
                                           const std::stop_token& stop, const std::function<void()>& written) {
    const Table& table = report.table;
    const std::size_t labels = std::max<std::size_t>(table.rows.size(), 1);
    const Column text{{}, {}, FieldType::text, Bucket::none, {}};
    STEWARD_TRY(Output output, Output::create(options.file));
    Page page(options, std::move(output));
    page.open();
    writeHead(page, table, options.zone);
    std::int64_t records = 0;
    for (std::size_t i = 0; i < table.lines.size(); ++i) {
        if (i % linesBetweenStops == 0 && stop.stop_requested())
            return fail(ErrorCode::cancelled, "The export was cancelled.");
        const Line& line = table.lines[i];
        ++records;
        page.out() += line.kind == LineKind::leaf ? "<tr class=\"row\">" : "<tr class=\"row sum\">";
        for (std::size_t key = 0; key < line.keys.size(); ++key)
            page.cell(cellOf(line.keys[key]), table.rows[key], true);
        if (line.keys.size() < labels) {
            page.header(line.kind == LineKind::leaf ? "" : "Total", "row", false, labels - line.keys.size());
        }
        for (std::size_t cell = 0; cell < line.cells.size(); ++cell)
            page.cell(cellOf(line.cells[cell]), table.measures[cell % table.measures.size()]);
        page.out() += "</tr>\n";
        STEWARD_CHECK(page.flushIfFull());
        const bool isOnlyLine = table.rows.empty() && report.truth.rowsGrouped > 0;
        if (line.kind == LineKind::leaf || isOnlyLine) written();
    }
    return page.close(report.truth, records);
}

}  // namespace steward::report
