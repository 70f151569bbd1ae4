#include "tenancy/tenant_handler.h"

#include "base/ids.h"
#include "domain/configuration.h"
#include "plans/keys.h"
#include "plans/plan_rules.h"
#include "report/dataset.h"
#include "report/filter.h"
#include "sql/mapping.h"
#include "tenancy/subscription_plan_store.h"
#include "tenancy/tenant_rules.h"
#include "tenancy/tenant_store.h"

namespace steward::tenancy {
namespace {

using domain::EffectKind;
using domain::Operation;
using domain::Tenant;

// What a plan may change about a tenant: not what it is known by, and not what the platform counts itself.
json::Object documentOf(const Tenant& tenant) {
    json::Object document = std::move(json::toValue(tenant).as_object());
    for (const auto* member : {"id", "version", "users", "apiCallsUsed", "storageUsed", "webhooksUsed", "lastActiveAt"})
        document.erase(member);
    return document;
}

plans::Entity entityOf(const Tenant& tenant) {
    return {tenant.id, tenant.name, tenant.id, tenant.version, documentOf(tenant), {}};
}

// With what a suspended or removed tenant comes back as.
Result<plans::Entity> storedEntity(sql::Connection& connection, const Tenant& tenant) {
    plans::Entity entity = entityOf(tenant);
    STEWARD_TRY(const auto before, statusBefore(connection, tenant));
    if (before) entity.pending["status"] = enumName(*before);
    return entity;
}

std::optional<domain::TenantStatus> keptStatus(const plans::Entity& entity) {
    const auto* status = entity.pending.if_contains("status");
    return status && status->is_string() ? enumFromName<domain::TenantStatus>(status->get_string()) : std::nullopt;
}

// `document` laid over `tenant`.
Result<Tenant> withDocument(const Tenant& tenant, const json::Object& document) {
    json::Value merged = json::toValue(tenant);
    for (const auto& [name, value] : document)
        merged.as_object()[name] = value;
    return json::fromValue<Tenant>(merged);
}

// The tenant of an entity, without what its document leaves out.
Result<Tenant> tenantOf(const plans::Entity& entity) {
    Tenant tenant;
    tenant.id = entity.id;
    tenant.version = entity.version;
    return withDocument(tenant, entity.document);
}

// As circumstances() says them.
domain::PlanCatalogue plansIn(const json::Object& circumstances) {
    domain::PlanCatalogue catalogue = domain::initialPlans();
    for (auto& [name, terms] : catalogue)
        if (const auto* said = circumstances.if_contains(enumName(name)))
            terms = json::fromValue<domain::PlanTerms>(*said).value_or(terms);
    return catalogue;
}

}  // namespace

std::optional<domain::Permission> TenantHandler::permissionFor(Operation operation) const {
    if (operation == Operation::publish) return std::nullopt;
    return domain::Permission::tenantsWrite;
}

Result<> TenantHandler::check(const domain::PlanRequest& request) const {
    const bool takesPatch = request.operation == Operation::create || request.operation == Operation::change;
    if (takesPatch != request.patch.has_value())
        return plans::refusedRequest("/patch",
                                     takesPatch ? "is required for this operation" : "does not go with this operation");
    STEWARD_TRY(const auto patch, patchOf(request.patch));
    if (request.operation == Operation::create) STEWARD_CHECK(checkForNew(patch));
    const bool many = request.selection.filter || (request.selection.ids && request.selection.ids->size() > 1);
    if (many && patch.slug) return plans::refusedRequest("/patch/slug", "can be set for one tenant at a time");
    if (!request.selection.filter) return {};
    auto readable = report::parseFilter(*request.selection.filter).and_then([](const report::Filter& filter) {
        return report::filterToSql(filter, report::findDataset("tenants")->fields, sql::Dialect::sqlite, {});
    });
    if (readable) return {};
    return plans::refusedRequest("/selection/filter", readable.error().message);
}

Result<std::optional<plans::Entity>> TenantHandler::load(sql::Connection& connection, const sql::TenantScope& scope,
                                                         const std::string& id) const {
    STEWARD_TRY(const auto tenant, findTenant(connection, scope, id));
    if (!tenant) return std::nullopt;
    STEWARD_TRY(auto entity, storedEntity(connection, *tenant));
    return std::optional(std::move(entity));
}

Result<std::vector<plans::Entity>> TenantHandler::page(sql::Connection& connection, const sql::TenantScope& scope,
                                                       const std::string& filter, const std::string& afterId,
                                                       std::size_t limit) const {
    STEWARD_TRY(const auto tenants, tenantsByFilter(connection, scope, filter, clock_.now(), afterId, limit));
    std::vector<plans::Entity> entities;
    entities.reserve(tenants.size());
    for (const auto& tenant : tenants) {
        STEWARD_TRY(auto entity, storedEntity(connection, tenant));
        entities.push_back(std::move(entity));
    }
    return entities;
}

Result<std::optional<plans::Entity>> TenantHandler::find(sql::Connection& connection, const sql::TenantScope& scope,
                                                         const std::string& key) const {
    STEWARD_TRY(const auto id, plans::tenantCalled(connection, scope, key));
    if (!id) return std::optional<plans::Entity>();
    return load(connection, scope, *id);
}

Result<plans::Entity> TenantHandler::blank(sql::Connection& connection, const sql::TenantScope& scope,
                                           const std::string& key, Time now) const {
    if (!scope.isAll()) return fail(ErrorCode::unprocessable, "There is no tenant \"" + key + "\"");
    STEWARD_TRY(const auto catalogue, planCatalogue(connection));
    Tenant tenant = blankTenant(now, catalogue);
    tenant.id = newId(id::tenant, now);
    if (!key.empty()) {
        domain::TenantPatch named;
        named.slug = key;
        tenant = domain::patched(std::move(tenant), named);
    }
    plans::Entity entity = entityOf(tenant);
    entity.isNew = true;
    return entity;
}

Result<json::Object> TenantHandler::circumstances(sql::Connection& connection) const {
    STEWARD_TRY(const auto catalogue, planCatalogue(connection));
    json::Object terms;
    for (const auto& [name, sold] : catalogue)
        terms[enumName(name)] = json::toValue(sold);
    return terms;
}

plans::Proposal TenantHandler::propose(const plans::Entity& entity, Operation operation,
                                       const std::optional<json::Value>& patch,
                                       const json::Object& circumstances) const {
    const auto tenant = tenantOf(entity);
    const auto read = patchOf(patch);
    if (!tenant || !read)
        return {{},
                plans::Exclusion{domain::ExclusionReason::refusedByRule,
                                 plans::whatIsWrong(tenant ? read.error() : tenant.error())}};
    auto proposal = tenancy::propose(*tenant, operation, *read, keptStatus(entity), plansIn(circumstances));
    return {documentOf(proposal.after), std::move(proposal.exclusion)};
}

Result<plans::Review> TenantHandler::review(sql::Connection& connection, const plans::Entity& entity,
                                            const json::Object& document, Time now, const domain::Principal&) const {
    Tenant before;
    if (!entity.isNew) {
        STEWARD_TRY(auto stored, findTenant(connection, sql::TenantScope::all(), entity.id));
        if (stored) before = std::move(*stored);
    }
    STEWARD_TRY(const Tenant after, withDocument(before, document));
    plans::Review review;
    review.exclusion = refusalOf(after);
    if (review.exclusion) return review;
    if (after.slug != before.slug) {
        STEWARD_TRY(const auto owner, plans::tenantCalled(connection, sql::TenantScope::all(), after.slug));
        if (owner && *owner != entity.id) {
            review.exclusion = {domain::ExclusionReason::refusedByRule, "The slug " + after.slug + " is taken"};
            return review;
        }
        if (!entity.isNew) review.effects.push_back({.kind = EffectKind::signInAddressMoves, .name = after.domain});
    }
    if (entity.isNew) return review;
    const auto invoiceBefore = domain::nextInvoiceMinor(before);
    const auto invoiceAfter = domain::nextInvoiceMinor(after);
    if (invoiceBefore != invoiceAfter)
        review.effects.push_back({.kind = EffectKind::invoiceChange,
                                  .invoice = {{invoiceBefore, invoiceAfter, after.currency, after.renewsAt}}});
    if (shutsOut(before, after)) {
        STEWARD_TRY(const auto sessions, openSessionsOf(connection, entity.id, now));
        STEWARD_TRY(const auto keys, usableKeysOf(connection, entity.id, now));
        plans::addCounted(review.effects, EffectKind::sessionsEnd, sessions);
        plans::addCounted(review.effects, EffectKind::keysEnd, keys);
    }
    if (removes(before, after)) {
        review.removedKey = before.slug;
        STEWARD_TRY(review.dependents, dependentsOf(connection, entity.id, now));
        review.effects.push_back({.kind = EffectKind::restorable, .at = now + retention_});
    }
    return review;
}

Result<> TenantHandler::write(sql::Connection& connection, const plans::Entity& entity, const json::Object& after,
                              Time now, const domain::Principal&) const {
    Tenant base = entity.isNew ? blankTenant(now) : Tenant{};
    STEWARD_TRY(Tenant tenant, withDocument(base, after));
    tenant.id = entity.id;
    tenant.version = entity.version + 1;
    return entity.isNew ? insertTenant(connection, tenant) : updateTenant(connection, tenant, now);
}

std::optional<plans::ConfigurationPart> TenantHandler::configurationPart() const {
    return plans::ConfigurationPart{"tenants", domain::Permission::tenantsRead};
}

Result<> TenantHandler::configuration(sql::Connection& connection, const sql::TenantScope& scope,
                                      const report::SqlCondition& tenants, const plans::AddEntry& add) const {
    static const std::string columns = sql::columnList<domain::TenantConfiguration>("t.");
    const std::string text = "SELECT " + columns + ", t.slug FROM tenants t WHERE :tenant(t.id) AND " + tenants.text;
    return connection.each(sql::tenantOwned(text), scope, tenants.parameters, [&](const sql::Row& row) -> Result<> {
        STEWARD_TRY(const auto tenant, sql::readInto<domain::TenantConfiguration>(row));
        return add(std::string(row.text("slug")), json::write(tenant));
    });
}

}  // namespace steward::tenancy
