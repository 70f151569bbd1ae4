// Support access over HTTP, with a clock that moves: asked for, allowed, used and ended, and what it never can.
#include <QtTest>

#include "contract/endpoints.h"
#include "contract/problem.h"
#include "contract/topics.h"
#include "flow.h"
#include "identity/news.h"

using namespace steward;
using namespace steward::test;
using domain::Permission;
using domain::SupportState;

namespace {

const std::string asking = "/v1/tenants/ten_acme/support-access";
const std::string ruling = "/v1/tenants/ten_acme/support-policy";

HttpReply sendJson(IdentityPlatform& platform, const std::string& method, const std::string& target,
                   const std::string& token, json::Object body = {}, const std::string& ifMatch = {}) {
    TextPairs headers{{"Authorization", "Bearer " + token}, {"Content-Type", "application/json"}};
    if (!ifMatch.empty()) headers.emplace_back("If-Match", ifMatch);
    const bool hasBody = method != "GET" && method != "DELETE";
    return platform.send(method, target, headers, hasBody ? json::write(json::Value(std::move(body))) : std::string());
}

template <class T>
T read(const HttpReply& reply) {
    auto value = json::read<T>(reply.body, json::Unknown::ignore);
    if (!value) qWarning("%d %s", reply.status, reply.body.c_str());
    return value.value_or(T{});
}

domain::SupportAccess accessOf(const HttpReply& reply) {
    return read<domain::SupportAccess>(reply);
}

void change(IdentityPlatform& platform, const std::string& sql, const std::string& id,
            domain::EntityKind kind = domain::EntityKind::user) {
    const auto changed = platform.database->writeNow([&](sql::Connection& db) {
        return db.execute(sql::tenantOwned(sql), sql::TenantScope::all(), {sql::Value(id)});
    });
    QVERIFY(changed.has_value());
    platform.bus.publish(std::string(contract::entitiesTopic.name), "ten_acme",
                         json::write(contract::EntityChanged{kind, id, "ten_acme", 2, "changed", "test"}),
                         platform.clock.now());
}

// A platform where staff and owner are signed in.
struct Desk {
    IdentityPlatform platform;
    std::string staff = signIn(platform, "staff@steward.example").access;
    std::string owner = signIn(platform).access;

    HttpReply ask(json::Object request) {
        if (!request.contains("reason")) request["reason"] = "Ticket 4711: the logo is missing";
        return sendJson(platform, "POST", asking, staff, std::move(request));
    }
    HttpReply answer(const std::string& id, bool allow) {
        return sendJson(platform, "POST", "/v1/support-access/" + id + "/answer", owner, {{"allow", allow}});
    }
    HttpReply start(const std::string& id) {
        return sendJson(platform, "POST", "/v1/support-access/" + id + "/start", staff);
    }
    HttpReply get(const std::string& id) { return platform.get("/v1/support-access/" + id, owner); }
    HttpReply rule(const std::string& consent, const std::string& version) {
        return sendJson(platform, "PUT", ruling, owner, {{"consent", consent}}, version);
    }
    // Allowed and started: its id and token.
    contract::StartedSupport started(json::Object request = {}) {
        const auto access = accessOf(ask(std::move(request)));
        if (answer(access.id, true).status != 200) return {};
        return read<contract::StartedSupport>(start(access.id));
    }
};

}  // namespace

class SupportTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void staffAskAndTheTenantAllows() {
        Desk desk;
        const auto asked = desk.ask({});
        QCOMPARE(asked.status, 201);
        const auto access = accessOf(asked);
        QCOMPARE(asked.header("Location"), "/v1/support-access/" + access.id);
        QCOMPARE(access.state, SupportState::waitingForConsent);
        QCOMPARE(access.minutes, 30);
        QCOMPARE(access.role, domain::Role::viewer);
        QVERIFY(!access.permissions.contains(Permission::usersRead));  // a viewer may not
        QCOMPARE(desk.start(access.id).status, 409);

