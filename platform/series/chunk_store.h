// The SQL of series: functions on the connection of one Database::read or write.
#pragma once

#include <map>
#include <span>
#include <stop_token>
#include <vector>

#include "series/store.h"
#include "sql/connection.h"

namespace steward::series {

struct Retention {
    std::array<Duration, tierCount> kept{std::chrono::hours(24), std::chrono::hours(30 * 24),
                                         std::chrono::hours(365 * 24)};
};

Result<> storeSeries(sql::Connection& connection, std::span<const SeriesRow> rows);
Result<> storeChunks(sql::Connection& connection, std::span<const ChunkRow> rows);

// What the store goes on with after a start: series of the last day, their samples of the last hour as well as steps of
// ten seconds tell, and the chunks that are not over.
Result<> loadStore(sql::Connection& connection, Store& store, Time now);

// At most `most` and one more.
Result<std::vector<SeriesRow>> readSeries(sql::Connection& connection, const std::string& tenant,
                                          const std::string& metric, std::size_t most);
// By their start; those with a step from `from` to `to`.
Result<std::map<std::int64_t, std::string>> readChunks(sql::Connection& connection, const std::string& tenant,
                                                       std::uint64_t series, const Tier& tier, std::int64_t from,
                                                       std::int64_t to, std::stop_token stop = {});

Result<> forgetOldChunks(sql::Connection& connection, const Retention& retention, Time now);

}  // namespace steward::series
