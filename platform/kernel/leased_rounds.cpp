#include "kernel/leased_rounds.h"

#include <algorithm>
#include <optional>

#include "base/log.h"

namespace steward::kernel {
namespace {

using Steady = std::chrono::steady_clock;

constexpr int leaseRounds = 3;  // that a node may leave out before another takes over
constexpr auto tidyEvery = std::chrono::hours(1);
constexpr auto settleStep = std::chrono::milliseconds(20);

Duration steadyNow() {
    return std::chrono::duration_cast<Duration>(Steady::now().time_since_epoch());
}

}  // namespace

struct LeasedRounds::State : std::enable_shared_from_this<LeasedRounds::State> {
    Io& io;
    Database& database;
    Telemetry& telemetry;
    const Clock& clock;
    const Options options;
    Work work = {};
    std::optional<std::string> revision = {};  // that the work knows; nothing: it knows nothing
    std::int64_t knownTurn = 0;                // of the lease
    std::optional<Steady::time_point> tidied = {};
    bool running = false;
    bool working = false;

    State(Io& io_, Database& database_, Telemetry& telemetry_, const Clock& clock_, Options options_)
        : io(io_), database(database_), telemetry(telemetry_), clock(clock_), options(std::move(options_)) {}

    struct Turn {
        std::optional<Lease> lease;
        std::string revision;
    };

    Async<Turn> takeTurn() {
        const auto taking = [self = shared_from_this(), now = clock.now()](sql::Connection& db) -> Result<Turn> {
            const auto& wanted = self->options;
            Turn turn;
            STEWARD_TRY(turn.lease, takeLease(db, wanted.name, wanted.node, now, leaseRounds * wanted.interval));
            if (!turn.lease || !wanted.revision) return turn;
            STEWARD_TRY(turn.revision, wanted.revision(db));
            return turn;
        };
        auto writing = database.write(taking);
        co_return co_await std::move(writing);
    }

    Async<> tidy() {
        if (!options.tidy || (tidied && Steady::now() - *tidied < tidyEvery)) co_return Result<>();
        tidied = Steady::now();
        const auto tidying = [self = shared_from_this(), now = clock.now()](sql::Connection& db) {
            return self->options.tidy(db, now);
        };
        auto writing = database.write(tidying);
        co_return co_await std::move(writing);
    }

    Async<bool> roundOf(Schedule::Round timing) {
        Round round;
        round.now = clock.now();
        round.timing = timing;
        round.begun = Steady::now();
        auto taking = takeTurn();
        STEWARD_CO_TRY(auto turn, co_await std::move(taking));
        const auto known = std::exchange(revision, std::nullopt);
        if (!turn.lease) co_return false;
        round.lease = *turn.lease;
        round.isFirst = !known || round.lease.turn != std::exchange(knownTurn, round.lease.turn);
        round.isChanged = round.isFirst || known != turn.revision;
        auto doing = work(round);
        STEWARD_CO_CHECK(co_await std::move(doing));
        // Only now: what could not be stored is made anew from what is stored.
        revision = std::move(turn.revision);
        report(timing);
        auto tidying = tidy();
        STEWARD_CO_CHECK(co_await std::move(tidying));
        co_return true;
    }

    void report(const Schedule::Round& timing) {
        if (timing.missed == 0) return;
        telemetry.count(options.missedCounter, options.missedHelp, static_cast<std::uint64_t>(timing.missed));
        log::warning(options.done + " late", {{"lateMs", timing.late.count()}, {"missed", timing.missed}});
    }

    Async<bool> round(Schedule::Round timing) {
        const auto self = shared_from_this();
        working = true;
        auto rounding = roundOf(timing);
        auto done = co_await std::move(rounding);
        working = false;
        co_return done;
    }

    asio::awaitable<void> loop() {
        const auto self = shared_from_this();
        Schedule schedule(steadyNow() + (options.isAtOnce ? Duration(0) : options.interval), options.interval);
        while (running) {
            co_await sleepFor(std::max(schedule.due() - steadyNow(), Duration(0)));
            if (!running) break;
            auto rounding = round(schedule.begin(steadyNow()));
            if (const auto done = co_await std::move(rounding); !done && done.error().code != ErrorCode::cancelled)
                log::warning("not " + options.done,
                             {{"reason", done.error().message.c_str()}, {"detail", done.error().detail.c_str()}});
        }
    }
};

LeasedRounds::LeasedRounds(Io& io, Database& database, Telemetry& telemetry, const Clock& clock, Options options)
    : state_(std::make_shared<State>(io, database, telemetry, clock, std::move(options))) {}

LeasedRounds::~LeasedRounds() {
    state_->running = false;
}

void LeasedRounds::setWork(Work work) {
    state_->work = std::move(work);
}

void LeasedRounds::start() {
    state_->running = true;
    state_->io.spawn([state = state_] { return state->loop(); });
}

Async<bool> LeasedRounds::round() {
    return state_->round({});
}

asio::awaitable<void> LeasedRounds::settle() {
    const auto state = state_;
    while (state->working || (state->options.isBusy && state->options.isBusy()))
        co_await sleepFor(settleStep);
}

Async<> LeasedRounds::stop() {
    const auto state = state_;
    state->running = false;
    auto settling = settle();
    co_await std::move(settling);
    const auto giving = [state](sql::Connection& db) -> Result<> {
        STEWARD_CHECK(db.execute("DELETE FROM leases WHERE name = ?1 AND holder = ?2",
                                 {state->options.name, state->options.node}));
        return {};
    };
    auto writing = state->database.write(giving);
    co_return co_await std::move(writing);
}

}  // namespace steward::kernel
