// Brands as entities of plans: what is published is what was saved as the draft when the plan was computed. The id of
// a brand is that of its tenant.
#pragma once

#include "plans/entity_handler.h"

namespace steward::branding {

class BrandHandler final : public plans::EntityHandler {
public:
    domain::EntityKind kind() const override { return domain::EntityKind::brand; }
    // Publish, converge and revert.
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

    // What is published.
    std::optional<plans::ConfigurationPart> configurationPart() const override;
    Result<> configuration(sql::Connection& connection, const sql::TenantScope& scope,
                           const report::SqlCondition& tenants, const plans::AddEntry& add) const override;
};

}  // namespace steward::branding
