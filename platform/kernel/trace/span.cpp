#include "kernel/trace/span.h"

#include <sodium.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <mutex>

#include "base/log.h"

namespace steward::kernel::trace {
namespace {

struct Tracing {
    std::mutex mutex;
    std::shared_ptr<Sink> sink;
    std::atomic<bool> isOn = false;
    std::atomic<std::uint64_t> sampledBelow = 0;  // of the last seven bytes of a trace id, which are random
};

constexpr int randomBits = 56;

Tracing& tracing() {
    static Tracing state;
    return state;
}

std::shared_ptr<Sink> sinkNow() {
    if (!tracing().isOn) return nullptr;
    const std::lock_guard lock(tracing().mutex);
    return tracing().sink;
}

thread_local const Scope* scopeNow = nullptr;

bool isSampled(const TraceId& id) {
    std::uint64_t number = 0;
    for (std::size_t i = 9; i < id.size(); ++i)
        number = (number << 8) | id[i];
    return number < tracing().sampledBelow;
}

template <class Id>
Id newId() {
    Id id{};
    while (id == Id{})
        randombytes_buf(id.data(), id.size());
    return id;
}

void addTrace(boost::json::object& line) {
    if (scopeNow) line["trace"] = hex(scopeNow->context.traceId);
}

}  // namespace

void start(std::shared_ptr<Sink> sink, double ratio) {
    const std::lock_guard lock(tracing().mutex);
    tracing().sink = std::move(sink);
    tracing().sampledBelow = static_cast<std::uint64_t>(std::ldexp(std::clamp(ratio, 0.0, 1.0), randomBits));
    tracing().isOn = true;
    log::decorate(addTrace);
}

void stop() {
    const std::lock_guard lock(tracing().mutex);
    tracing().isOn = false;
    tracing().sink.reset();
}

SpanContext begin(const std::vector<std::pair<std::string, std::string>>& headers) {
    if (auto received = receivedContext(headers)) return std::move(*received);
    SpanContext context;
    if (!tracing().isOn) return context;
    context.traceId = newId<TraceId>();
    context.sampled = isSampled(context.traceId);
    return context;
}

Span::Span(std::string_view name, Kind kind, const SpanContext& parent) {
    if (!parent.isSet()) return;
    auto scope = std::make_shared<Scope>(Scope{parent, parent.sampled ? sinkNow() : nullptr});
    if (scope->sink) {
        scope->context.spanId = newId<SpanId>();
        data_ = std::make_unique<SpanData>(SpanData{.context = scope->context,
                                                    .parent = parent.spanId,
                                                    .name = std::string(name),
                                                    .kind = kind,
                                                    .start = std::chrono::system_clock::now()});
        begun_ = std::chrono::steady_clock::now();
    }
    scope_ = std::move(scope);
}

Span::Span(Span&&) noexcept = default;
Span& Span::operator=(Span&& other) noexcept {
    std::swap(scope_, other.scope_);
    std::swap(data_, other.data_);
    std::swap(begun_, other.begun_);
    return *this;
}

Span::~Span() {
    if (!data_) return;
    data_->duration = std::chrono::steady_clock::now() - begun_;
    scope_->sink->take(std::move(*data_));
}

void Span::set(std::string_view key, Value value) {
    if (data_) data_->attributes.emplace_back(std::string(key), std::move(value));
}

void Span::fail() {
    if (data_) data_->failed = true;
}

Span child(std::string_view name, Kind kind) {
    return scopeNow && scopeNow->sink ? Span(name, kind, scopeNow->context) : Span();
}

SpanContext current() {
    return scopeNow ? scopeNow->context : SpanContext();
}

void propagate(const Span& span, std::vector<std::pair<std::string, std::string>>& headers) {
    const SpanContext context = span ? span.scope()->context : current();
    // The root of a trace that is not recorded has no span to name as a parent.
    if (!context.isSet() || context.spanId == SpanId{}) return;
    headers.emplace_back("traceparent", spellTraceParent(context));
    if (!context.state.empty()) headers.emplace_back("tracestate", context.state);
}

void Origins::remember(const std::string& id) {
    constexpr std::size_t most = 4096;
    if (!scopeNow) return;
    const std::lock_guard lock(mutex_);
    if (contexts_.size() < most) contexts_.insert_or_assign(id, scopeNow->context);
}

SpanContext Origins::take(const std::string& id) {
    const std::lock_guard lock(mutex_);
    const auto found = contexts_.extract(id);
    return found ? std::move(found.mapped()) : begin({});
}

Active::Active(std::shared_ptr<const Scope> scope) : scope_(std::move(scope)), before_(scopeNow) {
    if (scope_) scopeNow = scope_.get();
}

Active::~Active() {
    scopeNow = before_;
}

}  // namespace steward::kernel::trace
