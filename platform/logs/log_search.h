// Log records that a filter finds, newest first, in a bounded time.
//
// A search goes back in steps, each as large as the last one allows, and ends when the page is full, the range is
// through or its time is over; then it says how far it came, and the next page goes on from there.
#pragma once

#include <chrono>
#include <stop_token>

#include "contract/log_messages.h"
#include "contract/messages.h"
#include "sql/connection.h"

namespace steward::logs {

struct SearchLimits {
    std::chrono::milliseconds search{1500};   // for the page; the step that runs when it is over is finished
    std::chrono::milliseconds counting{250};  // for the total, beside it
    std::int64_t counted = 10'000;            // at most, beside the page
};

// ErrorCode::invalid with errors for /limit, /cursor, /sort (only "-time"), /filter.
Result<contract::LogPage> searchLogs(sql::Connection& connection, const sql::TenantScope& scope,
                                     const contract::ListRequest& request, Time now, const SearchLimits& limits,
                                     std::stop_token stop = {});

}  // namespace steward::logs
