// The whole console on a real embedded platform, driven by keys and clicks. With STEWARD_GRABS=DIR it leaves pictures.
#include <QListView>
#include <QMenu>
#include <QTabBar>

#include "app/status_line.h"
#include "tests/app/driven_console.h"
#include "ui/buttons.h"
#include "ui/fields.h"
#include "ui/theme.h"
#include "views/palette/palette.h"

using namespace steward;
using namespace Qt::StringLiterals;

class ConsoleTest : public QObject, test::DrivenConsole {
    Q_OBJECT

    template <class T = QWidget>
    T* find(const QString& name) const {
        return window()->findChild<T*>(name);
    }
    ui::TableView* tenants() const { return find<ui::TableView>(u"tenantsTable"_s); }
    void waitForRows() {
        QTRY_VERIFY_WITH_TIMEOUT(tenants() && tenants()->model()->rowCount() > 0, 20'000);
        QTRY_VERIFY(!tenants()->model()->index(0, 1).data().toString().isEmpty());
    }

private Q_SLOTS:
    void initTestCase() {
        const int tenants = qEnvironmentVariableIntValue("STEWARD_TENANTS");
        startLocal(tenants > 0 ? tenants : 300);
        QVERIFY(!console().firstWindow()->isVisible());
        waitForRows();
    }

    void theStatusLineSaysWhenTheStreamIsSlow() {
        app::StatusLine line;
        const auto* words = line.findChild<QLabel*>(u"streamStatus"_s);
        app::StatusLine::Stream stream{true, std::chrono::milliseconds(12), 1840, {}};
        line.setStream(stream);
        QCOMPARE(words->text(), u"API 12 ms · stream 1,840 events/min"_s);
        stream.thinning = client::FeedThinning{5, 8, *parseRfc3339("2026-11-23T09:00:07Z"), {}};
        line.setStream(stream);
        QCOMPARE(words->text(), u"API 12 ms · stream slow: one of 8 values"_s);
        QVERIFY(words->toolTip().contains(u"since 09:00:07 UTC only one of 8 values"_s));
        QCOMPARE(words->accessibleDescription(), words->toolTip());
        stream.isLive = false;
        line.setStream(stream);
        QCOMPARE(words->text(), u"API 12 ms · stream reconnecting"_s);
        line.setOffline();
        QVERIFY(words->text() == u"Offline"_s && words->toolTip().isEmpty());
    }

    void showsTheFirstTenantBesideTheList() {
        QTRY_VERIFY(shown(u"tenantPanel"_s));
        QTRY_VERIFY(!shown<QLabel>(u"tenantName"_s)->text().isEmpty());
        QCOMPARE(shown<QLabel>(u"tenantName"_s)->text(), tenants()->model()->index(0, 1).data().toString());
        grab(u"tenants"_s);
    }

    void filtersAndSortsAndClears() {
        auto* quick = shown<QLineEdit>(u"quickFilter"_s);
        const int all = tenants()->model()->rowCount();
        tenants()->setFocus();
        QTest::keyClick(tenants(), Qt::Key_Slash);
        QCOMPARE(QApplication::focusWidget(), quick);
        QTest::keyClicks(quick, u"tarnwick"_s);
        QTRY_VERIFY(tenants()->model()->rowCount() > 0 && tenants()->model()->rowCount() < 5);
        quick->clear();
        QTRY_COMPARE(tenants()->model()->rowCount(), all);
        shown<QTabBar>(u"tenantViews"_s)->setCurrentIndex(1);
        QTRY_VERIFY(tenants()->model()->rowCount() < all);
        QTRY_COMPARE(tenants()->model()->index(0, 2).data().toString(), u"Past due"_s);
        shown<QTabBar>(u"tenantViews"_s)->setCurrentIndex(0);
        QTRY_COMPARE(tenants()->model()->rowCount(), all);
    }

    void selectsAndSuspendsByKeyboard() {
        tenants()->setFocus();
        QTest::keyClick(tenants(), Qt::Key_Home);
        waitForRows();
        QTest::keyClick(tenants(), Qt::Key_Space);
        QTest::keyClick(tenants(), Qt::Key_Down);
        QTest::keyClick(tenants(), Qt::Key_Space);
        QCOMPARE(tenants()->selection()->count(), 2);
        QTRY_VERIFY(shown(u"bulkBar"_s));
        grab(u"bulk"_s);
        click(u"bulkSuspend"_s);
        QTRY_VERIFY(shown(u"planDialog"_s));
        auto* apply = shown<ui::Button>(u"planApply"_s);
        QTRY_VERIFY_WITH_TIMEOUT(shown(u"planConfirmation"_s) && shown(u"planTable"_s), 10'000);
        QVERIFY(!apply->isEnabled());  // the sentence is not typed yet
        QTest::keyClicks(shown<QLineEdit>(u"planReason"_s), u"Unpaid for 90 days"_s);
        typeConfirmation();
        QTRY_VERIFY(apply->isEnabled());
        grab(u"plan"_s);
        // Enter never applies.
        QTest::keyClick(shown<QLineEdit>(u"planConfirmation"_s), Qt::Key_Return);
        apply->setFocus();
        QTest::keyClick(apply, Qt::Key_Return);
        QVERIFY(shown(u"planDialog"_s));
        QVERIFY(apply->isEnabled());
        QTest::keyClick(apply, Qt::Key_Space);
        QTRY_VERIFY_WITH_TIMEOUT(!shown(u"planDialog"_s), 20'000);
        QTRY_COMPARE(tenants()->model()->index(0, 2).data().toString(), u"Suspended"_s);
        QVERIFY(tenants()->selection()->isEmpty());
        grab(u"toast"_s);
    }

    void undoFromTheToast() {
        auto toasts = window()->findChildren<ui::Toast*>();
        QVERIFY(!toasts.isEmpty());
        QVERIFY(toasts.last()->action());
        QTest::mouseClick(toasts.last()->action(), Qt::LeftButton);
        QTRY_VERIFY(shown(u"planDialog"_s));
        QTRY_VERIFY_WITH_TIMEOUT(shown(u"planReason"_s), 10'000);
        typeConfirmation();
        QTRY_VERIFY(shown<ui::Button>(u"planApply"_s)->isEnabled());
        click(u"planApply"_s);
        QTRY_VERIFY_WITH_TIMEOUT(!shown(u"planDialog"_s), 20'000);
        QTRY_VERIFY(tenants()->model()->index(0, 2).data().toString() != u"Suspended"_s);
    }

    void newTenantShowsErrorsAtItsFields() {
        click(u"newTenant"_s);
        QTRY_VERIFY(shown<QLineEdit>(u"field.name"_s));
        QTest::keyClicks(shown<QLineEdit>(u"field.name"_s), u"Armel & Sohne"_s);
        QCOMPARE(shown<QLineEdit>(u"field.slug"_s)->text(), u"armel-sohne"_s);
        click(u"formSubmit"_s);
        grab(u"new-tenant"_s);
        const auto* mail = qobject_cast<ui::FormField*>(shown(u"field.ownerEmail"_s)->parentWidget());
        QVERIFY(mail && !mail->error().isEmpty());
        shown<QLineEdit>(u"field.ownerName"_s)->setText(u"Nora Lind"_s);
        shown<QLineEdit>(u"field.ownerEmail"_s)->setText(u"nora@armel.example"_s);
        click(u"formSubmit"_s);
        QTRY_VERIFY_WITH_TIMEOUT(shown(u"planDialog"_s), 10'000);
        typeConfirmation();
        QTRY_VERIFY(shown<ui::Button>(u"planApply"_s)->isEnabled());
        grab(u"plan-new"_s);
        click(u"planApply"_s);
        QTRY_VERIFY_WITH_TIMEOUT(!shown(u"planDialog"_s), 20'000);
        shown<QLineEdit>(u"quickFilter"_s)->setText(u"armel-sohne"_s);
        QTRY_COMPARE(tenants()->model()->rowCount(), 1);
        shown<QLineEdit>(u"quickFilter"_s)->clear();
        waitForRows();
    }

    void paletteFindsAPastedId() {
        QTRY_VERIFY(!tenants()->model()->index(2, 1).data().toString().isEmpty());
        const QString id = tenants()->model()->index(2, 1).data(ui::RowKeyRole).toString();
        const QString name = tenants()->model()->index(2, 1).data().toString();
        QTest::keyClick(window(), Qt::Key_K, Qt::ControlModifier);
        QTRY_VERIFY(shown(u"palette"_s));
        grab(u"palette-commands"_s);
        auto* field = shown<QLineEdit>(u"paletteField"_s);
        QTest::keyClicks(field, id);
        auto* list = shown<QListView>(u"paletteList"_s);
        QTRY_COMPARE(list->currentIndex().data().toString(), name);
        grab(u"palette"_s);
        QTest::keyClick(field, Qt::Key_Return);
        QTRY_VERIFY(!shown(u"palette"_s));
        QTRY_COMPARE(shown<QLabel>(u"tenantName"_s)->text(), name);
    }

    void paletteRunsCommands() {
        QTest::keyClick(window(), Qt::Key_K, Qt::ControlModifier);
        auto* field = shown<QLineEdit>(u"paletteField"_s);
        QTest::keyClicks(field, u"dark theme"_s);
        QTest::keyClick(field, Qt::Key_Return);
        QTRY_COMPARE(ui::Theme::current().shown(), ui::ThemeKind::dark);
        grab(u"tenants-dark"_s);
        ui::Theme::current().apply(ui::ThemeKind::highContrast);
        grab(u"tenants-contrast"_s);
        ui::Theme::current().apply(ui::ThemeKind::light);
    }

    void lettersGoToPagesAndHistoryGoesBack() {
        tenants()->setFocus();
        QTest::keyClick(window(), Qt::Key_G);
        QTest::keyClick(window(), Qt::Key_A);
        QTRY_COMPARE(window()->currentPageId(), u"audit"_s);
        QTRY_VERIFY(find<ui::TableView>(u"auditTable"_s)->model()->rowCount() > 0);
        click(u"verifyChain"_s);
        QTRY_VERIFY(shown(u"auditVerdict"_s));
        grab(u"audit"_s);
        QTest::keyClick(window(), Qt::Key_Left, Qt::AltModifier);
        QCOMPARE(window()->currentPageId(), u"tenants"_s);
        QTest::keyClick(window(), Qt::Key_Right, Qt::AltModifier);
        QCOMPARE(window()->currentPageId(), u"audit"_s);
    }

    void regionsAreReachedWithF6() {
        QSet<QWidget*> visited;
        for (int i = 0; i < 3; ++i) {
            QTest::keyClick(QApplication::focusWidget() ? QApplication::focusWidget() : window(), Qt::Key_F6);
            visited.insert(QApplication::focusWidget());
        }
        QVERIFY(visited.size() >= 3);
    }

    void railBelow1180() {
        window()->resize(1100, 720);
        QTRY_COMPARE(find(u"navigation"_s)->width(), 52);
        grab(u"rail"_s);
        window()->resize(1440, 900);
        QTRY_COMPARE(find(u"navigation"_s)->width(), 208);
        QTest::keyClick(window(), Qt::Key_B, Qt::ControlModifier);
        QTRY_COMPARE(find(u"navigation"_s)->width(), 52);
        QTest::keyClick(window(), Qt::Key_B, Qt::ControlModifier);
        QTRY_COMPARE(find(u"navigation"_s)->width(), 208);
    }

    void everyMenuCommandIsNamed() {
        QSet<QString> names;
        for (const QMenu* menu : window()->findChildren<QMenu*>())
            for (const QAction* action : menu->actions())
                if (!action->isSeparator() && !action->menu()) names.insert(action->text());
        QVERIFY(names.size() > 20);
        QVERIFY(!names.contains(QString()));
    }

    void signsOutToTheFirstWindow() {
        run(u"file.signOut"_s);
        QTRY_VERIFY(console().firstWindow()->isVisible());
        QVERIFY(!console().mainWindow());
        grab(u"first"_s, console().firstWindow());
    }

    void addsAWorkspace() {
        auto* first = console().firstWindow();
        QTest::mouseClick(first->findChild<QAbstractButton*>(u"addWorkspace"_s), Qt::LeftButton);
        auto* name = first->findChild<QLineEdit*>(u"field.name"_s);
        QVERIFY(name);
        name->setText(u"Production"_s);
        first->findChild<QLineEdit*>(u"field.url"_s)->setText(u"ftp://nowhere"_s);
        auto* submit = first->findChild<QAbstractButton*>(u"formSubmit"_s);
        QTest::mouseClick(submit, Qt::LeftButton);
        QVERIFY(!qobject_cast<ui::FormField*>(first->findChild<QLineEdit*>(u"field.url"_s)->parentWidget())
                     ->error()
                     .isEmpty());
        first->findChild<QLineEdit*>(u"field.url"_s)->setText(u"https://admin.steward.example"_s);
        QTest::mouseClick(submit, Qt::LeftButton);
        QTRY_VERIFY(first->findChildren<views::WorkspaceCard*>().size() == 2);
        grab(u"first-added"_s, first);
    }

    void cleanupTestCase() { close(); }
};

QTEST_MAIN(ConsoleTest)
#include "console_test.moc"
