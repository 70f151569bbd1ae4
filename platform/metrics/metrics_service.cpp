#include "metrics/metrics_service.h"

#include "base/log.h"
#include "contract/topics.h"
#include "domain/metric.h"
#include "kernel/lease.h"
#include "metrics/gathering.h"
#include "metrics/range.h"
#include "metrics/sampler.h"

namespace steward::metrics {
namespace {

using domain::MetricSeries;
using kernel::Async;
using kernel::Context;

constexpr auto flushEvery = std::chrono::seconds(10);
constexpr auto storesFor = 3 * flushEvery;
// What another node should have stored is kept so long, should that node have died before.
constexpr auto keptUnstored = std::chrono::minutes(2);
// A tenant's live topic goes on for so long after its last request.
constexpr auto quietAfter = std::chrono::seconds(60);

Time wholeSecond(Time time) {
    return std::chrono::floor<std::chrono::seconds>(time);
}

std::vector<domain::MetricValue> spoken(const TenantValues& values) {
    std::vector<domain::MetricValue> list;
    for (const auto& series : allSeries())
        if (series.perTenant) list.push_back({series.name, valueOf(values, series.name)});
    return list;
}

}  // namespace

struct MetricsService::State : std::enable_shared_from_this<MetricsService::State> {
    kernel::Io& io;
    kernel::Database& database;
    kernel::Bus& bus;
    const Clock& clock;
    Sources sources;
    Sampler sampler;
    std::string node = {};
    std::function<void(std::string)> tell = {};
    Gathering gathering = {};
    SecondRing ring;
    Rollups rollups;
    std::map<std::string, Time> heard = {};  // tenants with traffic, and when it was
    bool running = false;

    State(kernel::Io& io_, kernel::Database& database_, kernel::Bus& bus_, kernel::Telemetry& telemetry,
          const Clock& clock_, Sources sources_)
        : io(io_),
          database(database_),
          bus(bus_),
          clock(clock_),
          sources(std::move(sources_)),
          sampler(telemetry, sources) {}

    void announce(Time at, const Measured& measured) {
        domain::MetricSample sample{at, std::nullopt, {}};
        for (std::size_t i = 0; i < seriesCount; ++i)
            sample.values.push_back({allSeries()[i].name, measured.values[i]});
        const std::string topic(contract::metricsTopic.name);
        bus.publish(topic, {}, json::write(sample), at);
        for (const auto& [tenant, values] : measured.tenants) {
            heard[tenant] = at;
            bus.publish(topic, tenant, json::write(domain::MetricSample{at, tenant, spoken(values)}), at);
        }
        std::erase_if(heard, [&](const auto& entry) { return at - entry.second > quietAfter; });
        for (const auto& [tenant, last] : heard)
            if (last != at) bus.publish(topic, tenant, json::write(domain::MetricSample{at, tenant, spoken({})}), at);
    }

    void sample(Time now) {
        auto second = nodeSecond(node, wholeSecond(now), sampler.measure());
        if (tell) tell(json::write(second));
        gathering.add(std::move(second));
        takeComplete(now);
    }

    void takeComplete(Time now) {
        for (const auto& [at, measured] : gathering.take(now)) {
            ring.add(at, measured.values, measured.tenants);
            rollups.add(at, measured.values, measured.tenants);
            announce(at, measured);
        }
    }

    // Of several nodes one stores. Whether this one did.
    Result<bool> store(sql::Connection& connection, const RollupRows& rows) {
        if (!node.empty()) {
            STEWARD_TRY(const auto lease, kernel::takeLease(connection, "metrics", node, clock.now(), storesFor));
            if (!lease) return false;
        }
        STEWARD_CHECK(storeRollups(connection, rows));
        return true;
    }

