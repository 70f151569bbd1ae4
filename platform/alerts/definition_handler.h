// Rules, silences, objectives and channels as entities of plans. Their key is "slug/name" for what belongs to a
// tenant; of the platform's own it is the name, behind a "/" where the name itself has one.
#pragma once

#include "alerts/definition.h"
#include "plans/entity_handler.h"

namespace steward::alerts {

template <class T>
class DefinitionHandler final : public plans::EntityHandler {
public:
    // The clock outlives the handler.
    explicit DefinitionHandler(const Clock& clock) : clock_(clock) {}

    domain::EntityKind kind() const override { return Defined<T>::kind; }
    // Create, change, remove, restore, converge and revert.
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

private:
    const Clock& clock_;
};

}  // namespace steward::alerts
