// Away from the platform and back, through the whole console on a real platform that is stopped, started and cut off.
#include <QAction>
#include <QApplication>
#include <QLineEdit>
#include <QListWidget>
#include <QSettings>
#include <QTabBar>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

#include "app/console.h"
#include "app/main_window.h"
#include "report/export.h"
#include "tests/support/proxy.h"
#include "tests/support/sanitized.h"
#include "tests/support/stewardd_fixture.h"
#include "ui/buttons.h"
#include "ui/charts/live_chart.h"
#include "ui/fields.h"
#include "ui/labels.h"
#include "ui/states.h"
#include "ui/status.h"
#include "ui/table.h"
#include "ui/toast.h"
#include "views/first_window/first_window.h"
#include "views/reports/reports_page.h"

using namespace steward;
using namespace steward::app;
using namespace Qt::StringLiterals;

namespace {

constexpr int patience = test::sanitized ? 120'000 : 30'000;

QByteArray contentsOf(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

}  // namespace

class OfflineTest : public QObject {
    Q_OBJECT

    test::StewarddFixture platform_;
    std::unique_ptr<test::Proxy> proxy_;
    QTemporaryDir folder_;
    std::shared_ptr<client::MemoryStore> secrets_ = std::make_shared<client::MemoryStore>();
    QString workspaceId_;
    std::unique_ptr<Console> console_;
    MainWindow* window_ = nullptr;
    QStringList online_;  // the report, cell by cell, as the platform ran it
    QByteArray onlineFile_;

    QString path(const QString& name) const { return folder_.filePath(name); }
    template <class T = QWidget>
    T* shown(const QString& name) const {
        for (T* widget : window_->findChildren<T*>(name))
            if (widget->isVisible()) return widget;
        return nullptr;
    }
    void click(const QString& name) {
        auto* button = shown<QAbstractButton>(name);
        QVERIFY2(button && button->isEnabled(), qPrintable(name));
        QTest::mouseClick(button, Qt::LeftButton);
    }
    void goTo(const QString& page) { window_->findChild<QAction*>(u"goTo."_s + page)->trigger(); }
    ui::ConnectionState pill() const { return window_->findChild<ui::ConnectionPill*>(u"connection"_s)->shownState(); }
    QString pageStatus() const { return window_->findChild<QLabel*>(u"pageStatus"_s)->text(); }
    ui::TableView* tenants() const { return window_->findChild<ui::TableView*>(u"tenantsTable"_s); }
    bool isToastShown(const QString& start) const {
        const auto toasts = window_->findChildren<ui::Toast*>();
        return std::any_of(toasts.begin(), toasts.end(),
                           [&](const ui::Toast* toast) { return toast->accessibleName().startsWith(start); });
    }
    views::ReportsPage* reports() const { return window_->findChild<views::ReportsPage*>(); }
    QStringList cells() const {
        QStringList all;
        const auto* model = window_->findChild<QTableView*>(u"pivot"_s)->model();
        for (int row = 0; row < model->rowCount(); ++row)
            for (int column = 0; column < model->columnCount(); ++column)
                all << model->index(row, column).data().toString();
        return all;
    }
    void runReport() {
        goTo(u"reports"_s);
        QTRY_VERIFY_WITH_TIMEOUT(reports()->builder().state() != models::ReportBuilder::State::running, patience);
        click(u"runReport"_s);
        QTRY_COMPARE_WITH_TIMEOUT(reports()->builder().state(), models::ReportBuilder::State::ready, patience);
    }
    void exportTo(const QString& name, report::Format format) {
        reports()->exportTo(path(name), format);
        QTRY_VERIFY_WITH_TIMEOUT(!window_->findChild<QWidget*>(u"exportDialog"_s), patience);
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(path(name)), patience);
    }
    QString whyDisabled(const QString& name) const {
        const auto* action = window_->findChild<QAction*>(name);
        if (action) return action->isEnabled() ? QString() : action->toolTip();
        const auto* widget = shown<QWidget>(name);
        return widget && !widget->isEnabled() ? widget->toolTip() : QString();
    }
    void openConsole() {
        Options options;
        options.dataFolder = path(u"data"_s);
        console_ = std::make_unique<Console>(options, [](const QUrl&) { return false; }, secrets_);
        QVERIFY(console_->start());
        auto* first = console_->firstWindow();
        QVERIFY(first->isVisible());
        QTRY_VERIFY_WITH_TIMEOUT(console_->session(workspaceId_), patience);
        QTRY_VERIFY_WITH_TIMEOUT(console_->session(workspaceId_)->state() != client::Session::State::signedOut,
                                 patience);
        QTest::mouseClick(first->findChild<QAbstractButton*>(u"workspace."_s + workspaceId_), Qt::LeftButton);
        auto* open = first->findChild<QAbstractButton*>(u"openWorkspace"_s);
        QTRY_VERIFY2(open->text().startsWith(u"Open"_s), qPrintable(open->text()));
        QTest::mouseClick(open, Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(console_->mainWindow(), patience);
        window_ = console_->mainWindow();
        window_->resize(1440, 900);
        QVERIFY(QTest::qWaitForWindowExposed(window_));
    }
    void waitForTenants() {
        QTRY_VERIFY_WITH_TIMEOUT(tenants()->model()->rowCount() > 0, patience);
        QTRY_VERIFY_WITH_TIMEOUT(!tenants()->model()->index(0, 1).data().toString().isEmpty(), patience);
    }
    std::vector<ui::LiveChart*> charts() const {
        std::vector<ui::LiveChart*> all;
        for (auto* chart : window_->findChildren<ui::LiveChart*>())
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
        QCoreApplication::setOrganizationName(u"Steward"_s);
        QCoreApplication::setApplicationName(u"steward-offline-test"_s);
        QSettings::setDefaultFormat(QSettings::IniFormat);
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, folder_.path());
        platform_.addFlag("--demo");
        platform_.addFlag("--demo-tenants=150");
        QVERIFY2(platform_.start(), platform_.log().c_str());
        proxy_ = std::make_unique<test::Proxy>(platform_.port());
        QVERIFY(QDir().mkpath(path(u"data"_s)));
        auto workspaces = client::Workspaces::load(path(u"data"_s).toStdString());
        QVERIFY(workspaces);
        client::Workspace staging;
        staging.name = "Staging";
        staging.environment = client::Environment::staging;
        staging.url = "http://127.0.0.1:" + std::to_string(proxy_->port());
        const auto added = workspaces->add(staging);
        QVERIFY(added);
        workspaceId_ = QString::fromStdString(added->id);
        secrets_->write(u"refresh-token/"_s + workspaceId_, QByteArray::fromStdString(platform_.refreshToken()));
        openConsole();
        waitForTenants();
        QTRY_COMPARE_WITH_TIMEOUT(pill(), ui::ConnectionState::live, patience);
    }

