// The platform as one of the services that log: its own lines, as base/log.h writes them, and the requests it answers.
// Both are without secrets by the rule of base/log.h; what looks like one is redacted all the same.
#pragma once

#include "base/log.h"
#include "kernel/http/router.h"
#include "logs/log_intake.h"

namespace steward::logs {

inline constexpr std::string_view ownService = "stewardd";

// The platform's own affair, whichever tenant it names.
domain::LogRecord recordOf(log::Level level, const boost::json::object& line, Time now);
// Of the tenant of who asked.
domain::LogRecord recordOf(const kernel::Answered& answered, Time now);

// `requests`: LogsConfig::requests.
bool isKept(const kernel::Answered& answered, std::string_view requests);

}  // namespace steward::logs
