// Traces and metrics of the real platform, as a collector gets them.
#include <QtTest>

#include "tests/support/otlp_collector.h"
#include "tests/support/stewardd_fixture.h"

using namespace steward;
using test::OtlpCollector;
using test::ReceivedSpan;
using test::StewarddFixture;

namespace {

const std::string traceId = "0af7651916cd43dd8448eb211c80319c";

test::Ask inTrace(test::Ask ask, const std::string& id = traceId, const char* flags = "01") {
    ask.headers.emplace_back("traceparent", "00-" + id + "-b7ad6b7169203331-" + flags);
    return ask;
}

test::Ask createTenant(const std::string& slug) {
    return {.method = "POST",
            .target = "/v1/tenants",
            .body = "{\"name\":\"Traced\",\"slug\":\"" + slug +
                    "\",\"region\":\"eu-west\",\"ownerName\":\"Ada\",\"ownerEmail\":\"ada@traced.example\"}"};
}

const ReceivedSpan* named(const std::vector<ReceivedSpan>& spans, const std::string& name) {
    for (const auto& span : spans)
        if (span.name == name) return &span;
    return nullptr;
}

std::int64_t counterOf(const StewarddFixture& platform, const std::string& name) {
    const auto text = test::ask(platform.port(), {.target = "/metrics"}).body;
    const auto at = text.find("\n" + name + " ");
    return at == std::string::npos ? 0 : std::stoll(text.substr(at + name.size() + 2));
}

void exportTo(StewarddFixture& platform, const std::string& url) {
    platform.set("telemetry.endpoint=" + url);
    platform.set("telemetry.intervalMs=20");
}

}  // namespace

class TelemetryExportTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aRequestThatWritesIsATreeOfSpans() {
        OtlpCollector collector;
        StewarddFixture platform;
        exportTo(platform, collector.url());
        QVERIFY2(platform.start(), platform.log().c_str());
        auto create = inTrace(createTenant("traced"));
        create.headers.emplace_back("tracestate", "vendor=1");
        const auto made = platform.ask(create);
        QVERIFY2(made.status == 201, made.body.c_str());
        QCOMPARE(made.header("X-Request-Id"), traceId);
        QTRY_VERIFY(named(collector.spansOf(traceId), "POST /v1/tenants"));
        QTRY_VERIFY(named(collector.spansOf(traceId), "database write"));
        const auto spans = collector.spansOf(traceId);
        const auto& request = *named(spans, "POST /v1/tenants");
        QCOMPARE(request.parentSpanId, std::string("b7ad6b7169203331"));
        QCOMPARE(request.traceState, std::string("vendor=1"));
        QCOMPARE(request.kind, 2);
        QCOMPARE(request.attributes.at("http.response.status_code"), std::string("201"));
        QCOMPARE(request.attributes.at("http.route"), std::string("/v1/tenants"));
        QVERIFY(!request.failed);
        const auto& write = *named(spans, "database write");
        QCOMPARE(write.parentSpanId, request.spanId);
        QCOMPARE(write.kind, 3);
        QVERIFY2(collector.complaints().empty(), collector.complaints().c_str());
    }

    void aBatchBelongsToTheTraceThatAskedForIt() {
        OtlpCollector collector;
        StewarddFixture platform;
        exportTo(platform, collector.url());
        QVERIFY2(platform.loadDemo(20), platform.log().c_str());
        QVERIFY2(platform.start(), platform.log().c_str());
        const auto plan = platform.ask(
            {.method = "POST",
             .target = "/v1/plans",
             .body =
                 R"({"entity":"tenant","operation":"change","selection":{"filter":"status=active"},"patch":{"addTag":"traced"}})"});
        QVERIFY2(plan.status == 201, plan.body.c_str());
        const auto document = json::parse(plan.body);
        const auto applied =
            platform.ask(inTrace({.method = "POST",
                                  .target = "/v1/plans/" + std::string(document->at("id").as_string()) + "/apply",
                                  .body = json::write(json::Value{{"confirmation", document->at("confirmation")}})}));
        QVERIFY2(applied.status == 202, applied.body.c_str());
        QTRY_VERIFY(named(collector.spansOf(traceId), "job plan.apply"));
        QTRY_VERIFY(named(collector.spansOf(traceId), "POST /v1/plans/{id}/apply"));
        std::map<std::string, ReceivedSpan> byId;
        for (const auto& span : collector.spansOf(traceId))
            byId[span.spanId] = span;
        ReceivedSpan at = *named(collector.spansOf(traceId), "job plan.apply");
        const std::string job = at.spanId;
        while (byId.contains(at.parentSpanId))
            at = byId[at.parentSpanId];
        QCOMPARE(at.name, std::string("POST /v1/plans/{id}/apply"));
        const auto hasWrites = [&] {
            for (const auto& span : collector.spansOf(traceId))
                if (span.parentSpanId == job && span.name == "database write") return true;
            return false;
        };
        QTRY_VERIFY(hasWrites());
    }

    void onlyWhatIsSampledIsSent() {
        OtlpCollector collector;
        StewarddFixture platform;
        exportTo(platform, collector.url());
        platform.set("telemetry.sampleRatio=0");
        QVERIFY2(platform.start(), platform.log().c_str());
        const std::string quiet = "11111111111111111111111111111111";
        platform.ask(inTrace({.target = "/v1/me"}, quiet, "00"));
        const auto own = platform.ask({.target = "/v1/me"});
        QCOMPARE(own.header("X-Request-Id").size(), std::size_t(32));
        platform.ask(inTrace({.target = "/v1/jobs"}));
        QTRY_VERIFY(named(collector.spansOf(traceId), "GET /v1/jobs"));
        for (const auto& span : collector.spans())
            QCOMPARE(span.traceId, traceId);
    }

    void problemsAndRefusedParentsNameTheirRequest() {
        StewarddFixture platform;  // tracing is off
        QVERIFY2(platform.start(), platform.log().c_str());
        const auto missing = platform.ask(inTrace({.target = "/v1/tenants/ten_nothing"}));
        QCOMPARE(missing.status, 404);
        QVERIFY2(missing.body.find("\"requestId\":\"" + traceId + "\"") != std::string::npos, missing.body.c_str());
        const auto broken = platform.ask({.target = "/v1/me", .headers = {{"traceparent", "00-" + traceId + "-0-01"}}});
        QVERIFY(broken.header("X-Request-Id").starts_with("req_"));
        auto both = inTrace({.target = "/v1/me"});
        both.headers.emplace_back("X-Request-Id", "mine-1");
        QCOMPARE(platform.ask(both).header("X-Request-Id"), std::string("mine-1"));
    }

    void aBusyCollectorIsAskedAgain() {
        OtlpCollector collector;
        StewarddFixture platform;
        exportTo(platform, collector.url());
        platform.set("telemetry.sampleRatio=0");
        collector.answer(503, "1");
        collector.answer(429, "0");
        collector.answer(502, "0");
        QVERIFY2(platform.start(), platform.log().c_str());
        platform.ask(inTrace({.target = "/v1/me"}));
        QTRY_VERIFY(named(collector.spansOf(traceId), "GET /v1/me"));
        QCOMPARE(collector.requests(), 4);
        QCOMPARE(collector.spansOf(traceId).size(), std::size_t(1));
        QTRY_COMPARE(counterOf(platform, "steward_telemetry_spans_sent_total"), 1);
        QCOMPARE(counterOf(platform, "steward_telemetry_sends_failed_total"), 3);
        QCOMPARE(counterOf(platform, "steward_telemetry_spans_dropped_total"), 0);
    }

    void whatACollectorRefusesIsDroppedAndCounted() {
        OtlpCollector collector;
        StewarddFixture platform;
        exportTo(platform, collector.url());
        platform.set("telemetry.sampleRatio=0");
        collector.answer(400);
        QVERIFY2(platform.start(), platform.log().c_str());
        platform.ask(inTrace({.target = "/v1/me"}));
        QTRY_COMPARE(counterOf(platform, "steward_telemetry_spans_dropped_total"), 1);
        QVERIFY(collector.spans().empty());
        QVERIFY2(platform.log().find("telemetry could not be sent") != std::string::npos, platform.log().c_str());
    }

    void aCollectorThatIsGoneCostsNoRequestAndNoMemory() {
        StewarddFixture platform;
        exportTo(platform, "http://127.0.0.1:1");
        platform.set("telemetry.maxQueuedSpans=8");
        QVERIFY2(platform.start(), platform.log().c_str());
        for (int i = 0; i < 100; ++i)
            QCOMPARE(platform.ask({.target = "/v1/me"}).status, 200);
        QTRY_VERIFY(counterOf(platform, "steward_telemetry_spans_dropped_total") >= 80);
        QCOMPARE(platform.stop(), 0);
    }

    void metricsAreSentToo() {
        OtlpCollector collector;
        StewarddFixture platform;
        exportTo(platform, collector.url());
        platform.set("telemetry.metricsIntervalMs=20");
        QVERIFY2(platform.start(), platform.log().c_str());
        for (int i = 0; i < 10; ++i)
            platform.ask({.target = "/v1/me"});
        QTRY_VERIFY(collector.metric("steward_http_requests_total") >= 10);
        QTRY_VERIFY(collector.metric("steward_http_request_duration_seconds") >= 10);
        QVERIFY(collector.metric("process_resident_memory_bytes") > 0);
        QVERIFY2(collector.complaints().empty(), collector.complaints().c_str());
    }

    void whatWaitsIsSentBeforeTheEnd() {
        OtlpCollector collector;
        StewarddFixture platform;
        exportTo(platform, collector.url());
        platform.set("telemetry.intervalMs=600000");
        qputenv("STEWARD_TELEMETRY_HEADERS", "authorization=Bearer%20secret-of-the-collector");
        const bool started = platform.start();
        qunsetenv("STEWARD_TELEMETRY_HEADERS");
        QVERIFY2(started, platform.log().c_str());
        platform.ask(inTrace({.target = "/v1/me"}));
        QVERIFY(collector.spans().empty());
        QCOMPARE(platform.stop(), 0);
        QVERIFY(named(collector.spansOf(traceId), "GET /v1/me"));
        QCOMPARE(collector.lastHeader("Authorization"), std::string("Bearer secret-of-the-collector"));
        QVERIFY(platform.log().find("secret-of-the-collector") == std::string::npos);
    }
};

QTEST_GUILESS_MAIN(TelemetryExportTest)
#include "telemetry_export_test.moc"
