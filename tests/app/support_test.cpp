// Support access through the whole console on a real platform: asked for, allowed by the tenant's owner, entered, acted
// in under the banner, left; and ended by the owner while somebody is inside. With STEWARD_GRABS=DIR it leaves
// pictures.
#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

#include "app/console.h"
#include "app/main_window.h"
#include "app/support_banner.h"
#include "base/json.h"
#include "contract/endpoints.h"
#include "models/support/support_model.h"
#include "tests/support/sanitized.h"
#include "tests/support/sign_in.h"
#include "ui/table.h"
#include "ui/toast.h"

using namespace steward;
using namespace steward::app;
using namespace Qt::StringLiterals;
using models::SupportModel;

namespace {

constexpr int patience = test::sanitized ? 120'000 : 30'000;
const QString localId = u"local"_s;

// Remembers all that it was ever asked to keep.
class WatchedStore final : public client::TokenStore {
public:
    QFuture<Result<std::optional<QByteArray>>> read(const QString& key) override { return store_.read(key); }
    QFuture<Result<>> write(const QString& key, const QByteArray& secret) override {
        written << secret;
        return store_.write(key, secret);
    }
    QFuture<Result<>> remove(const QString& key) override { return store_.remove(key); }

    QList<QByteArray> written;

private:
    client::MemoryStore store_;
};

}  // namespace

class SupportTest : public QObject {
    Q_OBJECT

    QTemporaryDir folder_;
    std::shared_ptr<WatchedStore> tokens_ = std::make_shared<WatchedStore>();
    std::unique_ptr<Console> console_;
    MainWindow* own_ = nullptr;
    domain::Tenant tenant_;
    std::string owner_;

