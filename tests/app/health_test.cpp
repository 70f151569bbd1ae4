// Health through the whole console on a real platform: a component is made in a form and goes down, the line of its
// states is read with the keyboard, maintenance is planned for it and cancelled, the overview leads there. With
// STEWARD_GRABS=DIR it leaves pictures.
#include <QTabBar>

#include "contract/endpoints.h"
#include "models/health/health_models.h"
#include "tests/alerts/receiver.h"
#include "tests/app/driven_console.h"
#include "tests/support/awaited.h"
#include "ui/fields.h"
#include "views/common/page.h"

using namespace steward;
using namespace Qt::StringLiterals;
using test::patience;
using Components = models::AlertListOf<domain::Component>;
using Windows = models::AlertListOf<domain::MaintenanceWindow>;

class HealthWindowTest : public QObject, test::DrivenConsole {
    Q_OBJECT

    void openTab(int index, const QString& list) {
        auto* tabs = shown<QTabBar>(u"healthTabs"_s);
        QVERIFY(tabs);
        QTest::mouseClick(tabs, Qt::LeftButton, {}, tabs->tabRect(index).center());
        QTRY_VERIFY_WITH_TIMEOUT(shown(u"health."_s + list), patience);
        QTRY_COMPARE(tabs->currentIndex(), index);
    }
    void applyPlan() {
        typeConfirmation();
        click(u"planApply"_s);
        QTRY_VERIFY_WITH_TIMEOUT(!shown(u"planDialog"_s), 2 * patience);
    }
    void openRow(const QString& tableName, const QString& name) {
        QTRY_COMPARE_WITH_TIMEOUT(cell(tableName, 0, 1), name, patience);
        auto* rows = table(tableName);
        rows->setFocus();
        rows->setCurrentIndex(rows->model()->index(0, 1));
        QTest::keyClick(rows, Qt::Key_Return);
        QTRY_VERIFY(shown<QLabel>(u"alertName"_s) && shown<QLabel>(u"alertName"_s)->text() == name);
    }
    QString stateOf() { return cell(u"healthComponentsTable"_s, 0, Components::State); }

private Q_SLOTS:
    void initTestCase() {
        qputenv("STEWARD_HEALTH_INTERVAL_MS", "500");
        startLocal(40);
        goTo(u"health"_s);
        QTRY_VERIFY_WITH_TIMEOUT(shown(u"healthTabs"_s), patience);
        QTRY_VERIFY_WITH_TIMEOUT(shown(u"createFirst"_s), patience);
        grab(u"health-empty"_s);
    }

    void aComponentIsMadeAndGoesDown() {
        click(u"createComponent"_s);
        // What is missing is said at its field.
        QTRY_VERIFY(shown<QLineEdit>(u"field.name"_s));
        click(u"formSubmit"_s);
        auto* name = shown<QLineEdit>(u"field.name"_s);
        QVERIFY(name);
        const auto* field = qobject_cast<ui::FormField*>(name->parentWidget());
        QVERIFY(field);
        QTRY_VERIFY(!field->error().isEmpty());
        QCoreApplication::processEvents();
        const auto* beside = shown<QLineEdit>(u"field.objective"_s);
        QTRY_COMPARE(name->mapTo(window(), QPoint()).y(), beside->mapTo(window(), QPoint()).y());
        grab(u"health-form-error"_s);
        write(u"field.name"_s, u"Shop"_s);
        QVERIFY(field->error().isEmpty());
        write(u"field.objective"_s, u"99.5"_s);
        write(u"field.probe/target"_s, QString::fromStdString(receiver_.url("/health")));
        write(u"field.probe/intervalMs"_s, u"5 s"_s);
        write(u"field.probe/failures"_s, u"1"_s);
        grab(u"component-form"_s);
        click(u"formSubmit"_s);
        applyPlan();
        QTRY_COMPARE_WITH_TIMEOUT(cell(u"healthComponentsTable"_s, 0, Components::Name), u"Shop"_s, patience);
        QTRY_COMPARE_WITH_TIMEOUT(stateOf(), u"Operational"_s, 3 * patience);
        QCOMPARE(cell(u"healthComponentsTable"_s, 0, Components::Objective), u"99.5 %"_s);
        receiver_.answer(503);
        QTRY_COMPARE_WITH_TIMEOUT(stateOf(), u"Down"_s, 3 * patience);
        QTRY_VERIFY_WITH_TIMEOUT(shown(u"healthLine"_s), patience);
        grab(u"health-down"_s);
    }

