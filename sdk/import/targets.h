// A file as what it asks for: each row becomes a target of a plan, or a problem that says why it is left out.
//
//   STEWARD_TRY(const Overview seen, look({.file = file}, tenants()));
//   STEWARD_TRY(Import import, readTargets({.file = file}, seen.columns, seen.proposal, tenants()));
//   plan.targets = std::move(import.targets);
//
// Nothing is changed by either. Any thread.
#pragma once

#include <functional>

#include "import/mapping.h"
#include "import/table_reader.h"

namespace steward::imports {

struct Overview {
    std::vector<std::string> sheets;  // XLSX
    std::string sheet;
    std::vector<std::string> columns;               // their names, as the first row says; letters where it says none
    std::vector<std::vector<std::string>> samples;  // of each column the first values that are there, at most 2
    std::int64_t formulas = 0;
    Mapping proposal;
};

// Reads the first rows; of a workbook the whole sheet is looked at, so that what would spoil it is known at once.
Outcome<Overview> look(const Source& source, const Subject& subject);

struct Import {
    std::vector<domain::Target> targets;
    std::vector<Problem> problems;  // in the order of the file; `column` is the column's name
    std::int64_t rows = 0;
    std::int64_t leftOut = 0;  // rows with a problem
    std::int64_t formulas = 0;
};

// How much of the file is read, 0 to 1; in the thread that reads.
using Progress = std::function<void(double share)>;

// `columns` as they were seen: ProblemKind::changedMeanwhile when the file has others now. An empty cell leaves its
// field as it is.
Outcome<Import> readTargets(const Source& source, const std::vector<std::string>& columns, const Mapping& mapping,
                            const Subject& subject, const Progress& progress = {});

}  // namespace steward::imports
