// Several nodes of one platform over one database and one Redis: the outbox, the feed and jobs, while Redis is killed,
// wiped and hung and nodes die or pause.
#include <QtTest>
#include <mutex>
#include <set>

#include "contract/topics.h"
#include "feed/feed.h"
#include "kernel/cache.h"
#include "kernel/jobs.h"
#include "kernel/outbox_bell.h"
#include "sql/mapping.h"
#include "tests/support/redis_server.h"
#include "tests/support/served.h"
#include "tests/support/web_socket_client.h"

using namespace steward;
using namespace std::chrono_literals;
using domain::Job;
using domain::JobState;
using kernel::Async;
using kernel::JobHandle;
using test::RedisServer;
using test::WebSocketClient;

namespace {

constexpr auto leaseFor = 400ms;

// Table notes is what jobs of these tests write.
const kernel::MigrationList notes{{900, "notes", "CREATE TABLE notes (text TEXT NOT NULL)"}};

struct Node {
    explicit Node(const std::filesystem::path& path, const std::string& redisUrl = {}, bool follows = true)
        : database(test::openDatabase(path, {&notes})),
          outbox(*database, bus, clock),
          jobs(served.io, *database, bus, clock, {.leaseFor = leaseFor, .alone = false}),
          feed(served.io, *database, bus, served.tokens, served.telemetry, {}) {
        subscription = bus.subscribe([this](const kernel::Message& message) {
            const std::lock_guard lock(mutex);
            messages.push_back(message);
        });
        database->onCommit([this](sql::Connection& connection) {
            outbox.committed(connection);
            jobs.wake();
        });
        if (!redisUrl.empty()) {
            redis.emplace(served.io, kernel::RedisConfig{.url = redisUrl, .timeoutMs = 300}, served.telemetry);
            kernel::connectBell(outbox, *redis, served.io);
            started = redis->start().has_value();
        }
        feed.setCatchUp([this] { return outbox.catchUp(); });
        feed.bind(served.listener);
        started = started && outbox.start() && feed.start();
        if (follows) served.io.spawn([this] { return outbox.follow(); });
        served.start();
    }
    ~Node() {
        resumeThread();
        served.io.post([this] {
            outbox.stop();
            if (redis) redis->stop();
        });
        served.stopThread();
        database->close();
    }

    Result<> announce(const std::string& topic, const std::string& json) {
        return database->writeNow(
            [&](sql::Connection& connection) { return kernel::enqueue(connection, topic, test::tenantA, json); });
    }
    std::vector<std::pair<std::int64_t, std::string>> heard(const std::string& topic) {
        const std::lock_guard lock(mutex);
        std::vector<std::pair<std::int64_t, std::string>> list;
        for (const auto& message : messages)
            if (message.topic == topic) list.emplace_back(message.number, message.json);
        return list;
    }
    Job stored(const std::string& id) {
        return database
            ->readNow([id](sql::Connection& connection) -> Result<Job> {
                STEWARD_TRY(const auto rows, connection.query(sql::tenantOwned("SELECT * FROM jobs WHERE id = ?1"),
                                                              sql::TenantScope::all(), {id}));
                if (rows.empty()) return fail(ErrorCode::notFound, "none");
                return sql::readInto<Job>(rows[0]);
            })
            .value_or(Job{});
    }
    Time leaseEnd(const std::string& id) {
        return database
            ->readNow([id](sql::Connection& connection) -> Result<Time> {
                STEWARD_TRY(const auto rows,
                            connection.query("SELECT expires_at FROM leases WHERE name = ?1", sql::Params({id})));
                return rows.empty() ? Time{} : rows[0].get<Time>(0);
            })
            .value_or(Time{});
    }
    std::vector<std::string> written() {
        std::vector<std::string> list;
        const auto read = database->readNow([&](sql::Connection& connection) {
            return connection.each("SELECT text FROM notes ORDER BY text", {},
                                   [&](const sql::Row& row) { list.emplace_back(row.text(0)); });
        });
        return read ? list : std::vector<std::string>{"could not be read"};
    }
    std::string start(const std::string& kind) {
        const auto job = served.run([&] { return jobs.start({.kind = kind, .title = kind, .createdBy = "usr_1"}); });
        return job ? job->id : "";
    }
    bool resume() {
        return served.run([&] { return jobs.resume(); }).has_value();
    }

