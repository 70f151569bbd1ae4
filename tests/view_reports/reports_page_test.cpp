// The report builder as somebody uses it: shelves, running, the truth, chart, saving, exports, and the snapshot.
#include <sys/resource.h>

#include <QClipboard>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QPlainTextEdit>
#include <QTableView>
#include <csignal>

#include "contract/endpoints.h"
#include "tests/models_reports/report_world.h"
#include "tests/view_dashboard/page_world.h"
#include "ui/buttons.h"
#include "ui/charts/category_chart.h"
#include "ui/overlay.h"
#include "ui/states.h"
#include "views/reports/condition_editor.h"
#include "views/reports/expression_field.h"
#include "views/reports/pivot_model.h"
#include "views/reports/report_export.h"
#include "views/reports/reports_page.h"
#include "views/reports/shelf.h"

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
    bool sampled = false;

    World() {
        if (!awaited(store.open())) qFatal("the store cannot be opened");
        answer("POST /v1/reports/run", Answer([this](const FakeNetwork::Seen& seen) { return runAnswer(seen); }));
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
        auto options = sample::everything();
        // As if there were more rows than a preview reads.
        options.sample = sampled && asked->sample ? 100 : asked->sample.value_or(0);
        return lines(linesOf(*report::run(platform, *definition, options)));
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
    // Through menus and those in them.
    void chooseIn(QMenu* menu, const QStringList& path) {
        QVERIFY(menu);
        QMenu* inner = menu;
        for (const QString& words : path) {
            const auto actions = inner->actions();
            const auto found = std::ranges::find(actions, words, &QAction::text);
            QVERIFY2(found != actions.end(), qPrintable(words));
            QVERIFY2((*found)->isEnabled(), qPrintable(words));
            if ((*found)->menu())
                inner = (*found)->menu();
            else
                (*found)->trigger();
        }
        menu->close();
    }
    void chooseIn(const char* chip, const QStringList& path) {
        click(chip);
        chooseIn(qobject_cast<QMenu*>(QApplication::activePopupWidget()), path);
    }
    void more(const QString& words) {
        click("reportMore");
        chooseIn(qobject_cast<QMenu*>(QApplication::activePopupWidget()), {words});
    }
    void cellMenu(const QStringList& path) {
        table()->setFocus();
        QTest::keyClick(table(), Qt::Key_Return);
        chooseIn(qobject_cast<QMenu*>(QApplication::activePopupWidget()), path);
    }
    std::string rowsOf(const contract::ReportRun& asked) {
        contract::LinesHeader header{"subscriptions", {}, 0, sample::everything().dataAsOf, {}};
        std::optional<LinesOf> lines;
        report::RowReader reader;
        reader.begin = [&](const std::vector<report::Column>& columns, std::int64_t count) -> Result<> {
            for (const auto& column : columns)
                header.columns.push_back({column.key, column.title, std::string(enumName(column.type))});
            header.rows = count;
            lines.emplace(header);
            return {};
        };
        reader.row = [&](const sql::Row& row) -> Result<> {
            json::Array cells;
            for (std::size_t i = 0; i < row.size(); ++i) {
                const auto& cell = row.cell(i);
                if (cell.type == sql::Cell::Type::null)
                    cells.emplace_back(nullptr);
                else if (cell.type == sql::Cell::Type::integer)
                    cells.emplace_back(cell.integer);
                else
                    cells.emplace_back(boost::json::string(cell.bytes));
            }
            lines->add(json::write(json::Value(cells)));
            return {};
        };
        const auto truth = report::readRows(platform, *report::readDefinition(json::write(asked.definition)),
                                            sample::everything(), reader);
        return lines->end(json::toValue(*truth));
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
        QTRY_COMPARE(list->count(), 4);  // its own and that of the tenant, each under its heading
        list->setFocus();
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
        QTRY_COMPARE(list->count(), 9);  // and the templates under their heading
        QVERIFY(!w.find<QWidget>("openReport")->isEnabled() || list->currentRow() >= 0);
        list->setCurrentRow(1);
        w.keep(QStringLiteral("reports-saved.png"));
        w.click("openReport");
        QTRY_COMPARE(w.find<QLineEdit>("reportName")->text(), QStringLiteral("Revenue"));
        QTRY_COMPARE(w.page->builder().state(), State::ready);
        w.click("openSavedReports");
        QTRY_COMPARE(w.find<QListWidget>("savedReportsList")->count(), 9);
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

    void everyFieldOfTheLanguageIsOffered() {
        World w;
        w.openWithResult();
        auto* list = w.find<QListWidget>("fieldList");
        QStringList names;
        for (int row = 0; row < list->count(); ++row)
            names << list->item(row)->text();
        QVERIFY2(names.contains(QStringLiteral("Tenant, joined")), qPrintable(names.join(QLatin1Char('|'))));
        QVERIFY(names.contains(QStringLiteral("Number of rows")));
        // A joined field by the keyboard, which keeps its place in the list.
        QTest::keyClicks(w.find<QLineEdit>("fieldSearch"), QStringLiteral("Slug"));
        QTRY_COMPARE(list->count(), 2);
        list->setFocus();
        QTest::keyClick(list, Qt::Key_Return);
        QTRY_VERIFY(w.chips("shelf.rows").contains(QStringLiteral("Tenant: Slug")));
        w.find<QLineEdit>("fieldSearch")->clear();
        w.chooseIn("shelf.rows.2", {QStringLiteral("Only some values…")});
        w.find<QSpinBox>("field.count")->setValue(3);
        w.click("formSubmit");
        QTRY_VERIFY(w.chips("shelf.rows").contains(QStringLiteral("Tenant: Slug, top 3")));
        w.chooseIn("shelf.measures.0", {QStringLiteral("Add from this"), QStringLiteral("Growth since last year")});
        w.chooseIn("shelf.measures.0", {QStringLiteral("Sort"), QStringLiteral("Largest first")});
        w.chooseIn("shelf.measures.0", {QStringLiteral("Percentile…")});
        w.find<QDoubleSpinBox>("field.perMille")->setValue(90);
        w.click("formSubmit");
        const auto& definition = w.page->builder().definition();
        QCOMPARE(keyOf(definition.measures[0]), "percentile(mrr,900)");
        QCOMPARE(*definition.measures[1].of, "percentile(mrr,900)");
        QCOMPARE(definition.sort[0].by, "percentile(mrr,900)");
        QTRY_COMPARE(w.chips("shelf.measures").size(), 2);
        QVERIFY(w.chips("shelf.measures")[1].contains(QStringLiteral("Growth since last year")));
        QVERIFY(!w.page->builder().problem());
        w.click("runReport");
        QTRY_COMPARE(w.page->builder().state(), State::ready);
        w.keep(QStringLiteral("reports-language.png"));
        QVERIFY2(w.nameless().isEmpty(), qPrintable(w.nameless().join(QLatin1Char('\n'))));
    }

    void anErrorOfAnExpressionIsSaidWhileItIsTyped() {
        World w;
        w.openWithResult();
        w.click("newCalculated");
        auto* expression = w.find<views::ExpressionField>("field.expression");
        auto* said = w.find<QLabel>("expressionSaid");
        QTest::keyClicks(w.find<QLineEdit>("field.name"), QStringLiteral("perSeat"));
        expression->setFocus();
        QTest::keyClicks(expression, QStringLiteral("mrr / "));
        QVERIFY2(said->text().startsWith(QStringLiteral("At position 6: expected")), qPrintable(said->text()));
        QCOMPARE(expression->accessibleDescription(), said->text());
        QCOMPARE(expression->extraSelections().size(), 1);
        // Names are completed as they are typed.
        QTest::keyClicks(expression, QStringLiteral("paid"));
        auto* names = expression->findChild<QAbstractItemView*>(QStringLiteral("expressionNames"));
        if (!names)
            for (auto* widget : QApplication::topLevelWidgets())
                if (widget->objectName() == QStringLiteral("expressionNames"))
                    names = qobject_cast<QAbstractItemView*>(widget);
        QVERIFY(names && names->isVisible());
        QTest::keyClick(expression, Qt::Key_Return);
        QCOMPARE(expression->text(), QStringLiteral("mrr / paidSeats"));
        QCOMPARE(said->text(), QStringLiteral("Gives an amount."));
        QVERIFY(expression->extraSelections().isEmpty());
        w.keep(QStringLiteral("reports-calculated.png"));
        w.click("formSubmit");
        QTRY_VERIFY(w.page->builder().field("perSeat"));
        QStringList fields;
        auto* list = w.find<QListWidget>("fieldList");
        for (int row = 0; row < list->count(); ++row)
            fields << list->item(row)->text();
        QVERIFY(fields.contains(QStringLiteral("perSeat")));
        w.page->builder().add(models::Shelf::measures, "perSeat");
        w.click("runReport");
        QTRY_COMPARE(w.page->builder().state(), State::ready);
    }

    void filtersNestAndCompareAsTheLanguageDoes() {
        World w;
        w.openWithResult();
        w.click("shelf.filters.add");
        auto* field = w.find<QComboBox>("conditionField");
        field->setCurrentIndex(field->findText(QStringLiteral("MRR")));
        w.find<QLineEdit>("conditionValue")->setText(QStringLiteral("200"));
        w.click("conditionOr");
        // The first editor goes with the event loop.
        QTRY_COMPARE(w.window.findChildren<views::ConditionEditor*>().size(), 1);
        auto* second = w.window.findChildren<views::ConditionEditor*>().last();
        auto* other = second->findChild<QComboBox*>(QStringLiteral("conditionField"));
        other->setCurrentIndex(other->findText(QStringLiteral("Month")));
        auto* comparison = second->findChild<QComboBox*>(QStringLiteral("conditionOperator"));
        comparison->setCurrentIndex(comparison->findText(QStringLiteral("in previous")));
        second->findChild<QLineEdit*>(QStringLiteral("conditionValue"))->setText(QStringLiteral("2"));
        QTest::mouseClick(second->findChild<QAbstractButton*>(QStringLiteral("conditionApply")), Qt::LeftButton);
        const auto& definition = w.page->builder().definition();
        QCOMPARE(definition.filter, "status in (active,pastDue);month last 6;(mrr>=200|month previous 2 months)");
        QTRY_VERIFY(w.chips("shelf.filters").join(QLatin1Char('|')).contains(QStringLiteral(" or ")));

        w.click("shelf.filters.2");
        auto* text = w.find<views::ExpressionField>("field.filter");
        text->setPlainText(QStringLiteral("status in (active"));
        QVERIFY2(w.text("filterSaid").startsWith(QStringLiteral("At position")), qPrintable(w.text("filterSaid")));
        w.click("formSubmit");
        QVERIFY(definition.filter.find('|') != std::string::npos);  // as it was
        text->setPlainText(QStringLiteral("tenant.plan in (free,team);region is not null"));
        w.click("formSubmit");
        QCOMPARE(definition.filter, "tenant.plan in (free,team);region is not null");
        w.click("undoReport");
        QVERIFY(definition.filter.find('|') != std::string::npos);
    }

    void parametersAreAskedForBeforeTheRun() {
        World w;
        w.openWithResult();
        w.more(QStringLiteral("Parameters…"));
        w.find<QLineEdit>("field.name")->setText(QStringLiteral("regions"));
        w.find<QAbstractButton>("field.several")->click();
        w.click("formSubmit");
        QTRY_COMPARE(w.page->builder().definition().parameters.size(), std::size_t(1));
        w.click("formCancel");
        QTRY_VERIFY(!w.window.findChild<QWidget*>(QStringLiteral("parametersDialog")));
        w.page->builder().setFilter(*report::parseFilter("region in ($regions)"));
        w.click("runReport");
        auto* value = w.find<QLineEdit>("field.regions");
        w.click("formSubmit");
        QVERIFY(w.everything().contains(QStringLiteral("A value is missing")));
        value->setText(QStringLiteral("eu-west, us-east"));
        w.click("formSubmit");
        QTRY_COMPARE(w.page->builder().state(), State::ready);
        QTRY_COMPARE(w.cell(0, 0), QStringLiteral("eu-west"));
        QVERIFY(w.chips("shelf.filters").contains(QStringLiteral("$regions: eu-west, us-east")));
        w.click("runReport");
        QTRY_COMPARE(w.page->builder().state(), State::ready);
        QVERIFY(!w.window.findChild<QWidget*>(QStringLiteral("valuesDialog")));
    }

    void chipsMoveByKeysAndByDrop() {
        World w;
        w.openWithResult();
        auto* chip = w.find<ui::Chip>("shelf.rows.1");
        chip->setFocus();
        QTest::keyClick(chip, Qt::Key_Left, Qt::AltModifier);
        QCOMPARE(w.page->builder().definition().rows[0].field, "plan");
        QTest::keyClick(w.find<ui::Chip>("shelf.rows.0"), Qt::Key_Down, Qt::AltModifier);
        QCOMPARE(w.page->builder().definition().columns.back().field, "plan");
        QMimeData carried;
        carried.setData(QLatin1String(views::entryMimeType), "columns 0");
        auto* rows = w.find<QWidget>("shelf.rows");
        const auto* region = w.find<ui::Chip>("shelf.rows.0");
        QTRY_VERIFY(region->width() > 40);  // the chips have found their places
        const QPoint before = region->mapTo(rows, QPoint(2, region->height() / 2));
        QDragEnterEvent enter(before, Qt::MoveAction, &carried, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(rows, &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent drop(QPointF(before), Qt::MoveAction, &carried, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(rows, &drop);
        QCOMPARE(w.page->builder().definition().rows[0].field, "month");
        QCOMPARE(w.page->builder().definition().rows[1].field, "region");
        w.window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&w.window));
        QTest::keySequence(w.page, QKeySequence::Undo);
        QCOMPARE(w.page->builder().definition().rows[0].field, "region");
    }

    void aPreviewFollowsEachStep() {
        World w;
        w.sampled = true;
        w.openWithResult();
        w.page->builder().remove(models::Shelf::rows, 1);
        QTRY_COMPARE(w.page->builder().state(), State::ready);
        QVERIFY2(w.text("reportTruth").startsWith(QStringLiteral("Preview: the first")),
                 qPrintable(w.text("reportTruth")));
        QVERIFY(w.text("reportTruthDetail").contains(QStringLiteral("Run for all")));
        QVERIFY(w.lastBody("POST /v1/reports/run").contains("\"sample\":10000"));
        w.keep(QStringLiteral("reports-preview.png"));
        w.click("runReport");
        QTRY_VERIFY(w.text("reportTruth").startsWith(QStringLiteral("Complete: ")));
    }

    void seriesHaveTheColoursThatSomebodyChose() {
        World w;
        w.openWithResult();
        auto* chart = w.find<ui::CategoryChart>("reportChart");
        const auto colours = [&] {
            QList<QColor> all;
            for (const auto& series : chart->shownData().series)
                all << series.color;
            return all;
        };
        const auto before = colours();
        QVERIFY(before.size() >= 2);
        const auto choose = [&](const char* swatch, const QString& colour) {
            w.click(swatch);
            w.chooseIn(qobject_cast<QMenu*>(QApplication::activePopupWidget()), {colour});
        };
        choose("chartColour.1", QStringLiteral("Colour 2"));
        const auto& chosen = w.page->builder().definition().chart.colours;
        QCOMPARE(*chosen, (std::vector<std::int64_t>{2, 1, 3, 4, 5, 6, 7, 8}));
        QTRY_COMPARE(colours().at(0), before.at(1));
        QCOMPARE(colours().at(1), before.at(0));
        w.click("undoReport");
        QVERIFY(!chosen);
        choose("chartColour.2", QStringLiteral("Colour 7"));
        choose("chartColour.2", QStringLiteral("Colour 2"));
        QVERIFY(!chosen);
        QTRY_COMPARE(colours(), before);
    }

    void personalFieldsAreForWhoMayReadUsers() {
        World w;
        w.openWithResult();
        auto* list = w.find<QListWidget>("fieldList");
        const auto offers = [&](const QString& name) { return !list->findItems(name, Qt::MatchExactly).isEmpty(); };
        QVERIFY(offers(QStringLiteral("Account owner")) && offers(QStringLiteral("Owner's address")));
        // A list that is taken away has them for the same people.
        const auto listed = [&] {
            w.page->visit({{QStringLiteral("dataset"), QStringLiteral("tenants")}});
            std::string names;
            for (const auto& row : w.page->builder().definition().rows)
                names += row.field + " ";
            return names;
        };
        QCOMPARE(listed(), std::string("name status plan region ownerName "));
        contract::Me analyst;
        analyst.permissions = {domain::Permission::reportsRun, domain::Permission::tenantsRead};
        w.session.setMe(analyst);
        QCOMPARE(listed(), std::string("name status plan region "));
        QVERIFY(!offers(QStringLiteral("Account owner")) && !offers(QStringLiteral("Owner's address")));
        QVERIFY(offers(QStringLiteral("Region")) && offers(QStringLiteral("Slug")));
    }

    void chartsOfEveryKindAreDrawn() {
        World w;
        w.openWithResult();
        w.page->builder().addMeasure({"paidSeats", report::Aggregate::sum});
        w.click("runReport");
        QTRY_COMPARE(w.page->builder().state(), State::ready);
        auto* type = w.find<ui::SegmentedControl>("chartType");
        auto* chart = w.find<ui::CategoryChart>("reportChart");
        QSet<QByteArray> pictures;
        int kinds = 0;
        for (int i = 0; auto* kind = type->segment(i); ++i, ++kinds) {
            kind->click();
            QCOMPARE(kind->isChecked(), true);
            const bool none = w.page->builder().definition().chart.type == report::ChartType::none;
            QCOMPARE(chart->isVisible(), !none);
            if (none) continue;
            QVERIFY2(!chart->shownData().series.empty(), qPrintable(kind->accessibleName()));
            const QImage image = chart->grab().toImage();
            pictures << QByteArray(reinterpret_cast<const char*>(image.constBits()), image.sizeInBytes());
            w.keep(QStringLiteral("reports-chart-%1.png").arg(i));
        }
        QCOMPARE(pictures.size(), kinds - 1);  // each is another picture
        type->segment(0)->click();
        auto* category = w.find<QComboBox>("chartCategory");
        category->setCurrentIndex(category->findText(QStringLiteral("Plan")));
        QCOMPARE(*w.page->builder().definition().chart.category, "plan");
        QTRY_COMPARE(chart->shownData().categories.size(), 4);
        auto* value = w.find<QComboBox>("chartValue");
        value->setCurrentIndex(1);
        QVERIFY(w.everything().contains(QStringLiteral("Sum of Paid seats by plan")));
        w.click("undoReport");
        QVERIFY(!w.page->builder().definition().chart.value);
    }

    void aChartFillsItsPlaceOnPaperOfAnyResolution() {
        auto definition = sample::monthlyRevenue();
        definition.chart.type = report::ChartType::bar;
        auto connection = sample::filled();
        const auto report = report::run(connection, definition, sample::everything());
        QVERIFY(report);
        const auto paint = views::paintChartOf(*report);
        constexpr double inchesPerMeter = 1 / 0.0254;
        for (const int dots : {72, 96, 300}) {
            QImage paper(960, 242, QImage::Format_RGB32);
            paper.fill(Qt::white);
            paper.setDotsPerMeterX(qRound(dots * inchesPerMeter));
            paper.setDotsPerMeterY(qRound(dots * inchesPerMeter));
            QPainter painter(&paper);
            paint(painter, paper.rect());
            painter.end();
            QRect ink;
            for (int y = 0; y < paper.height(); ++y)
                for (int x = 0; x < paper.width(); ++x)
                    if (paper.pixel(x, y) != qRgb(255, 255, 255)) ink |= QRect(x, y, 1, 1);
            QVERIFY2(ink.right() > 880 && ink.right() < 960, qPrintable(QString::number(ink.right())));
            QVERIFY2(ink.bottom() > 220 && ink.bottom() < 242, qPrintable(QString::number(ink.bottom())));
        }
    }

    void cellsStandOut() {
        World w;
        w.openWithResult();
        w.chooseIn("shelf.measures.0", {QStringLiteral("Stand out…")});
        w.find<QLineEdit>("field.value")->setText(QStringLiteral("1x"));
        w.click("formSubmit");
        QVERIFY(w.page->builder().definition().highlights.empty());
        w.find<QLineEdit>("field.value")->setText(QStringLiteral("1"));
        w.find<QComboBox>("field.tone")->setCurrentIndex(2);
        w.click("formSubmit");
        QCOMPARE(w.page->builder().definition().highlights.size(), std::size_t(1));
        w.click("formCancel");
        const auto cell = w.table()->model()->index(0, 2);
        QVERIFY2(cell.data().toString().startsWith(QStringLiteral("▼ ")), qPrintable(cell.data().toString()));
        QVERIFY(cell.data(Qt::AccessibleTextRole).toString().endsWith(QStringLiteral(", bad")));
        QCOMPARE(w.page->builder().state(), State::ready);  // it is only a look
        w.keep(QStringLiteral("reports-highlights.png"));
        report::Definition bars = w.page->builder().definition();
        bars.highlights = {{"sum(mrr)", report::Highlighting::bar}};
        w.page->builder().change(bars);
        QVERIFY(cell.data(views::BarRole).toDouble() > 0 && cell.data(views::BarRole).toDouble() <= 1);
        QVERIFY(!cell.data().toString().startsWith(QStringLiteral("▼")));
    }

    void aCellIsDrilledIntoAndShowsItsRows() {
        World w;
        w.openWithResult();
        w.answer("POST /v1/reports/run", PageWorld::Answer([&w](const FakeNetwork::Seen& seen) {
                     const auto asked = json::read<contract::ReportRun>(seen.body.toStdString());
                     return asked->underlying.value_or(false) ? World::lines(w.rowsOf(*asked)) : w.runAnswer(seen);
                 }));
        const QString shown = w.cell(0, 2);
        w.table()->setCurrentIndex(w.table()->model()->index(0, 2));
        w.cellMenu({QStringLiteral("Show the rows…")});
        QTRY_VERIFY(w.text("rowsSaid").startsWith(QStringLiteral("All ")));
        auto* rows = w.find<QTableView>("rowsTable");
        QVERIFY(rows->model()->rowCount() > 0);
        w.keep(QStringLiteral("reports-rows.png"));
        w.click("closeRows");
        w.cellMenu({QStringLiteral("Drill down by"), QStringLiteral("Status")});
        QTRY_COMPARE(w.page->builder().state(), State::ready);
        const auto& definition = w.page->builder().definition();
        QCOMPARE(definition.rows[0].field, "status");
        QVERIFY2(definition.filter.find("region=eu-central;plan=") != std::string::npos, definition.filter.c_str());
        const int last = w.table()->model()->rowCount() - 1;
        QCOMPARE(w.cell(last, w.table()->model()->columnCount() - 1), shown);
        w.click("undoReport");
        QCOMPARE(definition.rows[0].field, "region");
    }

    void theSqlOfBothEnginesIsShown() {
        World w;
        w.openWithResult();
        w.page->builder().startNew("tenants");
        w.page->builder().add(models::Shelf::rows, "createdAt");
        w.page->builder().add(models::Shelf::measures, "mrr");
        w.page->builder().setFilter(*report::parseFilter("plan=team"));
        w.more(QStringLiteral("Show the SQL…"));
        auto* text = w.find<QPlainTextEdit>("sqlText");
        QVERIFY(text->isReadOnly());
        QVERIFY(text->toPlainText().contains(QStringLiteral("FROM tenants")));
        const QString postgres = text->toPlainText();
        QTest::mouseClick(w.find<ui::SegmentedControl>("sqlEngine")->segment(1), Qt::LeftButton);
        QVERIFY(text->toPlainText() != postgres);
        QVERIFY2(text->toPlainText().contains(QStringLiteral("?1 = ")), qPrintable(text->toPlainText()));
        w.click("copySql");
        QCOMPARE(QGuiApplication::clipboard()->text(), text->toPlainText());
        w.keep(QStringLiteral("reports-sql.png"));
    }

    void versionsAreComparedAndTakenBack() {
        World w;
        w.openWithResult();
        auto saved = World::savedAs("rep_1", "Revenue");
        w.page->builder().open(saved);
        QTRY_COMPARE(w.page->builder().state(), State::ready);
        contract::ReportHistory history;
        auto earlier = *report::readDefinition(json::write(saved.definition));
        history.items.push_back({2, "Marta", saved.savedAt, "", "Revenue", "", saved.definition});
        earlier.limit = 7;
        history.items.push_back(
            {1, "Ines", saved.savedAt, "Seven <b>lines</b>", "Revenue", "", json::toValue(earlier)});
        w.answer("GET /v1/reports/rep_1/versions", history);
        w.answer("PUT /v1/reports/rep_1", PageWorld::Answer([saved](const FakeNetwork::Seen& seen) {
                     auto made = saved;
                     made.version = 3;
                     made.definition =
                         json::read<contract::ReportChange>(seen.body.toStdString(), json::Unknown::ignore)->definition;
                     return Scripted{.body = QByteArray::fromStdString(json::write(made))};
                 }));
        w.click("reportVersions");
        auto* list = w.find<QListWidget>("versionsList");
        QTRY_COMPARE(list->count(), 2);
        QVERIFY(!w.find<QWidget>("revertVersion")->isEnabled());  // the same as it is
        list->setCurrentRow(1);
        QCOMPARE(w.find<QPlainTextEdit>("versionDifference")->toPlainText(), QStringLiteral("/limit\n  − 7\n  + 0\n"));
        w.keep(QStringLiteral("reports-versions.png"));
        w.click("revertVersion");
        QCOMPARE(w.page->builder().definition().limit, std::int64_t(7));
        QTRY_COMPARE(w.page->builder().saved()->version, std::int64_t(3));
        QVERIFY(!w.page->builder().isChanged());
    }

    void whoSavesSecondIsAsked() {
        World w;
        w.openWithResult();
        w.page->builder().open(World::savedAs("rep_1", "Revenue"));
        QTRY_COMPARE(w.page->builder().state(), State::ready);
        w.refuse("PUT /v1/reports/rep_1", 412, "Somebody else saved this report.");
        w.page->builder().setName("Mine");
        w.click("saveReport");
        QTRY_VERIFY(w.window.findChild<QWidget*>(QStringLiteral("conflictDialog")));
        w.click("conflictMine");
        QTRY_VERIFY(w.page->builder().saved() && w.page->builder().saved()->id == "rep_3");
        QCOMPARE(w.page->builder().definition().name, "Mine");
    }

    void aBarLeadsToItsRows() {
        World w;
        w.openWithResult();
        w.answer("POST /v1/reports/run", PageWorld::Answer([&w](const FakeNetwork::Seen& seen) {
                     const auto asked = json::read<contract::ReportRun>(seen.body.toStdString());
                     return asked->underlying.value_or(false) ? World::lines(w.rowsOf(*asked)) : w.runAnswer(seen);
                 }));
        auto* chart = w.find<ui::CategoryChart>("reportChart");
        chart->setFocus();
        QTest::keyClick(chart, Qt::Key_Home);
        QTest::keyClick(chart, Qt::Key_Return);
        QTRY_VERIFY(w.text("rowsSaid").startsWith(QStringLiteral("All ")));
        QVERIFY(w.lastBody("POST /v1/reports/run").contains("month>=2026-06-01;month<2026-07-01"));
    }

    void reportsStandInFoldersBesideTemplates() {
        World w;
        contract::Page<contract::SavedReport> saved;
        saved.items = {World::savedAs("rep_1", "Churn"), World::savedAs("rep_2", "Revenue")};
        saved.items[0].folder = "Finance";
        w.answer("GET /v1/reports", saved);
        w.openWithResult();
        w.click("openSavedReports");
        auto* list = w.find<QListWidget>("savedReportsList");
        QTRY_VERIFY(list->count() > 8);
        QStringList names;
        for (int row = 0; row < list->count(); ++row)
            names << list->item(row)->text();
        QCOMPARE(names.mid(0, 4), (QStringList{QStringLiteral("Revenue"), QStringLiteral("Finance"),
                                               QStringLiteral("Churn"), QStringLiteral("Templates")}));
        w.keep(QStringLiteral("reports-folders.png"));
        QTest::keyClicks(w.find<QLineEdit>("savedReportsSearch"), QStringLiteral("Growth"));
        QTRY_COMPARE(list->count(), 2);
        list->setCurrentRow(1);
        w.click("openReport");
        QTRY_COMPARE(w.find<QLineEdit>("reportName")->text(), QStringLiteral("Growth by month"));
        QTRY_COMPARE(w.page->builder().state(), State::ready);
        QVERIFY(!w.page->builder().saved());
        w.more(QStringLiteral("Folder…"));
        w.find<QLineEdit>("field.folder")->setText(QStringLiteral("Finance"));
        w.click("formSubmit");
        w.click("saveReport");
        QTRY_VERIFY(w.lastBody("POST /v1/reports").contains("\"folder\":\"Finance\""));
    }

    void theLooksHoldInEveryTheme() {
        for (const auto theme : {ui::ThemeKind::light, ui::ThemeKind::dark, ui::ThemeKind::highContrast}) {
            World w;
            ui::Theme::current().apply(theme);
            w.openWithResult();
            report::Definition rich = w.page->builder().definition();
            rich.highlights = {{"sum(mrr)", report::Highlighting::atMost, "1500", report::Tone::bad},
                               {"sum(mrr)", report::Highlighting::shade}};
            w.page->builder().change(rich);
            w.keep(QStringLiteral("reports-theme-%1.png").arg(int(theme)));
            QVERIFY(w.cell(0, 2).size() > 0);
        }
        ui::Theme::current().apply(ui::ThemeKind::light);
    }
};

QTEST_MAIN(ReportsPageTest)
#include "reports_page_test.moc"
