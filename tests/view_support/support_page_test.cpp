// The page of support access as staff and as a tenant's people use it, by clicks and keys, in every state.
#include <QAction>
#include <QComboBox>
#include <QLineEdit>
#include <QListWidget>

#include "tests/view_dashboard/page_world.h"
#include "ui/buttons.h"
#include "ui/fields.h"
#include "ui/states.h"
#include "ui/table.h"
#include "views/support/support_page.h"

using namespace steward;
using namespace steward::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using domain::Permission;
using domain::Role;
using domain::SupportConsent;
using domain::SupportState;
using models::SupportModel;
using ui::StateStack;

namespace {

domain::SupportAccess access(const char* id, SupportState state) {
    const Time now = SystemClock().now();
    domain::SupportAccess made;
    made.id = id;
    made.tenantId = "ten_1";
    made.tenantName = "Tarnwick Foods";
    made.staffId = "usr_7";
    made.staffName = "Leo Farkas";
    made.role = Role::admin;
    made.permissions = {Permission::signedIn, Permission::tenantsRead, Permission::brandingRead};
    made.reason = "Ticket 4711: the logo is missing";
    made.minutes = 60;
    made.state = state;
    made.requestedAt = now - 2min;
    made.expiresAt = now + 58min;
    if (state == SupportState::active) made.answeredAt = now - 1min;
    return made;
}

contract::Page<domain::SupportAccess> pageOf(std::vector<domain::SupportAccess> items) {
    contract::Page<domain::SupportAccess> page;
    page.total = std::int64_t(items.size());
    page.items = std::move(items);
    return page;
}

domain::SupportPolicy policy(SupportConsent consent, std::int64_t version) {
    return {"ten_1", consent, version};
}

struct World : PageWorld {
    World() {
        answer("GET /v1/support-access",
               pageOf({access("sup_1", SupportState::waitingForConsent), access("sup_2", SupportState::active),
                       access("sup_3", SupportState::expired)}));
        answer("GET /v1/tenants/ten_1/support-policy", policy(SupportConsent::ask, 3));
        domain::Tenant tenant;
        tenant.id = "ten_1";
        tenant.name = "Tarnwick Foods";
        contract::Page<domain::Tenant> tenants;
        tenants.items = {tenant};
        tenants.total = 1;
        answer("GET /v1/tenants", tenants);
        answer("GET /v1/tenants/ten_1", tenant);
        answer("GET /v1/tenants/ten_1/support-policy", policy(SupportConsent::ask, 3));
    }
    void actAs(const char* userId, domain::PermissionSet permissions, const char* tenantId = nullptr) {
        contract::Me me;
        me.principal.userId = userId;
        me.permissions = permissions;
        if (tenantId) me.principal.tenantId = tenantId;
        session.setMe(me);
    }
    void actAsStaff() { actAs("usr_7", domain::permissionsOf(Role::support)); }
    void actAsOwner() { actAs("usr_1", domain::permissionsOf(Role::owner), "ten_1"); }
    ui::TableView* table() const { return find<ui::TableView>("supportTable"); }
    StateStack::State state() const {
        auto* widget = static_cast<QWidget*>(table());
        while (widget && !qobject_cast<StateStack*>(widget))
            widget = widget->parentWidget();
        return static_cast<StateStack*>(widget)->state();
    }
    template <class W>
    W* shown(const QString& name) const {
        for (W* widget : window.findChildren<W*>(name))
            if (widget->isVisible()) return widget;
        return nullptr;
    }
    void press(const QString& name) {
        QTRY_VERIFY2(shown<QAbstractButton>(name), qPrintable(name));
        auto* button = shown<QAbstractButton>(name);
        QTRY_VERIFY2(button->isEnabled(), qPrintable(name));
        QTest::mouseClick(button, Qt::LeftButton);
    }
    void write(const QString& field, const QString& text) {
        QTRY_VERIFY2(shown<QLineEdit>(field), qPrintable(field));
        auto* line = shown<QLineEdit>(field);
        line->setFocus();
        line->selectAll();
        QTest::keyClicks(line, text);
    }
    QString errorAt(const QString& field) const {
        auto* form = qobject_cast<ui::FormField*>(shown<QWidget>(field)->parentWidget());
        return form ? form->error() : QString();
    }
    json::Object sent(const char* what) const {
        const QByteArray body = lastBody(what);
        const auto value = json::parse({body.constData(), std::size_t(body.size())});
        return value && value->is_object() ? value->as_object() : json::Object{};
    }
    bool isRead() const { return table()->model()->rowCount() == 3; }
};

}  // namespace

class SupportPageTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aTenantSeesWhoAsksAndWhoIsThere() {
        World world;
        world.actAsOwner();
        auto* page = world.show(new views::SupportPage(world.context));
        QTRY_VERIFY(world.isRead());
        QTRY_VERIFY(world.everything().contains(u"Leo Farkas asks to come in"_s));
        QVERIFY(world.everything().contains(u"Leo Farkas may act here"_s));
        QVERIFY(world.everything().contains(u"With the rights of: Role Admin, for 1 h. Reason: Ticket 4711"_s));
        QVERIFY(world.table()->isColumnHidden(SupportModel::Tenant));
        QVERIFY(!world.shown<QWidget>(u"askSupport"_s));
        QCOMPARE(page->navigationCount(), u"1"_s);
        QTRY_COMPARE(world.text("shownSupport"), u"Leo Farkas"_s);
        QCOMPARE(world.text("supportReason"), u"Ticket 4711: the logo is missing"_s);
        QTRY_VERIFY(world.shown<QAbstractButton>(u"supportRule.ask"_s));
        QVERIFY(world.shown<QAbstractButton>(u"supportRule.ask"_s)->isChecked());
        QCOMPARE(world.nameless(), QStringList());
        world.keep(u"support-tenant.png"_s);
    }

    void theyAllowAndRefuse() {
        World world;
        world.actAsOwner();
        world.answer("POST /v1/support-access/sup_1/answer", access("sup_1", SupportState::active));
        world.show(new views::SupportPage(world.context));
        world.press(u"allowSupport.sup_1"_s);
        QTRY_COMPARE(world.count("POST /v1/support-access/sup_1/answer"), 1);
        QVERIFY(world.sent("POST /v1/support-access/sup_1/answer").at("allow").as_bool());
        QTRY_COMPARE(world.count("GET /v1/support-access"), 2);  // read again at once
        world.press(u"refuseSupport.sup_1"_s);
        QTRY_COMPARE(world.count("POST /v1/support-access/sup_1/answer"), 2);
        QVERIFY(!world.sent("POST /v1/support-access/sup_1/answer").at("allow").as_bool());
    }

    void theyEndItWithOneQuestion() {
        World world;
        world.actAsOwner();
        world.answer("DELETE /v1/support-access/sup_2", contract::Nothing{});
        world.show(new views::SupportPage(world.context));
        world.press(u"endSupport.sup_2"_s);
        world.press(u"confirmCancel"_s);
        QCOMPARE(world.count("DELETE /v1/support-access/sup_2"), 0);
        world.press(u"endSupport.sup_2"_s);
        world.press(u"confirmYes"_s);
        QTRY_COMPARE(world.count("DELETE /v1/support-access/sup_2"), 1);
    }

    void theirRuleIsChosen() {
        World world;
        world.actAsOwner();
        world.answer("PUT /v1/tenants/ten_1/support-policy", policy(SupportConsent::always, 4));
        world.show(new views::SupportPage(world.context));
        world.press(u"supportRule.always"_s);
        QTRY_COMPARE(world.count("PUT /v1/tenants/ten_1/support-policy"), 1);
        QCOMPARE(world.sent("PUT /v1/tenants/ten_1/support-policy").at("consent").as_string(), "always");
        QCOMPARE(world.network.seen.back().request.rawHeader("If-Match"), QByteArray("\"v3\""));
        QTRY_VERIFY(world.text("supportRuleText").startsWith(u"Support may come in at once"_s));
        // Never ends what is open, so it asks first.
        world.press(u"supportRule.never"_s);
        world.press(u"confirmCancel"_s);
        QVERIFY(world.shown<QAbstractButton>(u"supportRule.always"_s)->isChecked());
        world.refuse("PUT /v1/tenants/ten_1/support-policy", 412, "Somebody else changed it.");
        world.answer("GET /v1/tenants/ten_1/support-policy", policy(SupportConsent::ask, 5));
        world.press(u"supportRule.never"_s);
        world.press(u"confirmYes"_s);
        QTRY_VERIFY(world.shown<QAbstractButton>(u"supportRule.ask"_s)->isChecked());
    }

    void staffAskWithAReason() {
        World world;
        world.actAsStaff();
        world.answer("POST /v1/tenants/ten_1/support-access", access("sup_1", SupportState::waitingForConsent));
        world.show(new views::SupportPage(world.context));
        world.press(u"askSupport"_s);
        world.press(u"formSubmit"_s);
        QVERIFY(!world.errorAt(u"field.tenantId"_s).isEmpty());
        QVERIFY(!world.errorAt(u"field.reason"_s).isEmpty());
        QCOMPARE(world.count("POST /v1/tenants/ten_1/support-access"), 0);
        world.press(u"tenantPicker"_s);
        QTRY_COMPARE(world.shown<QListWidget>(u"tenantPickerList"_s)->count(), 1);
        QTest::keyClick(world.shown<QLineEdit>(u"tenantPickerSearch"_s), Qt::Key_Return);
        world.write(u"field.reason"_s, u"Ticket 4711"_s);
        auto* target = world.shown<QComboBox>(u"field.role"_s);
        target->setCurrentIndex(target->findText(u"Role Owner"_s));
        QTRY_VERIFY(world.shown<QAbstractButton>(u"permission.brandingWrite"_s));
        // What only reads is chosen; what lets somebody stay is not there at all.
        QVERIFY(world.shown<QAbstractButton>(u"permission.brandingRead"_s)->isChecked());
        QVERIFY(!world.shown<QAbstractButton>(u"permission.brandingWrite"_s)->isChecked());
        QVERIFY(!world.shown<QAbstractButton>(u"permission.usersWrite"_s));
        world.shown<QAbstractButton>(u"permission.brandingWrite"_s)->click();  // the list is longer than its place
        QTRY_VERIFY(world.everything().contains(u"Its owners and admins are asked"_s));
        QCOMPARE(world.nameless(), QStringList());
        world.keep(u"support-ask.png"_s);
        world.press(u"formSubmit"_s);
        QTRY_COMPARE(world.count("POST /v1/tenants/ten_1/support-access"), 1);
        const auto request = world.sent("POST /v1/tenants/ten_1/support-access");
        QCOMPARE(request.at("reason").as_string(), "Ticket 4711");
        QCOMPARE(request.at("role").as_string(), "owner");
        QCOMPARE(request.at("minutes").as_int64(), 30);
        QVERIFY(!request.contains("userId"));
        const auto permissions = json::fromValue<domain::PermissionSet>(request.at("permissions"));
        QVERIFY(permissions && permissions->contains(Permission::brandingWrite));
        QVERIFY(!permissions->contains(Permission::signedIn));
        QTRY_VERIFY(!world.shown<QWidget>(u"supportForm"_s));
    }

    void theyAskOnBehalfOfAPerson() {
        World world;
        world.actAsStaff();
        domain::User person;
        person.id = "usr_1";
        person.name = "Ines Moreau";
        person.tenantId = "ten_1";
        person.customRoleId = "rol_1";
        person.role = Role::viewer;
        contract::Page<domain::User> people;
        people.items = {person};
        people.total = 1;
        world.answer("GET /v1/users", people);
        contract::RoleList roles;
        roles.items.push_back(
            {"rol_1", "ten_1", "Report writer", "", {Permission::auditRead, Permission::usersWrite}, {}, 1, 1});
        world.answer("GET /v1/roles", roles);
        world.answer("POST /v1/tenants/ten_1/support-access", access("sup_1", SupportState::waitingForConsent));
        world.show(new views::SupportPage(world.context), {{u"ask"_s, u"ten_1"_s}});
        world.write(u"field.reason"_s, u"Ticket 4711"_s);
        auto* target = world.shown<QComboBox>(u"field.role"_s);
        target->setCurrentIndex(target->count() - 1);
        world.press(u"formSubmit"_s);
        QVERIFY(!world.errorAt(u"field.userId"_s).isEmpty());
        world.press(u"personPicker"_s);
        QTRY_COMPARE(world.shown<QListWidget>(u"personPickerList"_s)->count(), 1);
        QTest::keyClick(world.shown<QLineEdit>(u"personPickerSearch"_s), Qt::Key_Return);
        QTRY_VERIFY(world.shown<QAbstractButton>(u"permission.auditRead"_s));
        QVERIFY(!world.shown<QAbstractButton>(u"permission.usersWrite"_s));
        QVERIFY(!world.shown<QAbstractButton>(u"permission.brandingRead"_s));  // the role decides
        world.press(u"formSubmit"_s);
        QTRY_COMPARE(world.count("POST /v1/tenants/ten_1/support-access"), 1);
        const auto request = world.sent("POST /v1/tenants/ten_1/support-access");
        QCOMPARE(request.at("userId").as_string(), "usr_1");
        QVERIFY(!request.contains("role"));
    }

    void whoLetsNobodyInIsNotAsked() {
        World world;
        world.actAsStaff();
        world.answer("GET /v1/tenants/ten_1/support-policy", policy(SupportConsent::never, 1));
        world.show(new views::SupportPage(world.context), {{u"ask"_s, u"ten_1"_s}});
        QTRY_VERIFY(world.shown<QAbstractButton>(u"formSubmit"_s));
        QTRY_COMPARE(world.errorAt(u"field.tenantId"_s), u"This tenant lets no support in."_s);
        QVERIFY(!world.shown<QAbstractButton>(u"formSubmit"_s)->isEnabled());
    }

    void staffEnterWhatIsActiveAndWithdrawWhatWaits() {
        World world;
        world.actAsStaff();
        contract::StartedSupport started{"sup_2", access("sup_2", SupportState::active), "sts_secret"};
        world.answer("POST /v1/support-access/sup_2/start", started);
        world.answer("DELETE /v1/support-access/sup_1", contract::Nothing{});
        world.show(new views::SupportPage(world.context));
        QTRY_VERIFY(world.isRead());
        QVERIFY(!world.table()->isColumnHidden(SupportModel::Tenant));
        QVERIFY(!world.shown<QWidget>(u"supportRuleBar"_s));
        QTRY_VERIFY(world.everything().contains(u"Waiting for Tarnwick Foods to answer"_s));
        world.keep(u"support-staff.png"_s);
        world.press(u"enterSupport.sup_2"_s);
        QTRY_COMPARE(world.shell.entered.size(), std::size_t(1));
        QCOMPARE(world.shell.entered[0].token, std::string("sts_secret"));
        QVERIFY(!world.everything().contains(u"sts_secret"_s));
        world.press(u"endSupport.sup_1"_s);
        QTRY_COMPARE(world.count("DELETE /v1/support-access/sup_1"), 1);
    }

    void itIsWorkedByKeys() {
        World world;
        world.actAsStaff();
        contract::StartedSupport started{"sup_2", access("sup_2", SupportState::active), "sts_secret"};
        world.answer("POST /v1/support-access/sup_2/start", started);
        world.show(new views::SupportPage(world.context));
        QTRY_VERIFY(world.isRead());
        world.table()->setFocus();
        QTest::keyClick(world.table(), Qt::Key_Home);
        QTest::keyClick(world.table(), Qt::Key_Down);
        QTest::keyClick(world.table(), Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE(world.shell.entered.size(), std::size_t(1));
        QTest::keyClick(world.table(), Qt::Key_N, Qt::ControlModifier);
        QTRY_VERIFY(world.shown<QWidget>(u"supportForm"_s));
        QCOMPARE(QApplication::focusWidget(), world.shown<QWidget>(u"field.reason"_s));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
        QTRY_VERIFY(!world.shown<QWidget>(u"supportForm"_s));
    }

    void whatOthersAskedForIsOnlySeen() {
        World world;
        world.actAs("usr_8", domain::permissionsOf(Role::platformOperator));
        world.show(new views::SupportPage(world.context));
        QTRY_VERIFY(world.everything().contains(u"Leo Farkas may act within Tarnwick Foods"_s));
        QVERIFY(!world.shown<QWidget>(u"enterSupport.sup_2"_s));
        QVERIFY(!world.shown<QWidget>(u"endSupport.sup_2"_s));
    }

    void newsComeByTheFeed() {
        World world;
        world.actAsOwner();
        world.feed.start();
        world.show(new views::SupportPage(world.context));
        QTRY_VERIFY(world.isRead());
        QTRY_VERIFY(world.feedServer.received.join(u' ').contains(u"audit"_s));
        const int before = world.count("GET /v1/support-access");
        domain::AuditEntry entry;
        entry.entity = "supportAccess";
        entry.action = "supportAccess.request";
        world.feedServer.send("audit", 1, SystemClock().now(), entry);
        QTRY_COMPARE(world.count("GET /v1/support-access"), before + 1);
    }

    void emptyFailedAndOffline() {
        {
            World world;
            world.actAsOwner();
            world.answer("GET /v1/support-access", contract::Page<domain::SupportAccess>{});
            world.show(new views::SupportPage(world.context));
            QTRY_COMPARE(world.state(), StateStack::State::empty);
            QVERIFY(world.everything().contains(u"Support was never here"_s));
            QVERIFY(!world.shown<QWidget>(u"openSupport"_s));
        }
        {
            World world;
            world.actAsStaff();
            world.refuse("GET /v1/support-access", 503, "The platform is busy.");
            world.show(new views::SupportPage(world.context));
            QTRY_COMPARE(world.state(), StateStack::State::error);
            QVERIFY(world.everything().contains(u"Could not load support access"_s));
        }
        World world;
        world.actAsOwner();
        world.show(new views::SupportPage(world.context));
        QTRY_VERIFY(world.shown<QWidget>(u"allowSupport.sup_1"_s));
        world.session.setConnection(models::Connection::offline, QDateTime::currentDateTimeUtc());
        for (const QString& name : {u"allowSupport.sup_1"_s, u"endSupport.sup_2"_s, u"supportRule"_s}) {
            QVERIFY2(!world.shown<QWidget>(name)->isEnabled(), qPrintable(name));
            QVERIFY2(world.shown<QWidget>(name)->toolTip().startsWith(u"Offline"_s), qPrintable(name));
        }
    }
};

QTEST_MAIN(SupportPageTest)
#include "support_page_test.moc"
