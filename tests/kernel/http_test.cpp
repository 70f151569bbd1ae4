// The listener against clients that are right, wrong, slow or hostile, over raw sockets.
#include <QtTest>

#include "kernel/health.h"
#include "tests/support/served.h"

using namespace steward;
using namespace std::chrono_literals;
using test::Ask;
using test::RawConnection;
using test::Served;

namespace {

kernel::asio::awaitable<kernel::Response> echo(const kernel::Request& request, kernel::Context&) {
    co_return kernel::jsonResponse(request.body.empty() ? "{\"path\":\"" + request.path + "\"}" : request.body);
}

void bindEcho(Served& served) {
    served.router.raw(contract::Method::get, "/echo", echo);
    served.router.raw(contract::Method::post, "/echo", echo);
    served.router.raw(
        contract::Method::get, "/things/{id}",
        [](const kernel::Request& request, kernel::Context&) -> kernel::asio::awaitable<kernel::Response> {
            co_return kernel::jsonResponse(std::string(request.pathParameter("id")));
        });
    served.router.fast("/health/live", []() -> const kernel::Response& {
        static const auto live = kernel::jsonResponse("{\"status\":\"ok\"}");
        return live;
    });
}

}  // namespace

class HttpTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void answersWithSecurityHeadersAndARequestId() {
        Served served;
        bindEcho(served);
        served.start();
        const auto reply = served.ask({.target = "/echo"});
        QCOMPARE(reply.status, 200);
        QCOMPARE(reply.body, std::string("{\"path\":\"/echo\"}"));
        QVERIFY(reply.header("X-Request-Id").starts_with("req_"));
        QCOMPARE(reply.header("X-Content-Type-Options"), std::string("nosniff"));
        QCOMPARE(reply.header("Cache-Control"), std::string("no-store"));
        QVERIFY(reply.header("Date").ends_with("GMT"));
        const auto own = served.ask({.target = "/echo", .headers = {{"X-Request-Id", "abc-1"}}});
        QCOMPARE(own.header("X-Request-Id"), std::string("abc-1"));
        const auto hostile = served.ask({.target = "/echo", .headers = {{"X-Request-Id", "a\"b"}}});
        QVERIFY(hostile.header("X-Request-Id").starts_with("req_"));
    }

    void headNeedsNoBodyAndWrongMethodsNameTheRightOnes() {
        Served served;
        bindEcho(served);
        served.start();
        const auto head = served.ask({.method = "HEAD", .target = "/echo"});
        QCOMPARE(head.status, 200);
        QCOMPARE(head.header("Content-Length"), std::string("16"));
        QCOMPARE(head.body, std::string());
        const auto wrong = served.ask({.method = "DELETE", .target = "/echo"});
        QCOMPARE(wrong.status, 405);
        QCOMPARE(wrong.header("Allow"), std::string("GET, HEAD, POST"));
        QCOMPARE(wrong.header("Content-Type"), std::string("application/problem+json"));
        QCOMPARE(served.ask({.target = "/nothing"}).status, 404);
        QCOMPARE(served.ask({.method = "BREW", .target = "/echo"}).status, 501);
        const auto options = served.ask({.method = "OPTIONS", .target = "/echo"});
        QCOMPARE(options.status, 405);
        QVERIFY(!options.header("Allow").empty());
    }

    void pathParametersArriveDecodedAndSlashesInThemDoNotRoute() {
        Served served;
        bindEcho(served);
        served.start();
        QCOMPARE(served.ask({.target = "/things/a%2Fb%20c"}).body, std::string("a/b c"));
        QCOMPARE(served.ask({.target = "/things/a/b"}).status, 404);
        QCOMPARE(served.ask({.target = "/things/"}).status, 404);
        for (const auto* bad : {"/things/%zz", "/things/%4", "/things/%00", "/things/%ff%fe", "/echo?a=%gg", "/echo#x"})
            QCOMPARE(served.ask({.target = bad}).status, 400);
    }

    void pipelinedRequestsAreAnsweredInOrder() {
        Served served;
        bindEcho(served);
        served.start();
        RawConnection connection(served.port());
        std::string many;
        for (int i = 0; i < 50; ++i)
            many += test::spell(i % 3 == 0 ? Ask{.target = "/health/live"}
                                           : Ask{.target = "/things/n" + std::to_string(i)});
        QVERIFY(connection.send(many));
        for (int i = 0; i < 50; ++i) {
            const auto reply = connection.reply();
            QCOMPARE(reply.status, 200);
            QCOMPARE(reply.body, i % 3 == 0 ? std::string("{\"status\":\"ok\"}") : "n" + std::to_string(i));
        }
    }

    void oldClientsAreServedAndClosed() {
        Served served;
        bindEcho(served);
        served.start();
        RawConnection connection(served.port());
        connection.send("GET /echo HTTP/1.0\r\n\r\n");
        const auto all = connection.readToEnd();
        QVERIFY(all.starts_with("HTTP/1.1 200 OK\r\n"));
        QVERIFY(all.find("Connection: close") != std::string::npos);
    }

    void ambiguousRequestsAreRefused_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("status");
        QTest::newRow("two lengths")
            << QByteArray("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nabc") << 400;
        QTest::newRow("length and chunks")
            << QByteArray(
                   "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n")
            << 400;
        QTest::newRow("chunks and length")
            << QByteArray(
                   "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nContent-Length: 2\r\n\r\n0\r\n\r\n")
            << 400;
        QTest::newRow("unknown encoding")
            << QByteArray("POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: xchunked\r\n\r\n") << 400;
        QTest::newRow("encoding list")
            << QByteArray("POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked, identity\r\n\r\n") << 400;
        QTest::newRow("negative length") << QByteArray("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n")
                                         << 400;
        QTest::newRow("signed length") << QByteArray("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: +2\r\n\r\nab")
                                       << 400;
        QTest::newRow("no host") << QByteArray("GET /echo HTTP/1.1\r\n\r\n") << 400;
        QTest::newRow("no host for health") << QByteArray("GET /health/live HTTP/1.1\r\n\r\n") << 400;
        QTest::newRow("two hosts") << QByteArray("GET /echo HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n") << 400;
        QTest::newRow("space before colon") << QByteArray("GET /echo HTTP/1.1\r\nHost : a\r\n\r\n") << 400;
        QTest::newRow("no HTTP") << QByteArray("hello there\r\n\r\n") << 400;
        QTest::newRow("TLS") << QByteArray("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", 15) << 400;
        QTest::newRow("version") << QByteArray("GET /echo HTTP/2.0\r\nHost: a\r\n\r\n") << 505;
        QTest::newRow("expectation")
            << QByteArray("POST /echo HTTP/1.1\r\nHost: a\r\nExpect: tea\r\nContent-Length: 1\r\n\r\nx") << 417;
        QTest::newRow("bad chunk") << QByteArray(
                                          "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n")
                                   << 400;
    }
    void ambiguousRequestsAreRefused() {
        QFETCH(QByteArray, bytes);
        QFETCH(int, status);
        Served served;
        bindEcho(served);
        served.start();
        RawConnection connection(served.port());
        connection.send({bytes.constData(), static_cast<std::size_t>(bytes.size())});
        const auto reply = connection.reply();
        QCOMPARE(reply.status, status);
        QCOMPARE(reply.header("Connection"), std::string("close"));
        QVERIFY(connection.closedByPeer(5s));
        QCOMPARE(served.ask({.target = "/echo"}).status, 200);
    }

    void whatIsTooLargeIsRefused() {
        Served served;
        bindEcho(served);
        served.start();
        Ask headers{.target = "/echo"};
        for (int i = 0; i < 101; ++i)
            headers.headers.emplace_back("X-" + std::to_string(i), "1");
        QCOMPARE(served.ask(headers).status, 431);
        QCOMPARE(served.ask({.target = "/echo", .headers = {{"X-Long", std::string(20'000, 'x')}}}).status, 431);
        QCOMPARE(served.ask({.target = "/echo?" + std::string(9'000, 'x')}).status, 414);
        const auto announced = served.ask({.method = "POST", .target = "/echo", .body = std::string(300'000, 'x')});
        QCOMPARE(announced.status, 413);
        RawConnection chunked(served.port());
        chunked.send("POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n");
        const std::string chunk = "10000\r\n" + std::string(0x10000, 'x') + "\r\n";
        for (int i = 0; i < 6; ++i)
            chunked.send(chunk);
        QCOMPARE(chunked.reply().status, 413);
        RawConnection huge(served.port());
        huge.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 18446744073709551615\r\n\r\n");
        const int status = huge.reply().status;
        QVERIFY(status == 413 || status == 400);
    }

    void chunkedBodiesAndExpectationsWork() {
        Served served;
        bindEcho(served);
        served.start();
        RawConnection connection(served.port());
        connection.send(
            "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n");
        QCOMPARE(connection.reply().body, std::string("abcde"));
        connection.send("POST /echo HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n");
        QCOMPARE(connection.read(25), std::string("HTTP/1.1 100 Continue\r\n\r\n"));
        connection.send("hello");
        QCOMPARE(connection.reply().body, std::string("hello"));
        connection.send("POST /echo HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 500000\r\n\r\n");
        QCOMPARE(connection.reply().status, 413);
    }

    void slowClientsAreCutOff() {
        kernel::HttpConfig config;
        config.headerTimeoutMs = 300;
        config.bodyTimeoutMs = 300;
        config.idleTimeoutMs = 300;
        Served served(config);
        bindEcho(served);
        served.start();
        RawConnection header(served.port());
        header.send("GET /echo HTTP/1.1\r\nHost:");
        QCOMPARE(header.reply().status, 408);
        QVERIFY(header.closedByPeer(5s));
        RawConnection body(served.port());
        body.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nabc");
        QCOMPARE(body.reply().status, 408);
        RawConnection idle(served.port());
        QVERIFY(idle.closedByPeer(5s));
        RawConnection drip(served.port());
        const auto start = std::chrono::steady_clock::now();
        while (drip.send("X") && !drip.closedByPeer(60ms))
            if (std::chrono::steady_clock::now() - start > 5s) QFAIL("a client that drips is served for ever");
    }

    void tooManyConnectionsAreTurnedAway() {
        kernel::HttpConfig config;
        config.maxConnections = 3;
        Served served(config);
        bindEcho(served);
        served.start();
        std::vector<RawConnection> held;
        for (int i = 0; i < 3; ++i) {
            held.emplace_back(served.port());
            held.back().send(test::spell({.target = "/echo"}));
            QCOMPARE(held.back().reply().status, 200);
        }
        RawConnection fourth(served.port());
        QCOMPARE(fourth.reply().status, 503);
        held.pop_back();
        int status = 0;
        QTRY_VERIFY(status == 200 || (status = served.ask({.target = "/echo"}).status) == 200);
    }

    void drainingLetsRequestsFinish() {
        Served served;
        bindEcho(served);
        std::promise<void> arrived;
        served.router.raw(contract::Method::get, "/slow",
                          [&](const kernel::Request&, kernel::Context&) -> kernel::asio::awaitable<kernel::Response> {
                              arrived.set_value();
                              co_await kernel::sleepFor(300ms);
                              co_return kernel::jsonResponse("\"done\"");
                          });
        served.start();
        RawConnection idle(served.port());
        idle.send(test::spell({.target = "/echo"}));
        QCOMPARE(idle.reply().status, 200);
        RawConnection working(served.port());
        working.send(test::spell({.target = "/slow"}));
        arrived.get_future().wait();
        auto drained = std::make_shared<std::promise<void>>();
        served.io.spawn([&served, drained]() -> kernel::asio::awaitable<void> {
            auto draining = served.listener.drain(5s);
            co_await std::move(draining);
            drained->set_value();
        });
        const auto reply = working.reply();
        QCOMPARE(reply.body, std::string("\"done\""));
        QCOMPARE(reply.header("Connection"), std::string("close"));
        QVERIFY(idle.closedByPeer(5s));
        QVERIFY(drained->get_future().wait_for(5s) == std::future_status::ready);
        QVERIFY(!RawConnection(served.port()).isConnected());
    }

    void aHandlerThatThrowsTellsNothing() {
        Served served;
        served.router.raw(contract::Method::get, "/throws",
                          [](const kernel::Request&, kernel::Context&) -> kernel::asio::awaitable<kernel::Response> {
                              throw std::runtime_error("the password is hunter2");
                              co_return kernel::Response{};
                          });
        served.start();
        const auto reply = served.ask({.target = "/throws"});
        QCOMPARE(reply.status, 500);
        QVERIFY(reply.body.find("hunter2") == std::string::npos);
        QVERIFY(reply.body.find(reply.header("X-Request-Id")) != std::string::npos);
    }
};

QTEST_GUILESS_MAIN(HttpTest)
#include "http_test.moc"
