// Away from the platform and back, through the whole console on a real platform that is stopped, started and cut off.
#include <QCheckBox>
#include <QElapsedTimer>
#include <QTableView>

#include "contract/endpoints.h"
#include "report/export.h"
#include "tests/app/driven_console.h"
#include "tests/support/awaited.h"
#include "tests/support/proxy.h"
#include "tests/support/stewardd_fixture.h"
#include "ui/charts/live_chart.h"
#include "ui/status.h"
#include "views/reports/reports_page.h"

using namespace steward;
using namespace Qt::StringLiterals;
using test::patience;

namespace {

constexpr int shortestGapMs = 6000;  // what nobody recorded for so long is a hole in a line, whatever the machine

QByteArray contentsOf(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

}  // namespace

class OfflineTest : public QObject, test::DrivenConsole {
    Q_OBJECT

    test::StewarddFixture platform_;
    std::unique_ptr<test::Proxy> proxy_;
    QElapsedTimer away_;
    QStringList online_;  // the report, cell by cell, as the platform ran it
    QByteArray onlineFile_;

    ui::ConnectionState pill() const { return window()->findChild<ui::ConnectionPill*>(u"connection"_s)->shownState(); }
    QString pageStatus() const { return window()->findChild<QLabel*>(u"pageStatus"_s)->text(); }
    ui::TableView* tenants() const { return window()->findChild<ui::TableView*>(u"tenantsTable"_s); }
    bool isToastShown(const QString& start) const {
        const auto toasts = window()->findChildren<ui::Toast*>();
        return std::any_of(toasts.begin(), toasts.end(),
                           [&](const ui::Toast* toast) { return toast->accessibleName().startsWith(start); });
    }
    views::ReportsPage* reports() const { return window()->findChild<views::ReportsPage*>(); }
    QStringList cells() const {
        QStringList all;
        const auto* model = window()->findChild<QTableView*>(u"pivot"_s)->model();
        for (int row = 0; row < model->rowCount(); ++row)
            for (int column = 0; column < model->columnCount(); ++column)
                all << model->index(row, column).data().toString();
        return all;
    }
    QString nextRun() const {
        const auto* label = shown<QLabel>(u"scheduleNext"_s);
        return label ? label->text() : QString();
    }
    void applySchedule() {
        click(u"schedulePreview"_s);
        QTRY_VERIFY_WITH_TIMEOUT(shown(u"planDialog"_s), patience);
        typeConfirmation();
        click(u"planApply"_s);
        QTRY_VERIFY_WITH_TIMEOUT(!shown(u"planDialog"_s), 2 * patience);
        QTRY_VERIFY2_WITH_TIMEOUT(nextRun().endsWith(u"on the platform."_s), qPrintable(nextRun()), patience);
    }
    void runReport() {
        goTo(u"reports"_s);
        QTRY_VERIFY_WITH_TIMEOUT(reports()->builder().state() != models::ReportBuilder::State::running, patience);
        click(u"runReport"_s);
        QTRY_COMPARE_WITH_TIMEOUT(reports()->builder().state(), models::ReportBuilder::State::ready, patience);
    }
    void exportTo(const QString& name, report::Format format) {
        reports()->exportTo(pathOf(name), format);
        QTRY_VERIFY_WITH_TIMEOUT(!window()->findChild<QWidget*>(u"exportDialog"_s), patience);
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(pathOf(name)), patience);
    }
    QString whyDisabled(const QString& name) const {
        const auto* action = window()->findChild<QAction*>(name);
        if (action) return action->isEnabled() ? QString() : action->toolTip();
        const auto* widget = shown<QWidget>(name);
        return widget && !widget->isEnabled() ? widget->toolTip() : QString();
    }
    void waitForTenants() {
        QTRY_VERIFY_WITH_TIMEOUT(tenants()->model()->rowCount() > 0, patience);
        QTRY_VERIFY_WITH_TIMEOUT(!tenants()->model()->index(0, 1).data().toString().isEmpty(), patience);
    }
    std::vector<ui::LiveChart*> charts() const {
        std::vector<ui::LiveChart*> all;
        for (auto* chart : window()->findChildren<ui::LiveChart*>())
            if (chart->objectName().startsWith(u"chart."_s)) all.push_back(chart);
        return all;
    }
    qint64 newestPoint() const {
        const auto& samples = charts().front()->samples(0);
        return samples.empty() ? 0 : samples.back().time;
    }
    // Each second once and in order, in every line of every chart.
    void verifyNothingTwice() const {
        QVERIFY(charts().size() >= 9);
        for (const auto* chart : charts())
            for (int series = 0; series < chart->seriesCount(); ++series) {
                const auto& samples = chart->samples(series);
                for (std::size_t i = 1; i < samples.size(); ++i)
                    QVERIFY2(samples[i].time / 1000 > samples[i - 1].time / 1000, qPrintable(chart->objectName()));
            }
    }

private Q_SLOTS:
    void initTestCase() {
        platform_.addFlag("--demo");
        platform_.addFlag("--demo-tenants=150");
        QVERIFY2(platform_.start(), platform_.log().c_str());
        proxy_ = std::make_unique<test::Proxy>(platform_.port());
        addWorkspace("Staging", client::Environment::staging, proxy_->port());
        signIn(platform_.refreshToken());
        openWorkspace();
        waitForTenants();
        QTRY_COMPARE_WITH_TIMEOUT(pill(), ui::ConnectionState::live, patience);
    }