    Async<> flush() {
        const auto self = shared_from_this();
        auto rows = std::make_shared<const RollupRows>(rollups.takeChanged());
        auto writing = database.write([this, rows](sql::Connection& connection) { return store(connection, *rows); });
        const auto stored = co_await std::move(writing);
        if (!stored) log::warning("metrics could not be stored", {{"detail", stored.error().detail.c_str()}});
        if (!stored || !*stored) rollups.giveBack(*rows);
        rollups.forget(clock.now() - 2 * flushEvery);
        if (!stored) co_return fail(stored.error());
        if (!*stored) rollups.forgetUnstored(clock.now() - keptUnstored);
        co_return Result<>();
    }

    Async<> forgetOld() {
        return database.write(
            [now = clock.now()](sql::Connection& connection) { return forgetRollups(connection, now); });
    }

    kernel::asio::awaitable<void> measureEverySecond() {
        const auto self = shared_from_this();
        using Steady = std::chrono::steady_clock;
        auto flushed = Steady::now();
        std::optional<Steady::time_point> tidied;
        while (running) {
            const Time now = clock.now();
            co_await kernel::sleepFor(wholeSecond(now) + std::chrono::seconds(1) - now + Duration(1));
            if (!running) break;
            sample(clock.now());
            if (Steady::now() - flushed >= flushEvery) {
                flushed = Steady::now();
                auto flushing = flush();
                co_await std::move(flushing);
            }
            if (!tidied || Steady::now() - *tidied >= std::chrono::hours(1)) {
                tidied = Steady::now();
                auto forgetting = forgetOld();
                co_await std::move(forgetting);
            }
        }
    }

    // Seconds of the last hour, as well as steps of ten seconds tell.
    void loadSeconds(const RollupRows& rows) {
        std::map<std::int64_t, std::pair<Values, std::int64_t>> steps;
        for (const auto& [key, rollup] : rows) {
            const auto series = seriesIndex(key.name);
            if (!series || rollup.count == 0) continue;
            auto& [values, count] = steps[key.at];
            const bool largest = allSeries()[*series].combine == Combine::largest;
            values[*series] = largest ? rollup.max : rollup.sum / static_cast<double>(rollup.count);
            count = std::max(count, rollup.count);
        }
        for (const auto& [at, step] : steps)
            for (std::int64_t i = 0; i < std::min<std::int64_t>(step.second, 10); ++i)
                ring.add(Time(Duration(at + i * 1000)), step.first, {});
    }

