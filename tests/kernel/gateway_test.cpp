// What a request passes before its handler: quotas, load, time, and what is added to its reply.
#include <zlib.h>

#include <QtTest>

#include "contract/problem.h"
#include "kernel/http/client_address.h"
#include "kernel/http/compression.h"
#include "kernel/http/limits.h"
#include "kernel/http/load.h"
#include "tests/support/served.h"

namespace sample {

struct Text {
    std::string id;
    std::string text;
    std::int64_t version = 7;
};
STEWARD_DESCRIBE(Text, (id, text, version))

}  // namespace sample

using namespace steward;
using namespace std::chrono_literals;
using contract::Cost;
using contract::Method;
using domain::Permission;
using kernel::Async;
using kernel::Context;
using sample::Text;
using test::Ask;
using test::RawConnection;
using test::Served;

namespace {

constexpr contract::Endpoint<contract::Nothing, Text> readText{"readText", Method::get, "/v1/text",
                                                               Permission::signedIn, ""};
constexpr contract::Endpoint<contract::Nothing, Text> writeText{
    "writeText", Method::post, "/v1/text", Permission::signedIn, "", {.takesIdempotencyKey = true}};
constexpr contract::Endpoint<contract::Nothing, Text> rareText{"rareText",           Method::get, "/v1/rare",
                                                               Permission::signedIn, "",          {.perMinute = 2}};
constexpr contract::Endpoint<contract::Nothing, Text> openText{"openText", Method::get, "/v1/open", Permission::none,
                                                               ""};
constexpr contract::Endpoint<contract::Nothing, Text> slowText{
    "slowText", Method::get, "/v1/slow", Permission::signedIn, "", {.cost = Cost::expensive}};
constexpr contract::Endpoint<contract::Nothing, contract::Lines> textLines{"textLines", Method::get, "/v1/lines",
                                                                           Permission::none, ""};
constexpr contract::Rules takesCredentials{.cost = Cost::credential};

std::string longText() {
    std::string text;
    for (int i = 0; i < 400; ++i)
        text += "line " + std::to_string(i) + " of a text that is worth compressing; ";
    return text;
}

void bindTexts(Served& served) {
    const auto answer = [](Context&, contract::Nothing) -> Async<Text> { co_return Text{"txt_1", longText()}; };
    served.router.bind(readText, answer);
    served.router.bind(writeText, answer);
    served.router.bind(rareText, answer);
    served.router.bind(openText, answer);
    served.router.bind(textLines, [](Context&, contract::Nothing, kernel::LineWriter& lines) -> Async<> {
        for (int i = 0; i < 3; ++i) {
            auto writing = lines.write("{\"n\":" + std::to_string(i) + "}\n");
            STEWARD_CO_CHECK(co_await std::move(writing));
        }
        co_return Result<>();
    });
    served.router.raw(
        Method::post, "/oauth/token",
        [](const kernel::Request& request, Context&) -> kernel::asio::awaitable<kernel::Response> {
            co_return kernel::jsonResponse("{\"token\":\"" + longText() + "\",\"peer\":\"" + request.peer + "\"}");
        },
        takesCredentials);
}

std::string unpacked(const std::string& body) {
    z_stream stream{};
    inflateInit2(&stream, 15 + 16);
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(body.data()));
    stream.avail_in = static_cast<uInt>(body.size());
    std::string out;
    char space[4096];
    int outcome = Z_OK;
    while (outcome == Z_OK) {
        stream.next_out = reinterpret_cast<Bytef*>(space);
        stream.avail_out = sizeof space;
        outcome = inflate(&stream, Z_NO_FLUSH);
        out.append(space, sizeof space - stream.avail_out);
    }
    inflateEnd(&stream);
    return outcome == Z_STREAM_END ? out : "not whole: " + out;
}

// With quotas that the test chooses.
struct Limited {
    explicit Limited(kernel::LimitsConfig config_)
        : config(std::move(config_)), limiter(config.buckets), limits(config, limiter, served.telemetry) {
        served.router.setLimits(limits);
        bindTexts(served);
        served.start();
    }
    int statusOf(const Ask& ask) const { return served.ask(ask).status; }

    kernel::LimitsConfig config;
    Served served;
    kernel::LocalRateLimiter limiter;
    kernel::Limits limits;
};

kernel::Charge chargeOf(std::int64_t limit, std::string key, std::int64_t cost = 1) {
    return {{"user", limit}, std::move(key), cost};
}

