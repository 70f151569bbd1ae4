// Series: taking them in, asking for them, keeping them. Each from a tenth of the series to all of them.
//
//   bench_series [series]
//
// Queries run against a Prometheus with the same samples, in turns; its time is that of a request over loopback, ours
// that of the query and its answer as JSON. Intake, in each of its forms, runs against reading the same and keeping
// nothing.
#include <malloc.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <functional>
#include <map>

#include "base/ids.h"
#include "kernel/otlp/protobuf_reader.h"
#include "series/engine.h"
#include "series/migrations.h"
#include "series/otlp_metrics.h"
#include "series/prometheus_text.h"
#include "tests/support/prometheus_server.h"
#include "tests/support/raw_http.h"

using namespace steward;
using domain::SeriesAggregation;
using domain::SeriesFunction;
using domain::SeriesQuery;

namespace {

constexpr int rounds = 7;
constexpr int every = 15;         // seconds
constexpr int samplesEach = 240;  // an hour

double seconds(const std::function<void()>& work) {
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

double median(std::vector<double> times) {
    std::ranges::sort(times);
    return times[times.size() / 2];
}

[[noreturn]] void stop(const std::string& why) {
    std::fprintf(stderr, "%s\n", why.c_str());
    std::exit(1);
}

double megabytes() {
    ::malloc_trim(0);
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);)
        if (line.starts_with("VmRSS:")) return std::atof(line.c_str() + 6) / 1024;
    return 0;
}

series::Labels labelsOf(int number) {
    return {{"code", number % 5 == 0 ? "500" : "200"},
            {"job", "service-" + std::to_string(number % 10)},
            {"path", "/api/" + std::to_string(number)}};
}

double valueOf(int number, int round) {
    return 10.0 * round + number % 7;
}

// What an exporter sends: `series` points of one moment, in protobuf.
std::string request(int from, int series, Time at, int round) {
    std::string data;
    for (int number = from; number < from + series; ++number) {
        std::string point;
        for (const auto& [name, value] : labelsOf(number)) {
            std::string any, pair;
            kernel::otlp::appendField(any, 1, value);
            kernel::otlp::appendField(pair, 1, name);
            kernel::otlp::appendField(pair, 2, any);
            kernel::otlp::appendField(point, 7, pair);
        }
        kernel::otlp::appendFixed64(point, 3, static_cast<std::uint64_t>(at.time_since_epoch().count()) * 1'000'000);
        kernel::otlp::appendFixed64(point, 6, static_cast<std::uint64_t>(valueOf(number, round)));
        kernel::otlp::appendField(data, 1, point);
    }
    kernel::otlp::appendField(data, 2, std::uint64_t(2));
    kernel::otlp::appendField(data, 3, std::uint64_t(1));
    std::string metric, scope, resource, message;
    kernel::otlp::appendField(metric, 1, std::string_view("requests_total"));
    kernel::otlp::appendField(metric, 7, data);
    kernel::otlp::appendField(scope, 2, metric);
    kernel::otlp::appendField(resource, 2, scope);
    kernel::otlp::appendField(message, 1, resource);
    return message;
}

// The same in JSON, as OTLP spells it.
std::string jsonRequest(int from, int series, Time at, int round) {
    std::string points;
    for (int number = from; number < from + series; ++number) {
        std::string attributes;
        for (const auto& [name, value] : labelsOf(number))
            attributes += (attributes.empty() ? "" : ",") + ("{\"key\":\"" + name) +
                          "\",\"value\":{\"stringValue\":\"" + value + "\"}}";
        points += (points.empty() ? "" : ",") +
                  ("{\"timeUnixNano\":\"" + std::to_string(at.time_since_epoch().count())) + "000000\",\"asInt\":\"" +
                  std::to_string(static_cast<std::int64_t>(valueOf(number, round))) + "\",\"attributes\":[" +
                  attributes + "]}";
    }
    return R"({"resourceMetrics":[{"scopeMetrics":[{"metrics":[{"name":"requests_total","sum":{"isMonotonic":true,)"
           R"("aggregationTemporality":2,"dataPoints":[)" +
           points + "]}}]}]}]}";
}

