// A format that takes rows one by one. CSV, JSON and XLSX are such; XLSX also takes a whole table.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

#include "base/safe_file.h"
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
        SafeFile file;       // not committed yet
        std::string sha256;  // of what is in it
    };
    virtual Result<Finished> finish(const Truth& truth) = 0;
};

struct WriterOptions {
    std::filesystem::path file;
    Definition definition;
    TimeZone zone;
    bool byteOrderMark = false;             // CSV, for programs that take it for something else without
    bool withTruth = true;                  // a sheet (XLSX) or a member (JSON) with filters, row count and data time
    std::int64_t rowsPerSheet = 1'048'576;  // XLSX: the limit of the format, smaller in tests
};

// RFC 4180 in UTF-8 with CRLF. Text that a spreadsheet would run as a formula gets an apostrophe in front.
Result<std::unique_ptr<RowWriter>> csvWriter(WriterOptions options);
// {"definition", "columns": [{key, title, type …}], "rows": [[…]], "truth"}. Money stays in hundredths.
Result<std::unique_ptr<RowWriter>> jsonWriter(WriterOptions options);
// Frozen header, number formats; goes on in a further sheet where one is full.
Result<std::unique_ptr<RowWriter>> xlsxWriter(WriterOptions options);
// The pivot as people see it, with subtotals and totals. ErrorCode::tooLarge before a byte is written when it does not
// fit in a sheet. `written` is told each line of the finest grouping that went in.
Result<RowWriter::Finished> writeXlsxTable(const Report& report, const WriterOptions& options,
                                           const std::stop_token& stop, const std::function<void()>& written);

}  // namespace steward::report
