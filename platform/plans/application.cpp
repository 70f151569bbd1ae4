#include "plans/application.h"

#include "audit/audit_store.h"
#include "base/ids.h"
#include "contract/topics.h"
#include "kernel/db/tenant_life.h"
#include "kernel/outbox.h"
#include "plans/plan_rules.h"

namespace steward::plans {
namespace {

using domain::Batch;
using domain::BatchResult;
using domain::PlanChange;

// Plans and batches of no tenant are the platform's, which may change everybody.
sql::TenantScope scopeOf(const std::string& tenantId) {
    return tenantId.empty() ? sql::TenantScope::all() : sql::TenantScope::one(tenantId);
}

// A job knows the id alone; what follows is done in the scope of the tenant whose batch it is.
Result<StoredBatch> findBatch(sql::Connection& connection, const std::string& id) {
    return PlanStore(connection, sql::TenantScope::all()).batch(id);
}

// One entity of a batch, changed or refused.
class Change {
public:
    Change(sql::Connection& connection, const Handlers& handlers, const StoredPlan& plan, const StoredBatch& batch,
           Time now)
        : connection_(connection), handlers_(handlers), plan_(plan), batch_(batch), now_(now) {}

    Result<BatchResult> apply(const PlanChange& change) {
        BatchResult result{change.entityId, change.entityName, false, change.version, {}, {}};
        STEWARD_CHECK(connection_.execute("SAVEPOINT entity"));
        const auto written = write(change);
        if (written) {
            STEWARD_CHECK(connection_.execute("RELEASE entity"));
            result.changed = true;
            result.version = written->versionAfter;
            result.auditId = written->id;
            return result;
        }
        if (isSerious(written.error())) return fail(written.error());
        STEWARD_CHECK(connection_.execute("ROLLBACK TO entity"));
        STEWARD_CHECK(connection_.execute("RELEASE entity"));
        result.error = written.error().message;
        return result;
    }

private:
    // The disk, not the entity: the whole step is undone.
    static bool isSerious(const Error& error) {
        return error.code == ErrorCode::storage || error.code == ErrorCode::unavailable ||
               error.code == ErrorCode::internal || error.code == ErrorCode::cancelled;
    }

    Result<domain::AuditEntry> write(const PlanChange& change) {
        const auto* handler = handlerOf(handlers_, change.entity);
        const auto permission = handler ? handler->permissionFor(plan_.plan.operation) : std::nullopt;
        if (!permission || !batch_.actor.may(*permission)) return fail(ErrorCode::forbidden, "You may not change this");
        STEWARD_TRY(const Entity entity, current(*handler, change));
        if (change.entity != domain::EntityKind::tenant) {
            STEWARD_TRY(const bool isRemoved, removedTenants_.contains(connection_, entity.tenantId));
            if (isRemoved) return fail(ErrorCode::conflict, kernel::RemovedTenants::refusal);
        }
        const json::Object after = overlaid(entity.document, change.fields);
        STEWARD_TRY(const Review review, handler->review(connection_, entity, after, now_, batch_.actor));
        if (review.exclusion) return fail(ErrorCode::unprocessable, review.exclusion->detail);
        STEWARD_CHECK(handler->write(connection_, entity, after, now_, batch_.actor));
        STEWARD_TRY(auto entry, audit::append(connection_, entryOf(change, entity), now_));
        STEWARD_CHECK(kernel::enqueue(
            connection_, contract::entitiesTopic, change.tenantId,
            {change.entity, change.entityId, change.tenantId, entry.versionAfter, entry.action, entry.actorName}));
        return entry;
    }

    bool mayCreate() const {
        return plan_.plan.operation == domain::Operation::create || plan_.plan.operation == domain::Operation::converge;
    }

    Result<Entity> current(const EntityHandler& handler, const PlanChange& change) {
        STEWARD_TRY(auto entity, handler.load(connection_, scopeOf(plan_.tenantId), change.entityId));
        if (!entity && change.version == 0 && mayCreate()) {
            STEWARD_CHECK(requireOwner(change));
            STEWARD_TRY(Entity blank, handler.blank(connection_, scopeOf(plan_.tenantId), {}, now_));
            blank.id = change.entityId;
            blank.name = change.entityName;
            blank.tenantId = change.tenantId;
            return blank;
        }
        if (!entity) return fail(ErrorCode::notFound, "It does not exist any more");
        if (entity->version == change.version) return std::move(*entity);
        STEWARD_TRY(const auto since, audit::changesSince(connection_, std::string(enumName(change.entity)),
                                                          change.entityId, change.version));
        const std::string who =
            since.empty() ? std::string() : " " + whoAndWhen(since.back().actorName, since.back().at);
        return fail(ErrorCode::conflict, "Changed after the plan was computed" + who);
    }

    // What belongs to a tenant that the same plan was to make.
    Result<> requireOwner(const PlanChange& change) {
        if (change.entity == domain::EntityKind::tenant || change.tenantId.empty()) return {};
        STEWARD_TRY(const auto rows,
                    connection_.query(sql::tenantOwned("SELECT 1 FROM tenants WHERE :tenant(id) AND id = ?1"),
                                      scopeOf(plan_.tenantId), {change.tenantId}));
        if (!rows.empty()) return {};
        return fail(ErrorCode::conflict, "The tenant it belongs to was not created");
    }

