#include "kernel/trace/otlp_exporter.h"

#include <algorithm>
#include <charconv>
#include <random>

#include "base/log.h"

namespace steward::kernel {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t maxBatch = 512;
constexpr auto longestRetry = 120s;
constexpr auto firstPause = 500ms;
constexpr auto longestPause = 30s;
constexpr auto farewell = 3s;

std::string trimmedEndpoint(std::string endpoint) {
    while (endpoint.ends_with('/'))
        endpoint.pop_back();
    return endpoint;
}

bool isRetried(int status) {
    return status == 0 || status == 429 || status == 502 || status == 503 || status == 504;
}

}  // namespace

OtlpExporter::OtlpExporter(TelemetryConfig config, otlp::Resource resource, Telemetry& telemetry)
    : config_(std::move(config)),
      headers_(otlp::parseHeaders(config_.headers).value_or(std::vector<std::pair<std::string, std::string>>())),
      resource_(std::move(resource)),
      telemetry_(telemetry),
      nextMetrics_(Clock::now() + std::chrono::milliseconds(config_.metricsIntervalMs)),
      thread_([this](const std::stop_token& stop) { work(stop); }) {}

OtlpExporter::~OtlpExporter() {
    finish();
}

void OtlpExporter::finish() {
    if (!thread_.joinable()) return;
    thread_.request_stop();
    const std::jthread limit([this](const std::stop_token& done) {
        std::mutex mutex;
        std::unique_lock lock(mutex);
        std::condition_variable_any never;
        never.wait_for(lock, done, farewell, [] { return false; });
        if (!done.stop_requested()) giveUp_.request_stop();
    });
    thread_.join();
}

void OtlpExporter::take(trace::SpanData span) {
    bool isFull = false;
    bool isBatch = false;
    {
        const std::lock_guard lock(mutex_);
        if (finished_) return;
        isFull = queue_.size() >= static_cast<std::size_t>(config_.maxQueuedSpans);
        if (!isFull) queue_.push_back(std::move(span));
        isBatch = queue_.size() == maxBatch;
    }
    if (isFull) drop(1);
    if (isBatch) changed_.notify_all();
}

void OtlpExporter::drop(std::size_t spans) {
    telemetry_.count("steward_telemetry_spans_dropped_total", "Spans that the collector did not get.", spans);
}

void OtlpExporter::work(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
        wait(stop);
        if (Clock::now() >= notBefore_) sendSpans(stop);
        if (Clock::now() >= nextMetrics_ && !stop.stop_requested()) {
            nextMetrics_ = Clock::now() + std::chrono::milliseconds(config_.metricsIntervalMs);
            sendMetrics();
        }
    }
    // Once more, whatever the pause: this is the last chance.
    sendSpans(stop);
    sendMetrics();
    const std::lock_guard lock(mutex_);
    finished_ = true;
    drop(batch_.size() + queue_.size());
}

// Until spans or metrics are due.
void OtlpExporter::wait(const std::stop_token& stop) {
    const auto interval = std::chrono::milliseconds(config_.intervalMs);
    auto until = std::min(std::max(Clock::now() + interval, notBefore_), nextMetrics_);
    std::unique_lock lock(mutex_);
    changed_.wait_until(lock, stop, until, [&] { return queue_.size() >= maxBatch && Clock::now() >= notBefore_; });
}

void OtlpExporter::sendSpans(const std::stop_token& stop) {
    for (;;) {
        if (batch_.empty()) {
            const std::lock_guard lock(mutex_);
            const auto end = queue_.begin() + static_cast<std::ptrdiff_t>(std::min(queue_.size(), maxBatch));
            batch_.assign(std::make_move_iterator(queue_.begin()), std::make_move_iterator(end));
            queue_.erase(queue_.begin(), end);
            attempts_ = 0;
            firstTry_ = Clock::now();
        }
        if (batch_.empty()) return;
        HttpReply reply;
        const Sent sent = send("/v1/traces", otlp::encodeTraces(resource_, batch_), reply);
        if (sent == Sent::later && Clock::now() - firstTry_ < longestRetry) {
            notBefore_ = Clock::now() + pauseAfter(reply);
            return;
        }
        const auto rejected =
            sent == Sent::done ? std::min<std::size_t>(otlp::rejectedSpans(reply.body), batch_.size()) : batch_.size();
        telemetry_.count("steward_telemetry_spans_sent_total", "Spans that the collector took.",
                         batch_.size() - rejected);
        drop(rejected);
        batch_.clear();
        if (stop.stop_requested() && sent != Sent::done) return;
    }
}

void OtlpExporter::sendMetrics() {
    HttpReply reply;
    send("/v1/metrics",
         otlp::encodeMetrics(resource_, telemetry_.collect(), started_, std::chrono::system_clock::now()), reply);
}

OtlpExporter::Sent OtlpExporter::send(std::string_view path, std::string body, HttpReply& reply) {
    HttpCall call{.method = "POST",
                  .url = trimmedEndpoint(config_.endpoint) + std::string(path),
                  .headers = headers_,
                  .body = std::move(body),
                  .plainHttp = config_.headers.empty()};
    call.headers.emplace_back("Content-Type", "application/json");
    auto answered = client_.sendNow(std::move(call), giveUp_.get_token());
    std::string why;
    if (answered)
        reply = std::move(*answered);
    else
        why = answered.error().detail;
    if (reply.isSuccess()) {
        complained_ = false;
        return Sent::done;
    }
    telemetry_.count("steward_telemetry_sends_failed_total", "Requests that the collector did not take.");
    if (!std::exchange(complained_, true))
        log::warning("telemetry could not be sent", {{"status", reply.status}, {"detail", why.c_str()}});
    return isRetried(reply.status) ? Sent::later : Sent::never;
}

OtlpExporter::Clock::duration OtlpExporter::pauseAfter(const HttpReply& reply) {
    const auto given = reply.header("Retry-After");
    std::int64_t seconds = -1;
    const auto [end, error] = std::from_chars(given.data(), given.data() + given.size(), seconds);
    ++attempts_;
    if (error == std::errc() && end == given.data() + given.size() && seconds >= 0)
        return std::min<Clock::duration>(std::chrono::seconds(std::min<std::int64_t>(seconds, 3600)), longestRetry);
    // Those that lost the same collector do not all come back at once.
    thread_local std::minstd_rand random(std::random_device{}());
    const auto most = std::min<Clock::duration>(firstPause * (1 << std::min(attempts_ - 1, 6)), longestPause);
    return most / 2 + most / 2 * std::uniform_int_distribution<int>(0, 100)(random) / 100;
}

}  // namespace steward::kernel
