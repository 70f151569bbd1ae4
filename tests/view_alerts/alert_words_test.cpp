// Lengths of time, matchers and labels as people type them, and back; what an edit sends of what was changed.
#include <QtTest>

#include "base/json.h"
#include "views/alerts/alert_actions.h"
#include "views/alerts/alert_words.h"

using namespace steward;
using namespace steward::views;
using namespace Qt::StringLiterals;
using domain::LabelOperator;

class AlertWordsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void lengthsOfTime_data() {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<qint64>("milliseconds");  // -1: cannot be read
        QTest::addColumn<QString>("said");
        QTest::newRow("seconds") << u"90 s"_s << 90'000LL << u"90 s"_s;
        QTest::newRow("without a unit") << u"15"_s << 15'000LL << u"15 s"_s;
        QTest::newRow("minutes") << u" 5min "_s << 300'000LL << u"5 min"_s;
        QTest::newRow("short") << u"5m"_s << 300'000LL << u"5 min"_s;
        QTest::newRow("an hour") << u"60 min"_s << 3'600'000LL << u"1 h"_s;
        QTest::newRow("days") << u"3d"_s << 259'200'000LL << u"3 d"_s;
        QTest::newRow("nothing") << u"0"_s << 0LL << u"0 s"_s;
        for (const char* bad : {"", "h", "-5 s", "5 weeks", "1.5 h", "9999999 d"})
            QTest::newRow(bad) << QString::fromLatin1(bad) << -1LL << QString();
    }
    void lengthsOfTime() {
        QFETCH(QString, typed);
        QFETCH(qint64, milliseconds);
        QFETCH(QString, said);
        const auto read = spanOf(typed);
        QCOMPARE(read.has_value(), milliseconds >= 0);
        if (!read) return;
        QCOMPARE(qint64(*read), milliseconds);
        QCOMPARE(spanText(*read), said);
    }

    void matchersGoThereAndBack() {
        const auto read = matchersOf(u"team=edge, severity != info ,alertname=~Slow*,region!~eu-*"_s);
        QVERIFY(read.has_value());
        QCOMPARE(read->size(), std::size_t(4));
        QVERIFY((*read)[0] == (domain::LabelMatcher{"team", LabelOperator::equals, "edge"}));
        QVERIFY((*read)[1] == (domain::LabelMatcher{"severity", LabelOperator::differs, "info"}));
        QVERIFY((*read)[2] == (domain::LabelMatcher{"alertname", LabelOperator::like, "Slow*"}));
        QVERIFY((*read)[3] == (domain::LabelMatcher{"region", LabelOperator::unlike, "eu-*"}));
        QVERIFY(*matchersOf(matchersText(*read)) == *read);
        QVERIFY(matchersOf({})->empty());
        for (const QString& bad : {u"team"_s, u"=edge"_s, u"team=edge, nothing"_s})
            QVERIFY2(!matchersOf(bad), qPrintable(bad));
    }

    void labelsAreEqualOnly() {
        QCOMPARE(labelsText(*labelsOf(u"team=edge, service=api"_s)), u"team=edge, service=api"_s);
        QVERIFY(!labelsOf(u"team=~edge"_s));
    }

    void anEditSendsWhatWasChanged() {
        domain::AlertRule before;
        before.name = "Slow";
        before.condition.series = "http.latency.p95";
        before.condition.resolveThreshold = 3;
        before.silencedUntil = Time(Duration(1000));
        domain::AlertRule after = before;
        QVERIFY(mergePatch(json::toValue(before).get_object(), json::toValue(after).get_object()).empty());
        after.condition.threshold = 7;
        after.condition.resolveThreshold.reset();
        after.silencedUntil.reset();
        const auto patch = mergePatch(json::toValue(before).get_object(), json::toValue(after).get_object());
        QCOMPARE(patch.size(), std::size_t(2));
        QVERIFY(patch.at("silencedUntil").is_null());
        const auto& condition = patch.at("condition").get_object();
        QCOMPARE(condition.size(), std::size_t(2));
        QCOMPARE(condition.at("threshold").to_number<double>(), 7.0);
        QVERIFY(condition.at("resolveThreshold").is_null());
    }
};

QTEST_MAIN(AlertWordsTest)
#include "alert_words_test.moc"
