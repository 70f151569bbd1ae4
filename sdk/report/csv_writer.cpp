#include "report/format.h"
#include "report/output.h"
#include "report/writer.h"

namespace steward::report {
namespace {

bool isFormula(std::string_view text) {
    return !text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos;
}

void appendField(std::string& out, std::string_view text) {
    const bool formula = isFormula(text);
    if (!formula && text.find_first_of(",\"\r\n") == std::string_view::npos) {
        out += text;
        return;
    }
    out += '"';
    if (formula) out += '\'';
    for (std::size_t at = 0;;) {
        const auto quote = text.find('"', at);
        out += text.substr(at, quote - at);
        if (quote == std::string_view::npos) break;
        out += "\"\"";
        at = quote + 1;
    }
    out += '"';
}

class CsvWriter final : public RowWriter {
public:
    CsvWriter(WriterOptions options, Output output) : options_(std::move(options)), output_(std::move(output)) {}

    Result<> begin(const std::vector<Column>& columns, std::int64_t) override {
        columns_ = columns;
        last_.resize(columns.size());
        std::string& out = output_.buffer();
        if (options_.byteOrderMark) out += "\xEF\xBB\xBF";
        for (std::size_t i = 0; i < columns.size(); ++i) {
            if (i) out += ',';
            const bool hasCurrency = !columns[i].currency.empty();
            appendField(out, hasCurrency ? columns[i].title + " (" + columns[i].currency + ")" : columns[i].title);
        }
        out += "\r\n";
        return {};
    }

    Result<> row(const sql::Row& row) override {
        std::string& out = output_.buffer();
        for (std::size_t i = 0; i < columns_.size(); ++i) {
            if (i) out += ',';
            const sql::Cell& cell = row.cell(i);
            if (cell.type == sql::Cell::Type::text || cell.type == sql::Cell::Type::blob)
                appendField(out, cell.bytes);
            else if (columns_[i].type == FieldType::date)
                appendRepeating(out, cell, i);
            else
                appendSpelled(out, cell, columns_[i], options_.zone);
        }
        out += "\r\n";
        return output_.flushIfFull();
    }

    Result<Finished> finish(const Truth&) override {
        STEWARD_TRY(auto finished, output_.finish());
        return Finished{std::move(finished.file), std::move(finished.sha256)};
    }

private:
    // Days come in runs: the text of the one before is usually the text of this one.
    void appendRepeating(std::string& out, const sql::Cell& cell, std::size_t column) {
        if (cell.type == sql::Cell::Type::null) return;
        auto& last = last_[column];
        if (last.text.empty() || last.value != cell.integer) {
            last = {cell.integer, {}};
            appendSpelled(last.text, cell, columns_[column], options_.zone);
        }
        out += last.text;
    }

    struct Spelled {
        std::int64_t value = 0;
        std::string text;
    };
    WriterOptions options_;
    Output output_;
    std::vector<Column> columns_;
    std::vector<Spelled> last_;
};

}  // namespace

Result<std::unique_ptr<RowWriter>> csvWriter(WriterOptions options) {
    STEWARD_TRY(Output output, Output::create(options.file));
    return std::make_unique<CsvWriter>(std::move(options), std::move(output));
}

}  // namespace steward::report