    void online() {
        run(u"tools.snapshot"_s);
        QTRY_VERIFY_WITH_TIMEOUT(isToastShown(u"Snapshot taken"_s), patience);
        const report::Definition other{.name = "Users by role",
                                       .dataset = "users",
                                       .rows = {{"role"}},
                                       .measures = {{"", report::Aggregate::count}}};
        QVERIFY(test::awaited(session()->client().call(contract::saveReport, {json::toValue(other)})));
        runReport();
        QCOMPARE(reports()->builder().resultSource(), models::ReportSource::platform);
        online_ = cells();
        QVERIFY(online_.size() > 50);
        exportTo(u"online.csv"_s, report::Format::csv);
        onlineFile_ = contentsOf(pathOf(u"online.csv"_s));
        reports()->builder().save();
        QTRY_VERIFY_WITH_TIMEOUT(reports()->builder().saved().has_value(), patience);
        QTRY_VERIFY_WITH_TIMEOUT(shown(u"scheduleOn"_s)->isEnabled(), patience);
        click(u"scheduleOn"_s);
        applySchedule();
        goTo(u"dashboards"_s);
        QTRY_VERIFY_WITH_TIMEOUT(newestPoint() > 0, patience);
        const qint64 before = newestPoint();
        QTRY_VERIFY_WITH_TIMEOUT(newestPoint() > before, patience);
    }

    void whatIsTakenAlongIsChosenAndShown() {
        run(u"tools.snapshots"_s);
        QTRY_VERIFY_WITH_TIMEOUT(shown(u"snapshots"_s), patience);
        const auto state = [&](const char16_t* dataset) {
            const auto* label = window()->findChild<QLabel*>(u"snapshotState."_s + QString::fromUtf16(dataset));
            return label ? label->text() : QString();
        };
        QTRY_VERIFY_WITH_TIMEOUT(state(u"tenants").contains(u"kept until"_s), patience);
        QVERIFY(window()->findChild<QLabel*>(u"snapshotNotice"_s)->text().contains(u"Not encrypted"_s));
        for (const char* dataset : {"users", "usage", "subscriptions", "audit"})
            window()->findChild<QCheckBox*>(u"snapshot."_s + QString::fromLatin1(dataset))->setChecked(false);
        click(u"snapshotsTake"_s);
        QTRY_VERIFY_WITH_TIMEOUT(state(u"tenants").startsWith(u"150 rows"_s), patience);
        QTest::keyClick(shown(u"snapshots"_s), Qt::Key_Escape);
        QTRY_VERIFY_WITH_TIMEOUT(!shown(u"snapshots"_s), patience);
    }

    void saysThatItIsOffline() {
        QCOMPARE(platform_.stop(), 0);
        away_.start();
        QTRY_COMPARE_WITH_TIMEOUT(pill(), ui::ConnectionState::offline, patience);
        QVERIFY(shown(u"offlineBanner"_s));
        QVERIFY(!console().firstWindow()->isVisible());
        QVERIFY(window()->findChild<ui::ConnectionPill*>(u"connection"_s)->text().startsWith(u"Offline since"_s));
        QVERIFY(!charts().empty());
        QTRY_VERIFY_WITH_TIMEOUT(!charts().front()->samples(0).gaps().empty(), patience);
    }

    void showsWhatItHasWithItsAge() {
        goTo(u"tenants"_s);
        waitForTenants();
        const int rows = tenants()->model()->rowCount();
        run(u"view.refresh"_s);
        QTRY_VERIFY2(pageStatus().contains(u"from this computer"_s), qPrintable(pageStatus()));
        QVERIFY2(pageStatus().contains(u"Data as of"_s), qPrintable(pageStatus()));
        QCOMPARE(tenants()->model()->rowCount(), rows);
        QTRY_VERIFY_WITH_TIMEOUT(shown(u"tenantPanel"_s), patience);
    }

