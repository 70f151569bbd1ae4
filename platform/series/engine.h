// What other rooms ask for values of series: charts, alert rules. Answers out of memory, from the stored steps, or from
// a Prometheus, and means the same each time.
//
//   const auto result = co_await engine.query(tenant, query, {from, to, 60'000});        // I/O thread
//   const auto newest = engine.recent(tenant, query, {now, now, {}});                     // any thread, at once
#pragma once

#include <optional>
#include <string>

#include "contract/series_messages.h"
#include "kernel/config.h"
#include "kernel/db/database.h"
#include "kernel/http_client.h"
#include "series/chunk_store.h"
#include "series/evaluate.h"
#include "series/store.h"

namespace steward::series {

// Both ends are points, when the step leads from one to the other.
struct Range {
    Time from{};
    Time to{};
    std::optional<std::int64_t> stepMs;  // whole seconds; as makes about 300 points unless told
};

// What is read for a query.
struct QueryPlan {
    domain::SeriesQuery query;
    Grid grid;
    std::int64_t windowMs = 0;        // of the functions that look at one; widened where steps are coarse
    std::int64_t lookbackMs = 0;      // of the newest value
    std::optional<std::size_t> tier;  // nothing: samples in memory
    std::int64_t firstMs = 0;         // the oldest that is looked at
    std::string metric;               // of the series that are read
};

inline constexpr std::size_t mostPoints = 11'000;    // of a line
inline constexpr std::size_t mostCells = 1'000'000;  // of all lines
inline constexpr std::size_t mostLines = 1'000;
inline constexpr std::size_t mostSeriesRead = 10'000;

// ErrorCode::invalid with field errors below /query, /from, /to and /stepMs.
Result<QueryPlan> planQuery(const domain::SeriesQuery& query, const Range& range, const Retention& retention, Time now);

class Engine {
public:
    // All outlive it; `prometheus` of the configuration, when there is one, answers query().
    Engine(Store& store, kernel::Database& database, const Clock& clock, kernel::MetricsConfig config);
    ~Engine();

    // `tenant` is "" for the platform's own series, and is all that decides whose are read. Errors: invalid (field
    // errors); unprocessable (more series or lines than an answer holds); unavailable (Prometheus).
    kernel::Async<contract::SeriesResult> query(std::string tenant, domain::SeriesQuery query, Range range,
                                                std::stop_token stop = {});
    // Of the last hour, from this node's memory. ErrorCode::invalid for what is older, too.
    Result<contract::SeriesResult> recent(const std::string& tenant, const domain::SeriesQuery& query,
                                          const Range& range) const;

    const Retention& retention() const { return retention_; }

private:
    Result<contract::SeriesResult> fromMemory(const std::string& tenant, const QueryPlan& plan) const;
    Result<contract::SeriesResult> fromTables(sql::Connection& connection, const std::string& tenant,
                                              const QueryPlan& plan, const std::stop_token& stop) const;
    kernel::Async<contract::SeriesResult> fromPrometheus(std::string tenant, QueryPlan plan, std::stop_token stop);

    Store& store_;
    kernel::Database& database_;
    const Clock& clock_;
    kernel::MetricsConfig config_;
    Retention retention_;
    std::unique_ptr<kernel::HttpClient> http_;
};

}  // namespace steward::series
