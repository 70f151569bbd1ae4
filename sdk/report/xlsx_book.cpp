#include "report/xlsx_book.h"

#include <cerrno>
#include <cstring>

#include "report/characters.h"
#include "report/format.h"
#include "report/output.h"

namespace steward::report {
namespace {

constexpr std::int64_t largestExactDouble = std::int64_t{1} << 53;
constexpr double daysFrom1900To1970 = 25569;
constexpr double millisecondsPerDay = 86'400'000;

Error storageError(std::string_view cause) {
    return {ErrorCode::storage,
            "The spreadsheet could not be written. The file was not changed.",
            std::string(cause),
            {},
            {}};
}

}  // namespace

Result<XlsxBook> XlsxBook::create(const WriterOptions& options) {
    STEWARD_TRY(SafeFile file, SafeFile::create(options.file));
    file.handOver();
    const auto folder = options.file.has_parent_path() ? options.file.parent_path().string() : std::string(".");
    XlsxBook book(std::move(file), folder, options.zone);
    if (!book.book_) return fail(storageError("no workbook"));
    return book;
}

XlsxBook::XlsxBook(SafeFile file, std::string folder, TimeZone zone)
    : file_(std::move(file)), folder_(std::move(folder)), zone_(std::move(zone)) {
    lxw_workbook_options options{.constant_memory = LXW_TRUE, .tmpdir = folder_.data(), .use_zip64 = LXW_TRUE};
    book_.reset(workbook_new_opt(file_.temporaryPath().string().c_str(), &options));
    if (!book_) return;
    constexpr const char* numberFormats[styles] = {nullptr,      "#,##0",    "#,##0.00",           "0.0%",
                                                   "yyyy-mm-dd", "mmm yyyy", "yyyy-mm-dd hh:mm:ss"};
    for (const bool strong : {false, true}) {
        for (std::size_t style = 0; style < styles; ++style) {
            // The library looks a format up for each cell, by all of its members: most cells need none.
            if (!strong && style == plain) continue;
            lxw_format* format = workbook_add_format(book_.get());
            if (numberFormats[style]) format_set_num_format(format, numberFormats[style]);
            if (strong) format_set_bold(format);
            formats_[strong][style] = format;
        }
        titles_[strong] = workbook_add_format(book_.get());
        format_set_bold(titles_[strong]);
        format_set_bottom(titles_[strong], LXW_BORDER_THIN);
        if (strong) format_set_align(titles_[strong], LXW_ALIGN_RIGHT);
    }
}

Result<> XlsxBook::addSheet(const std::string& name) {
    STEWARD_CHECK(state());
    sheet_ = workbook_add_worksheet(book_.get(), name.c_str());
    if (!sheet_) return fail(storageError("no sheet " + name));
    return {};
}

void XlsxBook::widths(const std::vector<Column>& columns, lxw_col_t first) {
    for (const auto& column : columns) {
        double width = 14;
        if (column.type == FieldType::text) width = 28;
        if (column.type == FieldType::dateTime) width = 20;
        worksheet_set_column(sheet_, first, first, width, nullptr);
        ++first;
    }
}

void XlsxBook::keep(lxw_error error, lxw_row_t row) {
    if (error == LXW_NO_ERROR || error_ != LXW_NO_ERROR) return;
    error_ = error;
    errorRow_ = row;
}

void XlsxBook::title(lxw_row_t row, lxw_col_t column, const std::string& text, bool atRight) {
    text_.clear();
    appendMarkupText(text_, text);
    keep(worksheet_write_string(sheet_, row, column, text_.c_str(), titles_[atRight]), row);
}

lxw_format* XlsxBook::format(const sql::Cell& value, const Column& type, bool strong) const {
    Style style = plain;
    if (type.isPart)
        style = part;
    else if (type.type == FieldType::money || value.type == sql::Cell::Type::real)
        style = decimal;
    else if (type.type == FieldType::integer)
        style = integer;
    else if (type.type == FieldType::dateTime)
        style = time;
    else if (type.type == FieldType::date)
        style = type.bucket == Bucket::month ? month : day;
    return formats_[strong][style];
}

void XlsxBook::cell(lxw_row_t row, lxw_col_t column, const sql::Cell& value, const Column& type, bool strong) {
    using Type = sql::Cell::Type;
    lxw_format* style = format(value, type, strong);
    if (value.type == Type::null) {
        // So that a row of nothing else is a row of the sheet. The library leaves out a blank cell without a format.
        if (column == 0)
            keep(worksheet_write_blank(sheet_, row, column, style ? style : formats_[false][integer]), row);
        return;
    }
    const auto number = [&](double n) { keep(worksheet_write_number(sheet_, row, column, n, style), row); };
    const auto text = [&] { keep(worksheet_write_string(sheet_, row, column, text_.c_str(), style), row); };

    if (value.type == Type::real) return number(type.type == FieldType::money ? value.real / 100 : value.real);
    if (value.type != Type::integer) {
        text_.clear();
        appendMarkupText(text_, value.bytes);
        return text();
    }
    const bool isExact = value.integer <= largestExactDouble && value.integer >= -largestExactDouble;
    const bool isSpelled = type.bucket == Bucket::week || type.bucket == Bucket::quarter || type.bucket == Bucket::year;
    if (!isExact || isSpelled) {
        text_.clear();
        appendSpelled(text_, value, type, zone_);
        return text();
    }
    const auto whole = static_cast<double>(value.integer);
    switch (type.type) {
        case FieldType::money:
            return number(whole / 100);
        case FieldType::date:
            return number(whole + daysFrom1900To1970);
        case FieldType::dateTime:
            return number((whole + static_cast<double>(zone_.offset(value.integer))) / millisecondsPerDay +
                          daysFrom1900To1970);
        case FieldType::boolean:
            return keep(worksheet_write_boolean(sheet_, row, column, value.integer != 0, style), row);
        default:
            return number(whole);
    }
}

Result<> XlsxBook::state() const {
    if (error_ == LXW_ERROR_MAX_STRING_LENGTH_EXCEEDED)
        return fail(
            ErrorCode::tooLarge, "A text is too long for a spreadsheet. Nothing was written.",
            "Row " + std::to_string(errorRow_ + 1) + " has a text of more than 32,767 characters. Choose CSV or JSON.");
    if (error_ != LXW_NO_ERROR) return fail(storageError(lxw_strerror(error_)));
    // The library does not look at its own writes: a full disk would leave rows out.
    if (sheet_ && sheet_->file && std::ferror(sheet_->file)) return fail(storageError("The disk is full."));
    return {};
}

Result<> XlsxBook::describe(const Definition& definition, const Truth& truth) {
    STEWARD_CHECK(addSheet("About"));
    const Column text{{}, {}, FieldType::text, Bucket::none, {}};
    const Column number{{}, {}, FieldType::integer, Bucket::none, {}};
    lxw_row_t row = 0;
    const auto line = [&](const std::string& name, const json::Value& value, const Column& type) {
        title(row, 0, name);
        cell(row++, 1, cellOf(value), type);
    };
    worksheet_set_column(sheet_, 0, 0, 22, nullptr);
    worksheet_set_column(sheet_, 1, 1, 60, nullptr);
    line("Report", boost::json::string(definition.name), text);
    line("Dataset", boost::json::string(definition.dataset), text);
    line("Filters", boost::json::string(truth.filter), text);
    line("Data as of", boost::json::string(toRfc3339(truth.dataAsOf)), text);
    line("Time zone", boost::json::string(truth.timeZone), text);
    line("Rows matching", truth.rowsScanned, number);
    line("Rows after grouping", truth.rowsGrouped, number);
    line("Rows in this file", truth.rowsReturned, number);
    line("Complete", boost::json::string(truth.complete ? "yes" : "no, limited by the report"), text);
    return {};
}

Result<RowWriter::Finished> XlsxBook::finish(std::int64_t records) {
    STEWARD_CHECK(state());
    for (lxw_worksheet* sheet = book_->worksheets->stqh_first; sheet; sheet = sheet->list_pointers.stqe_next)
        if (sheet->file && (std::fflush(sheet->file) != 0 || std::ferror(sheet->file)))
            return fail(storageError(std::strerror(errno)));
    if (const lxw_error error = workbook_close(book_.release()); error != LXW_NO_ERROR)
        return fail(storageError(lxw_strerror(error)));
    STEWARD_TRY(auto sum, sha256OfFile(file_.temporaryPath()));
    return RowWriter::Finished{std::move(file_), std::move(sum), records};
}

}  // namespace steward::report
