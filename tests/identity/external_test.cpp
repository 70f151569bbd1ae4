// People of another issuer at the door of the API: who comes in, as whom, and how they are sent away again.
#include <QtTest>

#include "identity_platform.h"
#include "test_issuer.h"

using namespace steward;
using namespace std::chrono_literals;
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

    // What a console of theirs kept for offline work goes when the issuer lets them in no more, though no session says
    // so.
    void whatWasKeptGoesWhenTheIssuerShutsSomebodyOut() {
        Fixture f({}, true);
        const auto me = f.me(f.token()).document();
        const std::string receipt(me.at("offlineReceipt").as_string());
        QVERIFY(!receipt.empty());
        const auto allowed = [&](const std::string& shown) {
            return f.platform.await([&]() -> kernel::Async<contract::OfflineAccess> {
                auto asking = f.platform.identity->offlineAccess(shown);
                co_return co_await std::move(asking);
            });
        };
        const auto enabled = [&](bool is) {
            f.issuer->put("/users/f1", json::Object{{"id", "f1"}, {"username", "fay"}, {"enabled", is}});
        };
        enabled(true);
        QVERIFY(allowed(receipt)->allowed);
        enabled(false);
        QVERIFY(!allowed(receipt)->allowed);
        QCOMPARE(allowed(receipt + "x").error().code, ErrorCode::forbidden);
        QCOMPARE(allowed("").error().code, ErrorCode::forbidden);
        // While it cannot be asked nothing is decided.
        enabled(true);
        f.issuer->isBroken = true;
        f.issuer->put("/users/f1", "no user");
        QCOMPARE(allowed(receipt).error().code, ErrorCode::unavailable);
        Fixture gone({}, true);
        const std::string theirs(gone.me(gone.token()).document().at("offlineReceipt").as_string());
        QVERIFY(!allowed(theirs).has_value());
        const auto there = gone.platform.await([&]() -> kernel::Async<contract::OfflineAccess> {
            auto asking = gone.platform.identity->offlineAccess(theirs);
            co_return co_await std::move(asking);
        });
        QVERIFY(there && !there->allowed);  // never heard of there
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
        QCOMPARE(first.methods, std::string("pwd"));  // and no markup
        QCOMPARE(first.device, std::string());
        // The same session, whose person has authenticated once more.
        const auto again = session(f.token({{"auth_time", f.now() - 5}, {"amr", json::Array{"pwd", "otp"}}}));
        QCOMPARE(again.id, first.id);
        QCOMPARE(again.authenticatedAt, Time(std::chrono::seconds(f.now() - 5)));
        QCOMPARE(again.methods, std::string("pwd otp mfa"));
        // One factor does not prove again what two have proved.
        const auto weaker = session(f.token({{"auth_time", f.now() - 1}, {"amr", json::Array{"pwd", "mfa?"}}}));
        QCOMPARE(weaker.id, first.id);
        QCOMPARE(weaker.authenticatedAt, again.authenticatedAt);
        // An issuer that does not say when, or says later than it issued, is taken by when it issued the first token; a
        // renewed one proves nothing.
        const Time begun(std::chrono::seconds(f.now()));
        QCOMPARE(session(f.token({{"sid", "s2"}})).authenticatedAt, begun);
        f.platform.clock.advance(60s);
        QCOMPARE(session(f.token({{"sid", "s2"}})).authenticatedAt, begun);
        QCOMPARE(session(f.token({{"sid", ""}})).authenticatedAt, Time());
        QCOMPARE(session(f.token({{"sid", "s3"}, {"auth_time", f.now() + 3600}})).authenticatedAt,
                 Time(std::chrono::seconds(f.now())));
        QCOMPARE(f.platform.identity->openSessions(), std::size_t(4));
    }

    // In the browser where the first is signed in, so with the issuer's name for that session.
    void aNewSignInOfSomebodyElseProvesNothing() {
        Fixture f;
        const auto proves = [&](const std::string& token) {
            domain::Principal principal;
            principal.userId = f.member(token, "userId");
            principal.sessionId = f.member(token, "sessionId");
            return f.platform
                .await([&]() -> kernel::Async<> { return f.platform.identity->reauthentication().require(principal); })
                .has_value();
        };
        const std::string earlier = f.token({{"auth_time", f.now() - 3600}});
        QVERIFY(!proves(earlier));
        const std::string other = f.token({{"sub", "f2"}, {"email", "f2@acme.example"}, {"auth_time", f.now()}});
        QVERIFY(proves(other));
        QVERIFY(f.member(other, "userId") != f.member(earlier, "userId"));
        QVERIFY(!proves(earlier));
        QVERIFY(proves(f.token({{"auth_time", f.now()}})));
        QVERIFY(proves(earlier));  // the same session
    }

    void theSecondFactorIsTheIssuers_data() {
        QTest::addColumn<QString>("changes");
        QTest::addColumn<int>("status");
        QTest::newRow("says nothing") << "{}" << 403;
        QTest::newRow("one factor") << R"({"acr":"1","amr":["pwd"]})" << 403;
        QTest::newRow("a method that is not named") << R"({"amr":["pwd","mfa"]})" << 403;
        QTest::newRow("a class that is named") << R"({"acr":"gold"})" << 200;
        QTest::newRow("a method that is named") << R"({"acr":"1","amr":["pwd","hwk"]})" << 200;
    }
    void theSecondFactorIsTheIssuers() {
        QFETCH(QString, changes);
        QFETCH(int, status);
        kernel::OidcConfig config;
        config.secondFactors = "gold, hwk";
        const json::Object claims = json::parse(changes.toStdString())->as_object();
        Fixture f(config, Keycloak(false), domain::SecondFactorRule::everybody);
        const auto before = f.users();
        const auto reply = f.me(f.token(claims));
        QCOMPARE(reply.status, status);
        QCOMPARE(f.users(), before + (status == 200 ? 1 : 0));
        if (status != 200) QVERIFY(reply.body.find("second factor") != std::string::npos);
        // Of the staff alone is another rule.
        Fixture staff(config, Keycloak(false), domain::SecondFactorRule::staff);
        QCOMPARE(staff.status(staff.token(claims)), 200);
        json::Object ofStaff = claims;
        ofStaff["realm_access"] = json::Object{{"roles", json::Array{"steward-support"}}};
        ofStaff["sub"] = "f2";
        ofStaff["email"] = "f2@steward.example";
        QCOMPARE(staff.status(staff.token(ofStaff)), status);
    }

    void nobodyFromElsewhereHasASecondFactorHere() {
        Fixture f({}, Keycloak(false), domain::SecondFactorRule::everybody);
        const std::string viewer = f.platform.idOf("viewer@acme.example");
        const auto enrolment = f.platform.await([&]() -> kernel::Async<domain::SecondFactorEnrolment> {
            return f.platform.identity->secondFactors().begin(viewer);
        });
        QVERIFY(enrolment.has_value());
        QCOMPARE(
            f.count(
                "SELECT count(*) FROM second_factors s JOIN users u ON u.id = s.user_id WHERE :tenant(u.tenant_id)"),
            1);
        const std::string token =
            f.token({{"email", "viewer@acme.example"}, {"amr", json::Array{"otp"}}, {"auth_time", f.now()}});
        QCOMPARE(f.member(token, "userId"), viewer);
        const auto state = f.platform.get("/v1/me/second-factor", token).document();
        QCOMPARE(state.at("required").as_bool(), false);
        QCOMPARE(state.at("enrolled").as_bool(), false);
        const auto begun =
            f.platform.send("POST", "/v1/me/second-factor",
                            {{"Authorization", "Bearer " + token}, {"Content-Type", "application/json"}});
        QCOMPARE(begun.status, 409);
        QVERIFY(begun.body.find("where you sign in") != std::string::npos);
    }

    void aRoleCanBeACustomOneOfTheTenant() {
        kernel::OidcConfig config;
        config.roles =
            "steward-viewer=viewer, steward-admin=admin, desk=custom:Desk, /staff=custom:rol_2, gone=custom:No";
        Fixture f(config);
        const auto written = f.platform.database->writeNow([](sql::Connection& db) -> Result<> {
            const auto add = [&](const std::string& id, const std::string& tenant, const std::string& name,
                                 const std::string& permissions) {
                return db.execute(
                    sql::tenantOwned(
                        "INSERT INTO custom_roles (id, tenant_id, name, description, permissions, version) "
                        "VALUES (?1, ?2, ?3, '', ?4, 1)"),
                    sql::TenantScope::all(), {id, tenant, name, permissions});
            };
            STEWARD_CHECK(add("rol_1", "ten_acme", "Desk", R"(["signedIn","usersWrite"])"));
            STEWARD_CHECK(add("rol_2", "ten_globex", "Foreign", R"(["signedIn","tenantsWrite"])"));
            STEWARD_CHECK(add("rol_3", "ten_globex", "No", R"(["signedIn","tenantsWrite"])"));
            return {};
        });
        QVERIFY(written.has_value());
        const auto roles = [](json::Array names) {
            return json::Object{{"realm_access", json::Object{{"roles", std::move(names)}}}};
        };
        const std::string token = f.token(roles({"desk", "steward-viewer", "gone"}));
        QCOMPARE(f.member(token, "customRoleId"), std::string("rol_1"));
        QCOMPARE(f.member(token, "role"), std::string("viewer"));
        const auto may = [&](const std::string& bearer, const char* permission) {
            return f.me(bearer).body.find('"' + std::string(permission) + '"') != std::string::npos;
        };
        QVERIFY(may(token, "usersWrite"));
        QVERIFY(!may(token, "tenantsRead"));  // that of a viewer
        // More than it, less than it, and nothing at all.
        QCOMPARE(f.member(f.token(roles({"desk", "steward-admin"})), "role"), std::string("admin"));
        QCOMPARE(f.member(f.token(roles({"desk", "steward-admin"})), "customRoleId"), std::string());
        QCOMPARE(f.member(f.token(roles({"gone", "steward-viewer"})), "role"), std::string("viewer"));
        QCOMPARE(f.member(f.token(roles({"desk"})), "customRoleId"), std::string("rol_1"));
        // A role of another tenant is none, by name and by id.
        QCOMPARE(f.status(f.token(roles({"gone"}))), 403);
        json::Object byId = roles({});
        byId["groups"] = json::Array{"/tenants/acme", "/staff"};
        QCOMPARE(f.status(f.token(byId)), 403);
        // What the role may is asked for again when it has changed.
        const auto narrowed = f.platform.database->writeNow([](sql::Connection& db) {
            return db.execute(sql::tenantOwned("UPDATE custom_roles SET permissions = '[\"signedIn\"]', version = 2 "
                                               "WHERE id = 'rol_1'"),
                              sql::TenantScope::all());
        });
        QVERIFY(narrowed.has_value());
        json::Object again = roles({"desk"});
        again["jti"] = "2";
        QVERIFY(!may(f.token(again), "usersWrite"));
    }

    void peopleWhoNeverCameAreListed() {
        kernel::OidcConfig config;
        Fixture f(config, Keycloak(true));
        const auto person = [](const char* id, const std::string& email, bool enabled, std::int64_t createdAt = 1) {
            return json::Object{
                {"id", id},       {"username", email},  {"firstName", "Zoe"},    {"lastName", "Z"},
                {"email", email}, {"enabled", enabled}, {"emailVerified", true}, {"createdTimestamp", createdAt}};
        };
        const auto place = [&](const std::string& id, const char* role, const char* group) {
            f.issuer->put("/users/" + id + "/role-mappings/realm/composite",
                          json::Array{json::Object{{"id", "r"}, {"name", role}}});
            f.issuer->put("/users/" + id + "/groups", json::Array{json::Object{{"path", group}}});
        };
        f.issuer->put("/users",
                      json::Array{person("z1", "zoe@acme.example", true), person("z2", "off@acme.example", false),
                                  person("z3", "viewer@acme.example", true),
                                  person("z4", "stranger@acme.example", true), person("z5", "lost@acme.example", true),
                                  person("z6", "invited@acme.example", true, (f.now() + 86'400) * 1000)});
        f.issuer->put("/users/count", 6);
        place("z1", "steward-analyst", "/tenants/acme");
        place("z2", "steward-analyst", "/tenants/acme");
        place("z3", "steward-owner", "/tenants/acme");  // their address is that of somebody who signs in here
        place("z4", "offline_access", "/tenants/acme");
        place("z5", "steward-analyst", "/tenants/initech");
        place("z6", "steward-analyst", "/tenants/acme");  // just made: perhaps by an invitation that is not stored yet
        const auto before = f.users();
        const auto import = [&] {
            f.platform.await([&]() -> kernel::Async<> {
                co_await f.platform.identity->external()->users().importPeople();
                co_return Result<>();
            });
        };
        // The look at the start may still be going on, and may have been before there was anybody.
        const auto imported = [&](std::chrono::seconds after) {
            f.platform.clock.advance(after);
            const int seen = f.issuer->userLists;
            import();
            return f.issuer->userLists != seen;
        };
        QTRY_VERIFY(imported(301s));
        QTRY_VERIFY(imported(301s));
        QCOMPARE(f.users(), before + 1);
        const std::string zoe =
            "SELECT count(*) FROM users WHERE :tenant(tenant_id) AND email = 'zoe@acme.example' AND role = 'analyst' "
            "AND tenant_id = 'ten_acme' AND last_seen_at IS NULL AND status = 'active'";
        QCOMPARE(f.count(zoe), 1);
        QCOMPARE(f.count("SELECT count(*) FROM credentials c JOIN users u ON u.id = c.user_id WHERE "
                         ":tenant(u.tenant_id) AND u.email = 'viewer@acme.example'"),
                 1);
        // Not again at once; then nobody twice, and whoever comes is the one who was listed.
        place("z4", "steward-viewer", "/tenants/acme");
        QVERIFY(!imported(1s));
        QCOMPARE(f.users(), before + 1);
        QVERIFY(imported(301s));
        QCOMPARE(f.users(), before + 2);
        const std::string id = f.platform.idOf("zoe@acme.example");
        const std::string token = f.token({{"sub", "z1"}, {"email", "zoe@acme.example"}, {"name", "Zoe Z"}});
        QCOMPARE(f.member(token, "userId"), id);
        QCOMPARE(f.member(token, "role"), std::string("viewer"));  // as the token says
        QCOMPARE(f.users(), before + 2);
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
        config.roles = "admin=king, =viewer, desk=custom:";
        config.tenantGroups = "tenants";
        kernel::KeycloakConfig keycloak;
        keycloak.adminUrl = "https://id.example";
        const auto options = identity::readExternalOptions(config, keycloak);
        QVERIFY(!options);
        std::vector<std::string> paths;
        for (const auto& field : options.error().fields)
            paths.push_back(field.path);
        const std::vector<std::string> expected{"/oidc/issuer",    "/oidc/roles",           "/oidc/roles",
                                                "/oidc/roles",     "/oidc/roles",           "/oidc/tenantGroups",
                                                "/keycloak/realm", "/keycloak/clientSecret"};
        QCOMPARE(paths, expected);
    }
};

QTEST_GUILESS_MAIN(ExternalTest)
#include "external_test.moc"
