// Long work that survives a restart: a row in table jobs, a coroutine on the I/O thread, progress on the topic jobs.
//
//   jobs.registerKind("plan.apply", [&](JobHandle& job) -> Async<> { … job.input() … co_await job.progress(n, total);
//   }); in a transaction:  STEWARD_TRY(auto job, jobs.create(db, {.kind = "plan.apply", .input = {{"batchId", id}},
//   …}));
//
// A job starts when the transaction that created it is committed, on one node: a lease (lease.h) says which. Jobs of a
// node that died are run again by another from their input, once their lease is over, so a runner continues where its
// own tables say it was. A node that was only paused finds its lease taken: its job is told to stop, and what the
// runner still wants to store is refused if it asks for the claim in its transactions, as it must:
//
//   co_await database.write([claim = job.claim()](sql::Connection& db) -> Result<> {
//       STEWARD_CHECK(requireLease(db, claim));
//       …
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
#include "kernel/lease.h"

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

struct JobOptions {
    std::size_t maxRunning = 4;
    Duration leaseFor = std::chrono::seconds(10);  // how long after its death a node's jobs are taken over
    // Whether no other process can use the database, so that nothing holds a lease at start. A SQLite file is locked.
    std::optional<bool> alone = {};
};

// With what it works on, which is in its input.
Result<domain::Job> readJob(const sql::Row& row);

class Jobs {
public:
    Jobs(Io& io, Database& database, Bus& bus, const Clock& clock, JobOptions options = {});
    ~Jobs();

    // Before resume(). The runner is kept.
    void registerKind(std::string kind, JobRunner runner);
    // At start: runs what waits and what no living node runs, and goes on looking for it. Unknown kinds fail, saying
    // so.
    Async<> resume();

    // Inside Database::write: the job runs after the commit.
    Result<domain::Job> create(sql::Connection& connection, NewJob job);
    // The same in a transaction of its own.
    Async<domain::Job> start(NewJob job);
    // A job that a restart ends: its work is only in memory.
    Async<domain::Job> start(std::string kind, std::string title, std::optional<std::string> tenantId,
                             std::string createdBy, JobRunner runner);

    // Stops it after its current step, on whichever node it runs; with `ofUser`, only one in that user's name.
    // ErrorCode::notFound, forbidden when it is somebody else's, or conflict when it has finished.
    Async<domain::Job> cancel(sql::TenantScope scope, std::string id, std::optional<std::string> ofUser = {});

    // Waiting and running ones. Any thread.
    std::size_t waiting() const;
    // main.cpp calls it from Database::onCommit: looks whether new jobs were created. Any thread.
    void wake();
    // No new job starts; running ones are told to stop, and go on after the next start or on another node.
    void drain();
    // The name of this process among the nodes, made at its start: holder of its leases, which are renewed while jobs
    // run.
    const std::string& node() const;

private:
    friend class JobHandle;
    struct State;
    Result<domain::Job> insert(sql::Connection& connection, domain::Job job, const json::Value& input);
    std::shared_ptr<State> state_;
    Bus::Subscription cancellations_;
};

// What a runner has of its job. I/O thread.
class JobHandle {
public:
    const domain::Job& job() const;
    const json::Value& input() const;
    // For requireLease in each transaction of the runner.
    const Lease& claim() const;
    // Stored and published at most four times a second. ErrorCode::cancelled when another node runs the job by now.
    Async<> progress(std::int64_t done, std::int64_t total);
    // Somebody cancelled it: undo or end what was begun, and return ErrorCode::cancelled.
    bool cancelled() const;
    // The platform stops, or another node has taken over: leave everything as it is and return ErrorCode::cancelled;
    // the job goes on elsewhere, or after the next start.
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
