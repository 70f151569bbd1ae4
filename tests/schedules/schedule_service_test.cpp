// When schedules are due by the clocks of real places, how requests to buckets are signed, and two nodes on one
// database with a clock that the test moves: each moment once.
#include <QtTest>
#include <fstream>
#include <set>

#include "alerts/definition_store.h"
#include "audit/migrations.h"
#include "identity/migrations.h"
#include "kernel/mail/message.h"
#include "report/manifest.h"
#include "report/time_zone.h"
#include "reports/migrations.h"
#include "reports/saved_report_store.h"
#include "schedules/definition.h"
#include "schedules/migrations.h"
#include "schedules/program.h"
#include "schedules/s3.h"
#include "schedules/safe_path.h"
#include "schedules/schedule_service.h"
#include "schedules/schedule_store.h"
#include "tenancy/migrations.h"
#include "tests/support/served.h"
#include "tests/support/test_database.h"

using namespace steward;
using namespace steward::schedules;
using namespace std::chrono_literals;
using domain::CalendarRule;
using domain::DayOfWeek;
using domain::MissedRuns;
using domain::Recurrence;
using domain::ReportRunState;
using kernel::Async;

namespace {

Time at(const char* text) {
    return *parseRfc3339(text);
}

domain::Clocks clocks(const std::string& zone) {
    return domain::clocksOf(*report::TimeZone::find(zone));
}

QString next(const CalendarRule& rule, const char* after, int count) {
    QStringList all;
    for (const Time moment : domain::nextOf(rule, clocks(rule.timeZone), at(after), count))
        all << QString::fromStdString(toRfc3339(moment));
    return all.join(u' ');
}

CalendarRule daily(const char* time, const char* zone) {
    CalendarRule rule;
    rule.at = time;
    rule.timeZone = zone;
    return rule;
}

// Two nodes, with a report of the platform and its owner.
struct Platform {
    explicit Platform(const std::filesystem::path& folder)
        : clock(at("2026-10-24T12:00:00Z")),
          root((std::filesystem::create_directories(folder / "out"), folder)),
          settings(test::migratedDatabase(folder / "schedules.db",
                                          {&kernel::migrations(), &identity::migrations(), &tenancy::migrations(),
                                           &audit::migrations(), &reports::migrations(), &schedules::migrations()},
                                          clock)),
          database(std::move(*kernel::Database::open(settings))) {
        database->onCommit([this](sql::Connection&) {
            jobsA.wake();
            jobsB.wake();
        });
        const auto filled = database->writeNow([&](sql::Connection& db) -> Result<> {
            STEWARD_CHECK(db.execute(
                sql::tenantOwned(
                    "INSERT INTO users (id, tenant_id, name, email, role, status, created_at, version)"
                    " VALUES ('usr_1', '', 'Ada', 'ada@steward.example', 'platformOperator', 'active', 0, 1)"),
                sql::TenantScope::all()));
            const auto definition = json::parse(
                "{\"version\":2,\"name\":\"Tenants\",\"dataset\":\"tenants\",\"rows\":[{\"field\":\"plan\"}],"
                "\"measures\":[{\"field\":\"\",\"aggregate\":\"count\"}]}");
            return reports::insertReport(db, sql::TenantScope::all(),
                                         {"rep_1", "Tenants", *definition, "Ada", clock.now(), 1});
        });
        if (!filled) qFatal("%s %s", filled.error().message.c_str(), filled.error().detail.c_str());
        served.start();
        for (auto* jobs : {&jobsA, &jobsB})
            served.run([jobs]() -> Async<> {
                auto resuming = jobs->resume();
                co_return co_await std::move(resuming);
            });
    }
    ~Platform() {
        for (auto* node : {&a, &b})
            served.run([node]() -> Async<> {
                auto stopping = node->stop();
                co_return co_await std::move(stopping);
            });
        jobsA.drain();
        jobsB.drain();
        served.stopThread();
        database->close();
    }
    Options options(const std::string& node) {
        Options made;
        made.node = node;
        made.config.intervalMs = 100;
        made.config.folder = root / "out";
        made.config.firstRetryMs = 50;
        made.workFolder = root / "work" / node;
        made.connect = [this]() -> Result<reports::Source> { return reports::Source{test::connectTo(settings), {}}; };
        made.url = [] { return std::string("https://admin.example"); };
        made.notify = [this](sql::Connection&, const kernel::Mail& mail, Time) -> Result<> {
            const std::lock_guard lock(mutex);
            mails.push_back(mail);
            return {};
        };
        made.seal = [](std::string_view text) { return std::string(text); };
        made.unseal = [](std::string_view text) -> Result<std::string> { return std::string(text); };
        made.sign = [](std::string_view text) { return "signed:" + std::string(text); };
        return made;
    }
    void add(domain::ReportSchedule schedule) {
        schedule.version = 1;
        schedule.reportId = "rep_1";
        schedule.ownerId = "usr_1";
        schedule.ownerName = "Ada";
        schedule.createdAt = schedule.changedAt = clock.now();
        const Time first = domain::nextAfter(schedule.calendar, clocks(schedule.calendar.timeZone), clock.now());
        const auto added = database->writeNow([&](sql::Connection& db) -> Result<> {
            STEWARD_CHECK(alerts::insertDefinition(db, schedule));
            return storeHandled(db, schedule.id, clock.now(), first);
        });
        if (!added) qFatal("%s %s", added.error().message.c_str(), added.error().detail.c_str());
    }
    domain::ReportSchedule schedule(const std::string& id) {
        return **database->readNow([&](sql::Connection& db) {
            return alerts::findDefinition<domain::ReportSchedule>(db, sql::TenantScope::all(), id);
        });
    }
    // The oldest first.
    std::vector<ReportRun> runs(const std::string& id) {
        auto page = database->readNow(
            [&](sql::Connection& db) { return runsOf(db, sql::TenantScope::all(), {id, 200, std::nullopt}); });
        if (!page) qFatal("%s %s", page.error().message.c_str(), page.error().detail.c_str());
        std::ranges::reverse(page->items);
        return page->items;
    }
    bool allOver(const std::string& id) {
        return std::ranges::none_of(runs(id), [](const auto& run) {
            return run.state == ReportRunState::waiting || run.state == ReportRunState::running;
        });
    }
    std::size_t files(const std::string& folder) {
        std::size_t count = 0;
        for (const auto& entry : std::filesystem::directory_iterator(root / "out" / "platform" / folder))
            count += entry.path().extension() == ".csv";
        return count;
    }

