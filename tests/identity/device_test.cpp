// Devices that are signed in with a code (RFC 8628), over HTTP, as a device and a browser do it.
#include <QtTest>

#include "flow.h"

using namespace steward;
using namespace steward::test;

namespace {

const std::string grantType = "urn:ietf:params:oauth:grant-type:device_code";

struct Device {
    IdentityPlatform& platform;
    HttpReply begun = platform.post("/oauth/device_authorization", {{"client_id", "stewardctl"}, {"scope", "openid"}});
    std::string userCode = begun.member("user_code");

    HttpReply poll(const std::string& client = "stewardctl") {
        return platform.post(
            "/oauth/token",
            {{"grant_type", grantType}, {"client_id", client}, {"device_code", begun.member("device_code")}});
    }
    std::string error() { return poll().member("error"); }
};

std::string hiddenOf(const HttpReply& page, const std::string& name) {
    return between(page.body, "name=\"" + name + "\" value=\"", "\"");
}

// The browser of the person with the device.
struct Person {
    IdentityPlatform& platform;
    HttpReply page = platform.get("/device");
    std::string cookie = page.header("Set-Cookie").substr(0, page.header("Set-Cookie").find(';'));
    std::string token = hiddenOf(page, "form_token");

    HttpReply post(TextPairs form) {
        form.emplace_back("form_token", token);
        return platform.post("/device", form, cookie);
    }
    // Up to the question whether it is theirs.
    HttpReply signIn(const std::string& code) {
        return post({{"user_code", code}, {"email", "owner@acme.example"}, {"password", "correct horse"}});
    }
    HttpReply answer(const HttpReply& question, const std::string& what) {
        return post({{"consent", hiddenOf(question, "consent")}, {"do", what}});
    }
};

}  // namespace

class DeviceTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aDeviceIsSignedIn() {
        IdentityPlatform platform;
        const auto discovery = platform.get("/.well-known/openid-configuration");
        QCOMPARE(discovery.member("device_authorization_endpoint"), platform.issuer() + "/oauth/device_authorization");
        Device device{platform};
        QCOMPARE(device.begun.status, 200);
        QCOMPARE(device.begun.member("verification_uri"), platform.issuer() + "/device");
        QCOMPARE(device.userCode.size(), std::size_t(9));
        QCOMPARE(device.userCode.find_first_not_of("BCDFGHJKLMNPQRSTVWXZ-"), std::string::npos);
        QCOMPARE(device.error(), std::string("authorization_pending"));

        Person person{platform};
        std::string typed = device.userCode;
        typed.erase(4, 1);
        for (char& c : typed)
            c = char(std::tolower(c));
        QVERIFY(person.post({{"user_code", typed}}).body.find("name=\"password\"") != std::string::npos);
        const auto question = person.signIn(typed);
        QCOMPARE(question.status, 200);
        QVERIFY(question.body.find("Steward command line") != std::string::npos);
        platform.clock.advance(5s);
        QCOMPARE(device.error(), std::string("authorization_pending"));
        QCOMPARE(person.answer(question, "approve").status, 200);
        platform.clock.advance(5s);
        const auto reply = device.poll();
        QCOMPARE(reply.status, 200);
        const auto tokens = tokensOf(reply);
        QCOMPARE(platform.get("/v1/me", tokens.access).status, 200);
        QCOMPARE(verifiedId(platform.identity->keys(), tokens.id)->aud, std::string("stewardctl"));
        QCOMPARE(device.error(), std::string("invalid_grant"));
        const auto entries = auditOf(platform);
        QCOMPARE(entries[entries.size() - 2].action, std::string("device.approve"));
        QCOMPARE(entries.back().action, std::string("session.start"));
    }

    void aDeviceThatAsksTooOftenIsSlowedDown() {
        IdentityPlatform platform;
        Device device{platform};
        QCOMPARE(device.begun.document().at("interval").to_number<int>(), 5);
        QCOMPARE(device.error(), std::string("authorization_pending"));
        platform.clock.advance(4s);
        QCOMPARE(device.error(), std::string("slow_down"));
        platform.clock.advance(9s);
        QCOMPARE(device.error(), std::string("slow_down"));
        platform.clock.advance(15s);
        QCOMPARE(device.error(), std::string("authorization_pending"));
    }

    void noIsNo() {
        IdentityPlatform platform;
        Device device{platform};
        Person person{platform};
        const auto question = person.signIn(device.userCode);
        QCOMPARE(person.answer(question, "deny").status, 200);
        QCOMPARE(device.error(), std::string("access_denied"));
        QCOMPARE(person.answer(question, "approve").status, 422);
        QCOMPARE(device.error(), std::string("access_denied"));
    }

    void aCodeExpires() {
        IdentityPlatform platform;
        Device device{platform};
        Person person{platform};
        const auto question = person.signIn(device.userCode);
        platform.clock.advance(deviceLifetime);
        QCOMPARE(device.error(), std::string("expired_token"));
        QVERIFY(person.answer(question, "approve").status != 200);
        QCOMPARE(person.post({{"user_code", device.userCode}}).status, 422);
    }

    void nothingHappensWithoutAYesFromTheSameBrowser() {
        IdentityPlatform platform;
        Device device{platform};
        Person person{platform};
        Person attacker{platform};
        const auto question = person.signIn(device.userCode);
        QCOMPARE(attacker.answer(question, "approve").status, 403);
        QCOMPARE(platform.post("/device", {{"consent", hiddenOf(question, "consent")}, {"do", "approve"}}).status, 403);
        QCOMPARE(device.error(), std::string("authorization_pending"));
        QCOMPARE(device.poll("steward-console").member("error"), std::string("invalid_grant"));
    }

    void guessingUserCodesHasToWait() {
        IdentityPlatform platform;
        Device device{platform};
        Person person{platform};
        for (int i = 0; i < SignInGuard::freeFailures; ++i)
            QCOMPARE(person.post({{"user_code", "BBBB-BBBB"}}).status, 422);
        QCOMPARE(person.post({{"user_code", device.userCode}}).status, 429);
    }

    void codesAreNotStored() {
        IdentityPlatform platform;
        Device device{platform};
        const QByteArray bytes = QByteArray::fromStdString(platform.stored());
        QVERIFY(!bytes.contains(device.userCode.c_str()));
        QVERIFY(!bytes.contains(device.begun.member("device_code").c_str()));
    }

    void strangersGetNoCode() {
        IdentityPlatform platform;
        QCOMPARE(platform.post("/oauth/device_authorization", {{"client_id", "nobody"}}).member("error"),
                 std::string("invalid_client"));
        QCOMPARE(
            platform.post("/oauth/token", {{"grant_type", grantType}, {"client_id", "stewardctl"}}).member("error"),
            std::string("invalid_request"));
        QCOMPARE(platform
                     .post("/oauth/token",
                           {{"grant_type", grantType}, {"client_id", "stewardctl"}, {"device_code", "guess"}})
                     .member("error"),
                 std::string("invalid_grant"));
    }
};

QTEST_GUILESS_MAIN(DeviceTest)
#include "device_test.moc"
