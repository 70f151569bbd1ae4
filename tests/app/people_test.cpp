// People, roles and keys through the whole console on a real platform: somebody is invited, gets another role by a
// plan, is suspended; a sign-in is ended; a role and a key are made, used and taken back. With STEWARD_GRABS=DIR it
// leaves pictures.
#include <QTabBar>

#include "base/json.h"
#include "contract/endpoints.h"
#include "models/users/users_model.h"
#include "tests/app/driven_console.h"
#include "tests/support/sign_in.h"

using namespace steward;
using namespace Qt::StringLiterals;
using models::UsersModel;
using test::patience;

class PeopleTest : public QObject, test::DrivenConsole {
    Q_OBJECT

    // Leaves only this user in the list, with the panel open.
    void find(const QString& email) {
        shown<QLineEdit>(u"quickFilter"_s)->setText(email);
        QTRY_COMPARE_WITH_TIMEOUT(cell(u"usersTable"_s, 0, UsersModel::Email), email, patience);
        QTRY_COMPARE(table(u"usersTable"_s)->model()->rowCount(), 1);
        auto* rows = table(u"usersTable"_s);
        rows->setFocus();
        rows->setCurrentIndex(rows->model()->index(0, UsersModel::Name));
        QTest::keyClick(rows, Qt::Key_Return);
        QTRY_VERIFY(shown<QLabel>(u"userEmail"_s) && shown<QLabel>(u"userEmail"_s)->text() == email);
    }
    void applyPlan() {
        typeConfirmation();
        grab(u"user-plan"_s);
        click(u"planApply"_s);
        QTRY_VERIFY_WITH_TIMEOUT(!shown(u"planDialog"_s), patience);
    }
    int statusFor(const std::string& token, const std::string& target) const {
        return test::ask(port(), {.target = target, .token = token}).status;
    }

private Q_SLOTS:
    void initTestCase() {
        startLocal(60);
        goTo(u"users"_s);
        QTRY_VERIFY_WITH_TIMEOUT(!cell(u"usersTable"_s, 0, UsersModel::Name).isEmpty(), patience);
        QTRY_VERIFY(shown(u"userPanel"_s));
        grab(u"users"_s);
    }

    void somebodyIsInvitedAndGetsAnotherRole() {
        const QString email = u"nora.lind@armel.example"_s;
        click(u"inviteUser"_s);
        write(u"field.email"_s, email);
        write(u"field.name"_s, u"Nora Lind"_s);
        click(u"tenantPicker"_s);
        QTRY_VERIFY(shown<QListWidget>(u"tenantPickerList"_s)->count() > 0);
        QTest::keyClick(shown<QLineEdit>(u"tenantPickerSearch"_s), Qt::Key_Return);
        choose(u"field.role"_s, u"Viewer"_s);
        grab(u"invite"_s);
        click(u"formSubmit"_s);
        QTRY_VERIFY_WITH_TIMEOUT(shown(u"onceDialog"_s), patience);
        const QString link = shown<QLineEdit>(u"onceSecret"_s)->text();
        QVERIFY2(link.startsWith(session()->url().toString()), qPrintable(link));
        grab(u"invited"_s);
        click(u"onceDone"_s);

        find(email);
        QCOMPARE(cell(u"usersTable"_s, 0, UsersModel::Status), u"Invited"_s);
        QCOMPARE(cell(u"usersTable"_s, 0, UsersModel::Role), u"Viewer"_s);
        click(u"changeRole"_s);
        choose(u"field.role"_s, u"Analyst"_s);
        click(u"formSubmit"_s);
        applyPlan();
        QTRY_COMPARE_WITH_TIMEOUT(cell(u"usersTable"_s, 0, UsersModel::Role), u"Analyst"_s, patience);
        shown<QTabBar>(u"userTabs"_s)->setCurrentIndex(1);
        QTRY_COMPARE(shown<QLabel>(u"roleName"_s)->text(), u"Analyst"_s);
        grab(u"user-role"_s);
        shown<QTabBar>(u"userTabs"_s)->setCurrentIndex(0);
    }

