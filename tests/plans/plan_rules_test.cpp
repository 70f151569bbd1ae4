// Rules of plans that need no database.
#include <QtTest>

#include "plans/plan_rules.h"

using namespace steward;
using namespace steward::plans;
using domain::Operation;

class PlanRulesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void confirmationIsAskedWhereItMatters_data() {
        QTest::addColumn<Operation>("operation");
        QTest::addColumn<qint64>("count");
        QTest::addColumn<QByteArray>("environment");
        QTest::addColumn<QByteArray>("sentence");
        QTest::newRow("one change") << Operation::change << qint64(1) << QByteArray("local") << QByteArray();
        QTest::newRow("bulk") << Operation::change << qint64(485) << QByteArray("staging")
                              << QByteArray("change 485 in staging");
        QTest::newRow("production") << Operation::change << qint64(1) << QByteArray("production")
                                    << QByteArray("change 1 in production");
        QTest::newRow("destructive") << Operation::suspend << qint64(1) << QByteArray("local")
                                     << QByteArray("suspend 1 in local");
        QTest::newRow("archive") << Operation::archive << qint64(3) << QByteArray("local")
                                 << QByteArray("archive 3 in local");
        QTest::newRow("nothing") << Operation::archive << qint64(0) << QByteArray("production") << QByteArray();
    }
    void confirmationIsAskedWhereItMatters() {
        QFETCH(Operation, operation);
        QFETCH(qint64, count);
        QFETCH(QByteArray, environment);
        QFETCH(QByteArray, sentence);
        QCOMPARE(confirmationFor(operation, count, environment.toStdString()), sentence.toStdString());
    }

    void aSelectionIsOneOfThree() {
        domain::PlanRequest request;
        QCOMPARE(checkSelection(request).error().fields.front().path, std::string("/selection"));
        request.selection.ids = std::vector<std::string>{};
        QCOMPARE(checkSelection(request).error().fields.front().path, std::string("/selection/ids"));
        request.selection.ids = std::vector<std::string>(10'001, "ten_x");
        QVERIFY(!checkSelection(request));
        request.selection.ids = {"ten_x"};
        QVERIFY(checkSelection(request));
        request.selection.filter = "status=active";
        QVERIFY(!checkSelection(request));
        request.selection = {.ids = {}, .filter = {}, .batchId = "bat_x"};
        QVERIFY(checkSelection(request));
        request.operation = Operation::revert;
        QVERIFY(checkSelection(request));
        request.operation = Operation::create;
        QVERIFY(!checkSelection(request));
        request.selection = {};
        QVERIFY(checkSelection(request));
    }

    void aChangeKnowsWhatWasAndWhatWillBe() {
        const json::Object before{{"plan", "team"}, {"seats", 50}, {"name", "Tarnwick Foods"}};
        const json::Object after{{"plan", "scale"}, {"seats", 250}, {"name", "Tarnwick Foods"}};
        const auto fields = difference(before, after);
        QCOMPARE(fields.size(), std::size_t(2));
        QCOMPARE(overlaid(before, fields), after);
        QCOMPARE(beforeOf(fields), (json::Object{{"plan", "team"}, {"seats", 50}}));
        QCOMPARE(afterOf(fields), (json::Object{{"plan", "scale"}, {"seats", 250}}));
        QVERIFY(difference(before, before).empty());
    }

    void exclusionsAreCountedByReason() {
        domain::Plan plan;
        domain::PlanChange change;
        change.effects = {{.kind = domain::EffectKind::sessionsEnd, .count = 2},
                          {.kind = domain::EffectKind::invoiceChange},
                          {.kind = domain::EffectKind::alertsEnd, .count = 7}};
        count(plan, change);
        change.state = domain::ChangeState::excluded;
        for (const auto reason : {domain::ExclusionReason::archived, domain::ExclusionReason::alreadySo,
                                  domain::ExclusionReason::archived}) {
            change.reason = reason;
            count(plan, change);
        }
        change.state = domain::ChangeState::changedMeanwhile;
        count(plan, change);
        QCOMPARE(plan.counts.selected, 5);
        QCOMPARE(plan.counts.willChange, 1);
        QCOMPARE(plan.counts.excluded, 3);
        QCOMPARE(plan.counts.changedMeanwhile, 1);
        QCOMPARE(plan.counts.sessionsEnd, 2);
        QCOMPARE(plan.counts.invoicesChange, 1);
        QCOMPARE(plan.counts.created, 1);
        QCOMPARE(plan.exclusions.size(), std::size_t(2));
        QCOMPARE(plan.exclusions.front().count, 2);
    }

    void aBatchEndsAsItsResultsSay() {
        QCOMPARE(outcomeOf(5, 5, 0), domain::BatchState::succeeded);
        QCOMPARE(outcomeOf(5, 5, 1), domain::BatchState::partlyFailed);
        QCOMPARE(outcomeOf(5, 4, 3), domain::BatchState::partlyFailed);
        QCOMPARE(outcomeOf(5, 3, 3), domain::BatchState::failed);
    }

    void peopleReadWhoAndWhen() {
        QCOMPARE(whoAndWhen("Ines Moreau", parseRfc3339("2026-11-23T09:43:10Z").value()),
                 std::string("by Ines Moreau, 2026-11-23 09:43 UTC"));
    }
};

QTEST_GUILESS_MAIN(PlanRulesTest)
#include "plan_rules_test.moc"
