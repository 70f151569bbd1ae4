// Plans, their changes, batches and results in the database. All functions run on the thread of the connection.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/access.h"
#include "domain/plan.h"
#include "sql/connection.h"

namespace steward::plans {

struct StoredPlan {
    domain::Plan plan;
    domain::PlanRequest request;
    std::string tenantId;   // whose plan it is; empty: the platform's
    std::string changesId;  // where its changes are: those of a new computation replace them at once
};

struct StoredBatch {
    domain::Batch batch;
    domain::Principal actor;
    std::string tenantId;
    std::optional<std::string> reason;
    std::int64_t stopAfterFailures = 0;
};

// Where a list goes on: after this group and position.
struct Place {
    std::int64_t group = -1;
    std::int64_t position = -1;
};

struct PlacedChange {
    std::int64_t position = 0;
    domain::PlanChange change;
};

class PlanStore {
public:
    // Refers to the connection, and sees what the scope allows.
    PlanStore(sql::Connection& connection, sql::TenantScope scope)
        : connection_(connection), scope_(std::move(scope)) {}

    Result<> insert(const StoredPlan& plan);
    Result<> update(const StoredPlan& plan);
    // ErrorCode::notFound also for plans of others.
    Result<StoredPlan> plan(const std::string& id);
    Result<> insertChanges(const StoredPlan& plan, std::int64_t firstPosition,
                           const std::vector<domain::PlanChange>& changes);
    Result<> deleteChanges(const std::string& changesId);
    // What computations left behind that never ended. At start only.
    Result<> deleteLostChanges();
    // Changed meanwhile first, then what will change, then what is left out; at most `limit`.
    struct ChangePage {
        std::vector<domain::PlanChange> changes;
        std::optional<Place> next;
        std::int64_t total = 0;
    };
    Result<ChangePage> changes(const std::string& changesId, std::optional<domain::ChangeState> state,
                               const std::optional<std::string>& search, Place after, std::int64_t limit);
    // The next changes to apply, in their order.
    Result<std::vector<PlacedChange>> applicable(const std::string& changesId, std::int64_t afterPosition,
                                                 std::int64_t limit);
    // What a batch was to change and did not, failed or never tried, in the order of its plan.
    Result<std::vector<PlacedChange>> unchanged(const std::string& changesId, const std::string& batchId,
                                                std::int64_t afterPosition, std::int64_t limit);
    // The plan of a batch that has ended and did not change everything; ErrorCode::conflict for others.
    Result<StoredPlan> planToTryAgain(const std::string& batchId);
    // Plans that expired before `time` and were never applied go, with their changes.
    Result<> purge(Time time);

    Result<> insert(const StoredBatch& batch);
    Result<> update(const domain::Batch& batch);
    Result<StoredBatch> batch(const std::string& id);
    Result<> insertResult(const StoredBatch& batch, std::int64_t position, const domain::BatchResult& result);
    // One result for each change behind `position`, all with this error.
    Result<> insertUntried(const StoredBatch& batch, const std::string& changesId, std::int64_t position,
                           const std::string& error);
    Result<std::int64_t> lastPosition(const std::string& batchId);  // -1 when there is no result yet
    struct ResultPage {
        std::vector<domain::BatchResult> results;
        std::optional<Place> next;
        std::int64_t total = 0;
    };
    Result<ResultPage> results(const std::string& batchId, std::optional<bool> changed, Place after,
                               std::int64_t limit);

private:
    sql::Connection& connection_;
    sql::TenantScope scope_;
};

}  // namespace steward::plans
