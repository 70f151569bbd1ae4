// PlatformClient over real sockets: redirects, replies that end early, lines that stream.
#include <QSignalSpy>
#include <QtTest>
#include <atomic>

#include "client/platform_client.h"
#include "contract/endpoints.h"
#include "loopback_server.h"
#include "tests/support/awaited.h"

using namespace steward;
using namespace steward::client;
using steward::test::awaited;
using steward::test::LoopbackServer;

namespace {

QByteArray chunk(const QByteArray& bytes) {
    return QByteArray::number(bytes.size(), 16) + "\r\n" + bytes + "\r\n";
}
const QByteArray chunkedHead =
    "HTTP/1.1 200 OK\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n";

struct Fixture {
    explicit Fixture(LoopbackServer::Handler handler) : server(std::move(handler)) {}
    LoopbackServer server;
    PlatformClient client{server.url(), std::make_shared<FixedToken>("secret")};
};

}  // namespace

class LoopbackTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theTokenDoesNotFollowARedirect() {
        LoopbackServer elsewhere([](const auto&, QTcpSocket* socket) { LoopbackServer::json(socket, "{}"); });
        Fixture f([&](const auto&, QTcpSocket* socket) {
            LoopbackServer::json(socket, "", "307 Temporary Redirect",
                                 "Location: " + elsewhere.url().toEncoded() + "/v1/me\r\n");
        });
        QCOMPARE(awaited(f.client.call(contract::me, {})).error().code, ErrorCode::internal);
        QVERIFY(f.server.seen[0].head.contains("Authorization: Bearer secret"));
        QVERIFY(elsewhere.seen.empty());
    }

    void aChunkedReplyThatEndsEarlyIsAnError() {
        Fixture f([](const auto&, QTcpSocket* socket) {
            socket->write(chunkedHead + chunk(R"({"status":"ok")"));
            socket->disconnectFromHost();
        });
        QCOMPARE(awaited(f.client.call(contract::healthLive, {})).error().code, ErrorCode::internal);
    }

    void aCountedReplyThatEndsEarlyIsAnError() {
        Fixture f([](const auto&, QTcpSocket* socket) {
            socket->write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"status\":\"ok\"}");
            socket->disconnectFromHost();
        });
        QCOMPARE(awaited(f.client.call(contract::healthLive, {})).error().code, ErrorCode::internal);
    }

    void noListenerIsOffline() {
        QUrl url;
        {
            LoopbackServer gone([](const auto&, QTcpSocket*) {});
            url = gone.url();
        }
        PlatformClient client(url, std::make_shared<FixedToken>());
        QCOMPARE(awaited(client.call(contract::healthLive, {})).error().code, ErrorCode::offline);
        QCOMPARE(client.link(), Link::offline);
    }

    void linesArriveInOrderHoweverTheyAreCut() {
        Fixture f([](const auto&, QTcpSocket* socket) {
            socket->write(chunkedHead + chunk("{\"a\":1}\n[1,") + chunk("2]\n[3]") + chunk("\n{\"end\":true}") +
                          chunk(""));
        });
        std::vector<std::string> lines;
        QVERIFY(
            awaited(f.client.stream(contract::snapshot, {.dataset = "tenants"}, [&](std::string_view line) -> Result<> {
                lines.emplace_back(line);
                return {};
            })));
        QCOMPARE(lines, (std::vector<std::string>{"{\"a\":1}", "[1,2]", "[3]", "{\"end\":true}"}));
        QCOMPARE(f.server.seen[0].target, "/v1/snapshots/tenants");
    }

    void manyLinesNeverRunTwiceAtATime() {
        Fixture f([](const auto&, QTcpSocket* socket) {
            QByteArray lines;
            for (int i = 0; i < 200000; ++i)
                lines += "[" + QByteArray::number(i) + ",\"some text\"]\n";
            socket->write(chunkedHead + chunk("{}\n" + lines + "{}\n") + chunk(""));
        });
        std::atomic<int> inside = 0;
        std::atomic<bool> overlapped = false;
        std::int64_t count = 0;
        const QThread* gui = QThread::currentThread();
        const auto outcome =
            awaited(f.client.stream(contract::snapshot, {.dataset = "usage"}, [&](std::string_view line) -> Result<> {
                if (++inside > 1 || QThread::currentThread() == gui) overlapped = true;
                if (line == "{}") return --inside, Result<>();
                if (line != "[" + std::to_string(count) + ",\"some text\"]") overlapped = true;
                ++count;
                --inside;
                return {};
            }));
        QVERIFY(outcome);
        QVERIFY(!overlapped);
        QCOMPARE(count, std::int64_t(200000));
    }

    void aStreamThatEndsEarlyIsAnError() {
        Fixture f([](const auto&, QTcpSocket* socket) {
            socket->write(chunkedHead + chunk("{}\n[1]\n[2]\n"));
            socket->disconnectFromHost();
        });
        const auto outcome = awaited(
            f.client.stream(contract::snapshot, {.dataset = "usage"}, [](std::string_view) { return Result<>(); }));
        QCOMPARE(outcome.error().code, ErrorCode::internal);
    }

    void aRefusedStreamSaysWhy() {
        Fixture f([](const auto&, QTcpSocket* socket) {
            LoopbackServer::json(socket,
                                 R"({"type":"","title":"Not for you.","status":403,"detail":"","requestId":"req_1"})",
                                 "403 Forbidden");
        });
        bool called = false;
        const auto outcome = awaited(f.client.stream(contract::snapshot, {.dataset = "usage"}, [&](std::string_view) {
            called = true;
            return Result<>();
        }));
        QCOMPARE(outcome.error().code, ErrorCode::forbidden);
        QCOMPARE(outcome.error().message, "Not for you.");
        QVERIFY(!called);
    }

    void theReaderCanEndTheStream() {
        Fixture f([](const auto&, QTcpSocket* socket) { socket->write(chunkedHead + chunk("[1]\n[2]\n[3]\n")); });
        std::int64_t count = 0;
        const auto outcome =
            awaited(f.client.stream(contract::snapshot, {.dataset = "usage"}, [&](std::string_view) -> Result<> {
                if (++count < 2) return {};
                return fail(ErrorCode::storage, "The disk is full.");
            }));
        QCOMPARE(outcome.error().code, ErrorCode::storage);
        QCOMPARE(count, std::int64_t(2));
    }

    void aStreamCanBeStopped() {
        QPointer<QTcpSocket> open;
        Fixture f([&](const auto&, QTcpSocket* socket) {
            open = socket;
            socket->write(chunkedHead + chunk("[1]\n"));
        });
        std::stop_source stop;
        std::atomic<int> lines = 0;
        auto future = f.client.stream(
            contract::snapshot, {.dataset = "usage"},
            [&](std::string_view) {
                ++lines;
                return Result<>();
            },
            stop.get_token());
        QTRY_COMPARE(lines.load(), 1);
        stop.request_stop();
        QCOMPARE(awaited(future).error().code, ErrorCode::cancelled);
        QTRY_VERIFY(!open || open->state() == QAbstractSocket::UnconnectedState);
    }

    void silenceEndsAStream() {
        Fixture f([](const auto&, QTcpSocket* socket) { socket->write(chunkedHead + chunk("[1]\n")); });
        const auto outcome = awaited(f.client.stream(contract::snapshot, {.dataset = "usage"},
                                                     [](std::string_view) { return Result<>(); }, {},
                                                     {.timeout = std::chrono::milliseconds(100)}));
        QCOMPARE(outcome.error().code, ErrorCode::timeout);
    }

    // A reader that does not take lines holds the sender back: what is in between is bounded.
    void aSlowReaderHoldsTheSenderBack() {
        QPointer<QTcpSocket> sender;
        const qint64 all = 64 * 1024 * 1024;
        Fixture f([&](const auto&, QTcpSocket* socket) {
            sender = socket;
            QByteArray line(1023, 'x');
            line += '\n';
            QByteArray lines;
            for (qint64 i = 0; i < all / 1024; ++i)
                lines += line;
            socket->write(chunkedHead + chunk("{}\n" + lines + "{}\n") + chunk(""));
        });
        std::atomic<bool> goOn = false;
        std::atomic<std::int64_t> taken = 0;
        auto future = f.client.stream(contract::snapshot, {.dataset = "usage"}, [&](std::string_view line) {
            while (!goOn)
                QThread::yieldCurrentThread();
            if (line != "{}") taken += std::int64_t(line.size()) + 1;
            return Result<>();
        });
        // The kernel's buffers and ours fill up, then nothing moves although all is written.
        QTRY_VERIFY(sender && sender->bytesToWrite() < all);
        qint64 before = 0;
        QTRY_VERIFY(std::exchange(before, sender->bytesToWrite()) == sender->bytesToWrite() && before > all / 2);
        goOn = true;
        QVERIFY(awaited(future));
        QCOMPARE(taken.load(), std::int64_t(all));
    }
};

QTEST_MAIN(LoopbackTest)
#include "loopback_test.moc"
