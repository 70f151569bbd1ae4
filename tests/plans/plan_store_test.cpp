// Plans on a real database: what is computed, what is applied, what survives a kill, what is taken back.
#include "audit/audit_store.h"
#include "branding/brand_handler.h"
#include "branding/brand_store.h"
#include "plans/application.h"
#include "plans/computation.h"
#include "plans/plan_rules.h"
#include "tenancy/subscription_plan_handler.h"
#include "tenancy/subscription_plan_store.h"
#include "tenancy/tenant_handler.h"
#include "tests/plans/platform_database.h"
#include "users/role_handler.h"
#include "users/role_store.h"

using namespace steward;
using namespace steward::plans;
using domain::BatchState;
using domain::ChangeState;
using domain::EffectKind;
using domain::ExclusionReason;
using domain::Operation;
using domain::TenantStatus;

namespace {

const auto everybody = sql::TenantScope::all();

domain::PlanRequest requestFor(Operation operation, std::vector<std::string> ids) {
    domain::PlanRequest request;
    request.operation = operation;
    request.selection.ids = std::move(ids);
    return request;
}

struct Platform : test::PlatformDatabase {
    tenancy::TenantHandler handler{clock};
    tenancy::SubscriptionPlanHandler planHandler;
    users::RoleHandler roleHandler;
    branding::BrandHandler brandHandler;
    const Handlers handlers{&planHandler, &handler, &roleHandler, &brandHandler};

    // Computes and stores, as the service does.
    Result<StoredPlan> compute(domain::PlanRequest request, const sql::TenantScope& scope = everybody) {
        StoredPlan stored;
        stored.plan.id = newId(id::plan, clock.now());
        stored.plan.operation = request.operation;
        stored.plan.entity = request.entity;
        stored.changesId = stored.plan.id;
        stored.request = std::move(request);
        if (!scope.isAll()) stored.tenantId = scope.tenant();
        Computation computation(handlers, std::move(stored), scope, clock.now(), test::platformOperator());
        PlanStore store(db, scope);
        STEWARD_TRY(auto transaction, db.writeTransaction());
        for (std::int64_t position = 0;;) {
            STEWARD_TRY(const auto page, computation.next(db));
            if (page.empty()) break;
            STEWARD_CHECK(store.insertChanges(computation.plan(), position, page));
            position += static_cast<std::int64_t>(page.size());
        }
        StoredPlan complete = std::move(computation).finish("local");
        STEWARD_CHECK(store.insert(complete));
        STEWARD_CHECK(transaction.commit());
        return complete;
    }

    std::vector<domain::PlanChange> changes(const StoredPlan& plan, std::optional<ChangeState> state = {}) {
        return PlanStore(db, everybody).changes(plan.changesId, state, {}, {}, 500).value().changes;
    }

    Result<std::string> begin(StoredPlan& plan, std::int64_t stopAfter = 3) {
        STEWARD_TRY(auto transaction, db.writeTransaction());
        STEWARD_TRY(const auto batch, beginBatch(db, everybody, plan, test::platformOperator(), "Quarterly review",
                                                 stopAfter, clock.now()));
        STEWARD_CHECK(transaction.commit());
        return batch.batch.id;
    }

    Result<domain::Batch> step(const std::string& batchId, std::int64_t limit = entitiesPerStep) {
        STEWARD_TRY(auto transaction, db.writeTransaction());
        STEWARD_TRY(const auto batch, applyStep(db, handlers, batchId, clock.now(), limit));
        STEWARD_CHECK(transaction.commit());
        return batch;
    }

    Result<domain::Batch> apply(StoredPlan& plan, std::int64_t stopAfter = 3) {
        STEWARD_TRY(const std::string batchId, begin(plan, stopAfter));
        for (;;) {
            STEWARD_TRY(const auto batch, step(batchId));
            if (batch.finishedAt) return batch;
        }
    }

    std::vector<domain::BatchResult> results(const std::string& batchId) {
        return PlanStore(db, everybody).results(batchId, {}, {}, 500).value().results;
    }

    std::int64_t count(const char* table) {
        return db.query(sql::tenantOwned(std::string("SELECT count(*) FROM ") + table), everybody)
            .value()[0]
            .integer(0);
    }
};

}  // namespace

class PlanStoreTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void computingChangesNothing() {
        Platform platform;
        const auto tenant = platform.addTenant("Tarnwick Foods");
        platform.openSession(tenant.id);
        platform.openSession(tenant.id);
        const auto plan = platform.compute(requestFor(Operation::suspend, {tenant.id}));
        STEWARD_VERIFY(plan);
        QCOMPARE(plan->plan.counts.willChange, 1);
        QCOMPARE(plan->plan.counts.sessionsEnd, 2);
        QCOMPARE(plan->plan.confirmation, std::string("suspend 1 in local"));
        QCOMPARE(plan->plan.expiresAt, platform.clock.now() + planLifetime);
        const auto changes = platform.changes(*plan);
        QCOMPARE(changes.size(), std::size_t(1));
        QCOMPARE(changes[0].fields.size(), std::size_t(1));
        QCOMPARE(changes[0].fields[0].field, std::string("status"));
        QCOMPARE(changes[0].fields[0].after, json::Value("suspended"));
        QCOMPARE(changes[0].effects, (std::vector<domain::Effect>{{.kind = EffectKind::sessionsEnd, .count = 2}}));
        QCOMPARE(platform.tenant(tenant.id), tenant);
        QCOMPARE(platform.count("audit"), 0);
    }

    void whatIsNoChangeIsNotTakenBack() {
        Platform platform;
        domain::AuditEntry entry;
        entry.actorId = entry.entityId = "usr_1";
        entry.action = "session.start";
        entry.entity = "user";
        entry.after = json::Object{{"session", "ses_1"}};
        auto transaction = platform.db.writeTransaction();
        const auto appended = audit::append(platform.db, entry, platform.clock.now());
        STEWARD_VERIFY(appended);
        STEWARD_VERIFY(transaction->commit());
        const auto plan = platform.compute(requestFor(Operation::revert, {appended->id}));
        QCOMPARE(plan.error().code, ErrorCode::unprocessable);
        QCOMPARE(plan.error().message, std::string("Only changes can be taken back."));
    }

    void theStatusBeforeASuspensionIsKept() {
        Platform platform;
        const auto tenant = platform.addTenant("Thornevale Optics");
        const auto set = [&](TenantStatus status) {
            auto changed = platform.tenant(tenant.id);
            changed.status = status;
            ++changed.version;
            STEWARD_VERIFY(tenancy::updateTenant(platform.db, changed, platform.clock.now()));
        };
        const auto run = [&](domain::PlanRequest request) {
            auto plan = platform.compute(std::move(request));
            test::require(plan);
            const auto batch = platform.apply(*plan);
            test::require(batch);
            return batch->id;
        };
        const auto status = [&] { return platform.tenant(tenant.id).status; };
        const auto revert = [&](const std::string& batchId) {
            domain::PlanRequest request;
            request.operation = Operation::revert;
            request.selection.batchId = batchId;
            run(std::move(request));
        };
        set(TenantStatus::pastDue);
        run(requestFor(Operation::suspend, {tenant.id}));
        run(requestFor(Operation::resume, {tenant.id}));
        QCOMPARE(status(), TenantStatus::pastDue);

        run(requestFor(Operation::suspend, {tenant.id}));
        auto byFilter = requestFor(Operation::resume, {});
        byFilter.selection = {std::nullopt, "status=suspended", std::nullopt};
        const auto resumed = run(byFilter);
        QCOMPARE(status(), TenantStatus::pastDue);
        revert(resumed);
        QCOMPARE(status(), TenantStatus::suspended);

        // From the archive a suspended tenant comes back suspended, and from there as what it was.
        revert(run(requestFor(Operation::archive, {tenant.id})));
        QCOMPARE(status(), TenantStatus::suspended);
        run(requestFor(Operation::resume, {tenant.id}));
        QCOMPARE(status(), TenantStatus::pastDue);

        set(TenantStatus::active);
        run(requestFor(Operation::suspend, {tenant.id}));
        run(requestFor(Operation::resume, {tenant.id}));
        QCOMPARE(status(), TenantStatus::active);
    }

    void rulesLeaveOutWithAReason() {
        Platform platform;
        auto suspended = platform.addTenant("Copperwick Tools");
        const auto active = platform.addTenant("Quillmark Press");
        auto first = platform.compute(requestFor(Operation::suspend, {suspended.id}));
        STEWARD_VERIFY(platform.apply(*first));
        const auto plan = platform.compute(requestFor(Operation::suspend, {suspended.id, active.id}));
        STEWARD_VERIFY(plan);
        QCOMPARE(plan->plan.counts.willChange, 1);
        QCOMPARE(plan->plan.exclusions.front().reason, ExclusionReason::alreadySo);
        const auto excluded = platform.changes(*plan, ChangeState::excluded);
        QCOMPARE(excluded.front().entityId, suspended.id);
        QCOMPARE(excluded.front().detail, std::string("It is suspended already"));
    }

    void unknownAndForeignIdsAreNamed() {
        Platform platform;
        const auto mine = platform.addTenant("Tarnwick Foods");
        const auto foreign = platform.addTenant("Lindenmoor Energy");
        const auto scope = sql::TenantScope::one(mine.id);
        const auto plan = platform.compute(requestFor(Operation::change, {mine.id, foreign.id}), scope);
        QVERIFY(!plan);
        QCOMPARE(plan.error().code, ErrorCode::unprocessable);
        QCOMPARE(plan.error().fields.front().path, std::string("/selection/ids"));
        QVERIFY(plan.error().fields.front().message.find(foreign.id) != std::string::npos);
    }

    void whatOthersChangedMeanwhileIsLeftOut() {
        Platform platform;
        const auto tenant = platform.addTenant("Oxbarrow Freight");
        auto rename = requestFor(Operation::change, {tenant.id});
        rename.patch = json::Object{{"name", "Oxbarrow Logistics"}};
        auto other = platform.compute(rename);
        STEWARD_VERIFY(platform.apply(*other));
        auto request = requestFor(Operation::suspend, {tenant.id});
        request.seen = {{tenant.id, tenant.version}};
        const auto plan = platform.compute(request);
        STEWARD_VERIFY(plan);
        QCOMPARE(plan->plan.counts.changedMeanwhile, 1);
        const auto change = platform.changes(*plan).front();
        QCOMPARE(change.state, ChangeState::changedMeanwhile);
        QCOMPARE(change.edited->by, std::string("Marta Oyelaran"));
        QCOMPARE(change.edited->at, platform.clock.now());
        QCOMPARE(change.fields.front().after, json::Value("Oxbarrow Logistics"));
    }

    void whatOthersMadeTheSameMeanwhileIsNoConflict() {
        Platform platform;
        const auto tenant = platform.addTenant("Oxbarrow Freight");
        auto rename = requestFor(Operation::change, {tenant.id});
        rename.patch = json::Object{{"name", "Oxbarrow Logistics"}};
        rename.seen = {{tenant.id, tenant.version}};
        auto other = platform.compute(rename);
        STEWARD_VERIFY(platform.apply(*other));
        const auto plan = platform.compute(rename);
        STEWARD_VERIFY(plan);
        QCOMPARE(plan->plan.counts.changedMeanwhile, 0);
        QCOMPARE(platform.changes(*plan).front().reason, ExclusionReason::alreadySo);
    }

    void applyingLeavesChangeAuditResultAndMessage() {
        Platform platform;
        const auto tenant = platform.addTenant("Tarnwick Foods");
        auto request = requestFor(Operation::change, {tenant.id});
        request.patch = json::Object{{"plan", "scale"}};
        auto plan = platform.compute(request);
        STEWARD_VERIFY(plan);
        const auto batch = platform.apply(*plan);
        STEWARD_VERIFY(batch);
        QCOMPARE(batch->state, BatchState::succeeded);
        const auto changed = platform.tenant(tenant.id);
        QCOMPARE(changed.plan, domain::SubscriptionPlan::scale);
        QCOMPARE(changed.seatsLimit, 250);
        QCOMPARE(changed.version, tenant.version + 1);
        const auto result = platform.results(batch->id).front();
        QVERIFY(result.changed);
        const auto entry = audit::find(platform.db, everybody, *result.auditId).value().value();
        QCOMPARE(entry.action, std::string("tenant.change"));
        QCOMPARE(entry.before->at("plan"), json::Value("team"));
        QCOMPARE(entry.after->at("plan"), json::Value("scale"));
        QCOMPARE(*entry.reason, std::string("Quarterly review"));
        QCOMPARE(*entry.batchId, batch->id);
        QCOMPARE(platform.count("outbox"), 2);
        QVERIFY(audit::verify(platform.db)->intact);
    }

    void aPlanIsAppliedOnceAndNotAfterItExpired() {
        Platform platform;
        const auto tenant = platform.addTenant("Tarnwick Foods");
        auto plan = platform.compute(requestFor(Operation::suspend, {tenant.id}));
        platform.clock.pass(planLifetime);
        QCOMPARE(platform.apply(*plan).error().code, ErrorCode::gone);
        auto fresh = platform.compute(requestFor(Operation::suspend, {tenant.id}));
        STEWARD_VERIFY(platform.apply(*fresh));
        QCOMPARE(platform.apply(*fresh).error().code, ErrorCode::conflict);
        auto nothing = platform.compute(requestFor(Operation::suspend, {tenant.id}));
        QCOMPARE(platform.apply(*nothing).error().code, ErrorCode::conflict);
    }

    void changesSinceThePlanFailOneByOne() {
        Platform platform;
        std::vector<std::string> ids;
        for (int i = 0; i < 5; ++i)
            ids.push_back(platform.addTenant("Tenant " + std::to_string(i)).id);
        auto plan = platform.compute(requestFor(Operation::suspend, ids));
        auto rename = requestFor(Operation::change, {ids[2]});
        rename.patch = json::Object{{"name", "Renamed"}};
        auto other = platform.compute(rename);
        STEWARD_VERIFY(platform.apply(*other));
        const auto batch = platform.apply(*plan);
        STEWARD_VERIFY(batch);
        QCOMPARE(batch->state, BatchState::partlyFailed);
        QCOMPARE(batch->done, 5);
        QCOMPARE(batch->failed, 1);
        const auto results = platform.results(batch->id);
        QCOMPARE(results[2].error,
                 std::string("Changed after the plan was computed by Marta Oyelaran, 2026-11-23 09:41 UTC"));
        QCOMPARE(platform.tenant(ids[2]).status, TenantStatus::active);
        QCOMPARE(platform.tenant(ids[3]).status, TenantStatus::suspended);
    }

    void failuresStopTheBatchAndTheRestIsNamed() {
        Platform platform;
        std::vector<std::string> ids;
        for (int i = 0; i < 6; ++i)
            ids.push_back(platform.addTenant("Tenant " + std::to_string(i)).id);
        auto plan = platform.compute(requestFor(Operation::suspend, ids));
        STEWARD_VERIFY(platform.db.execute(sql::tenantOwned("UPDATE tenants SET version = version + 1 WHERE id <> ?1"),
                                           everybody, {ids[0]}));
        const auto batch = platform.apply(*plan, 2);
        STEWARD_VERIFY(batch);
        QCOMPARE(batch->state, BatchState::partlyFailed);
        QCOMPARE(batch->done, 3);
        QCOMPARE(batch->failed, 2);
        const auto results = platform.results(batch->id);
        QCOMPARE(results.size(), std::size_t(6));
        QCOMPARE(results[5].error, std::string("Not tried: the batch stopped after 2 failures"));
    }

    // The process dies between two steps: the committed step stays, the open one is rolled back, and what comes after
    // the restart continues behind it.
    void aKilledBatchGoesOnWhereItWas() {
        Platform platform;
        std::vector<std::string> ids;
        for (int i = 0; i < 25; ++i)
            ids.push_back(platform.addTenant("Tenant " + std::to_string(i)).id);
        auto plan = platform.compute(requestFor(Operation::suspend, ids));
        const std::string batchId = platform.begin(*plan).value();
        QCOMPARE(platform.step(batchId, 10)->done, 10);
        {
            auto transaction = platform.db.writeTransaction();
            STEWARD_VERIFY(transaction);
            QCOMPARE(applyStep(platform.db, {&platform.handler}, batchId, platform.clock.now(), 10)->done, 20);
        }
        QCOMPARE(platform.count("audit"), 10);
        domain::Batch batch;
        while (!batch.finishedAt)
            batch = platform.step(batchId, 10).value();
        QCOMPARE(batch.state, BatchState::succeeded);
        QCOMPARE(batch.done, 25);
        QCOMPARE(platform.count("audit"), 25);
        for (const auto& id : ids)
            QCOMPARE(platform.tenant(id).version, 2);
        QCOMPARE(platform.step(batchId)->done, 25);
        QCOMPARE(platform.count("audit"), 25);
        QVERIFY(audit::verify(platform.db)->intact);
    }

    void aCancelledBatchSaysWhatWasNotTried() {
        Platform platform;
        std::vector<std::string> ids;
        for (int i = 0; i < 4; ++i)
            ids.push_back(platform.addTenant("Tenant " + std::to_string(i)).id);
        auto plan = platform.compute(requestFor(Operation::suspend, ids));
        const std::string batchId = platform.begin(*plan).value();
        QCOMPARE(platform.step(batchId, 2)->done, 2);
        const auto batch = cancelBatch(platform.db, batchId, platform.clock.now());
        STEWARD_VERIFY(batch);
        QCOMPARE(batch->state, BatchState::cancelled);
        QCOMPARE(platform.results(batchId).back().error, std::string("Not tried: the batch was cancelled"));
        QCOMPARE(platform.step(batchId)->state, BatchState::cancelled);
    }

    void aBatchIsTakenBackExceptWhatChangedSince() {
        Platform platform;
        std::vector<std::string> ids;
        for (int i = 0; i < 3; ++i)
            ids.push_back(platform.addTenant("Tenant " + std::to_string(i)).id);
        auto change = requestFor(Operation::change, ids);
        change.patch = json::Object{{"plan", "scale"}, {"addTag", "review"}};
        auto plan = platform.compute(change);
        const auto batch = platform.apply(*plan);
        STEWARD_VERIFY(batch);
        auto rename = requestFor(Operation::change, {ids[1]});
        rename.patch = json::Object{{"name", "Renamed"}};
        auto later = platform.compute(rename);
        STEWARD_VERIFY(platform.apply(*later));

        domain::PlanRequest revert;
        revert.operation = Operation::revert;
        revert.selection.batchId = batch->id;
        auto inverse = platform.compute(revert);
        STEWARD_VERIFY(inverse);
        QCOMPARE(inverse->plan.counts.willChange, 2);
        QCOMPARE(inverse->plan.confirmation, std::string("revert 2 in local"));
        const auto excluded = platform.changes(*inverse, ChangeState::excluded);
        QCOMPARE(excluded.front().entityId, ids[1]);
        QCOMPARE(*excluded.front().reason, ExclusionReason::changedSince);
        QCOMPARE(excluded.front().edited->action, std::string("tenant.change"));
        QCOMPARE(excluded.front().edited->by, std::string("Marta Oyelaran"));
        STEWARD_VERIFY(platform.apply(*inverse));
        const auto back = platform.tenant(ids[0]);
        QCOMPARE(back.plan, domain::SubscriptionPlan::team);
        QVERIFY(back.tags.empty());
        QCOMPARE(back.version, 3);
        QCOMPARE(platform.tenant(ids[1]).plan, domain::SubscriptionPlan::scale);
    }

    void severalEntriesOfOneEntityAreTakenBackTogether() {
        Platform platform;
        const auto tenant = platform.addTenant("Tarnwick Foods");
        std::vector<std::string> entries;
        for (const auto* name : {"First", "Second"}) {
            auto request = requestFor(Operation::change, {tenant.id});
            request.patch = json::Object{{"name", name}};
            auto plan = platform.compute(request);
            const auto batch = platform.apply(*plan);
            STEWARD_VERIFY(batch);
            entries.push_back(*platform.results(batch->id).front().auditId);
        }
        auto onlyOld = platform.compute(requestFor(Operation::revert, {entries[0]}));
        QCOMPARE(onlyOld->plan.exclusions.front().reason, ExclusionReason::changedSince);
        auto both = platform.compute(requestFor(Operation::revert, entries));
        STEWARD_VERIFY(both);
        QCOMPARE(both->plan.counts.willChange, 1);
        STEWARD_VERIFY(platform.apply(*both));
        QCOMPARE(platform.tenant(tenant.id).name, std::string("Tarnwick Foods"));
    }

    void aCreationIsTakenBackByRemoving() {
        Platform platform;
        domain::PlanRequest request;
        request.operation = Operation::create;
        request.patch = json::Object{{"name", "Nimbrook Studio"},
                                     {"slug", "nimbrook"},
                                     {"region", "us-east"},
                                     {"ownerName", "Ada Nim"},
                                     {"ownerEmail", "ada@nimbrook.example"}};
        auto plan = platform.compute(request);
        STEWARD_VERIFY(plan);
        QCOMPARE(platform.changes(*plan).front().entityName, std::string("Nimbrook Studio"));
        const auto batch = platform.apply(*plan);
        STEWARD_VERIFY(batch);
        const auto result = platform.results(batch->id).front();
        QCOMPARE(platform.tenant(result.entityId).domain, std::string("nimbrook.steward.example"));
        QCOMPARE(platform.tenant(result.entityId).seatsLimit, 5);
        QVERIFY(plan->plan.reversible);
        auto revert = platform.compute(requestFor(Operation::revert, {*result.auditId}));
        STEWARD_VERIFY(revert);
        QCOMPARE(revert->plan.counts.willChange, 1);
        QCOMPARE(revert->plan.confirmation, std::string("nimbrook"));
        STEWARD_VERIFY(platform.apply(*revert));
        QCOMPARE(platform.tenant(result.entityId).status, TenantStatus::removed);
        auto again = platform.compute(request);
        QCOMPARE(platform.changes(*again).front().detail, std::string("The slug nimbrook is taken"));
    }

    void removingAsksForTheNameOfTheOneThatGoes() {
        Platform platform;
        const auto one = platform.addTenant("Tarnwick Foods");
        const auto other = platform.addTenant("Quillmark Press");
        platform.openSession(one.id);
        const auto plan = platform.compute(requestFor(Operation::remove, {one.id}));
        STEWARD_VERIFY(plan);
        QCOMPARE(plan->plan.confirmation, one.slug);
        QCOMPARE(plan->plan.counts.sessionsEnd, 1);
        const auto change = platform.changes(*plan).front();
        QCOMPARE(change.effects, (std::vector<domain::Effect>{{.kind = EffectKind::sessionsEnd, .count = 1},
                                                              {.kind = EffectKind::restorable,
                                                               .at = parseRfc3339("2026-12-23T09:41:00Z").value()}}));
        QVERIFY(change.dependents.empty());
        const auto both = platform.compute(requestFor(Operation::remove, {one.id, other.id}));
        QCOMPARE(both->plan.confirmation, std::string("delete 2 in local"));
    }

    void aRemovedTenantComesBackAsItWas_data() {
        QTest::addColumn<TenantStatus>("status");
        for (const auto status : {TenantStatus::trial, TenantStatus::active, TenantStatus::pastDue,
                                  TenantStatus::suspended, TenantStatus::archived})
            QTest::newRow(std::string(enumName(status)).c_str()) << status;
    }
    void aRemovedTenantComesBackAsItWas() {
        QFETCH(TenantStatus, status);
        Platform platform;
        auto tenant = platform.addTenant("Tarnwick Foods");
        tenant.status = status;
        ++tenant.version;
        STEWARD_VERIFY(tenancy::updateTenant(platform.db, tenant, platform.clock.now()));
        const auto counted = [&] {
            return platform.db.query("SELECT tenants FROM tenant_count").value()[0].integer(0);
        };
        QCOMPARE(counted(), 1);
        const auto applied = [&](Operation operation) {
            auto plan = platform.compute(requestFor(operation, {tenant.id}));
            const auto batch = platform.apply(*plan);
            return batch && batch->state == BatchState::succeeded;
        };
        QVERIFY(applied(Operation::remove));
        QCOMPARE(counted(), 0);
        for (const auto operation : {Operation::suspend, Operation::resume, Operation::archive}) {
            const auto refused = platform.compute(requestFor(operation, {tenant.id}));
            QCOMPARE(refused->plan.exclusions.front().reason, ExclusionReason::removed);
        }
        domain::PlanRequest everywhere;
        everywhere.operation = Operation::suspend;
        everywhere.selection.filter = "";
        QCOMPARE(platform.compute(everywhere)->plan.counts.selected, 0);
        QVERIFY(applied(Operation::restore));
        QCOMPARE(counted(), 1);
        tenant.version += 2;
        QCOMPARE(platform.tenant(tenant.id), tenant);
        if (status != TenantStatus::suspended) return;
        QVERIFY(applied(Operation::resume));
        QCOMPARE(platform.tenant(tenant.id).status, TenantStatus::active);
    }

    void whatABatchLeftIsTriedAgain() {
        Platform platform;
        std::vector<std::string> ids;
        for (int i = 0; i < 6; ++i)
            ids.push_back(platform.addTenant("Tenant " + std::to_string(i)).id);
        auto tag = requestFor(Operation::change, ids);
        tag.patch = json::Object{{"addTag", "reviewed"}};
        auto plan = platform.compute(tag);
        for (const std::size_t i : {1, 4}) {
            auto rename = requestFor(Operation::change, {ids[i]});
            rename.patch = json::Object{{"name", "Moved"}};
            auto moved = platform.compute(rename);
            STEWARD_VERIFY(platform.apply(*moved));
        }
        const std::string batchId = platform.begin(*plan, 0).value();
        QCOMPARE(platform.step(batchId, 3)->done, 3);
        domain::PlanRequest again;
        again.operation = Operation::change;
        again.patch = tag.patch;
        again.selection.batchId = batchId;
        QCOMPARE(platform.compute(again).error().code, ErrorCode::conflict);
        const auto batch = platform.step(batchId);
        QCOMPARE(batch->state, BatchState::partlyFailed);
        QCOMPARE(batch->done, 6);
        QCOMPARE(batch->failed, 2);
        auto left = platform.compute(again);
        STEWARD_VERIFY(left);
        QCOMPARE(left->plan.counts.selected, 2);
        QCOMPARE(left->plan.counts.willChange, 2);
        const auto second = platform.apply(*left);
        QCOMPARE(second->state, BatchState::succeeded);
        again.selection.batchId = second->id;
        QCOMPARE(platform.compute(again).error().code, ErrorCode::conflict);
    }

    void whatIsOverwrittenIsRecorded() {
        Platform platform;
        const auto tenant = platform.addTenant("Tarnwick Foods");
        auto rename = requestFor(Operation::change, {tenant.id});
        rename.patch = json::Object{{"name", "Theirs"}};
        auto theirs = platform.compute(rename);
        STEWARD_VERIFY(platform.apply(*theirs));
        auto mine = requestFor(Operation::change, {tenant.id});
        mine.patch = json::Object{{"name", "Mine"}};
        mine.seen = {{tenant.id, tenant.version}};
        QCOMPARE(platform.compute(mine)->plan.counts.changedMeanwhile, 1);
        mine.force = true;
        auto forced = platform.compute(mine);
        QCOMPARE(forced->plan.counts.overwrites, 1);
        QVERIFY(platform.changes(*forced).front().overwrites);
        STEWARD_VERIFY(platform.apply(*forced));
        QCOMPARE(platform.tenant(tenant.id).name, std::string("Mine"));
        const auto last = audit::lastOf(platform.db, everybody, "tenant", tenant.id);
        QCOMPARE((*last)->overwrites, std::optional(true));
        QCOMPARE(audit::changesSince(platform.db, "tenant", tenant.id, 1)->front().overwrites, std::optional<bool>());
        QVERIFY(audit::verify(platform.db)->intact);
    }

    void aTargetMakesWhatIsMissing() {
        Platform platform;
        domain::PlanRequest request;
        request.entity = domain::EntityKind::configuration;
        request.operation = Operation::converge;
        domain::Target target;
        target.key = "new-mill";
        target.patch = json::Object{
            {"name", "New Mill"}, {"region", "eu-west"}, {"ownerName", "Ada Mill"}, {"ownerEmail", "ada@mill.example"}};
        request.targets = {target};
        auto plan = platform.compute(request);
        STEWARD_VERIFY(plan);
        const auto changes = platform.changes(*plan);
        QCOMPARE(changes.size(), std::size_t(1));
        const auto slug = std::ranges::find(changes[0].fields, "slug", &domain::FieldChange::field);
        QVERIFY(slug != changes[0].fields.end() && slug->before.is_null() && slug->after == json::Value("new-mill"));
        const auto batch = platform.apply(*plan);
        STEWARD_VERIFY(batch);
        QCOMPARE(batch->state, BatchState::succeeded);
        const auto made = platform.tenant(changes[0].entityId);
        QCOMPARE(made.slug, std::string("new-mill"));
        QCOMPARE(made.domain, std::string("new-mill.steward.example"));
        QCOMPARE(made.name, std::string("New Mill"));
        const auto again = platform.compute(request);
        QCOMPARE(again->plan.counts.willChange, 0);
        QCOMPARE(again->plan.exclusions.at(0).reason, ExclusionReason::alreadySo);
    }

    void aNewTenantComesWithWhatBelongsToIt() {
        Platform platform;
        domain::PlanRequest request;
        request.entity = domain::EntityKind::configuration;
        request.operation = Operation::converge;
        const auto target = [](domain::EntityKind kind, std::string key, json::Object patch) {
            domain::Target wanted;
            wanted.entity = kind;
            wanted.key = std::move(key);
            wanted.patch = std::move(patch);
            return wanted;
        };
        request.targets = {
            target(domain::EntityKind::tenant, "new-mill",
                   {{"name", "New Mill"},
                    {"region", "eu-west"},
                    {"ownerName", "Ada"},
                    {"ownerEmail", "ada@mill.example"}}),
            target(domain::EntityKind::role, "new-mill/Desk", {{"permissions", json::Array{"signedIn"}}}),
            target(domain::EntityKind::role, "new-mill", {{"permissions", json::Array{"signedIn"}}}),
            target(domain::EntityKind::role, "nowhere/Desk", {{"permissions", json::Array{"signedIn"}}}),
            target(domain::EntityKind::brand, "new-mill", {{"productName", "Mill"}})};
        auto plan = platform.compute(request);
        STEWARD_VERIFY(plan);
        QCOMPARE(plan->plan.counts.willChange, 4);
        QCOMPARE(plan->plan.counts.excluded, 1);
        const auto batch = platform.apply(*plan);
        STEWARD_VERIFY(batch);
        QCOMPARE(batch->state, BatchState::succeeded);
        const auto made = platform.changes(*plan)[0].entityId;
        const auto role = users::roleCalled(platform.db, made, "Desk");
        QVERIFY(role && *role);
        const auto ofThePlatform = users::roleCalled(platform.db, {}, "new-mill");
        QVERIFY(ofThePlatform && *ofThePlatform);
        const auto brand = branding::findBrand(platform.db, everybody, made);
        QCOMPARE((*brand)->state.published.productName, std::string("Mill"));
        QCOMPARE(platform.compute(request)->plan.counts.willChange, 0);
    }

    void whatBelongsToATenantThatIsNotMadeIsNotMadeEither() {
        Platform platform;
        domain::PlanRequest request;
        request.entity = domain::EntityKind::configuration;
        request.operation = Operation::converge;
        domain::Target tenant;
        tenant.key = "new-mill";
        tenant.patch = json::Object{
            {"name", "New Mill"}, {"region", "eu-west"}, {"ownerName", "Ada"}, {"ownerEmail", "ada@mill.example"}};
        domain::Target role;
        role.entity = domain::EntityKind::role;
        role.key = "new-mill/Desk";
        role.patch = json::Object{{"permissions", json::Array{"signedIn"}}};
        request.targets = {tenant, role};
        auto plan = platform.compute(request);
        STEWARD_VERIFY(plan);
        auto taken = platform.addTenant("Meanwhile");
        taken.slug = "new-mill";
        ++taken.version;
        STEWARD_VERIFY(tenancy::updateTenant(platform.db, taken, platform.clock.now()));
        const auto batch = platform.apply(*plan);
        STEWARD_VERIFY(batch);
        QCOMPARE(batch->state, BatchState::failed);
        const auto results = platform.results(batch->id);
        QCOMPARE(results.size(), std::size_t(2));
        QVERIFY2(results[1].error.find("was not created") != std::string::npos, results[1].error.c_str());
        QCOMPARE(platform.count("custom_roles"), 0);
    }

    void aPlanIsSoldWithItsNewTermsFromThenOn() {
        Platform platform;
        const auto before = platform.addTenant("Tarnwick Foods");
        auto dearer = requestFor(Operation::change, {"scale"});
        dearer.entity = domain::EntityKind::subscriptionPlan;
        dearer.patch = json::Object{{"seats", 300}, {"mrrMinor", 500'000}};
        auto plan = platform.compute(dearer);
        STEWARD_VERIFY(plan);
        STEWARD_VERIFY(platform.apply(*plan));
        QCOMPARE(platform.tenant(before.id), before);

        auto upgrade = requestFor(Operation::change, {before.id});
        upgrade.patch = json::Object{{"plan", "scale"}};
        auto upgraded = platform.compute(upgrade);
        STEWARD_VERIFY(upgraded);
        QCOMPARE(upgraded->plan.counts.invoicesChange, 1);
        QCOMPARE(platform.changes(*upgraded)[0].effects,
                 (std::vector<domain::Effect>{
                     {.kind = EffectKind::invoiceChange, .invoice = {{45'000, 500'000, "EUR", {}}}}}));
        STEWARD_VERIFY(platform.apply(*upgraded));
        QCOMPARE(platform.tenant(before.id).seatsLimit, 300);
        QCOMPARE(platform.tenant(before.id).mrrMinor, 500'000);

        auto back = platform.compute([&] {
            domain::PlanRequest revert;
            revert.entity = domain::EntityKind::subscriptionPlan;
            revert.operation = Operation::revert;
            revert.selection.batchId = plan->plan.batchId;
            return revert;
        }());
        STEWARD_VERIFY(back);
        QCOMPARE(platform.changes(*back)[0].effects,
                 (std::vector<domain::Effect>{{.kind = EffectKind::tenantsKeepTerms, .count = 1}}));
        STEWARD_VERIFY(platform.apply(*back));
        QCOMPARE(tenancy::planCatalogue(platform.db).value(), domain::initialPlans());
        QCOMPARE(platform.tenant(before.id).seatsLimit, 300);
        dearer.patch = json::Object{{"seats", -1}};
        QCOMPARE(platform.compute(dearer)->plan.exclusions.at(0).reason, ExclusionReason::refusedByRule);
    }

    void tenThousandEntitiesNeedLittleMemory() {
        Platform platform;
        STEWARD_VERIFY(platform.db.script("BEGIN"));
        for (int i = 0; i < 10'000; ++i)
            platform.addTenant("Tenant " + std::to_string(i));
        STEWARD_VERIFY(platform.db.script("COMMIT"));
        domain::PlanRequest request;
        request.operation = Operation::change;
        request.selection.filter = "status=active;plan in (team,scale)";
        request.patch = json::Object{{"addTag", "reviewed"}};
        StoredPlan stored;
        stored.request = request;
        Computation computation({&platform.handler}, std::move(stored), everybody, platform.clock.now(),
                                test::platformOperator());
        std::size_t largest = 0;
        for (;;) {
            const auto page = computation.next(platform.db);
            STEWARD_VERIFY(page);
            if (page->empty()) break;
            largest = std::max(largest, page->size());
        }
        QCOMPARE(computation.plan().plan.counts.willChange, 10'000);
        QVERIFY(largest <= 500);
    }

    void listsGoOnWhereTheyEnded() {
        Platform platform;
        std::vector<std::string> ids;
        for (int i = 0; i < 7; ++i)
            ids.push_back(platform.addTenant("Tenant " + std::to_string(i)).id);
        const auto plan = platform.compute(requestFor(Operation::resume, ids));
        STEWARD_VERIFY(plan);
        PlanStore store(platform.db, everybody);
        Place after;
        std::vector<std::string> listed;
        for (;;) {
            const auto page = store.changes(plan->changesId, {}, {}, after, 3);
            STEWARD_VERIFY(page);
            QCOMPARE(page->total, 7);
            for (const auto& change : page->changes)
                listed.push_back(change.entityId);
            if (!page->next) break;
            after = *page->next;
        }
        QCOMPARE(listed, ids);
        QCOMPARE(store.changes(plan->changesId, {}, "tenant 4", {}, 3)->changes.size(), std::size_t(1));
    }
};

QTEST_GUILESS_MAIN(PlanStoreTest)
#include "plan_store_test.moc"
