// Work in rounds that one node of several does at a time. Each node asks for the lease every interval, at times that do
// not shift however long rounds take; the one that has it works, and when it is gone another goes on within three
// intervals. I/O thread.
//
//   LeasedRounds rounds(io, database, telemetry, clock, {.name = "health", .node = node, .interval = 5s, …});
//   rounds.start([…](Round round) { return work(round); });
//   co_await rounds.stop();                      // what is under way ends, and others may take over at once
//
// The work stores what it made in transactions that check `lease` with requireLease().
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "kernel/db/database.h"
#include "kernel/io.h"
#include "kernel/lease.h"
#include "kernel/schedule.h"
#include "kernel/telemetry.h"

namespace steward::kernel {

struct Round {
    Time now{};
    Schedule::Round timing;
    Lease lease;
    bool isFirst = false;    // another node was at work before, or a round failed: nothing holds that was known
    bool isChanged = false;  // the revision is another than in the round before, or it is the first
    std::chrono::steady_clock::time_point begun;

    // Says of `evaluation` when the round began, how late, and how many were left out.
    template <class Evaluation>
    void began(Evaluation& evaluation) const {
        evaluation.startedAt = now;
        evaluation.lateMs = timing.late.count();
        evaluation.missed += timing.missed;
        took(evaluation);
    }
    // How long it took until now.
    template <class Evaluation>
    void took(Evaluation& evaluation) const {
        evaluation.tookMs = std::chrono::duration_cast<Duration>(std::chrono::steady_clock::now() - begun).count();
    }
};

class LeasedRounds {
public:
    using Work = std::function<Async<>(Round)>;
    struct Options {
        std::string name;  // of the lease
        std::string node;  // Jobs::node()
        Duration interval{};
        bool isAtOnce = false;  // the first round is due at the start, not an interval later
        // Of what rounds know of the database; read with the lease.
        std::function<Result<std::string>(sql::Connection&)> revision;
        // Once an hour, after a round.
        std::function<Result<>(sql::Connection&, Time now)> tidy;
        // More that is under way because of rounds: stop() and settle() wait for it.
        std::function<bool()> isBusy;
        std::string done;           // "alert rules were evaluated", for the log
        std::string missedCounter;  // of telemetry, with what it counts
        std::string missedHelp;
    };

    // All but the options outlive it.
    LeasedRounds(Io& io, Database& database, Telemetry& telemetry, const Clock& clock, Options options);
    ~LeasedRounds();

    // What a round does, before start() or round().
    void setWork(Work work);
    void start();
    // One round, as the loop runs it: for tests with a clock of their own. Whether this node had the lease.
    Async<bool> round();
    // Waits until nothing is under way.
    asio::awaitable<void> settle();
    Async<> stop();

private:
    struct State;
    std::shared_ptr<State> state_;
};

}  // namespace steward::kernel
