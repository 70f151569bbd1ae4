#include "kernel/jobs.h"

#include <atomic>

#include "base/ids.h"
#include "base/log.h"
#include "contract/topics.h"
#include "kernel/outbox.h"
#include "sql/mapping.h"

namespace steward::kernel {
namespace {

using domain::Job;
using domain::JobState;

constexpr auto publishEvery = std::chrono::milliseconds(100);
constexpr auto storeEvery = std::chrono::seconds(1);
constexpr auto tryAgainAfter = std::chrono::seconds(1);

std::string tenantOf(const Job& job) {
    return job.tenantId.value_or(std::string());
}

Result<> announce(sql::Connection& connection, const Job& job) {
    return enqueue(connection, contract::jobsTopic, tenantOf(job), job);
}

// The oldest waiting job, now running.
struct Claimed {
    std::optional<Job> job;
    json::Value input;
    std::int64_t waiting = 0;
};

Result<Claimed> claim(sql::Connection& connection) {
    Claimed claimed;
    STEWARD_TRY(const auto rows,
                connection.query("SELECT * FROM jobs WHERE state = 'waiting' ORDER BY created_at, id LIMIT 1"));
    if (rows.empty()) return claimed;
    STEWARD_TRY(Job job, sql::readInto<Job>(rows[0]));
    STEWARD_TRY(claimed.input, json::parse(rows[0].text("input")));
    job.state = JobState::running;
    STEWARD_CHECK(connection.execute("UPDATE jobs SET state = 'running' WHERE id = ?1", sql::Params({job.id})));
    STEWARD_CHECK(announce(connection, job));
    STEWARD_TRY(const auto left, connection.query("SELECT count(*) FROM jobs WHERE state = 'waiting'"));
    claimed.waiting = left[0].integer(0);
    claimed.job = std::move(job);
    return claimed;
}

Result<> store(sql::Connection& connection, const Job& job) {
    STEWARD_CHECK(connection.execute(
        "UPDATE jobs SET state = ?2, done = ?3, total = ?4, finished_at = ?5, error = ?6 WHERE id = ?1",
        {job.id, job.state, job.done, job.total, job.finishedAt, job.error}));
    return announce(connection, job);
}

}  // namespace

struct JobHandle::Running {
    Job job;
    json::Value input;
    std::stop_source stop;
    bool cancelled = false;  // by somebody, not because the platform stops
    Database& database;
    Bus& bus;
    const Clock& clock;
    std::chrono::steady_clock::time_point published{};
    std::chrono::steady_clock::time_point stored = std::chrono::steady_clock::now();
};

struct Jobs::State : std::enable_shared_from_this<Jobs::State> {
    Io& io;
    Database& database;
    Bus& bus;
    const Clock& clock;
    const std::size_t maxRunning;
    std::map<std::string, JobRunner, std::less<>> kinds = {};
    std::map<std::string, JobRunner> runners = {};  // of jobs in memory
    std::map<std::string, std::shared_ptr<JobHandle::Running>> running = {};
    std::atomic<bool> created = false;
    std::atomic<std::int64_t> waiting = 0;
    std::atomic<std::int64_t> active = 0;
    bool pumping = false;
    bool again = false;
    bool draining = false;

