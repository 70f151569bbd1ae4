// The pages about people as somebody uses them: users, roles and API keys, by clicks and keys, in every state.
#include <QAction>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QLineEdit>
#include <QListWidget>
#include <QStandardItemModel>
#include <QTabBar>

#include "tests/view_dashboard/page_world.h"
#include "ui/buttons.h"
#include "ui/fields.h"
#include "ui/overlay.h"
#include "ui/states.h"
#include "ui/table.h"
#include "views/users/api_keys_page.h"
#include "views/users/roles_page.h"
#include "views/users/users_page.h"

using namespace steward;
using namespace steward::test;
using namespace Qt::StringLiterals;
using domain::Permission;
using domain::Role;
using ui::StateStack;
using ui::TableView;

namespace {

const Time noon = *parseRfc3339("2026-11-24T12:00:00Z");

domain::User user(const char* id, const char* tenant, const char* name, Role role, domain::UserStatus status) {
    domain::User made;
    made.id = id;
    made.tenantId = tenant;
    made.name = name;
    made.email = QString::fromLatin1(name).section(u' ', 0, 0).toLower().toStdString() + "@tarnwick.example";
    made.role = role;
    made.status = status;
    made.createdAt = noon;
    made.version = 3;
    return made;
}

contract::Page<domain::User> people() {
    contract::Page<domain::User> page;
    page.items = {user("usr_1", "ten_1", "Ines Moreau", Role::owner, domain::UserStatus::active),
                  user("usr_2", "ten_1", "Bruno Castel", Role::analyst, domain::UserStatus::active),
                  user("usr_3", "ten_1", "Hana Mori", Role::viewer, domain::UserStatus::invited),
                  user("usr_4", "", "Leo Farkas", Role::support, domain::UserStatus::suspended)};
    page.total = 4;
    return page;
}

contract::RoleList roles() {
    contract::RoleList list;
    for (const Role role : {Role::owner, Role::admin, Role::analyst, Role::viewer})
        list.items.push_back({std::string(enumName(role)), "", std::string(enumName(role)), "Says what it is for.",
                              domain::permissionsOf(role), role, 2, 0});
    list.items.push_back({"rol_1",
                          "ten_1",
                          "Report writer",
                          "Reports only",
                          {Permission::reportsRun, Permission::reportsWrite},
                          {},
                          0,
                          4});
    return list;
}

domain::UserSession signIn(const char* id, bool current) {
    domain::UserSession made;
    made.id = id;
    made.clientName = "Steward console";
    made.device = "Firefox on Linux";
    made.createdAt = made.lastSeenAt = made.expiresAt = noon;
    made.current = current;
    return made;
}

struct World : PageWorld {
    World() {
        answer("GET /v1/users", people());
        answer("GET /v1/users/", people().items[0]);
        contract::Page<domain::UserSession> sessions;
        sessions.items = {signIn("ses_1", false), signIn("ses_2", false)};
        sessions.total = 2;
        answer("GET /v1/users/usr_1/sessions", sessions);
        domain::Tenant tenant;
        tenant.id = "ten_1";
        tenant.name = "Tarnwick Foods";
        contract::Page<domain::Tenant> tenants;
        tenants.items = {tenant};
        tenants.total = 1;
        answer("GET /v1/tenants", tenants);
        answer("GET /v1/tenants/ten_1", tenant);
        answer("GET /v1/roles", roles());
        answer("GET /v1/audit", contract::Page<domain::AuditEntry>{});
    }
    void actAs(domain::PermissionSet permissions, const char* tenantId = nullptr) {
        contract::Me me;
        me.principal.userId = "usr_9";
        me.permissions = permissions;
        if (tenantId) me.principal.tenantId = tenantId;
        session.setMe(me);
    }
    TableView* table(const char* name) const { return find<TableView>(name); }
    StateStack::State state(const char* tableName) const {
        auto* widget = static_cast<QWidget*>(table(tableName));
        while (widget && !qobject_cast<StateStack*>(widget))
            widget = widget->parentWidget();
        return static_cast<StateStack*>(widget)->state();
    }
    QString cell(const char* name, int row, int column) const {
        return table(name)->model()->index(row, column).data().toString();
    }
    template <class W>
    W* shown(const char* name) const {
        for (W* widget : window.findChildren<W*>(QLatin1String(name)))
            if (widget->isVisible()) return widget;
        return nullptr;
    }
    void press(const char* name) {
        QTRY_VERIFY2(shown<QAbstractButton>(name), name);
        auto* button = shown<QAbstractButton>(name);
        QTRY_VERIFY2(button->isEnabled(), name);
        QTest::mouseClick(button, Qt::LeftButton);
    }
    void write(const char* field, const QString& text) {
        QTRY_VERIFY2(shown<QLineEdit>(field), field);
        auto* line = shown<QLineEdit>(field);
        line->setFocus();
        line->selectAll();
        QTest::keyClicks(line, text);
    }
    QString errorAt(const char* field) const {
        auto* form = qobject_cast<ui::FormField*>(shown<QWidget>(field)->parentWidget());
        return form ? form->error() : QString();
    }
    json::Value sent(const char* what) const {
        const QByteArray body = lastBody(what);
        return json::parse({body.constData(), std::size_t(body.size())}).value_or(json::Value());
    }
};

}  // namespace

class UsersPageTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void showsUsersAndTheFirstBesideThem() {
        World world;
        world.show(new views::UsersPage(world.context));
        QTRY_COMPARE(world.table("usersTable")->model()->rowCount(), 4);
        QTRY_COMPARE(world.cell("usersTable", 0, models::UsersModel::Tenant), u"Tarnwick Foods"_s);
        QCOMPARE(world.cell("usersTable", 3, models::UsersModel::Tenant), u"Platform"_s);
        QCOMPARE(world.cell("usersTable", 1, models::UsersModel::Role), u"Analyst"_s);
        QCOMPARE(world.cell("usersTable", 2, models::UsersModel::Status), u"Invited"_s);
        QTRY_COMPARE(world.text("userName"), u"Ines Moreau"_s);
        QTRY_VERIFY(world.everything().contains(u"Tarnwick Foods"_s));
        QCOMPARE(world.nameless(), QStringList());
        world.keep(u"users.png"_s);
    }

    void theTableIsWorkedByKeys() {
        World world;
        world.show(new views::UsersPage(world.context));
        auto* table = world.table("usersTable");
        QTRY_COMPARE(table->model()->rowCount(), 4);
        table->setFocus();
        QTest::keyClick(table, Qt::Key_Slash);
        QCOMPARE(QApplication::focusWidget(), world.find<QLineEdit>("quickFilter"));
        table->setFocus();
        QTest::keyClick(table, Qt::Key_Home);
        QTest::keyClick(table, Qt::Key_Space);
        QTest::keyClick(table, Qt::Key_Down);
        QTest::keyClick(table, Qt::Key_Space);
        QTRY_VERIFY(world.shown<QWidget>("bulkBar"));
        QCOMPARE(table->selection()->count(), 2);
        QTest::keyClick(table, Qt::Key_Escape);
        QTRY_VERIFY(!world.shown<QWidget>("bulkBar"));
        QTest::keyClick(table, Qt::Key_Escape);
        QTRY_VERIFY(!world.shown<QWidget>("userPanel"));
        QTest::keyClick(table, Qt::Key_Return);
        QTRY_VERIFY(world.shown<QWidget>("userPanel"));
    }

    void emptyFailedStaleAndOffline() {
        {
            World world;
            world.answer("GET /v1/users", contract::Page<domain::User>{});
            world.show(new views::UsersPage(world.context));
            QTRY_COMPARE(world.state("usersTable"), StateStack::State::empty);
            QTRY_VERIFY(world.shown<QAbstractButton>("clearFilters"));
        }
        {
            World world;
            world.refuse("GET /v1/users", 503, "The platform is busy.");
            world.show(new views::UsersPage(world.context));
            QTRY_COMPARE(world.state("usersTable"), StateStack::State::error);
            QVERIFY(world.everything().contains(u"Could not load users"_s));
        }
        World world;
        auto opened = world.store.open();
        QTRY_VERIFY(opened.isFinished());
        auto* page = world.show(new views::UsersPage(world.context));
        QTRY_COMPARE(world.table("usersTable")->model()->rowCount(), 4);
        world.cutOff("GET /v1/users");
        world.session.setConnection(models::Connection::offline, QDateTime::currentDateTimeUtc());
        page->refresh();
        QTRY_VERIFY(page->statusText().contains(u"from this computer"_s));
        for (const char* name : {"inviteUser", "changeRole"}) {
            QVERIFY2(!world.find<QWidget>(name)->isEnabled(), name);
            QVERIFY2(world.find<QWidget>(name)->toolTip().startsWith(u"Offline"_s), name);
        }
        QVERIFY(world.find<QWidget>("editUser")->isEnabled());  // kept as a draft
    }

    void whatARoleDoesNotAllowIsOff() {
        World world;
        world.actAs({Permission::signedIn, Permission::usersRead});
        world.show(new views::UsersPage(world.context));
        QTRY_COMPARE(world.table("usersTable")->model()->rowCount(), 4);
        for (const char* name : {"inviteUser", "changeRole"}) {
            QVERIFY2(!world.find<QWidget>(name)->isEnabled(), name);
            QCOMPARE(world.find<QWidget>(name)->toolTip(), u"Your role does not allow this."_s);
        }
    }

    void anInvitationWithoutMailShowsItsLinkOnce() {
        World world;
        contract::Invitation invitation;
        invitation.user = people().items[2];
        invitation.sent = {noon, false, "https://admin.steward.example/join?token=abc"};
        world.answer("POST /v1/users", invitation);
        world.show(new views::UsersPage(world.context));
        QTRY_COMPARE(world.table("usersTable")->model()->rowCount(), 4);
        world.press("inviteUser");
        world.press("formSubmit");
        QVERIFY(!world.errorAt("field.email").isEmpty());
        QVERIFY(!world.errorAt("field.tenantId").isEmpty());
        QCOMPARE(world.count("POST /v1/users"), 0);
        world.write("field.email", u"hana@tarnwick.example"_s);
        world.write("field.name", u"Hana Mori"_s);
        world.press("tenantPicker");
        auto* list = world.find<QListWidget>("tenantPickerList");
        QTRY_COMPARE(list->count(), 1);
        QTest::keyClick(world.find<QLineEdit>("tenantPickerSearch"), Qt::Key_Return);
        auto* role = world.shown<QComboBox>("field.role");
        QTRY_VERIFY(role->findText(u"Report writer"_s) >= 0);
        role->setCurrentIndex(role->findText(u"Report writer"_s));
        world.keep(u"invite.png"_s);
        world.press("formSubmit");
        QTRY_VERIFY(world.shown<QWidget>("onceDialog"));
        const auto body = world.sent("POST /v1/users").as_object();
        QCOMPARE(body.at("tenantId").as_string(), "ten_1");
        QCOMPARE(body.at("customRoleId").as_string(), "rol_1");
        QVERIFY(!body.contains("role"));
        QCOMPARE(world.find<QLineEdit>("onceSecret")->text(), u"https://admin.steward.example/join?token=abc"_s);
        world.press("onceCopy");
        QCOMPARE(QGuiApplication::clipboard()->text(), u"https://admin.steward.example/join?token=abc"_s);
        QTest::keyClick(&world.window, Qt::Key_Escape);
        QVERIFY(world.shown<QWidget>("onceDialog"));  // it is gone only when somebody says so
        world.press("onceDone");
        QTRY_VERIFY(!world.shown<QWidget>("onceDialog"));
    }

    void aRefusedInvitationStandsAtItsField() {
        World world;
        world.actAs(domain::permissionsOf(Role::owner), "ten_1");
        world.answer(
            "POST /v1/users", PageWorld::Answer([](const FakeNetwork::Seen&) {
                return Scripted{
                    .status = 422,
                    .body =
                        R"({"type":"https://steward.example/problems/unprocessable","title":"Nobody was invited.",)"
                        R"("status":422,"detail":"","requestId":"req_1","errors":[{"path":"/email","message":"is a user already"}]})"};
            }));
        world.show(new views::UsersPage(world.context));
        world.press("inviteUser");
        QVERIFY(!world.shown<QWidget>("field.tenantId"));  // they have only one
        world.write("field.email", u"ines@tarnwick.example"_s);
        world.write("field.name", u"Ines"_s);
        world.press("formSubmit");
        QTRY_COMPARE(world.errorAt("field.email"), u"is a user already"_s);
        QCOMPARE(world.shown<QLineEdit>("field.name")->text(), u"Ines"_s);
    }

    void rolesChangeByAPlan() {
        World world;
        world.show(new views::UsersPage(world.context));
        auto* table = world.table("usersTable");
        QTRY_COMPARE(table->model()->rowCount(), 4);
        table->selection()->set({u"usr_1"_s, u"usr_2"_s}, true);
        world.press("bulkChangeRole");
        auto* role = world.shown<QComboBox>("field.role");
        QTRY_VERIFY(role->findText(u"Report writer"_s) >= 0);  // both are of one tenant
        role->setCurrentIndex(role->findText(u"Admin"_s));
        world.press("formSubmit");
        QCOMPARE(world.shell.plans.size(), std::size_t(1));
        const domain::PlanRequest& plan = world.shell.plans[0].request;
        QCOMPARE(plan.entity, domain::EntityKind::user);
        QCOMPARE(plan.operation, domain::Operation::change);
        QCOMPARE(plan.selection.ids->size(), std::size_t(2));
        QCOMPARE(plan.seen->front().version, 3);
        QCOMPARE(json::write(*plan.patch), R"({"role":"admin"})");
        // Several tenants: only what all of them have.
        world.shell.plans[0].computed();
        QTRY_VERIFY(!world.shown<QWidget>("field.role"));
        table->selection()->set({u"usr_4"_s}, true);
        world.press("bulkChangeRole");
        QVERIFY(world.shown<QComboBox>("field.role")->findText(u"Report writer"_s) < 0);
        world.press("formCancel");
        world.press("bulkSuspend");
        QCOMPARE(world.shell.plans.back().request.operation, domain::Operation::suspend);
    }

    void nobodyGivesWhatTheyDoNotHave() {
        World world;
        world.actAs(domain::permissionsOf(Role::admin), "ten_1");
        world.show(new views::UsersPage(world.context));
        QTRY_VERIFY(world.shown<QWidget>("changeRole") && world.find<QWidget>("changeRole")->isEnabled());
        QTRY_COMPARE(world.text("userName"), u"Ines Moreau"_s);
        world.press("changeRole");
        auto* role = world.shown<QComboBox>("field.role");
        QVERIFY(role);
        const bool mayOwn = domain::permissionsOf(Role::admin).containsAll(domain::permissionsOf(Role::owner));
        const auto* items = qobject_cast<QStandardItemModel*>(role->model());
        QCOMPARE(items->item(role->findText(u"Owner"_s))->isEnabled(), mayOwn);
        QVERIFY(items->item(role->findText(u"Viewer"_s))->isEnabled());
    }

    void signInsAreListedAndEnded() {
        World world;
        world.answer("DELETE /v1/sessions/ses_2",
                     PageWorld::Answer([](const FakeNetwork::Seen&) { return Scripted{.status = 204, .body = {}}; }));
        world.answer("DELETE /v1/users/usr_1/sessions", contract::SessionsEnded{2});
        world.show(new views::UsersPage(world.context));
        QTRY_COMPARE(world.text("userName"), u"Ines Moreau"_s);
        world.find<QTabBar>("userTabs")->setCurrentIndex(2);
        QTRY_VERIFY(world.shown<QWidget>("endSession.ses_2"));
        world.keep(u"user-sessions.png"_s);
        world.press("endSession.ses_2");
        QTRY_COMPARE(world.count("DELETE /v1/sessions/ses_2"), 1);
        QTRY_COMPARE(world.count("GET /v1/users/usr_1/sessions"), 2);
        world.press("signOutEverywhere");
        QCOMPARE(world.count("DELETE /v1/users/usr_1/sessions"), 0);
        QTest::keyClick(&world.window, Qt::Key_Return);  // the focus is on Cancel, and nothing else is pressed
        QCOMPARE(world.count("DELETE /v1/users/usr_1/sessions"), 0);
        if (!world.shown<QWidget>("confirmYes")) world.press("signOutEverywhere");
        world.press("confirmYes");
        QTRY_COMPARE(world.count("DELETE /v1/users/usr_1/sessions"), 1);
    }

    void securityAsksForOneThingAtATime() {
        World world;
        world.answer("POST /v1/users/usr_1/password-reset", contract::SentLink{noon, true, {}});
        world.refuse("DELETE /v1/users/usr_1/second-factor", 409, "They have none.");
        world.show(new views::UsersPage(world.context));
        QTRY_COMPARE(world.text("userName"), u"Ines Moreau"_s);
        world.find<QTabBar>("userTabs")->setCurrentIndex(3);
        QVERIFY(!world.shown<QWidget>("inviteAgain"));  // they have joined
        world.press("resetPassword");
        QTRY_COMPARE(world.count("POST /v1/users/usr_1/password-reset"), 1);
        world.press("resetSecondFactor");
        world.press("confirmCancel");
        QCOMPARE(world.count("DELETE /v1/users/usr_1/second-factor"), 0);
        world.press("resetSecondFactor");
        world.press("confirmYes");
        QTRY_VERIFY(world.everything().contains(u"They have none."_s));
        world.keep(u"user-security.png"_s);
    }

    void customRolesAreMadeChangedAndDeleted() {
        World world;
        domain::AccessRole made = roles().items.back();
        world.answer("POST /v1/roles", made);
        world.answer("PATCH /v1/roles/rol_1", made);
        world.answer("DELETE /v1/roles/rol_1",
                     PageWorld::Answer([](const FakeNetwork::Seen&) { return Scripted{.status = 204, .body = {}}; }));
        world.show(new views::RolesPage(world.context));
        auto* table = world.table("rolesTable");
        QTRY_COMPARE(table->model()->rowCount(), 5);
        QTRY_COMPARE(world.text("shownRole"), u"Owner"_s);
        QVERIFY(!world.find<QWidget>("editRole")->isEnabled());
        QVERIFY(world.find<QWidget>("editRole")->toolTip().startsWith(u"Built-in"_s));
        QCOMPARE(world.nameless(), QStringList());
        world.keep(u"roles.png"_s);

        world.press("newRole");
        world.press("formSubmit");
        QVERIFY(!world.errorAt("field.name").isEmpty());
        QVERIFY(!world.errorAt("field.permissions").isEmpty());
        world.write("field.name", u"Night shift"_s);
        world.shown<QCheckBox>("permission.auditRead")->click();
        world.keep(u"role-form.png"_s);
        world.press("formSubmit");
        QTRY_COMPARE(world.count("POST /v1/roles"), 1);
        const auto draft = world.sent("POST /v1/roles").as_object();
        QCOMPARE(json::write(draft.at("permissions")), R"(["auditRead"])");
        QTRY_VERIFY(!world.shown<QWidget>("field.name"));

        table->setCurrentIndex(table->model()->index(4, 0));
        QTRY_COMPARE(world.text("shownRole"), u"Report writer"_s);
        table->setFocus();
        QTest::keyClick(table, Qt::Key_Return);
        world.write("field.name", u"Reporter"_s);
        world.press("formSubmit");
        QTRY_COMPARE(world.count("PATCH /v1/roles/rol_1"), 1);
        QCOMPARE(json::write(world.sent("PATCH /v1/roles/rol_1")), R"({"name":"Reporter"})");
        QTRY_VERIFY(!world.shown<QWidget>("field.name"));
        table->setCurrentIndex(table->model()->index(4, 0));
        world.press("deleteRole");
        world.press("confirmYes");
        QTRY_COMPARE(world.count("DELETE /v1/roles/rol_1"), 1);
    }

    void aKeyIsShownOnceAndRevoked() {
        World world;
        domain::ApiKey key;
        key.id = "key_1";
        key.name = "Nightly import";
        key.permissions = {Permission::tenantsRead};
        key.hint = "stw_k7w2";
        key.createdBy = "usr_7";
        key.createdByName = "Ines Moreau";
        key.createdAt = key.expiresAt = noon;
        contract::Page<domain::ApiKey> none, one;
        one.items = {key};
        one.total = 1;
        world.answer("GET /v1/api-keys", none);
        world.answer("POST /v1/api-keys", contract::IssuedApiKey{"key_1", key, "stw_secret"});
        world.answer("DELETE /v1/api-keys/key_1",
                     PageWorld::Answer([](const FakeNetwork::Seen&) { return Scripted{.status = 204, .body = {}}; }));
        world.show(new views::ApiKeysPage(world.context));
        QTRY_COMPARE(world.state("apiKeysTable"), StateStack::State::empty);
        world.press("newApiKeyEmpty");
        world.write("field.name", u"Nightly import"_s);
        world.shown<QCheckBox>("permission.tenantsRead")->click();
        world.keep(u"api-key-form.png"_s);
        world.answer("GET /v1/api-keys", one);
        world.press("formSubmit");
        QTRY_VERIFY(world.shown<QWidget>("onceDialog"));
        QCOMPARE(world.find<QLineEdit>("onceSecret")->text(), u"stw_secret"_s);
        world.keep(u"api-key-once.png"_s);
        world.press("onceDone");
        QTRY_COMPARE(world.table("apiKeysTable")->model()->rowCount(), 1);
        QVERIFY(!world.everything().contains(u"stw_secret"_s));
        QCOMPARE(json::write(world.sent("POST /v1/api-keys").as_object().at("permissions")), R"(["tenantsRead"])");

        auto* table = world.table("apiKeysTable");
        table->setFocus();
        table->setCurrentIndex(table->model()->index(0, 0));
        QTest::keyClick(table, Qt::Key_Delete);
        world.press("confirmYes");
        QTRY_COMPARE(world.count("DELETE /v1/api-keys/key_1"), 1);
        // Somebody else's, without the permission.
        world.actAs({Permission::signedIn});
        QTRY_VERIFY(!world.find<QWidget>("revokeApiKey")->isEnabled());
    }
};

QTEST_MAIN(UsersPageTest)
#include "users_page_test.moc"
