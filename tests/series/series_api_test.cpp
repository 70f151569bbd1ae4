// Series through the API: sent, scraped, asked, limited, kept over restarts; on both engines.
#include <QtTest>
#include <cmath>
#include <mutex>
#include <thread>

#include "identity/migrations.h"
#include "kernel/otlp/protobuf_reader.h"
#include "series/live_series.h"
#include "series/migrations.h"
#include "series/prometheus_text.h"
#include "series/series_routes.h"
#include "tenancy/migrations.h"
#include "tests/support/packed.h"
#include "tests/support/reply_document.h"
#include "tests/support/served.h"

using namespace steward;
using namespace std::chrono_literals;
using contract::SeriesResult;
using domain::SeriesAggregation;
using domain::SeriesFunction;
using domain::SeriesQuery;
using series::Kind;
using series::SeriesService;
using test::Ask;
using test::read;
using test::Reply;
using test::tenantA;
using test::tenantB;

namespace {

// 2026-11-23T08:00:00Z, a whole hour.
const Time start = Time(Duration(1'795'420'800'000));

struct Serving {
    explicit Serving(const std::filesystem::path& path, Time now = start, kernel::MetricsConfig config = {})
        : clock(now),
          database(test::openDatabase(path, {&identity::migrations(), &tenancy::migrations(), &series::migrations()})),
          service(served.io, *database, served.telemetry, clock, config, "node-" + std::to_string(++nodes)) {
        series::bindRoutes(served.router, service);
        started = service.start();
        served.start();
    }
    ~Serving() {
        served.stopThread();
        database->close();
    }
    Result<> flush(bool all = false) {
        return served.run([this, all] { return service.flush(all); });
    }
    Result<> stop() {
        return served.run([this] { return service.stop(); });
    }

    // On the I/O thread, which has begun already.
    void share(std::function<void(std::string)> tell) {
        served.run([this, tell]() -> kernel::Async<> {
            service.share(tell);
            co_return Result<>();
        });
    }

    Reply ask(Ask question, const std::string& token) const {
        question.token = token;
        return served.ask(question);
    }
    Reply query(const SeriesQuery& query, Time from, Time to, const std::string& token,
                std::optional<std::int64_t> step = {}, std::optional<std::string> tenant = {}) const {
        const contract::SeriesRequest request{tenant, query, from, to, step};
        return ask({.method = "POST", .target = "/v1/series/query", .body = json::write(request)}, token);
    }
    Reply send(const std::string& body, const std::string& token, const std::string& type = "application/json",
               std::vector<std::pair<std::string, std::string>> headers = {}) const {
        headers.emplace_back("Content-Type", type);
        return ask({.method = "POST", .target = "/v1/otlp/v1/metrics", .body = body, .headers = headers}, token);
    }
    // A sample of a counter or gauge, past the API.
    void add(const std::string& tenant, const std::string& metric, double value, Kind kind,
             series::Labels labels = {}) {
        series::Batch batch;
        series::Sample sample;
        sample.metric = metric;
        sample.labels = std::move(labels);
        sample.kind = kind;
        sample.at = clock.now();
        sample.value = value;
        batch.samples.push_back(std::move(sample));
        service.add(tenant, batch);
    }

    static inline int nodes = 0;
    test::TestClock clock;
    test::Served served;
    std::unique_ptr<kernel::Database> database;
    SeriesService service;
    Result<> started;
};

std::string nanoseconds(Time time) {
    return std::to_string(time.time_since_epoch().count()) + "000000";
}

// A request of OTLP with one gauge.
std::string gauge(const std::string& name, double value, Time at, const std::string& label = "x") {
    return R"({"resourceMetrics":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"shop"}}]},
        "scopeMetrics":[{"metrics":[{"name":")" +
           name + R"(","gauge":{"dataPoints":[{"asDouble":)" + std::to_string(value) + R"(,"timeUnixNano":")" +
           nanoseconds(at) + R"(","attributes":[{"key":"label","value":{"stringValue":")" + label + R"("}}]}]}}]}]}]})";
}

std::vector<double> present(const domain::SeriesLine& line) {
    std::vector<double> values;
    for (const auto& value : line.values)
        if (value) values.push_back(*value);
    return values;
}

}  // namespace

class SeriesApiTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatIsSentIsTheSendersOwn() {
        const test::TemporaryFolder folder;
        Serving serving(folder.path() / "db");
        QVERIFY(serving.started.has_value());
        const auto sent = serving.send(gauge("load.now", 1.5, start), "ownerA");
        QCOMPARE(sent.status, 200);
        QCOMPARE(sent.body, std::string("{}"));
        QCOMPARE(sent.header("Content-Type"), std::string("application/json"));
        QCOMPARE(serving.send(gauge("load.now", 2.5, start), "operator").status, 200);
        QCOMPARE(serving.send(gauge("load.now", 9, start), "viewerA").status, 403);
        QCOMPARE(serving.send(gauge("load.now", 9, start), "support").status, 403);
        QCOMPARE(serving.send(gauge("load.now", 9, start), "").status, 401);

        const SeriesQuery query{.metric = "load_now"};
        const auto own = read<SeriesResult>(serving.query(query, start, start, "viewerA"));
        QCOMPARE(own.items.size(), std::size_t(1));
        QCOMPARE(own.items[0].values, (std::vector<std::optional<double>>{1.5}));
        QCOMPARE(own.items[0].labels, (std::map<std::string, std::string>{{"job", "shop"}, {"label", "x"}}));
        QCOMPARE(own.source, contract::SeriesSource::memory);
        QCOMPARE(own.promql, std::string("load_now"));
        QVERIFY(read<SeriesResult>(serving.query(query, start, start, "ownerB")).items.empty());
        QCOMPARE(serving.query(query, start, start, "ownerB", {}, tenantA).status, 404);
        QCOMPARE(read<SeriesResult>(serving.query(query, start, start, "operator")).items.at(0).values.at(0), 2.5);
        QCOMPARE(
            read<SeriesResult>(serving.query(query, start, start, "operator", {}, tenantA)).items.at(0).values.at(0),
            1.5);
        QCOMPARE(
            read<contract::SeriesCatalog>(serving.ask({.target = "/v1/series?prefix=lo"}, "ownerA")).metrics.size(),
            std::size_t(1));
        const auto labels =
            read<contract::SeriesCatalog>(serving.ask({.target = "/v1/series?metric=load_now"}, "ownerA"));
        QCOMPARE(labels.labels.at(1).values, (std::vector<std::string>{"x"}));
        QVERIFY(read<contract::SeriesCatalog>(serving.ask({.target = "/v1/series"}, "ownerB")).metrics.empty());

