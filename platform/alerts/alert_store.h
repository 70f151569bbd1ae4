// Alerts, their history, what channels were told and how rounds went, in the database. All functions run on the thread
// of the connection; what writes runs inside Database::write.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "alerts/evaluator.h"
#include "contract/alert_messages.h"
#include "sql/connection.h"

namespace steward::alerts {

// Another one after each change of a definition, and after a tenant was removed or restored.
Result<std::string> revisionOf(sql::Connection& db);
Result<> definitionsChanged(sql::Connection& db);
// All that is not removed, of tenants that are not; of silences those that are not over.
Result<Definitions> readDefinitions(sql::Connection& db, Time now);

// Pending and firing; of one tenant (the empty one is the platform), or all.
Result<std::vector<ActiveAlert>> activeAlerts(sql::Connection& db, const std::optional<std::string>& tenantId);
Result<std::optional<domain::Alert>> findAlert(sql::Connection& db, const sql::TenantScope& scope,
                                               const std::string& id);
Result<contract::AlertHistory> historyOf(sql::Connection& db, const sql::TenantScope& scope,
                                         const std::string& alertId);
// What a round made of alerts and rules, with its news for the feed.
Result<> storeRound(sql::Connection& db, const Round& round, Time now);
// Alerts that were resolved before `time`, and their history.
Result<> forgetResolved(sql::Connection& db, Time time);

Result<contract::AlertEvaluation> lastEvaluation(sql::Connection& db);
Result<> storeEvaluation(sql::Connection& db, const contract::AlertEvaluation& evaluation);
Result<contract::AlertSummary> summaryOf(sql::Connection& db, const sql::TenantScope& scope);

// Of a tenant: how many alerts each silence silences.
Result<std::map<std::string, std::int64_t>> silencedAlerts(sql::Connection& db, const sql::TenantScope& scope);
// Rules that are not removed and watch the burn rate of this objective.
Result<std::int64_t> rulesWatching(sql::Connection& db, const std::string& tenantId, const std::string& slo);
Result<> storeBudget(sql::Connection& db, const std::string& sloId, const domain::ErrorBudget& budget);

// A channel's sealed secret; nullopt: it has none.
Result<std::optional<std::string>> secretOf(sql::Connection& db, const std::string& channelId);
Result<> storeSecret(sql::Connection& db, const sql::TenantScope& scope, const std::string& channelId,
                     const std::optional<std::string>& sealed);
Result<> storeOutcome(sql::Connection& db, const std::string& channelId, const domain::DeliveryOutcome& outcome);

// What a channel was told of a group of alerts.
struct ToldGroup {
    std::string tenantId;
    std::string channelId;
    std::string groupKey;  // JSON of the labels that its alerts have in common
    Time since{};
    std::optional<Time> sentAt;
    std::vector<std::string> told;  // ids of alerts that fire, as far as the channel knows
    std::int64_t messages = 0;      // that were sent; with the group's beginning it names the next one
    std::int64_t attempts = 0;      // of the next one, that failed
    Time nextAt{};
    bool operator==(const ToldGroup&) const = default;
};
STEWARD_DESCRIBE(ToldGroup, (tenantId, channelId, groupKey, since, sentAt, told, messages, attempts, nextAt))

Result<std::vector<ToldGroup>> toldGroups(sql::Connection& db);
Result<> storeGroup(sql::Connection& db, const ToldGroup& group);
Result<> forgetGroup(sql::Connection& db, const ToldGroup& group);

}  // namespace steward::alerts
