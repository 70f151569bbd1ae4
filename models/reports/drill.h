// From a cell of a result to the rows it was made of: as a filter, so that a report of them, or the rows themselves,
// can be asked for.
#pragma once

#include <optional>

#include "report/filter.h"
#include "report/result.h"

namespace steward::models {

// A line of the table, and which of its column groups; without one, all of them.
struct CellPlace {
    std::size_t line = 0;
    std::optional<std::size_t> group = {};
};

// What its rows have in common beyond the filter of the report. ErrorCode::unprocessable: no filter says it, because
// too many groups stand beside Others.
Result<report::Filter> filterOf(const report::Report& report, const CellPlace& place);

// The report of these rows: grouped by `field` in place of the rows; without a field, as it is, for its underlying
// rows.
Result<report::Definition> drilled(const report::Report& report, const CellPlace& place,
                                   const std::optional<report::Dimension>& by);

}  // namespace steward::models