    void changesAreDisabledWithTheReason() {
        goTo(u"tenants"_s);
        tenants()->setFocus();
        QTest::keyClick(tenants(), Qt::Key_Home);
        QTest::keyClick(tenants(), Qt::Key_Space);
        QTRY_VERIFY_WITH_TIMEOUT(shown(u"bulkBar"_s), patience);
        for (const auto& name :
             {u"tenant.plan"_s, u"tenant.tag"_s, u"tenant.suspend"_s, u"tenant.resume"_s, u"tenant.archive"_s,
              u"bulkChangePlan"_s, u"bulkAddTag"_s, u"bulkSuspend"_s, u"changePlan"_s, u"saveView"_s})
            QVERIFY2(whyDisabled(name).startsWith(u"Offline"_s), qPrintable(name));
        // What one person edits is kept as a draft.
        for (const auto& name : {u"newTenant"_s, u"tenant.new"_s, u"tenant.edit"_s, u"editTenant"_s})
            QVERIFY2(whyDisabled(name).isEmpty(), qPrintable(name));
        QTest::keyClick(tenants(), Qt::Key_Escape);
        goTo(u"reports"_s);
        QVERIFY(!shown<QAbstractButton>(u"saveReport"_s)->isEnabled());
        QVERIFY(shown(u"saveReport"_s)->toolTip().startsWith(u"Offline"_s));
    }

    void reportsGiveTheSameNumbers() {
        runReport();
        QCOMPARE(reports()->builder().resultSource(), models::ReportSource::snapshot);
        QCOMPARE(cells(), online_);
        exportTo(u"offline.csv"_s, report::Format::csv);
        QCOMPARE(contentsOf(pathOf(u"offline.csv"_s)), onlineFile_);
        const auto manifest = report::verify(pathOf(u"offline.csv"_s).toStdString());
        QVERIFY(manifest);
        QVERIFY(manifest->complete);
        QVERIFY(manifest->rowsWritten > 0);
        exportTo(u"offline.xlsx"_s, report::Format::xlsx);
        QVERIFY(report::verify(pathOf(u"offline.xlsx"_s).toStdString()));
    }

    void savedReportsAreThere() {
        goTo(u"reports"_s);
        click(u"openSavedReports"_s);
        QTRY_VERIFY_WITH_TIMEOUT(shown<QListWidget>(u"savedReportsList"_s), patience);
        QTRY_COMPARE_WITH_TIMEOUT(shown<QListWidget>(u"savedReportsList"_s)->count(), 9, patience);
        QTest::keyClick(shown(u"savedReports"_s), Qt::Key_Escape);
    }

    void aScheduleIsEditedAway() {
        goTo(u"reports"_s);
        QTRY_VERIFY2_WITH_TIMEOUT(nextRun().endsWith(u"Edits wait here until you are online."_s), qPrintable(nextRun()),
                                  patience);
        QVERIFY(!shown(u"schedulePreview"_s));
        write(u"scheduleAt"_s, u"05:45"_s);
        QTRY_COMPARE(shown<QAbstractButton>(u"schedulePreview"_s)->text(), u"Keep as draft"_s);
        grab(u"report-schedule-offline"_s);
        click(u"schedulePreview"_s);
        QTRY_VERIFY2_WITH_TIMEOUT(nextRun().endsWith(u"What was changed waits in Drafts."_s), qPrintable(nextRun()),
                                  patience);
        QCOMPARE(shown<QLineEdit>(u"scheduleAt"_s)->text(), u"05:45"_s);
        QVERIFY(!shown(u"schedulePreview"_s));
    }

