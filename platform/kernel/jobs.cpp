#include "kernel/jobs.h"

#include <atomic>

#include "base/ids.h"
#include "base/log.h"
#include "contract/topics.h"
#include "kernel/outbox.h"
#include "kernel/trace/within.h"
#include "sql/mapping.h"

namespace steward::kernel {
namespace {

using domain::Job;
using domain::JobState;

constexpr auto storeEvery = std::chrono::milliseconds(250);
constexpr auto tryAgainAfter = std::chrono::seconds(1);
// Heard on the bus of every node, with the id of a job that is to stop.
constexpr std::string_view cancelTopic = "kernel.cancelJob";

// The platform looks after the jobs of everybody.
const sql::TenantScope everybody = sql::TenantScope::all();

std::string tenantOf(const Job& job) {
    return job.tenantId.value_or(std::string());
}

sql::TenantScope scopeOf(const Job& job) {
    return job.tenantId ? sql::TenantScope::one(*job.tenantId) : everybody;
}

Result<> announce(sql::Connection& connection, const Job& job) {
    return enqueue(connection, contract::jobsTopic, tenantOf(job), job);
}

std::optional<std::string> batchOf(const json::Value& input) {
    const auto* members = input.if_object();
    const auto* batch = members ? members->if_contains("batchId") : nullptr;
    if (!batch || !batch->is_string()) return std::nullopt;
    return std::string(batch->get_string());
}

// The oldest job that waits or whose node has died, now running here.
struct Claimed {
    std::optional<Job> job;
    Lease lease;
    json::Value input;
    bool cancelling = false;
    std::int64_t waiting = 0;
};

// Of jobs in memory the lease is held while they wait, so that other nodes leave them alone.
constexpr auto claimable = sql::tenantOwned(
    "SELECT jobs.* FROM jobs LEFT JOIN leases ON leases.name = jobs.id "
    "WHERE jobs.state IN ('waiting', 'running') AND (leases.name IS NULL "
    "OR (leases.holder = ?1 AND jobs.state = 'waiting') OR (leases.holder <> ?1 AND leases.expires_at < ?2)) "
    "ORDER BY jobs.created_at, jobs.id LIMIT 1");
constexpr auto countWaiting = sql::tenantOwned("SELECT count(*) FROM jobs WHERE state = 'waiting'");

Result<Claimed> claim(sql::Connection& connection, const std::string& node, Time now, Duration leaseFor) {
    Claimed claimed;
    STEWARD_TRY(const auto rows, connection.query(claimable, everybody, {node, now}));
    if (rows.empty()) return claimed;
    STEWARD_TRY(Job job, readJob(rows[0]));
    STEWARD_TRY(claimed.input, json::parse(rows[0].text("input")));
    STEWARD_TRY(auto lease, takeLease(connection, job.id, node, now, leaseFor));
    if (!lease) return claimed;
    claimed.lease = std::move(*lease);
    claimed.cancelling = rows[0].integer("cancelling") != 0;
    job.state = JobState::running;
    STEWARD_CHECK(
        connection.execute(sql::tenantOwned("UPDATE jobs SET state = 'running' WHERE id = ?1"), everybody, {job.id}));
    STEWARD_CHECK(announce(connection, job));
    STEWARD_TRY(const auto left, connection.query(countWaiting, everybody));
    claimed.waiting = left[0].integer(0);
    claimed.job = std::move(job);
    return claimed;
}

// Those of jobs, also when their time was over and nobody has taken them.
Result<> renewLeases(sql::Connection& connection, const std::string& node, Time now, Duration leaseFor) {
    STEWARD_CHECK(connection.execute(
        sql::tenantOwned("UPDATE leases SET expires_at = ?2 WHERE holder = ?1 AND name IN (SELECT id FROM jobs)"),
        everybody, {node, now + leaseFor}));
    return {};
}

Result<> store(sql::Connection& connection, const Job& job) {
    STEWARD_CHECK(connection.execute(
        sql::tenantOwned("UPDATE jobs SET state = ?2, done = ?3, total = ?4, finished_at = ?5, error = ?6 "
                         "WHERE id = ?1 AND :tenant(tenant_id)"),
        scopeOf(job), {job.id, job.state, job.done, job.total, job.finishedAt, job.error}));
    return announce(connection, job);
}

}  // namespace

Result<Job> readJob(const sql::Row& row) {
    STEWARD_TRY(Job job, sql::readInto<Job>(row));
    STEWARD_TRY(const auto input, json::parse(row.text("input")));
    job.batchId = batchOf(input);
    return job;
}

struct JobHandle::Running {
    Job job;
    Lease lease;
    json::Value input;
    Database& database;
    std::stop_source stop = {};
    bool cancelled = false;  // by somebody, not because the platform stops
    bool lost = false;       // another node has the lease
    std::chrono::steady_clock::time_point stored{};

