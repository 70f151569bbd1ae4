// Health: what people read of components, and the loop that checks them on one of the nodes. I/O thread.
//
//   HealthService health(io, database, telemetry, clock, source, {.node = …});
//   health::bindRoutes(router, health);
//   health.start();
//   co_await health.stop();                      // what is under way ends
//
// A round begins every interval, at times that do not shift however long rounds take. It starts the checks that are due
// and takes the outcomes of those that have ended, so that a slow component costs others nothing: at most 64 calls are
// under way at a time, and the rest waits its turn, the longest overdue first; healthSummary says how many wait. What a
// round makes of components is stored in one transaction, so that a node that takes over goes on where another stopped.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "alerts/value_source.h"
#include "contract/endpoint.h"
#include "contract/health_messages.h"
#include "contract/messages.h"
#include "kernel/db/database.h"
#include "kernel/http/context.h"
#include "kernel/io.h"
#include "kernel/telemetry.h"

namespace steward::health {

struct Options {
    std::string node;  // Jobs::node()
    Duration interval = std::chrono::seconds(5);
    // What the platform says of its own parts.
    std::function<kernel::Async<contract::Health>()> look;
    // Names of tenants by their ids, without those that are not there any more.
    std::function<Result<std::map<std::string, std::string>>(sql::Connection&, const std::vector<std::string>&)>
        tenantNames;
};

class HealthService {
public:
    // All but the options outlive the service.
    HealthService(kernel::Io& io, kernel::Database& database, kernel::Telemetry& telemetry, const Clock& clock,
                  alerts::ValueSource& source, Options options);
    ~HealthService();

    void start();
    kernel::Async<> stop();

    kernel::Async<contract::Page<domain::Component>> components(kernel::Context& context,
                                                                contract::ListRequest request);
    kernel::Async<domain::Component> component(kernel::Context& context, std::string id);
    kernel::Async<contract::ComponentHistory> history(kernel::Context& context,
                                                      contract::ComponentHistoryRequest request);
    kernel::Async<contract::ComponentUptime> uptime(kernel::Context& context, std::string id);
    kernel::Async<contract::Nothing> heartbeat(kernel::Context& context, std::string id);
    kernel::Async<contract::HealthSummary> summary(kernel::Context& context);
    kernel::Async<contract::UptimeReport> report(kernel::Context& context, contract::UptimeRequest request);
    kernel::Async<contract::Page<domain::MaintenanceWindow>> windows(kernel::Context& context,
                                                                     contract::ListRequest request);
    kernel::Async<domain::MaintenanceWindow> window(kernel::Context& context, std::string id);

    // One round, as the loop runs it: for tests with a clock of their own. Whether this node had the lease.
    kernel::Async<bool> evaluate();
    // Waits until no check is under way.
    kernel::asio::awaitable<void> settle();

private:
    struct State;
    std::shared_ptr<State> state_;
};

}  // namespace steward::health