    void aScheduleIsBegunAway() {
        click(u"openSavedReports"_s);
        auto* list = shown<QListWidget>(u"savedReportsList"_s);
        QTRY_COMPARE_WITH_TIMEOUT(list->count(), 9, patience);
        const auto other = list->findItems(u"Users by role"_s, Qt::MatchExactly);
        QCOMPARE(other.size(), 1);
        list->setCurrentItem(other.front());
        QTest::keyClick(list, Qt::Key_Return);
        const auto note = [this] {
            const auto* label = shown<QLabel>(u"scheduleNote"_s);
            return label ? label->text() : QString();
        };
        QTRY_VERIFY2_WITH_TIMEOUT(note().startsWith(u"Its schedules cannot be read now"_s), qPrintable(note()),
                                  patience);
        click(u"scheduleOn"_s);
        QTRY_VERIFY(shown<QLineEdit>(u"scheduleAt"_s));
        write(u"scheduleAt"_s, u"06:15"_s);
        click(u"schedulePreview"_s);
        QTRY_VERIFY2_WITH_TIMEOUT(nextRun().endsWith(u"What was changed waits in Drafts."_s), qPrintable(nextRun()),
                                  patience);
        QCOMPARE(shown<QLineEdit>(u"scheduleAt"_s)->text(), u"06:15"_s);
        QVERIFY(!shown(u"schedulePreview"_s));
        // What is changed of it once more is the same draft.
        write(u"scheduleAt"_s, u"06:30"_s);
        click(u"schedulePreview"_s);
        QTRY_VERIFY_WITH_TIMEOUT(!shown(u"schedulePreview"_s), patience);
        QTRY_COMPARE_WITH_TIMEOUT(test::awaited(session()->store().status())->drafts, 2, patience);
        QCOMPARE(shown<QLineEdit>(u"scheduleAt"_s)->text(), u"06:30"_s);
    }

    void pagesThatKeepNothingSaySo() {
        goTo(u"audit"_s);
        QTRY_VERIFY_WITH_TIMEOUT(shown(u"errorState"_s), patience);
        QCOMPARE(window()->currentPageId(), u"audit"_s);
    }

    void startsWithoutThePlatform() {
        close();
        openWorkspace();
        QTRY_COMPARE_WITH_TIMEOUT(pill(), ui::ConnectionState::offline, patience);
        waitForTenants();
        QTRY_VERIFY2(pageStatus().contains(u"from this computer"_s), qPrintable(pageStatus()));
        QVERIFY(whyDisabled(u"tenant.plan"_s).startsWith(u"Offline"_s));
        QVERIFY(!shown<QAbstractButton>(u"userMenu"_s)->accessibleName().isEmpty());
        runReport();
        QCOMPARE(cells(), online_);
        goTo(u"audit"_s);
        QTRY_VERIFY_WITH_TIMEOUT(shown(u"errorState"_s), patience);
        goTo(u"dashboards"_s);
        goTo(u"tenants"_s);
    }

    // On a page that asks for nothing by itself.
    void comesBackByItself() {
        QTRY_VERIFY_WITH_TIMEOUT(away_.hasExpired(shortestGapMs), patience);
        QVERIFY2(platform_.start(), platform_.log().c_str());
        QTRY_COMPARE_WITH_TIMEOUT(pill(), ui::ConnectionState::live, patience);
        QVERIFY(!shown(u"offlineBanner"_s));
        QVERIFY(!console().firstWindow()->isVisible());
        QTRY_VERIFY2(pageStatus().contains(u"complete"_s), qPrintable(pageStatus()));
        QVERIFY(whyDisabled(u"tenant.plan"_s).isEmpty());
        goTo(u"audit"_s);
        QTRY_VERIFY_WITH_TIMEOUT(window()->findChild<ui::TableView*>(u"auditTable"_s)->model()->rowCount() > 0,
                                 patience);
        QTRY_VERIFY_WITH_TIMEOUT(!shown(u"errorState"_s), patience);
        goTo(u"dashboards"_s);
        QTRY_VERIFY_WITH_TIMEOUT(newestPoint() > 0, patience);
        const qint64 first = newestPoint();
        QTRY_VERIFY_WITH_TIMEOUT(newestPoint() > first + 2000, patience);
        verifyNothingTwice();
        // While nothing was recorded there is no line.
        QVERIFY(!charts().front()->samples(0).gaps().empty());
    }

