// Identity of the real stewardd: what settings and commands do to it.
#include <QtTest>
#include <cstdlib>

#include "base/json.h"
#include "contract/identity_messages.h"
#include "tests/support/sign_in.h"
#include "tests/support/stewardd_fixture.h"

using namespace steward;
using namespace steward::test;

namespace {

std::string member(const Reply& reply, std::string_view name) {
    const auto document = json::parse(reply.body);
    const auto* object = document ? document->if_object() : nullptr;
    const auto* found = object ? object->if_contains(name) : nullptr;
    return found && found->is_string() ? std::string(found->get_string()) : std::string();
}

std::size_t keysOf(const StewarddFixture& platform) {
    const auto document = json::parse(platform.ask({.target = "/oauth/jwks"}).body);
    return document ? document->at("keys").as_array().size() : 0;
}

std::string anOwner(const StewarddFixture& platform, std::string& slug) {
    const auto page = json::parse(platform.ask({.target = "/v1/tenants?limit=1&filter=status%3Dactive"}).body);
    const auto& tenant = page->at("items").at(0);
    slug = tenant.at("slug").as_string();
    return std::string(tenant.at("ownerEmail").as_string());
}

int run(const StewarddFixture& platform, const std::string& arguments) {
    const char* bin = std::getenv("STEWARD_BIN");
    const std::string command = std::string(bin ? bin : "build/dev/bin") + "/stewardd " + arguments + " --data-dir " +
                                (platform.folder() / "data").string() + " > /dev/null 2>&1";
    const int status = std::system(command.c_str());
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

}  // namespace

class StewarddIdentityTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theLocalOperatorMakesAKeyThatOutlivesARestart() {
        StewarddFixture platform;
        QVERIFY2(platform.start(), platform.log().c_str());
        const contract::ApiKeyDraft draft{.name = "Import", .permissions = {domain::Permission::tenantsRead}};
        const auto made = platform.ask({.method = "POST", .target = "/v1/api-keys", .body = json::write(draft)});
        QCOMPARE(made.status, 201);
        const std::string secret = member(made, "secret");
        QCOMPARE(platform.ask({.target = "/v1/tenants", .token = secret}).status, 200);
        QCOMPARE(platform.ask({.target = "/v1/users", .token = secret}).status, 403);
        QCOMPARE(platform.stop(), 0);
        QVERIFY2(platform.start(), platform.log().c_str());
        QCOMPARE(platform.ask({.target = "/v1/tenants", .token = secret}).status, 200);
        QCOMPARE(platform.ask({.method = "DELETE", .target = "/v1/api-keys/" + member(made, "id")}).status, 204);
        QCOMPARE(platform.ask({.target = "/v1/tenants", .token = secret}).status, 401);
        QVERIFY(platform.log().find(secret) == std::string::npos);
    }

    void aRuleOfTheSettingsLeadsToEnrolment() {
        StewarddFixture platform;
        QVERIFY(platform.loadDemo(5));
        platform.set("identity.requireSecondFactor=everybody");
        QVERIFY2(platform.start(), platform.log().c_str());
        std::string slug;
        const std::string email = anOwner(platform, slug);
        const auto page = fillSignInPage(platform.port(), slug, email, demoPassword);
        QCOMPARE(page.status, 200);
        QVERIFY(page.body.find("<svg class=\"qr\"") != std::string::npos);
        QVERIFY(codeOf(page).empty());
    }

    void keysRotateByCommand() {
        StewarddFixture platform;
        QVERIFY(platform.loadDemo(5));
        QVERIFY2(platform.start(), platform.log().c_str());
        QCOMPARE(keysOf(platform), std::size_t(1));
        std::string slug;
        const std::string email = anOwner(platform, slug);
        const auto before = signIn(platform.port(), slug, email);
        QCOMPARE(run(platform, "rotate-keys"), 1);  // it runs
        QCOMPARE(platform.stop(), 0);
        QCOMPARE(run(platform, "rotate-keys"), 0);
        QCOMPARE(run(platform, "rotate-keys"), 1);  // the new one has not begun
        QVERIFY2(platform.start(), platform.log().c_str());
        QCOMPARE(keysOf(platform), std::size_t(2));
        QCOMPARE(platform.ask({.target = "/v1/me", .token = before.token}).status, 200);
    }

    void aDeviceAndAnotherSession() {
        StewarddFixture platform;
        QVERIFY(platform.loadDemo(5));
        QVERIFY2(platform.start(), platform.log().c_str());
        std::string slug;
        const std::string email = anOwner(platform, slug);
        const auto here = signIn(platform.port(), slug, email);
        const auto there = signIn(platform.port(), slug, email);
        const auto sessions = platform.ask({.target = "/v1/me/sessions", .token = here.token});
        QCOMPARE(json::parse(sessions.body)->at("items").as_array().size(), std::size_t(2));
        QCOMPARE(platform.ask({.method = "DELETE", .target = "/v1/me/sessions", .token = here.token}).status, 200);
        QCOMPARE(platform.ask({.target = "/v1/me", .token = there.token}).status, 401);
        QCOMPARE(platform.ask({.target = "/v1/me", .token = here.token}).status, 200);
        const auto begun = sendForm(platform.port(), "/oauth/device_authorization", {{"client_id", "stewardctl"}});
        QCOMPARE(begun.status, 200);
        const auto polled = sendForm(platform.port(), "/oauth/token",
                                     {{"client_id", "stewardctl"},
                                      {"grant_type", "urn:ietf:params:oauth:grant-type:device_code"},
                                      {"device_code", member(begun, "device_code")}});
        QCOMPARE(member(polled, "error"), std::string("authorization_pending"));
        QCOMPARE(platform.ask({.target = "/device?user_code=" + member(begun, "user_code"), .token = "-"}).status, 200);
    }
};

QTEST_GUILESS_MAIN(StewarddIdentityTest)
#include "stewardd_identity_test.moc"
