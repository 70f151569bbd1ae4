// What the plan mechanism needs to know about a kind of entity. Tenants and brands have one each; a new kind of
// entity becomes plannable by writing a handler, and by nothing else.
//
// Handlers keep no state of their own. Their functions run on database threads, inside the caller's transaction.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/json.h"
#include "base/result.h"
#include "domain/access.h"
#include "domain/plan.h"
#include "plans/plan_rules.h"
#include "report/filter.h"
#include "sql/connection.h"

namespace steward::plans {

// An entity as far as a plan needs it. `document` holds its members by their names in the API.
struct Entity {
    std::string id;
    std::string name;
    std::string tenantId;
    std::int64_t version = 0;
    json::Object document;
    json::Object pending;  // kept and not in effect: the draft of a brand, the status that a suspended tenant had
    bool isNew = false;    // it does not exist yet
};

struct Exclusion {
    domain::ExclusionReason reason = domain::ExclusionReason::refusedByRule;
    std::string detail;  // for people
};

// What an operation would make of an entity: its new document, or why it is left out.
struct Proposal {
    json::Object after;
    std::optional<Exclusion> exclusion;
};

// What else a new document means: a rule it breaks, and what happens besides.
struct Review {
    std::optional<Exclusion> exclusion;
    std::vector<domain::Effect> effects;
    std::vector<domain::Dependents> dependents;
    std::optional<std::string> removedKey;  // the entity is removed; to type before, when it is the only one
};

// What a kind is in the document of a configuration (domain/configuration.h), and what somebody must be allowed to
// read.
struct ConfigurationPart {
    std::string_view name;  // "tenants"
    domain::Permission permission = domain::Permission::none;
};
// Takes an entry: its key and its JSON.
using AddEntry = std::function<Result<>(const std::string& key, const std::string& entry)>;

class EntityHandler {
public:
    virtual ~EntityHandler() = default;

    virtual domain::EntityKind kind() const = 0;
    // What a caller must be allowed to; nullopt: this kind of entity knows no such operation.
    virtual std::optional<domain::Permission> permissionFor(domain::Operation operation) const = 0;
    // Refuses a request that can succeed for no entity: unknown fields, missing fields, a field that suits one only.
    virtual Result<> check(const domain::PlanRequest& request) const = 0;

    // nullopt: there is none in this scope.
    virtual Result<std::optional<Entity>> load(sql::Connection& connection, const sql::TenantScope& scope,
                                               const std::string& id) const = 0;
    // By what people know it by (domain::Target::key); nullopt: there is none in this scope.
    virtual Result<std::optional<Entity>> find(sql::Connection& connection, const sql::TenantScope& scope,
                                               const std::string& key) const = 0;
    // The next entities in the order of their ids that the filter finds; fewer than `limit`: there are no more.
    virtual Result<std::vector<Entity>> page(sql::Connection& connection, const sql::TenantScope& scope,
                                             const std::string& filter, const std::string& afterId,
                                             std::size_t limit) const = 0;
    // What `create` starts from, and `converge` for a key that names nothing yet. ErrorCode::unprocessable: this kind
    // comes about in another way, or not in this scope. In the scope of a tenant that
    // the same plan makes, the key is empty; of what there is one for each tenant, the tenant's name.
    virtual Result<Entity> blank(sql::Connection& connection, const sql::TenantScope& scope, const std::string& key,
                                 Time now) const = 0;

    // What proposals depend on besides the entity: the terms of subscription plans. Read once for a page of a plan.
    virtual Result<json::Object> circumstances(sql::Connection&) const { return {}; }
    // The rules of an operation. Reads nothing, so the same entity always gives the same answer.
    virtual Proposal propose(const Entity& entity, domain::Operation operation, const std::optional<json::Value>& patch,
                             const json::Object& circumstances) const = 0;
    // The rules of the result, whatever operation led to it: asked when the plan is computed and again, for whoever
    // applies it, before it is written.
    virtual Result<Review> review(sql::Connection& connection, const Entity& entity, const json::Object& after,
                                  Time now, const domain::Principal& actor) const = 0;
    // Stores `after` as version entity.version + 1. ErrorCode::conflict when the stored version is another.
    virtual Result<> write(sql::Connection& connection, const Entity& entity, const json::Object& after, Time now,
                           const domain::Principal& actor) const = 0;

    // nullopt: this kind is no part of a configuration.
    virtual std::optional<ConfigurationPart> configurationPart() const { return std::nullopt; }
    // All entries in this scope, in any order; those of tenants where `tenants`, a condition on the table `tenants t`,
    // holds.
    virtual Result<> configuration(sql::Connection&, const sql::TenantScope&, const report::SqlCondition& /*tenants*/,
                                   const AddEntry&) const {
        return {};
    }
};

// One for each kind of entity that plans are about. They outlive what they are given to.
using Handlers = std::vector<const EntityHandler*>;
// Null: there are no plans about this kind.
const EntityHandler* handlerOf(const Handlers& handlers, domain::EntityKind kind);

}  // namespace steward::plans
