// Logs: what is found in them, what stands around a line, and what is new.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/describe.h"
#include "base/json.h"
#include "contract/endpoint.h"
#include "domain/log_record.h"

namespace steward::contract {

// ExportLogsServiceRequest of OTLP in its JSON form; the endpoint takes protobuf, too.
struct OtlpLogs {
    std::vector<json::Value> resourceLogs;
};
STEWARD_DESCRIBE(OtlpLogs, (resourceLogs))

struct OtlpRejectedLogs {
    std::string rejectedLogRecords;  // a number, as JSON of protobuf spells 64 bits
    std::string errorMessage;
};
STEWARD_DESCRIBE(OtlpRejectedLogs, (rejectedLogRecords, errorMessage))

// `partialSuccess` says what was not kept, and why; without it everything was.
struct OtlpLogsReply {
    std::optional<OtlpRejectedLogs> partialSuccess;
};
STEWARD_DESCRIBE(OtlpLogsReply, (partialSuccess))

// Newest first. A search that would take too long ends early, says so and how far it came: everything in the items is
// right, and what is older than `searchedTo` was not looked at. `nextCursor` goes on from there.
struct LogPage {
    std::vector<domain::LogRecord> items;
    std::optional<std::string> nextCursor;
    std::int64_t total = 0;
    bool totalIsExact = true;   // otherwise there are at least so many
    bool limitReached = false;  // of what one search may take
    std::optional<Time> searchedTo;
    using Item = domain::LogRecord;
};
STEWARD_DESCRIBE(LogPage, (items, nextCursor, total, totalIsExact, limitReached, searchedTo))

struct LogContextRequest {
    std::string id;
    std::optional<std::int64_t> before;  // 0 to 200, 20 unless told
    std::optional<std::int64_t> after;
};
STEWARD_DESCRIBE(LogContextRequest, (id, before, after))

// What the same service said about the same tenant, oldest first.
struct LogContext {
    std::vector<domain::LogRecord> items;
    std::int64_t index = 0;  // of the record that was asked for
    bool moreBefore = false;
    bool moreAfter = false;
};
STEWARD_DESCRIBE(LogContext, (items, index, moreBefore, moreAfter))

struct LogExportRequest {
    std::optional<std::string> filter;  // the grammar of lists
};
STEWARD_DESCRIBE(LogExportRequest, (filter))

// How much is kept, and what was lost since this node started.
struct LogState {
    std::int64_t records = 0;
    std::int64_t bytes = 0;
    std::optional<Time> oldest;
    std::int64_t retentionDays = 0;
    std::int64_t maxBytes = 0;
    std::int64_t waiting = 0;  // taken in and not written yet
    std::int64_t dropped = 0;  // there was no room for, or could not be written
};
STEWARD_DESCRIBE(LogState, (records, bytes, oldest, retentionDays, maxBytes, waiting, dropped))

// What was just written, oldest first. `left`: more was written than the feed takes; the rest is found by searching.
struct LogNews {
    std::vector<domain::LogRecord> records;
    std::int64_t left = 0;
};
STEWARD_DESCRIBE(LogNews, (records, left))

}  // namespace steward::contract
