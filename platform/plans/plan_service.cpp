#include "plans/plan_service.h"

#include <algorithm>
#include <set>

#include "base/ids.h"
#include "base/log.h"
#include "kernel/idempotency.h"
#include "kernel/paging.h"
#include "plans/application.h"
#include "plans/configuration.h"
#include "plans/plan_rules.h"

namespace steward::plans {
namespace {

using domain::Batch;
using domain::Plan;
using domain::PlanRequest;
using kernel::Async;
using kernel::Context;

constexpr std::string_view applyKind = "plan.apply";
constexpr Duration keptAfterExpiry = std::chrono::hours(24);
constexpr auto firstPause = std::chrono::seconds(1);
constexpr auto longestPause = std::chrono::seconds(30);

// A full disk, a busy database: the batch goes on where it was once that is over.
bool mayPass(const Error& error) {
    return error.code == ErrorCode::storage || error.code == ErrorCode::unavailable;
}

tl::unexpected<Error> refused(ErrorCode code, std::string message, std::string path, std::string fieldMessage) {
    return fail(Error{code, std::move(message), {}, {}, {{std::move(path), std::move(fieldMessage)}}});
}

Plan asOf(Time now, Plan plan) {
    if (plan.state == domain::PlanState::ready && plan.expiresAt <= now) plan.state = domain::PlanState::expired;
    return plan;
}

bool coversSeveralKinds(domain::Operation operation) {
    return operation == domain::Operation::converge || operation == domain::Operation::revert;
}

// Recalculated, a plan takes in what was changed meanwhile.
void forgetVersions(PlanRequest& request) {
    request.seen.reset();
    if (!request.targets) return;
    for (auto& target : *request.targets)
        target.version.reset();
}

std::string nounOf(domain::EntityKind kind, std::int64_t count) {
    std::string noun = kind == domain::EntityKind::configuration ? "part" : std::string(enumName(kind));
    return count == 1 ? noun : noun + "s";
}

// "Suspend 3 tenants"
std::string titleOf(const Plan& plan) {
    std::string title = std::string(verbOf(plan.operation)) + " " + std::to_string(plan.counts.willChange) + " " +
                        nounOf(plan.entity, plan.counts.willChange);
    title[0] = static_cast<char>(title[0] - 'a' + 'A');
    return title;
}

// `what` for each change that the batch left, page by page.
template <class F>
Result<> eachUnchanged(PlanStore& store, const StoredPlan& plan, const std::string& batchId, F what) {
    constexpr std::int64_t pageSize = 500;
    for (std::int64_t position = -1;;) {
        STEWARD_TRY(const auto page, store.unchanged(plan.changesId, batchId, position, pageSize));
        for (const auto& left : page)
            what(left);
        if (std::ssize(page) < pageSize) return {};
        position = page.back().position;
    }
}

Result<Place> placeAfter(const kernel::PageRequest& page) {
    if (!page.after) return Place{};
    std::int64_t group = 0;
    std::int64_t position = 0;
    if (std::sscanf(page.after->id.c_str(), "%ld.%ld", &group, &position) != 2)
        return refused(ErrorCode::invalid, "The list cannot be continued.", "/cursor", "is not a cursor of this list");
    return Place{group, position};
}

std::optional<std::string> cursorOf(const std::optional<Place>& next, std::string_view sort) {
    if (!next) return std::nullopt;
    return kernel::spellCursor(
        {std::string(sort), nullptr, std::to_string(next->group) + "." + std::to_string(next->position)});
}

Result<> mayPlan(const domain::Principal& principal, domain::EntityKind kind) {
    if (principal.may(domain::permissionToPlan(kind))) return {};
    return fail(ErrorCode::forbidden, "You may not change this. Nothing was changed.");
}

// Plans and batches of a kind that the caller may not plan look as if there were none.
Result<StoredPlan> seenPlan(PlanStore& store, const domain::Principal& principal, const std::string& id) {
    STEWARD_TRY(StoredPlan stored, store.plan(id));
    if (!mayPlan(principal, stored.plan.entity)) return fail(ErrorCode::notFound, "There is no such plan.");
    return stored;
}

Result<StoredBatch> seenBatch(PlanStore& store, const domain::Principal& principal, const std::string& id) {
    STEWARD_TRY(StoredBatch stored, store.batch(id));
    if (!seenPlan(store, principal, stored.batch.planId)) return fail(ErrorCode::notFound, "There is no such batch.");
    return stored;
}

}  // namespace

PlanService::PlanService(kernel::Database& database, kernel::Jobs& jobs, const Clock& clock, Options options,
                         Handlers handlers)
    : database_(database), jobs_(jobs), clock_(clock), options_(std::move(options)), handlers_(std::move(handlers)) {}

void PlanService::start() {
    const auto cleaned = database_.writeNow(
        [](sql::Connection& db) { return PlanStore(db, sql::TenantScope::all()).deleteLostChanges(); });
    if (!cleaned) log::warning("old plans could not be removed", {{"error", json::Value(cleaned.error().detail)}});
    jobs_.registerKind(std::string(applyKind), [this](kernel::JobHandle& job) { return run(job); });
}

Result<> PlanService::check(const domain::Principal& principal, domain::EntityKind kind,
                            domain::Operation operation) const {
    if (kind == domain::EntityKind::configuration && coversSeveralKinds(operation)) return {};
    const auto* handler = handlerOf(handlers_, kind);
    const auto permission = handler ? handler->permissionFor(operation) : std::nullopt;
    if (!permission)
        return refused(ErrorCode::invalid, "There is no such plan.", "/operation",
                       "is no operation for a " + std::string(enumName(kind)));
    if (!principal.may(*permission)) return fail(ErrorCode::forbidden, "You may not change this. Nothing was changed.");
    return {};
}

Result<> PlanService::check(const domain::Principal& principal, const PlanRequest& request) const {
    STEWARD_CHECK(check(principal, request.entity, request.operation));
    if (request.force.value_or(false) && !principal.may(domain::Permission::changesForce))
        return refused(ErrorCode::forbidden, "You may not overwrite what others changed. Nothing was computed.",
                       "/force", "needs the permission changesForce");
    STEWARD_CHECK(checkSelection(request));
    const auto* handler = handlerOf(handlers_, request.entity);
    return handler && !request.targets ? handler->check(request) : Result<>{};
}

StoredPlan PlanService::planFor(const Context& context, PlanRequest request) const {
    StoredPlan stored;
    stored.plan.id = newId(id::plan, clock_.now());
    stored.plan.entity = request.entity;
    stored.plan.operation = request.operation;
    stored.plan.createdBy = context.principal.name;
    stored.plan.reason = request.reason;
    stored.request = std::move(request);
    const auto scope = context.scope();
    if (!scope.isAll()) stored.tenantId = scope.tenant();
    return stored;
}

Async<StoredPlan> PlanService::compute(StoredPlan plan, const Context& context) {
    const auto scope = context.scope();
    plan.changesId = newId(id::plan, clock_.now());
    Computation computation(handlers_, std::move(plan), scope, clock_.now(), context.principal);
    for (std::int64_t position = 0;;) {
        auto reading = database_.read([&](sql::Connection& db) { return computation.next(db); });
        STEWARD_CO_TRY(const auto page, co_await std::move(reading));
        if (page.empty()) break;
        auto storing = database_.write([&](sql::Connection& db) {
            return PlanStore(db, scope).insertChanges(computation.plan(), position, page);
        });
        STEWARD_CO_CHECK(co_await std::move(storing));
        position += static_cast<std::int64_t>(page.size());
    }
    co_return std::move(computation).finish(options_.environment, options_.planLifetime);
}

Async<Plan> PlanService::create(Context& context, PlanRequest request) {
    STEWARD_CO_CHECK(mayPlan(context.principal, request.entity));
    STEWARD_CO_CHECK(check(context.principal, request));
    if (context.idempotencyKey) {
        auto remembering = database_.read([&](sql::Connection& db) { return kernel::storedReply(db, context); });
        STEWARD_CO_TRY(const auto reply, co_await std::move(remembering));
        if (reply) co_return json::read<Plan>(*reply);
    }
    auto computing = compute(planFor(context, std::move(request)), context);
    STEWARD_CO_TRY(StoredPlan stored, co_await std::move(computing));
    auto working = kernel::writeOnce<Plan>(
        database_, context,
        [stored = std::move(stored), scope = context.scope(), now = clock_.now()](sql::Connection& db) -> Result<Plan> {
            PlanStore store(db, scope);
            STEWARD_CHECK(store.purge(now - keptAfterExpiry));
            STEWARD_CHECK(store.insert(stored));
            return stored.plan;
        });
    co_return co_await std::move(working);
}

Async<Plan> PlanService::get(Context& context, std::string id) {
    auto working = database_.read([&context, id = std::move(id), now = clock_.now()](sql::Connection& db) {
        PlanStore store(db, context.scope());
        return seenPlan(store, context.principal, id).map([&](StoredPlan stored) {
            return asOf(now, std::move(stored.plan));
        });
    });
    co_return co_await std::move(working);
}

Async<contract::Page<domain::PlanChange>> PlanService::changes(Context& context, contract::PlanChangesRequest request) {
    using Changes = contract::Page<domain::PlanChange>;
    STEWARD_CO_TRY(const auto page, kernel::pageOf(request.limit, request.cursor, "planChanges"));
    STEWARD_CO_TRY(const Place after, placeAfter(page));
    auto working = database_.read([=, &context](sql::Connection& db) -> Result<Changes> {
        PlanStore store(db, context.scope());
        STEWARD_TRY(const auto stored, seenPlan(store, context.principal, request.id));
        STEWARD_TRY(auto found, store.changes(stored.changesId, request.state, request.search, after, page.limit));
        return Changes{std::move(found.changes), cursorOf(found.next, "planChanges"), found.total, true};
    });
    co_return co_await std::move(working);
}

Async<Plan> PlanService::recalculate(Context& context, std::string id) {
    const auto scope = context.scope();
    auto reading = database_.read([&](sql::Connection& db) {
        PlanStore store(db, scope);
        return seenPlan(store, context.principal, id);
    });
    STEWARD_CO_TRY(StoredPlan old, co_await std::move(reading));
    STEWARD_CO_CHECK(check(context.principal, old.request));
    forgetVersions(old.request);
    auto computing = compute(std::move(old), context);
    STEWARD_CO_TRY(StoredPlan stored, co_await std::move(computing));
    auto working = database_.write([=](sql::Connection& db) -> Result<Plan> {
        PlanStore store(db, scope);
        STEWARD_TRY(const auto now, store.plan(id));
        if (now.plan.batchId)
            return fail(ErrorCode::conflict, "This plan was applied already, so it cannot be computed again.");
        STEWARD_CHECK(store.deleteChanges(now.changesId));
        STEWARD_CHECK(store.update(stored));
        return stored.plan;
    });
    co_return co_await std::move(working);
}

Async<Batch> PlanService::apply(Context& context, contract::ApplyRequest request) {
    const std::int64_t stopAfter = request.stopAfterFailures.value_or(defaultStopAfterFailures);
    if (stopAfter < 0)
        co_return refused(ErrorCode::invalid, "The plan was not applied.", "/stopAfterFailures", "must be at least 0");
    auto working = kernel::writeOnce<Batch>(
        database_, context,
        [this, request = std::move(request), stopAfter, principal = context.principal, scope = context.scope(),
         now = clock_.now()](sql::Connection& db) -> Result<Batch> {
            PlanStore store(db, scope);
            STEWARD_TRY(StoredPlan stored, seenPlan(store, principal, request.id));
            auto& plan = stored.plan;
            STEWARD_CHECK(check(principal, plan.entity, plan.operation));
            if (!plan.confirmation.empty() && request.confirmation != plan.confirmation)
                return refused(ErrorCode::unprocessable, "The plan was not applied.", "/confirmation",
                               "must be \"" + plan.confirmation + "\"");
            const bool hasReason =
                (request.reason && !request.reason->empty()) || (plan.reason && !plan.reason->empty());
            if (options_.environment == "production" && !hasReason)
                return refused(ErrorCode::unprocessable, "The plan was not applied.", "/reason",
                               "is asked for in production");
            STEWARD_TRY(const auto batch, beginBatch(db, scope, stored, principal, request.reason, stopAfter, now));
            kernel::NewJob job;
            job.kind = applyKind;
            job.title = titleOf(plan);
            if (!stored.tenantId.empty()) job.tenantId = stored.tenantId;
            job.createdBy = principal.userId;
            job.total = batch.batch.total;
            job.input = json::Object{{"batchId", batch.batch.id}};
            STEWARD_CHECK(jobs_.create(db, std::move(job)));
            return batch.batch;
        });
    co_return co_await std::move(working);
}

Async<> PlanService::run(kernel::JobHandle& job) {
    const auto* input = job.input().if_object();
    const auto* member = input ? input->if_contains("batchId") : nullptr;
    if (!member || !member->is_string()) co_return fail(ErrorCode::internal, "The job names no batch.");
    const std::string batchId(member->get_string());
    auto pause = firstPause;
    while (!job.stopping()) {
        auto applying = database_.write([&, cancelled = job.cancelled()](sql::Connection& db) -> Result<Batch> {
            STEWARD_CHECK(kernel::requireLease(db, job.claim()));
            return cancelled ? cancelBatch(db, batchId, clock_.now()) : applyStep(db, handlers_, batchId, clock_.now());
        });
        const auto applied = co_await std::move(applying);
        if (!applied && mayPass(applied.error())) {
            log::warning("a batch waits", {{"batch", batchId.c_str()}, {"detail", applied.error().detail.c_str()}});
            co_await kernel::sleepFor(pause);
            pause = std::min(2 * pause, longestPause);
            continue;
        }
        pause = firstPause;
        if (!applied) co_return fail(applied.error());
        const Batch& batch = *applied;
        auto telling = job.progress(batch.done, batch.total);
        const auto told = co_await std::move(telling);
        if (!told && !mayPass(told.error())) co_return told;
        if (batch.state == domain::BatchState::cancelled)
            co_return fail(ErrorCode::cancelled, "The batch was cancelled.");
        if (batch.finishedAt && batch.failed > 0)
            co_return fail(ErrorCode::unprocessable, std::to_string(batch.failed) + " of " +
                                                         std::to_string(batch.total) + " could not be changed.");
        if (batch.finishedAt) co_return Result<>{};
    }
    co_return fail(ErrorCode::cancelled, "The platform stops. The batch goes on after its next start.");
}

Async<Batch> PlanService::batch(Context& context, std::string id) {
    auto working = database_.read([&context, id = std::move(id)](sql::Connection& db) {
        PlanStore store(db, context.scope());
        return seenBatch(store, context.principal, id).map([](StoredBatch stored) { return stored.batch; });
    });
    co_return co_await std::move(working);
}

Result<PlanRequest> PlanService::requestToTryAgain(sql::Connection& connection, const sql::TenantScope& scope,
                                                   const std::string& batchId) const {
    PlanStore store(connection, scope);
    STEWARD_TRY(const StoredPlan tried, store.planToTryAgain(batchId));
    PlanRequest request = tried.request;
    forgetVersions(request);
    if (request.operation == domain::Operation::create) return request;
    if (!request.targets && request.operation != domain::Operation::revert) {
        request.selection = {};
        request.selection.batchId = batchId;
        return request;
    }
    std::vector<domain::Target> targets;
    std::set<std::pair<domain::EntityKind, std::string>> left;
    STEWARD_CHECK(eachUnchanged(store, tried, batchId, [&](const PlacedChange& placed) {
        if (request.targets) targets.push_back(request.targets->at(static_cast<std::size_t>(placed.position)));
        left.emplace(placed.change.entity, placed.change.entityId);
    }));
    if (request.targets) {
        request.targets = std::move(targets);
        return request;
    }
    STEWARD_TRY(const auto entries, entriesToRevert(connection, scope, request.selection));
    request.selection = {};
    auto& ids = request.selection.ids.emplace();
    for (const auto& entry : entries)
        if (left.contains({enumFromName<domain::EntityKind>(entry.entity).value_or(request.entity), entry.entityId}))
            ids.push_back(entry.id);
    return request;
}

Async<Plan> PlanService::retry(Context& context, std::string batchId) {
    const auto scope = context.scope();
    auto reading = database_.read([&](sql::Connection& db) -> Result<PlanRequest> {
        PlanStore store(db, scope);
        STEWARD_CHECK(seenBatch(store, context.principal, batchId));
        return requestToTryAgain(db, scope, batchId);
    });
    STEWARD_CO_TRY(auto request, co_await std::move(reading));
    auto creating = create(context, std::move(request));
    co_return co_await std::move(creating);
}

Async<contract::Page<domain::BatchResult>> PlanService::results(Context& context,
                                                                contract::BatchResultsRequest request) {
    using Results = contract::Page<domain::BatchResult>;
    STEWARD_CO_TRY(const auto page, kernel::pageOf(request.limit, request.cursor, "batchResults"));
    STEWARD_CO_TRY(const Place after, placeAfter(page));
    auto working = database_.read([=, &context](sql::Connection& db) -> Result<Results> {
        PlanStore store(db, context.scope());
        STEWARD_CHECK(seenBatch(store, context.principal, request.id));
        STEWARD_TRY(auto found, store.results(request.id, request.changed, after, page.limit));
        return Results{std::move(found.results), cursorOf(found.next, "batchResults"), found.total, true};
    });
    co_return co_await std::move(working);
}

Async<contract::Raw> PlanService::configuration(Context& context, contract::ConfigurationRequest request) {
    auto reading = database_.read([&](sql::Connection& db) {
        return writeConfiguration(db, handlers_, context.scope(), context.principal, request, clock_.now());
    });
    STEWARD_CO_TRY(auto text, co_await std::move(reading));
    co_return contract::Raw{"application/json", std::move(text)};
}

Result<std::string> PlanService::applyOne(sql::Connection& connection, const Context& context,
                                          PlanRequest request) const {
    STEWARD_CHECK(check(context.principal, request));
    StoredPlan plan = planFor(context, std::move(request));
    plan.changesId = plan.plan.id;
    Computation computation(handlers_, std::move(plan), context.scope(), clock_.now(), context.principal);
    STEWARD_TRY(const auto changes, computation.next(connection));
    if (changes.size() != 1) return fail(ErrorCode::invalid, "Exactly one must be selected.");
    const auto& change = changes.front();
    if (change.state == domain::ChangeState::changedMeanwhile)
        return fail(ErrorCode::preconditionFailed, "It was changed " + change.detail + ". Nothing was saved.");
    if (change.reason == domain::ExclusionReason::alreadySo) return change.entityId;
    if (change.state == domain::ChangeState::excluded)
        return fail(ErrorCode::unprocessable, change.detail + ". Nothing was changed.");
    StoredPlan computed = std::move(computation).finish(options_.environment, options_.planLifetime);
    if (!computed.plan.confirmation.empty())
        return fail(ErrorCode::unprocessable,
                    "Changes in " + options_.environment + " are confirmed. Nothing was changed.",
                    "Compute a plan, then apply it with its confirmation.");
    PlanStore store(connection, context.scope());
    STEWARD_CHECK(store.insertChanges(computed, 0, changes));
    STEWARD_CHECK(store.insert(computed));
    STEWARD_TRY(const auto batch, beginBatch(connection, context.scope(), computed, context.principal,
                                             computed.plan.reason, 1, clock_.now()));
    STEWARD_TRY(const Batch applied, applyStep(connection, handlers_, batch.batch.id, clock_.now()));
    if (applied.failed == 0) return change.entityId;
    STEWARD_TRY(const auto results, store.results(batch.batch.id, false, {}, 1));
    return fail(ErrorCode::unprocessable, results.results.front().error + ". Nothing was changed.");
}

}  // namespace steward::plans
