// What needs no database: secrets, PKCE, keys, tokens, passwords, the guard against guessing, redirect addresses.
#include <QTemporaryDir>
#include <QtTest>
#include <filesystem>
#include <fstream>

#include "base/ids.h"
#include "base/json.h"
#include "identity/authorize.h"
#include "identity/lifetimes.h"
#include "identity/local_join.h"
#include "identity/passwords.h"
#include "identity/secrets.h"
#include "identity/sign_in_audit.h"
#include "identity/token_verifier.h"
#include "kernel/io.h"
#include "manual_clock.h"

using namespace steward;
using namespace steward::identity;
using namespace std::chrono_literals;

namespace {

const std::string issuer = "https://admin.steward.example";
const std::string api = "steward";

std::shared_ptr<const SigningKey> newKey() {
    return std::make_shared<const SigningKey>(SigningKey::generate().value());
}

AccessClaims claimsAt(Time now) {
    AccessClaims claims;
    claims.iss = issuer;
    claims.aud = api;
    claims.sub = "usr_1";
    claims.iat = toSeconds(now);
    claims.exp = toSeconds(now + accessLifetime);
    claims.jti = "1";
    claims.sid = "ses_1";
    claims.role = domain::Role::owner;
    claims.tenant = "ten_1";
    return claims;
}

// Everybody is usr_1 there.
class OtherIssuer final : public TokenIssuer {
public:
    bool isNamedBy(std::string_view) const override { return true; }
    kernel::Async<AdmittedToken> admit(std::string, std::string) override {
        ++asked;
        domain::Principal principal;
        principal.userId = "usr_1";
        principal.sessionId = "ses_1";
        co_return AdmittedToken{principal, std::numeric_limits<std::int64_t>::max()};
    }
    int asked = 0;
};

void admitNow(TokenVerifier& verifier, const std::string& token) {
    kernel::Io io;
    io.spawn([&]() -> kernel::asio::awaitable<void> {
        co_await verifier.admit(token, "");
        io.stop();
    });
    io.run();
}

std::string headerOf(const std::string& algorithm, const std::string& key) {
    return "{\"alg\":\"" + algorithm + "\",\"typ\":\"at+jwt\",\"kid\":\"" + key + "\"}";
}

std::string partsJoined(const std::string& header, const std::string& claims, const std::string& signature) {
    return toBase64Url(header) + "." + toBase64Url(claims) + "." + toBase64Url(signature);
}

kernel::TextPairs authorizeParameters() {
    return {{"client_id", "steward-console"},
            {"redirect_uri", "http://127.0.0.1:50123/callback"},
            {"response_type", "code"},
            {"scope", "openid profile"},
            {"state", "s-1"},
            {"code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"},
            {"code_challenge_method", "S256"}};
}

}  // namespace

class IdentityRulesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void pkceFollowsRfc7636() {
        QCOMPARE(challengeOf("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"),
                 std::string("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"));
        QVERIFY(isCodeVerifier("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"));
        QVERIFY(!isCodeVerifier(std::string(42, 'a')));
        QVERIFY(isCodeVerifier(std::string(128, 'a')));
        QVERIFY(!isCodeVerifier(std::string(129, 'a')));
        QVERIFY(!isCodeVerifier(std::string(43, '+')));
    }

    void base64UrlRefusesEverythingElse() {
        QCOMPARE(toBase64Url("\xfb\xff\xfe"), std::string("-__-"));
        QCOMPARE(fromBase64Url("-__-").value(), std::string("\xfb\xff\xfe"));
        for (const char* text : {"+//+", "-__", "-__=", "-_ _-", "A"}) {
            const auto bytes = fromBase64Url(text);
            QVERIFY2(!bytes || toBase64Url(*bytes) == text, text);
        }
        QVERIFY(!fromBase64Url("+//+"));
        QVERIFY(!fromBase64Url("-_ _-"));
    }

    void theKeyFileIsPrivateAndOpensWhatItSealed() {
        QTemporaryDir folder;
        const std::filesystem::path file = folder.filePath(QStringLiteral("identity.key")).toStdString();
        const auto key = MasterKey::open(file);
        QVERIFY(key.has_value());
        using std::filesystem::perms;
        QCOMPARE(int(std::filesystem::status(file).permissions()), int(perms::owner_read | perms::owner_write));

        const std::string sealed = key->seal("a secret", "here");
        QVERIFY(sealed.find("a secret") == std::string::npos);
        const auto again = MasterKey::open(file);
        QCOMPARE(again->unseal(sealed, "here").value(), std::string("a secret"));
        QVERIFY(!again->unseal(sealed, "elsewhere"));
        QVERIFY(!again->unseal(sealed.substr(0, 20), "here"));
        QVERIFY(!MasterKey::temporary().unseal(sealed, "here"));
        QCOMPARE(again->derive("form", "x"), key->derive("form", "x"));
        QVERIFY(again->derive("form", "x") != key->derive("refresh", "x"));

        std::filesystem::permissions(file, perms::owner_all | perms::group_read);
        QCOMPARE(MasterKey::open(file).error().code, ErrorCode::storage);
    }

    void aDamagedKeyFileIsNotReplaced() {
        QTemporaryDir folder;
        const std::filesystem::path file = folder.filePath(QStringLiteral("identity.key")).toStdString();
        std::ofstream(file) << "too short\n";
        std::filesystem::permissions(file, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
        QCOMPARE(MasterKey::open(file).error().code, ErrorCode::storage);
        QCOMPARE(std::filesystem::file_size(file), std::uintmax_t(10));
    }

    void aKeySurvivesItsStorage() {
        const auto key = newKey();
        const auto copy = SigningKey::fromDer(key->privateDer());
        QVERIFY(copy.has_value());
        QCOMPARE(copy->id(), key->id());
        const std::string signature = copy->sign("message").value();
        QCOMPARE(signature.size(), std::size_t(64));
        QVERIFY(key->verify("message", signature));
        QVERIFY(!key->verify("massage", signature));
        QVERIFY(!key->verify("message", signature.substr(1)));
        QVERIFY(!key->verify("message", std::string(64, '\0')));
        QVERIFY(!SigningKey::fromDer("nonsense"));
    }

    void jwksHoldsPublicPartsOnly() {
        KeyRing keys;
        keys.hold({newKey(), newKey()});
        const auto document = json::parse(keys.jwks());
        QVERIFY(document.has_value());
        const auto& list = document->at("keys").as_array();
        QCOMPARE(list.size(), std::size_t(2));
        for (const auto& key : list) {
            QVERIFY(!key.as_object().contains("d"));
            QCOMPARE(std::string(key.at("alg").as_string()), std::string("ES256"));
            QCOMPARE(std::string(key.at("x").as_string()).size(), std::size_t(43));
        }
    }

    void aTokenSaysWhoIsSignedIn() {
        test::ManualClock clock;
        KeyRing keys;
        keys.hold({newKey()});
        TokenVerifier verifier(keys, clock, issuer, api);
        const std::string token = signToken(*keys.signer(clock.now()), claimsAt(clock.now())).value();
        for (int i = 0; i < 2; ++i) {
            const auto principal = verifier.authenticate(token);
            QVERIFY(principal.has_value());
            QCOMPARE(principal->userId, std::string("usr_1"));
            QCOMPARE(*principal->tenantId, std::string("ten_1"));
            QVERIFY(principal->role == domain::Role::owner);
        }
        QCOMPARE(verifier.cached(), std::size_t(1));
    }

    void anExpiredTokenIsRefusedFromTheCacheToo() {
        test::ManualClock clock;
        KeyRing keys;
        keys.hold({newKey()});
        TokenVerifier verifier(keys, clock, issuer, api);
        const std::string token = signToken(*keys.signer(clock.now()), claimsAt(clock.now())).value();
        QVERIFY(verifier.authenticate(token).has_value());
        clock.advance(accessLifetime - 1s);
        QVERIFY(verifier.authenticate(token).has_value());
        clock.advance(1s);
        QCOMPARE(verifier.authenticate(token).error().code, ErrorCode::unauthenticated);
        verifier.clear();
        QCOMPARE(verifier.authenticate(token).error().code, ErrorCode::unauthenticated);
    }

    void forgedTokensAreRefused() {
        test::ManualClock clock;
        KeyRing keys;
        keys.hold({newKey()});
        TokenVerifier verifier(keys, clock, issuer, api);
        const auto key = keys.signer(clock.now());
        const AccessClaims claims = claimsAt(clock.now());
        const std::string body = json::write(claims);
        const std::string good = signToken(*key, claims).value();
        const std::string header = headerOf("ES256", key->id());
        const auto refuses = [&](const std::string& token) { return !verifier.authenticate(token).has_value(); };

        QVERIFY(refuses(partsJoined(headerOf("none", key->id()), body, "")));
        QVERIFY(refuses(partsJoined(headerOf("HS256", key->id()), body, sha256(key->publicJwk() + body))));
        QVERIFY(refuses(signToken(*newKey(), claims).value()));
        QVERIFY(refuses(partsJoined(header, body, std::string(64, '\1'))));
        AccessClaims raised = claims;
        raised.role = domain::Role::platformOperator;
        QVERIFY(refuses(toBase64Url(header) + "." + toBase64Url(json::write(raised)) + good.substr(good.rfind('.'))));
        for (std::size_t at = 0; at < good.size(); at += 7) {
            std::string tampered = good;
            tampered[at] = tampered[at] == 'A' ? 'B' : 'A';
            QVERIFY(refuses(tampered));
        }
        for (const char* text : {"", ".", "..", "a.b.c", "a.b.c.d"})
            QVERIFY(refuses(text));
        QVERIFY(refuses(good + "." + good));
        QVERIFY(refuses(std::string(100000, 'a')));
        QVERIFY(!refuses(good));
    }

    void tokensOfAnotherKindIssuerOrRoleAreRefused() {
        test::ManualClock clock;
        KeyRing keys;
        keys.hold({newKey()});
        TokenVerifier verifier(keys, clock, issuer, api);
        const auto refuses = [&](const AccessClaims& claims) {
            return !verifier.authenticate(signToken(*keys.signer(clock.now()), claims).value()).has_value();
        };
        AccessClaims claims = claimsAt(clock.now());
        claims.iss = "https://elsewhere.example";
        QVERIFY(refuses(claims));
        claims = claimsAt(clock.now());
        claims.aud = "another-api";
        QVERIFY(refuses(claims));
        claims = claimsAt(clock.now());
        claims.tenant.reset();
        QVERIFY(refuses(claims));
        claims = claimsAt(clock.now());
        claims.role = domain::Role::platformOperator;
        QVERIFY(refuses(claims));

        IdClaims id;
        id.iss = issuer;
        id.aud = api;
        id.sub = "usr_1";
        id.exp = toSeconds(clock.now() + 1h);
        id.sid = "ses_1";
        QVERIFY(!verifier.authenticate(signToken(*keys.signer(clock.now()), id).value()));
    }

    void anEndedSessionIsRefusedAtOnce() {
        test::ManualClock clock;
        KeyRing keys;
        keys.hold({newKey()});
        TokenVerifier verifier(keys, clock, issuer, api);
        const std::string token = signToken(*keys.signer(clock.now()), claimsAt(clock.now())).value();
        QVERIFY(verifier.authenticate(token).has_value());
        verifier.endSession("ses_2");
        QVERIFY(verifier.authenticate(token).has_value());
        verifier.endSession("ses_1");
        QVERIFY(!verifier.authenticate(token));
        for (std::size_t i = 0; i < 2 * TokenVerifier::cacheSize; ++i)
            verifier.endSession("other " + std::to_string(i));
        QVERIFY(!verifier.authenticate(token));
    }

    // Whatever is forgotten between prepare() and identify() of a request, on another thread, is no reason to send its
    // person away.
    void whoWasLetInStaysInForTheRequest() {
        test::ManualClock clock;
        KeyRing keys;
        TokenVerifier verifier(keys, clock, issuer, api);
        OtherIssuer other;
        verifier.accept(other);
        const std::string token = "of.somebody.else";
        admitNow(verifier, token);
        verifier.refuseEarlier("usr_2");
        verifier.endSession("ses_2");
        verifier.clear();
        QVERIFY(verifier.authenticate(token).has_value());
        QCOMPARE(other.asked, 1);
        admitNow(verifier, token);
        QCOMPARE(other.asked, 2);  // who they are may have changed
        admitNow(verifier, token);
        QCOMPARE(other.asked, 2);
        verifier.endSession("ses_1");
        QVERIFY(!verifier.authenticate(token));
    }

    void theCacheIsBounded() {
        test::ManualClock clock;
        KeyRing keys;
        keys.hold({newKey()});
        TokenVerifier verifier(keys, clock, issuer, api);
        AccessClaims claims = claimsAt(clock.now());
        for (std::size_t i = 0; i < TokenVerifier::cacheSize + 100; ++i) {
            claims.jti = std::to_string(i);
            QVERIFY(verifier.authenticate(signToken(*keys.signer(clock.now()), claims).value()).has_value());
        }
        QVERIFY(verifier.cached() <= TokenVerifier::cacheSize);
    }

    void aRetiredKeyStillVerifies() {
        test::ManualClock clock;
        KeyRing keys;
        const auto first = newKey();
        keys.hold({first});
        TokenVerifier verifier(keys, clock, issuer, api);
        const std::string token = signToken(*keys.signer(clock.now()), claimsAt(clock.now())).value();
        keys.hold({newKey(), first});
        verifier.clear();
        QVERIFY(keys.signer(clock.now()) != first);
        QVERIFY(verifier.authenticate(token).has_value());
        keys.hold({keys.signer(clock.now())});
        verifier.clear();
        QVERIFY(!verifier.authenticate(token));
    }

    void passwordsAreArgon2id() {
        const PasswordCost cheap{1, 8192};
        const std::string hash = hashPassword("correct horse", cheap).value();
        QVERIFY(hash.starts_with("$argon2id$v=19$m=8,t=1,p=1$"));
        QVERIFY(hash != hashPassword("correct horse", cheap).value());
        QVERIFY(isPassword("correct horse", hash));
        QVERIFY(!isPassword("correct hors", hash));
        QVERIFY(!isPassword("", hash));
        QVERIFY(!isPassword("correct horse", ""));
        QVERIFY(!isPassword("correct horse", "$argon2id$nonsense"));
    }

    void theStandardCostIsWhatRfc9106Asks() {
        const PasswordCost cost;
        QVERIFY(cost.memoryBytes >= std::size_t(19) << 20);
        QVERIFY(cost.passes >= 2);
    }

    void refusalsFillNoLog() {
        test::ManualClock clock;
        Refusals refusals(clock);
        std::vector<std::int64_t> told;
        for (int i = 0; i < 1000; ++i)
            if (const auto counted = refusals.count("usr_1"); counted.attempts > 0) told.push_back(counted.attempts);
        QCOMPARE(told, (std::vector<std::int64_t>{1, 2, 4, 8, 16, 32, 64, 128, 256, 512}));
        int entries = 0;
        for (int i = 0; i < 20'000; ++i)
            entries += refusals.count("usr_" + std::to_string(i + 2)).attempts > 0;
        QVERIFY(entries < int(Refusals::mostAccounts) + 16);
        QVERIFY(!refusals.count("usr_one_more").isTold);
        QVERIFY(refusals.count("usr_1").isTold);
        QVERIFY(!refusals.count("").isTold);
        clock.advance(Refusals::window);
        QCOMPARE(refusals.count("usr_1").attempts, 1);
        QVERIFY(refusals.count("usr_one_more").isTold);
    }

    void redirectAddressesAreExact() {
        const Client& console = *findClient(standardClients(), "steward-console");
        QVERIFY(mayRedirect(console, "http://127.0.0.1:1/callback"));
        QVERIFY(mayRedirect(console, "http://127.0.0.1:65535/callback"));
        for (const char* uri :
             {"http://127.0.0.1/callback", "http://127.0.0.1:/callback", "http://127.0.0.1:0/callback",
              "http://127.0.0.1:65536/callback", "http://127.0.0.1:80/callback/", "http://127.0.0.1:80/callback?x=1",
              "http://127.0.0.1:80/other/callback", "http://localhost:80/callback", "https://127.0.0.1:80/callback",
              "http://127.0.0.1:80@evil.example/callback", "http://127.0.0.1:80.evil.example/callback",
              "http://127.0.0.1:+80/callback", "http://evil.example/callback", "", "javascript:alert(1)"})
            QVERIFY2(!mayRedirect(console, uri), uri);
        const Client web{"web", "Web", {"https://app.example/oidc"}, false};
        QVERIFY(mayRedirect(web, "https://app.example/oidc"));
        QVERIFY(!mayRedirect(web, "https://app.example/oidc/"));
        QVERIFY(!mayRedirect(web, "http://127.0.0.1:80/callback"));
        QCOMPARE(originOf("http://127.0.0.1:80/callback"), std::string("http://127.0.0.1:80"));
    }

    void anAuthorizationRequestIsChecked() {
        const auto good = checkAuthorize(authorizeParameters(), standardClients());
        QVERIFY(good.request.has_value());
        QCOMPARE(good.request->state, std::string("s-1"));

        struct Case {
            const char* name;
            const char* value;
            const char* error;
            bool mayRedirect;
        };
        for (const Case& wrong : {Case{"client_id", "nobody", "invalid_request", false},
                                  {"redirect_uri", "https://evil.example/callback", "invalid_request", false},
                                  {"response_type", "token", "unsupported_response_type", true},
                                  {"scope", "profile", "invalid_scope", true},
                                  {"state", "", "invalid_request", true},
                                  {"code_challenge_method", "plain", "invalid_request", true},
                                  {"code_challenge", "short", "invalid_request", true},
                                  {"prompt", "none", "login_required", true},
                                  {"tenant", "No Slug", "invalid_request", true}}) {
            auto parameters = authorizeParameters();
            std::erase_if(parameters, [&](const auto& p) { return p.first == wrong.name; });
            parameters.emplace_back(wrong.name, wrong.value);
            const auto check = checkAuthorize(parameters, standardClients());
            QVERIFY2(!check.request, wrong.name);
            QCOMPARE(check.refusal.error, std::string(wrong.error));
            QCOMPARE(!check.refusal.redirectUri.empty(), wrong.mayRedirect);
        }
        auto twice = authorizeParameters();
        twice.emplace_back("redirect_uri", "http://127.0.0.1:2/callback");
        QVERIFY(!checkAuthorize(twice, standardClients()).request);
        QVERIFY(checkAuthorize(twice, standardClients()).refusal.redirectUri.empty());
    }

    void answersAreEncoded() {
        QCOMPARE(answerUri("http://127.0.0.1:1/callback", {{"code", "a b&c"}, {"state", ""}, {"iss", "x"}}),
                 std::string("http://127.0.0.1:1/callback?code=a%20b%26c&iss=x"));
    }

    void theLocalSecretIsGoodOnceAndForAMinute() {
        test::ManualClock clock;
        const std::string secret = randomHex(32);
        LocalJoin join(secret, clock);
        QVERIFY(!join.admit("", "127.0.0.1"));
        QVERIFY(!join.admit(randomHex(32), "127.0.0.1"));
        QVERIFY(!join.admit(secret, "10.0.0.1"));
        QVERIFY(join.admit(secret, "127.0.0.1"));
        QVERIFY(!join.admit(secret, "127.0.0.1"));

        LocalJoin late(secret, clock);
        clock.advance(localJoinLifetime + 1ms);
        QVERIFY(!late.admit(secret, "::1"));
        LocalJoin none("", clock);
        QVERIFY(!none.admit("", "127.0.0.1"));
    }

    void theLocalSecretComesThroughAPipe() {
        const auto readBack = [](const std::string& text) {
            int ends[2];
            if (::pipe(ends) != 0) return Result<std::string>(std::string());
            (void)!::write(ends[1], text.data(), text.size());
            ::close(ends[1]);
            return readLocalJoinSecret(ends[0]);
        };
        const std::string secret = randomHex(32);
        QCOMPARE(readBack(secret).value(), secret);
        QCOMPARE(readBack(secret + "\n").value(), secret);
        QVERIFY(!readBack(""));
        QVERIFY(!readBack("abc\n"));
        QVERIFY(!readBack(secret + secret));
        QVERIFY(!readBack(std::string(64, 'X')));
        QVERIFY(!readLocalJoinSecret(-1));
    }
};

QTEST_GUILESS_MAIN(IdentityRulesTest)
#include "rules_test.moc"
