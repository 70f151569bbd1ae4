// Logs in the console's models: the same filter for what is here as the platform has for what is stored, what arrives
// with its gaps and pauses, and what a search says about its limit.
#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QtTest>

#include "models/logs/log_tail_model.h"
#include "models/logs/logs_model.h"

using namespace steward;
using namespace steward::models;
using namespace Qt::StringLiterals;
using domain::LogRecord;
using domain::LogSeverity;

namespace {

LogRecord record(int number, std::string body = "line", LogSeverity severity = LogSeverity::info) {
    LogRecord one;
    one.time = Time(Duration(1'764'150'000'000 + number));
    one.id = domain::logId(domain::firstLogPlace(one.time));
    one.service = "billing";
    one.severity = severity;
    one.body = std::move(body);
    one.attributes = json::Object{{"http.route", "/v1/pay"}, {"status", 402}, {"retried", true}};
    return one;
}

bool matches(const QString& filter, const LogRecord& one) {
    const auto matcher = LogMatcher::of(filter);
    return matcher && matcher->matches(one);
}

std::vector<LogRecord> many(int from, int count) {
    std::vector<LogRecord> list;
    for (int i = 0; i < count; ++i)
        list.push_back(record(from + i, "line " + std::to_string(from + i)));
    return list;
}

QString bodyAt(const LogTailModel& model, int row) {
    return model.at(row) ? QString::fromStdString(model.at(row)->body) : u"gap"_s;
}

}  // namespace

class LogsModelsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatIsTypedIsAFilterOrWords() {
        QCOMPARE(logFilterOf(u"  "_s), QString());
        QCOMPARE(logFilterOf(u"severity=error;service=billing"_s), u"severity=error;service=billing"_s);
        QCOMPARE(logFilterOf(u"declined"_s), u"search~declined"_s);
        QVERIFY(matches(logFilterOf(u"card (declined); \"twice\""_s), record(1, "a Card (DECLINED); \"twice\" b")));
    }

    void recordsAreMatchedAsThePlatformDoes() {
        const LogRecord one = record(1, "Card declined", LogSeverity::error);
        QVERIFY(matches({}, one));
        QVERIFY(matches(u"severity in (error,fatal)"_s, one));
        QVERIFY(!matches(u"severity not in (error,fatal)"_s, one));
        QVERIFY(matches(u"service=billing;search~DECLINED"_s, one));
        QVERIFY(matches(u"search~v1/pay"_s, one));       // values of attributes
        QVERIFY(!matches(u"search~http.route"_s, one));  // not their names
        QVERIFY(!matches(u"body~pay"_s, one));
        QVERIFY(matches(u"attribute=\"http.route=/v1/pay\""_s, one));
        QVERIFY(matches(u"attribute=\"status=402\";attribute=\"retried=true\""_s, one));
        QVERIFY(!matches(u"attribute!=\"status=402\""_s, one));
        QVERIFY(matches(u"attribute!=\"nothing=402\""_s, one));
        QVERIFY(!matches(u"tenantId=ten_1"_s, one));
        QVERIFY(!matches(u"tenantId!=ten_1"_s, one));  // it has none to compare
        QVERIFY(matches(u"time<2020-01-01"_s, one));
        QVERIFY(!LogMatcher::of(u"nothing=1"_s));
        QVERIFY(!LogMatcher::of(u"service>billing"_s));
        QVERIFY(!LogMatcher::of(u"service="_s));
    }

    void theNewestAreFirstAndBounded() {
        LogTailModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        model.add(many(0, 3), 0, {});
        QCOMPARE(bodyAt(model, 0), u"line 2"_s);
        model.add(many(3, 1), 7, QDateTime::currentDateTimeUtc());
        QCOMPARE(bodyAt(model, 0), u"gap"_s);
        QCOMPARE(model.rowAt(0).missing, 7);
        QCOMPARE(bodyAt(model, 1), u"line 3"_s);
        model.add(many(10, LogTailModel::mostRows + 500), 0, {});
        QCOMPARE(model.rowCount(), LogTailModel::mostRows);
        QCOMPARE(bodyAt(model, 0), u"line %1"_s.arg(10 + LogTailModel::mostRows + 499));
        model.clear();
        QCOMPARE(model.rowCount(), 0);
    }

    void pausedNothingMovesAndNothingIsLostUnsaid() {
        LogTailModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        QSignalSpy waits(&model, &LogTailModel::waitingChanged);
        model.add(many(0, 2), 0, {});
        model.pause();
        model.add(many(2, 3), 0, {});
        QCOMPARE(model.rowCount(), 2);
        QCOMPARE(model.waiting(), 3);
        QVERIFY(waits.size() >= 2);
        model.resume();
        QCOMPARE(model.rowCount(), 5);
        QCOMPARE(bodyAt(model, 0), u"line 4"_s);

        model.pause();
        model.add(many(100, LogTailModel::mostRows), 0, {});
        model.add(many(100 + LogTailModel::mostRows, 100), 0, {});
        QCOMPARE(model.waiting(), LogTailModel::mostRows);
        model.resume();
        QCOMPARE(model.rowCount(), LogTailModel::mostRows);
        QCOMPARE(bodyAt(model, 0), u"line %1"_s.arg(100 + LogTailModel::mostRows + 99));
        const auto& oldest = model.rowAt(LogTailModel::mostRows - 1);
        QVERIFY(!oldest.record);
        QCOMPARE(oldest.missing, 101);  // the hundred that came on top, and the one whose row says so
    }

    void onlyWhatFitsIsTaken() {
        LogTailModel model;
        model.setMatcher(*LogMatcher::of(u"severity=error"_s));
        model.add({record(1), record(2, "bad", LogSeverity::error)}, 0, {});
        QCOMPARE(model.rowCount(), 1);
        QCOMPARE(bodyAt(model, 0), u"bad"_s);
    }

    void aSearchThatEndedEarlySaysHowFarItCame() {
        QStringList asked;
        contract::LogPage page;
        page.items = many(0, 3);
        page.total = 3;
        page.totalIsExact = false;
        page.limitReached = true;
        page.searchedTo = Time(Duration(1'764'000'000'000));
        page.nextCursor = "more";
        LogsModel model({[&](contract::ListRequest request) {
            asked << QString::fromStdString(request.filter.value_or(""));
            return client::readyFuture(Result<contract::LogPage>(page));
        }});
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        model.setFilter(u"search~x"_s);
        QTRY_COMPARE(model.state(), PagedModel::State::ready);
        QCOMPARE(asked, QStringList{u"search~x"_s});
        QCOMPARE(model.rowCount(), 3);
        QCOMPARE(model.searchedTo().toMSecsSinceEpoch(), 1'764'000'000'000);
        page.limitReached = false;
        page.searchedTo.reset();
        page.nextCursor.reset();
        model.setFilter(u"search~y"_s);
        QTRY_VERIFY(!model.searchedTo().isValid() && !model.isBusy());
        QCOMPARE(model.index(0, LogsModel::Service).data().toString(), u"billing"_s);
    }
};

QTEST_MAIN(LogsModelsTest)
#include "logs_models_test.moc"
