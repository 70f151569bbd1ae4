// Database threads, the outbox and jobs: what happens exactly once, in order, and after a crash.
#include <QtTest>
#include <mutex>

#include "contract/topics.h"
#include "kernel/jobs.h"
#include "kernel/outbox.h"
#include "sql/mapping.h"
#include "tests/support/postgres_cluster.h"
#include "tests/support/served.h"

using namespace steward;
using namespace std::chrono_literals;
using domain::Job;
using domain::JobState;
using kernel::Async;
using kernel::JobHandle;
using test::Served;

namespace {

const kernel::MigrationList notes{{900, "notes", "CREATE TABLE notes (text TEXT NOT NULL)"}};

Result<> note(sql::Connection& connection, const std::string& text) {
    STEWARD_CHECK(connection.execute("INSERT INTO notes VALUES (?1)", sql::Params({text})));
    return {};
}

std::int64_t noteCount(kernel::Database& database) {
    return database
        .readNow([](sql::Connection& connection) -> Result<std::int64_t> {
            STEWARD_TRY(const auto rows, connection.query("SELECT count(*) FROM notes"));
            return rows[0].integer(0);
        })
        .value_or(-1);
}

// A platform's worth of plumbing around one database file.
struct Plumbing {
    explicit Plumbing(const std::filesystem::path& path)
        : database(test::openDatabase(path, {&notes})),
          outbox(*database, bus, clock),
          jobs(served.io, *database, bus, clock) {
        subscription = bus.subscribe([this](const kernel::Message& message) {
            const std::lock_guard lock(mutex);
            messages.push_back(message);
        });
        database->onCommit([this](sql::Connection& connection) {
            outbox.committed(connection);
            jobs.wake();
        });
        started = outbox.start().has_value();
        served.start();
    }
    ~Plumbing() {
        served.stopThread();
        database->close();
    }

    std::vector<std::string> published(const std::string& topic) {
        const std::lock_guard lock(mutex);
        std::vector<std::string> list;
        for (const auto& message : messages)
            if (message.topic == topic) list.push_back(message.json);
        return list;
    }
    Job stored(const std::string& id) {
        const auto job = database->readNow([id](sql::Connection& connection) -> Result<Job> {
            STEWARD_TRY(const auto rows, connection.query(sql::tenantOwned("SELECT * FROM jobs WHERE id = ?1"),
                                                          sql::TenantScope::all(), {id}));
            if (rows.empty()) return fail(ErrorCode::notFound, "none");
            return sql::readInto<Job>(rows[0]);
        });
        return job.value_or(Job{});
    }

    SystemClock clock;
    std::mutex mutex;
    std::vector<kernel::Message> messages;
    Served served;
    kernel::Bus bus;
    kernel::Bus::Subscription subscription;
    std::unique_ptr<kernel::Database> database;
    kernel::Outbox outbox;
    kernel::Jobs jobs;
    bool started = false;
};

}  // namespace

class WorkTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void coroutinesReadAndWriteAndComeBack() {
        const test::TemporaryFolder folder;
        Plumbing plumbing(folder.path() / "db");
        const auto written = plumbing.served.run([&]() -> Async<std::int64_t> {
            const auto before = std::this_thread::get_id();
            auto writing =
                plumbing.database->write([](sql::Connection& connection) { return note(connection, "one"); });
            auto done = co_await std::move(writing);
            if (!done) co_return fail(done.error());
            if (std::this_thread::get_id() != before) co_return fail(ErrorCode::internal, "another thread");
            auto reading = plumbing.database->read([](sql::Connection& connection) -> Result<std::int64_t> {
                STEWARD_TRY(const auto rows, connection.query("SELECT count(*) FROM notes"));
                return rows[0].integer(0);
            });
            auto count = co_await std::move(reading);
            co_return count;
        });
        QCOMPARE(written.value_or(-1), std::int64_t(1));
    }

    void aFailedWriteLeavesNothing() {
        const test::TemporaryFolder folder;
        Plumbing plumbing(folder.path() / "db");
        const auto failed = plumbing.database->writeNow([](sql::Connection& connection) -> Result<> {
            STEWARD_CHECK(note(connection, "half"));
            STEWARD_CHECK(kernel::enqueue(connection, "t", "", "\"half\""));
            return fail(ErrorCode::unprocessable, "No.");
        });
        QVERIFY(!failed);
        QCOMPARE(noteCount(*plumbing.database), std::int64_t(0));
        QVERIFY(plumbing.published("t").empty());
        const auto thrown = plumbing.database->writeNow([](sql::Connection& connection) -> Result<> {
            STEWARD_CHECK(note(connection, "half"));
            throw std::runtime_error("thrown");
        });
        QVERIFY(!thrown);
        QCOMPARE(noteCount(*plumbing.database), std::int64_t(0));
        QVERIFY(plumbing.database->writeNow([](sql::Connection& connection) { return note(connection, "whole"); }));
    }

    void aFullDiskIsAnErrorAndRecovers() {
        if (test::onPostgres()) QSKIP("the disk of a server is not this process's");
        const test::TemporaryFolder folder;
        Plumbing plumbing(folder.path() / "db");
        const auto limit = [&](std::int64_t pages) {
            // Outside a transaction the pragma could not be given to the writer; inside it holds as well.
            return plumbing.database->writeNow([pages](sql::Connection& connection) -> Result<> {
                STEWARD_CHECK(connection.query("PRAGMA max_page_count = " + std::to_string(pages)));
                return {};
            });
        };
        QVERIFY(limit(1));  // SQLite takes the present size
        const auto fill = [&] {
            return plumbing.database->writeNow(
                [](sql::Connection& connection) { return note(connection, std::string(500'000, 'x')); });
        };
        const auto full = fill();
        QVERIFY(!full);
        QCOMPARE(full.error().code, ErrorCode::storage);
        QCOMPARE(noteCount(*plumbing.database), std::int64_t(0));
        QVERIFY(limit(1'000'000));
        QVERIFY(fill());
    }

    void messagesComeInOrderAfterTheirCommit() {
        const test::TemporaryFolder folder;
        Plumbing plumbing(folder.path() / "db");
        std::vector<std::string> wanted;
        for (int i = 0; i < 600; ++i) {
            wanted.push_back(std::to_string(i));
            QVERIFY(plumbing.database->writeNow([i](sql::Connection& connection) {
                return kernel::enqueue(connection, "t", "ten", std::to_string(i));
            }));
        }
        QCOMPARE(plumbing.published("t"), wanted);
        const std::lock_guard lock(plumbing.mutex);
        for (std::size_t i = 1; i < plumbing.messages.size(); ++i)
            QCOMPARE(plumbing.messages[i].number, plumbing.messages[i - 1].number + 1);
    }

    void whatACrashLeftIsPublishedAtTheNextStart() {
        const test::TemporaryFolder folder;
        {
            const auto database = test::openDatabase(folder.path() / "db", {&notes});
            QVERIFY(database->writeNow([](sql::Connection& connection) -> Result<> {
                STEWARD_CHECK(note(connection, "committed"));
                return kernel::enqueue(connection, "t", "", "\"not published\"");
            }));
        }
        Plumbing plumbing(folder.path() / "db");
        QVERIFY(plumbing.published("t").empty());
        QVERIFY(plumbing.served.run([&] { return plumbing.outbox.catchUp(); }));
        QCOMPARE(plumbing.published("t"), (std::vector<std::string>{"\"not published\""}));
        QCOMPARE(noteCount(*plumbing.database), std::int64_t(1));
    }

    void jobsRunReportAndFinish() {
        const test::TemporaryFolder folder;
        Plumbing plumbing(folder.path() / "db");
        std::atomic<int> input = 0;
        plumbing.jobs.registerKind("count", [&](JobHandle& job) -> Async<> {
            input = job.input().at("to").to_number<int>();
            for (int i = 1; i <= 3; ++i) {
                auto reporting = job.progress(i, 3);
                co_await std::move(reporting);
            }
            co_return Result<>();
        });
        plumbing.jobs.registerKind(
            "fail", [](JobHandle&) -> Async<> { co_return fail(ErrorCode::unprocessable, "It cannot be done."); });
        const auto start = [&](const std::string& kind) {
            return plumbing.served
                .run([&, kind] {
                    return plumbing.jobs.start(
                        {.kind = kind, .title = kind, .createdBy = "usr_1", .input = {{"to", 3}}});
                })
                ->id;
        };
        const auto counted = start("count");
        QTRY_COMPARE(plumbing.stored(counted).state, JobState::succeeded);
        QCOMPARE(plumbing.stored(counted).done, std::int64_t(3));
        QVERIFY(plumbing.stored(counted).finishedAt.has_value());
        QCOMPARE(input.load(), 3);
        const auto failing = start("fail");
        QTRY_COMPARE(plumbing.stored(failing).state, JobState::failed);
        QCOMPARE(plumbing.stored(failing).error, std::string("It cannot be done."));
        const auto unknown = start("unknown");
        QTRY_COMPARE(plumbing.stored(unknown).state, JobState::failed);
        QVERIFY(plumbing.published("jobs").size() >= 9);
        QTRY_COMPARE(plumbing.jobs.waiting(), std::size_t(0));
    }

    void jobsAreCancelledBetweenSteps() {
        const test::TemporaryFolder folder;
        Plumbing plumbing(folder.path() / "db");
        const auto loop = [](JobHandle& job) -> Async<> {
            for (int i = 0; !job.cancelled(); ++i) {
                co_await kernel::sleepFor(5ms);
                auto reporting = job.progress(i, 0);
                co_await std::move(reporting);
            }
            co_return fail(ErrorCode::cancelled, "Stopped.");
        };
        const auto job =
            plumbing.served.run([&] { return plumbing.jobs.start("loop", "Loops", test::tenantA, "usr_1", loop); });
        QTRY_COMPARE(plumbing.stored(job->id).state, JobState::running);
        const auto cancel = [&](sql::TenantScope scope, std::optional<std::string> ofUser = {}) {
            return plumbing.served.run([&] { return plumbing.jobs.cancel(scope, job->id, ofUser); });
        };
        QCOMPARE(cancel(sql::TenantScope::one(test::tenantB)).error().code, ErrorCode::notFound);
        QCOMPARE(cancel(sql::TenantScope::one(test::tenantA), "usr_2").error().code, ErrorCode::forbidden);
        QCOMPARE(plumbing.stored(job->id).state, JobState::running);
        QVERIFY(cancel(sql::TenantScope::one(test::tenantA), "usr_1"));
        QTRY_COMPARE(plumbing.stored(job->id).state, JobState::cancelled);
        QTRY_COMPARE(cancel(sql::TenantScope::all()).error().code, ErrorCode::conflict);
    }

    void interruptedJobsGoOnAfterARestart() {
        const test::TemporaryFolder folder;
        std::string resumable;
        std::string inMemory;
        {
            Plumbing plumbing(folder.path() / "db");
            const auto wait = [](JobHandle& job) -> Async<> {
                while (!job.stopping())
                    co_await kernel::sleepFor(5ms);
                co_return fail(ErrorCode::cancelled, "Stopped.");
            };
            plumbing.jobs.registerKind("work", wait);
            resumable =
                plumbing.served
                    .run([&] { return plumbing.jobs.start({.kind = "work", .title = "Works", .createdBy = "usr_1"}); })
                    ->id;
            inMemory = plumbing.served
                           .run([&] { return plumbing.jobs.start("memory", "Forgets", std::nullopt, "usr_1", wait); })
                           ->id;
            QTRY_COMPARE(plumbing.stored(resumable).state, JobState::running);
            QTRY_COMPARE(plumbing.stored(inMemory).state, JobState::running);
        }
        Plumbing plumbing(folder.path() / "db");
        QCOMPARE(plumbing.stored(resumable).state, JobState::running);
        plumbing.jobs.registerKind("work", [](JobHandle&) -> Async<> { co_return Result<>(); });
        QVERIFY(plumbing.served.run([&] { return plumbing.jobs.resume(); }));
        // What a node that died had begun is taken over when its lease is over.
        QTRY_COMPARE_WITH_TIMEOUT(plumbing.stored(resumable).state, JobState::succeeded, 30'000);
        QTRY_COMPARE_WITH_TIMEOUT(plumbing.stored(inMemory).state, JobState::failed, 30'000);
        QVERIFY(plumbing.stored(inMemory).error.find("restart") != std::string::npos);
    }
};

QTEST_GUILESS_MAIN(WorkTest)
#include "work_test.moc"
