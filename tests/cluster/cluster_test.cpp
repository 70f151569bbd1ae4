// Three stewardd on one PostgreSQL and one Redis behind HAProxy, and one of them is killed at work.
#include <signal.h>

#include <QtTest>
#include <atomic>
#include <mutex>
#include <set>
#include <sstream>
#include <thread>

#include "base/json.h"
#include "contract/series_messages.h"
#include "contract/topics.h"
#include "tests/support/load_balancer.h"
#include "tests/support/new_tenant.h"
#include "tests/support/postgres_cluster.h"
#include "tests/support/redis_server.h"
#include "tests/support/stewardd_fixture.h"
#include "tests/support/web_socket_client.h"

using namespace steward;
using namespace std::chrono_literals;
using test::Ask;
using test::LoadBalancer;
using test::newTenant;
using test::PostgresCluster;
using test::StewarddFixture;
using test::WebSocketClient;

namespace {

constexpr auto migrator = "steward_migrator";
constexpr auto application = "steward_app";

struct Cluster {
    explicit Cluster(int demoTenants = 0) : database(PostgresCluster::shared().createDatabase()) {
        started = redis.start();
        auto& server = PostgresCluster::shared();
        for (auto& node : nodes) {
            node.set("database.url=" + server.url(database, application));
            node.set("database.migrationUrl=" + server.url(database, migrator));
            node.set("redis.url=" + redis.url());
            node.set("publicUrl=" + balancer.url());
            node.set("keyFile=" + (nodes[0].folder() / "platform.key").string());
        }
        if (demoTenants > 0) {
            nodes[0].addFlag("--demo");
            nodes[0].addFlag("--demo-tenants=" + std::to_string(demoTenants));
        }
        std::vector<int> ports;
        for (auto& node : nodes) {
            started = started && node.start();
            ports.push_back(node.port());
        }
        started = started && balancer.start(ports);
    }

    std::string log() const {
        std::string text = redis.log() + balancer.log();
        for (const auto& node : nodes)
            text += node.log();
        return text.size() > 4000 ? text.substr(text.size() - 4000) : text;
    }
    // Through the balancer, with the token of the first node's operator.
    test::Reply ask(Ask question) const {
        question.token = nodes[0].token();
        return test::ask(balancer.port(), question);
    }
    // Until something answers, as a client with an idempotency key does.
    test::Reply insist(const Ask& question) const {
        test::Reply reply;
        for (int i = 0; i < 100; ++i) {
            reply = ask(question);
            if (reply.status != 0 && reply.status != 502 && reply.status != 503 && reply.status != 504 &&
                reply.status != 409)
                break;
            std::this_thread::sleep_for(20ms);
        }
        return reply;
    }
    std::string sql(const std::string& statement) const {
        auto text = PostgresCluster::shared().sql(database, statement);
        while (!text.empty() && std::isspace(static_cast<unsigned char>(text.back())))
            text.pop_back();
        return text;
    }

    std::string database;
    test::RedisServer redis;
    LoadBalancer balancer;
    std::array<StewarddFixture, 3> nodes;
    bool started = false;
};

// Follows a topic through the balancer, and goes on where it was whenever the connection is lost.
class Follower {
public:
    explicit Follower(const Cluster& cluster) : thread_([this, &cluster] { follow(cluster); }) {}
    ~Follower() {
        ending_ = true;
        thread_.join();
    }
    std::vector<std::int64_t> numbers() const {
        const std::lock_guard lock(mutex_);
        return numbers_;
    }
    int connections() const { return connections_; }
    int gaps() const { return gaps_; }

private:
    void follow(const Cluster& cluster) {
        std::int64_t last = 0;
        bool known = false;
        while (!ending_) {
            WebSocketClient client(cluster.balancer.port(), cluster.nodes[0].token());
            if (client.status() != 101) continue;
            ++connections_;
            client.sendText(R"({"type":"subscribe","topic":"entities","since":)" + std::to_string(last) + "}");
            while (!ending_) {
                const auto text = client.textWith("\"type\":", 500ms);
                if (!text && client.connection().closedByPeer(1ms)) break;
                if (!text) continue;
                const auto frame = json::read<contract::Frame>(*text);
                if (!frame) break;
                // What was before the first connection is nobody's loss.
                if (frame->type == contract::FrameType::gap && known) ++gaps_;
                known = true;
                if (!frame->events) continue;
                const std::lock_guard lock(mutex_);
                for (const auto& event : *frame->events)
                    numbers_.push_back(last = event.seq);
            }
        }
    }

