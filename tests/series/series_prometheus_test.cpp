// The same samples in the platform and in a real Prometheus: the same answers. And Prometheus as the grown engine:
// queries go there, under a tenant that nobody escapes.
#include <QtTest>
#include <cmath>
#include <random>
#include <thread>

#include "contract/endpoints.h"
#include "contract/problem.h"
#include "series/engine.h"
#include "series/migrations.h"
#include "series/prometheus_reply.h"
#include "series/prometheus_text.h"
#include "tests/support/prometheus_server.h"
#include "tests/support/reply_document.h"
#include "tests/support/served.h"
#include "tests/support/sign_in.h"
#include "tests/support/stewardd_fixture.h"

using namespace steward;
using namespace std::chrono_literals;
using contract::SeriesResult;
using domain::SeriesAggregation;
using domain::SeriesFunction;
using domain::SeriesLine;
using domain::SeriesQuery;
using series::Kind;
using series::Labels;
using series::Sample;
using test::read;

namespace {

constexpr double tolerance = 1e-9;

std::string tenantLabel() {
    return kernel::MetricsConfig().tenantLabel;
}

// Counters with resets, gauges with gaps, histograms: every 15 seconds, give or take.
std::vector<Sample> samplesBetween(Time from, Time to) {
    std::mt19937 random(11);
    std::vector<Sample> samples;
    const auto add = [&](std::string metric, Labels labels, Kind kind, Time at, double value) {
        Sample one;
        one.metric = std::move(metric);
        one.labels = series::sorted(std::move(labels));
        one.kind = kind;
        one.at = at;
        one.value = value;
        samples.push_back(std::move(one));
    };
    const double bounds[] = {0.005, 0.05, 0.1, 0.5, 1, 2.5, INFINITY};
    for (int number = 0; number < 12; ++number) {
        const std::string job = number % 3 == 0 ? "shop" : "mail";
        const std::string path = "/" + std::to_string(number);
        double total = random() % 1000;
        std::array<double, std::size(bounds)> buckets{};
        double sum = 0;
        for (Time at = from + Duration(random() % 15'000); at < to; at += 15s) {
            const Time jittered = at + Duration(random() % 700);
            total = random() % 60 == 0 ? random() % 5 : total + random() % 100;
            add("requests_total", {{"job", job}, {"path", path}, {"code", number % 2 ? "200" : "500"}}, Kind::counter,
                jittered, total);
            const bool isGap = (at - from) / 10min % 3 == 1 && number % 4 == 0;
            if (!isGap)
                add("temperature", {{"room", path}}, Kind::gauge, jittered,
                    std::sin(number + double(random() % 100)) * 40 + number * 0.001);
            if (number >= 4) continue;
            for (int seen = 0; seen < 20; ++seen) {
                const double value = std::exp(double(random() % 1000) / 150 - 5);
                sum += value;
                for (std::size_t i = 0; i < std::size(bounds); ++i)
                    buckets[i] += value <= bounds[i];
            }
            for (std::size_t i = 0; i < std::size(bounds); ++i)
                add("latency_bucket",
                    {{"job", job}, {"path", path}, {"le", std::isinf(bounds[i]) ? "+Inf" : json::write(bounds[i])}},
                    Kind::counter, jittered, buckets[i]);
            add("latency_count", {{"job", job}, {"path", path}}, Kind::counter, jittered, buckets.back());
            add("latency_sum", {{"job", job}, {"path", path}}, Kind::counter, jittered, sum);
        }
    }
    std::ranges::stable_sort(samples, {}, &Sample::at);
    return samples;
}

// As promtool takes it, with the tenant as a label.
std::string openMetrics(const std::vector<Sample>& samples, const std::string& tenant) {
    std::map<std::string, std::string> families;
    for (const auto& sample : samples) {
        Labels labels = sample.labels;
        if (!tenant.empty()) labels.emplace_back(tenantLabel(), tenant);
        std::string line;
        series::appendSample(line, sample.metric, series::sorted(labels), sample.value, sample.at);
        // Seconds instead of milliseconds.
        line.insert(line.size() - 4, ".");
        families[sample.metric] += line;
    }
    std::string text;
    for (const auto& [name, lines] : families)
        text += lines;
    return text;
}

std::string spell(const std::optional<double>& value) {
    return value ? json::write(*value) : "nothing";
}

// "" when they are the same, or where they differ.
std::string difference(const std::vector<SeriesLine>& ours, const std::vector<SeriesLine>& theirs,
                       double allowed = tolerance) {
    if (ours.size() != theirs.size())
        return std::to_string(ours.size()) + " lines, not " + std::to_string(theirs.size());
    for (std::size_t i = 0; i < ours.size(); ++i) {
        if (ours[i].labels != theirs[i].labels) return "labels of line " + std::to_string(i);
        if (ours[i].values.size() != theirs[i].values.size()) return "points of line " + std::to_string(i);
        for (std::size_t j = 0; j < ours[i].values.size(); ++j) {
            const auto& a = ours[i].values[j];
            const auto& b = theirs[i].values[j];
            const bool same = a.has_value() == b.has_value() &&
                              (!a || std::abs(*a - *b) <= allowed * std::max({1.0, std::abs(*a), std::abs(*b)}));
            if (!same)
                return "line " + json::write(ours[i].labels) + " point " + std::to_string(j) + ": " + spell(a) +
                       ", not " + spell(b);
        }
    }
    return {};
}

std::vector<SeriesQuery> queries() {
    using domain::SeriesMatcher;
    const std::vector<SeriesMatcher> shop{{"job", {"shop"}, {}}};
    const std::vector<SeriesMatcher> some{{"path", {"/1", "/2", "/3", "/1.1"}, {}}, {"code", {"500"}, true}};
    const std::vector<SeriesMatcher> none{{"absent", {""}, {}}, {"job", {""}, true}};
    return {
        {.metric = "requests_total"},
        {.metric = "temperature"},
        {.metric = "requests_total", .function = SeriesFunction::rate},
        {.metric = "requests_total", .function = SeriesFunction::rate, .windowSeconds = 37},
        {.metric = "requests_total", .function = SeriesFunction::rate, .windowSeconds = 20},
        {.metric = "requests_total", .function = SeriesFunction::increase, .where = shop, .windowSeconds = 600},
        {.metric = "requests_total", .function = SeriesFunction::increase, .where = some, .windowSeconds = 120},
        {.metric = "requests_total", .function = SeriesFunction::rate, .where = none},
        {.metric = "requests_total", .function = SeriesFunction::rate, .aggregation = SeriesAggregation::sum},
        {.metric = "requests_total",
         .function = SeriesFunction::rate,
         .aggregation = SeriesAggregation::sum,
         .by = {{"job", "code"}}},
        {.metric = "requests_total",
         .function = SeriesFunction::rate,
         .aggregation = SeriesAggregation::average,
         .by = {{"job"}}},
        {.metric = "temperature", .aggregation = SeriesAggregation::minimum},
        {.metric = "temperature", .aggregation = SeriesAggregation::maximum, .by = {{"absent"}}},
        {.metric = "temperature", .function = SeriesFunction::average, .windowSeconds = 240},
        {.metric = "temperature", .function = SeriesFunction::minimum, .windowSeconds = 100},
        {.metric = "temperature", .function = SeriesFunction::maximum, .windowSeconds = 100, .top = 2},
        {.metric = "requests_total", .function = SeriesFunction::rate, .top = 3},
        {.metric = "requests_total",
         .function = SeriesFunction::rate,
         .aggregation = SeriesAggregation::sum,
         .by = {{"path"}},
         .top = 4},
        {.metric = "latency", .function = SeriesFunction::quantile, .quantile = 0.5},
        {.metric = "latency", .function = SeriesFunction::quantile, .where = shop, .quantile = 0.99},
        {.metric = "latency",
         .function = SeriesFunction::quantile,
         .windowSeconds = 90,
         .quantile = 0.9,
         .aggregation = SeriesAggregation::sum},
        {.metric = "latency",
         .function = SeriesFunction::quantile,
         .quantile = 0.1,
         .aggregation = SeriesAggregation::sum,
         .by = {{"job"}}},
        {.metric = "nothing_of_the_kind"},
    };
}

// A request of OTLP with all of them.
std::string otlpOf(const std::vector<Sample>& samples) {
    json::Array metrics;
    for (const auto& sample : samples) {
        json::Array attributes;
        for (const auto& [name, value] : sample.labels)
            attributes.push_back(json::Object{{"key", name}, {"value", json::Object{{"stringValue", value}}}});
        json::Object point{{"asDouble", sample.value},
                           {"timeUnixNano", std::to_string(sample.at.time_since_epoch().count()) + "000000"},
                           {"attributes", std::move(attributes)}};
        json::Object data{{"dataPoints", json::Array{std::move(point)}}};
        // Sums that only grow would be called _total.
        const bool isCounter = sample.metric == "requests_total";
        if (isCounter) {
            data["aggregationTemporality"] = 2;
            data["isMonotonic"] = true;
        }
        json::Object metric{{"name", sample.metric}};
        metric[isCounter ? "sum" : "gauge"] = std::move(data);
        metrics.push_back(std::move(metric));
    }
    return json::write(json::Value(json::Object{
        {"resourceMetrics",
         json::Array{json::Object{{"scopeMetrics", json::Array{json::Object{{"metrics", std::move(metrics)}}}}}}}}));
}

}  // namespace

class SeriesPrometheusTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        QVERIFY2(grown_.loadDemo(20), grown_.log().c_str());
        now_ = SystemClock().now();
        recent_ = samplesBetween(now_ - 50min, now_);
        // The tenant is known before the platform runs with its Prometheus.
        QVERIFY2(grown_.start(), grown_.log().c_str());
        const auto tenants = read<contract::Page<domain::Tenant>>(grown_.ask({.target = "/v1/tenants"})).items;
        const auto isActive = [](const auto& one) { return one.status == domain::TenantStatus::active; };
        const auto first = std::ranges::find_if(tenants, isActive);
        QVERIFY(first != tenants.end());
        const auto second = std::find_if(first + 1, tenants.end(), isActive);
        QVERIFY(second != tenants.end());
        tenant_ = *first;
        other_ = *second;
        QCOMPARE(grown_.stop(), 0);
        QVERIFY2(prometheus_.fill(openMetrics(recent_, tenant_.id)), prometheus_.log().c_str());
        QVERIFY2(prometheus_.start(), prometheus_.log().c_str());
        grown_.set("metrics.prometheus=" + prometheus_.url());
        QVERIFY2(grown_.start(), grown_.log().c_str());
        QVERIFY2(own_.start(), own_.log().c_str());
        for (std::size_t first_ = 0; first_ < recent_.size(); first_ += 2000) {
            const std::vector<Sample> some(recent_.begin() + std::ptrdiff_t(first_),
                                           recent_.begin() + std::ptrdiff_t(std::min(recent_.size(), first_ + 2000)));
            const auto sent = own_.ask({.method = "POST",
                                        .target = "/v1/otlp/v1/metrics",
                                        .body = otlpOf(some),
                                        .headers = {{"Content-Type", "application/json"}}});
            QVERIFY2(sent.status == 200 && sent.body == "{}", sent.body.c_str());
        }
    }

    void theSameSamplesGiveTheSameAnswers() {
        for (const auto& query : queries())
            for (const auto& [from, to, step] : {std::tuple(now_ - 40min, now_ - 1min, 30'000),
                                                 std::tuple(now_ - 7min, now_, 1000), std::tuple(now_, now_, 1000)}) {
                const auto ours = ask(own_, query, from, to, step, {});
                const auto theirs = ask(grown_, query, from, to, step, tenant_.id);
                QCOMPARE(ours.source, contract::SeriesSource::memory);
                QCOMPARE(theirs.source, contract::SeriesSource::prometheus);
                const auto where = difference(ours.items, theirs.items);
                QVERIFY2(where.empty(), (domain::toPromql(query) + ": " + where).c_str());
                if (query.metric != "nothing_of_the_kind" && to > from) QVERIFY(!ours.items.empty());
                ++compared_;
            }
        QVERIFY(compared_ >= 60);
    }

    void theTenantIsNotEscaped() {
        const SeriesQuery query{.metric = "temperature"};
        const auto owner = test::signIn(grown_.port(), tenant_.slug, tenant_.ownerEmail).token;
        const auto foreign = test::signIn(grown_.port(), other_.slug, other_.ownerEmail).token;
        QVERIFY(!owner.empty() && !foreign.empty());
        const auto as = [&](const std::string& token, SeriesQuery asked, std::optional<std::string> tenant = {}) {
            contract::SeriesRequest request{tenant, std::move(asked), now_ - 10min, now_, 30'000};
            return grown_.ask(
                {.method = "POST", .target = "/v1/series/query", .body = json::write(request), .token = token});
        };
        QCOMPARE(read<SeriesResult>(as(owner, query)).items.size(), std::size_t(12));
        QVERIFY(read<SeriesResult>(as(foreign, query)).items.empty());
        QVERIFY(read<SeriesResult>(as({}, query)).items.empty());  // staff: the platform's own
        QCOMPARE(as(foreign, query, tenant_.id).status, 404);
        for (const std::string& value :
             std::vector<std::string>{"x\"} or temperature{room!=\"", "\\", "x\\\"} or temperature{room!=\"\\", "a\nb",
                                      "\"", "`", "#", "x\",steward_tenant=\"" + tenant_.id}) {
            auto tricky = query;
            tricky.where = {{"room", {value}, {}}};
            const auto one = as(foreign, tricky);
            QVERIFY2(one.status == 200 && read<SeriesResult>(one).items.empty(), one.body.c_str());
            tricky.where = {{"room", {value, "/1", ".*", "|", ".*)|(.*"}, {}}};
            const auto many = as(foreign, tricky);
            QVERIFY2(many.status == 200 && read<SeriesResult>(many).items.empty(), many.body.c_str());
            QCOMPARE(read<SeriesResult>(as(owner, tricky)).items.size(), std::size_t(1));  // "/1" alone
            tricky.where = {{"room", {value}, true}};
            QVERIFY(read<SeriesResult>(as(foreign, tricky)).items.empty());
        }
        auto naming = query;
        naming.where = {{tenantLabel(), {tenant_.id}, {}}};
        QCOMPARE(as(foreign, naming).status, 400);
        naming.where.reset();
        naming.aggregation = SeriesAggregation::sum;
        naming.by = {{tenantLabel()}};
        QCOMPARE(as(foreign, naming).status, 400);
        naming.by.reset();
        naming.metric = "temperature or vector(1)";
        QCOMPARE(as(foreign, naming).status, 400);
        for (const std::string word : {"inf", "sum", "by", "bool", "offset", "rate", "topk", "nan", "start"})
            QVERIFY2(as(owner, {.metric = word}).status == 200, word.c_str());
    }

    // Six hours in steps of ten seconds, and of a minute.
    void stepsGiveTheSameAnswersToo() {
        const test::TemporaryFolder folder;
        const auto samples = samplesBetween(now_ - 6h, now_);
        test::PrometheusServer prometheus;
        QVERIFY2(prometheus.fill(openMetrics(samples, {})), prometheus.log().c_str());
        QVERIFY2(prometheus.start(), prometheus.log().c_str());
        test::TestClock clock(now_);
        test::Served served;
        const auto database = test::openDatabase(folder.path() / "db", {&series::migrations()});
        series::Store store({});
        Time flushed = now_ - 6h;
        const auto flush = [&](Time now) {
            const auto rows = store.takeUnstored(now);
            return database->writeNow([&](sql::Connection& connection) -> Result<> {
                STEWARD_CHECK(series::storeSeries(connection, rows.series));
                return series::storeChunks(connection, rows.chunks);
            });
        };
        for (const auto& sample : samples) {
            series::Batch batch;
            batch.samples = {sample};
            QCOMPARE(store.add("", batch, sample.at).accepted, 1);
            if (sample.at - flushed < 60s) continue;
            flushed = sample.at;
            QVERIFY(flush(sample.at));
        }
        QVERIFY(flush(now_));
        {
            series::Engine ours(store, *database, clock, {});
            kernel::MetricsConfig config;
            config.prometheus = prometheus.url();
            series::Engine theirs(store, *database, clock, config);
            served.start();
            const auto both = [&](const SeriesQuery& query, std::int64_t step) {
                const series::Range range{now_ - 5h, now_ - 1min, step};
                const auto a = served.run([&] { return ours.query("", query, range); });
                const auto b = served.run([&] { return theirs.query("", query, range); });
                if (!a || !b) qFatal("%s", (a ? b.error() : a.error()).message.c_str());
                return std::pair(*a, *b);
            };
            // With a sample in each step at most, steps of ten seconds are the samples.
            for (const auto& query : queries()) {
                if (query.windowSeconds && *query.windowSeconds < 30) continue;
                if (query.function == SeriesFunction::value) continue;  // steps look back ten seconds farther
                const auto [a, b] = both(query, 30'000);
                QCOMPARE(a.resolutionMs, 10'000);
                const auto where = difference(a.items, b.items);
                QVERIFY2(where.empty(), (domain::toPromql(query) + ": " + where).c_str());
            }
            // Minutes know what the counter grew, and what the gauge was; when, only to the minute.
            const SeriesQuery grown{.metric = "requests_total",
                                    .function = SeriesFunction::increase,
                                    .windowSeconds = 3600,
                                    .aggregation = SeriesAggregation::sum};
            const auto [a, b] = both(grown, 60'000);
            QCOMPARE(a.resolutionMs, 60'000);
            const auto where = difference(a.items, b.items, 0.03);
            QVERIFY2(where.empty(), where.c_str());
            const SeriesQuery slow{.metric = "latency",
                                   .function = SeriesFunction::quantile,
                                   .windowSeconds = 1800,
                                   .quantile = 0.9,
                                   .aggregation = SeriesAggregation::sum};
            const auto [c, d] = both(slow, 60'000);
            const auto there = difference(c.items, d.items, 0.03);
            QVERIFY2(there.empty(), there.c_str());
            served.stopThread();
        }
        database->close();
    }

    // The way data comes to a Prometheus: it reads what the platform holds.
    void prometheusReadsThePlatform() {
        test::PrometheusServer reader;
        reader.scrape(
            "  - job_name: steward\n    honor_labels: true\n    metrics_path: /v1/series/text\n"
            "    authorization:\n      credentials: " +
            own_.token() + "\n    static_configs:\n      - targets: [\"127.0.0.1:" + std::to_string(own_.port()) +
            "\"]\n");
        QVERIFY2(reader.start(), reader.log().c_str());
        const Time at = SystemClock().now();
        Sample live;
        live.metric = "live_now";
        live.labels = {{"job", "shop"}};
        live.at = at;
        live.value = 7;
        const auto sent = own_.ask({.method = "POST",
                                    .target = "/v1/otlp/v1/metrics",
                                    .body = otlpOf({live}),
                                    .headers = {{"Content-Type", "application/json"}}});
        QCOMPARE(sent.body, std::string("{}"));
        const auto value = [&] {
            const auto reply =
                test::ask(reader.port(), {.target = "/api/v1/query?query=live_now%7Bjob%3D%22shop%22%7D"});
            return reply.body.find("\"7\"") != std::string::npos;
        };
        QTRY_VERIFY_WITH_TIMEOUT(value(), 20'000);
    }

    void aPrometheusThatIsGoneIsSaid() {
        prometheus_.stop();
        contract::SeriesRequest request{tenant_.id, {.metric = "temperature"}, now_ - 10min, now_, 30'000};
        const auto reply = grown_.ask({.method = "POST", .target = "/v1/series/query", .body = json::write(request)});
        QCOMPARE(reply.status, 503);
        QVERIFY2(reply.body.find("temperature") == std::string::npos, reply.body.c_str());
        // What is sent is taken all the same.
        Sample live;
        live.metric = "live";
        live.at = SystemClock().now();
        QCOMPARE(grown_
                     .ask({.method = "POST",
                           .target = "/v1/otlp/v1/metrics",
                           .body = otlpOf({live}),
                           .headers = {{"Content-Type", "application/json"}}})
                     .body,
                 std::string("{}"));
    }

private:
    static SeriesResult ask(const test::StewarddFixture& platform, const SeriesQuery& query, Time from, Time to,
                            std::int64_t step, std::optional<std::string> tenant) {
        contract::SeriesRequest request{std::move(tenant), query, from, to, step};
        const auto reply = platform.ask({.method = "POST", .target = "/v1/series/query", .body = json::write(request)});
        if (reply.status != 200) qWarning("%d %s", reply.status, reply.body.c_str());
        return read<SeriesResult>(reply);
    }

    test::PrometheusServer prometheus_;
    test::StewarddFixture own_;
    test::StewarddFixture grown_;
    domain::Tenant tenant_;
    domain::Tenant other_;
    std::vector<Sample> recent_;
    Time now_{};
    int compared_ = 0;
};

QTEST_GUILESS_MAIN(SeriesPrometheusTest)
#include "series_prometheus_test.moc"