    void whatWasEditedAwayIsAppliedBesideTheReport() {
        goTo(u"reports"_s);
        const auto saved = test::awaited(session()->client().call(contract::listReports, {.limit = 1}));
        QVERIFY(saved && !saved->items.empty());
        window()
            ->findChild<views::Page*>(u"page.reports"_s)
            ->visit({{u"id"_s, QString::fromStdString(saved->items[0].id)}});
        QTRY_VERIFY2_WITH_TIMEOUT(nextRun().endsWith(u"What was changed waits in Drafts."_s), qPrintable(nextRun()),
                                  patience);
        applySchedule();
        QVERIFY2(nextRun().contains(u"05:45"_s), qPrintable(nextRun()));
        const auto schedules = test::awaited(session()->client().call(contract::listReportSchedules, {}));
        QVERIFY(schedules && schedules->items.size() == 1);
        QCOMPARE(schedules->items[0].calendar.at, std::string("05:45"));
        QTRY_COMPARE_WITH_TIMEOUT(test::awaited(session()->store().status())->drafts, 1, patience);
        const auto reports = test::awaited(session()->client().call(contract::listReports, {.limit = 100}));
        const auto begun = std::ranges::find(reports->items, "Users by role", &contract::SavedReport::name);
        QVERIFY(begun != reports->items.end());
        window()->findChild<views::Page*>(u"page.reports"_s)->visit({{u"id"_s, QString::fromStdString(begun->id)}});
        QTRY_VERIFY2_WITH_TIMEOUT(nextRun().endsWith(u"What was changed waits in Drafts."_s), qPrintable(nextRun()),
                                  patience);
        applySchedule();
        const auto all = test::awaited(session()->client().call(contract::listReportSchedules, {}));
        QVERIFY(all && all->items.size() == 2);
        const auto made = std::ranges::find(all->items, begun->id, &domain::ReportSchedule::reportId);
        QVERIFY(made != all->items.end());
        QCOMPARE(made->calendar.at, std::string("06:30"));
        QTRY_COMPARE_WITH_TIMEOUT(test::awaited(session()->store().status())->drafts, 0, patience);
    }

    void aStoppedPlatformIsSeenWhileTheDashboardIsOpen() {
        goTo(u"dashboards"_s);
        const qint64 before = newestPoint();
        platform_.kill();
        QTRY_COMPARE_WITH_TIMEOUT(pill(), ui::ConnectionState::offline, patience);
        QVERIFY2(platform_.start(), platform_.log().c_str());
        QTRY_COMPARE_WITH_TIMEOUT(pill(), ui::ConnectionState::live, patience);
        QTRY_VERIFY_WITH_TIMEOUT(newestPoint() > before + 4000, patience);
        const qint64 back = newestPoint();
        QTRY_VERIFY_WITH_TIMEOUT(newestPoint() > back, patience);
        verifyNothingTwice();
    }

    void aCutStreamIsFilledAgain() {
        goTo(u"dashboards"_s);
        const qint64 before = newestPoint();
        proxy_->refuse(true);
        proxy_->cut();
        const auto& samples = charts().front()->samples(0);
        QTRY_VERIFY_WITH_TIMEOUT(!samples.gaps().empty() && samples.gaps().back().to >= before + 3000, patience);
        proxy_->refuse(false);
        QTRY_VERIFY_WITH_TIMEOUT(newestPoint() > before + 8000, patience);
        QTRY_COMPARE_WITH_TIMEOUT(pill(), ui::ConnectionState::live, patience);
        verifyNothingTwice();
        // The platform went on meanwhile: nothing of it is missing.
        for (std::size_t i = samples.lowerBound(before); i + 1 < samples.size(); ++i)
            QVERIFY2(samples[i + 1].time - samples[i].time < 2500,
                     qPrintable(u"%1 ms at %2"_s.arg(samples[i + 1].time - samples[i].time).arg(samples[i].time)));
    }

    // The platform never stopped, so nothing was missed that a page would read again; and this page asks nothing.
    void aNetworkThatComesBackIsSeenOnAnyPage() {
        goTo(u"tenants"_s);
        proxy_->refuse(true);
        proxy_->cut();
        QTRY_COMPARE_WITH_TIMEOUT(pill(), ui::ConnectionState::offline, patience);
        QVERIFY(whyDisabled(u"tenant.plan"_s).startsWith(u"Offline"_s));
        proxy_->refuse(false);
        QTRY_COMPARE_WITH_TIMEOUT(pill(), ui::ConnectionState::live, patience);
        QVERIFY(whyDisabled(u"tenant.plan"_s).isEmpty());
    }

    void aDamagedStoreIsSetAsideAndSaidSo() {
        const QString store = pathOf(u"data/%1/offline.db"_s.arg(QString::fromStdString(session()->workspace().id)));
        close();
        QFile file(store);
        QVERIFY(file.open(QIODevice::ReadWrite));
        file.write(QByteArray(8192, 'x'));
        file.close();
        openWorkspace();
        QTRY_VERIFY_WITH_TIMEOUT(isToastShown(u"What this computer kept for offline work was damaged"_s), patience);
        QVERIFY(contentsOf(store + u".damaged-1"_s).startsWith("xxxx"));
        waitForTenants();
        QTRY_COMPARE_WITH_TIMEOUT(pill(), ui::ConnectionState::live, patience);
    }

    void cleanupTestCase() { close(); }
};

QTEST_MAIN(OfflineTest)
#include "offline_test.moc"
