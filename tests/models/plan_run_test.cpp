// A plan on its way: computed, refused, expired, applied, partly failed.
#include <QSignalSpy>
#include <QTest>

#include "models/plans/plan_changes_model.h"
#include "models/plans/plan_run.h"
#include "tests/models/fakes.h"

using namespace steward;
using namespace steward::models;
using Stage = PlanRun::Stage;

namespace {

struct Script {
    test::Scripted<domain::PlanRequest, domain::Plan> create;
    test::Scripted<contract::PlanChangesRequest, contract::Page<domain::PlanChange>> changes;
    test::Scripted<contract::ById, domain::Plan> recalculate;
    test::Scripted<contract::ApplyRequest, domain::Batch> apply;
    test::Scripted<contract::ById, domain::Batch> batch;
    test::Scripted<contract::BatchResultsRequest, contract::Page<domain::BatchResult>> results;
    test::Scripted<contract::ById, domain::Plan> retry;
    PlanSource source() {
        return {create.fetch(), changes.fetch(), recalculate.fetch(), apply.fetch(),
                batch.fetch(),  results.fetch(), retry.fetch()};
    }
};

domain::Plan plan(std::int64_t willChange = 3) {
    domain::Plan made;
    made.id = "pln_1";
    made.counts.selected = made.counts.willChange = willChange;
    made.createdAt = Time(Duration(1'000'000));
    made.expiresAt = made.createdAt + std::chrono::minutes(15);
    return made;
}

domain::Batch batch(domain::BatchState state, std::int64_t done, std::int64_t failed = 0) {
    domain::Batch made;
    made.id = "bat_1";
    made.state = state;
    made.total = 3;
    made.done = done;
    made.failed = failed;
    return made;
}

}  // namespace

class PlanRunTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void computesThenApplies() {
        Script script;
        PlanRun run(script.source());
        QSignalSpy finished(&run, &PlanRun::finished);
        run.compute({});
        QCOMPARE(run.stage(), Stage::computing);
        script.create.answer(plan());
        QTRY_COMPARE(run.stage(), Stage::ready);
        const Time now = run.plan()->createdAt;
        QVERIFY(run.canApply(now));
        QCOMPARE(run.remaining(now), Duration(std::chrono::minutes(15)));
        QVERIFY(!run.canApply(run.plan()->expiresAt));
        run.apply(QStringLiteral("Because"), QStringLiteral("change 3 in production"));
        QCOMPARE(script.apply.asked.front().request.reason.value_or(""), "Because");
        QCOMPARE(script.apply.asked.front().request.confirmation.value_or(""), "change 3 in production");
        run.apply({}, {});  // a second press changes nothing
        QCOMPARE(script.apply.asked.size(), std::size_t(1));
        script.apply.answer(batch(domain::BatchState::running, 0));
        QTRY_COMPARE(run.stage(), Stage::applying);
        run.jobsChanged();
        script.batch.answer(batch(domain::BatchState::succeeded, 3));
        QTRY_COMPARE(finished.count(), 1);
        QCOMPARE(run.stage(), Stage::done);
    }

    void refusedRequestSaysWhy() {
        Script script;
        PlanRun run(script.source());
        run.compute({});
        script.create.answer(fail(Error{ErrorCode::invalid, "No.", {}, {}, {{"/patch/name", "is required"}}}));
        QTRY_COMPARE(run.stage(), Stage::idle);
        QCOMPARE(run.error()->fields.front().path, "/patch/name");
    }

    void refusedApplyLeavesThePlan() {
        Script script;
        PlanRun run(script.source());
        run.compute({});
        script.create.answer(plan());
        QTRY_COMPARE(run.stage(), Stage::ready);
        run.apply({}, {});
        script.apply.answer(fail(ErrorCode::gone, "The plan has expired."));
        QTRY_VERIFY(run.error());
        QCOMPARE(run.stage(), Stage::ready);
        run.recalculate();
        script.recalculate.answer(plan(2));
        QTRY_COMPARE(run.plan()->counts.willChange, 2);
        QVERIFY(!run.error());
    }

    void namesEachFailure() {
        Script script;
        PlanRun run(script.source());
        run.compute({});
        script.create.answer(plan());
        QTRY_COMPARE(run.stage(), Stage::ready);
        run.apply({}, {});
        script.apply.answer(batch(domain::BatchState::partlyFailed, 3, 1));
        QTRY_VERIFY(script.results.isOpen());
        QCOMPARE(script.results.asked.front().request.changed, std::optional(false));
        contract::Page<domain::BatchResult> failed;
        failed.items.push_back({"ten_2", "Oxbarrow", false, 1, {}, "is locked"});
        script.results.answer(failed);
        QTRY_COMPARE(run.stage(), Stage::done);
        QCOMPARE(run.failures().size(), std::size_t(1));
    }

    void forgottenPlanHearsNothing() {
        Script script;
        PlanRun run(script.source());
        run.compute({});
        run.forget();
        script.create.answer(plan());
        QCoreApplication::processEvents();
        QCOMPARE(run.stage(), Stage::idle);
        QVERIFY(!run.plan());
    }

    void changesAreFilteredByThePlatform() {
        Script script;
        PlanChangesModel changes(script.changes.fetch());
        changes.setPlan("pln_1");
        changes.setState(domain::ChangeState::excluded);
        changes.setSearch(QStringLiteral("tarn"));
        const auto& request = script.changes.asked.back().request;
        QCOMPARE(request.id, "pln_1");
        QCOMPARE(request.state, std::optional(domain::ChangeState::excluded));
        QCOMPARE(request.search.value_or(""), "tarn");
    }
};

QTEST_GUILESS_MAIN(PlanRunTest)
#include "plan_run_test.moc"