    void aUserIsSuspendedByAPlan() {
        auto asked = session()->client().call(contract::listUsers, {.limit = 1, .filter = "role=viewer;status=active"});
        QTRY_VERIFY_WITH_TIMEOUT(asked.isFinished(), patience);
        find(QString::fromStdString(asked.result()->items.at(0).email));
        table(u"usersTable"_s)->setFocus();
        QTest::keyClick(table(u"usersTable"_s), Qt::Key_Space);
        click(u"bulkSuspend"_s);
        applyPlan();
        QTRY_COMPARE_WITH_TIMEOUT(cell(u"usersTable"_s, 0, UsersModel::Status), u"Suspended"_s, patience);
    }

    void aUserIsDeletedByTheirAddressAndRestored() {
        auto asked =
            session()->client().call(contract::listUsers, {.limit = 1, .filter = "role=analyst;status=active"});
        QTRY_VERIFY_WITH_TIMEOUT(asked.isFinished(), patience);
        const auto member = asked.result()->items.at(0);
        const QString email = QString::fromStdString(member.email);
        find(email);
        table(u"usersTable"_s)->setFocus();
        QTest::keyClick(table(u"usersTable"_s), Qt::Key_Delete);
        QTRY_VERIFY_WITH_TIMEOUT(shown(u"planDialog"_s), patience);
        QTRY_VERIFY_WITH_TIMEOUT(shown<QLineEdit>(u"planConfirmation"_s), patience);
        auto* typed = shown<QLineEdit>(u"planConfirmation"_s);
        typed->setText(u"somebody@else.example"_s);
        QVERIFY(!shown<QAbstractButton>(u"planApply"_s)->isEnabled());
        typed->setText(email);
        QTRY_VERIFY(shown<QAbstractButton>(u"planApply"_s)->isEnabled());
        grab(u"user-delete"_s);
        click(u"planApply"_s);
        QTRY_VERIFY_WITH_TIMEOUT(!shown(u"planDialog"_s), patience);
        QTRY_VERIFY_WITH_TIMEOUT(rowsOf(u"usersTable"_s) <= 0, patience);  // or the page says that nothing fits

        shown<QLineEdit>(u"quickFilter"_s)->clear();
        window()->goTo(u"users"_s, {{u"filter"_s, u"status=removed"_s}});
        QTRY_COMPARE_WITH_TIMEOUT(rowsOf(u"usersTable"_s), 1, patience);
        QTRY_COMPARE_WITH_TIMEOUT(cell(u"usersTable"_s, 0, UsersModel::Email), email, patience);
        QCOMPARE(cell(u"usersTable"_s, 0, UsersModel::Status), u"Deleted"_s);
        table(u"usersTable"_s)->setCurrentIndex(table(u"usersTable"_s)->model()->index(0, UsersModel::Name));
        QTRY_VERIFY(shown<QLabel>(u"userEmail"_s) && shown<QLabel>(u"userEmail"_s)->text() == email);
        grab(u"user-deleted"_s);
        run(u"user.restore"_s);
        QTRY_VERIFY_WITH_TIMEOUT(shown(u"planDialog"_s), patience);
        QTRY_VERIFY_WITH_TIMEOUT(shown<QAbstractButton>(u"planApply"_s)->isEnabled(), patience);
        click(u"planApply"_s);
        QTRY_VERIFY_WITH_TIMEOUT(!shown(u"planDialog"_s), patience);
        window()->goTo(u"users"_s, {{u"filter"_s, u"status=active"_s}});
        find(email);
        QTRY_COMPARE_WITH_TIMEOUT(cell(u"usersTable"_s, 0, UsersModel::Status), u"Active"_s, patience);
    }

