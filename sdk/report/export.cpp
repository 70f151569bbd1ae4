#include "report/export.h"

#include "report/format.h"
#include "report/writer.h"

namespace steward::report {
namespace {

constexpr std::int64_t rowsBetweenReports = 4096;

Result<WriterOptions> writerOptions(const Definition& definition, const ExportOptions& options) {
    STEWARD_TRY(TimeZone zone, TimeZone::find(definition.timeZone));
    return WriterOptions{options.file,    definition,    std::move(zone),
                         options.options, options.brand, options.rowsPerSheet};
}

Result<std::unique_ptr<RowWriter>> openWriter(const Definition& definition, const ExportOptions& options) {
    STEWARD_TRY(WriterOptions writer, writerOptions(definition, options));
    switch (options.format) {
        case Format::csv:
            return csvWriter(std::move(writer));
        case Format::json:
            return jsonWriter(std::move(writer));
        case Format::xlsx:
            return xlsxWriter(std::move(writer));
        case Format::jsonl:
            return jsonLinesWriter(std::move(writer));
        case Format::html:
            return htmlWriter(std::move(writer));
        case Format::pdf:
            break;
    }
    return fail(ErrorCode::invalid, "PDF has no underlying rows. Choose another format.");
}

void tell(const ExportOptions& options, std::int64_t written, std::int64_t rows) {
    if (options.progress && (written % rowsBetweenReports == 0 || written == rows)) options.progress(written, rows);
}

// The leaves of a table as rows: the keys of the line, those of the column group, the measures.
template <class F>
Result<> eachFlatRow(const Table& table, const std::stop_token& stop, F&& onRow) {
    sql::Columns names;
    std::vector<sql::Cell> cells;
    const std::size_t measures = table.measures.size();
    for (const auto& line : table.lines) {
        const bool isOnlyLine = table.rows.empty() && line.kind == LineKind::total;
        if (line.kind != LineKind::leaf && !isOnlyLine) continue;
        if (stop.stop_requested()) return fail(ErrorCode::cancelled, "The export was cancelled.");
        for (std::size_t group = 0; group < table.columnKeys.size(); ++group) {
            cells.clear();
            for (const auto& key : line.keys)
                cells.push_back(cellOf(key));
            for (const auto& key : table.columnKeys[group])
                cells.push_back(cellOf(key));
            for (std::size_t i = 0; i < measures; ++i)
                cells.push_back(cellOf(line.cells[group * measures + i]));
            names.resize(cells.size());
            STEWARD_CHECK(onRow(sql::Row(names, cells.data())));
        }
    }
    return {};
}

std::int64_t flatRows(const Table& table) {
    std::int64_t leaves = table.rows.empty() ? 1 : 0;
    for (const auto& line : table.lines)
        leaves += line.kind == LineKind::leaf;
    return leaves * static_cast<std::int64_t>(table.columnKeys.size());
}

class FileOfRows final : public RowExport {
public:
    FileOfRows(Definition definition, ExportOptions options, std::unique_ptr<RowWriter> writer)
        : definition_(std::move(definition)), options_(std::move(options)), writer_(std::move(writer)) {}

