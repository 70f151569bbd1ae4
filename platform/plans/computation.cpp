#include "plans/computation.h"

#include <algorithm>
#include <unordered_set>

#include "plans/plan_rules.h"

namespace steward::plans {
namespace {

using domain::ChangeState;
using domain::ExclusionReason;
using domain::PlanChange;

constexpr std::size_t pageSize = 500;

PlanChange changeOf(const Entity& entity) {
    PlanChange change;
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

Computation::Computation(const EntityHandler& handler, StoredPlan plan, sql::TenantScope scope, Time now,
                         domain::Principal actor)
    : handler_(handler), plan_(std::move(plan)), scope_(std::move(scope)), now_(now), actor_(std::move(actor)) {
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
    if (request.selection.filter) return nextByFilter(connection);
    if (request.selection.ids) return nextByIds(connection);
    done_ = true;
    std::vector<PlanChange> page;
    STEWARD_CHECK(add(page, judge(connection, handler_.blank(now_))));
    return page;
}

Result<std::vector<PlanChange>> Computation::nextByIds(sql::Connection& connection) {
    const auto& ids = *plan_.request.selection.ids;
    std::vector<PlanChange> page;
    for (; position_ < ids.size() && page.size() < pageSize; ++position_) {
        STEWARD_TRY(const auto entity, handler_.load(connection, scope_, ids[position_]));
        if (!entity) return noSuch(enumName(handler_.kind()), ids[position_]);
        STEWARD_CHECK(add(page, judge(connection, *entity)));
    }
    return page;
}

Result<std::vector<PlanChange>> Computation::nextByFilter(sql::Connection& connection) {
    STEWARD_TRY(const auto entities,
                handler_.page(connection, scope_, *plan_.request.selection.filter, afterId_, pageSize));
    std::vector<PlanChange> page;
    for (const auto& entity : entities)
        STEWARD_CHECK(add(page, judge(connection, entity)));
    done_ = entities.size() < pageSize;
    if (!entities.empty()) afterId_ = entities.back().id;
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
            if (entry.entity != enumName(handler_.kind()))
                return fail(ErrorCode::unprocessable, "A plan takes back changes to one kind of entity.",
                            "The entry " + entry.id + " changed a " + entry.entity + ".");
            entries.push_back(std::move(entry));
        }
        STEWARD_CHECK(add(page, judgeRevert(connection, entries)));
    }
    return page;
}

Result<Computation::Judged> Computation::judge(sql::Connection& connection, const Entity& entity) {
    PlanChange change = changeOf(entity);
    const auto seen = seen_.find(entity.id);
    if (seen != seen_.end() && seen->second != entity.version) {
        change.state = ChangeState::changedMeanwhile;
        STEWARD_TRY(const auto since,
                    audit::changesSince(connection, std::string(enumName(handler_.kind())), entity.id, seen->second));
        for (const auto& entry : since) {
            const auto fields = entry.before && entry.after && entry.before->is_object() && entry.after->is_object()
                                    ? difference(entry.before->get_object(), entry.after->get_object())
                                    : std::vector<domain::FieldChange>{};
            change.fields.insert(change.fields.end(), fields.begin(), fields.end());
            change.detail = whoAndWhen(entry.actorName, entry.at);
        }
        return Judged{std::move(change), 0};
    }
    const Proposal proposal = handler_.propose(entity, plan_.request.operation, plan_.request.patch);
    if (proposal.exclusion) {
        exclude(change, proposal.exclusion->reason, proposal.exclusion->detail);
        return Judged{std::move(change), 0};
    }
    return judgeResult(connection, entity, proposal.after, std::move(change));
}

Result<Computation::Judged> Computation::judgeRevert(sql::Connection& connection,
                                                     const std::vector<domain::AuditEntry>& newestFirst) {
    const auto& newest = newestFirst.front();
    STEWARD_TRY(const auto entity, handler_.load(connection, scope_, newest.entityId));
    PlanChange change = entity ? changeOf(*entity) : changeOf({newest.entityId, newest.entityName, {}, 0, {}, {}});
    const auto isEdit = [](const auto& entry) { return entry.before && entry.after && entry.before->is_object(); };
    if (!entity || !std::ranges::all_of(newestFirst, isEdit)) {
        exclude(change, ExclusionReason::irreversible, newest.action + " cannot be taken back");
        return Judged{std::move(change), 0};
    }
    if (entity->version != newest.versionAfter || !areContiguous(newestFirst)) {
        STEWARD_TRY(const auto later,
                    audit::changesSince(connection, newest.entity, newest.entityId, newestFirst.back().versionAfter));
        const auto& last = later.empty() ? newest : later.back();
        exclude(change, ExclusionReason::changedSince, last.action + " " + whoAndWhen(last.actorName, last.at));
        return Judged{std::move(change), 0};
    }
    json::Object after = entity->document;
    for (const auto& entry : newestFirst)
        for (const auto& [name, value] : entry.before->get_object())
            after[name] = value;
    return judgeResult(connection, *entity, after, std::move(change));
}

Result<Computation::Judged> Computation::judgeResult(sql::Connection& connection, const Entity& entity,
                                                     const json::Object& after, PlanChange change) {
    auto fields = difference(entity.document, after);
    if (fields.empty()) {
        exclude(change, ExclusionReason::alreadySo, "It is so already");
        return Judged{std::move(change), 0};
    }
    STEWARD_TRY(auto review, handler_.review(connection, entity, after, now_, actor_));
    if (review.exclusion) {
        exclude(change, review.exclusion->reason, review.exclusion->detail);
        return Judged{std::move(change), 0};
    }
    if (entity.version == 0) {
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
