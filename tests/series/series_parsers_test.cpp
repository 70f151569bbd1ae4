// What is sent and scraped: OTLP in both forms, the Prometheus text format, gzip, replies of Prometheus; and what is
// none of these.
#include <QtTest>
#include <bit>
#include <cmath>
#include <random>

#include "kernel/otlp/gunzip.h"
#include "kernel/otlp/protobuf_reader.h"
#include "series/otlp_metrics.h"
#include "series/prometheus_reply.h"
#include "series/prometheus_text.h"
#include "series/scraper.h"
#include "series/sharing.h"

using namespace steward;
using namespace steward::series;
using kernel::otlp::appendField;
using kernel::otlp::appendFixed64;
using kernel::otlp::gunzip;

namespace {

const Time start = Time(Duration(1'795'420'800'000));

std::string message(std::initializer_list<std::pair<std::uint32_t, std::string>> fields) {
    std::string out;
    for (const auto& [field, bytes] : fields)
        appendField(out, field, bytes);
    return out;
}

std::string attribute(const std::string& key, const std::string& value) {
    return message({{1, key}, {2, message({{1, value}})}});
}

// A request with one metric: a resource, its kind (the field of the data) and data.
std::string request(const std::string& name, std::uint32_t kind, const std::string& data,
                    const std::string& unit = {}) {
    const auto metric = message({{1, name}, {2, "What it says."}, {3, unit}, {kind, data}});
    const auto resource = message({{1, attribute("service.name", "shop")}, {1, attribute("host.name", "h1")}});
    return message({{1, message({{1, resource}, {2, message({{2, metric}})}})}});
}

void appendTime(std::string& point) {
    appendFixed64(point, 3, static_cast<std::uint64_t>(start.time_since_epoch().count()) * 1'000'000);
}

std::string sumRequest() {
    std::string point = message({{7, attribute("code", "500")}});
    appendTime(point);
    appendFixed64(point, 6, 42);
    std::string data = message({{1, point}});
    appendField(data, 2, std::uint64_t(2));
    appendField(data, 3, std::uint64_t(1));
    return request("http.server.requests", 7, data, "{request}");
}

std::string histogramRequest(std::string bounds = {}, int buckets = 3) {
    std::string point;
    appendTime(point);
    appendFixed64(point, 4, 6);
    appendFixed64(point, 5, std::bit_cast<std::uint64_t>(1.5));
    std::string packed;
    for (int i = 1; i <= buckets; ++i)
        packed += std::string(1, static_cast<char>(i)) + std::string(7, '\0');
    appendField(point, 6, packed);
    if (bounds.empty())
        for (const double bound : {0.1, 1.0}) {
            auto bits = std::bit_cast<std::uint64_t>(bound);
            for (int i = 0; i < 8; ++i, bits >>= 8)
                bounds += static_cast<char>(bits & 0xff);
        }
    appendField(point, 7, bounds);
    std::string data = message({{1, point}});
    appendField(data, 2, std::uint64_t(2));
    return request("latency", 9, data, "s");
}

const std::string sumJson = R"({"resourceMetrics":[{"resource":{"attributes":[
  {"key":"service.name","value":{"stringValue":"shop"}},{"key":"host.name","value":{"stringValue":"h1"}}]},
  "scopeMetrics":[{"metrics":[{"name":"http.server.requests","description":"What it says.","unit":"{request}",
  "sum":{"aggregationTemporality":2,"isMonotonic":true,"newField":[[]],"dataPoints":[
  {"attributes":[{"key":"code","value":{"stringValue":"500"}}],"timeUnixNano":"1795420800000000000","asInt":"42"}]}}]}]}]})";

std::string spelled(const Batch& batch) {
    std::string text;
    for (const auto& sample : batch.samples) {
        if (sample.isStale) text += "stale ";
        text += sample.kind == Kind::counter ? "c " : "g ";
        appendSample(text, sample.metric, sample.labels, sample.value, sample.at);
    }
    return text;
}

}  // namespace

class SeriesParsersTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void bothFormsOfOtlpSayTheSame() {
        const auto binary = readOtlpProtobuf(sumRequest());
        const auto json = readOtlpJson(sumJson);
        QVERIFY(binary && json);
        QCOMPARE(spelled(*binary),
                 std::string("c http_server_requests_total{code=\"500\",job=\"shop\"} 42 1795420800000\n"));
        QCOMPARE(spelled(*json), spelled(*binary));
        QCOMPARE(binary->metrics.at("http_server_requests_total").help, std::string("What it says."));
    }

    void histogramsAreBucketsThatAddUp() {
        const auto batch = readOtlpProtobuf(histogramRequest());
        QVERIFY(batch);
        QCOMPARE(spelled(*batch), std::string("c latency_seconds_bucket{job=\"shop\",le=\"0.1\"} 1 1795420800000\n"
                                              "c latency_seconds_bucket{job=\"shop\",le=\"1\"} 3 1795420800000\n"
                                              "c latency_seconds_bucket{job=\"shop\",le=\"+Inf\"} 6 1795420800000\n"
                                              "c latency_seconds_count{job=\"shop\"} 6 1795420800000\n"
                                              "c latency_seconds_sum{job=\"shop\"} 1.5 1795420800000\n"));
        QCOMPARE(batch->samples.front().point, batch->samples.back().point);
        const auto wrong = readOtlpProtobuf(histogramRequest({}, 5));
        QVERIFY(wrong && wrong->samples.empty());
        QCOMPARE(wrong->rejected, 1);
        QVERIFY2(wrong->reason.find("latency_seconds") != std::string::npos, wrong->reason.c_str());
    }

    void otherKindsAreSaidOrRejected() {
        const auto json = [](const std::string& metric) {
            return readOtlpJson(R"({"resourceMetrics":[{"scopeMetrics":[{"metrics":[)" + metric + "]}]}]}").value();
        };
        QCOMPARE(spelled(json(R"({"name":"q","summary":{"dataPoints":[{"timeUnixNano":"1000000","count":"3","sum":6,
                                "quantileValues":[{"quantile":0.5,"value":2}]}]}})")),
                 std::string("g q{quantile=\"0.5\"} 2 1\nc q_count 3 1\nc q_sum 6 1\n"));
        QCOMPARE(
            spelled(json(R"({"name":"g","unit":"1","gauge":{"dataPoints":[{"timeUnixNano":1000000,"flags":1}]}})")),
            std::string("stale g g_ratio 0 1\n"));
        const auto exponential = json(R"({"name":"e","exponentialHistogram":{"dataPoints":[{},{}]}})");
        QCOMPARE(exponential.rejected, 2);
        QVERIFY(exponential.samples.empty());
        QCOMPARE(json(R"({"name":"s","sum":{"isMonotonic":true,"dataPoints":[{"asInt":1}]}})").rejected, 1);
        QVERIFY(json(R"({"name":"s","sum":{"aggregationTemporality":"AGGREGATION_TEMPORALITY_DELTA",
                        "dataPoints":[{"asDouble":1}]}})")
                    .samples.at(0)
                    .isDelta);
        QVERIFY(std::isnan(json(R"({"name":"s","gauge":{"dataPoints":[{"asDouble":"NaN"}]}})").samples.at(0).value));
    }

    void namesBecomeThoseOfPrometheus() {
        QCOMPARE(promName("http.server.duration", "ms", false, false),
                 std::string("http_server_duration_milliseconds"));
        QCOMPARE(promName("system.cpu.time", "s", true, false), std::string("system_cpu_time_seconds_total"));
        QCOMPARE(promName("jobs_total", "", true, false), std::string("jobs_total"));
        QCOMPARE(promName("memory.bytes", "By", false, true), std::string("memory_bytes"));
        QCOMPARE(promName("load", "1", false, true), std::string("load_ratio"));
        QCOMPARE(promName("5xx--rate", "", false, true), std::string("_5xx_rate"));
        QCOMPARE(promName("...", "", false, true), std::string());
        QCOMPARE(promLabel("http.status-code"), std::string("http_status_code"));
        QCOMPARE(promLabel("1st"), std::string("key_1st"));
    }

    void brokenProtobufIsRefusedWhereverItIsCut() {
        for (const auto& whole : {sumRequest(), histogramRequest()}) {
            const auto good = spelled(*readOtlpProtobuf(whole));
            for (std::size_t cut = 1; cut < whole.size(); ++cut)
                QVERIFY(!readOtlpProtobuf(std::string_view(whole).substr(0, cut)));
            std::mt19937 random(5);
            for (int i = 0; i < 20'000; ++i) {
                std::string broken = whole;
                for (int j = 0; j < 3; ++j)
                    broken[random() % broken.size()] = static_cast<char>(random());
                if (const auto read = readOtlpProtobuf(broken)) QVERIFY(read->samples.size() <= 10);
            }
            QVERIFY(!good.empty());
        }
    }

    void hugeLengthsAndDepthCostNothing() {
        QVERIFY(!readOtlpProtobuf("\x0a\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01"));  // 2^64 - 1 bytes
        QVERIFY(!readOtlpProtobuf("\x0a\xff\xff\xff\xff\x0f"));                      // 4 GiB
        QVERIFY(!readOtlpProtobuf(std::string(11, '\xff')));                         // a varint without an end
        QVERIFY(!readOtlpProtobuf("\x0b"));                                          // a group
        QVERIFY(!readOtlpProtobuf(std::string("\0\0", 2)));                          // field 0
        std::string deep = "x";
        for (int i = 0; i < 5'000; ++i) {
            std::string outer;
            appendField(outer, i % 3 == 0 ? 2 : 1, deep);
            deep = outer;
        }
        if (const auto read = readOtlpProtobuf(deep)) QVERIFY(read->samples.empty());
        QVERIFY(!readOtlpJson(std::string(1'000'000, '[')));
        QVERIFY(!readOtlpJson(R"({"resourceMetrics":)" + std::string(1'000'000, '[')));
        QVERIFY(!readOtlpJson("[]"));
        QVERIFY(!readOtlpJson(R"({"resourceMetrics":[5]})"));
        QVERIFY(readOtlpJson("{}"));
        QVERIFY(readOtlpProtobuf(""));
        std::string data;
        for (int i = 0; i < 100'001; ++i)
            appendField(data, 1, std::string_view());
        QVERIFY(!readOtlpProtobuf(request("m", 5, data)));
    }

    void theTextFormatIsRead() {
        const auto batch = readPrometheusText(
            "# HELP http_requests_total All of them.\n"
            "# TYPE http_requests_total counter\n"
            "http_requests_total{method=\"post\",code=\"200\"} 1027 1795420800123\n"
            "http_requests_total{ method = \"a\\\"b\\\\c\\nd\" , } 3\n"
            "# TYPE rpc summary\n"
            "rpc{quantile=\"0.5\"} 4.773e+03\n"
            "rpc_count 2693\n"
            "# TYPE lat histogram\n"
            "lat_bucket{le=\"+Inf\"} 12\n"
            "# TYPE temperature gauge\n"
            "temperature -Inf\n"
            "some_total NaN\n"
            "# a comment\n",
            start);
        QVERIFY2(batch.has_value(), batch ? "" : batch.error().message.c_str());
        QCOMPARE(spelled(*batch), std::string("c http_requests_total{code=\"200\",method=\"post\"} 1027 1795420800123\n"
                                              "c http_requests_total{method=\"a\\\"b\\\\c\\nd\"} 3 1795420800000\n"
                                              "g rpc{quantile=\"0.5\"} 4773 1795420800000\n"
                                              "c rpc_count 2693 1795420800000\n"
                                              "c lat_bucket{le=\"+Inf\"} 12 1795420800000\n"
                                              "g temperature -Inf 1795420800000\n"
                                              "c some_total NaN 1795420800000\n"));
        QCOMPARE(batch->metrics.at("http_requests_total").help, std::string("All of them."));
        QVERIFY(readPrometheusText("", start)->samples.empty());
        QVERIFY(readPrometheusText("a 1\r\nb 2", start)->samples.size() == 2);
    }

    void whatIsNoTextFormatIsRefusedWithItsLine() {
        for (const std::string line :
             {"1a 1", "a", "a{", "a{b} 1", "a{b=1} 1", "a{b=\"c} 1", "a{b=\"c\" d=\"e\"} 1", "a{b=\"c\",b=\"d\"} 1",
              "a 1 2 3", "a 0x10", "a 1,5", "a 1 1.5", "<html>", "a{b=\"\\", "a{__name__=\"x\"} 1", "a nan",
              "# TYPE a nonsense", "# TYPE a", "{a=\"b\"} 1"}) {
            const auto read = readPrometheusText("ok 1\n" + line + "\n", start);
            QVERIFY2(!read, line.c_str());
            QVERIFY2(read.error().message.find("Line 2 ") != std::string::npos, read.error().message.c_str());
        }
        std::string many;
        for (std::size_t i = 0; i <= mostScraped; ++i)
            many += "a 1\n";
        QVERIFY(!readPrometheusText(many, start));
        QVERIFY(!readPrometheusText(std::string(1'000'000, '{'), start));
    }

    void scrapedSeriesAreOfTheirTarget() {
        contract::ScrapeTarget target;
        target.name = "shop";
        target.url = "https://shop.example/metrics?x=1";
        target.labels = {{"zone", "eu"}};
        std::vector<Sample> known;
        const auto first = scraped(target, "a{job=\"own\"} 1\nb 2\n", start, known);
        QVERIFY(first);
        const std::string own = "instance=\"shop.example:443\",job=\"shop\",zone=\"eu\"";
        QCOMPARE(spelled(*first), "g a{exported_job=\"own\"," + own + "} 1 1795420800000\n" + "g b{" + own +
                                      "} 2 1795420800000\n" + "g up{" + own + "} 1 1795420800000\n");
        const auto second = scraped(target, "b 3\n", start + std::chrono::seconds(15), known);
        QVERIFY(second && spelled(*second).find("stale g a{") != std::string::npos);
        QVERIFY(!scraped(target, "b", start, known));
        const auto down = notScraped(target, start + std::chrono::seconds(30), known);
        QCOMPARE(spelled(down), "stale g b{" + own + "} 3 1795420830000\n" + "g up{" + own + "} 0 1795420830000\n");
        QVERIFY(known.empty());
        target.url = "http://[::1]:9100/metrics";
        QVERIFY(spelled(notScraped(target, start, known)).find("instance=\"[::1]:9100\"") != std::string::npos);
    }

    void nodesUnderstandEachOther() {
        auto batch = readOtlpProtobuf(histogramRequest()).value();
        batch.samples[0].isStale = true;
        for (int i = 0; i < 5'000; ++i)
            batch.samples.push_back(batch.samples[1]);
        const auto messages = spellTold("node-1", "ten_1", batch);
        QCOMPARE(messages.size(), std::size_t(3));
        Batch all;
        for (const auto& message : messages) {
            const auto told = readTold(message);
            QVERIFY(told && told->node == "node-1" && told->tenantId == "ten_1");
            all.samples.insert(all.samples.end(), told->batch.samples.begin(), told->batch.samples.end());
        }
        QCOMPARE(spelled(all), spelled(batch));
        for (std::size_t cut = 0; cut < 300; ++cut)
            if (const auto told = readTold(std::string_view(messages[0]).substr(0, cut)))
                QVERIFY(told->batch.samples.size() <= 5);
        QVERIFY(!readTold("") && !readTold("hello") && !readTold(sumRequest()));
    }

    void gzipIsWholeAndBounded() {
        // "hello hello hello" and 64 MiB of zeros, made here by deflating.
        const QByteArray zeros = qCompress(QByteArray(1 << 20, '\0'), 9);
        const auto gzip = [](const QByteArray& packed, const QByteArray& plain) {
            // qCompress gives a length of four bytes and a zlib stream: header of two, deflate, Adler-32.
            QByteArray out("\x1f\x8b\x08\0\0\0\0\0\0\xff", 10);
            out += packed.mid(6, packed.size() - 10);
            quint32 crc = 0xffffffff;
            for (const char c : plain) {
                crc ^= static_cast<unsigned char>(c);
                for (int i = 0; i < 8; ++i)
                    crc = crc >> 1 ^ (0xedb88320 & (0 - (crc & 1)));
            }
            crc = ~crc;
            for (const quint32 number : {crc, quint32(plain.size())})
                for (int i = 0; i < 4; ++i)
                    out += static_cast<char>(number >> 8 * i & 0xff);
            return out.toStdString();
        };
        const QByteArray hello("hello hello hello");
        const auto packed = gzip(qCompress(hello), hello);
        QCOMPARE(gunzip(packed, 100).value(), hello.toStdString());
        QCOMPARE(gunzip(packed, 5).error().code, ErrorCode::tooLarge);
        QCOMPARE(gunzip(packed + "x", 100).error().code, ErrorCode::invalid);
        for (std::size_t cut = 0; cut < packed.size(); ++cut)
            QCOMPARE(gunzip(std::string_view(packed).substr(0, cut), 100).error().code, ErrorCode::invalid);
        const auto bomb = gzip(zeros, QByteArray(1 << 20, '\0'));
        QVERIFY(bomb.size() < 2000);
        QCOMPARE(gunzip(bomb, 100'000).error().code, ErrorCode::tooLarge);
        QCOMPARE(gunzip(bomb, 1 << 20).value().size(), std::size_t(1 << 20));
    }

    void repliesOfPrometheusAreLines() {
        const Grid grid{1'795'420'800'000, 15'000, 3};
        const auto lines = readPrometheusReply(
            R"({"status":"success","data":{"resultType":"matrix","result":[
               {"metric":{"__name__":"m","steward_tenant":"ten_1","job":"b"},"values":[[1795420800,"1"],[1795420830,"2.5"]]},
               {"metric":{"job":"a"},"values":[[1795420815,"NaN"],[1795420830,"+Inf"]]},
               {"metric":{"job":"a"},"values":[[1795420815.000,"3"],[1795420845,"9"],[1,"9"]]}]}})",
            grid, "steward_tenant");
        QVERIFY(lines);
        QCOMPARE(lines->size(), std::size_t(2));
        QCOMPARE(lines->at(1).labels, (std::map<std::string, std::string>{{"job", "b"}}));
        QCOMPARE(lines->at(1).values, (std::vector<std::optional<double>>{1, {}, 2.5}));
        QCOMPARE(lines->at(0).values, (std::vector<std::optional<double>>{{}, 3, {}}));
        const auto refused =
            readPrometheusReply(R"({"status":"error","errorType":"bad_data","error":"parse error"})", grid, "t");
        QCOMPARE(refused.error().code, ErrorCode::unprocessable);
        QCOMPARE(refused.error().detail, std::string("parse error"));
        for (const std::string strange : {"", "<html>", "[]", "{}", R"({"status":"success"})",
                                          R"({"status":"success","data":{"result":[{"metric":{}}]}})",
                                          R"({"status":"success","data":{"result":[{"metric":{},"values":[1]}]}})"})
            QCOMPARE(readPrometheusReply(strange, grid, "t").error().code, ErrorCode::unavailable);
    }
};

QTEST_GUILESS_MAIN(SeriesParsersTest)
#include "series_parsers_test.moc"