    Result<> begin(const std::vector<Column>& columns, std::int64_t rows) override {
        rows_ = rows;
        return writer_->begin(columns, rows);
    }
    Result<> row(const sql::Row& row) override {
        tell(options_, ++written_, rows_);
        return writer_->row(row);
    }
    Result<Manifest> finish(const Truth& truth) override {
        STEWARD_TRY(auto finished, writer_->finish(truth));
        Manifest manifest = manifestOf(definition_, truth, options_);
        manifest.rowsQueried = rows_;
        manifest.rowsWritten = written_;
        return sealExport(std::move(finished), std::move(manifest), options_);
    }

private:
    Definition definition_;
    ExportOptions options_;
    std::unique_ptr<RowWriter> writer_;
    std::int64_t rows_ = 0;
    std::int64_t written_ = 0;
};

Result<Manifest> exportRows(sql::Connection& connection, const Definition& definition, const ExportOptions& options) {
    STEWARD_TRY(const auto file, RowExport::open(definition, options));
    RowReader reader;
    reader.begin = [&](const std::vector<Column>& columns, std::int64_t count) { return file->begin(columns, count); };
    reader.row = [&](const sql::Row& row) { return file->row(row); };
    STEWARD_TRY(const Truth truth, readRows(connection, definition, options.run, reader));
    return file->finish(truth);
}

Result<RowWriter::Finished> writeFlat(const Report& report, const ExportOptions& options, std::int64_t& written) {
    STEWARD_TRY(auto writer, openWriter(report.definition, options));
    const Table& table = report.table;
    const auto rows = flatRows(table);
    std::vector<Column> columns = table.rows;
    columns.insert(columns.end(), table.columns.begin(), table.columns.end());
    columns.insert(columns.end(), table.measures.begin(), table.measures.end());
    STEWARD_CHECK(writer->begin(columns, rows));
    STEWARD_CHECK(eachFlatRow(table, options.run.stop, [&](const sql::Row& row) {
        tell(options, ++written, rows);
        return writer->row(row);
    }));
    return writer->finish(report.truth);
}

}  // namespace

Result<std::unique_ptr<RowExport>> RowExport::open(const Definition& definition, ExportOptions options) {
    STEWARD_TRY(auto writer, openWriter(definition, options));
    return std::make_unique<FileOfRows>(definition, std::move(options), std::move(writer));
}

Manifest manifestOf(const Definition& definition, const Truth& truth, const ExportOptions& options) {
    Manifest manifest;
    manifest.format = options.format;
    manifest.options = options.options;
    manifest.source = options.run.source;
    manifest.underlying = options.underlying;
    manifest.rowsScanned = truth.rowsScanned;
    manifest.rowsQueried = truth.rowsReturned;
    manifest.complete = truth.complete;
    manifest.dataAsOf = truth.dataAsOf;
    manifest.writtenAt = options.writtenAt;
    manifest.timeZone = truth.timeZone;
    manifest.filter = truth.filter;
    for (const auto& parameter : definition.parameters)
        if (const auto& given = parameter.value ? parameter.value : parameter.fallback)
            manifest.parameters[parameter.name] = *given;
    manifest.definition = definition;
    return manifest;
}

Result<Manifest> sealExport(RowWriter::Finished finished, Manifest manifest, const ExportOptions& options) {
    if (manifest.rowsQueried != manifest.rowsWritten)
        return fail(
            ErrorCode::internal, "The export is not complete and was not delivered.",
            std::to_string(manifest.rowsQueried) + " rows, " + std::to_string(manifest.rowsWritten) + " written.");
    if (options.run.stop.stop_requested()) return fail(ErrorCode::cancelled, "The export was cancelled.");
    manifest.sha256 = std::move(finished.sha256);
    manifest.records = finished.records;
    manifest.replaced = finished.replaced;
    return seal(std::move(finished.file), options.file, std::move(manifest));
}

Result<Manifest> exportTable(const Report& report, const ExportOptions& options) {
    Manifest manifest = manifestOf(report.definition, report.truth, options);
    if (options.format == Format::xlsx || options.format == Format::html) {
        STEWARD_TRY(const WriterOptions writer, writerOptions(report.definition, options));
        const auto writeTable = options.format == Format::xlsx ? writeXlsxTable : writeHtmlTable;
        STEWARD_TRY(auto finished, writeTable(report, writer, options.run.stop,
                                              [&] { tell(options, ++manifest.rowsWritten, manifest.rowsQueried); }));
        return sealExport(std::move(finished), std::move(manifest), options);
    }
    manifest.rowsQueried = flatRows(report.table);
    STEWARD_TRY(auto finished, writeFlat(report, options, manifest.rowsWritten));
    return sealExport(std::move(finished), std::move(manifest), options);
}

Result<Manifest> exportReport(sql::Connection& connection, const Definition& definition, const ExportOptions& options) {
    if (options.underlying) return exportRows(connection, definition, options);
    STEWARD_TRY(const Report report, run(connection, definition, options.run));
    return exportTable(report, options);
}

}  // namespace steward::report
