// The filter grammar of lists (report/filter.h), over log records:
//
//   severity in
//   (error,fatal);service=billing;time>=2026-11-23T09:00:00Z;search~timeout;attribute="http.route=/v1/plans"
//
// `search` looks at the body and the values of attributes; `attribute` at the one whose name stands before the first
// '=' (with = and != only).
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "sql/dialect.h"
#include "sql/value.h"

namespace steward::logs {

struct LogFilter {
    std::string condition;  // over "log_records t"; parameters are numbered from `firstParameter`
    std::vector<sql::Value> parameters;
    // Nothing outside [bottom, top) fulfils it.
    std::int64_t bottom = 0;
    std::int64_t top = 0;
    // Texts that all records that fulfil it contain in their body or words.
    std::vector<std::string> needles;
    bool ofTrace = false;  // few records fulfil it, and an index finds them
};

inline constexpr std::size_t firstParameter = 3;

// ErrorCode::invalid with the position, as parseFilter() says it.
Result<LogFilter> readFilter(const std::string& text, sql::Dialect dialect, Time now);

}  // namespace steward::logs
