// Clients that are hostile, broken or slow, against the real platform: what they ask for is refused, what they hold is
// let go, and everybody else is served meanwhile.
#include <QtTest>
#include <fstream>

#include "base/json.h"
#include "tests/support/proxy.h"
#include "tests/support/stewardd_fixture.h"
#include "tests/support/web_socket_client.h"

using namespace steward;
using namespace std::chrono_literals;
using test::RawConnection;
using test::StewarddFixture;

namespace {

double gauge(const StewarddFixture& platform, const std::string& name) {
    const auto text = test::ask(platform.port(), {.target = "/metrics"}).body;
    const auto at = text.find("\n" + name + " ");
    return at == std::string::npos ? -1 : std::stod(text.substr(at + name.size() + 2));
}

// Only the connection that asks is left. The one that asked before may be closing still, so one look is not enough.
bool othersAreClosed(const StewarddFixture& platform) {
    const auto until = std::chrono::steady_clock::now() + 30s;
    while (std::chrono::steady_clock::now() < until) {
        if (gauge(platform, "steward_http_connections") == 1.0) return true;
        QTest::qWait(20);
    }
    return false;
}

std::int64_t residentBytes(const StewarddFixture& platform) {
    std::ifstream statm("/proc/" + std::to_string(platform.pid()) + "/statm");
    std::int64_t total = 0;
    std::int64_t resident = 0;
    statm >> total >> resident;
    return resident * 4096;
}

std::int64_t tenantCount(const StewarddFixture& platform) {
    const auto page = json::parse(platform.ask({.target = "/v1/tenants?limit=1"}).body);
    return page ? page->at("total").to_number<std::int64_t>() : -1;
}

std::string levels(std::size_t count, const std::string& open, const std::string& inside, const std::string& close) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i)
        text += open;
    text += inside;
    for (std::size_t i = 0; i < count; ++i)
        text += close;
    return text;
}

std::string headOf(const StewarddFixture& platform, const std::string& request, std::size_t length) {
    return request + " HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer " + platform.token() +
           "\r\nContent-Type: application/json\r\nContent-Length: " + std::to_string(length) + "\r\n\r\n";
}

constexpr std::string_view tenantBody =
    R"({"name":"Half","slug":"half","region":"eu-west","ownerName":"Ada","ownerEmail":"ada@half.example"})";

}  // namespace

class DoorTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void documentsThatAreTooDeepOrTooLargeAreRefused_data() {
        QTest::addColumn<QByteArray>("target");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("status");
        const auto row = [](const char* name, const char* target, const std::string& body, int status) {
            QTest::newRow(name) << QByteArray(target) << QByteArray::fromStdString(body) << status;
        };
        const std::string plan = R"({"entity":"tenant","operation":"change","selection":{"filter":"x=1"},"patch":)";
        row("a million lists", "/v1/plans", std::string(1'000'000, '['), 400);
        row("300,000 objects", "/v1/plans", levels(300'000, "{\"a\":", "1", "}"), 400);
        row("deep inside a field", "/v1/plans", plan + levels(100'000, "[", "", "]") + "}", 400);
        row("deep inside free JSON", "/v1/reports", "{\"definition\":" + levels(30'000, "[", "", "]") + "}", 400);
        row("one level too many", "/v1/reports", "{\"definition\":" + levels(64, "[", "", "]") + "}", 400);
        row("larger than the route takes", "/v1/plans", std::string(9 << 20, ' '), 413);
        row("larger than most routes take", "/v1/tenants", std::string(300'000, ' '), 413);
        std::string wide = "{";
        for (int i = 0; i < 100'000; ++i)
            wide += "\"k" + std::to_string(i) + "\":1,";
        row("100,000 unknown fields", "/v1/plans", wide + "\"z\":1}", 400);
        row("a number of a million digits", "/v1/plans", "{\"version\":" + std::string(1'000'000, '9') + "}", 400);
        row("a text of a million quotes", "/v1/plans", "{\"entity\":\"" + levels(500'000, "\\\"", "", "") + "\"}", 400);
        row("nothing but white space", "/v1/plans", std::string(2'000'000, '\n'), 400);
    }
    void documentsThatAreTooDeepOrTooLargeAreRefused() {
        QFETCH(QByteArray, target);
        QFETCH(QByteArray, body);
        QFETCH(int, status);
        static StewarddFixture platform;
        if (!platform.isRunning()) QVERIFY2(platform.start(), platform.log().c_str());
        const auto count = tenantCount(platform);
        const auto reply = platform.ask({.method = "POST", .target = target.toStdString(), .body = body.toStdString()});
        QVERIFY2(reply.status == status, (std::to_string(reply.status) + " " + reply.body.substr(0, 500)).c_str());
        QCOMPARE(reply.header("Content-Type"), std::string("application/problem+json"));
        QVERIFY2(reply.body.size() < 16'384, "a refusal repeats what it refuses");
        QCOMPARE(tenantCount(platform), count);
    }

    void slowlorisKeepsNobodyOut() {
        StewarddFixture platform;
        platform.set("http.headerTimeoutMs=1500");
        platform.set("http.bodyTimeoutMs=1500");
        QVERIFY2(platform.start(), platform.log().c_str());
        const auto before = residentBytes(platform);
        std::vector<RawConnection> held;
        for (int i = 0; i < 400; ++i) {
            held.emplace_back(platform.port());
            if (i % 2 == 0)
                held.back().send("GET /v1/me HTTP/1.1\r\nHost: a\r\nX-Slow: ");
            else
                held.back().send(headOf(platform, "POST /v1/tenants", tenantBody.size()) + "{");
        }
        QVERIFY(gauge(platform, "steward_http_connections") >= 400);
        // They go on with a byte at a time, which buys them nothing, while others are served.
        std::size_t open = held.size();
        const auto start = std::chrono::steady_clock::now();
        while (open > 0) {
            open = 0;
            for (auto& connection : held)
                if (connection.isConnected()) {
                    if (connection.send("x"))
                        ++open;
                    else
                        connection.close();
                }
            QCOMPARE(platform.ask({.target = "/v1/me"}).status, 200);
            QVERIFY2(std::chrono::steady_clock::now() - start < 60s, "slow clients are served for ever");
        }
        QVERIFY(othersAreClosed(platform));
        QVERIFY2(test::sanitized || residentBytes(platform) - before < 40'000'000, "slow clients fill the memory");
    }

    void aBodyThatDoesNotComeWholeChangesNothing() {
        StewarddFixture platform;
        QVERIFY2(platform.start(), platform.log().c_str());
        const auto count = tenantCount(platform);
        for (std::size_t part = 0; part < tenantBody.size(); part += 7) {
            RawConnection leaving(platform.port());
            leaving.send(headOf(platform, "POST /v1/tenants", tenantBody.size()) +
                         std::string(tenantBody.substr(0, part)));
            if (part % 2 == 0) leaving.finish();
            leaving.close();
        }
        QVERIFY(othersAreClosed(platform));
        QCOMPARE(tenantCount(platform), count);
        const auto whole = platform.ask({.method = "POST", .target = "/v1/tenants", .body = std::string(tenantBody)});
        QCOMPARE(whole.status, 201);
    }

    // It asks for 200 pages at once and reads none of them.
    void aReaderThatTakesNothingIsCut() {
        StewarddFixture platform;
        platform.set("http.writeTimeoutMs=500");
        QVERIFY2(platform.start(), platform.log().c_str());
        const auto before = residentBytes(platform);
        RawConnection greedy(platform.port());
        const std::string ask = test::spell({.target = "/docs"});
        std::string asks;
        for (int i = 0; i < 200; ++i)
            asks += ask.substr(0, ask.find("\r\n")) + "\r\nHost: a\r\n\r\n";
        QVERIFY(greedy.send(asks));
        QVERIFY(othersAreClosed(platform));
        QVERIFY2(test::sanitized || residentBytes(platform) - before < 40'000'000, "a greedy client fills the memory");
        QCOMPARE(platform.ask({.target = "/v1/me"}).status, 200);
    }

    // The network takes everything and brings nothing: no FIN, no reset, as when a cable is pulled.
    void halfOpenFeedsAreNoticedAndForgotten() {
        StewarddFixture platform;
        platform.set("feed.pingMs=200");
        platform.set("feed.deadMs=1000");
        QVERIFY2(platform.start(), platform.log().c_str());
        test::Proxy proxy(platform.port());
        std::vector<std::unique_ptr<test::WebSocketClient>> lost;
        for (int i = 0; i < 20; ++i) {
            lost.push_back(std::make_unique<test::WebSocketClient>(proxy.port(), platform.token()));
            lost.back()->sendText(R"({"type":"subscribe","topic":"metrics"})");
            QVERIFY(lost.back()->textWith("\"subscribed\""));
        }
        test::WebSocketClient alive(platform.port(), platform.token());
        alive.sendText(R"({"type":"subscribe","topic":"metrics"})");
        QVERIFY(alive.textWith("\"subscribed\""));
        QCOMPARE(gauge(platform, "steward_feed_clients"), 21.0);
        proxy.hang(true);
        const auto start = std::chrono::steady_clock::now();
        while (gauge(platform, "steward_feed_clients") > 1) {
            alive.sendText(R"({"type":"pong"})");
            QVERIFY(alive.textWith("\"ping\"", 5s));
            QVERIFY2(std::chrono::steady_clock::now() - start < 30s, "half-open connections are kept");
        }
        alive.sendText(R"({"type":"pong"})");
        QVERIFY(alive.textWith("\"events\""));
        QCOMPARE(gauge(platform, "steward_feed_clients"), 1.0);
    }
};

QTEST_GUILESS_MAIN(DoorTest)
#include "door_test.moc"
