// What a report delivers: the table people see, and the truth about it. All of it travels as JSON.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/json.h"
#include "base/time.h"
#include "report/definition.h"

namespace steward::report {

struct Column {
    std::string key;    // keyOf(), or the name of a field of the underlying rows
    std::string title;  // "MRR", "Sum of MRR": English, for files; the console builds its own from the field
    FieldType type = FieldType::text;
    Bucket bucket = Bucket::none;  // of dates: what one value stands for
    std::string currency;          // of money, when the whole result has one
    bool isPart = false;           // 1 stands for all of something: people read it as percent
    bool operator==(const Column&) const = default;
};
STEWARD_DESCRIBE(Column, (key, title, type, bucket, currency, isPart))

enum class LineKind { leaf, subtotal, total };
STEWARD_DESCRIBE_ENUM(LineKind, leaf, subtotal, total)

// A line of the table. Keys: one per row field; a subtotal has those of its group only, the total has none.
// Cells: for each column group its measures, then, if there are column fields, the measures over all of them.
// Values are null, whole numbers (money in hundredths, dates in days, times in milliseconds), decimals (averages),
// text.
struct Line {
    LineKind kind = LineKind::leaf;
    std::vector<json::Value> keys;
    std::vector<json::Value> cells;
    bool operator==(const Line&) const = default;
};
STEWARD_DESCRIBE(Line, (kind, keys, cells))

struct Table {
    std::vector<Column> rows;     // one per row field
    std::vector<Column> columns;  // one per column field
    std::vector<Column> measures;
    std::vector<std::vector<json::Value>>
        columnKeys;           // the column groups in order; one without keys if no column field
    std::vector<Line> lines;  // leaves, each group closed by its subtotal, the total last
    bool operator==(const Table&) const = default;

    bool hasColumnTotals() const { return !columns.empty(); }
    std::size_t cellsPerLine() const { return (columnKeys.size() + (hasColumnTotals() ? 1 : 0)) * measures.size(); }
};
STEWARD_DESCRIBE(Table, (rows, columns, measures, columnKeys, lines))

struct Truth {
    std::int64_t rowsScanned = 0;   // underlying rows that match the filter
    std::int64_t rowsGrouped = 0;   // lines of the finest grouping
    std::int64_t rowsReturned = 0;  // of these, within the limit of the definition
    Time dataAsOf{};
    std::string timeZone = "UTC";
    std::string filter;
    std::int64_t elapsedMilliseconds = 0;
    bool complete = false;  // nothing was left out
    // Of a preview: only so many of the rows that match were read. Absent when all of them were.
    std::optional<std::int64_t> sample = {};
    bool operator==(const Truth&) const = default;
};
STEWARD_DESCRIBE(Truth, (rowsScanned, rowsGrouped, rowsReturned, dataAsOf, timeZone, filter, elapsedMilliseconds,
                         complete, sample))

struct Report {
    Definition definition;
    Table table;
    Truth truth;
};
STEWARD_DESCRIBE(Report, (definition, table, truth))

}  // namespace steward::report
