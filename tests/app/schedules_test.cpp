// Schedules through the whole console on a real platform: one is made in a form that shows the next five runs, run by
// hand, read in the log with the keyboard, delivered again to one recipient alone, switched off and deleted; and what
// it looks like offline. With STEWARD_GRABS=DIR it leaves pictures.
#include <QTreeWidget>

#include "contract/endpoints.h"
#include "models/schedules/schedule_models.h"
#include "tests/app/driven_console.h"
#include "tests/support/awaited.h"
#include "ui/buttons.h"
#include "views/common/page.h"

using namespace steward;
using namespace Qt::StringLiterals;
using test::patience;
using List = models::AlertListOf<domain::ReportSchedule>;

class SchedulesWindowTest : public QObject, test::DrivenConsole {
    Q_OBJECT

    void applyPlan() {
        QTRY_VERIFY_WITH_TIMEOUT(shown(u"planDialog"_s), patience);
        typeConfirmation();
        click(u"planApply"_s);
        QTRY_VERIFY_WITH_TIMEOUT(!shown(u"planDialog"_s), 2 * patience);
    }
    QString state() { return cell(u"schedulesTable"_s, 0, List::State); }
    void openReport(const QString& id) {
        goTo(u"reports"_s);
        QTRY_VERIFY_WITH_TIMEOUT(shown<views::Page>(u"page.reports"_s), patience);
        shown<views::Page>(u"page.reports"_s)->visit({{u"id"_s, id}});
    }
    QString next() { return shown<QLabel>(u"scheduleNext"_s) ? shown<QLabel>(u"scheduleNext"_s)->text() : QString(); }
    domain::ReportSchedule scheduleOf(const std::string& reportId) {
        const auto page = test::awaited(
            session()->client().call(contract::listReportSchedules, {.limit = 1, .filter = "reportId=" + reportId}));
        return page && !page->items.empty() ? page->items.front() : domain::ReportSchedule();
    }
    QTreeWidget* log() { return shown<QTreeWidget>(u"runLog"_s); }
    QString outcome(int run, int recipient) {
        auto* top = log() ? log()->topLevelItem(run) : nullptr;
        auto* line = top ? top->child(recipient) : nullptr;
        return line ? line->text(1) : QString();
    }

private Q_SLOTS:
    void initTestCase() {
        deliveries_ = pathOf(u"deliveries"_s);
        QVERIFY(QDir().mkpath(deliveries_));
        qputenv("STEWARD_SCHEDULES_FOLDER", deliveries_.toUtf8());
        qputenv("STEWARD_SCHEDULES_INTERVAL_MS", "200");
        startLocal(30);
        goTo(u"schedules"_s);
        QTRY_VERIFY_WITH_TIMEOUT(shown(u"createFirst"_s), patience);
        grab(u"schedules-empty"_s);
        const auto definition = json::parse(
            "{\"version\":2,\"name\":\"MRR by plan\",\"dataset\":\"tenants\",\"rows\":[{\"field\":\"plan\"}],"
            "\"measures\":[{\"field\":\"mrr\",\"aggregate\":\"sum\"}]}");
        const auto saved = test::awaited(session()->client().call(contract::saveReport, {*definition}));
        QVERIFY2(saved, saved ? "" : saved.error().message.c_str());
        reportId_ = QString::fromStdString(saved->id);
    }