    test::TestClock clock;
    std::filesystem::path root;
    test::Served served;
    kernel::DatabaseOptions settings;
    std::unique_ptr<kernel::Database> database;
    std::mutex mutex;
    std::vector<kernel::Mail> mails;
    kernel::Bus bus;
    kernel::Jobs jobsA{served.io, *database, bus, clock, {.alone = false}};
    kernel::Jobs jobsB{served.io, *database, bus, clock, {.alone = false}};
    ScheduleService a{served.io, *database, served.telemetry, jobsA, clock, options(jobsA.node())};
    ScheduleService b{served.io, *database, served.telemetry, jobsB, clock, options(jobsB.node())};
};

domain::ReportSchedule scheduled(const std::string& id, CalendarRule rule, const std::string& folder) {
    domain::ReportSchedule schedule;
    schedule.id = id;
    schedule.name = "Schedule " + id;
    schedule.calendar = std::move(rule);
    schedule.deliveries = {{domain::DeliveryKind::folder, folder}};
    return schedule;
}

}  // namespace

class ScheduleServiceTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void programsGetNothingOfThePlatformsAndEnd() {
        const QTemporaryDir folder;
        const std::filesystem::path place = folder.path().toStdString();
        const auto printed = [&] {
            std::ifstream in(place / "program.log");
            return std::string{std::istreambuf_iterator<char>(in), {}};
        };
        const auto shell = [&](const char* words, std::chrono::milliseconds most = 20s, std::stop_token stop = {}) {
            return runProgram({"/bin/sh", {"-c", words}, place, most}, stop);
        };
        ::setenv("STEWARD_SECRET_OF_THIS_TEST", "hunter2", 1);
        std::ifstream open("/etc/hostname");
        QVERIFY(shell("env; ls /proc/self/fd | wc -l"));
        QVERIFY2(printed().find("hunter2") == std::string::npos, printed().c_str());
        QVERIFY2(printed().find("HOME=" + place.string()) != std::string::npos, printed().c_str());
        QVERIFY2(printed().ends_with("\n4\n"), printed().c_str());  // three, and that of ls
        const auto failed = shell("echo a reason >&2; exit 3");
        QCOMPARE(failed.error().code, ErrorCode::internal);
        QVERIFY(failed.error().detail.find("a reason") != std::string::npos);
        QCOMPARE(runProgram({place / "nothing", {}, place}, {}).error().code, ErrorCode::unavailable);
        QElapsedTimer timer;
        timer.start();
        QCOMPARE(shell("sleep 60", 50ms).error().code, ErrorCode::timeout);
        std::stop_source stop;
        stop.request_stop();
        QCOMPARE(shell("sleep 60", 20s, stop.get_token()).error().code, ErrorCode::cancelled);
        QVERIFY(timer.elapsed() < 20'000);
    }

