// TLS of the listener: against clients that trust it, that do not, that are slow, and while certificates are replaced.
#include <QtTest>
#include <QtWebSockets/QWebSocket>
#include <csignal>
#include <fstream>

#include "client/platform_client.h"
#include "client/session_tokens.h"
#include "contract/endpoints.h"
#include "kernel/health.h"
#include "kernel/http/tls.h"
#include "tests/support/awaited.h"
#include "tests/support/certificates.h"
#include "tests/support/served.h"

using namespace steward;
using namespace std::chrono_literals;
using contract::Method;
using test::RawConnection;
using test::Served;
using test::TestAuthority;
using Reply = kernel::asio::awaitable<kernel::Response>;

namespace {

QSslConfiguration trusting(const TestAuthority& authority) {
    auto configuration = QSslConfiguration::defaultConfiguration();
    configuration.setCaCertificates(
        QSslCertificate::fromPath(QString::fromStdString(authority.certificate().string())));
    return configuration;
}

// A listener with a certificate for 127.0.0.1, and handlers that echo.
struct SecureServed {
    explicit SecureServed(kernel::HttpConfig config = {}) : served(config) {
        authority.issue(certificate, key, "first");
        auto loaded = kernel::Tls::load({certificate.string(), key.string()});
        if (!loaded) qFatal("%s", loaded.error().message.c_str());
        tls = std::move(*loaded);
        served.listener.secure(*tls);
        const auto echo = [](const kernel::Request& request, kernel::Context&) -> Reply {
            co_return kernel::jsonResponse(request.body.empty() ? "\"empty\"" : request.body);
        };
        served.router.raw(Method::get, "/echo", echo);
        served.router.raw(Method::post, "/echo", echo);
        served.router.bind(contract::me, [](kernel::Context&, contract::Nothing) -> kernel::Async<contract::Me> {
            contract::Me me;
            me.environment = "test";
            co_return me;
        });
        served.listener.webSocket(
            "/v1/feed", [](const kernel::Request&) -> kernel::Async<> { co_return Result<>(); },
            [](std::unique_ptr<kernel::WebSocket> webSocket, kernel::Request) -> kernel::asio::awaitable<void> {
                for (;;) {
                    auto reading = webSocket->read();
                    auto message = co_await std::move(reading);
                    if (!message) co_return;
                    auto writing = webSocket->write(std::make_shared<const std::string>("echo " + *message));
                    co_await std::move(writing);
                }
            });
    }

    QUrl url() const { return QUrl(QStringLiteral("https://127.0.0.1:%1").arg(served.port())); }

