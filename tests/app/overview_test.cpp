// The page that an operator leaves open, through the whole console on a real platform: figures that live, what waits
// with the way to it, what was changed a moment ago. With STEWARD_GRABS=DIR it leaves pictures.
#include "models/overview/overview.h"
#include "contract/endpoints.h"
#include "tests/app/driven_console.h"
#include "ui/labels.h"

using namespace steward;
using namespace Qt::StringLiterals;
using test::patience;

class OverviewTest : public QObject, test::DrivenConsole {
    Q_OBJECT

    QStringList linesOf(const QString& card) const {
        QStringList lines;
        for (const auto* label : shown(card)->findChildren<QLabel*>())
            lines << label->text();
        return lines;
    }
    QString figure(const QString& id) const { return shown(u"stat."_s + id)->accessibleName(); }

private Q_SLOTS:
    void initTestCase() {
        startLocal(60);
        goTo(u"overview"_s);
        QTRY_VERIFY_WITH_TIMEOUT(shown(u"overviewWaiting"_s), patience);
    }

    void figuresLive() {
        QTRY_COMPARE_WITH_TIMEOUT(shown<ui::Badge>(u"overviewState"_s)->text(), u"All well"_s, patience);
        for (const auto& id : {u"requests"_s, u"errors"_s, u"sessions"_s})
            QTRY_VERIFY2_WITH_TIMEOUT(!figure(id).endsWith("not known"_L1), qPrintable(figure(id)), patience);
        QTRY_COMPARE_WITH_TIMEOUT(shown<QLabel>(u"overviewSentence"_s)->text(), u"Live"_s, patience);
        QVERIFY(linesOf(u"overviewHealth"_s).contains(u"Database"_s));
    }

    void whatWaitsLeadsToWhereItIsDealtWith() {
        const auto pastDue = u"waiting.%1"_s.arg(int(models::Waiting::pastDue));
        QTRY_VERIFY_WITH_TIMEOUT(shown<QAbstractButton>(pastDue), patience);
        const int said = shown<QAbstractButton>(pastDue)->text().section(u' ', 0, 0).toInt();
        QVERIFY(said > 0);
        grab(u"overview"_s);
        QTest::mouseClick(shown(pastDue), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(rowsOf(u"tenantsTable"_s), said, patience);
        run(u"go.back"_s);
        QTRY_VERIFY_WITH_TIMEOUT(shown(u"overviewWaiting"_s), patience);
    }

    void whatWasChangedIsThereAtOnce() {
        auto& client = session()->client();
        auto asked = client.call(contract::listTenants, {.limit = 1, .filter = "status=active"});
        QTRY_VERIFY_WITH_TIMEOUT(asked.isFinished(), patience);
        const auto tenant = asked.result()->items.at(0);
        contract::TenantChange change{tenant.id, {}, {}, {}};
        change.patch.addTag = "watched";
        auto changed = client.call(contract::changeTenant, change, {.ifMatch = tenant.version});
        QTRY_VERIFY_WITH_TIMEOUT(changed.isFinished(), patience);
        QVERIFY(changed.result().has_value());
        const QString line = u"Tenant changed: "_s + QString::fromStdString(tenant.name);
        QTRY_VERIFY_WITH_TIMEOUT(linesOf(u"overviewChanges"_s).contains(line), patience);
        QVERIFY(!linesOf(u"overviewChanges"_s).join(u'\n').contains(u"Signed in"_s));
        grab(u"overview-changed"_s);
    }

    void cleanupTestCase() { close(); }
};

QTEST_MAIN(OverviewTest)
#include "overview_test.moc"