    void aScheduleIsMadeWithTheNextRunsInSight() {
        click(u"createSchedule"_s);
        QTRY_VERIFY(shown<QLineEdit>(u"field.name"_s));
        auto* report = shown<QComboBox>(u"field.reportId"_s);
        QTRY_COMPARE_WITH_TIMEOUT(report->currentText(), u"MRR by plan"_s, patience);
        // Nobody gets it: said at its field, nothing is asked of the platform.
        write(u"field.name"_s, u"Finance"_s);
        click(u"formSubmit"_s);
        QVERIFY(shown<QLineEdit>(u"field.name"_s));
        auto* repeat = shown<QComboBox>(u"field.calendar/repeat"_s);
        repeat->setCurrentIndex(repeat->findData(int(domain::Recurrence::monthlyWeekday)));
        auto* nth = shown<QComboBox>(u"field.calendar/nth"_s);
        QVERIFY(nth);
        nth->setCurrentIndex(nth->findData(-1));
        auto* weekday = shown<QComboBox>(u"field.calendar/weekday"_s);
        weekday->setCurrentIndex(weekday->findData(int(domain::DayOfWeek::friday)));
        write(u"field.calendar/timeZone"_s, u"Europe/Nowhere"_s);
        QTRY_VERIFY(shown<QLabel>(u"nextRuns"_s)->text().startsWith(u"No next run"_s));
        write(u"field.calendar/timeZone"_s, u"America/New_York"_s);
        write(u"field.calendar/at"_s, u"08:30"_s);
        QTRY_COMPARE(shown<QLabel>(u"nextRuns"_s)->text().count(u", 08:30, here "_s), 5);
        write(u"scheduleRecipient"_s, u"finance, archive"_s);
        QTest::keyClick(shown<QLineEdit>(u"scheduleRecipient"_s), Qt::Key_Return);
        QTRY_VERIFY(shown<QWidget>(u"recipient.archive"_s));
        QVERIFY(shown<QLineEdit>(u"field.name"_s));  // Enter adds, and sends nothing
        write(u"scheduleRecipient"_s, u"ines@tarnwick.example"_s);
        grab(u"schedule-form"_s);
        click(u"formSubmit"_s);
        applyPlan();
        QTRY_COMPARE_WITH_TIMEOUT(cell(u"schedulesTable"_s, 0, List::Name), u"Finance"_s, patience);
        QCOMPARE(cell(u"schedulesTable"_s, 0, List::Report), u"MRR by plan"_s);
        QCOMPARE(cell(u"schedulesTable"_s, 0, List::Rule),
                 u"Every last Friday of the month at 08:30, America/New_York"_s);
        QVERIFY(cell(u"schedulesTable"_s, 0, List::Next) != u"–"_s);
        QCOMPARE(state(), u"Not yet"_s);
    }

    void theBuilderSaysHowItsReportGoesOut() {
        goTo(u"reports"_s);
        QTRY_VERIFY_WITH_TIMEOUT(shown(u"scheduleOn"_s), patience);
        QVERIFY(!shown(u"scheduleOn"_s)->isEnabled());
        openReport(reportId_);
        QTRY_VERIFY_WITH_TIMEOUT(shown<QComboBox>(u"scheduleRepeat"_s), patience);
        QCOMPARE(shown<QComboBox>(u"scheduleRepeat"_s)->currentText(), u"Every last Friday of the month"_s);
        QCOMPARE(shown<QLineEdit>(u"scheduleAt"_s)->text(), u"08:30"_s);
        QCOMPARE(shown<QLineEdit>(u"scheduleZone"_s)->text(), u"America/New_York"_s);
        QCOMPARE(shown<QComboBox>(u"scheduleFormats"_s)->currentText(), u"CSV"_s);
        QVERIFY(shown(u"recipient.archive"_s) && shown(u"recipient.ines@tarnwick.example"_s));
        QVERIFY2(next().startsWith(u"Next run Fri "_s) && next().contains(u"America/New_York"_s), qPrintable(next()));
        QVERIFY(shown<QAbstractButton>(u"scheduleOn"_s)->isChecked() && !shown(u"schedulePreview"_s));
        grab(u"report-schedules"_s);
        // What is not complete is not planned; what was typed goes again.
        write(u"scheduleAt"_s, u"7h"_s);
        QTRY_COMPARE(next(), u"No next run: the rule is not complete."_s);
        QVERIFY(!shown<QAbstractButton>(u"schedulePreview"_s)->isEnabled());
        click(u"scheduleDiscard"_s);
        QTRY_COMPARE_WITH_TIMEOUT(shown<QLineEdit>(u"scheduleAt"_s)->text(), u"08:30"_s, patience);
        QVERIFY(!shown(u"schedulePreview"_s));
        click(u"scheduleReport"_s);
        QTRY_VERIFY_WITH_TIMEOUT(shown(u"page.schedules"_s) && log(), patience);
    }

