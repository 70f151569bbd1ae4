// Messages on their way to channels. Mails and notices go out with the transaction that stores what was told; what goes
// over HTTP is stored when the other side has taken it, and tried again, with the same id, until it has. I/O thread.
#pragma once

#include <memory>
#include <set>
#include <string>
#include <vector>

#include "alerts/alert_service.h"
#include "alerts/message_text.h"
#include "kernel/lease.h"

namespace steward::alerts {

class Delivery : public std::enable_shared_from_this<Delivery> {
public:
    // All but the options outlive it.
    Delivery(kernel::Io& io, kernel::Database& database, kernel::Telemetry& telemetry, const Clock& clock,
             const Options& options);

    // Tells the channels what is due, under the lease of evaluation.
    kernel::Async<> tell(std::vector<domain::Alert> alerts, kernel::Lease lease);
    kernel::Async<contract::ChannelTest> test(domain::AlertChannel channel, std::string who);
    std::size_t sending() const { return sending_.size(); }

private:
    bool goesOverHttp(const domain::AlertChannel& channel) const;
    // Inside Database::write: an error when the channel cannot be told, which ends nothing.
    Result<> post(sql::Connection& db, const Content& content, Time now) const;
    Result<Content> contentOf(sql::Connection& db, const Message& message) const;
    Result<> settleNow(sql::Connection& db, const Message& message, Time now) const;
    kernel::asio::awaitable<void> send(Message message, kernel::Lease lease);
    kernel::Async<kernel::HttpReply> call(Content content);
    void count(bool delivered);

    kernel::Io& io_;
    kernel::Database& database_;
    kernel::Telemetry& telemetry_;
    const Clock& clock_;
    const Options& options_;
    kernel::HttpClient http_;
    std::set<std::string> sending_;  // channel and group
};

}  // namespace steward::alerts