    State(Io& io_, Database& database_, Bus& bus_, const Clock& clock_, std::size_t most)
        : io(io_), database(database_), bus(bus_), clock(clock_), maxRunning(most) {}

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
            while (!draining && running.size() < maxRunning) {
                auto claiming = database.write([](sql::Connection& connection) { return claim(connection); });
                auto claimed = co_await std::move(claiming);
                if (!claimed) {
                    log::error("no job could be started", {{"detail", claimed.error().detail.c_str()}});
                    co_await sleepFor(tryAgainAfter);
                    again = true;
                }
                if (!claimed || !claimed->job) break;
                waiting = claimed->waiting;
                auto next = std::make_shared<JobHandle::Running>(JobHandle::Running{
                    std::move(*claimed->job), std::move(claimed->input), {}, false, database, bus, clock});
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

    // While the disk is full this waits: a job that has ended must not look as if it still ran.
    asio::awaitable<void> storeEnd(const Job& job) {
        const auto self = shared_from_this();
        const auto storing = [job](sql::Connection& connection) { return store(connection, job); };
        for (;;) {
            const auto stored = co_await database.write(storing);
            if (stored || draining) co_return;
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
        if (!runner) {
            outcome = fail(ErrorCode::cancelled, "It was interrupted by a restart of the platform.");
        } else {
            try {
                JobHandle handle(running_, running_->stop.get_token());
                auto work = runner(handle);
                outcome = co_await std::move(work);
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
            co_await storeEnd(job);
        }
        running.erase(job.id);
        active = static_cast<std::int64_t>(running.size());
        if (!draining) pumpSoon();
    }
};

Jobs::Jobs(Io& io, Database& database, Bus& bus, const Clock& clock, std::size_t maxRunning)
    : state_(std::make_shared<State>(io, database, bus, clock, maxRunning)) {}

Jobs::~Jobs() {
    drain();
}

void Jobs::registerKind(std::string kind, JobRunner runner) {
    state_->kinds[std::move(kind)] = std::move(runner);
}

Async<> Jobs::resume() {
    const auto state = state_;
    auto resetting = state->database.write([](sql::Connection& connection) -> Result<> {
        STEWARD_CHECK(connection.execute("UPDATE jobs SET state = 'waiting' WHERE state = 'running'"));
        return {};
    });
    auto reset = co_await std::move(resetting);
    if (!reset) co_return reset;
    state->pumpSoon();
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
    return insert(connection, std::move(job), wanted.input);
}

Result<Job> Jobs::insert(sql::Connection& connection, Job job, const json::Value& input) {
    STEWARD_CHECK(connection.execute(
        "INSERT INTO jobs (id, kind, title, tenant_id, state, done, total, created_by, created_at, error, input) "
        "VALUES (?1, ?2, ?3, ?4, 'waiting', 0, ?5, ?6, ?7, '', ?8)",
        {job.id, job.kind, job.title, job.tenantId, job.total, job.createdBy, job.createdAt, json::write(input)}));
    STEWARD_CHECK(announce(connection, job));
    ++state_->waiting;
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
    return state_->database.write(
        [this, job](sql::Connection& connection) { return insert(connection, job, nullptr); });
}

Async<Job> Jobs::cancel(sql::TenantScope scope, std::string id) {
    const auto state = state_;
    auto storing = state->database.write([id, scope,
                                          now = state->clock.now()](sql::Connection& connection) -> Result<Job> {
        STEWARD_TRY(const auto rows, connection.query("SELECT * FROM jobs WHERE id = ?1 AND (?2 = 1 OR tenant_id = ?3)",
                                                      {id, scope.isAll(), scope.tenant()}));
        if (rows.empty()) return fail(ErrorCode::notFound, "There is no such job.");
        STEWARD_TRY(Job job, sql::readInto<Job>(rows[0]));
        if (job.finishedAt) return fail(ErrorCode::conflict, "The job has finished already.");
        if (job.state != JobState::waiting) return job;
        job.state = JobState::cancelled;
        job.finishedAt = now;
        STEWARD_CHECK(store(connection, job));
        return job;
    });
    auto job = co_await std::move(storing);
    if (!job) co_return job;
    state->runners.erase(id);
    if (const auto found = state->running.find(id); found != state->running.end()) {
        found->second->cancelled = true;
        found->second->stop.request_stop();
    }
    co_return job;
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

Async<> JobHandle::progress(std::int64_t done, std::int64_t total) {
    const auto running = running_;
    Job& job = running->job;
    job.done = done;
    job.total = total;
    const auto now = std::chrono::steady_clock::now();
    if (now - running->published >= publishEvery) {
        running->published = now;
        running->bus.publish(std::string(contract::jobsTopic.name), tenantOf(job), json::write(job),
                             running->clock.now());
    }
    if (now - running->stored < storeEvery) co_return Result<>();
    running->stored = now;
    auto storing = running->database.write([id = job.id, done, total](sql::Connection& connection) -> Result<> {
        STEWARD_CHECK(connection.execute("UPDATE jobs SET done = ?2, total = ?3 WHERE id = ?1", {id, done, total}));
        return {};
    });
    auto stored = co_await std::move(storing);
    co_return stored;
}

}  // namespace steward::kernel
