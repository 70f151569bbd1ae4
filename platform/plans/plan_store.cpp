#include "plans/plan_store.h"

#include "base/json.h"

namespace steward::plans {
namespace {

template <class T>
Result<T> document(const sql::Row& row, std::string_view column) {
    auto value = json::read<T>(row.text(column));
    if (!value)
        return fail(ErrorCode::storage, "Stored data could not be read. Nothing was changed.", value.error().detail);
    return value;
}

// The order in which a preview lists its changes.
std::int64_t groupOf(domain::ChangeState state) {
    switch (state) {
        case domain::ChangeState::changedMeanwhile:
            return 0;
        case domain::ChangeState::willChange:
            return 1;
        case domain::ChangeState::excluded:
            break;
    }
    return 2;
}
constexpr std::int64_t willChangeGroup = 1;

}  // namespace

Result<> PlanStore::insert(const StoredPlan& stored) {
    STEWARD_CHECK(connection_.execute(
        sql::tenantOwned("INSERT INTO plans (id, tenant_id, changes_id, expires_at, batch_id, request, document)"
                         " SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7 WHERE :tenant(?2)"),
        scope_,
        {stored.plan.id, stored.tenantId, stored.changesId, stored.plan.expiresAt, stored.plan.batchId,
         json::write(stored.request), json::write(stored.plan)}));
    return {};
}

Result<> PlanStore::update(const StoredPlan& stored) {
    STEWARD_CHECK(connection_.execute(
        sql::tenantOwned("UPDATE plans SET changes_id = ?2, expires_at = ?3, batch_id = ?4, request = ?5, document = ?6"
                         " WHERE id = ?1 AND :tenant(tenant_id)"),
        scope_,
        {stored.plan.id, stored.changesId, stored.plan.expiresAt, stored.plan.batchId, json::write(stored.request),
         json::write(stored.plan)}));
    return {};
}

Result<StoredPlan> PlanStore::plan(const std::string& id) {
    STEWARD_TRY(const auto rows,
                connection_.query(sql::tenantOwned("SELECT tenant_id, changes_id, request, document FROM plans"
                                                   " WHERE id = ?1 AND :tenant(tenant_id)"),
                                  scope_, {id}));
    if (rows.empty()) return fail(ErrorCode::notFound, "There is no such plan.");
    StoredPlan stored;
    STEWARD_TRY(stored.plan, document<domain::Plan>(rows[0], "document"));
    STEWARD_TRY(stored.request, document<domain::PlanRequest>(rows[0], "request"));
    stored.tenantId = rows[0].text("tenant_id");
    stored.changesId = rows[0].text("changes_id");
    return stored;
}

Result<> PlanStore::insertChanges(const StoredPlan& plan, std::int64_t firstPosition,
                                  const std::vector<domain::PlanChange>& changes) {
    for (std::size_t i = 0; i < changes.size(); ++i)
        STEWARD_CHECK(connection_.execute(
            sql::tenantOwned(
                "INSERT INTO plan_changes (changes_id, tenant_id, position, list_group, entity_name, document)"
                " SELECT ?1, ?2, ?3, ?4, ?5, ?6 WHERE :tenant(?2)"),
            scope_,
            {plan.changesId, plan.tenantId, firstPosition + static_cast<std::int64_t>(i), groupOf(changes[i].state),
             changes[i].entityName, json::write(changes[i])}));
    return {};
}

Result<> PlanStore::deleteChanges(const std::string& changesId) {
    STEWARD_CHECK(
        connection_.execute(sql::tenantOwned("DELETE FROM plan_changes WHERE changes_id = ?1 AND :tenant(tenant_id)"),
                            scope_, {changesId}));
    return {};
}

Result<PlanStore::ChangePage> PlanStore::changes(const std::string& changesId, std::optional<domain::ChangeState> state,
                                                 const std::optional<std::string>& search, Place after,
                                                 std::int64_t limit) {
    const std::string condition =
        ":tenant(tenant_id) AND changes_id = ?1 AND list_group = coalesce(?2, list_group) AND (coalesce(?3, '') = '' "
        "OR " +
        sql::contains(connection_.dialect(), "entity_name", "?3") + ")";
    const sql::Value group = state ? sql::Value(groupOf(*state)) : sql::Value();
    const std::string counted = "SELECT count(*) FROM plan_changes WHERE " + condition;
    STEWARD_TRY(const auto count, connection_.query(sql::tenantOwned(counted), scope_, {changesId, group, search}));
    ChangePage page;
    page.total = count[0].integer(0);
    Place last;
    const std::string text = "SELECT list_group, position, document FROM plan_changes WHERE " + condition +
                             " AND (list_group > ?4 OR (list_group = ?4 AND position > ?5))"
                             " ORDER BY list_group, position LIMIT ?6";
    STEWARD_CHECK(connection_.each(sql::tenantOwned(text), scope_,
                                   {changesId, group, search, after.group, after.position, limit + 1},
                                   [&](const sql::Row& row) -> Result<> {
                                       if (static_cast<std::int64_t>(page.changes.size()) == limit) {
                                           page.next = last;
                                           return {};
                                       }
                                       STEWARD_TRY(auto change, document<domain::PlanChange>(row, "document"));
                                       page.changes.push_back(std::move(change));
                                       last = {row.integer("list_group"), row.integer("position")};
                                       return {};
                                   }));
    return page;
}

Result<std::vector<PlacedChange>> PlanStore::applicable(const std::string& changesId, std::int64_t afterPosition,
                                                        std::int64_t limit) {
    std::vector<PlacedChange> list;
    STEWARD_CHECK(connection_.each(
        sql::tenantOwned("SELECT position, document FROM plan_changes WHERE :tenant(tenant_id)"
                         " AND changes_id = ?1 AND list_group = ?2 AND position > ?3 ORDER BY position LIMIT ?4"),
        scope_, {changesId, willChangeGroup, afterPosition, limit}, [&](const sql::Row& row) -> Result<> {
            STEWARD_TRY(auto change, document<domain::PlanChange>(row, "document"));
            list.push_back({row.integer("position"), std::move(change)});
            return {};
        }));
    return list;
}

Result<std::vector<PlacedChange>> PlanStore::unchanged(const std::string& changesId, const std::string& batchId,
                                                       std::int64_t afterPosition, std::int64_t limit) {
    std::vector<PlacedChange> list;
    STEWARD_CHECK(connection_.each(
        sql::tenantOwned("SELECT r.position, c.document FROM batch_results r JOIN plan_changes c"
                         " ON c.changes_id = ?1 AND c.list_group = ?2 AND c.position = r.position"
                         " WHERE :tenant(r.tenant_id) AND r.batch_id = ?3 AND r.changed = 0 AND r.position > ?4"
                         " ORDER BY r.position LIMIT ?5"),
        scope_, {changesId, willChangeGroup, batchId, afterPosition, limit}, [&](const sql::Row& row) -> Result<> {
            STEWARD_TRY(auto change, document<domain::PlanChange>(row, "document"));
            list.push_back({row.integer("position"), std::move(change)});
            return {};
        }));
    return list;
}

Result<StoredPlan> PlanStore::planToTryAgain(const std::string& batchId) {
    STEWARD_TRY(const auto stored, batch(batchId));
    if (!stored.batch.finishedAt)
        return fail(ErrorCode::conflict, "This batch is still running. Try again what it leaves once it has ended.");
    STEWARD_TRY(const auto left, results(batchId, false, {}, 1));
    if (left.total == 0)
        return fail(ErrorCode::conflict, "This batch changed everything; nothing is left to try again.");
    return plan(stored.batch.planId);
}

Result<> PlanStore::deleteLostChanges() {
    STEWARD_CHECK(connection_.execute(
        sql::tenantOwned("DELETE FROM plan_changes WHERE changes_id NOT IN (SELECT changes_id FROM plans)"),
        sql::TenantScope::all()));
    return {};
}

Result<> PlanStore::purge(Time time) {
    const auto everybody = sql::TenantScope::all();
    PlanStore ofEverybody(connection_, everybody);
    STEWARD_TRY(const auto rows,
                connection_.query(sql::tenantOwned("SELECT id, changes_id FROM plans"
                                                   " WHERE expires_at < ?1 AND batch_id IS NULL LIMIT 10"),
                                  everybody, {time}));
    for (const sql::Row row : rows) {
        STEWARD_CHECK(ofEverybody.deleteChanges(row.get<std::string>("changes_id")));
        STEWARD_CHECK(
            connection_.execute(sql::tenantOwned("DELETE FROM plans WHERE id = ?1"), everybody, {row.text("id")}));
    }
    return {};
}

Result<> PlanStore::insert(const StoredBatch& stored) {
    STEWARD_CHECK(connection_.execute(
        sql::tenantOwned("INSERT INTO batches (id, plan_id, tenant_id, actor, reason, stop_after_failures, document)"
                         " SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7 WHERE :tenant(?3)"),
        scope_,
        {stored.batch.id, stored.batch.planId, stored.tenantId, json::write(stored.actor), stored.reason,
         stored.stopAfterFailures, json::write(stored.batch)}));
    return {};
}

Result<> PlanStore::update(const domain::Batch& batch) {
    STEWARD_CHECK(
        connection_.execute(sql::tenantOwned("UPDATE batches SET document = ?2 WHERE id = ?1 AND :tenant(tenant_id)"),
                            scope_, {batch.id, json::write(batch)}));
    return {};
}

Result<StoredBatch> PlanStore::batch(const std::string& id) {
    STEWARD_TRY(const auto rows,
                connection_.query(sql::tenantOwned("SELECT tenant_id, actor, reason, stop_after_failures, document"
                                                   " FROM batches WHERE id = ?1 AND :tenant(tenant_id)"),
                                  scope_, {id}));
    if (rows.empty()) return fail(ErrorCode::notFound, "There is no such batch.");
    StoredBatch stored;
    STEWARD_TRY(stored.batch, document<domain::Batch>(rows[0], "document"));
    STEWARD_TRY(stored.actor, document<domain::Principal>(rows[0], "actor"));
    stored.tenantId = rows[0].text("tenant_id");
    stored.reason = rows[0].get<std::optional<std::string>>("reason");
    stored.stopAfterFailures = rows[0].integer("stop_after_failures");
    return stored;
}

Result<> PlanStore::insertResult(const StoredBatch& batch, std::int64_t position, const domain::BatchResult& result) {
    STEWARD_CHECK(connection_.execute(
        sql::tenantOwned("INSERT INTO batch_results (batch_id, tenant_id, position, changed, document)"
                         " SELECT ?1, ?2, ?3, ?4, ?5 WHERE :tenant(?2)"),
        scope_, {batch.batch.id, batch.tenantId, position, result.changed, json::write(result)}));
    return {};
}

Result<> PlanStore::insertUntried(const StoredBatch& batch, const std::string& changesId, std::int64_t position,
                                  const std::string& error) {
    constexpr std::int64_t chunk = 500;
    for (;;) {
        STEWARD_TRY(const auto changes, applicable(changesId, position, chunk));
        if (changes.empty()) return {};
        for (const auto& [at, change] : changes)
            STEWARD_CHECK(
                insertResult(batch, at, {change.entityId, change.entityName, false, change.version, {}, error}));
        position = changes.back().position;
    }
}

Result<std::int64_t> PlanStore::lastPosition(const std::string& batchId) {
    STEWARD_TRY(const auto rows,
                connection_.query(sql::tenantOwned("SELECT coalesce(max(position), -1) FROM batch_results"
                                                   " WHERE batch_id = ?1 AND :tenant(tenant_id)"),
                                  scope_, {batchId}));
    return rows[0].integer(0);
}

Result<PlanStore::ResultPage> PlanStore::results(const std::string& batchId, std::optional<bool> changed, Place after,
                                                 std::int64_t limit) {
    const sql::Value wanted = changed ? sql::Value(*changed) : sql::Value();
    STEWARD_TRY(const auto count,
                connection_.query(sql::tenantOwned("SELECT count(*) FROM batch_results WHERE :tenant(tenant_id)"
                                                   " AND batch_id = ?1 AND changed = coalesce(?2, changed)"),
                                  scope_, {batchId, wanted}));
    ResultPage page;
    page.total = count[0].integer(0);
    Place last;
    STEWARD_CHECK(connection_.each(
        sql::tenantOwned("SELECT position, document FROM batch_results WHERE :tenant(tenant_id) AND batch_id = ?1"
                         " AND changed = coalesce(?2, changed) AND position > ?3 ORDER BY position LIMIT ?4"),
        scope_, {batchId, wanted, after.position, limit + 1}, [&](const sql::Row& row) -> Result<> {
            if (static_cast<std::int64_t>(page.results.size()) == limit) {
                page.next = last;
                return {};
            }
            STEWARD_TRY(auto result, document<domain::BatchResult>(row, "document"));
            page.results.push_back(std::move(result));
            last = {0, row.integer("position")};
            return {};
        }));
    return page;
}

}  // namespace steward::plans
