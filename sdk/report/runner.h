// Runs a definition on a connection: the platform's database or the snapshot on this computer.
#pragma once

#include <cstdint>
#include <functional>
#include <stop_token>
#include <string>

#include "report/compiler.h"
#include "report/result.h"
#include "sql/connection.h"

namespace steward::report {

struct RunOptions {
    sql::TenantScope scope = sql::TenantScope::one({});  // must be set: an empty tenant is refused
    Time dataAsOf{};  // now on the platform, the moment of the snapshot offline; `last 6` in filters counts from here
    std::stop_token stop = {};
    std::function<void(std::int64_t rowsRead)> progress = {};  // on the thread that runs; every few thousand rows
    std::size_t maximumCells = 1'000'000;                      // of the table in memory
    std::int64_t sample = 0;                                   // a preview of the first so many rows that match; 0: all
    bool withoutPersonal = false;  // underlying rows come without personal fields; see readsOf() for definitions
    // Where the data is from, for manifests: "platform", "snapshot", "snapshot of 3 tenants"; and whether that is not
    // all there is: then no result is complete.
    std::string source = {};
    bool isPartial = false;
};

// The pivot with subtotals and totals, all from one moment of the data. Totals are computed from the underlying
// numbers: sums from whole numbers, averages from sums and counts, distinct counts and medians by the
// engine, for each level of totals.
// Errors: invalid (field errors), tooLarge (more groups than maximumCells; before they are computed, unless
// later rows are of another kind than the first), unprocessable (amounts in several currencies), cancelled, and those
// of the connection.
Result<Report> run(sql::Connection& connection, const Definition& definition, const RunOptions& options);

// All that a result depends on but the data, and what it may be (maximumCells): two runs with the same fingerprint over
// the same data have the same table. Errors: invalid.
Result<std::string> fingerprintOf(const sql::Connection& connection, const Definition& definition,
                                  const RunOptions& options);

// The underlying rows one by one, in a fixed order, with all fields. `begin` gets the columns and the number of rows
// before the first one; rows are valid during the call only. The truth has rowsScanned == rowsReturned.
struct RowReader {
    std::function<Result<>(const std::vector<Column>& columns, std::int64_t rows)> begin;
    std::function<Result<>(const sql::Row& row)> row;
};
Result<Truth> readRows(sql::Connection& connection, const Definition& definition, const RunOptions& options,
                       const RowReader& reader);

}  // namespace steward::report
