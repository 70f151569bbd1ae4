// Results of reports that were computed here, for as long as the data behind them is the same. What is found is exact:
// the key holds the tenant, the definition with its parameters, the moments that relative times stand for, and the
// version of the data, read in the transaction that reads the rows. Any thread.
#pragma once

#include <cstddef>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "kernel/telemetry.h"
#include "report/result.h"
#include "report/runner.h"
#include "sql/connection.h"

namespace steward::reports {

class ResultCache {
public:
    using Result = std::shared_ptr<const report::Report>;

    // Those that were used longest ago make room. One result takes at most a quarter of it; 0: nothing is kept.
    ResultCache(kernel::Telemetry& telemetry, std::size_t mostBytes) : telemetry_(telemetry), mostBytes_(mostBytes) {}

    bool isOff() const { return mostBytes_ == 0; }
    Result find(const std::string& key);  // none: not there
    void keep(const std::string& key, Result result);

private:
    struct Entry {
        std::string key;
        Result result;
        std::size_t bytes = 0;
    };
    kernel::Telemetry& telemetry_;
    const std::size_t mostBytes_;
    std::mutex mutex_;
    std::size_t bytes_ = 0;
    std::list<Entry> entries_;  // the newest first
    std::map<std::string_view, std::list<Entry>::iterator> byKey_;
};

// Of all rows of these datasets, as the connection sees them: another one after every change that was committed.
Result<std::string> dataVersion(sql::Connection& connection, const std::vector<std::string>& datasets);

// report::run(), or what it gave before for the same data. The truth says when it was asked, and how long this took.
Result<report::Report> runCached(sql::Connection& connection, const report::Definition& definition,
                                 const report::RunOptions& options, ResultCache& cache);

// Versions that no report can need any more. In the caller's write transaction.
Result<> forgetOldVersions(sql::Connection& connection);

}  // namespace steward::reports
