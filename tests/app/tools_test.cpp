// The daily tools through the whole console on a real platform: saved views, columns, groups, shortcuts, several
// windows, the palette with every command and any id, the audit log.
#include <QListView>
#include <QMenu>
#include <QTabBar>

#include "contract/endpoints.h"
#include "tests/app/driven_console.h"
#include "tests/support/reply_document.h"
#include "tests/support/stewardd_fixture.h"
#include "ui/column_chooser.h"
#include "ui/overlay.h"
#include "views/palette/palette.h"
#include "views/palette/palette_model.h"

using namespace steward;
using namespace Qt::StringLiterals;
using test::patience;
using test::read;

class ToolsTest : public QObject, test::DrivenConsole {
    Q_OBJECT

    test::StewarddFixture platform_;

    ui::TableView* tenants(const app::MainWindow* in = nullptr) const {
        return (in ? in : window())->findChild<ui::TableView*>(u"tenantsTable"_s);
    }
    QStringList tabs(const app::MainWindow* in, const QString& name = u"tenantViews"_s) const {
        const auto* bar = in->findChild<QTabBar*>(name);
        QStringList all;
        for (int i = 0; bar && i < bar->count(); ++i)
            all << bar->tabText(i);
        return all;
    }
    static ui::GroupHead headingOf(const ui::TableView* table, int row) {
        return table->model()->index(row, 0).data(ui::GroupRole).value<ui::GroupHead>();
    }
    static bool isHeading(const ui::TableView* table, int row) {
        return table->model()->index(row, 0).data(ui::GroupRole).isValid();
    }
    // What the API says to a list, as text.
    std::string api(const std::string& target) const { return platform_.ask({.target = target}).body; }
    std::string post(const std::string& target, const std::string& body) const {
        const auto reply = platform_.ask({.method = "POST", .target = target, .body = body});
        if (reply.status >= 300) qWarning("%s: %d %s", target.c_str(), reply.status, reply.body.c_str());
        return reply.body;
    }
    template <class T>
    T posted(const std::string& target, const std::string& body) const {
        return json::read<T>(post(target, body), json::Unknown::ignore).value();
    }
    QString keysOf(const app::MainWindow* in, const QString& action) const {
        return in->findChild<QAction*>(action)->shortcut().toString(QKeySequence::PortableText);
    }
    void press(const QString& command, Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) const {
        click(u"keys."_s + command);
        QTRY_VERIFY(shown(u"recordKeys"_s));
        QTRY_COMPARE(QApplication::focusWidget(), shown(u"recordKeys"_s));
        QTest::keyClick(shown(u"recordKeys"_s), key, modifiers);
        QTRY_VERIFY_WITH_TIMEOUT(!shown(u"recordKeys"_s), patience);
    }
    void closeShortcuts() const {
        QTest::keyClick(shown(u"shortcutsDialog"_s), Qt::Key_Escape);
        QTRY_VERIFY(!shown(u"shortcutsDialog"_s));
    }
    // Keys reach the window that is active.
    void activate() const {
        window()->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(window()));
    }
    QStringList palette(const QString& text) const {
        window()->palette()->openWith(text);
        QStringList found;
        const auto* list = shown<QListView>(u"paletteList"_s);
        for (int row = 0; row < list->model()->rowCount(); ++row)
            if (list->model()->flags(list->model()->index(row, 0)) & Qt::ItemIsEnabled)
                found << list->model()->index(row, 0).data().toString();
        window()->palette()->close();
        return found;
    }
    // Pastes the id and opens what it belongs to.
    void openId(const std::string& id) const {
        window()->palette()->openWith(QString::fromStdString(id));
        auto* field = shown<QLineEdit>(u"paletteField"_s);
        const auto* list = shown<QListView>(u"paletteList"_s);
        const auto isFound = [list] {
            return list->model()->rowCount() > 0 && list->model()->index(0, 0).data().toString() == u"Exactly this"_s;
        };
        QTRY_VERIFY2_WITH_TIMEOUT(isFound(), id.c_str(), patience);
        QTest::keyClick(field, Qt::Key_Return);
        QTRY_VERIFY(!shown(u"palette"_s));
    }
    std::string placeId() const { return window()->currentPage()->place().value(u"id"_s).toString().toStdString(); }

