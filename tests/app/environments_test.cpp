// Staging against production in the console: what differs by the keys people know, some of it promoted as a plan with
// production's confirmation, and no change afterwards. Two real platforms, whose ids are their own.
#include "contract/messages.h"
#include "tests/app/driven_console.h"
#include "tests/support/reply_document.h"
#include "tests/support/stewardd_fixture.h"
#include "ui/row_selection.h"
#include "views/environments/environments_page.h"

using namespace steward;
using namespace Qt::StringLiterals;
using test::patience;

namespace {

constexpr auto slugs = {"northwind", "contoso", "fabrikam"};

void create(const test::StewarddFixture& platform, const std::string& slug, const std::string& plan) {
    const std::string patch = R"({"name":")" + slug + R"(","slug":")" + slug + R"(","plan":")" + plan +
                              R"(","region":"eu-central","ownerName":"Ada","ownerEmail":"ada@)" + slug +
                              R"(.example"})";
    const auto made = platform.ask({.method = "POST", .target = "/v1/tenants", .body = patch});
    QVERIFY2(made.status == 201, made.body.c_str());
}

}  // namespace

class EnvironmentsTest : public QObject, test::DrivenConsole {
    Q_OBJECT

    test::StewarddFixture staging_, here_;

    views::EnvironmentsPage* page() const { return window()->findChild<views::EnvironmentsPage*>(); }
    QString tenantPlan(const test::StewarddFixture& platform, const std::string& slug) const {
        const auto found =
            test::read<contract::Page<domain::Tenant>>(platform.ask({.target = "/v1/tenants?filter=slug%3D" + slug}));
        if (found.items.empty()) return u"none"_s;
        return QString::fromUtf8(enumName(found.items.front().plan).data());
    }
    int rowOf(const QString& key) const {
        for (int row = 0; row < rowsOf(u"comparisonTable"_s); ++row)
            if (cell(u"comparisonTable"_s, row, 2) == key) return row;
        return -1;
    }
    void choose(const QStringList& keys) const {
        QVERIFY(table(u"comparisonTable"_s));
        table(u"comparisonTable"_s)->selection()->set(keys, true);
    }

private Q_SLOTS:
    void initTestCase() {
        QVERIFY2(staging_.start(), staging_.log().c_str());
        QVERIFY2(here_.start(), here_.log().c_str());
        for (const auto* slug : slugs) {
            create(staging_, slug, "scale");
            if (std::string_view(slug) != "fabrikam") create(here_, slug, "team");
        }
        addWorkspace("Staging", client::Environment::staging, staging_.port());
        signIn(staging_.refreshToken());
        addWorkspace("Here", client::Environment::local, here_.port());
        signIn(here_.refreshToken());
        openWorkspace();
    }

    void whatDiffersIsNamedByItsKey() {
        goTo(u"environments"_s);
        QTRY_VERIFY(shown(u"emptyState"_s));
        auto* other = shown<QComboBox>(u"otherEnvironment"_s);
        const int staging = other->findText(u"Staging (Staging)"_s);
        QVERIFY(staging > 0);
        other->setCurrentIndex(staging);
        Q_EMIT other->activated(staging);
        QTRY_VERIFY_WITH_TIMEOUT(rowsOf(u"comparisonTable"_s) >= 3, patience);
        QVERIFY(rowOf(u"northwind"_s) >= 0);
        QCOMPARE(cell(u"comparisonTable"_s, rowOf(u"northwind"_s), 3), u"Differs"_s);
        QVERIFY2(cell(u"comparisonTable"_s, rowOf(u"northwind"_s), 4).contains(u"Team here, Scale there"_s),
                 qPrintable(cell(u"comparisonTable"_s, rowOf(u"northwind"_s), 4)));
        QCOMPARE(cell(u"comparisonTable"_s, rowOf(u"fabrikam"_s), 3), u"Only there"_s);
        QVERIFY(!shown<QAbstractButton>(u"promote"_s)->isEnabled());
        grab(u"environments"_s);
    }

    void whatIsChosenIsPromotedAndNothingElse() {
        choose({u"tenant:northwind"_s, u"tenant:fabrikam"_s});
        click(u"promote"_s);
        typeConfirmation();
        grab(u"environments-plan"_s);
        click(u"planApply"_s);
        QTRY_VERIFY_WITH_TIMEOUT(!shown(u"planDialog"_s), patience);
        QCOMPARE(tenantPlan(here_, "northwind"), u"scale"_s);
        QCOMPARE(tenantPlan(here_, "fabrikam"), u"scale"_s);
        QCOMPARE(tenantPlan(here_, "contoso"), u"team"_s);
        QTRY_COMPARE_WITH_TIMEOUT(rowOf(u"northwind"_s), -1, patience);
        QVERIFY(rowOf(u"contoso"_s) >= 0);
    }

    void equalMeansNoChange() {
        choose({u"tenant:contoso"_s});
        click(u"promote"_s);
        typeConfirmation();
        click(u"planApply"_s);
        QTRY_VERIFY_WITH_TIMEOUT(shown(u"emptyState"_s), patience);
        QStringList said;
        for (const auto* label : shown(u"emptyState"_s)->findChildren<QLabel*>())
            said << label->text();
        QVERIFY2(said.contains(u"No change"_s), qPrintable(said.join(u'|')));
    }

    void aFileIsComparedLikeAPlatform() {
        const QString file = pathOf(u"here.yaml"_s);
        page()->exportTo(file);
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(file), patience);
        page()->compareWithFile(file);
        QTRY_VERIFY_WITH_TIMEOUT(shown(u"emptyState"_s), patience);
        QFile changed(file);
        QVERIFY(changed.open(QIODevice::ReadWrite));
        QByteArray text = changed.readAll();
        QVERIFY(text.contains("plan: scale"));
        text.replace("plan: scale", "plan: enterprise");
        changed.resize(0);
        changed.seek(0);
        changed.write(text);
        changed.close();
        page()->compareWithFile(file);
        QTRY_VERIFY_WITH_TIMEOUT(rowOf(u"northwind"_s) >= 0, patience);
        QFile damaged(file);
        QVERIFY(damaged.open(QIODevice::WriteOnly | QIODevice::Truncate));
        damaged.write("tenants:\n\t- {");
        damaged.close();
        page()->compareWithFile(file);
        QTRY_VERIFY_WITH_TIMEOUT(shown(u"errorState"_s), patience);
    }

    void cleanupTestCase() { close(); }
};

QTEST_MAIN(EnvironmentsTest)
#include "environments_test.moc"
