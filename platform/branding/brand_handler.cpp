#include "branding/brand_handler.h"

#include "branding/brand_store.h"
#include "plans/keys.h"
#include "plans/plan_rules.h"

namespace steward::branding {

using domain::Operation;

std::optional<domain::Permission> BrandHandler::permissionFor(Operation operation) const {
    if (operation == Operation::publish || operation == Operation::converge || operation == Operation::revert)
        return domain::Permission::brandingWrite;
    return std::nullopt;
}

Result<> BrandHandler::check(const domain::PlanRequest& request) const {
    if (request.patch)
        return plans::refusedRequest("/patch", "does not go with this operation: save the draft, then publish it");
    if (request.selection.filter)
        return plans::refusedRequest("/selection/filter", "brands are selected by the ids of their tenants");
    return {};
}

Result<std::optional<plans::Entity>> BrandHandler::load(sql::Connection& connection, const sql::TenantScope& scope,
                                                        const std::string& id) const {
    STEWARD_TRY(auto found, findBrand(connection, scope, id));
    if (!found) return std::nullopt;
    return plans::Entity{id,
                         std::move(found->tenantName),
                         id,
                         found->state.version,
                         std::move(json::toValue(found->state.published).as_object()),
                         std::move(json::toValue(found->state.draft).as_object())};
}

Result<std::vector<plans::Entity>> BrandHandler::page(sql::Connection&, const sql::TenantScope&, const std::string&,
                                                      const std::string&, std::size_t) const {
    return fail(ErrorCode::invalid, "Brands are selected by the ids of their tenants.");
}

Result<std::optional<plans::Entity>> BrandHandler::find(sql::Connection& connection, const sql::TenantScope& scope,
                                                        const std::string& key) const {
    STEWARD_TRY(const auto id, plans::tenantCalled(connection, scope, key));
    if (!id) return std::optional<plans::Entity>();
    return load(connection, scope, *id);
}

Result<plans::Entity> BrandHandler::blank(sql::Connection& connection, const sql::TenantScope& scope,
                                          const std::string& key, Time) const {
    if (!scope.isAll()) {
        STEWARD_TRY(const auto found, findBrand(connection, scope, scope.tenant()));
        if (!found) {
            auto document = json::toValue(initialBrand(key)).as_object();
            return plans::Entity{scope.tenant(), key, scope.tenant(), 0, document, document};
        }
    }
    return fail(ErrorCode::unprocessable, "There is no tenant \"" + key + "\", so it has no brand");
}

// A patch is published as it is; without one, the draft.
plans::Proposal BrandHandler::propose(const plans::Entity& entity, Operation, const std::optional<json::Value>& patch,
                                      const json::Object&) const {
    if (!patch) return {entity.pending, std::nullopt};
    json::Object after = entity.document;
    if (patch->is_object())
        for (const auto& [name, value] : patch->get_object())
            after[name] = value;
    const auto brand = json::fromValue<domain::Brand>(json::Value(after), json::Unknown::refuse);
    if (patch->is_object() && brand) return {std::move(after), std::nullopt};
    return {{},
            plans::Exclusion{domain::ExclusionReason::refusedByRule,
                             patch->is_object() ? plans::whatIsWrong(brand.error()) : "A brand is an object"}};
}

Result<plans::Review> BrandHandler::review(sql::Connection&, const plans::Entity&, const json::Object& after, Time,
                                           const domain::Principal&) const {
    STEWARD_TRY(const auto brand, json::fromValue<domain::Brand>(json::Value(after)));
    plans::Review review;
    if (const auto errors = domain::check(brand); !errors.empty())
        review.exclusion = {domain::ExclusionReason::refusedByRule,
                            errors.front().path.substr(1) + " " + errors.front().message};
    else
        review.effects.push_back({.kind = domain::EffectKind::signInPageChanges});
    return review;
}

Result<> BrandHandler::write(sql::Connection& connection, const plans::Entity& entity, const json::Object& after,
                             Time now, const domain::Principal& actor) const {
    const auto scope = sql::TenantScope::one(entity.tenantId);
    STEWARD_TRY(auto found, findBrand(connection, scope, entity.id));
    if (!found || found->state.version != entity.version)
        return fail(ErrorCode::conflict, "The brand was published by somebody else. Nothing was changed.");
    auto& state = found->state;
    const bool draftWasPublished = state.draft == state.published;
    STEWARD_TRY(state.published, json::fromValue<domain::Brand>(json::Value(after)));
    if (draftWasPublished) state.draft = state.published;
    ++state.draftRevision;
    state.version = entity.version + 1;
    state.publishedAt = now;
    state.publishedBy = actor.name;
    STEWARD_CHECK(saveBrand(connection, scope, state));
    return insertVersion(connection, scope, entity.id, {state.version, state.published, now, actor.name, {}});
}

std::optional<plans::ConfigurationPart> BrandHandler::configurationPart() const {
    return plans::ConfigurationPart{"brands", domain::Permission::brandingRead};
}

Result<> BrandHandler::configuration(sql::Connection& connection, const sql::TenantScope& scope,
                                     const report::SqlCondition& tenants, const plans::AddEntry& add) const {
    return eachPublished(connection, scope, tenants, [&](const std::string& slug, const domain::Brand& brand) {
        return add(slug, json::write(brand));
    });
}

}  // namespace steward::branding
