// PlatformClient without a network: what goes out, what becomes of what comes back, and how requests wait and end.
#include <QSignalSpy>
#include <QtTest>

#include "client/platform_client.h"
#include "client/session_tokens.h"
#include "contract/endpoints.h"
#include "fake_network.h"
#include "tests/support/awaited.h"

using namespace steward;
using namespace steward::client;
using steward::test::awaited;
using steward::test::FakeNetwork;
using steward::test::Scripted;

namespace {

const QUrl platform(QStringLiteral("https://admin.steward.example"));

QByteArray tenantJson(const char* id, int version = 12) {
    return QByteArray(R"({"id":")") + id + R"(","name":"Nordwind","status":"active","version":)" +
           QByteArray::number(version) + "}";
}

QByteArray tokensJson(const char* access, const char* refresh) {
    return QByteArray(R"({"access_token":")") + access +
           R"(","token_type":"Bearer","expires_in":900,"refresh_token":")" + refresh + R"("})";
}

Scripted refusal(const char* code) {
    const QByteArray type = QByteArray("https://steward.example/problems/") + code;
    return {.status = 403, .body = R"({"type":")" + type + R"(","title":"Not like this.","status":403})"};
}

struct Fixture {
    FakeNetwork network;
    PlatformClient client{platform, std::make_shared<FixedToken>("secret"), &network};
};

}  // namespace

class PlatformClientTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void takesARequestApart() {
        Fixture f;
        f.network.script = {{.body = R"({"items":[],"total":0,"totalIsExact":true})"}};
        QVERIFY(awaited(f.client.call(contract::listTenants, {.limit = 50, .filter = "plan in (team,scale);name~ö&"})));
        QCOMPARE(f.network.path(0), "/v1/tenants?limit=50&filter=plan%20in%20%28team%2Cscale%29%3Bname~%C3%B6%26");
        QCOMPARE(f.network.seen[0].operation, QNetworkAccessManager::GetOperation);
        QCOMPARE(f.network.seen[0].request.rawHeader("Authorization"), "Bearer secret");
        QCOMPARE(f.network.seen[0].request.attribute(QNetworkRequest::RedirectPolicyAttribute).toInt(),
                 int(QNetworkRequest::ManualRedirectPolicy));
        QCOMPARE(f.network.seen[0].request.attribute(QNetworkRequest::Http2AllowedAttribute).toBool(), false);
    }

    void repeatsARequestOnceAfterAProof() {
        Fixture f;
        const Scripted wanted = refusal("reauthenticationRequired");
        f.network.script = {wanted};
        const auto unasked = awaited(f.client.call(contract::revokeApiKey, {"key_1"}));
        QCOMPARE(unasked.error().code, ErrorCode::reauthenticationRequired);

        int questions = 0;
        QPromise<Result<>> proof;
        proof.start();
        f.client.setProveAgain([&] {
            ++questions;
            return proof.future();
        });
        f.network.script = {wanted, wanted, {.status = 204, .body = {}}, {.status = 204, .body = {}}};
        auto first = f.client.call(contract::revokeApiKey, {"key_1"});
        auto second = f.client.call(contract::revokeApiKey, {"key_2"});
        QTRY_COMPARE(f.network.seen.size(), std::size_t(3));
        QTRY_COMPARE(questions, 1);
        QVERIFY(!first.isFinished());
        proof.addResult(Result<>());
        proof.finish();
        QVERIFY(awaited(first));
        QVERIFY(awaited(second));
        QCOMPARE(f.network.seen.size(), std::size_t(5));
        QCOMPARE(questions, 1);
    }

    void aProofThatIsNotGivenLeavesThePlatformsAnswer() {
        Fixture f;
        const Scripted wanted = refusal("reauthenticationRequired");
        int questions = 0;
        bool given = false;
        f.client.setProveAgain([&] {
            ++questions;
            return readyFuture(given ? Result<>() : Result<>(fail(ErrorCode::cancelled, "no")));
        });
        f.network.script = {wanted};
        const auto refused = awaited(f.client.call(contract::revokeApiKey, {"key_1"}));
        QCOMPARE(refused.error().code, ErrorCode::reauthenticationRequired);
        QCOMPARE(f.network.seen.size(), std::size_t(1));
        // Proved, and still wanted: that is the answer, not a question without end.
        given = true;
        f.network.script = {wanted, wanted};
        QCOMPARE(awaited(f.client.call(contract::revokeApiKey, {"key_1"})).error().code,
                 ErrorCode::reauthenticationRequired);
        QCOMPARE(questions, 2);
        // Another refusal asks nobody.
        f.network.script = {refusal("forbidden")};
        QCOMPARE(awaited(f.client.call(contract::revokeApiKey, {"key_1"})).error().code, ErrorCode::forbidden);
        QCOMPARE(questions, 2);
    }

    void putsIntoThePathWhatBelongsThere() {
        Fixture f;
        f.network.script = {{.body = tenantJson("ten_1")}};
        contract::TenantChange change{.id = "ten_1/../x", .patch = {.name = "Fjord 2"}, .reason = {}};
        QVERIFY(awaited(f.client.call(contract::changeTenant, change, {.ifMatch = 12})));
        QCOMPARE(f.network.path(0), "/v1/tenants/ten_1%2F..%2Fx");
        QCOMPARE(f.network.seen[0].verb, "PATCH");
        QCOMPARE(f.network.seen[0].body, R"({"patch":{"name":"Fjord 2"}})");
        QCOMPARE(f.network.seen[0].request.rawHeader("If-Match"), "\"v12\"");
        QVERIFY(!f.network.seen[0].request.hasRawHeader("Idempotency-Key"));
    }

    void repeatableRequestsCarryAKey() {
        Fixture f;
        f.network.script = {{.body = tenantJson("ten_1")}, {.body = tenantJson("ten_1")}};
        QVERIFY(awaited(f.client.call(contract::createTenant, {.name = "A"})));
        QVERIFY(awaited(f.client.call(contract::createTenant, {.name = "A"}, {.idempotencyKey = "mine"})));
        QCOMPARE(f.network.seen[0].request.rawHeader("Idempotency-Key").size(), 32);
        QCOMPARE(f.network.seen[1].request.rawHeader("Idempotency-Key"), "mine");
    }

    void readsDocuments() {
        Fixture f;
        f.network.script = {{.body = tenantJson("ten_1")}, {.status = 204, .body = {}}, {.body = "text"}};
        QCOMPARE(awaited(f.client.call(contract::getTenant, {.id = "ten_1"}))->version, 12);
        QVERIFY(awaited(f.client.call(contract::deleteReport, {.id = "rep_1"})));
        QCOMPARE(awaited(f.client.call(contract::metricsText, {}))->body, "text");
        QVERIFY(!f.network.seen[2].request.hasRawHeader("Authorization"));
    }

    void readsLargeDocumentsElsewhere() {
        Fixture f;
        QByteArray items;
        for (int i = 0; i < 2000; ++i)
            items += (i ? "," : "") + tenantJson("ten_1", i);
        f.network.script = {{.body = "{\"items\":[" + items + "],\"total\":2000,\"totalIsExact\":true}"}};
        const auto page = awaited(f.client.call(contract::listTenants, {}));
        QVERIFY(page);
        QCOMPARE(page->items.size(), std::size_t(2000));
        QCOMPARE(page->items[1999].version, 1999);
    }

    void problemsBecomeErrors() {
        Fixture f;
        f.network.script = {
            {.status = 422,
             .body = R"({"type":"https://steward.example/problems/unprocessable","title":"The slug is taken.",)"
                     R"("status":422,"detail":"slug","requestId":"req_7",)"
                     R"("errors":[{"path":"/slug","message":"is taken"}]})"},
            {.status = 503, .body = "<html>proxy</html>", .headers = {{"X-Request-Id", "req_9"}}}};
        const auto refused = awaited(f.client.call(contract::createTenant, {}));
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::unprocessable);
        QCOMPARE(refused.error().message, "The slug is taken.");
        QCOMPARE(refused.error().id, "req_7");
        QCOMPARE(refused.error().fields, (std::vector<FieldError>{{"/slug", "is taken"}}));
        const auto proxy = awaited(f.client.call(contract::me, {}));
        QCOMPARE(proxy.error().code, ErrorCode::unavailable);
        QCOMPARE(proxy.error().id, "req_9");
    }

    void whatIsNotOfTheContractIsAnError() {
        Fixture f;
        f.network.script = {{.body = "[1,2"}, {.body = R"({"items":7})"}};
        QCOMPARE(awaited(f.client.call(contract::listTenants, {})).error().code, ErrorCode::internal);
        QCOMPARE(awaited(f.client.call(contract::listTenants, {})).error().code, ErrorCode::internal);
    }

    void aTruncatedReplyIsAnError() {
        Fixture f;
        f.network.script = {{.body = tenantJson("ten_1"), .error = QNetworkReply::RemoteHostClosedError}};
        const auto tenant = awaited(f.client.call(contract::getTenant, {.id = "ten_1"}));
        QVERIFY(!tenant);
        QCOMPARE(tenant.error().code, ErrorCode::internal);
        QVERIFY(!tenant.error().id.empty());
    }

    void aReplyOverTheCapIsRefused() {
        Fixture f;
        f.network.script = {{.body = QByteArray(PlatformClient::maxReplyBytes + 1, ' ')}};
        QCOMPARE(awaited(f.client.call(contract::me, {})).error().code, ErrorCode::tooLarge);
    }

    void aRedirectIsNotFollowed() {
        Fixture f;
        f.network.script = {{.status = 302, .headers = {{"Location", "https://elsewhere.example/"}}}};
        const auto reply = awaited(f.client.call(contract::me, {}));
        QCOMPARE(reply.error().code, ErrorCode::internal);
        QCOMPARE(reply.error().detail, "https://elsewhere.example/");
        QCOMPARE(f.network.seen.size(), std::size_t(1));
    }

    void noAnswerEndsInTime() {
        Fixture f;
        f.network.script = {{.never = true}};
        const auto reply = awaited(f.client.call(contract::me, {}, {.timeout = std::chrono::milliseconds(20)}));
        QCOMPARE(reply.error().code, ErrorCode::timeout);
        QTRY_VERIFY(!f.network.seen[0].reply || f.network.seen[0].reply->aborted);
    }

    void aLostConnectionIsSeenAndSoIsItsReturn() {
        Fixture f;
        f.network.script = {{.status = 0, .body = {}, .error = QNetworkReply::ConnectionRefusedError}, {}};
        QSignalSpy changed(&f.client, &PlatformClient::linkChanged);
        QCOMPARE(f.client.link(), Link::unknown);
        QCOMPARE(awaited(f.client.call(contract::healthLive, {})).error().code, ErrorCode::offline);
        QCOMPARE(f.client.link(), Link::offline);
        QVERIFY(awaited(f.client.call(contract::healthLive, {})));
        QCOMPARE(f.client.link(), Link::online);
        QCOMPARE(changed.size(), 2);
        QVERIFY(f.client.latency().has_value());
    }

    void anUntrustedCertificateIsNotOffline() {
        Fixture f;
        f.network.script = {{.status = 0, .body = {}, .error = QNetworkReply::SslHandshakeFailedError}};
        QCOMPARE(awaited(f.client.call(contract::me, {})).error().code, ErrorCode::unavailable);
    }

    void tokensNeedASafeWay() {
        FakeNetwork network;
        for (const auto* address :
             {"http://admin.steward.example", "ftp://127.0.0.1", "https://user:pw@steward.example"}) {
            PlatformClient client(QUrl(QLatin1String(address)), std::make_shared<FixedToken>("secret"), &network);
            QCOMPARE(awaited(client.call(contract::me, {})).error().code, ErrorCode::invalid);
        }
        QVERIFY(network.seen.empty());
    }

    void cancellingAborts() {
        Fixture f;
        f.network.script = {{.never = true}};
        auto future = f.client.call(contract::me, {});
        QTRY_COMPARE(f.network.seen.size(), std::size_t(1));
        future.cancel();
        QTRY_VERIFY(!f.network.seen[0].reply || f.network.seen[0].reply->aborted);
        QTRY_VERIFY(future.isFinished());
    }

    void aClosedPageCancelsItsWork() {
        Fixture f;
        f.network.script = {{.never = true}};
        auto page = std::make_unique<QObject>();
        bool called = false;
        auto future = f.client.call(contract::me, {});
        whenReady(future, page.get(), [&](const Result<contract::Me>&) { called = true; });
        QTRY_COMPARE(f.network.seen.size(), std::size_t(1));
        page.reset();
        QTRY_VERIFY(future.isCanceled() && future.isFinished());
        QVERIFY(!called);
    }

    void theNewestRequestWins() {
        Fixture f;
        f.network.script = {{.body = tenantJson("ten_old"), .held = true},
                            {.body = tenantJson("ten_new"), .held = true}};
        QObject page;
        Latest latest(&page);
        std::vector<std::string> shown;
        const auto show = [&](const Result<domain::Tenant>& tenant) { shown.push_back(tenant->id); };
        latest.take(f.client.call(contract::getTenant, {.id = "ten_old"}), show);
        latest.take(f.client.call(contract::getTenant, {.id = "ten_new"}), show);
        QTRY_VERIFY(!f.network.seen.empty() && f.network.path(f.network.seen.size() - 1).endsWith("ten_new"));
        f.network.release(f.network.seen.size() - 1);
        QTRY_COMPARE(shown, std::vector<std::string>{"ten_new"});
    }

    void destroyingTheClientEndsEverything() {
        FakeNetwork network;
        auto client = std::make_unique<PlatformClient>(platform, std::make_shared<FixedToken>("secret"), &network);
        auto future = client->call(contract::me, {});
        QTRY_COMPARE(network.seen.size(), std::size_t(1));
        client.reset();
        QVERIFY(future.isFinished() && future.isCanceled());
    }

    void requestsWaitWhileOneTokenIsRenewed() {
        FakeNetwork network;
        network.respond = [](const FakeNetwork::Seen& seen) -> Scripted {
            if (seen.request.url().path() == QLatin1String("/oauth/token"))
                return {.body = tokensJson("fresh", "second"), .held = true};
            return {.body = tenantJson("ten_1")};
        };
        auto tokens = std::make_shared<SessionTokens>(platform.resolved(QUrl(QStringLiteral("/oauth/token"))),
                                                      QStringLiteral("steward-console"), &network);
        QSignalSpy rotated(tokens.get(), &SessionTokens::refreshTokenChanged);
        tokens->setTokens({{}, "first", {}, {}});
        PlatformClient client(platform, tokens, &network);
        std::vector<QFuture<Result<domain::Tenant>>> calls;
        for (int i = 0; i < 5; ++i)
            calls.push_back(client.call(contract::getTenant, {.id = "ten_1"}));
        QTRY_COMPARE(network.seen.size(), std::size_t(1));
        QCOMPARE(network.seen[0].body, "grant_type=refresh_token&client_id=steward-console&refresh_token=first");
        network.release(0);
        for (auto& call : calls)
            QVERIFY(awaited(call));
        QCOMPARE(network.seen.size(), std::size_t(6));
        QCOMPARE(network.seen[5].request.rawHeader("Authorization"), "Bearer fresh");
        QCOMPARE(rotated.last().at(0).toByteArray(), "second");
    }

    void aRefusedTokenIsRenewedOnce() {
        FakeNetwork network;
        int renewals = 0;
        network.respond = [&](const FakeNetwork::Seen& seen) -> Scripted {
            if (seen.request.url().path() == QLatin1String("/oauth/token")) {
                ++renewals;
                return {.body = tokensJson("fresh", "second")};
            }
            const bool good = seen.request.rawHeader("Authorization") == "Bearer fresh";
            return good ? Scripted{.body = tenantJson("ten_1")} : Scripted{.status = 401, .body = "{}"};
        };
        auto tokens = std::make_shared<SessionTokens>(platform.resolved(QUrl(QStringLiteral("/oauth/token"))),
                                                      QStringLiteral("steward-console"), &network);
        tokens->setTokens({"stale", "first", {}, std::chrono::seconds(900)});
        PlatformClient client(platform, tokens, &network);
        auto one = client.call(contract::getTenant, {.id = "ten_1"});
        auto two = client.call(contract::getTenant, {.id = "ten_1"});
        QVERIFY(awaited(one));
        QVERIFY(awaited(two));
        QCOMPARE(renewals, 1);
    }

    void aTokenThatIsRefusedAgainEndsTheRequest() {
        Fixture f;
        f.network.script = {{.status = 401}, {.status = 401}};
        QSignalSpy needed(&f.client, &PlatformClient::signInNeeded);
        QCOMPARE(awaited(f.client.call(contract::me, {})).error().code, ErrorCode::unauthenticated);
        QCOMPARE(needed.size(), 1);
        QCOMPARE(f.network.seen.size(), std::size_t(2));
    }

    void aLostRenewalLocksNobodyOut() {
        FakeNetwork network;
        bool lost = true;
        network.respond = [&](const FakeNetwork::Seen& seen) -> Scripted {
            if (seen.request.url().path() != QLatin1String("/oauth/token")) return {.body = tenantJson("ten_1")};
            if (lost) return {.status = 0, .body = {}, .error = QNetworkReply::RemoteHostClosedError};
            return {.body = tokensJson("fresh", "second")};
        };
        auto tokens = std::make_shared<SessionTokens>(platform.resolved(QUrl(QStringLiteral("/oauth/token"))),
                                                      QStringLiteral("steward-console"), &network);
        tokens->setTokens({{}, "first", {}, {}});
        QSignalSpy out(tokens.get(), &SessionTokens::signedOut);
        PlatformClient client(platform, tokens, &network);
        QCOMPARE(awaited(client.call(contract::getTenant, {.id = "ten_1"})).error().code, ErrorCode::offline);
        lost = false;
        QVERIFY(awaited(client.call(contract::getTenant, {.id = "ten_1"})));
        QVERIFY(network.seen[network.seen.size() - 2].body.endsWith("refresh_token=first"));
        QCOMPARE(out.size(), 0);
    }

    void aRefusedRenewalSignsOut() {
        FakeNetwork network;
        network.script = {{.status = 400, .body = R"({"error":"invalid_grant","error_description":"used"})"}};
        SessionTokens tokens(platform, QStringLiteral("steward-console"), &network);
        tokens.setTokens({{}, "first", {}, {}});
        QSignalSpy out(&tokens, &SessionTokens::signedOut);
        QCOMPARE(awaited(tokens.token()).error().code, ErrorCode::unauthenticated);
        QCOMPARE(out.size(), 1);
        QVERIFY(!tokens.signedIn());
        QCOMPARE(awaited(tokens.token()).error().code, ErrorCode::unauthenticated);
        QCOMPARE(network.seen.size(), std::size_t(1));
    }

    void accessThatWasTakenAwayIsToldApart() {
        FakeNetwork network;
        network.script = {{.status = 400, .body = R"({"error":"access_denied","error_description":"suspended"})"}};
        SessionTokens tokens(platform, QStringLiteral("steward-console"), &network);
        tokens.setTokens({{}, "first", {}, {}});
        std::optional<Error> reason;
        QObject::connect(&tokens, &SessionTokens::signedOut, &tokens, [&](const Error& why) { reason = why; });
        QCOMPARE(awaited(tokens.token()).error().code, ErrorCode::forbidden);
        QVERIFY(reason && reason->code == ErrorCode::forbidden);
        QVERIFY(!tokens.signedIn());
    }

    void signingOutReleasesWhoWaits() {
        FakeNetwork network;
        network.script = {{.never = true}};
        SessionTokens tokens(platform, QStringLiteral("steward-console"), &network);
        tokens.setTokens({{}, "first", {}, {}});
        auto waiting = tokens.token();
        tokens.clear();
        QCOMPARE(awaited(waiting).error().code, ErrorCode::cancelled);
    }
};

QTEST_MAIN(PlatformClientTest)
#include "platform_client_test.moc"
