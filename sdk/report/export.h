// Taking a report away: a file, complete or not there, and its manifest.
//
//   STEWARD_TRY(const Manifest manifest, report::exportReport(connection, definition,
//               {.file = folder / (report::safeFileName(definition.name) + ".csv"), .format = Format::csv, .run = …}));
//
// An old file of the same name stays as it was until the new one is complete. Any thread.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>

#include "report/manifest.h"
#include "report/runner.h"
#include "report/writer.h"

namespace steward::report {

struct ExportOptions {
    std::filesystem::path file;
    Format format = Format::csv;  // PDF: report_pdf/pdf_writer.h
    bool underlying = false;      // the rows behind the groups, all fields (not with PDF)
    FileOptions options = {};
    FileBrand brand = {};                                                            // PDF and HTML
    RunOptions run = {};                                                             // scope, time of the data, stop
    std::function<void(std::int64_t rowsWritten, std::int64_t rows)> progress = {};  // on the exporting thread
    Time writtenAt = SystemClock().now();
    std::int64_t rowsPerSheet = 1'048'576;
};

// Runs the definition and writes the result; of the table or, with `underlying`, streamed row by row.
Result<Manifest> exportReport(sql::Connection& connection, const Definition& definition, const ExportOptions& options);

// Writes a result that is there already: CSV, JSON and JSON Lines have one line per line of the table and column group,
// XLSX and HTML are the pivot. `options.underlying` must be false.
Result<Manifest> exportTable(const Report& report, const ExportOptions& options);

// The file for underlying rows that come one by one from somewhere else, for example over the network. Without finish()
// nothing is left of it. One thread at a time.
class RowExport {
public:
    static Result<std::unique_ptr<RowExport>> open(const Definition& definition, ExportOptions options);
    virtual ~RowExport() = default;
    virtual Result<> begin(const std::vector<Column>& columns, std::int64_t rows) = 0;
    virtual Result<> row(const sql::Row& row) = 0;
    virtual Result<Manifest> finish(const Truth& truth) = 0;
};

// What a manifest says about a run; what is in the file is left to the writer.
Manifest manifestOf(const Definition& definition, const Truth& truth, const ExportOptions& options);
// Commits the file with its manifest. ErrorCode::internal when rows are missing, cancelled when that was asked for.
Result<Manifest> sealExport(RowWriter::Finished finished, Manifest manifest, const ExportOptions& options);

}  // namespace steward::report
