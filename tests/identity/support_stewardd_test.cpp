// Support access to a tenant of the real stewardd: both actors in the audit log, the tenant's rows and nobody else's,
// and connections of the feed that end with it.
#include <QtTest>

#include "base/json.h"
#include "contract/endpoints.h"
#include "contract/topics.h"
#include "tests/support/reply_document.h"
#include "tests/support/sign_in.h"
#include "tests/support/stewardd_fixture.h"
#include "tests/support/web_socket_client.h"

using namespace steward;
using namespace std::chrono_literals;
using domain::Permission;
using domain::SupportState;
using test::read;
using test::Reply;

class SupportStewarddTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        QVERIFY2(platform_.loadDemo(20), platform_.log().c_str());
        QVERIFY2(platform_.start(), platform_.log().c_str());
        tenant_ = tenantOf("tarnwick");
        foreign_ = tenantOf("lindenmoor");
        owner_ = test::signIn(platform_.port(), tenant_.slug, tenant_.ownerEmail).token;
        const auto staff = read<contract::Page<domain::User>>(
            send("GET", "/v1/users?limit=1&filter=status%3Dactive%3Brole%3Dsupport", {}, platform_.token()));
        QVERIFY(!staff.items.empty());
        staff_ = staff.items.front();
        staffToken_ = test::signIn(platform_.port(), {}, staff_.email).token;
        QVERIFY(!owner_.empty() && !staffToken_.empty());
    }

    void whatIsDoneNamesBothActors() {
        const auto started = begin({Permission::brandingRead, Permission::brandingWrite, Permission::plansApply,
                                    Permission::auditRead, Permission::reportsWrite, Permission::reportsRun});
        const auto me = read<contract::Me>(send("GET", "/v1/me", {}, started.token));
        QCOMPARE(me.principal.support.value_or(domain::SupportGrant{}).tenantName, tenant_.name);

        const std::string brand = "/v1/brands/" + tenant_.id;
        const auto state = read<domain::BrandState>(send("GET", brand, {}, started.token));
        QCOMPARE(send("PUT", brand + "/draft",
                      json::Object{{"brand", json::toValue(domain::Brand{.productName = "Put right"})}}, started.token,
                      "\"v" + std::to_string(state.draftRevision) + "\"")
                     .status,
                 200);
        const std::string published = apply("publish", {{"ids", json::Array{json::Value(tenant_.id)}}}, started.token);
        const std::string reverted = apply("revert", {{"batchId", published}}, started.token);
        for (const auto& batch : {published, reverted}) {
            const auto entries = read<contract::Page<domain::AuditEntry>>(
                send("GET", "/v1/audit?filter=batchId%3D" + batch, {}, owner_));
            QCOMPARE(entries.items.size(), std::size_t(1));
            QCOMPARE(entries.items[0].actorId, staff_.id);
            QCOMPARE(entries.items[0].onBehalfOf.value_or(""), tenant_.id);
        }
        for (const std::string action : {"request", "start"}) {
            const auto entries = read<contract::Page<domain::AuditEntry>>(
                send("GET", "/v1/audit?filter=action%3DsupportAccess." + action, {}, owner_));
            QCOMPARE(entries.items.size(), std::size_t(1));
            QCOMPARE(entries.items[0].actorId, staff_.id);
            QCOMPARE(entries.items[0].onBehalfOf.value_or(""), tenant_.id);
        }
        QVERIFY(read<domain::AuditVerification>(platform_.ask({.target = "/v1/audit-verification"})).intact);
        QVERIFY(platform_.log().find(started.token) == std::string::npos);
        QCOMPARE(send("DELETE", "/v1/support-access/" + started.id, {}, staffToken_).status, 204);
    }

    void itSeesTheTenantAlone() {
        const auto started = begin({Permission::tenantsRead, Permission::usersRead, Permission::reportsRun});
        const auto tenants = read<contract::Page<domain::Tenant>>(send("GET", "/v1/tenants", {}, started.token));
        QCOMPARE(tenants.total, 1);
        QCOMPARE(tenants.items.at(0).id, tenant_.id);
        for (const std::string& target :
             {"/v1/tenants/" + foreign_.id, "/v1/tenants/" + foreign_.id + "/support-policy"})
            QCOMPARE(send("GET", target, {}, started.token).status, 404);
        for (const std::string target : {"/v1/users?limit=500", "/v1/snapshots/users"}) {
            const auto reply = send("GET", target, {}, started.token);
            QCOMPARE(reply.status, 200);
            QVERIFY(reply.body.find(tenant_.id) != std::string::npos);
            QVERIFY(reply.body.find(foreign_.id) == std::string::npos);
        }
        for (const std::string& target : {std::string("/v1/me/sessions"), std::string("/v1/api-keys"),
                                          std::string("/v1/support-access"), "/v1/brands/" + tenant_.id})
            QCOMPARE(send("GET", target, {}, started.token).status, 403);
        QCOMPARE(
            send("POST", "/v1/me/password", json::Object{{"current", "a"}, {"password", "b"}}, started.token).status,
            403);
        QCOMPARE(send("POST", "/v1/users",
                      json::Object{{"name", "Left behind"}, {"email", "x@y.example"}, {"role", "admin"}}, started.token)
                     .status,
                 403);
        QCOMPARE(send("DELETE", "/v1/support-access/" + started.id, {}, owner_).status, 204);
        QCOMPARE(send("GET", "/v1/tenants", {}, started.token).status, 401);
    }

    void theFeedEndsWithIt() {
        const auto started = begin({Permission::auditRead});
        test::WebSocketClient feed(platform_.port(), started.token);
        QCOMPARE(feed.status(), 101);
        feed.sendText(json::write(json::Value(json::Object{{"type", "subscribe"}, {"topic", "audit"}})));
        QVERIFY(feed.textWith("\"subscribed\""));
        feed.sendText(json::write(json::Value(json::Object{{"type", "subscribe"}, {"topic", "audit:" + foreign_.id}})));
        QVERIFY(feed.textWith("\"refused\""));
        QCOMPARE(send("DELETE", "/v1/support-access/" + started.id, {}, owner_).status, 204);
        QCOMPARE(feed.closeCode(), 1008);
        QCOMPARE(test::WebSocketClient(platform_.port(), started.token).status(), 401);
    }

    void itEndsWithTheStaffsSignOut() {
        const auto here = test::signIn(platform_.port(), {}, staff_.email);
        const std::string before = std::exchange(staffToken_, here.token);
        const auto started = begin({Permission::tenantsRead});
        QCOMPARE(send("GET", "/v1/tenants", {}, started.token).status, 200);
        QCOMPARE(send("DELETE", "/v1/me/sessions", {}, before).status, 200);
        QTRY_COMPARE(send("GET", "/v1/tenants", {}, started.token).status, 401);
        staffToken_ = before;
        const auto seen = read<domain::SupportAccess>(send("GET", "/v1/support-access/" + started.id, {}, owner_));
        QCOMPARE(seen.state, SupportState::ended);
    }

