// Brands on a real database: drafts, publishing through plans, versions, and what contrast forbids.
#include "branding/brand_handler.h"
#include "branding/brand_store.h"
#include "plans/application.h"
#include "plans/computation.h"
#include "tests/plans/platform_database.h"

using namespace steward;
using namespace steward::branding;
using domain::Operation;

namespace {

const auto everybody = sql::TenantScope::all();

struct Platform : test::PlatformDatabase {
    BrandHandler handler;
    domain::Tenant tenant = addTenant("Fernhollow Clinics");

    domain::BrandState state() { return findBrand(db, everybody, tenant.id).value().value().state; }

    void saveDraft(const std::string& productName, const std::string& primary = "#1D6B57") {
        auto brand = state();
        brand.draft.productName = productName;
        brand.draft.primaryColour = primary;
        ++brand.draftRevision;
        test::require(saveBrand(db, everybody, brand));
    }

    Result<plans::StoredPlan> compute(Operation operation, const std::string& id) {
        plans::StoredPlan stored;
        stored.plan.id = stored.changesId = newId(id::plan, clock.now());
        stored.plan.entity = stored.request.entity = domain::EntityKind::brand;
        stored.plan.operation = stored.request.operation = operation;
        stored.request.selection.ids = {id};
        plans::Computation computation({&handler}, std::move(stored), everybody, clock.now(), test::adminOf(tenant.id));
        STEWARD_TRY(const auto page, computation.next(db));
        plans::PlanStore store(db, everybody);
        STEWARD_CHECK(store.insertChanges(computation.plan(), 0, page));
        auto plan = std::move(computation).finish("local");
        STEWARD_CHECK(store.insert(plan));
        return plan;
    }

    // The audit entry of what was applied.
    Result<std::string> run(Operation operation, const std::string& id) {
        STEWARD_TRY(auto plan, compute(operation, id));
        STEWARD_TRY(auto transaction, db.writeTransaction());
        STEWARD_TRY(const auto batch,
                    plans::beginBatch(db, everybody, plan, test::adminOf(tenant.id), {}, 3, clock.now()));
        STEWARD_TRY(const auto applied, plans::applyStep(db, {&handler}, batch.batch.id, clock.now()));
        STEWARD_CHECK(transaction.commit());
        STEWARD_TRY(const auto results, plans::PlanStore(db, everybody).results(applied.id, {}, {}, 1));
        if (!results.results.front().auditId) return fail(ErrorCode::conflict, results.results.front().error);
        return *results.results.front().auditId;
    }
};

}  // namespace

class BrandingTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aTenantBeginsWithItsName() {
        Platform platform;
        const auto state = platform.state();
        QCOMPARE(state.version, 0);
        QCOMPARE(state.draft.productName, std::string("Fernhollow Clinics"));
        QCOMPARE(state.changes, 0);
        QVERIFY(domain::check(state.draft).empty());
        QVERIFY(!publishedBrand(platform.db, everybody, platform.tenant.id)->has_value());
    }

    void publishingIsAPlan() {
        Platform platform;
        QCOMPARE(platform.compute(Operation::publish, platform.tenant.id)->plan.exclusions.front().reason,
                 domain::ExclusionReason::alreadySo);
        platform.saveDraft("Fernhollow Care");
        QCOMPARE(platform.state().changes, 2);
        STEWARD_VERIFY(platform.run(Operation::publish, platform.tenant.id));
        const auto state = platform.state();
        QCOMPARE(state.version, 1);
        QCOMPARE(state.changes, 0);
        QCOMPARE(state.publishedBy, std::string("Ines Moreau"));
        QCOMPARE(publishedBrand(platform.db, everybody, platform.tenant.id)->value().productName,
                 std::string("Fernhollow Care"));
        const auto versions = versionsOf(platform.db, everybody, platform.tenant.id);
        STEWARD_VERIFY(versions);
        QCOMPARE(versions->size(), std::size_t(1));
        QVERIFY(versions->front().auditId.has_value());
    }

    void poorContrastIsNotPublished() {
        Platform platform;
        platform.saveDraft("Fernhollow Care", "#F4E04D");
        const auto plan = platform.compute(Operation::publish, platform.tenant.id);
        STEWARD_VERIFY(plan);
        QCOMPARE(plan->plan.exclusions.front().reason, domain::ExclusionReason::refusedByRule);
        const auto change =
            plans::PlanStore(platform.db, everybody).changes(plan->changesId, {}, {}, {}, 1)->changes.front();
        QCOMPARE(change.detail, std::string("primaryColour white text on it must reach 4.5:1"));
    }

    void whatWasPreviewedIsPublished() {
        Platform platform;
        platform.saveDraft("Fernhollow Care");
        auto plan = platform.compute(Operation::publish, platform.tenant.id);
        platform.saveDraft("Something else");
        auto transaction = platform.db.writeTransaction();
        const auto batch = plans::beginBatch(platform.db, everybody, *plan, test::adminOf(platform.tenant.id), {}, 3,
                                             platform.clock.now());
        STEWARD_VERIFY(batch);
        STEWARD_VERIFY(plans::applyStep(platform.db, {&platform.handler}, batch->batch.id, platform.clock.now()));
        STEWARD_VERIFY(transaction->commit());
        QCOMPARE(platform.state().published.productName, std::string("Fernhollow Care"));
        QCOMPARE(platform.state().draft.productName, std::string("Something else"));
    }

    void aPublicationIsTakenBack() {
        Platform platform;
        platform.saveDraft("First name");
        STEWARD_VERIFY(platform.run(Operation::publish, platform.tenant.id));
        platform.saveDraft("Second name");
        const auto second = platform.run(Operation::publish, platform.tenant.id);
        STEWARD_VERIFY(second);
        STEWARD_VERIFY(platform.run(Operation::revert, *second));
        const auto state = platform.state();
        QCOMPARE(state.version, 3);
        QCOMPARE(state.published.productName, std::string("First name"));
        QCOMPARE(state.draft, state.published);
        QCOMPARE(platform.compute(Operation::revert, *second)->plan.exclusions.front().reason,
                 domain::ExclusionReason::changedSince);
    }

    void brandsStayInTheirScope() {
        Platform platform;
        const auto other = platform.addTenant("Tarnwick Foods");
        const auto scope = sql::TenantScope::one(other.id);
        QVERIFY(!findBrand(platform.db, scope, platform.tenant.id)->has_value());
        auto state = platform.state();
        state.draft.productName = "Taken over";
        STEWARD_VERIFY(saveBrand(platform.db, scope, state));
        QCOMPARE(platform.state().draft.productName, std::string("Fernhollow Clinics"));
    }
};

QTEST_GUILESS_MAIN(BrandingTest)
#include "branding_test.moc"
