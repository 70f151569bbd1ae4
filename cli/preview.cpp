#include "cli/preview.h"

#include "cli/paging.h"
#include "contract/endpoints.h"

namespace steward::cli {
namespace {

using domain::EntityKind;
using domain::Operation;
using domain::PlanChange;
using domain::PlanRequest;

std::vector<domain::FieldChange> differing(const json::Value& before, const json::Value& after) {
    std::vector<domain::FieldChange> fields;
    for (const auto& [name, value] : after.get_object()) {
        const auto* old = before.get_object().if_contains(name);
        if (!old || !json::same(*old, value)) fields.push_back({std::string(name), old ? *old : json::Value(), value});
    }
    return fields;
}

std::string statusAfter(Operation operation) {
    switch (operation) {
        case Operation::suspend:
            return "suspended";
        case Operation::archive:
            return "archived";
        case Operation::remove:
            return "removed";
        default:
            return "as before";
    }
}

PlanChange changeOf(EntityKind kind, const auto& entity, const json::Value& after) {
    PlanChange change;
    change.entity = kind;
    change.entityId = entity.id;
    change.entityName = entity.name;
    change.version = entity.version;
    change.fields = differing(json::toValue(entity), after);
    return change;
}

// `patch` or the status of the operation laid over the entity.
json::Value laidOver(const auto& entity, const PlanRequest& request) {
    json::Value after = json::toValue(entity);
    if (request.operation != Operation::change)
        after.get_object()["status"] = statusAfter(request.operation);
    else if (request.patch && request.patch->is_object())
        for (const auto& [name, value] : request.patch->get_object())
            after.get_object()[name] = value;
    return after;
}

// The subscription plans of the platform by name.
Result<std::map<std::string, domain::PlanTerms>> plansOf(Program& program) {
    STEWARD_TRY(auto configuration, program.call(contract::getConfiguration, {.kinds = "plans"}));
    return std::move(configuration.plans).value_or(std::map<std::string, domain::PlanTerms>());
}

// With the limits and the price that the platform sells the plan with.
Result<std::vector<PlanChange>> tenantChanges(Program& program, const std::vector<domain::Tenant>& tenants,
                                              const PlanRequest& request) {
    domain::TenantPatch patch;
    domain::PlanCatalogue catalogue = domain::initialPlans();
    const bool isPatched = request.operation == Operation::change && request.patch;
    if (isPatched) {
        STEWARD_TRY(patch, json::fromValue<domain::TenantPatch>(*request.patch, json::Unknown::refuse));
    }
    if (patch.plan) {
        STEWARD_TRY(const auto plans, plansOf(program));
        for (auto& [name, terms] : catalogue)
            if (const auto sold = plans.find(std::string(enumName(name))); sold != plans.end()) terms = sold->second;
    }
    std::vector<PlanChange> changes;
    for (const auto& tenant : tenants)
        changes.push_back(
            changeOf(request.entity, tenant,
                     isPatched ? json::toValue(domain::patched(tenant, patch, catalogue)) : laidOver(tenant, request)));
    return changes;
}

Result<std::vector<PlanChange>> planChanges(Program& program, const PlanRequest& request) {
    STEWARD_TRY(const auto plans, plansOf(program));
    std::vector<PlanChange> changes;
    for (const auto& id : request.selection.ids.value_or(std::vector<std::string>())) {
        const auto found = plans.find(id);
        if (found == plans.end()) return fail(ErrorCode::notFound, "There is no subscription plan \"" + id + "\".");
        PlanChange change;
        change.entity = request.entity;
        change.entityId = change.entityName = id;
        change.fields = differing(json::toValue(found->second), laidOver(found->second, request));
        changes.push_back(std::move(change));
    }
    return changes;
}

Result<json::Value> afterOf(const domain::User& user, const PlanRequest& request) {
    return laidOver(user, request);
}

Result<json::Value> afterOf(const domain::AccessRole& role, const PlanRequest& request) {
    return laidOver(role, request);
}

// Rules, silences, objectives and channels of alerts, components and maintenance windows.
template <class Entity>
    requires requires(const Entity& entity) { entity.removed; }
Result<json::Value> afterOf(const Entity& entity, const PlanRequest& request) {
    if (request.operation == Operation::change) return laidOver(entity, request);
    json::Value after = json::toValue(entity);
    after.get_object()["removed"] = request.operation == Operation::remove;
    return after;
}

template <class Entity>
Result<std::vector<Entity>> byIds(Program& program, const contract::Endpoint<contract::ById, Entity>& endpoint,
                                  const std::vector<std::string>& ids) {
    std::vector<Entity> entities;
    for (const auto& id : ids) {
        STEWARD_TRY(auto entity, program.call(endpoint, {.id = id}));
        entities.push_back(std::move(entity));
    }
    return entities;
}

template <class Entity>
Result<std::vector<PlanChange>> changesOf(const std::vector<Entity>& entities, const PlanRequest& request) {
    std::vector<PlanChange> changes;
    for (const auto& entity : entities) {
        STEWARD_TRY(const auto after, afterOf(entity, request));
        changes.push_back(changeOf(request.entity, entity, after));
    }
    return changes;
}

template <class Entity>
Result<std::vector<Entity>> selected(Program& program, const contract::Endpoint<contract::ById, Entity>& one,
                                     const contract::Endpoint<contract::ListRequest, contract::Page<Entity>>& list,
                                     const domain::Selection& selection) {
    if (selection.ids) return byIds(program, one, *selection.ids);
    contract::ListRequest request;
    request.filter = selection.filter;
    STEWARD_TRY(auto page, listAll(program, list, std::move(request)));
    return std::move(page.items);
}

Result<std::vector<PlanChange>> brandChanges(Program& program, const PlanRequest& request) {
    std::vector<PlanChange> changes;
    for (const auto& id : request.selection.ids.value_or(std::vector<std::string>())) {
        STEWARD_TRY(const auto brand, program.call(contract::getBrand, {.tenantId = id}));
        PlanChange change;
        change.entity = EntityKind::brand;
        change.entityId = change.entityName = id;
        change.version = brand.version;
        change.fields = differing(json::toValue(brand.published), json::toValue(brand.draft));
        changes.push_back(std::move(change));
    }
    return changes;
}

PlanChange inverseOf(const domain::AuditEntry& entry) {
    PlanChange change;
    change.entity = enumFromName<EntityKind>(entry.entity).value_or(EntityKind::configuration);
    change.entityId = entry.entityId;
    change.entityName = entry.entityName;
    change.version = entry.versionAfter;
    if (entry.before && entry.after && entry.before->is_object() && entry.after->is_object())
        change.fields = differing(*entry.after, *entry.before);
    return change;
}

Result<std::vector<PlanChange>> reverts(Program& program, const domain::Selection& selection) {
    std::vector<domain::AuditEntry> entries;
    if (selection.batchId) {
        contract::ListRequest request;
        request.filter = "batchId=" + *selection.batchId;
        STEWARD_TRY(auto page, listAll(program, contract::listAudit, std::move(request)));
        entries = std::move(page.items);
    } else {
        STEWARD_TRY(entries,
                    byIds(program, contract::getAuditEntry, selection.ids.value_or(std::vector<std::string>())));
    }
    std::vector<PlanChange> changes;
    for (const auto& entry : entries)
        changes.push_back(inverseOf(entry));
    return changes;
}

}  // namespace

Result<std::vector<PlanChange>> preview(Program& program, const PlanRequest& request) {
    if (request.operation == Operation::revert) return reverts(program, request.selection);
    switch (request.entity) {
        case EntityKind::tenant: {
            STEWARD_TRY(const auto tenants,
                        selected(program, contract::getTenant, contract::listTenants, request.selection));
            return tenantChanges(program, tenants, request);
        }
        case EntityKind::user: {
            STEWARD_TRY(const auto users, selected(program, contract::getUser, contract::listUsers, request.selection));
            return changesOf(users, request);
        }
        case EntityKind::role: {
            STEWARD_TRY(const auto roles,
                        byIds(program, contract::getRole, request.selection.ids.value_or(std::vector<std::string>())));
            return changesOf(roles, request);
        }
        case EntityKind::brand:
            return brandChanges(program, request);
        case EntityKind::alertRule: {
            STEWARD_TRY(const auto rules,
                        selected(program, contract::getAlertRule, contract::listAlertRules, request.selection));
            return changesOf(rules, request);
        }
        case EntityKind::silence: {
            STEWARD_TRY(const auto silences,
                        selected(program, contract::getSilence, contract::listSilences, request.selection));
            return changesOf(silences, request);
        }
        case EntityKind::slo: {
            STEWARD_TRY(const auto slos, selected(program, contract::getSlo, contract::listSlos, request.selection));
            return changesOf(slos, request);
        }
        case EntityKind::alertChannel: {
            STEWARD_TRY(const auto channels,
                        selected(program, contract::getAlertChannel, contract::listAlertChannels, request.selection));
            return changesOf(channels, request);
        }
        case EntityKind::subscriptionPlan:
            return planChanges(program, request);
        case EntityKind::component: {
            STEWARD_TRY(const auto components,
                        selected(program, contract::getComponent, contract::listComponents, request.selection));
            return changesOf(components, request);
        }
        case EntityKind::maintenanceWindow: {
            STEWARD_TRY(const auto windows, selected(program, contract::getMaintenanceWindow,
                                                     contract::listMaintenanceWindows, request.selection));
            return changesOf(windows, request);
        }
        case EntityKind::reportSchedule: {
            STEWARD_TRY(const auto schedules, selected(program, contract::getReportSchedule,
                                                       contract::listReportSchedules, request.selection));
            return changesOf(schedules, request);
        }
        case EntityKind::configuration:
            break;
    }
    return fail(ErrorCode::invalid, "There is no such plan.");
}

}  // namespace steward::cli
