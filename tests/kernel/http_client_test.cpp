// Requests to other services: what arrives, what is refused, and what is held when the other side misbehaves.
#include <QtTest>

#include "kernel/http_client.h"
#include "tests/support/served.h"

using namespace steward;
using namespace std::chrono_literals;
using kernel::Context;
using kernel::HttpCall;
using kernel::HttpClient;
using kernel::Request;
using kernel::Response;
using test::Served;

namespace {

using Reply = kernel::asio::awaitable<Response>;

Response textOf(std::string body, int status = 200) {
    Response response;
    response.status = status;
    response.body = std::move(body);
    response.set("Content-Type", "text/plain");
    return response;
}

// A service with a route for each habit.
struct Service {
    Service() {
        using contract::Method;
        for (const auto method : {Method::get, Method::post, Method::put, Method::delete_})
            served.router.raw(method, "/echo", [](const Request& request, Context&) -> Reply {
                Response response = textOf(request.target + "|" + request.body, 201);
                response.set("X-Seen", std::string(request.header("X-Sent")));
                co_return response;
            });
        served.router.raw(Method::get, "/large",
                          [](const Request&, Context&) -> Reply { co_return textOf(std::string(200'000, 'x')); });
        served.router.raw(Method::get, "/elsewhere", [](const Request&, Context&) -> Reply {
            Response response = textOf("", 302);
            response.set("Location", "http://127.0.0.2/secret");
            co_return response;
        });
        served.router.raw(Method::get, "/never", [this](const Request&, Context& context) -> Reply {
            ++asked;
            while (!context.stop.stop_requested()) {
                auto waiting = kernel::sleepFor(5ms);
                co_await std::move(waiting);
            }
            co_return textOf("late");
        });
        served.start();
    }
    std::string url(const std::string& path) const {
        return "http://127.0.0.1:" + std::to_string(served.port()) + path;
    }
    std::atomic<int> asked = 0;
    Served served;
};

}  // namespace

class HttpClientTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void bringsMethodHeadersAndBodyAndTakesTheReply() {
        Service service;
        HttpClient client;
        for (const std::string method : {"GET", "POST", "PUT", "DELETE"}) {
            const std::string body = method == "GET" ? "" : "a=1&b=\xC3\xA4";
            const auto reply = client.sendNow({method, service.url("/echo?x=1"), {{"X-Sent", "yes"}}, body});
            QVERIFY2(reply.has_value(), reply ? "" : reply.error().detail.c_str());
            QCOMPARE(reply->status, 201);
            QCOMPARE(reply->body, "/echo?x=1|" + body);
            QCOMPARE(reply->header("x-seen"), std::string_view("yes"));
        }
    }

    void resumesACoroutineOnItsOwnThread() {
        Service service;
        HttpClient client;
        const auto outcome = service.served.run([&]() -> kernel::Async<bool> {
            const auto before = std::this_thread::get_id();
            HttpCall call{.url = service.url("/large")};
            const auto reply = co_await client.send(std::move(call));
            if (!reply) co_return fail(reply.error());
            co_return reply->body.size() == 200'000 && before == std::this_thread::get_id();
        });
        QVERIFY(outcome.has_value() && *outcome);
    }

    void followsNoRedirect() {
        Service service;
        HttpClient client;
        const auto reply = client.sendNow({.url = service.url("/elsewhere")});
        QVERIFY(reply.has_value());
        QCOMPARE(reply->status, 302);
    }

    void takesNoMoreThanAsked() {
        Service service;
        HttpClient client;
        const auto reply = client.sendNow({.url = service.url("/large"), .maxBytes = 199'999});
        QVERIFY(!reply);
        QCOMPARE(reply.error().code, ErrorCode::tooLarge);
        QVERIFY(client.sendNow({.url = service.url("/large"), .maxBytes = 200'000}).has_value());
    }

    void endsInTime() {
        Service service;
        HttpClient client;
        const auto reply = client.sendNow({.url = service.url("/never?secret=1"), .timeout = 100ms});
        QVERIFY(!reply);
        QCOMPARE(reply.error().code, ErrorCode::timeout);
        QVERIFY(reply.error().message.find("secret") == std::string::npos);
        QVERIFY(reply.error().detail.find("secret") == std::string::npos);
    }

    void isCancelled() {
        Service service;
        HttpClient client;
        std::stop_source stop;
        std::promise<Result<kernel::HttpReply>> outcome;
        auto ended = outcome.get_future();
        std::thread waiting(
            [&] { outcome.set_value(client.sendNow({.url = service.url("/never")}, stop.get_token())); });
        QTRY_COMPARE(service.asked.load(), 1);
        stop.request_stop();
        QCOMPARE(ended.get().error().code, ErrorCode::cancelled);
        waiting.join();
    }

    void refusesWhatDoesNotFit() {
        Service service;
        std::atomic<int> refused = 0;
        HttpClient client({.maxAtOnce = 1, .maxWaiting = 1});
        std::stop_source stop;
        for (int i = 0; i < 20; ++i)
            client.start({.url = service.url("/never")}, stop.get_token(), [&](Result<kernel::HttpReply> reply) {
                if (!reply && reply.error().code == ErrorCode::unavailable) ++refused;
            });
        QVERIFY(refused >= 18 && refused <= 19);
    }

    void saysWhoCouldNotBeReached() {
        int port = 0;
        {
            Served closed;
            closed.start();
            port = closed.port();
        }
        HttpClient client;
        const auto reply = client.sendNow({.url = "http://127.0.0.1:" + std::to_string(port) + "/"});
        QVERIFY(!reply);
        QCOMPARE(reply.error().code, ErrorCode::unavailable);
        QVERIFY(reply.error().message.starts_with("127.0.0.1 "));
    }

    void refusesAddressesAndHeaders_data() {
        QTest::addColumn<QString>("url");
        QTest::newRow("plain") << "http://id.example/";
        QTest::newRow("looks like loopback") << "http://127.0.0.1.evil.example/";
        QTest::newRow("user name") << "https://user@id.example/";
        QTest::newRow("another scheme") << "file:///etc/passwd";
        QTest::newRow("no host") << "https://";
        QTest::newRow("line break") << "https://id.example/\r\nX: y";
        QTest::newRow("not a URL") << "";
    }
    void refusesAddressesAndHeaders() {
        QFETCH(QString, url);
        HttpClient client;
        QCOMPARE(client.sendNow({.url = url.toStdString()}).error().code, ErrorCode::invalid);
    }

    void refusesLineBreaksInHeaders() {
        HttpClient client;
        const auto reply = client.sendNow({.url = "https://id.example/", .headers = {{"X", "a\r\nY: b"}}});
        QCOMPARE(reply.error().code, ErrorCode::invalid);
    }

    // By its address, whatever the name is; and no connection that another call has opened is used again.
    void reachesNoPrivateNetworkWhereItMayNot() {
        Service service;
        HttpClient client;
        const std::string port = std::to_string(service.served.port());
        QVERIFY(client.sendNow({.url = service.url("/echo")}).has_value());
        for (const std::string& url :
             {service.url("/echo"), "http://localhost:" + port + "/echo", "http://0.0.0.0:" + port + "/echo",
              "http://[::1]:" + port + "/echo", "http://[::ffff:127.0.0.1]:" + port + "/echo",
              "http://[fd00::1]:" + port + "/echo", std::string("http://169.254.169.254/latest/meta-data")}) {
            const auto reply = client.sendNow({.url = url, .timeout = 2s, .plainHttp = true, .publicOnly = true});
            QVERIFY2(!reply, url.c_str());
            QVERIFY2(reply.error().code == ErrorCode::invalid, (url + ": " + reply.error().message).c_str());
        }
    }

    void opensAConnectionAndSendsNothing() {
        Service service;
        HttpClient client;
        const auto open = client.sendNow({.url = service.url("/"), .connectOnly = true});
        QVERIFY2(open, open ? "" : open.error().message.c_str());
        QCOMPARE(open->status, 0);
        QVERIFY(!client.sendNow({.url = "http://127.0.0.1:1/", .connectOnly = true}));
    }

    void allowsPlainHttpWhenTold() {
        QVERIFY(kernel::checkCallUrl("http://collector:4318/v1/traces", true).has_value());
        QVERIFY(!kernel::checkCallUrl("http://collector:4318/v1/traces").has_value());
        QVERIFY(kernel::checkCallUrl("https://collector:4318/v1/traces").has_value());
    }
};

QTEST_GUILESS_MAIN(HttpClientTest)
#include "http_client_test.moc"
