// Tables in files, row by row: CSV (RFC 4180) and XLSX (ECMA-376). What a file is, its bytes say, not its name.
//
//   STEWARD_TRY(auto table, openTable({.file = "tenants.xlsx"}));
//   for (;;) {
//       STEWARD_TRY(const auto row, table->next());
//       if (!row) break;
//   }
//
// Memory is bounded by the limits, whatever the size of the file and whatever it says about itself; so is time, because
// the row after the last allowed one ends the reading. One thread at a time; the file stays open until the end.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "import/problem.h"

namespace steward::imports {

struct Limits {
    std::int64_t rows = 10'000;  // after the one with the names of the columns
    std::size_t columns = 1'000;
    std::size_t cellBytes = 64 * 1024;
    std::size_t rowBytes = 1024 * 1024;
    // XLSX. Of one part of the workbook: what it may unpack to, and how many times its packed size once it is large.
    std::uint64_t partBytes = std::uint64_t{512} << 20;
    std::uint64_t ratio = 300;
    std::size_t textBytes = std::size_t{64} << 20;  // of the texts that cells share
};

struct Source {
    std::filesystem::path file;
    std::string sheet = {};  // XLSX; empty: the first that is shown
    std::stop_token stop = {};
    Limits limits = {};
};

struct Row {
    std::int64_t line = 0;           // where it begins in a CSV file; its number in a sheet. 1 and up
    std::vector<std::string> cells;  // UTF-8; times as 2026-11-24 or RFC 3339, true and false, numbers as 1200 and 12.5
    std::map<std::size_t, Problem> bad = {};  // cells that have no value to use, by their column
    std::optional<Problem> problem = {};      // why it cannot be used at all, although other rows can
};

class TableReader {
public:
    virtual ~TableReader() = default;

    // The next row that is not empty; nothing at the end. The first one names the columns, and all have as many cells.
    Outcome<std::optional<Row>> next();

    // How much of the file is read, 0 to 1.
    virtual double share() const = 0;
    // XLSX: the sheets there are to choose from and the one that is read; cells whose value a formula has computed.
    virtual std::vector<std::string> sheets() const { return {}; }
    virtual std::string sheet() const { return {}; }
    virtual std::int64_t formulas() const { return 0; }

protected:
    TableReader(const Source& source, bool rowsMayBeShort);
    virtual Outcome<std::optional<Row>> read() = 0;

    std::stop_token stop_;
    Limits limits_;

private:
    bool rowsMayBeShort_;
    std::int64_t rows_ = 0;
    std::size_t width_ = 0;
};

Outcome<std::unique_ptr<TableReader>> openTable(const Source& source);

// "A" of 0, "AB" of 27: how spreadsheets name columns.
std::string columnLetters(std::size_t column);

}  // namespace steward::imports
