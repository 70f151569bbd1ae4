// The second factor from its secret to its end: RFC 6238, enrolment by API and by page, sign-in, recovery, rules.
#include <QtTest>

#include "contract/identity_messages.h"
#include "flow.h"
#include "identity/second_factor_store.h"
#include "identity/totp.h"

using namespace steward;
using namespace steward::test;

namespace {

std::string fromBase32(const std::string& text) {
    const std::string alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    std::string bytes;
    std::uint32_t bits = 0;
    int count = 0;
    for (const char c : text) {
        bits = (bits << 5) | std::uint32_t(alphabet.find(c));
        count += 5;
        if (count >= 8) bytes += char((bits >> (count -= 8)) & 0xff);
    }
    return bytes;
}

// An authenticator app.
struct App {
    std::string secret;
    std::string at(Time time) const { return hotp(fromBase32(secret), std::uint64_t(totpStepAt(time))); }
};

HttpReply callApi(IdentityPlatform& platform, const std::string& method, const std::string& target,
                  const std::string& token, const std::string& body = {}) {
    return platform.send(method, target, {{"Authorization", "Bearer " + token}, {"Content-Type", "application/json"}},
                         body);
}

struct Enrolled {
    App app;
    std::vector<std::string> codes;
};

Enrolled enrol(IdentityPlatform& platform, const Tokens& tokens) {
    Enrolled enrolled;
    enrolled.app.secret = callApi(platform, "POST", "/v1/me/second-factor", tokens.access).member("secret");
    const auto reply = callApi(platform, "POST", "/v1/me/second-factor/confirm", tokens.access,
                               "{\"code\":\"" + enrolled.app.at(platform.clock.now()) + "\"}");
    enrolled.codes = json::read<domain::RecoveryCodes>(reply.body).value_or(domain::RecoveryCodes{}).codes;
    platform.clock.advance(totpPeriod);
    return enrolled;
}

std::string hiddenOf(const HttpReply& page, const std::string& name) {
    return between(page.body, "name=\"" + name + "\" value=\"", "\"");
}

// The next page of a sign-in.
HttpReply goOn(Browser& browser, const HttpReply& page, const std::string& code) {
    TextPairs form = browser.parameters;
    form.emplace_back("form_token", hiddenOf(page, "form_token"));
    form.emplace_back("ticket", hiddenOf(page, "ticket"));
    form.emplace_back("code", code);
    return browser.platform.post("/oauth/authorize", form, browser.cookie);
}

Tokens signInWithCode(IdentityPlatform& platform, const std::string& code,
                      const std::string& email = "owner@acme.example") {
    Browser browser{platform};
    const auto page = browser.submit(email, "correct horse");
    return tokensOf(redeem(platform, queryValue(goOn(browser, page, code).header("Location"), "code")));
}

}  // namespace

class SecondFactorTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    // RFC 6238 appendix B, SHA-1, eight digits.
    void theVectorsOfTheRfc_data() {
        QTest::addColumn<qint64>("seconds");
        QTest::addColumn<QString>("code");
        QTest::newRow("1970") << qint64(59) << QStringLiteral("94287082");
        QTest::newRow("2005") << qint64(1111111109) << QStringLiteral("07081804");
        QTest::newRow("2005 again") << qint64(1111111111) << QStringLiteral("14050471");
        QTest::newRow("2009") << qint64(1234567890) << QStringLiteral("89005924");
        QTest::newRow("2033") << qint64(2000000000) << QStringLiteral("69279037");
        QTest::newRow("2603") << qint64(20000000000) << QStringLiteral("65353130");
    }
    void theVectorsOfTheRfc() {
        QFETCH(qint64, seconds);
        QFETCH(QString, code);
        const auto step = totpStepAt(Time(std::chrono::seconds(seconds)));
        QCOMPARE(QString::fromStdString(hotp("12345678901234567890", std::uint64_t(step), 8)), code);
    }

    // RFC 4226 appendix D.
    void theVectorsOfHotp() {
        const char* codes[] = {"755224", "287082", "359152", "969429", "338314",
                               "254676", "287922", "162583", "399871", "520489"};
        for (std::uint64_t i = 0; i < 10; ++i)
            QCOMPARE(hotp("12345678901234567890", i), std::string(codes[i]));
    }

    void aCodeIsGoodForItsStepAndItsNeighbours() {
        const std::string secret = "12345678901234567890";
        const Time now(std::chrono::seconds(3000));
        for (const int shift : {-1, 0, 1})
            QCOMPARE(totpStepOf(secret, hotp(secret, std::uint64_t(100 + shift)), now, 0).value_or(0), 100 + shift);
        QVERIFY(!totpStepOf(secret, hotp(secret, 98), now, 0));
        QVERIFY(!totpStepOf(secret, hotp(secret, 102), now, 0));
        QVERIFY(!totpStepOf(secret, hotp(secret, 100), now, 100));
        QVERIFY(totpStepOf(secret, hotp(secret, 101), now, 100).has_value());
        QVERIFY(!totpStepOf(secret, "", now, 0));
        QVERIFY(!totpStepOf(secret, "12345", now, 0));
    }

    // RFC 4648 section 10, without padding.
    void base32IsOfTheRfc() {
        QCOMPARE(toBase32("f"), std::string("MY"));
        QCOMPARE(toBase32("foob"), std::string("MZXW6YQ"));
        QCOMPARE(toBase32("foobar"), std::string("MZXW6YTBOI"));
        QCOMPARE(fromBase32(toBase32("foobar")), std::string("foobar"));
    }

    void theQrCodeIsInertAndScannable() {
        const std::string svg = qrSvg(totpUri("12345678901234567890", "Steward & Co", "a@b.example"), "QR");
        QVERIFY(svg.starts_with("<svg"));
        QVERIFY(svg.find("href") == std::string::npos && svg.find("style") == std::string::npos);
        QVERIFY(svg.find("M4 4h1v1h-1z") != std::string::npos);
        QVERIFY(qrSvg(std::string(5000, 'x'), "QR").empty());
        QCOMPARE(totpUri("f", "Steward & Co", "a@b.example"),
                 std::string("otpauth://totp/Steward%20%26%20Co:a%40b.example?secret=MY&issuer=Steward%20%26%20Co&"
                             "algorithm=SHA1&digits=6&period=30"));
    }

    void enrolmentByApi() {
        IdentityPlatform platform;
        const auto tokens = signIn(platform);
        const auto none = platform.get("/v1/me/second-factor", tokens.access);
        QCOMPARE(none.status, 200);
        QVERIFY(!none.document().at("enrolled").as_bool());
        const auto begun = callApi(platform, "POST", "/v1/me/second-factor", tokens.access);
        QCOMPARE(begun.status, 200);
        QVERIFY(begun.member("uri").starts_with("otpauth://totp/"));
        const App app{begun.member("secret")};
        QCOMPARE(fromBase32(app.secret).size(), totpSecretBytes);
        const auto wrong =
            callApi(platform, "POST", "/v1/me/second-factor/confirm", tokens.access, "{\"code\":\"000000\"}");
        QCOMPARE(wrong.status, 422);
        QVERIFY(!signIn(platform).access.empty());
        const auto enrolled = callApi(platform, "POST", "/v1/me/second-factor/confirm", tokens.access,
                                      "{\"code\":\"" + app.at(platform.clock.now()) + "\"}");
        QCOMPARE(enrolled.status, 200);
        QCOMPARE(enrolled.document().at("codes").as_array().size(), SecondFactors::recoveryCodeCount);
        const auto state = platform.get("/v1/me/second-factor", tokens.access).document();
        QVERIFY(state.at("enrolled").as_bool());
        QCOMPARE(state.at("recoveryCodesLeft").to_number<int>(), 10);
        QCOMPARE(callApi(platform, "POST", "/v1/me/second-factor", tokens.access).status, 409);
        QVERIFY(signIn(platform).access.empty());
        QCOMPARE(auditOf(platform).back().action, std::string("secondFactor.enrol"));

        const QByteArray bytes = QByteArray::fromStdString(platform.stored());
        QVERIFY(!bytes.contains(fromBase32(app.secret).c_str()) && !bytes.contains(app.secret.c_str()));
        const json::Value shown = enrolled.document();
        for (const auto& code : shown.at("codes").as_array())
            QVERIFY(!bytes.contains(std::string(code.as_string()).c_str()));
    }

    void signInAsksForTheCode() {
        IdentityPlatform platform;
        const auto enrolled = enrol(platform, signIn(platform));
        Browser browser{platform};
        const auto page = browser.submit("owner@acme.example", "correct horse");
        QCOMPARE(page.status, 200);
        QVERIFY(page.header("Location").empty());
        QVERIFY(page.body.find("name=\"code\"") != std::string::npos);
        QCOMPARE(goOn(browser, page, "000000").status, 422);
        const std::string code = enrolled.app.at(platform.clock.now());
        const auto answer = goOn(browser, page, code.substr(0, 3) + " " + code.substr(3));
        QCOMPARE(answer.status, 303);
        const auto tokens = tokensOf(redeem(platform, queryValue(answer.header("Location"), "code")));
        const auto claims = verifiedAccess(platform.identity->keys(), tokens.access);
        QCOMPARE(*claims->amr, (std::vector<std::string>{"pwd", "otp"}));
        QCOMPARE(*claims->acr, std::string(twoFactors));
        QCOMPARE(*claims->auth_time, toSeconds(platform.clock.now()));
        QCOMPARE(*verifiedId(platform.identity->keys(), tokens.id)->acr, std::string(twoFactors));

        QVERIFY(signInWithCode(platform, code).access.empty());
        platform.clock.advance(totpPeriod);
        QVERIFY(!signInWithCode(platform, enrolled.app.at(platform.clock.now())).access.empty());
    }

    void aTicketIsOfItsBrowserAndPlaceAndTime() {
        IdentityPlatform platform;
        const auto enrolled = enrol(platform, signIn(platform));
        Browser browser{platform};
        Browser other{platform};
        const auto page = browser.submit("owner@acme.example", "correct horse");
        const std::string code = enrolled.app.at(platform.clock.now());
        const auto post = [&](Browser& with, TextPairs form, const std::string& token) {
            form.emplace_back("form_token", token);
            form.emplace_back("ticket", hiddenOf(page, "ticket"));
            form.emplace_back("code", code);
            return platform.post("/oauth/authorize", form, with.cookie);
        };
        QCOMPARE(post(other, other.parameters, hiddenOf(other.page, "form_token")).status, 403);
        TextPairs elsewhere = browser.parameters;
        replace(elsewhere, "state", "state-2");
        QCOMPARE(post(browser, elsewhere, hiddenOf(page, "form_token")).status, 403);
        platform.clock.advance(stepsLifetime);
        QCOMPARE(post(browser, browser.parameters, hiddenOf(page, "form_token")).status, 403);
        QCOMPARE(auditOf(platform).back().action, std::string("secondFactor.enrol"));
    }

    void guessingCodesHasToWait() {
        IdentityPlatform platform;
        const auto enrolled = enrol(platform, signIn(platform));
        Browser browser{platform};
        const auto page = browser.submit("owner@acme.example", "correct horse");
        for (int i = 0; i < SignInGuard::freeFailures; ++i)
            QCOMPARE(goOn(browser, page, "000000").status, 422);
        const auto refused = goOn(browser, page, enrolled.app.at(platform.clock.now()));
        QCOMPARE(refused.status, 429);
        QCOMPARE(refused.header("Retry-After"), std::string("2"));
        platform.clock.advance(2s);
        QCOMPARE(goOn(browser, page, enrolled.app.at(platform.clock.now())).status, 303);
    }

    void recoveryCodesAreGoodOnce() {
        IdentityPlatform platform;
        const auto enrolled = enrol(platform, signIn(platform));
        QCOMPARE(enrolled.codes.size(), std::size_t(10));
        std::string typed = enrolled.codes[3];
        for (char& c : typed)
            c = char(std::toupper(c));
        const auto tokens = signInWithCode(platform, typed);
        QVERIFY(!tokens.access.empty());
        QVERIFY(signInWithCode(platform, enrolled.codes[3]).access.empty());
        QCOMPARE(
            platform.get("/v1/me/second-factor", tokens.access).document().at("recoveryCodesLeft").to_number<int>(), 9);
        const auto renewed = callApi(platform, "POST", "/v1/me/second-factor/recovery-codes", tokens.access);
        QCOMPARE(renewed.status, 200);
        QVERIFY(signInWithCode(platform, enrolled.codes[4]).access.empty());
        QVERIFY(
            !signInWithCode(platform, std::string(renewed.document().at("codes").at(0).as_string())).access.empty());
    }

    void givingItUpNeedsBothFactors() {
        IdentityPlatform platform;
        const auto first = signIn(platform);
        const auto second = signIn(platform);
        const auto enrolled = enrol(platform, first);
        const auto refused = callApi(platform, "DELETE", "/v1/me/second-factor", second.access);
        QCOMPARE(refused.status, 403);
        QVERIFY(refused.member("type").ends_with("/reauthenticationRequired"));
        const auto both = signInWithCode(platform, enrolled.app.at(platform.clock.now()));
        platform.clock.advance(recentProof + 1s);
        QCOMPARE(callApi(platform, "DELETE", "/v1/me/second-factor", both.access).status, 403);
        const auto fresh = signInWithCode(platform, enrolled.app.at(platform.clock.now()));
        QCOMPARE(callApi(platform, "DELETE", "/v1/me/second-factor", fresh.access).status, 204);
        QVERIFY(!signIn(platform).access.empty());
        QCOMPARE(callApi(platform, "DELETE", "/v1/me/second-factor", fresh.access).status, 409);
    }

    void aRuleLeadsToEnrolment() {
        IdentityPlatform::Setup setup;
        setup.requireSecondFactor = domain::SecondFactorRule::staff;
        IdentityPlatform platform(setup);
        QVERIFY(!signIn(platform).access.empty());
        Browser browser{platform};
        const auto page = browser.submit("staff@steward.example", "correct horse");
        QCOMPARE(page.status, 200);
        QVERIFY(page.body.find("<svg class=\"qr\"") != std::string::npos);
        QVERIFY(page.header("Content-Security-Policy").starts_with("default-src 'none'"));
        const App app{between(page.body, "<span class=\"secret\">", "<")};
        const auto again = goOn(browser, page, "000000");
        QCOMPARE(again.status, 422);
        QCOMPARE(between(again.body, "<span class=\"secret\">", "<"), app.secret);
        const auto codes = goOn(browser, again, app.at(platform.clock.now()));
        QCOMPARE(codes.status, 200);
        QVERIFY(codes.body.find("<ul class=\"codes\">") != std::string::npos);
        const auto answer = goOn(browser, codes, "");
        QCOMPARE(answer.status, 303);
        const auto tokens = tokensOf(redeem(platform, queryValue(answer.header("Location"), "code")));
        QCOMPARE(*verifiedAccess(platform.identity->keys(), tokens.access)->acr, std::string(twoFactors));
        const auto kept = callApi(platform, "DELETE", "/v1/me/second-factor", tokens.access);
        QCOMPARE(kept.status, 422);
    }

    void enrolmentByPage() {
        IdentityPlatform platform;
        const std::string path = "/account/security";
        std::string cookies;
        const auto keep = [&](const HttpReply& reply) {
            for (const auto& [name, value] : reply.headers)
                if (name == "Set-Cookie") cookies += (cookies.empty() ? "" : "; ") + value.substr(0, value.find(';'));
        };
        const auto show = [&] { return platform.send("GET", path, {{"Cookie", cookies}}); };
        const auto page = platform.get(path);
        keep(page);
        const std::string token = hiddenOf(page, "form_token");
        QCOMPARE(platform.post(path, {{"do", "begin"}, {"form_token", token}}, cookies).body.find("<svg"),
                 std::string::npos);
        const auto entered = platform.post(
            path, {{"form_token", token}, {"email", "owner@acme.example"}, {"password", "correct horse"}}, cookies);
        QCOMPARE(entered.status, 303);
        QCOMPARE(entered.header("Location"), path);
        keep(entered);
        QVERIFY(show().body.find("owner@acme.example") != std::string::npos);
        const auto begun = platform.post(path, {{"do", "begin"}, {"form_token", token}}, cookies);
        const App app{between(begun.body, "<span class=\"secret\">", "<")};
        QVERIFY(!app.secret.empty());
        const auto code = app.at(platform.clock.now());
        QVERIFY(platform.post(path, {{"do", "confirm"}, {"form_token", "forged"}, {"code", code}}, cookies)
                    .body.find("<ul class=\"codes\">") == std::string::npos);
        const auto codes = platform.post(path, {{"do", "confirm"}, {"form_token", token}, {"code", code}}, cookies);
        QVERIFY(codes.body.find("<ul class=\"codes\">") != std::string::npos);
        cookies = cookies.substr(0, cookies.find("; steward_account"));
        keep(codes);
        QVERIFY(show().body.find("The second factor is on") != std::string::npos);
        QVERIFY(signIn(platform).access.empty());
        QCOMPARE(platform.post(path, {{"do", "disable"}, {"form_token", token}}, cookies).status, 303);
        QVERIFY(!signIn(platform).access.empty());
        platform.clock.advance(recentProof);
        QVERIFY(show().body.find("name=\"password\"") != std::string::npos);
    }

    void administratorsHelpWhoLostIt() {
        IdentityPlatform platform;
        const auto viewer = signIn(platform, "viewer@acme.example");
        enrol(platform, viewer);
        const std::string target = "/v1/users/" + platform.idOf("viewer@acme.example") + "/second-factor";
        const auto owner = signIn(platform);
        const auto staffTarget = "/v1/users/" + platform.idOf("staff@steward.example") + "/second-factor";
        QCOMPARE(callApi(platform, "DELETE", staffTarget, owner.access).status, 404);
        QCOMPARE(callApi(platform, "DELETE", target, viewer.access).status, 403);
        QCOMPARE(callApi(platform, "DELETE", target, owner.access).status, 204);
        QCOMPARE(platform.get("/v1/me", viewer.access).status, 401);
        QVERIFY(!signIn(platform, "viewer@acme.example").access.empty());
        QCOMPARE(callApi(platform, "DELETE", target, owner.access).status, 409);
    }
};

QTEST_GUILESS_MAIN(SecondFactorTest)
#include "second_factor_test.moc"
