// Signing in from the first request to the end of the session, over HTTP, as a browser and a console do it.
#include <QtTest>

#include "audit/audit_list.h"
#include "audit/audit_store.h"
#include "base/ids.h"
#include "contract/topics.h"
#include "flow.h"
#include "identity/lifetimes.h"
#include "identity/secrets.h"
#include "identity/tokens.h"
#include "identity_platform.h"

using namespace steward;
using namespace steward::identity;
using namespace steward::test;
using namespace std::chrono_literals;
using kernel::TextPairs;

class IdentityFlowTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aConsoleSignsIn() {
        IdentityPlatform platform;
        const auto discovery = platform.get("/.well-known/openid-configuration");
        QCOMPARE(discovery.status, 200);
        QCOMPARE(discovery.member("issuer"), platform.issuer());
        QCOMPARE(discovery.member("authorization_endpoint"), platform.issuer() + "/oauth/authorize");

        Browser browser{platform};
        QCOMPARE(browser.page.status, 200);
        const auto answer = browser.submit(" Owner@ACME.example ", "correct horse");
        QCOMPARE(answer.status, 303);
        const std::string location = answer.header("Location");
        QVERIFY(location.starts_with(callback + "?"));
        QCOMPARE(queryValue(location, "state"), std::string("state-1"));
        QCOMPARE(queryValue(location, "iss"), platform.issuer());

        const auto reply = redeem(platform, queryValue(location, "code"));
        QCOMPARE(reply.status, 200);
        QCOMPARE(reply.header("Cache-Control"), std::string("no-store"));
        QCOMPARE(reply.member("token_type"), std::string("Bearer"));
        const auto tokens = tokensOf(reply);

        KeyRing& keys = const_cast<KeyRing&>(platform.identity->keys());
        const auto id = verifiedId(keys, tokens.id);
        QVERIFY(id.has_value());
        QCOMPARE(id->nonce.value(), std::string("nonce-1"));
        QCOMPARE(id->aud, std::string("steward-console"));
        QCOMPARE(id->iss, platform.issuer());

        const auto info = platform.get("/oauth/userinfo", tokens.access);
        QCOMPARE(info.member("email"), std::string("owner@acme.example"));
        QCOMPARE(info.member("sub"), id->sub);
        QCOMPARE(info.member("tenant"), std::string("ten_acme"));

