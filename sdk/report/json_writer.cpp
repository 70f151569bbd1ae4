#include "report/format.h"
#include "report/output.h"
#include "report/writer.h"

namespace steward::report {
namespace {

void append(std::string& out, const sql::Cell& cell, const Column& column, const TimeZone& zone) {
    using Type = sql::Cell::Type;
    if (cell.type == Type::null) {
        out += "null";
    } else if (cell.type == Type::real) {
        json::append(out, cell.real);
    } else if (cell.type != Type::integer) {
        json::appendString(out, cell.bytes);
    } else if (column.type == FieldType::boolean) {
        out += cell.integer ? "true" : "false";
    } else if (column.type == FieldType::date || column.type == FieldType::dateTime) {
        out += '"';
        appendSpelled(out, cell, column, zone);
        out += '"';
    } else {
        json::append(out, cell.integer);
    }
}

class JsonWriter final : public RowWriter {
public:
    JsonWriter(WriterOptions options, Output output) : options_(std::move(options)), output_(std::move(output)) {}

    Result<> begin(const std::vector<Column>& columns, std::int64_t) override {
        columns_ = columns;
        std::string& out = output_.buffer();
        out += "{\"definition\":";
        json::append(out, options_.definition);
        out += ",\"columns\":";
        json::append(out, columns);
        out += ",\"rows\":[";
        return {};
    }

    Result<> row(const sql::Row& row) override {
        std::string& out = output_.buffer();
        out += rows_++ ? ",\n[" : "\n[";
        for (std::size_t i = 0; i < columns_.size(); ++i) {
            if (i) out += ',';
            append(out, row.cell(i), columns_[i], options_.zone);
        }
        out += ']';
        return output_.flushIfFull();
    }

    Result<Finished> finish(const Truth& truth) override {
        std::string& out = output_.buffer();
        out += "\n]";
        if (options_.options.truth) {
            out += ",\"truth\":";
            json::append(out, truth);
        }
        out += "}\n";
        STEWARD_TRY(auto finished, output_.finish());
        return Finished{std::move(finished.file), std::move(finished.sha256), rows_};
    }

private:
    WriterOptions options_;
    Output output_;
    std::vector<Column> columns_;
    std::int64_t rows_ = 0;
};

class JsonLinesWriter final : public RowWriter {
public:
    JsonLinesWriter(WriterOptions options, Output output) : options_(std::move(options)), output_(std::move(output)) {}

    Result<> begin(const std::vector<Column>& columns, std::int64_t) override {
        columns_ = columns;
        for (const auto& column : columns) {
            std::string& name = names_.emplace_back(names_.empty() ? "{" : ",");
            json::appendString(name, column.key);
            name += ':';
        }
        return {};
    }

    Result<> row(const sql::Row& row) override {
        ++rows_;
        std::string& out = output_.buffer();
        for (std::size_t i = 0; i < columns_.size(); ++i) {
            out += names_[i];
            const sql::Cell& cell = row.cell(i);
            if (columns_[i].type == FieldType::money && cell.type == sql::Cell::Type::integer)
                appendSpelled(out, cell, columns_[i], options_.zone);
            else
                append(out, cell, columns_[i], options_.zone);
        }
        out += "}\n";
        return output_.flushIfFull();
    }

    Result<Finished> finish(const Truth&) override {
        STEWARD_TRY(auto finished, output_.finish());
        return Finished{std::move(finished.file), std::move(finished.sha256), rows_};
    }

private:
    WriterOptions options_;
    Output output_;
    std::vector<Column> columns_;
    std::vector<std::string> names_;
    std::int64_t rows_ = 0;
};

}  // namespace

Result<std::unique_ptr<RowWriter>> jsonLinesWriter(WriterOptions options) {
    STEWARD_TRY(Output output, Output::create(options.file));
    return std::make_unique<JsonLinesWriter>(std::move(options), std::move(output));
}

Result<std::unique_ptr<RowWriter>> jsonWriter(WriterOptions options) {
    STEWARD_TRY(Output output, Output::create(options.file));
    return std::make_unique<JsonWriter>(std::move(options), std::move(output));
}

}  // namespace steward::report
