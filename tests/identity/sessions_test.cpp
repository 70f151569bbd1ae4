// Where people are signed in: seen and ended by themselves and by who administers them, over HTTP.
#include <QtTest>

#include "contract/identity_messages.h"
#include "flow.h"
#include "identity/device_label.h"
#include "identity/news.h"

using namespace steward;
using namespace steward::test;

namespace {

using SessionPage = contract::Page<domain::UserSession>;

SessionPage sessionsAt(IdentityPlatform& platform, const std::string& target, const std::string& token) {
    return json::read<SessionPage>(platform.get(target, token).body, json::Unknown::ignore).value_or(SessionPage{});
}

HttpReply remove(IdentityPlatform& platform, const std::string& target, const std::string& token) {
    return platform.send("DELETE", target, {{"Authorization", "Bearer " + token}});
}

}  // namespace

class SessionsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void devicesAreNamedForPeople() {
        QCOMPARE(deviceOf("Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"),
                 std::string("Firefox on Linux"));
        QCOMPARE(deviceOf("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
                          "Chrome/120.0 Safari/537.36 Edg/120.0"),
                 std::string("Edge on Windows"));
        QCOMPARE(deviceOf("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605 Version/17.0 "
                          "Mobile Safari/604.1"),
                 std::string("Safari on iOS"));
        QCOMPARE(deviceOf("stewardctl/0.1.0 (Linux)"), std::string("stewardctl/0.1.0"));
        QCOMPARE(deviceOf(""), std::string());
        QCOMPARE(deviceOf("\xE2\x80\xAEnoitceles <script>"), std::string());
        QVERIFY(deviceOf(std::string(100'000, 'x')).size() <= maxDeviceBytes);
    }

    void peopleSeeWhereTheyAreSignedIn() {
        IdentityPlatform platform;
        const auto first = signIn(platform);
        platform.clock.advance(1min);
        const auto second = signIn(platform);
        signIn(platform, "viewer@acme.example");
        const auto page = sessionsAt(platform, "/v1/me/sessions", second.access);
        QCOMPARE(page.items.size(), std::size_t(2));
        QCOMPARE(page.total, 2);
        QVERIFY(page.items[0].current && !page.items[1].current);
        QCOMPARE(page.items[0].clientName, std::string("Steward console"));
        QCOMPARE(page.items[0].userId, platform.idOf("owner@acme.example"));
        QCOMPARE(page.items[0].methods, std::vector<std::string>{"pwd"});
        QCOMPARE(page.items[0].authenticatedAt, platform.clock.now());
        QCOMPARE(page.items[1].lastSeenAt, platform.clock.now() - 1min);
        platform.clock.advance(1min);
        refresh(platform, first.refresh);
        QCOMPARE(sessionsAt(platform, "/v1/me/sessions", second.access).items[1].lastSeenAt, platform.clock.now());
    }

    void peopleEndTheirOwn() {
        IdentityPlatform platform;
        const auto here = signIn(platform);
        const auto there = signIn(platform);
        const auto elsewhere = signIn(platform);
        const auto idOf = [&](const Tokens& tokens) {
            return verifiedAccess(platform.identity->keys(), tokens.access)->sid;
        };
        QCOMPARE(platform.get("/v1/me", there.access).status, 200);
        QCOMPARE(remove(platform, "/v1/sessions/" + idOf(there), here.access).status, 204);
        QCOMPARE(platform.get("/v1/me", there.access).status, 401);
        QCOMPARE(refresh(platform, there.refresh).status, 400);
        QCOMPARE(remove(platform, "/v1/sessions/" + idOf(there), here.access).status, 404);

        const auto others = remove(platform, "/v1/me/sessions", here.access);
        QCOMPARE(others.status, 200);
        QCOMPARE(others.document().at("count").to_number<int>(), 1);
        QCOMPARE(platform.get("/v1/me", elsewhere.access).status, 401);
        QCOMPARE(platform.get("/v1/me", here.access).status, 200);
        QCOMPARE(remove(platform, "/v1/sessions/" + idOf(here), here.access).status, 204);
        QCOMPARE(platform.get("/v1/me", here.access).status, 401);
        const auto entries = auditOf(platform);
        QCOMPARE(entries.size(), std::size_t(6));
        QCOMPARE(std::string(entries[3].after->at("endReason").as_string()), std::string("endedElsewhere"));
        QCOMPARE(entries[3].actorId, platform.idOf("owner@acme.example"));
        QCOMPARE(std::string(entries[5].after->at("endReason").as_string()), std::string("signedOut"));
    }

    void administratorsEndThoseOfTheirTenant() {
        IdentityPlatform platform;
        const auto owner = signIn(platform);
        const auto viewer = signIn(platform, "viewer@acme.example");
        const auto staff = signIn(platform, "staff@steward.example");
        const std::string viewerId = platform.idOf("viewer@acme.example");
        const std::string staffId = platform.idOf("staff@steward.example");
        const std::string target = "/v1/users/" + viewerId + "/sessions";
        const auto seen = sessionsAt(platform, target, owner.access);
        QCOMPARE(seen.items.size(), std::size_t(1));
        QVERIFY(!seen.items[0].current);

        QCOMPARE(platform.get(target, viewer.access).status, 403);
        QCOMPARE(platform.get("/v1/users/" + staffId + "/sessions", owner.access).status, 404);
        QCOMPARE(remove(platform, "/v1/users/" + staffId + "/sessions", owner.access).status, 404);
        const std::string staffSession = verifiedAccess(platform.identity->keys(), staff.access)->sid;
        const std::string ownerSession = verifiedAccess(platform.identity->keys(), owner.access)->sid;
        QCOMPARE(remove(platform, "/v1/sessions/" + staffSession, owner.access).status, 404);
        QCOMPARE(remove(platform, "/v1/sessions/" + ownerSession, viewer.access).status, 404);
        QCOMPARE(platform.get("/v1/me", staff.access).status, 200);

        QCOMPARE(remove(platform, target, owner.access).document().at("count").to_number<int>(), 1);
        QCOMPARE(platform.get("/v1/me", viewer.access).status, 401);
        const auto entries = auditOf(platform);
        QCOMPARE(entries.back().actorId, platform.idOf("owner@acme.example"));
        QCOMPARE(entries.back().entityId, viewerId);
        QCOMPARE(std::string(entries.back().after->at("endReason").as_string()), std::string("endedByAdministrator"));
        QCOMPARE(remove(platform, "/v1/sessions/" + ownerSession, staff.access).status, 204);
        QCOMPARE(platform.get("/v1/me", owner.access).status, 401);
    }

    void whatAnotherNodeEndedIsRefusedHere() {
        IdentityPlatform platform;
        const auto tokens = signIn(platform);
        QCOMPARE(platform.get("/v1/me", tokens.access).status, 200);
        const std::string session = verifiedAccess(platform.identity->keys(), tokens.access)->sid;
        platform.bus.publish(std::string(newsTopic), {}, json::write(News{NewsKind::sessionEnded, session}),
                             platform.clock.now());
        QCOMPARE(platform.get("/v1/me", tokens.access).status, 401);
        QCOMPARE(platform.identity->openSessions(), std::size_t(0));
    }
};

QTEST_GUILESS_MAIN(SessionsTest)
#include "sessions_test.moc"