        // For a Prometheus: the tenant is a label, and nobody else's for a tenant.
        const auto all = serving.ask({.target = "/v1/series/text"}, "operator").body;
        QVERIFY2(all.find("load_now{job=\"shop\",label=\"x\",steward_tenant=\"" + tenantA + "\"} 1.5 1795420800000") !=
                     std::string::npos,
                 all.c_str());
        QVERIFY(series::readPrometheusText(all, start)->samples.size() == 2);
        QVERIFY(serving.ask({.target = "/v1/series/text"}, "ownerB").body.empty());
    }

    void liveValuesAreThoseOfTheQueries() {
        const test::TemporaryFolder folder;
        Serving serving(folder.path() / "db");
        serving.add(tenantA, "queue", 3, Kind::gauge, {{"zone", "eu"}});
        serving.add(tenantA, "queue", 4, Kind::gauge, {{"zone", "us"}});
        serving.add(tenantB, "queue", 100, Kind::gauge, {{"zone", "eu"}});
        const std::vector<SeriesQuery> queries{{.metric = "queue", .aggregation = SeriesAggregation::sum},
                                               {.metric = "nothing"},
                                               {.metric = "queue"},
                                               {.metric = "not a name"}};
        const auto spelled = [&](const std::string& tenant) {
            std::string text;
            for (const auto& value : series::liveSample(serving.service.engine(), tenant, queries, start).values)
                text += value.name + "=" + std::to_string(static_cast<int>(value.value)) + " ";
            return text;
        };
        QCOMPARE(spelled(tenantA), std::string("0=7 2{zone=\"eu\"}=3 2{zone=\"us\"}=4 "));
        QCOMPARE(spelled(tenantB), std::string("0=100 2{zone=\"eu\"}=100 "));
        QCOMPARE(spelled(""), std::string());
    }

    void liveValuesComeAsOftenAsTheyAreAskedFor() {
        const test::TemporaryFolder folder;
        Serving serving(folder.path() / "db");
        serving.add(tenantA, "queue", 3, Kind::gauge);
        SystemClock clock;
        std::mutex mutex;
        std::map<std::string, std::vector<Time>> heard;
        series::LiveSeries live(serving.served.io, *serving.database, serving.service.engine(), clock,
                                [&](const std::string& stream, const std::string&, Time at) {
                                    const std::lock_guard lock(mutex);
                                    heard[stream].push_back(at);
                                });
        const auto times = [&](const std::string& stream) {
            const std::lock_guard lock(mutex);
            return heard[stream];
        };
        const auto watch = [&](std::vector<series::LiveQueries> all) {
            serving.served.run([&live, all]() -> kernel::Async<> {
                live.watch(all);
                co_return Result<>();
            });
        };
        const std::vector<SeriesQuery> queries{{.metric = "queue"}};
        watch({{"quick", tenantA, queries, 100ms}, {"slow", tenantA, queries, 500ms}});
        QTRY_VERIFY(times("slow").size() >= 3);
        for (const auto& [stream, step] : {std::pair("quick", 100), std::pair("slow", 500)}) {
            const auto all = times(stream);
            for (std::size_t i = 0; i < all.size(); ++i) {
                QCOMPARE(all[i].time_since_epoch().count() % step, 0);
                QVERIFY(i == 0 || all[i] > all[i - 1]);
            }
        }
        QVERIFY(times("quick").size() > times("slow").size());
        // What nobody watches any more is not computed.
        watch({{"slow", tenantA, queries, 500ms}});
        QTRY_VERIFY(times("slow").size() >= 5);
        const auto before = times("quick").size(), slow = times("slow").size();
        QTRY_VERIFY(times("slow").size() >= slow + 2);
        QCOMPARE(times("quick").size(), before);
        watch({});
        serving.served.run([&live]() -> kernel::Async<> {
            live.stop();
            co_return Result<>();
        });
    }

    void protobufAndGzipAreTaken() {
        const test::TemporaryFolder folder;
        Serving serving(folder.path() / "db");
        std::string point;
        kernel::otlp::appendFixed64(point, 3, static_cast<std::uint64_t>(start.time_since_epoch().count()) * 1'000'000);
        kernel::otlp::appendFixed64(point, 6, 7);
        std::string data, metric, scope, resource, request;
        kernel::otlp::appendField(data, 1, point);
        kernel::otlp::appendField(metric, 1, std::string_view("seven"));
        kernel::otlp::appendField(metric, 5, data);
        kernel::otlp::appendField(scope, 2, metric);
        kernel::otlp::appendField(resource, 2, scope);
        kernel::otlp::appendField(request, 1, resource);
        const auto sent = serving.send(request, "ownerA", "application/x-protobuf");
        QCOMPARE(sent.status, 200);
        QCOMPARE(sent.header("Content-Type"), std::string("application/x-protobuf"));
        QVERIFY(sent.body.empty());
        serving.clock.move(5s);
        QCOMPARE(serving
                     .send(test::gzip(gauge("packed", 3, serving.clock.now())), "ownerA", "application/json",
                           {{"Content-Encoding", "gzip"}})
                     .status,
                 200);
        for (const std::string name : {"seven", "packed"})
            QCOMPARE(read<SeriesResult>(serving.query({.metric = name}, start + 5s, start + 5s, "ownerA")).items.size(),
                     std::size_t(1));

        const auto broken = serving.send(request.substr(0, 20), "ownerA", "application/x-protobuf");
        QCOMPARE(broken.status, 400);
        kernel::otlp::ProtobufReader status(broken.body);
        QVERIFY(status.next() && status.field() == 1 && status.whole() == 3);
        QCOMPARE(serving.send("{", "ownerA").status, 400);
        QCOMPARE(serving.send("x", "ownerA", "text/plain").status, 415);
        QCOMPARE(serving.send("{}", "ownerA", "application/json", {{"Content-Encoding", "br"}}).status, 415);
        QCOMPARE(serving.send("{}", "ownerA", "application/json", {{"Content-Encoding", "gzip"}}).status, 400);
        QCOMPARE(serving
                     .send(test::gzip(std::string(20 << 20, ' ')), "ownerA", "application/json",
                           {{"Content-Encoding", "gzip"}})
                     .status,
                 413);
    }

    void limitsAnswerWithCountsAndOthersGoOn() {
        const test::TemporaryFolder folder;
        kernel::MetricsConfig config;
        config.seriesPerTenant = 3;
        Serving serving(folder.path() / "db", start, config);
        for (int i = 0; i < 3; ++i)
            QCOMPARE(serving.send(gauge("m", i, start, std::to_string(i)), "ownerA").body, std::string("{}"));
        const auto partial = serving.send(gauge("m", 5, start, "new"), "ownerA");
        QCOMPARE(partial.status, 200);
        const auto reply = read<contract::OtlpMetricsReply>(partial);
        QVERIFY(reply.partialSuccess.has_value());
        QCOMPARE(reply.partialSuccess->rejectedDataPoints, std::string("1"));
        QVERIFY2(reply.partialSuccess->errorMessage.find("the limit of the tenant (3)") != std::string::npos,
                 partial.body.c_str());
        QCOMPARE(serving.send(gauge("m", 5, start, "new"), "ownerB").body, std::string("{}"));
        const auto usage = read<contract::SeriesUsage>(serving.ask({.target = "/v1/series/usage"}, "ownerA"));
        QCOMPARE(usage.series, 3);
        QCOMPARE(usage.seriesLimit, 3);
        QCOMPARE(usage.refused.at("tooManySeries"), 1);
        QCOMPARE(usage.largest.at(0).series, 3);
    }

    void questionsThatMeanNothingAreRefused() {
        const test::TemporaryFolder folder;
        Serving serving(folder.path() / "db");
        QCOMPARE(serving.query({.metric = "a b"}, start, start, "ownerA").status, 400);
        QCOMPARE(serving.query({.metric = "a"}, start, start - 1s, "ownerA").status, 400);
        QCOMPARE(serving.query({.metric = "a"}, start - 24h, start, "ownerA", 1000).status, 400);
        QCOMPARE(serving.query({.metric = "a", .top = 0}, start, start, "ownerA").status, 400);
        QCOMPARE(serving.ask({.target = "/v1/series?limit=0"}, "ownerA").status, 400);
        QCOMPARE(serving.ask({.target = "/v1/series?limit=1001"}, "ownerA").status, 400);
        for (int i = 0; i < 1100; ++i)
            serving.add(tenantA, "many", i, Kind::gauge, {{"i", std::to_string(i)}});
        QCOMPARE(serving.query({.metric = "many"}, start, start, "ownerA").status, 422);
        QCOMPARE(read<SeriesResult>(serving.query({.metric = "many", .top = 3}, start, start, "ownerA")).items.size(),
                 std::size_t(3));
        const auto sum = read<SeriesResult>(
            serving.query({.metric = "many", .aggregation = SeriesAggregation::sum}, start, start, "ownerA"));
        QCOMPARE(sum.items.at(0).values.at(0), 1099 * 1100 / 2.0);
        // Other rooms ask without a request.
        const SeriesQuery query{.metric = "many", .aggregation = SeriesAggregation::maximum};
        const auto recent = serving.service.engine().recent(tenantA, query, {start, start, {}});
        QVERIFY(recent.has_value());
        QCOMPARE(recent->items.at(0).values.at(0), 1099.0);
        QVERIFY(serving.service.engine().recent(tenantB, query, {start, start, {}})->items.empty());
        QCOMPARE(serving.service.engine().recent(tenantA, query, {start - 3h, start, {}}).error().fields.at(0).path,
                 std::string("/from"));
    }

    // Four hours, asked at their end out of memory, steps of ten seconds and minutes; then killed, and asked again.
    void whatIsOldComesFromSteps() {
        const test::TemporaryFolder folder;
        const SeriesQuery rate{.metric = "c_total", .function = SeriesFunction::rate};
        const SeriesQuery hourly{.metric = "c_total", .function = SeriesFunction::increase, .windowSeconds = 3600};
        const SeriesQuery mean{.metric = "g", .function = SeriesFunction::average, .windowSeconds = 600};
        Time end;
        const auto check = [&](Serving& serving) {
            const auto recent = read<SeriesResult>(serving.query(rate, end - 30min, end, "ownerA", 10'000));
            QCOMPARE(recent.source, contract::SeriesSource::memory);
            for (const double value : present(recent.items.at(0)))
                QVERIFY2(std::abs(value - 2) < 0.05, std::to_string(value).c_str());
            const auto old = read<SeriesResult>(serving.query(rate, end - 3h, end, "ownerA", 10'000));
            QCOMPARE(old.source, contract::SeriesSource::rollups);
            QCOMPARE(old.resolutionMs, 10'000);
            QCOMPARE(present(old.items.at(0)).size(), old.items.at(0).values.size());
            for (const double value : present(old.items.at(0)))
                QVERIFY2(std::abs(value - 2) < 0.05, std::to_string(value).c_str());
            const auto minutes = read<SeriesResult>(serving.query(hourly, end - 2h, end, "ownerA", 60'000));
            QCOMPARE(minutes.resolutionMs, 60'000);
            for (const double value : present(minutes.items.at(0)))
                QVERIFY2(std::abs(value - 7200) < 150, std::to_string(value).c_str());
            const auto means = read<SeriesResult>(serving.query(mean, end - 2h, end, "ownerA", 60'000));
            for (const double value : present(means.items.at(0)))
                QVERIFY2(std::abs(value - 50) < 1, std::to_string(value).c_str());
            QVERIFY(read<SeriesResult>(serving.query(rate, end - 3h, end, "ownerB", 10'000)).items.empty());
        };
        {
            Serving serving(folder.path() / "db");
            double value = 0;
            for (int i = 0; i < 4 * 3600 / 5; ++i) {
                // A restart of what counts, now and then.
                value = i % 700 == 699 ? 10 : value + 10;
                serving.add(tenantA, "c_total", value, Kind::counter);
                serving.add(tenantA, "g", i % 2 == 0 ? 0 : 100, Kind::gauge);
                end = serving.clock.now();
                serving.clock.move(5s);
                if (i % 60 == 59) QVERIFY(serving.flush());
            }
            QVERIFY(serving.flush());
            check(serving);
        }
        Serving again(folder.path() / "db", end + 5s);
        QVERIFY(again.started.has_value());
        check(again);
        // It goes on where it was: no reset, no gap.
        again.add(tenantA, "c_total", 10'000, Kind::counter);
        QCOMPARE(read<contract::SeriesUsage>(again.ask({.target = "/v1/series/usage"}, "ownerA")).series, 2);
        QVERIFY(again.stop());
    }

    void targetsAreFetchedAndTheirSeriesKept() {
        const test::TemporaryFolder folder;
        test::Served shop;
        std::string page = "# TYPE orders_total counter\norders_total 5\n";
        std::mutex mutex;
        int status = 200;
        shop.router.raw(contract::Method::get, "/metrics",
                        [&](const kernel::Request&, kernel::Context&) -> kernel::asio::awaitable<kernel::Response> {
                            const std::lock_guard lock(mutex);
                            kernel::Response response;
                            response.status = status;
                            response.body = page;
                            if (status == 302) response.set("Location", "/metrics");
                            co_return response;
                        });
        shop.start();
        Serving serving(folder.path() / "db", SystemClock().now());
        const auto keep = [&](Duration by) { serving.clock.move(by); };
        const auto post = [&](const std::string& body, const std::string& token = "operator") {
            return serving.ask({.method = "POST", .target = "/v1/scrape-targets", .body = body}, token);
        };
        const std::string url = "http://127.0.0.1:" + std::to_string(shop.port()) + "/metrics";
        const auto body = [&](json::Object object) {
            if (!object.contains("url")) object["url"] = url;
            return json::write(json::Value(std::move(object)));
        };
        QCOMPARE(post(body({{"name", "a"}, {"url", "file:///etc/passwd"}})).status, 422);
        QCOMPARE(post(body({{"name", "a"}, {"url", "ftp://x/"}})).status, 422);
        QCOMPARE(post(body({{"name", "a"}, {"url", "http://user:secret@x/"}})).status, 422);
        QCOMPARE(post(body({{"name", ""}})).status, 422);
        QCOMPARE(post(body({{"name", "a"}, {"intervalSeconds", 1}})).status, 422);
        QCOMPARE(post(body({{"name", "a"}, {"labels", json::Object{{"job", "x"}}}})).status, 422);
        QCOMPARE(post(body({{"name", "a"}, {"tenantId", "ten_00000000000000000000000009"}})).status, 422);
        QCOMPARE(post(body({{"name", "a"}}), "ownerA").status, 403);
        const auto made =
            post(body({{"name", "shop"}, {"intervalSeconds", 5}, {"labels", json::Object{{"zone", "eu"}}}}));
        QCOMPARE(made.status, 201);
        auto target = read<contract::ScrapeTarget>(made);
        const auto state = [&] {
            return read<contract::ScrapeTarget>(serving.ask({.target = "/v1/scrape-targets/" + target.id}, "operator"));
        };
        const auto value = [&](const std::string& metric) {
            const Time now = serving.clock.now();
            const auto result = read<SeriesResult>(serving.query({.metric = metric}, now, now, "operator"));
            return result.items.empty() ? std::nullopt : result.items[0].values[0];
        };
        // The clock of the test moves when it says so; the scraper looks at it four times a second.
        const auto until = [&](auto holds) {
            for (int i = 0; i < 100; ++i) {
                if (holds()) return true;
                keep(1s);
                std::this_thread::sleep_for(100ms);
            }
            return false;
        };
        QVERIFY(until([&] { return value("orders_total") == 5; }));
        QVERIFY(until([&] { return state().up == true; }));
        QCOMPARE(value("up").value_or(-1), 1.0);
        {
            const Time now = serving.clock.now();
            const auto labels =
                read<SeriesResult>(serving.query({.metric = "up"}, now, now, "operator")).items.at(0).labels;
            QCOMPARE(labels,
                     (std::map<std::string, std::string>{
                         {"instance", "127.0.0.1:" + std::to_string(shop.port())}, {"job", "shop"}, {"zone", "eu"}}));
        }
        {
            const std::lock_guard lock(mutex);
            page = "orders_total 9\n";
        }
        QVERIFY(until([&] { return value("orders_total") == 9; }));
        // What is no such text, too large, or elsewhere is a target that is down: its series end.
        for (const auto& [code, text] : {std::pair(200, std::string("<html>")), std::pair(302, std::string()),
                                         std::pair(500, std::string()), std::pair(200, std::string(9 << 20, '\n'))}) {
            {
                const std::lock_guard lock(mutex);
                status = code;
                page = text;
            }
            QVERIFY(until([&] { return value("up") == 0 && !value("orders_total"); }));
            QVERIFY(until([&] { return state().up == false && !state().problem.empty(); }));
            {
                const std::lock_guard lock(mutex);
                status = 200;
                page = "orders_total 12\n";
            }
            QVERIFY(until([&] { return value("orders_total") == 12; }));
            QVERIFY(until([&] { return state().up == true; }));
        }

        target = state();
        const auto change = [&](const std::string& version) {
            return serving.ask({.method = "PUT",
                                .target = "/v1/scrape-targets/" + target.id,
                                .body = body({{"name", "shop"}, {"enabled", false}}),
                                .headers = {{"If-Match", version}}},
                               "operator");
        };
        QCOMPARE(change("\"v7\"").status, 412);
        const auto changed = read<contract::ScrapeTarget>(change("\"v1\""));
        QVERIFY(!changed.enabled && changed.version == 2 && changed.labels.empty());
        QVERIFY(until([&] { return !value("orders_total") && !value("up"); }));
        QCOMPARE(serving.ask({.method = "DELETE", .target = "/v1/scrape-targets/" + target.id}, "operator").status,
                 204);
        QCOMPARE(serving.ask({.target = "/v1/scrape-targets/" + target.id}, "operator").status, 404);
        QVERIFY(read<contract::ScrapeTargets>(serving.ask({.target = "/v1/scrape-targets"}, "operator")).items.empty());
    }

    void oneNodeFetches() {
        const test::TemporaryFolder folder;
        std::atomic<int> fetched = 0;
        test::Served shop;
        shop.router.raw(contract::Method::get, "/metrics",
                        [&](const kernel::Request&, kernel::Context&) -> kernel::asio::awaitable<kernel::Response> {
                            ++fetched;
                            kernel::Response response;
                            response.body = "a 1\n";
                            co_return response;
                        });
        shop.start();
        const Time now = SystemClock().now();
        Serving one(folder.path() / "db", now);
        Serving other(folder.path() / "db", now);
        const std::string url = "http://127.0.0.1:" + std::to_string(shop.port()) + "/metrics";
        QCOMPARE(one.ask({.method = "POST",
                          .target = "/v1/scrape-targets",
                          .body = json::write(json::Value(json::Object{
                              {"name", "shop"}, {"url", url}, {"intervalSeconds", 3600}, {"timeoutSeconds", 5}}))},
                         "operator")
                     .status,
                 201);
        for (int i = 0; i < 150 && fetched == 0; ++i) {
            one.clock.move(1s);
            other.clock.move(1s);
            std::this_thread::sleep_for(100ms);
        }
        std::this_thread::sleep_for(600ms);
        QCOMPARE(fetched.load(), 1);
    }

    // Each answers for what reached the other; one stores, and when it is gone another does.
    void nodesTellEachOther() {
        const test::TemporaryFolder folder;
        Serving other(folder.path() / "db");
        {
            Serving one(folder.path() / "db");
            one.share([&](std::string text) { other.service.heard(text); });
            other.share([&](std::string text) { one.service.heard(text); });
            for (int i = 0; i < 60; ++i) {
                auto& taking = i % 2 == 0 ? one : other;
                QCOMPARE(taking.send(gauge("load", i, taking.clock.now()), "ownerA").body, std::string("{}"));
                one.clock.move(5s);
                other.clock.move(5s);
            }
            other.service.heard("what is no message");
            for (const auto* node : {&one, &other}) {
                const auto seen =
                    read<SeriesResult>(node->query({.metric = "load"}, start, start + 295s, "ownerA", 5000));
                QCOMPARE(seen.items.size(), std::size_t(1));
                QCOMPARE(present(seen.items.at(0)).size(), std::size_t(60));
                QCOMPARE(present(seen.items.at(0)).back(), 59.0);
                QVERIFY(read<SeriesResult>(node->query({.metric = "load"}, start, start, "ownerB")).items.empty());
            }
            QVERIFY(one.flush());
            QVERIFY(other.flush());  // has not the lease: keeps what it knows
        }
        other.share([](std::string) {});
        other.clock.move(40s);
        QVERIFY(other.flush(true));
        Serving after(folder.path() / "db", other.clock.now());
        const auto stored =
            read<SeriesResult>(after.query({.metric = "load"}, start + 20s, start + 295s, "ownerA", 10'000));
        QVERIFY(present(stored.items.at(0)).size() >= 27);
    }

    void retentionRemovesWhatIsOld() {
        const test::TemporaryFolder folder;
        Serving serving(folder.path() / "db");
        for (int i = 0; i < 240; ++i) {
            serving.add(tenantA, "g", i, Kind::gauge);
            serving.clock.move(60s);
        }
        QVERIFY(serving.flush(true));
        const auto rows = [&](std::int64_t step) {
            return serving.database
                ->readNow([&](sql::Connection& db) -> Result<std::int64_t> {
                    STEWARD_TRY(const auto found,
                                db.query(sql::tenantOwned("SELECT count(*) FROM series_chunks WHERE step_ms = ?1"),
                                         sql::TenantScope::all(), sql::Params({step})));
                    return found[0].integer(0);
                })
                .value();
        };
        const auto forget = [&](Time now) {
            return serving.database->writeNow(
                [&](sql::Connection& db) { return series::forgetOldChunks(db, series::Retention(), now); });
        };
        QCOMPARE(rows(10'000), 24);
        QVERIFY(forget(start + 24h));
        QCOMPARE(rows(10'000), 24);
        QVERIFY(forget(start + 30h));
        QCOMPARE(rows(10'000), 0);
        QCOMPARE(rows(60'000), 4);
        QVERIFY(forget(start + 32 * 24h));
        QCOMPARE(rows(60'000), 0);
        QCOMPARE(rows(3'600'000), 1);
        QVERIFY(forget(start + 400 * 24h));
        QCOMPARE(rows(3'600'000), 0);
    }
};

QTEST_GUILESS_MAIN(SeriesApiTest)
#include "series_api_test.moc"
