// JSON lines (application/x-ndjson) of runReport, snapshot and refreshSnapshot: one header, one array for each row, one
// closing line.
//
//   {"dataset":"tenants","columns":[{"name":"region","title":"Region","type":"text"},…],"rows":2,"dataTime":"2026-…Z"}
//   ["eu-central",1840000]
//   ["eu-west",1175000]
//   {"rows":2,"checksum":"9f2c…","truth":{…}}
//
// What the rows are:
//   snapshot               cells in the order of `columns`, which are the columns of the dataset's table
//   runReport, underlying  cells in the order of `columns`; `truth` is a report::Truth
//   runReport, groups      [kind, keys, cells] of a report::Line; `table` is the report::Table without its lines
// Cells are what the columns hold: numbers, text, null; times are milliseconds since 1970, days are days since 1970,
// money is in minor units, lists and documents are JSON text.
//
// A stream that ends without its closing line is incomplete and is an error, however many rows arrived. When the
// platform fails midway it closes with {"rows":…,"checksum":"","error":{…}}, a problem document.
// Rows of refreshSnapshot come in chunks, in the order of the table's key. Where a chunk ends depends on the keys
// alone, so a row that is changed, added or removed changes the one or two chunks around it. After its rows, which are
// left out when the caller knows the chunk, comes
//   {"chunk":"4e07…","rows":64,"last":["ten_01…",20750,"apiCalls"],"known":true}
// with the first 32 digits of the SHA-256 of the row lines, and the key of its last row. In such a stream the closing
// checksum is that of all chunks' checksums one after the other, and `rows` counts those that were not sent, too.
//
// `checksum` is the SHA-256 of the row lines with their line feeds, so that `sed '1d;$d' file | sha256sum` repeats it.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "contract/problem.h"

namespace steward::contract {

inline constexpr std::string_view linesContentType = "application/x-ndjson";

struct LineColumn {
    std::string name;   // of a field, or of a column of the table
    std::string title;  // for people
    std::string type;   // report::FieldType: "text", "integer", "money", "dateTime" …
};
STEWARD_DESCRIBE(LineColumn, (name, title, type))

struct LinesHeader {
    std::string dataset;
    std::vector<LineColumn> columns;
    std::int64_t rows = 0;  // how many will come
    Time dataTime{};        // the moment that every row is from
    std::optional<json::Value> table;
    std::optional<std::vector<std::string>> key = {};  // refreshSnapshot: the columns that order the rows
    std::optional<Time> expiresAt = {};  // refreshSnapshot: when the rows are to be gone from the computer
};
STEWARD_DESCRIBE(LinesHeader, (dataset, columns, rows, dataTime, table, key, expiresAt))

struct LinesChunk {
    std::string chunk;
    std::int64_t rows = 0;
    json::Value last;
    std::optional<bool> known;
};
STEWARD_DESCRIBE(LinesChunk, (chunk, rows, last, known))

inline constexpr std::size_t chunkDigits = 32;

struct LinesEnd {
    std::int64_t rows = 0;  // how many came
    std::string checksum;
    std::optional<json::Value> truth;
    std::optional<Problem> error;
};
STEWARD_DESCRIBE(LinesEnd, (rows, checksum, truth, error))

// A row is known by its first character; header and closing line are objects.
inline bool isRowLine(std::string_view line) {
    return line.starts_with('[');
}
inline bool isChunkLine(std::string_view line) {
    return line.starts_with("{\"chunk\":");
}

// The checksum of the row lines, fed as they are written or read. One thread.
class LinesChecksum {
public:
    LinesChecksum();
    // One or several row lines, each with its line feed.
    void add(std::string_view lines);
    std::string finish();  // 64 hexadecimal digits; add nothing afterwards

private:
    alignas(64) std::array<std::byte, 128> state_{};
};

}  // namespace steward::contract