    void cancel() {
        cancelled = true;
        stop.request_stop();
    }
};

struct Jobs::State : std::enable_shared_from_this<Jobs::State> {
    Io& io;
    Database& database;
    const Clock& clock;
    const JobOptions options;
    const std::string node = "node_" + randomHex(16);
    std::map<std::string, JobRunner, std::less<>> kinds = {};
    std::map<std::string, JobRunner> runners = {};  // of jobs in memory
    std::map<std::string, std::shared_ptr<JobHandle::Running>> running = {};
    trace::Origins origins;
    std::atomic<bool> created = false;
    std::atomic<std::int64_t> waiting = 0;
    std::atomic<std::int64_t> active = 0;
    bool pumping = false;
    bool again = false;
    bool draining = false;

    State(Io& io_, Database& database_, const Clock& clock_, JobOptions options_)
        : io(io_), database(database_), clock(clock_), options(options_) {}

    void pumpSoon() {
        io.spawn([self = shared_from_this()] { return self->pump(); });
    }

    // Starts waiting jobs while there is room for them.
    asio::awaitable<void> pump() {
        const auto self = shared_from_this();
        again = true;
        if (pumping) co_return;
        pumping = true;
        while (again && !draining) {
            again = false;
            while (!draining && running.size() < options.maxRunning) {
                auto claiming = database.write([this](sql::Connection& connection) {
                    return claim(connection, node, clock.now(), options.leaseFor);
                });
                auto claimed = co_await std::move(claiming);
                if (!claimed) {
                    log::error("no job could be started", {{"detail", claimed.error().detail.c_str()}});
                    co_await sleepFor(tryAgainAfter);
                    again = true;
                }
                if (!claimed || !claimed->job) break;
                waiting = claimed->waiting;
                auto next = std::make_shared<JobHandle::Running>(JobHandle::Running{
                    std::move(*claimed->job), std::move(claimed->lease), std::move(claimed->input), database});
                if (claimed->cancelling) next->cancel();
                running.emplace(next->job.id, next);
                active = static_cast<std::int64_t>(running.size());
                io.spawn([self, next] { return self->runOne(next); });
            }
        }
        pumping = false;
    }

    JobRunner runnerOf(const Job& job) {
        if (const auto own = runners.extract(job.id)) return own.mapped();
        const auto found = kinds.find(job.kind);
        return found == kinds.end() ? JobRunner() : found->second;
    }

    // Renews what is held, finds what was lost, and looks for jobs of nodes that died.
    asio::awaitable<void> beat() {
        const auto self = shared_from_this();
        while (!draining) {
            co_await sleepFor(options.leaseFor / 4);
            if (draining) break;
            if (!running.empty()) {
                auto renewing = database.write([this](sql::Connection& connection) {
                    return renewLeases(connection, node, clock.now(), options.leaseFor);
                });
                co_await std::move(renewing);
            }
            auto looking = database.read([this](sql::Connection& connection) { return look(connection); });
            const auto seen = co_await std::move(looking);
            if (!seen) continue;
            waiting = seen->waiting;
            for (const auto& [id, job] : running) {
                const auto held = seen->held.find(id);
                if (held == seen->held.end() || held->second != job->lease.turn) lose(*job);
            }
            if (seen->claimable) pumpSoon();
        }
    }

    struct Seen {
        std::map<std::string, std::int64_t> held;
        bool claimable = false;
        std::int64_t waiting = 0;
    };
    Result<Seen> look(sql::Connection& connection) {
        Seen seen;
        STEWARD_CHECK(connection.each("SELECT name, turn FROM leases WHERE holder = ?1 ORDER BY name",
                                      sql::Params({node}),
                                      [&](const sql::Row& row) { seen.held.emplace(row.text(0), row.integer(1)); }));
        STEWARD_TRY(const auto rows, connection.query(claimable, everybody, {node, clock.now()}));
        seen.claimable = !rows.empty();
        STEWARD_TRY(const auto count, connection.query(countWaiting, everybody));
        seen.waiting = count[0].integer(0);
        return seen;
    }

    void lose(JobHandle::Running& job) {
        if (std::exchange(job.lost, true)) return;
        log::warning("another node has taken over a job", {{"job", job.job.id.c_str()}});
        job.stop.request_stop();
    }

    void cancel(const std::string& id) {
        runners.erase(id);
        if (const auto found = running.find(id); found != running.end()) found->second->cancel();
    }

