// Quotas that several nodes count together in Redis, and each by itself while it is away.
#include <QtTest>

#include "kernel/shared_rate_limiter.h"
#include "tests/support/redis_server.h"
#include "tests/support/served.h"
#include "tests/support/stewardd_fixture.h"

using namespace steward;
using namespace std::chrono_literals;
using kernel::Charge;
using kernel::Verdict;
using test::RedisServer;

namespace {

struct Node {
    explicit Node(const RedisServer& redis)
        : client(served.io, {.url = redis.url(), .timeoutMs = 300}, served.telemetry),
          local(1024),
          shared(client, local, served.telemetry) {
        started = client.start().has_value();
        served.start();
    }
    ~Node() {
        served.run([&]() -> kernel::Async<> {
            client.stop();
            co_return Result<>();
        });
        served.stopThread();
    }

    Verdict take(const std::vector<Charge>& charges) {
        return served.run([&]() { return shared.take(charges); });
    }
    bool isShared() const {
        return served.telemetry.exposition().find("\nsteward_limits_shared 1\n") != std::string::npos;
    }
    bool isUp() const { return started && client.isUp(); }

    test::Served served;
    kernel::redis::Client client;
    kernel::LocalRateLimiter local;
    kernel::SharedRateLimiter shared;
    bool started = false;
};

std::vector<Charge> userOf(std::int64_t limit, const std::string& key, std::int64_t cost = 1) {
    return {{{"user", limit}, key, cost}};
}

}  // namespace

class SharedLimitsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void nodesCountTogether() {
        RedisServer redis;
        QVERIFY2(redis.start(), redis.log().c_str());
        Node a(redis);
        Node b(redis);
        QTRY_VERIFY(a.isUp() && b.isUp());
        for (int i = 0; i < 5; ++i) {
            const auto first = a.take(userOf(10, "ten_1\nusr_1"));
            QVERIFY(first.cell.allowed);
            QCOMPARE(first.cell.remaining, std::int64_t(9 - 2 * i));
            QVERIFY(b.take(userOf(10, "ten_1\nusr_1")).cell.allowed);
        }
        const auto refused = b.take(userOf(10, "ten_1\nusr_1"));
        QVERIFY(!refused.cell.allowed);
        QVERIFY(refused.cell.allowedIn > 0s && refused.cell.allowedIn <= 6s);
        QVERIFY(refused.cell.wholeIn > 50s && refused.cell.wholeIn <= 60s);
        QVERIFY(a.take(userOf(10, "ten_2\nusr_1")).cell.allowed);
        QVERIFY(a.isShared() && b.isShared());
    }

    void chargesAreTakenTogetherOrNotAtAll() {
        RedisServer redis;
        QVERIFY2(redis.start(), redis.log().c_str());
        Node node(redis);
        QTRY_VERIFY(node.isUp());
        const std::vector<Charge> both{{{"user", 100}, "u"}, {{"tenant", 2}, "t"}};
        QCOMPARE(node.take(both).charge, std::size_t(1));
        QVERIFY(node.take(both).cell.allowed);
        const auto refused = node.take(both);
        QVERIFY(!refused.cell.allowed);
        QCOMPARE(refused.charge, std::size_t(1));
        QCOMPARE(node.take(userOf(100, "u")).cell.remaining, std::int64_t(97));
        QVERIFY(node.take(userOf(10, "x", 1000)).cell.allowed);
        // What is whole again is forgotten.
        const auto left = redis.ask("PTTL steward:limit:user:u");
        const int milliseconds = std::atoi(left.substr(1).c_str());
        QVERIFY2(milliseconds > 0 && milliseconds < 3000, left.c_str());
    }

    void withoutRedisEachCountsForItself() {
        RedisServer redis;
        QVERIFY2(redis.start(), redis.log().c_str());
        Node node(redis);
        QTRY_VERIFY(node.isUp());
        QVERIFY(node.take(userOf(5, "u")).cell.allowed);
        redis.kill();
        for (int i = 0; i < 5; ++i)
            QVERIFY(node.take(userOf(5, "u")).cell.allowed);
        QVERIFY(!node.take(userOf(5, "u")).cell.allowed);
        QVERIFY(!node.isShared());
        QCOMPARE(node.served.telemetry.counter("steward_limits_fallbacks_total"), std::uint64_t(1));
        QVERIFY2(redis.start(), redis.log().c_str());
        QTRY_VERIFY_WITH_TIMEOUT((node.take(userOf(1'000'000, "other")), node.isShared()), 10'000);
    }

    void aRedisThatHangsHoldsNobodyUp() {
        RedisServer redis;
        QVERIFY2(redis.start(), redis.log().c_str());
        Node node(redis);
        QTRY_VERIFY(node.isUp());
        QVERIFY(node.take(userOf(1000, "u")).cell.allowed);
        redis.hang(true);
        const auto start = std::chrono::steady_clock::now();
        for (int i = 0; i < 200; ++i)
            QVERIFY(node.take(userOf(1000, "u")).cell.allowed);
        QVERIFY(std::chrono::steady_clock::now() - start < 3s);
        QVERIFY(!node.isShared());
        redis.hang(false);
        QTRY_VERIFY_WITH_TIMEOUT((node.take(userOf(1'000'000, "other")), node.isShared()), 10'000);
    }

    void stewarddSharesThem() {
        RedisServer redis;
        QVERIFY2(redis.start(), redis.log().c_str());
        test::StewarddFixture platform;
        platform.set("redis.url=" + redis.url());
        platform.set("limits.mode=redis");
        platform.set("limits.userPerMinute=1000");
        QVERIFY2(platform.start(), platform.log().c_str());
        QTRY_VERIFY(redis.ask("KEYS steward:limit:user:*").find("usr_") != std::string::npos ||
                    platform.ask({.target = "/v1/me"}).status != 200);
        const auto reply = platform.ask({.target = "/v1/me"});
        QVERIFY2(reply.header("RateLimit").starts_with("\"user\";r=9"), reply.header("RateLimit").c_str());
        const auto metrics = test::ask(platform.port(), {.target = "/metrics"}).body;
        QVERIFY(metrics.find("\nsteward_limits_shared 1\n") != std::string::npos);
        QCOMPARE(platform.stop(), 0);
    }
};

QTEST_GUILESS_MAIN(SharedLimitsTest)
#include "shared_limits_test.moc"
