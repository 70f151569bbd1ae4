// Changes in production through the whole console on a real platform: who signed in long ago reads, is asked who they
// are when something is to change, and goes on once the browser has proved it; the environment bar says beforehand
// whether changes are open, and counts. With STEWARD_GRABS=DIR it leaves pictures.
#include <QNetworkAccessManager>
#include <QNetworkReply>

#include "contract/endpoints.h"
#include "models/tenants/tenants_model.h"
#include "tests/app/driven_console.h"
#include "tests/support/reply_document.h"
#include "tests/support/sign_in.h"
#include "tests/support/stewardd_fixture.h"
#include "ui/buttons.h"

using namespace steward;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using models::TenantsModel;
using test::patience;

namespace {

constexpr auto elevatedFor = 15min;
const std::string operatorEmail = "marta.oyelaran@steward.example";
const QString readOnly = u"Read-only until you confirm that it is you"_s, openUntil = u"Changes are open until"_s;

}  // namespace

class ProductionTest : public QObject, test::DrivenConsole {
    Q_OBJECT

    test::StewarddFixture platform_;
    QNetworkAccessManager browser_;
    QList<QUrl> asked_;  // what the console sent the browser to

    QString bar() const { return shown(u"environmentBar"_s)->accessibleName(); }
    // The console of somebody who signed in so long ago.
    void openSignedIn(std::chrono::seconds ago) {
        platform_.setClockWrong(-ago);
        const auto tokens = test::signIn(platform_.port(), {}, operatorEmail);
        platform_.setClockWrong(0s);
        QVERIFY(!tokens.refresh.empty());
        signIn(tokens.refresh);
        openWorkspace([this](const QUrl& address) {
            asked_ << address;
            return true;
        });
        QTRY_VERIFY_WITH_TIMEOUT(!cell(u"tenantsTable"_s, 0, TenantsModel::Name).isEmpty(), patience);
    }
    // What a person does at the page of the platform.
    void proveInTheBrowser() {
        const QByteArray target = asked_.back().toEncoded(QUrl::RemoveScheme | QUrl::RemoveAuthority);
        const auto answer = test::fillSignInPageAt(platform_.port(), target.toStdString(), operatorEmail);
        QCOMPARE(answer.status, 303);
        auto* page = browser_.get(QNetworkRequest(QUrl(QString::fromStdString(answer.header("Location")))));
        connect(page, &QNetworkReply::finished, page, &QObject::deleteLater);
    }
    domain::Tenant first() const {
        const auto id = table(u"tenantsTable"_s)->model()->index(0, TenantsModel::Name).data(ui::RowKeyRole).toString();
        return test::read<domain::Tenant>(platform_.ask({.target = "/v1/tenants/" + id.toStdString()}));
    }

private Q_SLOTS:
    void initTestCase() {
        if (test::sanitized) QSKIP("a sanitizer wants to be the first that is preloaded");
        platform_.withOwnClock();
        platform_.set("limits.mode=off");
        QVERIFY2(platform_.loadDemo(40), platform_.log().c_str());  // local until here: demo people have passwords
        platform_.set("environment=production");
        platform_.set("region=eu-central");
        platform_.set("identity.elevationMinutes=" + std::to_string(elevatedFor.count()));
        QVERIFY2(platform_.start(), platform_.log().c_str());
        addWorkspace("Production", client::Environment::production, platform_.port());
    }
    void cleanup() {
        close();
        asked_.clear();
    }

    void whoSignedInLongAgoReads() {
        openSignedIn(elevatedFor + 5min);
        QVERIFY2(bar().contains(u"Environment: Production"_s) && bar().contains(readOnly), qPrintable(bar()));
        grab(u"production-read-only"_s);

        // A plan changes nothing, so nobody is asked for it.
        const auto before = first();
        auto* tenants = table(u"tenantsTable"_s);
        tenants->setFocus();
        QTest::keyClick(tenants, Qt::Key_Home);
        QTest::keyClick(tenants, Qt::Key_Space);
        click(u"bulkSuspend"_s);
        typeConfirmation();
        write(u"planReason"_s, u"Ticket 4711: unpaid for 90 days"_s);
        QVERIFY(!shown(u"reauthenticationDialog"_s));

        click(u"planApply"_s);
        QTRY_VERIFY_WITH_TIMEOUT(shown(u"reauthenticationDialog"_s), patience);
        QVERIFY(shown<ui::Button>(u"planApply"_s)->isBusy());
        grab(u"production-asks"_s);
        click(u"reauthenticationCancel"_s);
        QTRY_VERIFY_WITH_TIMEOUT(!shown(u"reauthenticationDialog"_s), patience);
        QTRY_COMPARE(shown<QLabel>(u"planNote"_s)->text(), u"Sign in again to do this. Nothing was changed."_s);
        grab(u"production-refused"_s);
        QCOMPARE(first().status, before.status);
        QVERIFY(asked_.isEmpty());
        QVERIFY(bar().contains(readOnly));

        // What was typed is still there.
        click(u"planApply"_s);
        click(u"reauthenticationSignIn"_s);
        QTRY_COMPARE_WITH_TIMEOUT(asked_.size(), 1, patience);
        QCOMPARE(first().status, before.status);
        proveInTheBrowser();
        QTRY_VERIFY_WITH_TIMEOUT(!shown(u"reauthenticationDialog"_s), patience);
        QTRY_VERIFY_WITH_TIMEOUT(!shown(u"planDialog"_s), patience);
        QCOMPARE(first().status, domain::TenantStatus::suspended);
        QTRY_VERIFY2(bar().contains(openUntil) && bar().endsWith(u"15 minute(s) left"_s), qPrintable(bar()));
        grab(u"production-open"_s);

        // And the next one is not asked again.
        click(u"toastAction"_s);
        typeConfirmation();
        write(u"planReason"_s, u"They have paid"_s);
        click(u"planApply"_s);
        QTRY_VERIFY_WITH_TIMEOUT(!shown(u"planDialog"_s), patience);
        QCOMPARE(first().status, before.status);
        QCOMPARE(asked_.size(), 1);
    }

    void itIsReadOnlyAgainByItself() {
        openSignedIn(elevatedFor - 20s);
        QTRY_VERIFY2(bar().contains(openUntil) && bar().endsWith(u", 1 minute(s) left"_s), qPrintable(bar()));
        QTRY_VERIFY_WITH_TIMEOUT(bar().contains(readOnly), patience);
        QVERIFY(!bar().contains(openUntil));
        QVERIFY(!shown(u"reauthenticationDialog"_s));  // before something is to change, nobody is asked
    }
};

QTEST_MAIN(ProductionTest)
#include "production_test.moc"
