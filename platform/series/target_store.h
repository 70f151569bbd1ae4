// The SQL of scrape targets, and what one may be.
#pragma once

#include <optional>
#include <vector>

#include "contract/series_messages.h"
#include "sql/connection.h"

namespace steward::series {

inline constexpr std::int64_t mostTargets = 500;

// ErrorCode::unprocessable with the field that is wrong.
Result<> checkTarget(const contract::ScrapeTarget& target);

Result<std::vector<contract::ScrapeTarget>> readTargets(sql::Connection& connection);
Result<contract::ScrapeTarget> findTarget(sql::Connection& connection, const std::string& id);
// ErrorCode::unprocessable: its tenant is not there, or there are 500 targets already.
Result<> insertTarget(sql::Connection& connection, const contract::ScrapeTarget& target);
Result<> updateTarget(sql::Connection& connection, const contract::ScrapeTarget& target);
Result<> deleteTarget(sql::Connection& connection, const std::string& id);
// How fetching went, of that version of it.
Result<> noteTarget(sql::Connection& connection, const contract::ScrapeTarget& target);

}  // namespace steward::series
