#include "import/table_reader.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <fstream>

#include "import/csv_reader.h"
#include "import/xlsx_reader.h"

namespace steward::imports {
namespace {

constexpr std::string_view zipMagic = "PK";
constexpr std::string_view compoundMagic = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

// Workbooks with a password are compound files too, with a stream of this name ([MS-OFFCRYPTO] 2.3.4.2).
bool holdsEncryptedPackage(std::istream& file) {
    std::string name;
    for (const char c : std::string_view("EncryptedPackage")) {
        name += c;
        name += '\0';
    }
    std::string seen(256 * 1024, '\0');
    file.clear();
    file.seekg(0);
    file.read(seen.data(), static_cast<std::streamsize>(seen.size()));
    seen.resize(static_cast<std::size_t>(file.gcount()));
    return seen.find(name) != std::string::npos;
}

bool isEmpty(const Row& row) {
    return !row.problem && row.bad.empty() && std::ranges::all_of(row.cells, [](const auto& cell) {
        return cell.find_first_not_of(" \t") == std::string::npos;
    });
}

}  // namespace

TableReader::TableReader(const Source& source, bool rowsMayBeShort)
    : stop_(source.stop), limits_(source.limits), rowsMayBeShort_(rowsMayBeShort) {}

Outcome<std::optional<Row>> TableReader::next() {
    for (;;) {
        if (stop_.stop_requested()) return fail(Problem{ProblemKind::cancelled});
        STEWARD_TRY(auto row, read());
        if (!row) return row;
        if (isEmpty(*row)) continue;
        auto& cells = row->cells;
        if (rows_++ == 0) {
            while (!cells.empty() && cells.back().empty())
                cells.pop_back();
            width_ = cells.size();
            return row;
        }
        if (rows_ > limits_.rows + 1)
            return fail(Problem{ProblemKind::tooManyRows, row->line, {}, {std::to_string(limits_.rows)}});
        while (cells.size() > width_ && cells.back().empty())
            cells.pop_back();
        const auto counted = [&](ProblemKind kind) {
            return Problem{kind, row->line, {}, {std::to_string(cells.size()), std::to_string(width_)}};
        };
        if (!row->problem && cells.size() > width_) row->problem = counted(ProblemKind::tooManyCells);
        if (!row->problem && cells.size() < width_ && !rowsMayBeShort_)
            row->problem = counted(ProblemKind::tooFewCells);
        cells.resize(width_);
        return row;
    }
}

Outcome<std::unique_ptr<TableReader>> openTable(const Source& source) {
    std::ifstream file(source.file, std::ios::binary);
    std::array<char, 8> head{};
    const int cause = errno;
    std::error_code error;
    const auto unreadable = [](std::string why) { return fail(Problem{ProblemKind::unreadable, 0, {}, {why}}); };
    if (!std::filesystem::is_regular_file(source.file, error))
        return unreadable(error ? error.message() : "it is not a file");
    if (!file) return unreadable(std::strerror(cause));
    file.read(head.data(), head.size());
    const std::string_view begin(head.data(), static_cast<std::size_t>(file.gcount()));
    if (begin == compoundMagic)
        return fail(
            Problem{holdsEncryptedPackage(file) ? ProblemKind::encrypted : ProblemKind::oldSpreadsheet, 0, {}, {}});
    if (begin.starts_with(zipMagic)) return openXlsx(source);
    return openCsv(source);
}

std::string columnLetters(std::size_t column) {
    std::string letters;
    for (std::size_t n = column + 1; n > 0; n = (n - 1) / 26)
        letters.insert(letters.begin(), static_cast<char>('A' + (n - 1) % 26));
    return letters;
}

}  // namespace steward::imports
