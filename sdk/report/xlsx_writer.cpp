#include <algorithm>

#include "report/format.h"
#include "report/xlsx_book.h"

namespace steward::report {
namespace {

constexpr std::size_t columnsPerSheet = 16'384;
constexpr std::size_t linesBetweenStops = 256;

std::string titleOf(const Column& column) {
    return column.currency.empty() ? column.title : column.title + " (" + column.currency + ")";
}

bool isNumber(const Column& column) {
    return column.type == FieldType::integer || column.type == FieldType::money || column.type == FieldType::decimal;
}

tl::unexpected<Error> doesNotFit(std::int64_t rows, std::size_t columns, const WriterOptions& options) {
    return fail(ErrorCode::tooLarge, "The table does not fit in a spreadsheet. Nothing was written.",
                "It has " + std::to_string(rows) + " rows and " + std::to_string(columns) + " columns; a sheet takes " +
                    std::to_string(options.rowsPerSheet) +
                    " and 16384. Choose CSV or JSON, let it go on in further sheets, or group by fewer fields.");
}

class XlsxWriter final : public RowWriter {
public:
    XlsxWriter(WriterOptions options, XlsxBook book) : options_(std::move(options)), book_(std::move(book)) {}

    Result<> begin(const std::vector<Column>& columns, std::int64_t rows) override {
        columns_ = columns;
        if (!options_.options.split && rows >= options_.rowsPerSheet)
            return doesNotFit(rows + 1, columns.size(), options_);
        return nextSheet();
    }

    Result<> row(const sql::Row& row) override {
        if (next_ == options_.rowsPerSheet) STEWARD_CHECK(nextSheet());
        for (std::size_t i = 0; i < columns_.size(); ++i)
            book_.cell(static_cast<lxw_row_t>(next_), static_cast<lxw_col_t>(i), row.cell(i), columns_[i]);
        ++next_;
        ++rows_;
        return book_.state();
    }

    Result<Finished> finish(const Truth& truth) override {
        if (options_.options.truth) STEWARD_CHECK(book_.describe(options_.definition, truth));
        return book_.finish(rows_ + sheets_);
    }

private:
    Result<> nextSheet() {
        ++sheets_;
        STEWARD_CHECK(book_.addSheet(sheets_ == 1 ? std::string("Data") : "Data " + std::to_string(sheets_)));
        book_.widths(columns_);
        book_.freeze(1, 0);
        for (std::size_t i = 0; i < columns_.size(); ++i)
            book_.title(0, static_cast<lxw_col_t>(i), titleOf(columns_[i]), isNumber(columns_[i]));
        next_ = 1;
        return book_.state();
    }

    WriterOptions options_;
    XlsxBook book_;
    std::vector<Column> columns_;
    std::int64_t next_ = 0;
    std::int64_t rows_ = 0;
    int sheets_ = 0;
};

class PivotSheet {
public:
    PivotSheet(const Table& table, const TimeZone& zone, XlsxBook& book) : table_(table), zone_(zone), book_(book) {
        labels_ = std::max<std::size_t>(table.rows.size(), 1);
    }

    lxw_row_t headerRows() const { return static_cast<lxw_row_t>(table_.columns.size() + 1); }

    void header() {
        book_.widths(table_.rows);
        book_.freeze(headerRows(), static_cast<lxw_col_t>(labels_));
        lxw_row_t row = 0;
        for (; row < table_.columns.size(); ++row) {
            for (std::size_t group = 0; group < table_.columnKeys.size(); ++group)
                book_.title(row, position(group, 0), spelled(table_.columnKeys[group][row], table_.columns[row], zone_),
                            true);
            if (row == 0) book_.title(row, position(table_.columnKeys.size(), 0), "Total", true);
        }
        for (std::size_t i = 0; i < table_.rows.size(); ++i)
            book_.title(row, static_cast<lxw_col_t>(i), table_.rows[i].title);
        const std::size_t groups = table_.cellsPerLine() / table_.measures.size();
        for (std::size_t group = 0; group < groups; ++group)
            for (std::size_t i = 0; i < table_.measures.size(); ++i)
                book_.title(row, position(group, i), titleOf(table_.measures[i]), true);
    }

    void line(lxw_row_t row, const Line& line) {
        const bool strong = line.kind != LineKind::leaf;
        for (std::size_t i = 0; i < line.keys.size(); ++i)
            book_.cell(row, static_cast<lxw_col_t>(i), cellOf(line.keys[i]), table_.rows[i], strong);
        if (line.keys.size() < labels_ && strong)
            book_.cell(row, static_cast<lxw_col_t>(line.keys.size()), cellOf(total_), text_, true);
        for (std::size_t i = 0; i < line.cells.size(); ++i)
            book_.cell(row, static_cast<lxw_col_t>(labels_ + i), cellOf(line.cells[i]),
                       table_.measures[i % table_.measures.size()], strong);
    }

private:
    lxw_col_t position(std::size_t group, std::size_t measure) const {
        return static_cast<lxw_col_t>(labels_ + group * table_.measures.size() + measure);
    }

    const Table& table_;
    const TimeZone& zone_;
    XlsxBook& book_;
    std::size_t labels_ = 1;
    const json::Value total_ = "Total";
    const Column text_{{}, {}, FieldType::text, Bucket::none, {}};
};

}  // namespace

Result<std::unique_ptr<RowWriter>> xlsxWriter(WriterOptions options) {
    STEWARD_TRY(XlsxBook book, XlsxBook::create(options));
    return std::make_unique<XlsxWriter>(std::move(options), std::move(book));
}

Result<RowWriter::Finished> writeXlsxTable(const Report& report, const WriterOptions& options,
                                           const std::stop_token& stop, const std::function<void()>& written) {
    const Table& table = report.table;
    const auto rows = static_cast<std::int64_t>(table.lines.size() + table.columns.size() + 1);
    const std::size_t columns = std::max<std::size_t>(table.rows.size(), 1) + table.cellsPerLine();
    const bool isSplit = rows > options.rowsPerSheet;
    const auto headerRows = static_cast<std::int64_t>(table.columns.size() + 1);
    if (columns > columnsPerSheet || (isSplit && (!options.options.split || headerRows >= options.rowsPerSheet)))
        return doesNotFit(rows, columns, options);
    STEWARD_TRY(XlsxBook book, XlsxBook::create(options));
    PivotSheet sheet(table, options.zone, book);
    std::int64_t next = options.rowsPerSheet;
    std::int64_t records = 0;
    int sheets = 0;
    for (std::size_t i = 0; i <= table.lines.size(); ++i) {
        const bool isFull = next == options.rowsPerSheet;
        if (isFull && (sheets == 0 || i < table.lines.size())) {
            ++sheets;
            STEWARD_CHECK(book.addSheet(sheets == 1 ? std::string("Report") : "Report " + std::to_string(sheets)));
            sheet.header();
            next = headerRows;
            records += headerRows;
        }
        if (i == table.lines.size()) break;
        if (i % linesBetweenStops == 0 && stop.stop_requested())
            return fail(ErrorCode::cancelled, "The export was cancelled.");
        sheet.line(static_cast<lxw_row_t>(next++), table.lines[i]);
        ++records;
        STEWARD_CHECK(book.state());
        const bool isOnlyLine = table.rows.empty() && report.truth.rowsGrouped > 0;
        if (table.lines[i].kind == LineKind::leaf || isOnlyLine) written();
    }
    if (options.options.chart) STEWARD_CHECK(book.chart(report));
    if (options.options.truth) STEWARD_CHECK(book.describe(report.definition, report.truth));
    return book.finish(records);
}

}  // namespace steward::report