private:
    Reply send(const std::string& method, const std::string& target, const json::Value& body, const std::string& token,
               const std::string& ifMatch = {}) const {
        test::Ask question{.method = method, .target = target, .token = token};
        if (!body.is_null()) question.body = json::write(body);
        if (!ifMatch.empty()) question.headers.emplace_back("If-Match", ifMatch);
        return platform_.ask(question);
    }

    domain::Tenant tenantOf(const std::string& slug) const {
        return read<contract::Page<domain::Tenant>>(platform_.ask({.target = "/v1/tenants?filter=slug%3D" + slug}))
            .items.at(0);
    }

    // Asked for by staff with the rights of an owner, allowed by the owner, and started.
    contract::StartedSupport begin(domain::PermissionSet permissions) const {
        const auto asked = read<domain::SupportAccess>(send(
            "POST", "/v1/tenants/" + tenant_.id + "/support-access",
            json::Object{{"reason", "Ticket 4711"}, {"role", "owner"}, {"permissions", json::toValue(permissions)}},
            staffToken_));
        const std::string target = "/v1/support-access/" + asked.id;
        const auto answered = send("POST", target + "/answer", json::Object{{"allow", true}}, owner_);
        if (answered.status != 200) qWarning("%s", answered.body.c_str());
        return read<contract::StartedSupport>(send("POST", target + "/start", json::Object(), staffToken_));
    }

    // The batch, once it has ended.
    std::string apply(const std::string& operation, json::Object selection, const std::string& token) const {
        const auto plan = read<domain::Plan>(send(
            "POST", "/v1/plans",
            json::Object{{"entity", "brand"}, {"operation", operation}, {"selection", std::move(selection)}}, token));
        const auto batch = read<domain::Batch>(send("POST", "/v1/plans/" + plan.id + "/apply", json::Object(), token));
        const auto hasEnded = [&] {
            return read<domain::Batch>(send("GET", "/v1/batches/" + batch.id, {}, token)).finishedAt.has_value();
        };
        if (!QTest::qWaitFor(hasEnded, 20'000)) qWarning("the batch %s has not ended", batch.id.c_str());
        return batch.id;
    }

    test::StewarddFixture platform_;
    domain::Tenant tenant_;
    domain::Tenant foreign_;
    domain::User staff_;
    std::string owner_;
    std::string staffToken_;
};

QTEST_GUILESS_MAIN(SupportStewarddTest)
#include "support_stewardd_test.moc"
