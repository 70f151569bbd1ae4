#include "kernel/http/load.h"

#include <algorithm>
#include <atomic>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <deque>

namespace steward::kernel {
namespace {

using contract::Cost;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr milliseconds beat(20);

// The level from which it is turned away; 0: never.
int turnedAwayFrom(Cost cost) {
    switch (cost) {
        case Cost::free:
            return 0;
        case Cost::expensive:
            return 1;
        case Cost::write:
            return 2;
        case Cost::usual:
        case Cost::read:
        case Cost::credential:
            break;
    }
    return 3;
}

Cost costOf(const Route& route) {
    return contract::costOf(route.method, route.rules);
}

}  // namespace

void Pressure::observe(milliseconds delay, steady_clock::time_point now) {
    delay_ = delay;
    if (target_.count() == 0) return;
    if (delay < target_) {
        above_.reset();
        if (level_ > 0 && now - changed_ >= interval_) {
            --level_;
            changed_ = now;
        }
        return;
    }
    if (!above_) above_ = now;
    if (level_ < highest && now - std::max(*above_, changed_) >= interval_) {
        ++level_;
        changed_ = now;
    }
}

bool Pressure::turnsAway(Cost cost) const {
    const int from = turnedAwayFrom(cost);
    return from > 0 && level_ >= from && delay_ >= target_;
}

// Places, and those who wait for one in the order in which they came.
class Load::Line {
public:
    Line(std::int64_t places, std::int64_t mostWaiting)
        : free_(static_cast<std::size_t>(places)), mostWaiting_(static_cast<std::size_t>(mostWaiting)) {}

    bool take() {
        if (free_ == 0) return false;
        --free_;
        return true;
    }

    void leave() {
        if (waiting_.empty()) {
            ++free_;
            return;
        }
        Waiter* next = waiting_.front();
        waiting_.pop_front();
        next->called = true;
        next->bell.cancel();
    }

    bool isFull() const { return waiting_.size() >= mostWaiting_; }

    // True when the place is the caller's.
    static asio::awaitable<bool> wait(std::shared_ptr<Line> line, steady_clock::time_point until,
                                      std::stop_token stop) {
        Waiter waiter{*line, asio::steady_timer(co_await asio::this_coro::executor, until)};
        line->waiting_.push_back(&waiter);
        const std::stop_callback left(stop, [&waiter] { waiter.bell.cancel(); });
        boost::system::error_code rung;
        if (!stop.stop_requested()) co_await waiter.bell.async_wait(asio::redirect_error(asio::use_awaitable, rung));
        if (waiter.called && stop.stop_requested()) line->leave();
        co_return waiter.called && !stop.stop_requested();
    }

private:
    struct Waiter {
        Line& line;
        asio::steady_timer bell;
        bool called = false;
        ~Waiter() {
            if (!called) std::erase(line.waiting_, this);
        }
    };

    std::size_t free_;
    std::size_t mostWaiting_;
    std::deque<Waiter*> waiting_;
};

Load::Place::~Place() {
    if (line_) line_->leave();
}

struct Load::State : std::enable_shared_from_this<Load::State> {
    State(Io& io_, Database& database_, Telemetry& telemetry_, const LoadConfig& config_, std::int64_t readers)
        : io(io_),
          database(database_),
          telemetry(telemetry_),
          config(config_),
          pressure(milliseconds(config_.targetMs), milliseconds(config_.intervalMs)),
          queries(std::make_shared<Line>(
              config_.expensiveAtOnce > 0 ? config_.expensiveAtOnce : std::max<std::int64_t>(1, readers - 1),
              config_.expensiveWaiting)),
          streams(std::make_shared<Line>(config_.streamsAtOnce, config_.expensiveWaiting)) {}

    Io& io;
    Database& database;
    Telemetry& telemetry;
    LoadConfig config;
    Pressure pressure;
    std::shared_ptr<Line> queries;
    std::shared_ptr<Line> streams;
    std::optional<steady_clock::time_point> probing;  // since when
    bool running = false;
    std::uint64_t turnedAway = 0;
    std::shared_ptr<std::atomic<int>> level = std::make_shared<std::atomic<int>>(0);

    milliseconds waitOfTasks(steady_clock::time_point now) {
        if (!probing && database.waiting() > 0) {
            probing = now;
            io.spawn([self = shared_from_this()] { return self->probe(); });
        }
        return probing ? std::chrono::duration_cast<milliseconds>(now - *probing) : milliseconds(0);
    }

    asio::awaitable<void> probe() {
        auto reading = database.read([](sql::Connection&) -> Result<> { return {}; });
        co_await std::move(reading);
        const auto now = steady_clock::now();
        pressure.observe(std::chrono::duration_cast<milliseconds>(now - *probing), now);
        probing.reset();
    }

    asio::awaitable<void> watch() {
        const auto self = shared_from_this();
        while (running) {
            const auto before = steady_clock::now();
            co_await sleepFor(beat);
            const auto now = steady_clock::now();
            const auto late = std::chrono::duration_cast<milliseconds>(now - before - beat);
            pressure.observe(std::max(late, waitOfTasks(now)), now);
            *level = pressure.level();
        }
    }

    Error refusal(Context& context) {
        telemetry.count("steward_http_turned_away_total", "Requests answered 503 because of the load.");
        // Not all at the same moment again.
        context.headers.emplace_back("Retry-After", std::to_string(1 + turnedAway++ % 3));
        return {
            ErrorCode::unavailable, "The platform is busy. Nothing was changed; try again in a moment.", {}, {}, {}};
    }
};

Load::Load(Io& io, Database& database, Telemetry& telemetry, const LoadConfig& config, std::int64_t readers)
    : state_(std::make_shared<State>(io, database, telemetry, config, readers)) {
    telemetry.gauge("steward_load_level", "What is turned away: 0 nothing, 1 reports, 2 writes too, 3 reads too.",
                    [level = state_->level] { return static_cast<double>(*level); });
}

Load::~Load() {
    state_->running = false;
}

void Load::start() {
    if (state_->config.targetMs == 0) return;
    state_->running = true;
    state_->io.spawn([state = state_] { return state->watch(); });
}

Result<> Load::admit(const Route& route, Context& context) {
    if (!state_->pressure.turnsAway(costOf(route))) return {};
    return fail(state_->refusal(context));
}

Async<Load::Place> Load::enter(const Route& route, Context& context) {
    if (costOf(route) != Cost::expensive) co_return Place();
    const auto state = state_;
    const auto line = route.streams ? state->streams : state->queries;
    if (line->take()) co_return Place(line);
    if (line->isFull() || state->pressure.level() > 0) co_return fail(state->refusal(context));
    const auto until = std::min(context.deadline, steady_clock::now() + milliseconds(state->config.expensiveWaitMs));
    auto waiting = Line::wait(line, until, context.stop);
    const bool called = co_await std::move(waiting);
    if (called) co_return Place(line);
    if (context.stop.stop_requested() || steady_clock::now() >= context.deadline)
        co_return fail(ErrorCode::cancelled, "The request was given up before its turn came.");
    co_return fail(state->refusal(context));
}

}  // namespace steward::kernel
