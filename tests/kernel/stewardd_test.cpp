// The real program: start, ready, stop, crash, wrong configuration.
#include <sys/wait.h>

#include <QtTest>
#include <csignal>
#include <thread>

#include "base/json.h"
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
        QCOMPARE(runProgram("--no-such-flag").code, 2);
        QVERIFY(runProgram("version").output.starts_with("stewardd "));
        const auto unwritable = runProgram("serve --port 0 --data-dir /proc/steward");
        QCOMPARE(unwritable.code, 1);
    }
};

QTEST_GUILESS_MAIN(StewarddTest)
#include "stewardd_test.moc"