private Q_SLOTS:
    void initTestCase() {
        QVERIFY(platform_.loadDemo(60));
        QVERIFY2(platform_.start(), platform_.log().c_str());
        addWorkspace("Staging", client::Environment::staging, platform_.port());
        signIn(platform_.refreshToken());
        openWorkspace();
        QTRY_VERIFY_WITH_TIMEOUT(tenants() && tenants()->model()->rowCount() > 0, patience);
    }

    void columnsAreChosenByKeyboardAndRemembered() {
        click(u"columns"_s);
        QTRY_VERIFY(shown(u"columnChooser"_s));
        auto* list = shown<QListWidget>(u"columnList"_s);
        grab(u"columns"_s);
        list->setFocus();
        list->setCurrentRow(1);
        QCOMPARE(list->currentItem()->text(), u"Status"_s);
        QTest::keyClick(list, Qt::Key_Down, Qt::AltModifier);
        list->setCurrentRow(3);
        QTest::keyClick(list, Qt::Key_Space);
        const QStringList chosen{u"name"_s,   u"plan"_s,     u"status"_s,      u"mrr"_s,
                                 u"region"_s, u"requests"_s, u"lastActiveAt"_s};
        QCOMPARE(tenants()->shownColumns(), chosen);
        QTest::keyClick(list, Qt::Key_Escape);
        QTRY_VERIFY(!shown(u"columnChooser"_s));
        run(u"file.newWindow"_s);
        QTRY_COMPARE(console().windows().size(), 2);
        QCOMPARE(tenants(console().windows().at(1))->shownColumns(), chosen);
        console().windows().at(1)->close();
        QTRY_COMPARE(console().windows().size(), 1);
    }

    void groupsShowThePlatformsCounts() {
        activate();
        run(u"list.group.plan"_s);
        QTRY_VERIFY_WITH_TIMEOUT(isHeading(tenants(), 0), patience);
        const auto counted = read<contract::Groups>(
            platform_.ask({.target = "/v1/groups?list=tenants&by=plan&filter=status%21%3Darchived"}));
        int row = 0, groups = 0;
        for (; row < tenants()->model()->rowCount(); ++groups) {
            QVERIFY(isHeading(tenants(), row));
            const auto heading = headingOf(tenants(), row);
            const auto group = std::ranges::find_if(counted.items, [&](const contract::Group& one) {
                return QString::fromStdString(one.value).compare(heading.title, Qt::CaseInsensitive) == 0;
            });
            QVERIFY2(group != counted.items.end(), qPrintable(heading.title));
            QCOMPARE(heading.count, QString::number(group->count));
            row += int(group->count) + 1;
        }
        QCOMPARE(groups, int(counted.items.size()));
        // The rows of a group are of it.
        QTRY_COMPARE(tenants()->model()->index(1, 3).data().toString(), headingOf(tenants(), 0).title);
        grab(u"groups"_s);

        // Closed and opened by keys; what is closed keeps its count.
        const int all = tenants()->model()->rowCount();
        tenants()->setFocus();
        tenants()->setCurrentIndex(tenants()->model()->index(0, 1));
        QTest::keyClick(tenants(), Qt::Key_Left);
        QVERIFY(tenants()->model()->rowCount() < all);
        QVERIFY(isHeading(tenants(), 1) && !headingOf(tenants(), 0).open);
        QTest::keyClick(tenants(), Qt::Key_Return);
        QCOMPARE(tenants()->model()->rowCount(), all);
        QTest::keyClick(tenants(), Qt::Key_Space);
        QVERIFY(tenants()->selection()->isEmpty());  // a heading is no row
        QTest::keyClick(tenants(), Qt::Key_Space);
        run(u"list.group.none"_s);
        QTRY_VERIFY_WITH_TIMEOUT(!isHeading(tenants(), 0), patience);
    }

    void aViewIsSavedSharedRenamedAndDeleted() {
        run(u"list.group.region"_s);
        QTRY_VERIFY_WITH_TIMEOUT(isHeading(tenants(), 0), patience);
        click(u"saveView"_s);
        QTRY_VERIFY(shown<QLineEdit>(u"field.name"_s));
        click(u"formSubmit"_s);
        QTRY_VERIFY(shown<QLineEdit>(u"field.name"_s));  // a view needs a name
        write(u"field.name"_s, u"By region"_s);
        shown<QAbstractButton>(u"field.shared"_s)->click();
        click(u"formSubmit"_s);
        QTRY_VERIFY_WITH_TIMEOUT(tabs(window()).contains(u"By region"_s), patience);
        QTRY_VERIFY(shown(u"viewMenu"_s));
        const auto saved = read<contract::ListViews>(platform_.ask({.target = "/v1/views?list=tenants"}));
        QCOMPARE(saved.items.size(), std::size_t(1));
        QCOMPARE(saved.items.front().groupBy.value_or(""), std::string("region"));
        QVERIFY(saved.items.front().shared && saved.items.front().columns.size() == 7);

        // Another window has it, with all that was saved.
        run(u"file.newWindow"_s);
        QTRY_COMPARE(console().windows().size(), 2);
        const auto* second = console().windows().at(1);
        QTRY_VERIFY_WITH_TIMEOUT(tabs(second).contains(u"By region"_s), patience);
        QTRY_VERIFY_WITH_TIMEOUT(isHeading(tenants(second), 0), patience);
        console().windows().at(1)->close();
        QTRY_COMPARE(console().windows().size(), 1);

        // Changed, it can be updated; by somebody else at the same time, that is said and read.
        auto* update = window()->findChild<QAction*>(u"view.update"_s);
        QVERIFY(!update->isEnabled());
        run(u"list.group.plan"_s);
        QVERIFY(update->isEnabled());
        update->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(api("/v1/views?list=tenants").find("\"groupBy\":\"plan\"") != std::string::npos,
                                 patience);
        QTRY_VERIFY(!update->isEnabled());
        run(u"view.rename"_s);
        write(u"field.name"_s, u"By plan"_s);
        click(u"formSubmit"_s);
        QTRY_VERIFY_WITH_TIMEOUT(tabs(window()).contains(u"By plan"_s), patience);
        run(u"view.share"_s);
        QTRY_VERIFY_WITH_TIMEOUT(api("/v1/views?list=tenants").find("\"shared\":false") != std::string::npos, patience);
        grab(u"views"_s);
        run(u"view.delete"_s);
        QTRY_VERIFY_WITH_TIMEOUT(!tabs(window()).contains(u"By plan"_s), patience);
        QTRY_VERIFY_WITH_TIMEOUT(!isHeading(tenants(), 0), patience);
        QVERIFY(read<contract::ListViews>(platform_.ask({.target = "/v1/views?list=tenants"})).items.empty());
    }

    void shortcutsAreChosenEverywhere() {
        run(u"file.newWindow"_s);
        QTRY_COMPARE(console().windows().size(), 2);
        const auto* second = console().windows().at(1);
        activate();
        run(u"help.shortcuts"_s);
        QTRY_VERIFY(shown(u"shortcutsDialog"_s));
        activate();
        grab(u"shortcuts"_s);
        QVERIFY(shown(u"keys.logs.context"_s));  // of a page nobody was on
        press(u"view.refresh"_s, Qt::Key_F9);
        QTRY_COMPARE(keysOf(window(), u"view.refresh"_s), u"F9"_s);
        QCOMPARE(keysOf(second, u"view.refresh"_s), u"F9"_s);
        QCOMPARE(shown<QAbstractButton>(u"keys.view.refresh"_s)->text(), u"F9"_s);

        // Keys that another command has are named before they are taken from it.
        press(u"view.refresh"_s, Qt::Key_B, Qt::ControlModifier);
        QTRY_VERIFY(shown<QLabel>(u"shortcutProblem"_s));
        QVERIFY(shown<QLabel>(u"shortcutProblem"_s)->text().contains(u"Wide navigation"_s));
        QCOMPARE(keysOf(window(), u"view.refresh"_s), u"F9"_s);
        click(u"takeShortcut"_s);
        QTRY_COMPARE(keysOf(window(), u"view.refresh"_s), u"Ctrl+B"_s);
        QCOMPARE(keysOf(window(), u"view.navigation"_s), QString());
        press(u"go.back"_s, Qt::Key_Return);
        QTRY_VERIFY(shown<QLabel>(u"shortcutProblem"_s));
        QCOMPARE(keysOf(window(), u"go.back"_s), u"Alt+Left"_s);
        press(u"tools.jobs"_s, Qt::Key_Delete);
        QTRY_COMPARE(keysOf(window(), u"tools.jobs"_s), QString());
        closeShortcuts();

        // They work, and are there after the next start.
        const auto before = read<contract::Groups>(platform_.ask({.target = "/v1/groups?list=tenants&by=status"}));
        QVERIFY(before.total > 0);
        QCOMPARE(app::Shortcuts::whyNot(QKeySequence(u"F9"_s)), QString());
        QVERIFY(QSettings().contains(u"shortcuts/view.refresh"_s));
        QVERIFY(palette(u"refresh"_s).contains(u"Refresh"_s));
        run(u"help.shortcuts"_s);
        click(u"resetKeys.tools.jobs"_s);
        QTRY_COMPARE(keysOf(window(), u"tools.jobs"_s), u"Ctrl+J"_s);
        click(u"resetShortcuts"_s);
        QTRY_COMPARE(keysOf(window(), u"view.refresh"_s), u"F5"_s);
        QCOMPARE(keysOf(window(), u"view.navigation"_s), u"Ctrl+B"_s);
        closeShortcuts();
        console().windows().at(1)->close();
        QTRY_COMPARE(console().windows().size(), 1);
    }

    void windowsHavePagesAndHistoriesOfTheirOwn() {
        activate();
        QTest::keyClick(window(), Qt::Key_N, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_COMPARE(console().windows().size(), 2);
        auto* first = console().windows().at(0);
        auto* second = console().windows().at(1);
        QVERIFY(QTest::qWaitForWindowExposed(second));
        second->goTo(u"audit"_s);
        QCOMPARE(first->currentPageId(), u"tenants"_s);
        second->findChild<QAction*>(u"go.back"_s)->trigger();
        QCOMPARE(second->currentPageId(), u"tenants"_s);
        second->goTo(u"users"_s);
        // A change made in one shows in the other.
        const auto tenant = read<contract::Page<domain::Tenant>>(
                                platform_.ask({.target = "/v1/tenants?limit=1&filter=status%3Dactive"}))
                                .items.at(0);
        first->close();
        QTRY_COMPARE(console().windows().size(), 1);
        QCOMPARE(console().mainWindow(), second);
        QCOMPARE(second->currentPageId(), u"users"_s);
        second->goTo(u"tenants"_s, {{u"id"_s, QString::fromStdString(tenant.id)}});
        QTRY_COMPARE_WITH_TIMEOUT(placeId(), tenant.id, patience);

        // From the palette: the page in a window of its own.
        activate();
        window()->palette()->openWith(u"Audit"_s);
        QTest::keyClick(shown<QLineEdit>(u"paletteField"_s), Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE(console().windows().size(), 2);
        QCOMPARE(console().windows().at(1)->currentPageId(), u"audit"_s);
        console().windows().at(1)->close();
        QTRY_COMPARE(console().windows().size(), 1);
    }

    void thePaletteHasEveryCommandOfEveryMenuAndPage() {
        QStringList pages;
        for (const QAction* action : window()->findChildren<QAction*>())
            if (action->objectName().startsWith(u"goTo."_s)) pages << action->objectName().mid(5);
        QVERIFY(pages.size() >= 10);
        int commands = 0;
        for (const QString& page : std::as_const(pages)) {
            window()->goTo(page);
            QTRY_COMPARE(window()->currentPageId(), page);
            QList<QAction*> all = window()->currentPage()->actions();
            for (const QMenu* menu : window()->findChildren<QMenu*>())
                all += menu->actions();
            for (QAction* action : std::as_const(all)) {
                if (action->isSeparator() || action->menu() || !action->isEnabled() || action->objectName().isEmpty())
                    continue;
                const QString title = action->text().remove(u'&');
                QVERIFY2(palette(title).contains(title), qPrintable(page + u": "_s + title));
                ++commands;
            }
        }
        QVERIFY2(commands > 250, qPrintable(QString::number(commands)));
        window()->goTo(u"tenants"_s);
    }

    void anyIdIsFoundAndOpens() {
        const auto tenant = read<contract::Page<domain::Tenant>>(
                                platform_.ask({.target = "/v1/tenants?limit=1&filter=status%3Dactive"}))
                                .items.at(0);
        const auto user =
            read<contract::Page<domain::User>>(platform_.ask({.target = "/v1/users?limit=1"})).items.at(0);
        json::Object plan{{"entity", "tenant"},
                          {"operation", "change"},
                          {"selection", json::Object{{"ids", json::Array{json::Value(tenant.id)}}}},
                          {"patch", json::Object{{"addTag", "found"}}}};
        const auto made = posted<domain::Plan>("/v1/plans", json::write(json::Value(std::move(plan))));
        const auto batch = posted<domain::Batch>("/v1/plans/" + made.id + "/apply", "{}");
        QTRY_VERIFY_WITH_TIMEOUT(
            read<domain::Batch>(platform_.ask({.target = "/v1/batches/" + batch.id})).finishedAt.has_value(), patience);
        const auto entry = read<contract::Page<domain::AuditEntry>>(
                               platform_.ask({.target = "/v1/audit?filter=batchId%3D" + batch.id}))
                               .items.at(0);
        const auto job = read<contract::Page<domain::Job>>(platform_.ask({.target = "/v1/jobs?limit=1"})).items.at(0);
        const auto role = posted<domain::AccessRole>(
            "/v1/roles", json::write(contract::RoleDraft{tenant.id, "Finders", "", {domain::Permission::tenantsRead}}));
        const auto key = posted<contract::IssuedApiKey>(
            "/v1/api-keys",
            json::write(contract::ApiKeyDraft{.name = "Finder", .permissions = {domain::Permission::tenantsRead}}));

        openId(tenant.id);
        QTRY_COMPARE_WITH_TIMEOUT(placeId(), tenant.id, patience);
        QCOMPARE(window()->currentPageId(), u"tenants"_s);
        openId(user.id);
        QTRY_COMPARE_WITH_TIMEOUT(placeId(), user.id, patience);
        QCOMPARE(window()->currentPageId(), u"users"_s);
        openId(entry.id);
        QTRY_COMPARE_WITH_TIMEOUT(placeId(), entry.id, patience);
        QCOMPARE(window()->currentPageId(), u"audit"_s);
        for (const auto& [id, field] : {std::pair(batch.id, u"batchId"_s), std::pair(made.id, u"planId"_s)}) {
            openId(id);
            QCOMPARE(window()->currentPageId(), u"audit"_s);
            QTRY_VERIFY2(shown(u"chip."_s + field), qPrintable(field));
            QTRY_COMPARE_WITH_TIMEOUT(rowsOf(u"auditTable"_s), 1, patience);
        }
        openId(job.id);
        QTRY_VERIFY(shown(u"jobsPopup"_s));
        window()->goTo(u"tenants"_s);
        QTRY_VERIFY_WITH_TIMEOUT(shown<QAbstractButton>(u"jobAction0"_s), patience);
        QCOMPARE(shown<QAbstractButton>(u"jobAction0"_s)->text(), u"Show"_s);
        click(u"jobAction0"_s);  // its result
        QTRY_COMPARE(window()->currentPageId(), u"audit"_s);
        QTRY_VERIFY(shown(u"chip.batchId"_s));
        QTRY_VERIFY(!shown(u"jobsPopup"_s));
        openId(role.id);
        QCOMPARE(window()->currentPageId(), u"roles"_s);
        QTRY_VERIFY_WITH_TIMEOUT(
            table(u"rolesTable"_s)->currentIndex().data(ui::RowKeyRole).toString().toStdString() == role.id, patience);
        openId(key.id);
        QCOMPARE(window()->currentPageId(), u"apiKeys"_s);
        QTRY_VERIFY_WITH_TIMEOUT(
            table(u"apiKeysTable"_s)->currentIndex().data(ui::RowKeyRole).toString().toStdString() == key.id, patience);
    }

    void theAuditLogIsNarrowedByWhatItHolds() {
        window()->goTo(u"audit"_s, {{u"view"_s, u"all"_s}});
        click(u"filterBy.action"_s);
        QTRY_VERIFY(shown(u"filterEditor"_s));
        const auto counted = read<contract::Groups>(platform_.ask({.target = "/v1/groups?list=audit&by=action"}));
        QVERIFY(counted.items.size() > 1);
        const auto& group = counted.items.back();
        const QString choice = u"filterValue."_s + QString::fromStdString(group.value);
        QTRY_VERIFY2_WITH_TIMEOUT(shown<QCheckBox>(choice), qPrintable(choice), patience);
        QVERIFY(shown<QCheckBox>(choice)->text().contains(u"(%1)"_s.arg(group.count)));
        grab(u"facets"_s);
        shown<QCheckBox>(choice)->setChecked(true);
        click(u"filterApply"_s);
        QTRY_COMPARE_WITH_TIMEOUT(rowsOf(u"auditTable"_s), int(group.count), patience);
        QTRY_VERIFY(shown(u"chip.action"_s));
        QVERIFY(!shown(u"filterBy.action"_s));
        click(u"filterBy.at"_s);
        click(u"filterApply"_s);
        QTRY_VERIFY(shown(u"chip.at"_s));
        grab(u"audit"_s);
        click(u"exportAudit"_s);
        QTRY_COMPARE(window()->currentPageId(), u"reports"_s);
        QTRY_COMPARE_WITH_TIMEOUT(shown<QLineEdit>(u"reportName"_s)->text(), u"Rows of a list"_s, patience);
        run(u"go.back"_s);
        QTRY_COMPARE(window()->currentPageId(), u"audit"_s);
        QTRY_VERIFY(shown(u"chip.action"_s));  // as it was left
        click(u"verifyChain"_s);
        QTRY_VERIFY_WITH_TIMEOUT(shown(u"auditVerdict"_s), patience);
    }

    void whatATenantHasStandsBesideTheList() {
        const auto tenant =
            read<contract::Page<domain::Tenant>>(platform_.ask({.target = "/v1/tenants?filter=slug%3Dtarnwick"}))
                .items.at(0);
        const auto users = read<contract::Page<domain::User>>(
            platform_.ask({.target = "/v1/users?limit=1&filter=tenantId%3D" + tenant.id}));
        window()->goTo(u"tenants"_s, {{u"id"_s, QString::fromStdString(tenant.id)}});
        QTRY_VERIFY_WITH_TIMEOUT(shown<QTabBar>(u"tenantTabs"_s), patience);
        auto* tabs = shown<QTabBar>(u"tenantTabs"_s);
        QCOMPARE(tabs->count(), 6);
        QVERIFY2(tabs->tabRect(5).right() <= tabs->width(), "all tabs are seen");
        tabs->setCurrentIndex(1);
        QTRY_COMPARE_WITH_TIMEOUT(rowsOf(u"tenantUsers"_s), int(users.total), patience);
        QTRY_VERIFY(!cell(u"tenantUsers"_s, 0, 1).isEmpty());
        grab(u"tenant-users"_s);
        tabs->setCurrentIndex(2);
        const auto says = [this](const std::string& text) {
            const auto labels = shown(u"tenantPanel"_s)->findChildren<QLabel*>();
            return std::ranges::any_of(labels, [&](const QLabel* label) {
                return label->isVisible() && label->text() == QString::fromStdString(text);
            });
        };
        QTRY_VERIFY(says(tenant.domain) && says(tenant.slug));
        tabs->setCurrentIndex(3);
        grab(u"tenant-subscription"_s);
        click(u"openSubscription"_s);
        QTRY_COMPARE(window()->currentPageId(), u"reports"_s);
        QTRY_COMPARE_WITH_TIMEOUT(shown<QLineEdit>(u"reportName"_s)->text(), u"Rows of a list"_s, patience);
        run(u"go.back"_s);
        tabs->setCurrentIndex(1);
        QTRY_VERIFY_WITH_TIMEOUT(rowsOf(u"tenantUsers"_s) > 0, patience);
        auto* people = table(u"tenantUsers"_s);
        QTRY_VERIFY(!people->model()->index(0, 1).data(ui::RowKeyRole).toString().isEmpty());
        const auto userId = people->model()->index(0, 1).data(ui::RowKeyRole).toString().toStdString();
        people->setCurrentIndex(people->model()->index(0, 1));
        QTest::keyClick(people, Qt::Key_Return);
        QTRY_COMPARE(window()->currentPageId(), u"users"_s);
        QTRY_COMPARE_WITH_TIMEOUT(placeId(), userId, patience);
    }

    void severalEntriesAreRevertedTogether() {
        const auto some = read<contract::Page<domain::Tenant>>(
                              platform_.ask({.target = "/v1/tenants?limit=2&filter=status%3Dactive"}))
                              .items;
        for (const auto& tenant : some) {
            json::Object plan{{"entity", "tenant"},
                              {"operation", "change"},
                              {"selection", json::Object{{"ids", json::Array{json::Value(tenant.id)}}}},
                              {"patch", json::Object{{"addTag", "taken-back"}}}};
            const auto made = posted<domain::Plan>("/v1/plans", json::write(json::Value(std::move(plan))));
            const auto batch = posted<domain::Batch>("/v1/plans/" + made.id + "/apply", "{}");
            QTRY_VERIFY_WITH_TIMEOUT(
                read<domain::Batch>(platform_.ask({.target = "/v1/batches/" + batch.id})).finishedAt.has_value(),
                patience);
        }
        window()->goTo(u"audit"_s, {{u"view"_s, u"all"_s}, {u"filter"_s, u"action=tenant.change"_s}});
        const auto isOf = [&](int row, const domain::Tenant& tenant) {
            return cell(u"auditTable"_s, row, 4) == QString::fromStdString(tenant.name);
        };
        QTRY_VERIFY_WITH_TIMEOUT(isOf(0, some[1]) && isOf(1, some[0]), patience);
        auto* entries = table(u"auditTable"_s);
        entries->setFocus();
        entries->setCurrentIndex(entries->model()->index(0, 1));
        QTest::keyClick(entries, Qt::Key_Space);
        QTest::keyClick(entries, Qt::Key_Down);
        QTest::keyClick(entries, Qt::Key_Space);
        QCOMPARE(entries->selection()->count(), 2);
        click(u"bulkRevert"_s);
        QTRY_VERIFY_WITH_TIMEOUT(shown(u"planDialog"_s), patience);
        typeConfirmation();
        click(u"planApply"_s);
        QTRY_VERIFY_WITH_TIMEOUT(!shown(u"planDialog"_s), patience);
        for (const auto& tenant : some) {
            const auto now = read<domain::Tenant>(platform_.ask({.target = "/v1/tenants/" + tenant.id}));
            QCOMPARE(now.tags, tenant.tags);
        }
    }

    void cleanupTestCase() { close(); }
};

QTEST_MAIN(ToolsTest)
#include "tools_test.moc"
