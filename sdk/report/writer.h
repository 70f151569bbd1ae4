// A format that takes rows one by one. XLSX and HTML also take a whole table.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

#include "base/safe_file.h"
#include "report/file_options.h"
#include "report/result.h"
#include "report/time_zone.h"
#include "sql/value.h"

namespace steward::report {

class RowWriter {
public:
    virtual ~RowWriter() = default;
    // `rows`: how many will follow.
    virtual Result<> begin(const std::vector<Column>& columns, std::int64_t rows) = 0;
    virtual Result<> row(const sql::Row& row) = 0;

    struct Finished {
        SafeFile file;              // not committed yet
        std::string sha256;         // of what is in it
        std::int64_t records = 0;   // Manifest::records
        std::int64_t replaced = 0;  // characters that the encoding does not have
    };
    virtual Result<Finished> finish(const Truth& truth) = 0;
};

// Whose report it is, where a format has a place for that.
struct FileBrand {
    std::string productName;
    std::string colour;   // "#2F5BD8"; anything else is left out
    std::string logoPng;  // in base64, as domain::Brand has it; anything else is left out
};
STEWARD_DESCRIBE(FileBrand, (productName, colour, logoPng))

struct WriterOptions {
    std::filesystem::path file;
    Definition definition;
    TimeZone zone;
    FileOptions options = {};
    FileBrand brand = {};
    std::int64_t rowsPerSheet = 1'048'576;  // XLSX: the limit of the format, smaller in tests
};

// RFC 4180 with CRLF. Text that a spreadsheet would run as a formula gets an apostrophe in front.
// ErrorCode::unprocessable names a character that the encoding does not have.
Result<std::unique_ptr<RowWriter>> csvWriter(WriterOptions options);
// {"definition", "columns": [{key, title, type …}], "rows": [[…]], "truth"}. Money stays in hundredths.
Result<std::unique_ptr<RowWriter>> jsonWriter(WriterOptions options);
// One object a line, with the keys of the columns; money as a decimal number.
Result<std::unique_ptr<RowWriter>> jsonLinesWriter(WriterOptions options);
// Frozen header, number formats; goes on in a further sheet where one is full, or is refused with ErrorCode::tooLarge
// before a byte is written.
Result<std::unique_ptr<RowWriter>> xlsxWriter(WriterOptions options);
// One file without scripts and without anything from elsewhere; dark or light as the reader's system is.
Result<std::unique_ptr<RowWriter>> htmlWriter(WriterOptions options);
// The pivot as people see it, with subtotals and totals. `written` is told each line of the finest grouping that went
// in. XLSX goes on in further sheets with the header repeated; ErrorCode::tooLarge before a byte is written when it has
// more columns than a sheet, or more rows and may not be split.
Result<RowWriter::Finished> writeXlsxTable(const Report& report, const WriterOptions& options,
                                           const std::stop_token& stop, const std::function<void()>& written);
Result<RowWriter::Finished> writeHtmlTable(const Report& report, const WriterOptions& options,
                                           const std::stop_token& stop, const std::function<void()>& written);

}  // namespace steward::report