        const auto me = platform.get("/v1/me", tokens.access);
        QCOMPARE(me.status, 200);
        QCOMPARE(std::string(me.document().at("principal").at("role").as_string()), std::string("owner"));
        QCOMPARE(platform.identity->openSessions(), std::size_t(1));
        QCOMPARE(platform.get("/v1/me").status, 401);
        QCOMPARE(platform.get("/oauth/userinfo", tokens.id).status, 401);
    }

    void thePageIsServedWithItsHeaders() {
        IdentityPlatform::Setup setup;
        setup.brand = domain::Brand();
        setup.brand->productName = "<img src=x onerror=alert(1)>";
        IdentityPlatform platform(setup);
        Browser browser{platform, authorizeParameters("acme")};
        const auto& page = browser.page;
        QVERIFY(page.body.find("&lt;img src=x") != std::string::npos);
        QVERIFY(page.body.find("<img") == std::string::npos);
        QVERIFY(page.body.find("<script") == std::string::npos);
        const std::string policy = page.header("Content-Security-Policy");
        QVERIFY(policy.starts_with("default-src 'none'; style-src 'sha256-"));
        QVERIFY(policy.find("form-action 'self' http://127.0.0.1:50123") != std::string::npos);
        QCOMPARE(page.header("Cache-Control"), std::string("no-store"));
        QCOMPARE(page.header("X-Frame-Options"), std::string("DENY"));
        QCOMPARE(page.header("X-Content-Type-Options"), std::string("nosniff"));
        QCOMPARE(page.header("Referrer-Policy"), std::string("no-referrer"));
        const std::string cookie = page.header("Set-Cookie");
        QVERIFY(cookie.find("; HttpOnly") != std::string::npos);
        QVERIFY(cookie.find("; SameSite=Lax") != std::string::npos);

        Browser other{platform, authorizeParameters("globex-unknown")};
        QVERIFY(other.page.body.find("Every tenant, one console.") != std::string::npos);
    }

    void anUnregisteredAddressIsNeverRedirectedTo() {
        IdentityPlatform platform;
        for (const char* uri : {"https://evil.example/callback", "http://127.0.0.1:50123/callback/../evil",
                                "http://127.0.0.1:50123@evil.example/callback", ""}) {
            auto parameters = authorizeParameters();
            replace(parameters, "redirect_uri", uri);
            const auto reply = platform.get(targetOf(parameters));
            QCOMPARE(reply.status, 400);
            QVERIFY(reply.header("Location").empty());
            QVERIFY(reply.header("Content-Type").starts_with("text/html"));
            const auto posted = platform.post("/oauth/authorize", parameters);
            QCOMPARE(posted.status, 400);
            QVERIFY(posted.header("Location").empty());
        }
        auto parameters = authorizeParameters();
        replace(parameters, "code_challenge_method", "plain");
        const auto told = platform.get(targetOf(parameters));
        QCOMPARE(told.status, 303);
        QCOMPARE(queryValue(told.header("Location"), "error"), std::string("invalid_request"));
        QCOMPARE(queryValue(told.header("Location"), "state"), std::string("state-1"));
    }

    void aFormFromElsewhereIsRefused() {
        IdentityPlatform platform;
        Browser browser{platform};
        Browser attacker{platform};
        auto form = authorizeParameters();
        form.emplace_back("email", "owner@acme.example");
        form.emplace_back("password", "correct horse");
        QCOMPARE(platform.post("/oauth/authorize", form, browser.cookie).status, 403);
        form.emplace_back("form_token", between(attacker.page.body, "name=\"form_token\" value=\"", "\""));
        QCOMPARE(platform.post("/oauth/authorize", form, browser.cookie).status, 403);
        QCOMPARE(platform.post("/oauth/authorize", form).status, 403);
        QCOMPARE(platform.post("/oauth/authorize", form, attacker.cookie).status, 303);
    }

    void unknownWrongAndSuspendedLookAlike() {
        IdentityPlatform platform;
        std::string message;
        for (const auto& [email, password] : TextPairs{{"owner@acme.example", "wrong"},
                                                       {"nobody@acme.example", "correct horse"},
                                                       {"owner@globex.example", "correct horse"}}) {
            Browser browser{platform};
            const auto reply = browser.submit(email, password);
            QCOMPARE(reply.status, 422);
            const std::string said = between(reply.body, "role=\"alert\">", "<");
            QVERIFY(!said.empty());
            if (message.empty()) message = said;
            QCOMPARE(said, message);
            QVERIFY(reply.body.find(password) == std::string::npos);
        }
        auto wrongTenant = Browser{platform, authorizeParameters("globex")};
        QCOMPARE(wrongTenant.submit("owner@acme.example", "correct horse").status, 422);
        auto rightTenant = Browser{platform, authorizeParameters("acme")};
        QCOMPARE(rightTenant.submit("owner@acme.example", "correct horse").status, 303);
    }

    void guessingHasToWait() {
        IdentityPlatform platform;
        for (const char* email : {"owner@acme.example", "nobody@acme.example"}) {
            Browser browser{platform};
            for (int i = 0; i < SignInGuard::freeFailures; ++i)
                QCOMPARE(browser.submit(email, "wrong").status, 422);
            const auto refused = browser.submit(email, "correct horse");
            QCOMPARE(refused.status, 429);
            QCOMPARE(refused.header("Retry-After"), std::string("2"));
        }
        platform.clock.advance(2s);
        Browser browser{platform};
        QCOMPARE(browser.submit("owner@acme.example", "correct horse").status, 303);
    }

    void aWrongVerifierGetsNothing() {
        IdentityPlatform platform;
        const std::string code = codeFor(platform, "owner@acme.example");
        for (const std::string& wrong : {std::string(43, 'a'), std::string("short"), challengeOf(verifier)}) {
            const auto reply = redeem(platform, code, wrong);
            QCOMPARE(reply.status, 400);
            QCOMPARE(reply.member("error"), std::string("invalid_grant"));
        }
        const auto elsewhere = platform.post("/oauth/token", {{"grant_type", "authorization_code"},
                                                              {"client_id", "steward-console"},
                                                              {"redirect_uri", "http://127.0.0.1:1/callback"},
                                                              {"code", code},
                                                              {"code_verifier", verifier}});
        QCOMPARE(elsewhere.member("error"), std::string("invalid_grant"));
        QCOMPARE(redeem(platform, code).status, 200);
    }

    void aCodeExpires() {
        IdentityPlatform platform;
        const std::string code = codeFor(platform, "owner@acme.example");
        platform.clock.advance(codeLifetime);
        QCOMPARE(redeem(platform, code).member("error"), std::string("invalid_grant"));
    }

    void aCodeUsedTwiceEndsWhatCameOfIt() {
        IdentityPlatform platform;
        const std::string code = codeFor(platform, "owner@acme.example");
        const auto tokens = tokensOf(redeem(platform, code));
        QCOMPARE(platform.get("/v1/me", tokens.access).status, 200);
        QCOMPARE(redeem(platform, code).member("error"), std::string("invalid_grant"));
        QCOMPARE(platform.get("/v1/me", tokens.access).status, 401);
        QCOMPARE(refresh(platform, tokens.refresh).member("error"), std::string("invalid_grant"));
        QCOMPARE(platform.identity->openSessions(), std::size_t(0));
    }

    void refreshTokensRotate() {
        IdentityPlatform platform;
        const auto first = signIn(platform);
        platform.clock.advance(accessLifetime);
        QCOMPARE(platform.get("/v1/me", first.access).status, 401);
        const auto second = tokensOf(refresh(platform, first.refresh));
        QVERIFY(!second.refresh.empty() && second.refresh != first.refresh);
        QCOMPARE(platform.get("/v1/me", second.access).status, 200);
        const auto third = tokensOf(refresh(platform, second.refresh));
        QVERIFY(!third.refresh.empty());
    }

    void aLostReplyLocksNobodyOut() {
        IdentityPlatform platform;
        const auto first = signIn(platform);
        const auto lost = tokensOf(refresh(platform, first.refresh));
        platform.clock.advance(refreshGrace);
        const auto again = tokensOf(refresh(platform, first.refresh));
        QCOMPARE(again.refresh, lost.refresh);
        QCOMPARE(platform.get("/v1/me", again.access).status, 200);
        QVERIFY(!tokensOf(refresh(platform, again.refresh)).refresh.empty());
    }

    void aStolenRefreshTokenEndsTheSession() {
        IdentityPlatform platform;
        const auto first = signIn(platform);
        const auto second = tokensOf(refresh(platform, first.refresh));
        platform.clock.advance(refreshGrace + 1ms);
        QCOMPARE(refresh(platform, first.refresh).member("error"), std::string("invalid_grant"));
        QCOMPARE(platform.get("/v1/me", second.access).status, 401);
        QCOMPARE(refresh(platform, second.refresh).member("error"), std::string("invalid_grant"));
    }

    void anOlderTokenIsNoLostReply() {
        IdentityPlatform platform;
        const auto first = signIn(platform);
        const auto second = tokensOf(refresh(platform, first.refresh));
        const auto third = tokensOf(refresh(platform, second.refresh));
        QCOMPARE(refresh(platform, first.refresh).member("error"), std::string("invalid_grant"));
        QCOMPARE(refresh(platform, third.refresh).member("error"), std::string("invalid_grant"));
    }

    void sessionsLastAsLongAsWasAsked() {
        IdentityPlatform platform;
        const auto day = signIn(platform);
        const auto kept = signIn(platform, "viewer@acme.example", true);
        platform.clock.advance(sessionLifetime);
        QCOMPARE(refresh(platform, day.refresh).status, 400);
        const auto next = tokensOf(refresh(platform, kept.refresh));
        QVERIFY(!next.refresh.empty());
        QCOMPARE(platform.identity->openSessions(), std::size_t(1));
        platform.clock.advance(keptSessionLifetime);
        QCOMPARE(refresh(platform, next.refresh).status, 400);
    }

    void revocationTakesEffectAtOnce() {
        IdentityPlatform platform;
        for (const bool byRefreshToken : {true, false}) {
            const auto tokens = signIn(platform);
            QCOMPARE(platform.get("/v1/me", tokens.access).status, 200);
            const std::string token = byRefreshToken ? tokens.refresh : tokens.access;
            QCOMPARE(platform.post("/oauth/revoke", {{"token", token}, {"client_id", "stewardctl"}}).status, 200);
            QCOMPARE(platform.get("/v1/me", tokens.access).status, 200);
            QCOMPARE(platform.post("/oauth/revoke", {{"token", token}, {"client_id", "steward-console"}}).status, 200);
            QCOMPARE(platform.get("/v1/me", tokens.access).status, 401);
            QCOMPARE(refresh(platform, tokens.refresh).status, 400);
        }
        QCOMPARE(platform.post("/oauth/revoke", {{"token", "unknown"}, {"client_id", "steward-console"}}).status, 200);
    }

    void signingOutEndsTheSession() {
        IdentityPlatform platform;
        const auto tokens = signIn(platform);
        QCOMPARE(platform.get("/oauth/end-session?id_token_hint=forged").status, 400);
        const std::string target =
            "/oauth/end-session?state=s&id_token_hint=" + tokens.id + "&post_logout_redirect_uri=";
        QCOMPARE(platform.get("/v1/me", tokens.access).status, 200);
        platform.clock.advance(accessLifetime - 1s);
        QCOMPARE(platform.get(target + kernel::percentEncode("https://evil.example/")).status, 200);
        QCOMPARE(platform.get("/v1/me", tokens.access).status, 401);
        const auto back = platform.get(target + kernel::percentEncode(callback));
        QCOMPARE(back.status, 303);
        QCOMPARE(back.header("Location"), callback + "?state=s");
    }

    void comingAndLeavingIsInTheAuditLog() {
        IdentityPlatform platform;
        const auto tokens = signIn(platform);
        const std::string owner = platform.idOf("owner@acme.example");
        platform.get("/oauth/end-session?id_token_hint=" + tokens.id);
        platform.get("/oauth/end-session?id_token_hint=" + tokens.id);
        const std::string code = codeFor(platform, "staff@steward.example");
        QVERIFY(redeem(platform, code, std::string(43, 'a')).status == 400);
        const auto stolen = tokensOf(redeem(platform, code));
        QVERIFY(redeem(platform, code).status == 400);
        const auto entries = auditOf(platform);
        QCOMPARE(entries.size(), std::size_t(4));
        QCOMPARE(entries[0].action, std::string("session.start"));
        QCOMPARE(entries[0].actorId, owner);
        QCOMPARE(entries[0].entityId, owner);
        QCOMPARE(entries[0].actorName, std::string("owner"));
        QCOMPARE(entries[0].tenantId.value_or(""), std::string("ten_acme"));
        QCOMPARE(std::string(entries[0].after->at("client").as_string()), std::string("steward-console"));
        QCOMPARE(entries[1].action, std::string("session.end"));
        QCOMPARE(entries[1].actorId, owner);
        QCOMPARE(std::string(entries[1].after->at("endReason").as_string()), std::string("signedOut"));
        QCOMPARE(entries[1].after->at("session"), entries[0].after->at("session"));
        QCOMPARE(entries[2].action, std::string("session.start"));
        QVERIFY(!entries[2].tenantId);
        QCOMPARE(entries[3].action, std::string("session.end"));
        QCOMPARE(entries[3].actorId, std::string("platform"));
        QCOMPARE(entries[3].entityId, platform.idOf("staff@steward.example"));
        QCOMPARE(std::string(entries[3].after->at("endReason").as_string()), std::string("codeReused"));
        const auto verified =
            platform.database->readNow([](sql::Connection& db) { return audit::verify(db, std::stop_token()); });
        QVERIFY(verified && verified->intact);
    }

    void refusedSignInsAreCountedAndNeverQuoted() {
        IdentityPlatform platform;
        Browser browser{platform};
        const std::string secret = "hunter2 in the wrong field";
        for (int i = 0; i < SignInGuard::freeFailures; ++i)
            browser.submit("owner@acme.example", secret);
        QCOMPARE(browser.submit("owner@acme.example", secret).status, 429);
        // They are written aside, by several writers where the engine has them.
        QTRY_COMPARE(auditOf(platform).size(), std::size_t(3));
        browser.submit(secret, "correct horse");
        QTRY_COMPARE(auditOf(platform).size(), std::size_t(4));
        browser.submit("owner@globex.example", "correct horse");
        QTRY_COMPARE(auditOf(platform).size(), std::size_t(5));
        const auto entries = auditOf(platform);
        std::vector<std::int64_t> attempts;
        for (const auto& entry : entries) {
            QCOMPARE(entry.action, std::string("session.refuse"));
            QCOMPARE(entry.actorId, std::string("unknown"));
            QCOMPARE(std::string(entry.after->at("address").as_string()), std::string("127.0.0.1"));
            QVERIFY(json::write(entry).find(secret) == std::string::npos);
            attempts.push_back(entry.after->at("attempts").to_number<std::int64_t>());
        }
        std::ranges::sort(attempts.begin(), attempts.begin() + 3);
        QCOMPARE(attempts, (std::vector<std::int64_t>{1, 2, 4, 1, 1}));
        QCOMPARE(entries[0].entityId, platform.idOf("owner@acme.example"));
        QCOMPARE(entries[0].tenantId.value_or(""), std::string("ten_acme"));
        QCOMPARE(entries[3].entityId, std::string());
        QVERIFY(!entries[3].tenantId);
        QCOMPARE(entries[4].entityId, platform.idOf("owner@globex.example"));
    }

    void whoLosesAccessIsSignedOutAtOnce() {
        IdentityPlatform platform;
        const auto owner = signIn(platform);
        const auto viewer = signIn(platform, "viewer@acme.example");
        const auto change = [&](const std::string& sql, domain::EntityKind kind, const std::string& id) {
            const auto changed = platform.database->writeNow([&](sql::Connection& db) {
                return db.execute(sql::tenantOwned(sql), sql::TenantScope::all(), {sql::Value(id)});
            });
            QVERIFY(changed.has_value());
            platform.bus.publish(std::string(contract::entitiesTopic.name), "ten_acme",
                                 json::write(contract::EntityChanged{kind, id, "ten_acme", 2, "changed", "test"}),
                                 platform.clock.now());
        };
        const std::string viewerId = platform.idOf("viewer@acme.example");
        change("UPDATE users SET role = 'analyst' WHERE :tenant(tenant_id) AND id = ?1", domain::EntityKind::user,
               viewerId);
        QCOMPARE(platform.get("/v1/me", viewer.access).status, 401);
        const auto analyst = tokensOf(refresh(platform, viewer.refresh));
        const auto me = platform.get("/v1/me", analyst.access);
        QCOMPARE(me.status, 200);
        QCOMPARE(std::string(me.document().at("principal").at("role").as_string()), std::string("analyst"));
        change("UPDATE users SET status = 'suspended' WHERE :tenant(tenant_id) AND id = ?1", domain::EntityKind::user,
               viewerId);
        QCOMPARE(platform.get("/v1/me", analyst.access).status, 401);
        QTRY_COMPARE(platform.identity->openSessions(), std::size_t(1));
        // Said to whoever holds the token, for the console removes what it kept.
        QCOMPARE(refresh(platform, analyst.refresh).status, 400);
        QCOMPARE(refresh(platform, analyst.refresh).member("error"), std::string("access_denied"));
        QCOMPARE(platform.get("/v1/me", owner.access).status, 200);
        change("UPDATE tenants SET status = 'suspended' WHERE :tenant(id) AND id = ?1", domain::EntityKind::tenant,
               "ten_acme");
        QTRY_COMPARE(platform.get("/v1/me", owner.access).status, 401);
        QCOMPARE(refresh(platform, owner.refresh).status, 400);
    }

    void theTokenEndpointAnswersInItsOwnWords() {
        IdentityPlatform platform;
        const auto error = [&](const TextPairs& form) { return platform.post("/oauth/token", form).member("error"); };
        QCOMPARE(error({}), std::string("invalid_client"));
        QCOMPARE(error({{"client_id", "steward-console"}}), std::string("invalid_request"));
        QCOMPARE(error({{"client_id", "steward-console"}, {"grant_type", "password"}}),
                 std::string("unsupported_grant_type"));
        QCOMPARE(error({{"client_id", "steward-console"}, {"grant_type", "refresh_token"}}),
                 std::string("invalid_request"));
        QCOMPARE(error({{"client_id", "steward-console"}, {"grant_type", "refresh_token"}, {"refresh_token", "x"}}),
                 std::string("invalid_grant"));
        QCOMPARE(
            error({{"client_id", "steward-console"}, {"client_id", "stewardctl"}, {"grant_type", "refresh_token"}}),
            std::string("invalid_request"));
        const auto json = platform.send("POST", "/oauth/token", {{"Content-Type", "application/json"}}, "{}");
        QCOMPARE(json.status, 400);
        QCOMPARE(json.member("error"), std::string("invalid_request"));
    }

    void theLocalConsoleJoinsOnce() {
        IdentityPlatform::Setup setup;
        setup.localJoinSecret = randomHex(32);
        IdentityPlatform platform(setup);
        const auto join = [&](const std::string& body) {
            return platform.send("POST", "/oauth/local-join", {{"Content-Type", "application/json"}}, body);
        };
        QCOMPARE(join("{\"secret\":\"" + randomHex(32) + "\"}").status, 400);
        QCOMPARE(join("nonsense").member("error"), std::string("invalid_request"));
        const auto reply = join("{\"secret\":\"" + setup.localJoinSecret + "\"}");
        QCOMPARE(reply.status, 200);
        const auto me = platform.get("/v1/me", reply.member("access_token"));
        QCOMPARE(std::string(me.document().at("principal").at("name").as_string()), std::string("Local administrator"));
        QCOMPARE(std::string(me.document().at("principal").at("role").as_string()), std::string("platformOperator"));
        QVERIFY(!tokensOf(refresh(platform, reply.member("refresh_token"))).access.empty());
        QCOMPARE(join("{\"secret\":\"" + setup.localJoinSecret + "\"}").status, 400);
    }

    void theFirstOperatorIsMadeOnce() {
        auto folder = std::make_shared<QTemporaryDir>();
        IdentityPlatform::Setup setup;
        setup.folder = folder;
        setup.bootstrapEmail = "First@steward.example";
        setup.bootstrapPassword = "correct horse";
        {
            IdentityPlatform platform(setup);
            QVERIFY(platform.idOf("first@steward.example").empty());
            QVERIFY(platform.database
                        ->writeNow([](sql::Connection& db) {
                            return db.execute(
                                sql::tenantOwned("DELETE FROM users WHERE :tenant(tenant_id) AND tenant_id = ''"),
                                sql::TenantScope::all());
                        })
                        .has_value());
        }
        {
            IdentityPlatform platform(setup);
            QVERIFY(!platform.idOf("first@steward.example").empty());
            QVERIFY(!signIn(platform, "first@steward.example").access.empty());
        }
        setup.bootstrapEmail = "second@steward.example";
        IdentityPlatform platform(setup);
        QVERIFY(platform.idOf("second@steward.example").empty());
    }

    void sessionsAndKeysSurviveARestart() {
        auto folder = std::make_shared<QTemporaryDir>();
        IdentityPlatform::Setup setup;
        setup.folder = folder;
        Tokens kept;
        Tokens ended;
        std::string issuer;
        {
            IdentityPlatform platform(setup);
            kept = signIn(platform);
            ended = signIn(platform, "viewer@acme.example");
            platform.post("/oauth/revoke", {{"token", ended.refresh}, {"client_id", "steward-console"}});
            issuer = platform.issuer();
        }
        IdentityPlatform platform(setup);
        QCOMPARE(platform.identity->openSessions(), std::size_t(1));
        platform.identity->setIssuer(issuer);
        QCOMPARE(platform.get("/v1/me", kept.access).status, 200);
        QCOMPARE(platform.get("/v1/me", ended.access).status, 401);
        QVERIFY(!tokensOf(refresh(platform, kept.refresh)).access.empty());
        QCOMPARE(refresh(platform, ended.refresh).status, 400);
    }

    void keysRotateWithoutSigningAnybodyOut() {
        IdentityPlatform platform;
        const auto before = signIn(platform);
        QVERIFY(platform.await([&] { return platform.identity->rotateSigningKey(); }).has_value());
        QCOMPARE(platform.get("/oauth/jwks").document().at("keys").as_array().size(), std::size_t(2));
        QCOMPARE(platform.get("/v1/me", before.access).status, 200);
        const auto same = tokensOf(refresh(platform, before.refresh));
        QCOMPARE(same.access.substr(0, same.access.find('.')), before.access.substr(0, before.access.find('.')));
        QVERIFY(!platform.await([&] { return platform.identity->rotateSigningKey(); }).has_value());
        platform.clock.advance(keyOverlap);
        QCOMPARE(platform.get("/v1/me", same.access).status, 200);
        const auto after = tokensOf(refresh(platform, same.refresh));
        QVERIFY(after.access.substr(0, after.access.find('.')) != before.access.substr(0, before.access.find('.')));
        QCOMPARE(platform.get("/v1/me", after.access).status, 200);
        platform.clock.advance(retiredKeyLifetime);
        QVERIFY(platform.await([&] { return platform.identity->signingKeys().tend(); }).has_value());
        QCOMPARE(platform.get("/oauth/jwks").document().at("keys").as_array().size(), std::size_t(1));
        platform.clock.advance(std::chrono::hours(91 * 24));
        QVERIFY(platform.await([&] { return platform.identity->signingKeys().tend(); }).has_value());
        QCOMPARE(platform.get("/oauth/jwks").document().at("keys").as_array().size(), std::size_t(2));
        QCOMPARE(auditOf(platform).back().action, std::string("signingKey.publish"));
    }

    void aKeyOfAnotherNodeIsFoundWhenATokenNeedsIt() {
        IdentityPlatform platform;
        const auto tokens = signIn(platform);
        const auto publish = [&](sql::Connection& db) {
            return publishNextKey(db, platform.identity->masterKey(), platform.clock.now());
        };
        const auto stored = platform.database->writeNow(publish);
        QVERIFY(stored.has_value());
        const auto der = platform.identity->masterKey().unseal(stored->sealed, "signing key " + stored->kid);
        auto claims = *verifiedAccess(platform.identity->keys(), tokens.access);
        const std::string token = *signToken(*SigningKey::fromDer(*der), claims);
        QVERIFY(!platform.identity->keys().find(stored->kid));
        platform.clock.advance(keyReload);
        QCOMPARE(platform.get("/v1/me", token).status, 200);
        QCOMPARE(platform.get("/v1/me", *signToken(*SigningKey::generate(), claims)).status, 401);
    }

    void secretsAreNotStored() {
        IdentityPlatform platform;
        const std::string code = codeFor(platform, "owner@acme.example");
        const auto tokens = tokensOf(redeem(platform, code));
        const QByteArray bytes = QByteArray::fromStdString(platform.stored());
        QVERIFY(bytes.contains("owner@acme.example"));
        for (const std::string& secret :
             {code, tokens.refresh, tokens.access, std::string("correct horse"), std::string("PRIVATE")})
            QVERIFY(!bytes.contains(secret.c_str()));
    }

    void usersAreListedWithinTheScope() {
        IdentityPlatform platform;
        const auto emailsOf = [&](const std::string& target, const std::string& token) {
            std::string emails;
            const json::Value page = platform.get(target, token).document();
            for (const auto& item : page.at("items").as_array())
                emails += std::string(item.at("email").as_string()) + " ";
            return emails;
        };
        const auto owner = signIn(platform);
        const auto staff = signIn(platform, "staff@steward.example");
        QCOMPARE(emailsOf("/v1/users?sort=email", owner.access),
                 std::string("owner@acme.example viewer@acme.example "));
        QCOMPARE(emailsOf("/v1/users?sort=-email", staff.access),
                 std::string("viewer@acme.example staff@steward.example owner@globex.example owner@acme.example "));
        QCOMPARE(emailsOf("/v1/users?filter=role%3Downer&sort=email", staff.access),
                 std::string("owner@acme.example owner@globex.example "));
        QCOMPARE(emailsOf("/v1/users?filter=tenantId%3Dten_globex", owner.access), std::string());

        const auto first = platform.get("/v1/users?sort=email&limit=3", staff.access);
        QCOMPARE(first.document().at("total").to_number<int>(), 4);
        const std::string cursor = first.member("nextCursor");
        QCOMPARE(emailsOf("/v1/users?sort=email&limit=3&cursor=" + cursor, staff.access),
                 std::string("viewer@acme.example "));
        QCOMPARE(platform.get("/v1/users?sort=name&cursor=" + cursor, staff.access).status, 400);
        QCOMPARE(platform.get("/v1/users?sort=password_hash", staff.access).status, 400);

        const std::string foreign = platform.idOf("owner@globex.example");
        QCOMPARE(platform.get("/v1/users/" + foreign, owner.access).status, 404);
        const auto seen = platform.get("/v1/users/" + foreign, staff.access);
        QCOMPARE(seen.status, 200);
        QCOMPARE(seen.header("ETag"), std::string("\"v1\""));
        const auto viewer = signIn(platform, "viewer@acme.example");
        QCOMPARE(platform.get("/v1/users", viewer.access).status, 403);
    }
};

QTEST_GUILESS_MAIN(IdentityFlowTest)
#include "flow_test.moc"
