// Log records on their way in: bounded, counted, said, and told to the other nodes.
#include <QtTest>
#include <mutex>

#include "contract/topics.h"
#include "logs/log_intake.h"
#include "logs/log_search.h"
#include "logs/migrations.h"
#include "tests/support/served.h"

using namespace steward;
using domain::LogRecord;

namespace {

LogRecord record(std::string body) {
    LogRecord one;
    one.time = SystemClock().now();
    one.service = "billing";
    one.body = std::move(body);
    return one;
}

std::vector<LogRecord> several(int count) {
    std::vector<LogRecord> list;
    for (int i = 0; i < count; ++i)
        list.push_back(record("line " + std::to_string(i)));
    return list;
}

// One node over a database.
struct Node {
    Node(const std::filesystem::path& path, logs::IntakeOptions options)
        : database(test::openDatabase(path, {&logs::migrations()})),
          intake(served.io, *database, bus, served.telemetry, served.clock, options) {
        heard = bus.subscribe([this](const kernel::Message& message) {
            const std::lock_guard lock(mutex);
            news += message.topic + ":" + message.tenantId + " " + message.json + "\n";
        });
        served.start();
    }
    ~Node() {
        served.stopThread();
        database->close();
    }

    void flush() {
        const auto done = served.run([this] { return intake.flush(); });
        if (!done) qFatal("%s", done.error().message.c_str());
    }
    contract::LogPage search(const std::string& filter) {
        contract::ListRequest request;
        request.filter = filter;
        const auto page = database->readNow([&](sql::Connection& db) {
            return logs::searchLogs(db, sql::TenantScope::all(), request, served.clock.now(), {});
        });
        if (!page) qFatal("%s %s", page.error().message.c_str(), page.error().detail.c_str());
        return *page;
    }
    std::string said() {
        const std::lock_guard lock(mutex);
        return news;
    }

    test::Served served;
    kernel::Bus bus;
    std::unique_ptr<kernel::Database> database;
    logs::LogIntake intake;
    std::mutex mutex;
    std::string news;
    kernel::Bus::Subscription heard;
};

}  // namespace

class LogIntakeTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatThereIsNoRoomForIsCountedAndSaid() {
        const test::TemporaryFolder folder;
        Node node(folder.path() / "one.db", {.maxWaiting = 10});
        QVERIFY(!node.intake.take(several(11)));  // refused as a whole: whoever sent it knows
        QCOMPARE(node.intake.dropped(), 0);
        QVERIFY(node.intake.take(several(8)));
        for (int i = 0; i < 5; ++i)
            node.intake.offer(record("own " + std::to_string(i)));
        QCOMPARE(node.intake.waiting(), 10);
        QCOMPARE(node.intake.dropped(), 3);
        node.flush();
        node.flush();
        QCOMPARE(node.intake.waiting(), 0);
        QCOMPARE(node.search("service=billing").total, 10);
        const auto told = node.search("severity=warning;service=stewardd");
        QCOMPARE(told.total, 1);
        QVERIFY(told.items.at(0).body.starts_with("3 log records were dropped"));
        QCOMPARE(node.served.telemetry.counter("steward_logs_dropped_total"), std::uint64_t(3));
        QCOMPARE(node.served.telemetry.counter("steward_logs_written_total"), std::uint64_t(11));
    }

    void idsAreInTheOrderOfArrival() {
        const test::TemporaryFolder folder;
        Node node(folder.path() / "one.db", {.maxWritten = 7});
        auto records = several(50);
        for (auto& one : records)
            one.time = records.front().time;
        QVERIFY(node.intake.take(std::move(records)));
        node.flush();
        const auto page = node.search("");
        QCOMPARE(page.items.size(), std::size_t(50));
        for (int i = 0; i < 50; ++i)
            QCOMPARE(page.items[std::size_t(i)].body, "line " + std::to_string(49 - i));
    }

    void newsAreOfTheirTenantAndSmall() {
        const test::TemporaryFolder folder;
        Node node(folder.path() / "one.db", {});
        auto records = several(2);
        records[1].tenantId = test::tenantA;
        QVERIFY(node.intake.take(std::move(records)));
        node.flush();
        const std::string said = node.said();
        QVERIFY2(said.find("logs:" + test::tenantA + " ") != std::string::npos, said.c_str());
        QCOMPARE(std::ranges::count(said, '\n'), 3);  // the platform hears of both, the tenant of its own
        std::vector<LogRecord> large;
        for (int i = 0; i < 100; ++i)
            large.push_back(record(std::string(16'000, 'x')));
        QVERIFY(node.intake.take(std::move(large)));
        node.flush();
        const std::string more = node.said().substr(said.size());
        QVERIFY(more.size() < 400'000);
        QVERIFY(more.find("\"left\":84") != std::string::npos);
    }

    void nodesHearOfEachOther() {
        const test::TemporaryFolder folder;
        Node one(folder.path() / "shared.db", {});
        Node other(folder.path() / "other.db", {});
        one.intake.share("one", [&](std::string text) {
            one.intake.heard(text);  // a channel gives it to who said it, too
            other.intake.heard(text);
        });
        QVERIFY(one.intake.take(several(1)));
        one.flush();
        QCOMPARE(std::ranges::count(one.said(), '\n'), 1);
        QCOMPARE(std::ranges::count(other.said(), '\n'), 1);
        QVERIFY(other.said().find("line 0") != std::string::npos);
        other.intake.heard("nonsense");
        QCOMPARE(std::ranges::count(other.said(), '\n'), 1);
    }

    void whatCannotBeWrittenIsCounted() {
        const test::TemporaryFolder folder;
        Node node(folder.path() / "one.db", {});
        const auto broken =
            node.database->writeNow([](sql::Connection& db) { return db.script("DROP TABLE log_volume"); });
        if (!broken) QSKIP("the application may not drop a table there");
        QVERIFY(node.intake.take(several(4)));
        node.flush();
        QCOMPARE(node.intake.dropped(), 5);  // and the record that says so
        QVERIFY(node.said().empty());
    }
};

QTEST_GUILESS_MAIN(LogIntakeTest)
#include "log_intake_test.moc"
