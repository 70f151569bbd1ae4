// Series of tenants: taken in, kept, fetched and answered. I/O thread.
//
//   SeriesService series(io, database, telemetry, clock, config.metrics, jobs.node());
//   STEWARD_CHECK(series.start());            // before serving
//   series::bindRoutes(router, series);
//   co_await series.stop();                   // stores the rest
//
// What is in memory is stored every ten seconds, and taken up again at start: a platform that was killed has lost at
// most the last ten seconds.
//
// Several nodes tell each other what they have taken, so that each can answer; one of them, which has the lease,
// stores. While they cannot hear each other, each knows its own. Nodes that have no way to tell store each what reached
// them.
#pragma once

#include "kernel/http/context.h"
#include "kernel/http/response.h"
#include "kernel/io.h"
#include "kernel/telemetry.h"
#include "series/engine.h"
#include "series/scraper.h"

namespace steward::series {

class SeriesService {
public:
    // All outlive it.
    SeriesService(kernel::Io& io, kernel::Database& database, kernel::Telemetry& telemetry, const Clock& clock,
                  const kernel::MetricsConfig& config, std::string node);
    ~SeriesService();

    // Before start(): how the other nodes get a text that their heard() takes.
    void share(std::function<void(std::string)> tell) { tell_ = std::move(tell); }
    void heard(std::string_view text);

    // Takes up what was stored, and begins to store and to fetch. Blocking.
    Result<> start();
    kernel::Async<> stop();

    // For other rooms.
    Engine& engine() { return engine_; }
    // Samples of the platform's own making; "" is its own tenant. Any thread.
    Taken add(const std::string& tenant, const Batch& batch);

    // An ExportMetricsServiceRequest of OTLP; the reply is in the form of the request.
    kernel::Async<kernel::Response> receive(kernel::Context& context, const kernel::Request& request);
    kernel::Async<contract::SeriesResult> query(kernel::Context& context, contract::SeriesRequest request);
    kernel::Async<contract::SeriesCatalog> catalog(kernel::Context& context, contract::SeriesCatalogRequest request);
    kernel::Async<contract::SeriesUsage> usage(kernel::Context& context, contract::SeriesUsageRequest request);
    kernel::Async<contract::Raw> text(kernel::Context& context);

    kernel::Async<contract::ScrapeTargets> targets(kernel::Context& context);
    kernel::Async<contract::ScrapeTarget> target(kernel::Context& context, std::string id);
    kernel::Async<contract::ScrapeTarget> createTarget(kernel::Context& context, contract::ScrapeTargetDraft draft);
    kernel::Async<contract::ScrapeTarget> changeTarget(kernel::Context& context, contract::ScrapeTargetChange change);
    kernel::Async<contract::Nothing> deleteTarget(kernel::Context& context, std::string id);

    // Stores what changed; `all`: also what is not over. start() calls it every ten seconds. For tests, too.
    kernel::Async<> flush(bool all = false);

private:
    kernel::asio::awaitable<void> keepUp();
    // Whether this node is the one that stores.
    Result<bool> mayStore(sql::Connection& connection);
    kernel::Async<> storeAll(bool all);
    void tell(const std::string& tenant, std::vector<Sample> samples);
    kernel::Async<> forgetOld();

    kernel::Io& io_;
    kernel::Database& database_;
    kernel::Telemetry& telemetry_;
    const Clock& clock_;
    kernel::MetricsConfig config_;
    std::string node_;
    std::function<void(std::string)> tell_;
    std::shared_ptr<Store> store_;
    Engine engine_;
    Scraper scraper_;
    std::shared_ptr<bool> running_ = std::make_shared<bool>(false);
    bool storing_ = false;
};

}  // namespace steward::series