// And as a service shows it to be scraped.
std::string page(int from, int series, Time at, int round) {
    std::string text = "# TYPE requests_total counter\n";
    for (int number = from; number < from + series; ++number)
        series::appendSample(text, "requests_total", labelsOf(number), valueOf(number, round), at);
    return text;
}

struct Form {
    const char* name;
    std::string (*spell)(int from, int series, Time at, int round);
    Result<series::Batch> (*read)(const std::string& text, Time at);
};
const Form forms[] = {
    {"OTLP in protobuf", request, [](const std::string& text, Time) { return series::readOtlpProtobuf(text); }},
    {"OTLP in JSON", jsonRequest, [](const std::string& text, Time) { return series::readOtlpJson(text); }},
    {"scraped", page, [](const std::string& text, Time at) { return series::readPrometheusText(text, at); }},
};

// Seconds for one point.
double intake(const Form& form, int series) {
    const Time start = SystemClock().now() - std::chrono::minutes(30);
    std::vector<double> reading, keeping;
    series::Store store({.perTenant = series, .perMetric = series, .inAll = series});
    for (int round = 0; round < rounds; ++round) {
        std::vector<std::string> requests;
        const Time at = start + std::chrono::seconds(every * round);
        for (int from = 0; from < series; from += 1000)
            requests.push_back(form.spell(from, std::min(1000, series - from), at, round));
        reading.push_back(seconds([&] {
            for (const auto& one : requests)
                if (!form.read(one, at)) stop("the request cannot be read");
        }));
        keeping.push_back(seconds([&] {
            for (const auto& one : requests)
                if (const auto taken = store.add("a", *form.read(one, at), at); taken.refusals() > 0)
                    stop(taken.explain(store.limits()));
        }));
    }
    const double bare = median(reading), ours = median(keeping);
    std::printf("%-52s %10.0f/s %10.0f/s %7.2fx\n",
                (std::to_string(series) + " series, " + form.name + ": points taken in").c_str(), series / bare,
                series / ours, ours / bare);
    std::fflush(stdout);
    return ours / series;
}

