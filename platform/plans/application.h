// Applies a plan in steps of a bounded number of entities, each step in one write transaction: change, audit entry,
// announcement and result of an entity are stored together or not at all. A step continues behind the last stored
// result, so an interrupted batch goes on where it was and changes no entity twice, also when two nodes believe for a
// moment that it is theirs: a result is stored once (its position is a key), and the step that comes second is undone.
#pragma once

#include "plans/entity_handler.h"
#include "plans/plan_store.h"

namespace steward::plans {

inline constexpr std::int64_t entitiesPerStep = 50;

// Begins the batch of a ready plan; it stops after so many failures, 0: never. Errors: gone (expired), conflict
// (applied already, nothing to change).
Result<StoredBatch> beginBatch(sql::Connection& connection, const sql::TenantScope& scope, StoredPlan& plan,
                               const domain::Principal& actor, std::optional<std::string> reason,
                               std::int64_t stopAfterFailures, Time now);

// Applies the next entities and returns the batch as it is then; `finishedAt` is set once it has ended. An entity that
// cannot be changed gets a result that says why, and leaves no trace else.
Result<domain::Batch> applyStep(sql::Connection& connection, const Handlers& handlers, const std::string& batchId,
                                Time now, std::int64_t limit = entitiesPerStep);

// Ends a batch between two steps. What was not tried yet gets a result that says so.
Result<domain::Batch> cancelBatch(sql::Connection& connection, const std::string& batchId, Time now);

}  // namespace steward::plans