    // While the disk is full this waits: a job that has ended must not look as if it still ran.
    asio::awaitable<void> storeEnd(std::shared_ptr<JobHandle::Running> ended, bool finished) {
        const auto self = shared_from_this();
        const Job& job = ended->job;
        const auto storing = [ended, finished](sql::Connection& connection) -> Result<> {
            STEWARD_CHECK(requireLease(connection, ended->lease));
            if (finished) STEWARD_CHECK(store(connection, ended->job));
            return endLease(connection, ended->lease);
        };
        for (;;) {
            const auto stored = co_await database.write(storing);
            if (stored || draining) co_return;
            if (stored.error().code == ErrorCode::cancelled) co_return lose(*ended);
            log::error("the end of a job could not be stored",
                       {{"job", job.id.c_str()}, {"detail", stored.error().detail.c_str()}});
            co_await sleepFor(tryAgainAfter);
        }
    }

    asio::awaitable<void> runOne(std::shared_ptr<JobHandle::Running> running_) {
        const auto self = shared_from_this();
        Job& job = running_->job;
        Result<> outcome;
        const JobRunner runner = runnerOf(job);
        trace::Span span("job " + job.kind, trace::Kind::internal, origins.take(job.id));
        span.set("steward.job", job.id);
        if (!runner) {
            outcome = fail(ErrorCode::cancelled, "It was interrupted by a restart of the platform.");
        } else {
            try {
                JobHandle handle(running_, running_->stop.get_token());
                auto work = runner(handle);
                if (span) {
                    auto traced = trace::within(span.scope(), std::move(work));
                    outcome = co_await std::move(traced);
                } else {
                    outcome = co_await std::move(work);
                }
            } catch (const std::exception& exception) {
                log::error("a job threw",
                           {{"job", job.id.c_str()}, {"kind", job.kind.c_str()}, {"what", exception.what()}});
                outcome = fail(ErrorCode::internal, "The platform made a mistake.");
            }
        }
        const bool interrupted =
            draining && running_->stop.stop_requested() && !running_->cancelled && !outcome && kinds.contains(job.kind);
        if (!interrupted) {
            job.finishedAt = clock.now();
            job.state = outcome                           ? JobState::succeeded
                        : running_->stop.stop_requested() ? JobState::cancelled
                                                          : JobState::failed;
            if (!outcome) job.error = outcome.error().message;
        }
        if (!running_->lost) {
            auto storing = storeEnd(running_, !interrupted);
            co_await std::move(storing);
        }
        if (!outcome) span.fail();
        running.erase(job.id);
        active = static_cast<std::int64_t>(running.size());
        if (!draining) pumpSoon();
    }
};

Jobs::Jobs(Io& io, Database& database, Bus& bus, const Clock& clock, JobOptions options)
    : state_(std::make_shared<State>(io, database, clock, options)) {
    cancellations_ = bus.subscribe([weak = std::weak_ptr(state_), &io](const Message& message) {
        if (message.topic != cancelTopic) return;
        io.post([weak, id = json::read<std::string>(message.json).value_or("")] {
            if (const auto state = weak.lock()) state->cancel(id);
        });
    });
}

Jobs::~Jobs() {
    drain();
}

void Jobs::registerKind(std::string kind, JobRunner runner) {
    state_->kinds[std::move(kind)] = std::move(runner);
}

Async<> Jobs::resume() {
    const auto state = state_;
    auto resetting = state->database.write([state](sql::Connection& connection) -> Result<> {
        if (!state->options.alone.value_or(connection.dialect() == sql::Dialect::sqlite)) return {};
        STEWARD_CHECK(connection.execute("DELETE FROM leases WHERE holder <> ?1", sql::Params({state->node})));
        return {};
    });
    auto reset = co_await std::move(resetting);
    if (!reset) co_return reset;
    state->pumpSoon();
    state->io.spawn([state] { return state->beat(); });
    co_return Result<>();
}

Result<Job> Jobs::create(sql::Connection& connection, NewJob wanted) {
    Job job;
    job.createdAt = state_->clock.now();
    job.id = newId(id::job, job.createdAt);
    job.kind = std::move(wanted.kind);
    job.title = std::move(wanted.title);
    job.tenantId = std::move(wanted.tenantId);
    job.createdBy = std::move(wanted.createdBy);
    job.total = wanted.total;
    job.batchId = batchOf(wanted.input);
    return insert(connection, std::move(job), wanted.input);
}

Result<Job> Jobs::insert(sql::Connection& connection, Job job, const json::Value& input) {
    STEWARD_CHECK(connection.execute(
        sql::tenantOwned(
            "INSERT INTO jobs (id, kind, title, tenant_id, state, done, total, created_by, created_at, error, input) "
            "SELECT ?1, ?2, ?3, ?4, 'waiting', 0, ?5, ?6, ?7, '', ?8 WHERE :tenant(?4)"),
        scopeOf(job),
        {job.id, job.kind, job.title, job.tenantId, job.total, job.createdBy, job.createdAt, json::write(input)}));
    STEWARD_CHECK(announce(connection, job));
    state_->origins.remember(job.id);
    state_->created = true;
    return job;
}

Async<Job> Jobs::start(NewJob job) {
    return state_->database.write(
        [this, job = std::move(job)](sql::Connection& connection) { return create(connection, job); });
}

Async<Job> Jobs::start(std::string kind, std::string title, std::optional<std::string> tenantId, std::string createdBy,
                       JobRunner runner) {
    Job job;
    job.createdAt = state_->clock.now();
    job.id = newId(id::job, job.createdAt);
    job.kind = std::move(kind);
    job.title = std::move(title);
    job.tenantId = std::move(tenantId);
    job.createdBy = std::move(createdBy);
    state_->runners[job.id] = std::move(runner);
    return state_->database.write([this, job](sql::Connection& connection) -> Result<Job> {
        STEWARD_CHECK(takeLease(connection, job.id, state_->node, job.createdAt, state_->options.leaseFor));
        return insert(connection, job, nullptr);
    });
}

Async<Job> Jobs::cancel(sql::TenantScope scope, std::string id, std::optional<std::string> ofUser) {
    const auto state = state_;
    auto storing = state->database.write([id, scope, ofUser = std::move(ofUser),
                                          now = state->clock.now()](sql::Connection& connection) -> Result<Job> {
        STEWARD_TRY(
            const auto rows,
            connection.query(sql::tenantOwned("SELECT * FROM jobs WHERE id = ?1 AND :tenant(tenant_id)"), scope, {id}));
        if (rows.empty()) return fail(ErrorCode::notFound, "There is no such job.");
        STEWARD_TRY(Job job, readJob(rows[0]));
        if (ofUser && job.createdBy != *ofUser)
            return fail(ErrorCode::forbidden, "This job is in the name of somebody else.",
                        "To stop it needs the permission plansApply.");
        if (job.finishedAt) return fail(ErrorCode::conflict, "The job has finished already.");
        if (job.state == JobState::running) {
            STEWARD_CHECK(connection.execute(
                sql::tenantOwned("UPDATE jobs SET cancelling = 1 WHERE id = ?1 AND :tenant(tenant_id)"), scope, {id}));
            STEWARD_CHECK(enqueue(connection, cancelTopic, {}, json::write(id)));
            return job;
        }
        job.state = JobState::cancelled;
        job.finishedAt = now;
        STEWARD_CHECK(connection.execute("DELETE FROM leases WHERE name = ?1", sql::Params({id})));
        STEWARD_CHECK(store(connection, job));
        return job;
    });
    auto job = co_await std::move(storing);
    if (job) state->cancel(id);
    co_return job;
}

const std::string& Jobs::node() const {
    return state_->node;
}

std::size_t Jobs::waiting() const {
    return static_cast<std::size_t>(std::max<std::int64_t>(0, state_->waiting + state_->active));
}

void Jobs::wake() {
    if (state_->created.exchange(false)) state_->pumpSoon();
}

void Jobs::drain() {
    state_->draining = true;
    for (const auto& [id, running] : state_->running)
        running->stop.request_stop();
}

const Job& JobHandle::job() const {
    return running_->job;
}
const json::Value& JobHandle::input() const {
    return running_->input;
}
bool JobHandle::cancelled() const {
    return running_->cancelled;
}

const Lease& JobHandle::claim() const {
    return running_->lease;
}

Async<> JobHandle::progress(std::int64_t done, std::int64_t total) {
    const auto running = running_;
    Job& job = running->job;
    job.done = done;
    job.total = total;
    const auto now = std::chrono::steady_clock::now();
    if (now - running->stored < storeEvery) co_return Result<>();
    running->stored = now;
    auto storing = running->database.write([running, job](sql::Connection& connection) -> Result<> {
        STEWARD_CHECK(requireLease(connection, running->lease));
        STEWARD_CHECK(connection.execute(
            sql::tenantOwned("UPDATE jobs SET done = ?2, total = ?3 WHERE id = ?1 AND :tenant(tenant_id)"),
            scopeOf(job), {job.id, job.done, job.total}));
        return announce(connection, job);
    });
    auto stored = co_await std::move(storing);
    co_return stored;
}

}  // namespace steward::kernel
