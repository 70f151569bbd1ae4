// Log records as they are stored. All functions run on the thread of the connection.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "contract/log_messages.h"
#include "sql/connection.h"

namespace steward::logs {

// A record within its bounds (domain::keepBounds) and its place.
struct Placed {
    std::int64_t place = 0;
    domain::LogRecord record;
};

// What a record takes of the room that is kept for logs.
std::int64_t sizeOf(const domain::LogRecord& record);

// In a write transaction; best in the order of their places. ErrorCode::conflict when another has the place of one.
Result<> insertRecords(sql::Connection& connection, std::span<const Placed> records);

// "t.place, t.tenant_id, …", and the record of a row that begins with these.
extern const std::string recordColumns;
Result<domain::LogRecord> readRecord(const sql::Row& row);

// ErrorCode::notFound when there is none in this scope.
Result<domain::LogRecord> findRecord(sql::Connection& connection, const sql::TenantScope& scope, const std::string& id);
// Up to `before` and `after` records of the same service and tenant, around one.
Result<contract::LogContext> contextOf(sql::Connection& connection, const sql::TenantScope& scope,
                                       const std::string& id, std::int64_t before, std::int64_t after);

struct Volume {
    std::int64_t records = 0;
    std::int64_t bytes = 0;
    std::optional<Time> oldest;
};
Result<Volume> volumeOf(sql::Connection& connection);

// Removes the oldest records below a place, at most `most`; how many. In a write transaction.
Result<std::int64_t> forgetBelow(sql::Connection& connection, std::int64_t place, std::int64_t most);

}  // namespace steward::logs
