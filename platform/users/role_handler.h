// Custom roles as entities of plans: their names, what they are for and what they permit. Their key is "slug/name" for
// a role of a tenant; of the platform's own it is the name, behind a "/" where the name itself has one.
#pragma once

#include "plans/entity_handler.h"

namespace steward::users {

class RoleHandler final : public plans::EntityHandler {
public:
    domain::EntityKind kind() const override { return domain::EntityKind::role; }
    // Create, change, converge and revert.
    std::optional<domain::Permission> permissionFor(domain::Operation operation) const override;
    Result<> check(const domain::PlanRequest& request) const override;
    Result<std::optional<plans::Entity>> load(sql::Connection& connection, const sql::TenantScope& scope,
                                              const std::string& id) const override;
    Result<std::optional<plans::Entity>> find(sql::Connection& connection, const sql::TenantScope& scope,
                                              const std::string& key) const override;
    Result<std::vector<plans::Entity>> page(sql::Connection& connection, const sql::TenantScope& scope,
                                            const std::string& filter, const std::string& afterId,
                                            std::size_t limit) const override;
    // Without a key, of the platform, or of the tenant whose scope it is.
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

}  // namespace steward::users
