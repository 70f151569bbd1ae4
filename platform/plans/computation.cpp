#include "plans/computation.h"

#include <algorithm>
#include <iterator>
#include <unordered_set>

#include "plans/configuration.h"
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

tl::unexpected<Error> noSuch(std::string_view what, const std::string& id) {
    const std::string kind(what);
    return fail(Error{ErrorCode::unprocessable,
                      "A selected " + kind + " does not exist. Nothing was computed.",
                      {},
                      {},
                      {{"/selection/ids", "there is no " + kind + " " + id}}});
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
}

Result<std::vector<PlanChange>> Computation::next(sql::Connection& connection) {
    if (done_) return std::vector<PlanChange>{};
    const auto& request = plan_.request;
    if (request.operation == domain::Operation::revert) return nextReverts(connection);
    if (request.targets) return nextTargets(connection);
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
        if (!entity) return noSuch(enumName(handler_->kind()), ids[position_]);
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

Result<> Computation::collectReverts(sql::Connection& connection) {
    if (collected_) return {};
    collected_ = true;
    const auto& selection = plan_.request.selection;
    if (selection.batchId) {
        STEWARD_TRY(reverts_, audit::entriesOfBatch(connection, scope_, *selection.batchId));
        if (reverts_.empty())
            return fail(ErrorCode::unprocessable, "The batch changed nothing that could be taken back.");
        return {};
    }
    for (std::size_t i = 0; i < selection.ids->size(); ++i) {
        STEWARD_TRY(const auto entry, audit::find(connection, scope_, (*selection.ids)[i]));
        if (!entry) return noSuch("audit entry", (*selection.ids)[i]);
        reverts_.push_back({entry->entityId, entry->seq});
    }
    std::ranges::sort(reverts_, [](const auto& a, const auto& b) {
        return a.entityId != b.entityId ? a.entityId < b.entityId : a.seq > b.seq;
    });
    return {};
}

Result<std::vector<PlanChange>> Computation::nextReverts(sql::Connection& connection) {
    STEWARD_CHECK(collectReverts(connection));
    std::vector<PlanChange> page;
    while (position_ < reverts_.size() && page.size() < pageSize) {
        std::vector<domain::AuditEntry> entries;
        const std::string& entity = reverts_[position_].entityId;
        for (; position_ < reverts_.size() && reverts_[position_].entityId == entity; ++position_) {
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
        return Judged{std::move(change), 0};
    };
    if (const auto builtIn = exclusionOfBuiltIn(target)) return leaveOut(builtIn->reason, builtIn->detail);
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
    const auto blank = found ? Result<Entity>(*found) : handler->blank(connection, scope_, target.key, now_);
    if (!blank && blank.error().code != ErrorCode::unprocessable) return fail(blank.error());
    if (!blank) return leaveOut(ExclusionReason::refusedByRule, blank.error().message);
    const auto operation = found ? domain::Operation::change : domain::Operation::create;
    STEWARD_TRY(auto judged,
                judge(connection, *handler, *blank, operation, target.patch, found ? target.version : std::nullopt));
    judged.change.key = target.key;
    return judged;
}

Result<Computation::Judged> Computation::judge(sql::Connection& connection, const EntityHandler& handler,
                                               const Entity& entity, domain::Operation operation,
                                               const std::optional<json::Value>& patch,
                                               std::optional<std::int64_t> version) {
    PlanChange change = changeOf(handler.kind(), entity);
    if (version && *version != entity.version) {
        STEWARD_TRY(const auto since,
                    audit::changesSince(connection, std::string(enumName(handler.kind())), entity.id, *version));
        if (!since.empty()) change.detail = whoAndWhen(since.back().actorName, since.back().at);
        change.overwrites = plan_.request.force.value_or(false);
        if (!change.overwrites) {
            change.state = ChangeState::changedMeanwhile;
            for (const auto& entry : since) {
                if (!entry.before || !entry.after || !entry.before->is_object() || !entry.after->is_object()) continue;
                auto fields = difference(entry.before->get_object(), entry.after->get_object());
                std::ranges::move(fields, std::back_inserter(change.fields));
            }
            return Judged{std::move(change), 0};
        }
    }
    const Proposal proposal = handler.propose(entity, operation, patch);
    if (proposal.exclusion) {
        exclude(change, proposal.exclusion->reason, proposal.exclusion->detail);
        return Judged{std::move(change), 0};
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
        return Judged{std::move(change), 0};
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
    if (!entity || !std::ranges::all_of(newestFirst, isEdit))
        return leaveOut(ExclusionReason::irreversible, newest.action + " cannot be taken back");
    if (entity->version != newest.versionAfter || !areContiguous(newestFirst)) {
        STEWARD_TRY(const auto later,
                    audit::changesSince(connection, newest.entity, newest.entityId, newestFirst.back().versionAfter));
        const auto& last = later.empty() ? newest : later.back();
        return leaveOut(ExclusionReason::changedSince, last.action + " " + whoAndWhen(last.actorName, last.at));
    }
    json::Object after = entity->document;
    for (const auto& entry : newestFirst)
        for (const auto& [name, value] : entry.before->get_object())
            after[name] = value;
    return judgeResult(connection, *handler, *entity, after, std::move(change));
}

Result<Computation::Judged> Computation::judgeResult(sql::Connection& connection, const EntityHandler& handler,
                                                     const Entity& entity, const json::Object& after,
                                                     PlanChange change) {
    auto fields = difference(entity.document, after);
    if (fields.empty()) {
        exclude(change, ExclusionReason::alreadySo, "It is so already");
        return Judged{std::move(change), 0};
    }
    STEWARD_TRY(auto review, handler.review(connection, entity, after, now_, actor_));
    if (review.exclusion) {
        exclude(change, review.exclusion->reason, review.exclusion->detail);
        return Judged{std::move(change), 0};
    }
    if (entity.isNew) {
        for (auto& field : fields)
            field.before = nullptr;
        if (const auto* name = after.if_contains("name"); name && name->is_string())
            change.entityName = name->get_string();
    }
    change.fields = std::move(fields);
    change.effects = std::move(review.effects);
    return Judged{std::move(change), review.sessionsEnd};
}

Result<> Computation::add(std::vector<PlanChange>& page, Result<Judged> judged) {
    if (!judged) return fail(std::move(judged).error());
    count(plan_.plan, judged->change, judged->sessionsEnd);
    page.push_back(std::move(judged->change));
    return {};
}

StoredPlan Computation::finish(std::string_view environment, Duration lifetime) && {
    auto& plan = plan_.plan;
    plan.state = domain::PlanState::ready;
    plan.confirmation = confirmationFor(plan.operation, plan.counts.willChange, environment);
    plan.createdAt = now_;
    plan.expiresAt = now_ + lifetime;
    return std::move(plan_);
}

}  // namespace steward::plans
