// Dashboards through the whole console on a real platform: edited by keys and by mouse, saved, two who save, taken
// back, shared, detached, taken away, imported, and in turn on the wall.
#include <QClipboard>
#include <QContextMenuEvent>
#include <QMenu>
#include <QTableView>

#include "contract/endpoints.h"
#include "tests/app/driven_console.h"
#include "tests/support/reply_document.h"
#include "tests/support/stewardd_fixture.h"
#include "ui/charts/live_chart.h"
#include "views/dashboard/dashboard_page.h"
#include "views/dashboard/dashboard_view.h"
#include "views/dashboard/dashboard_window.h"

using namespace steward;
using namespace Qt::StringLiterals;
using test::patience;
using test::read;

class DashboardsTest : public QObject, test::DrivenConsole {
    Q_OBJECT

    test::StewarddFixture platform_;

    views::DashboardPage* page() const { return window()->findChild<views::DashboardPage*>(); }
    const domain::DashboardContent& content() const { return page()->editor().content(); }
    domain::GridPlace placeOf(const QString& panel) const {
        const std::size_t index = page()->editor().indexOf(panel);
        return index < content().panels.size() ? content().panels[index].place : domain::GridPlace{};
    }
    std::string id() const { return page()->editor().id().toStdString(); }
    qint64 version() const { return page()->editor().saved() ? page()->editor().saved()->version : 0; }
    void openDashboard(const QString& wanted) const {
        click(u"dashboardPicker"_s);
        QTRY_VERIFY(shown<QLineEdit>(u"dashboardSearch"_s));
        shown<QLineEdit>(u"dashboardSearch"_s)->setText(wanted);
        QTest::keyClick(shown<QLineEdit>(u"dashboardSearch"_s), Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(QString::fromStdString(content().title), wanted, patience);
    }
    void edit() const {
        if (!page()->view()->canvas()->isEditing()) click(u"dashboardEdit"_s);
        QTRY_VERIFY(shown(u"dashboardEditBar"_s));
    }
    void press(const QString& panel, Qt::Key key, Qt::KeyboardModifiers modifiers = {}) const {
        QTRY_VERIFY2(shown(u"handle."_s + panel), qPrintable(panel));
        shown(u"handle."_s + panel)->setFocus();
        QTest::keyClick(shown(u"handle."_s + panel), key, modifiers);
    }
    void drag(const QString& panel, QPoint from, QPoint by) const {
        auto* handle = shown(u"handle."_s + panel);
        QVERIFY(handle);
        const QPoint start = handle->mapToGlobal(from);
        const auto send = [&](QEvent::Type type, QPoint global, Qt::MouseButtons buttons) {
            QMouseEvent event(type, handle->mapFromGlobal(global), global, Qt::LeftButton, buttons, {});
            QCoreApplication::sendEvent(handle, &event);
        };
        send(QEvent::MouseButtonPress, start, Qt::LeftButton);
        for (int part = 1; part <= 4; ++part)
            send(QEvent::MouseMove, start + by * part / 4, Qt::LeftButton);
        grab(u"dashboard-dragged"_s);
        send(QEvent::MouseButtonRelease, start + by, Qt::NoButton);
    }
    void choosePanelAction(const QString& panel, const QString& action) const {
        auto* card = shown(u"panel."_s + panel);
        QVERIFY2(card, qPrintable(panel));
        QContextMenuEvent asked(QContextMenuEvent::Keyboard, {20, 10}, card->mapToGlobal(QPoint(20, 10)));
        QCoreApplication::sendEvent(card, &asked);
        QTRY_VERIFY(page()->findChild<QMenu*>(u"panelActions"_s));
        auto* menu = page()->findChild<QMenu*>(u"panelActions"_s);
        auto* chosen = menu->findChild<QAction*>(action);
        QVERIFY2(chosen && chosen->isEnabled(), qPrintable(action));
        chosen->trigger();
        menu->close();
        QTRY_VERIFY(!page()->findChild<QMenu*>(u"panelActions"_s));
    }
    template <class W>
    W* topLevel(const QString& name) const {
        for (QWidget* widget : QApplication::topLevelWidgets())
            if (widget->isVisible() && widget->objectName() == name) return qobject_cast<W*>(widget);
        return nullptr;
    }
    void saveAs(const QString& title) const {
        click(u"dashboardSave"_s);
        QTRY_VERIFY(shown<QLineEdit>(u"field.title"_s));
        write(u"field.title"_s, title);
        click(u"formSubmit"_s);
        QTRY_COMPARE_WITH_TIMEOUT(version(), 1, patience);
    }

    void saveCopy(const QString& title) const {
        run(u"dashboard.saveAs"_s);
        QTRY_VERIFY(shown<QLineEdit>(u"field.title"_s));
        write(u"field.title"_s, title);
        click(u"formSubmit"_s);
        QTRY_VERIFY_WITH_TIMEOUT(content().title == title.toStdString() && version() == 1, patience);
    }
    // Somebody else saves it, with another description.
    void theyChange(const std::string& dashboard, int version) const {
        auto theirs = read<contract::Dashboard>(platform_.ask({.target = "/v1/dashboards/" + dashboard})).content;
        theirs.description = "Theirs " + std::to_string(version);
        const auto saved = platform_.ask({.method = "PUT",
                                          .target = "/v1/dashboards/" + dashboard,
                                          .body = json::write(json::Value{{"content", json::toValue(theirs)}}),
                                          .headers = {{"If-Match", "\"v" + std::to_string(version) + "\""}}});
        QCOMPARE(saved.status, 200);
    }
    void removeDashboard() const {
        run(u"dashboard.delete"_s);
        QTRY_VERIFY(shown(u"confirmYes"_s));
        click(u"confirmYes"_s);
        QTRY_COMPARE_WITH_TIMEOUT(content().title, std::string("Platform health"), patience);
    }

private Q_SLOTS:
    void initTestCase() {
        platform_.addFlag("--demo");
        platform_.addFlag("--demo-tenants=40");
        QVERIFY2(platform_.start(), platform_.log().c_str());
        addWorkspace("Staging", client::Environment::staging, platform_.port());
        signIn(platform_.refreshToken());
        openWorkspace();
        goTo(u"dashboards"_s);
        QTRY_VERIFY_WITH_TIMEOUT(shown<QLabel>(u"value.requests"_s), patience);
        QTRY_VERIFY_WITH_TIMEOUT(shown<QLabel>(u"value.requests"_s)->text().contains(QRegularExpression(u"[0-9]"_s)),
                                 patience);
    }

    void aBuiltInOneIsEditedByKeysAndSavedAsOwn() {
        edit();
        QTRY_COMPARE(page()->view()->canvas()->chosen(), u"requests"_s);
        press(u"requests"_s, Qt::Key_Down);  // past Sessions
        QCOMPARE(placeOf(u"requests"_s).row, 4);
        QCOMPARE(placeOf(u"sessions"_s).row, 0);
        press(u"requests"_s, Qt::Key_Right, Qt::ShiftModifier);
        QCOMPARE(placeOf(u"requests"_s).columns, 4);
        press(u"errors"_s, Qt::Key_D, Qt::ControlModifier);
        QVERIFY(page()->editor().indexOf(u"error-rate"_s) < content().panels.size());
        QCOMPARE(page()->view()->canvas()->chosen(), u"error-rate"_s);
        press(u"error-rate"_s, Qt::Key_Delete);
        QVERIFY(!shown(u"handle.error-rate"_s));
        run(u"dashboard.undo"_s);
        QVERIFY(shown(u"handle.error-rate"_s));
        press(u"errors"_s, Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(!shown(u"handle.error-rate"_s));
        grab(u"dashboard-edited"_s);
        saveAs(u"Mine"_s);
        QCOMPARE(content().title, std::string("Mine"));
        const auto kept = read<contract::Dashboard>(platform_.ask({.target = "/v1/dashboards/" + id()}));
        QVERIFY(kept.content == content());
        QVERIFY(!page()->editor().isDirty());
    }

    void panelsAreMovedAndResizedByMouse() {
        edit();
        const auto before = placeOf(u"queue"_s);
        auto* canvas = page()->view()->canvas();
        const QRect rect = canvas->rectOf(before);
        drag(u"queue"_s, {30, 12}, QPoint(-rect.left() + 16, 0));
        QCOMPARE(placeOf(u"queue"_s).column, 0);
        QVERIFY(page()->editor().isDirty());
        const auto narrow = placeOf(u"queue"_s);
        drag(u"queue"_s, QPoint(rect.width() - 6, rect.height() - 6), QPoint(rect.width(), 61));
        QVERIFY(placeOf(u"queue"_s).columns > narrow.columns);
        QCOMPARE(placeOf(u"queue"_s).rows, narrow.rows + 1);
        // Esc gives a drag up.
        const auto now = content();
        auto* handle = shown(u"handle.queue"_s);
        QTest::mousePress(handle, Qt::LeftButton, {}, {30, 12});
        QTest::mouseMove(handle, {130, 80});
        QTest::keyClick(handle, Qt::Key_Escape);
        QTest::mouseRelease(handle, Qt::LeftButton, {}, {130, 80});
        QVERIFY(content() == now);
        click(u"dashboardSave"_s);
        QTRY_COMPARE_WITH_TIMEOUT(version(), 2, patience);
    }

    void aPanelIsEditedWithALivePreview() {
        edit();
        press(u"sessions"_s, Qt::Key_Return);
        QTRY_VERIFY(shown(u"panelEditor"_s));
        write(u"panelTitle"_s, u"People"_s);
        choose(u"panelKind"_s, u"Figure"_s);
        click(u"addThreshold"_s);
        const auto value = [this]() -> QLineEdit* {
            for (auto* field : window()->findChildren<QLineEdit*>())
                if (field->isVisible() && field->objectName().startsWith(u"threshold.value."_s)) return field;
            return nullptr;
        };
        QTRY_VERIFY(value());
        value()->setText(u"0"_s);
        QTRY_VERIFY_WITH_TIMEOUT(shown(u"figure.preview"_s), patience);
        QTRY_VERIFY2_WITH_TIMEOUT(
            shown(u"figure.preview"_s)->accessibleDescription().contains(QRegularExpression(u"[0-9]"_s)),
            qPrintable(shown(u"figure.preview"_s)->accessibleDescription()), patience);
        grab(u"dashboard-panel-editor"_s);
        click(u"applyPanel"_s);
        QTRY_VERIFY(!shown(u"panelEditor"_s));
        QTRY_VERIFY(shown(u"figure.sessions"_s));
        QCOMPARE(content().panels[page()->editor().indexOf(u"sessions"_s)].title, std::string("People"));
        // What cannot be drawn cannot be taken over.
        press(u"cpu"_s, Qt::Key_Return);
        QTRY_VERIFY(shown(u"panelEditor"_s));
        write(u"panelMinimum"_s, u"200"_s);
        QTRY_VERIFY(!shown<QAbstractButton>(u"applyPanel"_s)->isEnabled());
        click(u"cancelPanel"_s);
        QTRY_VERIFY(!shown(u"panelEditor"_s));
        click(u"dashboardSave"_s);
        QTRY_COMPARE_WITH_TIMEOUT(version(), 3, patience);
    }

    void twoWhoSaveDecide() {
        auto theirs = content();
        theirs.description = "Theirs";
        const auto saved = platform_.ask({.method = "PUT",
                                          .target = "/v1/dashboards/" + id(),
                                          .body = json::write(json::Value{{"content", json::toValue(theirs)}}),
                                          .headers = {{"If-Match", "\"v3\""}}});
        QCOMPARE(saved.status, 200);
        edit();
        press(u"heat"_s, Qt::Key_Delete);
        click(u"dashboardSave"_s);
        QTRY_VERIFY_WITH_TIMEOUT(shown(u"conflictDialog"_s), patience);
        QVERIFY(shown<QLabel>(u"conflictText"_s)->text().contains(u"version 4"_s));
        QVERIFY(page()->editor().isDirty());
        grab(u"dashboard-conflict"_s);
        click(u"conflictOver"_s);
        QTRY_COMPARE_WITH_TIMEOUT(version(), 5, patience);
        QVERIFY(!shown(u"panel.heat"_s));
    }

    void aVersionIsTakenBack() {
        run(u"dashboard.versions"_s);
        QTRY_VERIFY_WITH_TIMEOUT(shown<QListWidget>(u"versionsList"_s), patience);
        auto* list = shown<QListWidget>(u"versionsList"_s);
        QCOMPARE(list->count(), 5);
        QVERIFY(!shown<QAbstractButton>(u"revertVersion"_s)->isEnabled());  // it is this one
        list->setCurrentRow(4);
        grab(u"dashboard-versions"_s);
        click(u"revertVersion"_s);
        QTRY_COMPARE_WITH_TIMEOUT(version(), 6, patience);
        QTRY_VERIFY(shown(u"panel.heat"_s));
        QCOMPARE(content().panels[page()->editor().indexOf(u"sessions"_s)].title, std::string("Active sessions"));
    }

    void itIsSharedWithRoles() {
        run(u"dashboard.share"_s);
        QTRY_VERIFY(shown<QCheckBox>(u"share.edit.support"_s));
        shown<QCheckBox>(u"share.edit.support"_s)->setChecked(true);
        QVERIFY(shown<QCheckBox>(u"share.see.support"_s)->isChecked());
        shown<QCheckBox>(u"share.see.auditor"_s)->setChecked(true);
        QVERIFY(!window()->findChild<QCheckBox*>(u"share.see.viewer"_s));  // of tenants
        grab(u"dashboard-share"_s);
        click(u"applyShare"_s);
        QTRY_COMPARE_WITH_TIMEOUT(version(), 7, patience);
        QCOMPARE(page()->editor().saved()->editors, std::vector{domain::Role::support});
        QCOMPARE(page()->editor().saved()->viewers, std::vector{domain::Role::auditor});
    }

    void unsavedChangesAreNotLostByAccident() {
        edit();
        press(u"cpu"_s, Qt::Key_Delete);
        click(u"dashboardEdit"_s);  // Done
        QTRY_VERIFY(shown(u"confirmDialog"_s));
        click(u"confirmCancel"_s);
        QVERIFY(page()->editor().isDirty());
        click(u"dashboardDiscard"_s);
        QVERIFY(!page()->editor().isDirty());
        click(u"dashboardEdit"_s);
        QTRY_VERIFY(!shown(u"dashboardEditBar"_s));
        QVERIFY(shown(u"panel.cpu"_s));
    }

    // From another name to two who save at once, and each answer to that.
    void aCopyIsSavedAndBothWhoSaveAreAsked() {
        const std::string mine = id();
        run(u"dashboard.saveAs"_s);
        QTRY_VERIFY(shown<QLineEdit>(u"field.title"_s));
        write(u"field.title"_s, u" "_s);
        click(u"formSubmit"_s);
        auto* title = shown<QLineEdit>(u"field.title"_s);
        QVERIFY(title && title->accessibleDescription() == u"A dashboard needs a name"_s);
        QTest::keyClick(title, Qt::Key_Escape);
        QTRY_VERIFY(!shown<QLineEdit>(u"field.title"_s));
        QCOMPARE(id(), mine);

        const auto asked = [this](const std::string& of) {
            return read<contract::Dashboard>(platform_.ask({.target = "/v1/dashboards/" + of}));
        };
        const auto original = asked(mine);
        saveCopy(u"Copy"_s);
        const std::string copy = id();
        QVERIFY(copy != mine);
        QVERIFY(asked(mine) == original);

        theyChange(copy, 1);
        edit();
        press(u"cpu"_s, Qt::Key_Delete);
        // With changes that are not saved there is no way back to a version.
        run(u"dashboard.versions"_s);
        QTRY_VERIFY_WITH_TIMEOUT(shown<QListWidget>(u"versionsList"_s), patience);
        shown<QListWidget>(u"versionsList"_s)->setCurrentRow(1);
        QVERIFY(!shown<QAbstractButton>(u"revertVersion"_s)->isEnabled());
        click(u"closeVersions"_s);
        QTRY_VERIFY(!shown(u"versionsDialog"_s));
        click(u"dashboardSave"_s);
        QTRY_VERIFY_WITH_TIMEOUT(shown(u"conflictDialog"_s), patience);
        click(u"conflictTheirs"_s);
        QTRY_COMPARE_WITH_TIMEOUT(version(), 2, patience);
        QVERIFY(!page()->editor().isDirty());
        QCOMPARE(content().description, std::string("Theirs 1"));
        QTRY_VERIFY(shown(u"panel.cpu"_s));

        theyChange(copy, 2);
        edit();
        press(u"cpu"_s, Qt::Key_Delete);
        click(u"dashboardSave"_s);
        QTRY_VERIFY_WITH_TIMEOUT(shown(u"conflictDialog"_s), patience);
        click(u"conflictNew"_s);
        QTRY_VERIFY(shown<QLineEdit>(u"field.title"_s));
        write(u"field.title"_s, u"Mine as well"_s);
        click(u"formSubmit"_s);
        QTRY_VERIFY_WITH_TIMEOUT(id() != copy && version() == 1, patience);
        QVERIFY(page()->editor().indexOf(u"cpu"_s) == content().panels.size());
        QCOMPARE(asked(copy).version, 3);
        QCOMPARE(asked(copy).content.description, std::string("Theirs 2"));
        removeDashboard();
        openDashboard(u"Copy"_s);
        removeDashboard();
        openDashboard(u"Mine"_s);
        QCOMPARE(id(), mine);
    }

    void zoomedAndBack() {
        auto* chart = shown<ui::LiveChart>(u"chart.requests"_s);
        QVERIFY(chart);
        const auto range = chart->shownRange();
        chart->setFocus();
        QTest::keyClick(chart, Qt::Key_Plus);
        QTRY_VERIFY(shown(u"dashboardBack"_s));
        QVERIFY(!shown<QAbstractButton>(u"dashboardLive"_s)->isChecked());
        for (auto* other : page()->findChildren<ui::LiveChart*>()) {
            other->refreshNow();
            QVERIFY(other->shownRange().length() < range.length());
        }
        click(u"dashboardBack"_s);
        QTRY_VERIFY(!shown(u"dashboardBack"_s));
        QVERIFY(shown<QAbstractButton>(u"dashboardLive"_s)->isChecked());
    }

    void valuesAreCopiedShownAndTakenAway() {
        choosePanelAction(u"latency"_s, u"panel.copyData"_s);
        const QString copied = QGuiApplication::clipboard()->text();
        QVERIFY2(copied.startsWith(u"time (UTC)\tp50\tp95\tp99\n"_s), qPrintable(copied.left(80)));
        QVERIFY(copied.count(u'\n') > 2);
        choosePanelAction(u"latency"_s, u"panel.copyImage"_s);
        QVERIFY(QGuiApplication::clipboard()->image().width() > 200);
        choosePanelAction(u"latency"_s, u"panel.values"_s);
        QTRY_VERIFY(shown<QTableView>(u"valuesTable"_s));
        QVERIFY(shown<QTableView>(u"valuesTable"_s)->model()->rowCount() > 1);
        grab(u"dashboard-values"_s);
        click(u"closeValues"_s);
        QTRY_VERIFY(!shown(u"valuesDialog"_s));
    }

    void aPanelHasAWindowOfItsOwn() {
        choosePanelAction(u"latency"_s, u"panel.detach"_s);
        QTRY_VERIFY(topLevel<views::DashboardWindow>(u"dashboardWindow"_s));
        auto* detached = topLevel<views::DashboardWindow>(u"dashboardWindow"_s);
        QCOMPARE(detached->view()->panelCount(), 1);
        auto* chart = detached->findChild<ui::LiveChart*>(u"chart.latency"_s);
        QTRY_VERIFY_WITH_TIMEOUT(chart->samples(0).size() > 1, patience);
        grab(u"dashboard-detached"_s, detached);
        detached->close();
        QTRY_VERIFY(!topLevel<views::DashboardWindow>(u"dashboardWindow"_s));
    }

    void aDashboardOfGrafanaIsImported() {
        QFile file(pathOf(u"grafana.json"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(R"({"title":"From outside","panels":[
            {"type":"stat","title":"Requests","targets":[{"expr":"http.requests"}],"gridPos":{"x":0,"y":0,"w":12,"h":8}},
            {"type":"news","title":"News"}]})");
        file.close();
        page()->importFile(file.fileName());
        QTRY_VERIFY(shown(u"importDialog"_s));
        QCOMPARE(shown<QListWidget>(u"importLeftOut"_s)->count(), 1);
        grab(u"dashboard-import"_s);
        click(u"openImport"_s);
        QTRY_COMPARE(content().title, std::string("From outside"));
        QTRY_VERIFY_WITH_TIMEOUT(
            shown(u"figure.requests"_s)->accessibleDescription().contains(QRegularExpression(u"[0-9]"_s)), patience);
        saveAs(u"From outside"_s);
        click(u"dashboardEdit"_s);
    }

    void dashboardsTurnOnTheWall() {
        run(u"dashboard.wall"_s);
        QTRY_VERIFY(shown<QListWidget>(u"wallList"_s));
        auto* list = shown<QListWidget>(u"wallList"_s);
        for (int row = 0; row < list->count(); ++row)
            if (list->item(row)->text() == u"Platform overview"_s || list->item(row)->text() == u"Mine"_s)
                list->item(row)->setCheckState(Qt::Checked);
        grab(u"dashboard-wall-dialog"_s);
        click(u"startWall"_s);
        QTRY_VERIFY(topLevel<views::WallWindow>(u"dashboardWall"_s));
        auto* wall = topLevel<views::WallWindow>(u"dashboardWall"_s);
        const QString first = wall->shownId();
        QVERIFY(wall->isTurning());
        QTest::keyClick(wall, Qt::Key_Right);
        QTRY_VERIFY(wall->shownId() != first);
        QTest::keyClick(wall, Qt::Key_Left);
        QTRY_COMPARE(wall->shownId(), first);
        QTest::keyClick(wall, Qt::Key_Space);
        QVERIFY(!wall->isTurning());
        while (wall->shownId() != u"platform-overview"_s)
            QTest::keyClick(wall, Qt::Key_Right);
        QTRY_COMPARE_WITH_TIMEOUT(wall->view()->panelCount(), 9, patience);
        grab(u"dashboard-wall"_s, wall);
        QTest::keyClick(wall, Qt::Key_Escape);
        QTRY_VERIFY(!topLevel<views::WallWindow>(u"dashboardWall"_s));
    }

    void aTenantHasItsDashboard() {
        goTo(u"tenants"_s);
        QTRY_VERIFY_WITH_TIMEOUT(rowsOf(u"tenantsTable"_s) > 0, patience);
        QTRY_VERIFY_WITH_TIMEOUT(!cell(u"tenantsTable"_s, 0, 1).isEmpty(), patience);
        table(u"tenantsTable"_s)->setCurrentIndex(table(u"tenantsTable"_s)->model()->index(0, 1));
        QTRY_VERIFY_WITH_TIMEOUT(shown<QLabel>(u"tenantName"_s), patience);
        QTRY_VERIFY(!shown<QLabel>(u"tenantName"_s)->text().isEmpty());
        click(u"moreActions"_s);
        QAction* action = nullptr;
        for (auto* menu : window()->findChildren<QMenu*>())
            if (auto* found = menu->findChild<QAction*>(u"tenantDashboard"_s)) action = found;
        QVERIFY(action);
        action->trigger();
        QTRY_VERIFY(shown(u"page.dashboards"_s));
        QTRY_COMPARE(content().title, std::string("One tenant"));
        QVERIFY(!page()->view()->choice().tenantId.isEmpty());
        QTRY_VERIFY_WITH_TIMEOUT(shown<ui::LiveChart>(u"chart.requests"_s), patience);
        grab(u"dashboard-tenant"_s);
    }

    void allOfThemLookRightInEveryTheme() {
        if (qEnvironmentVariable("STEWARD_GRABS").isEmpty()) QSKIP("nothing is looked at");
        for (const auto& [theme, name] : {std::pair{ui::ThemeKind::light, u"light"_s},
                                          {ui::ThemeKind::dark, u"dark"_s},
                                          {ui::ThemeKind::highContrast, u"contrast"_s}}) {
            ui::Theme::current().apply(theme);
            for (const QString& title :
                 {u"Platform health"_s, u"Platform overview"_s, u"One tenant"_s, u"Feed and jobs"_s}) {
                openDashboard(title);
                QTest::qWait(1500);
                grab(u"dashboard-%1-%2"_s.arg(title.toLower().replace(u' ', u'-'), name));
            }
            edit();
            grab(u"dashboard-editing-"_s + name);
            click(u"dashboardEdit"_s);
        }
        ui::Theme::current().apply(ui::ThemeKind::light);
    }

    void itIsDeleted() {
        openDashboard(u"Mine"_s);
        run(u"dashboard.delete"_s);
        click(u"confirmYes"_s);
        QTRY_COMPARE_WITH_TIMEOUT(content().title, std::string("Platform health"), patience);
        QTRY_VERIFY(read<contract::DashboardList>(platform_.ask({.target = "/v1/dashboards"})).items.size() == 1);
    }
};

QTEST_MAIN(DashboardsTest)
#include "dashboards_test.moc"