    // Acceptance scenario 16, by the rule alone.
    void whatIsDailyHappensOnceOnEachLocalDayWhateverTheClocksDo() {
        const auto berlin = daily("02:30", "Europe/Berlin");
        // The clocks jump from 02:00 to 03:00: the first moment after the gap.
        QCOMPARE(next(berlin, "2026-03-28T00:00:00Z", 3),
                 u"2026-03-28T01:30:00Z 2026-03-29T01:00:00Z 2026-03-30T00:30:00Z"_qs);
        // They show 02:30 twice: the first of the two.
        QCOMPARE(next(berlin, "2026-10-24T12:00:00Z", 2), u"2026-10-25T00:30:00Z 2026-10-26T01:30:00Z"_qs);
        QCOMPARE(next(daily("02:30", "America/New_York"), "2026-03-07T12:00:00Z", 2),
                 u"2026-03-08T07:00:00Z 2026-03-09T06:30:00Z"_qs);
        QCOMPARE(next(daily("01:30", "America/New_York"), "2026-10-31T12:00:00Z", 2),
                 u"2026-11-01T05:30:00Z 2026-11-02T06:30:00Z"_qs);
        // Half an hour.
        QCOMPARE(next(daily("02:15", "Australia/Lord_Howe"), "2026-10-03T00:00:00Z", 1), u"2026-10-03T15:30:00Z"_qs);
        // A day that Samoa did not have.
        QCOMPARE(next(daily("02:30", "Pacific/Apia"), "2011-12-29T00:00:00Z", 3),
                 u"2011-12-29T12:30:00Z 2011-12-30T10:00:00Z 2011-12-30T12:30:00Z"_qs);
        for (const char* zone : {"Europe/Berlin", "America/New_York", "America/Santiago", "Africa/Casablanca",
                                 "Australia/Lord_Howe", "Asia/Kathmandu", "Europe/London"}) {
            const auto there = clocks(zone);
            for (const char* time : {"00:00", "00:30", "01:30", "02:30", "03:00", "23:59"}) {
                std::int64_t day = there.dayOf(at("2026-01-01T12:00:00Z"));
                for (const Time moment : domain::nextOf(daily(time, zone), there, at("2026-01-01T12:00:00Z"), 730)) {
                    const auto of = there.dayOf(moment);
                    QVERIFY2(of == day + 1 || (of == day && moment < at("2026-01-02T12:00:00Z")), zone);
                    day = of;
                }
            }
        }
    }

