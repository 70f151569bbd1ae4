// Support access through the whole console on a real platform: asked for, allowed by the tenant's owner, entered, acted
// in under the banner, left; and ended by the owner while somebody is inside. With STEWARD_GRABS=DIR it leaves
// pictures.
#include "app/support_banner.h"
#include "base/json.h"
#include "contract/endpoints.h"
#include "models/support/support_model.h"
#include "tests/app/driven_console.h"
#include "tests/support/sign_in.h"

using namespace steward;
using namespace steward::app;
using namespace Qt::StringLiterals;
using models::SupportModel;
using test::patience;

namespace {

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

class SupportTest : public QObject, test::DrivenConsole {
    Q_OBJECT

    MainWindow* own_ = nullptr;
    test::DrivenConsole theirs_;  // the owner's
    domain::Tenant tenant_;
    std::string owner_;

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
        theirs_.click(button("allowSupport"));
        click(button("enterSupport"));
        QTRY_VERIFY_WITH_TIMEOUT(window() != own_, patience);
        QVERIFY(QTest::qWaitForWindowExposed(window()));
        QTRY_VERIFY(shown<SupportBanner>(u"supportBanner"_s));
        QVERIFY(!own_->isVisible());
    }

public:
    SupportTest() : DrivenConsole(std::make_shared<WatchedStore>()) {}

private Q_SLOTS:
    void initTestCase() {
        startLocal(40);
        own_ = window();
        auto asked = session()->client().call(contract::listTenants, {.filter = "slug=tarnwick"});
        QTRY_VERIFY_WITH_TIMEOUT(asked.isFinished(), patience);
        tenant_ = asked.result()->items.at(0);
        const auto owner = test::signIn(port(), tenant_.slug, tenant_.ownerEmail);
        owner_ = owner.token;
        QVERIFY(!owner_.empty());
        theirs_.addWorkspace("Steward", client::Environment::staging, port());
        theirs_.signIn(owner.refresh);
        theirs_.openWorkspace();
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
        theirs_.goTo(u"support"_s);
        QTRY_VERIFY_WITH_TIMEOUT(theirs_.shown(button("refuseSupport")), patience);
        QCOMPARE(theirs_.cell(u"supportTable"_s, 0, SupportModel::State), u"Waiting"_s);
        theirs_.grab(u"support-consent"_s);
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
        // Until the console has heard that it is saved, leaving asks first.
        QTRY_VERIFY_WITH_TIMEOUT(shown<QLabel>(u"savedText"_s)->text().startsWith(u"saved "_s), patience);
        grab(u"support-inside"_s);
        for (const QByteArray& secret : static_cast<WatchedStore&>(tokens()).written)
            QVERIFY(!secret.startsWith("sts_"));
    }

    void leavingEndsIt() {
        const std::string id = latest().id;
        click(u"leaveSupport"_s);
        QTRY_COMPARE_WITH_TIMEOUT(window(), own_, patience);
        QTRY_VERIFY(own_->isVisible());
        QTRY_VERIFY2(toasts().contains(u"You left "_s + QString::fromStdString(tenant_.name)), qPrintable(toasts()));
        QCOMPARE(latest().id, id);
        QCOMPARE(latest().state, domain::SupportState::ended);
        QVERIFY(!shown<SupportBanner>(u"supportBanner"_s));
        QVERIFY(session()->me()->principal.support == std::nullopt);
        QTRY_COMPARE_WITH_TIMEOUT(cell(u"supportTable"_s, 0, SupportModel::State), u"Ended"_s, patience);
    }

    void theOwnerEndsItWhileSomebodyIsInside() {
        askForAccess();
        click(u"formSubmit"_s);
        QTRY_COMPARE_WITH_TIMEOUT(latest().state, domain::SupportState::waitingForConsent, patience);
        QTRY_COMPARE_WITH_TIMEOUT(cell(u"supportTable"_s, 0, SupportModel::State), u"Waiting"_s, patience);
        enterAfterConsent();
        theirs_.grab(u"support-inside-theirs"_s);
        theirs_.click(button("endSupport"));
        theirs_.click(u"confirmYes"_s);
        QTRY_COMPARE_WITH_TIMEOUT(window(), own_, patience);
        QTRY_VERIFY2(toasts().contains(u"has ended your support access"_s), qPrintable(toasts()));
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
        run(u"help.about"_s);
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

    void cleanupTestCase() {
        theirs_.close();
        close();
    }
};

QTEST_MAIN(SupportTest)
#include "support_test.moc"