    // As SIGSTOP does to a process: nothing of it goes on, its connections stay.
    void pauseThread() {
        paused.emplace();
        auto stopped = std::make_shared<std::promise<void>>();
        served.io.post([stopped, go = paused->get_future().share()] {
            stopped->set_value();
            go.wait();
        });
        stopped->get_future().wait();
    }
    void resumeThread() {
        if (paused) paused->set_value();
        paused.reset();
    }

    SystemClock clock;
    std::mutex mutex;
    std::vector<kernel::Message> messages;
    std::optional<std::promise<void>> paused;
    test::Served served;
    kernel::Bus bus;
    kernel::Bus::Subscription subscription;
    std::unique_ptr<kernel::Database> database;
    std::optional<kernel::redis::Client> redis;
    kernel::Outbox outbox;
    kernel::Jobs jobs;
    feed::Feed feed;
    bool started = true;
};

std::string subscribe(const std::string& topic, std::int64_t since) {
    return "{\"type\":\"subscribe\",\"topic\":\"" + topic + "\",\"since\":" + std::to_string(since) + "}";
}

}  // namespace

class NodesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyNodeHearsEverythingOnceAndInOneOrder() {
        RedisServer redis;
        QVERIFY2(redis.start(), redis.log().c_str());
        const test::TemporaryFolder folder;
        // Without looking by themselves: what comes from the other node has come because of the bell.
        Node first(folder.path() / "db", redis.url(), false);
        Node second(folder.path() / "db", redis.url(), false);
        QVERIFY(first.started && second.started);
        QTRY_VERIFY(first.redis->isUp() && second.redis->isUp());
        std::atomic<int> failed = 0;
        const auto write = [&](Node& node, const std::string& name) {
            for (int i = 0; i < 200; ++i)
                failed += !node.announce("t", "\"" + name + std::to_string(i) + "\"");
        };
        std::thread other([&] { write(first, "a"); });
        write(second, "b");
        other.join();
        QCOMPARE(failed.load(), 0);
        QTRY_COMPARE(first.heard("t").size(), std::size_t(400));
        QTRY_COMPARE(second.heard("t").size(), std::size_t(400));
        QCOMPARE(first.heard("t"), second.heard("t"));
        const auto list = first.heard("t");
        for (std::size_t i = 1; i < list.size(); ++i)
            QCOMPARE(list[i].first, list[i - 1].first + 1);
    }

    void nothingIsLostWhileRedisIsKilledWipedOrHung() {
        RedisServer redis;
        QVERIFY2(redis.start(), redis.log().c_str());
        const test::TemporaryFolder folder;
        Node first(folder.path() / "db", redis.url());
        Node second(folder.path() / "db", redis.url());
        QTRY_VERIFY(first.redis->isUp() && second.redis->isUp());
        std::size_t announced = 0;
        const auto some = [&] {
            for (int i = 0; i < 20; ++i)
                if (first.announce("t", "1") && second.announce("t", "2")) announced += 2;
        };
        some();
        redis.kill();
        some();
        QTRY_COMPARE(second.heard("t").size(), announced);
        QTRY_VERIFY(!second.redis->isUp());
        QVERIFY2(redis.start(), redis.log().c_str());
        some();
        QTRY_VERIFY(first.redis->isUp() && second.redis->isUp());
        QVERIFY(redis.ask("FLUSHALL").starts_with("+OK"));
        some();
        redis.hang(true);
        some();
        QTRY_COMPARE(first.heard("t").size(), announced);
        QTRY_COMPARE(second.heard("t").size(), announced);
        QTRY_VERIFY(!first.redis->isUp());
        redis.hang(false);
        some();
        QTRY_VERIFY(first.redis->isUp());
        QTRY_COMPARE(second.heard("t").size(), announced);
        QCOMPARE(announced, std::size_t(240));
        QTRY_COMPARE(first.heard("t"), second.heard("t"));
    }

    void whatADeadNodeCommittedAnotherPublishesOnce() {
        const test::TemporaryFolder folder;
        Node first(folder.path() / "db");
        Node second(folder.path() / "db");
        {
            // It dies after the commit: nobody has given the message a number.
            const auto dying = test::openDatabase(folder.path() / "db", {&notes});
            QVERIFY(dying->writeNow(
                [](sql::Connection& connection) { return kernel::enqueue(connection, "t", "", "\"last words\""); }));
        }
        QTRY_COMPARE(first.heard("t").size(), std::size_t(1));
        QTRY_COMPARE(second.heard("t").size(), std::size_t(1));
        QVERIFY(first.announce("t", "\"next\""));
        QTRY_COMPARE(second.heard("t").size(), std::size_t(2));
        QCOMPARE(first.heard("t"), second.heard("t"));
    }

    void aClientGoesOnAtAnotherNodeWithNoGapAndNoEventTwice() {
        RedisServer redis;
        QVERIFY2(redis.start(), redis.log().c_str());
        const test::TemporaryFolder folder;
        Node first(folder.path() / "db", redis.url(), false);
        // It hears no bell and does not look, so it is behind whenever somebody comes.
        Node behind(folder.path() / "db", {}, false);
        std::atomic<bool> writing = true;
        std::atomic<std::int64_t> read = 0;
        // Never so far ahead of the client that a node would have to forget.
        std::thread traffic([&] {
            for (std::int64_t i = 0; writing;) {
                if (i >= read + 500)
                    std::this_thread::yield();
                else if (!first.announce("entities", std::to_string(i++)))
                    return;
            }
        });
        std::vector<std::int64_t> values;
        std::int64_t last = 0;
        bool gap = false;
        Node* node = &first;
        for (int round = 0; round < 12; ++round, node = node == &first ? &behind : &first) {
            WebSocketClient client(node->served.port(), round % 4 < 2 ? "operator" : "ownerA");
            client.sendText(subscribe("entities", last));
            const std::size_t wanted = values.size() + 20;
            while (values.size() < wanted) {
                const auto text = client.textWith("\"type\":", 2s);
                if (!text) break;
                const auto frame = json::read<contract::Frame>(*text);
                if (!frame) break;
                gap = gap || frame->type == contract::FrameType::gap;
                if (!frame->events) continue;
                for (const auto& event : *frame->events) {
                    if (event.seq <= last) gap = true;
                    last = event.seq;
                    values.push_back(event.data.to_number<std::int64_t>());
                }
                read = static_cast<std::int64_t>(values.size());
                // The other node would wait for the next message for ever.
                if (node == &behind) break;
            }
        }
        writing = false;
        traffic.join();
        QVERIFY(!gap);
        QVERIFY(values.size() > 100);
        for (std::size_t i = 0; i < values.size(); ++i)
            QCOMPARE(values[i], static_cast<std::int64_t>(i));
    }

    void aNodeThatWasAwayTooLongSaysWhatItMissed() {
        const test::TemporaryFolder folder;
        Node away(folder.path() / "db", {}, false);
        Node node(folder.path() / "db");
        QVERIFY(away.announce("t", "1"));
        QVERIFY(node.announce("t", "2"));
        QVERIFY(node.announce("t", "3"));
        QVERIFY(node.database->writeNow([](sql::Connection& connection) -> Result<> {
            STEWARD_CHECK(
                connection.execute(sql::tenantOwned("DELETE FROM outbox WHERE json = '2'"), sql::TenantScope::all()));
            return {};
        }));
        QVERIFY(away.served.run([&] { return away.outbox.catchUp(); }));
        const std::lock_guard lock(away.mutex);
        QCOMPARE(away.messages.size(), std::size_t(3));
        QVERIFY(away.messages[1].isLoss());
        QCOMPARE(away.messages[1].number, away.messages[0].number + 1);
        QCOMPARE(away.messages[2].json, std::string("3"));
    }

    void aJobRunsOnOneNodeHoweverLongItTakes() {
        const test::TemporaryFolder folder;
        Node first(folder.path() / "db");
        Node second(folder.path() / "db");
        std::atomic<int> runs = 0;
        std::atomic<bool> finish = false;
        for (auto* node : {&first, &second}) {
            node->jobs.registerKind("long", [&](JobHandle&) -> Async<> {
                ++runs;
                while (!finish)
                    co_await kernel::sleepFor(5ms);
                co_return Result<>();
            });
            QVERIFY(node->resume());
        }
        const auto id = first.start("long");
        QTRY_COMPARE(runs.load(), 1);
        // It outlasts its lease several times, while the other node looks for work.
        const auto began = first.clock.now();
        QTRY_VERIFY(second.leaseEnd(id) > began + 5 * leaseFor);
        QCOMPARE(runs.load(), 1);
        finish = true;
        QTRY_COMPARE(second.stored(id).state, JobState::succeeded);
        QCOMPARE(runs.load(), 1);
    }

    void jobsOfADeadNodeAreTakenOverOnce() {
        const test::TemporaryFolder folder;
        Node second(folder.path() / "db");
        Node third(folder.path() / "db");
        std::atomic<int> takenOver = 0;
        std::string id;
        {
            Node dying(folder.path() / "db");
            std::atomic<bool> began = false;
            dying.jobs.registerKind("work", [&](JobHandle&) -> Async<> {
                began = true;
                for (;;)
                    co_await kernel::sleepFor(1h);
            });
            id = dying.start("work");
            QTRY_VERIFY(began.load());
        }
        for (auto* node : {&second, &third}) {
            node->jobs.registerKind("work", [&](JobHandle&) -> Async<> {
                ++takenOver;
                co_return Result<>();
            });
            QVERIFY(node->resume());
        }
        QTRY_COMPARE(second.stored(id).state, JobState::succeeded);
        QCOMPARE(takenOver.load(), 1);
    }

    void aPausedNodeStoresNothingUnderALeaseItLost() {
        const test::TemporaryFolder folder;
        Node paused(folder.path() / "db");
        Node other(folder.path() / "db");
        std::atomic<bool> began = false;
        std::atomic<bool> refused = false;
        std::atomic<bool> goOn = false;
        const auto write = [](Node& node, kernel::Lease claim, std::string text) {
            return node.database->write([claim, text](sql::Connection& connection) -> Result<> {
                STEWARD_CHECK(kernel::requireLease(connection, claim));
                STEWARD_CHECK(connection.execute("INSERT INTO notes VALUES (?1)", sql::Params({text})));
                return {};
            });
        };
        paused.jobs.registerKind("work", [&](JobHandle& job) -> Async<> {
            began = true;
            while (!goOn)
                co_await kernel::sleepFor(5ms);
            auto writing = write(paused, job.claim(), "paused");
            auto written = co_await std::move(writing);
            refused = !written && written.error().code == ErrorCode::cancelled;
            co_return written;
        });
        other.jobs.registerKind("work", [&](JobHandle& job) -> Async<> {
            auto writing = write(other, job.claim(), "other");
            auto written = co_await std::move(writing);
            co_return written;
        });
        QVERIFY(paused.resume());
        const auto id = paused.start("work");
        QTRY_VERIFY(began.load());
        paused.pauseThread();
        QVERIFY(other.resume());
        QTRY_COMPARE(other.stored(id).state, JobState::succeeded);
        goOn = true;
        paused.resumeThread();
        QTRY_VERIFY(refused.load());
        QCOMPARE(other.written(), (std::vector<std::string>{"other"}));
        QTRY_COMPARE(paused.jobs.waiting(), std::size_t(0));
        QCOMPARE(other.stored(id).state, JobState::succeeded);
    }

    void cancellingReachesTheNodeThatRuns() {
        const test::TemporaryFolder folder;
        Node runs(folder.path() / "db");
        Node asked(folder.path() / "db");
        std::atomic<bool> began = false;
        runs.jobs.registerKind("work", [&](JobHandle& job) -> Async<> {
            began = true;
            while (!job.cancelled())
                co_await kernel::sleepFor(5ms);
            co_return fail(ErrorCode::cancelled, "Stopped.");
        });
        const auto id = runs.start("work");
        QTRY_VERIFY(began.load());
        QVERIFY(asked.served.run([&] { return asked.jobs.cancel(sql::TenantScope::all(), id); }));
        QTRY_COMPARE(asked.stored(id).state, JobState::cancelled);
    }

    void aJobInMemoryIsLeftToItsNode() {
        const test::TemporaryFolder folder;
        Node owner(folder.path() / "db");
        Node other(folder.path() / "db");
        QVERIFY(owner.resume() && other.resume());
        std::atomic<bool> finish = false;
        const auto runner = [&](JobHandle&) -> Async<> {
            while (!finish)
                co_await kernel::sleepFor(5ms);
            co_return Result<>();
        };
        std::vector<std::string> ids;
        // More than run at a time, so that some wait beyond their lease.
        for (int i = 0; i < 6; ++i)
            ids.push_back(
                owner.served.run([&] { return owner.jobs.start("m", "In memory", std::nullopt, "usr_1", runner); })
                    ->id);
        const auto began = owner.clock.now();
        QTRY_VERIFY(other.leaseEnd(ids.back()) > began + 4 * leaseFor);
        finish = true;
        for (const auto& id : ids)
            QTRY_COMPARE(other.stored(id).state, JobState::succeeded);
    }

    void keptAnswersFallWhenAnyNodeAnnouncesAChange() {
        const test::TemporaryFolder folder;
        Node first(folder.path() / "db");
        Node second(folder.path() / "db");
        kernel::TenantCache<int> cache(100);
        cache.follow(second.bus, [](const kernel::Message& message) { return message.topic == "entities"; });
        std::atomic<int> reads = 0;
        const auto get = [&](const std::string& tenant) {
            return second.served
                .run([&, tenant] { return cache.get(tenant, "n", [&]() -> Async<int> { co_return ++reads; }); })
                .value_or(-1);
        };
        const auto kept = [&](const std::string& tenant) {
            const int before = reads;
            get(tenant);
            return reads == before;
        };
        get(test::tenantA);
        get(test::tenantB);
        QCOMPARE(reads.load(), 2);
        QVERIFY(kept(test::tenantA) && kept(test::tenantB));
        QVERIFY(second.announce("entities", "{}"));
        QVERIFY(!kept(test::tenantA));
        QVERIFY(kept(test::tenantA));
        const int before = reads;
        QVERIFY(first.announce("entities", "{}"));
        QTRY_VERIFY(get(test::tenantA) > before);
        // An answer that was on its way while something changed is not kept.
        const auto overtaken = second.served.run([&] {
            return cache.get(test::tenantB, "m", [&]() -> Async<int> {
                second.bus.publish("entities", test::tenantB, "{}", {});
                co_return 7;
            });
        });
        QCOMPARE(overtaken.value_or(-1), 7);
        const auto again =
            second.served.run([&] { return cache.get(test::tenantB, "m", [&]() -> Async<int> { co_return 8; }); });
        QCOMPARE(again.value_or(-1), 8);
    }

    void leasesPassOnWhenTheirTimeIsOver() {
        const test::TemporaryFolder folder;
        const auto database = test::openDatabase(folder.path() / "db");
        const Time now{1'000'000ms};
        const auto take = [&](const std::string& holder, Time at) {
            return database->writeNow(
                [&](sql::Connection& connection) { return kernel::takeLease(connection, "mail", holder, at, 10s); });
        };
        const auto holds = [&](const kernel::Lease& lease) {
            return database->writeNow(
                [&](sql::Connection& connection) { return kernel::requireLease(connection, lease); });
        };
        const auto first = take("a", now);
        QVERIFY(first && *first);
        QVERIFY(!*take("b", now + 5s));
        QCOMPARE((*take("a", now + 8s))->turn, (*first)->turn);
        QVERIFY(!*take("b", now + 17s));
        const auto second = take("b", now + 19s);
        QVERIFY(second && *second);
        QCOMPARE(holds(**first).error().code, ErrorCode::cancelled);
        QVERIFY(holds(**second));
        const auto again = take("a", now + 40s);
        QVERIFY(again && *again);
        QVERIFY(!holds(**first));
        QVERIFY(holds(**again));
        QVERIFY(database->writeNow([&](sql::Connection& connection) { return kernel::endLease(connection, **again); }));
        QVERIFY(*take("b", now + 40s));
    }
};

QTEST_GUILESS_MAIN(NodesTest)
#include "nodes_test.moc"
