// Sign-in with a code against an issuer that the test plays, over real sockets.
#include <QSignalSpy>
#include <QTcpSocket>
#include <QtTest>

#include "client/device_sign_in.h"
#include "loopback_server.h"

using namespace steward;
using namespace steward::client;
using steward::test::LoopbackServer;

namespace {

constexpr auto base64Url = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;

struct Fixture {
    // What the issuer says, to be changed by a test.
    QByteArray issuer;
    QByteArray audience = "\"steward-console\"";
    QByteArray verificationUri;
    QByteArray interval = "0";
    QByteArray lifetime = "600";
    QList<QByteArray> refusals;  // of the polls before there are tokens
    bool offersDevices = true;
    QByteArray elsewhere;  // the path of another issuer, on the same server
    QByteArray clientThere = "console-7";
    QList<QByteArray> forms;

    LoopbackServer server{
        [this](const LoopbackServer::Request& request, QTcpSocket* socket) { serve(request, socket); }};
    std::unique_ptr<DeviceSignIn> signIn;
    std::unique_ptr<QSignalSpy> succeeded, failed, waiting;

    Fixture() {
        issuer = server.url().toEncoded();
        verificationUri = issuer + "/device";
    }

    void serve(const LoopbackServer::Request& request, QTcpSocket* socket) {
        const QByteArray root = server.url().toEncoded();
        if (!elsewhere.isEmpty() && request.target == "/.well-known/openid-configuration")
            return LoopbackServer::json(
                socket, R"({"issuer":")" + root + R"(","authorization_endpoint":")" + root +
                            R"(/own/authorize","token_endpoint":")" + root +
                            R"(/own/token","device_authorization_endpoint":")" + root +
                            R"(/own/device","steward_sign_in":{"issuer":")" + root + elsewhere +
                            R"(","scope":"openid organization","clients":{"steward-console":")" + clientThere +
                            R"("}}})");
        if (request.target == elsewhere + "/.well-known/openid-configuration")
            return LoopbackServer::json(
                socket, R"({"issuer":")" + issuer + elsewhere + R"(","authorization_endpoint":")" + root +
                            R"(/oauth/authorize","token_endpoint":")" + root + "/oauth/token\"" +
                            (offersDevices ? R"(,"device_authorization_endpoint":")" + root + "/oauth/device\"" : "") +
                            "}");
        forms << request.body;
        if (request.target == "/oauth/device")
            return LoopbackServer::json(socket, R"({"device_code":"secret device code","user_code":"WDJB-MJHT",)"
                                                R"("verification_uri":")" +
                                                    verificationUri + R"(","expires_in":)" + lifetime +
                                                    R"(,"interval":)" + interval + "}");
        if (!refusals.isEmpty()) {
            const QByteArray refusal = refusals.takeFirst();
            if (refusal == "lost") return socket->abort();
            return LoopbackServer::json(socket, R"({"error":")" + refusal + "\"}", "400 Bad Request");
        }
        const QByteArray claims = R"({"iss":")" + root + elsewhere + R"(","aud":)" + audience + "}";
        LoopbackServer::json(
            socket,
            R"({"access_token":"at","token_type":"Bearer","expires_in":900,"refresh_token":"rt","id_token":"e30.)" +
                claims.toBase64(base64Url) + ".c2ln\"}");
    }

    void start() {
        signIn = std::make_unique<DeviceSignIn>(SignInOptions{.platform = server.url()});
        succeeded = std::make_unique<QSignalSpy>(signIn.get(), &DeviceSignIn::succeeded);
        failed = std::make_unique<QSignalSpy>(signIn.get(), &DeviceSignIn::failed);
        waiting = std::make_unique<QSignalSpy>(signIn.get(), &DeviceSignIn::waiting);
        signIn->start();
    }
    ErrorCode failure() const { return failed->at(0).at(0).value<Error>().code; }
};

}  // namespace

class DeviceSignInTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        qRegisterMetaType<Tokens>();
        qRegisterMetaType<Error>();
        qRegisterMetaType<DeviceCode>();
    }

    void signsIn() {
        Fixture f;
        f.refusals = {"authorization_pending", "authorization_pending"};
        f.start();
        QTRY_COMPARE(f.succeeded->size(), 1);
        const auto code = f.waiting->at(0).at(0).value<DeviceCode>();
        QCOMPARE(code.code, QStringLiteral("WDJB-MJHT"));
        QCOMPARE(code.address, QUrl(QString::fromLatin1(f.verificationUri)));
        QCOMPARE(code.lifetime, std::chrono::seconds(600));
        QCOMPARE(f.forms.size(), 4);
        QVERIFY(f.forms[0].startsWith("client_id=steward-console&scope=openid"));
        QVERIFY(f.forms[1].contains("device_code=secret%20device%20code"));
        QCOMPARE(f.succeeded->at(0).at(0).value<Tokens>().refresh, QByteArray("rt"));
        QCOMPARE(f.failed->size(), 0);
    }

    void signsInWhereThePlatformSays() {
        Fixture f;
        f.elsewhere = "/realms/acme";
        f.audience = "\"console-7\"";
        f.start();
        QTRY_COMPARE(f.succeeded->size(), 1);
        QVERIFY(f.forms[0].startsWith("client_id=console-7&scope=openid%20organization"));
        QVERIFY(f.forms[1].endsWith("client_id=console-7"));
        const auto grant = readGrant(f.succeeded->at(0).at(0).value<Tokens>().refresh, {});
        QCOMPARE(grant.token, QByteArray("rt"));
        QCOMPARE(grant.clientId, QStringLiteral("console-7"));
        QVERIFY(grant.tokenEndpoint.path() == QLatin1String("/oauth/token"));
    }

    void anIssuerElsewhereWithoutCodesIsSaid() {
        Fixture f;
        f.elsewhere = "/realms/acme";
        f.offersDevices = false;
        f.start();
        QTRY_COMPARE(f.failed->size(), 1);
        QCOMPARE(f.failure(), ErrorCode::unavailable);
        QVERIFY(f.forms.isEmpty());
    }

    void aLostConnectionEndsNothing() {
        Fixture f;
        f.refusals = {"lost", "authorization_pending", "lost"};
        f.start();
        QTRY_COMPARE(f.succeeded->size(), 1);
    }

    void slowsDownWhenAsked() {
        Fixture f;
        f.refusals = {"slow_down"};
        f.start();
        QTRY_COMPARE(f.forms.size(), 2);
        QTRY_COMPARE_WITH_TIMEOUT(f.succeeded->size(), 1, 15'000);
        QCOMPARE(f.forms.size(), 3);
    }

    void aRefusalInTheBrowserIsACancel() {
        Fixture f;
        f.refusals = {"access_denied"};
        f.start();
        QTRY_COMPARE(f.failed->size(), 1);
        QCOMPARE(f.failure(), ErrorCode::cancelled);
    }

    void endsWhenTheCodeExpires() {
        Fixture f;
        f.refusals = {"expired_token"};
        f.start();
        QTRY_COMPARE(f.failed->size(), 1);
        QCOMPARE(f.failure(), ErrorCode::timeout);
        Fixture silent;
        silent.lifetime = "1";
        silent.refusals = QList<QByteArray>(100'000, "authorization_pending");
        silent.start();
        QTRY_COMPARE(silent.failed->size(), 1);
        QCOMPARE(silent.failure(), ErrorCode::timeout);
    }

    void anotherIssuerOrProgramIsNotTrusted() {
        Fixture f;
        f.issuer = "https://evil.example";
        f.start();
        QTRY_COMPARE(f.failed->size(), 1);
        QCOMPARE(f.failure(), ErrorCode::unauthenticated);
        QVERIFY(f.forms.isEmpty());
        Fixture other;
        other.audience = "[\"another\"]";
        other.start();
        QTRY_COMPARE(other.failed->size(), 1);
        QCOMPARE(other.failure(), ErrorCode::unauthenticated);
        Fixture page;
        page.verificationUri = "http://evil.example/device";
        page.start();
        QTRY_COMPARE(page.failed->size(), 1);
        QCOMPARE(page.waiting->size(), 0);
    }

    void needsAPlatformThatOffersIt() {
        Fixture f;
        f.offersDevices = false;
        f.start();
        QTRY_COMPARE(f.failed->size(), 1);
        QCOMPARE(f.failure(), ErrorCode::unavailable);
    }

    void cancelIsSilentAndFinal() {
        Fixture f;
        f.refusals = QList<QByteArray>(100'000, "authorization_pending");
        f.start();
        QTRY_COMPARE(f.waiting->size(), 1);
        f.signIn->cancel();
        const auto asked = f.forms.size();
        QVERIFY(!QTest::qWaitFor([&] { return f.forms.size() > asked + 1; }, 100));
        QCOMPARE(f.failed->size() + f.succeeded->size(), 0);
    }
};

QTEST_MAIN(DeviceSignInTest)
#include "device_sign_in_test.moc"
