// Many at once, through the console on a real platform: hundreds of users selected by a filter, previewed, nine of them
// changed by somebody else before the plan is applied, the others applied in one batch, the nine tried again, all of it
// taken back. Then a tenant is deleted with its own name typed, and restored as it was.
#include "contract/messages.h"
#include "tests/app/driven_console.h"
#include "tests/support/reply_document.h"
#include "tests/support/stewardd_fixture.h"
#include "ui/item_roles.h"
#include "ui/row_selection.h"

using namespace steward;
using namespace Qt::StringLiterals;
using test::patience;

namespace {

constexpr int others = 9;
const std::string chosen = "role=viewer;status=active";

std::string escaped(const std::string& text) {
    return QUrl::toPercentEncoding(QString::fromStdString(text)).toStdString();
}

}  // namespace

class BulkTest : public QObject, test::DrivenConsole {
    Q_OBJECT

    test::StewarddFixture platform_;
    std::int64_t selected_ = 0;
    std::vector<domain::User> contested_;

    template <class T>
    contract::Page<T> list(const std::string& what, const std::string& filter, int limit = 500) const {
        return test::read<contract::Page<T>>(platform_.ask(
            {.target = "/v1/" + what + "?limit=" + std::to_string(limit) + "&filter=" + escaped(filter)}));
    }
    void otherRenames(const domain::User& user) const {
        const auto reply = platform_.ask({.method = "PATCH",
                                          .target = "/v1/users/" + user.id,
                                          .body = R"({"patch":{"name":"Renamed meanwhile"}})",
                                          .headers = {{"If-Match", "\"v" + std::to_string(user.version) + "\""}}});
        QVERIFY2(reply.status == 200, reply.body.c_str());
    }
    QString figures() const { return planFigures()->accessibleName(); }
    QWidget* planFigures() const {
        for (auto* widget : shown(u"planDialog"_s)->findChildren<QWidget*>())
            if (widget->accessibleName().contains(u"will change"_s)) return widget;
        return nullptr;
    }
    void planIsThere() const {
        QTRY_VERIFY_WITH_TIMEOUT(shown(u"planDialog"_s) && planFigures(), patience);
        QTRY_VERIFY_WITH_TIMEOUT(rowsOf(u"planTable"_s) > 0, patience);
    }
    QString batchId() const {
        const auto entries = list<domain::AuditEntry>("audit", "action=user.suspend", 1);
        return entries.items.empty() ? QString() : QString::fromStdString(entries.items.front().batchId.value_or(""));
    }

private Q_SLOTS:
    void initTestCase() {
        QVERIFY(platform_.loadDemo(60));
        QVERIFY2(platform_.start(), platform_.log().c_str());
        addWorkspace("Staging", client::Environment::staging, platform_.port());
        signIn(platform_.refreshToken());
        openWorkspace();
        selected_ = list<domain::User>("users", chosen, 1).total;
        QVERIFY2(selected_ >= 500, qPrintable(QString::number(selected_)));
    }

    void hundredsAreSelectedAndSeenBeforehand() {
        window()->goTo(u"users"_s, {{u"filter"_s, QString::fromStdString(chosen)}});
        QTRY_COMPARE_WITH_TIMEOUT(rowsOf(u"usersTable"_s), int(selected_), patience);
        QTRY_VERIFY_WITH_TIMEOUT(!cell(u"usersTable"_s, 0, 1).isEmpty(), patience);
        table(u"usersTable"_s)->setFocus();
        QTest::keyClick(table(u"usersTable"_s), Qt::Key_A, Qt::ControlModifier);
        click(u"selectAll"_s);
        QCOMPARE(table(u"usersTable"_s)->selection()->count(), qint64(selected_));
        click(u"bulkSuspend"_s);
        planIsThere();
        QVERIFY2(figures().startsWith(QLocale().toString(qlonglong(selected_)) + u" selected"_s),
                 qPrintable(figures()));
        grab(u"bulk-plan"_s);
    }

    void whoWasChangedMeanwhileIsNotOverwrittenAndTheOthersAre() {
        contested_ = list<domain::User>("users", chosen, others).items;
        QCOMPARE(contested_.size(), std::size_t(others));
        for (const auto& user : contested_)
            otherRenames(user);
        typeConfirmation();
        shown<QAbstractButton>(u"planGoOn"_s)->setChecked(true);
        click(u"planApply"_s);
        QTRY_VERIFY_WITH_TIMEOUT(shown(u"errorState"_s), patience);
        const auto failed = list<domain::User>("users", chosen);
        QCOMPARE(failed.total, others);
        for (const auto& user : failed.items)
            QCOMPARE(user.name, "Renamed meanwhile");
        const auto entries = list<domain::AuditEntry>("audit", "batchId=" + batchId().toStdString(), 1);
        QCOMPARE(entries.total, selected_ - others);
        grab(u"bulk-partly"_s);
    }

