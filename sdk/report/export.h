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

namespace steward::report {

struct ExportOptions {
    std::filesystem::path file;
    Format format = Format::csv;  // PDF: report_pdf/pdf_writer.h
    bool underlying = false;      // the rows behind the groups, all fields (not with PDF)
    bool withTruth = true;        // also inside the file, where the format has a place for it
    bool byteOrderMark = false;   // CSV
    RunOptions run = {};          // scope, time of the data, stop
    std::function<void(std::int64_t rowsWritten, std::int64_t rows)> progress = {};  // on the exporting thread
    Time writtenAt = SystemClock().now();
    std::int64_t rowsPerSheet = 1'048'576;
};

// Runs the definition and writes the result; of the table or, with `underlying`, streamed row by row.
Result<Manifest> exportReport(sql::Connection& connection, const Definition& definition, const ExportOptions& options);

// Writes a result that is there already: CSV and JSON have one line per line of the table and column group, XLSX is the
// pivot. `options.underlying` must be false.
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

// What a manifest says about a run; sha256 and rowsWritten are left to the writer.
Manifest manifestOf(const Definition& definition, const Truth& truth, const ExportOptions& options);

}  // namespace steward::report
