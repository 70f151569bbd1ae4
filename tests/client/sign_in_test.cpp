// Browser sign-in against an issuer and a browser that the test plays, over real sockets.
#include <QCryptographicHash>
#include <QSignalSpy>
#include <QTcpSocket>
#include <QUrlQuery>
#include <QtTest>

#include "client/callback_server.h"
#include "client/sign_in.h"
#include "contract/messages.h"
#include "loopback_server.h"
#include "tests/support/awaited.h"

using namespace steward;
using namespace steward::client;
using steward::test::LoopbackServer;

namespace {

constexpr auto base64Url = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;

struct Fixture {
    // What the issuer says, to be changed by a test.
    QByteArray issuer;
    QByteArray nonce;
    QByteArray subject = "usr_1";
    QByteArray audience = "\"steward-console\"";
    QByteArray tokenStatus = "200 OK";
    std::map<std::string, std::string> tokenForm;
    QByteArray tokenTarget;
    int discoveryStatus = 200;
    QByteArray elsewhere;  // the path of another issuer, on the same server
    QByteArray clientThere = "console-7";
    QByteArray meBody, meStatus = "200 OK";  // whom the platform sees in the new tokens
    bool bearer = false;
    std::string revoked;

    LoopbackServer server{
        [this](const LoopbackServer::Request& request, QTcpSocket* socket) { serve(request, socket); }};
    QList<QUrl> opened;
    bool canOpen = true;
    std::unique_ptr<BrowserSignIn> signIn;
    std::unique_ptr<QSignalSpy> succeeded, failed, waiting;

    Fixture() { issuer = server.url().toEncoded(); }

    void serve(const LoopbackServer::Request& request, QTcpSocket* socket) {
        const QByteArray root = server.url().toEncoded();
        if (!elsewhere.isEmpty() && request.target == "/.well-known/openid-configuration")
            return LoopbackServer::json(
                socket, R"({"issuer":")" + root + R"(","authorization_endpoint":")" + root +
                            R"(/oauth/authorize","token_endpoint":")" + root +
                            R"(/oauth/token","steward_sign_in":{"issuer":")" + root + elsewhere +
                            R"(","scope":"openid organization","clients":{"steward-console":")" + clientThere +
                            R"("}}})");
        // It sends people on, too, which nobody follows.
        if (!elsewhere.isEmpty() && request.target == elsewhere + "/.well-known/openid-configuration")
            return LoopbackServer::json(
                socket, R"({"issuer":")" + issuer + elsewhere + R"(","authorization_endpoint":")" + root +
                            R"(/there/auth","token_endpoint":")" + root + R"(/there/token","revocation_endpoint":")" +
                            root +
                            R"(/there/revoke","authorization_response_iss_parameter_supported":true,)"
                            R"("steward_sign_in":{"issuer":"https://third.example","scope":"x","clients":{}}})");
        if (request.target == "/.well-known/openid-configuration") {
            return LoopbackServer::json(socket,
                                        R"({"issuer":")" + issuer + R"(","authorization_endpoint":")" + root +
                                            R"(/oauth/authorize","token_endpoint":")" + root +
                                            R"(/oauth/token","authorization_response_iss_parameter_supported":true})",
                                        discoveryStatus == 200 ? "200 OK" : "404 Not Found");
        }
        if (request.target == "/v1/me") {
            bearer = request.head.contains("Authorization: Bearer at");
            return LoopbackServer::json(socket, meBody, meStatus);
        }
        if (request.target == "/there/revoke") {
            revoked = parseForm(request.body)["token"];
            return LoopbackServer::json(socket, "{}");
        }
        tokenForm = parseForm(request.body);
        tokenTarget = request.target;
        const QByteArray claims = R"({"iss":")" + server.url().toEncoded() + elsewhere + R"(","aud":)" + audience +
                                  R"(,"sub":")" + subject + R"(","nonce":")" + nonce + "\"}";
        const QByteArray idToken = "e30." + claims.toBase64(base64Url) + ".c2ln";
        LoopbackServer::json(
            socket,
            tokenStatus == "200 OK"
                ? R"({"access_token":"at","token_type":"Bearer","expires_in":900,"refresh_token":"rt","id_token":")" +
                      idToken + "\"}"
                : QByteArray(R"({"error":"invalid_grant"})"),
            tokenStatus);
    }

    SignInOptions options;

    void start(std::chrono::milliseconds limit = std::chrono::minutes(5)) {
        options.platform = server.url();
        options.limit = limit;
        signIn = std::make_unique<BrowserSignIn>(options, [this](const QUrl& url) {
            opened << url;
            return canOpen;
        });
        succeeded = std::make_unique<QSignalSpy>(signIn.get(), &BrowserSignIn::succeeded);
        failed = std::make_unique<QSignalSpy>(signIn.get(), &BrowserSignIn::failed);
        waiting = std::make_unique<QSignalSpy>(signIn.get(), &BrowserSignIn::waiting);
        signIn->start();
    }
    void startAndWait() {
        start();
        QTRY_COMPARE(waiting->size(), 1);
        nonce = asked("nonce").toUtf8();
    }
    QString asked(const char* name) const {
        return QUrlQuery(opened[0]).queryItemValue(QLatin1String(name), QUrl::FullyDecoded);
    }
    QUrl callback() const { return QUrl(asked("redirect_uri")); }
    QByteArray answer(const QByteArray& extra) const {
        return "/callback?state=" + asked("state").toUtf8() +
               "&iss=" + (server.url().toEncoded() + elsewhere).toPercentEncoding() + "&" + extra;
    }
    // What the browser sends, in the pieces given, and what it gets.
    QByteArray browse(const QList<QByteArray>& pieces) {
        QTcpSocket browser;
        browser.connectToHost(QHostAddress::LocalHost, quint16(callback().port()));
        browser.waitForConnected();
        QSignalSpy gone(&browser, &QTcpSocket::disconnected);
        for (const auto& piece : pieces) {
            browser.write(piece);
            browser.flush();
            QCoreApplication::processEvents();
        }
        while (gone.isEmpty() && browser.state() != QAbstractSocket::UnconnectedState)
            gone.wait(50);
        return browser.readAll();
    }
    QByteArray get(const QByteArray& target) {
        return browse(
            {"GET " + target + " HTTP/1.1\r\nHost: 127.0.0.1:" + QByteArray::number(callback().port()) + "\r\n\r\n"});
    }
    ErrorCode failure() const { return failed->at(0).at(0).value<Error>().code; }
};

}  // namespace

class SignInTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        qRegisterMetaType<Tokens>();
        qRegisterMetaType<Error>();
    }

    void signsIn() {
        Fixture f;
        f.startAndWait();
        QCOMPARE(f.asked("response_type"), QStringLiteral("code"));
        QCOMPARE(f.asked("code_challenge_method"), QStringLiteral("S256"));
        QCOMPARE(f.callback().host(), QStringLiteral("127.0.0.1"));
        const QByteArray page = f.get(f.answer("code=a%2Fb%2Bc"));
        QVERIFY(page.startsWith("HTTP/1.1 200"));
        QVERIFY(page.contains("Content-Security-Policy: default-src 'none'"));
        QVERIFY(!page.contains("a/b"));
        QTRY_COMPARE(f.succeeded->size(), 1);
        const auto tokens = f.succeeded->at(0).at(0).value<Tokens>();
        QCOMPARE(tokens.access, "at");
        QCOMPARE(tokens.refresh, "rt");
        QCOMPARE(tokens.lifetime, std::chrono::seconds(900));
        QCOMPARE(f.tokenForm["code"], "a/b+c");
        QCOMPARE(f.tokenForm["redirect_uri"], f.asked("redirect_uri").toStdString());
        const auto challenge = QCryptographicHash::hash(QByteArray::fromStdString(f.tokenForm["code_verifier"]),
                                                        QCryptographicHash::Sha256)
                                   .toBase64(base64Url);
        QCOMPARE(challenge, f.asked("code_challenge").toUtf8());
        QVERIFY(f.tokenForm["code_verifier"].size() >= 43);
    }

    void onlyTheSamePersonProvesAgain() {
        Fixture f;
        f.options.again = true;
        f.options.subject = "usr_1";
        f.startAndWait();
        QCOMPARE(f.asked("prompt"), QStringLiteral("login"));
        f.get(f.answer("code=abc"));
        QTRY_COMPARE(f.succeeded->size(), 1);

        Fixture other;
        other.options.again = true;
        other.options.subject = "usr_1";
        other.subject = "usr_2";
        other.startAndWait();
        other.get(other.answer("code=abc"));
        QTRY_COMPARE(other.failed->size(), 1);
        QCOMPARE(other.failure(), ErrorCode::unauthenticated);
        QCOMPARE(other.succeeded->size(), 0);
    }

    void signsInWhereThePlatformSays() {
        Fixture f;
        f.elsewhere = "/realms/acme";
        f.audience = "\"console-7\"";
        f.startAndWait();
        QVERIFY(f.opened[0].path() == QLatin1String("/there/auth"));
        QCOMPARE(f.asked("client_id"), QStringLiteral("console-7"));
        QCOMPARE(f.asked("scope"), QStringLiteral("openid organization"));
        f.get(f.answer("code=abc"));
        QTRY_COMPARE(f.succeeded->size(), 1);
        QCOMPARE(f.tokenTarget, "/there/token");
        QCOMPARE(f.tokenForm["client_id"], "console-7");

        // What is kept leads back there, each time.
        const auto tokens = f.succeeded->at(0).at(0).value<Tokens>();
        const RefreshGrant own{QUrl(QStringLiteral("http://127.0.0.1:1/own")), {}, QStringLiteral("own"), {}};
        const auto grant = readGrant(tokens.refresh, own);
        QCOMPARE(grant.token, "rt");
        QVERIFY(grant.revocationEndpoint.path() == QLatin1String("/there/revoke"));
        QNetworkAccessManager manager;
        SessionTokens session(own.tokenEndpoint, own.clientId, &manager);
        QSignalSpy kept(&session, &SessionTokens::refreshTokenChanged);
        session.setTokens({{}, tokens.refresh, {}, {}});
        QCOMPARE(kept.takeFirst().at(0).toByteArray(), tokens.refresh);
        f.tokenForm.clear();
        const auto renewed = test::awaited(session.token());
        QVERIFY(renewed.has_value());
        QCOMPARE(f.tokenTarget, "/there/token");
        QCOMPARE(f.tokenForm["refresh_token"], "rt");
        QCOMPARE(f.tokenForm["client_id"], "console-7");
        QCOMPARE(session.refreshToken(), tokens.refresh);
    }

    // Another issuer has names of its own for people: the platform is asked who that was.
    void onlyTheSamePersonProvesAgainElsewhere_data() {
        QTest::addColumn<QByteArray>("status");
        QTest::addColumn<QByteArray>("user");
        QTest::addColumn<bool>("isGood");
        QTest::newRow("the same") << QByteArray("200 OK") << QByteArray("usr_1") << true;
        QTest::newRow("somebody else") << QByteArray("200 OK") << QByteArray("usr_2") << false;
        QTest::newRow("somebody without rights") << QByteArray("403 Forbidden") << QByteArray("usr_1") << false;
        QTest::newRow("no answer") << QByteArray("500 Oops") << QByteArray() << false;
    }
    void onlyTheSamePersonProvesAgainElsewhere() {
        QFETCH(QByteArray, status);
        QFETCH(QByteArray, user);
        QFETCH(bool, isGood);
        Fixture f;
        f.elsewhere = "/realms/acme";
        f.audience = "\"console-7\"";
        f.subject = "5a1e-of-the-issuer";
        f.options.again = true;
        f.options.subject = "usr_1";
        f.meStatus = status;
        contract::Me me;
        me.principal.userId = user.toStdString();
        f.meBody = user.isEmpty() ? QByteArray("oops") : QByteArray::fromStdString(json::write(me));
        f.startAndWait();
        QCOMPARE(f.asked("prompt"), QStringLiteral("login"));
        f.get(f.answer("code=abc"));
        QTRY_COMPARE(f.succeeded->size() + f.failed->size(), 1);
        QVERIFY(f.bearer);
        QCOMPARE(f.succeeded->size(), isGood ? 1 : 0);
        if (isGood) return;
        QCOMPARE(f.failure(), ErrorCode::unauthenticated);
        QTRY_COMPARE(f.revoked, "rt");  // nobody goes on with the tokens of somebody else
    }

    void anIssuerElsewhereIsCheckedAlike() {
        {
            Fixture f;
            f.elsewhere = "/realms/acme";
            f.issuer = "https://evil.example";
            f.start();
            QTRY_COMPARE(f.failed->size(), 1);
            QCOMPARE(f.failure(), ErrorCode::unauthenticated);
        }
        {
            Fixture f;  // the ID token is for another program
            f.elsewhere = "/realms/acme";
            f.startAndWait();
            f.get(f.answer("code=abc"));
            QTRY_COMPARE(f.failed->size(), 1);
            QCOMPARE(f.failure(), ErrorCode::unauthenticated);
        }
        Fixture f;  // the answer is from the platform, not from there
        f.elsewhere = "/realms/acme";
        f.startAndWait();
        f.get("/callback?state=" + f.asked("state").toUtf8() +
              "&iss=" + f.server.url().toEncoded().toPercentEncoding() + "&code=abc");
        QTRY_COMPARE(f.failed->size(), 1);
        QCOMPARE(f.failure(), ErrorCode::unauthenticated);
    }

    void damagedGrantsGoNowhere() {
        const RefreshGrant own{QUrl(QStringLiteral("https://p.example/token")), {}, QStringLiteral("c"), {}};
        QCOMPARE(readGrant("rt", own).tokenEndpoint, own.tokenEndpoint);
        QVERIFY(readGrant("a b rt", own).tokenEndpoint.isEmpty());
        QVERIFY(readGrant("http://evil.example/t https://p.example/r c rt", own).tokenEndpoint.isEmpty());
        const RefreshGrant there{QUrl(QStringLiteral("https://id.example/t")), {}, QStringLiteral("a b"), "rt"};
        const auto again = readGrant(spellGrant(there), own);
        QCOMPARE(again.tokenEndpoint, there.tokenEndpoint);
        QCOMPARE(again.clientId, there.clientId);
        QCOMPARE(again.token, there.token);
    }

    void aCallbackInPiecesIsRead() {
        Fixture f;
        f.startAndWait();
        const QByteArray target = f.answer("code=abc");
        const QByteArray host = "127.0.0.1:" + QByteArray::number(f.callback().port());
        f.browse({"GE", "T " + target.left(20), target.mid(20) + " HTTP/1.1\r\nHo", "st: " + host + "\r\n", "\r\n"});
        QTRY_COMPARE(f.succeeded->size(), 1);
    }

    void everyAttemptIsAnother() {
        Fixture one, two;
        one.startAndWait();
        two.startAndWait();
        QVERIFY(one.asked("state") != two.asked("state"));
        QVERIFY(one.asked("nonce") != two.asked("nonce"));
        QVERIFY(one.asked("code_challenge") != two.asked("code_challenge"));
    }

    void strangersChangeNothing_data() {
        QTest::addColumn<QByteArray>("request");
        QTest::addColumn<QByteArray>("status");
        QTest::newRow("wrong state") << QByteArray("GET /callback?state=guess&code=x HTTP/1.1\r\nHost: HOST\r\n\r\n")
                                     << QByteArray("400");
        QTest::newRow("no state") << QByteArray("GET /callback?code=x HTTP/1.1\r\nHost: HOST\r\n\r\n")
                                  << QByteArray("400");
        QTest::newRow("other path") << QByteArray("GET /callback/x?STATE HTTP/1.1\r\nHost: HOST\r\n\r\n")
                                    << QByteArray("404");
        QTest::newRow("favicon") << QByteArray("GET /favicon.ico HTTP/1.1\r\nHost: HOST\r\n\r\n") << QByteArray("404");
        QTest::newRow("other method") << QByteArray("POST /callback?STATE&code=x HTTP/1.1\r\nHost: HOST\r\n\r\n")
                                      << QByteArray("405");
        QTest::newRow("rebound name") << QByteArray("GET /callback?STATE&code=x HTTP/1.1\r\nHost: evil.example\r\n\r\n")
                                      << QByteArray("400");
        QTest::newRow("no HTTP") << QByteArray("hello\r\n\r\n") << QByteArray("400");
        QTest::newRow("endless") << QByteArray(40000, 'x') << QByteArray("431");
    }
    void strangersChangeNothing() {
        QFETCH(QByteArray, request);
        QFETCH(QByteArray, status);
        Fixture f;
        f.startAndWait();
        request.replace("HOST", "127.0.0.1:" + QByteArray::number(f.callback().port()));
        request.replace("STATE", "state=" + f.asked("state").toUtf8());
        QVERIFY(f.browse({request}).startsWith("HTTP/1.1 " + status));
        QCOMPARE(f.failed->size(), 0);
        f.get(f.answer("code=abc"));
        QTRY_COMPARE(f.succeeded->size(), 1);
    }

    void anotherIssuerIsNotTrusted() {
        Fixture f;
        f.startAndWait();
        f.get("/callback?state=" + f.asked("state").toUtf8() + "&iss=https%3A%2F%2Fevil.example&code=abc");
        QTRY_COMPARE(f.failed->size(), 1);
        QCOMPARE(f.failure(), ErrorCode::unauthenticated);
        QVERIFY(f.tokenForm.empty());
    }

    void aMissingIssuerIsNotTrusted() {
        Fixture f;
        f.startAndWait();
        f.get("/callback?state=" + f.asked("state").toUtf8() + "&code=abc");
        QTRY_COMPARE(f.failed->size(), 1);
        QVERIFY(f.tokenForm.empty());
    }

    void discoveryOfAnotherIssuerIsNotTrusted() {
        Fixture f;
        f.issuer = "https://evil.example";
        f.start();
        QTRY_COMPARE(f.failed->size(), 1);
        QCOMPARE(f.failure(), ErrorCode::unauthenticated);
        QVERIFY(f.opened.isEmpty());
    }

    void anotherNonceIsNotTrusted() {
        Fixture f;
        f.startAndWait();
        f.nonce = "another";
        f.get(f.answer("code=abc"));
        QTRY_COMPARE(f.failed->size(), 1);
        QCOMPARE(f.failure(), ErrorCode::unauthenticated);
        QCOMPARE(f.succeeded->size(), 0);
    }

    void aTokenForAnotherProgramIsNotTrusted() {
        Fixture f;
        f.startAndWait();
        f.audience = "[\"another\"]";
        f.get(f.answer("code=abc"));
        QTRY_COMPARE(f.failed->size(), 1);
    }

    void theCodeWorksOnce() {
        Fixture f;
        f.startAndWait();
        f.get(f.answer("code=abc"));
        QTRY_COMPARE(f.succeeded->size(), 1);
        QTcpSocket late;
        late.connectToHost(QHostAddress::LocalHost, quint16(f.callback().port()));
        QVERIFY(!late.waitForConnected(1000));
    }

    void aRefusalInTheBrowserIsACancel() {
        Fixture f;
        f.startAndWait();
        f.get(f.answer("error=access_denied"));
        QTRY_COMPARE(f.failed->size(), 1);
        QCOMPARE(f.failure(), ErrorCode::cancelled);
    }

    void aRefusedCodeFails() {
        Fixture f;
        f.tokenStatus = "400 Bad Request";
        f.startAndWait();
        f.get(f.answer("code=abc"));
        QTRY_COMPARE(f.failed->size(), 1);
        QCOMPARE(f.failure(), ErrorCode::unauthenticated);
    }

    void endsWhenNobodySignsIn() {
        Fixture f;
        f.start(std::chrono::milliseconds(50));
        QTRY_COMPARE(f.failed->size(), 1);
        QCOMPARE(f.failure(), ErrorCode::timeout);
    }

    void cancelIsSilentAndFinal() {
        Fixture f;
        f.startAndWait();
        f.signIn->cancel();
        QTcpSocket browser;
        browser.connectToHost(QHostAddress::LocalHost, quint16(f.callback().port()));
        QVERIFY(!browser.waitForConnected(1000));
        QCOMPARE(f.failed->size() + f.succeeded->size(), 0);
    }

    void saysWhenNoBrowserOpens() {
        Fixture f;
        f.canOpen = false;
        f.startAndWait();
        QCOMPARE(f.waiting->at(0).at(1).toBool(), false);
        f.signIn->openAgain();
        QCOMPARE(f.opened.size(), 2);
        QCOMPARE(f.opened[0], f.opened[1]);
    }

    void needsAPlatformThatSignsIn() {
        Fixture f;
        f.discoveryStatus = 404;
        f.start();
        QTRY_COMPARE(f.failed->size(), 1);
        QCOMPARE(f.failure(), ErrorCode::unavailable);
    }

    void onlySafeAddressesAreOpened() {
        QVERIFY(!openInBrowser(QUrl(QStringLiteral("file:///etc/passwd"))));
        QVERIFY(!openInBrowser(QUrl(QStringLiteral("http://admin.steward.example"))));
        QVERIFY(!openInBrowser(QUrl(QStringLiteral("javascript:alert(1)"))));
    }
};

QTEST_MAIN(SignInTest)
#include "sign_in_test.moc"