    test::TemporaryFolder folder;
    TestAuthority authority{folder.path() / "ca", "Test authority"};
    std::filesystem::path certificate = folder.path() / "server.pem";
    std::filesystem::path key = folder.path() / "server.key";
    std::unique_ptr<kernel::Tls> tls;
    Served served;
};

// A connection that verifies its peer.
struct SecureSocket {
    SecureSocket(const SecureServed& platform, const QList<QByteArray>& protocols = {"http/1.1"}) {
        auto configuration = trusting(platform.authority);
        configuration.setAllowedNextProtocols(protocols);
        socket.setSslConfiguration(configuration);
        socket.connectToHostEncrypted(QStringLiteral("127.0.0.1"), quint16(platform.served.port()));
        connected = socket.waitForEncrypted(10'000);
    }

    // Head and body by Content-Length.
    QByteArray ask(const test::Ask& ask) {
        const std::string text = test::spell(ask);
        socket.write(text.data(), qint64(text.size()));
        QByteArray all;
        const auto isWhole = [&] {
            const auto head = all.indexOf("\r\n\r\n");
            const auto length = all.indexOf("Content-Length: ");
            if (head < 0 || length < 0) return false;
            return all.size() - head - 4 >= all.mid(length + 16, all.indexOf('\r', length) - length - 16).toInt();
        };
        while (!isWhole() && socket.waitForReadyRead(10'000))
            all += socket.readAll();
        return all;
    }
    QString peerName() const { return socket.peerCertificate().subjectInfo(QSslCertificate::CommonName).value(0); }

    QSslSocket socket;
    bool connected = false;
};

}  // namespace

class TlsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void speaksHttpOverTls() {
        SecureServed platform;
        platform.served.start();
        SecureSocket client(platform);
        QVERIFY2(client.connected, qPrintable(client.socket.errorString()));
        QCOMPARE(client.socket.sslConfiguration().nextNegotiatedProtocol(), QByteArray("http/1.1"));
        QVERIFY(client.socket.sessionProtocol() >= QSsl::TlsV1_2);
        const auto reply = client.ask({.target = "/echo"});
        QVERIFY2(reply.startsWith("HTTP/1.1 200 OK\r\n"), reply.constData());
        QVERIFY(reply.contains("\r\nStrict-Transport-Security: max-age=31536000\r\n"));
        QVERIFY(reply.endsWith("\r\n\r\n\"empty\""));
        const std::string large(200'000, 'x');
        QVERIFY(client.ask({.method = "POST", .target = "/echo", .body = large}).endsWith(large.c_str()));
        QVERIFY(client.ask({.target = "/echo"}).endsWith("\"empty\""));
    }

    void otherProtocolsAreRefusedInTheHandshake() {
        SecureServed platform;
        platform.served.start();
        QVERIFY(!SecureSocket(platform, {"h2"}).connected);
        QVERIFY(SecureSocket(platform, {}).connected);
        RawConnection plain(platform.served.port());
        plain.send(test::spell({.target = "/echo"}));
        QVERIFY(plain.readToEnd().find("HTTP/1.1") == std::string::npos);
        QVERIFY(SecureSocket(platform).connected);
    }

    void theConsoleTrustsItsAuthorityAndNoOther() {
        SecureServed platform;
        platform.served.start();
        const auto ask = [&](const TestAuthority& authority) {
            const auto before = QSslConfiguration::defaultConfiguration();
            QSslConfiguration::setDefaultConfiguration(trusting(authority));
            client::PlatformClient client(platform.url(), std::make_shared<client::FixedToken>("ownerA"));
            auto answer = test::awaited(client.call(contract::me, {}));
            QSslConfiguration::setDefaultConfiguration(before);
            return answer;
        };
        const auto requests = [&] { return platform.served.telemetry.takeRequests().all.requests; };
        const TestAuthority hostile(platform.folder.path() / "hostile", "Hostile authority");
        const auto refused = ask(hostile);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::unavailable);
        QVERIFY(refused.error().message.find("not trusted") != std::string::npos);
        QCOMPARE(requests(), std::uint64_t(0));
        const auto answer = ask(platform.authority);
        QVERIFY2(answer.has_value(), answer ? "" : answer.error().detail.c_str());
        QCOMPARE(answer->environment, std::string("test"));
        QCOMPARE(requests(), std::uint64_t(1));
    }

    void theFeedGoesOverTls() {
        SecureServed platform;
        platform.served.start();
        QWebSocket socket;
        socket.setSslConfiguration(trusting(platform.authority));
        QString received;
        connect(&socket, &QWebSocket::textMessageReceived, this, [&](const QString& text) { received = text; });
        QUrl url = platform.url();
        url.setScheme(QStringLiteral("wss"));
        url.setPath(QStringLiteral("/v1/feed"));
        socket.open(url);
        QTRY_COMPARE(socket.state(), QAbstractSocket::ConnectedState);
        const QString large(50'000, QLatin1Char('y'));
        socket.sendTextMessage(large);
        QTRY_COMPARE(received, QStringLiteral("echo ") + large);
        socket.close();
        QTRY_COMPARE(socket.state(), QAbstractSocket::UnconnectedState);
        QTRY_COMPARE(platform.served.listener.connections(), std::size_t(0));
    }

    void aNewCertificateIsUsedAndABrokenOneIsNot() {
        SecureServed platform;
        platform.served.start();
        SecureSocket before(platform);
        QCOMPARE(before.peerName(), QStringLiteral("first"));
        const auto nameNow = [&] { return SecureSocket(platform).peerName(); };
        QVERIFY(platform.authority.issue(platform.certificate, platform.key, "second", 90));
        QTRY_COMPARE(nameNow(), QStringLiteral("second"));
        QVERIFY(before.ask({.target = "/echo"}).endsWith("\"empty\""));

        std::ofstream(platform.certificate, std::ios::trunc) << "-----BEGIN CERTIFICATE-----\nnonsense\n";
        platform.served.run([&]() -> kernel::asio::awaitable<bool> {
            platform.tls->refresh();
            co_return true;
        });
        QCOMPARE(nameNow(), QStringLiteral("second"));
        // A certificate whose key has not come yet.
        const auto elsewhere = platform.folder.path() / "other.key";
        QVERIFY(platform.authority.issue(platform.certificate, elsewhere, "third"));
        platform.served.run([&]() -> kernel::asio::awaitable<bool> {
            platform.tls->refresh();
            co_return true;
        });
        QCOMPARE(nameNow(), QStringLiteral("second"));
        std::filesystem::rename(elsewhere, platform.key);
        QTRY_COMPARE(nameNow(), QStringLiteral("third"));
    }

    void whoDoesNotShakeHandsIsCutOff() {
        kernel::HttpConfig config;
        config.handshakeTimeoutMs = 300;
        SecureServed platform(config);
        platform.served.start();
        RawConnection silent(platform.served.port());
        RawConnection drip(platform.served.port());
        const std::string hello("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 11);
        const auto start = std::chrono::steady_clock::now();
        for (std::size_t i = 0; drip.send(hello.substr(i % hello.size(), 1)) && !drip.closedByPeer(60ms); ++i)
            if (std::chrono::steady_clock::now() - start > 5s) QFAIL("a handshake that drips goes on for ever");
        QVERIFY(silent.closedByPeer(5s));
        QTRY_COMPARE(platform.served.listener.connections(), std::size_t(0));
        QVERIFY(platform.served.telemetry.counter("steward_tls_failed_handshakes_total") >= 2);
        QVERIFY(SecureSocket(platform).connected);
    }

    void aClientThatLeavesStopsItsRequest() {
        SecureServed platform;
        std::promise<void> arrived;
        std::promise<void> stopped;
        platform.served.router.raw(Method::get, "/long",
                                   [&](const kernel::Request&, kernel::Context& context) -> Reply {
                                       arrived.set_value();
                                       while (!context.stop.stop_requested())
                                           co_await kernel::sleepFor(5ms);
                                       stopped.set_value();
                                       co_return kernel::Response{};
                                   });
        platform.served.start();
        SecureSocket client(platform);
        client.socket.write("GET /long HTTP/1.1\r\nHost: a\r\n\r\n");
        client.socket.flush();
        QVERIFY(arrived.get_future().wait_for(10s) == std::future_status::ready);
        client.socket.disconnectFromHost();
        auto ended = stopped.get_future();
        QTRY_VERIFY_WITH_TIMEOUT(ended.wait_for(0s) == std::future_status::ready, 10'000);
    }

    void filesThatCannotBeUsedAreNamed() {
        SecureServed platform;
        const auto missing = kernel::Tls::load({"/does/not/exist.pem", platform.key.string()});
        QVERIFY(!missing);
        QVERIFY(missing.error().message.find("/does/not/exist.pem") != std::string::npos);
        QVERIFY(!kernel::Tls::load({platform.certificate.string(), platform.certificate.string()}));
        const Time now = SystemClock().now();
        QCOMPARE(kernel::describeExpiry(platform.tls->expiry(), now), std::string("ok, 44 days left"));
        QCOMPARE(kernel::describeExpiry(now - 1h, now), std::string("expired"));
    }

    void stewarddReadsItsCertificateAgainOnSighup() {
        const test::TemporaryFolder folder;
        const TestAuthority authority(folder.path() / "ca", "Test authority");
        const auto certificate = folder.path() / "server.pem";
        const auto key = folder.path() / "server.key";
        QVERIFY(authority.issue(certificate, key, "stewardd"));
        QProcess stewardd;
        const auto text = [](const std::filesystem::path& path) { return QString::fromStdString(path.string()); };
        stewardd.start(
            qEnvironmentVariable("STEWARD_BIN") + QStringLiteral("/stewardd"),
            {QStringLiteral("serve"), QStringLiteral("--data-dir"), text(folder.path() / "data"),
             QStringLiteral("--port"), QStringLiteral("0"), QStringLiteral("--ready-fd"), QStringLiteral("1"),
             QStringLiteral("--set"), QStringLiteral("tls.certificate=") + text(certificate), QStringLiteral("--set"),
             QStringLiteral("tls.key=") + text(key)});
        QByteArray ready;
        QTRY_VERIFY_WITH_TIMEOUT((ready += stewardd.readAllStandardOutput()).contains('\n'), 60'000);
        const int port = QJsonDocument::fromJson(ready.left(ready.indexOf('\n')))[QStringLiteral("port")].toInt();

        QNetworkAccessManager manager;
        const auto get = [&](const QString& path) {
            QNetworkRequest request(QUrl(QStringLiteral("https://127.0.0.1:%1%2").arg(port).arg(path)));
            request.setSslConfiguration(trusting(authority));
            std::unique_ptr<QNetworkReply> reply(manager.get(request));
            QSignalSpy finished(reply.get(), &QNetworkReply::finished);
            finished.wait(10'000);
            return reply->readAll();
        };
        const auto health = get(QStringLiteral("/health/ready"));
        QVERIFY2(health.contains("\"certificate\":\"ok, 44 days left\""), health.constData());
        const auto discovery = get(QStringLiteral("/.well-known/openid-configuration"));
        QVERIFY2(discovery.contains("\"issuer\":\"https://127.0.0.1:"), discovery.constData());

        QByteArray log;
        ::kill(pid_t(stewardd.processId()), SIGHUP);
        QTRY_VERIFY((log += stewardd.readAllStandardError()).contains("TLS certificate read"));
        QVERIFY(get(QStringLiteral("/health/live")).contains("ok"));
        stewardd.terminate();
        QVERIFY(stewardd.waitForFinished(20'000));
        QCOMPARE(stewardd.exitCode(), 0);
    }
};

QTEST_GUILESS_MAIN(TlsTest)
#include "tls_test.moc"
