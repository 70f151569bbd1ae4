// A clock that jumps, as when a machine slept, was restored or got its time from a server that was wrong: forward by
// hours, and back again to before the jump. Nobody is locked out, nothing is done twice, what is measured goes on.
#include <QtTest>

#include "base/json.h"
#include "contract/endpoints.h"
#include "tests/support/new_tenant.h"
#include "tests/support/reply_document.h"
#include "tests/support/sign_in.h"
#include "tests/support/stewardd_fixture.h"
#include "tests/support/web_socket_client.h"

using namespace steward;
using namespace std::chrono_literals;
using test::read;
using test::Reply;

class ClockTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        if (test::sanitized) QSKIP("a sanitizer wants to be the first that is preloaded");
        platform_.withOwnClock();
        platform_.set("limits.mode=off");
        QVERIFY2(platform_.loadDemo(40), platform_.log().c_str());
        QVERIFY2(platform_.start(), platform_.log().c_str());
        tokens_ = {platform_.token(), platform_.refreshToken(), {}};
    }

    void jumps_data() {
        QTest::addColumn<int>("hours");
        QTest::newRow("forward") << 3;
        QTest::newRow("back to where it was") << 0;
        QTest::newRow("back further") << -3;
    }
    void jumps() {
        QFETCH(int, hours);
        const std::string slug = "jump-" + std::to_string(hours + 3);
        const json::Value request{{"entity", "tenant"},
                                  {"operation", "change"},
                                  {"selection", {{"filter", "status=active"}}},
                                  {"patch", {{"addTag", slug}}}};
        const auto plan = read<domain::Plan>(send("POST", "/v1/plans", json::write(request)));
        QVERIFY(plan.counts.willChange > 5);
        test::WebSocketClient feed(platform_.port(), tokens_.token);
        QCOMPARE(feed.status(), 101);
        QVERIFY(feed.sendText(R"({"type":"subscribe","topic":"entities"})") && feed.textWith("\"subscribed\""));
        const auto applied = send("POST", "/v1/plans/" + plan.id + "/apply",
                                  json::write(json::Value{{"confirmation", plan.confirmation}}));
        QCOMPARE(applied.status, 202);
        platform_.setClockWrong(std::chrono::hours(hours));

        // A client does as the console does: an answer 401 makes it ask for a new token, once.
        const auto batch = [&] { return read<domain::Batch>(send("GET", applied.header("Location"))); };
        QTRY_COMPARE_WITH_TIMEOUT(batch().state, domain::BatchState::succeeded, 20'000);
        QCOMPARE(batch().done, plan.counts.willChange);
        const auto entries = [&](const std::string& filter) {
            return read<contract::Page<domain::AuditEntry>>(send("GET", "/v1/audit?limit=1&filter=" + filter)).total;
        };
        QCOMPARE(entries("batchId%3D" + batch().id), plan.counts.willChange);
        QVERIFY(read<domain::AuditVerification>(send("GET", "/v1/audit-verification")).intact);

        // The feed's numbers go up, whatever the time is.
        const auto made = read<domain::Tenant>(send("POST", "/v1/tenants", test::newTenant(slug).body));
        QVERIFY(!made.id.empty());
        QVERIFY2(feed.textWith(made.id).has_value() || follows(made.id), "the feed does not go on");

        // A second after the jump is measured, and kept.
        const auto isMeasured = [&] {
            const Time now = SystemClock().now() + std::chrono::hours(hours);
            const auto range = read<contract::MetricRange>(send(
                "GET",
                "/v1/metrics/range?names=http.requests&stepMs=1000&from=" + spell(now - 4s) + "&to=" + spell(now)));
            return range.series.size() == 1 &&
                   std::ranges::any_of(range.series[0].values, [](const auto& value) { return value.has_value(); });
        };
        QTRY_VERIFY_WITH_TIMEOUT(isMeasured(), 20'000);

        const auto fresh = test::signIn(platform_.port(), "tarnwick", "ines.moreau@tarnwick.example");
        QVERIFY(!fresh.token.empty());
        QCOMPARE(platform_.ask({.target = "/v1/me", .token = fresh.token}).status, 200);
    }

private:
    static std::string spell(Time time) { return toRfc3339(std::chrono::floor<std::chrono::seconds>(time)); }

    // A new subscription, as a client opens one that was cut off when its token ran out.
    bool follows(const std::string& id) {
        test::WebSocketClient feed(platform_.port(), tokens_.token);
        return feed.status() == 101 && feed.sendText(R"({"type":"subscribe","topic":"entities","since":0})") &&
               feed.textWith(id).has_value();
    }

    Reply send(const std::string& method, const std::string& target, const std::string& body = {}) {
        const auto ask = [&] {
            return platform_.ask({.method = method, .target = target, .body = body, .token = tokens_.token});
        };
        auto reply = ask();
        if (reply.status != 401) return reply;
        const auto renewed = test::sendForm(
            platform_.port(), "/oauth/token",
            {{"grant_type", "refresh_token"}, {"client_id", "steward-console"}, {"refresh_token", tokens_.refresh}});
        const auto document = json::parse(renewed.body);
        if (renewed.status != 200 || !document) return renewed;
        tokens_.token = document->at("access_token").as_string();
        tokens_.refresh = document->at("refresh_token").as_string();
        return ask();
    }

    test::StewarddFixture platform_;
    test::SignedIn tokens_;
};

QTEST_GUILESS_MAIN(ClockTest)
#include "clock_test.moc"
