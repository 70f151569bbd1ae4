// The real program: start, ready, stop, crash, wrong configuration.
#include <sys/resource.h>
#include <sys/wait.h>

#include <QtTest>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <thread>

#include "base/json.h"
#include "tests/support/postgres_cluster.h"
#include "tests/support/stewardd_fixture.h"
#include "tests/support/web_socket_client.h"

using namespace steward;
using namespace std::chrono_literals;
using test::StewarddFixture;

namespace {

struct Ran {
    int code = -1;
    std::string output;
};

Ran runProgram(const std::string& arguments) {
    Ran ran;
    const std::string command = std::string(std::getenv("STEWARD_BIN")) + "/stewardd " + arguments + " 2>&1";
    FILE* pipe = ::popen(command.c_str(), "r");
    char bytes[4096];
    for (std::size_t got = 0; (got = std::fread(bytes, 1, sizeof bytes, pipe)) > 0;)
        ran.output.append(bytes, got);
    const int status = ::pclose(pipe);
    ran.code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    return ran;
}

}  // namespace

class StewarddTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void servesAndStopsInOrder() {
        StewarddFixture platform;
        platform.set("http.drainDelayMs=500");
        QVERIFY2(platform.start(), platform.log().c_str());
        QCOMPARE(test::ask(platform.port(), {.target = "/health/ready"}).status, 200);
        QCOMPARE(platform.ask({.target = "/v1/me"}).status, 200);
        QCOMPARE(platform.ask({.target = "/v1/me", .token = "-"}).status, 401);
        QCOMPARE(platform.ask({.target = "/v1/jobs"}).status, 200);
        QCOMPARE(platform.ask({.target = "/v1/jobs?limit=0"}).status, 400);
        QCOMPARE(platform.ask({.target = "/v1/jobs?cursor=x"}).status, 400);
        test::WebSocketClient feed(platform.port(), platform.token());
        QCOMPARE(feed.status(), 101);
        feed.sendText("{\"type\":\"subscribe\",\"topic\":\"metrics\"}");
        const auto sample = feed.textWith("process.memory");
        QVERIFY(sample.has_value());
        platform.signal(SIGTERM);
        int ready = 200;
        QTRY_VERIFY(ready == 503 || (ready = test::ask(platform.port(), {.target = "/health/ready"}).status) == 503);
        QCOMPARE(feed.closeCode(), 1001);
        QCOMPARE(platform.stop(), 0);
    }

    void oneDataFolderHasOnePlatform() {
        StewarddFixture platform;
        QVERIFY2(platform.start(), platform.log().c_str());
        const auto second = runProgram("serve --port 0 --data-dir " + (platform.folder() / "data").string());
        QCOMPARE(second.code, 1);
        QVERIFY(second.output.find("Another stewardd") != std::string::npos);
    }

    void aCrashLosesNothingThatWasAnswered() {
        StewarddFixture platform;
        QVERIFY2(platform.start(), platform.log().c_str());
        const test::Ask create{
            .method = "POST",
            .target = "/v1/tenants",
            .body =
                R"({"name":"Crash Test","slug":"crash-test","region":"eu-west","ownerName":"Ada","ownerEmail":"ada@crash.example"})",
            .headers = {{"Idempotency-Key", "k1"}}};
        const auto first = platform.ask(create);
        QVERIFY2(first.status == 201, first.body.c_str());
        platform.kill();
        QVERIFY2(platform.start(), platform.log().c_str());
        const auto repeated = platform.ask(create);
        QCOMPARE(repeated.status, 201);
        QCOMPARE(repeated.body, first.body);
        const auto list = platform.ask({.target = "/v1/tenants?filter=slug%3Dcrash-test"});
        QCOMPARE(list.status, 200);
        const auto page = json::parse(list.body);
        QVERIFY(page.has_value());
        QCOMPARE(page->at("items").as_array().size(), std::size_t(1));
    }

    // Files may grow by a little and no more, as on a disk that is filling up.
    void aFullDiskIsSaidAndRecoveredFrom() {
        if (test::onPostgres()) QSKIP("the disk of a server is not this process's");
        StewarddFixture platform;
        QVERIFY2(platform.loadDemo(60), platform.log().c_str());
        QVERIFY2(platform.start(), platform.log().c_str());
        const auto body = [](const std::string& name) { return "{\"patch\":{\"addTag\":\"" + name + "\"}}"; };
        const auto plan = [&](const std::string& tag) {
            const auto made = platform.ask({.method = "POST",
                                            .target = "/v1/plans",
                                            .body = "{\"entity\":\"tenant\",\"operation\":\"change\",\"selection\":"
                                                    "{\"filter\":\"status=active\"}," +
                                                    body(tag).substr(1)});
            const auto document = json::parse(made.body);
            return made.status == 201 && document ? *document : json::Value();
        };
        const auto apply = [&](const json::Value& one) {
            return platform.ask({.method = "POST",
                                 .target = "/v1/plans/" + std::string(one.at("id").as_string()) + "/apply",
                                 .body = json::write(json::Value{{"confirmation", one.at("confirmation")}})});
        };
        const auto audit = [&] { return platform.ask({.target = "/v1/audit-verification"}); };
        const auto first = plan("first");
        QVERIFY(first.is_object());
        const auto limit = [&](rlim_t bytes) {
            const rlimit wanted{bytes, RLIM_INFINITY};
            return ::prlimit(platform.pid(), RLIMIT_FSIZE, &wanted, nullptr) == 0;
        };
        const auto log = std::filesystem::file_size(platform.folder() / "data" / "steward.db-wal");
        QVERIFY(limit(log + 256 * 1024));
        // The batch begins, and comes to its end only when there is room again.
        const auto begun = apply(first);
        QCOMPARE(begun.status, 202);
        test::Reply full;
        int made = 0;
        for (int i = 0; i < 2000 && full.status != 503; ++i) {
            full = platform.ask({.method = "POST",
                                 .target = "/v1/tenants",
                                 .body = "{\"name\":\"Full Disk\",\"slug\":\"full-" + std::to_string(i) +
                                         "\",\"region\":\"eu-west\",\"ownerName\":\"Ada\",\"ownerEmail\":"
                                         "\"ada@full.example\"}"});
            made += full.status == 201;
        }
        QVERIFY2(full.status == 503, full.body.c_str());
        QCOMPARE(full.header("Retry-After"), std::string("30"));
        QVERIFY2(full.body.find("problems/storage") != std::string::npos, full.body.c_str());
        const auto count = [&] {
            const auto page = json::parse(platform.ask({.target = "/v1/tenants?filter=slug~full-&limit=1"}).body);
            return page->at("total").to_number<int>();
        };
        QCOMPARE(count(), made);
        QVERIFY2(audit().body.starts_with("{\"intact\":true"), audit().body.c_str());
        QCOMPARE(test::ask(platform.port(), {.target = "/health/ready"}).status, 200);

        QVERIFY(limit(RLIM_INFINITY));
        const auto after = platform.ask(
            {.method = "POST",
             .target = "/v1/tenants",
             .body =
                 R"({"name":"Room Again","slug":"full-again","region":"eu-west","ownerName":"Ada","ownerEmail":"ada@full.example"})"});
        QVERIFY2(after.status == 201, after.body.c_str());
        QCOMPARE(count(), made + 1);
        const std::string batch = begun.header("Location");
        QTRY_VERIFY_WITH_TIMEOUT(
            platform.ask({.target = batch}).body.find("\"state\":\"succeeded\"") != std::string::npos, 20'000);
        QVERIFY2(audit().body.starts_with("{\"intact\":true"), audit().body.c_str());
    }

    void metricsCountRealRequests() {
        StewarddFixture platform;
        QVERIFY2(platform.start(), platform.log().c_str());
        for (int i = 0; i < 20; ++i)
            platform.ask({.target = "/v1/me"});
        const auto text = test::ask(platform.port(), {.target = "/metrics"}).body;
        QVERIFY(text.find("steward_http_requests_total{route=\"me\",status=\"200\"} 20\n") != std::string::npos);
    }

    void configurationIsCheckedAndShown() {
        const auto good = runProgram("--check-config --data-dir /nowhere --port 1234");
        QCOMPARE(good.code, 0);
        QVERIFY(good.output.find("\"port\": 1234") != std::string::npos);
        const auto bad =
            runProgram("--check-config --data-dir /nowhere --set http.maxConnections=none --set nothing=1");
        QCOMPARE(bad.code, 2);
        QVERIFY(bad.output.find("/http/maxConnections") != std::string::npos);
        QVERIFY(bad.output.find("/nothing is not a setting") != std::string::npos);
        const std::string collector = "--check-config --data-dir /nowhere ";
        QCOMPARE(runProgram(collector + "--set telemetry.headers=authorization=hush").code, 2);
        ::setenv("STEWARD_TELEMETRY_HEADERS", "authorization=hush", 1);
        const auto secret = runProgram(collector + "--set telemetry.endpoint=https://collector.example:4318");
        QCOMPARE(secret.code, 0);
        QVERIFY2(secret.output.find("hush") == std::string::npos, secret.output.c_str());
        const auto clear = runProgram(collector +
                                      "--set telemetry.endpoint=http://collector.example:4318 "
                                      "--set telemetry.sampleRatio=1.5");
        QCOMPARE(clear.code, 2);
        QVERIFY2(clear.output.find("/telemetry/endpoint") != std::string::npos, clear.output.c_str());
        QVERIFY2(clear.output.find("/telemetry/sampleRatio") != std::string::npos, clear.output.c_str());
        ::unsetenv("STEWARD_TELEMETRY_HEADERS");
        QCOMPARE(runProgram("--check-config --data-dir /nowhere --set telemetry.sampleRatio=0.25 "
                            "--set telemetry.endpoint=http://collector.example:4318")
                     .code,
                 0);
        QCOMPARE(runProgram("--no-such-flag").code, 2);
        QVERIFY(runProgram("version").output.starts_with("stewardd "));
        const auto unwritable = runProgram("serve --port 0 --data-dir /proc/steward");
        QCOMPARE(unwritable.code, 1);
    }
};

QTEST_GUILESS_MAIN(StewarddTest)
#include "stewardd_test.moc"
