// The client of Redis against a real server: pipelining, passwords, scripts, and a server that is killed, wiped or
// hung.
#include <QtTest>

#include "kernel/redis/client.h"
#include "tests/support/certificates.h"
#include "tests/support/redis_server.h"
#include "tests/support/served.h"

using namespace steward;
using namespace std::chrono_literals;
using kernel::Async;
using kernel::redis::Client;
using kernel::redis::Reply;
using test::RedisServer;

namespace {

struct Connected {
    explicit Connected(kernel::RedisConfig config) : client(served.io, std::move(config), served.telemetry) {}
    ~Connected() {
        served.run([&]() -> Async<> {
            client.stop();
            co_return Result<>();
        });
        served.stopThread();
    }
    bool start() {
        const bool started = client.start().has_value();
        served.start();
        return started;
    }
    Result<Reply> ask(std::vector<std::string> words) {
        return served.run([this, words] { return client.ask(words); });
    }

    test::Served served;
    Client client;
};

constexpr kernel::redis::Script addTwice{"return redis.call('INCRBY', KEYS[1], 2 * ARGV[1])"};

}  // namespace

class RedisTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void addresses() {
        const auto full = kernel::redis::parseAddress("redis://redis.example:6380/2");
        QVERIFY(full.has_value());
        QCOMPARE(full->host + " " + full->port + " " + full->database, std::string("redis.example 6380 2"));
        const auto shortest = kernel::redis::parseAddress("redis://[::1]");
        QVERIFY(shortest.has_value());
        QCOMPARE(shortest->host + " " + shortest->port + " " + shortest->database, std::string("::1 6379 0"));
        QVERIFY(!shortest->secure && kernel::redis::parseAddress("rediss://redis.example")->secure);
        for (const std::string wrong : {"", "http://a", "redis://", "redis://:6379", "redis://user:secret@host",
                                        "redis://host:port", "redis://host/db", "redis://[::1", "redis://host:123456"})
            QVERIFY2(!kernel::redis::parseAddress(wrong), wrong.c_str());
    }

    void itIsKnownByItsCertificate() {
        QTemporaryDir folder;
        const std::filesystem::path path = folder.path().toStdString();
        const test::TestAuthority authority(path, "Redis authority");
        const test::TestAuthority other(path / "other", "Another authority");
        QVERIFY(authority.issue(path / "redis.pem", path / "redis.key", "127.0.0.1"));
        RedisServer redis;
        redis.secure(path / "redis.pem", path / "redis.key");
        QVERIFY2(redis.start(), redis.log().c_str());
        Connected trusting({.url = redis.url(), .caFile = authority.certificate().string()});
        QVERIFY(trusting.start());
        QTRY_VERIFY(trusting.client.isUp());
        const std::string large(1 << 20, 'x');
        QVERIFY(trusting.ask({"SET", "k", large}));
        QCOMPARE(trusting.ask({"GET", "k"})->text, large);
        redis.kill();
        QTRY_VERIFY(!trusting.client.isUp());
        QVERIFY2(redis.start(), redis.log().c_str());
        QTRY_VERIFY(trusting.client.isUp());

        Connected byName({.url = "rediss://localhost" + redis.url().substr(redis.url().rfind(':')),
                          .caFile = authority.certificate().string()});
        QVERIFY(byName.start());
        QTRY_VERIFY(byName.client.isUp());

        const auto refuses = [](const RedisServer& server, const test::TestAuthority& trusted) {
            Connected doubting({.url = server.url(), .caFile = trusted.certificate().string()});
            const auto before = server.log().size();
            const auto isToldSo = [&] {
                return server.log().find("Error accepting a client connection", before) != std::string::npos;
            };
            return doubting.start() && QTest::qWaitFor(isToldSo) && !doubting.client.isUp() &&
                   doubting.ask({"PING"}).error().code == ErrorCode::unavailable;
        };
        QVERIFY2(refuses(redis, other), redis.log().c_str());
        QVERIFY(authority.issue(path / "elsewhere.pem", path / "elsewhere.key", "redis", 45, "DNS:redis.example"));
        RedisServer elsewhere;
        elsewhere.secure(path / "elsewhere.pem", path / "elsewhere.key");
        QVERIFY2(elsewhere.start(), elsewhere.log().c_str());
        QVERIFY2(refuses(elsewhere, authority), elsewhere.log().c_str());
        Connected unread({.url = redis.url(), .caFile = (path / "none.pem").string()});
        QVERIFY(!unread.start());
    }

    void commandsArePipelinedAndAnsweredInOrder() {
        RedisServer redis;
        QVERIFY2(redis.start(), redis.log().c_str());
        Connected connected({.url = redis.url()});
        QVERIFY(connected.start());
        QTRY_VERIFY(connected.client.isUp());
        const std::string binary("a\r\n\0b", 5);
        QVERIFY(connected.ask({"SET", "k", binary}));
        QCOMPARE(connected.ask({"GET", "k"})->text, binary);
        QCOMPARE(connected.ask({"GET", "none"})->type, Reply::Type::nothing);
        std::atomic<int> right = 0;
        for (int i = 0; i < 1000; ++i)
            connected.served.io.spawn([&, i]() -> kernel::asio::awaitable<void> {
                auto asking = connected.client.ask({"ECHO", std::to_string(i)});
                const auto reply = co_await std::move(asking);
                right += reply && reply->text == std::to_string(i);
            });
        QTRY_COMPARE(right.load(), 1000);
        const auto refused = connected.ask({"INCR", "k"});
        QCOMPARE(refused.error().code, ErrorCode::internal);
        QVERIFY(refused.error().detail.starts_with("ERR"));
        QVERIFY(connected.served.telemetry.exposition().find("steward_redis_up 1") != std::string::npos);
    }

    void moreThanMayWaitIsRefused() {
        RedisServer redis;
        QVERIFY2(redis.start(), redis.log().c_str());
        Connected connected({.url = redis.url()});
        QVERIFY(connected.start());
        QTRY_VERIFY(connected.client.isUp());
        std::atomic<int> answered = 0;
        std::atomic<int> refused = 0;
        for (int i = 0; i < 10'000; ++i)
            connected.served.io.spawn([&]() -> kernel::asio::awaitable<void> {
                auto asking = connected.client.ask({"PING"});
                const auto reply = co_await std::move(asking);
                ++(reply ? answered : refused);
            });
        QTRY_COMPARE(answered + refused, 10'000);
        QVERIFY(answered >= 4096);
        QVERIFY(connected.client.isUp());
    }

    void passwordsAndUsers() {
        RedisServer redis;
        redis.set("requirepass hunter2");
        redis.set("user node on >longer allkeys allchannels +@all");
        QVERIFY2(redis.start(), redis.log().c_str());
        {
            Connected connected({.url = redis.url(), .password = "hunter2"});
            QVERIFY(connected.start());
            QTRY_VERIFY(connected.client.isUp());
        }
        {
            Connected connected({.url = redis.url() + "/3", .user = "node", .password = "longer"});
            QVERIFY(connected.start());
            QTRY_VERIFY(connected.client.isUp());
            QCOMPARE(connected.ask({"ACL", "WHOAMI"})->text, std::string("node"));
        }
        Connected connected({.url = redis.url(), .password = "wrong"});
        QVERIFY(connected.start());
        QTRY_VERIFY(redis.ask("AUTH hunter2\r\nACL LOG").find("reason") != std::string::npos);
        QVERIFY(!connected.client.isUp());
        QCOMPARE(connected.ask({"PING"}).error().code, ErrorCode::unavailable);
    }

    void scriptsAreSentOnceAndAgainWhenTheyWereLost() {
        RedisServer redis;
        QVERIFY2(redis.start(), redis.log().c_str());
        Connected connected({.url = redis.url()});
        QVERIFY(connected.start());
        QTRY_VERIFY(connected.client.isUp());
        const auto run = [&] {
            return connected.served.run(
                [&] { return connected.client.run(addTwice, {connected.client.key("n")}, {"21"}); });
        };
        QCOMPARE(run()->integer, std::int64_t(42));
        QVERIFY(connected.ask({"SCRIPT", "FLUSH"}));
        QCOMPARE(run()->integer, std::int64_t(84));
        QCOMPARE(connected.ask({"GET", "steward:n"})->text, std::string("84"));
    }

    void aKilledServerIsFoundAgain() {
        RedisServer redis;
        QVERIFY2(redis.start(), redis.log().c_str());
        Connected connected({.url = redis.url()});
        QVERIFY(connected.start());
        QTRY_VERIFY(connected.client.isUp());
        redis.kill();
        QTRY_VERIFY(!connected.client.isUp());
        QCOMPARE(connected.ask({"PING"}).error().code, ErrorCode::unavailable);
        QVERIFY2(redis.start(), redis.log().c_str());
        QTRY_VERIFY(connected.client.isUp());
        QVERIFY(connected.ask({"PING"}));
        QCOMPARE(connected.served.telemetry.counter("steward_redis_connections_lost_total"), std::uint64_t(1));
    }

    void aHungServerIsGoneWithinItsTimeout() {
        RedisServer redis;
        QVERIFY2(redis.start(), redis.log().c_str());
        Connected connected({.url = redis.url(), .timeoutMs = 300});
        QVERIFY(connected.start());
        QTRY_VERIFY(connected.client.isUp());
        redis.hang(true);
        const auto asked = std::chrono::steady_clock::now();
        const auto reply = connected.ask({"INCR", "n"});
        QCOMPARE(reply.error().code, ErrorCode::unavailable);
        QVERIFY(std::chrono::steady_clock::now() - asked < 5s);
        QTRY_VERIFY(!connected.client.isUp());
        redis.hang(false);
        QTRY_VERIFY(connected.client.isUp());
        QVERIFY(connected.ask({"PING"}));
    }

    void aHungServerIsFoundWithoutAnybodyAsking() {
        RedisServer redis;
        QVERIFY2(redis.start(), redis.log().c_str());
        Connected connected({.url = redis.url(), .timeoutMs = 200});
        QVERIFY(connected.start());
        QTRY_VERIFY(connected.client.isUp());
        redis.hang(true);
        QTRY_VERIFY(!connected.client.isUp());
    }

    void whatIsPublishedIsHeardAndAnInterruptionIsTold() {
        RedisServer redis;
        QVERIFY2(redis.start(), redis.log().c_str());
        Connected connected({.url = redis.url()});
        std::atomic<int> subscribed = 0;
        std::atomic<int> heard = 0;
        connected.client.subscribe(
            "steward:news", [&](std::string_view text) { heard += text == "7"; }, [&] { ++subscribed; });
        QVERIFY(connected.start());
        QTRY_COMPARE(subscribed.load(), 1);
        QTRY_VERIFY(connected.client.isUp());
        QVERIFY(connected.ask({"PUBLISH", "steward:news", "7"}));
        QVERIFY(connected.ask({"PUBLISH", "steward:other", "7"}));
        QVERIFY(connected.ask({"PUBLISH", "steward:news", "7"}));
        QTRY_COMPARE(heard.load(), 2);
        redis.kill();
        QVERIFY2(redis.start(), redis.log().c_str());
        QTRY_COMPARE(subscribed.load(), 2);
        QTRY_VERIFY(connected.client.isUp());
        QVERIFY(connected.ask({"PUBLISH", "steward:news", "7"}));
        QTRY_COMPARE(heard.load(), 3);
    }
};

QTEST_GUILESS_MAIN(RedisTest)
#include "redis_test.moc"