    void online() {
        window_->findChild<QAction*>(u"tools.snapshot"_s)->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(isToastShown(u"Snapshot taken"_s), patience);
        runReport();
        QCOMPARE(reports()->builder().resultSource(), models::ReportSource::platform);
        online_ = cells();
        QVERIFY(online_.size() > 50);
        exportTo(u"online.csv"_s, report::Format::csv);
        onlineFile_ = contentsOf(path(u"online.csv"_s));
        reports()->builder().save();
        QTRY_VERIFY_WITH_TIMEOUT(reports()->builder().saved().has_value(), patience);
        goTo(u"dashboards"_s);
        QTRY_VERIFY_WITH_TIMEOUT(newestPoint() > 0, patience);
        const qint64 before = newestPoint();
        QTRY_VERIFY_WITH_TIMEOUT(newestPoint() > before, patience);
    }

    void saysThatItIsOffline() {
        QCOMPARE(platform_.stop(), 0);
        QTRY_COMPARE_WITH_TIMEOUT(pill(), ui::ConnectionState::offline, patience);
        QVERIFY(shown(u"offlineBanner"_s));
        QVERIFY(!console_->firstWindow()->isVisible());
        QVERIFY(window_->findChild<ui::ConnectionPill*>(u"connection"_s)->text().startsWith(u"Offline since"_s));
        QVERIFY(!charts().empty());
        QTRY_VERIFY_WITH_TIMEOUT(!charts().front()->samples(0).gaps().empty(), patience);
    }

