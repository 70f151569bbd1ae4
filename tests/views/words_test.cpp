// Values as people read them, what the palette finds, and the scale of a small chart.
#include <QLocale>
#include <QTest>

#include "views/common/words.h"
#include "views/palette/palette_model.h"
#include "views/plan/plan_words.h"
#include "views/tenants/requests_chart.h"

using namespace steward;
using namespace steward::views;
using namespace Qt::StringLiterals;

class WordsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }

    void moneyAndAmounts() {
        QCOMPARE(moneyText(1'840'000, "EUR"), u"€18,400"_s);
        QCOMPARE(moneyText(1'840'050, "USD"), u"$18,400.50"_s);
        QCOMPARE(moneyText(500, "JPY"), u"¥500"_s);
        QCOMPARE(moneyText(0, "EUR"), u"–"_s);
        QCOMPARE(amountText(412), u"412"_s);
        QCOMPARE(amountText(31'500'000), u"31.5\u00a0M"_s);
        QCOMPARE(usedText(412, 500), u"412 of 500"_s);
        QCOMPARE(usedText(3, 0), u"3, no limit"_s);
        QCOMPARE(bytesText(1'880'000'000'000), u"1.88\u00a0TB"_s);
        QCOMPARE(usedBytesText(1'880'000'000'000, 2'000'000'000'000), u"1.88 of 2\u00a0TB"_s);
        QCOMPARE(usedBytesText(1'000, 2'000'000'000'000), u"1\u00a0kB of 2\u00a0TB"_s);
    }

    void ages() {
        const QDateTime now(QDate(2026, 11, 23), QTime(9, 41, 7), Qt::UTC);
        QCOMPARE(ageText(now.addSecs(-20), now), u"just now"_s);
        QCOMPARE(ageText(now.addSecs(-240), now), u"4 min ago"_s);
        QCOMPARE(ageText(now.addSecs(-7200), now), u"2 h ago"_s);
        QCOMPARE(ageText(now.addDays(-6), now), u"6 d ago"_s);
        QCOMPARE(ageText(now.addDays(-100), now), u"15 Aug 2026"_s);
        QCOMPARE(momentText(now), u"23 Nov 2026, 09:41 UTC"_s);
        QCOMPARE(shortMoment(now.addSecs(-600), now), u"09:31"_s);
        QCOMPARE(shortMoment(now.addDays(-5), now), u"18 Nov"_s);
    }

    void fieldsOfPlans() {
        QCOMPARE(valueText("plan", json::Value("enterprise")), u"Enterprise"_s);
        QCOMPARE(valueText("status", json::Value("pastDue")), u"Past due"_s);
        QCOMPARE(valueText("mrrMinor", json::Value(480'000)), u"€4,800"_s);
        QCOMPARE(valueText("seatsLimit", json::Value(0)), u"none"_s);
        QCOMPARE(valueText("storageLimit", json::Value(1'000'000'000'000)), u"1\u00a0TB"_s);
        QCOMPARE(valueText("tags", json::Value{"a", "b"}), u"a, b"_s);
        QCOMPARE(valueText("name", json::Value()), u"–"_s);
        QCOMPARE(valueText("somethingNew", json::Value("as it is")), u"as it is"_s);
    }

    void plansInWords() {
        domain::Plan plan;
        plan.operation = domain::Operation::suspend;
        plan.counts.willChange = 485;
        QCOMPARE(applyText(plan), u"Suspend 485 tenants"_s);
        QCOMPARE(doneText(plan, 1), u"1 tenant suspended"_s);
        QCOMPARE(remainingText(std::chrono::seconds(872)), u"14:32"_s);
    }

    void paletteFindsByWords() {
        QVERIFY(matchScore(u"Verify the audit chain"_s, u"aud ver"_s) > 0);
        QCOMPARE(matchScore(u"Verify the audit chain"_s, u"audit xyz"_s), 0);
        QVERIFY(matchScore(u"Größe ändern"_s, u"grosse"_s) >= 0);
        QVERIFY(matchScore(u"Ärmel"_s, u"armel"_s) > 0);
        QVERIFY(matchScore(u"Tenants"_s, u"ten"_s) > matchScore(u"Contents"_s, u"ten"_s));
    }

    void paletteMovesOverTitles() {
        PaletteModel model;
        const auto entry = [](const QString& title) {
            PaletteEntry made;
            made.title = title;
            made.run = [] {};
            return made;
        };
        model.setGroups(
            {{u"Empty"_s, {}}, {u"Pages"_s, {entry(u"a"_s), entry(u"b"_s)}}, {u"Commands"_s, {entry(u"c"_s)}}});
        QCOMPARE(model.rowCount(), 5);
        QCOMPARE(model.results(), 3);
        QCOMPARE(model.next(-1, 1), 1);
        QCOMPARE(model.next(2, 1), 4);
        QCOMPARE(model.next(4, -1), 2);
        QCOMPARE(model.next(1, -1), 1);
        QCOMPARE(model.nextGroup(1), 4);
        QCOMPARE(model.nextGroup(4), 1);
        QCOMPARE(model.flags(model.index(0)), Qt::NoItemFlags);
    }

    void scales() {
        QCOMPARE(niceCeiling(0), 1.0);
        QCOMPARE(niceCeiling(34'900), 40'000.0);
        QCOMPARE(niceCeiling(40'000), 40'000.0);
        QCOMPARE(niceCeiling(81), 100.0);
    }
};

QTEST_GUILESS_MAIN(WordsTest)
#include "words_test.moc"
