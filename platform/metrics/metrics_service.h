// The platform measured by itself, once a second: recorded, kept, answered and sent live. I/O thread.
//
//   MetricsService metrics(io, database, bus, telemetry, clock, {.sessions = …});
//   STEWARD_CHECK(metrics.start());          // before serving
//   metrics::bindRoutes(router, metrics);
//   co_await metrics.stop();                 // stores the rest
//
// Several nodes tell each other what they have measured, so that each knows the seconds of the whole platform; one of
// them, which has the lease, stores them. While they cannot hear each other, each knows and the one stores its own.
//
// While the platform runs every second has a value (0 for what did not happen); seconds in which it did not run are
// empty in every answer.
#pragma once

#include <functional>
#include <map>
#include <memory>

#include "contract/messages.h"
#include "kernel/bus.h"
#include "kernel/db/database.h"
#include "kernel/http/context.h"
#include "kernel/io.h"
#include "kernel/telemetry.h"
#include "metrics/rollups.h"
#include "metrics/second_ring.h"

namespace steward::metrics {

// Where values come from that requests do not tell.
struct Sources {
    std::function<double()> sessions;
    std::function<double()> queueDepth;
    std::function<double()> feedClients;
    std::function<double()> feedEvents;  // since the start of the process
    // Names of tenants for the list of the busiest; their ids are shown without it.
    std::function<Result<std::map<std::string, std::string>>(sql::Connection&, const std::vector<std::string>&)>
        tenantNames;
};

class MetricsService {
public:
    MetricsService(kernel::Io& io, kernel::Database& database, kernel::Bus& bus, kernel::Telemetry& telemetry,
                   const Clock& clock, Sources sources);
    ~MetricsService();

    // Before start(): the name of this node (Jobs::node), and how the others get a text that their heard() takes.
    void share(std::string node, std::function<void(std::string)> tell);
    void heard(std::string_view text);

    // Takes up what was stored, and begins to measure each second. Blocking.
    Result<> start();
    kernel::Async<> stop();

    // Errors: invalid with field errors; a tenant's caller sees its own series only.
    kernel::Async<contract::MetricRange> range(kernel::Context& context, contract::MetricRangeRequest request);
    // The same for the platform itself, about what the scope holds.
    kernel::Async<contract::MetricRange> read(sql::TenantScope scope, contract::MetricRangeRequest request, Time now);
    kernel::Async<contract::MetricRange> tenantRequests(kernel::Context& context,
                                                        contract::TenantRequestsRequest request);
    kernel::Async<contract::TopTenants> topTenants(kernel::Context& context, contract::TopTenantsRequest request);

    // One second's measurement; start() calls it each second. For tests with a clock of their own.
    void sample(Time now);
    // Stores what changed. start() calls it every ten seconds.
    kernel::Async<> flush();

private:
    struct State;
    std::shared_ptr<State> state_;
};

}  // namespace steward::metrics
