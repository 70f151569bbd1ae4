// Tokens of another issuer: which are accepted, which are refused, and what is held while the issuer misbehaves.
#include <QtTest>

#include "identity/oidc_issuer.h"
#include "identity/secrets.h"
#include "test_issuer.h"

using namespace steward;
using namespace std::chrono_literals;
using identity::OidcIssuer;
using test::TestIssuer;
using Kind = TestIssuer::Kind;

namespace {

struct Fixture {
    TestIssuer issuer;
    test::Served platform;
    test::TestClock clock{Time(std::chrono::seconds(1'800'000'000))};
    kernel::HttpClient http;
    std::unique_ptr<OidcIssuer> known;

    explicit Fixture(std::string audience = {}) {
        issuer.addKey("rsa", Kind::rsa);
        OidcIssuer::Options options;
        options.issuer = issuer.url();
        options.audience = std::move(audience);
        options.clients = {"steward-console"};
        known = std::make_unique<OidcIssuer>(options, http, clock);
        platform.start();
    }
    ~Fixture() { platform.stopThread(); }

    std::int64_t now() const { return clock.now().time_since_epoch().count() / 1000; }
    json::Object claims(const json::Object& changes = {}) const {
        json::Object claims{{"iss", issuer.url()}, {"sub", "f1"},       {"azp", "steward-console"}, {"typ", "Bearer"},
                            {"aud", "account"},    {"iat", now() - 10}, {"exp", now() + 300}};
        for (const auto& [name, value] : changes)
            if (value.is_null())
                claims.erase(name);
            else
                claims[name] = value;
        return claims;
    }
    Result<json::Object> check(const std::string& token) {
        return platform.run([&] { return known->accessClaims(token); });
    }
    Result<json::Object> checkLogout(const std::string& token) {
        return platform.run([&] { return known->logoutClaims(token); });
    }
    std::string whyNot(const std::string& token) {
        const auto claims = check(token);
        return claims ? "accepted" : claims.error().detail;
    }
    json::Object logout(const json::Object& changes = {}) const {
        json::Object all{
            {"jti", "j1"},
            {"sid", "s1"},
            {"aud", "steward-console"},
            {"typ", "Logout"},
            {"events", json::Object{{"http://schemas.openid.net/event/backchannel-logout", json::Object()}}}};
        for (const auto& [name, value] : changes)
            all[name] = value;
        return claims(all);
    }
};

}  // namespace

class OidcIssuerTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void acceptsEachKindOfKey() {
        Fixture f;
        f.issuer.addKey("p256", Kind::p256);
        f.issuer.addKey("ed25519", Kind::ed25519);
        for (const std::string key : {"rsa", "p256", "ed25519"}) {
            const auto claims = f.check(f.issuer.sign(key, f.claims()));
            QVERIFY2(claims.has_value(), claims ? "" : claims.error().detail.c_str());
            QCOMPARE(identity::textClaim(*claims, "sub"), "f1");
        }
        QCOMPARE(f.issuer.keyRequests.load(), 1);
        QCOMPARE(f.known->keyCount(), 3);
    }

    void refusesClaims_data() {
        QTest::addColumn<QString>("changes");
        QTest::addColumn<QString>("why");
        QTest::newRow("another issuer") << R"({"iss":"https://evil.example"})" << "another issuer";
        QTest::newRow("issuer with a path") << R"({"iss":"ISSUER/x"})" << "another issuer";
        QTest::newRow("another program") << R"({"azp":"shop"})" << "issued to another program";
        QTest::newRow("no program") << R"({"azp":null})" << "issued to another program";
        QTest::newRow("expired") << R"({"exp":1799999970})" << "expired";
        QTest::newRow("no expiry") << R"({"exp":null})" << "no expiry";
        QTest::newRow("expiry as text") << R"({"exp":"1900000000"})" << "no expiry";
        QTest::newRow("not yet") << R"({"nbf":1800000031})" << "not valid yet";
        QTest::newRow("nbf as text") << R"({"nbf":"x"})" << "not valid yet";
        QTest::newRow("of the future") << R"({"iat":1800000031})" << "issued in the future";
        QTest::newRow("an ID token") << R"({"typ":"ID"})" << "another type of token";
        QTest::newRow("a refresh token") << R"({"typ":"Refresh"})" << "another type of token";
        QTest::newRow("not said to be for access") << R"({"typ":null})" << "not said to be an access token";
        QTest::newRow("a logout token") << R"({"events":{}})" << "another type of token";
        QTest::newRow("nobody") << R"({"sub":null})" << "nobody's token";
        QTest::newRow("subject is no text") << R"({"sub":7})" << "nobody's token";
    }
    void refusesClaims() {
        QFETCH(QString, changes);
        QFETCH(QString, why);
        Fixture f;
        const auto text =
            changes.replace(QLatin1String("ISSUER"), QString::fromStdString(f.issuer.url())).toStdString();
        const auto token = f.issuer.sign("rsa", f.claims(json::parse(text)->get_object()));
        QCOMPARE(QString::fromStdString(f.whyNot(token)), why);
    }

    void allowsForClocksThatDiffer() {
        Fixture f;
        const std::int64_t now = f.now();
        QVERIFY(f.check(f.issuer.sign("rsa", f.claims({{"exp", now - 29}}))).has_value());
        QVERIFY(f.check(f.issuer.sign("rsa", f.claims({{"nbf", now + 30}, {"iat", now + 30}}))).has_value());
    }

    void wantsTheAudienceWhenThereIsOne() {
        Fixture f("steward");
        QCOMPARE(f.whyNot(f.issuer.sign("rsa", f.claims())), "another audience");
        QVERIFY(f.check(f.issuer.sign("rsa", f.claims({{"aud", "steward"}, {"typ", nullptr}}))).has_value());
        QVERIFY(f.check(f.issuer.sign("rsa", f.claims({{"aud", json::Array{"account", "steward"}}}))).has_value());
        QCOMPARE(f.whyNot(f.issuer.sign("rsa", f.claims({{"aud", "stewards"}}))), "another audience");
    }

    void takesAccessTokensOfRfc9068() {
        Fixture f;
        const json::Object header{{"typ", "application/AT+JWT"}};
        QVERIFY(f.check(f.issuer.sign("rsa",
                                      f.claims({{"typ", nullptr}, {"azp", nullptr}, {"client_id", "steward-console"}}),
                                      header))
                    .has_value());
    }

    void refusesConfusedAlgorithms() {
        Fixture f;
        f.issuer.addKey("p256", Kind::p256);
        QVERIFY(f.check(f.issuer.sign("rsa", f.claims())).has_value());
        QCOMPARE(f.whyNot(f.issuer.signWithPublicKey("rsa", f.claims())), "another algorithm");
        QCOMPARE(f.whyNot(f.issuer.sign("rsa", f.claims(), {{"alg", "none"}})), "another algorithm");
        QCOMPARE(f.whyNot(f.issuer.sign("rsa", f.claims(), {{"alg", "RS512"}})), "another algorithm");
        QCOMPARE(f.whyNot(f.issuer.sign("rsa", f.claims(), {{"alg", "ES256"}})), "another algorithm than the key's");
        QCOMPARE(f.whyNot(f.issuer.sign("rsa", f.claims(), {{"kid", "p256"}})), "another algorithm than the key's");
        QCOMPARE(f.whyNot(f.issuer.sign("p256", f.claims(), {{"kid", "rsa"}})), "another algorithm than the key's");
        QCOMPARE(f.whyNot(f.issuer.sign("rsa", f.claims(), {{"crit", json::Array{"exp"}}})), "unknown extension");
        QCOMPARE(f.whyNot(f.issuer.sign("rsa", f.claims(), {{"typ", "logout+jwt"}})), "another type of token");
        const std::string token = f.issuer.sign("rsa", f.claims());
        QCOMPARE(f.whyNot(token.substr(0, token.rfind('.') + 1)), "wrong signature");
    }

    void refusesChangedTokens() {
        Fixture f;
        const std::string token = f.issuer.sign("rsa", f.claims());
        const auto first = token.find('.');
        const auto last = token.rfind('.');
        const std::string other = identity::toBase64Url(json::write(json::Value(f.claims({{"sub", "f2"}}))));
        QCOMPARE(f.whyNot(token.substr(0, first + 1) + other + token.substr(last)), "wrong signature");
        for (const std::string broken :
             {"", ".", "..", "a.b", "a.b.c", "e30.e30.e30", std::string(20'000, 'x').c_str()})
            QVERIFY(!f.check(broken).has_value());
        QCOMPARE(f.issuer.keyRequests.load(), 1);
    }

    void followsRotation() {
        Fixture f;
        QVERIFY(f.check(f.issuer.sign("rsa", f.claims())).has_value());
        f.issuer.addKey("next", Kind::p256);
        QCOMPARE(f.whyNot(f.issuer.sign("next", f.claims())), "unknown key");  // asked a moment ago
        f.clock.move(31s);
        QVERIFY(f.check(f.issuer.sign("next", f.claims())).has_value());
        QCOMPARE(f.issuer.keyRequests.load(), 2);
        f.issuer.removeKey("rsa");
        QVERIFY(f.check(f.issuer.sign("rsa", f.claims())).has_value());
        f.clock.move(15min);
        QTRY_COMPARE(f.whyNot(f.issuer.sign("rsa", f.claims())), "unknown key");
    }

    void isNotMadeToAskAgainAndAgain() {
        Fixture f;
        QVERIFY(f.check(f.issuer.sign("rsa", f.claims())).has_value());
        f.issuer.addKey("other", Kind::rsa);
        f.issuer.removeKey("other");
        f.clock.move(31s);
        for (int i = 0; i < 50; ++i)
            QVERIFY(!f.check(f.issuer.sign("other", f.claims(), {{"kid", "k" + std::to_string(i)}})).has_value());
        QCOMPARE(f.issuer.keyRequests.load(), 2);
        f.clock.move(31s);
        QVERIFY(!f.check(f.issuer.sign("other", f.claims({{"iss", "https://evil.example"}}))).has_value());
        QCOMPARE(f.issuer.keyRequests.load(), 2);
    }

    void keepsItsKeysWhileTheIssuerIsAway() {
        Fixture f;
        QVERIFY(f.check(f.issuer.sign("rsa", f.claims())).has_value());
        f.issuer.isBroken = true;
        f.clock.move(1h);
        QVERIFY(f.check(f.issuer.sign("rsa", f.claims())).has_value());
        QCOMPARE(f.issuer.keyRequests.load(), 1);  // the discovery document came first
        f.issuer.isBroken = false;
        f.issuer.removeKey("rsa");
        f.issuer.addKey("next", Kind::rsa);
        f.clock.move(31s);
        QTRY_VERIFY(f.check(f.issuer.sign("next", f.claims())).has_value());
        QCOMPARE(f.whyNot(f.issuer.sign("rsa", f.claims())), "unknown key");
    }

    // A key that is known is good while the issuer takes its time to say so again.
    void waitsForNothingThatIsKnown() {
        Fixture f;
        QVERIFY(f.check(f.issuer.sign("rsa", f.claims())).has_value());
        f.issuer.isSlow = true;
        f.clock.move(16min);
        QVERIFY(f.check(f.issuer.sign("rsa", f.claims())).has_value());
        QTRY_COMPARE(f.issuer.keyRequests.load(), 2);
        QVERIFY(f.check(f.issuer.sign("rsa", f.claims())).has_value());
        f.issuer.isSlow = false;
    }

    void saysThatItNeverHadKeys() {
        Fixture f;
        f.issuer.isBroken = true;
        const auto claims = f.check(f.issuer.sign("rsa", f.claims()));
        QCOMPARE(claims.error().code, ErrorCode::unavailable);
        f.issuer.isBroken = false;
        f.clock.move(31s);
        QVERIFY(f.check(f.issuer.sign("rsa", f.claims())).has_value());
    }

    void refusesDocumentsThatCannotBeTrusted() {
        Fixture f;
        const auto refused = [&] {
            f.clock.move(31s);
            const auto claims = f.check(f.issuer.sign("rsa", f.claims()));
            return !claims && claims.error().code == ErrorCode::unavailable;
        };
        f.issuer.namedIssuer = "https://evil.example";
        QVERIFY(refused());
        f.issuer.namedIssuer.clear();
        f.issuer.padding = OidcIssuer::maxDocumentBytes;
        QVERIFY(refused());
        f.issuer.padding = 0;
        f.issuer.sendsElsewhere = true;
        QVERIFY(refused());
        f.issuer.sendsElsewhere = false;
        QVERIFY(!refused());
    }

    // One request is on its way, all who ask meanwhile wait for it and get what it gave.
    void asksOnceForMany() {
        Fixture f;
        f.issuer.isSlow = true;
        std::atomic<int> answered = 0;
        const std::string token = f.issuer.sign("rsa", f.claims());
        for (int i = 0; i < 10; ++i)
            f.platform.io.spawn([&]() -> kernel::asio::awaitable<void> {
                auto checking = f.known->accessClaims(token);
                const auto claims = co_await std::move(checking);
                answered += claims.has_value() ? 1 : 100;
            });
        QTRY_COMPARE(f.issuer.keyRequests.load(), 1);
        f.issuer.isSlow = false;
        QTRY_COMPARE(answered.load(), 10);
        QCOMPARE(f.issuer.keyRequests.load(), 1);
    }

    void acceptsLogoutTokens() {
        Fixture f;
        const auto claims = f.checkLogout(f.issuer.sign("rsa", f.logout()));
        QVERIFY2(claims.has_value(), claims ? "" : claims.error().detail.c_str());
        QVERIFY(f.checkLogout(f.issuer.sign("rsa", f.logout(), {{"typ", "logout+jwt"}})).has_value());
    }

    void refusesLogoutTokens_data() {
        QTest::addColumn<QString>("changes");
        QTest::addColumn<QString>("why");
        QTest::newRow("no event") << R"({"events":{}})" << "no logout token";
        QTest::newRow("event is no object")
            << R"({"events":{"http://schemas.openid.net/event/backchannel-logout":true}})" << "no logout token";
        QTest::newRow("a nonce") << R"({"nonce":"n"})" << "a logout token has no nonce";
        QTest::newRow("no jti") << R"({"jti":null})" << "no jti";
        QTest::newRow("nobody") << R"({"sub":null,"sid":null})" << "neither sub nor sid";
        QTest::newRow("another audience") << R"({"aud":"shop"})" << "another audience";
        QTest::newRow("old") << R"({"iat":1799999849})" << "not issued just now";
        QTest::newRow("no time") << R"({"iat":null})" << "not issued just now";
        QTest::newRow("another issuer") << R"({"iss":"https://evil.example"})" << "another issuer";
        QTest::newRow("expired") << R"({"exp":1799999000})" << "expired";
    }
    void refusesLogoutTokens() {
        QFETCH(QString, changes);
        QFETCH(QString, why);
        Fixture f;
        const auto token = f.issuer.sign("rsa", f.logout(json::parse(changes.toStdString())->get_object()));
        const auto claims = f.checkLogout(token);
        QVERIFY(!claims);
        QCOMPARE(QString::fromStdString(claims.error().detail), why);
    }

    void readsOnlyKeysThatCanBeUsed() {
        QVERIFY(!identity::keysOfJwks("[]"));
        QVERIFY(!identity::keysOfJwks(R"({"keys":{}})"));
        const auto none = identity::keysOfJwks(
            R"({"keys":[{"kty":"oct","k":"AAAA"},{"kty":"RSA","n":"AQAB","e":"AQAB"},{"kty":"EC","crv":"P-256","x":"AA","y":"AA"},
                {"kty":"RSA","use":"enc","n":"AQAB","e":"AQAB"},7,{"kty":"EC","crv":"P-521"}]})");
        QVERIFY(none.has_value() && none->empty());
        // A point that is not on the curve.
        const std::string off = identity::toBase64Url(std::string(32, '\1'));
        const auto bad =
            identity::keysOfJwks(R"({"keys":[{"kty":"EC","crv":"P-256","x":")" + off + R"(","y":")" + off + R"("}]})");
        QVERIFY(bad.has_value() && bad->empty());
        std::string many = R"({"keys":[)";
        for (int i = 0; i < 101; ++i)
            many += i ? ",{}" : "{}";
        QVERIFY(!identity::keysOfJwks(many + "]}"));
    }
};

QTEST_GUILESS_MAIN(OidcIssuerTest)
#include "oidc_issuer_test.moc"