// Counts to `n` in SQL, on a reader, and can be stopped.
Result<> countTo(sql::Connection& db, std::int64_t n, std::stop_token stop) {
    STEWARD_CHECK(
        db.query("WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c WHERE i < ?1)"
                 " SELECT max(i) FROM c",
                 {n}, std::move(stop)));
    return {};
}

}  // namespace

class GatewayTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aQuotaMayBeSpentAtOnceAndComesBackEvenly() {
        const kernel::Quota quota{"user", 60};
        constexpr std::int64_t second = 1'000'000'000;
        constexpr std::int64_t start = 1000 * second;
        std::int64_t wholeAt = 0;
        for (int i = 0; i < 60; ++i) {
            const auto cell = kernel::look(quota, 1, wholeAt, start);
            QVERIFY(cell.allowed);
            QCOMPARE(cell.remaining, std::int64_t(59 - i));
            wholeAt = cell.wholeAt;
        }
        const auto refused = kernel::look(quota, 1, wholeAt, start);
        QVERIFY(!refused.allowed);
        QVERIFY(refused.allowedIn == 1s);
        QVERIFY(refused.wholeIn == 60s);
        QVERIFY(!kernel::look(quota, 1, wholeAt, start + second - 1).allowed);
        QVERIFY(kernel::look(quota, 1, wholeAt, start + second).allowed);
        QVERIFY(!kernel::look(quota, 3, wholeAt, start + 2 * second).allowed);
        QVERIFY(kernel::look(quota, 3, wholeAt, start + 3 * second).allowed);
        QCOMPARE(kernel::look(quota, 1, wholeAt, start + 1000 * second).remaining, std::int64_t(59));
        // More than there ever is costs the whole quota, instead of being impossible.
        QVERIFY(kernel::look(quota, 100, 0, start).allowed);
    }

    void chargesAreTakenTogetherOrNotAtAll() {
        kernel::LocalRateLimiter limiter(64);
        const std::vector both{chargeOf(100, "a"), kernel::Charge{{"tenant", 2}, "t"}};
        QCOMPARE(limiter.takeNow(both).charge, std::size_t(1));
        QCOMPARE(limiter.takeNow(both).cell.remaining, std::int64_t(0));
        const auto refused = limiter.takeNow(both);
        QVERIFY(!refused.cell.allowed);
        QCOMPARE(refused.charge, std::size_t(1));
        QCOMPARE(limiter.peek(chargeOf(100, "a")).remaining, std::int64_t(97));
        // The same key under another policy is another bucket.
        QVERIFY(limiter.peek(chargeOf(2, "t")).allowed);
    }

    void manyCallersTakeNoMoreMemoryAndForgetNoneThatIsSpent() {
        kernel::LocalRateLimiter limiter(1024);
        const std::vector spent{chargeOf(10, "spent", 10)};
        QVERIFY(limiter.takeNow(spent).cell.allowed);
        for (int i = 0; i < 100'000; ++i) {
            const std::vector other{chargeOf(1000, "other " + std::to_string(i))};
            QVERIFY(limiter.takeNow(other).cell.allowed);
        }
        QVERIFY(!limiter.takeNow(spent).cell.allowed);
    }

    void aUserIsToldWhatIsLeftAndRefusedBeyond() {
        Limited platform({.userPerMinute = 20, .tenantPerMinute = 1000});
        const auto first = platform.served.ask({.target = "/v1/text", .token = "ownerA"});
        QCOMPARE(first.status, 200);
        QCOMPARE(first.header("RateLimit-Policy"), std::string("\"user\";q=20;w=60, \"tenant\";q=1000;w=60"));
        QCOMPARE(first.header("RateLimit"), std::string("\"user\";r=19;t=3"));
        for (int i = 0; i < 3; ++i)
            QCOMPARE(platform.statusOf({.method = "POST", .target = "/v1/text", .token = "ownerA"}), 200);
        const auto refused = platform.served.ask({.method = "POST", .target = "/v1/text", .token = "ownerA"});
        QCOMPARE(refused.status, 429);
        const int wait = std::atoi(refused.header("Retry-After").c_str());
        QVERIFY2(wait >= 1 && wait <= 3, refused.header("Retry-After").c_str());
        QVERIFY(refused.header("RateLimit").starts_with("\"user\";r="));
        const auto problem = json::read<contract::Problem>(refused.body);
        QVERIFY(problem.has_value());
        QCOMPARE(problem->type, std::string("https://steward.example/problems/rateLimited"));
        QCOMPARE(problem->requestId, refused.header("X-Request-Id"));
        // What was refused cost nothing: four reads are still there. Others are not concerned.
        for (int i = 0; i < 4; ++i)
            QCOMPARE(platform.statusOf({.target = "/v1/text", .token = "ownerA"}), 200);
        QCOMPARE(platform.statusOf({.target = "/v1/text", .token = "viewerA"}), 200);
        QCOMPARE(platform.statusOf({.target = "/v1/text", .token = "ownerB"}), 200);
    }

    void aTenantSharesItsQuotaAndNobodyElsesIs() {
        Limited platform({.userPerMinute = 1000, .tenantPerMinute = 20});
        for (int i = 0; i < 10; ++i) {
            QCOMPARE(platform.statusOf({.target = "/v1/text", .token = "ownerA"}), 200);
            QCOMPARE(platform.statusOf({.target = "/v1/text", .token = "viewerA"}), 200);
        }
        QCOMPARE(platform.statusOf({.target = "/v1/text", .token = "viewerA"}), 429);
        QCOMPARE(platform.statusOf({.target = "/v1/text", .token = "ownerB"}), 200);
        QCOMPARE(platform.statusOf({.target = "/v1/text", .token = "operator"}), 200);
    }

    void anEndpointMayHaveAQuotaOfItsOwn() {
        Limited platform({});
        QCOMPARE(platform.statusOf({.target = "/v1/rare", .token = "ownerA"}), 200);
        QCOMPARE(platform.statusOf({.target = "/v1/rare", .token = "ownerA"}), 200);
        const auto refused = platform.served.ask({.target = "/v1/rare", .token = "ownerA"});
        QCOMPARE(refused.status, 429);
        QVERIFY(refused.header("RateLimit").starts_with("\"endpoint\";r=0;"));
        QCOMPARE(platform.statusOf({.target = "/v1/rare", .token = "viewerA"}), 200);
        QCOMPARE(platform.statusOf({.target = "/v1/text", .token = "ownerA"}), 200);
    }

    void whoIsNotKnownIsLimitedByAddress() {
        Limited platform({.addressPerMinute = 20, .credentialsPerMinute = 3});
        const Ask signIn{.method = "POST", .target = "/oauth/token"};
        for (int i = 0; i < 3; ++i)
            QCOMPARE(platform.statusOf(signIn), 200);
        const auto refused = platform.served.ask(signIn);
        QCOMPARE(refused.status, 429);
        QVERIFY(!refused.header("Retry-After").empty());
        // The API is another bucket.
        for (int i = 0; i < 20; ++i)
            QCOMPARE(platform.statusOf({.target = "/v1/open"}), 200);
        QCOMPARE(platform.statusOf({.target = "/v1/open"}), 429);
        QCOMPARE(platform.statusOf({.target = "/v1/text", .token = "ownerA"}), 200);
    }

    void aMillionWrongTokensAreNotLookedAt() {
        struct Counting final : kernel::Authenticator {
            int looked = 0;
            Result<domain::Principal> authenticate(std::string_view) override {
                ++looked;
                return fail(ErrorCode::unauthenticated, "Sign in first.");
            }
        } counting;
        Limited platform({.wrongTokensPerMinute = 5});
        platform.served.router.setAuthenticator(counting);
        for (int i = 0; i < 5; ++i)
            QCOMPARE(platform.statusOf({.target = "/v1/text", .token = "guess" + std::to_string(i)}), 401);
        for (int i = 0; i < 50; ++i)
            QCOMPARE(platform.statusOf({.target = "/v1/text", .token = "more" + std::to_string(i)}), 429);
        QCOMPARE(counting.looked, 5);
        QCOMPARE(platform.statusOf({.target = "/v1/text"}), 401);
    }

    void pressureGrowsWithTimeAndLetsGo() {
        kernel::Pressure pressure(100ms, 500ms);
        const auto start = std::chrono::steady_clock::now();
        pressure.observe(5000ms, start);
        pressure.observe(99ms, start + 400ms);
        pressure.observe(5000ms, start + 500ms);
        QVERIFY(!pressure.turnsAway(Cost::expensive));
        pressure.observe(100ms, start + 1000ms);
        QVERIFY(pressure.turnsAway(Cost::expensive));
        QVERIFY(!pressure.turnsAway(Cost::write));
        pressure.observe(100ms, start + 1500ms);
        QVERIFY(pressure.turnsAway(Cost::write));
        QVERIFY(!pressure.turnsAway(Cost::read));
        pressure.observe(100ms, start + 2000ms);
        QVERIFY(pressure.turnsAway(Cost::read));
        QVERIFY(!pressure.turnsAway(Cost::free));
        pressure.observe(10ms, start + 2020ms);
        QVERIFY(!pressure.turnsAway(Cost::expensive));
        QCOMPARE(pressure.level(), 3);
        for (int i = 1; i <= 3; ++i)
            pressure.observe(10ms, start + 2020ms + i * 500ms);
        QCOMPARE(pressure.level(), 0);
    }

    // Two readers, and far more slow requests than they can take.
    void aFloodOfSlowRequestsLeavesTheOthersQuick() {
        const test::TemporaryFolder folder;
        const auto database = test::openDatabase(folder.path() / "steward.db");
        QVERIFY(database != nullptr);
        Served served;
        kernel::Load load(served.io, *database, served.telemetry,
                          {.targetMs = 100, .intervalMs = 200, .expensiveWaiting = 16, .expensiveWaitMs = 1500}, 2);
        served.router.setLoad(load);
        served.router.fast("/health/live", []() -> const kernel::Response& {
            static const auto live = kernel::jsonResponse("{\"status\":\"ok\"}");
            return live;
        });
        std::atomic<int> atOnce = 0;
        std::atomic<int> most = 0;
        served.router.bind(slowText, [&](Context& context, contract::Nothing) -> Async<Text> {
            most = std::max(most.load(), ++atOnce);
            auto reading = database->read([&](sql::Connection& db) { return countTo(db, 2'000'000, context.stop); });
            const auto read = co_await std::move(reading);
            --atOnce;
            if (!read) co_return fail(read.error());
            co_return Text{"txt_1", "slow"};
        });
        served.router.bind(readText, [&](Context&, contract::Nothing) -> Async<Text> {
            auto reading = database->read([](sql::Connection& db) { return countTo(db, 10, {}); });
            STEWARD_CO_CHECK(co_await std::move(reading));
            co_return Text{"txt_1", "quick"};
        });
        load.start();
        served.start();

        constexpr int flood = 60;
        std::vector<RawConnection> slow;
        for (int i = 0; i < flood; ++i) {
            slow.emplace_back(served.port());
            QVERIFY(slow.back().send(test::spell({.target = "/v1/slow", .token = "ownerA"})));
        }
        QTRY_VERIFY(most > 0);
        for (int i = 0; i < 20; ++i) {
            RawConnection quick(served.port());
            quick.send(test::spell({.target = "/v1/text", .token = "ownerA"}) +
                       test::spell({.target = "/health/live"}));
            QCOMPARE(quick.reply(false, 3s).status, 200);
            QCOMPARE(quick.reply(false, 3s).status, 200);
        }
        std::map<int, int> statuses;
        for (auto& connection : slow) {
            const auto reply = connection.reply(false, 60s);
            ++statuses[reply.status];
            if (reply.status == 503) QVERIFY(std::atoi(reply.header("Retry-After").c_str()) >= 1);
        }
        QCOMPARE(statuses[200] + statuses[503], flood);
        QVERIFY(statuses[200] > 0);
        // 1 runs, 16 wait; the others were not let in.
        QVERIFY(statuses[503] >= flood - 17);
        QCOMPARE(most.load(), 1);
        QCOMPARE(served.ask({.target = "/v1/slow", .token = "ownerA"}).status, 200);
        served.stopThread();
        database->close();
    }

    void whenReadersCannotKeepUpMoreIsTurnedAwayUntilTheyDo() {
        const test::TemporaryFolder folder;
        const auto database = test::openDatabase(folder.path() / "steward.db");
        Served served;
        kernel::Load load(served.io, *database, served.telemetry, {.targetMs = 50, .intervalMs = 60}, 2);
        served.router.setLoad(load);
        bindTexts(served);
        load.start();
        served.start();
        std::stop_source enough;
        const auto hold = [&](sql::Connection& db) -> Result<> {
            while (!enough.stop_requested())
                STEWARD_CHECK(countTo(db, 10'000, {}));
            return {};
        };
        for (int i = 0; i < 3; ++i)
            served.io.spawn([&]() -> kernel::asio::awaitable<void> {
                auto holding = database->read(hold);
                co_await std::move(holding);
            });
        int status = 0;
        QTRY_VERIFY((status = served.ask({.method = "POST", .target = "/v1/text", .token = "ownerA"}).status) == 503);
        QTRY_VERIFY((status = served.ask({.target = "/v1/text", .token = "ownerA"}).status) == 503);
        enough.request_stop();
        QTRY_VERIFY((status = served.ask({.method = "POST", .target = "/v1/text", .token = "ownerA"}).status) == 200);
        QVERIFY(served.telemetry.counter("steward_http_turned_away_total") > 0);
        served.stopThread();
        database->close();
    }

    void aRequestEndsWithItsTime() {
        const test::TemporaryFolder folder;
        const auto database = test::openDatabase(folder.path() / "steward.db");
        kernel::HttpConfig config;
        config.requestTimeoutMs = 60'000;
        Served served(config);
        std::promise<kernel::Context> seen;
        served.router.bind(slowText, [&](Context& context, contract::Nothing) -> Async<Text> {
            seen.set_value(context);
            auto reading =
                database->read([&](sql::Connection& db) { return countTo(db, 1'000'000'000'000, context.stop); });
            STEWARD_CO_CHECK(co_await std::move(reading));
            co_return Text{"txt_1", "never"};
        });
        served.start();
        const auto start = std::chrono::steady_clock::now();
        const auto late =
            served.ask({.target = "/v1/slow", .token = "ownerA", .headers = {{"Request-Timeout", "0.3"}}});
        QCOMPARE(late.status, 504);
        QVERIFY(std::chrono::steady_clock::now() - start < 8s);
        const auto problem = json::read<contract::Problem>(late.body);
        QCOMPARE(contract::toError(*problem).code, ErrorCode::timeout);
        const auto context = seen.get_future().get();
        QVERIFY(context.deadline < start + 2s);
        for (const auto* wrong : {"0", "-1", "soon", "1e99", "nan", "5s"})
            QCOMPARE(served.ask({.target = "/v1/slow", .headers = {{"Request-Timeout", wrong}}}).status, 400);
        served.stopThread();
        database->close();
    }

    void aClientCannotAskForMoreTimeThanThereIs() {
        kernel::HttpConfig config;
        config.requestTimeoutMs = 300;
        Served served(config);
        std::promise<void> stopped;
        served.router.bind(slowText, [&](Context& context, contract::Nothing) -> Async<Text> {
            while (!context.stop.stop_requested())
                co_await kernel::sleepFor(5ms);
            co_return fail(ErrorCode::cancelled, "It was stopped.");
        });
        served.router.raw(Method::get, "/left",
                          [&](const kernel::Request&, Context& context) -> kernel::asio::awaitable<kernel::Response> {
                              while (!context.stop.stop_requested())
                                  co_await kernel::sleepFor(5ms);
                              stopped.set_value();
                              co_return kernel::Response{};
                          },
                          {.timeoutMs = 3'600'000});
        served.start();
        const auto late =
            served.ask({.target = "/v1/slow", .token = "ownerA", .headers = {{"Request-Timeout", "3600"}}});
        QCOMPARE(late.status, 504);
        // A client that leaves stops its request, too.
        {
            RawConnection leaving(served.port());
            leaving.send(test::spell({.target = "/left"}));
        }
        QVERIFY(stopped.get_future().wait_for(10s) == std::future_status::ready);
    }

    void acceptedEncodingsAreWeighed() {
        using kernel::acceptsGzip;
        for (const auto* yes : {"gzip", "GZIP", "br, gzip;q=0.5", "*", "deflate;q=1, *;q=0.1", "x-gzip"})
            QVERIFY2(acceptsGzip(yes), yes);
        for (const auto* no : {"", "identity", "gzip;q=0", "gzip; q=0.000", "*;q=0", "br", "gzip;q=0, *"})
            QVERIFY2(!acceptsGzip(no), no);
    }

    void repliesAreCompressedForWhoTakesIt() {
        Served served;
        bindTexts(served);
        served.start();
        const Ask plain{.target = "/v1/text", .token = "ownerA"};
        const Ask packing{.target = "/v1/text", .token = "ownerA", .headers = {{"Accept-Encoding", "gzip, br"}}};
        const auto whole = served.ask(plain);
        QCOMPARE(whole.header("Content-Encoding"), std::string());
        QCOMPARE(whole.header("Vary"), std::string("Accept-Encoding"));
        QCOMPARE(whole.header("ETag"), std::string("\"v7\""));
        const auto packed = served.ask(packing);
        QCOMPARE(packed.header("Content-Encoding"), std::string("gzip"));
        QCOMPARE(packed.header("Vary"), std::string("Accept-Encoding"));
        QCOMPARE(packed.header("ETag"), std::string("\"v7-gzip\""));
        QVERIFY(packed.body.size() < whole.body.size() / 3);
        QCOMPARE(unpacked(packed.body), whole.body);
        // The version is the same in either encoding.
        for (const auto* known : {"\"v7\"", "\"v7-gzip\"", "W/\"v7\"", "\"v1\", \"v7\"", "*"}) {
            auto again = packing;
            again.headers.emplace_back("If-None-Match", known);
            const auto same = served.ask(again);
            QCOMPARE(same.status, 304);
            QCOMPARE(same.header("Vary"), std::string("Accept-Encoding"));
        }
        auto other = packing;
        other.headers.emplace_back("If-None-Match", "\"v8\", \"v6-gzip\"");
        QCOMPARE(served.ask(other).status, 200);
        auto head = packing;
        head.method = "HEAD";
        QCOMPARE(served.ask(head).header("Content-Length"), std::to_string(packed.body.size()));
    }

    void streamedLinesAreCompressedPieceByPiece() {
        Served served;
        bindTexts(served);
        served.start();
        const auto packed = served.ask({.target = "/v1/lines", .headers = {{"Accept-Encoding", "gzip"}}});
        QCOMPARE(packed.header("Content-Encoding"), std::string("gzip"));
        QCOMPARE(packed.header("Vary"), std::string("Accept-Encoding"));
        QCOMPARE(unpacked(packed.body), std::string("{\"n\":0}\n{\"n\":1}\n{\"n\":2}\n"));
        QCOMPARE(served.ask({.target = "/v1/lines"}).body, std::string("{\"n\":0}\n{\"n\":1}\n{\"n\":2}\n"));
        RawConnection old(served.port());
        old.send("GET /v1/lines HTTP/1.0\r\nAccept-Encoding: gzip\r\n\r\n");
        QVERIFY(old.readToEnd().ends_with("\r\n\r\n{\"n\":0}\n{\"n\":1}\n{\"n\":2}\n"));
    }

    void secretsAreNeverCompressed() {
        Served served;
        bindTexts(served);
        served.start();
        const auto token =
            served.ask({.method = "POST", .target = "/oauth/token", .headers = {{"Accept-Encoding", "gzip"}}});
        QCOMPARE(token.status, 200);
        QCOMPARE(token.header("Content-Encoding"), std::string());
        const auto cookie = served.ask(
            {.target = "/v1/open", .headers = {{"Accept-Encoding", "gzip"}, {"Cookie", "steward_form=secret"}}});
        QCOMPARE(cookie.header("Content-Encoding"), std::string());
    }

    void packedRequestsAreNotUnpacked() {
        Served served;
        bindTexts(served);
        served.start();
        const std::string bomb = kernel::GzipStream().finish(std::string(50'000'000, '0'));
        QVERIFY(bomb.size() < 256 * 1024);
        const auto refused = served.ask({.method = "POST",
                                         .target = "/v1/text",
                                         .body = bomb,
                                         .token = "ownerA",
                                         .headers = {{"Content-Encoding", "gzip"}}});
        QCOMPARE(refused.status, 415);
        QCOMPARE(refused.header("Accept-Encoding"), std::string("identity"));
        QCOMPARE(refused.header("Content-Type"), std::string("application/problem+json"));
        QCOMPARE(served.ask({.target = "/v1/open"}).status, 200);
    }

    void othersAreServedWhileHostileClientsTryEverything() {
        kernel::HttpConfig config;
        config.headerTimeoutMs = 500;
        config.bodyTimeoutMs = 500;
        config.writeTimeoutMs = 500;
        Served served(config);
        bindTexts(served);
        served.router.raw(Method::get, "/huge",
                          [](const kernel::Request&, Context&) -> kernel::asio::awaitable<kernel::Response> {
                              co_return kernel::jsonResponse(std::string(16 << 20, 'x'));
                          });
        served.start();
        std::string deep = "1";
        for (int i = 0; i < 20'000; ++i)
            deep = "{\"a\":" + deep + "}";
        std::vector<RawConnection> hostile;
        for (int i = 0; i < 20; ++i) {
            // Headers that never end, a body that never comes, a reply that nobody reads.
            hostile.emplace_back(served.port());
            hostile.back().send("GET /v1/open HTTP/1.1\r\nHost: a\r\nX-" + std::to_string(i));
            hostile.emplace_back(served.port());
            hostile.back().send("POST /v1/text HTTP/1.1\r\nHost: a\r\nContent-Length: 2000\r\n\r\n{");
            if (i % 4 == 0) {
                hostile.emplace_back(served.port());
                hostile.back().send(test::spell({.target = "/huge"}));
            }
            const auto refused = served.ask({.method = "POST", .target = "/v1/text", .body = deep, .token = "ownerA"});
            QVERIFY(refused.status == 400 || refused.status == 413);
            QCOMPARE(served.ask({.method = "POST", .target = "/v1/text", .body = std::string(300'000, ' ')}).status,
                     413);
            const auto start = std::chrono::steady_clock::now();
            QCOMPARE(served.ask({.target = "/v1/open"}).status, 200);
            QVERIFY(std::chrono::steady_clock::now() - start < 2s);
        }
        QTRY_COMPARE_WITH_TIMEOUT(served.listener.connections(), std::size_t(0), 30'000);
        QCOMPARE(served.ask({.target = "/v1/open"}).status, 200);
    }

    void otherOriginsReadNothingUnlessTheyAreListed() {
        const Ask asking{.target = "/v1/open", .headers = {{"Origin", "https://admin.example.com"}}};
        const Ask preflight{.method = "OPTIONS",
                            .target = "/v1/text",
                            .headers = {{"Origin", "https://admin.example.com"},
                                        {"Access-Control-Request-Method", "POST"},
                                        {"Access-Control-Request-Headers", "authorization"}}};
        {
            Served served;
            bindTexts(served);
            served.start();
            QCOMPARE(served.ask(asking).header("Access-Control-Allow-Origin"), std::string());
            QCOMPARE(served.ask(preflight).status, 405);
        }
        kernel::HttpConfig config;
        config.corsOrigins = "https://admin.example.com, https://other.example.com";
        Served served(config);
        bindTexts(served);
        served.start();
        const auto allowed = served.ask(preflight);
        QCOMPARE(allowed.status, 204);
        QCOMPARE(allowed.header("Access-Control-Allow-Origin"), std::string("https://admin.example.com"));
        QCOMPARE(allowed.header("Access-Control-Allow-Methods"), std::string("GET, HEAD, POST"));
        QVERIFY(allowed.header("Access-Control-Allow-Headers").find("Authorization") != std::string::npos);
        QCOMPARE(allowed.header("Access-Control-Allow-Credentials"), std::string());
        const auto reply = served.ask(asking);
        QCOMPARE(reply.header("Access-Control-Allow-Origin"), std::string("https://admin.example.com"));
        QVERIFY(reply.header("Vary").find("Origin") != std::string::npos);
        QVERIFY(reply.header("Vary").find("Accept-Encoding") != std::string::npos);
        const auto refused = served.ask({.target = "/v1/text", .headers = {{"Origin", "https://admin.example.com"}}});
        QCOMPARE(refused.status, 401);
        QCOMPARE(refused.header("Access-Control-Allow-Origin"), std::string("https://admin.example.com"));
        for (const auto* origin : {"https://evil.example", "null", "https://admin.example.com.evil.example"}) {
            const auto foreign = served.ask({.target = "/v1/open", .headers = {{"Origin", origin}}});
            QCOMPARE(foreign.header("Access-Control-Allow-Origin"), std::string());
            QVERIFY(foreign.header("Vary").find("Origin") != std::string::npos);
            auto foreignPreflight = preflight;
            foreignPreflight.headers[0].second = origin;
            QCOMPARE(served.ask(foreignPreflight).status, 405);
        }
    }

    void everyReplySaysHowItMayBeUsed() {
        Served served;
        bindTexts(served);
        served.start();
        for (const Ask& ask : {Ask{.target = "/v1/open"}, Ask{.target = "/v1/text"}, Ask{.target = "/nothing"},
                               Ask{.target = "/v1/lines"}, Ask{.method = "BREW", .target = "/v1/open"}}) {
            const auto reply = served.ask(ask);
            QCOMPARE(reply.header("X-Content-Type-Options"), std::string("nosniff"));
            QCOMPARE(reply.header("Referrer-Policy"), std::string("no-referrer"));
            QCOMPARE(reply.header("Cache-Control"), std::string("no-store"));
            QVERIFY(reply.header("Content-Security-Policy").find("frame-ancestors 'none'") != std::string::npos);
            QCOMPARE(reply.header("Strict-Transport-Security"), std::string());
        }
    }

    void addressesAreComparedBitByBit() {
        const auto ranges = kernel::AddressRanges::parse("10.0.0.0/8, 192.168.1.7 fd00::/8,172.16.0.0/12");
        QVERIFY(ranges.has_value());
        for (const auto* in : {"10.255.0.1", "192.168.1.7", "fd12::1", "172.31.0.1", "::ffff:10.0.0.1"})
            QVERIFY2(ranges->contains(in), in);
        for (const auto* out : {"11.0.0.1", "192.168.1.8", "fe80::1", "172.32.0.1", "", "10.0.0", "unknown"})
            QVERIFY2(!ranges->contains(out), out);
        for (const auto* bad : {"10.0.0.0/33", "10.0.0.0/", "localhost", "fd00::/129", "10.0.0.1/x", "10.0.0.1/-1"})
            QVERIFY2(!kernel::AddressRanges::parse(bad), bad);
        QCOMPARE(kernel::countedAddress("192.0.2.1"), std::string("192.0.2.1"));
        QCOMPARE(kernel::countedAddress("2001:db8:1:2:3:4:5:6"), std::string("2001:db8:1:2::/64"));
        QCOMPARE(kernel::countedAddress("2001:db8:1:2:ffff::"), std::string("2001:db8:1:2::/64"));
    }

    void onlyTrustedProxiesSpeakForOthers() {
        const auto trusted = kernel::AddressRanges::parse("127.0.0.1, 10.0.0.0/8").value();
        const auto addressOf = [&](std::string peer, const std::string& value,
                                   std::string_view header = "X-Forwarded-For") {
            return kernel::clientAddress(std::move(peer), {{std::string(header), value}}, header, trusted);
        };
        QCOMPARE(addressOf("127.0.0.1", "192.0.2.9"), std::string("192.0.2.9"));
        QCOMPARE(addressOf("127.0.0.1", "6.6.6.6, 192.0.2.9, 10.1.1.1"), std::string("192.0.2.9"));
        QCOMPARE(addressOf("127.0.0.1", "10.3.3.3,10.1.1.1"), std::string("10.3.3.3"));
        QCOMPARE(addressOf("192.0.2.1", "6.6.6.6"), std::string("192.0.2.1"));
        QCOMPARE(addressOf("127.0.0.1", "6.6.6.6, nonsense"), std::string("127.0.0.1"));
        QCOMPARE(addressOf("127.0.0.1", "192.0.2.9:4711"), std::string("192.0.2.9"));
        QCOMPARE(addressOf("127.0.0.1", ""), std::string("127.0.0.1"));
        QCOMPARE(addressOf("127.0.0.1", "for=6.6.6.6, For=\"[2001:db8::17]:4711\";proto=https", "Forwarded"),
                 std::string("2001:db8::17"));
        QCOMPARE(addressOf("127.0.0.1", "by=10.0.0.1; for=192.0.2.9, for=unknown", "Forwarded"),
                 std::string("127.0.0.1"));
        // A client's own Forwarded, passed on by a proxy that sets the other header, is not believed.
        QCOMPARE(kernel::clientAddress("127.0.0.1", {{"Forwarded", "for=6.6.6.6"}, {"x-forwarded-for", "192.0.2.9"}},
                                       "X-Forwarded-For", trusted),
                 std::string("192.0.2.9"));

        kernel::HttpConfig config;
        config.trustedProxies = "127.0.0.1";
        Served served(config);
        bindTexts(served);
        served.start();
        const auto reply =
            served.ask({.method = "POST", .target = "/oauth/token", .headers = {{"X-Forwarded-For", "192.0.2.9"}}});
        QVERIFY(reply.body.ends_with("\"peer\":\"192.0.2.9\"}"));
    }
};

QTEST_GUILESS_MAIN(GatewayTest)
#include "gateway_test.moc"
