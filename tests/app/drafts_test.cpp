// Two people edit one tenant, and edits made while the platform is away: through the whole console on a real platform
// that is stopped, changed by somebody else, and started again.
#include <QRadioButton>

#include "contract/messages.h"
#include "tests/app/driven_console.h"
#include "tests/support/reply_document.h"
#include "tests/support/stewardd_fixture.h"
#include "ui/status.h"

using namespace steward;
using namespace Qt::StringLiterals;
using test::patience;

class DraftsTest : public QObject, test::DrivenConsole {
    Q_OBJECT

    test::StewarddFixture platform_;

    ui::ConnectionState pill() const { return window()->findChild<ui::ConnectionPill*>(u"connection"_s)->shownState(); }
    ui::TableView* tenants() const { return window()->findChild<ui::TableView*>(u"tenantsTable"_s); }
    domain::Tenant tenantOf(const std::string& id) const {
        return test::read<domain::Tenant>(platform_.ask({.target = "/v1/tenants/" + id}));
    }
    std::vector<domain::Tenant> someTenants() const {
        return test::read<contract::Page<domain::Tenant>>(
                   platform_.ask({.target = "/v1/tenants?filter=status%3Dactive&sort=name&limit=10"}))
            .items;
    }
    // Somebody else, through the API.
    void otherChanges(const std::string& id, const std::string& patch) const {
        const auto version = tenantOf(id).version;
        const auto reply = platform_.ask({.method = "PATCH",
                                          .target = "/v1/tenants/" + id,
                                          .body = R"({"patch":)" + patch + "}",
                                          .headers = {{"If-Match", "\"v" + std::to_string(version) + "\""}}});
        QVERIFY2(reply.status == 200, reply.body.c_str());
    }
    void openTenant(const std::string& id) const {
        window()->goTo(u"tenants"_s, {{u"id"_s, QString::fromStdString(id)}});
        QTRY_VERIFY_WITH_TIMEOUT(shown(u"tenantPanel"_s), patience);
        QTRY_VERIFY_WITH_TIMEOUT(shown<QAbstractButton>(u"editTenant"_s), patience);
        QTRY_COMPARE_WITH_TIMEOUT(shown<QLabel>(u"tenantName"_s)->text(), QString::fromStdString(tenantOf(id).name),
                                  patience);
    }
    void openForm(const std::string& id) const {
        openTenant(id);
        const QString name = QString::fromStdString(tenantOf(id).name);
        click(u"editTenant"_s);
        QTRY_VERIFY_WITH_TIMEOUT(shown<QLineEdit>(u"field.name"_s), patience);
        QTRY_COMPARE(shown<QLineEdit>(u"field.name"_s)->text(), name);
    }
    void applyPlan() const {
        typeConfirmation();
        click(u"planApply"_s);
        QTRY_VERIFY_WITH_TIMEOUT(!shown(u"planDialog"_s), patience);
    }
    QString draftCell(int row, int column) const { return cell(u"draftsTable"_s, row, column); }
    int draftRow(const QString& name) const {
        for (int row = 0; row < rowsOf(u"draftsTable"_s); ++row)
            if (draftCell(row, 0) == name) return row;
        return -1;
    }
    QString draftState(const QString& name) const { return draftCell(draftRow(name), 4); }

private Q_SLOTS:
    void initTestCase() {
        QVERIFY(platform_.loadDemo(40));
        QVERIFY2(platform_.start(), platform_.log().c_str());
        addWorkspace("Staging", client::Environment::staging, platform_.port());
        signIn(platform_.refreshToken());
        openWorkspace();
        QTRY_VERIFY_WITH_TIMEOUT(tenants()->model()->rowCount() > 0, patience);
        QTRY_COMPARE_WITH_TIMEOUT(pill(), ui::ConnectionState::live, patience);
    }

