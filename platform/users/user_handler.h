// Users as entities of plans: their names, roles and whether they may sign in. They are made by invitations, so
// `create` is no operation for them.
#pragma once

#include "base/time.h"
#include "plans/entity_handler.h"

namespace steward::users {

class UserHandler final : public plans::EntityHandler {
public:
    // The clock is for filters such as "lastSeenAt last 7 days"; `retention`: how long removed users can be restored.
    explicit UserHandler(const Clock& clock, Duration retention = std::chrono::hours(30 * 24))
        : clock_(clock), retention_(retention) {}

    domain::EntityKind kind() const override { return domain::EntityKind::user; }
    std::optional<domain::Permission> permissionFor(domain::Operation operation) const override;
    Result<> check(const domain::PlanRequest& request) const override;
    Result<std::optional<plans::Entity>> load(sql::Connection& connection, const sql::TenantScope& scope,
                                              const std::string& id) const override;
    Result<std::optional<plans::Entity>> find(sql::Connection& connection, const sql::TenantScope& scope,
                                              const std::string& key) const override;
    Result<std::vector<plans::Entity>> page(sql::Connection& connection, const sql::TenantScope& scope,
                                            const std::string& filter, const std::string& afterId,
                                            std::size_t limit) const override;
    Result<plans::Entity> blank(sql::Connection& connection, const sql::TenantScope& scope, const std::string& key,
                                Time now) const override;
    plans::Proposal propose(const plans::Entity& entity, domain::Operation operation,
                            const std::optional<json::Value>& patch, const json::Object&) const override;
    Result<plans::Review> review(sql::Connection& connection, const plans::Entity& entity, const json::Object& after,
                                 Time now, const domain::Principal& actor) const override;
    Result<> write(sql::Connection& connection, const plans::Entity& entity, const json::Object& after, Time now,
                   const domain::Principal& actor) const override;

private:
    const Clock& clock_;
    Duration retention_;
};

}  // namespace steward::users