    void onlyThoseThatFailedAreTriedAgain() {
        click(u"planCancel"_s);
        QTRY_VERIFY(!shown(u"planDialog"_s));
        click(u"jobsButton"_s);
        QTRY_VERIFY(shown<QAbstractItemView>(u"jobsList"_s));
        auto* jobs = shown<QAbstractItemView>(u"jobsList"_s);
        const QModelIndex newest = jobs->model()->index(0, 0);
        QTRY_COMPARE_WITH_TIMEOUT(newest.data(ui::ActionTextRole).toString(), u"Try again"_s, patience);
        QCOMPARE(newest.data(Qt::ToolTipRole).toString(), u"9 of %1 could not be changed."_s.arg(selected_));
        QTest::mouseClick(jobs->indexWidget(newest)->findChild<QAbstractButton*>(), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(shown(u"planDialog"_s) && planFigures(), patience);
        QTRY_VERIFY_WITH_TIMEOUT(figures().startsWith(u"9 selected, 9 will change"_s), patience);
        typeConfirmation();
        click(u"planApply"_s);
        QTRY_VERIFY_WITH_TIMEOUT(!shown(u"planDialog"_s), patience);
        QCOMPARE(list<domain::User>("users", chosen, 1).total, 0);
    }

    void aTenantIsDeletedByItsOwnNameAndComesBackAsItWas() {
        const auto tenant = list<domain::Tenant>("tenants", "status=active", 1).items.front();
        const std::string users = "tenantId=" + tenant.id;
        const auto before = list<domain::User>("users", users);
        QVERIFY(before.total > 0);
        window()->goTo(u"tenants"_s, {{u"id"_s, QString::fromStdString(tenant.id)}});
        QTRY_VERIFY_WITH_TIMEOUT(shown<QLabel>(u"tenantName"_s) &&
                                     shown<QLabel>(u"tenantName"_s)->text() == QString::fromStdString(tenant.name),
                                 patience);
        run(u"tenant.delete"_s);
        planIsThere();
        QCOMPARE(shown<QLabel>(u"planSentence"_s)->text(), QString::fromStdString(tenant.slug));
        const QString effect = cell(u"planTable"_s, 0, 3);
        QVERIFY2(effect.contains(u"user"_s), qPrintable(effect));
        write(u"planConfirmation"_s, u"another"_s);
        QVERIFY(!shown<QAbstractButton>(u"planApply"_s)->isEnabled());
        grab(u"delete-plan"_s);
        typeConfirmation();
        click(u"planApply"_s);
        QTRY_VERIFY_WITH_TIMEOUT(!shown(u"planDialog"_s), patience);
        QCOMPARE(list<domain::Tenant>("tenants", "id=" + tenant.id).total, 0);

        window()->goTo(u"tenants"_s, {{u"filter"_s, u"status=removed"_s}});
        QTRY_COMPARE_WITH_TIMEOUT(rowsOf(u"tenantsTable"_s), 1, patience);
        QTRY_COMPARE_WITH_TIMEOUT(cell(u"tenantsTable"_s, 0, 2), u"Deleted"_s, patience);
        table(u"tenantsTable"_s)->setCurrentIndex(table(u"tenantsTable"_s)->model()->index(0, 1));
        QTRY_VERIFY_WITH_TIMEOUT(shown<QLabel>(u"tenantName"_s) &&
                                     shown<QLabel>(u"tenantName"_s)->text() == QString::fromStdString(tenant.name),
                                 patience);
        run(u"tenant.restore"_s);
        planIsThere();
        typeConfirmation();
        click(u"planApply"_s);
        QTRY_VERIFY_WITH_TIMEOUT(!shown(u"planDialog"_s), patience);
        auto restored = list<domain::Tenant>("tenants", "id=" + tenant.id).items.at(0);
        QCOMPARE(restored.version, tenant.version + 2);
        restored.version = tenant.version;
        QVERIFY(restored == tenant);
        QVERIFY(list<domain::User>("users", users).items == before.items);
    }

    void cleanupTestCase() { close(); }
};

QTEST_MAIN(BulkTest)
#include "bulk_test.moc"
