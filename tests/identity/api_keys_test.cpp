// API keys: made, used, exchanged, narrowed and revoked, over HTTP.
#include <QtTest>

#include "contract/identity_messages.h"
#include "contract/problem.h"
#include "contract/topics.h"
#include "flow.h"
#include "identity/news.h"

using namespace steward;
using namespace steward::test;
using domain::Permission;

namespace {

using KeyPage = contract::Page<domain::ApiKey>;

HttpReply sendJson(IdentityPlatform& platform, const std::string& method, const std::string& target,
                   const std::string& token, const std::string& body = {}) {
    return platform.send(method, target, {{"Authorization", "Bearer " + token}, {"Content-Type", "application/json"}},
                         body);
}

HttpReply create(IdentityPlatform& platform, const std::string& token, const contract::ApiKeyDraft& draft) {
    return sendJson(platform, "POST", "/v1/api-keys", token, json::write(draft));
}

contract::IssuedApiKey issued(const HttpReply& reply) {
    auto key = json::read<contract::IssuedApiKey>(reply.body, json::Unknown::ignore);
    if (!key) qWarning("%d %s", reply.status, reply.body.c_str());
    return key.value_or(contract::IssuedApiKey{});
}

contract::ApiKeyDraft draftOf(const std::string& name, domain::PermissionSet permissions) {
    return {.name = name, .permissions = permissions};
}

KeyPage keysAt(IdentityPlatform& platform, const std::string& token) {
    return json::read<KeyPage>(platform.get("/v1/api-keys", token).body, json::Unknown::ignore).value_or(KeyPage{});
}

HttpReply exchange(IdentityPlatform& platform, const std::string& id, const std::string& secret,
                   const std::string& scope = {}) {
    return platform.send(
        "POST", "/oauth/token",
        {{"Authorization", "Basic " + toBase64(id + ":" + secret)},
         {"Content-Type", "application/x-www-form-urlencoded"}},
        "grant_type=client_credentials" + (scope.empty() ? "" : "&scope=" + kernel::percentEncode(scope)));
}

void change(IdentityPlatform& platform, const std::string& sql, domain::EntityKind kind, const std::string& id) {
    const auto changed = platform.database->writeNow([&](sql::Connection& db) {
        return db.execute(sql::tenantOwned(sql), sql::TenantScope::all(), {sql::Value(id)});
    });
    QVERIFY(changed.has_value());
    platform.bus.publish(std::string(contract::entitiesTopic.name), "ten_acme",
                         json::write(contract::EntityChanged{kind, id, "ten_acme", 2, "changed", "test"}),
                         platform.clock.now());
}

}  // namespace

class ApiKeysTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aProgramUsesItsKey() {
        IdentityPlatform platform;
        const auto owner = signIn(platform);
        const auto reply = create(platform, owner.access, draftOf("Nightly import", {Permission::usersRead}));
        QCOMPARE(reply.status, 201);
        const auto key = issued(reply);
        QCOMPARE(reply.header("Location"), "/v1/api-keys/" + key.id);
        QVERIFY(key.secret.starts_with("stw_") && key.secret.size() == 4 + 43);
        QCOMPARE(key.key.tenantId.value_or(""), std::string("ten_acme"));
        QCOMPARE(key.key.createdByName, std::string("owner"));
        QCOMPARE(key.key.expiresAt, platform.clock.now() + standardKeyLifetime);
        QVERIFY(!key.key.lastUsedAt);

