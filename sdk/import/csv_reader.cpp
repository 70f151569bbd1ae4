#include "import/csv_reader.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <fstream>

#include "import/text_input.h"

namespace steward::imports {
namespace {

// The separator that the first line with text has most of, outside of quotes.
char detectSeparator(std::string_view text) {
    constexpr std::array<char, 3> separators{',', ';', '\t'};
    std::array<std::size_t, 3> counts{};
    bool isQuoted = false;
    bool isBlank = true;
    for (const char c : text) {
        if (c == '"') isQuoted = !isQuoted;
        if ((c == '\n' || c == '\r') && !isQuoted) {
            if (isBlank) continue;
            break;
        }
        isBlank = false;
        const auto found = std::ranges::find(separators, c);
        if (!isQuoted && found != separators.end()) ++counts[static_cast<std::size_t>(found - separators.begin())];
    }
    return separators[static_cast<std::size_t>(std::ranges::max_element(counts) - counts.begin())];
}

class CsvReader final : public TableReader {
public:
    CsvReader(const Source& source, TextInput::Read bytes, std::uint64_t size)
        : TableReader(source, false), input_(std::move(bytes)), size_(size) {}

    double share() const override {
        const std::uint64_t left = text_.size() - at_;
        const std::uint64_t read = input_.bytesRead();
        return size_ == 0 ? 1 : static_cast<double>(read - std::min(read, left)) / static_cast<double>(size_);
    }

protected:
    Outcome<std::optional<Row>> read() override;

private:
    enum class Place { begin, plain, quoted, afterQuote };

    Outcome<bool> fill();
    Outcome<> put(char c);
    Outcome<> closeCell();
    Problem here(ProblemKind kind, std::vector<std::string> words = {}) const {
        return {kind, line_, columnLetters(row_.cells.size()), std::move(words)};
    }

    TextInput input_;
    std::uint64_t size_;
    std::string text_;
    std::size_t at_ = 0;
    char separator_ = 0;
    std::int64_t line_ = 1;
    bool afterReturn_ = false;  // a line feed that follows belongs to it
    Row row_;
    std::string cell_;
    std::size_t rowBytes_ = 0;
};

Outcome<bool> CsvReader::fill() {
    if (at_ < text_.size()) return true;
    auto piece = input_.next();
    if (!piece) {
        Problem problem = std::move(piece).error();
        problem.line = line_;
        return fail(std::move(problem));
    }
    text_ = std::move(*piece);
    at_ = 0;
    if (separator_ == 0) separator_ = detectSeparator(text_);
    return !text_.empty();
}

Outcome<> CsvReader::put(char c) {
    cell_ += c;
    if (cell_.size() > limits_.cellBytes)
        return fail(Problem{ProblemKind::cellTooLong,
                            row_.line,
                            columnLetters(row_.cells.size()),
                            {std::to_string(limits_.cellBytes)}});
    if (++rowBytes_ > limits_.rowBytes)
        return fail(Problem{ProblemKind::rowTooLong, row_.line, {}, {std::to_string(limits_.rowBytes)}});
    return {};
}

Outcome<> CsvReader::closeCell() {
    if (row_.cells.size() == limits_.columns)
        return fail(Problem{ProblemKind::tooManyColumns, row_.line, {}, {std::to_string(limits_.columns)}});
    row_.cells.push_back(std::move(cell_));
    cell_.clear();
    return {};
}

Outcome<std::optional<Row>> CsvReader::read() {
    Place place = Place::begin;
    std::int64_t quoteLine = 0;
    rowBytes_ = 0;
    row_ = {};
    for (;;) {
        STEWARD_TRY(const bool more, fill());
        if (!more) break;
        const char c = text_[at_++];
        const bool belongsToReturn = c == '\n' && afterReturn_;
        afterReturn_ = c == '\r';
        if (belongsToReturn) {
            if (place == Place::quoted) STEWARD_CHECK(put(c));
            continue;
        }
        if (row_.line == 0) row_.line = line_;
        const bool isBreak = c == '\n' || c == '\r';
        if (isBreak) ++line_;
        if (place == Place::quoted) {
            if (c == '"')
                place = Place::afterQuote;
            else
                STEWARD_CHECK(put(c));
        } else if (c == '"' && place == Place::begin) {
            place = Place::quoted;
            quoteLine = line_;
        } else if (c == '"' && place == Place::afterQuote) {
            place = Place::quoted;
            STEWARD_CHECK(put(c));
        } else if (c == separator_) {
            STEWARD_CHECK(closeCell());
            place = Place::begin;
        } else if (isBreak) {
            STEWARD_CHECK(closeCell());
            return std::optional(std::move(row_));
        } else if (place == Place::afterQuote) {
            return fail(here(ProblemKind::textAfterQuote));
        } else {
            place = Place::plain;
            STEWARD_CHECK(put(c));
        }
    }
    if (place == Place::quoted) return fail(Problem{ProblemKind::openQuote, quoteLine, {}, {}});
    if (row_.line == 0) return std::optional<Row>();
    STEWARD_CHECK(closeCell());
    return std::optional(std::move(row_));
}

}  // namespace

Outcome<std::unique_ptr<TableReader>> openCsv(const Source& source) {
    auto file = std::make_shared<std::ifstream>(source.file, std::ios::binary);
    std::error_code error;
    const auto size = std::filesystem::file_size(source.file, error);
    if (!*file || error)
        return fail(Problem{ProblemKind::unreadable, 0, {}, {error ? error.message() : std::strerror(errno)}});
    const auto bytes = [file](std::size_t most) -> Outcome<std::string> {
        std::string piece(most, '\0');
        file->read(piece.data(), static_cast<std::streamsize>(most));
        if (file->bad()) return fail(Problem{ProblemKind::unreadable, 0, {}, {std::strerror(errno)}});
        piece.resize(static_cast<std::size_t>(file->gcount()));
        return piece;
    };
    return std::make_unique<CsvReader>(source, bytes, size);
}

std::unique_ptr<TableReader> readCsv(std::string_view bytes, const Source& source) {
    const auto read = [bytes, at = std::size_t{0}](std::size_t most) mutable -> Outcome<std::string> {
        std::string piece(bytes.substr(at, most));
        at += piece.size();
        return piece;
    };
    return std::make_unique<CsvReader>(source, read, bytes.size());
}

}  // namespace steward::imports
