// Tenants as entities of plans.
#pragma once

#include "base/time.h"
#include "plans/entity_handler.h"

namespace steward::tenancy {

class TenantHandler final : public plans::EntityHandler {
public:
    // The clock is for filters such as "createdAt last 7 days"; `retention`: how long removed tenants can be restored.
    explicit TenantHandler(const Clock& clock, Duration retention = std::chrono::hours(30 * 24))
        : clock_(clock), retention_(retention) {}

    domain::EntityKind kind() const override { return domain::EntityKind::tenant; }
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
    Result<json::Object> circumstances(sql::Connection& connection) const override;
    plans::Proposal propose(const plans::Entity& entity, domain::Operation operation,
                            const std::optional<json::Value>& patch, const json::Object& circumstances) const override;
    Result<plans::Review> review(sql::Connection& connection, const plans::Entity& entity, const json::Object& after,
                                 Time now, const domain::Principal& actor) const override;
    Result<> write(sql::Connection& connection, const plans::Entity& entity, const json::Object& after, Time now,
                   const domain::Principal& actor) const override;

    // What people set about it; not what is in the archive.
    std::optional<plans::ConfigurationPart> configurationPart() const override;
    Result<> configuration(sql::Connection& connection, const sql::TenantScope& scope,
                           const report::SqlCondition& tenants, const plans::AddEntry& add) const override;

private:
    const Clock& clock_;
    Duration retention_;
};

}  // namespace steward::tenancy