        const auto list =
            read<contract::Page<domain::SupportAccess>>(desk.platform.get("/v1/support-access", desk.owner));
        QCOMPARE(list.items.size(), std::size_t(1));
        QCOMPARE(list.items[0].reason, std::string("Ticket 4711: the logo is missing"));
        const auto allowed = accessOf(desk.answer(access.id, true));
        QCOMPARE(allowed.state, SupportState::active);
        QCOMPARE(allowed.expiresAt, desk.platform.clock.now() + 30min);
        QCOMPARE(desk.answer(access.id, false).status, 409);

        const auto started = read<contract::StartedSupport>(desk.start(access.id));
        QVERIFY(started.token.starts_with("sts_"));
        const auto me = read<contract::Me>(desk.platform.get("/v1/me", started.token));
        QCOMPARE(me.principal.userId, desk.platform.idOf("staff@steward.example"));
        QCOMPARE(me.principal.tenantId.value_or(""), std::string("ten_acme"));
        QVERIFY(me.principal.support.has_value());
        QCOMPARE(me.principal.support->id, access.id);
        QCOMPARE(me.principal.support->onBehalfOf, std::string("ten_acme"));
        QCOMPARE(me.principal.support->expiresAt, allowed.expiresAt);
        QCOMPARE(me.principal.support->reason, access.reason);
        QVERIFY(me.permissions == (domain::permissionsOf(domain::Role::viewer) & domain::supportReading()));

