// Spans: what happened, from when to when, as part of what. Off until start(); then a request costs a few hundred
// nanoseconds for ids, and a sampled one what its spans cost. Any thread.
//
//   const auto span = trace::child("database write", trace::Kind::client);   // of what happens on this thread now
//   const trace::Active active(span);                                        // what begins in here is its child
//
// "Now" is a property of the thread while a handler runs: kernel/trace/within.h carries it over the suspensions of a
// coroutine. Work that is started without it (Io::spawn) belongs to no trace.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <variant>

#include "kernel/trace/context.h"

namespace steward::kernel::trace {

// The numbers of OTLP.
enum class Kind { internal = 1, server = 2, client = 3 };

using Value = std::variant<bool, std::int64_t, double, std::string>;

struct SpanData {
    SpanContext context;
    SpanId parent{};  // zeros for the root of a trace
    std::string name;
    Kind kind = Kind::internal;
    std::chrono::system_clock::time_point start{};
    std::chrono::nanoseconds duration{};
    std::vector<std::pair<std::string, Value>> attributes = {};
    bool failed = false;
};

// Where finished spans go. take() is called on any thread and returns at once.
class Sink {
public:
    virtual ~Sink() = default;
    virtual void take(SpanData span) = 0;
};

// From now on spans are made and go to `sink`. `ratio` of the traces that begin here are sampled, 0 to 1, decided by
// the trace id; a trace that began elsewhere is sampled when its parent was.
void start(std::shared_ptr<Sink> sink, double ratio);
void stop();

// The trace of a request: the one it brought; otherwise a new one, or none while tracing is off.
SpanContext begin(const std::vector<std::pair<std::string, std::string>>& headers);

// Where what happens now belongs. `sink` is empty where nothing is recorded and the context is only passed on.
struct Scope {
    SpanContext context;
    std::shared_ptr<Sink> sink;
};

class Span {
public:
    // Nothing: in no trace.
    Span() = default;
    // Nothing when `parent` is not set; recorded when it is sampled and tracing is on, otherwise passed on as it is.
    Span(std::string_view name, Kind kind, const SpanContext& parent);
    Span(Span&&) noexcept;
    Span& operator=(Span&&) noexcept;
    // Ends it.
    ~Span();

    explicit operator bool() const { return scope_ != nullptr; }
    bool isRecorded() const { return data_ != nullptr; }
    const std::shared_ptr<const Scope>& scope() const { return scope_; }

    void set(std::string_view key, Value value);
    void fail();

private:
    std::shared_ptr<const Scope> scope_;
    std::unique_ptr<SpanData> data_;
    std::chrono::steady_clock::time_point begun_{};
};

// Of what happens on this thread now. Nothing where nothing is recorded.
Span child(std::string_view name, Kind kind);
// Not set outside of a trace.
SpanContext current();
// Headers for a request to another program: those of `span`, or else of what happens now. Nothing outside of a trace.
void propagate(const Span& span, std::vector<std::pair<std::string, std::string>>& headers);

// What happens on this thread, until the end of this object, belongs to `scope`. Not across a co_await.
class Active {
public:
    explicit Active(std::shared_ptr<const Scope> scope);
    explicit Active(const Span& span) : Active(span.scope()) {}
    ~Active();
    Active(const Active&) = delete;
    Active& operator=(const Active&) = delete;

private:
    std::shared_ptr<const Scope> scope_;
    const Scope* before_;
};

// Which trace asked for work that happens later: remembered in this process, for at most 4,096 of them.
class Origins {
public:
    // That what happens now asked for it.
    void remember(const std::string& id);
    // Once: the trace that asked for it; a new one when nobody is known, or none while tracing is off.
    SpanContext take(const std::string& id);

private:
    std::mutex mutex_;
    std::map<std::string, SpanContext> contexts_;
};

}  // namespace steward::kernel::trace
