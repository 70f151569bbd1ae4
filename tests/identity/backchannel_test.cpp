// Programs that are told when a session ends (OpenID Connect Back-Channel Logout 1.0), over real sockets.
#include <QtTest>

#include "../client/loopback_server.h"
#include "flow.h"

using namespace steward;
using namespace steward::test;

namespace {

const std::string webCallback = "https://app.example/callback";

// A program that is told, and what it answers.
struct Program {
    QByteArray answer = "200 OK";
    QByteArray location;
    LoopbackServer server{[this](const LoopbackServer::Request&, QTcpSocket* socket) {
        LoopbackServer::json(socket, "{}", answer, location);
        if (failures > 0 && --failures == 0) answer = "200 OK";
    }};
    int failures = 0;

    std::string uri() const { return server.url().toString().toStdString() + "/logout"; }
    std::string token(std::size_t at) const {
        const std::string body = server.seen.at(at).body.toStdString();
        return body.substr(body.find('=') + 1);
    }
};

IdentityPlatform::Setup toldTo(const Program& program) {
    IdentityPlatform::Setup setup;
    setup.clients.push_back({"web", "Web program", {webCallback}, false, program.uri()});
    return setup;
}

Tokens signInToWeb(IdentityPlatform& platform) {
    TextPairs parameters = authorizeParameters();
    replace(parameters, "client_id", "web");
    replace(parameters, "redirect_uri", webCallback);
    Browser browser{platform, parameters};
    const auto code = queryValue(browser.submit("owner@acme.example", "correct horse").header("Location"), "code");
    return tokensOf(platform.post("/oauth/token", {{"grant_type", "authorization_code"},
                                                   {"client_id", "web"},
                                                   {"redirect_uri", webCallback},
                                                   {"code", code},
                                                   {"code_verifier", verifier}}));
}

}  // namespace

class BackchannelTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aProgramIsToldOfAnEnd() {
        Program program;
        IdentityPlatform platform(toldTo(program));
        const auto tokens = signInToWeb(platform);
        QVERIFY(!tokens.access.empty());
        platform.get("/oauth/end-session?id_token_hint=" + tokens.id);
        QTRY_COMPARE(program.server.seen.size(), std::size_t(1));
        QCOMPARE(program.server.seen[0].method, QByteArray("POST"));
        QCOMPARE(program.server.seen[0].target, QByteArray("/logout"));
        const auto claims = verifiedLogout(platform.identity->keys(), program.token(0));
        QVERIFY(claims.has_value());
        QCOMPARE(claims->iss, platform.issuer());
        QCOMPARE(claims->aud, std::string("web"));
        QCOMPARE(claims->sub, platform.idOf("owner@acme.example"));
        QCOMPARE(claims->sid, verifiedId(platform.identity->keys(), tokens.id)->sid);
        QVERIFY(claims->events.contains("http://schemas.openid.net/event/backchannel-logout"));
        QVERIFY(!verifiedId(platform.identity->keys(), program.token(0)));
        QVERIFY(!verifiedAccess(platform.identity->keys(), program.token(0)));
        platform.get("/oauth/end-session?id_token_hint=" + tokens.id);
        QCOMPARE(platform.identity->untold(), std::size_t(0));
        QCOMPARE(program.server.seen.size(), std::size_t(1));
    }

    void theConsoleIsNotTold() {
        Program program;
        IdentityPlatform platform(toldTo(program));
        platform.get("/oauth/end-session?id_token_hint=" + signIn(platform).id);
        const auto tokens = signInToWeb(platform);
        platform.get("/oauth/end-session?id_token_hint=" + tokens.id);
        QTRY_COMPARE(program.server.seen.size(), std::size_t(1));
        QCOMPARE(verifiedLogout(platform.identity->keys(), program.token(0))->sid,
                 verifiedId(platform.identity->keys(), tokens.id)->sid);
    }

    void itIsToldAgainUntilItListens() {
        Program program;
        program.answer = "503 Service Unavailable";
        program.failures = 2;
        Backchannel channel(std::chrono::milliseconds(5));
        QVERIFY(channel.tell(program.uri(), "token"));
        QTRY_COMPARE(channel.finished(), std::size_t(1));
        QCOMPARE(program.server.seen.size(), std::size_t(3));
    }

    void itIsGivenUpAndNoRedirectIsFollowed() {
        Program elsewhere;
        Program program;
        program.answer = "302 Found";
        program.location = "Location: " + QByteArray::fromStdString(elsewhere.uri()) + "\r\n";
        Backchannel channel(std::chrono::milliseconds(5));
        QVERIFY(channel.tell(program.uri(), "token"));
        QTRY_COMPARE(channel.finished(), std::size_t(1));
        QCOMPARE(program.server.seen.size(), std::size_t(Backchannel::attempts));
        QVERIFY(elsewhere.server.seen.empty());
    }

    void theQueueIsBounded() {
        Backchannel channel(std::chrono::hours(1));
        std::size_t taken = 0;
        for (int i = 0; i < 5000; ++i)
            taken += channel.tell("http://127.0.0.1:1/logout", "token");
        QVERIFY(taken >= Backchannel::mostWaiting && taken < 5000);
        QVERIFY(channel.waiting() <= Backchannel::mostWaiting + 1);
    }

    void onlySafeAddressesAreTold() {
        for (const char* uri :
             {"https://app.example/logout", "http://127.0.0.1:8080/logout", "http://localhost/x", "http://[::1]:80/x"})
            QVERIFY2(mayBeNotified(uri), uri);
        for (const char* uri : {"http://app.example/logout", "http://127.0.0.1.evil.example/", "http://localhost@evil/",
                                "file:///etc/passwd", "ftp://127.0.0.1/", "https://", ""})
            QVERIFY2(!mayBeNotified(uri), uri);
    }
};

QTEST_GUILESS_MAIN(BackchannelTest)
#include "backchannel_test.moc"
