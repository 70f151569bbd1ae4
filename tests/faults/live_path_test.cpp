// The live path through the real platform and the real client: what the console keeps of a series is whole and has
// nothing twice, whatever happens between the two. The client's waiting goes ten times as fast as in the console.
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTimer>
#include <QtTest>
#include <cmath>
#include <set>

#include "base/json.h"
#include "client/future.h"
#include "client/platform_client.h"
#include "contract/endpoints.h"
#include "models/dashboards/platform_series.h"
#include "tests/support/proxy.h"
#include "tests/support/sign_in.h"
#include "tests/support/stewardd_fixture.h"

using namespace steward;
using namespace std::chrono_literals;
using models::MetricPoint;
using models::PlatformSeries;

namespace {

const models::SeriesKey own{std::string(domain::metric::cpu)};
const models::SeriesKey sent{"shop_queue"};

class FastTimers final : public client::Timers {
public:
    QObject* after(std::chrono::milliseconds delay, QObject* owner, std::function<void()> action) override {
        return timers_.after(delay / 10, owner, std::move(action));
    }

private:
    client::SystemTimers timers_;
};

// Renews as the console does: once, when a token was refused.
class RenewedToken final : public client::TokenSource {
public:
    RenewedToken(int port, std::string token, std::string& refresh)
        : port_(port), current_(std::move(token)), refresh_(refresh) {}
    QFuture<Result<QByteArray>> token() override {
        return client::readyFuture<Result<QByteArray>>(QByteArray::fromStdString(current_));
    }
    void refused(const QByteArray& token) override {
        if (token.toStdString() != current_) return;
        const auto renewed = test::sendForm(
            port_, "/oauth/token",
            {{"grant_type", "refresh_token"}, {"client_id", "steward-console"}, {"refresh_token", refresh_}});
        const auto document = json::parse(renewed.body);
        if (renewed.status != 200 || !document) return;
        current_ = document->at("access_token").as_string();
        refresh_ = document->at("refresh_token").as_string();
        ++renewals;
    }
    int renewals = 0;

private:
    int port_;
    std::string current_;
    std::string& refresh_;
};

qint64 here() {
    return QDateTime::currentMSecsSinceEpoch();
}

std::string laneOf(int number) {
    return R"(,"attributes":[{"key":"lane","value":{"stringValue":"lane-)" + std::to_string(number) + R"("}}])";
}
std::string pointOf(int value, qint64 at, const std::string& more = {}) {
    return R"({"asDouble":)" + std::to_string(value) + R"(,"timeUnixNano":")" + std::to_string(at) + "000000\"" + more +
           "}";
}
std::string bodyOf(const std::string& metric, const std::string& points) {
    return R"({"resourceMetrics":[{"scopeMetrics":[{"metrics":[{"name":")" + metric + R"(","gauge":{"dataPoints":[)" +
           points + "]}}]}]}]}";
}

// The console of one person: a client, a feed and the series of a dashboard.
struct Console {
    explicit Console(int port, std::shared_ptr<client::TokenSource> source, store::OfflineStore* store = nullptr)
        : tokens(std::move(source)),
          client(QUrl(QStringLiteral("http://127.0.0.1:%1").arg(port)), tokens),
          feed(client.platform(), tokens, {std::make_shared<FastTimers>(), {}, 7}),
          series(models::fetchFrom(client, contract::metricRange), feed,
                 models::fetchFrom(client, contract::querySeries)) {
        if (store) series.keepIn(*store);
        QObject::connect(&series, &PlatformSeries::ticked, &series,
                         [this](const models::SeriesTick& tick) { ticks.push_back(tick); });
        QObject::connect(&series, &PlatformSeries::stateChanged, &series, [this] {
            if (series.thinning() && !slowest) slowest = series.thinning();
        });
    }
    void open(qint64 span) {
        feed.start();
        series.follow({own, sent});
        series.showLast(span);
    }
    qint64 last(std::size_t key) const {
        const auto& points = series.points(key);
        return points.empty() ? 0 : points.back().at;
    }
    // Each time once and in order; and every second of [from, to] has a value.
    QString flawIn(std::size_t key, qint64 from, qint64 to) const {
        std::set<qint64> seconds;
        qint64 before = 0;
        for (const auto& point : series.points(key)) {
            if (point.at <= before) return QStringLiteral("%1 after %2").arg(point.at).arg(before);
            before = point.at;
            if (!std::isnan(point.value)) seconds.insert(point.at / 1000);
        }
        for (qint64 second = from / 1000 + 1; second < to / 1000; ++second)
            if (!seconds.contains(second))
                return QStringLiteral("nothing at %1 of %2 to %3").arg(second).arg(from / 1000).arg(to / 1000);
        return {};
    }

