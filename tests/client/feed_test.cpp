// The feed against a WebSocket server that the test plays itself. Time is the test's, too: nothing waits.
#include <QSignalSpy>
#include <QWebSocket>
#include <QWebSocketServer>
#include <QtTest>

#include "client/feed.h"
#include "client/future.h"
#include "tests/client/loopback_server.h"

using namespace steward;
using namespace steward::client;

namespace {

// Runs nothing by itself; the test lets the next timer fire.
class ManualTimers final : public Timers {
public:
    struct Waiting {
        std::chrono::milliseconds delay;
        std::function<void()> action;
        QPointer<QObject> handle;
    };
    std::vector<Waiting> waiting;

    QObject* after(std::chrono::milliseconds delay, QObject* owner, std::function<void()> action) override {
        auto* handle = new QObject(owner);
        waiting.push_back({delay, std::move(action), handle});
        return handle;
    }
    // The timers that have not been dropped.
    std::vector<std::chrono::milliseconds> delays() {
        std::erase_if(waiting, [](const Waiting& w) { return !w.handle; });
        std::vector<std::chrono::milliseconds> list;
        for (const auto& w : waiting)
            list.push_back(w.delay);
        return list;
    }
    bool fire(const std::function<bool(std::chrono::milliseconds)>& which) {
        delays();
        const auto found = std::ranges::find_if(waiting, [&](const Waiting& w) { return which(w.delay); });
        if (found == waiting.end()) return false;
        const Waiting one = *found;
        waiting.erase(found);
        delete one.handle.data();
        one.action();
        return true;
    }
    bool firePulse() {
        return fire([](auto delay) { return delay == Feed::pingEvery; });
    }
    bool fireRetry() {
        return fire([](auto delay) { return delay != Feed::pingEvery; });
    }
};

class Tokens final : public TokenSource {
public:
    QFuture<Result<QByteArray>> token() override { return readyFuture<Result<QByteArray>>(current); }
    void refused(const QByteArray& token) override {
        refusals.push_back(token);
        if (onRefused) onRefused();
    }
    std::function<void()> onRefused;
    QByteArray current = "secret";
    std::vector<QByteArray> refusals;
};

struct Server {
    QWebSocketServer server{QStringLiteral("feed"), QWebSocketServer::NonSecureMode};
    std::vector<QWebSocket*> sockets;
    QStringList received;

    Server() {
        server.listen(QHostAddress::LocalHost);
        QObject::connect(&server, &QWebSocketServer::newConnection, &server, [this] {
            auto* socket = server.nextPendingConnection();
            socket->setParent(&server);
            sockets.push_back(socket);
            QObject::connect(socket, &QWebSocket::textMessageReceived, &server,
                             [this](const QString& text) { received << text; });
        });
    }
    QUrl url() const { return QUrl(QStringLiteral("http://127.0.0.1:%1").arg(server.serverPort())); }
    void say(const char* text) { sockets.back()->sendTextMessage(QString::fromUtf8(text)); }
    void cut() { sockets.back()->abort(); }
};

const char* job(int seq) {
    static QByteArray text;
    text = QByteArray(R"({"type":"events","topic":"jobs","events":[{"seq":)") + QByteArray::number(seq) +
           R"(,"time":"2026-11-23T09:00:00Z","data":{"id":"job_)" + QByteArray::number(seq) + R"("}}]})";
    return text.constData();
}

struct Fixture {
    Server server;
    std::shared_ptr<ManualTimers> timers = std::make_shared<ManualTimers>();
    std::shared_ptr<Tokens> tokens = std::make_shared<Tokens>();
    std::vector<std::int64_t> seen;
    std::vector<FeedGap> gaps;
    std::unique_ptr<Feed> feed = std::make_unique<Feed>(server.url(), tokens, FeedOptions{timers, {}, 7});
    FeedSubscription jobs;

