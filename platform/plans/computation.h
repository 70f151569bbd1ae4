// Computes a plan page by page, so that a plan of any size needs memory for one page only. Changes nothing.
//
//   Computation computation(handlers, std::move(stored), scope, now, actor);
//   for (;;) { auto page = computation.next(reader); if (page->empty()) break; store.insertChanges(…, *page); }
//   computation.finish() is the plan with its counts.
#pragma once

#include <unordered_map>
#include <vector>

#include "audit/audit_store.h"
#include "kernel/db/tenant_life.h"
#include "plans/entity_handler.h"
#include "plans/plan_rules.h"
#include "plans/plan_store.h"

namespace steward::plans {

// The audit entries that a revert is about, by entity, the newest first. ErrorCode::unprocessable names an id that does
// not exist, or says that the batch changed nothing.
Result<std::vector<audit::EntryOfEntity>> entriesToRevert(sql::Connection& connection, const sql::TenantScope& scope,
                                                          const domain::Selection& selection);

class Computation {
public:
    // `plan.request` must have passed checkSelection() and the handler's check().
    Computation(Handlers handlers, StoredPlan plan, sql::TenantScope scope, Time now, domain::Principal actor);

    // The next changes; none: that were all. ErrorCode::unprocessable names a selected id that does not exist,
    // ErrorCode::conflict says why a batch cannot be tried again.
    Result<std::vector<domain::PlanChange>> next(sql::Connection& connection);
    // The plan with its counts, its confirmation and its expiry. Once, after the last page.
    StoredPlan finish(std::string_view environment, Duration lifetime = planLifetime) &&;

    const StoredPlan& plan() const { return plan_; }

private:
    struct Judged {
        domain::PlanChange change;
        Review review = {};
    };
    // A tenant that this plan makes.
    struct Owner {
        std::string id;
        std::string name;
    };
    Result<std::vector<domain::PlanChange>> nextByIds(sql::Connection& connection);
    Result<std::vector<domain::PlanChange>> nextByFilter(sql::Connection& connection);
    Result<std::vector<domain::PlanChange>> nextTargets(sql::Connection& connection);
    Result<std::vector<domain::PlanChange>> nextOfBatch(sql::Connection& connection);
    Result<std::vector<domain::PlanChange>> nextReverts(sql::Connection& connection);
    Result<Judged> judgeSelected(sql::Connection& connection, const Entity& entity);
    Result<Judged> judgeTarget(sql::Connection& connection, const domain::Target& target);
    // `version`: that the caller saw, where they said so.
    Result<Judged> judge(sql::Connection& connection, const EntityHandler& handler, const Entity& entity,
                         domain::Operation operation, const std::optional<json::Value>& patch,
                         std::optional<std::int64_t> version);
    Result<Entity> blankOf(sql::Connection& connection, const EntityHandler& handler, const std::string& key);
    Result<Judged> judgeRevert(sql::Connection& connection, const std::vector<domain::AuditEntry>& newestFirst);
    Result<Judged> judgeResult(sql::Connection& connection, const EntityHandler& handler, const Entity& entity,
                               const json::Object& after, domain::PlanChange change);
    Result<> add(std::vector<domain::PlanChange>& page, Result<Judged> judged);

    Handlers handlers_;
    const EntityHandler* handler_;  // of the plan's kind; null where it has entities of several
    StoredPlan plan_;
    sql::TenantScope scope_;
    Time now_;
    domain::Principal actor_;
    std::unordered_map<std::string, std::int64_t> seen_;
    std::unordered_map<std::string, std::int64_t> targeted_;  // "kind key": in which line it was first
    std::vector<audit::EntryOfEntity> reverts_;
    bool collected_ = false;
    bool done_ = false;
    std::size_t position_ = 0;
    std::string afterId_;
    std::optional<StoredPlan> tried_;  // the plan of the batch that is selected
    std::int64_t afterPosition_ = -1;  // of a change in it
    kernel::RemovedTenants removedTenants_;
    std::unordered_map<domain::EntityKind, json::Object> circumstances_;  // of proposals on this page
    std::unordered_map<std::string, Owner> newTenants_;                   // that this plan makes, by slug
    std::optional<std::string> removedKey_;
};

}  // namespace steward::plans