    void whatBothChangedIsMergedAndNothingIsOverwritten() {
        const auto tenant = someTenants().at(0);
        openForm(tenant.id);
        write(u"field.tags"_s, u"merged"_s);
        otherChanges(tenant.id, R"({"name":"Renamed by another"})");
        // While the form is open it says so.
        QTRY_VERIFY_WITH_TIMEOUT(shown(u"formNewer"_s), patience);
        grab(u"form-newer"_s);
        click(u"formCompare"_s);
        QTRY_VERIFY_WITH_TIMEOUT(shown(u"mergeDialog"_s), patience);
        QVERIFY(shown<QRadioButton>(u"merge.name.theirs"_s)->isChecked());
        QVERIFY(shown<QRadioButton>(u"merge.tags.mine"_s)->isChecked());
        grab(u"merge-clean"_s);
        click(u"mergePreview"_s);
        applyPlan();
        const auto after = tenantOf(tenant.id);
        QCOMPARE(after.name, "Renamed by another");
        QCOMPARE(after.tags, std::vector<std::string>{"merged"});
        QCOMPARE(after.version, tenant.version + 2);
    }

    void aConflictIsDecidedByAPerson() {
        const auto tenant = someTenants().at(1);
        openForm(tenant.id);
        write(u"field.name"_s, u"Mine"_s);
        otherChanges(tenant.id, R"({"name":"Theirs","region":"us-east"})");
        click(u"formSubmit"_s);
        QTRY_VERIFY_WITH_TIMEOUT(shown(u"mergeDialog"_s), patience);
        QVERIFY(!shown<QAbstractButton>(u"mergePreview"_s)->isEnabled());
        grab(u"merge-conflict"_s);
        // With the keyboard alone.
        auto* mine = shown<QRadioButton>(u"merge.name.mine"_s);
        mine->setFocus(Qt::TabFocusReason);
        QTest::keyClick(mine, Qt::Key_Space);
        click(u"mergePreview"_s);
        applyPlan();
        const auto after = tenantOf(tenant.id);
        QCOMPARE(after.name, "Mine");
        QCOMPARE(after.region, "us-east");
    }

    void theirsMayStandAsItIs() {
        const auto tenant = someTenants().at(2);
        openForm(tenant.id);
        write(u"field.name"_s, u"Mine"_s);
        otherChanges(tenant.id, R"({"name":"Theirs"})");
        click(u"formSubmit"_s);
        QTRY_VERIFY_WITH_TIMEOUT(shown(u"mergeDialog"_s), patience);
        shown<QRadioButton>(u"merge.name.theirs"_s)->click();
        click(u"mergePreview"_s);
        QTRY_VERIFY_WITH_TIMEOUT(!shown(u"field.name"_s), patience);
        QVERIFY2(toasts().contains(u"Nothing of yours was left"_s), qPrintable(toasts()));
        QCOMPARE(tenantOf(tenant.id).version, tenant.version + 1);
    }

    void overwritingIsSaidInThePlanAndInTheAudit() {
        const auto tenant = someTenants().at(3);
        openForm(tenant.id);
        write(u"field.name"_s, u"By force"_s);
        otherChanges(tenant.id, R"({"name":"Theirs"})");
        click(u"formSubmit"_s);
        QTRY_VERIFY_WITH_TIMEOUT(shown(u"mergeDialog"_s), patience);
        click(u"mergeForce"_s);
        applyPlan();
        QCOMPARE(tenantOf(tenant.id).name, "By force");
    }

