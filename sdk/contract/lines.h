// JSON lines (application/x-ndjson) of runReport and snapshot: one header, one array for each row, one closing line.
//
//   {"dataset":"tenants","columns":[{"name":"region","title":"Region","type":"text"},…],"dataTime":"2026-11-23T09:12:04Z"}
//   ["eu-central",1840000]
//   {"truth":{"rows":1,"checksum":"9f2c…",…}}
//
// A stream that ends without its closing line is incomplete and is an error, however many rows arrived. When the
// platform fails midway it closes with {"error":{…}}, a problem document, instead. Cells are what the columns hold:
// numbers, text, true and false, null; times are milliseconds since 1970, days are days since 1970, lists JSON text.
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
    std::string name;
    std::string title;  // for people
    std::string type;   // a type of report/dataset.h: "text", "integer", "money", "time" …
};
STEWARD_DESCRIBE(LineColumn, (name, title, type))

struct LinesHeader {
    std::string dataset;
    std::vector<LineColumn> columns;
    Time dataTime{};  // the moment that every row is from
};
STEWARD_DESCRIBE(LinesHeader, (dataset, columns, dataTime))

// A report's truth says more than this (report/definition.h); these two members every closing line has.
struct LinesTruth {
    std::int64_t rows = 0;
    std::string checksum;
};
STEWARD_DESCRIBE(LinesTruth, (rows, checksum))

// The last line. Exactly one of the two is there.
struct LinesEnd {
    std::optional<json::Value> truth;
    std::optional<Problem> error;
};
STEWARD_DESCRIBE(LinesEnd, (truth, error))

// A row is known by its first character; header and closing line are objects.
inline bool isRowLine(std::string_view line) { return line.starts_with('['); }

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
