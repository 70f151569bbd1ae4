// Requests and replies about alerts. Rules, silences, objectives and channels are changed by plans.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/describe.h"
#include "base/time.h"
#include "domain/alert.h"

namespace steward::contract {

// The newest first; at most 200.
struct AlertHistory {
    std::vector<domain::AlertTransition> items;
};
STEWARD_DESCRIBE(AlertHistory, (items))

// How the platform evaluates rules.
struct AlertEvaluation {
    std::int64_t intervalMs = 0;
    std::optional<Time> startedAt;  // the last round; absent: there was none yet
    std::int64_t tookMs = 0;
    std::int64_t lateMs = 0;  // after the time that the schedule says
    std::int64_t missed = 0;  // rounds that were left out because one took too long, since the node started
    std::int64_t rules = 0;
    std::int64_t problems = 0;  // rules that it could say nothing about
};
STEWARD_DESCRIBE(AlertEvaluation, (intervalMs, startedAt, tookMs, lateMs, missed, rules, problems))

// Of the caller's tenant, or of the whole platform. Silenced alerts are among the firing ones, too.
struct AlertSummary {
    std::int64_t firing = 0;
    std::int64_t pending = 0;
    std::int64_t silenced = 0;
    std::int64_t critical = 0;  // firing and not silenced
    std::int64_t rules = 0;
    AlertEvaluation evaluation;
};
STEWARD_DESCRIBE(AlertSummary, (firing, pending, silenced, critical, rules, evaluation))

struct SeriesName {
    std::string name;
    std::string unit;        // "%", "ms", "/s", "bytes" or ""
    bool ofTenants = false;  // it exists for each tenant, too
};
STEWARD_DESCRIBE(SeriesName, (name, unit, ofTenants))
// That rules can ask.
struct SeriesNames {
    std::vector<SeriesName> items;
};
STEWARD_DESCRIBE(SeriesNames, (items))

// "whsec_" and 24 to 64 bytes in base64, as Standard Webhooks say; null takes it away.
struct ChannelSecret {
    std::string id;
    std::optional<std::string> secret;
};
STEWARD_DESCRIBE(ChannelSecret, (id, secret))

// What happened to a test message.
struct ChannelTest {
    bool delivered = false;
    std::optional<std::int64_t> status;  // of the HTTP reply
    std::string detail;
    std::int64_t tookMs = 0;
};
STEWARD_DESCRIBE(ChannelTest, (delivered, status, detail, tookMs))

// A message for people at their consoles: of a group of alerts, or of a test.
struct AlertNotice {
    std::string channelId;
    std::string channelName;
    std::string title;
    std::vector<std::string> lines;  // at most 10
    domain::AlertSeverity severity = domain::AlertSeverity::warning;
    std::int64_t firing = 0;
    std::int64_t resolved = 0;
    bool test = false;
};
STEWARD_DESCRIBE(AlertNotice, (channelId, channelName, title, lines, severity, firing, resolved, test))

// Exactly one of the two.
struct AlertNews {
    std::optional<domain::Alert> alert;  // it changed its state, or is silenced or not any more
    std::optional<AlertNotice> notice;
};
STEWARD_DESCRIBE(AlertNews, (alert, notice))

}  // namespace steward::contract
