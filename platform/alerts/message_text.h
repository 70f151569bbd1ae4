// Messages about alerts as channels send them. Free of I/O.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "alerts/grouping.h"
#include "contract/alert_messages.h"
#include "kernel/http_client.h"

namespace steward::alerts {

// What a message says: firing as it is, resolved as it was stored.
struct Content {
    std::string id;
    domain::AlertChannel channel;
    Labels group;
    std::vector<domain::Alert> firing;
    std::vector<domain::Alert> resolved;
    bool test = false;
};

// A made-up alert, which is told of as firing.
Content testContent(const domain::AlertChannel& channel, const std::string& who, Time now);

// "[2 firing, 1 resolved] Error rate of the gateway"
std::string titleOf(const Content& content);
contract::AlertNotice noticeOf(const Content& content);
// Plain text.
std::string mailTextOf(const Content& content);
// JSON; at most 100 alerts, and how many there are.
std::string webhookBodyOf(const Content& content, Time now);
// What Alertmanager takes at POST /api/v2/alerts. What fires goes on for five minutes unless it is sent again.
std::string alertmanagerBodyOf(const Content& content, Time now);

// "whsec_" and base64 as the bytes to sign with. ErrorCode::unprocessable.
Result<std::string> secretBytes(const std::string& secret);
// The headers webhook-id, webhook-timestamp and webhook-signature of Standard Webhooks.
std::vector<std::pair<std::string, std::string>> signedHeaders(const std::string& secretBytes, const std::string& id,
                                                               Time at, const std::string& body);

// The request of a webhook or of Alertmanager. `secret` as the channel has it: a webhook has to have one.
Result<kernel::HttpCall> callOf(const Content& content, const std::optional<std::string>& secret, Time now);

}  // namespace steward::alerts