        const auto me = platform.get("/v1/me", key.secret);
        QCOMPARE(me.status, 200);
        QCOMPARE(std::string(me.document().at("principal").at("userId").as_string()), key.id);
        QCOMPARE(std::string(me.document().at("principal").at("tenantId").as_string()), std::string("ten_acme"));
        QCOMPARE(me.document().at("permissions").as_array().size(), std::size_t(2));
        QCOMPARE(platform.get("/v1/users", key.secret).status, 200);
        QVERIFY(platform.get("/v1/users", key.secret).body.find("globex") == std::string::npos);
        QCOMPARE(sendJson(platform, "DELETE", "/v1/users/x/sessions", key.secret).status, 403);
        QTRY_VERIFY(keysAt(platform, owner.access).items.at(0).lastUsedAt.has_value());
        QVERIFY(platform.get("/v1/api-keys", owner.access).body.find(key.secret) == std::string::npos);
    }

    void onlyItsHashIsStored() {
        IdentityPlatform platform;
        const auto key = issued(create(platform, signIn(platform).access, draftOf("Import", {Permission::usersRead})));
        const QByteArray bytes = QByteArray::fromStdString(platform.stored());
        QVERIFY(bytes.contains(key.id.c_str()));
        QVERIFY(!bytes.contains(key.secret.c_str()));
        QVERIFY(!bytes.contains(key.secret.substr(4).c_str()));
    }

    void nobodyGivesWhatTheyDoNotHave() {
        IdentityPlatform platform;
        const auto owner = signIn(platform);
        const auto viewer = signIn(platform, "viewer@acme.example");
        const auto fieldOf = [&](const HttpReply& reply) {
            const auto problem = json::read<contract::Problem>(reply.body);
            return reply.status == 422 && problem && problem->errors ? problem->errors->at(0).path : reply.body;
        };
        QCOMPARE(fieldOf(create(platform, viewer.access, draftOf("x", {Permission::usersRead}))),
                 std::string("/permissions"));
        QCOMPARE(fieldOf(create(platform, owner.access, draftOf("x", {Permission::platformManage}))),
                 std::string("/permissions"));
        QCOMPARE(fieldOf(create(platform, owner.access, draftOf("x", {}))), std::string("/permissions"));
        QCOMPARE(fieldOf(create(platform, owner.access, draftOf("", {Permission::usersRead}))), std::string("/name"));
        auto draft = draftOf("x", {Permission::usersRead});
        draft.expiresAt = platform.clock.now() + longestKeyLifetime + 1s;
        QCOMPARE(fieldOf(create(platform, owner.access, draft)), std::string("/expiresAt"));
        draft.expiresAt = platform.clock.now();
        QCOMPARE(fieldOf(create(platform, owner.access, draft)), std::string("/expiresAt"));
        draft = draftOf("x", {Permission::usersRead});
        draft.ofTenant = "ten_globex";
        QCOMPARE(create(platform, owner.access, draft).status, 404);
        const auto staff = signIn(platform, "staff@steward.example");
        draft = draftOf("x", {Permission::platformManage});
        draft.ofTenant = "ten_acme";
        QCOMPARE(fieldOf(create(platform, staff.access, draft)), std::string("/permissions"));
        QCOMPARE(create(platform, viewer.access, draftOf("x", {Permission::metricsRead})).status, 201);
    }

    void makingOneNeedsAPersonWhoJustSignedIn() {
        IdentityPlatform platform;
        const auto owner = signIn(platform);
        platform.clock.advance(recentProof + 1s);
        const auto late = create(platform, owner.access, draftOf("x", {Permission::usersRead}));
        QCOMPARE(late.status, 403);
        QVERIFY(late.member("type").ends_with("/reauthenticationRequired"));
        QVERIFY(keysAt(platform, owner.access).items.empty());
        const auto again = signIn(platform);
        const auto key = issued(create(platform, again.access, draftOf("x", {Permission::usersRead})));
        const auto byKey = create(platform, key.secret, draftOf("y", {Permission::usersRead}));
        QCOMPARE(byKey.status, 403);
        QVERIFY(byKey.member("type").ends_with("/forbidden"));
    }

    void staffMakeKeysOfATenantAndOfThePlatform() {
        IdentityPlatform platform;
        const auto staff = signIn(platform, "staff@steward.example");
        auto draft = draftOf("Support tool", {Permission::usersRead});
        const auto wide = issued(create(platform, staff.access, draft));
        QVERIFY(!wide.key.tenantId);
        QVERIFY(platform.get("/v1/users", wide.secret).body.find("owner@globex") != std::string::npos);
        draft.ofTenant = "ten_acme";
        const auto narrow = issued(create(platform, staff.access, draft));
        const auto users = platform.get("/v1/users", narrow.secret);
        QCOMPARE(users.status, 200);
        QVERIFY(users.body.find("owner@acme") != std::string::npos);
        QVERIFY(users.body.find("globex") == std::string::npos);
        draft.ofTenant = "ten_globex";
        QCOMPARE(create(platform, staff.access, draft).status, 404);
    }

    void revocationTakesEffectAtOnce() {
        IdentityPlatform platform;
        const auto owner = signIn(platform);
        const auto viewer = signIn(platform, "viewer@acme.example");
        const auto key = issued(create(platform, viewer.access, draftOf("Mine", {Permission::metricsRead})));
        const auto other = issued(create(platform, owner.access, draftOf("Not mine", {Permission::usersRead})));
        QCOMPARE(keysAt(platform, viewer.access).items.size(), std::size_t(1));
        QCOMPARE(keysAt(platform, owner.access).items.size(), std::size_t(2));
        QCOMPARE(platform.get("/v1/api-keys/" + other.id, viewer.access).status, 404);
        QCOMPARE(sendJson(platform, "DELETE", "/v1/api-keys/" + other.id, viewer.access).status, 404);

        const auto token = exchange(platform, key.id, key.secret).member("access_token");
        QCOMPARE(platform.get("/v1/me", token).status, 200);
        QCOMPARE(platform.get("/v1/me", key.secret).status, 200);
        QCOMPARE(sendJson(platform, "DELETE", "/v1/api-keys/" + key.id, owner.access).status, 204);
        QCOMPARE(platform.get("/v1/me", key.secret).status, 401);
        QCOMPARE(platform.get("/v1/me", token).status, 401);
        QCOMPARE(exchange(platform, key.id, key.secret).status, 401);
        QCOMPARE(sendJson(platform, "DELETE", "/v1/api-keys/" + key.id, owner.access).status, 404);
        QCOMPARE(platform.get("/v1/me", other.secret).status, 200);

        const auto entries = auditOf(platform);
        QCOMPARE(entries.back().action, std::string("apiKey.revoke"));
        QCOMPARE(entries.back().entityId, key.id);
        QCOMPARE(entries.back().actorId, platform.idOf("owner@acme.example"));
        QCOMPARE(entries.back().tenantId.value_or(""), std::string("ten_acme"));
    }

    void whatAnotherNodeRevokedIsForgottenHere() {
        IdentityPlatform platform;
        const auto key = issued(create(platform, signIn(platform).access, draftOf("x", {Permission::usersRead})));
        QCOMPARE(platform.get("/v1/me", key.secret).status, 200);
        const auto revoked = platform.database->writeNow([&](sql::Connection& db) {
            return db.execute(sql::tenantOwned("UPDATE api_keys SET revoked_at = 1 WHERE :tenant(tenant_id)"),
                              sql::TenantScope::all());
        });
        QCOMPARE(revoked.value_or(0), 1);
        QCOMPARE(platform.get("/v1/me", key.secret).status, 200);
        platform.bus.publish(std::string(newsTopic), {}, json::write(News{NewsKind::apiKeyChanged, key.id}),
                             platform.clock.now());
        QCOMPARE(platform.get("/v1/me", key.secret).status, 401);
        QCOMPARE(platform.identity->apiKeys().remembers(), std::size_t(0));
    }

    void aKeyEnds() {
        IdentityPlatform platform;
        auto draft = draftOf("Short", {Permission::usersRead});
        draft.expiresAt = platform.clock.now() + 1min;
        const auto key = issued(create(platform, signIn(platform).access, draft));
        QCOMPARE(platform.get("/v1/me", key.secret).status, 200);
        platform.clock.advance(1min);
        QCOMPARE(platform.get("/v1/me", key.secret).status, 401);
    }

    void aKeyNeverOutgrowsWhoMadeIt() {
        IdentityPlatform platform;
        const auto owner = signIn(platform);
        const auto key =
            issued(create(platform, owner.access, draftOf("x", {Permission::usersRead, Permission::metricsRead})));
        QCOMPARE(platform.get("/v1/users", key.secret).status, 200);
        const std::string id = platform.idOf("owner@acme.example");
        change(platform, "UPDATE users SET role = 'viewer' WHERE :tenant(tenant_id) AND id = ?1",
               domain::EntityKind::user, id);
        QCOMPARE(platform.get("/v1/users", key.secret).status, 403);
        QCOMPARE(platform.get("/v1/me", key.secret).status, 200);
        change(platform, "UPDATE users SET status = 'suspended' WHERE :tenant(tenant_id) AND id = ?1",
               domain::EntityKind::user, id);
        QCOMPARE(platform.get("/v1/me", key.secret).status, 401);
        change(platform, "UPDATE users SET status = 'active' WHERE :tenant(tenant_id) AND id = ?1",
               domain::EntityKind::user, id);
        QCOMPARE(platform.get("/v1/me", key.secret).status, 200);
        change(platform, "UPDATE tenants SET status = 'suspended' WHERE :tenant(id) AND id = ?1",
               domain::EntityKind::tenant, "ten_acme");
        QCOMPARE(platform.get("/v1/me", key.secret).status, 401);
    }

    void clientCredentialsGiveAShortToken() {
        IdentityPlatform platform;
        const auto owner = signIn(platform);
        const auto key =
            issued(create(platform, owner.access, draftOf("x", {Permission::usersRead, Permission::metricsRead})));
        const auto reply = exchange(platform, key.id, key.secret, "usersRead");
        QCOMPARE(reply.status, 200);
        QCOMPARE(reply.member("token_type"), std::string("Bearer"));
        QVERIFY(!reply.document().as_object().contains("refresh_token"));
        QCOMPARE(reply.document().at("expires_in").to_number<int>(), 300);
        const auto token = reply.member("access_token");
        const auto me = platform.get("/v1/me", token);
        QCOMPARE(me.document().at("permissions").as_array().size(), std::size_t(2));
        QCOMPARE(platform.get("/v1/users", token).status, 200);
        platform.clock.advance(keyTokenLifetime);
        QCOMPARE(platform.get("/v1/me", token).status, 401);

        QCOMPARE(exchange(platform, key.id, key.secret, "usersWrite").member("error"), std::string("invalid_scope"));
        std::string other = key.secret;
        other.back() = other.back() == 'A' ? 'E' : 'A';
        const auto wrong = exchange(platform, key.id, other);
        QCOMPARE(wrong.status, 401);
        QCOMPARE(wrong.member("error"), std::string("invalid_client"));
        QVERIFY(wrong.header("WWW-Authenticate").starts_with("Basic"));
        QCOMPARE(exchange(platform, "key_other", key.secret).status, 401);
        QCOMPARE(platform
                     .post("/oauth/token",
                           {{"grant_type", "client_credentials"}, {"client_id", key.id}, {"client_secret", key.secret}})
                     .status,
                 200);
        QCOMPARE(platform.post("/oauth/token", {{"grant_type", "client_credentials"}, {"client_id", key.id}}).status,
                 401);
    }

    void garbageIsNoKey() {
        IdentityPlatform platform;
        for (const std::string& text :
             {std::string("stw_"), "stw_" + std::string(43, 'a'), "stw_" + std::string(4000, 'a')})
            QCOMPARE(platform.get("/v1/me", text).status, 401);
        QCOMPARE(platform.identity->apiKeys().remembers(), std::size_t(0));
    }
};

QTEST_GUILESS_MAIN(ApiKeysTest)
#include "api_keys_test.moc"
