// A workbook on its way to a file: formats, cells and sheets over libxlsxwriter with memory that does not grow with
// the rows. Private to the XLSX writers.
#pragma once

#include <xlsxwriter.h>

#include <memory>
#include <string>
#include <vector>

#include "report/writer.h"

namespace steward::report {

class XlsxBook {
public:
    static Result<XlsxBook> create(const WriterOptions& options);

    Result<> addSheet(const std::string& name);
    // Column widths by type, before the first row of a sheet.
    void widths(const std::vector<Column>& columns, lxw_col_t first = 0);
    void freeze(lxw_row_t rows, lxw_col_t columns) { worksheet_freeze_panes(sheet_, rows, columns); }
    // Rows in ascending order.
    void title(lxw_row_t row, lxw_col_t column, const std::string& text, bool atRight = false);
    void cell(lxw_row_t row, lxw_col_t column, const sql::Cell& value, const Column& type, bool strong = false);
    // The first cell that could not be written, or a full disk.
    Result<> state() const;
    // The sheet with what the numbers are: filters, rows, data time.
    Result<> describe(const Definition& definition, const Truth& truth);
    // The chart of the definition on a sheet of its own, over the numbers that it shows. Nothing where there is no
    // chart, or one that spreadsheets do not have.
    Result<> chart(const Report& report);
    // `records`: the rows of all sheets but these two.
    Result<RowWriter::Finished> finish(std::int64_t records);

private:
    struct Free {
        void operator()(lxw_workbook* book) const { lxw_workbook_free(book); }
    };
    enum Style : std::size_t { plain, integer, decimal, part, day, month, time, styles };

    XlsxBook(SafeFile file, std::string folder, TimeZone zone);
    lxw_format* format(const sql::Cell& value, const Column& type, bool strong) const;
    void keep(lxw_error error, lxw_row_t row);

    SafeFile file_;
    std::string folder_;
    TimeZone zone_;
    std::unique_ptr<lxw_workbook, Free> book_;
    lxw_worksheet* sheet_ = nullptr;
    lxw_format* titles_[2] = {};
    lxw_format* formats_[2][styles] = {};
    lxw_error error_ = LXW_NO_ERROR;
    lxw_row_t errorRow_ = 0;
    std::string text_;
};

}  // namespace steward::report
