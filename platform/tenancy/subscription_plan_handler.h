// The terms of subscription plans as entities of plans: changed by the platform's own people only, known by their name
// ("team"), none is made and none removed. Tenants that have a plan keep what they have; who chooses it from then on
// gets its new terms.
#pragma once

#include "plans/entity_handler.h"

namespace steward::tenancy {

class SubscriptionPlanHandler final : public plans::EntityHandler {
public:
    domain::EntityKind kind() const override { return domain::EntityKind::subscriptionPlan; }
    // Change, converge and revert.
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
    std::optional<plans::ConfigurationPart> configurationPart() const override;
    Result<> configuration(sql::Connection& connection, const sql::TenantScope& scope,
                           const report::SqlCondition& tenants, const plans::AddEntry& add) const override;
};

}  // namespace steward::tenancy
