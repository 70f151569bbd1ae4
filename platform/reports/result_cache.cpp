#include "reports/result_cache.h"

#include <algorithm>
#include <chrono>
#include <numeric>

#include "report/dataset.h"
#include "report/resolved.h"
#include "sql/migrations.h"

namespace steward::reports {
namespace {

using Steady = std::chrono::steady_clock;

std::size_t bytesOf(const std::vector<json::Value>& values) {
    return std::accumulate(values.begin(), values.end(), values.capacity() * sizeof(json::Value),
                           [](std::size_t sum, const json::Value& value) {
                               return sum + (value.is_string() ? value.get_string().capacity() : 0);
                           });
}

std::size_t bytesOf(const report::Report& report) {
    std::size_t bytes = sizeof report + report.table.lines.capacity() * sizeof(report::Line);
    for (const auto& line : report.table.lines)
        bytes += bytesOf(line.keys) + bytesOf(line.cells);
    for (const auto& keys : report.table.columnKeys)
        bytes += bytesOf(keys);
    return bytes;
}

}  // namespace

ResultCache::Result ResultCache::find(const std::string& key) {
    Result found;
    {
        const std::lock_guard lock(mutex_);
        if (const auto at = byKey_.find(key); at != byKey_.end()) {
            entries_.splice(entries_.begin(), entries_, at->second);
            found = at->second->result;
        }
    }
    if (found)
        telemetry_.count("steward_report_results_reused_total", "Reports answered by a result that was kept.");
    else
        telemetry_.count("steward_report_results_computed_total", "Reports whose result was computed.");
    return found;
}

void ResultCache::keep(const std::string& key, Result result) {
    const std::size_t bytes = key.size() + bytesOf(*result);
    if (bytes > mostBytes_ / 4) return;
    const std::lock_guard lock(mutex_);
    if (byKey_.contains(key)) return;
    entries_.push_front({key, std::move(result), bytes});
    byKey_.emplace(entries_.front().key, entries_.begin());
    for (bytes_ += bytes; bytes_ > mostBytes_; entries_.pop_back()) {
        bytes_ -= entries_.back().bytes;
        byKey_.erase(entries_.back().key);
    }
}

Result<std::string> dataVersion(sql::Connection& connection, const std::vector<std::string>& datasets) {
    std::string version;
    for (const auto& name : datasets) {
        const auto* dataset = report::findDataset(name);
        if (!dataset) return fail(ErrorCode::internal, "There is no such dataset.", name);
        // Numbers only grow, and only the smallest are forgotten: no two states of the data have the first three in
        // common. The last one tells apart what a database that took over numbers like one that is gone.
        STEWARD_TRY(const auto rows,
                    connection.query("SELECT count(*), coalesce(max(number), 0), "
                                     "CAST(coalesce(sum(number), 0) AS BIGINT), CAST(coalesce(sum(salt), 0) AS BIGINT) "
                                     "FROM table_changes WHERE table_name = ?1",
                                     sql::Params({dataset->table.substr(0, dataset->table.find(' '))})));
        version += name;
        for (int column = 0; column < 4; ++column)
            version += ' ' + std::to_string(rows[0].integer(column));
        version += '\n';
    }
    return version;
}

Result<report::Report> runCached(sql::Connection& connection, const report::Definition& definition,
                                 const report::RunOptions& options, ResultCache& cache) {
    if (cache.isOff()) return report::run(connection, definition, options);
    const auto begun = Steady::now();
    STEWARD_TRY(const auto fingerprint, report::fingerprintOf(connection, definition, options));
    STEWARD_TRY(auto reads, report::readsOf(definition));
    // Every dataset shows what its tenants are called, and leaves out those that were removed.
    if (std::ranges::find(reads.datasets, "tenants") == reads.datasets.end()) reads.datasets.emplace_back("tenants");
    STEWARD_TRY(const auto moment, connection.readTransaction());
    STEWARD_TRY(const auto version, dataVersion(connection, reads.datasets));
    const std::string key = sql::checksum(fingerprint + '\n' + version);
    if (const auto found = cache.find(key)) {
        report::Report result = *found;
        result.truth.dataAsOf = options.dataAsOf;
        result.truth.elapsedMilliseconds =
            std::chrono::duration_cast<std::chrono::milliseconds>(Steady::now() - begun).count();
        return result;
    }
    STEWARD_TRY(auto result, report::run(connection, definition, options));
    cache.keep(key, std::make_shared<const report::Report>(result));
    return result;
}

Result<> forgetOldVersions(sql::Connection& connection) {
    if (connection.dialect() == sql::Dialect::sqlite) return {};  // has one a table
    STEWARD_CHECK(
        connection.execute("DELETE FROM table_changes c WHERE number < (SELECT max(number) FROM table_changes "
                           "WHERE table_name = c.table_name) AND "
                           "number < pg_snapshot_xmin(pg_current_snapshot())::text::bigint"));
    return {};
}

}  // namespace steward::reports
