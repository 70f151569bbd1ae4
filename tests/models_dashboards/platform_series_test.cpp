// What the panels of a dashboard are given: the platform's own series, and those that services send.
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>
#include <cmath>

#include "models/dashboards/platform_series.h"
#include "tests/models/fakes.h"

using namespace steward;
using models::PlatformSeries;
using models::SeriesKey;

class PlatformSeriesTest : public QObject {
    Q_OBJECT

    client::Feed feed_{QUrl(QStringLiteral("http://127.0.0.1:9")), std::make_shared<client::FixedToken>("secret")};
    test::Scripted<contract::MetricRangeRequest, contract::MetricRange> own_;
    test::Scripted<contract::SeriesRequest, contract::SeriesResult> sent_;

    static contract::SeriesResult line(qint64 start, std::vector<std::optional<double>> values) {
        contract::SeriesResult result;
        result.start = Time(Duration(start));
        result.stepMs = 12'000;
        result.items.push_back({{}, std::move(values)});
        return result;
    }

private Q_SLOTS:
    void whatServicesSendIsAskedForByItsQuery() {
        PlatformSeries source(own_.fetch(), feed_, sent_.fetch());
        QSignalSpy loaded(&source, &PlatformSeries::loaded);
        const SeriesKey requests{"shop_requests_total", "ten_1", domain::PanelFunction::rate, {{"zone", "eu"}}};
        source.follow({{"http.requests"}, requests});
        source.showRange(1'000'000, 4'600'000);
        QCOMPARE(own_.asked.size(), std::size_t(1));
        QCOMPARE(own_.asked.front().request.names, "http.requests");
        QCOMPARE(sent_.asked.size(), std::size_t(1));
        const auto& asked = sent_.asked.front().request;
        QCOMPARE(asked.tenantId.value_or(""), "ten_1");
        QCOMPARE(asked.query.metric, "shop_requests_total");
        QCOMPARE(asked.query.function, domain::SeriesFunction::rate);
        QCOMPARE(asked.query.aggregation.value(), domain::SeriesAggregation::sum);
        QCOMPARE(asked.query.where->front().label, "zone");
        QCOMPARE(asked.query.where->front().values, std::vector<std::string>{"eu"});
        QCOMPARE(asked.stepMs.value_or(0), 12'000);
        QCOMPARE(asked.from.time_since_epoch().count(), 1'000'000);

        sent_.answer(line(1'000'000, {1.5, std::nullopt, 2.5}));
        QTRY_COMPARE(loaded.size(), 1);
        const auto& points = source.points(1);
        QCOMPARE(points.size(), std::size_t(3));
        QCOMPARE(points[0].value, 1.5);
        QVERIFY(std::isnan(points[1].value));
        QCOMPARE(points[2].at, 1'024'000);
        QVERIFY(source.points(0).empty());
    }

    void aRefusalIsSaidAndAnOldAnswerIsNot() {
        PlatformSeries source(own_.fetch(), feed_, sent_.fetch());
        source.follow({{"shop_queue"}});
        source.showRange(0, 3'600'000);
        source.showRange(0, 7'200'000);
        QTRY_COMPARE(sent_.asked.size(), std::size_t(2));
        sent_.answer(line(0, {9.0}));
        sent_.answer(fail(ErrorCode::unprocessable, "Too many series."));
        QTRY_COMPARE(source.state(), PlatformSeries::State::failed);
        QCOMPARE(source.error()->message, std::string("Too many series."));
        QVERIFY(source.points(0).empty());
    }

    void historyOfWhatServicesSendIsKept() {
        const QTemporaryDir folder;
        store::OfflineStore store(std::filesystem::path(folder.path().toStdString()) / "offline.db");
        const qint64 now = QDateTime::currentMSecsSinceEpoch() / 1000 * 1000;
        {
            PlatformSeries source(own_.fetch(), feed_, sent_.fetch());
            source.keepIn(store);
            source.follow({{"shop_queue"}});
            source.showLast(900'000);
            sent_.answer(line(now - 24'000, {1.0, std::nullopt, 3.0}));
            QTRY_COMPARE(source.points(0).size(), std::size_t(3));
            QVERIFY(!source.isKept());
        }
        sent_.asked.clear();
        PlatformSeries source(own_.fetch(), feed_, sent_.fetch());
        source.keepIn(store);
        source.follow({{"shop_queue"}});
        source.showLast(900'000);
        QTRY_VERIFY(source.isKept());
        QCOMPARE(source.points(0).size(), std::size_t(3));
        QCOMPARE(source.lastAt(), now);
        sent_.answer(line(now - 24'000, {1.0, 2.0, 3.0, 4.0}));
        QTRY_VERIFY(!source.isKept());
        QCOMPARE(source.points(0).size(), std::size_t(4));
    }

    void withoutASourceThereIsNothing() {
        PlatformSeries source(own_.fetch(), feed_);
        source.follow({{"shop_queue"}});
        source.showRange(0, 3'600'000);
        QVERIFY(sent_.asked.empty());
        QVERIFY(source.points(0).empty());
    }

    void cleanup() {
        own_.asked.clear();
        sent_.asked.clear();
    }
};

QTEST_GUILESS_MAIN(PlatformSeriesTest)
#include "platform_series_test.moc"
