// The report builder in the whole console, with a real platform: built by hand, previewed, drilled into, saved in a
// folder, taken back to an earlier version, begun from every template. Leaves pictures in $STEWARD_GRABS.
#include <QListWidget>
#include <QMenu>
#include <QPlainTextEdit>
#include <QTableView>

#include "models/reports/report_templates.h"
#include "tests/app/driven_console.h"
#include "views/reports/reports_page.h"

using namespace steward;
using namespace steward::test;
using namespace Qt::StringLiterals;
using State = models::ReportBuilder::State;

class ReportsConsoleTest : public QObject, DrivenConsole {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { startLocal(60); }
    void cleanupTestCase() { close(); }

    void startsWithAResult() {
        goTo(u"reports"_s);
        waitForResult();
        QVERIFY(builder().result()->truth.complete);
        QVERIFY(truth().startsWith(u"Complete: "_s));
        grab(u"reports-light"_s);
    }

    void isBuiltStepByStep() {
        builder().add(models::Shelf::rows, "tenant.ownerName");
        builder().setDimension(models::Shelf::rows, 2,
                               {"tenant.ownerName", report::Bucket::none, {}, report::Top{3, "sum(mrr)"}});
        waitForResult();
        QVERIFY2(truth().startsWith(u"Preview: "_s) || truth().startsWith(u"Complete: "_s), qPrintable(truth()));
        builder().setCalculated({}, {"perSeat", "round(mrr / paidSeats, 2)", "MRR per seat"});
        builder().add(models::Shelf::measures, "perSeat");
        builder().setMeasure(1, {"perSeat", report::Aggregate::median});
        report::Measure share{"", report::Aggregate::share};
        share.of = "sum(mrr)";
        share.within = report::Within::column;
        builder().addMeasure(share);
        click(u"runReport"_s);
        waitForResult();
        QVERIFY2(!builder().error(), builder().error() ? builder().error()->detail.c_str() : "");
        QVERIFY(truth().startsWith(u"Complete: "_s));
        QCOMPARE(builder().result()->table.measures.size(), std::size_t(3));
        grab(u"reports-built"_s);
        while (builder().canUndo())
            run(u"report.undo"_s);
        QCOMPARE(builder().definition().rows.size(), std::size_t(2));
        run(u"report.run"_s);
        waitForResult();
    }

    void rowsBehindACellCome() {
        auto* pivot = shown<QTableView>(u"pivot"_s);
        pivot->setCurrentIndex(pivot->model()->index(0, 2));
        pivot->setFocus();
        QTest::keyClick(pivot, Qt::Key_Return);
        auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
        QVERIFY(menu);
        menu->actions().first()->trigger();
        menu->close();
        QTRY_VERIFY_WITH_TIMEOUT(shown<QLabel>(u"rowsSaid"_s), patience);
        QTRY_VERIFY2_WITH_TIMEOUT(shown<QLabel>(u"rowsSaid"_s)->text().startsWith(u"All "_s),
                                  qPrintable(shown<QLabel>(u"rowsSaid"_s)->text()), patience);
        grab(u"reports-rows"_s);
        click(u"closeRows"_s);
    }

    void valuesOfAFieldAreShown() {
        window()->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(window()));
        auto* list = shown<QListWidget>(u"fieldList"_s);
        list->setFocus();
        for (int row = 0; row < list->count(); ++row)
            if (list->item(row)->text().startsWith(u"Plan"_s)) list->setCurrentRow(row);
        QTRY_VERIFY_WITH_TIMEOUT(shown<QLabel>(u"fieldSamples"_s), patience);
        QVERIFY2(shown<QLabel>(u"fieldSamples"_s)->text().contains(u"("_s),
                 qPrintable(shown<QLabel>(u"fieldSamples"_s)->text()));
    }

    void isSavedAndTakenBack() {
        click(u"saveReport"_s);
        QTRY_VERIFY_WITH_TIMEOUT(builder().saved(), patience);
        builder().setFolder("Finance/Monthly");
        QTRY_COMPARE_WITH_TIMEOUT(builder().saved()->folder, std::string("Finance/Monthly"), patience);
        report::Definition fewer = builder().definition();
        fewer.limit = 2;
        builder().change(fewer);
        click(u"saveReport"_s);
        QTRY_COMPARE_WITH_TIMEOUT(builder().saved()->version, std::int64_t(3), patience);
        click(u"reportVersions"_s);
        QTRY_VERIFY_WITH_TIMEOUT(shown<QListWidget>(u"versionsList"_s), patience);
        QTRY_COMPARE_WITH_TIMEOUT(shown<QListWidget>(u"versionsList"_s)->count(), 3, patience);
        shown<QListWidget>(u"versionsList"_s)->setCurrentRow(2);
        QVERIFY(shown<QPlainTextEdit>(u"versionDifference"_s)->toPlainText().contains(u"/limit"_s));
        grab(u"reports-versions"_s);
        click(u"revertVersion"_s);
        QTRY_COMPARE_WITH_TIMEOUT(builder().saved()->version, std::int64_t(4), patience);
        QCOMPARE(builder().definition().limit, std::int64_t(0));
        builder().setSharing({.viewers = std::vector<domain::Role>{domain::Role::support}});
        QTRY_VERIFY_WITH_TIMEOUT(builder().saved()->viewers, patience);
        QCOMPARE(builder().saved()->editors->size(), std::size_t(0));
        click(u"openSavedReports"_s);
        QTRY_VERIFY_WITH_TIMEOUT(shown<QListWidget>(u"savedReportsList"_s)->count() > 7, patience);
        QCOMPARE(shown<QListWidget>(u"savedReportsList"_s)->item(0)->text(), u"Finance/Monthly"_s);
        grab(u"reports-folders"_s);
        QTest::keyClick(shown(u"savedReports"_s), Qt::Key_Escape);
    }

    void everyTemplateRuns() {
        for (const auto& one : models::reportTemplates()) {
            builder().startFrom(one.definition);
            if (builder().needsValues()) {
                builder().run();
                QTRY_VERIFY_WITH_TIMEOUT(shown(u"valuesDialog"_s), patience);
                click(u"formSubmit"_s);
            } else {
                builder().run();
            }
            waitForResult();
            QVERIFY2(builder().state() == State::ready && builder().result(), qPrintable(one.id));
            grab(u"reports-template-"_s + one.id);
        }
    }

    void looksRightInEveryTheme() {
        builder().startFrom(models::reportTemplates()[1].definition);
        builder().run();
        waitForResult();
        for (const auto& [kind, name] :
             {std::pair(ui::ThemeKind::dark, u"dark"_s), std::pair(ui::ThemeKind::highContrast, u"high-contrast"_s)}) {
            ui::Theme::current().apply(kind);
            grab(u"reports-"_s + name);
        }
        ui::Theme::current().apply(ui::ThemeKind::light);
    }

private:
    models::ReportBuilder& builder() const { return window()->findChild<views::ReportsPage*>()->builder(); }
    QString truth() const { return shown<QLabel>(u"reportTruth"_s)->text(); }
    void waitForResult() const {
        QTRY_VERIFY_WITH_TIMEOUT(builder().state() == State::ready || builder().state() == State::failed, patience);
        QVERIFY2(builder().state() == State::ready,
                 builder().error() ? (builder().error()->message + builder().error()->detail).c_str() : "");
    }
};

QTEST_MAIN(ReportsConsoleTest)
#include "reports_test.moc"