    void rulesOfWeeksAndMonths() {
        CalendarRule rule = daily("08:00", "UTC");
        rule.repeat = Recurrence::weekdays;
        QCOMPARE(next(rule, "2026-11-27T09:00:00Z", 2), u"2026-11-30T08:00:00Z 2026-12-01T08:00:00Z"_qs);
        rule.repeat = Recurrence::weekly;
        rule.days = {DayOfWeek::monday, DayOfWeek::friday};
        QCOMPARE(next(rule, "2026-11-27T08:00:00Z", 2), u"2026-11-30T08:00:00Z 2026-12-04T08:00:00Z"_qs);
        rule.repeat = Recurrence::monthlyDay;
        rule.dayOfMonth = 31;
        QCOMPARE(next(rule, "2027-01-31T09:00:00Z", 3),
                 u"2027-02-28T08:00:00Z 2027-03-31T08:00:00Z 2027-04-30T08:00:00Z"_qs);
        rule.repeat = Recurrence::monthlyWeekday;
        rule.weekday = DayOfWeek::friday;
        rule.nth = -1;
        QCOMPARE(next(rule, "2026-11-01T00:00:00Z", 2), u"2026-11-27T08:00:00Z 2026-12-25T08:00:00Z"_qs);
        rule.nth = 2;
        rule.weekday = DayOfWeek::tuesday;
        QCOMPARE(next(rule, "2026-11-01T00:00:00Z", 2), u"2026-11-10T08:00:00Z 2026-12-08T08:00:00Z"_qs);
        rule.nth = 5;
        rule.at = "8:00";
        QCOMPARE(domain::problemsOf(rule, "/calendar"),
                 (std::vector<FieldError>{{"/calendar/at", "must be a time like 08:30"},
                                          {"/calendar/nth", "must be 1 to 4, or -1 for the last one"}}));
        QVERIFY(!domain::minuteOf("24:00") && !domain::minuteOf("12:60") && domain::minuteOf("23:59") == 1439);
    }

    void whatWasMissedIsLeftOutMadeUpForOnceOrEach() {
        const auto rule = daily("08:00", "UTC");
        const Time handled = at("2026-11-20T09:00:00Z"), now = at("2026-11-25T08:05:00Z");
        const auto due = [&](MissedRuns missed, Time at) {
            return domain::dueRuns(rule, clocks("UTC"), handled, at, missed, 2);
        };
        // 25 is on time; 21 to 24 were missed.
        const auto skipped = due(MissedRuns::skip, now);
        QCOMPARE(skipped.run, (std::vector{at("2026-11-25T08:00:00Z")}));
        QCOMPARE(skipped.skipped, 4);
        QCOMPARE(*skipped.lastSkipped, at("2026-11-24T08:00:00Z"));
        QCOMPARE(skipped.next, at("2026-11-26T08:00:00Z"));
        // What is on time stands for those that were missed.
        QCOMPARE(due(MissedRuns::once, now).run, (std::vector{at("2026-11-25T08:00:00Z")}));
        QCOMPARE(due(MissedRuns::once, at("2026-11-25T12:00:00Z")).run, (std::vector{at("2026-11-25T08:00:00Z")}));
        QCOMPARE(due(MissedRuns::skip, at("2026-11-25T12:00:00Z")).run, std::vector<Time>());
        const auto each = due(MissedRuns::each, now);
        QCOMPARE(each.run,
                 (std::vector{at("2026-11-23T08:00:00Z"), at("2026-11-24T08:00:00Z"), at("2026-11-25T08:00:00Z")}));
        QCOMPARE(each.skipped, 2);
        QCOMPARE(domain::dueRuns(rule, clocks("UTC"), now, now, MissedRuns::each, 2).run, std::vector<Time>());
    }

