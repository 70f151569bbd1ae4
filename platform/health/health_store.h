// States of components, their history and how rounds went, in the database. All functions run on the thread of the
// connection; what writes runs inside Database::write.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "contract/health_messages.h"
#include "health/watch.h"
#include "sql/connection.h"

namespace steward::health {

// Another one after each change of a definition, and after a tenant was removed or restored.
Result<std::string> revisionOf(sql::Connection& db);
Result<> definitionsChanged(sql::Connection& db);
Result<Definitions> readDefinitions(sql::Connection& db, Time now);
// The windows that are not over as silences of alerts, with the ids of the windows.
Result<std::vector<domain::Silence>> silencesOf(sql::Connection& db, Time now);

// All that are not removed.
struct Links {
    std::string name;
    std::string tenantId;
    std::vector<std::string> dependsOn;
};
Result<std::map<std::string, Links>> dependencyGraph(sql::Connection& db);
Result<std::int64_t> componentCount(sql::Connection& db);

// What a round made of components, with its news for the feed.
Result<> storeRound(sql::Connection& db, const Round& round);
// States of components that are not there any more end.
Result<> endGone(sql::Connection& db, Time now);
// Intervals that were over before `time`.
Result<> forgetStates(sql::Connection& db, Time time);

// ErrorCode::notFound: there is none in this scope. ErrorCode::unprocessable: it is checked in another way.
Result<> storeBeat(sql::Connection& db, const sql::TenantScope& scope, const std::string& id, Time now);
Result<std::map<std::string, Time>> allBeats(sql::Connection& db);

Result<contract::HealthEvaluation> lastEvaluation(sql::Connection& db);
Result<> storeEvaluation(sql::Connection& db, const contract::HealthEvaluation& evaluation);
Result<contract::HealthSummary> summaryOf(sql::Connection& db, const sql::TenantScope& scope, Time now);

// Those that reach into the time, the newest first.
Result<contract::ComponentHistory> historyOf(sql::Connection& db, const sql::TenantScope& scope, const std::string& id,
                                             const domain::Period& period);
// All of one component.
Result<std::vector<domain::StateInterval>> statesOf(sql::Connection& db, const std::string& id,
                                                    const domain::Period& period);
// By component. Of all, or of one tenant and the platform.
Result<std::map<std::string, std::vector<domain::StateInterval>>> statesWithin(
    sql::Connection& db, const std::optional<std::string>& tenantId, const domain::Period& period);
Result<std::vector<domain::MaintenanceWindow>> windowsWithin(sql::Connection& db, const domain::Period& period);
// Fills in what components depend on.
Result<> addLinks(sql::Connection& db, std::vector<domain::Component>& components);

}  // namespace steward::health
