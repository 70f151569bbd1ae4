#include "metrics/range.h"

#include <algorithm>

#include "base/ids.h"

namespace steward::metrics {
namespace {

using std::chrono::hours;

constexpr std::size_t maxNames = 32;
constexpr std::size_t maxTenantIds = 100;
constexpr auto longestRange = hours(31 * 24);
constexpr std::int64_t steps[] = {1000,    2000,    5000,    10'000,    15'000,    30'000,    60'000,     120'000,
                                  300'000, 600'000, 900'000, 1'800'000, 3'600'000, 7'200'000, 14'400'000, 86'400'000};

std::vector<std::string> parts(std::string_view text) {
    std::vector<std::string> list;
    while (!text.empty()) {
        const auto comma = text.find(',');
        if (comma != 0) list.emplace_back(text.substr(0, comma));
        if (comma == std::string_view::npos) break;
        text.remove_prefix(comma + 1);
    }
    return list;
}

tl::unexpected<Error> refused(std::vector<FieldError> fields) {
    return fail({ErrorCode::invalid, "The request is not valid.", {}, {}, std::move(fields)});
}

std::int64_t finestFor(Time from, Time now) {
    if (from >= now - SecondRing::length - std::chrono::seconds(5)) return 1000;
    return from >= now - hours(24) ? tenSeconds : minute;
}

// Requests are kept by the hour, too, and longer.
std::int64_t sourceOf(const RangePlan& plan, std::size_t series) {
    return series == 0 && plan.stepMs % hour == 0 ? hour : plan.sourceMs;
}

}  // namespace

Result<RangePlan> planRange(const contract::MetricRangeRequest& request, Time now) {
    std::vector<FieldError> errors;
    RangePlan plan;
    plan.tenantId = request.tenantId;
    const auto names = parts(request.names);
    if (names.empty() || names.size() > maxNames) errors.push_back({"/names", "must name 1 to 32 series"});
    for (const auto& name : names) {
        const auto series = seriesIndex(name);
        if (!series || (plan.tenantId && !allSeries()[*series].perTenant))
            errors.push_back({"/names", "there is no series " + name + (plan.tenantId ? " of a tenant" : "")});
        else
            plan.series.push_back(*series);
    }
    if (request.from >= request.to)
        errors.push_back({"/to", "must be after from"});
    else if (request.to - request.from > longestRange)
        errors.push_back({"/from", "a range has at most 31 days"});
    if (request.stepMs && (*request.stepMs < 1000 || *request.stepMs % 1000 != 0 || *request.stepMs > 86'400'000))
        errors.push_back({"/stepMs", "must be whole seconds, at most a day"});
    if (!errors.empty()) return refused(std::move(errors));

    const std::int64_t span = (request.to - request.from).count();
    std::int64_t finest = finestFor(request.from, now);
    if (plan.tenantId && finest == tenSeconds) finest = minute;
    plan.stepMs = std::max(request.stepMs.value_or(1000), finest);
    if (!request.stepMs)
        for (const auto step : steps) {
            plan.stepMs = step;
            if (step >= finest && span / step <= static_cast<std::int64_t>(maxPoints)) break;
        }
    if (span / plan.stepMs > static_cast<std::int64_t>(maxPoints))
        return refused({{"/stepMs", "makes more than 3,600 points of this range"}});

    plan.fromRing = finest == 1000 && (plan.stepMs < tenSeconds || (plan.tenantId && plan.stepMs < minute));
    plan.sourceMs = plan.tenantId || finest == minute ? minute : tenSeconds;
    if (!plan.fromRing && plan.stepMs % plan.sourceMs != 0)
        plan.stepMs = (plan.stepMs / plan.sourceMs + 1) * plan.sourceMs;
    const std::int64_t start = request.from.time_since_epoch().count() / plan.stepMs * plan.stepMs;
    plan.start = Time(Duration(start));
    plan.count =
        static_cast<std::size_t>((request.to.time_since_epoch().count() - start + plan.stepMs - 1) / plan.stepMs);
    return plan;
}

RangePlan lastDay(const std::string& tenant, Time now) {
    RangePlan plan;
    plan.series = {0};
    plan.tenantId = tenant;
    plan.stepMs = plan.sourceMs = hour;
    plan.count = 24;
    plan.start = Time(Duration((now.time_since_epoch().count() / hour - 23) * hour));
    return plan;
}

Result<std::vector<std::string>> tenantList(std::string_view text) {
    auto list = parts(text);
    if (list.empty() || list.size() > maxTenantIds) return refused({{"/tenantIds", "must name 1 to 100 tenants"}});
    for (const auto& tenant : list)
        if (!parseId(id::tenant, tenant)) return refused({{"/tenantIds", "is not an id of a tenant: " + tenant}});
    return list;
}

Result<RangeRows> readRange(sql::Connection& connection, const sql::TenantScope& scope, const RangePlan& plan) {
    RangeRows rows;
    const Time end = plan.start + Duration(plan.stepMs) * static_cast<std::int64_t>(plan.count);
    const std::string tenant = plan.tenantId.value_or(std::string());
    for (const auto series : plan.series) {
        STEWARD_TRY(auto found, readRollups(connection, scope, tenant, allSeries()[series].name, sourceOf(plan, series),
                                            plan.start, end));
        rows.push_back(std::move(found));
    }
    // When the platform ran is known to everybody.
    STEWARD_TRY(auto up, readRollups(connection, sql::TenantScope::all(), {}, allSeries()[0].name, sourceOf(plan, 0),
                                     plan.start, end));
    rows.push_back(std::move(up));
    return rows;
}

void overlayRange(const Rollups& rollups, const RangePlan& plan, RangeRows& rows) {
    const Time end = plan.start + Duration(plan.stepMs) * static_cast<std::int64_t>(plan.count);
    const std::string tenant = plan.tenantId.value_or(std::string());
    for (std::size_t i = 0; i < plan.series.size(); ++i)
        rollups.overlay(tenant, allSeries()[plan.series[i]].name, sourceOf(plan, plan.series[i]), plan.start, end,
                        rows[i]);
    rollups.overlay({}, allSeries()[0].name, sourceOf(plan, 0), plan.start, end, rows.back());
}

std::vector<std::optional<double>> combineRange(const RangePlan& plan, std::size_t series, const RangeRows& rows) {
    const auto slotOf = [&](std::int64_t at) {
        return static_cast<std::size_t>((at - plan.start.time_since_epoch().count()) / plan.stepMs);
    };
    std::vector<Rollup> slots(plan.count);
    std::vector<std::int64_t> seconds(plan.count, 0);  // by which a sum is divided
    const auto& up = rows.back();
    const bool isRate = plan.series[series] == 0;
    for (const auto& [at, rollup] : rows[series]) {
        slots[slotOf(at)].merge(rollup);
        const auto known = up.find(at);
        const bool spread = plan.tenantId && isRate && known != up.end();
        seconds[slotOf(at)] += spread ? std::max(rollup.count, known->second.count) : rollup.count;
    }
    std::vector<std::optional<double>> values(plan.count);
    if (plan.tenantId)
        for (const auto& [at, rollup] : up) {
            if (rollup.count == 0) continue;
            values[slotOf(at)] = 0;
            if (isRate && !rows[series].contains(at)) seconds[slotOf(at)] += rollup.count;
        }
    const bool largest = allSeries()[plan.series[series]].combine == Combine::largest;
    for (std::size_t i = 0; i < plan.count; ++i)
        if (slots[i].count > 0) values[i] = largest ? slots[i].max : slots[i].sum / static_cast<double>(seconds[i]);
    return values;
}

std::vector<domain::TopTenant> busiest(const SecondRing& ring, Time at, std::size_t limit) {
    struct Sum {
        double requests = 0;
        double errors = 0;
        double p95 = 0;
    };
    std::map<std::uint32_t, Sum> sums;
    const auto seconds = ring.between(at - std::chrono::seconds(10), at + Duration(1));
    for (const Second* second : seconds)
        for (const auto& [tenant, values] : second->tenants) {
            auto& sum = sums[tenant];
            const auto requests = static_cast<double>(values.requests);
            sum.requests += requests;
            sum.errors += requests * static_cast<double>(values.errorPercent);
            sum.p95 = std::max(sum.p95, static_cast<double>(values.p95Ms));
        }
    std::vector<domain::TopTenant> list;
    for (const auto& [tenant, sum] : sums) {
        const auto& name = ring.tenantName(tenant);
        list.push_back({name, name, sum.requests / static_cast<double>(seconds.size()), sum.p95,
                        sum.requests > 0 ? sum.errors / sum.requests : 0});
    }
    const auto busier = [](const auto& a, const auto& b) {
        return a.requestsPerSecond != b.requestsPerSecond ? a.requestsPerSecond > b.requestsPerSecond
                                                          : a.tenantId < b.tenantId;
    };
    std::sort(list.begin(), list.end(), busier);
    if (list.size() > limit) list.resize(limit);
    return list;
}

}  // namespace steward::metrics
