// Logs through a real stewardd: how they arrive, are found, watched and taken away.
#include <QtTest>

#include "contract/endpoints.h"
#include "contract/lines.h"
#include "contract/problem.h"
#include "contract/topics.h"
#include "tests/logs/otlp_message.h"
#include "tests/support/packed.h"
#include "tests/support/reply_document.h"
#include "tests/support/sign_in.h"
#include "tests/support/stewardd_fixture.h"
#include "tests/support/web_socket_client.h"

using namespace steward;
using contract::LogPage;
using test::Ask;
using test::read;
using test::Reply;
namespace otlp = test::otlp;

namespace {

std::uint64_t nanoseconds(Time time) {
    return static_cast<std::uint64_t>(time.time_since_epoch().count()) * 1'000'000;
}

}  // namespace

class LogsApiTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        platform_.set("logs.maxWaiting=2000");
        platform_.set("logs.requests=all");
        QVERIFY2(platform_.loadDemo(20), platform_.log().c_str());
        QVERIFY2(platform_.start(), platform_.log().c_str());
        tenant_ = tenantOf("tarnwick");
        other_ = tenantOf("lindenmoor");
        QVERIFY(!tenant_.id.empty() && !other_.id.empty());
        owner_ = test::signIn(platform_.port(), tenant_.slug, tenant_.ownerEmail).token;
        QVERIFY(!owner_.empty());
    }

    void whatArrivesIsFound() {
        const auto reply = sendBinary(
            otlp::request("billing", tenant_.id,
                          {{nanoseconds(now_), 17, "Card declined for order 4711", {{"http.route", "/v1/pay"}}},
                           {nanoseconds(now_) + 5'000'000, 9, "Order 4712 paid", {}}}));
        QCOMPARE(reply.status, 200);
        QCOMPARE(reply.header("Content-Type"), std::string("application/x-protobuf"));
        QCOMPARE(reply.body, std::string());
        const auto page = found("search~declined", 1, owner_);
        QCOMPARE(page.items.at(0).service, std::string("billing"));
        QCOMPARE(page.items.at(0).severity, domain::LogSeverity::error);
        QCOMPARE(page.items.at(0).time, now_);
        QCOMPARE(page.items.at(0).tenantId.value_or(""), tenant_.id);
        const auto one = read<domain::LogRecord>(platform_.ask({.target = "/v1/logs/" + page.items[0].id}));
        QVERIFY(one == page.items[0]);
        const auto context = read<contract::LogContext>(
            platform_.ask({.target = "/v1/logs/" + page.items[0].id + "/context?before=5&after=5"}));
        QCOMPARE(context.items.size(), std::size_t(2));
        QCOMPARE(context.index, 0);
        QCOMPARE(platform_.ask({.target = "/v1/logs/" + page.items[0].id + "/context?before=201"}).status, 400);
    }

    void whatIsRejectedIsSaid() {
        const std::string body =
            R"({"resourceLogs":[{"scopeLogs":[{"logRecords":[{"timeUnixNano":"1000000000000000000","body":{"stringValue":"ancient"}},)"
            R"({"body":{"stringValue":"kept of two"}}]}]}]})";
        const auto reply = sendText(body);
        QCOMPARE(reply.status, 200);
        QVERIFY2(reply.body.find("\"rejectedLogRecords\":\"1\"") != std::string::npos, reply.body.c_str());
        found("search~\"kept of two\"", 1);
        QCOMPARE(found("search~ancient", 0).total, 0);
        const auto tenantless = sendBinary(otlp::request("x", "no tenant", {{nanoseconds(now_), 9, "of nobody", {}}}));
        QCOMPARE(tenantless.status, 200);
        QVERIFY(!tenantless.body.empty());
    }

    void whatIsNoRequestIsRefused() {
        QCOMPARE(sendBinary("\x0a\xff\xff").status, 400);
        QCOMPARE(sendText("{").status, 400);
        QCOMPARE(send("x", "text/plain").status, 415);
        QCOMPARE(send(std::string(5 << 20, 'x'), "application/x-protobuf").status, 413);
        QCOMPARE(sendBinary(otlp::request("x", "", {{1, 9, "x"}}), "-").status, 401);
        const auto viewer = test::signIn(platform_.port(), tenant_.slug, viewerOf(tenant_)).token;
        QCOMPARE(sendBinary(otlp::request("x", "", {{1, 9, "x"}}), viewer).status, 403);
        QCOMPARE(platform_.ask({.target = "/v1/logs", .token = viewer}).status, 403);
        const auto many = otlp::request("x", "", std::vector<otlp::Line>(2001, {nanoseconds(now_), 9, "no room"}));
        const auto refused = sendBinary(many);
        QCOMPARE(refused.status, 503);
        QCOMPARE(found("search~\"no room\"", 0).total, 0);
    }

    void gzipIsTakenAndGiven() {
        const Ask packed{.method = "POST",
                         .target = "/v1/otlp/v1/logs",
                         .body = test::gzip(otlp::request("packer", "", {{nanoseconds(now_), 9, "came packed", {}}})),
                         .headers = {{"Content-Type", "application/x-protobuf"}, {"Content-Encoding", "gzip"}}};
        QCOMPARE(platform_.ask(packed).status, 200);
        QCOMPARE(found("service=packer", 1).items[0].body, std::string("came packed"));
        auto broken = packed;
        broken.body.resize(broken.body.size() / 2);
        QCOMPARE(platform_.ask(broken).status, 400);
        broken.body = "no gzip";
        QCOMPARE(platform_.ask(broken).status, 400);
        broken.headers[1].second = "br";
        QCOMPARE(platform_.ask(broken).status, 415);
        auto bomb = packed;
        bomb.body = test::gzip(std::string(17 << 20, ' '));
        const auto tooLarge = platform_.ask(bomb);
        QCOMPARE(tooLarge.status, 413);
        QVERIFY(tooLarge.body.find("unpacked") != std::string::npos);
        const auto page = platform_.ask({.target = "/v1/logs?limit=100", .headers = {{"Accept-Encoding", "gzip"}}});
        QCOMPARE(page.header("Content-Encoding"), std::string("gzip"));
    }

    void secretsAreNotKept() {
        QCOMPARE(
            sendBinary(otlp::request(
                           "mailer", "",
                           {{nanoseconds(now_), 9, "login password=hunter2 at smtp", {{"smtp.password", "hunter2"}}}}))
                .status,
            200);
        const auto page = found("search~smtp;service=mailer", 1);
        QCOMPARE(page.items[0].body, std::string("login password=[redacted] at smtp"));
        QCOMPARE(found("search~hunter2", 0).total, 0);
    }

    void thePlatformLogsItself() {
        const auto own = found("service=stewardd;attribute=\"route=listTenants\"", 1);
        QCOMPARE(own.items[0].body, std::string("GET listTenants answered 200"));
        // The requests of a tenant's people are the tenant's; the platform's own lines are nobody else's.
        QVERIFY(found("service=stewardd;attribute=\"route=listLogs\"", 1, owner_).total > 0);
        for (const auto& one : found("service=stewardd", 1, owner_).items) {
            QCOMPARE(one.tenantId.value_or(""), tenant_.id);
            QVERIFY2(one.body.find(" answered ") != std::string::npos, one.body.c_str());
        }
        for (const auto& one : found("service=stewardd", 1).items)
            QVERIFY2(json::write(one).find("eyJ") == std::string::npos, json::write(one).c_str());  // no token
    }

    void whatIsNewIsHeard() {
        test::WebSocketClient all(platform_.port(), platform_.token());
        test::WebSocketClient own(platform_.port(), owner_);
        QVERIFY(all.sendText(R"({"type":"subscribe","topic":"logs"})"));
        QVERIFY(own.sendText(R"({"type":"subscribe","topic":"logs:)" + tenant_.id + R"("})"));
        QVERIFY(all.textWith("\"subscribed\"") && own.textWith("\"subscribed\""));
        QVERIFY(own.sendText(R"({"type":"subscribe","topic":"logs"})"));
        QVERIFY(own.textWith("\"refused\""));
        QCOMPARE(
            sendBinary(otlp::request("billing", other_.id, {{nanoseconds(now_), 9, "of the other one", {}}})).status,
            200);
        QCOMPARE(sendBinary(otlp::request("billing", tenant_.id, {{nanoseconds(now_), 9, "live and own", {}}})).status,
                 200);
        QVERIFY(all.textWith("of the other one"));
        std::string heard;
        for (int i = 0; i < 20 && heard.find("live and own") == std::string::npos; ++i)
            heard += own.textWith("\"logs:").value_or("");
        QVERIFY2(heard.find("live and own") != std::string::npos, heard.c_str());
        QVERIFY2(heard.find("of the other one") == std::string::npos, heard.c_str());
    }

    void anExportIsWhole() {
        std::vector<otlp::Line> lines;
        for (int i = 0; i < 1500; ++i)
            lines.push_back({nanoseconds(now_) + std::uint64_t(i) * 1'000'000, 9, "exported " + std::to_string(i)});
        QCOMPARE(sendBinary(otlp::request("exporter", tenant_.id, lines)).status, 200);
        found("service=exporter", 1500);
        const auto reply = platform_.ask({.target = "/v1/logs-export?filter=service%3Dexporter"});
        QCOMPARE(reply.status, 200);
        QCOMPARE(std::ranges::count(reply.body, '\n'), 1502);
        QVERIFY(reply.body.find("exported 0\"") < reply.body.find("exported 1499\""));
        QCOMPARE(platform_.ask({.target = "/v1/logs-export?filter=nothing%3D1"}).status, 400);
        const auto foreign = platform_.ask({.target = "/v1/logs-export?filter=service%3Dexporter&x=1"});
        QCOMPARE(foreign.status, 400);
    }

    void staysAfterARestartWithinItsSize() {
        std::vector<otlp::Line> lines(1900, {nanoseconds(now_), 9, std::string(1500, 'z')});
        QCOMPARE(sendBinary(otlp::request("large", "", lines)).status, 200);
        found("service=large", 1900);
        QCOMPARE(platform_.stop(), 0);
        platform_.set("logs.maxMegabytes=1");
        QVERIFY2(platform_.start(), platform_.log().c_str());
        contract::LogState state;
        for (int i = 0; i < 100; ++i) {
            state = read<contract::LogState>(platform_.ask({.target = "/v1/logs-state"}));
            if (state.bytes > 0 && state.bytes <= 1 << 20) break;
            QTest::qWait(100);
        }
        QVERIFY2(state.bytes > 0 && state.bytes <= 1 << 20, json::write(state).c_str());
        QCOMPARE(state.dropped, 0);
        QVERIFY(found("service=large", 1).total < 1900);
    }

