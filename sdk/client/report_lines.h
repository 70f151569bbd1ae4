// Reads the lines of runReport (contract/lines.h) and proves that all of them came. Groups become the report's table;
// underlying rows are handed on as they arrive. One thread at a time.
//
//   ReportLines lines(definition, reader);
//   client.stream(contract::runReport, request, [&](std::string_view line) { return lines.line(line); })
//   … then: Result<report::Report> report = lines.finish();
#pragma once

#include <optional>

#include "contract/lines.h"
#include "report/runner.h"

namespace steward::client {

class ReportLines {
public:
    // `rows` is used for underlying rows only.
    explicit ReportLines(report::Definition definition, report::RowReader rows = {});

    Result<> line(std::string_view text);
    // The report with its truth; without lines when the rows went to the reader. ErrorCode::internal when lines are
    // missing or damaged, otherwise the platform's own error.
    Result<report::Report> finish();

    std::int64_t rows() const { return count_; }
    std::int64_t rowsAnnounced() const { return header_ ? header_->rows : 0; }

private:
    Result<> head(std::string_view text);
    Result<> group(const json::Array& parts);
    Result<> underlying(const json::Array& cells);

    report::Report report_;
    report::RowReader rows_;
    std::optional<contract::LinesHeader> header_;
    std::optional<contract::LinesEnd> end_;
    contract::LinesChecksum checksum_;
    std::int64_t count_ = 0;
    sql::Columns names_;
    std::vector<sql::Cell> cells_;
};

}  // namespace steward::client