    domain::AuditEntry entryOf(const PlanChange& change, const Entity& entity) const {
        domain::AuditEntry entry;
        entry.actorId = batch_.actor.userId;
        entry.actorName = batch_.actor.name;
        entry.onBehalfOf = batch_.actor.onBehalfOf();
        entry.entity = enumName(change.entity);
        entry.action = entry.entity + "." + std::string(enumName(plan_.plan.operation));
        entry.entityId = change.entityId;
        entry.entityName = change.entityName;
        if (!change.tenantId.empty()) entry.tenantId = change.tenantId;
        entry.batchId = batch_.batch.id;
        entry.planId = plan_.plan.id;
        entry.reason = batch_.reason;
        if (!entity.isNew) entry.before = beforeOf(change.fields);
        entry.after = afterOf(change.fields);
        entry.versionBefore = entity.version;
        entry.versionAfter = entity.version + 1;
        if (change.overwrites) entry.overwrites = true;
        return entry;
    }

    sql::Connection& connection_;
    const Handlers& handlers_;
    const StoredPlan& plan_;
    const StoredBatch& batch_;
    Time now_;
    kernel::RemovedTenants removedTenants_;
};

Result<Batch> end(PlanStore& store, Batch batch, domain::BatchState state, Time now) {
    batch.state = state;
    batch.finishedAt = now;
    STEWARD_TRY(auto plan, store.plan(batch.planId));
    plan.plan.state = domain::PlanState::applied;
    STEWARD_CHECK(store.update(plan));
    STEWARD_CHECK(store.update(batch));
    return batch;
}

}  // namespace

Result<StoredBatch> beginBatch(sql::Connection& connection, const sql::TenantScope& scope, StoredPlan& plan,
                               const domain::Principal& actor, std::optional<std::string> reason,
                               std::int64_t stopAfterFailures, Time now) {
    if (plan.plan.batchId)
        return fail(ErrorCode::conflict, "This plan was applied already. Nothing was changed.",
                    "Its batch is " + *plan.plan.batchId + ".");
    if (plan.plan.expiresAt <= now)
        return fail(ErrorCode::gone, "This plan has expired. Nothing was changed; recalculate it.");
    if (plan.plan.counts.willChange == 0) return fail(ErrorCode::conflict, "This plan would change nothing.");
    StoredBatch stored;
    stored.batch.id = newId(id::batch, now);
    stored.batch.planId = plan.plan.id;
    stored.batch.total = plan.plan.counts.willChange;
    stored.batch.startedAt = now;
    stored.actor = actor;
    stored.tenantId = plan.tenantId;
    stored.reason = reason ? std::move(reason) : plan.plan.reason;
    stored.stopAfterFailures = stopAfterFailures;
    plan.plan.state = domain::PlanState::applying;
    plan.plan.batchId = stored.batch.id;
    plan.plan.reason = stored.reason;
    PlanStore store(connection, scope);
    STEWARD_CHECK(store.insert(stored));
    STEWARD_CHECK(store.update(plan));
    return stored;
}

Result<Batch> applyStep(sql::Connection& connection, const Handlers& handlers, const std::string& batchId, Time now,
                        std::int64_t limit) {
    STEWARD_TRY(auto stored, findBatch(connection, batchId));
    PlanStore store(connection, scopeOf(stored.tenantId));
    auto& batch = stored.batch;
    if (batch.finishedAt) return batch;
    STEWARD_TRY(const auto plan, store.plan(batch.planId));
    STEWARD_TRY(std::int64_t position, store.lastPosition(batchId));
    STEWARD_TRY(const auto changes, store.applicable(plan.changesId, position, limit));
    Change entity(connection, handlers, plan, stored, now);
    for (const auto& placed : changes) {
        STEWARD_TRY(const auto result, entity.apply(placed.change));
        position = placed.position;
        STEWARD_CHECK(store.insertResult(stored, position, result));
        ++batch.done;
        batch.failed += !result.changed;
        const bool isEnough = stored.stopAfterFailures > 0 && batch.failed >= stored.stopAfterFailures;
        if (!result.changed && isEnough && batch.done < batch.total) {
            const std::string failures = batch.failed == 1 ? "1 failure" : std::to_string(batch.failed) + " failures";
            STEWARD_CHECK(store.insertUntried(stored, plan.changesId, position,
                                              "Not tried: the batch stopped after " + failures));
            return end(store, batch, outcomeOf(batch.total, batch.done, batch.failed), now);
        }
    }
    if (batch.done == batch.total) return end(store, batch, outcomeOf(batch.total, batch.done, batch.failed), now);
    STEWARD_CHECK(store.update(batch));
    return batch;
}

Result<Batch> cancelBatch(sql::Connection& connection, const std::string& batchId, Time now) {
    STEWARD_TRY(const auto stored, findBatch(connection, batchId));
    PlanStore store(connection, scopeOf(stored.tenantId));
    if (stored.batch.finishedAt) return stored.batch;
    STEWARD_TRY(const auto plan, store.plan(stored.batch.planId));
    STEWARD_TRY(const auto position, store.lastPosition(batchId));
    STEWARD_CHECK(store.insertUntried(stored, plan.changesId, position, "Not tried: the batch was cancelled"));
    return end(store, stored.batch, domain::BatchState::cancelled, now);
}

}  // namespace steward::plans
