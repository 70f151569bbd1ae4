#include <algorithm>
#include <array>
#include <cstdio>

#include "report/format.h"
#include "report/output.h"
#include "report/text_encoding.h"
#include "report/writer.h"

namespace steward::report {
namespace {

char characterOf(Separator separator) {
    return separator == Separator::tab ? '\t' : separator == Separator::semicolon ? ';' : ',';
}

std::string nameOf(std::uint32_t character) {
    char text[16];
    std::snprintf(text, sizeof text, "U+%04X", static_cast<unsigned>(character));
    return text;
}

// What a field has to be quoted for, by one look at each byte.
class Quoting {
public:
    explicit Quoting(char separator) {
        for (const char c : {separator, '"', '\r', '\n'})
            isSpecial_[static_cast<unsigned char>(c)] = true;
        for (const char c : {'=', '+', '-', '@', '\t', '\r'})
            startsFormula_[static_cast<unsigned char>(c)] = true;
    }

    void append(std::string& out, std::string_view text) const {
        const bool isFormula = !text.empty() && startsFormula_[static_cast<unsigned char>(text.front())];
        if (!isFormula && std::ranges::none_of(text, [this](unsigned char c) { return isSpecial_[c]; })) {
            out += text;
            return;
        }
        out += '"';
        if (isFormula) out += '\'';
        for (std::size_t at = 0;;) {
            const auto quote = text.find('"', at);
            out += text.substr(at, quote - at);
            if (quote == std::string_view::npos) break;
            out += "\"\"";
            at = quote + 1;
        }
        out += '"';
    }

private:
    std::array<bool, 256> isSpecial_{};
    std::array<bool, 256> startsFormula_{};
};

class CsvWriter final : public RowWriter {
public:
    CsvWriter(WriterOptions options, Output output)
        : options_(std::move(options)),
          separator_(characterOf(options_.options.separator)),
          quoting_(separator_),
          encoding_(options_.options.encoding, options_.options.unencodable),
          output_(std::move(output)) {}

    Result<> begin(const std::vector<Column>& columns, std::int64_t) override {
        columns_ = columns;
        last_.resize(columns.size());
        output_.buffer() += encoding_.mark();
        std::string& out = line();
        for (std::size_t i = 0; i < columns.size(); ++i) {
            if (i) out += separator_;
            const bool hasCurrency = !columns[i].currency.empty();
            quoting_.append(out, hasCurrency ? columns[i].title + " (" + columns[i].currency + ")" : columns[i].title);
        }
        return endLine();
    }

    Result<> row(const sql::Row& row) override {
        ++rows_;
        std::string& out = line();
        for (std::size_t i = 0; i < columns_.size(); ++i) {
            if (i) out += separator_;
            const sql::Cell& cell = row.cell(i);
            if (cell.type == sql::Cell::Type::text || cell.type == sql::Cell::Type::blob)
                quoting_.append(out, cell.bytes);
            else if (columns_[i].type == FieldType::date)
                appendRepeating(out, cell, i);
            else
                appendSpelled(out, cell, columns_[i], options_.zone);
        }
        return endLine();
    }

    Result<Finished> finish(const Truth&) override {
        STEWARD_TRY(auto finished, output_.finish());
        return Finished{std::move(finished.file), std::move(finished.sha256), rows_, encoding_.replaced()};
    }

private:
    // Where a line is made: UTF-8 goes into the file as it is.
    std::string& line() {
        line_.clear();
        return encoding_.isUtf8() ? output_.buffer() : line_;
    }
    Result<> endLine() {
        if (encoding_.isUtf8()) {
            output_.buffer() += "\r\n";
            return output_.flushIfFull();
        }
        line_ += "\r\n";
        if (const auto missing = encoding_.append(output_.buffer(), line_))
            return fail(ErrorCode::unprocessable,
                        "A text has a character that the chosen encoding does not have. Nothing was written.",
                        (rows_ == 0 ? "The header" : "Row " + std::to_string(rows_)) + " has " + nameOf(*missing) +
                            ". Choose UTF-8, or let a question mark stand for such characters.");
        return output_.flushIfFull();
    }

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
    char separator_;
    Quoting quoting_;
    TextEncoding encoding_;
    Output output_;
    std::string line_;
    std::int64_t rows_ = 0;
    std::vector<Column> columns_;
    std::vector<Spelled> last_;
};

}  // namespace

Result<std::unique_ptr<RowWriter>> csvWriter(WriterOptions options) {
    STEWARD_TRY(Output output, Output::create(options.file));
    return std::make_unique<CsvWriter>(std::move(options), std::move(output));
}

}  // namespace steward::report