    void subscribe(std::optional<std::int64_t> since = {}) {
        jobs = feed->subscribe(
            contract::jobsTopic,
            [this](const FeedEvents<domain::Job>& events) {
                for (const auto& event : events)
                    seen.push_back(event.seq);
            },
            [this](const FeedGap& gap) { gaps.push_back(gap); }, since);
    }
    // Connected, and the platform has answered the subscription.
    void goLive(int newest) {
        subscribe();
        feed->start();
        QTRY_COMPARE(server.received.size(), 1);
        server.say(
            ("{\"type\":\"subscribed\",\"topic\":\"jobs\",\"seq\":" + QByteArray::number(newest) + "}").constData());
    }
    void comeBack() {
        const auto connections = server.sockets.size();
        server.received.clear();
        server.cut();
        QTRY_VERIFY(feed->state() != FeedState::live);
        QVERIFY(timers->fireRetry());
        QTRY_COMPARE(server.sockets.size(), connections + 1);
        QTRY_COMPARE(feed->state(), FeedState::live);
        QTRY_VERIFY(!server.received.isEmpty());
    }
};

}  // namespace

class FeedTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void deliversTypedEventsInOrder() {
        Fixture f;
        f.goLive(41);
        QCOMPARE(f.server.received[0], QStringLiteral(R"({"type":"subscribe","topic":"jobs"})"));
        QCOMPARE(f.server.sockets[0]->request().rawHeader("Authorization"), "Bearer secret");
        QCOMPARE(f.server.sockets[0]->requestUrl().path(), QStringLiteral("/v1/feed"));
        f.server.say(job(42));
        f.server.say(job(43));
        QTRY_COMPARE(f.seen, (std::vector<std::int64_t>{42, 43}));
        QCOMPARE(f.feed->state(), FeedState::live);
    }

    void nothingComesTwice() {
        Fixture f;
        f.goLive(41);
        f.server.say(job(42));
        f.server.say(job(42));
        f.server.say(job(41));
        f.server.say(job(43));
        QTRY_COMPARE(f.seen, (std::vector<std::int64_t>{42, 43}));
    }

    void resumesWhereItStopped() {
        Fixture f;
        f.goLive(41);
        f.server.say(job(42));
        QTRY_COMPARE(f.seen.size(), std::size_t(1));
        f.comeBack();
        QCOMPARE(f.server.received[0], QStringLiteral(R"({"type":"subscribe","topic":"jobs","since":42})"));
        f.server.say(R"({"type":"subscribed","topic":"jobs","seq":44})");
        f.server.say(job(43));
        f.server.say(job(44));
        QTRY_COMPARE(f.seen, (std::vector<std::int64_t>{42, 43, 44}));
        QVERIFY(f.gaps.empty());
    }

    void aGapIsAnnouncedOnce() {
        Fixture f;
        f.goLive(41);
        f.server.say(job(42));
        QTRY_COMPARE(f.seen.size(), std::size_t(1));
        f.comeBack();
        f.server.say(R"({"type":"subscribed","topic":"jobs","seq":90})");
        f.server.say(R"({"type":"gap","topic":"jobs","from":43,"to":80,"reason":"expired"})");
        f.server.say(R"({"type":"gap","topic":"jobs","from":43,"to":80,"reason":"expired"})");
        f.server.say(job(81));
        QTRY_COMPARE(f.seen, (std::vector<std::int64_t>{42, 81}));
        QCOMPARE(f.gaps.size(), std::size_t(1));
        QCOMPARE(f.gaps[0].from, std::int64_t(43));
        QCOMPARE(f.gaps[0].to, std::optional<std::int64_t>(80));
    }

    void aSequenceThatBeginsAnewIsAGap() {
        Fixture f;
        f.goLive(500);
        f.comeBack();
        f.server.say(R"({"type":"subscribed","topic":"jobs","seq":3})");
        f.server.say(R"({"type":"gap","topic":"jobs","from":4,"to":3,"reason":"restarted"})");
        f.server.say(job(4));
        QTRY_COMPARE(f.seen, (std::vector<std::int64_t>{4}));
        QCOMPARE(f.gaps.size(), std::size_t(1));
        QCOMPARE(f.gaps[0].reason, contract::GapReason::restarted);
    }

    void severalReadersShareATopic() {
        Fixture f;
        f.goLive(10);
        std::vector<std::int64_t> second;
        auto other = f.feed->subscribe(contract::jobsTopic, [&](const FeedEvents<domain::Job>& events) {
            for (const auto& event : events)
                second.push_back(event.seq);
        });
        f.server.say(job(11));
        QTRY_COMPARE(second, (std::vector<std::int64_t>{11}));
        other.end();
        f.server.say(job(12));
        QTRY_COMPARE(f.seen, (std::vector<std::int64_t>{11, 12}));
        QCOMPARE(second.size(), std::size_t(1));
        f.jobs.end();
        QTRY_VERIFY(f.server.received.contains(QStringLiteral(R"({"type":"unsubscribe","topic":"jobs"})")));
    }

    void aReaderMayLeaveInItsHandler() {
        Fixture f;
        f.subscribe();
        FeedSubscription once;
        int calls = 0;
        once = f.feed->subscribe(contract::jobsTopic, [&](const FeedEvents<domain::Job>&) {
            ++calls;
            once.end();
        });
        f.feed->start();
        QTRY_VERIFY(!f.server.received.isEmpty());
        f.server.say(R"({"type":"subscribed","topic":"jobs","seq":1})");
        f.server.say(job(2));
        f.server.say(job(3));
        QTRY_COMPARE(f.seen.size(), std::size_t(2));
        QCOMPARE(calls, 1);
    }

    void waitsLongerEachTimeAndSaysOffline() {
        Fixture f;
        f.server.server.close();
        QSignalSpy states(f.feed.get(), &Feed::stateChanged);
        f.feed->start();
        std::vector<std::chrono::milliseconds> waits;
        for (int attempt = 0; attempt < 8; ++attempt) {
            // Nothing but the retry waits once the attempt has failed.
            QTRY_VERIFY(!f.timers->delays().empty() && f.timers->delays().front() != Feed::pingEvery);
            waits.push_back(f.timers->delays().front());
            QVERIFY(f.timers->fireRetry());
        }
        for (std::size_t i = 0; i < waits.size(); ++i) {
            const auto most = std::min<std::int64_t>(30000, 500 << i);
            QVERIFY(waits[i].count() >= most / 10 && waits[i].count() <= most);
        }
        QCOMPARE(f.feed->state(), FeedState::offline);
        QCOMPARE(states.size(), 2);
    }

    void jitterDiffersBetweenConsoles() {
        Backoff one(1);
        Backoff two(2);
        std::vector<std::int64_t> a, b;
        for (int i = 0; i < 6; ++i) {
            a.push_back(one.next().count());
            b.push_back(two.next().count());
        }
        QVERIFY(a != b);
    }

    void theHighestRateThatIsWantedIsAskedFor() {
        Fixture f;
        const auto ignore = [](const FeedEvents<domain::MetricSample>&) {};
        auto first = f.feed->subscribe(contract::metricsTopic, ignore);
        f.feed->start();
        QTRY_COMPARE(f.server.received, QStringList{QStringLiteral(R"({"type":"subscribe","topic":"metrics"})")});
        f.server.say(R"({"type":"subscribed","topic":"metrics","seq":7})");
        f.server.say(R"({"type":"ping"})");
        QTRY_COMPARE(f.server.received.size(), 2);
        auto second = f.feed->subscribe(contract::metricsTopic, ignore, {}, {}, {.rate = 10});
        auto third = f.feed->subscribe(contract::metricsTopic, ignore, {}, {}, {.rate = 5});
        QTRY_COMPARE(f.server.received.size(), 3);
        QCOMPARE(f.server.received[2], QStringLiteral(R"({"type":"subscribe","topic":"metrics","since":7,"rate":10})"));
    }

    void aSlowReaderLearnsOfItAndOfItsEnd() {
        Fixture f;
        std::vector<FeedThinning> told;
        auto metrics =
            f.feed->subscribe(contract::metricsTopic, [](const FeedEvents<domain::MetricSample>&) {}, {}, {},
                              {.onThinned = [&](const FeedThinning& thinning) { told.push_back(thinning); }});
        f.feed->start();
        QTRY_COMPARE(f.server.received.size(), 1);
        const char* slow = R"({"type":"thinned","topic":"metrics","from":5,"time":"2026-11-23T09:00:00Z","factor":8})";
        f.server.say(slow);
        f.server.say(R"({"type":"thinned","topic":"metrics","from":20,"time":"2026-11-23T09:01:00Z","factor":20})");
        QTRY_COMPARE(told.size(), std::size_t(2));
        QVERIFY(told[1].factor == 20 && told[1].from == 5 && told[1].since == told[0].since && !told[1].until);
        QCOMPARE(f.feed->thinning()->factor, 20);
        QSignalSpy changed(f.feed.get(), &Feed::thinningChanged);
        f.server.say(R"({"type":"whole","topic":"metrics","from":5,"to":40,"time":"2026-11-23T09:02:00Z"})");
        f.server.say(R"({"type":"whole","topic":"metrics","from":5,"to":40,"time":"2026-11-23T09:02:00Z"})");
        QTRY_COMPARE(told.size(), std::size_t(3));
        QVERIFY(told[2].since == told[0].since && told[2].until == told[0].since + std::chrono::minutes(2));
        QCOMPARE(changed.size(), 1);
        QVERIFY(!f.feed->thinning());
        // A lost connection ends it, too: what was left out is to be read.
        f.server.say(slow);
        QTRY_COMPARE(told.size(), std::size_t(4));
        f.comeBack();
        QTRY_COMPARE(told.size(), std::size_t(5));
        QVERIFY(told[4].until.has_value());
        // Nobody reads the topic any more.
        QTRY_COMPARE(f.feed->state(), FeedState::live);
        f.server.say(slow);
        QTRY_VERIFY(f.feed->thinning());
        metrics.end();
        QVERIFY(!f.feed->thinning());
    }

    void silenceMeansDead() {
        Fixture f;
        f.goLive(1);
        f.server.say(job(2));
        QTRY_COMPARE(f.seen.size(), std::size_t(1));
        QVERIFY(f.timers->firePulse());
        QTRY_VERIFY(f.server.received.contains(QStringLiteral(R"({"type":"ping"})")));
        QVERIFY(f.timers->firePulse());
        QCOMPARE(f.feed->state(), FeedState::reconnecting);
    }

    void anAnswerMeansAlive() {
        Fixture f;
        f.goLive(1);
        for (int i = 0; i < 4; ++i) {
            f.server.received.clear();
            QVERIFY(f.timers->firePulse());
            QTRY_COMPARE(f.server.received, QStringList{QStringLiteral(R"({"type":"ping"})")});
            QSignalSpy pong(f.server.sockets[0], &QWebSocket::bytesWritten);
            f.server.say(R"({"type":"pong"})");
            f.server.say(job(2 + i));
            QTRY_COMPARE(f.seen.size(), std::size_t(i + 1));
        }
        QCOMPARE(f.feed->state(), FeedState::live);
    }

    void answersThePlatformsPing() {
        Fixture f;
        f.goLive(1);
        f.server.say(R"({"type":"ping"})");
        QTRY_VERIFY(f.server.received.contains(QStringLiteral(R"({"type":"pong"})")));
    }

    void whatIsNoFrameClosesTheConnection_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("no JSON") << QByteArray("hello");
        QTest::newRow("cut off") << QByteArray("{\"type\":\"events\",\"topic\":");
        QTest::newRow("deep") << QByteArray(100000, '[');
        QTest::newRow("wrong types") << QByteArray(R"({"type":"events","topic":"jobs","events":7})");
        QTest::newRow("no type") << QByteArray(R"({"type":42})");
    }
    void whatIsNoFrameClosesTheConnection() {
        QFETCH(QByteArray, text);
        Fixture f;
        f.goLive(1);
        f.server.say(text.constData());
        QTRY_COMPARE(f.feed->state(), FeedState::reconnecting);
        QTRY_COMPARE(f.server.sockets[0]->closeCode(), QWebSocketProtocol::CloseCodeProtocolError);
    }

    void anEventThatCannotBeReadDoesNotStopTheOthers() {
        Fixture f;
        f.goLive(1);
        f.server.say(R"({"type":"events","topic":"jobs","events":[{"seq":2,"time":"2026-11-23T09:00:00Z","data":7},)"
                     R"({"seq":3,"time":"2026-11-23T09:00:00Z","data":{"id":"job_3"}}]})");
        QTRY_COMPARE(f.seen, (std::vector<std::int64_t>{3}));
    }

    void aHugeMessageIsRefused() {
        Fixture f;
        f.goLive(1);
        f.server.sockets[0]->sendTextMessage(QString(int(Feed::maxMessageBytes) + 1, QLatin1Char(' ')));
        QTRY_COMPARE(f.feed->state(), FeedState::reconnecting);
    }

    void aRefusedTopicSaysWhy() {
        Fixture f;
        QSignalSpy refused(f.feed.get(), &Feed::refused);
        f.goLive(1);
        f.server.say(R"({"type":"refused","topic":"jobs","error":{"type":"https://steward.example/problems/forbidden",)"
                     R"("title":"Not for you.","status":403}})");
        QTRY_COMPARE(refused.size(), 1);
        QCOMPARE(refused[0][1].value<Error>().code, ErrorCode::forbidden);
    }

    // As a session does that has no other token: of support access, or after a sign-out elsewhere.
    void aRefusedTokenMayEndTheFeed() {
        test::LoopbackServer door(
            [](const auto&, QTcpSocket* socket) { test::LoopbackServer::json(socket, "{}", "401 Unauthorized"); });
        auto timers = std::make_shared<ManualTimers>();
        auto tokens = std::make_shared<Tokens>();
        Feed feed(door.url(), tokens, FeedOptions{timers, {}, 7});
        tokens->onRefused = [&feed] { feed.stop(); };
        feed.start();
        QTRY_COMPARE(tokens->refusals, (std::vector<QByteArray>{"secret"}));
        QCOMPARE(feed.state(), FeedState::stopped);
        QVERIFY(timers->delays().empty());
    }

    void stopsAndStartsAgain() {
        Fixture f;
        f.goLive(1);
        f.feed->stop();
        QCOMPARE(f.feed->state(), FeedState::stopped);
        QVERIFY(f.timers->delays().empty());
        f.feed->start();
        QTRY_COMPARE(f.feed->state(), FeedState::live);
    }

    void wakesAtOnce() {
        Fixture f;
        f.goLive(1);
        f.server.cut();
        QTRY_COMPARE(f.feed->state(), FeedState::reconnecting);
        f.feed->wake();
        QTRY_COMPARE(f.feed->state(), FeedState::live);
        QTRY_COMPARE(f.timers->delays(), (std::vector<std::chrono::milliseconds>{Feed::pingEvery}));
    }

    void aFreshTokenIsAskedForEachTime() {
        Fixture f;
        f.goLive(1);
        f.tokens->current = "renewed";
        f.comeBack();
        QCOMPARE(f.server.sockets[1]->request().rawHeader("Authorization"), "Bearer renewed");
    }

    void aSubscriptionMayOutliveTheFeed() {
        Fixture f;
        f.subscribe();
        f.feed.reset();
        f.jobs.end();
    }
};

QTEST_MAIN(FeedTest)
#include "feed_test.moc"