    MainWindow* window() const { return console_->mainWindow(); }
    template <class T = QWidget>
    T* shown(const QString& name) const {
        for (T* widget : window()->findChildren<T*>(name))
            if (widget->isVisible()) return widget;
        return nullptr;
    }
    void click(const QString& name) {
        QTRY_VERIFY2_WITH_TIMEOUT(shown<QAbstractButton>(name), qPrintable(name), patience);
        auto* button = shown<QAbstractButton>(name);
        QTRY_VERIFY2(button->isEnabled(), qPrintable(name + u": "_s + button->toolTip()));
        QTest::mouseClick(button, Qt::LeftButton);
    }
    void write(const QString& name, const QString& text) {
        QTRY_VERIFY2(shown<QLineEdit>(name), qPrintable(name));
        shown<QLineEdit>(name)->setText(text);
    }
    void goTo(const QString& page) {
        window()->findChild<QAction*>(u"goTo."_s + page)->trigger();
        QTRY_VERIFY(shown(u"page."_s + page));
    }
    QString cell(const QString& name, int row, int column) const {
        const auto* table = shown<ui::TableView>(name);
        return table ? table->model()->index(row, column).data().toString() : QString();
    }
    int rowsOf(const QString& name) const {
        const auto* table = shown<ui::TableView>(name);
        return table ? table->model()->rowCount() : -1;
    }
    QString toast() const {
        QStringList all;
        for (const auto* toast : own_->toasts().toasts())
            for (const auto* label : toast->findChildren<QLabel*>())
                all << label->text();
        return all.join(u'|');
    }
    void grab(const QString& name) const {
        const QString to = qEnvironmentVariable("STEWARD_GRABS");
        if (to.isEmpty()) return;
        QTest::qWait(400);
        QDir().mkpath(to);
        window()->grab().save(QDir(to).filePath(name + u".png"_s));
    }
    int port() const { return console_->session(localId)->url().port(); }
    test::Reply ask(const std::string& method, const std::string& target, const std::string& token,
                    const std::string& body = {}) const {
        return test::ask(port(), {.method = method, .target = target, .body = body, .token = token});
    }
    // The latest of the tenant, as its owner sees it.
    domain::SupportAccess latest() const {
        const auto page =
            json::read<contract::Page<domain::SupportAccess>>(ask("GET", "/v1/support-access", owner_).body);
        return page && !page->items.empty() ? page->items.front() : domain::SupportAccess{};
    }
    QString button(const char* act) const { return QLatin1String(act) + u'.' + QString::fromStdString(latest().id); }
    void askForAccess() {
        click(u"askSupport"_s);
        click(u"tenantPicker"_s);
        write(u"tenantPickerSearch"_s, QString::fromStdString(tenant_.name));
        QTRY_COMPARE(shown<QListWidget>(u"tenantPickerList"_s)->count(), 1);
        QTest::keyClick(shown<QLineEdit>(u"tenantPickerSearch"_s), Qt::Key_Return);
        write(u"field.reason"_s, u"Ticket 4711: the logo is missing"_s);
        auto* target = shown<QComboBox>(u"field.role"_s);
        target->setCurrentIndex(target->findText(u"Role Admin"_s));
        QTRY_VERIFY(shown<QCheckBox>(u"permission.brandingWrite"_s));
        shown<QCheckBox>(u"permission.brandingWrite"_s)->click();
    }
    void enterAfterConsent() {
        QCOMPARE(ask("POST", "/v1/support-access/" + latest().id + "/answer", owner_, R"({"allow":true})").status, 200);
        click(button("enterSupport"));
        QTRY_VERIFY_WITH_TIMEOUT(window() != own_, patience);
        QVERIFY(QTest::qWaitForWindowExposed(window()));
        QTRY_VERIFY(shown<SupportBanner>(u"supportBanner"_s));
        QVERIFY(!own_->isVisible());
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
        options.demoTenants = 40;
        options.platformProgram = qEnvironmentVariable("STEWARD_BIN") + u"/stewardd"_s;
        options.dataFolder = folder_.filePath(u"data"_s);
        console_ = std::make_unique<Console>(options, [](const QUrl&) { return false; }, tokens_);
        QVERIFY(console_->start());
        QTRY_VERIFY_WITH_TIMEOUT(console_->mainWindow(), 3 * patience);
        own_ = console_->mainWindow();
        own_->resize(1440, 900);
        QVERIFY(QTest::qWaitForWindowExposed(own_));
        auto asked = console_->session(localId)->client().call(contract::listTenants, {.filter = "slug=tarnwick"});
        QTRY_VERIFY_WITH_TIMEOUT(asked.isFinished(), patience);
        tenant_ = asked.result()->items.at(0);
        owner_ = test::signIn(port(), tenant_.slug, tenant_.ownerEmail).token;
        QVERIFY(!owner_.empty());
    }

    void staffAskAndTheOwnerAllows() {
        goTo(u"support"_s);
        askForAccess();
        grab(u"support-ask"_s);
        click(u"formSubmit"_s);
        QTRY_COMPARE_WITH_TIMEOUT(cell(u"supportTable"_s, 0, SupportModel::State), u"Waiting"_s, patience);
        QCOMPARE(cell(u"supportTable"_s, 0, SupportModel::Tenant), QString::fromStdString(tenant_.name));
        QCOMPARE(latest().state, domain::SupportState::waitingForConsent);
        grab(u"support-waiting"_s);
        enterAfterConsent();
    }