    void aReportIsScheduledInTheBuilder() {
        const auto definition = json::parse(
            "{\"version\":2,\"name\":\"Users by role\",\"dataset\":\"users\",\"rows\":[{\"field\":\"role\"}],"
            "\"measures\":[{\"field\":\"\",\"aggregate\":\"count\"}]}");
        const auto saved = test::awaited(session()->client().call(contract::saveReport, {*definition}));
        QVERIFY(saved);
        openReport(QString::fromStdString(saved->id));
        const auto note = [this] {
            const auto* label = shown<QLabel>(u"scheduleNote"_s);
            return label ? label->text() : QString();
        };
        QTRY_COMPARE_WITH_TIMEOUT(note(), u"It is sent by no schedule."_s, patience);
        QVERIFY(!shown(u"scheduleRepeat"_s));
        click(u"scheduleOn"_s);
        QTRY_VERIFY(shown<QComboBox>(u"scheduleRepeat"_s));
        QCOMPARE(shown<QComboBox>(u"scheduleRepeat"_s)->currentText(), u"Weekly, Monday"_s);
        // Who begins it gets it, until somebody says otherwise: with the keyboard.
        auto* mine = shown(u"scheduleRecipients"_s)->findChild<ui::Chip*>();
        QVERIFY(mine && mine->text().contains(u'@'));
        QTest::keyClick(mine, Qt::Key_Delete);
        QTRY_COMPARE(next(), u"Say who gets it."_s);
        QVERIFY(!shown<QAbstractButton>(u"schedulePreview"_s)->isEnabled());
        auto* entry = shown<QLineEdit>(u"scheduleRecipient"_s);
        QTest::keyClicks(entry, u"builder"_s);
        QTest::keyClick(entry, Qt::Key_Return);
        QTest::keyClicks(entry, u"builder/again,"_s);
        QTRY_VERIFY(shown(u"recipient.builder"_s) && shown(u"recipient.builder/again"_s));
        auto* formats = shown<QComboBox>(u"scheduleFormats"_s);
        formats->setCurrentIndex(formats->findText(u"XLSX and PDF"_s));
        QCOMPARE(formats->currentText(), u"XLSX and PDF"_s);
        write(u"scheduleAt"_s, u"07:00"_s);
        write(u"scheduleZone"_s, u"UTC"_s);
        QTRY_VERIFY2(next().startsWith(u"Next run Mon "_s) && next().contains(u"07:00 UTC"_s), qPrintable(next()));
        grab(u"report-schedule-new"_s);
        click(u"schedulePreview"_s);
        applyPlan();
        QTRY_VERIFY_WITH_TIMEOUT(!shown(u"schedulePreview"_s) && shown(u"scheduleRepeat"_s), patience);
        auto made = scheduleOf(saved->id);
        QVERIFY((made.formats == std::vector{domain::ReportFormat::xlsx, domain::ReportFormat::pdf}));
        QCOMPARE(made.deliveries.size(), std::size_t(2));
        QVERIFY(made.completeOnly && made.enabled);
        QCOMPARE(made.name, std::string("Users by role"));

        // Another change, and off.
        auto* repeat = shown<QComboBox>(u"scheduleRepeat"_s);
        repeat->setCurrentIndex(repeat->findText(u"Monday to Friday"_s));
        click(u"scheduleOn"_s);
        QTRY_COMPARE(next(), u"Switched off"_s);
        click(u"schedulePreview"_s);
        applyPlan();
        QTRY_VERIFY_WITH_TIMEOUT(!scheduleOf(saved->id).enabled, patience);
        made = scheduleOf(saved->id);
        QCOMPARE(made.calendar.repeat, domain::Recurrence::weekdays);
        QCOMPARE(made.calendar.at, std::string("07:00"));
        QTRY_VERIFY_WITH_TIMEOUT(!shown(u"schedulePreview"_s), patience);
        // Of several that send it one is chosen, but not while another is being changed.
        auto twin = made;
        twin.name = "Users by role, again";
        domain::PlanRequest another;
        another.entity = domain::EntityKind::reportSchedule;
        another.operation = domain::Operation::create;
        another.patch = json::Object{
            {"name", twin.name}, {"reportId", twin.reportId}, {"deliveries", json::toValue(twin.deliveries)}};
        const auto plan = test::awaited(session()->client().call(contract::createPlan, another));
        QVERIFY2(plan, plan ? "" : plan.error().message.c_str());
        QVERIFY(test::awaited(session()->client().call(contract::applyPlan, {.id = plan->id})));
        QTRY_VERIFY_WITH_TIMEOUT(shown<QComboBox>(u"scheduleName"_s), patience);
        auto* which = shown<QComboBox>(u"scheduleName"_s);
        QCOMPARE(which->currentText(), u"Users by role"_s);
        which->setCurrentIndex(which->findText(u"Users by role, again"_s));
        QTRY_COMPARE(shown<QLineEdit>(u"scheduleAt"_s)->text(), u"08:00"_s);
        write(u"scheduleAt"_s, u"09:00"_s);
        QTRY_VERIFY(!which->isEnabled());
        click(u"scheduleDiscard"_s);
        QTRY_VERIFY_WITH_TIMEOUT(which->isEnabled(), patience);
        QCOMPARE(which->currentText(), u"Users by role, again"_s);
        goTo(u"schedules"_s);
        QTRY_COMPARE_WITH_TIMEOUT(rowsOf(u"schedulesTable"_s), 3, patience);
    }

