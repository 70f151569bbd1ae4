// What services send and scrape targets say: OTLP, the Prometheus text format, stored steps, replies of Prometheus.
#include <cmath>

#include "kernel/otlp/gunzip.h"
#include "series/otlp_metrics.h"
#include "series/prometheus_reply.h"
#include "series/prometheus_text.h"
#include "series/rollup.h"
#include "tests/fuzz/fuzz.h"

using namespace steward;

namespace {

const Time now = Time(Duration(1'795'420'800'000));

// What came out of any of the parsers is bounded and in order.
void check(const Result<series::Batch>& batch) {
    if (!batch) {
        FUZZ_REQUIRE(batch.error().code == ErrorCode::invalid);
        return;
    }
    FUZZ_REQUIRE(batch->rejected >= 0);
    for (const auto& sample : batch->samples) {
        FUZZ_REQUIRE(series::sorted(sample.labels) == sample.labels);
        FUZZ_REQUIRE(batch->metrics.contains(sample.metric));
    }
}

}  // namespace

STEWARD_FUZZ(otlp_protobuf) {
    check(series::readOtlpProtobuf(input));
}

STEWARD_FUZZ(otlp_json) {
    check(series::readOtlpJson(input));
}

STEWARD_FUZZ(prometheus_text) {
    const auto batch = series::readPrometheusText(input, now);
    check(batch);
    if (!batch) return;
    std::string text;
    for (const auto& sample : batch->samples)
        series::appendSample(text, sample.metric, sample.labels, sample.value, sample.at);
    const auto again = series::readPrometheusText(text, now);
    FUZZ_REQUIRE(again && again->samples.size() == batch->samples.size());
    for (std::size_t i = 0; i < again->samples.size(); ++i) {
        const auto& a = batch->samples[i];
        const auto& b = again->samples[i];
        FUZZ_REQUIRE(a.metric == b.metric && a.labels == b.labels && a.at == b.at);
        FUZZ_REQUIRE(a.value == b.value || (std::isnan(a.value) && std::isnan(b.value)));
    }
}

STEWARD_FUZZ(series_steps) {
    for (const auto& tier : series::tiers)
        for (const auto kind : {series::Kind::counter, series::Kind::gauge}) {
            std::vector<series::Rollup> steps;
            if (!series::readSteps(input, 0, tier, kind, steps)) continue;
            std::string bytes;
            for (const auto& step : steps)
                series::appendStep(bytes, 0, tier, kind, step);
            std::vector<series::Rollup> again;
            FUZZ_REQUIRE(series::readSteps(bytes, 0, tier, kind, again).has_value());
            FUZZ_REQUIRE(again.size() <= steps.size());
        }
}

STEWARD_FUZZ(prometheus_reply) {
    const series::Grid grid{now.time_since_epoch().count(), 1000, 10};
    if (const auto lines = series::readPrometheusReply(input, grid, "steward_tenant"))
        for (const auto& line : *lines)
            FUZZ_REQUIRE(line.values.size() == grid.count && !line.labels.contains("steward_tenant"));
}

STEWARD_FUZZ(gzip) {
    if (const auto plain = kernel::otlp::gunzip(input, 65536)) FUZZ_REQUIRE(plain->size() <= 65536);
}
