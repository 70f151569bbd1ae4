// What the router makes of a declared endpoint: decoding, authorisation, versions, idempotency, streams.
#include <QtTest>
#include <future>

#include "contract/endpoints.h"
#include "contract/problem.h"
#include "kernel/idempotency.h"
#include "kernel/job_routes.h"
#include "tests/support/served.h"

namespace sample {

enum class Colour { red, blue };
STEWARD_DESCRIBE_ENUM(Colour, red, blue)

struct Listing {
    std::string tenantId;
    std::optional<std::int64_t> limit;
    std::optional<Colour> colour;
    std::optional<bool> open;
    std::optional<steward::Time> since;
};
STEWARD_DESCRIBE(Listing, (tenantId, limit, colour, open, since))

struct Inner {
    std::int64_t seats = 0;
};
STEWARD_DESCRIBE(Inner, (seats))

struct Saving {
    std::string id;
    std::string name;
    std::optional<Inner> limits;
};
STEWARD_DESCRIBE(Saving, (id, name, limits))

struct Thing {
    std::string id;
    std::string name;
    std::int64_t version = 0;
};
STEWARD_DESCRIBE(Thing, (id, name, version))

}  // namespace sample

using namespace steward;
using namespace std::chrono_literals;
using contract::Method;
using domain::Permission;
using kernel::Async;
using kernel::Context;
using test::Served;

namespace {

constexpr contract::Endpoint<sample::Listing, sample::Listing> listThings{
    "listThings", Method::get, "/v1/tenants/{tenantId}/things", Permission::tenantsRead, ""};
constexpr contract::Endpoint<contract::ById, sample::Thing> getThing{"getThing", Method::get, "/v1/things/{id}",
                                                                     Permission::none, ""};
constexpr contract::Endpoint<sample::Saving, sample::Thing> saveThing{
    "saveThing", Method::put, "/v1/things/{id}", Permission::tenantsWrite, "", {.needsIfMatch = true}};
constexpr contract::Endpoint<sample::Inner, sample::Thing> createThing{
    "createThing",        Method::post, "/v1/things",
    Permission::signedIn, "",           {.takesIdempotencyKey = true, .status = 201, .location = "/v1/things/{id}"}};
constexpr contract::Endpoint<contract::Nothing, contract::Lines> streamThings{"streamThings", Method::get, "/v1/stream",
                                                                              Permission::none, ""};
constexpr contract::Endpoint<contract::Nothing, contract::Nothing> nothing{"nothing", Method::delete_, "/v1/nothing",
                                                                           Permission::none, ""};

void bindThings(Served& served) {
    served.router.bind(listThings,
                       [](Context&, sample::Listing request) -> Async<sample::Listing> { co_return request; });
    served.router.bind(getThing, [](Context&, contract::ById request) -> Async<sample::Thing> {
        if (request.id == "none") co_return fail(ErrorCode::notFound, "There is no such thing.");
        co_return sample::Thing{request.id, "Thing", 7};
    });
    served.router.bind(saveThing, [](Context& context, sample::Saving request) -> Async<sample::Thing> {
        sample::Thing current{request.id, "Newer", 8};
        STEWARD_CO_CHECK(context.checkVersion(current));
        co_return sample::Thing{request.id, request.name, 9};
    });
    served.router.bind(nothing,
                       [](Context&, contract::Nothing) -> Async<contract::Nothing> { co_return contract::Nothing{}; });
}

std::vector<std::string> pathsOf(const test::Reply& reply) {
    std::vector<std::string> paths;
    const auto problem = json::read<contract::Problem>(reply.body);
    if (problem && problem->errors)
        for (const auto& field : *problem->errors)
            paths.push_back(field.path);
    return paths;
}

using Paths = std::vector<std::string>;

}  // namespace

class RouterTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void pathAndQueryBecomeTheRequest() {
        Served served;
        bindThings(served);
        served.start();
        const std::string path = "/v1/tenants/" + test::tenantA + "/things";
        const auto reply = served.ask(
            {.target = path + "?limit=5&colour=blue&open=true&since=2026-11-23T09:41:07Z", .token = "operator"});
        QCOMPARE(reply.status, 200);
        QCOMPARE(reply.body,
                 "{\"tenantId\":\"" + test::tenantA +
                     "\",\"limit\":5,\"colour\":\"blue\",\"open\":true,\"since\":\"2026-11-23T09:41:07Z\"}");
        const auto wrong =
            served.ask({.target = path + "?limit=x&colour=green&open=1&since=now&extra=1", .token = "operator"});
        QCOMPARE(wrong.status, 400);
        QCOMPARE(pathsOf(wrong), (Paths{"/extra", "/limit", "/colour", "/open", "/since"}));
        QCOMPARE(pathsOf(served.ask({.target = path + "?limit=1&limit=2", .token = "operator"})), (Paths{"/limit"}));
    }

    void bodiesAreStrict() {
        Served served;
        bindThings(served);
        served.start();
        const auto put = [&](const std::string& body, const std::string& type = "application/json") {
            return served.ask({.method = "PUT",
                               .target = "/v1/things/t1",
                               .body = body,
                               .token = "operator",
                               .headers = {{"If-Match", "\"v8\""}, {"Content-Type", type}}});
        };
        QCOMPARE(put("{\"name\":\"a\",\"limits\":{\"seats\":3}}").status, 200);
        QCOMPARE(put("{\"name\":").status, 400);
        QCOMPARE(put("[1]").status, 400);
        QCOMPARE(put("").status, 400);
        QCOMPARE(put("{\"name\":\"a\"}", "text/plain").status, 400);
        QCOMPARE(put("{\"name\":\"\xff\"}").status, 400);
        QCOMPARE(pathsOf(put("{\"name\":1,\"limits\":{\"seats\":\"x\",\"chairs\":1},\"colour\":2}")),
                 (Paths{"/name", "/limits/seats", "/limits/chairs", "/colour"}));
        QCOMPARE(pathsOf(put("{\"name\":\"a\",\"id\":\"other\"}")), (Paths{"/id"}));
        QCOMPARE(put(std::string(100'000, '[')).status, 400);
        QCOMPARE(put("{\"limits\":" + std::string(2000, '[') + std::string(2000, ']') + "}").status, 400);
        QCOMPARE(served.ask({.target = "/v1/things/t1"}).status, 200);
    }

    void rolesAndTenantsDecide() {
        Served served;
        bindThings(served);
        served.start();
        const std::string ofA = "/v1/tenants/" + test::tenantA + "/things";
        const auto anonymous = served.ask({.target = ofA});
        QCOMPARE(anonymous.status, 401);
        QCOMPARE(anonymous.header("WWW-Authenticate"), std::string("Bearer, DPoP algs=\"ES256\""));  // RFC 9449, 7.1
        QCOMPARE(served.ask({.target = ofA, .token = "unknown"}).status, 401);
        QCOMPARE(served.ask({.target = ofA, .token = "ownerA"}).status, 200);
        QCOMPARE(served.ask({.target = ofA, .token = "ownerB"}).status, 404);
        const test::Ask save{
            .method = "PUT", .target = "/v1/things/t1", .body = "{\"name\":\"a\"}", .token = "viewerA"};
        QCOMPARE(served.ask(save).status, 403);
    }

    void versionsGuardWrites() {
        Served served;
        bindThings(served);
        served.start();
        const auto got = served.ask({.target = "/v1/things/t1"});
        QCOMPARE(got.header("ETag"), std::string("\"v7\""));
        const auto same = served.ask({.target = "/v1/things/t1", .headers = {{"If-None-Match", "\"v7\""}}});
        QCOMPARE(same.status, 304);
        QCOMPARE(same.body, std::string());
        test::Ask save{.method = "PUT", .target = "/v1/things/t1", .body = "{\"name\":\"a\"}", .token = "operator"};
        QCOMPARE(served.ask(save).status, 428);
        save.headers = {{"If-Match", "7"}};
        QCOMPARE(served.ask(save).status, 400);
        save.headers = {{"If-Match", "\"v7\""}};
        const auto stale = served.ask(save);
        QCOMPARE(stale.status, 412);
        QVERIFY(stale.body.find("\"current\":{\"id\":\"t1\",\"name\":\"Newer\",\"version\":8}") != std::string::npos);
        save.headers = {{"If-Match", "\"v8\""}};
        QCOMPARE(served.ask(save).header("ETag"), std::string("\"v9\""));
        QCOMPARE(served.ask({.target = "/v1/things/none"}).status, 404);
        QCOMPARE(served.ask({.method = "DELETE", .target = "/v1/nothing"}).status, 204);
    }

    void aRepeatedKeyChangesOnce() {
        const test::TemporaryFolder folder;
        Served served;
        const auto database = test::openDatabase(folder.path() / "db");
        QVERIFY(database);
        std::atomic<int> created = 0;
        std::atomic<bool> slow = false;
        std::promise<void> started;
        served.router.bind(createThing, [&](Context& context, sample::Inner request) -> Async<sample::Thing> {
            if (slow) started.set_value();
            while (slow)
                co_await kernel::sleepFor(5ms);
            auto writing = kernel::writeOnce<sample::Thing>(
                *database, context, [&created, request](sql::Connection&) -> Result<sample::Thing> {
                    if (request.seats == 0) return fail(ErrorCode::unprocessable, "No seats.");
                    return sample::Thing{"t" + std::to_string(++created), "made", 1};
                });
            auto made = co_await std::move(writing);
            co_return made;
        });
        served.start();
        const auto post = [&](const std::string& body, const std::string& key, const std::string& token = "ownerA") {
            return served.ask({.method = "POST",
                               .target = "/v1/things",
                               .body = body,
                               .token = token,
                               .headers = {{"Idempotency-Key", key}}});
        };
        const auto first = post("{\"seats\":1}", "k1");
        QCOMPARE(first.status, 201);
        QCOMPARE(first.header("Location"), std::string("/v1/things/t1"));
        const auto again = post("{\"seats\":1}", "k1");
        QCOMPARE(again.status, 201);
        QCOMPARE(again.header("Location"), std::string("/v1/things/t1"));
        QCOMPARE(again.body, first.body);
        QCOMPARE(created.load(), 1);
        QCOMPARE(post("{\"seats\":2}", "k1").status, 422);
        QCOMPARE(post("{\"seats\":1}", "k1", "ownerB").status, 201);
        QCOMPARE(created.load(), 2);
        QCOMPARE(post("{\"seats\":0}", "k2").status, 422);
        QCOMPARE(post("{\"seats\":0}", "k2").status, 422);
        slow = true;
        auto running = std::async(std::launch::async, [&] { return post("{\"seats\":3}", "k3").status; });
        started.get_future().wait();
        QCOMPARE(post("{\"seats\":3}", "k3").status, 409);
        slow = false;
        QCOMPARE(running.get(), 201);
        QCOMPARE(post("{\"seats\":3}", "k3").status, 201);
        QCOMPARE(created.load(), 3);
        served.stopThread();
    }

    void streamsSlowDownWithTheirReader() {
        Served served;
        std::atomic<int> written = 0;
        std::atomic<bool> stopped = false;
        served.router.bind(streamThings,
                           [&](Context& context, contract::Nothing, kernel::LineWriter& lines) -> Async<> {
                               const std::string piece = std::string(64 * 1024 - 1, 'x') + "\n";
                               for (int i = 0; i < 2000; ++i) {
                                   auto writing = lines.write(piece);
                                   const auto taken = co_await std::move(writing);
                                   if (!taken) {
                                       stopped = context.stop.stop_requested();
                                       co_return taken;
                                   }
                                   ++written;
                               }
                               co_return Result<>();
                           });
        served.start();
        {
            test::RawConnection reader(served.port());
            reader.send(test::spell({.target = "/v1/stream"}));
            QVERIFY(reader.read(1000).starts_with("HTTP/1.1 200 OK"));
            QTest::qWait(300);
            const int before = written;
            QVERIFY2(before < 500, "the whole reply went into memory");
            QTest::qWait(200);
            QCOMPARE(written.load(), before);
        }
        QTRY_VERIFY(stopped);
        const auto whole = served.ask({.target = "/v1/stream"});
        QCOMPARE(whole.header("Content-Type"), std::string("application/x-ndjson"));
        QCOMPARE(whole.body.size(), std::size_t(2000) * 64 * 1024);
    }

    void aStreamThatFailsIsCut() {
        Served served;
        served.router.bind(streamThings, [](Context& context, contract::Nothing, kernel::LineWriter& lines) -> Async<> {
            if (context.requestId == "early") co_return fail(ErrorCode::unprocessable, "No.");
            auto writing = lines.write("1\n");
            co_await std::move(writing);
            co_return fail(ErrorCode::internal, "Broken.");
        });
        served.start();
        QCOMPARE(served.ask({.target = "/v1/stream", .headers = {{"X-Request-Id", "early"}}}).status, 422);
        QCOMPARE(served.ask({.target = "/v1/stream"}).status, 0);
    }

    void aClientThatLeavesStopsItsHandler() {
        Served served;
        std::promise<bool> outcome;
        served.router.raw(Method::get, "/wait",
                          [&](const kernel::Request&, Context& context) -> kernel::asio::awaitable<kernel::Response> {
                              for (int i = 0; i < 200 && !context.stop.stop_requested(); ++i)
                                  co_await kernel::sleepFor(20ms);
                              outcome.set_value(context.stop.stop_requested());
                              co_return kernel::Response{};
                          });
        served.start();
        {
            test::RawConnection leaving(served.port());
            leaving.send(test::spell({.target = "/wait"}));
            QTest::qWait(50);
        }
        QVERIFY(outcome.get_future().get());
    }

    void requestsAreCountedByRouteAndTenant() {
        Served served;
        bindThings(served);
        served.start();
        served.ask({.target = "/v1/tenants/" + test::tenantA + "/things", .token = "operator"});
        served.ask({.target = "/v1/tenants/" + test::tenantB + "/things", .token = "ownerB"});
        served.ask({.target = "/v1/tenants/" + test::tenantA + "/things", .token = "ownerB"});
        const auto window = served.telemetry.takeRequests();
        QCOMPARE(window.all.requests, 3u);
        QCOMPARE(window.tenants.at(test::tenantA).requests, 1u);
        QCOMPARE(window.tenants.at(test::tenantB).requests, 2u);
        const auto text = served.telemetry.exposition();
        QVERIFY(text.find("steward_http_requests_total{route=\"listThings\",status=\"404\"} 1\n") != std::string::npos);
    }
};

QTEST_GUILESS_MAIN(RouterTest)
#include "router_test.moc"
