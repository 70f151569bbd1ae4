// Proof of possession (RFC 9449): the RFC's own proof, and tokens that are bound to a key, over HTTP.
#include <QtTest>

#include "contract/identity_messages.h"
#include "flow.h"

using namespace steward;
using namespace steward::test;

namespace {

// RFC 9449 figures 1, 2 and section 6.1.
const std::string rfcProof =
    "eyJ0eXAiOiJkcG9wK2p3dCIsImFsZyI6IkVTMjU2IiwiandrIjp7Imt0eSI6IkVDIiwieCI6Imw4dEZyaHgtMzR0VjNoUklDUkRZOXpDa0RscEJoRj"
    "Qy"
    "VVFVZldWQVdCRnMiLCJ5IjoiOVZFNGpmX09rX282NHpiVFRsY3VOSmFqSG10NnY5VERWclUwQ2R2R1JEQSIsImNydiI6IlAtMjU2In19."
    "eyJqdGkiOiIt"
    "QndDM0VTYzZhY2MybFRjIiwiaHRtIjoiUE9TVCIsImh0dSI6Imh0dHBzOi8vc2VydmVyLmV4YW1wbGUuY29tL3Rva2VuIiwiaWF0IjoxNTYyMjYyNj"
    "E2fQ"
    ".2-GxA6T8lP4vfrg8v-FdWP0A0zdrj8igiMLvqRMUvwnQg4PtFLbdLXiOSsX0x7NVY-FNyJK70nfbV37xRZT3Lg";
const std::string rfcThumbprint = "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I";

// A client with a key.
struct Holder {
    std::shared_ptr<const SigningKey> key = std::make_shared<const SigningKey>(*SigningKey::generate());
    int proofs = 0;

    std::string proof(json::Object claims, const std::string& type = "dpop+jwt") {
        const auto jwk = json::parse(key->publicJwk())->as_object();
        json::Object publicKey{{"kty", "EC"}, {"crv", "P-256"}, {"x", jwk.at("x")}, {"y", jwk.at("y")}};
        const json::Object header{{"typ", type}, {"alg", "ES256"}, {"jwk", publicKey}};
        if (!claims.contains("jti")) claims["jti"] = "proof-" + std::to_string(++proofs);
        const std::string text = toBase64Url(json::write(json::Value(header))) + "." +
                                 toBase64Url(json::write(json::Value(std::move(claims))));
        return text + "." + toBase64Url(*key->sign(text));
    }
    std::string proofFor(IdentityPlatform& platform, const std::string& method, const std::string& path,
                         const std::string& token = {}) {
        json::Object claims{
            {"htm", method}, {"htu", platform.issuer() + path}, {"iat", toSeconds(platform.clock.now())}};
        if (!token.empty()) claims["ath"] = toBase64Url(sha256(token));
        return proof(std::move(claims));
    }
};

HttpReply askTokens(IdentityPlatform& platform, const std::string& form, const std::string& proof) {
    TextPairs headers{{"Content-Type", "application/x-www-form-urlencoded"}};
    if (!proof.empty()) headers.emplace_back("DPoP", proof);
    return platform.send("POST", "/oauth/token", headers, form);
}

HttpReply signInBound(IdentityPlatform& platform, const std::string& proof) {
    return askTokens(platform,
                     "grant_type=authorization_code&client_id=steward-console&code_verifier=" + verifier +
                         "&redirect_uri=" + kernel::percentEncode(callback) +
                         "&code=" + codeFor(platform, "owner@acme.example"),
                     proof);
}

HttpReply use(IdentityPlatform& platform, const std::string& scheme, const std::string& token, const std::string& proof,
              const std::string& path = "/v1/me") {
    TextPairs headers{{"Authorization", scheme + " " + token}};
    if (!proof.empty()) headers.emplace_back("DPoP", proof);
    return platform.send("GET", path, headers);
}

}  // namespace

class DpopTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theProofOfTheRfc() {
        ManualClock clock;
        clock.advance(std::chrono::seconds(1562262616) - clock.now().time_since_epoch());
        DpopProofs proofs(clock);
        const DpopTarget target{"POST", "https://server.example.com/token", {}};
        const auto key = proofs.take(rfcProof, target);
        QVERIFY2(key.has_value(), key ? "" : key.error().detail.c_str());
        QCOMPARE(*key, rfcThumbprint);
        QCOMPARE(proofs.take(rfcProof, target).error().detail, std::string("shown before"));
        clock.advance(DpopProofs::window + 1s);
        QCOMPARE(proofs.take(rfcProof, target).error().detail, std::string("of another time"));
    }

    void aProofIsForOneRequest() {
        ManualClock clock;
        DpopProofs proofs(clock);
        Holder holder;
        const auto now = toSeconds(clock.now());
        const DpopTarget target{"GET", "https://a.example/v1/me", "token"};
        const std::string ath = toBase64Url(sha256("token"));
        const auto reason = [&](json::Object claims, const std::string& type = "dpop+jwt") {
            const auto taken = proofs.take(holder.proof(std::move(claims), type), target);
            return taken ? std::string() : taken.error().detail;
        };
        const json::Object good{{"htm", "GET"}, {"htu", "https://a.example/v1/me"}, {"iat", now}, {"ath", ath}};
        QCOMPARE(reason(good), std::string());
        const auto with = [&](const char* name, const auto& value) {
            json::Object claims = good;
            claims[name] = value;
            return claims;
        };
        QCOMPARE(reason(with("htm", "POST")), std::string("for another request"));
        QCOMPARE(reason(with("htu", "https://a.example/v1/users")), std::string("for another request"));
        QCOMPARE(reason(with("iat", now - 61)), std::string("of another time"));
        QCOMPARE(reason(with("iat", now + 61)), std::string("of another time"));
        QCOMPARE(reason(with("ath", toBase64Url(sha256("other")))), std::string("for another access token"));
        QCOMPARE(reason(with("jti", "")), std::string("no id"));
        QCOMPARE(reason(good, "JWT"), std::string("another type or algorithm"));
        json::Object noHash = good;
        noHash.erase("ath");
        QCOMPARE(reason(noHash), std::string("for another access token"));
        QCOMPARE(reason(with("jti", "same")), std::string());
        QCOMPARE(reason(with("jti", "same")), std::string("shown before"));
        Holder other;
        std::string forged = holder.proof(good);
        forged = forged.substr(0, forged.rfind('.') + 1) + toBase64Url(*other.key->sign("other"));
        QCOMPARE(proofs.take(forged, target).error().detail, std::string("wrong signature"));
        for (const std::string& text : {std::string(), std::string(".."), std::string("a.b.c"), std::string(5000, 'a')})
            QVERIFY(!proofs.take(text, target));
    }

    void proofsAreForgottenWhenTheyAreTooOldAnyway() {
        ManualClock clock;
        DpopProofs proofs(clock);
        Holder holder;
        const DpopTarget target{"GET", "https://a.example/", {}};
        for (int i = 0; i < 20; ++i) {
            QVERIFY(proofs.take(holder.proof({{"htm", "GET"}, {"htu", target.uri}, {"iat", toSeconds(clock.now())}}),
                                target));
            clock.advance(DpopProofs::window);
        }
        QVERIFY(proofs.remembered() <= 6);
    }

    void aBoundTokenIsWorthNothingWithoutItsKey() {
        IdentityPlatform platform;
        Holder holder;
        Holder thief;
        const auto reply = signInBound(platform, holder.proofFor(platform, "POST", "/oauth/token"));
        QCOMPARE(reply.status, 200);
        QCOMPARE(reply.member("token_type"), std::string("DPoP"));
        const auto tokens = tokensOf(reply);
        QCOMPARE(verifiedAccess(platform.identity->keys(), tokens.access)->cnf->jkt, holder.key->id());
        const auto proof = [&](Holder& by) { return by.proofFor(platform, "GET", "/v1/me", tokens.access); };
        const std::string first = proof(holder);
        QCOMPARE(use(platform, "DPoP", tokens.access, first).status, 200);
        QCOMPARE(use(platform, "DPoP", tokens.access, first).status, 401);
        QCOMPARE(use(platform, "DPoP", tokens.access, proof(holder)).status, 200);
        QCOMPARE(use(platform, "DPoP", tokens.access, proof(thief)).status, 401);
        QCOMPARE(use(platform, "DPoP", tokens.access, "").status, 401);
        QCOMPARE(use(platform, "Bearer", tokens.access, "").status, 401);
        QCOMPARE(use(platform, "Bearer", tokens.access, proof(holder)).status, 401);
        QCOMPARE(use(platform, "DPoP", tokens.access, proof(holder), "/v1/users").status, 401);
        const auto bearer = signIn(platform);
        QCOMPARE(use(platform, "DPoP", bearer.access, holder.proofFor(platform, "GET", "/v1/me", bearer.access)).status,
                 401);
        QCOMPARE(use(platform, "Bearer", bearer.access, "").status, 200);
    }

    void refreshTokensAreBoundToo() {
        IdentityPlatform platform;
        Holder holder;
        Holder thief;
        const auto tokens = tokensOf(signInBound(platform, holder.proofFor(platform, "POST", "/oauth/token")));
        const std::string form = "grant_type=refresh_token&client_id=steward-console&refresh_token=" + tokens.refresh;
        QCOMPARE(askTokens(platform, form, "").member("error"), std::string("invalid_grant"));
        QCOMPARE(askTokens(platform, form, thief.proofFor(platform, "POST", "/oauth/token")).member("error"),
                 std::string("invalid_grant"));
        const auto renewed = askTokens(platform, form, holder.proofFor(platform, "POST", "/oauth/token"));
        QCOMPARE(renewed.member("token_type"), std::string("DPoP"));
        const auto wrong = askTokens(platform, form, holder.proofFor(platform, "POST", "/oauth/revoke"));
        QCOMPARE(wrong.status, 400);
        QCOMPARE(wrong.member("error"), std::string("invalid_dpop_proof"));
        const auto plain = signIn(platform);
        const std::string plainForm =
            "grant_type=refresh_token&client_id=steward-console&refresh_token=" + plain.refresh;
        QCOMPARE(askTokens(platform, plainForm, holder.proofFor(platform, "POST", "/oauth/token")).status, 400);
    }
};

QTEST_GUILESS_MAIN(DpopTest)
#include "dpop_test.moc"