    // The examples of "Signature Calculations for the Authorization Header" in the documentation of Amazon S3.
    void requestsAreSignedAsTheExamplesOfAmazonSay() {
        const s3::Credentials credentials{"AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"};
        const Time time = at("2013-05-24T00:00:00Z");
        const std::string host = "examplebucket.s3.amazonaws.com", date = "20130524T000000Z", nothing = s3::sha256("");
        const auto signatureOf = [&](const s3::Request& request) {
            const auto text = s3::authorization(request, credentials, "us-east-1", "s3", time);
            return QString::fromStdString(text.substr(text.rfind('=') + 1));
        };
        QCOMPARE(signatureOf(
                     {"GET",
                      "/test.txt",
                      {},
                      {{"host", host}, {"range", "bytes=0-9"}, {"x-amz-content-sha256", nothing}, {"x-amz-date", date}},
                      nothing}),
                 u"f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41"_qs);
        const std::string content = s3::sha256("Welcome to Amazon S3.");
        QCOMPARE(signatureOf({"PUT",
                              "/test$file.text",
                              {},
                              {{"date", "Fri, 24 May 2013 00:00:00 GMT"},
                               {"host", host},
                               {"x-amz-content-sha256", content},
                               {"x-amz-date", date},
                               {"x-amz-storage-class", "REDUCED_REDUNDANCY"}},
                              content}),
                 u"98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd"_qs);
        const std::vector<std::pair<std::string, std::string>> plain{
            {"host", host}, {"x-amz-content-sha256", nothing}, {"x-amz-date", date}};
        QCOMPARE(signatureOf({"GET", "/", "lifecycle=", plain, nothing}),
                 u"fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543"_qs);
        QCOMPARE(signatureOf({"GET", "/", "max-keys=2&prefix=J", plain, nothing}),
                 u"34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7"_qs);
    }

    void foldersStayBelowThatOfThePlatform() {
        for (const char* path : {"finance", "finance/monthly", "Grüße/2026"})
            QVERIFY2(isSafePath(path), path);
        for (const char* path : {"", "/etc", "..", "a/../b", "a//b", "a/", ".hidden", "a\\b", "con", "a\nb"})
            QVERIFY2(!isSafePath(path), path);
        const auto root = folder_.path() / "root";
        std::filesystem::create_directories(root);
        QCOMPARE(folderBelow(root, "a/b")->string(), (std::filesystem::canonical(root) / "a" / "b").string());
        std::filesystem::create_directory_symlink("/tmp", root / "out");
        QCOMPARE(folderBelow(root, "out/x").error().code, ErrorCode::forbidden);
        QCOMPARE(folderBelow(root / "not there", "a").error().code, ErrorCode::storage);
    }

