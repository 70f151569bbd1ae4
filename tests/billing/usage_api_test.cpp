// Usage through the API of a real stewardd: many callers at once, and what of it reports show.
#include <QtTest>
#include <atomic>
#include <regex>
#include <thread>

#include "base/ids.h"
#include "contract/endpoints.h"
#include "contract/problem.h"
#include "tests/support/reply_document.h"
#include "tests/support/sign_in.h"
#include "tests/support/stewardd_fixture.h"

using namespace steward;
using contract::UsageReceipt;
using domain::UsageEvent;
using test::read;
using test::Reply;

class UsageApiTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        QVERIFY2(platform_.loadDemo(20), platform_.log().c_str());
        QVERIFY2(platform_.start(), platform_.log().c_str());
        tenant_ = tenantOf("tarnwick");
        QVERIFY(!tenant_.id.empty());
    }

    // Eight callers send the same 60 events in different company and order, one, two or three at a time.
    void callersAtOnceCountEachEventOnce() {
        constexpr int callers = 8, events = 60;
        std::atomic<std::int64_t> counted = 0, repeated = 0, wrong = 0;
        const Time now = SystemClock().now();
        const auto caller = [&](int number) {
            std::vector<UsageEvent> some;
            for (int i = 0; i < events; ++i) {
                const int one = (i * 7 + number * 13) % events;
                some.push_back({"together-" + std::to_string(one), tenant_.id, "together", one, now});
                if (static_cast<int>(some.size()) <= number % 3 && i + 1 < events) continue;
                const auto reply = send(std::exchange(some, {}));
                const auto receipt = read<UsageReceipt>(reply);
                if (reply.status != 200 || receipt.refused != 0) ++wrong;
                counted += receipt.counted;
                repeated += receipt.repeated;
            }
        };
        std::vector<std::jthread> threads;
        for (int number = 0; number < callers; ++number)
            threads.emplace_back(caller, number);
        threads.clear();
        QCOMPARE(wrong.load(), 0);
        QCOMPARE(counted.load(), events);
        QCOMPARE(repeated.load(), (callers - 1) * events);
        QCOMPARE(reported("together"), events * (events - 1) / 2);
    }

    void nothingOfABadBatchCounts() {
        const Time now = SystemClock().now();
        const auto reply = send({{"bad-1", tenant_.id, "bad", 5, now}, {"", tenant_.id, "bad", -1, now}});
        QCOMPARE(reply.status, 400);
        const auto problem = read<contract::Problem>(reply);
        QVERIFY(problem.errors && problem.errors->size() == 2);
        QCOMPARE(problem.errors->at(0).path, std::string("/events/1/id"));
        QCOMPARE(problem.errors->at(1).path, std::string("/events/1/quantity"));
        QCOMPARE(send({}).status, 400);
        QCOMPARE(send(std::vector(1001, UsageEvent{"x", tenant_.id, "bad", 1, now})).status, 400);
        QCOMPARE(reported("bad"), 0);
    }

    void onlyThePlatformReportsUsage() {
        const auto owner = test::signIn(platform_.port(), tenant_.slug, tenant_.ownerEmail);
        QVERIFY(!owner.token.empty());
        QCOMPARE(send({{"own-1", tenant_.id, "own", 5, SystemClock().now()}}, owner.token).status, 403);
        QCOMPARE(reported("own"), 0);
    }

private:
    Reply send(const std::vector<UsageEvent>& events, const std::string& token = {}) {
        return platform_.ask({.method = "POST",
                              .target = "/v1/usage",
                              .body = json::write(contract::UsageReport{events}),
                              .token = token});
    }
    domain::Tenant tenantOf(const std::string& slug) {
        const auto page =
            read<contract::Page<domain::Tenant>>(platform_.ask({.target = "/v1/tenants?filter=slug%3D" + slug}));
        return page.items.empty() ? domain::Tenant{} : page.items[0];
    }
    // The sum that a report shows.
    std::int64_t reported(const std::string& metric) {
        const auto reply = platform_.ask(
            {.method = "POST",
             .target = "/v1/reports/run",
             .body = R"({"definition":{"name":"Usage","dataset":"usage","rows":[{"field":"metric","bucket":"none"}],)"
                     R"("measures":[{"field":"quantity","aggregate":"sum"}],"filter":"metric=)" +
                     metric + R"("}})"});
        const std::regex line("\\[\"[a-z]+\",\\[\"" + metric + "\"\\],\\[([0-9]+)\\]");
        std::smatch found;
        if (reply.status != 200) return -1;
        return std::regex_search(reply.body, found, line) ? std::stoll(found[1]) : 0;
    }

    test::StewarddFixture platform_;
    domain::Tenant tenant_;
};

QTEST_GUILESS_MAIN(UsageApiTest)
#include "usage_api_test.moc"