// Seconds of each query.
std::map<std::string, double> queries(int series, kernel::Database& database) {
    std::map<std::string, double> took;
    const Time end = std::chrono::floor<std::chrono::seconds>(SystemClock().now());
    const Time start = end - std::chrono::seconds(every * (samplesEach - 1));
    std::string text;
    const double before = megabytes();
    series::Store store({.perTenant = series, .perMetric = series, .inAll = series});
    for (int round = 0; round < samplesEach; ++round) {
        series::Batch batch;
        const Time at = start + std::chrono::seconds(every * round);
        for (int number = 0; number < series; ++number) {
            series::Sample sample;
            sample.metric = "requests_total";
            sample.labels = labelsOf(number);
            sample.kind = series::Kind::counter;
            sample.at = at;
            sample.value = valueOf(number, round);
            batch.samples.push_back(std::move(sample));
        }
        if (store.add("a", batch, at).refusals() > 0) stop("a sample was refused");
    }
    const double held = megabytes() - before;
    std::printf("%-52s %16.1f MB, %.1f MB a million points\n",
                (std::to_string(series) + " series with an hour: memory").c_str(), held,
                held * 1e6 / series / samplesEach);

    for (int number = 0; number < series; ++number)
        for (int round = 0; round < samplesEach; ++round) {
            series::appendSample(text, "requests_total", labelsOf(number), valueOf(number, round),
                                 start + std::chrono::seconds(every * round));
            text.insert(text.size() - 4, ".");
        }
    test::PrometheusServer prometheus;
    if (!prometheus.fill(text) || !prometheus.start()) stop(prometheus.log());
    text = {};
    SystemClock clock;
    series::Engine engine(store, database, clock, {});
    const std::pair<const char*, SeriesQuery> asked[] = {
        {"sum of rates by job",
         {.metric = "requests_total",
          .function = SeriesFunction::rate,
          .aggregation = SeriesAggregation::sum,
          .by = {{"job"}}}},
        {"top 10 rates", {.metric = "requests_total", .function = SeriesFunction::rate, .top = 10}},
        {"one series",
         {.metric = "requests_total", .function = SeriesFunction::rate, .where = {{{"path", {"/api/7"}, {}}}}}}};
    for (const auto& [what, query] : asked) {
        std::vector<double> theirs, ours;
        const Time from = end - std::chrono::minutes(50);
        const auto promql = domain::toPromql(query);
        std::string encoded;
        for (const char c : promql) {
            char hex[4];
            std::snprintf(hex, sizeof hex, "%%%02X", static_cast<unsigned char>(c));
            encoded += hex;
        }
        const std::string target =
            "/api/v1/query_range?step=15&start=" + std::to_string(from.time_since_epoch().count() / 1000) +
            "&end=" + std::to_string(end.time_since_epoch().count() / 1000) + "&query=" + encoded;
        for (int round = 0; round < rounds; ++round) {
            theirs.push_back(seconds([&] {
                if (test::ask(prometheus.port(), {.target = target}).status != 200) stop("Prometheus refused");
            }));
            ours.push_back(seconds([&] {
                const auto result = engine.recent("a", query, {from, end, 15'000});
                if (!result || json::write(*result).empty() || result->items.empty()) stop("the query failed");
            }));
        }
        std::printf("%-52s %9.2f ms %9.2f ms %7.2fx\n",
                    (std::to_string(series) + " series, 201 points: " + what).c_str(), median(theirs) * 1000,
                    median(ours) * 1000, median(ours) / median(theirs));
        took[what] = median(ours);
        std::fflush(stdout);
    }

    std::size_t rows = 0;
    const auto unstored = store.takeUnstored(end);
    rows = unstored.series.size() + unstored.chunks.size();
    const double writing = seconds([&] {
        const auto done = database.writeNow([&](sql::Connection& connection) -> Result<> {
            STEWARD_CHECK(series::storeSeries(connection, unstored.series));
            return series::storeChunks(connection, unstored.chunks);
        });
        if (!done) stop(done.error().detail);
    });
    std::printf("%-52s %23.0f rows/s\n", (std::to_string(series) + " series with an hour: stored").c_str(),
                double(rows) / writing);
    return took;
}

}  // namespace

int main(int argc, char** argv) {
    const int all = argc > 1 ? std::atoi(argv[1]) : 10'000;
    const auto folder = std::filesystem::temp_directory_path() / ("steward-bench-series-" + randomHex(4));
    std::filesystem::create_directories(folder);
    std::printf("%-52s %12s %12s %8s\n", "what", "peer", "ours", "ratio");
    for (const auto& form : forms) {
        const double tenth = intake(form, all / 10), whole = intake(form, all);
        std::printf("%-52s %33.2fx\n", (std::string(form.name) + ": time of a point, from a tenth to all").c_str(),
                    whole / tenth);
    }
    std::map<std::string, double> tenth;
    for (const int series : {all / 10, all}) {
        const auto path = folder / (std::to_string(series) + ".db");
        {
            auto connection = sql::Connection::open({.path = path});
            if (!connection ||
                !kernel::migrate(*connection, {&kernel::migrations(), &series::migrations()}, SystemClock()))
                stop("the database could not be made");
        }
        auto database = kernel::Database::open({.path = path});
        if (!database) stop(database.error().detail);
        for (const auto& [what, took] : queries(series, **database)) {
            if (!tenth.contains(what))
                tenth[what] = took;
            else
                std::printf("%-52s %33.2fx\n", (what + ": from a tenth to all").c_str(), took / tenth[what]);
        }
        (*database)->close();
    }
    std::filesystem::remove_all(folder);
    return 0;
}
