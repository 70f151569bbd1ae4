// Changes in production: people make them for a while after they proved who they are, and read as long as they like.
#include <QtTest>

#include "contract/identity_messages.h"
#include "contract/messages.h"
#include "flow.h"

using namespace steward;
using namespace steward::test;
using domain::Permission;

namespace {

constexpr auto elevatedFor = std::chrono::minutes(15);

struct Production : IdentityPlatform {
    Production() : IdentityPlatform(setup()) {}
    static Setup setup() {
        Setup setup;
        setup.elevatedFor = elevatedFor;
        return setup;
    }
    // Ends the sessions of somebody else, of whom there are none: a change without further effect.
    HttpReply change(const std::string& token) {
        return send("DELETE", "/v1/users/" + idOf("viewer@acme.example") + "/sessions",
                    {{"Authorization", "Bearer " + token}});
    }
    std::optional<Time> elevatedUntil(const std::string& token) {
        return json::read<contract::Me>(get("/v1/me", token).body).value().elevatedUntil;
    }
};

// The access token of a session that goes on; renewing proves nothing.
std::string renewed(IdentityPlatform& platform, Tokens& tokens) {
    const auto reply = refresh(platform, tokens.refresh);
    tokens.refresh = reply.member("refresh_token");
    return reply.member("access_token");
}

}  // namespace

class ElevationTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void changesNeedAFreshProof() {
        Production platform;
        const Time start = platform.clock.now();
        auto owner = signIn(platform);
        QCOMPARE(platform.change(owner.access).status, 200);
        QCOMPARE(platform.elevatedUntil(owner.access), std::optional<Time>(start + elevatedFor));
        platform.clock.advance(elevatedFor);
        QCOMPARE(platform.change(renewed(platform, owner)).status, 200);
        platform.clock.advance(std::chrono::seconds(1));

        const auto token = renewed(platform, owner);
        const auto late = platform.change(token);
        QCOMPARE(late.status, 403);
        QVERIFY(late.member("type").ends_with("/reauthenticationRequired"));
        QVERIFY(!platform.elevatedUntil(token));
        QCOMPARE(platform.get("/v1/users", token).status, 200);

        const auto again = signIn(platform);
        QCOMPARE(platform.change(again.access).status, 200);
        QVERIFY(platform.elevatedUntil(again.access));
    }

    void whoMayNotIsNotAsked() {
        Production platform;
        auto viewer = signIn(platform, "viewer@acme.example");
        platform.clock.advance(elevatedFor + std::chrono::seconds(1));
        const auto refused = platform.change(renewed(platform, viewer));
        QCOMPARE(refused.status, 403);
        QVERIFY(refused.member("type").ends_with("/forbidden"));
    }

    void programsHaveTheirKeys() {
        Production platform;
        const auto owner = signIn(platform);
        const auto made = platform.send(
            "POST", "/v1/api-keys", {{"Authorization", "Bearer " + owner.access}, {"Content-Type", "application/json"}},
            json::write(contract::ApiKeyDraft{.name = "x", .permissions = {Permission::usersWrite}}));
        QCOMPARE(made.status, 201);
        platform.clock.advance(elevatedFor + std::chrono::hours(1));
        QCOMPARE(platform.change(made.member("secret")).status, 200);
    }

    void elsewhereASignInIsEnough() {
        IdentityPlatform platform;
        auto owner = signIn(platform);
        platform.clock.advance(std::chrono::hours(1));
        const auto token = renewed(platform, owner);
        QCOMPARE(platform
                     .send("DELETE", "/v1/users/" + platform.idOf("viewer@acme.example") + "/sessions",
                           {{"Authorization", "Bearer " + token}})
                     .status,
                 200);
        QVERIFY(!json::read<contract::Me>(platform.get("/v1/me", token).body).value().elevatedUntil);
    }
};

QTEST_GUILESS_MAIN(ElevationTest)
#include "elevation_test.moc"
