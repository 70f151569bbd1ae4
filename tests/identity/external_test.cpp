// People of another issuer at the door of the API: who comes in, as whom, and how they are sent away again.
#include <QtTest>

#include "identity/external_store.h"
#include "identity_platform.h"
#include "test_issuer.h"

using namespace steward;
using namespace std::chrono_literals;
using identity::ExternalStore;
using identity::IdentityStore;
using test::IdentityPlatform;
using test::TestIssuer;

namespace {

using Keycloak = bool;

identity::ExternalOptions optionsFor(const TestIssuer& issuer, kernel::OidcConfig config, Keycloak isKeycloak) {
    config.issuer = issuer.url();
    kernel::KeycloakConfig keycloak;
    if (isKeycloak) keycloak.adminUrl = issuer.url();
    keycloak.realm = TestIssuer::realm;
    keycloak.clientSecret = "secret";
    return *identity::readExternalOptions(config, keycloak).value();
}

// As Keycloak lists sessions.
json::Array listOf(const std::vector<std::string>& sessions) {
    json::Array list;
    for (const auto& id : sessions)
        list.push_back(json::Object{
            {"id", id}, {"ipAddress", "127.0.0.1"}, {"start", 1}, {"lastAccess", 1}, {"clients", json::Object()}});
    return list;
}

struct Fixture {
    std::shared_ptr<TestIssuer> issuer = std::make_shared<TestIssuer>();
    IdentityPlatform platform;

    explicit Fixture(kernel::OidcConfig config = {}, Keycloak isKeycloak = false,
                     domain::SecondFactorRule rule = domain::SecondFactorRule::none)
        : platform({.external = optionsFor(*issuer, std::move(config), isKeycloak), .requireSecondFactor = rule}) {
        issuer->addKey("k", TestIssuer::Kind::p256);
    }

    std::int64_t now() const { return platform.clock.now().time_since_epoch().count() / 1000; }
    json::Object claims(const json::Object& changes = {}) const {
        json::Object claims{{"iss", issuer->url()},
                            {"sub", "f1"},
                            {"azp", "steward-console"},
                            {"typ", "Bearer"},
                            {"sid", "s1"},
                            {"iat", now()},
                            {"exp", now() + 300},
                            {"name", "Fay"},
                            {"email", "Fay@acme.example"},
                            {"email_verified", true},
                            {"realm_access", json::Object{{"roles", json::Array{"steward-viewer"}}}},
                            {"groups", json::Array{"/tenants/acme"}}};
        for (const auto& [name, value] : changes)
            claims[name] = value;
        return claims;
    }
    std::string token(const json::Object& changes = {}) const { return issuer->sign("k", claims(changes)); }
    test::HttpReply me(const std::string& bearer) { return platform.get("/v1/me", bearer); }
    int status(const std::string& bearer) { return me(bearer).status; }
    std::string member(const std::string& bearer, const char* name) {
        const auto document = me(bearer).document();
        const auto* principal = document.as_object().if_contains("principal");
        const auto* value = principal ? principal->as_object().if_contains(name) : nullptr;
        return value && value->is_string() ? std::string(value->as_string()) : std::string();
    }
    int logout(const json::Object& changes) {
        json::Object all =
            claims({{"jti", "j1"},
                    {"typ", "Logout"},
                    {"aud", "steward-console"},
                    {"events", json::Object{{"http://schemas.openid.net/event/backchannel-logout", json::Object()}}}});
        for (const auto& [name, value] : changes)
            if (value.is_null())
                all.erase(name);
            else
                all[name] = value;
        return platform.post("/oauth/backchannel-logout", {{"logout_token", issuer->sign("k", all)}}).status;
    }
    std::int64_t count(const std::string& text) {
        return platform.database
            ->readNow([&](sql::Connection& db) -> Result<std::int64_t> {
                STEWARD_TRY(const auto rows, db.query(sql::tenantOwned(text), sql::TenantScope::all()));
                return rows[0].integer(0);
            })
            .value_or(-1);
    }
    std::int64_t users() { return count("SELECT count(*) FROM users WHERE :tenant(tenant_id)"); }
};

}  // namespace

class ExternalTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theFirstSignInMakesTheUser() {
        Fixture f;
        const auto before = f.users();
        const std::string token = f.token();
        QCOMPARE(f.status(token), 200);
        QCOMPARE(f.member(token, "role"), std::string("viewer"));
        QCOMPARE(f.member(token, "tenantId"), std::string("ten_acme"));
        QCOMPARE(f.member(token, "email"), std::string("fay@acme.example"));
        QCOMPARE(f.users(), before + 1);
        const std::string again = f.token({{"jti", "2"}, {"sid", "s2"}});
        QCOMPARE(f.member(again, "userId"), f.member(token, "userId"));
        QCOMPARE(f.users(), before + 1);
        QCOMPARE(f.count("SELECT count(*) FROM audit WHERE :tenant(tenant_id) AND action = 'user.create'"), 1);
        QCOMPARE(f.count("SELECT count(*) FROM audit WHERE :tenant(tenant_id) AND action = 'session.start'"), 2);
    }

    void whatTheIssuerSaysIsTakenOver() {
        Fixture f;
        QCOMPARE(f.member(f.token(), "role"), std::string("viewer"));
        const json::Object roles{{"roles", json::Array{"steward-viewer", "steward-owner", "unknown"}}};
        const std::string token =
            f.token({{"realm_access", roles}, {"name", "Fay Fox"}, {"email", "fox@acme.example"}});
        QCOMPARE(f.member(token, "role"), std::string("owner"));
        QCOMPARE(f.member(token, "name"), std::string("Fay Fox"));
        QCOMPARE(
            f.count(
                "SELECT count(*) FROM users WHERE :tenant(tenant_id) AND email = 'fox@acme.example' AND version = 2"),
            1);
    }

    void whenAndHowPeopleAuthenticatedIsTakenOver() {
        Fixture f;
        const auto session = [&](const std::string& token) {
            const std::string id = f.member(token, "sessionId");
            const auto found =
                f.platform.database->readNow([&](sql::Connection& db) { return IdentityStore(db).session(id); });
            return found && *found ? **found : identity::Session();
        };
        const auto first = session(f.token({{"auth_time", f.now() - 3600}, {"amr", json::Array{"pwd", "<b>"}}}));
        QCOMPARE(first.authenticatedAt, Time(std::chrono::seconds(f.now() - 3600)));
        QCOMPARE(first.methods, std::string("pwd"));
        QCOMPARE(first.device, std::string());
        // The same session, whose person has authenticated once more.
        const auto again = session(f.token({{"auth_time", f.now() - 5}, {"amr", json::Array{"pwd", "otp"}}}));
        QCOMPARE(again.id, first.id);
        QCOMPARE(again.authenticatedAt, Time(std::chrono::seconds(f.now() - 5)));
        QCOMPARE(again.methods, std::string("pwd otp"));
        // An issuer that does not say when, or says later than it issued, is taken by when it issued.
        QCOMPARE(session(f.token({{"sid", "s2"}})).authenticatedAt, Time(std::chrono::seconds(f.now())));
        QCOMPARE(session(f.token({{"sid", "s3"}, {"auth_time", f.now() + 3600}})).authenticatedAt,
                 Time(std::chrono::seconds(f.now())));
        QCOMPARE(f.platform.identity->openSessions(), std::size_t(3));
    }

    void whoCannotBePlacedIsRefused_data() {
        QTest::addColumn<QString>("changes");
        QTest::newRow("no role") << R"({"realm_access":{"roles":["other"]}})";
        QTest::newRow("no tenant") << R"({"groups":["/staff"]})";
        QTest::newRow("unknown tenant") << R"({"groups":["/tenants/initech"]})";
        QTest::newRow("two tenants") << R"({"groups":["/tenants/acme","/tenants/globex"]})";
        QTest::newRow("two tenants of two claims") << R"({"tenant":"globex"})";
        QTest::newRow("suspended tenant") << R"({"groups":["/tenants/globex"]})";
        QTest::newRow("no e-mail") << R"({"email":""})";
        QTest::newRow("e-mail of a user, not verified") << R"({"email":"viewer@acme.example","email_verified":false})";
        QTest::newRow("e-mail of the operator")
            << R"({"email":"staff@steward.example","realm_access":{"roles":["steward-support"]}})";
    }
    void whoCannotBePlacedIsRefused() {
        QFETCH(QString, changes);
        Fixture f;
        const auto before = f.users();
        const auto reply = f.me(f.token(json::parse(changes.toStdString())->as_object()));
        QCOMPARE(reply.status, 403);
        QCOMPARE(f.users(), before);
        QCOMPARE(f.count("SELECT count(*) FROM external_identities WHERE :tenant(tenant_id)"), 0);
        QCOMPARE(f.count("SELECT count(*) FROM sessions WHERE :tenant(tenant_id)"), 0);
    }

    void aTenantIsNamedInSeveralWays() {
        Fixture f;
        const auto tenant = [&](const char* sub, const json::Object& changes) {
            json::Object all{
                {"sub", sub}, {"sid", sub}, {"email", std::string(sub) + "@x.example"}, {"groups", json::Array()}};
            for (const auto& [name, value] : changes)
                all[name] = value;
            return f.member(f.token(all), "tenantId");
        };
        const std::string acme = "ten_acme";
        QCOMPARE(tenant("a", {{"tenant", "acme"}}), acme);
        QCOMPARE(tenant("b", {{"tenant", "ten_acme"}}), acme);
        QCOMPARE(tenant("c", {{"organization", json::Array{"acme"}}}), acme);
        QCOMPARE(tenant("d", {{"organization", json::Object{{"acme", json::Object{{"id", "1"}}}}}}), acme);
        QCOMPARE(tenant("e", {{"groups", json::Array{"/tenants/acme/admins", "/other/globex"}}}), acme);
        QCOMPARE(tenant("f", {{"tenant", "acme"}, {"groups", json::Array{"/tenants/acme"}}}), acme);
    }

    void anAccountWithTheVerifiedAddressIsTheSamePerson() {
        Fixture f;
        const auto before = f.users();
        const std::string token = f.token({{"email", "viewer@acme.example"}});
        QCOMPARE(f.member(token, "userId"), f.platform.idOf("viewer@acme.example"));
        QCOMPARE(f.users(), before);
        const std::string hashes =
            "SELECT count(*) FROM credentials c JOIN users u ON u.id = c.user_id WHERE "
            ":tenant(u.tenant_id) AND u.email = 'viewer@acme.example'";
        QCOMPARE(f.count(hashes), 0);
        // The next one with the address is somebody else.
        QCOMPARE(f.status(f.token({{"email", "viewer@acme.example"}, {"sub", "f2"}, {"sid", "s2"}})), 403);
    }

    void aSessionThatEndedStaysEnded() {
        Fixture f;
        const std::string token = f.token();
        const std::string session = f.member(token, "sessionId");
        QVERIFY(!session.empty());
        const auto ended = f.platform.await([&]() -> kernel::Async<> {
            return f.platform.identity->sessions().end(session, identity::EndReason::revoked);
        });
        QVERIFY(ended.has_value());
        QCOMPARE(f.status(token), 401);
        QCOMPARE(f.status(f.token({{"jti", "renewed"}})), 401);
        QCOMPARE(f.status(f.token({{"sid", "s2"}})), 200);
    }

    void aLogoutTokenEndsItsSessionOnce() {
        Fixture f;
        const std::string token = f.token();
        const std::string other = f.token({{"sid", "s2"}});
        QCOMPARE(f.status(token), 200);
        QCOMPARE(f.status(other), 200);
        QCOMPARE(f.logout({}), 200);
        QCOMPARE(f.status(token), 401);
        QCOMPARE(f.status(f.token({{"jti", "renewed"}})), 401);
        QCOMPARE(f.status(other), 200);
        QCOMPARE(f.logout({}), 400);
        QCOMPARE(f.logout({{"sid", "s2"}}), 400);  // the same jti
        QCOMPARE(f.status(other), 200);
        QCOMPARE(f.logout({{"sid", "s2"}, {"jti", "j2"}}), 200);
        QCOMPARE(f.status(other), 401);
    }

    void aLogoutThatCameFirstCounts() {
        Fixture f;
        QCOMPARE(f.logout({}), 200);
        QCOMPARE(f.status(f.token()), 401);
        QCOMPARE(f.users(), 4);
    }

    void aLogoutOfThePersonEndsAll() {
        Fixture f;
        const std::string token = f.token();
        const std::string other = f.token({{"sid", "s2"}});
        const std::string unseen = f.token({{"sid", "s3"}});
        const std::string somebody = f.token({{"sub", "f2"}, {"sid", "s4"}, {"email", "f2@acme.example"}});
        for (const auto& each : {token, other, somebody})
            QCOMPARE(f.status(each), 200);
        QCOMPARE(f.logout({{"sid", nullptr}}), 200);
        for (const auto& each : {token, other, unseen})
            QCOMPARE(f.status(each), 401);
        QCOMPARE(f.status(somebody), 200);
        f.platform.clock.advance(2s);
        QCOMPARE(f.status(f.token({{"sid", "s5"}})), 200);
    }

    // Keycloak ends them all and tells of one.
    void afterALogoutSessionsThatTheIssuerDoesNotListEnd() {
        Fixture f({}, Keycloak(true));
        const std::string token = f.token();
        const std::string listed = f.token({{"sid", "s2"}});
        const std::string gone = f.token({{"sid", "s3"}});
        const std::string somebody = f.token({{"sub", "f2"}, {"sid", "s4"}, {"email", "f2@acme.example"}});
        for (const auto& each : {token, listed, gone, somebody})
            QCOMPARE(f.status(each), 200);
        f.issuer->put("/users/f1/sessions", listOf({"s2", "of another program"}));
        QCOMPARE(f.logout({}), 200);
        QCOMPARE(f.status(token), 401);
        QTRY_COMPARE_WITH_TIMEOUT(f.status(gone), 401, 30'000);
        QCOMPARE(f.status(f.token({{"sid", "s3"}, {"jti", "renewed"}})), 401);
        QCOMPARE(f.status(listed), 200);
        QCOMPARE(f.status(somebody), 200);
        // It is looked at several times: the issuer tells before it has stored.
        f.issuer->put("/users/f1/sessions", listOf({}));
        QTRY_COMPARE_WITH_TIMEOUT(f.status(listed), 401, 30'000);
        QCOMPARE(f.status(somebody), 200);
        QCOMPARE(f.count("SELECT count(*) FROM audit WHERE :tenant(tenant_id) AND action = 'session.end'"), 3);
    }

    void whatIsNoLogoutTokenEndsNothing() {
        Fixture f;
        const std::string token = f.token();
        QCOMPARE(f.status(token), 200);
        QCOMPARE(f.platform.post("/oauth/backchannel-logout", {{"logout_token", token}}).status, 400);
        QCOMPARE(f.platform.post("/oauth/backchannel-logout", {}).status, 400);
        QCOMPARE(f.logout({{"aud", "shop"}}), 400);
        QCOMPARE(f.status(token), 200);
    }

    void anExpiredTokenIsOverInTheCacheToo() {
        Fixture f;
        const std::string token = f.token();
        QCOMPARE(f.status(token), 200);
        f.platform.clock.advance(331s);
        QCOMPARE(f.status(token), 401);
    }

    void theBuiltInIssuerGoesOn() {
        Fixture f;
        const auto document = f.platform.get("/.well-known/openid-configuration").document();
        QCOMPARE(document.at("issuer").as_string(), f.platform.issuer());
        QCOMPARE(document.at("steward_sign_in").at("issuer").as_string(), f.issuer->url());
        const auto started = f.platform.await([&]() -> kernel::Async<identity::TokenReply> {
            return f.platform.identity->sessions().start(f.platform.idOf("staff@steward.example"), "stewardctl",
                                                         identity::Proof{f.platform.clock.now()});
        });
        QVERIFY(started.has_value());
        QCOMPARE(f.status(started->access_token), 200);
        QCOMPARE(f.status("nonsense"), 401);
    }

    void settingsThatCannotWorkAreNamed() {
        kernel::OidcConfig config;
        QVERIFY(!identity::readExternalOptions(config, {}).value().has_value());
        config.issuer = "http://id.example";
        config.roles = "admin=king, =viewer";
        config.tenantGroups = "tenants";
        kernel::KeycloakConfig keycloak;
        keycloak.adminUrl = "https://id.example";
        const auto options = identity::readExternalOptions(config, keycloak);
        QVERIFY(!options);
        std::vector<std::string> paths;
        for (const auto& field : options.error().fields)
            paths.push_back(field.path);
        const std::vector<std::string> expected{"/oidc/issuer",          "/oidc/roles",        "/oidc/roles",
                                                "/oidc/roles",           "/oidc/tenantGroups", "/keycloak/realm",
                                                "/keycloak/clientSecret"};
        QCOMPARE(paths, expected);
    }
};

QTEST_GUILESS_MAIN(ExternalTest)
#include "external_test.moc"