    void showsWhatItHasWithItsAge() {
        goTo(u"tenants"_s);
        waitForTenants();
        const int rows = tenants()->model()->rowCount();
        window_->findChild<QAction*>(u"view.refresh"_s)->trigger();
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
        for (const auto& name : {u"newTenant"_s, u"tenant.new"_s, u"tenant.edit"_s, u"tenant.plan"_s, u"tenant.tag"_s,
                                 u"tenant.suspend"_s, u"tenant.resume"_s, u"tenant.archive"_s, u"bulkChangePlan"_s,
                                 u"bulkAddTag"_s, u"bulkSuspend"_s, u"editTenant"_s, u"changePlan"_s})
            QVERIFY2(whyDisabled(name).startsWith(u"Offline"_s), qPrintable(name));
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
        QCOMPARE(contentsOf(path(u"offline.csv"_s)), onlineFile_);
        const auto manifest = report::verify(path(u"offline.csv"_s).toStdString());
        QVERIFY(manifest);
        QVERIFY(manifest->complete);
        QVERIFY(manifest->rowsWritten > 0);
        exportTo(u"offline.xlsx"_s, report::Format::xlsx);
        QVERIFY(report::verify(path(u"offline.xlsx"_s).toStdString()));
    }

    void savedReportsAreThere() {
        goTo(u"reports"_s);
        click(u"openSavedReports"_s);
        QTRY_VERIFY_WITH_TIMEOUT(shown<QListWidget>(u"savedReportsList"_s), patience);
        QTRY_COMPARE_WITH_TIMEOUT(shown<QListWidget>(u"savedReportsList"_s)->count(), 1, patience);
        QTest::keyClick(shown(u"savedReports"_s), Qt::Key_Escape);
    }

    void pagesThatKeepNothingSaySo() {
        goTo(u"audit"_s);
        QTRY_VERIFY_WITH_TIMEOUT(shown(u"errorState"_s), patience);
        QCOMPARE(window_->currentPageId(), u"audit"_s);
    }

    void startsWithoutThePlatform() {
        console_.reset();
        openConsole();
        QTRY_COMPARE_WITH_TIMEOUT(pill(), ui::ConnectionState::offline, patience);
        waitForTenants();
        QTRY_VERIFY2(pageStatus().contains(u"from this computer"_s), qPrintable(pageStatus()));
        QVERIFY(whyDisabled(u"newTenant"_s).startsWith(u"Offline"_s));
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
        QVERIFY2(platform_.start(), platform_.log().c_str());
        QTRY_COMPARE_WITH_TIMEOUT(pill(), ui::ConnectionState::live, patience);
        QVERIFY(!shown(u"offlineBanner"_s));
        QVERIFY(!console_->firstWindow()->isVisible());
        QTRY_VERIFY2(pageStatus().contains(u"complete"_s), qPrintable(pageStatus()));
        QVERIFY(shown(u"newTenant"_s)->isEnabled());
        goTo(u"audit"_s);
        QTRY_VERIFY_WITH_TIMEOUT(window_->findChild<ui::TableView*>(u"auditTable"_s)->model()->rowCount() > 0,
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
        QVERIFY(whyDisabled(u"newTenant"_s).startsWith(u"Offline"_s));
        proxy_->refuse(false);
        QTRY_COMPARE_WITH_TIMEOUT(pill(), ui::ConnectionState::live, patience);
        QVERIFY(shown(u"newTenant"_s)->isEnabled());
    }

    void aDamagedStoreIsSetAsideAndSaidSo() {
        console_.reset();
        const QString store = path(u"data/%1/offline.db"_s.arg(workspaceId_));
        QFile file(store);
        QVERIFY(file.open(QIODevice::ReadWrite));
        file.write(QByteArray(8192, 'x'));
        file.close();
        openConsole();
        QTRY_VERIFY_WITH_TIMEOUT(isToastShown(u"What this computer kept for offline work was damaged"_s), patience);
        QVERIFY(contentsOf(store + u".damaged-1"_s).startsWith("xxxx"));
        waitForTenants();
        QTRY_COMPARE_WITH_TIMEOUT(pill(), ui::ConnectionState::live, patience);
    }

    void cleanupTestCase() { console_.reset(); }
};

QTEST_MAIN(OfflineTest)
#include "offline_test.moc"
