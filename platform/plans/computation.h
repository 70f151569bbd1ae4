// Computes a plan page by page, so that a plan of any size needs memory for one page only. Changes nothing.
//
//   Computation computation(handler, std::move(stored), scope, now, actor);
//   for (;;) { auto page = computation.next(reader); if (page->empty()) break; store.insertChanges(…, *page); }
//   computation.finish() is the plan with its counts.
#pragma once

#include <unordered_map>
#include <vector>

#include "audit/audit_store.h"
#include "plans/entity_handler.h"
#include "plans/plan_rules.h"
#include "plans/plan_store.h"

namespace steward::plans {

class Computation {
public:
    // `plan.request` must have passed checkSelection() and the handler's check(). The handler outlives this.
    Computation(const EntityHandler& handler, StoredPlan plan, sql::TenantScope scope, Time now,
                domain::Principal actor);

    // The next changes; none: that were all. ErrorCode::unprocessable names a selected id that does not exist.
    Result<std::vector<domain::PlanChange>> next(sql::Connection& connection);
    // The plan with its counts, its confirmation and its expiry. Once, after the last page.
    StoredPlan finish(std::string_view environment, Duration lifetime = planLifetime) &&;

    const StoredPlan& plan() const { return plan_; }

private:
    struct Judged {
        domain::PlanChange change;
        std::int64_t sessionsEnd = 0;
    };
    Result<std::vector<domain::PlanChange>> nextByIds(sql::Connection& connection);
    Result<std::vector<domain::PlanChange>> nextByFilter(sql::Connection& connection);
    Result<std::vector<domain::PlanChange>> nextReverts(sql::Connection& connection);
    Result<> collectReverts(sql::Connection& connection);
    Result<Judged> judge(sql::Connection& connection, const Entity& entity);
    Result<Judged> judgeRevert(sql::Connection& connection, const std::vector<domain::AuditEntry>& newestFirst);
    Result<Judged> judgeResult(sql::Connection& connection, const Entity& entity, const json::Object& after,
                               domain::PlanChange change);
    Result<> add(std::vector<domain::PlanChange>& page, Result<Judged> judged);

    const EntityHandler& handler_;
    StoredPlan plan_;
    sql::TenantScope scope_;
    Time now_;
    domain::Principal actor_;
    std::unordered_map<std::string, std::int64_t> seen_;
    std::vector<audit::EntryOfEntity> reverts_;
    bool collected_ = false;
    bool done_ = false;
    std::size_t position_ = 0;
    std::string afterId_;
};

}  // namespace steward::plans