    mutable std::mutex mutex_;
    std::vector<std::int64_t> numbers_;
    std::atomic<int> connections_ = 0;
    std::atomic<int> gaps_ = 0;
    std::atomic<bool> ending_ = false;
    std::thread thread_;
};

}  // namespace

class ClusterTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void nothingAcknowledgedIsLostWhenANodeIsKilled() {
        Cluster cluster;
        QVERIFY2(cluster.started, cluster.log().c_str());
        Follower follower(cluster);
        QTRY_COMPARE(follower.connections(), 1);
        std::mutex mutex;
        std::set<std::string> acknowledged;
        std::atomic<bool> stop = false;
        std::atomic<int> refused = 0;
        std::vector<std::thread> writers;
        for (int writer = 0; writer < 3; ++writer)
            writers.emplace_back([&, writer] {
                for (int i = 0; !stop; ++i) {
                    const std::string slug = "t" + std::to_string(writer) + "-" + std::to_string(i);
                    const auto reply = cluster.insist(newTenant(slug));
                    refused += reply.status != 201;
                    const std::lock_guard lock(mutex);
                    if (reply.status == 201) acknowledged.insert(slug);
                }
            });
        const auto count = [&] {
            const std::lock_guard lock(mutex);
            return acknowledged.size();
        };
        QTRY_VERIFY(count() >= 30);
        cluster.redis.kill();
        const auto withoutRedis = count();
        QTRY_VERIFY(count() >= withoutRedis + 30);
        QVERIFY(cluster.redis.start());
        cluster.nodes[1].kill();
        const auto atKill = count();
        QTRY_VERIFY(count() >= atKill + 60);
        cluster.redis.hang(true);
        cluster.nodes[2].kill();
        const auto atSecond = count();
        QTRY_VERIFY(count() >= atSecond + 30);
        cluster.redis.hang(false);
        stop = true;
        for (auto& writer : writers)
            writer.join();
        QCOMPARE(refused.load(), 0);
        // Each once: what was acknowledged, and no more.
        QCOMPARE(cluster.sql("SELECT count(*) FROM tenants"), std::to_string(count()));
        for (const auto& slug : acknowledged)
            QCOMPARE(cluster.sql("SELECT count(*) FROM tenants WHERE slug = '" + slug + "'"), std::string("1"));
        // The follower has heard of each, once and in order.
        const auto expected = [&] {
            std::vector<std::int64_t> numbers;
            std::istringstream lines(cluster.sql("SELECT number FROM outbox WHERE topic = 'entities' ORDER BY number"));
            for (std::int64_t number; lines >> number;)
                numbers.push_back(number);
            return numbers;
        };
        QTRY_COMPARE(follower.numbers(), expected());
        QCOMPARE(follower.gaps(), 0);
        QVERIFY(follower.numbers().size() >= acknowledged.size());
        QVERIFY(cluster.sql("SELECT count(*) FROM outbox WHERE number IS NULL") == "0");
    }

    void aBatchIsTakenOverOnce_data() {
        QTest::addColumn<bool>("paused");
        QTest::newRow("of a node that was killed") << false;
        QTest::newRow("of a node that was paused") << true;
    }
    void aBatchIsTakenOverOnce() {
        QFETCH(const bool, paused);
        Cluster cluster(400);
        QVERIFY2(cluster.started, cluster.log().c_str());
        auto& dying = cluster.nodes[1];
        const auto made =
            dying.ask({.method = "POST",
                       .target = "/v1/plans",
                       .body = R"({"entity":"tenant","operation":"change",)"
                               R"("selection":{"filter":"status=active"},"patch":{"addTag":"cluster"}})"});
        QVERIFY2(made.status == 201, made.body.c_str());
        const auto plan = json::parse(made.body);
        QVERIFY(plan.has_value());
        const auto id = std::string(plan->at("id").as_string());
        const auto begun = dying.ask({.method = "POST",
                                      .target = "/v1/plans/" + id + "/apply",
                                      .body = json::write(json::Value{{"confirmation", plan->at("confirmation")}})});
        QVERIFY2(begun.status == 202, begun.body.c_str());
        const auto changed = [&](const std::string& what) {
            return std::stoi(cluster.sql("SELECT count(" + what + ") FROM audit WHERE plan_id = '" + id + "'"));
        };
        while (changed("*") == 0)
            QVERIFY2(dying.isRunning(), dying.log().c_str());
        if (paused)
            dying.signal(SIGSTOP);
        else
            dying.kill();
        const int before = changed("*");
        const auto total = plan->at("counts").at("willChange").to_number<int>();
        QVERIFY(before > 0);
        QTRY_COMPARE_WITH_TIMEOUT(cluster.sql("SELECT state FROM jobs WHERE kind = 'plan.apply'"),
                                  std::string("succeeded"), 60'000);
        if (paused) {
            // It wakes in the middle of what is not its own any more.
            dying.signal(SIGCONT);
            QTRY_VERIFY(dying.log().find("another node has taken over a job") != std::string::npos);
            QTRY_COMPARE(dying.ask({.target = "/health/ready", .token = "-"}).status, 200);
        }
        QCOMPARE(changed("*"), total);
        QCOMPARE(changed("DISTINCT entity_id"), total);
        QCOMPARE(cluster.sql("SELECT count(*) FROM leases WHERE name LIKE 'job_%'"), std::string("0"));
        QVERIFY2(before < total, "the batch was done before the node was");
    }

    // What one node took the others answer; one stores it, and it is there after all of them were killed.
    void seriesAreKnownToAllNodes() {
        Cluster cluster;
        QVERIFY2(cluster.started, cluster.log().c_str());
        const Time sent = SystemClock().now();
        for (std::size_t i = 0; i < cluster.nodes.size(); ++i) {
            const std::string body =
                "{\"resourceMetrics\":[{\"scopeMetrics\":[{\"metrics\":[{\"name\":\"load\",\"gauge\":{\"dataPoints\":[{"
                "\"asInt\":\"1\",\"timeUnixNano\":\"" +
                std::to_string(sent.time_since_epoch().count()) +
                "000000\",\"attributes\":[{\"key\":\"node\",\"value\":{\"stringValue\":\"" + std::to_string(i) +
                "\"}}]}]}}]}]}]}";
            const auto reply = cluster.nodes[i].ask({.method = "POST", .target = "/v1/otlp/v1/metrics", .body = body});
            QVERIFY2(reply.status == 200 && reply.body == "{}", reply.body.c_str());
        }
        const auto known = [&](const StewarddFixture& node) {
            const contract::SeriesRequest request{.query = {.metric = "load"}, .from = sent, .to = sent + 1min};
            const auto reply = node.ask({.method = "POST", .target = "/v1/series/query", .body = json::write(request)});
            const auto result = json::read<contract::SeriesResult>(reply.body);
            return result ? result->items.size() : 0;
        };
        for (const auto& node : cluster.nodes)
            QTRY_COMPARE(known(node), std::size_t(3));
        QTRY_COMPARE_WITH_TIMEOUT(cluster.sql("SELECT count(*) FROM series"), std::string("3"), 30'000);
        QTRY_COMPARE_WITH_TIMEOUT(cluster.sql("SELECT count(*) FROM series_chunks WHERE step_ms = 10000"),
                                  std::string("3"), 30'000);
        QCOMPARE(cluster.sql("SELECT count(*) FROM leases WHERE name = 'series'"), std::string("1"));
        for (auto& node : cluster.nodes)
            node.kill();
        QVERIFY2(cluster.nodes[1].start(), cluster.log().c_str());
        QCOMPARE(known(cluster.nodes[1]), std::size_t(3));
    }
};

QTEST_GUILESS_MAIN(ClusterTest)
#include "cluster_test.moc"
