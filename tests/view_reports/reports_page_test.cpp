// The report builder as somebody uses it: shelves, running, the truth, chart, saving, exports, and the snapshot.
#include <sys/resource.h>

#include <QComboBox>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QTableView>
#include <csignal>

#include "contract/endpoints.h"
#include "tests/models_reports/report_world.h"
#include "tests/view_dashboard/page_world.h"
#include "ui/buttons.h"
#include "ui/charts/category_chart.h"
#include "ui/overlay.h"
#include "ui/states.h"
#include "views/reports/report_export.h"
#include "views/reports/reports_page.h"

using namespace steward;
using namespace steward::test;
using models::ReportSource;
using ui::StateStack;
using views::ReportsPage;
using State = models::ReportBuilder::State;

namespace {

struct World : PageWorld {
    sql::Connection platform = sample::filled();
    ReportsPage* page = nullptr;
    bool online = true;

    World() {
        if (!awaited(store.open())) qFatal("the store cannot be opened");
        answer("POST /v1/reports/run", Answer([this](const FakeNetwork::Seen& seen) {
                   const auto asked = json::read<contract::ReportRun>(seen.body.toStdString());
                   const auto definition = report::readDefinition(json::write(asked->definition));
                   const auto made = report::run(platform, *definition, sample::everything());
                   return lines(linesOf(*made));
               }));
        answer("POST /v1/snapshots/", Answer([this](const FakeNetwork::Seen& seen) {
                   const std::string dataset = seen.request.url().path().section(QLatin1Char('/'), -1).toStdString();
                   return lines(snapshotOf(platform, dataset, sample::everything().dataAsOf));
               }));
        contract::Page<contract::SavedReport> saved;
        saved.items = {savedAs("rep_1", "Churn"), savedAs("rep_2", "Revenue")};
        answer("GET /v1/reports", saved);
        answer("POST /v1/reports", Answer([this](const FakeNetwork::Seen& seen) {
                   if (seen.request.url().path().endsWith(QLatin1String("/run"))) return runAnswer(seen);
                   auto made = savedAs("rep_3", "MRR by region and plan");
                   made.definition = json::read<contract::ReportDraft>(seen.body.toStdString())->definition;
                   return Scripted{.body = QByteArray::fromStdString(json::write(made))};
               }));
    }
    static Scripted lines(const std::string& text) {
        return {.body = QByteArray::fromStdString(text), .headers = {{"Content-Type", "application/x-ndjson"}}};
    }
    Scripted runAnswer(const FakeNetwork::Seen& seen) {
        const auto asked = json::read<contract::ReportRun>(seen.body.toStdString());
        const auto definition = report::readDefinition(json::write(asked->definition));
        return lines(linesOf(*report::run(platform, *definition, sample::everything())));
    }
    static contract::SavedReport savedAs(const std::string& id, const std::string& name) {
        contract::SavedReport made;
        made.id = id;
        made.name = name;
        made.version = 1;
        made.savedAt = sample::time("2026-11-23T09:24:00Z");
        made.savedBy = "Marta Oyelaran";
        auto definition = sample::monthlyRevenue();
        definition.name = name;
        definition.columns.clear();
        made.definition = json::toValue(definition);
        return made;
    }
    void snapshots() {
        for (const char* dataset : {"tenants", "subscriptions"})
            takeSnapshot(store, dataset, snapshotOf(platform, dataset, sample::everything().dataAsOf));
    }
    void open() { page = show(new ReportsPage(context)); }
    void openWithResult() {
        open();
        QTRY_COMPARE(page->builder().state(), State::ready);
    }
    StateStack* stack() const { return page->findChild<StateStack*>(); }
    QTableView* table() const { return find<QTableView>("pivot"); }
    QString cell(int row, int column) const { return table()->model()->index(row, column).data().toString(); }
    QStringList chips(const char* shelf) const {
        QStringList all;
        for (auto* chip : page->findChildren<ui::Chip*>())
            if (chip->objectName().startsWith(QLatin1String(shelf)) && chip->isVisible())
                all << chip->accessibleName().section(QStringLiteral(" on "), 0, 0);
        return all;
    }
    // Opens the chip's menu, chooses, and closes it.
    void choose(const char* chip, const QString& entry) {
        click(chip);
        auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
        QVERIFY(menu);
        for (auto* action : menu->actions())
            if (action->text() == entry) {
                action->trigger();
                menu->close();
                return;
            }
        QFAIL(qPrintable(entry));
    }
};

}  // namespace

class ReportsPageTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void runsOnTheFirstVisit() {
        World w;
        w.openWithResult();
        QCOMPARE(w.stack()->state(), StateStack::State::content);
        QVERIFY(w.table()->model()->rowCount() > 5);
        QCOMPARE(w.cell(0, 0), QStringLiteral("eu-central"));
        QCOMPARE(w.cell(w.table()->model()->rowCount() - 1, 0), QStringLiteral("All"));
        QVERIFY2(w.text("reportTruth").startsWith(QStringLiteral("Complete: ")), qPrintable(w.text("reportTruth")));
        QVERIFY(w.text("reportTruthDetail").contains(QStringLiteral("on the platform")));
        QVERIFY(w.page->dataAsOf().isValid());
        QVERIFY(w.find<ui::CategoryChart>("reportChart")->isVisible());
        QVERIFY2(w.nameless().isEmpty(), qPrintable(w.nameless().join(QLatin1Char('\n'))));
    }

    void shelvesHaveChipsWithMenus() {
        World w;
        w.openWithResult();
        QTRY_COMPARE(w.chips("shelf.rows"), (QStringList{QStringLiteral("Region"), QStringLiteral("Plan")}));
        QTRY_COMPARE(w.chips("shelf.measures"), QStringList{QStringLiteral("Sum of MRR")});
        w.choose("shelf.columns.0", QStringLiteral("By quarter"));
        QCOMPARE(w.page->builder().definition().columns[0].bucket, report::Bucket::quarter);
        QVERIFY(w.text("reportTruth").contains(QStringLiteral("Changed")));
        w.choose("shelf.rows.1", QStringLiteral("Move to columns"));
        QTRY_COMPARE(w.chips("shelf.rows"), QStringList{QStringLiteral("Region")});
        w.choose("shelf.measures.0", QStringLiteral("Average"));
        QCOMPARE(w.page->builder().definition().measures[0].aggregate, report::Aggregate::average);
        auto* chip = w.find<ui::Chip>("shelf.rows.0");
        chip->setFocus();
        QTest::keyClick(chip, Qt::Key_Delete);
        QVERIFY(w.page->builder().definition().rows.empty());
        w.window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&w.window));
        QTest::keyClick(w.page, Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE(w.page->builder().state(), State::ready);
    }

    void aFieldIsPutByKeyboardAndByDrop() {
        World w;
        w.openWithResult();
        auto* list = w.find<QListWidget>("fieldList");
        auto* search = w.find<QLineEdit>("fieldSearch");
        QTest::keyClicks(search, QStringLiteral("status"));
        QTRY_COMPARE(list->count(), 2);
        list->setFocus();
        QTest::keyClick(list, Qt::Key_Down);
        QTest::keyClick(list, Qt::Key_Return);
        QTRY_VERIFY(w.chips("shelf.rows").contains(QStringLiteral("Status")));
        auto* shelf = w.find<QWidget>("shelf.measures");
        QMimeData field;
        field.setData(QStringLiteral("application/x-steward-field"), "tenant");
        QDragEnterEvent enter(QPoint(5, 5), Qt::CopyAction, &field, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(shelf, &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent drop(QPointF(5, 5), Qt::CopyAction, &field, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(shelf, &drop);
        QCOMPARE(w.page->builder().definition().measures.back().field, "tenant");
        QMimeData other;
        other.setText(QStringLiteral("tenant"));
        QDragEnterEvent refused(QPoint(5, 5), Qt::CopyAction, &other, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(shelf, &refused);
        QVERIFY(!refused.isAccepted());
    }

    void anotherDatasetEmptiesTheShelves() {
        World w;
        w.openWithResult();
        auto* dataset = w.find<QComboBox>("reportDataset");
        const int tenants = dataset->findData(QStringLiteral("tenants"));
        dataset->setCurrentIndex(tenants);
        Q_EMIT dataset->activated(tenants);
        QCOMPARE(w.stack()->state(), StateStack::State::empty);
        QVERIFY(!w.find<QWidget>("runReport")->isEnabled());
        QVERIFY(!w.find<QWidget>("exportReport")->isEnabled());
        QTRY_VERIFY(w.chips("shelf.rows").isEmpty());
        w.keep(QStringLiteral("reports-empty.png"));
    }

    void conditionsAreEdited() {
        World w;
        w.openWithResult();
        QTRY_COMPARE(w.chips("shelf.filters").size(), 3);
        w.click("shelf.filters.add");
        auto* field = w.find<QComboBox>("conditionField");
        field->setCurrentIndex(field->findData(QStringLiteral("region")));
        auto* value = w.find<QLineEdit>("conditionValue");
        QTest::keyClick(value, Qt::Key_Return);
        QVERIFY(w.everything().contains(QStringLiteral("A value is missing.")));
        auto* op = w.find<QComboBox>("conditionOperator");
        op->setCurrentIndex(op->findData(int(report::Operator::equal)));
        QTest::keyClicks(value, QStringLiteral("eu-west"));
        w.keep(QStringLiteral("reports-condition.png"));
        QTest::keyClick(value, Qt::Key_Return);
        QCOMPARE(w.page->builder().filter().conditions.size(), std::size_t(3));
        QTRY_VERIFY(!w.window.findChild<QWidget*>(QStringLiteral("conditionEditor")));
        w.click("runReport");
        QTRY_COMPARE(w.page->builder().state(), State::ready);
        QTRY_COMPARE(w.cell(0, 0), QStringLiteral("eu-west"));
        auto* chip = w.find<ui::Chip>("shelf.filters.2");
        chip->setFocus();
        QTest::keyClick(chip, Qt::Key_Delete);
        QCOMPARE(w.page->builder().filter().conditions.size(), std::size_t(2));
    }

    void aRunCanBeCancelled() {
        World w;
        w.openWithResult();
        w.answer("POST /v1/reports/run",
                 PageWorld::Answer([](const FakeNetwork::Seen&) { return Scripted{.never = true}; }));
        QVERIFY(!w.find<QWidget>("cancelRun")->isVisible());
        w.click("runReport");
        QVERIFY(w.find<QWidget>("cancelRun")->isVisible());
        QTRY_VERIFY(w.stack()->isRefreshing());
        w.click("cancelRun");
        QCOMPARE(w.page->builder().state(), State::old);
        QVERIFY(!w.find<QWidget>("cancelRun")->isVisible());
        QVERIFY(!w.stack()->isRefreshing());
        QCOMPARE(w.cell(0, 0), QStringLiteral("eu-central"));
    }

    void anErrorCanBeRetried() {
        World w;
        w.refuse("POST /v1/reports/run", 503, "The platform is starting");
        w.open();
        QTRY_COMPARE(w.stack()->state(), StateStack::State::error);
        QVERIFY(w.everything().contains(QStringLiteral("The report could not be run")));
        w.answer("POST /v1/reports/run",
                 PageWorld::Answer([&w](const FakeNetwork::Seen& seen) { return w.runAnswer(seen); }));
        QTest::mouseClick(w.stack()->error()->retryButton(), Qt::LeftButton);
        QTRY_COMPARE(w.page->builder().state(), State::ready);
        QCOMPARE(w.stack()->state(), StateStack::State::content);
    }

    void damagedLinesAreRefused() {
        World w;
        w.openWithResult();
        const int rows = w.table()->model()->rowCount();
        w.answer("POST /v1/reports/run", PageWorld::Answer([&w](const FakeNetwork::Seen& seen) {
                     Scripted cut = w.runAnswer(seen);
                     cut.body.truncate(cut.body.size() / 2);
                     return cut;
                 }));
        w.click("runReport");
        QTRY_COMPARE(w.page->builder().state(), State::failed);
        QCOMPARE(int(w.page->builder().result()->table.lines.size()), rows);
    }

    void savedReportsAreOpenedAndSaved() {
        World w;
        w.openWithResult();
        QVERIFY(w.everything().contains(QStringLiteral("Not saved yet")));
        w.click("saveReport");
        QTRY_VERIFY(w.everything().contains(QStringLiteral("Saved 23 Nov 2026, 09:24 UTC by Marta Oyelaran")));
        QVERIFY(!w.find<QWidget>("saveReport")->isEnabled());
        w.click("openSavedReports");
        auto* list = w.find<QListWidget>("savedReportsList");
        QTRY_COMPARE(list->count(), 2);
        QVERIFY(!w.find<QWidget>("openReport")->isEnabled() || list->currentRow() >= 0);
        list->setCurrentRow(1);
        w.keep(QStringLiteral("reports-saved.png"));
        w.click("openReport");
        QTRY_COMPARE(w.find<QLineEdit>("reportName")->text(), QStringLiteral("Revenue"));
        QTRY_COMPARE(w.page->builder().state(), State::ready);
        w.click("openSavedReports");
        QTRY_COMPARE(w.find<QListWidget>("savedReportsList")->count(), 2);
        w.click("newReport");
        QCOMPARE(w.page->builder().state(), State::empty);
        QVERIFY(!w.page->builder().saved());
    }

    void theViewIsChosen() {
        World w;
        w.openWithResult();
        auto* view = w.find<ui::SegmentedControl>("resultView");
        QTest::mouseClick(view->segment(0), Qt::LeftButton);
        QVERIFY(w.table()->isVisible() && !w.find<QWidget>("reportChart")->isVisible());
        QTest::mouseClick(view->segment(1), Qt::LeftButton);
        QVERIFY(!w.table()->isVisible() && w.find<QWidget>("reportChart")->isVisible());
        w.keep(QStringLiteral("reports-chart.png"));
    }

    void takesASnapshotAndRunsOnItOffline() {
        World w;
        w.openWithResult();
        const report::Table online = w.page->builder().result()->table;
        auto* source = w.find<ui::SegmentedControl>("reportSource");
        QTRY_COMPARE(w.text("snapshotAge"), QStringLiteral("No snapshot"));
        QVERIFY(!source->segment(1)->isEnabled());
        w.click("takeSnapshot");
        QTRY_VERIFY2(w.text("snapshotAge").startsWith(QStringLiteral("Snapshot 09:12:04 UTC")),
                     qPrintable(w.text("snapshotAge")));
        QTRY_VERIFY(source->segment(1)->isEnabled());
        w.cutOff("POST /v1/reports/run");
        w.session.setConnection(models::Connection::offline, QDateTime::currentDateTimeUtc());
        QCOMPARE(source->current(), 1);
        QVERIFY(!source->segment(0)->isEnabled());
        QVERIFY(!w.find<QWidget>("saveReport")->isEnabled());
        QTRY_VERIFY(!w.find<QWidget>("takeSnapshot")->isEnabled());
        w.click("runReport");
        QTRY_COMPARE(w.page->builder().state(), State::ready);
        QVERIFY(w.page->builder().result()->table == online);
        QVERIFY(w.text("reportTruthDetail").contains(QStringLiteral("on the snapshot")));
        w.session.setConnection(models::Connection::live);
        QVERIFY(source->segment(0)->isEnabled());
    }

    void offlineFromTheStartItUsesTheSnapshot() {
        World w;
        w.snapshots();
        w.session.setConnection(models::Connection::offline, QDateTime::currentDateTimeUtc());
        w.openWithResult();
        QCOMPARE(w.page->builder().resultSource(), ReportSource::snapshot);
        QCOMPARE(w.count("POST /v1/reports/run"), 0);
    }

    void exportsFromTheMenu() {
        World w;
        w.openWithResult();
        w.click("exportReport");
        QTRY_VERIFY(w.window.findChild<QWidget*>(QStringLiteral("export.csv")));
        w.keep(QStringLiteral("reports-export.png"));
        for (const char* name : {"export.csv", "export.xlsx", "export.pdf", "export.json"})
            QVERIFY2(w.find<QWidget>(name)->isVisible(), name);
        QTest::keyClick(w.find<QWidget>("exportMenu"), Qt::Key_Escape);
        QTRY_VERIFY(!w.window.findChild<QWidget*>(QStringLiteral("exportMenu")));
        const QString file = w.folder.filePath(QStringLiteral("report.csv"));
        w.page->exportTo(file, report::Format::csv);
        QTRY_COMPARE(w.toasts.toasts().size(), 1);
        QVERIFY(QFile::exists(file));
        QTRY_VERIFY(!w.window.findChild<QWidget*>(QStringLiteral("exportDialog")));
        w.page->exportTo(w.folder.filePath(QStringLiteral("missing/report.csv")), report::Format::csv);
        QTRY_COMPARE(w.toasts.toasts().size(), 2);
    }

    void optionsOfAFileAreChosen() {
        World w;
        w.openWithResult();
        std::optional<report::FileOptions> chosen;
        const auto take = [&](const report::FileOptions& options) { chosen = options; };
        views::askFileOptions(&w.window, report::Format::csv, {}, take);
        auto* separator = w.window.findChild<QComboBox*>(QStringLiteral("fileOption.separator"));
        QVERIFY(separator && !separator->accessibleName().isEmpty());
        separator->setCurrentIndex(separator->findData(QStringLiteral("semicolon")));
        w.click("fileOptionsDone");
        QVERIFY(chosen);
        QCOMPARE(chosen->separator, report::Separator::semicolon);
        QCOMPARE(chosen->encoding, report::Encoding::utf8);
        chosen.reset();
        views::askFileOptions(&w.window, report::Format::jsonl, {}, take);
        QVERIFY(chosen);
    }

    void aFullDiskIsSaid() {
        World w;
        w.openWithResult();
        const QString file = w.folder.filePath(QStringLiteral("full.csv"));
        QFile old(file);
        QVERIFY(old.open(QIODevice::WriteOnly));
        old.write("old");
        old.close();
        rlimit before{};
        ::getrlimit(RLIMIT_FSIZE, &before);
        std::signal(SIGXFSZ, SIG_IGN);
        const rlimit small{300, before.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &small);
        w.page->exportTo(file, report::Format::csv);
        QTRY_COMPARE(w.toasts.toasts().size(), 1);
        ::setrlimit(RLIMIT_FSIZE, &before);
        QVERIFY2(w.everything().contains(QStringLiteral("could not be written")), qPrintable(w.everything()));
        QVERIFY(old.open(QIODevice::ReadOnly));
        QCOMPARE(old.readAll(), QByteArray("old"));
        QVERIFY(QDir(w.folder.path()).entryList({QStringLiteral("*.part")}).isEmpty());
    }

    void anExportCanBeCancelled() {
        World w;
        w.openWithResult();
        w.answer("POST /v1/reports/run",
                 PageWorld::Answer([](const FakeNetwork::Seen&) { return Scripted{.never = true}; }));
        const QString file = w.folder.filePath(QStringLiteral("no.xlsx"));
        w.page->exportTo(file, report::Format::xlsx);
        QTRY_VERIFY(w.window.findChild<QWidget*>(QStringLiteral("cancelExport")));
        w.click("cancelExport");
        QTRY_COMPARE(w.toasts.toasts().size(), 1);
        QVERIFY(w.everything().contains(QStringLiteral("Export cancelled. Nothing was written.")));
        QVERIFY(!QFile::exists(file));
    }

    void looksAsDesigned() {
        World w;
        w.snapshots();
        w.openWithResult();
        w.page->visit({});
        QTRY_VERIFY(w.text("snapshotAge").startsWith(QStringLiteral("Snapshot")));
        for (const auto& [kind, name] : {std::pair{ui::ThemeKind::dark, QStringLiteral("reports-dark.png")},
                                         {ui::ThemeKind::light, QStringLiteral("reports-light.png")}}) {
            ui::Theme::current().apply(kind);
            QCoreApplication::processEvents();
            w.keep(name);
        }
    }
};

QTEST_MAIN(ReportsPageTest)
#include "reports_page_test.moc"
