#include "series/series_service.h"

#include <algorithm>

#include "base/ids.h"
#include "base/log.h"
#include "kernel/idempotency.h"
#include "kernel/lease.h"
#include "kernel/otlp/exchange.h"
#include "series/otlp_metrics.h"
#include "series/prometheus_text.h"
#include "series/sharing.h"
#include "series/target_store.h"

namespace steward::series {
namespace {

using contract::ScrapeTarget;
using kernel::Async;
using kernel::Context;
using kernel::Request;
using kernel::Response;
namespace otlp = kernel::otlp;
using std::chrono::seconds;

constexpr std::size_t rowsAtOnce = 4'000;
constexpr auto flushEvery = seconds(10);
constexpr auto storesFor = 3 * flushEvery;
// What another node should have stored is kept so long, should that node have died before.
constexpr auto keptUnstored = std::chrono::minutes(2);

Limits limitsOf(const kernel::MetricsConfig& config) {
    return {config.seriesPerTenant, config.seriesPerMetric, config.seriesInAll, config.labelsPerSeries,
            config.labelValueBytes};
}

std::string ownTenant(const Context& context) {
    return context.principal.tenantId.value_or(std::string());
}

// The router has refused a foreign one.
std::string tenantOf(const Context& context, const std::optional<std::string>& asked) {
    return context.principal.tenantId ? *context.principal.tenantId : asked.value_or(std::string());
}

struct Received {
    std::int64_t accepted = 0;
    std::int64_t refused = 0;   // samples
    std::int64_t rejected = 0;  // points
    std::string message;
    std::vector<Sample> samples;  // for other nodes
};

Result<Received> take(Store& store, const std::string& tenant, std::string_view body, const otlp::Form& form, Time now,
                      bool withSamples) {
    std::string room;
    STEWARD_TRY(const auto message, otlp::unpack(body, form, room));
    STEWARD_TRY(auto batch, form.isJson ? readOtlpJson(message) : readOtlpProtobuf(message));
    auto taken = store.add(tenant, batch, now, withSamples);
    Received received{taken.accepted, taken.refusals(), batch.rejected + taken.refusedPoints, batch.reason,
                      std::move(taken.samples)};
    if (const auto why = taken.explain(store.limits()); !why.empty())
        received.message.append(received.message.empty() ? "" : " ").append(why);
    return received;
}

Error limitError() {
    return {ErrorCode::invalid, "The request is not valid.", {}, {}, {{"/limit", "must be from 1 to 1,000"}}};
}

}  // namespace

SeriesService::SeriesService(kernel::Io& io, kernel::Database& database, kernel::Telemetry& telemetry,
                             const Clock& clock, const kernel::MetricsConfig& config, std::string node)
    : io_(io),
      database_(database),
      telemetry_(telemetry),
      clock_(clock),
      config_(config),
      node_(node),
      store_(std::make_shared<Store>(limitsOf(config))),
      engine_(*store_, database, clock, config),
      scraper_(
          io, database,
          [this](const std::string& tenant, const Batch& batch) {
              return add(tenant, batch).explain(store_->limits());
          },
          clock, std::move(node)) {
    telemetry_.gauge("steward_series", "Series in memory, of all tenants.",
                     [store = store_] { return static_cast<double>(store->size()); });
}

SeriesService::~SeriesService() {
    *running_ = false;
}

Result<> SeriesService::start() {
    STEWARD_CHECK(database_.readNow(
        [this](sql::Connection& connection) { return loadStore(connection, *store_, clock_.now()); }));
    *running_ = true;
    io_.spawn([this] { return keepUp(); });
    if (config_.scrape) scraper_.start();
    return {};
}

Async<> SeriesService::stop() {
    *running_ = false;
    scraper_.stop();
    return flush(true);
}

Taken SeriesService::add(const std::string& tenant, const Batch& batch) {
    auto taken = store_->add(tenant, batch, clock_.now(), tell_ != nullptr);
    tell(tenant, std::move(taken.samples));
    return taken;
}

void SeriesService::tell(const std::string& tenant, std::vector<Sample> samples) {
    if (!tell_ || samples.empty()) return;
    Batch batch;
    batch.samples = std::move(samples);
    for (auto& message : spellTold(node_, tenant, batch))
        tell_(std::move(message));
}

void SeriesService::heard(std::string_view text) {
    const auto told = readTold(text);
    if (told && told->node != node_) store_->add(told->tenantId, told->batch, clock_.now());
}

Result<bool> SeriesService::mayStore(sql::Connection& connection) {
    STEWARD_TRY(const auto lease, kernel::takeLease(connection, "series", node_, clock_.now(), storesFor));
    return lease.has_value();
}

Async<> SeriesService::flush(bool all) {
    // One after the other, so that what is newer is stored last.
    while (storing_)
        co_await kernel::sleepFor(std::chrono::milliseconds(10));
    storing_ = true;
    auto storing = storeAll(all);
    auto stored = co_await std::move(storing);
    storing_ = false;
    co_return stored;
}

Async<> SeriesService::storeAll(bool all) {
    Result<bool> isOurs = true;
    if (tell_) {
        auto asking = database_.write([this](sql::Connection& connection) { return mayStore(connection); });
        isOurs = co_await std::move(asking);
    }
    const auto collect = [store = store_, now = clock_.now(), all](sql::Connection&) -> Result<Unstored> {
        return store->takeUnstored(now, all);
    };
    auto collecting = database_.read(collect);
    auto collected = co_await std::move(collecting);
    if (!collected) co_return fail(collected.error());
    const auto rows = std::make_shared<Unstored>(std::move(*collected));
    if (!isOurs || !*isOurs) {
        store_->giveBack(std::move(*rows), clock_.now() - keptUnstored);
        if (!isOurs) co_return fail(isOurs.error());
        co_return Result<>();
    }
    // Series first: of a chunk without its series nothing would be known.
    for (std::size_t series = 0, chunk = 0; series < rows->series.size() || chunk < rows->chunks.size();) {
        const auto seriesEnd = std::min(rows->series.size(), series + rowsAtOnce);
        const auto chunkEnd =
            seriesEnd < rows->series.size() ? chunk : std::min(rows->chunks.size(), chunk + rowsAtOnce);
        const auto work = [rows, series, seriesEnd, chunk, chunkEnd](sql::Connection& connection) -> Result<> {
            STEWARD_CHECK(storeSeries(connection, std::span(rows->series).subspan(series, seriesEnd - series)));
            return storeChunks(connection, std::span(rows->chunks).subspan(chunk, chunkEnd - chunk));
        };
        auto writing = database_.write(work);
        if (const auto written = co_await std::move(writing); !written) {
            log::warning("series could not be stored", {{"detail", written.error().detail.c_str()}});
            Unstored left;
            left.series.assign(std::make_move_iterator(rows->series.begin() + static_cast<std::ptrdiff_t>(series)),
                               std::make_move_iterator(rows->series.end()));
            left.chunks.assign(std::make_move_iterator(rows->chunks.begin() + static_cast<std::ptrdiff_t>(chunk)),
                               std::make_move_iterator(rows->chunks.end()));
            store_->giveBack(std::move(left));
            co_return fail(written.error());
        }
        series = seriesEnd;
        chunk = chunkEnd;
    }
    co_return Result<>();
}

Async<> SeriesService::forgetOld() {
    return database_.write([retention = engine_.retention(), now = clock_.now()](sql::Connection& connection) {
        return forgetOldChunks(connection, retention, now);
    });
}

kernel::asio::awaitable<void> SeriesService::keepUp() {
    const auto running = running_;
    using Steady = std::chrono::steady_clock;
    auto flushed = Steady::now();
    auto swept = flushed;
    std::optional<Steady::time_point> tidied;
    while (*running) {
        co_await kernel::sleepFor(seconds(1));
        if (!*running) break;
        if (Steady::now() - flushed >= flushEvery) {
            flushed = Steady::now();
            auto flushing = flush();
            co_await std::move(flushing);
        }
        if (*running && Steady::now() - swept >= seconds(60)) {
            swept = Steady::now();
            store_->sweep(clock_.now());
        }
        if (*running && (!tidied || Steady::now() - *tidied >= std::chrono::hours(1))) {
            tidied = Steady::now();
            auto forgetting = forgetOld();
            if (const auto done = co_await std::move(forgetting); !done)
                log::warning("old series could not be removed", {{"detail", done.error().detail.c_str()}});
        }
    }
}

Async<Response> SeriesService::receive(Context& context, const Request& request) {
    otlp::Form form;
    if (auto refused = otlp::readForm(request, "Metrics", context.requestId, form)) co_return std::move(*refused);
    const auto tenant = ownTenant(context);
    Result<Received> received;
    if (otlp::isLarge(request, form)) {
        const auto work = [store = store_, tenant, &body = request.body, form, now = clock_.now(),
                           isShared = tell_ != nullptr](sql::Connection&) {
            return take(*store, tenant, body, form, now, isShared);
        };
        auto reading = database_.read(work);
        received = co_await std::move(reading);
    } else {
        received = take(*store_, tenant, request.body, form, clock_.now(), tell_ != nullptr);
    }
    if (!received) {
        if (auto refused = otlp::refusal(form, received.error())) co_return std::move(*refused);
        co_return fail(received.error());
    }
    tell(tenant, std::move(received->samples));
    telemetry_.count("steward_series_samples_total", "Samples of series that were kept.",
                     static_cast<std::uint64_t>(received->accepted));
    if (received->refused > 0)
        telemetry_.count("steward_series_refused_total", "Samples of series that were refused.",
                         static_cast<std::uint64_t>(received->refused));
    co_return otlp::reply<contract::OtlpMetricsReply>(form, received->rejected, received->message);
}

Async<contract::SeriesResult> SeriesService::query(Context& context, contract::SeriesRequest request) {
    auto querying = engine_.query(tenantOf(context, request.tenantId), request.query,
                                  Range{request.from, request.to, request.stepMs}, context.stop);
    co_return co_await std::move(querying);
}

Async<contract::SeriesCatalog> SeriesService::catalog(Context& context, contract::SeriesCatalogRequest request) {
    if (request.limit && (*request.limit < 1 || *request.limit > 1000)) co_return fail(limitError());
    co_return store_->catalog(tenantOf(context, request.tenantId), request);
}

Async<contract::SeriesUsage> SeriesService::usage(Context& context, contract::SeriesUsageRequest request) {
    co_return store_->usage(tenantOf(context, request.tenantId));
}

Async<contract::Raw> SeriesService::text(Context& context) {
    const auto own = context.principal.tenantId;
    const auto work = [store = store_, own, label = config_.tenantLabel](sql::Connection&) -> Result<contract::Raw> {
        contract::Raw raw{"text/plain; version=0.0.4; charset=utf-8", {}};
        std::string last;
        store->eachNewest(own ? &*own : nullptr, [&](const std::string& tenant, const std::string& metric, Kind kind,
                                                     const Labels& labels, TimedValue newest) {
            if (metric != last) appendHeader(raw.body, metric, kind);
            last = metric;
            Labels all = labels;
            std::erase_if(all, [&](const auto& one) { return one.first == label; });
            if (!tenant.empty()) all.emplace_back(label, tenant);
            appendSample(raw.body, metric, sorted(std::move(all)), newest.value, Time(Duration(newest.at)));
        });
        return raw;
    };
    auto reading = database_.read(work);
    co_return co_await std::move(reading);
}

Async<contract::ScrapeTargets> SeriesService::targets(Context&) {
    auto reading = database_.read([](sql::Connection& connection) -> Result<contract::ScrapeTargets> {
        STEWARD_TRY(auto list, readTargets(connection));
        return contract::ScrapeTargets{std::move(list)};
    });
    co_return co_await std::move(reading);
}

Async<ScrapeTarget> SeriesService::target(Context&, std::string id) {
    auto reading = database_.read([id](sql::Connection& connection) { return findTarget(connection, id); });
    co_return co_await std::move(reading);
}

Async<ScrapeTarget> SeriesService::createTarget(Context& context, contract::ScrapeTargetDraft draft) {
    ScrapeTarget target;
    target.id = newId(id::scrapeTarget, clock_.now());
    target.tenantId = draft.tenantId.value_or(std::string());
    target.name = draft.name;
    target.url = draft.url;
    target.intervalSeconds = draft.intervalSeconds.value_or(target.intervalSeconds);
    target.timeoutSeconds = draft.timeoutSeconds.value_or(std::min(target.timeoutSeconds, target.intervalSeconds));
    target.labels = draft.labels.value_or(target.labels);
    target.enabled = draft.enabled.value_or(true);
    target.savedAt = clock_.now();
    target.version = 1;
    STEWARD_CO_CHECK(checkTarget(target));
    auto writing = kernel::writeOnce<ScrapeTarget>(database_, context,
                                                   [target](sql::Connection& connection) -> Result<ScrapeTarget> {
                                                       STEWARD_CHECK(insertTarget(connection, target));
                                                       return target;
                                                   });
    auto saved = co_await std::move(writing);
    scraper_.reload();
    co_return saved;
}

Async<ScrapeTarget> SeriesService::changeTarget(Context& context, contract::ScrapeTargetChange change) {
    const auto work = [&](sql::Connection& connection) -> Result<ScrapeTarget> {
        STEWARD_TRY(auto target, findTarget(connection, change.id));
        STEWARD_CHECK(context.checkVersion(target));
        const ScrapeTarget standard;
        target.name = change.name;
        target.url = change.url;
        target.intervalSeconds = change.intervalSeconds.value_or(standard.intervalSeconds);
        target.timeoutSeconds =
            change.timeoutSeconds.value_or(std::min(standard.timeoutSeconds, target.intervalSeconds));
        target.labels = change.labels.value_or(standard.labels);
        target.enabled = change.enabled.value_or(true);
        target.up.reset();
        target.problem.clear();
        target.since.reset();
        target.savedAt = clock_.now();
        ++target.version;
        STEWARD_CHECK(checkTarget(target));
        STEWARD_CHECK(updateTarget(connection, target));
        return target;
    };
    auto writing = database_.write(work);
    auto saved = co_await std::move(writing);
    scraper_.reload();
    co_return saved;
}

Async<contract::Nothing> SeriesService::deleteTarget(Context&, std::string id) {
    const auto work = [id](sql::Connection& connection) -> Result<contract::Nothing> {
        STEWARD_CHECK(findTarget(connection, id));
        STEWARD_CHECK(series::deleteTarget(connection, id));
        return contract::Nothing();
    };
    auto writing = database_.write(work);
    auto done = co_await std::move(writing);
    scraper_.reload();
    co_return done;
}

}  // namespace steward::series