private:
    Reply send(const std::string& body, const std::string& type, const std::string& token = {}) {
        return platform_.ask({.method = "POST",
                              .target = "/v1/otlp/v1/logs",
                              .body = body,
                              .token = token,
                              .headers = {{"Content-Type", type}}});
    }
    Reply sendBinary(const std::string& body, const std::string& token = {}) {
        return send(body, "application/x-protobuf", token);
    }
    Reply sendText(const std::string& body) { return send(body, "application/json"); }

    // Once there are so many; what there is after a while otherwise.
    LogPage found(const std::string& filter, std::int64_t atLeast, const std::string& token = {}) {
        LogPage page;
        for (int i = 0; i < 200; ++i) {
            const auto reply =
                platform_.ask({.target = "/v1/logs?limit=500&filter=" +
                                         QUrl::toPercentEncoding(QString::fromStdString(filter)).toStdString(),
                               .token = token});
            page = read<LogPage>(reply);
            if (reply.status != 200) qWarning("%s", reply.body.c_str());
            if (page.total >= atLeast) return page;
            QTest::qWait(50);
        }
        qWarning("%s: %lld", filter.c_str(), static_cast<long long>(page.total));
        page.items.resize(std::max<std::size_t>(1, page.items.size()));
        return page;
    }
    std::string viewerOf(const domain::Tenant& tenant) {
        return read<contract::Page<domain::User>>(
                   platform_.ask({.target = "/v1/users?limit=1&filter=role%3Dviewer%3Bstatus%3Dactive%3BtenantId%3D" +
                                            tenant.id}))
            .items.at(0)
            .email;
    }
    domain::Tenant tenantOf(const std::string& slug) {
        const auto page =
            read<contract::Page<domain::Tenant>>(platform_.ask({.target = "/v1/tenants?filter=slug%3D" + slug}));
        return page.items.empty() ? domain::Tenant{} : page.items[0];
    }

    test::StewarddFixture platform_;
    domain::Tenant tenant_, other_;
    std::string owner_;
    Time now_ = SystemClock().now();
};

QTEST_GUILESS_MAIN(LogsApiTest)
#include "logs_api_test.moc"