    void itIsRunByHandAndItsLogIsReadWithTheKeyboard() {
        auto* rows = table(u"schedulesTable"_s);
        rows->setFocus();
        rows->setCurrentIndex(rows->model()->index(0, 1));
        QTest::keyClick(rows, Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(log(), patience);
        click(u"runScheduleNow"_s);
        // There is no mail server here.
        QTRY_COMPARE_WITH_TIMEOUT(state(), u"Not to all"_s, patience);
        QTRY_VERIFY_WITH_TIMEOUT(log()->topLevelItemCount() == 1 && log()->topLevelItem(0)->childCount() == 3,
                                 patience);
        QTRY_VERIFY_WITH_TIMEOUT(outcome(0, 0).startsWith(u"Delivered: finance/MRR by plan"_s), patience);
        QTRY_VERIFY_WITH_TIMEOUT(outcome(0, 1).startsWith(u"Delivered: archive/MRR by plan"_s), patience);
        QTRY_VERIFY_WITH_TIMEOUT(outcome(0, 2).startsWith(u"Failed: There is no mail server"_s), patience);
        QVERIFY(!QDir(deliveries_ + u"/platform/finance"_s).entryList({u"*.csv"_s}).isEmpty());
        QVERIFY(!shown<QAbstractButton>(u"resendRun"_s)->isEnabled());
        grab(u"schedule-log"_s);
        log()->setFocus();
        QTest::keyClick(log(), Qt::Key_Home);
        log()->topLevelItem(0)->setExpanded(true);
        QTest::keyClick(log(), Qt::Key_Down);
        QTest::keyClick(log(), Qt::Key_Down);
        QCOMPARE(log()->currentItem()->text(0), u"folder archive"_s);
        QTRY_VERIFY(shown<QAbstractButton>(u"resendRun"_s)->isEnabled());
        QVERIFY(QDir(deliveries_ + u"/platform/archive"_s).removeRecursively());
        QTest::keyClick(log(), Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(!QDir(deliveries_ + u"/platform/archive"_s).entryList({u"*.csv"_s}).isEmpty(),
                                 patience);
        QTRY_COMPARE_WITH_TIMEOUT(state(), u"Not to all"_s, patience);
    }

    void itIsSwitchedOffAndDeletedByPlans() {
        QTest::keySequence(window(), QKeySequence(u"F2"_s));
        QTRY_VERIFY_WITH_TIMEOUT(shown<QCheckBox>(u"scheduleEnabled"_s), patience);
        shown<QCheckBox>(u"scheduleEnabled"_s)->setChecked(false);
        click(u"formSubmit"_s);
        applyPlan();
        QTRY_COMPARE_WITH_TIMEOUT(state(), u"Off"_s, patience);
        QCOMPARE(cell(u"schedulesTable"_s, 0, List::Next), u"–"_s);
        app::Preferences().setTheme(ui::ThemeKind::dark);
        grab(u"dark-schedules"_s);
        QTest::keySequence(window(), QKeySequence(u"Ctrl+Shift+Backspace"_s));
        applyPlan();
        QTRY_COMPARE_WITH_TIMEOUT(rowsOf(u"schedulesTable"_s), 2, patience);
        QCOMPARE(cell(u"schedulesTable"_s, 0, List::Name), u"Users by role"_s);
    }

private:
    QString deliveries_, reportId_;
};

QTEST_MAIN(SchedulesWindowTest)
#include "schedules_test.moc"