    void aSignInIsEnded() {
        auto& client = session()->client();
        auto asked = client.call(contract::listUsers, {.limit = 1, .filter = "role=owner;status=active"});
        QTRY_VERIFY_WITH_TIMEOUT(asked.isFinished(), patience);
        const domain::User owner = asked.result()->items.at(0);
        auto tenant = client.call(contract::getTenant, {owner.tenantId});
        QTRY_VERIFY_WITH_TIMEOUT(tenant.isFinished(), patience);
        const auto signedIn = test::signIn(port(), tenant.result()->slug, owner.email);
        QCOMPARE(statusFor(signedIn.token, "/v1/me"), 200);

        find(QString::fromStdString(owner.email));
        shown<QTabBar>(u"userTabs"_s)->setCurrentIndex(2);
        const auto endButton = [this]() -> QAbstractButton* {
            for (auto* button : window()->findChildren<QAbstractButton*>())
                if (button->isVisible() && button->objectName().startsWith("endSession."_L1)) return button;
            return nullptr;
        };
        QTRY_VERIFY_WITH_TIMEOUT(endButton(), patience);
        grab(u"user-sessions"_s);
        QTest::mouseClick(endButton(), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(!endButton(), patience);
        QTRY_COMPARE(statusFor(signedIn.token, "/v1/me"), 401);
        shown<QTabBar>(u"userTabs"_s)->setCurrentIndex(0);
    }

    void aRoleIsMadeAndDeleted() {
        goTo(u"roles"_s);
        QTRY_VERIFY_WITH_TIMEOUT(!cell(u"rolesTable"_s, 0, 0).isEmpty(), patience);
        const int before = table(u"rolesTable"_s)->model()->rowCount();
        click(u"newRole"_s);
        write(u"field.name"_s, u"Night shift"_s);
        shown<QCheckBox>(u"permission.metricsRead"_s)->click();
        grab(u"role-form"_s);
        click(u"formSubmit"_s);
        QTRY_COMPARE_WITH_TIMEOUT(table(u"rolesTable"_s)->model()->rowCount(), before + 1, patience);
        table(u"rolesTable"_s)->setCurrentIndex(table(u"rolesTable"_s)->model()->index(before, 0));
        QTRY_COMPARE(shown<QLabel>(u"shownRole"_s)->text(), u"Night shift"_s);
        grab(u"roles"_s);
        click(u"deleteRole"_s);
        click(u"confirmYes"_s);
        QTRY_COMPARE_WITH_TIMEOUT(table(u"rolesTable"_s)->model()->rowCount(), before, patience);
    }

    void aKeyWorksUntilItIsRevoked() {
        goTo(u"apiKeys"_s);
        click(u"newApiKey"_s);
        write(u"field.name"_s, u"Nightly import"_s);
        shown<QCheckBox>(u"permission.tenantsRead"_s)->click();
        click(u"formSubmit"_s);
        QTRY_VERIFY_WITH_TIMEOUT(shown(u"onceDialog"_s), patience);
        const std::string secret = shown<QLineEdit>(u"onceSecret"_s)->text().toStdString();
        grab(u"api-key-once"_s);
        click(u"onceDone"_s);
        QCOMPARE(statusFor(secret, "/v1/tenants?limit=1"), 200);
        QCOMPARE(statusFor(secret, "/v1/users?limit=1"), 403);
        QTRY_COMPARE_WITH_TIMEOUT(cell(u"apiKeysTable"_s, 0, 0), u"Nightly import"_s, patience);
        grab(u"api-keys"_s);
        auto* rows = table(u"apiKeysTable"_s);
        rows->setCurrentIndex(rows->model()->index(0, 0));
        click(u"revokeApiKey"_s);
        click(u"confirmYes"_s);
        QTRY_COMPARE_WITH_TIMEOUT(statusFor(secret, "/v1/tenants?limit=1"), 401, patience);
    }

    void ownSignInsAreUnderTheName() {
        run(u"file.sessions"_s);
        QTRY_VERIFY(shown(u"sessionsDialog"_s));
        QTRY_VERIFY_WITH_TIMEOUT(shown(u"sessionList"_s), patience);
        grab(u"own-sessions"_s);
        click(u"signOutElsewhere"_s);
        QTRY_VERIFY(shown<QAbstractButton>(u"signOutElsewhere"_s)->text().contains(u"everywhere"_s));
        QTest::keyClick(shown(u"sessionsDialog"_s), Qt::Key_Escape);
        QTRY_VERIFY(!shown(u"sessionsDialog"_s));
        QVERIFY(window());  // still signed in here
    }

    void cleanupTestCase() { close(); }
};

QTEST_MAIN(PeopleTest)
#include "people_test.moc"
