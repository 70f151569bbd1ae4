// Log records: what services say that happened, line by line, as OpenTelemetry shapes it.
//
// The id is the record's place in the log: first its time, then the order of arrival within the millisecond. So the
// order of ids is the order of time, and a record that arrives late stands where it belongs.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/describe.h"
#include "base/json.h"
#include "base/time.h"

namespace steward::domain {

// Four numbers of OpenTelemetry each: 1 to 4 are trace, 5 to 8 debug …
enum class LogSeverity { trace, debug, info, warning, error, fatal };
STEWARD_DESCRIBE_ENUM(LogSeverity, trace, debug, info, warning, error, fatal)

// 0, which says nothing, is info.
LogSeverity severityOf(std::int64_t number);

struct LogRecord {
    std::string id;  // "log_" and 16 hexadecimal digits
    Time time{};
    LogSeverity severity = LogSeverity::info;
    std::string service;  // "stewardd"
    std::string body;
    std::optional<std::string> tenantId;  // whom it is about; absent: the platform
    std::optional<std::string> traceId;   // 32 hexadecimal digits
    std::optional<std::string> spanId;    // 16 hexadecimal digits
    json::Value attributes;               // an object of texts, numbers and booleans
    bool cut = false;                     // something was left out that is above the bounds
    bool operator==(const LogRecord&) const = default;
};
STEWARD_DESCRIBE(LogRecord, (id, time, severity, service, body, tenantId, traceId, spanId, attributes, cut))

inline constexpr std::size_t maxLogBody = 16 * 1024;  // bytes, all of them
inline constexpr std::size_t maxLogService = 128;
inline constexpr std::size_t maxLogAttributes = 64;
inline constexpr std::size_t maxLogAttributeName = 128;
inline constexpr std::size_t maxLogAttributeText = 1024;
inline constexpr std::size_t maxLogAttributesBytes = 8 * 1024;  // of the object as JSON

// Makes it keep the bounds: texts are cut between characters, further attributes left out, bytes that are not UTF-8 and
// NUL become U+FFFD, values that are lists or objects their JSON, ids that are none are absent.
void keepBounds(LogRecord& record);

// Names whose values are never kept: "password", "api_key", "http.request.header.authorization" …
bool namesSecret(std::string_view attribute);
// Puts "[redacted]" in place of the values of such attributes, and of what follows "Bearer " or "password=" in texts.
void redact(LogRecord& record);

// "log_" and the place. nullopt for another spelling.
std::string logId(std::int64_t place);
std::optional<std::int64_t> logPlace(std::string_view id);
// The first place of a millisecond; all of its records are below that of the next one. Times before 1970 are 0.
std::int64_t firstLogPlace(Time time);
Time timeOfLogPlace(std::int64_t place);
inline constexpr std::int64_t logPlacesOfMillisecond = std::int64_t(1) << 21;

}  // namespace steward::domain