    // Acceptance scenario 16, on two nodes.
    void eachMomentIsOneRunOnTwoNodes() {
        Platform platform(folder_.path() / "two");
        platform.add(scheduled("sch_1", daily("02:30", "Europe/Berlin"), "daily"));
        platform.a.start();
        platform.b.start();
        for (int half = 0; half < 96; ++half) {
            platform.clock.move(30min);
            QTRY_VERIFY_WITH_TIMEOUT(*platform.schedule("sch_1").nextAt > platform.clock.now(), 20'000);
        }
        QTRY_VERIFY_WITH_TIMEOUT(platform.allOver("sch_1"), 20'000);
        const auto runs = platform.runs("sch_1");
        QCOMPARE(runs.size(), std::size_t(2));
        QCOMPARE(runs[0].dueAt, at("2026-10-25T00:30:00Z"));
        QCOMPARE(runs[1].dueAt, at("2026-10-26T01:30:00Z"));
        for (const auto& run : runs) {
            QCOMPARE(run.state, ReportRunState::delivered);
            QCOMPARE(run.attempts, 1);
            QCOMPARE(run.deliveries.at(0).attempts, 1);
            QVERIFY2(run.reason.empty(), run.reason.c_str());
        }
        QCOMPARE(runs[0].files.at(0).name, std::string("Tenants 2026-10-25.csv"));
        QCOMPARE(platform.files("daily"), std::size_t(2));
        const auto manifest = report::verify(platform.root / "out" / "platform" / "daily" / "Tenants 2026-10-26.csv");
        QVERIFY2(manifest, manifest ? "" : manifest.error().message.c_str());
        QCOMPARE(manifest->sha256, runs[1].files.at(0).sha256);
        // The row is what makes it so, whoever has the lease.
        const auto again = platform.database->writeNow([&](sql::Connection& db) {
            ReportRun twin = runs[1];
            twin.id = "run_twin";
            return insertRun(db, twin, platform.schedule("sch_1"));
        });
        QVERIFY(again && !*again);
    }

    // What was made when a schedule had one format: its file goes on being delivered.
    void whatWasMadeBeforeHasOneFormat() {
        const SystemClock clock;
        auto before = schedules::migrations();
        std::erase_if(before, [](const auto& migration) { return migration.version > 1801; });
        const auto lists = [](const kernel::MigrationList& ours) -> test::MigrationLists {
            return {&kernel::migrations(), &identity::migrations(), &tenancy::migrations(),
                    &audit::migrations(),  &reports::migrations(),  &ours};
        };
        const auto file = folder_.path() / "before.db";
        auto settings = test::migratedDatabase(file, lists(before), clock);
        const std::string name = "By \"plan\" \\ region.xlsx", manifest = "{\"file\":\"By \\\"plan\\\"\",\"rows\":2}";
        {
            auto db = test::connectTo(settings);
            const auto put = [&](const char* text, std::vector<sql::Value> values) {
                const auto done = db.execute(sql::tenantOwned(text), sql::TenantScope::all(), values);
                QVERIFY2(done, done ? "" : done.error().detail.c_str());
            };
            put("INSERT INTO report_schedules (id, tenant_id, name, enabled, report_id, parameters, format, underlying,"
                " calendar, missed, missed_most, deliveries, bucket, removed, version, created_at, changed_at,"
                " owner_id, owner_name, has_secret) VALUES ('sch_1', 'ten_1', 'Old', 1, 'rep_1', '[]', 'xlsx', 0, ?1,"
                " 'once', 3, '[]', ?2, 0, 1, 0, 0, 'usr_1', 'Ada', 0)",
                {json::write(CalendarRule()), json::write(domain::BucketAddress())});
            put("INSERT INTO report_runs (id, tenant_id, schedule_id, due_at, started_by, state, reason, attempts,"
                " owner_name, file_name, bytes, rows_written, sha256, manifest) VALUES ('run_1', 'ten_1', 'sch_1', 0,"
                " 'calendar', 'delivered', '', 1, 'Ada', ?1, 3, 2, 'cafe', ?2), ('run_2', 'ten_1', 'sch_1', 1,"
                " 'calendar', 'failed', 'No.', 1, 'Ada', '', 0, 0, '', '')",
                {name, manifest});
            put("INSERT INTO report_result_parts (tenant_id, run_id, part, data) VALUES ('ten_1', 'run_1', 0, ?1)",
                {sql::Blob{std::byte('a'), std::byte('b'), std::byte('c')}});
        }
        settings = test::migratedDatabase(file, lists(schedules::migrations()), clock);
        auto db = test::connectTo(settings);
        const auto schedule =
            alerts::findDefinition<domain::ReportSchedule>(db, sql::TenantScope::one("ten_1"), "sch_1");
        QVERIFY(schedule && *schedule);
        QCOMPARE((*schedule)->formats, std::vector{domain::ReportFormat::xlsx});
        const auto run = findRun(db, sql::TenantScope::one("ten_1"), "run_1");
        QVERIFY(run && *run);
        QCOMPARE((*run)->files.size(), std::size_t(1));
        QVERIFY(((*run)->files.front() == domain::RunFile{domain::ReportFormat::xlsx, name, 3, 2, "cafe"}));
        const auto files = filesOf(db, **run);
        QVERIFY2(files, files ? "" : files.error().message.c_str());
        QCOMPARE(files->at(0).content, std::string("abc"));
        QCOMPARE(files->at(0).manifest, manifest);
        const auto failed = findRun(db, sql::TenantScope::one("ten_1"), "run_2");
        QVERIFY(failed && *failed && (*failed)->files.empty());
        QCOMPARE(filesOf(db, **failed).error().code, ErrorCode::gone);
    }

    // The parts of several files lie one after the other, also of those that are empty or larger than one part.
    void eachFileOfARunComesBackWhole() {
        Platform platform(folder_.path() / "files");
        platform.add(scheduled("sch_1", daily("08:00", "UTC"), "files"));
        const auto checked = platform.database->writeNow([&](sql::Connection& db) -> Result<> {
            ReportRun run;
            run.id = "run_1";
            run.scheduleId = "sch_1";
            ReportFiles files{
                {"", "{}"}, {std::string(3 << 20, 'x') + "end", "{\"b\":1}"}, {"", "{}"}, {"z", "{\"c\":2}"}};
            for (const auto& file : files)
                run.files.push_back({domain::ReportFormat::csv, "a", std::ssize(file.content), 0, "cafe"});
            STEWARD_TRY(const bool isNew, insertRun(db, run, platform.schedule("sch_1")));
            STEWARD_CHECK(storeFiles(db, run, files));
            STEWARD_TRY(const auto found, filesOf(db, run));
            const auto isSame = [](const ReportFile& a, const ReportFile& b) {
                return a.content == b.content && a.manifest == b.manifest;
            };
            if (!isNew || !std::ranges::equal(found, files, isSame)) return fail(ErrorCode::internal, "not the same");
            run.files[1].bytes += 1;
            const auto cut = filesOf(db, run);
            if (cut || cut.error().code != ErrorCode::gone) return fail(ErrorCode::internal, "cut off unnoticed");
            return {};
        });
        QVERIFY2(checked, checked ? "" : checked.error().message.c_str());
    }

    void missedRunsAreMadeUpForAsTheScheduleSays() {
        Platform platform(folder_.path() / "missed");
        auto each = scheduled("sch_each", daily("08:00", "UTC"), "each");
        each.missed = MissedRuns::each;
        each.missedMost = 2;
        platform.add(each);
        auto skip = scheduled("sch_skip", daily("08:00", "UTC"), "skip");
        skip.missed = MissedRuns::skip;
        platform.add(skip);
        platform.clock.set(at("2026-10-29T20:00:00Z"));
        platform.a.start();
        QTRY_VERIFY_WITH_TIMEOUT(platform.runs("sch_each").size() == 3 && platform.allOver("sch_each"), 20'000);
        const auto made = platform.runs("sch_each");
        QCOMPARE(made[0].state, ReportRunState::skipped);
        QCOMPARE(made[0].dueAt, at("2026-10-27T08:00:00Z"));
        QCOMPARE(made[0].reason, std::string("This and 2 before were missed, and are not made up for."));
        QCOMPARE(made[1].dueAt, at("2026-10-28T08:00:00Z"));
        QCOMPARE(made[2].state, ReportRunState::delivered);
        QCOMPARE(platform.files("each"), std::size_t(2));
        QTRY_COMPARE_WITH_TIMEOUT(platform.runs("sch_skip").size(), std::size_t(1), 20'000);
        QCOMPARE(platform.runs("sch_skip")[0].state, ReportRunState::skipped);
        QCOMPARE(platform.schedule("sch_skip").last->state, ReportRunState::skipped);
    }

    void withoutTheProgramThereIsNoPdfAndTheOwnerIsTold() {
        Platform platform(folder_.path() / "paper");
        auto paper = scheduled("sch_1", daily("13:00", "UTC"), "paper");
        paper.formats = {domain::ReportFormat::csv, domain::ReportFormat::pdf};
        platform.add(paper);
        platform.clock.set(at("2026-10-24T13:00:01Z"));
        platform.a.start();
        QTRY_VERIFY_WITH_TIMEOUT(!platform.runs("sch_1").empty() && platform.allOver("sch_1"), 20'000);
        const auto run = platform.runs("sch_1").at(0);
        QCOMPARE(run.state, ReportRunState::failed);
        QVERIFY2(run.reason.starts_with("This platform makes no PDF."), run.reason.c_str());
        QCOMPARE(run.attempts, 1);
        QVERIFY(!std::filesystem::exists(platform.root / "out" / "platform" / "paper"));
        const std::lock_guard lock(platform.mutex);
        QVERIFY(!platform.mails.empty());
    }

    void anOwnerWhoMayNotAnyMoreFailsTheRunAndOthersAreTold() {
        Platform platform(folder_.path() / "owner");
        platform.add(scheduled("sch_1", daily("08:00", "UTC"), "owner"));
        const auto changed = platform.database->writeNow([](sql::Connection& db) -> Result<> {
            STEWARD_CHECK(
                db.execute(sql::tenantOwned(
                               "INSERT INTO users (id, tenant_id, name, email, role, status, created_at, version)"
                               " VALUES ('usr_2', '', 'Bo', 'bo@steward.example', 'platformOperator', 'active', 0, 1)"),
                           sql::TenantScope::all()));
            STEWARD_CHECK(db.execute(
                sql::tenantOwned("UPDATE users SET status = 'suspended' WHERE :tenant(tenant_id) AND id = 'usr_1'"),
                sql::TenantScope::all()));
            return {};
        });
        QVERIFY(changed);
        platform.a.start();
        platform.clock.set(at("2026-10-25T08:00:00Z"));
        QTRY_VERIFY_WITH_TIMEOUT(platform.runs("sch_1").size() == 1 && platform.allOver("sch_1"), 20'000);
        const auto run = platform.runs("sch_1").front();
        QCOMPARE(run.state, ReportRunState::failed);
        QCOMPARE(run.reason, std::string("Its owner, Ada, may not sign in any more."));
        const std::lock_guard lock(platform.mutex);
        QCOMPARE(platform.mails.size(), std::size_t(1));
        QCOMPARE(platform.mails[0].recipient, std::string("bo@steward.example"));
        QVERIFY(platform.mails[0].text.find(run.reason) != std::string::npos);
    }

    void aMailCarriesFiles() {
        kernel::MailMessage message{"m1",      "Steward", "steward@a.example",       "ines@b.example",
                                    "Subject", "Text\n",  at("2026-11-26T10:00:00Z")};
        message.attachments = {{"Grüße \"x\".csv", "text/csv", std::string(200, 'a') + '\0'}};
        const auto text = kernel::composeMail(message);
        QVERIFY(text);
        QVERIFY(text->find("filename=\"Gr__e _x_.csv\"") == std::string::npos);
        QVERIFY(text->find("filename*=UTF-8''Gr%C3%BC%C3%9Fe%20%22x%22.csv") != std::string::npos);
        std::size_t longest = 0, from = 0;
        for (std::size_t end = text->find("\r\n"); end != std::string::npos;
             from = end + 2, end = text->find("\r\n", from))
            longest = std::max(longest, end - from);
        QVERIFY(longest <= 78);
    }

private:
    test::TemporaryFolder folder_;
};

QTEST_GUILESS_MAIN(ScheduleServiceTest)
#include "schedule_service_test.moc"
