// The live feed over real WebSockets: resume, gaps, slow readers, rule breakers, foreign tenants.
#include <QtTest>

#include "contract/topics.h"
#include "feed/feed.h"
#include "feed/stream.h"
#include "feed/topic_names.h"
#include "kernel/outbox.h"
#include "tests/support/proxy.h"
#include "tests/support/sanitized.h"
#include "tests/support/served.h"
#include "tests/support/web_socket_client.h"

using namespace steward;
using namespace std::chrono_literals;
using test::WebSocketClient;

namespace {

// One run of a platform's feed over a database file.
struct FeedRun {
    explicit FeedRun(const std::filesystem::path& path, kernel::FeedConfig config = {},
                     std::function<void(std::vector<feed::Feed::Asked>)> onAsked = {})
        : database(test::openDatabase(path)),
          outbox(*database, bus, clock),
          feed(served.io, *database, bus, served.tokens, served.telemetry, config) {
        database->onCommit([this](sql::Connection& connection) { outbox.committed(connection); });
        feed.setCatchUp([this] { return outbox.catchUp(); });
        feed.onAsked(std::move(onAsked));
        feed.bind(served.listener);
        started = outbox.start() && feed.start();
        served.start();
    }
    ~FeedRun() {
        served.stopThread();
        database->close();
    }

    void publish(const std::string& topic, const std::string& tenant, const std::string& json) {
        if (topic == contract::metricsTopic.name) return bus.publish(topic, tenant, json, clock.now());
        const auto done = database->writeNow(
            [&](sql::Connection& connection) { return kernel::enqueue(connection, topic, tenant, json); });
        if (!done) qFatal("nothing was published: %s", done.error().detail.c_str());
    }

    SystemClock clock;
    test::Served served;
    kernel::Bus bus;
    std::unique_ptr<kernel::Database> database;
    kernel::Outbox outbox;
    feed::Feed feed;
    bool started = false;
};

std::int64_t seqIn(const std::string& frame) {
    const auto at = frame.find("\"seq\":");
    return at == std::string::npos ? -1 : std::atoll(frame.c_str() + at + 6);
}

// One value of one series at a time, with so many bytes of another's name.
std::string sampleText(std::int64_t at, double value, std::size_t filling = 0) {
    domain::MetricSample sample{Time(Duration(at)), std::nullopt, {{"load", value}}};
    if (filling > 0) sample.values.push_back({std::string(filling, 'x'), 1});
    return json::write(sample);
}

std::string subscribe(const std::string& topic) {
    return "{\"type\":\"subscribe\",\"topic\":\"" + topic + "\"}";
}
std::string subscribe(const std::string& topic, std::int64_t since) {
    return "{\"type\":\"subscribe\",\"topic\":\"" + topic + "\",\"since\":" + std::to_string(since) + "}";
}

}  // namespace

class FeedTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void eventsComeInOneFrameWithNumbers() {
        const test::TemporaryFolder folder;
        FeedRun run(folder.path() / "db", {.flushMs = 100});
        QVERIFY(run.started);
        WebSocketClient client(run.served.port(), "operator");
        QCOMPARE(client.status(), 101);
        client.sendText(subscribe("entities"));
        const auto subscribed = client.textWith("\"subscribed\"");
        QVERIFY(subscribed.has_value());
        const auto start = seqIn(*subscribed);
        QVERIFY(run.database->writeNow([](sql::Connection& connection) -> Result<> {
            for (int i = 0; i < 5; ++i)
                STEWARD_CHECK(
                    kernel::enqueue(connection, "entities", test::tenantA, "{\"n\":" + std::to_string(i) + "}"));
            return kernel::enqueue(connection, "jobs", "", "{\"other\":1}");
        }));
        const auto frame = client.textWith("\"events\"");
        QVERIFY(frame.has_value());
        const auto parsed = json::read<contract::Frame>(*frame);
        QVERIFY(parsed && parsed->events);
        QCOMPARE(parsed->events->size(), std::size_t(5));
        for (std::size_t i = 0; i < 5; ++i) {
            QCOMPARE(parsed->events->at(i).seq, start + 1 + static_cast<std::int64_t>(i));
            QCOMPARE(json::write(parsed->events->at(i).data), "{\"n\":" + std::to_string(i) + "}");
        }
        client.sendText("{\"type\":\"unsubscribe\",\"topic\":\"entities\"}");
        client.sendText("{\"type\":\"ping\"}");
        QVERIFY(client.textWith("\"pong\""));
        run.publish("entities", test::tenantA, "{}");
        QVERIFY(!client.textWith("\"events\"", 300ms));
    }

    void aClientThatComesBackMissesNothing() {
        const test::TemporaryFolder folder;
        FeedRun run(folder.path() / "db");
        std::int64_t last = 0;
        {
            WebSocketClient client(run.served.port(), "operator");
            client.sendText(subscribe("jobs"));
            client.textWith("\"subscribed\"");
            run.publish("jobs", "", "1");
            last = seqIn(client.textWith("\"events\"").value_or(""));
        }
        QTRY_COMPARE(run.feed.clients(), std::size_t(0));
        run.publish("jobs", "", "2");
        run.publish("jobs", "", "3");
        WebSocketClient again(run.served.port(), "operator");
        again.sendText(subscribe("jobs", last));
        const auto frame = json::read<contract::Frame>(again.textWith("\"events\"").value_or(""));
        QVERIFY(frame && frame->events);
        QCOMPARE(frame->events->size(), std::size_t(2));
        QCOMPARE(frame->events->at(0).seq, last + 1);
    }

    void whatCannotBeReplayedIsAGap() {
        const test::TemporaryFolder folder;
        std::int64_t last = 0;
        {
            FeedRun run(folder.path() / "db");
            WebSocketClient client(run.served.port(), "operator");
            client.sendText(subscribe("jobs"));
            const auto start = seqIn(client.textWith("\"subscribed\"").value_or(""));
            for (int i = 0; i < 600; ++i)
                run.publish("jobs", "", std::to_string(i));
            WebSocketClient late(run.served.port(), "operator");
            QTRY_VERIFY(run.feed.eventsSent() >= 500);
            late.sendText(subscribe("jobs", start));
            const auto gap = json::read<contract::Frame>(late.textWith("\"gap\"").value_or(""));
            QVERIFY(gap.has_value());
            QCOMPARE(gap->reason, contract::GapReason::expired);
            QCOMPARE(gap->from, start + 1);
            QCOMPARE(gap->to, start + 100);
            last = start + 600;
        }
        // A restart is no gap: numbers and events are those of the database.
        FeedRun run(folder.path() / "db");
        WebSocketClient client(run.served.port(), "operator");
        client.sendText(subscribe("jobs", last - 10));
        const auto again = json::read<contract::Frame>(client.textWith("\"events\"").value_or(""));
        QVERIFY(again && again->events);
        QCOMPARE(again->events->size(), std::size_t(10));
        QCOMPARE(again->events->front().seq, last - 9);
        run.publish("jobs", "", "1");
        QCOMPARE(seqIn(client.textWith("\"events\"").value_or("")), last + 1);
        client.sendText(subscribe("entities", 999'999'999));
        QVERIFY(client.textWith("\"restarted\""));
    }

    void aRestartIsAGapInWhatTheNodeNumbersItself() {
        const test::TemporaryFolder folder;
        std::int64_t last = 0;
        {
            FeedRun run(folder.path() / "db");
            WebSocketClient client(run.served.port(), "operator");
            client.sendText(subscribe("metrics"));
            QVERIFY(client.textWith("\"subscribed\""));
            run.publish("metrics", "", "1");
            last = seqIn(client.textWith("\"events\"").value_or(""));
        }
        FeedRun run(folder.path() / "db");
        WebSocketClient client(run.served.port(), "operator");
        client.sendText(subscribe("metrics", last));
        const auto gap = json::read<contract::Frame>(client.textWith("\"gap\"").value_or(""));
        QVERIFY(gap.has_value());
        QCOMPARE(gap->reason, contract::GapReason::restarted);
        QCOMPARE(gap->from, last + 1);
        run.publish("metrics", "", "2");
        QVERIFY(seqIn(client.textWith("\"events\"").value_or("")) > last);
    }

    void aTenantThatComesBackMissesNothing() {
        const test::TemporaryFolder folder;
        FeedRun run(folder.path() / "db");
        std::int64_t last = 0;
        run.publish("entities", test::tenantA, "\"before\"");
        {
            WebSocketClient owner(run.served.port(), "ownerA");
            owner.sendText(subscribe("entities"));
            QVERIFY(owner.textWith("\"subscribed\""));
            run.publish("entities", test::tenantA, "\"seen\"");
            last = seqIn(owner.textWith("\"events\"").value_or(""));
        }
        run.publish("entities", test::tenantB, "\"of B\"");
        run.publish("entities", test::tenantA, "\"missed\"");
        // A stream of its own is made for the tenant on the node to which it comes back.
        FeedRun other(folder.path() / "db");
        WebSocketClient owner(other.served.port(), "ownerA");
        owner.sendText(subscribe("entities", last));
        const auto frame = json::read<contract::Frame>(owner.textWith("\"events\"").value_or(""));
        QVERIFY(frame && frame->events);
        QCOMPARE(frame->events->size(), std::size_t(1));
        QCOMPARE(json::write(frame->events->front().data), std::string("\"missed\""));
    }

    void aSlowReaderLosesEventsAndIsTold() {
        const test::TemporaryFolder folder;
        FeedRun run(folder.path() / "db", {.maxQueueBytes = 256 * 1024});
        test::Proxy proxy(run.served.port());
        WebSocketClient slow(proxy.port(), "operator");
        slow.sendText(subscribe("jobs"));
        QVERIFY(slow.textWith("\"subscribed\""));
        proxy.hang(true);
        const std::string big = "\"" + std::string(20'000, 'x') + "\"";
        const auto before = kernel::processUsage().residentBytes;
        for (int i = 0; i < 3000; ++i) {
            run.publish("jobs", "", big);
            if (i % 50 == 0) QTest::qWait(11);
        }
        const auto more = kernel::processUsage().residentBytes - before;
        QVERIFY2(test::sanitized || more < 40'000'000, "a slow reader fills the memory");
        proxy.hang(false);
        // What is lost while a gap is on its way is a gap of its own; none goes untold.
        std::optional<std::int64_t> next;
        for (;;) {
            const auto text = slow.textWith("\"type\":");
            QVERIFY(text.has_value());
            const auto frame = json::read<contract::Frame>(*text);
            QVERIFY(frame.has_value());
            if (frame->type == contract::FrameType::gap) {
                QCOMPARE(frame->reason, contract::GapReason::slowReader);
                if (next) QCOMPARE(*frame->from, *next);
                next = *frame->to + 1;
            } else if (next && frame->type == contract::FrameType::events) {
                QCOMPARE(seqIn(*text), *next);
                break;
            }
        }
    }

    void slowReadersDelayNoOther() {
        const test::TemporaryFolder folder;
        FeedRun run(folder.path() / "db", {.maxQueueBytes = 256 * 1024});
        test::Proxy proxy(run.served.port());
        std::vector<std::unique_ptr<WebSocketClient>> slow;
        for (int i = 0; i < 10; ++i) {
            slow.push_back(std::make_unique<WebSocketClient>(proxy.port(), "operator"));
            slow.back()->sendText(subscribe("jobs"));
            QVERIFY(slow.back()->textWith("\"subscribed\""));
        }
        WebSocketClient quick(run.served.port(), "operator");
        quick.sendText(subscribe("jobs"));
        auto last = seqIn(quick.textWith("\"subscribed\"").value_or(""));
        QVERIFY(last >= 0);
        proxy.hang(true);
        const std::string big = "\"" + std::string(20'000, 'x') + "\"";
        const auto before = kernel::processUsage().residentBytes;
        for (int i = 0; i < 100; ++i) {
            for (int k = 0; k < 10; ++k)
                run.publish("jobs", "", big);
            const auto until = last + 10;
            while (last < until) {
                const auto text = quick.textWith("\"topic\"", std::chrono::seconds(30));
                QVERIFY(text.has_value());
                const auto frame = json::read<contract::Frame>(*text);
                QVERIFY2(frame && frame->events, "the quick reader lost events");
                for (const auto& event : *frame->events)
                    QCOMPARE(event.seq, ++last);
            }
        }
        const auto more = kernel::processUsage().residentBytes - before;
        QVERIFY2(test::sanitized || more < 40'000'000, "slow readers fill the memory");
        proxy.hang(false);
        QVERIFY(slow.back()->textWith("slowReader"));
    }

    void aClientSaysHowManyValuesItWants() {
        const test::TemporaryFolder folder;
        FeedRun run(folder.path() / "db");
        WebSocketClient usual(run.served.port(), "operator");
        usual.sendText(subscribe("metrics"));
        WebSocketClient quick(run.served.port(), "operator");
        quick.sendText(R"({"type":"subscribe","topic":"metrics","rate":10})");
        QVERIFY(usual.textWith("\"subscribed\"") && quick.textWith("\"subscribed\""));
        const auto samples = [](WebSocketClient& client, int upTo) {
            std::vector<domain::MetricSample> all;
            while (all.empty() || all.back().values.front().value < upTo) {
                const auto frame = json::read<contract::Frame>(client.textWith("\"events\"").value_or(""));
                if (!frame || !frame->events) return all;
                for (const auto& event : *frame->events)
                    all.push_back(*json::fromValue<domain::MetricSample>(event.data));
            }
            return all;
        };
        // Thirty values, a tenth of a second apart; the highest is the one before the last, the lowest the fifth.
        for (int i = 1; i <= 30; ++i) {
            const double value = i == 29 ? 1000 : i == 5 ? -1000 : i;
            run.publish("metrics", "", sampleText(i * 100, value));
            QTest::qWait(100);
        }
        const auto every = samples(quick, 30);
        QVERIFY2(every.size() >= 25, qPrintable(QString::number(every.size())));
        const auto some = samples(usual, 30);
        QVERIFY2(some.size() >= 3 && some.size() <= 6, qPrintable(QString::number(some.size())));
        QCOMPARE(some.back().values.front().value, 30.0);
        std::int64_t covered = 0;
        std::vector<domain::MetricPeak> peaks;
        for (const auto& one : some) {
            covered += one.covers.value_or(1);
            for (const auto& peak : one.peaks.value_or(std::vector<domain::MetricPeak>()))
                peaks.push_back(peak);
            peaks.push_back({"load", one.at, one.values.front().value});
        }
        QCOMPARE(covered, std::int64_t(30));
        const auto has = [&](std::int64_t at, double value) {
            return std::ranges::find(peaks, domain::MetricPeak{"load", Time(Duration(at)), value}) != peaks.end();
        };
        QVERIFY(has(2900, 1000) && has(500, -1000));

        for (const auto* bad : {R"({"type":"subscribe","topic":"metrics","rate":11})",
                                R"({"type":"subscribe","topic":"metrics","rate":0.01})",
                                R"({"type":"subscribe","topic":"jobs","rate":1})",
                                R"({"type":"subscribe","topic":"jobs","queries":[{"metric":"a"}]})"}) {
            quick.sendText(bad);
            QVERIFY2(quick.textWith("\"refused\""), bad);
        }
    }

    void aSlowReaderOfValuesGetsFewerAndIsTold() {
        const test::TemporaryFolder folder;
        FeedRun run(folder.path() / "db", {.maxQueueBytes = 64 << 20, .slowReaderBytes = 64 * 1024});
        test::Proxy proxy(run.served.port());
        WebSocketClient slow(proxy.port(), "operator");
        slow.sendText(R"({"type":"subscribe","topic":"metrics","rate":10})");
        const auto start = seqIn(slow.textWith("\"subscribed\"").value_or(""));
        QVERIFY(start >= 0);
        proxy.hang(true);
        const auto before = kernel::processUsage().residentBytes;
        const int count = 800;
        for (int i = 1; i <= count; ++i) {
            run.publish("metrics", "", sampleText(i * 1000, i == 700 ? 5000 : i, 20'000));
            if (i % 50 == 0) QTest::qWait(20);
        }
        QTest::qWait(700);
        run.publish("metrics", "", sampleText((count + 1) * 1000, 1));
        const auto more = kernel::processUsage().residentBytes - before;
        QVERIFY2(test::sanitized || more < 60'000'000, "a slow reader fills the memory");
        proxy.hang(false);
        std::optional<contract::Frame> thinned, whole;
        std::int64_t seen = start, covered = 0;
        double highest = 0;
        const auto take = [&](const contract::Frame& frame) {
            for (const auto& event : *frame.events) {
                QVERIFY(event.seq > seen);
                const auto sample = json::fromValue<domain::MetricSample>(event.data);
                QCOMPARE(event.seq, seen + sample->covers.value_or(1));
                seen = event.seq;
                covered += sample->covers.value_or(1);
                for (const auto& value : sample->values)
                    highest = std::max(highest, value.value);
                for (const auto& peak : sample->peaks.value_or(std::vector<domain::MetricPeak>()))
                    highest = std::max(highest, peak.value);
            }
        };
        while (seen < start + count + 1) {
            const auto frame = json::read<contract::Frame>(slow.textWith("\"metrics\"").value_or(""));
            QVERIFY(frame.has_value());
            if (frame->type == contract::FrameType::thinned && !thinned) thinned = *frame;
            if (frame->type == contract::FrameType::events) take(*frame);
        }
        QVERIFY(thinned.has_value());
        QVERIFY(*thinned->factor > 1);
        QVERIFY(*thinned->from > start);
        QCOMPARE(covered, std::int64_t(count + 1));
        QCOMPARE(highest, 5000.0);
        // It reads in time again, and is told up to where it was not.
        const auto over = json::read<contract::Frame>(slow.textWith("\"whole\"").value_or(""));
        QVERIFY(over.has_value());
        QVERIFY(*over->from == *thinned->from && over->time.has_value());
        // On a loaded machine the last ones are so slow to come that they wait for nobody.
        QVERIFY(*over->to <= start + count + 1 && *over->to >= *over->from);
        run.publish("metrics", "", sampleText((count + 2) * 1000, 2));
        const auto next = json::read<contract::Frame>(slow.textWith("\"events\"").value_or(""));
        QVERIFY(next && next->events->size() == 1 && next->events->front().seq == start + count + 2);
    }

    void queriesAboutSeriesAreOnesOwn() {
        const test::TemporaryFolder folder;
        std::vector<feed::Feed::Asked> asked;
        FeedRun run(folder.path() / "db", {}, [&](std::vector<feed::Feed::Asked> all) { asked = std::move(all); });
        const std::vector<domain::SeriesQuery> queries{{.metric = "shop_queue"}};
        const auto ask = [&](WebSocketClient& client, const std::string& tenant, const std::string& more = {}) {
            contract::Frame frame{.type = contract::FrameType::subscribe};
            frame.topic = contract::seriesTopicName(tenant, queries) + more;
            frame.queries = queries;
            frame.rate = 5;
            client.sendText(json::write(frame));
            return client.textWith("\"type\":").value_or("");
        };
        WebSocketClient owner(run.served.port(), "ownerA");
        QVERIFY(ask(owner, test::tenantB).find("notFound") != std::string::npos);
        QVERIFY(ask(owner, "", "0").find("refused") != std::string::npos);
        owner.sendText(subscribe("series"));
        QVERIFY(owner.textWith("\"refused\""));
        owner.sendText(subscribe(contract::seriesTopicName("", queries)));
        QVERIFY(owner.textWith("\"refused\""));
        QVERIFY(ask(owner, "").find("subscribed") != std::string::npos);
        WebSocketClient staff(run.served.port(), "operator");
        QVERIFY(ask(staff, "").find("subscribed") != std::string::npos);
        QVERIFY(ask(staff, test::tenantA).find("subscribed") != std::string::npos);
        std::map<std::string, std::string> streams;
        run.served.run([&]() -> kernel::Async<> {
            for (const auto& one : asked)
                streams[one.tenant] += one.stream + (one.interval == 200ms ? " " : "?");
            co_return Result<>();
        });
        QCOMPARE(streams.size(), std::size_t(2));
        QVERIFY(streams.contains("") && streams.contains(test::tenantA));
        QVERIFY(streams[test::tenantA].find('?') == std::string::npos);
        // Each stream is that of its tenant alone.
        run.bus.publish(streams[""].substr(0, streams[""].find(' ')), "", sampleText(1, 17), run.clock.now());
        QVERIFY(staff.textWith("17").has_value());
        QVERIFY(!owner.textWith("\"events\"", 300ms));
    }

    // Nothing can be sent any more, so nothing tells that the client is gone but its silence.
    void halfOpenClientsWithFullBuffersAreLetGo() {
        const test::TemporaryFolder folder;
        FeedRun run(folder.path() / "db", {.pingMs = 100, .deadMs = 1000, .maxQueueBytes = 256 * 1024});
        test::Proxy proxy(run.served.port());
        std::vector<std::unique_ptr<WebSocketClient>> lost;
        for (int i = 0; i < 5; ++i) {
            lost.push_back(std::make_unique<WebSocketClient>(proxy.port(), "operator"));
            lost.back()->sendText(subscribe("jobs"));
            QVERIFY(lost.back()->textWith("\"subscribed\""));
        }
        QCOMPARE(run.feed.clients(), std::size_t(5));
        proxy.hang(true);
        const std::string big = "\"" + std::string(200'000, 'x') + "\"";
        for (int i = 0; i < 200; ++i)
            run.publish("jobs", "", big);
        QTRY_COMPARE_WITH_TIMEOUT(run.feed.clients(), std::size_t(0), 20'000);
        WebSocketClient next(run.served.port(), "operator");
        QCOMPARE(next.status(), 101);
    }

    void ruleBreakersAreClosedWithTheirCode() {
        const test::TemporaryFolder folder;
        FeedRun run(folder.path() / "db");
        const auto codeAfter = [&](unsigned char first, const std::string& payload) {
            WebSocketClient client(run.served.port(), "operator");
            client.sendFrame(first, payload);
            return client.closeCode();
        };
        QCOMPARE(codeAfter(0x81, "{\"type\":"), 1007);
        QCOMPARE(codeAfter(0x81, std::string(100'000, '[').substr(0, 60'000)), 1007);
        QCOMPARE(codeAfter(0x81, "\xff\xfe"), 1007);
        QCOMPARE(codeAfter(0x82, "{}"), 1003);
        QCOMPARE(codeAfter(0x81, std::string(70'000, 'x')), 1009);
        QCOMPARE(codeAfter(0x81, "{\"type\":\"gap\"}"), 1008);
        QCOMPARE(codeAfter(0x81, "[]"), 1008);
        QCOMPARE(codeAfter(0xF1, "{}"), 1002);
        // It announces 8 GB: refused before anything of it has come.
        WebSocketClient huge(run.served.port(), "operator");
        huge.connection().send(std::string("\x81\xff\x00\x00\x00\x02\x00\x00\x00\x00\x11\x22\x33\x44", 14));
        QCOMPARE(huge.closeCode(), 1009);
        huge.connection().close();
        WebSocketClient unmasked(run.served.port(), "operator");
        unmasked.connection().send(std::string("\x81\x02{}", 4));
        QCOMPARE(unmasked.closeCode(), 1002);
        unmasked.connection().close();
        QTRY_COMPARE(run.feed.clients(), std::size_t(0));
        QCOMPARE(run.served.ask({.target = "/nothing"}).status, 404);
    }

    void onlyKnownCallersGetIn() {
        const test::TemporaryFolder folder;
        FeedRun run(folder.path() / "db");
        QCOMPARE(WebSocketClient(run.served.port(), "").status(), 401);
        QCOMPARE(WebSocketClient(run.served.port(), "stranger").status(), 401);
        QCOMPARE(run.served.ask({.target = "/v1/feed", .token = "operator"}).status, 426);
    }

    void tenantsSeeTheirOwn() {
        const test::TemporaryFolder folder;
        FeedRun run(folder.path() / "db");
        WebSocketClient owner(run.served.port(), "ownerA");
        for (const std::string& topic :
             {std::string("metrics"), "metrics:" + test::tenantB, "entities:" + test::tenantB,
              "entities:" + test::tenantA, std::string("nothing"), std::string("metrics:x")}) {
            owner.sendText(subscribe(topic));
            QVERIFY2(owner.textWith("\"refused\""), topic.c_str());
        }
        owner.sendText(subscribe("entities"));
        QVERIFY(owner.textWith("\"subscribed\""));
        owner.sendText(subscribe("metrics:" + test::tenantA));
        QVERIFY(owner.textWith("\"subscribed\""));
        run.publish("entities", test::tenantB, "\"of B\"");
        run.publish("entities", "", "\"of the platform\"");
        run.publish("metrics", test::tenantB, "\"metrics of B\"");
        run.publish("metrics", "", "\"all metrics\"");
        run.publish("metrics", test::tenantA, "\"metrics of A\"");
        run.publish("entities", test::tenantA, "\"of A\"");
        std::string all;
        while (all.find("metrics of A") == std::string::npos || all.find("\"of A\"") == std::string::npos) {
            const auto frame = owner.textWith("\"events\"");
            QVERIFY(frame.has_value());
            all += *frame;
        }
        QVERIFY(all.find("of B") == std::string::npos);
        QVERIFY(all.find("platform") == std::string::npos);
        QVERIFY(all.find("all metrics") == std::string::npos);
        WebSocketClient viewer(run.served.port(), "viewerA");
        viewer.sendText(subscribe("audit"));
        QVERIFY(viewer.textWith("forbidden"));
    }

    void silentAndSignedOutClientsAreLetGo() {
        const test::TemporaryFolder folder;
        FeedRun run(folder.path() / "db", {.pingMs = 100, .deadMs = 500});
        WebSocketClient silent(run.served.port(), "operator");
        WebSocketClient alive(run.served.port(), "support");
        QVERIFY(alive.textWith("\"ping\""));
        const auto until = std::chrono::steady_clock::now() + 900ms;
        while (std::chrono::steady_clock::now() < until) {
            alive.sendText("{\"type\":\"pong\"}");
            QVERIFY(alive.textWith("\"ping\""));
        }
        QVERIFY(silent.connection().closedByPeer(2s));
        run.served.io.post([&] { run.served.tokens.revoke("support"); });
        QCOMPARE(alive.closeCode(), 1008);
    }

    void stoppingSaysGoodbye() {
        const test::TemporaryFolder folder;
        FeedRun run(folder.path() / "db");
        WebSocketClient client(run.served.port(), "operator");
        QTRY_COMPARE(run.feed.clients(), std::size_t(1));
        run.served.io.spawn([&] { return run.feed.shutDown(); });
        QCOMPARE(client.closeCode(), 1001);
        client.sendFrame(0x88, std::string("\x03\xe9", 2));
        QTRY_COMPARE(run.feed.clients(), std::size_t(0));
    }

    void framesAreEncodedOnceForAll() {
        feed::Stream stream("jobs", 10, {.events = 3, .bytes = 1000});
        const auto append = [&](std::int64_t number, const std::string& rest) {
            stream.append({number, {}, std::make_shared<const std::string>(rest)});
        };
        for (int i = 0; i < 5; ++i)
            append(11 + i, ",\"data\":" + std::to_string(i) + "}");
        QCOMPARE(stream.first(), std::int64_t(13));
        QCOMPARE(stream.last(), std::int64_t(15));
        const auto frame = stream.frame(14);
        QCOMPARE(*frame.text, std::string("{\"type\":\"events\",\"topic\":\"jobs\",\"events\":[{\"seq\":14,\"data\":3},"
                                          "{\"seq\":15,\"data\":4}]}"));
        QCOMPARE(frame.text.get(), stream.frame(14).text.get());
        append(20, std::string(2000, 'x'));
        QCOMPARE(stream.first(), std::int64_t(16));
        QCOMPARE(stream.last(), std::int64_t(20));
        QVERIFY(stream.reaches(20) && !stream.reaches(21));
        stream.advance(30);
        QCOMPARE(stream.last(), std::int64_t(30));
        QVERIFY(!stream.reaches(21));
        stream.lose(40);
        QCOMPARE(stream.first(), std::int64_t(41));
        QVERIFY(!stream.reaches(20));
    }
};

QTEST_GUILESS_MAIN(FeedTest)
#include "feed_test.moc"
