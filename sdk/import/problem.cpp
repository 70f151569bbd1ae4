#include "import/problem.h"

#include <algorithm>

// lupdate reads the templates here; the console asks for them as ImportWords.
#define QT_TRANSLATE_NOOP(context, text) text

namespace steward::imports {

std::string_view templateOf(ProblemKind kind) {
    switch (kind) {
        case ProblemKind::unreadable:
            return QT_TRANSLATE_NOOP("ImportWords", "The file cannot be read: %1.");
        case ProblemKind::empty:
            return QT_TRANSLATE_NOOP("ImportWords", "There is nothing in it. The first line names the columns.");
        case ProblemKind::cancelled:
            return QT_TRANSLATE_NOOP("ImportWords", "Cancelled. Nothing was changed.");
        case ProblemKind::tooManyRows:
            return QT_TRANSLATE_NOOP("ImportWords",
                                     "There are more than %1 rows, which is the most for one import. Split the file "
                                     "and import the parts one after the other.");
        case ProblemKind::tooManyColumns:
            return QT_TRANSLATE_NOOP(
                "ImportWords", "There are more than %1 columns, which is the most. Is the separator another one?");
        case ProblemKind::cellTooLong:
            return QT_TRANSLATE_NOOP("ImportWords",
                                     "A cell is longer than %1 bytes. Is the quote that ends it missing?");
        case ProblemKind::rowTooLong:
            return QT_TRANSLATE_NOOP("ImportWords", "The row is longer than %1 bytes.");
        case ProblemKind::notUtf8:
            return QT_TRANSLATE_NOOP("ImportWords",
                                     "Byte %1 of the file is not UTF-8, so letters would come out wrong. Save the file "
                                     "as \"CSV UTF-8\" and import it again.");
        case ProblemKind::notUtf16:
            return QT_TRANSLATE_NOOP("ImportWords",
                                     "Byte %1 of the file is not UTF-16. Save the file as \"CSV UTF-8\" and import it "
                                     "again.");
        case ProblemKind::notText:
            return QT_TRANSLATE_NOOP("ImportWords",
                                     "Byte %1 of the file is no text. Import a CSV file, saved as \"CSV UTF-8\", or "
                                     "an XLSX workbook.");
        case ProblemKind::openQuote:
            return QT_TRANSLATE_NOOP("ImportWords", "A quote is opened here and never closed.");
        case ProblemKind::textAfterQuote:
            return QT_TRANSLATE_NOOP("ImportWords",
                                     "There is text after a closing quote. Write a quote inside of quotes twice.");
        case ProblemKind::oldSpreadsheet:
            return QT_TRANSLATE_NOOP("ImportWords",
                                     "This is a spreadsheet of the old kind (XLS). Save it as XLSX or CSV and import "
                                     "it again.");
        case ProblemKind::encrypted:
            return QT_TRANSLATE_NOOP("ImportWords",
                                     "The workbook is protected by a password. Save it without one and import it "
                                     "again.");
        case ProblemKind::openDocument:
            return QT_TRANSLATE_NOOP("ImportWords",
                                     "This is an OpenDocument file. Save it as XLSX or CSV and import it again.");
        case ProblemKind::notAWorkbook:
            return QT_TRANSLATE_NOOP("ImportWords", "This is no XLSX workbook. Import CSV or XLSX.");
        case ProblemKind::damaged:
            return QT_TRANSLATE_NOOP("ImportWords", "The workbook is damaged: %1.");
        case ProblemKind::unpacksTooFar:
            return QT_TRANSLATE_NOOP("ImportWords", "%1 in the workbook unpacks to far too much, so it is not read.");
        case ProblemKind::documentType:
            return QT_TRANSLATE_NOOP(
                "ImportWords",
                "%1 in the workbook declares a document type, which no spreadsheet program writes. "
                "It is not read.");
        case ProblemKind::tooMuchText:
            return QT_TRANSLATE_NOOP("ImportWords", "The sheet holds more than %1 bytes of text. Split it.");
        case ProblemKind::noSheet:
            return QT_TRANSLATE_NOOP("ImportWords", "The workbook has no sheet with cells.");
        case ProblemKind::noSuchSheet:
            return QT_TRANSLATE_NOOP("ImportWords", "There is no sheet \"%1\". There is: %2.");
        case ProblemKind::mergedCells:
            return QT_TRANSLATE_NOOP("ImportWords",
                                     "The cells %1 are merged, so it is not clear which row their value belongs to. "
                                     "Unmerge them and import the file again.");
        case ProblemKind::missingColumn:
            return QT_TRANSLATE_NOOP("ImportWords",
                                     "No column is %1. It says which tenant a row is about, so it has to be there.");
        case ProblemKind::mappedTwice:
            return QT_TRANSLATE_NOOP("ImportWords", "The columns %1 are all %2. Choose one and leave out the others.");
        case ProblemKind::noSuchColumn:
            return QT_TRANSLATE_NOOP("ImportWords", "There is no column \"%1\". There is: %2.");
        case ProblemKind::noSuchField:
            return QT_TRANSLATE_NOOP("ImportWords", "There is no field \"%1\". There is: %2.");
        case ProblemKind::changedMeanwhile:
            return QT_TRANSLATE_NOOP("ImportWords", "The file's columns changed meanwhile. Choose the file again.");
        case ProblemKind::tooManyCells:
            return QT_TRANSLATE_NOOP("ImportWords", "There are %1 cells in the row, and only %2 columns have a name.");
        case ProblemKind::tooFewCells:
            return QT_TRANSLATE_NOOP("ImportWords", "There are only %1 cells in the row instead of %2.");
        case ProblemKind::formulaWithoutValue:
            return QT_TRANSLATE_NOOP("ImportWords",
                                     "The cell has a formula whose result is not in the file. Open and save it with "
                                     "your spreadsheet program.");
        case ProblemKind::errorValue:
            return QT_TRANSLATE_NOOP("ImportWords", "The cell shows the error %1.");
        case ProblemKind::impossibleDate:
            return QT_TRANSLATE_NOOP("ImportWords", "There is no day %1.");
        case ProblemKind::keyMissing:
            return QT_TRANSLATE_NOOP("ImportWords", "The row does not say which tenant it is about.");
        case ProblemKind::keyTwice:
            return QT_TRANSLATE_NOOP("ImportWords", "\"%1\" is in line %2 already.");
        case ProblemKind::notWhole:
            return QT_TRANSLATE_NOOP("ImportWords", "\"%1\" is not a whole number, such as 1200.");
        case ProblemKind::grouped:
            return QT_TRANSLATE_NOOP(
                "ImportWords", "\"%1\" could mean several numbers. Write whole numbers without separators: 1200.");
        case ProblemKind::notNumber:
            return QT_TRANSLATE_NOOP("ImportWords", "\"%1\" is not a number, such as 12.5.");
        case ProblemKind::notBoolean:
            return QT_TRANSLATE_NOOP("ImportWords", "\"%1\" is neither yes nor no.");
        case ProblemKind::notTime:
            return QT_TRANSLATE_NOOP("ImportWords", "\"%1\" is not a date, such as 2026-11-24, or a time in RFC 3339.");
        case ProblemKind::notChoice:
            return QT_TRANSLATE_NOOP("ImportWords", "\"%1\" is none of: %2.");
        case ProblemKind::brokenRule:
            return QT_TRANSLATE_NOOP("ImportWords", "\"%1\" %2.");
    }
    return {};
}

std::string text(const Problem& problem) {
    const std::string_view words = templateOf(problem.kind);
    std::string out;
    for (std::size_t at = 0; at < words.size(); ++at) {
        const bool isPlace = words[at] == '%' && at + 1 < words.size() && words[at + 1] >= '1' && words[at + 1] <= '9';
        const std::size_t place = isPlace ? std::size_t(words[at + 1] - '1') : 0;
        if (!isPlace) {
            out += words[at];
            continue;
        }
        ++at;
        if (place < problem.words.size()) out += problem.words[place];
    }
    return out;
}

std::string whereAndWhat(const Problem& problem) {
    std::string out;
    if (problem.line > 0) out += "Line " + std::to_string(problem.line);
    if (!problem.column.empty()) out += (out.empty() ? "Column " : ", ") + problem.column;
    return (out.empty() ? out : out + ": ") + text(problem);
}

Error toError(const Problem& problem) {
    Error error{ErrorCode::invalid, whereAndWhat(problem), "Nothing was changed.", {}, {}};
    if (problem.kind == ProblemKind::unreadable) error.code = ErrorCode::storage;
    if (problem.kind == ProblemKind::cancelled) error.code = ErrorCode::cancelled;
    if (problem.kind == ProblemKind::tooManyRows) error.code = ErrorCode::tooLarge;
    return error;
}

std::string shortened(std::string_view text) {
    constexpr std::size_t most = 60;
    std::size_t end = std::min(text.size(), most);
    // Never within a character.
    while (end < text.size() && end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80)
        --end;
    std::string out(text.substr(0, end));
    std::ranges::replace_if(out, [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' ');
    return end < text.size() ? out + "…" : out;
}

}  // namespace steward::imports