    Result<> load() {
        const Time now = clock.now();
        RollupRows seconds;
        RollupRows unfinished;
        STEWARD_CHECK(database.readNow([&](sql::Connection& connection) -> Result<> {
            STEWARD_TRY(seconds, readRollupsSince(connection, tenSeconds, now - SecondRing::length, true));
            for (const auto step : {tenSeconds, minute, hour}) {
                const Time start(Duration(now.time_since_epoch().count() / step * step));
                STEWARD_TRY(const auto rows, readRollupsSince(connection, step, start, false));
                unfinished.insert(unfinished.end(), rows.begin(), rows.end());
            }
            return {};
        }));
        loadSeconds(seconds);
        rollups.load(unfinished);
        return {};
    }
};

MetricsService::MetricsService(kernel::Io& io, kernel::Database& database, kernel::Bus& bus,
                               kernel::Telemetry& telemetry, const Clock& clock, Sources sources)
    : state_(std::make_shared<State>(io, database, bus, telemetry, clock, std::move(sources))) {}

MetricsService::~MetricsService() {
    state_->running = false;
}

void MetricsService::share(std::string node, std::function<void(std::string)> tell) {
    state_->gathering.setOwn(node);
    state_->node = std::move(node);
    state_->tell = std::move(tell);
}

void MetricsService::heard(std::string_view text) {
    auto second = json::read<NodeSecond>(text);
    if (!second || second->node == state_->node) return;
    state_->gathering.add(std::move(*second));
    state_->takeComplete(state_->clock.now());
}

Result<> MetricsService::start() {
    STEWARD_CHECK(state_->load());
    state_->running = true;
    state_->io.spawn([state = state_] { return state->measureEverySecond(); });
    return {};
}

Async<> MetricsService::stop() {
    state_->running = false;
    return state_->flush();
}

void MetricsService::sample(Time now) {
    state_->sample(now);
}
Async<> MetricsService::flush() {
    return state_->flush();
}

Async<contract::MetricRange> MetricsService::range(Context& context, contract::MetricRangeRequest request) {
    return read(context.scope(), std::move(request), context.now);
}

Async<contract::MetricRange> MetricsService::read(sql::TenantScope scope, contract::MetricRangeRequest request,
                                                  Time now) {
    const auto state = state_;
    if (!scope.isAll()) request.tenantId = scope.tenant();
    STEWARD_CO_TRY(const auto plan, planRange(request, now));

    contract::MetricRange reply;
    if (plan.fromRing) {
        for (const auto series : plan.series) {
            const auto seconds = plan.stepMs / 1000;
            auto values = plan.tenantId
                              ? state->ring.tenantValues(*plan.tenantId, series, plan.start, plan.count, seconds)
                              : state->ring.values(series, plan.start, plan.count, seconds);
            reply.series.push_back(
                {allSeries()[series].name, plan.tenantId, plan.start, plan.stepMs, std::move(values)});
        }
        co_return reply;
    }

    auto reading =
        state->database.read([plan, scope](sql::Connection& connection) { return readRange(connection, scope, plan); });
    auto found = co_await std::move(reading);
    if (!found) co_return fail(std::move(found).error());
    overlayRange(state->rollups, plan, *found);
    for (std::size_t i = 0; i < plan.series.size(); ++i) {
        const auto& name = allSeries()[plan.series[i]].name;
        reply.series.push_back({name, plan.tenantId, plan.start, plan.stepMs, combineRange(plan, i, *found)});
    }
    co_return reply;
}

Async<contract::MetricRange> MetricsService::tenantRequests(Context& context, contract::TenantRequestsRequest request) {
    const auto state = state_;
    STEWARD_CO_TRY(const auto tenants, tenantList(request.tenantIds));
    const auto scope = context.scope();
    contract::MetricRange reply;
    for (const auto& tenant : tenants) {
        if (!scope.isAll() && tenant != scope.tenant()) continue;
        const auto plan = lastDay(tenant, context.now);
        auto reading = state->database.read(
            [plan, scope](sql::Connection& connection) { return readRange(connection, scope, plan); });
        auto found = co_await std::move(reading);
        if (!found) co_return fail(std::move(found).error());
        overlayRange(state->rollups, plan, *found);
        reply.series.push_back({allSeries()[0].name, tenant, plan.start, plan.stepMs, combineRange(plan, 0, *found)});
    }
    co_return reply;
}

Async<contract::TopTenants> MetricsService::topTenants(Context& context, contract::TopTenantsRequest request) {
    const auto state = state_;
    if (request.limit && (*request.limit < 1 || *request.limit > 100))
        co_return fail(
            {ErrorCode::invalid, "The request is not valid.", {}, {}, {{"/limit", "must be from 1 to 100"}}});
    const Time at = request.at.value_or(context.now);
    contract::TopTenants reply{at, busiest(state->ring, at, static_cast<std::size_t>(request.limit.value_or(10)))};
    if (!state->sources.tenantNames || reply.items.empty()) co_return reply;
    std::vector<std::string> ids;
    for (const auto& item : reply.items)
        ids.push_back(item.tenantId);
    auto reading = state->database.read(
        [state, ids](sql::Connection& connection) { return state->sources.tenantNames(connection, ids); });
    const auto names = co_await std::move(reading);
    if (!names) co_return fail(names.error());
    std::erase_if(reply.items, [&](const auto& item) { return !names->contains(item.tenantId); });
    for (auto& item : reply.items)
        item.name = names->at(item.tenantId);
    co_return reply;
}

}  // namespace steward::metrics
