// A file of 500 tenants through the whole console on a real platform: three rows are bad, the others are previewed,
// applied as one batch, and changed again by a second file. With STEWARD_GRABS=DIR it leaves pictures.
#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QLineEdit>
#include <QSettings>
#include <QTabBar>
#include <QTemporaryDir>
#include <QTest>
#include <fstream>

#include "app/console.h"
#include "app/main_window.h"
#include "contract/endpoints.h"
#include "tests/support/sanitized.h"
#include "ui/table.h"
#include "ui/toast.h"
#include "views/tenants/tenants_page.h"

using namespace steward;
using namespace steward::app;
using namespace Qt::StringLiterals;

namespace {
constexpr int patience = test::sanitized ? 120'000 : 30'000;
}

class ImportTest : public QObject {
    Q_OBJECT

    QTemporaryDir folder_;
    std::unique_ptr<Console> console_;
    MainWindow* window_ = nullptr;

    template <class T = QWidget>
    T* shown(const QString& name) const {
        for (T* widget : window_->findChildren<T*>(name))
            if (widget->isVisible()) return widget;
        return nullptr;
    }
    void click(const QString& name) {
        QTRY_VERIFY2_WITH_TIMEOUT(shown<QAbstractButton>(name) && shown<QAbstractButton>(name)->isEnabled(),
                                  qPrintable(name), patience);
        QTest::mouseClick(shown<QAbstractButton>(name), Qt::LeftButton);
    }
    QString said(const QString& name) const {
        const auto* label = shown<QLabel>(name);
        return label ? label->text() : QString();
    }
    void grab(const QString& name) const {
        const QString to = qEnvironmentVariable("STEWARD_GRABS");
        if (to.isEmpty()) return;
        QTest::qWait(400);
        QDir().mkpath(to);
        window_->grab().save(QDir(to).filePath(name + u".png"_s));
    }
    template <class Request, class Response>
    Response ask(const contract::Endpoint<Request, Response>& endpoint, const std::type_identity_t<Request>& request) {
        auto asked = console_->session(u"local"_s)->client().call(endpoint, request);
        if (!QTest::qWaitFor([&] { return asked.isFinished(); }, patience)) qFatal("no answer");
        const auto answer = asked.result();
        if (!answer) qFatal("%s", answer.error().message.c_str());
        return *answer;
    }
    std::int64_t imported() { return ask(contract::listTenants, {.limit = 1, .filter = "slug~import-"}).total; }
    QString file(const QString& name, const std::string& bytes) const {
        std::ofstream(folder_.filePath(name).toStdString(), std::ios::binary) << bytes;
        return folder_.filePath(name);
    }
    // From a file to the plan's dialog.
    void preview(const QString& path, const QString& summary) {
        window_->findChild<views::TenantsPage*>()->actions()->importFile(path);
        click(u"formSubmit"_s);
        QTRY_VERIFY(shown(u"importColumns"_s));
        grab(u"import-columns"_s);
        click(u"formSubmit"_s);
        QTRY_COMPARE_WITH_TIMEOUT(said(u"importSummary"_s), summary, patience);
        grab(u"import-rows"_s);
        click(u"formSubmit"_s);
        QTRY_VERIFY_WITH_TIMEOUT(shown(u"planDialog"_s) && !shown(u"importDialog"_s), patience);
        QTRY_VERIFY_WITH_TIMEOUT(shown<ui::TableView>(u"planTable"_s), patience);
    }
    void apply(const QString& reason) {
        QTRY_VERIFY_WITH_TIMEOUT(shown<QLineEdit>(u"planReason"_s), patience);
        shown<QLineEdit>(u"planReason"_s)->setText(reason);
        if (!said(u"planSentence"_s).isEmpty())
            shown<QLineEdit>(u"planConfirmation"_s)->setText(said(u"planSentence"_s));
        grab(u"import-plan"_s);
        click(u"planApply"_s);
        QTRY_VERIFY_WITH_TIMEOUT(!shown(u"planDialog"_s), patience);
    }
    QString lastToast() const {
        const auto toasts = window_->findChildren<ui::Toast*>();
        return toasts.isEmpty() ? QString() : toasts.last()->accessibleName();
    }

private Q_SLOTS:
    void initTestCase() {
        QCoreApplication::setOrganizationName(u"Steward"_s);
        QCoreApplication::setApplicationName(u"steward-test"_s);
        QSettings::setDefaultFormat(QSettings::IniFormat);
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, folder_.path());
        Options options;
        options.local = true;
        options.demo = true;
        options.demoTenants = 30;
        options.platformProgram = qEnvironmentVariable("STEWARD_BIN") + u"/stewardd"_s;
        options.dataFolder = folder_.filePath(u"data"_s);
        console_ = std::make_unique<Console>(
            options, [](const QUrl&) { return false; }, std::make_shared<client::MemoryStore>());
        QVERIFY(console_->start());
        QTRY_VERIFY_WITH_TIMEOUT(console_->mainWindow(), 3 * patience);
        window_ = console_->mainWindow();
        window_->resize(1440, 900);
        QVERIFY(QTest::qWaitForWindowExposed(window_));
        QTRY_VERIFY_WITH_TIMEOUT(window_->findChild<views::TenantsPage*>(), patience);
    }

    void fiveHundredRowsWithThreeBadOnesBecome497Tenants() {
        std::string bytes = "\xEF\xBB\xBFSlug;Name;Plan;Region;Owner;Owner e-mail;Tags\r\n";
        for (int i = 1; i <= 500; ++i) {
            const std::string n = std::to_string(i);
            const std::string plan = i == 100 ? "gold" : i % 2 ? "Team" : "Scale";
            const std::string region = i == 200 ? "mars" : "eu-west";
            const std::string slug = i == 300 ? "import-299" : "import-" + n;
            bytes += slug + ";\"Import, " + n + "\";" + plan + ";" + region + ";Ines Moreau;ines" + n +
                     "@fjord.example;imported\r\n";
        }
        QCOMPARE(imported(), 0);
        preview(file(u"tenants.csv"_s, bytes), u"497 of 500 rows can be imported. Left out: 3."_s);
        QCOMPARE(imported(), 0);
        QTRY_COMPARE_WITH_TIMEOUT(shown<ui::TableView>(u"planTable"_s)->model()->rowCount(), 497, patience);
        apply(u"New customers of the north"_s);
        QTRY_COMPARE_WITH_TIMEOUT(imported(), 497, 2 * patience);
        QTRY_VERIFY_WITH_TIMEOUT(lastToast().contains(u"497 tenants"_s), patience);

        const auto made = ask(contract::listTenants, {.limit = 1, .filter = "slug=import-7"}).items.at(0);
        QCOMPARE(made.name, std::string("Import, 7"));
        QCOMPARE(made.plan, domain::SubscriptionPlan::team);
        QCOMPARE(made.tags, (std::vector<std::string>{"imported"}));
        // One batch in the audit log, with what was said.
        const auto entry = ask(contract::listAudit, {.limit = 1, .filter = "entityId=" + made.id}).items.at(0);
        QVERIFY(entry.batchId);
        QCOMPARE(entry.reason, std::optional<std::string>("New customers of the north"));
        QCOMPARE(ask(contract::listAudit, {.limit = 1, .filter = "batchId=" + *entry.batchId}).total, 497);
    }

    void aSecondFileChangesWhatIsThereAndCanBeUndone() {
        QTRY_COMPARE_WITH_TIMEOUT(imported(), 497, 2 * patience);
        const std::string bytes = "Slug,Seats\nimport-1,77\nimport-2,78\nimport-new,5\n";
        preview(file(u"seats.csv"_s, bytes), u"3 of 3 rows can be imported."_s);
        auto* tabs = shown<QTabBar>(u"planTabs"_s);
        QVERIFY(tabs);
        // The platform leaves out the new one, which lacks its name, and says so.
        tabs->setCurrentIndex(3);
        QTRY_COMPARE_WITH_TIMEOUT(shown<ui::TableView>(u"planTable"_s)->model()->rowCount(), 1, patience);
        apply(u"More seats"_s);
        QTRY_COMPARE_WITH_TIMEOUT(
            ask(contract::listTenants, {.limit = 1, .filter = "slug=import-1"}).items.at(0).seatsLimit, 77, patience);
        QTRY_VERIFY_WITH_TIMEOUT(lastToast().contains(u"2 tenants"_s), patience);
        auto* undo = window_->findChildren<ui::Toast*>().last()->findChild<QAbstractButton*>();
        QVERIFY(undo);
        QCOMPARE(undo->text(), u"Undo"_s);
        QTest::mouseClick(undo, Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(shown(u"planDialog"_s), patience);
        QTRY_VERIFY_WITH_TIMEOUT(shown<ui::TableView>(u"planTable"_s), patience);
        apply(u"It was the wrong file"_s);
        QTRY_VERIFY_WITH_TIMEOUT(
            ask(contract::listTenants, {.limit = 1, .filter = "slug=import-1"}).items.at(0).seatsLimit != 77, patience);
    }

    void cleanupTestCase() { console_.reset(); }
};

QTEST_MAIN(ImportTest)
#include "import_test.moc"
