#include "plans/computation.h"

#include <algorithm>
#include <iterator>
#include <span>
#include <tuple>
#include <unordered_set>
#include <utility>

#include "plans/plan_rules.h"

namespace steward::plans {
namespace {

using domain::ChangeState;
using domain::ExclusionReason;
using domain::PlanChange;

constexpr std::size_t pageSize = 500;

PlanChange changeOf(domain::EntityKind kind, const Entity& entity) {
    PlanChange change;
    change.entity = kind;
    change.entityId = entity.id;
    change.entityName = entity.name;
    change.tenantId = entity.tenantId;
    change.version = entity.version;
    return change;
}

void exclude(PlanChange& change, ExclusionReason reason, std::string detail) {
    change.state = ChangeState::excluded;
    change.reason = reason;
    change.detail = std::move(detail);
}

domain::LastEdit editOf(const domain::AuditEntry& entry) {
    return {entry.action, entry.actorName, entry.at};
}

tl::unexpected<Error> noSuch(std::string_view what, const std::string& id, const std::string& fate = {}) {
    const std::string kind(what);
    return fail(Error{ErrorCode::unprocessable,
                      "A selected " + kind + " does not exist. Nothing was computed.",
                      {},
                      {},
                      {{"/selection/ids", "there is no " + kind + " " + id + fate}}});
}

// What became of an entity that is not there: ": tenant.purge by Platform, 2026-12-23 09:43 UTC", "" when nobody knows.
Result<std::string> fateOf(sql::Connection& connection, const sql::TenantScope& scope, const EntityHandler& handler,
                           const std::string& id) {
    STEWARD_TRY(const auto last, audit::lastOf(connection, scope, std::string(enumName(handler.kind())), id));
    return last ? ": " + last->action + " " + whoAndWhen(last->actorName, last->at) : std::string();
}

// The entries of one entity may be taken back together when none is missing between them.
bool areContiguous(const std::vector<domain::AuditEntry>& newestFirst) {
    for (std::size_t i = 1; i < newestFirst.size(); ++i)
        if (newestFirst[i].versionAfter != newestFirst[i - 1].versionBefore) return false;
    return true;
}

}  // namespace

const EntityHandler* handlerOf(const Handlers& handlers, domain::EntityKind kind) {
    const auto found = std::ranges::find(handlers, kind, &EntityHandler::kind);
    return found == handlers.end() ? nullptr : *found;
}

Result<std::vector<audit::EntryOfEntity>> entriesToRevert(sql::Connection& connection, const sql::TenantScope& scope,
                                                          const domain::Selection& selection) {
    if (selection.batchId) {
        STEWARD_TRY(auto entries, audit::entriesOfBatch(connection, scope, *selection.batchId));
        if (entries.empty())
            return fail(ErrorCode::unprocessable, "The batch changed nothing that could be taken back.");
        return entries;
    }
    std::vector<audit::EntryOfEntity> entries;
    for (const auto& id : *selection.ids) {
        STEWARD_TRY(const auto entry, audit::find(connection, scope, id));
        if (!entry) return noSuch("audit entry", id);
        entries.push_back({entry->entityId, entry->seq, entry->id, entry->entity});
    }
    std::ranges::sort(entries, [](const auto& a, const auto& b) {
        return std::tie(a.entityId, a.entity, b.seq) < std::tie(b.entityId, b.entity, a.seq);
    });
    return entries;
}

Computation::Computation(Handlers handlers, StoredPlan plan, sql::TenantScope scope, Time now, domain::Principal actor)
    : handlers_(std::move(handlers)),
      handler_(handlerOf(handlers_, plan.request.entity)),
      plan_(std::move(plan)),
      scope_(std::move(scope)),
      now_(now),
      actor_(std::move(actor)) {
    if (plan_.request.seen)
        for (const auto& [id, version] : *plan_.request.seen)
            seen_.emplace(id, version);
    if (auto& ids = plan_.request.selection.ids) {
        std::unordered_set<std::string_view> known;
        std::erase_if(*ids, [&](const std::string& id) { return !known.insert(id).second; });
    }
    plan_.plan.counts = {};
    plan_.plan.exclusions.clear();
    plan_.plan.reversible = true;
}

Result<std::vector<PlanChange>> Computation::next(sql::Connection& connection) {
    if (done_) return std::vector<PlanChange>{};
    const auto& request = plan_.request;
    removedTenants_.forget();
    circumstances_.clear();
    if (request.operation == domain::Operation::revert) return nextReverts(connection);
    if (request.targets) return nextTargets(connection);
    if (request.selection.batchId) return nextOfBatch(connection);
    if (request.selection.filter) return nextByFilter(connection);
    if (request.selection.ids) return nextByIds(connection);
    done_ = true;
    std::vector<PlanChange> page;
    STEWARD_TRY(const auto blank, handler_->blank(connection, scope_, {}, now_));
    STEWARD_CHECK(add(page, judge(connection, *handler_, blank, request.operation, request.patch, std::nullopt)));
    return page;
}

Result<std::vector<PlanChange>> Computation::nextByIds(sql::Connection& connection) {
    const auto& ids = *plan_.request.selection.ids;
    std::vector<PlanChange> page;
    for (; position_ < ids.size() && page.size() < pageSize; ++position_) {
        STEWARD_TRY(const auto entity, handler_->load(connection, scope_, ids[position_]));
        if (!entity) {
            STEWARD_TRY(const auto fate, fateOf(connection, scope_, *handler_, ids[position_]));
            return noSuch(enumName(handler_->kind()), ids[position_], fate);
        }
        STEWARD_CHECK(add(page, judgeSelected(connection, *entity)));
    }
    return page;
}

Result<std::vector<PlanChange>> Computation::nextByFilter(sql::Connection& connection) {
    STEWARD_TRY(const auto entities,
                handler_->page(connection, scope_, *plan_.request.selection.filter, afterId_, pageSize));
    std::vector<PlanChange> page;
    for (const auto& entity : entities)
        STEWARD_CHECK(add(page, judgeSelected(connection, entity)));
    done_ = entities.size() < pageSize;
    if (!entities.empty()) afterId_ = entities.back().id;
    return page;
}

Result<std::vector<PlanChange>> Computation::nextTargets(sql::Connection& connection) {
    const auto& targets = *plan_.request.targets;
    std::vector<PlanChange> page;
    for (; position_ < targets.size() && page.size() < pageSize; ++position_)
        STEWARD_CHECK(add(page, judgeTarget(connection, targets[position_])));
    return page;
}

Result<std::vector<PlanChange>> Computation::nextOfBatch(sql::Connection& connection) {
    const std::string& batchId = *plan_.request.selection.batchId;
    PlanStore store(connection, scope_);
    if (!tried_) {
        STEWARD_TRY(tried_, store.planToTryAgain(batchId));
    }
    STEWARD_TRY(const auto failed, store.unchanged(tried_->changesId, batchId, afterPosition_, pageSize));
    std::vector<PlanChange> page;
    for (const auto& [position, change] : failed) {
        afterPosition_ = position;
        if (change.entity != handler_->kind())
            return fail(ErrorCode::unprocessable, "The batch was about another kind of entity. Nothing was computed.");
        STEWARD_TRY(const auto entity, handler_->load(connection, scope_, change.entityId));
        if (entity) {
            STEWARD_CHECK(add(page, judgeSelected(connection, *entity)));
            continue;
        }
        PlanChange gone = change;
        gone.fields.clear();
        gone.effects.clear();
        gone.dependents.clear();
        exclude(gone, ExclusionReason::refusedByRule, "It does not exist any more");
        STEWARD_CHECK(add(page, Judged{std::move(gone)}));
    }
    return page;
}

Result<std::vector<PlanChange>> Computation::nextReverts(sql::Connection& connection) {
    if (!std::exchange(collected_, true)) {
        STEWARD_TRY(reverts_, entriesToRevert(connection, scope_, plan_.request.selection));
    }
    std::vector<PlanChange> page;
    while (position_ < reverts_.size() && page.size() < pageSize) {
        std::vector<domain::AuditEntry> entries;
        // A tenant and its brand have the same id.
        const auto& first = reverts_[position_];
        const auto isSame = [&](const auto& other) {
            return other.entityId == first.entityId && other.entity == first.entity;
        };
        for (; position_ < reverts_.size() && isSame(reverts_[position_]); ++position_) {
            STEWARD_TRY(auto entry, audit::entryAt(connection, reverts_[position_].seq));
            if (entry.versionAfter == entry.versionBefore)
                return fail(ErrorCode::unprocessable, "Only changes can be taken back.",
                            "The entry " + entry.id + " tells of none: " + entry.action + ".");
            if (handler_ && entry.entity != enumName(handler_->kind()))
                return fail(ErrorCode::unprocessable, "This plan takes back changes to one kind of entity.",
                            "The entry " + entry.id + " changed a " + entry.entity +
                                "; a plan about the configuration takes back all kinds.");
            entries.push_back(std::move(entry));
        }
        STEWARD_CHECK(add(page, judgeRevert(connection, entries)));
    }
    return page;
}

Result<Computation::Judged> Computation::judgeSelected(sql::Connection& connection, const Entity& entity) {
    const auto seen = seen_.find(entity.id);
    const auto version = seen == seen_.end() ? std::nullopt : std::optional(seen->second);
    return judge(connection, *handler_, entity, plan_.request.operation, plan_.request.patch, version);
}

Result<Computation::Judged> Computation::judgeTarget(sql::Connection& connection, const domain::Target& target) {
    const std::int64_t line = target.line.value_or(static_cast<std::int64_t>(position_) + 1);
    const std::string kind(enumName(target.entity));
    const std::string& name = target.id ? *target.id : target.key;
    PlanChange change = changeOf(target.entity, {name, name, {}, 0, {}, {}});
    change.key = target.key;
    const auto leaveOut = [&change](ExclusionReason reason, std::string detail) {
        exclude(change, reason, std::move(detail));
        return Judged{std::move(change)};
    };
    const auto* handler = handlerOf(handlers_, target.entity);
    const auto permission = handler ? handler->permissionFor(domain::Operation::converge) : std::nullopt;
    if (!permission) return leaveOut(ExclusionReason::refusedByRule, "A " + kind + " is no part of a configuration");
    if (!actor_.may(*permission)) return leaveOut(ExclusionReason::aboveOwnRights, "You may not change a " + kind);
    const auto [earlier, isFirst] = targeted_.emplace(kind + " " + name, line);
    if (!isFirst)
        return leaveOut(ExclusionReason::refusedByRule,
                        "\"" + name + "\" is in line " + std::to_string(earlier->second) + " already");
    STEWARD_TRY(const auto found, target.id ? handler->load(connection, scope_, *target.id)
                                            : handler->find(connection, scope_, target.key));
    if (!found && target.id) return leaveOut(ExclusionReason::refusedByRule, "It does not exist any more");
    const auto blank = found ? Result<Entity>(*found) : blankOf(connection, *handler, target.key);
    if (!blank && blank.error().code != ErrorCode::unprocessable) return fail(blank.error());
    if (!blank) return leaveOut(ExclusionReason::refusedByRule, blank.error().message);
    const auto operation = found ? domain::Operation::change : domain::Operation::create;
    STEWARD_TRY(auto judged,
                judge(connection, *handler, *blank, operation, target.patch, found ? target.version : std::nullopt));
    judged.change.key = target.key;
    if (target.entity == domain::EntityKind::tenant && !found && judged.change.state == ChangeState::willChange)
        newTenants_.emplace(target.key, Owner{judged.change.entityId, judged.change.entityName});
    return judged;
}

// What belongs to a tenant that this very plan makes is made within it.
Result<Entity> Computation::blankOf(sql::Connection& connection, const EntityHandler& handler, const std::string& key) {
    const auto slash = key.find('/');
    // The key of a brand is the slug of its tenant; without a slash any other is the name of something of the platform.
    const bool isBrand = handler.kind() == domain::EntityKind::brand;
    const auto owner =
        isBrand || slash != std::string::npos ? newTenants_.find(key.substr(0, slash)) : newTenants_.end();
    if (owner == newTenants_.end()) return handler.blank(connection, scope_, key, now_);
    const auto within = sql::TenantScope::one(owner->second.id);
    if (isBrand) return handler.blank(connection, within, owner->second.name, now_);
    STEWARD_TRY(Entity blank, handler.blank(connection, within, {}, now_));
    blank.name = key.substr(slash + 1);
    blank.document["name"] = blank.name;
    return blank;
}

Result<Computation::Judged> Computation::judge(sql::Connection& connection, const EntityHandler& handler,
                                               const Entity& entity, domain::Operation operation,
                                               const std::optional<json::Value>& patch,
                                               std::optional<std::int64_t> version) {
    PlanChange change = changeOf(handler.kind(), entity);
    const auto [known, isFirst] = circumstances_.try_emplace(handler.kind());
    if (isFirst) {
        STEWARD_TRY(known->second, handler.circumstances(connection));
    }
    const Proposal proposal = handler.propose(entity, operation, patch, known->second);
    // Who changed it meanwhile does not matter where it is what it is to be.
    const bool isSo = !proposal.exclusion && difference(entity.document, proposal.after).empty();
    if (!isSo && version && *version != entity.version) {
        STEWARD_TRY(const auto since,
                    audit::changesSince(connection, std::string(enumName(handler.kind())), entity.id, *version));
        if (!since.empty()) change.edited = editOf(since.back());
        change.overwrites = plan_.request.force.value_or(false);
        if (!change.overwrites) {
            change.state = ChangeState::changedMeanwhile;
            for (const auto& entry : since) {
                if (!entry.before || !entry.after || !entry.before->is_object() || !entry.after->is_object()) continue;
                auto fields = difference(entry.before->get_object(), entry.after->get_object());
                std::ranges::move(fields, std::back_inserter(change.fields));
            }
            return Judged{std::move(change)};
        }
    }
    if (proposal.exclusion) {
        exclude(change, proposal.exclusion->reason, proposal.exclusion->detail);
        return Judged{std::move(change)};
    }
    return judgeResult(connection, handler, entity, proposal.after, std::move(change));
}

Result<Computation::Judged> Computation::judgeRevert(sql::Connection& connection,
                                                     const std::vector<domain::AuditEntry>& newestFirst) {
    const auto& newest = newestFirst.front();
    const auto kind = enumFromName<domain::EntityKind>(newest.entity).value_or(plan_.request.entity);
    PlanChange change = changeOf(kind, {newest.entityId, newest.entityName, {}, 0, {}, {}});
    const auto leaveOut = [&change](ExclusionReason reason, std::string detail) {
        exclude(change, reason, std::move(detail));
        return Judged{std::move(change)};
    };
    const auto* handler = handlerOf(handlers_, kind);
    const auto permission = handler ? handler->permissionFor(domain::Operation::revert) : std::nullopt;
    if (permission && !actor_.may(*permission))
        return leaveOut(ExclusionReason::aboveOwnRights, "You may not change a " + newest.entity);
    std::optional<Entity> entity;
    if (permission) {
        STEWARD_TRY(entity, handler->load(connection, scope_, newest.entityId));
    }
    if (entity) change = changeOf(kind, *entity);
    const auto isEdit = [](const auto& entry) { return entry.before && entry.after && entry.before->is_object(); };
    const auto& oldest = newestFirst.back();
    const bool wasMade = oldest.versionBefore == 0 && !oldest.before && oldest.after;
    const auto edits = std::span(newestFirst).first(newestFirst.size() - (wasMade ? 1 : 0));
    const bool canUnmake = permission && handler->permissionFor(domain::Operation::remove);
    if (!entity || (wasMade && !canUnmake) || !std::ranges::all_of(edits, isEdit)) {
        STEWARD_TRY(const auto fate,
                    handler && !entity ? fateOf(connection, scope_, *handler, newest.entityId) : std::string());
        return leaveOut(ExclusionReason::irreversible, newest.action + " cannot be taken back" + fate);
    }
    if (entity->version != newest.versionAfter || !areContiguous(newestFirst)) {
        STEWARD_TRY(const auto later,
                    audit::changesSince(connection, newest.entity, newest.entityId, newestFirst.back().versionAfter));
        const auto& last = later.empty() ? newest : later.back();
        change.edited = editOf(last);
        return leaveOut(ExclusionReason::changedSince, {});
    }
    if (wasMade) return judge(connection, *handler, *entity, domain::Operation::remove, std::nullopt, std::nullopt);
    json::Object after = entity->document;
    for (const auto& entry : edits)
        for (const auto& [name, value] : entry.before->get_object())
            after[name] = value;
    return judgeResult(connection, *handler, *entity, after, std::move(change));
}

Result<Computation::Judged> Computation::judgeResult(sql::Connection& connection, const EntityHandler& handler,
                                                     const Entity& entity, const json::Object& after,
                                                     PlanChange change) {
    // What a new entity has from its key is a part of the change, too.
    json::Object before = entity.document;
    if (entity.isNew) {
        const bool isOwned = handler.kind() != domain::EntityKind::tenant && !entity.tenantId.empty();
        const auto scope = isOwned ? sql::TenantScope::one(entity.tenantId) : scope_;
        STEWARD_TRY(Entity blank, handler.blank(connection, scope, {}, now_));
        before = std::move(blank.document);
    }
    auto fields = difference(before, after);
    if (fields.empty()) {
        exclude(change, ExclusionReason::alreadySo, "It is so already");
        return Judged{std::move(change)};
    }
    if (handler.kind() != domain::EntityKind::tenant) {
        STEWARD_TRY(const bool isRemoved, removedTenants_.contains(connection, entity.tenantId));
        if (isRemoved) {
            exclude(change, ExclusionReason::removed, kernel::RemovedTenants::refusal);
            return Judged{std::move(change)};
        }
    }
    STEWARD_TRY(auto review, handler.review(connection, entity, after, now_, actor_));
    if (review.exclusion) {
        exclude(change, review.exclusion->reason, review.exclusion->detail);
        return Judged{std::move(change)};
    }
    if (entity.isNew) {
        for (auto& field : fields)
            field.before = nullptr;
        if (const auto* name = after.if_contains("name"); name && name->is_string())
            change.entityName = name->get_string();
    }
    change.fields = std::move(fields);
    change.effects = std::move(review.effects);
    change.dependents = std::move(review.dependents);
    const bool isLasting = entity.isNew && !handler.permissionFor(domain::Operation::remove);
    if (isLasting) plan_.plan.reversible = false;
    return Judged{std::move(change), std::move(review)};
}

Result<> Computation::add(std::vector<PlanChange>& page, Result<Judged> judged) {
    if (!judged) return fail(std::move(judged).error());
    count(plan_.plan, judged->change);
    if (judged->change.state == ChangeState::willChange && judged->review.removedKey)
        removedKey_ = judged->review.removedKey;
    page.push_back(std::move(judged->change));
    return {};
}

StoredPlan Computation::finish(std::string_view environment, Duration lifetime) && {
    auto& plan = plan_.plan;
    plan.state = domain::PlanState::ready;
    plan.confirmation = removedKey_ && plan.counts.willChange == 1
                            ? *removedKey_
                            : confirmationFor(plan.operation, plan.counts.willChange, environment);
    plan.createdAt = now_;
    plan.expiresAt = now_ + lifetime;
    return std::move(plan_);
}

}  // namespace steward::plans