    void editsWaitAsDraftsWhileThePlatformIsAway() {
        const auto all = someTenants();
        const auto clean = all.at(4);
        const auto contested = all.at(5);
        for (const auto& tenant : {clean, contested}) {
            openTenant(tenant.id);
            QTRY_COMPARE_WITH_TIMEOUT(shown<QLabel>(u"tenantName"_s)->text(), QString::fromStdString(tenant.name),
                                      patience);
        }
        QCOMPARE(platform_.stop(), 0);
        QTRY_COMPARE_WITH_TIMEOUT(pill(), ui::ConnectionState::offline, patience);
        const auto editOffline = [this](const domain::Tenant& tenant, const QString& name) {
            window()->goTo(u"tenants"_s, {{u"id"_s, QString::fromStdString(tenant.id)}});
            QTRY_COMPARE_WITH_TIMEOUT(shown<QLabel>(u"tenantName"_s)->text(), QString::fromStdString(tenant.name),
                                      patience);
            click(u"editTenant"_s);
            QTRY_VERIFY(shown<QLineEdit>(u"field.name"_s));
            QCOMPARE(shown<QAbstractButton>(u"formSubmit"_s)->text(), u"Keep as draft"_s);
            write(u"field.name"_s, name);
            click(u"formSubmit"_s);
            QTRY_VERIFY_WITH_TIMEOUT(!shown(u"field.name"_s), patience);
        };
        editOffline(clean, u"Written on a train"_s);
        editOffline(contested, u"Contested, mine"_s);
        click(u"newTenant"_s);
        write(u"field.name"_s, u"Made on a train"_s);
        write(u"field.slug"_s, u"made-on-a-train"_s);
        write(u"field.ownerName"_s, u"Ada Train"_s);
        write(u"field.ownerEmail"_s, u"ada@train.example"_s);
        click(u"formSubmit"_s);
        QTRY_VERIFY_WITH_TIMEOUT(toasts().contains(u"kept as a draft"_s), patience);
        goTo(u"drafts"_s);
        QTRY_COMPARE_WITH_TIMEOUT(rowsOf(u"draftsTable"_s), 3, patience);
        QCOMPARE(draftState(QString::fromStdString(clean.name)), u"Waiting"_s);
        QVERIFY(!shown<QAbstractButton>(u"applyDrafts"_s)->isEnabled());
        grab(u"drafts-offline"_s);

        // The console may be closed meanwhile, and somebody else goes on.
        close();
        QVERIFY2(platform_.start(), platform_.log().c_str());
        otherChanges(contested.id, R"({"name":"Contested, theirs"})");
        signIn(platform_.refreshToken());
        openWorkspace();
        QTRY_VERIFY_WITH_TIMEOUT(toasts().contains(u"wait for you"_s), patience);
        goTo(u"drafts"_s);
        QTRY_COMPARE_WITH_TIMEOUT(rowsOf(u"draftsTable"_s), 3, patience);
        QTRY_COMPARE_WITH_TIMEOUT(draftState(QString::fromStdString(clean.name)), u"Ready"_s, patience);
        QCOMPARE(draftState(u"Made on a train"_s), u"Ready"_s);
        QCOMPARE(draftState(QString::fromStdString(contested.name)), u"Conflict"_s);
        grab(u"drafts-online"_s);
        click(u"applyDrafts"_s);
        applyPlan();
        QTRY_COMPARE_WITH_TIMEOUT(rowsOf(u"draftsTable"_s), 1, patience);
        QCOMPARE(tenantOf(clean.id).name, "Written on a train");
        const auto made = test::read<contract::Page<domain::Tenant>>(
            platform_.ask({.target = "/v1/tenants?filter=slug%3Dmade-on-a-train"}));
        QCOMPARE(made.items.size(), std::size_t(1));

        table(u"draftsTable"_s)->setCurrentIndex(table(u"draftsTable"_s)->model()->index(0, 0));
        click(u"openDraft"_s);
        QTRY_VERIFY_WITH_TIMEOUT(shown(u"mergeDialog"_s), patience);
        shown<QRadioButton>(u"merge.name.mine"_s)->click();
        click(u"mergePreview"_s);
        applyPlan();
        QTRY_VERIFY_WITH_TIMEOUT(shown(u"emptyState"_s), patience);
        QCOMPARE(tenantOf(contested.id).name, "Contested, mine");
    }

    void aDraftCanBeDiscarded() {
        const auto tenant = someTenants().at(6);
        openTenant(tenant.id);
        QCOMPARE(platform_.stop(), 0);
        QTRY_COMPARE_WITH_TIMEOUT(pill(), ui::ConnectionState::offline, patience);
        click(u"editTenant"_s);
        write(u"field.name"_s, u"Never mind"_s);
        click(u"formSubmit"_s);
        goTo(u"drafts"_s);
        QTRY_COMPARE_WITH_TIMEOUT(rowsOf(u"draftsTable"_s), 1, patience);
        table(u"draftsTable"_s)->setCurrentIndex(table(u"draftsTable"_s)->model()->index(0, 0));
        click(u"discardDraft"_s);
        click(u"confirmYes"_s);
        QTRY_VERIFY_WITH_TIMEOUT(shown(u"emptyState"_s), patience);
        QVERIFY2(platform_.start(), platform_.log().c_str());
    }

    void cleanupTestCase() { close(); }
};

QTEST_MAIN(DraftsTest)
#include "drafts_test.moc"
