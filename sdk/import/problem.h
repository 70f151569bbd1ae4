// What is wrong with a file that is imported, or with one of its rows: where, and what was expected. The text of each
// kind is a template that the console translates; terminals fill it as it is.
//
// The room is `import`, its namespace `imports`, because the former is a word of C++20.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace steward::imports {

enum class ProblemKind {
    // The file cannot be imported.
    unreadable,
    empty,
    cancelled,
    tooManyRows,
    tooManyColumns,
    cellTooLong,
    rowTooLong,
    notUtf8,
    notUtf16,
    notText,
    openQuote,
    textAfterQuote,
    oldSpreadsheet,
    encrypted,
    openDocument,
    notAWorkbook,
    damaged,
    unpacksTooFar,
    documentType,
    tooMuchText,
    noSheet,
    noSuchSheet,
    mergedCells,
    // The columns do not fit.
    missingColumn,
    mappedTwice,
    noSuchColumn,
    noSuchField,
    changedMeanwhile,
    // A row is left out.
    tooManyCells,
    tooFewCells,
    formulaWithoutValue,
    errorValue,
    impossibleDate,
    keyMissing,
    keyTwice,
    notWhole,
    grouped,
    notNumber,
    notBoolean,
    notTime,
    notChoice,
    brokenRule,
};
STEWARD_DESCRIBE_ENUM(ProblemKind, unreadable, empty, cancelled, tooManyRows, tooManyColumns, cellTooLong, rowTooLong,
                      notUtf8, notUtf16, notText, openQuote, textAfterQuote, oldSpreadsheet, encrypted, openDocument,
                      notAWorkbook, damaged, unpacksTooFar, documentType, tooMuchText, noSheet, noSuchSheet,
                      mergedCells, missingColumn, mappedTwice, noSuchColumn, noSuchField, changedMeanwhile,
                      tooManyCells, tooFewCells, formulaWithoutValue, errorValue, impossibleDate, keyMissing, keyTwice,
                      notWhole, grouped, notNumber, notBoolean, notTime, notChoice, brokenRule)

struct Problem {
    ProblemKind kind = ProblemKind::damaged;
    std::int64_t line = 0;           // of the file, 1 and up; 0: the file as a whole
    std::string column;              // its header, or its letters; empty: the line as a whole
    std::vector<std::string> words;  // what stands for %1, %2 … in the template
    bool operator==(const Problem&) const = default;
};

// "The value \"%1\" is not a whole number."
std::string_view templateOf(ProblemKind kind);
// The template with its words, without line and column.
std::string text(const Problem& problem);
// "Line 12, Plan: …"
std::string whereAndWhat(const Problem& problem);
Error toError(const Problem& problem);

// At most 60 bytes of what stands in a cell, on one line, for messages.
std::string shortened(std::string_view text);

template <class T = void>
using Outcome = tl::expected<T, Problem>;

}  // namespace steward::imports

namespace steward {

// So that STEWARD_TRY and STEWARD_CHECK pass problems on.
[[nodiscard]] inline tl::unexpected<imports::Problem> fail(imports::Problem problem) {
    return tl::unexpected<imports::Problem>(std::move(problem));
}

}  // namespace steward