        const auto again = read<contract::StartedSupport>(desk.start(access.id));
        QCOMPARE(desk.platform.get("/v1/me", started.token).status, 401);
        QCOMPARE(desk.platform.get("/v1/me", again.token).status, 200);
        for (const auto& entry : auditOf(desk.platform))
            if (entry.entity == "supportAccess") {
                QCOMPARE(entry.tenantId.value_or(""), std::string("ten_acme"));
                QCOMPARE(entry.reason.value_or(""), access.reason);
                QCOMPARE(entry.onBehalfOf.has_value(), entry.action != "supportAccess.allow");
                QVERIFY(json::write(entry).find(again.token) == std::string::npos);
            }
    }

    void onlyItsHashIsStored() {
        Desk desk;
        const auto started = desk.started();
        const std::string bytes = desk.platform.stored();
        QVERIFY(bytes.find(started.id) != std::string::npos);
        QVERIFY(bytes.find(started.token.substr(4)) == std::string::npos);
    }

    void whatIsAskedForIsChecked() {
        Desk desk;
        const std::string tooLong(501, 'x');
        for (const json::Object& request :
             {json::Object{{"reason", ""}}, json::Object{{"reason", "   "}}, json::Object{{"reason", "two\nlines"}},
              json::Object{{"reason", tooLong}}, json::Object{{"minutes", 0}}, json::Object{{"minutes", 481}},
              json::Object{{"role", "support"}}, json::Object{{"userId", "usr_x"}},
              json::Object{{"userId", desk.platform.idOf("staff@steward.example")}},
              json::Object{{"userId", desk.platform.idOf("owner@globex.example")}},
              json::Object{{"role", "owner"}, {"permissions", json::Array{"usersWrite"}}},
              json::Object{{"role", "owner"}, {"permissions", json::Array{"supportConsent"}}},
              json::Object{{"role", "owner"}, {"permissions", json::Array{"platformManage"}}},
              json::Object{{"role", "viewer"}, {"permissions", json::Array{"auditRead"}}}})
            QVERIFY2(desk.ask(request).status == 422, json::write(json::Value(request)).c_str());
        QCOMPARE(desk.ask({{"minutes", 480}}).status, 201);
        QCOMPARE(sendJson(desk.platform, "POST", "/v1/tenants/ten_globex/support-access", desk.staff,
                          {{"reason", "suspended"}})
                     .status,
                 409);
        QCOMPARE(
            sendJson(desk.platform, "POST", "/v1/tenants/ten_none/support-access", desk.staff, {{"reason", "nobody"}})
                .status,
            404);
        QCOMPARE(sendJson(desk.platform, "POST", asking, desk.owner, {{"reason", "own"}}).status, 403);
        desk.platform.clock.advance(11min);
        QVERIFY(read<contract::Problem>(desk.ask({})).type.ends_with("reauthenticationRequired"));
    }

    void aPolicySaysWhetherTheTenantIsAsked() {
        Desk desk;
        const auto undecided = desk.platform.get(ruling, desk.owner);
        QCOMPARE(read<domain::SupportPolicy>(undecided).consent, domain::SupportConsent::ask);
        QCOMPARE(sendJson(desk.platform, "PUT", ruling, desk.owner, {{"consent", "always"}}).status, 428);
        QCOMPARE(desk.rule("always", undecided.header("ETag")).status, 200);
        QCOMPARE(desk.rule("never", undecided.header("ETag")).status, 412);
        const auto free = accessOf(desk.ask({}));
        QCOMPARE(free.state, SupportState::active);
        QVERIFY(!free.answeredBy);
        const auto token = read<contract::StartedSupport>(desk.start(free.id)).token;
        QCOMPARE(desk.platform.get("/v1/me", token).status, 200);

        QCOMPARE(desk.rule("never", "\"v1\"").status, 200);
        QCOMPARE(desk.platform.get("/v1/me", token).status, 401);
        QCOMPARE(accessOf(desk.get(free.id)).state, SupportState::revoked);
        QCOMPARE(desk.ask({}).status, 403);
        QCOMPARE(read<domain::SupportPolicy>(desk.platform.get(ruling, desk.staff)).consent,
                 domain::SupportConsent::never);
        const auto put = [&](const std::string& who) {
            return sendJson(desk.platform, "PUT", ruling, who, {{"consent", "always"}}, "\"v2\"").status;
        };
        QCOMPARE(put(desk.staff), 403);  // an operator has the permission, and is not of the tenant
        QCOMPARE(put(signIn(desk.platform, "viewer@acme.example").access), 403);
    }

    void itEndsWithItsTime() {
        Desk desk;
        const auto access = accessOf(desk.ask({{"minutes", 5}}));
        desk.platform.clock.advance(2h);
        desk.owner = signIn(desk.platform).access;
        QCOMPARE(desk.answer(access.id, true).status, 200);
        const auto other = accessOf(desk.get(access.id));
        QCOMPARE(other.expiresAt, desk.platform.clock.now() + 5min);

        Desk short_;
        const auto started = short_.started({{"minutes", 5}});
        short_.platform.clock.advance(4min + 59s);
        QCOMPARE(short_.platform.get("/v1/me", started.token).status, 200);
        short_.platform.clock.advance(1s);
        QCOMPARE(short_.platform.get("/v1/me", started.token).status, 401);
        QCOMPARE(accessOf(short_.get(started.id)).state, SupportState::expired);
        QCOMPARE(short_.start(started.id).status, 409);
        const auto unanswered = accessOf(short_.ask({}));
        short_.platform.clock.advance(25h);
        short_.owner = signIn(short_.platform).access;
        QCOMPARE(accessOf(short_.get(unanswered.id)).state, SupportState::expired);
        QCOMPARE(short_.answer(unanswered.id, true).status, 409);
    }

    void theTenantAndTheStaffEndIt() {
        Desk desk;
        const auto revoked = desk.started();
        const auto ended = desk.started();
        const auto refused = accessOf(desk.ask({}));
        QCOMPARE(accessOf(desk.answer(refused.id, false)).state, SupportState::refused);
        QCOMPARE(desk.start(refused.id).status, 409);
        const std::string viewer = signIn(desk.platform, "viewer@acme.example").access;
        QCOMPARE(sendJson(desk.platform, "DELETE", "/v1/support-access/" + revoked.id, viewer).status, 404);
        QCOMPARE(desk.platform.get("/v1/support-access/" + revoked.id, viewer).status, 404);
        QCOMPARE(desk.platform.get("/v1/support-access", viewer).status, 403);
        QCOMPARE(sendJson(desk.platform, "DELETE", "/v1/support-access/" + revoked.id, desk.owner).status, 204);
        QCOMPARE(sendJson(desk.platform, "DELETE", "/v1/support-access/" + ended.id, desk.staff).status, 204);
        QCOMPARE(sendJson(desk.platform, "DELETE", "/v1/support-access/" + ended.id, desk.staff).status, 404);
        for (const auto& one : {revoked, ended})
            QCOMPARE(desk.platform.get("/v1/me", one.token).status, 401);
        QCOMPARE(accessOf(desk.get(revoked.id)).state, SupportState::revoked);
        QCOMPARE(accessOf(desk.get(revoked.id)).endedByName.value_or(""), std::string("owner"));
        QCOMPARE(accessOf(desk.get(ended.id)).state, SupportState::ended);
    }

    void itEndsWithTheStaffsSessionAndRight() {
        Desk desk;
        const auto first = desk.started();
        QCOMPARE(desk.platform.get("/v1/me", first.token).status, 200);
        const std::string session = verifiedAccess(desk.platform.identity->keys(), desk.staff)->sid;
        QCOMPARE(sendJson(desk.platform, "DELETE", "/v1/sessions/" + session, desk.staff).status, 204);
        QCOMPARE(desk.platform.get("/v1/me", first.token).status, 401);
        QCOMPARE(accessOf(desk.get(first.id)).state, SupportState::ended);
        desk.staff = signIn(desk.platform, "staff@steward.example").access;
        QCOMPARE(desk.start(first.id).status, 403);

        const auto second = desk.started();
        QCOMPARE(desk.platform.get("/v1/me", second.token).status, 200);
        change(desk.platform, "UPDATE users SET role = 'auditor' WHERE :tenant(tenant_id) AND id = ?1",
               desk.platform.idOf("staff@steward.example"));
        QTRY_COMPARE(desk.platform.get("/v1/me", second.token).status, 401);
    }

    void itNeverHasMoreThanItsTarget() {
        Desk desk;
        const std::string target = desk.platform.idOf("owner@acme.example");
        const auto started =
            desk.started({{"userId", target}, {"permissions", json::Array{"usersRead", "reportsRun"}}});
        const auto me = read<contract::Me>(desk.platform.get("/v1/me", started.token));
        QVERIFY(me.permissions ==
                (domain::PermissionSet{Permission::signedIn, Permission::usersRead, Permission::reportsRun}));
        QCOMPARE(me.principal.support->onBehalfOf, target);
        QCOMPARE(me.principal.support->onBehalfOfName, std::string("owner"));
        QCOMPARE(desk.platform.get("/v1/users", started.token).status, 200);
        QVERIFY(desk.platform.get("/v1/users", started.token).body.find("globex") == std::string::npos);
        change(desk.platform, "UPDATE users SET role = 'analyst' WHERE :tenant(tenant_id) AND id = ?1", target);
        QTRY_COMPARE(desk.platform.get("/v1/users", started.token).status, 403);
        QCOMPARE(desk.platform.get("/v1/me", started.token).status, 200);
        change(desk.platform, "UPDATE users SET status = 'suspended' WHERE :tenant(tenant_id) AND id = ?1", target);
        QTRY_COMPARE(desk.platform.get("/v1/me", started.token).status, 401);
    }

    void withinItNothingLasts() {
        Desk desk;
        const auto started = desk.started({{"role", "owner"}, {"permissions", json::toValue(domain::supportable())}});
        int refused = 0;
        std::apply(
            [&](const auto&... endpoint) {
                const auto tryOne = [&](const auto& one) {
                    const bool isOwnAffair = one.permission == Permission::signedIn && !one.rules.inSupportAccess;
                    if (one.permission == Permission::none || !isOwnAffair) return;
                    std::string target(one.path);
                    if (const auto at = target.find('{'); at != std::string::npos)
                        target.replace(at, target.find('}') - at + 1, started.id);
                    using contract::Method;
                    const std::string method = one.method == Method::get       ? "GET"
                                               : one.method == Method::delete_ ? "DELETE"
                                               : one.method == Method::put     ? "PUT"
                                                                               : "POST";
                    // Where the room is not part of this platform, there is nothing to refuse.
                    const auto reply = sendJson(desk.platform, method, target, started.token);
                    const bool isHere = sendJson(desk.platform, method, target, "x").status == 401;
                    if (isHere) QVERIFY2(reply.status == 403, one.name.data());
                    refused += isHere ? 1 : 0;
                };
                (tryOne(endpoint), ...);
            },
            contract::endpoints);
        QVERIFY(refused >= 12);
        QCOMPARE(sendJson(desk.platform, "POST", asking, started.token, {{"reason", "chained"}}).status, 403);
        QCOMPARE(desk.rule("always", "\"v0\"").status, 200);
        QCOMPARE(sendJson(desk.platform, "PUT", ruling, started.token, {{"consent", "always"}}, "\"v1\"").status, 403);
        const auto waiting = accessOf(desk.ask({}));
        QCOMPARE(sendJson(desk.platform, "POST", "/v1/support-access/" + waiting.id + "/answer", started.token,
                          {{"allow", true}})
                     .status,
                 403);
        QCOMPARE(desk.start(started.id).status, 200);
    }

    void noKeyAsksOrConsents() {
        Desk desk;
        const auto keyOf = [&](const std::string& token, Permission permission) {
            const auto reply =
                sendJson(desk.platform, "POST", "/v1/api-keys", token,
                         json::toValue(contract::ApiKeyDraft{.name = "Key", .permissions = {permission}}).as_object());
            return read<contract::IssuedApiKey>(reply).secret;
        };
        const auto waiting = accessOf(desk.ask({}));
        const std::string staffKey = keyOf(desk.staff, Permission::supportAccess);
        const std::string ownerKey = keyOf(desk.owner, Permission::supportConsent);
        QVERIFY(!staffKey.empty() && !ownerKey.empty());
        QCOMPARE(sendJson(desk.platform, "POST", asking, staffKey, {{"reason", "a program"}}).status, 403);
        QCOMPARE(
            sendJson(desk.platform, "POST", "/v1/support-access/" + waiting.id + "/answer", ownerKey, {{"allow", true}})
                .status,
            403);
        QCOMPARE(sendJson(desk.platform, "PUT", ruling, ownerKey, {{"consent", "always"}}, "\"v0\"").status, 403);
        QCOMPARE(desk.answer(waiting.id, true).status, 200);
        QCOMPARE(sendJson(desk.platform, "POST", "/v1/support-access/" + waiting.id + "/start", staffKey).status, 404);
    }

    void anotherNodeTellsOfTheEnd() {
        Desk desk;
        const auto started = desk.started();
        QCOMPARE(desk.platform.get("/v1/me", started.token).status, 200);
        // As the other node does it: in the database, then on the bus.
        const auto ended = desk.platform.database->writeNow([&](sql::Connection& db) {
            return db.execute(sql::tenantOwned("UPDATE support_access SET state = 'revoked' WHERE :tenant(tenant_id) "
                                               "AND id = ?1"),
                              sql::TenantScope::all(), {sql::Value(started.id)});
        });
        QVERIFY(ended.has_value());
        desk.platform.bus.publish(std::string(newsTopic), {},
                                  json::write(News{NewsKind::supportAccessChanged, started.id}),
                                  desk.platform.clock.now());
        QTRY_COMPARE(desk.platform.get("/v1/me", started.token).status, 401);
    }
};

QTEST_GUILESS_MAIN(SupportTest)
#include "support_test.moc"
