#include "client/report_lines.h"

#include <QCoreApplication>

#include "report/dataset.h"
#include "report/format.h"

namespace steward::client {
namespace {

struct ReportLinesWords {
    Q_DECLARE_TR_FUNCTIONS(ReportLinesWords)
};

auto damaged(const char* detail) {
    return fail(ErrorCode::internal,
                ReportLinesWords::tr("The report came damaged. Nothing was written.").toStdString(), detail);
}

// As the dataset declares it: the lines only carry name, title and type.
report::Column columnOf(const report::Dataset* dataset, const contract::LineColumn& sent) {
    report::Column column;
    column.key = sent.name;
    column.title = sent.title;
    column.type = enumFromName<report::FieldType>(sent.type).value_or(report::FieldType::text);
    if (const auto* field = dataset ? dataset->find(sent.name) : nullptr;
        field && field->type == report::FieldType::date)
        column.bucket = field->grain;
    return column;
}

}  // namespace

ReportLines::ReportLines(report::Definition definition, report::RowReader rows) : rows_(std::move(rows)) {
    report_.definition = std::move(definition);
}

Result<> ReportLines::line(std::string_view text) {
    if (end_) return damaged("lines after the closing line");
    if (!header_) return head(text);
    if (!contract::isRowLine(text)) {
        STEWARD_TRY(end_, json::read<contract::LinesEnd>(text));
        return {};
    }
    checksum_.add(text);
    checksum_.add("\n");
    ++count_;
    STEWARD_TRY(const json::Value value, json::parse(text));
    return header_->table ? group(value.get_array()) : underlying(value.get_array());
}

Result<> ReportLines::head(std::string_view text) {
    STEWARD_TRY(header_, json::read<contract::LinesHeader>(text));
    if (header_->table) {
        STEWARD_TRY(report_.table, json::fromValue<report::Table>(*header_->table));
        return {};
    }
    const auto* dataset = report::findDataset(header_->dataset);
    std::vector<report::Column> columns;
    for (const auto& sent : header_->columns) {
        columns.push_back(columnOf(dataset, sent));
        names_.push_back(sent.name);
    }
    return rows_.begin ? rows_.begin(columns, header_->rows) : Result<>();
}

Result<> ReportLines::group(const json::Array& parts) {
    if (parts.size() != 3) return damaged("a line of the table has another form");
    report::Line line;
    STEWARD_TRY(line.kind, json::fromValue<report::LineKind>(parts[0]));
    STEWARD_TRY(line.keys, json::fromValue<std::vector<json::Value>>(parts[1]));
    STEWARD_TRY(line.cells, json::fromValue<std::vector<json::Value>>(parts[2]));
    if (line.cells.size() != report_.table.cellsPerLine()) return damaged("a line of the table has another length");
    report_.table.lines.push_back(std::move(line));
    return {};
}

Result<> ReportLines::underlying(const json::Array& cells) {
    if (cells.size() != names_.size()) return damaged("a row has another length");
    cells_.clear();
    for (const auto& cell : cells)
        cells_.push_back(report::cellOf(cell));
    return rows_.row ? rows_.row(sql::Row(names_, cells_.data())) : Result<>();
}

Result<report::Report> ReportLines::finish() {
    if (end_ && end_->error) return fail(contract::toError(*end_->error));
    if (!header_ || !end_) return damaged("the closing line is missing");
    if (end_->rows != count_ || end_->checksum != checksum_.finish())
        return damaged("the checksum of the rows differs");
    if (!end_->truth) return damaged("the closing line has no truth");
    STEWARD_TRY(report_.truth, json::fromValue<report::Truth>(*end_->truth));
    return std::move(report_);
}

}  // namespace steward::client
