// Long work that survives a restart: a row in table jobs, a coroutine on the I/O thread, progress on the topic jobs.
//
//   jobs.registerKind("plan.apply", [&](JobHandle& job) -> Async<> { … job.input() … co_await job.progress(n, total);
//   }); in a transaction:  STEWARD_TRY(auto job, jobs.create(db, {.kind = "plan.apply", .input = {{"batchId", id}},
//   …}));
//
// A job starts when the transaction that created it is committed. After a crash jobs that ran are run again from
// their input, so a runner continues where its own tables say it was.
#pragma once

#include <functional>
#include <memory>
#include <stop_token>
#include <string>

#include "base/json.h"
#include "domain/job.h"
#include "kernel/bus.h"
#include "kernel/db/database.h"
#include "kernel/io.h"

namespace steward::kernel {

class JobHandle;
using JobRunner = std::function<Async<>(JobHandle&)>;

struct NewJob {
    std::string kind;
    std::string title;                    // for people
    std::optional<std::string> tenantId;  // who else may see it
    std::string createdBy;                // user id
    std::int64_t total = 0;
    json::Value input = nullptr;
};

class Jobs {
public:
    Jobs(Io& io, Database& database, Bus& bus, const Clock& clock, std::size_t maxRunning = 4);
    ~Jobs();

    // Before resume(). The runner is kept.
    void registerKind(std::string kind, JobRunner runner);
    // At start: runs what waits, and what was interrupted, again. Unknown kinds fail, saying so.
    Async<> resume();

    // Inside Database::write: the job runs after the commit.
    Result<domain::Job> create(sql::Connection& connection, NewJob job);
    // The same in a transaction of its own.
    Async<domain::Job> start(NewJob job);
    // A job that a restart ends: its work is only in memory.
    Async<domain::Job> start(std::string kind, std::string title, std::optional<std::string> tenantId,
                             std::string createdBy, JobRunner runner);

    // Stops it after its current step. ErrorCode::notFound, or conflict when it has finished.
    Async<domain::Job> cancel(sql::TenantScope scope, std::string id);

    // Waiting and running ones. Any thread.
    std::size_t waiting() const;
    // main.cpp calls it from Database::onCommit: looks whether new jobs were created. Any thread.
    void wake();
    // No new job starts; running ones are told to stop, and go on after the next start.
    void drain();

private:
    friend class JobHandle;
    struct State;
    Result<domain::Job> insert(sql::Connection& connection, domain::Job job, const json::Value& input);
    std::shared_ptr<State> state_;
};

// What a runner has of its job. I/O thread.
class JobHandle {
public:
    const domain::Job& job() const;
    const json::Value& input() const;
    // Published at most ten times a second, stored once a second.
    Async<> progress(std::int64_t done, std::int64_t total);
    // Somebody cancelled it: undo or end what was begun, and return ErrorCode::cancelled.
    bool cancelled() const;
    // The platform stops: leave everything as it is and return ErrorCode::cancelled; the job goes on after the next
    // start.
    bool stopping() const { return stop_.stop_requested() && !cancelled(); }
    // Either of them.
    std::stop_token stop() const { return stop_; }

private:
    friend class Jobs;
    struct Running;
    JobHandle(std::shared_ptr<Running> running, std::stop_token stop)
        : running_(std::move(running)), stop_(std::move(stop)) {}
    std::shared_ptr<Running> running_;
    std::stop_token stop_;
};

}  // namespace steward::kernel
