// "Is it still you?": the platform asks for a fresh proof, the person gives it in the browser or not, and the request
// goes on or ends as it was answered.
#include <QAbstractButton>
#include <QLabel>
#include <QPointer>
#include <QTemporaryDir>
#include <QTest>
#include <QUrlQuery>

#include "app/reauthentication.h"
#include "base/json.h"
#include "contract/endpoints.h"
#include "tests/client/loopback_server.h"
#include "tests/support/awaited.h"
#include "ui/theme.h"

using namespace steward;
using namespace Qt::StringLiterals;
using test::LoopbackServer;

namespace {

constexpr auto base64Url = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;

// A platform that lets nothing be revoked with the token of the first sign-in.
struct World {
    QByteArray nonce, subject = "usr_1";
    QList<QUrl> opened;
    LoopbackServer server{
        [this](const LoopbackServer::Request& request, QTcpSocket* socket) { serve(request, socket); }};
    QTemporaryDir folder;
    client::Session session{{"wsp_1", "Staging", {}, client::Environment::staging, {}, {}},
                            server.url(),
                            std::make_shared<client::MemoryStore>(),
                            std::filesystem::path(folder.path().toStdString()) / "offline.db"};
    QWidget window;
    std::unique_ptr<app::Reauthentication> asking;

    World() {
        ui::Theme::current().apply(ui::ThemeKind::light);
        window.resize(900, 700);
        window.show();
        session.signIn({"first", "refresh-1", {}, std::chrono::seconds(900)}, false);
        asking = std::make_unique<app::Reauthentication>(
            session,
            [this](const QUrl& url) {
                opened << url;
                return true;
            },
            &window);
    }
    void serve(const LoopbackServer::Request& request, QTcpSocket* socket) {
        const QByteArray root = server.url().toEncoded();
        if (request.target == "/.well-known/openid-configuration")
            return LoopbackServer::json(socket, R"({"issuer":")" + root + R"(","authorization_endpoint":")" + root +
                                                    R"(/oauth/authorize","token_endpoint":")" + root +
                                                    R"(/oauth/token"})");
        if (request.target == "/oauth/token") {
            const QByteArray claims = R"({"iss":")" + root + R"(","aud":"steward-console","sub":")" + subject +
                                      R"(","nonce":")" + nonce + "\"}";
            return LoopbackServer::json(
                socket,
                R"({"access_token":"second","token_type":"Bearer","expires_in":900,"refresh_token":"refresh-2",)"
                R"("id_token":"e30.)" +
                    claims.toBase64(base64Url) + R"(.c2ln"})");
        }
        if (request.target == "/v1/me") {
            contract::Me me;
            me.principal.userId = "usr_1";
            me.principal.email = "marta@steward.example";
            return LoopbackServer::json(socket, QByteArray::fromStdString(json::write(me)));
        }
        if (request.target.startsWith("/v1/api-keys/") && !request.head.contains("Bearer second"))
            return LoopbackServer::json(
                socket,
                R"({"type":"https://steward.example/problems/reauthenticationRequired","title":"Sign in again.",)"
                R"("status":403,"detail":"","requestId":"req_1"})",
                "403 Forbidden");
        LoopbackServer::json(socket, "{}");
    }
    int count(const QByteArray& method, const QByteArray& target) const {
        return int(std::count_if(server.seen.begin(), server.seen.end(), [&](const auto& request) {
            return request.method == method && request.target == target;
        }));
    }
    template <class W>
    W* shown(const QString& name) const {
        for (W* widget : window.findChildren<W*>(name))
            if (widget->isVisible()) return widget;
        return nullptr;
    }
    void press(const QString& name) {
        QTRY_VERIFY2(shown<QAbstractButton>(name), qPrintable(name));
        QTest::mouseClick(shown<QAbstractButton>(name), Qt::LeftButton);
    }
    // What the browser does once the person has signed in there.
    void comeBack() {
        const QUrlQuery asked(opened.back());
        const auto value = [&](const char* name) {
            return asked.queryItemValue(QLatin1String(name), QUrl::FullyDecoded).toUtf8();
        };
        nonce = value("nonce");
        const QUrl callback(QString::fromUtf8(value("redirect_uri")));
        auto* browser = new QTcpSocket(&window);
        browser->connectToHost(QHostAddress::LocalHost, quint16(callback.port()));
        browser->write("GET " + callback.path().toUtf8() + "?code=abc&state=" + value("state") +
                       " HTTP/1.1\r\nHost: 127.0.0.1:" + QByteArray::number(callback.port()) + "\r\n\r\n");
    }
};

}  // namespace

class ReauthenticationTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theRequestGoesOnAfterAFreshProof() {
        World world;
        QTRY_VERIFY(world.session.me());
        auto call = world.session.client().call(contract::revokeApiKey, {"key_1"});
        QTRY_VERIFY(world.shown<QWidget>(u"reauthenticationDialog"_s));
        QVERIFY(!call.isFinished());
        QVERIFY(world.opened.isEmpty());  // the person is asked first
        world.press(u"reauthenticationSignIn"_s);
        QTRY_COMPARE(world.opened.size(), 1);
        const QUrlQuery asked(world.opened[0]);
        QCOMPARE(asked.queryItemValue(u"prompt"_s), u"login"_s);
        QCOMPARE(asked.queryItemValue(u"login_hint"_s, QUrl::FullyDecoded), u"marta@steward.example"_s);
        world.comeBack();
        QVERIFY(test::awaited(call));
        QTRY_VERIFY(!world.shown<QWidget>(u"reauthenticationDialog"_s));
        QCOMPARE(world.count("DELETE", "/v1/api-keys/key_1"), 2);
        // The session before has ended; what follows is asked for with the new one.
        QTRY_COMPARE(world.count("POST", "/oauth/revoke"), 1);
        QVERIFY(test::awaited(world.session.client().call(contract::revokeApiKey, {"key_2"})));
        QCOMPARE(world.count("DELETE", "/v1/api-keys/key_2"), 1);
        QCOMPARE(world.session.state(), client::Session::State::signedIn);
    }

    void cancelledItEndsAsThePlatformAnswered() {
        World world;
        QTRY_VERIFY(world.session.me());
        auto call = world.session.client().call(contract::revokeApiKey, {"key_1"});
        world.press(u"reauthenticationCancel"_s);
        const auto answer = test::awaited(call);
        QVERIFY(!answer);
        QCOMPARE(answer.error().code, ErrorCode::reauthenticationRequired);
        QCOMPARE(world.count("DELETE", "/v1/api-keys/key_1"), 1);
        QCOMPARE(world.session.state(), client::Session::State::signedIn);
        // It is asked again the next time.
        auto again = world.session.client().call(contract::revokeApiKey, {"key_1"});
        QTRY_VERIFY(world.shown<QWidget>(u"reauthenticationDialog"_s));
        world.press(u"reauthenticationCancel"_s);
        QVERIFY(!test::awaited(again));
    }

    void somebodyElseIsNotTaken() {
        World world;
        QTRY_VERIFY(world.session.me());
        world.subject = "usr_2";
        auto call = world.session.client().call(contract::revokeApiKey, {"key_1"});
        world.press(u"reauthenticationSignIn"_s);
        QTRY_COMPARE(world.opened.size(), 1);
        world.comeBack();
        QTRY_VERIFY(world.shown<QLabel>(u"reauthenticationText"_s)->text().startsWith(u"Somebody else"_s));
        QVERIFY(!call.isFinished());
        QCOMPARE(world.count("POST", "/oauth/revoke"), 0);
        world.subject = "usr_1";
        world.press(u"reauthenticationSignIn"_s);
        QTRY_COMPARE(world.opened.size(), 2);
        world.comeBack();
        QVERIFY(test::awaited(call));
    }

    void theWindowMayGoFirst() {
        World world;
        QTRY_VERIFY(world.session.me());
        auto call = world.session.client().call(contract::revokeApiKey, {"key_1"});
        QTRY_VERIFY(world.shown<QWidget>(u"reauthenticationDialog"_s));
        world.asking.reset();
        QVERIFY(!test::awaited(call));
    }
};

QTEST_MAIN(ReauthenticationTest)
#include "reauthentication_test.moc"
