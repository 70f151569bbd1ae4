// Alerts: what people read and ask, and the loop that evaluates rules on one of the nodes and tells channels. I/O
// thread.
//
//   AlertService alerts(io, database, telemetry, clock, source, {.node = …});
//   alerts::bindRoutes(router, alerts);
//   alerts.start();
//   co_await alerts.stop();                      // what is being sent ends
//
// A round of evaluation begins every interval, at times that do not shift however long rounds take; how late one began
// and how many had to be left out is said by alertSummary and by telemetry. What a round makes of alerts is stored in
// one transaction, so that a node that takes over goes on where another stopped.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "alerts/value_source.h"
#include "contract/endpoint.h"
#include "contract/messages.h"
#include "kernel/db/database.h"
#include "kernel/http/context.h"
#include "kernel/io.h"
#include "kernel/mail/mailer.h"
#include "kernel/telemetry.h"

namespace steward::alerts {

struct Options {
    std::string node;  // Jobs::node()
    Duration interval = std::chrono::seconds(15);
    // Enqueues a mail in the caller's transaction; empty: there is no mail server.
    std::function<Result<>(sql::Connection&, const kernel::Mail&, Time)> mail;
    // Silences that others than people make, with the id of what they come of: maintenance windows. Beside those that
    // are definitions; whoever changes them calls definitionsChanged().
    std::function<Result<std::vector<domain::Silence>>(sql::Connection&, Time)> otherSilences;
    // Keeps the secrets of webhooks unreadable in the database.
    std::function<std::string(std::string_view text)> seal;
    std::function<Result<std::string>(std::string_view sealed)> unseal;
};

class AlertService {
public:
    // All but the options outlive the service.
    AlertService(kernel::Io& io, kernel::Database& database, kernel::Telemetry& telemetry, const Clock& clock,
                 ValueSource& source, Options options);
    ~AlertService();

    void start();
    kernel::Async<> stop();

    kernel::Async<contract::Page<domain::Alert>> alerts(kernel::Context& context, contract::ListRequest request);
    kernel::Async<domain::Alert> alert(kernel::Context& context, std::string id);
    kernel::Async<contract::AlertHistory> history(kernel::Context& context, std::string id);
    kernel::Async<contract::AlertSummary> summary(kernel::Context& context);
    contract::SeriesNames series(kernel::Context& context) const;
    kernel::Async<contract::Page<domain::AlertRule>> rules(kernel::Context& context, contract::ListRequest request);
    kernel::Async<domain::AlertRule> rule(kernel::Context& context, std::string id);
    kernel::Async<contract::Page<domain::Silence>> silences(kernel::Context& context, contract::ListRequest request);
    kernel::Async<domain::Silence> silence(kernel::Context& context, std::string id);
    kernel::Async<contract::Page<domain::Slo>> slos(kernel::Context& context, contract::ListRequest request);
    kernel::Async<domain::Slo> slo(kernel::Context& context, std::string id);
    kernel::Async<contract::Page<domain::AlertChannel>> channels(kernel::Context& context,
                                                                 contract::ListRequest request);
    kernel::Async<domain::AlertChannel> channel(kernel::Context& context, std::string id);
    kernel::Async<domain::AlertChannel> setSecret(kernel::Context& context, contract::ChannelSecret request);
    kernel::Async<contract::ChannelTest> test(kernel::Context& context, std::string id);

    // One round, as the loop runs it: for tests with a clock of their own. Whether this node had the lease.
    kernel::Async<bool> evaluate();
    // Waits until nothing is being sent.
    kernel::asio::awaitable<void> settle();

private:
    struct State;
    std::shared_ptr<State> state_;
};

}  // namespace steward::alerts
