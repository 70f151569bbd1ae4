#include "series/engine.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "kernel/http/request.h"
#include "series/prometheus_reply.h"

namespace steward::series {
namespace {

using contract::SeriesResult;
using contract::SeriesSource;
using domain::SeriesFunction;
using kernel::Async;

constexpr std::int64_t steps[] = {1000,    2000,    5000,      10'000,    15'000,    30'000,     60'000,    120'000,
                                  300'000, 600'000, 1'800'000, 3'600'000, 7'200'000, 14'400'000, 86'400'000};
// Samples that are read at once without leaving the thread.
constexpr std::size_t fewSeries = 64;
// Replies from here on are read on another thread.
constexpr std::size_t largeReply = 64 * 1024;
constexpr std::size_t mostHeld = 5'000'000;  // numbers while lines are put together

std::int64_t count(Time time) {
    return time.time_since_epoch().count();
}

bool isRate(SeriesFunction function) {
    return function == SeriesFunction::rate || function == SeriesFunction::increase ||
           function == SeriesFunction::quantile;
}

Result<> checkRead(std::size_t series) {
    if (series <= mostSeriesRead) return {};
    return fail(ErrorCode::unprocessable,
                "The query is about more than 10,000 series (" + std::to_string(series) + ").",
                "Say more of their labels.");
}

Result<> checkHeld(const Gathering& gathering, const QueryPlan& plan) {
    if (gathering.lines() * plan.grid.count <= mostHeld) return {};
    return fail(ErrorCode::unprocessable, "The query makes too many points.",
                "Take fewer labels apart, a shorter range or a longer step.");
}

Result<> checkLines(const std::vector<domain::SeriesLine>& lines, const QueryPlan& plan) {
    if (lines.size() <= mostLines && lines.size() * plan.grid.count <= mostCells) return {};
    return fail(ErrorCode::unprocessable,
                "The query makes " + std::to_string(lines.size()) + " lines of " + std::to_string(plan.grid.count) +
                    " points; an answer holds 1,000 lines and 1,000,000 points.",
                "Put series together, or take the top of them.");
}

SeriesResult resultOf(const QueryPlan& plan) {
    SeriesResult result;
    result.start = Time(Duration(plan.grid.start));
    result.stepMs = plan.grid.step;
    result.source = plan.tier ? SeriesSource::rollups : SeriesSource::memory;
    result.resolutionMs = plan.tier ? tiers[*plan.tier].stepMs : 1000;
    result.windowSeconds = plan.query.function == SeriesFunction::value ? 0 : plan.windowMs / 1000;
    result.promql = domain::toPromql(plan.query);
    return result;
}

// An increase over a window that had to be widened is that of the window that was asked for.
void scale(std::vector<double>& values, const QueryPlan& plan) {
    const auto asked = domain::windowOf(plan.query) * 1000;
    if (plan.query.function != SeriesFunction::increase || asked == plan.windowMs) return;
    for (auto& value : values)
        value *= static_cast<double>(asked) / static_cast<double>(plan.windowMs);
}

std::string secondsOf(std::int64_t milliseconds) {
    std::string text = std::to_string(milliseconds / 1000) + ".";
    const auto rest = std::to_string(milliseconds % 1000);
    return text + std::string(3 - rest.size(), '0') + rest;
}

const std::vector<domain::SeriesMatcher>& whereOf(const QueryPlan& plan) {
    static const std::vector<domain::SeriesMatcher> everything;
    return plan.query.where ? *plan.query.where : everything;
}

}  // namespace

Result<QueryPlan> planQuery(const domain::SeriesQuery& query, const Range& range, const Retention& retention,
                            Time now) {
    auto errors = domain::check(query, "/query");
    const auto span = (range.to - range.from).count();
    if (span < 0) errors.push_back({"/to", "must not be before from"});
    if (range.from < Time() || range.to > now + std::chrono::hours(24 * 366))
        errors.push_back({"/from", "must be a time that series can have"});
    if (range.stepMs && (*range.stepMs < 1000 || *range.stepMs % 1000 != 0 || *range.stepMs > 30 * 86'400'000LL))
        errors.push_back({"/stepMs", "must be whole seconds, at most 30 days"});
    std::int64_t step = range.stepMs.value_or(0);
    for (std::size_t i = 0; step == 0 && i < std::size(steps); ++i)
        if (span / steps[i] <= 300 || i + 1 == std::size(steps)) step = steps[i];
    if (errors.empty() && span / step >= static_cast<std::int64_t>(mostPoints))
        errors.push_back({"/stepMs", "makes more than 11,000 points of this range"});
    if (!errors.empty()) return fail(Error{ErrorCode::invalid, "The query is not valid.", {}, {}, std::move(errors)});

    QueryPlan plan;
    plan.query = query;
    plan.metric = query.metric + (query.function == SeriesFunction::quantile ? "_bucket" : "");
    plan.grid = {count(range.from), step, static_cast<std::size_t>(span / step + 1)};
    plan.windowMs = domain::windowOf(query) * 1000;
    plan.lookbackMs = lookbackMs;
    const bool isValue = query.function == SeriesFunction::value;
    const auto behind = isValue ? lookbackMs : plan.windowMs;
    plan.firstMs = plan.grid.start - behind;
    if (plan.firstMs >= count(now) - SampleRing::lengthMs) return plan;

    // The finest steps that reach so far back, or coarser ones where nobody would see the difference.
    std::size_t tier = 0;
    while (tier + 1 < tierCount && plan.firstMs < count(now) - retention.kept[tier].count())
        ++tier;
    while (tier + 1 < tierCount && step >= tiers[tier + 1].stepMs &&
           (isValue || plan.windowMs >= 4 * tiers[tier + 1].stepMs))
        ++tier;
    plan.tier = tier;
    const auto coarse = tiers[tier].stepMs;
    if (isValue)
        plan.lookbackMs += coarse;
    else
        plan.windowMs = std::max(plan.windowMs, (isRate(query.function) ? 3 : 1) * coarse);
    plan.firstMs = plan.grid.start - (isValue ? plan.lookbackMs : plan.windowMs);
    return plan;
}

Engine::Engine(Store& store, kernel::Database& database, const Clock& clock, kernel::MetricsConfig config)
    : store_(store), database_(database), clock_(clock), config_(std::move(config)) {
    retention_.kept = {std::chrono::hours(config_.tenSecondHours), std::chrono::hours(24 * config_.minuteDays),
                       std::chrono::hours(24 * config_.hourDays)};
    if (!config_.prometheus.empty()) http_ = std::make_unique<kernel::HttpClient>();
}

Engine::~Engine() = default;

Result<SeriesResult> Engine::recent(const std::string& tenant, const domain::SeriesQuery& query,
                                    const Range& range) const {
    STEWARD_TRY(const auto plan, planQuery(query, range, retention_, clock_.now()));
    if (plan.tier)
        return fail(Error{
            ErrorCode::invalid, "Only the last hour is in memory.", {}, {}, {{"/from", "must be in the last hour"}}});
    return fromMemory(tenant, plan);
}

Async<SeriesResult> Engine::query(std::string tenant, domain::SeriesQuery query, Range range, std::stop_token stop) {
    STEWARD_CO_TRY(auto plan, planQuery(query, range, retention_, clock_.now()));
    if (http_) {
        auto asking = fromPrometheus(std::move(tenant), std::move(plan), std::move(stop));
        co_return co_await std::move(asking);
    }
    if (!plan.tier && store_.select(tenant, plan.metric, whereOf(plan)).size() <= fewSeries)
        co_return fromMemory(tenant, plan);
    const auto work = [this, tenant, plan, stop](sql::Connection& connection) {
        return plan.tier ? fromTables(connection, tenant, plan, stop) : fromMemory(tenant, plan);
    };
    auto reading = database_.read(work);
    co_return co_await std::move(reading);
}

Result<SeriesResult> Engine::fromMemory(const std::string& tenant, const QueryPlan& plan) const {
    const auto found = store_.select(tenant, plan.metric, whereOf(plan));
    STEWARD_CHECK(checkRead(found.size()));
    Gathering gathering(plan.query, plan.grid);
    std::vector<TimedValue> samples;
    for (const auto& series : found) {
        samples.clear();
        Store::samples(series, plan.firstMs, plan.grid.at(plan.grid.count - 1), samples);
        gathering.add(Store::labelsOf(series),
                      evaluate(pointsOf(samples), plan.query.function, plan.windowMs, plan.lookbackMs, plan.grid));
        STEWARD_CHECK(checkHeld(gathering, plan));
    }
    auto result = resultOf(plan);
    result.items = gathering.take();
    STEWARD_CHECK(checkLines(result.items, plan));
    return result;
}

Result<SeriesResult> Engine::fromTables(sql::Connection& connection, const std::string& tenant, const QueryPlan& plan,
                                        const std::stop_token& stop) const {
    STEWARD_TRY(auto known, readSeries(connection, tenant, plan.metric, 10 * mostSeriesRead));
    std::map<std::uint64_t, Store::Handle> held;
    for (auto& handle : store_.select(tenant, plan.metric, whereOf(plan)))
        held.emplace(Store::idOf(handle), handle);
    std::erase_if(known, [&](const auto& row) { return !matches(row.labels, whereOf(plan)); });
    std::set<std::uint64_t> stored;
    for (const auto& row : known)
        stored.insert(row.id);
    for (const auto& [id, handle] : held)
        if (!stored.contains(id))
            known.push_back({tenant, id, plan.metric, Store::labelsOf(handle), Store::kindOf(handle), 0});
    STEWARD_CHECK(checkRead(known.size()));

    const auto& tier = tiers[*plan.tier];
    const auto last = plan.grid.at(plan.grid.count - 1);
    Gathering gathering(plan.query, plan.grid);
    for (const auto& row : known) {
        STEWARD_TRY(auto chunks, readChunks(connection, tenant, row.id, tier, plan.firstMs, last, stop));
        std::vector<Rollup> open;
        if (const auto handle = held.find(row.id); handle != held.end())
            Store::overlay(handle->second, *plan.tier, chunks, open);
        std::vector<Rollup> read;
        for (const auto& [at, data] : chunks)
            STEWARD_CHECK(readSteps(data, at, tier, row.kind, read));
        for (const auto& part : open) {
            if (!read.empty() && startOf(read.back().at, tier.stepMs) == startOf(part.at, tier.stepMs))
                read.back().merge(part);
            else
                read.push_back(part);
        }
        std::erase_if(read, [&](const auto& one) { return one.at < plan.firstMs || one.at > last; });
        auto values =
            evaluate(pointsOf(read, row.kind), plan.query.function, plan.windowMs, plan.lookbackMs, plan.grid);
        scale(values, plan);
        gathering.add(row.labels, values);
        STEWARD_CHECK(checkHeld(gathering, plan));
        if (stop.stop_requested()) return fail(ErrorCode::cancelled, "The query was cancelled.");
    }
    auto result = resultOf(plan);
    result.items = gathering.take();
    STEWARD_CHECK(checkLines(result.items, plan));
    return result;
}

Async<SeriesResult> Engine::fromPrometheus(std::string tenant, QueryPlan plan, std::stop_token stop) {
    const auto where = whereOf(plan);
    const auto by = plan.query.by.value_or(std::vector<std::string>());
    if (std::ranges::find(where, config_.tenantLabel, &domain::SeriesMatcher::label) != where.end() ||
        std::ranges::find(by, config_.tenantLabel) != by.end())
        co_return fail(Error{ErrorCode::invalid,
                             "The query is not valid.",
                             {},
                             {},
                             {{"/query", "names " + config_.tenantLabel + ", which says whose series are read"}}});
    kernel::HttpCall call;
    call.method = "POST";
    call.url = config_.prometheus + (config_.prometheus.ends_with('/') ? "" : "/") + "api/v1/query_range";
    call.headers = {{"Content-Type", "application/x-www-form-urlencoded"}};
    if (!config_.prometheusSecret.empty())
        call.headers.emplace_back("Authorization", "Bearer " + config_.prometheusSecret);
    const auto promql = domain::toPromql(plan.query, {{config_.tenantLabel, tenant}});
    call.body = "query=" + kernel::percentEncode(promql) + "&start=" + secondsOf(plan.grid.start) +
                "&end=" + secondsOf(plan.grid.at(plan.grid.count - 1)) + "&step=" + secondsOf(plan.grid.step);
    call.timeout = std::chrono::seconds(30);
    call.maxBytes = 64 << 20;
    call.plainHttp = config_.prometheusSecret.empty();
    auto sending = http_->send(std::move(call), std::move(stop));
    const auto reply = co_await std::move(sending);
    if (!reply) co_return fail(reply.error());
    if (!reply->isSuccess() && reply->status != 400 && reply->status != 422)
        co_return fail(ErrorCode::unavailable, "Prometheus does not answer.",
                       "status " + std::to_string(reply->status));
    SeriesResult result;
    result.start = Time(Duration(plan.grid.start));
    result.stepMs = plan.grid.step;
    result.source = SeriesSource::prometheus;
    result.windowSeconds = plan.query.function == SeriesFunction::value ? 0 : domain::windowOf(plan.query);
    result.promql = domain::toPromql(plan.query);
    const auto work = [&](sql::Connection&) {
        return readPrometheusReply(reply->body, plan.grid, config_.tenantLabel);
    };
    if (reply->body.size() < largeReply) {
        STEWARD_CO_TRY(result.items, readPrometheusReply(reply->body, plan.grid, config_.tenantLabel));
    } else {
        auto reading = database_.read(work);
        STEWARD_CO_TRY(result.items, co_await std::move(reading));
    }
    STEWARD_CO_CHECK(checkLines(result.items, plan));
    co_return result;
}

}  // namespace steward::series