    std::shared_ptr<client::TokenSource> tokens;
    client::PlatformClient client;
    client::Feed feed;
    PlatformSeries series;
    std::vector<models::SeriesTick> ticks;
    std::optional<client::FeedThinning> slowest;
};

}  // namespace

class LivePathTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        if (test::sanitized) QSKIP("a sanitizer wants to be the first that is preloaded");
        platform_.withOwnClock();
        platform_.set("limits.mode=off");
        platform_.set("feed.slowReaderBytes=4096");
        platform_.set("feed.pingMs=500");
        platform_.set("feed.deadMs=3000");
        QVERIFY2(platform_.start(), platform_.log().c_str());
        renew();
        connect(&sending_, &QTimer::timeout, this, [this] { send(next_++, here()); });
        sending_.start(100);
    }

    void sentSeriesComeTenTimesASecond() {
        Console console(platform_.port(), tokens_);
        console.open(5 * 60'000);
        QTRY_VERIFY_WITH_TIMEOUT(console.ticks.size() >= 40, 20'000);
        std::map<qint64, int> perSecond;
        for (const auto& tick : console.ticks)
            if (!std::isnan(tick.values[1])) ++perSecond[tick.at / 1000];
        int most = 0;
        for (const auto& [second, count] : perSecond)
            most = std::max(most, count);
        QVERIFY2(most >= 6 && most <= 10, qPrintable(QString::number(most)));

        Console slower(platform_.port(), tokens_);
        slower.open(60 * 60'000);
        QTRY_VERIFY_WITH_TIMEOUT(slower.last(1) > 0 && slower.last(0) > 0, 20'000);
        slower.ticks.clear();
        const qint64 from = here();
        QTRY_VERIFY_WITH_TIMEOUT(here() - from > 5000, 20'000);
        const auto count =
            std::ranges::count_if(slower.ticks, [](const auto& tick) { return !std::isnan(tick.values[1]); });
        QVERIFY2(count <= 6, qPrintable(QString::number(count)));
    }

    void aCutIsFilledAndNothingComesTwice() {
        test::Proxy proxy(platform_.port());
        Console console(proxy.port(), tokens_);
        console.open(15 * 60'000);
        QTRY_VERIFY_WITH_TIMEOUT(console.last(0) > here() - 3000 && console.last(1) > here() - 3000, 20'000);
        const qint64 from = console.last(0);
        QSignalSpy states(&console.feed, &client::Feed::stateChanged);
        proxy.refuse(true);
        proxy.cut();
        QTRY_VERIFY(console.feed.state() != client::FeedState::live);
        QTest::qWait(3000);
        QVERIFY(states.size() >= 1);
        proxy.refuse(false);
        QTRY_COMPARE_WITH_TIMEOUT(console.feed.state(), client::FeedState::live, 20'000);
        const qint64 back = here();
        QTRY_VERIFY_WITH_TIMEOUT(console.last(0) > back && console.last(1) > back, 20'000);
        QTRY_COMPARE_WITH_TIMEOUT(console.flawIn(0, from, back), QString(), 10'000);
    }

    // Nothing is forwarded, and nobody says so.
    void aSilentConnectionIsLeft() {
        test::Proxy proxy(platform_.port());
        Console console(proxy.port(), tokens_);
        console.open(15 * 60'000);
        QTRY_VERIFY_WITH_TIMEOUT(console.last(0) > here() - 3000, 20'000);
        const qint64 from = console.last(0);
        proxy.hang(true);
        QTRY_VERIFY_WITH_TIMEOUT(console.feed.state() != client::FeedState::live, 10'000);
        proxy.hang(false);
        QTRY_COMPARE_WITH_TIMEOUT(console.feed.state(), client::FeedState::live, 20'000);
        const qint64 back = here();
        QTRY_VERIFY_WITH_TIMEOUT(console.last(0) > back, 20'000);
        QTRY_COMPARE_WITH_TIMEOUT(console.flawIn(0, from, back), QString(), 10'000);
    }

    void aSlowReaderGetsFewerAndIsToldAndIsMadeWhole() {
        test::Proxy proxy(platform_.port());
        Console console(proxy.port(), tokens_);
        console.open(5 * 60'000);
        QTRY_VERIFY_WITH_TIMEOUT(console.last(0) > here() - 3000 && console.last(1) > here() - 3000, 20'000);
        const qint64 from = console.last(0);
        // More than the way to the reader takes.
        std::string points;
        for (int i = 0; i < 300; ++i)
            points += (i == 0 ? "" : ",") + pointOf(i, here(), laneOf(i));
        QCOMPARE(post("shop_filler", points).status, 200);
        const auto filling = console.feed.subscribeSeries({}, {10, {}, {{.metric = "shop_filler"}}},
                                                          [](const client::FeedEvents<domain::MetricSample>&) {});
        proxy.setBytesPerSecond(30'000);
        QTRY_VERIFY_WITH_TIMEOUT(console.slowest.has_value(), 120'000);
        QVERIFY(console.slowest->factor > 1);
        QCOMPARE(console.feed.state(), client::FeedState::live);
        proxy.setBytesPerSecond(0);
        QTRY_VERIFY_WITH_TIMEOUT(!console.series.thinning(), 30'000);
        const qint64 whole = here();
        QTRY_VERIFY_WITH_TIMEOUT(console.last(0) > whole, 20'000);
        QTRY_COMPARE_WITH_TIMEOUT(console.flawIn(0, from, whole), QString(), 10'000);
    }

    void pointsThatComeTwiceOrLateAreKeptOnce() {
        Console console(platform_.port(), tokens_);
        console.open(15 * 60'000);
        QTRY_VERIFY_WITH_TIMEOUT(console.last(1) > here() - 3000, 20'000);
        sending_.stop();
        const qint64 now = here();
        QVERIFY(send(next_ + 1000, now).body.find("rejected") == std::string::npos);
        QVERIFY(send(next_ + 1000, now).body.find("rejected") == std::string::npos);
        QVERIFY(send(next_ + 5, now).body.find("\"1\"") != std::string::npos);
        QVERIFY(send(next_ + 5, now - 10'000).body.find("\"1\"") != std::string::npos);
        next_ += 1001;
        QTRY_VERIFY_WITH_TIMEOUT(console.last(1) > now + 2000, 20'000);
        sending_.start();
        const auto& points = console.series.points(1);
        QCOMPARE(console.flawIn(1, now, now), QString());
        QCOMPARE(points.back().value, double(next_ - 1));
    }

    void historyOutlivesThePlatformAndTheConsole() {
        const QTemporaryDir folder;
        store::OfflineStore store(std::filesystem::path(folder.path().toStdString()) / "offline.db");
        qint64 seen = 0;
        {
            Console console(platform_.port(), tokens_, &store);
            console.open(15 * 60'000);
            QTRY_VERIFY_WITH_TIMEOUT(console.last(0) > here() - 3000 && console.last(1) > here() - 3000, 20'000);
            seen = console.last(0);
        }
        sending_.stop();
        platform_.kill();
        Console console(platform_.port(), tokens_, &store);
        QSignalSpy gaps(&console.series, &PlatformSeries::gap);
        console.open(15 * 60'000);
        QTRY_VERIFY(console.series.isKept());
        QTRY_VERIFY(console.last(0) >= seen - 1000 && console.last(1) > 0);
        QTRY_VERIFY(!gaps.isEmpty());

        // The platform comes back: its own history counts, and what it did not measure stays a hole.
        const qint64 down = here();
        QVERIFY2(platform_.start(), platform_.log().c_str());
        renew();
        sending_.start();
        console.series.reload();
        QTRY_VERIFY_WITH_TIMEOUT(!console.series.isKept(), 30'000);
        QTRY_VERIFY_WITH_TIMEOUT(console.last(0) > down, 30'000);
        QCOMPARE(console.flawIn(0, 0, 0), QString());
    }

    void aRestartIsFilledFromHistory() {
        Console console(platform_.port(), tokens_);
        console.open(15 * 60'000);
        QTRY_VERIFY_WITH_TIMEOUT(console.last(0) > here() - 3000, 20'000);
        sending_.stop();
        QCOMPARE(platform_.stop(), 0);
        QTRY_VERIFY(console.feed.state() != client::FeedState::live);
        QVERIFY2(platform_.start(), platform_.log().c_str());
        renew();
        sending_.start();
        QTRY_COMPARE_WITH_TIMEOUT(console.feed.state(), client::FeedState::live, 30'000);
        const qint64 back = here();
        QTRY_VERIFY_WITH_TIMEOUT(console.last(0) > back && console.last(1) > back, 30'000);
        QCOMPARE(console.flawIn(0, 0, 0), QString());
        QCOMPARE(console.flawIn(1, 0, 0), QString());
    }

    // The last: what was recorded an hour ahead stays with the platform.
    void aClockThatJumpsStopsNothing_data() {
        QTest::addColumn<int>("hours");
        QTest::newRow("forward") << 1;
        QTest::newRow("back") << 0;
    }
    void aClockThatJumpsStopsNothing() {
        QFETCH(int, hours);
        Console console(platform_.port(), tokens_);
        console.open(15 * 60'000);
        QTRY_VERIFY_WITH_TIMEOUT(console.last(0) > 0, 20'000);
        sending_.stop();
        platform_.setClockWrong(std::chrono::hours(hours));
        const auto platformNow = [&] { return here() + hours * 3'600'000LL; };
        const qint64 from = platformNow();
        QTRY_VERIFY_WITH_TIMEOUT(std::llabs(console.last(0) - platformNow()) < 4000, 30'000);
        QTRY_VERIFY_WITH_TIMEOUT(std::llabs(console.series.now() - platformNow()) < 4000, 30'000);
        QTRY_VERIFY_WITH_TIMEOUT(console.last(0) > from + 4000, 30'000);
        // Back again, the platform keeps what is near for hours old beside what it recorded ahead: by ten seconds.
        if (hours > 0) QCOMPARE(console.flawIn(0, from + 2000, from + 4000), QString());
        QCOMPARE(console.feed.state(), client::FeedState::live);
        QVERIFY2(tokens_->renewals <= 4, "a storm of renewals");
    }

private:
    // Each start of the platform gives a session of its own.
    void renew() {
        refresh_ = platform_.refreshToken();
        tokens_ = std::make_shared<RenewedToken>(platform_.port(), platform_.token(), refresh_);
    }
    test::Reply post(const std::string& metric, const std::string& points) {
        return platform_.ask({.method = "POST",
                              .target = "/v1/otlp/v1/metrics",
                              .body = bodyOf(metric, points),
                              .headers = {{"Content-Type", "application/json"}}});
    }
    test::Reply send(int value, qint64 at) { return post("shop_queue", pointOf(value, at)); }

    test::StewarddFixture platform_;
    std::shared_ptr<RenewedToken> tokens_;
    std::string refresh_;
    QTimer sending_;
    int next_ = 1;
};

QTEST_GUILESS_MAIN(LivePathTest)
#include "live_path_test.moc"
