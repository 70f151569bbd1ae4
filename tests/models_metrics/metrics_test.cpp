// The models of the dashboard: history and live seconds become one line, lost time is a gap until it is filled.
#include <QDateTime>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>
#include <cmath>

#include "models/metrics/error_budget.h"
#include "models/metrics/metric_history.h"
#include "models/metrics/time_line.h"

using namespace steward;
using namespace steward::models;
using contract::MetricRange;

namespace {

using Answer = Result<MetricRange>;
const std::string requests(domain::metric::requests);
const std::string errors(domain::metric::errors);

// Answers when the test says so.
template <class Request, class Response>
struct Asked {
    struct One {
        Request request;
        std::shared_ptr<QPromise<Result<Response>>> promise;
    };
    std::vector<One> all;

    Fetch<Request, Response> fetch() {
        return [this](Request request) {
            auto promise = std::make_shared<QPromise<Result<Response>>>();
            promise->start();
            all.push_back({std::move(request), promise});
            return promise->future();
        };
    }
    void answer(Result<Response> answer, std::size_t index) {
        all.at(index).promise->addResult(std::move(answer));
        all.at(index).promise->finish();
    }
    void answer(Result<Response> reply) { answer(std::move(reply), all.size() - 1); }
};

MetricRange range(std::int64_t start, std::vector<std::optional<double>> values, std::int64_t step = 1000,
                  const std::string& name = requests) {
    return {{{name, {}, Time(Duration(start)), step, std::move(values)}}};
}

domain::MetricSample sample(std::int64_t at, double value) {
    return {Time(Duration(at)), {}, {{requests, value}, {"unknown", 1}}};
}

client::FeedEvents<domain::MetricSample> events(std::int64_t from, std::vector<double> values,
                                                std::int64_t step = 1000) {
    client::FeedEvents<domain::MetricSample> all;
    for (const double value : values) {
        all.push_back({from / 1000, Time(Duration(from)), sample(from, value)});
        from += step;
    }
    return all;
}

std::int64_t millis(Time time) {
    return time.time_since_epoch().count();
}

std::int64_t secondsAgo(std::int64_t seconds) {
    return QDateTime::currentMSecsSinceEpoch() / 1000 * 1000 - seconds * 1000;
}

std::string text(const std::vector<MetricPoint>& points, std::int64_t from, std::int64_t unit = 1000) {
    QStringList parts;
    for (const auto& point : points)
        parts << QStringLiteral("%1:%2").arg((point.at - from) / unit).arg(point.value);
    return parts.join(QLatin1Char(' ')).toStdString();
}

struct Fixture {
    Asked<contract::MetricRangeRequest, MetricRange> asked;
    MetricHistory history{asked.fetch(), {requests, errors}};
    QSignalSpy loaded{&history, &MetricHistory::loaded};
    QSignalSpy appended{&history, &MetricHistory::appended};
    QSignalSpy gaps{&history, &MetricHistory::gap};
    QSignalSpy filled{&history, &MetricHistory::filled};
    std::int64_t start = secondsAgo(100);

    std::string line() const { return text(history.points(requests), start); }
    // Three seconds of history, at 0, 1 and 2.
    void load() {
        history.setSpan(3'600'000);
        asked.answer(range(start, {10, 11, 12}));
        QTRY_COMPARE(loaded.size(), 1);
    }
};

domain::AuditEntry entry(std::int64_t seq, std::int64_t at, const std::string& name, const std::string& batch = {}) {
    domain::AuditEntry made;
    made.id = "aud_" + std::to_string(seq);
    made.seq = seq;
    made.at = Time(Duration(at));
    made.action = "tenant.update";
    made.entityName = name;
    if (!batch.empty()) made.batchId = batch;
    return made;
}

client::FeedEvents<domain::AuditEntry> asEvents(const std::vector<domain::AuditEntry>& entries) {
    client::FeedEvents<domain::AuditEntry> all;
    for (const auto& one : entries)
        all.push_back({one.seq, one.at, one});
    return all;
}

std::string names(const TimeLine& line) {
    QStringList all;
    for (const auto& deed : line.deeds())
        all << QStringLiteral("%1x%2").arg(QString::fromStdString(deed.name)).arg(deed.entities);
    return all.join(QLatin1Char(' ')).toStdString();
}

}  // namespace

class MetricsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void asksForAllSeriesOfTheSpan() {
        Fixture f;
        f.history.setSpan(900'000);
        const auto& request = f.asked.all.at(0).request;
        QCOMPARE(request.names, errors + "," + requests);
        QCOMPARE((request.to - request.from).count(), 900'000);
        QVERIFY(!request.stepMs);
        QCOMPARE(f.history.state(), MetricHistory::State::loading);
    }

    void liveFollowsHistory() {
        Fixture f;
        f.load();
        QCOMPARE(f.history.state(), MetricHistory::State::ready);
        f.history.take(events(f.start + 3000, {13, 14}));
        QCOMPARE(f.line(), "0:10 1:11 2:12 3:13 4:14");
        QCOMPARE(f.history.lastAt(), f.start + 4000);
        QCOMPARE(f.appended.size(), 2);
        QCOMPARE(f.gaps.size(), 0);
        QVERIFY(f.history.points("unknown").empty());
    }

    void secondsThatAreNotOverComeFromTheFeed() {
        Fixture f;
        f.history.setSpan(3'600'000);
        f.asked.answer(range(f.start, {10, std::nullopt, 12, std::nullopt, std::nullopt}));
        QTRY_COMPARE(f.loaded.size(), 1);
        QCOMPARE(f.line(), "0:10 1:nan 2:12");
    }

    void samplesThatComeBeforeTheHistoryAreKept() {
        Fixture f;
        f.history.setSpan(3'600'000);
        f.history.take(events(f.start + 1000, {99, 99, 13}));
        QCOMPARE(f.appended.size(), 0);
        f.asked.answer(range(f.start, {10, 11, 12}));
        QTRY_COMPARE(f.loaded.size(), 1);
        QCOMPARE(f.line(), "0:10 1:11 2:12 3:13");
    }

    void samplesThatComeDuringAnotherReadAreNotLost() {
        Fixture f;
        f.load();
        f.history.setSpan(900'000);
        f.history.take(events(f.start + 3000, {13}));
        QCOMPARE(f.line(), "0:10 1:11 2:12 3:13");
        f.asked.answer(range(f.start, {10, 11, 12}));
        QTRY_COMPARE(f.loaded.size(), 2);
        QCOMPARE(f.line(), "0:10 1:11 2:12 3:13");
    }

    void anOldAnswerIsDropped() {
        Fixture f;
        f.history.setSpan(900'000);
        f.history.setSpan(3'600'000);
        f.asked.answer(range(f.start, {1, 1}), 0);
        f.asked.answer(range(f.start, {2, 2}), 1);
        QTRY_COMPARE(f.loaded.size(), 1);
        QCOMPARE(f.line(), "0:2 1:2");
        QCOMPARE(f.history.span(), 3'600'000);
    }

    void repeatedSecondsCountOnce() {
        Fixture f;
        f.load();
        f.history.take(events(f.start + 2000, {99, 13, 14}));
        f.history.take(events(f.start + 3000, {99}));
        QCOMPARE(f.line(), "0:10 1:11 2:12 3:13 4:14");
    }

    void peaksOfASlowReaderAreShownAndTheRestIsRead() {
        Fixture f;
        f.load();
        f.history.thinned({4, 4, Time(Duration(f.start + 3000)), {}});
        auto together = events(f.start + 6000, {16});
        together[0].data.covers = 4;
        together[0].data.peaks = {{requests, Time(Duration(f.start + 4000)), 99}};
        f.history.take(together);
        QCOMPARE(f.line(), "0:10 1:11 2:12 4:99 6:16");
        QCOMPARE(f.gaps.size(), 0);
        QCOMPARE(f.asked.all.size(), std::size_t(1));
        f.history.thinned({4, 4, Time(Duration(f.start + 3000)), Time(Duration(f.start + 6000))});
        QCOMPARE(f.asked.all.size(), std::size_t(2));
        f.asked.answer(range(f.start + 3000, {13, 99, 15, 16}));
        QTRY_COMPARE(f.line(), "0:10 1:11 2:12 3:13 4:99 5:15 6:16");
    }

    // What could not be read is read again with what is missed next, or when the platform is there again.
    void whatIsMissedIsOwedUntilItIsThere() {
        Fixture f;
        f.load();
        f.history.setConnected(true);
        f.history.take(events(f.start + 8000, {18}));
        f.history.thinned({4, 4, Time(Duration(f.start + 3000)), Time(Duration(f.start + 7000))});
        f.asked.answer(fail(ErrorCode::unavailable, "Later."));
        QTRY_VERIFY(f.history.error().has_value());
        f.history.setConnected(false);
        f.history.setConnected(true);
        QCOMPARE(f.asked.all.size(), std::size_t(3));
        QVERIFY(f.asked.all.back().request.from < Time(Duration(f.start + 3000)));
        f.asked.answer(range(f.start + 3000, {13, 14, 15, 16, 17}));
        QTRY_COMPARE(f.line(), "0:10 1:11 2:12 3:13 4:14 5:15 6:16 7:17 8:18");
    }

    void thePlatformsClockMayGoBack() {
        Fixture f;
        f.load();
        f.history.take(events(f.start + 3000, {13}));
        f.history.take(events(f.start + 3'603'000, {23, 24}));
        f.history.take(events(f.start + 4000, {14, 15}));
        QTRY_COMPARE(f.line(), "0:10 1:11 2:12 3:13 4:14 5:15");
        QCOMPARE(f.loaded.size(), 2);
    }

    void thisComputersClockMayBeWrong() {
        qint64 local = 1'000'000'000'000;
        Asked<contract::MetricRangeRequest, MetricRange> asked;
        MetricHistory history(asked.fetch(), {requests}, nullptr, PlatformClock([&local] { return local; }));
        history.setSpan(60'000);
        const std::int64_t real = local - 3'600'000;
        asked.answer(range(real - 60'000, {}));
        QTRY_COMPARE(history.state(), MetricHistory::State::ready);
        for (int i = 0; i < 6; ++i)
            history.take(events(real + i * 1000, {double(i)}));
        // Read once more, about the time that the platform has.
        QCOMPARE(asked.all.size(), std::size_t(2));
        QVERIFY(std::llabs(millis(asked.all.back().request.to) - real) < 10'000);
        QVERIFY(std::llabs(history.now() - real) < 10'000);
        // A replay is old, and no other clock.
        history.take(events(real - 600'000, {1}));
        QCOMPARE(asked.all.size(), std::size_t(2));
    }

    void historyIsKeptForTheNextStart() {
        const QTemporaryDir folder;
        store::OfflineStore store(std::filesystem::path(folder.path().toStdString()) / "offline.db");
        const auto start = secondsAgo(100);
        {
            Asked<contract::MetricRangeRequest, MetricRange> asked;
            MetricHistory history(asked.fetch(), {requests});
            history.keepIn(store);
            history.setSpan(3'600'000);
            asked.answer(range(start, {10, std::nullopt, 12}));
            QTRY_COMPARE(history.state(), MetricHistory::State::ready);
            history.take(events(start + 3000, {13}));
        }
        Asked<contract::MetricRangeRequest, MetricRange> asked;
        MetricHistory history(asked.fetch(), {requests});
        history.keepIn(store);
        QSignalSpy gaps(&history, &MetricHistory::gap);
        history.setSpan(3'600'000);
        QTRY_VERIFY(history.isKept());
        QCOMPARE(text(history.points(requests), start), "0:10 1:nan 2:12 3:13");
        QTRY_COMPARE(gaps.size(), 1);
        QCOMPARE(gaps[0][0].toLongLong(), start + 3000);
        asked.answer(fail(ErrorCode::offline, "Away."));
        QTRY_VERIFY(history.error().has_value());
        QCOMPARE(history.state(), MetricHistory::State::ready);
        history.setConnected(false);
        history.setConnected(true);
        asked.answer(range(start, {10, std::nullopt, 12, 13, 14}));
        QTRY_VERIFY(!history.isKept());
        QCOMPARE(text(history.points(requests), start), "0:10 1:nan 2:12 3:13 4:14");
        // Another span is another history.
        MetricHistory other(asked.fetch(), {requests});
        other.keepIn(store);
        other.setSpan(900'000);
        QTest::qWait(50);
        QVERIFY(!other.isKept());
    }

    void whatIsKeptIsBoundedAndHasThePeaks() {
        std::vector<MetricPoint> points;
        for (int i = 0; i < 100'000; ++i)
            points.push_back({i, i == 77'777 ? 1e9 : i == 3 ? -5.0 : double(i % 10)});
        points[50'000].value = std::nan("");
        const auto kept = sparse(points, 600);
        QVERIFY(kept.size() <= 600 && kept.size() > 300);
        const auto has = [&](std::int64_t at) { return std::ranges::find(kept, at, &MetricPoint::at) != kept.end(); };
        QVERIFY(has(77'777) && has(3) && has(50'000) && has(99'999));
        QVERIFY(std::ranges::is_sorted(kept, {}, &MetricPoint::at));
        QVERIFY(!readHistory("{\"series\":[{\"name\":\"a\",\"times\":[2,1],\"values\":[1,2]}]}"));
        QVERIFY(!readHistory("[]"));
    }

    void aHoleInTheFeedIsAGap() {
        Fixture f;
        f.load();
        f.history.take(events(f.start + 20'000, {20}));
        QCOMPARE(f.gaps.size(), 1);
        QCOMPARE(f.gaps[0][0].toLongLong(), f.start + 2000);
        QCOMPARE(f.gaps[0][1].toLongLong(), f.start + 20'000);
        QCOMPARE(f.line(), "0:10 1:11 2:12 3:nan 20:20");
    }

    void lostTimeIsAGapAtOnceAndAReplayFillsIt() {
        Fixture f;
        f.load();
        f.history.setConnected(false);
        QTRY_VERIFY(f.gaps.size() > 0);
        QCOMPARE(f.gaps[0][0].toLongLong(), f.start + 2000);
        QVERIFY(f.gaps[0][1].toLongLong() > f.start + 90'000);
        f.history.setConnected(true);
        f.history.take(events(f.start + 3000, {13, 14, 15}));
        QCOMPARE(f.filled.size(), 1);
        QCOMPARE(f.line(), "0:10 1:11 2:12 3:13 4:14 5:15");
        // The gap ends when the connection was last seen away, which may be anywhere in a second.
        const std::int64_t away = (f.gaps.back()[1].toLongLong() - f.start) / 1000;
        f.history.take(events(f.start + 6000, std::vector<double>(std::size_t(away - 5), 16)));
        QCOMPARE(f.filled.size(), 2);
        f.history.take(events(f.start + (away + 1) * 1000, {17}));
        QCOMPARE(f.filled.size(), 2);
    }

    void whatTheFeedLostIsReadFromThePlatform() {
        Fixture f;
        f.load();
        f.history.lost();
        QCOMPARE(f.gaps.size(), 1);
        QCOMPARE(f.asked.all.size(), std::size_t(2));
        QCOMPARE(f.asked.all[1].request.stepMs.value_or(0), 1000);
        f.history.take(events(f.start + 90'000, {90}));
        f.asked.answer(range(f.start + 2000, {77, 13, std::nullopt, 15}));
        QTRY_COMPARE(f.filled.size(), 1);
        QCOMPARE(f.line(), "0:10 1:11 2:12 3:13 4:nan 5:15 90:90");
        QCOMPARE(f.history.lastAt(), f.start + 90'000);
        f.history.take(events(f.start + 91'000, {91}));
        QCOMPARE(f.history.points(requests).back().value, 91.0);
    }

    void lossWhileTheHistoryIsReadReadsItAgain() {
        Fixture f;
        f.load();
        f.history.setSpan(21'600'000);
        f.history.lost();
        QCOMPARE(f.asked.all.size(), std::size_t(3));
        QCOMPARE((f.asked.all[2].request.to - f.asked.all[2].request.from).count(), 21'600'000);
    }

    void coarseStepsAreAverages() {
        Fixture f;
        f.history.setSpan(86'400'000);
        f.asked.answer(range(f.start - 60'000, {1, 2}, 30'000));
        QTRY_COMPARE(f.loaded.size(), 1);
        QCOMPARE(f.history.stepMs(), 30'000);
        std::vector<double> values(29, 4);
        f.history.take(events(f.start - 29'000, values));
        QCOMPARE(f.appended.size(), 0);
        f.history.take(events(f.start, {34}));
        QCOMPARE(f.appended.size(), 1);
        QCOMPARE(text(f.history.points(requests), f.start - 60'000, 30'000), "0:1 1:2 2:5");
        f.history.take(events(f.start + 1000, {6}));
        QCOMPARE(f.appended.size(), 1);
    }

    void olderPointsAreForgotten() {
        Fixture f;
        const std::int64_t start = secondsAgo(8000);
        f.history.setSpan(600'000);
        f.asked.answer(range(start, {1}));
        QTRY_COMPARE(f.loaded.size(), 1);
        std::size_t most = 0;
        for (std::int64_t i = 1; i < 6000; ++i) {
            f.history.take(events(start + i * 1000, {double(i)}));
            most = std::max(most, f.history.points(requests).size());
        }
        QVERIFY2(most <= 677, qPrintable(QString::number(most)));
        QVERIFY(f.history.points(requests).front().at >= start + (5999 - 676) * 1000);
        QVERIFY(f.history.points(errors).empty());
    }

    void earlySamplesAreBounded() {
        Fixture f;
        f.history.setSpan(3'600'000);
        f.history.take(events(f.start - 5'000'000, std::vector<double>(5000, 1)));
        f.asked.answer(range(f.start - 5'000'000, {1}));
        QTRY_COMPARE(f.loaded.size(), 1);
        QVERIFY(f.history.points(requests).size() <= 902);
    }

    void aFailureIsShownAndReadAgainOnReconnection() {
        Fixture f;
        QSignalSpy changed(&f.history, &MetricHistory::stateChanged);
        f.history.setSpan(900'000);
        f.asked.answer(fail(ErrorCode::offline, "No connection."));
        QTRY_COMPARE(changed.size(), 1);
        QCOMPARE(f.history.state(), MetricHistory::State::failed);
        QCOMPARE(f.history.error()->code, ErrorCode::offline);
        f.history.setConnected(false);
        f.history.setConnected(true);
        QCOMPARE(f.asked.all.size(), std::size_t(2));
        f.asked.answer(range(f.start, {1}));
        QTRY_COMPARE(f.history.state(), MetricHistory::State::ready);
        QVERIFY(!f.history.error());
    }

    void aFailedRefreshKeepsWhatIsKnown() {
        Fixture f;
        f.load();
        f.history.reload();
        f.asked.answer(fail(ErrorCode::timeout, "Too slow."));
        QTRY_VERIFY(f.history.error().has_value());
        QCOMPARE(f.history.state(), MetricHistory::State::ready);
        QCOMPARE(f.line(), "0:10 1:11 2:12");
    }

    void failedShareWeighsByRequests() {
        const std::vector<MetricPoint> all{{0, 100}, {1000, 300}, {2000, std::nan("")}, {3000, 50}};
        const std::vector<MetricPoint> percent{{0, 50}, {1000, 0}, {2000, 100}, {3000, std::nan("")}};
        QCOMPARE(*failedShare(all, percent, 0), 50.0 / 400);
        QCOMPARE(*failedShare(all, percent, 1000), 0.0);
        QVERIFY(!failedShare(all, percent, 2000));
        QVERIFY(!failedShare({}, {}, 0));
        QVERIFY(!failedShare({{0, 0}}, {{0, 0}}, 0));
        QCOMPARE(*failedShare(all, {{0, 10}}, 0), 0.1);
    }

    void errorBudgetReadsTwoWindows() {
        Asked<contract::MetricRangeRequest, MetricRange> asked;
        ErrorBudget budget(asked.fetch());
        QSignalSpy changed(&budget, &ErrorBudget::changed);
        budget.reload();
        QCOMPARE(asked.all.size(), std::size_t(2));
        QVERIFY(!budget.burnRate() && !budget.left());
        const auto window = [&](double percent) {
            MetricRange both = range(0, {1000, 1000});
            both.series.push_back({errors, {}, Time{}, 1000, {percent, percent}});
            return both;
        };
        asked.answer(window(0.2), 0);
        asked.answer(window(0.025), 1);
        QTRY_COMPARE(changed.size(), 2);
        QVERIFY(std::abs(*budget.burnRate() - 2) < 1e-9);
        QVERIFY(std::abs(*budget.left() - 0.75) < 1e-9);
        QCOMPARE(ErrorBudget::budgetSeconds(), 2592);
        budget.reload();
        asked.answer(window(50), 3);
        QTRY_COMPARE(changed.size(), 3);
        QCOMPARE(*budget.left(), 0.0);
    }

    void timeLineHasOneMarkForABatch() {
        Asked<contract::ListRequest, contract::Page<domain::AuditEntry>> asked;
        TimeLine line(asked.fetch());
        QSignalSpy changed(&line, &TimeLine::changed);
        line.load(1'767'225'600'000);
        QCOMPARE(asked.all[0].request.filter.value_or(""), "at>=2026-01-01T00:00:00Z");
        contract::Page<domain::AuditEntry> page;
        page.items = {entry(4, 4000, "D", "bat_1"), entry(3, 3000, "C", "bat_1"), entry(2, 2000, "B", "bat_1"),
                      entry(1, 1000, "A")};
        asked.answer(page);
        QTRY_COMPARE(changed.size(), 1);
        QCOMPARE(names(line), "Ax1 Bx3");
        line.take(asEvents({entry(4, 4000, "D", "bat_1"), entry(5, 5000, "E", "bat_1"), entry(6, 6000, "F")}));
        QCOMPARE(names(line), "Ax1 Bx4 Fx1");
    }

    void whatHappensWhileTheTimeLineIsReadIsNotLost() {
        Asked<contract::ListRequest, contract::Page<domain::AuditEntry>> asked;
        TimeLine line(asked.fetch());
        QSignalSpy changed(&line, &TimeLine::changed);
        line.load(0);
        line.take(asEvents({entry(2, 2000, "B"), entry(3, 3000, "C")}));
        contract::Page<domain::AuditEntry> page;
        page.items = {entry(2, 2000, "B"), entry(1, 1000, "A")};
        asked.answer(page);
        QTRY_COMPARE(changed.size(), 2);
        QCOMPARE(names(line), "Ax1 Bx1 Cx1");
    }

    void theTimeLineKeepsTheNewest() {
        TimeLine line({});
        std::vector<domain::AuditEntry> many;
        for (int i = 1; i <= 100; ++i)
            many.push_back(entry(i, i * 1000, std::to_string(i)));
        line.take(asEvents(many));
        QCOMPARE(line.deeds().size(), TimeLine::atMost);
        QCOMPARE(line.deeds().back().name, "100");
    }
};

QTEST_GUILESS_MAIN(MetricsTest)
#include "metrics_test.moc"