    void itsStatesAndMonthsAreRead() {
        openRow(u"healthComponentsTable"_s, u"Shop"_s);
        auto* timeline = shown<QWidget>(u"stateTimeline"_s);
        QVERIFY(timeline);
        QTRY_VERIFY_WITH_TIMEOUT(shown<QLabel>(u"timelineText"_s)->text().contains(u"Down 1 time"_s), patience);
        timeline->setFocus();
        QTest::keyClick(timeline, Qt::Key_End);
        QTRY_VERIFY(shown<QLabel>(u"timelineText"_s)->text().startsWith(u"Down from"_s));
        QVERIFY(shown<QLabel>(u"timelineText"_s)->text().contains(u"It answered 503."_s));
        QTest::keyClick(timeline, Qt::Key_Left);
        QVERIFY(shown<QLabel>(u"timelineText"_s)->text().startsWith(u"Operational from"_s));
        QVERIFY(timeline->accessibleDescription().startsWith(u"Operational from"_s));
        QTRY_VERIFY_WITH_TIMEOUT(!shown<QWidget>(u"componentMonths"_s)->findChildren<QLabel*>().isEmpty(), patience);
        grab(u"component-panel"_s);
    }

    void maintenanceIsPlannedAndCancelled() {
        openTab(1, u"windows"_s);
        click(u"createWindow"_s);
        QTRY_VERIFY(shown<QLineEdit>(u"field.startsAt"_s));
        write(u"field.name"_s, u"Upgrade"_s);
        write(u"field.startsAt"_s, u"tomorrow"_s);
        click(u"formSubmit"_s);
        QTRY_VERIFY(shown<QLineEdit>(u"field.startsAt"_s));  // that is no time
        write(u"field.startsAt"_s, QDateTime::currentDateTimeUtc().addSecs(-60).toString(u"yyyy-MM-dd HH:mm"_s));
        write(u"field.endsAt"_s, u"2 h"_s);
        grab(u"window-form"_s);
        click(u"formSubmit"_s);
        applyPlan();
        QTRY_COMPARE_WITH_TIMEOUT(cell(u"maintenanceTable"_s, 0, Windows::Name), u"Upgrade"_s, patience);
        QCOMPARE(cell(u"maintenanceTable"_s, 0, Windows::State), u"Under way"_s);
        QCOMPARE(cell(u"maintenanceTable"_s, 0, Windows::Components), u"All"_s);
        openTab(0, u"components"_s);
        QTRY_COMPARE_WITH_TIMEOUT(stateOf(), u"Maintenance"_s, 3 * patience);
        grab(u"health-maintenance"_s);
        openTab(1, u"windows"_s);
        openRow(u"maintenanceTable"_s, u"Upgrade"_s);
        QTest::keySequence(window(), QKeySequence(u"Ctrl+Shift+Backspace"_s));
        QTRY_VERIFY_WITH_TIMEOUT(shown(u"planDialog"_s), patience);
        applyPlan();
        QTRY_VERIFY_WITH_TIMEOUT(rowsOf(u"maintenanceTable"_s) <= 0, patience);
        openTab(0, u"components"_s);
        QTRY_COMPARE_WITH_TIMEOUT(stateOf(), u"Down"_s, 3 * patience);
    }

    void theOverviewSaysWhatIsDownAndLeadsThere() {
        goTo(u"overview"_s);
        QTRY_VERIFY_WITH_TIMEOUT(shown(u"status.down"_s), patience);
        QCOMPARE(shown(u"status.down"_s)->accessibleName(), u"1 Down"_s);
        grab(u"overview-health"_s);
        click(u"status.down"_s);
        QTRY_VERIFY_WITH_TIMEOUT(shown(u"health.components"_s), patience);
        receiver_.answer(200);
        QTRY_COMPARE_WITH_TIMEOUT(stateOf(), u"Operational"_s, 3 * patience);
        QTRY_VERIFY_WITH_TIMEOUT(!shown(u"healthLine"_s), patience);
        goTo(u"overview"_s);
        QTRY_VERIFY_WITH_TIMEOUT(shown(u"status.operational"_s) && !shown(u"status.down"_s), 2 * patience);
    }

    void inEveryTheme() {
        goTo(u"health"_s);
        for (const auto& [theme, name] :
             {std::pair(ui::ThemeKind::light, u"light-"_s), std::pair(ui::ThemeKind::dark, u"dark-"_s),
              std::pair(ui::ThemeKind::highContrast, u"contrast-"_s)}) {
            app::Preferences().setTheme(theme);
            openTab(1, u"windows"_s);
            QTest::qWait(qEnvironmentVariableIsSet("STEWARD_GRABS") ? 500 : 0);
            grab(name + u"windows"_s);
            openTab(0, u"components"_s);
            openRow(u"healthComponentsTable"_s, u"Shop"_s);
            grab(name + u"health"_s);
        }
    }

private:
    test::Receiver receiver_;
};

QTEST_MAIN(HealthWindowTest)
#include "health_test.moc"
