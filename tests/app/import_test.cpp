// A file of 500 tenants through the console on a real platform: three rows are bad, the others are previewed and
// applied as one batch; a second file changes some of them, and is taken back from the toast.
#include <QTabBar>
#include <fstream>

#include "contract/endpoints.h"
#include "tests/app/driven_console.h"
#include "views/tenants/tenants_page.h"

using namespace steward;
using namespace Qt::StringLiterals;
using test::patience;

class ImportTest : public QObject, test::DrivenConsole {
    Q_OBJECT

    template <class Request, class Response>
    Response ask(const contract::Endpoint<Request, Response>& endpoint, const std::type_identity_t<Request>& request) {
        auto asked = session()->client().call(endpoint, request);
        if (!QTest::qWaitFor([&] { return asked.isFinished(); }, patience)) qFatal("no answer");
        const auto answer = asked.result();
        if (!answer) qFatal("%s", answer.error().message.c_str());
        return *answer;
    }
    std::int64_t imported() { return ask(contract::listTenants, {.limit = 1, .filter = "slug~import-"}).total; }
    domain::Tenant tenant(const std::string& slug) {
        return ask(contract::listTenants, {.limit = 1, .filter = "slug=" + slug}).items.at(0);
    }
    QString file(const QString& name, const std::string& bytes) const {
        std::ofstream(pathOf(name).toStdString(), std::ios::binary) << bytes;
        return pathOf(name);
    }
    QString said(const QString& name) const {
        const auto* label = shown<QLabel>(name);
        return label ? label->text() : QString();
    }
    // From a file to the plan's dialog.
    void preview(const QString& path, const QString& summary) {
        window()->findChild<views::TenantsPage*>()->actions()->importFile(path);
        QTRY_VERIFY_WITH_TIMEOUT(
            shown<QAbstractButton>(u"formSubmit"_s) && shown<QAbstractButton>(u"formSubmit"_s)->isEnabled(), patience);
        click(u"formSubmit"_s);
        QTRY_VERIFY(shown(u"importColumns"_s));
        grab(u"import-columns"_s);
        click(u"formSubmit"_s);
        QTRY_COMPARE_WITH_TIMEOUT(said(u"importSummary"_s), summary, patience);
        grab(u"import-rows"_s);
        click(u"formSubmit"_s);
        QTRY_VERIFY_WITH_TIMEOUT(shown(u"planDialog"_s) && !shown(u"importDialog"_s), patience);
        QTRY_VERIFY_WITH_TIMEOUT(rowsOf(u"planTable"_s) > 0, patience);
    }
    void apply(const QString& reason) {
        typeConfirmation();
        shown<QLineEdit>(u"planReason"_s)->setText(reason);
        grab(u"import-plan"_s);
        click(u"planApply"_s);
        QTRY_VERIFY_WITH_TIMEOUT(!shown(u"planDialog"_s), 2 * patience);
    }

private Q_SLOTS:
    void initTestCase() {
        startLocal(30);
        goTo(u"tenants"_s);
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
        QTRY_COMPARE_WITH_TIMEOUT(rowsOf(u"planTable"_s), 497, patience);
        QCOMPARE(cell(u"planTable"_s, 0, 3), u"new"_s);
        QCOMPARE(imported(), 0);
        apply(u"New customers of the north"_s);
        QCOMPARE(imported(), 497);
        QTRY_VERIFY_WITH_TIMEOUT(toasts().contains(u"497 tenants"_s), patience);

        const domain::Tenant made = tenant("import-7");
        QCOMPARE(made.name, std::string("Import, 7"));
        QCOMPARE(made.plan, domain::SubscriptionPlan::team);
        QCOMPARE(made.tags, (std::vector<std::string>{"imported"}));
        // One batch in the audit log, with what was said.
        const auto entry = ask(contract::listAudit, {.limit = 1, .filter = "entityId=" + made.id}).items.at(0);
        QVERIFY(entry.batchId);
        QCOMPARE(entry.reason, std::optional<std::string>("New customers of the north"));
        QCOMPARE(ask(contract::listAudit, {.limit = 1, .filter = "batchId=" + *entry.batchId}).total, 497);
    }

    void aSecondFileChangesWhatIsThereAndIsTakenBack() {
        const auto before = tenant("import-1").seatsLimit;
        preview(file(u"seats.csv"_s, "Slug,Seats\nimport-1,77\nimport-2,78\nimport-new,5\n"),
                u"3 of 3 rows can be imported."_s);
        // The platform leaves out the new one, which lacks its name, and says so.
        QCOMPARE(cell(u"planTable"_s, 0, 3), u"–"_s);
        shown<QTabBar>(u"planTabs"_s)->setCurrentIndex(3);
        QTRY_COMPARE_WITH_TIMEOUT(rowsOf(u"planTable"_s), 1, patience);
        apply(u"More seats"_s);
        QCOMPARE(tenant("import-1").seatsLimit, 77);
        QTRY_VERIFY_WITH_TIMEOUT(toasts().contains(u"2 tenants"_s), patience);
        auto* undo = window()->toasts().toasts().last()->findChild<QAbstractButton*>();
        QVERIFY(undo);
        QCOMPARE(undo->text(), u"Undo"_s);
        QTest::mouseClick(undo, Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(rowsOf(u"planTable"_s) > 0, patience);
        apply(u"It was the wrong file"_s);
        QCOMPARE(tenant("import-1").seatsLimit, before);
    }

    void cleanupTestCase() { close(); }
};

QTEST_MAIN(ImportTest)
#include "import_test.moc"
