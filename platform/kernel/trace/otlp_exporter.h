// Sends spans and metrics to a collector: OTLP over HTTP, JSON, from a thread of its own. A collector that is slow or
// gone costs a request nothing: spans wait in a bounded queue, and those that find no place are dropped and counted.
//
// Retried as the specification says: 429, 502, 503, 504 and no connection, after Retry-After where it is given and
// otherwise after a growing pause, for at most two minutes; any other refusal drops the batch. Metrics are cumulative,
// so a failed send is made good by the next one. Counters: steward_telemetry_spans_sent_total,
// steward_telemetry_spans_dropped_total, steward_telemetry_sends_failed_total.
#pragma once

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

#include "kernel/config.h"
#include "kernel/http_client.h"
#include "kernel/trace/otlp.h"

namespace steward::kernel {

class OtlpExporter final : public trace::Sink {
public:
    // `telemetry` outlives it. The configuration has been checked.
    OtlpExporter(TelemetryConfig config, otlp::Resource resource, Telemetry& telemetry);
    ~OtlpExporter() override;
    // Sends what waits, for at most three seconds, and takes nothing more. Spans that are still open may hold the
    // exporter for longer than its telemetry lives.
    void finish();

    void take(trace::SpanData span) override;

private:
    using Clock = std::chrono::steady_clock;
    enum class Sent { done, later, never };

    void work(const std::stop_token& stop);
    void wait(const std::stop_token& stop);
    void sendSpans(const std::stop_token& stop);
    void sendMetrics();
    Sent send(std::string_view path, std::string body, HttpReply& reply);
    Clock::duration pauseAfter(const HttpReply& reply);
    void drop(std::size_t spans);

    const TelemetryConfig config_;
    const std::vector<std::pair<std::string, std::string>> headers_;
    const otlp::Resource resource_;
    Telemetry& telemetry_;
    const std::chrono::system_clock::time_point started_ = std::chrono::system_clock::now();
    HttpClient client_;

    std::mutex mutex_;
    std::condition_variable_any changed_;
    std::deque<trace::SpanData> queue_;
    bool finished_ = false;

    // Of the thread.
    std::vector<trace::SpanData> batch_;  // being sent, and kept until that has come to an end
    int attempts_ = 0;
    Clock::time_point firstTry_{};
    Clock::time_point notBefore_{};
    Clock::time_point nextMetrics_{};
    bool complained_ = false;
    std::stop_source giveUp_;  // ends a send that is under way
    std::jthread thread_;
};

}  // namespace steward::kernel
