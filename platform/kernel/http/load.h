// When the platform is too slow: who is answered 503 at once, so that the others are answered in time.
//
// The delay that is watched is how long a database task waits for its thread (a task that does nothing is sent through
// whenever others wait) or how late the I/O thread is, whichever is longer. As in CoDel (RFC 8289) a delay over the
// target is no reason to act until it has lasted for an interval; then, with each further interval, more is turned
// away: what is expensive, then what writes, then what reads. Probes and the feed never are. As soon as the delay is
// under the target all are served again, and what was learnt is forgotten step by step.
//
// What is expensive has a number of places, so that it never holds all threads; beyond it waits in line. I/O thread.
#pragma once

#include <memory>

#include "kernel/config.h"
#include "kernel/db/database.h"
#include "kernel/http/context.h"
#include "kernel/http/router.h"
#include "kernel/io.h"
#include "kernel/telemetry.h"

namespace steward::kernel {

// The rule without the clock and the threads.
class Pressure {
public:
    using Milliseconds = std::chrono::milliseconds;
    Pressure(Milliseconds target, Milliseconds interval) : target_(target), interval_(interval) {}

    void observe(Milliseconds delay, std::chrono::steady_clock::time_point now);
    bool turnsAway(contract::Cost cost) const;
    int level() const { return level_; }

private:
    static constexpr int highest = 3;
    Milliseconds target_;
    Milliseconds interval_;
    Milliseconds delay_{0};
    std::optional<std::chrono::steady_clock::time_point> above_;  // since when
    std::chrono::steady_clock::time_point changed_{};
    int level_ = 0;
};

class Load {
public:
    class Line;
    // What somebody holds who may begin; empty for what needs none.
    class Place {
    public:
        Place() = default;
        explicit Place(std::shared_ptr<Line> line) : line_(std::move(line)) {}
        Place(Place&& other) noexcept = default;
        Place& operator=(Place&& other) noexcept {
            std::swap(line_, other.line_);
            return *this;
        }
        ~Place();

    private:
        std::shared_ptr<Line> line_;
    };

    // `readers`: the threads of the database that read. All outlive it.
    Load(Io& io, Database& database, Telemetry& telemetry, const LoadConfig& config, std::int64_t readers);
    ~Load();
    void start();

    // ErrorCode::unavailable when it is too much for now. Costs nothing, so it is asked first.
    Result<> admit(const Route& route, Context& context);
    // A place for what is expensive: at once, or after waiting. ErrorCode::unavailable when there is none, cancelled
    // when the client has left or the time of the request is over.
    Async<Place> enter(const Route& route, Context& context);

private:
    struct State;
    std::shared_ptr<State> state_;
};

}  // namespace steward::kernel
