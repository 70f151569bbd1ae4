// The first mechanism: everything that is changed is a plan. A plan is computed without changing anything, shows
// before and after for each entity, is applied as a batch, and can be taken back by its inverse plan.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/describe.h"
#include "base/json.h"
#include "base/time.h"
#include "domain/access.h"

namespace steward::domain {

// `configuration`: entities of several kinds in one plan, to converge or to revert; no entity is of this kind.
enum class EntityKind {
    tenant,
    brand,
    user,
    role,
    alertRule,
    silence,
    slo,
    alertChannel,
    component,
    maintenanceWindow,
    reportSchedule,
    subscriptionPlan,
    configuration
};
STEWARD_DESCRIBE_ENUM(EntityKind, tenant, brand, user, role, alertRule, silence, slo, alertChannel, component,
                      maintenanceWindow, reportSchedule, subscriptionPlan, configuration)

// What somebody needs to make, read and apply plans of a kind, besides the permission for the change itself. Schedules
// of reports are the own affair of whoever writes reports.
constexpr Permission permissionToPlan(EntityKind kind) {
    return kind == EntityKind::reportSchedule ? Permission::reportsWrite : Permission::plansApply;
}

// `remove` can be undone by `restore` until the platform's retention has passed. `converge` makes each entity what its
// target says, and creates what is missing: import, promotion of a configuration, offline drafts.
enum class Operation { create, change, suspend, resume, archive, publish, remove, restore, converge, revert };
STEWARD_DESCRIBE_ENUM(Operation, create, change, suspend, resume, archive, publish, remove, restore, converge, revert)

// Which entities: ids, or all that a filter finds (report/filter.h has the grammar). For `revert` the ids are audit
// entries, or one batch; for everything else a batch stands for those of its entities that it did not change. Exactly
// one of the three is set; none for `create` and `converge`.
struct Selection {
    std::optional<std::vector<std::string>> ids;  // at most 10,000
    std::optional<std::string> filter;
    std::optional<std::string> batchId;
};
STEWARD_DESCRIBE(Selection, (ids, filter, batchId))

// A version the caller saw for an entity it selected. Entities that have moved on are "changed meanwhile".
struct SeenVersion {
    std::string id;
    std::int64_t version = 0;
};
STEWARD_DESCRIBE(SeenVersion, (id, version))

// What one entity is to become. `key` is what people know it by on every platform, so that a target means the same on
// another one: the slug of a tenant and of its brand, "slug/e-mail" of a tenant's user, "slug/name" of what else
// belongs to a tenant, the e-mail or the name alone of the platform's own. What was edited on this very platform is
// named by its `id`.
struct Target {
    EntityKind entity = EntityKind::tenant;
    std::string key;
    std::optional<std::string> id;        // then `key` may be empty
    json::Value patch;                    // the fields to set; those it does not name stay as they are
    std::optional<std::int64_t> version;  // that it was written against: another one is "changed meanwhile"
    std::optional<std::int64_t> line;     // of the file it comes from, 1 and up, for messages
};
STEWARD_DESCRIBE(Target, (entity, key, id, patch, version, line))

struct PlanRequest {
    EntityKind entity = EntityKind::tenant;
    Operation operation = Operation::change;
    Selection selection;
    std::optional<json::Value> patch;  // create and change: the fields to set (TenantPatch, Brand)
    std::optional<std::vector<SeenVersion>> seen;
    std::optional<std::string> reason;
    std::optional<std::vector<Target>> targets;  // converge: 1 to 10,000
    // Overwrites what was changed meanwhile, instead of leaving it out: needs Permission::changesForce, and the audit
    // entries say so.
    std::optional<bool> force;
};
STEWARD_DESCRIBE(PlanRequest, (entity, operation, selection, patch, seen, reason, targets, force))

enum class ChangeState {
    willChange,
    changedMeanwhile,  // somebody else changed it after it was selected; left out until the plan is recalculated
    excluded,          // a rule leaves it out; `reason` says which
};
STEWARD_DESCRIBE_ENUM(ChangeState, willChange, changedMeanwhile, excluded)

// Why an entity is left out. Code decides on the enum, `detail` is for people.
enum class ExclusionReason {
    alreadySo,
    suspended,
    archived,
    removed,
    notSuspended,
    overLimit,
    refusedByRule,
    changedSince,
    irreversible,
    lastOwner,        // a tenant keeps an active owner
    aboveOwnRights,   // nobody gives, takes or stops more than they may do themselves
    managedElsewhere  // by an external identity source
};
STEWARD_DESCRIBE_ENUM(ExclusionReason, alreadySo, suspended, archived, removed, notSuspended, overLimit, refusedByRule,
                      changedSince, irreversible, lastOwner, aboveOwnRights, managedElsewhere)

struct FieldChange {
    std::string field;  // the API's name of the member
    json::Value before;
    json::Value after;
};
STEWARD_DESCRIBE(FieldChange, (field, before, after))

// What depends on an entity and goes out of use with it: 12 users, 3 API keys.
enum class DependentKind { users, apiKeys, roles, reports, brand, supportAccess };
STEWARD_DESCRIBE_ENUM(DependentKind, users, apiKeys, roles, reports, brand, supportAccess)

struct Dependents {
    DependentKind kind = DependentKind::users;
    std::int64_t count = 0;
};
STEWARD_DESCRIBE(Dependents, (kind, count))

// What else happens when an entity changes. Those that count say how many, in `count`.
enum class EffectKind {
    sessionsEnd,
    keysEnd,             // API keys
    invoiceChange,       // the next one; `invoice`
    restorable,          // until `at`
    signInAddressMoves,  // to `name`
    signInPageChanges,
    tenantsKeepTerms,    // those that have the subscription plan
    rightsChange,        // of users, from their next request on
    rulesLoseObjective,  // alert rules
    waitsForObjective,   // `name`, which is not there yet
    alertsEnd,
    alertsFit,         // a silence, now
    keepsSecret,       // the new address is signed with the same
    dependenciesLost,  // of components
    maintenanceEnds,
    componentsMaintained,
    ownerChanges,   // a schedule of reports runs in the name of `name`
    secretMissing,  // nothing goes to the bucket until it is set
};
STEWARD_DESCRIBE_ENUM(EffectKind, sessionsEnd, keysEnd, invoiceChange, restorable, signInAddressMoves,
                      signInPageChanges, tenantsKeepTerms, rightsChange, rulesLoseObjective, waitsForObjective,
                      alertsEnd, alertsFit, keepsSecret, dependenciesLost, maintenanceEnds, componentsMaintained,
                      ownerChanges, secretMissing)

struct InvoiceChange {
    std::int64_t beforeMinor = 0;
    std::int64_t afterMinor = 0;
    std::string currency;  // ISO 4217
    std::optional<Time> at;
    friend bool operator==(const InvoiceChange&, const InvoiceChange&) = default;
};
STEWARD_DESCRIBE(InvoiceChange, (beforeMinor, afterMinor, currency, at))

struct Effect {
    EffectKind kind = EffectKind::sessionsEnd;
    std::optional<std::int64_t> count;
    std::optional<std::string> name;
    std::optional<Time> at;
    std::optional<InvoiceChange> invoice;
    friend bool operator==(const Effect&, const Effect&) = default;
};
STEWARD_DESCRIBE(Effect, (kind, count, name, at, invoice))

// Who changed an entity last, and by what: "tenant.change".
struct LastEdit {
    std::string action;
    std::string by;
    Time at{};
};
STEWARD_DESCRIBE(LastEdit, (action, by, at))

struct PlanChange {
    EntityKind entity = EntityKind::tenant;
    std::string entityId;
    std::string entityName;
    std::string tenantId;
    ChangeState state = ChangeState::willChange;
    std::int64_t version = 0;  // that it was computed from; 0 for a new entity
    std::vector<FieldChange> fields;
    std::optional<ExclusionReason> reason;
    std::string detail;              // what the rule says, in English
    std::optional<LastEdit> edited;  // meanwhile, or since what is to be taken back
    std::vector<Effect> effects;
    std::vector<Dependents> dependents;
    bool overwrites = false;  // somebody's change made meanwhile, because the plan was asked to
    std::string key;          // of its target, where the plan has targets
};
STEWARD_DESCRIBE(PlanChange, (entity, entityId, entityName, tenantId, state, version, fields, reason, detail, edited,
                              effects, dependents, overwrites, key))

struct ExclusionCount {
    ExclusionReason reason = ExclusionReason::alreadySo;
    std::int64_t count = 0;
};
STEWARD_DESCRIBE(ExclusionCount, (reason, count))

struct PlanCounts {
    std::int64_t selected = 0;
    std::int64_t willChange = 0;
    std::int64_t changedMeanwhile = 0;
    std::int64_t excluded = 0;
    std::int64_t sessionsEnd = 0;
    std::int64_t keysEnd = 0;         // API keys
    std::int64_t invoicesChange = 0;  // the next one of a tenant, in its amount
    std::int64_t overwrites = 0;      // of those that will change
    std::int64_t created = 0;         // of those that will change: new ones
};
STEWARD_DESCRIBE(PlanCounts, (selected, willChange, changedMeanwhile, excluded, sessionsEnd, keysEnd, invoicesChange,
                              overwrites, created))

enum class PlanState { ready, applying, applied, expired };
STEWARD_DESCRIBE_ENUM(PlanState, ready, applying, applied, expired)

struct Plan {
    std::string id;
    EntityKind entity = EntityKind::tenant;
    Operation operation = Operation::change;
    PlanState state = PlanState::ready;
    PlanCounts counts;
    std::vector<ExclusionCount> exclusions;
    bool reversible = true;
    // To type before a bulk or destructive apply: a sentence, for the removal of one entity its own key. Empty when
    // none is asked.
    std::string confirmation;
    Time createdAt{};
    Time expiresAt{};
    std::string createdBy;
    std::optional<std::string> reason;
    std::optional<std::string> batchId;  // once applied
};
STEWARD_DESCRIBE(Plan, (id, entity, operation, state, counts, exclusions, reversible, confirmation, createdAt,
                        expiresAt, createdBy, reason, batchId))

enum class BatchState { running, succeeded, partlyFailed, failed, cancelled };
STEWARD_DESCRIBE_ENUM(BatchState, running, succeeded, partlyFailed, failed, cancelled)

struct Batch {
    std::string id;
    std::string planId;
    BatchState state = BatchState::running;
    std::int64_t total = 0;
    std::int64_t done = 0;  // changed, or failed
    std::int64_t failed = 0;
    Time startedAt{};
    std::optional<Time> finishedAt;
};
STEWARD_DESCRIBE(Batch, (id, planId, state, total, done, failed, startedAt, finishedAt))

struct BatchResult {
    std::string entityId;
    std::string entityName;
    bool changed = false;
    std::int64_t version = 0;  // after the change
    std::optional<std::string> auditId;
    std::string error;  // why it was not changed
};
STEWARD_DESCRIBE(BatchResult, (entityId, entityName, changed, version, auditId, error))

}  // namespace steward::domain
