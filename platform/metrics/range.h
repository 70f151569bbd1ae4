// What a range query reads and how its answer is put together. Plain functions.
#pragma once

#include "contract/messages.h"
#include "metrics/rollups.h"
#include "metrics/second_ring.h"

namespace steward::metrics {

inline constexpr std::size_t maxPoints = 3600;

struct RangePlan {
    std::vector<std::size_t> series;
    std::optional<std::string> tenantId;
    Time start{};  // a multiple of the step
    std::size_t count = 0;
    std::int64_t stepMs = 1000;
    std::int64_t sourceMs = 0;  // step of the rollups that are read
    bool fromRing = false;
};

// Seconds come from memory, for ranges of the last hour; longer steps from the rollups. A step that is finer than what
// is kept for the range becomes coarser: the reply says which it is. ErrorCode::invalid with field errors.
Result<RangePlan> planRange(const contract::MetricRangeRequest& request, Time now);
// http.requests of a tenant in the last 24 hours by the hour.
RangePlan lastDay(const std::string& tenant, Time now);
// At most 100 ids of tenants, comma-separated.
Result<std::vector<std::string>> tenantList(std::string_view text);

// For each series its steps by their start. The last one is the platform's http.requests, which tells for the steps of
// a tenant how many seconds the platform was up.
using RangeRows = std::vector<std::map<std::int64_t, Rollup>>;
Result<RangeRows> readRange(sql::Connection& connection, const sql::TenantScope& scope, const RangePlan& plan);
void overlayRange(const Rollups& rollups, const RangePlan& plan, RangeRows& rows);
std::vector<std::optional<double>> combineRange(const RangePlan& plan, std::size_t series, const RangeRows& rows);

// The tenants with the most requests in the ten seconds up to `at`.
std::vector<domain::TopTenant> busiest(const SecondRing& ring, Time at, std::size_t limit);

}  // namespace steward::metrics