    void insideItIsTheTenantAlone() {
        const auto& banner = *shown<SupportBanner>(u"supportBanner"_s);
        QVERIFY2(banner.accessibleName().contains(QString::fromStdString(tenant_.name)),
                 qPrintable(banner.accessibleName()));
        QVERIFY(banner.accessibleName().contains(u"Ticket 4711"_s));
        QVERIFY(banner.accessibleName().contains(u"30 minute(s) left"_s) ||
                banner.accessibleName().contains(u"29 minute(s) left"_s));
        goTo(u"tenants"_s);
        QTRY_COMPARE_WITH_TIMEOUT(rowsOf(u"tenantsTable"_s), 1, patience);
        // Their own affairs and further support access are not for here.
        QVERIFY(!window()->findChild<QAction*>(u"goTo.apiKeys"_s));
        QVERIFY(!window()->findChild<QAction*>(u"goTo.support"_s));
        QVERIFY(!window()->findChild<QAction*>(u"file.sessions"_s)->isEnabled());
        goTo(u"branding"_s);
        QTRY_VERIFY_WITH_TIMEOUT(
            shown<QLineEdit>(u"productName"_s) && !shown<QLineEdit>(u"productName"_s)->text().isEmpty(), patience);
        auto* product = shown<QLineEdit>(u"productName"_s);
        product->setFocus();
        product->selectAll();
        QTest::keyClicks(product, u"Put right"_s);
        QTRY_VERIFY_WITH_TIMEOUT(
            ask("GET", "/v1/brands/" + tenant_.id, owner_).body.find("Put right") != std::string::npos, patience);
        grab(u"support-inside"_s);
        for (const QByteArray& secret : tokens_->written)
            QVERIFY(!secret.startsWith("sts_"));
    }

    void leavingEndsIt() {
        const std::string id = latest().id;
        click(u"leaveSupport"_s);
        QTRY_COMPARE_WITH_TIMEOUT(window(), own_, patience);
        QTRY_VERIFY(own_->isVisible());
        QTRY_VERIFY2(toast().contains(u"You left "_s + QString::fromStdString(tenant_.name)), qPrintable(toast()));
        QCOMPARE(latest().id, id);
        QCOMPARE(latest().state, domain::SupportState::ended);
        QVERIFY(!shown<SupportBanner>(u"supportBanner"_s));
        QVERIFY(console_->session(localId)->me()->principal.support == std::nullopt);
        QTRY_COMPARE_WITH_TIMEOUT(cell(u"supportTable"_s, 0, SupportModel::State), u"Ended"_s, patience);
    }

    void theOwnerEndsItWhileSomebodyIsInside() {
        askForAccess();
        click(u"formSubmit"_s);
        QTRY_COMPARE_WITH_TIMEOUT(latest().state, domain::SupportState::waitingForConsent, patience);
        QTRY_COMPARE_WITH_TIMEOUT(cell(u"supportTable"_s, 0, SupportModel::State), u"Waiting"_s, patience);
        enterAfterConsent();
        QCOMPARE(ask("DELETE", "/v1/support-access/" + latest().id, owner_).status, 204);
        QTRY_COMPARE_WITH_TIMEOUT(window(), own_, patience);
        QTRY_VERIFY2(toast().contains(u"has ended your support access"_s), qPrintable(toast()));
        goTo(u"tenants"_s);
        QTRY_VERIFY_WITH_TIMEOUT(rowsOf(u"tenantsTable"_s) > 1, patience);
    }

    void whatIsTypedThenIsNotTakenAway() {
        goTo(u"support"_s);
        askForAccess();
        click(u"formSubmit"_s);
        QTRY_COMPARE_WITH_TIMEOUT(latest().state, domain::SupportState::waitingForConsent, patience);
        QTRY_COMPARE_WITH_TIMEOUT(cell(u"supportTable"_s, 0, SupportModel::State), u"Waiting"_s, patience);
        enterAfterConsent();
        window()->findChild<QAction*>(u"help.about"_s)->trigger();
        QTRY_VERIFY(shown(u"aboutDialog"_s));
        MainWindow* inside = window();
        QCOMPARE(ask("DELETE", "/v1/support-access/" + latest().id, owner_).status, 204);
        QTRY_VERIFY_WITH_TIMEOUT(shown<SupportBanner>(u"supportBanner"_s)->accessibleName().contains(u"has ended"_s),
                                 patience);
        QCOMPARE(window(), inside);
        QVERIFY(shown(u"aboutDialog"_s));
        grab(u"support-over"_s);
        click(u"aboutClose"_s);
        QTRY_COMPARE_WITH_TIMEOUT(window(), own_, patience);
    }

    void cleanupTestCase() { console_.reset(); }
};

QTEST_MAIN(SupportTest)
#include "support_test.moc"
