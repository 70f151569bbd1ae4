#include "tenancy/subscription_plan_handler.h"

#include "plans/plan_rules.h"
#include "tenancy/subscription_plan_store.h"

namespace steward::tenancy {

using domain::ExclusionReason;
using domain::Operation;
using domain::PlanTerms;
using domain::SubscriptionPlan;

namespace {

Result<PlanTerms> termsIn(const json::Object& document) {
    return json::fromValue<PlanTerms>(json::Value(document), json::Unknown::refuse);
}

json::Object overlaid(json::Object document, const json::Value& patch) {
    for (const auto& [name, value] : patch.get_object())
        document[name] = value;
    return document;
}

plans::Exclusion refusal(std::string detail) {
    return {ExclusionReason::refusedByRule, std::move(detail)};
}

}  // namespace

std::optional<domain::Permission> SubscriptionPlanHandler::permissionFor(Operation operation) const {
    if (operation == Operation::change || operation == Operation::converge || operation == Operation::revert)
        return domain::Permission::platformManage;
    return std::nullopt;
}

Result<> SubscriptionPlanHandler::check(const domain::PlanRequest& request) const {
    if (request.selection.filter)
        return plans::refusedRequest("/selection/filter", "subscription plans are selected by their names");
    if (request.operation != Operation::change) return {};
    if (!request.patch || !request.patch->is_object())
        return plans::refusedRequest("/patch", "is required for this operation: an object");
    const auto terms = termsIn(overlaid(json::toValue(PlanTerms{}).get_object(), *request.patch));
    if (terms) return {};
    Error error = terms.error();
    error.code = ErrorCode::invalid;
    for (auto& field : error.fields)
        field.path = "/patch" + field.path;
    return fail(std::move(error));
}

Result<std::optional<plans::Entity>> SubscriptionPlanHandler::load(sql::Connection& connection, const sql::TenantScope&,
                                                                   const std::string& id) const {
    const auto name = enumFromName<SubscriptionPlan>(id);
    if (!name) return std::nullopt;
    STEWARD_TRY(const auto all, storedPlans(connection));
    const auto& plan = all.at(*name);
    return plans::Entity{id, id, {}, plan.version, json::toValue(plan.terms).as_object(), {}};
}

Result<std::optional<plans::Entity>> SubscriptionPlanHandler::find(sql::Connection& connection,
                                                                   const sql::TenantScope& scope,
                                                                   const std::string& key) const {
    return load(connection, scope, key);
}

Result<std::vector<plans::Entity>> SubscriptionPlanHandler::page(sql::Connection&, const sql::TenantScope&,
                                                                 const std::string&, const std::string&,
                                                                 std::size_t) const {
    return fail(ErrorCode::invalid, "Subscription plans are selected by their names.");
}

Result<plans::Entity> SubscriptionPlanHandler::blank(sql::Connection&, const sql::TenantScope&, const std::string& key,
                                                     Time) const {
    return fail(ErrorCode::unprocessable, "There is no subscription plan \"" + key + "\"");
}

plans::Proposal SubscriptionPlanHandler::propose(const plans::Entity& entity, Operation,
                                                 const std::optional<json::Value>& patch, const json::Object&) const {
    if (!patch || !patch->is_object()) return {{}, refusal("The terms of a plan are an object")};
    json::Object after = overlaid(entity.document, *patch);
    const auto terms = termsIn(after);
    if (!terms) return {{}, refusal(plans::whatIsWrong(terms.error()))};
    return {std::move(after), std::nullopt};
}

Result<plans::Review> SubscriptionPlanHandler::review(sql::Connection& connection, const plans::Entity& entity,
                                                      const json::Object& after, Time,
                                                      const domain::Principal& actor) const {
    plans::Review review;
    if (actor.tenantId) review.exclusion = {ExclusionReason::aboveOwnRights, "The platform's own people change it"};
    STEWARD_TRY(const PlanTerms terms, termsIn(after));
    if (auto errors = domain::check(terms); !errors.empty())
        review.exclusion = refusal(plans::whatIsWrong({ErrorCode::unprocessable, {}, {}, {}, std::move(errors)}));
    if (review.exclusion) return review;
    STEWARD_TRY(const auto rows, connection.query(sql::tenantOwned("SELECT count(*) FROM tenants WHERE :tenant(id)"
                                                                   " AND plan = ?1 AND status <> 'removed'"),
                                                  sql::TenantScope::all(), {entity.id}));
    plans::addCounted(review.effects, domain::EffectKind::tenantsKeepTerms, rows[0].integer(0));
    return review;
}

Result<> SubscriptionPlanHandler::write(sql::Connection& connection, const plans::Entity& entity,
                                        const json::Object& after, Time, const domain::Principal&) const {
    STEWARD_TRY(const PlanTerms terms, termsIn(after));
    return savePlan(connection, enumFromName<SubscriptionPlan>(entity.id).value(), {terms, entity.version + 1});
}

std::optional<plans::ConfigurationPart> SubscriptionPlanHandler::configurationPart() const {
    return plans::ConfigurationPart{"plans", domain::Permission::tenantsRead};
}

Result<> SubscriptionPlanHandler::configuration(sql::Connection& connection, const sql::TenantScope&,
                                                const report::SqlCondition&, const plans::AddEntry& add) const {
    STEWARD_TRY(const auto catalogue, planCatalogue(connection));
    for (const auto& [name, terms] : catalogue)
        STEWARD_CHECK(add(std::string(enumName(name)), json::write(terms)));
    return {};
}

}  // namespace steward::tenancy
