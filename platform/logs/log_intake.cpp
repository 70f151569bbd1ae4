#include "logs/log_intake.h"

#include <algorithm>
#include <map>
#include <mutex>

#include "base/ids.h"
#include "base/log.h"
#include "contract/topics.h"
#include "logs/log_store.h"

namespace steward::logs {
namespace {

using domain::LogRecord;
using domain::LogSeverity;

constexpr auto dropsAreSaidEvery = std::chrono::seconds(10);
// Of a tenant, with each write: a message of the feed stays far below what its readers take.
constexpr std::size_t newsAtOnce = 200;
constexpr std::int64_t newsBytes = 256 * 1024;
constexpr int attempts = 3;

// What nodes tell each other.
struct SharedNews {
    std::string node;
    std::string tenantId;
    contract::LogNews news;
};
STEWARD_DESCRIBE(SharedNews, (node, tenantId, news))

std::int64_t randomStart() {
    std::int64_t start = 0;
    for (const char c : randomHex(8))
        start = (start * 31 + c) % domain::logPlacesOfMillisecond;
    return start;
}

}  // namespace

struct LogIntake::State : std::enable_shared_from_this<LogIntake::State> {
    kernel::Io& io;
    kernel::Database& database;
    kernel::Bus& bus;
    kernel::Telemetry& telemetry;
    const Clock& clock;
    IntakeOptions options;
    std::string node = {};
    std::function<void(std::string)> tell = {};

    mutable std::mutex mutex = {};
    std::vector<Placed> queue = {};  // under the mutex, as what follows
    std::size_t bytes = 0;
    std::int64_t counter = randomStart();
    std::int64_t lost = 0;    // since the start
    std::int64_t unsaid = 0;  // of them, what no record has told of
    bool closed = false;

    bool running = false;
    bool writing = false;
    std::chrono::steady_clock::time_point said = {};
    std::chrono::steady_clock::time_point warned = {};

    State(kernel::Io& io_, kernel::Database& database_, kernel::Bus& bus_, kernel::Telemetry& telemetry_,
          const Clock& clock_, IntakeOptions options_)
        : io(io_), database(database_), bus(bus_), telemetry(telemetry_), clock(clock_), options(options_) {}

    void place(Placed& one) {
        counter = (counter + 1) % domain::logPlacesOfMillisecond;
        one.place = domain::firstLogPlace(one.record.time) + counter;
        one.record.id = domain::logId(one.place);
        one.record.time = domain::timeOfLogPlace(one.place);
    }

    void lose(std::int64_t count) {
        telemetry.count("steward_logs_dropped_total", "Log records there was no room for, or that were not written.",
                        static_cast<std::uint64_t>(count));
        const std::lock_guard lock(mutex);
        lost += count;
        unsaid += count;
    }

    bool take(std::vector<LogRecord>& records) {
        std::size_t size = 0;
        for (auto& record : records) {
            domain::keepBounds(record);
            size += static_cast<std::size_t>(sizeOf(record));
        }
        const std::lock_guard lock(mutex);
        if (closed || queue.size() + records.size() > options.maxWaiting || bytes + size > options.maxWaitingBytes)
            return false;
        bytes += size;
        for (auto& record : records)
            place(queue.emplace_back(Placed{0, std::move(record)}));
        return true;
    }

    // What was lost, as a record of its own.
    void sayLosses() {
        const auto now = std::chrono::steady_clock::now();
        if (now - said < dropsAreSaidEvery) return;
        LogRecord record;
        {
            const std::lock_guard lock(mutex);
            if (unsaid == 0) return;
            record.body = std::to_string(unsaid) + " log records were dropped: there was no room for them.";
            record.attributes = json::Object{{"dropped", unsaid}};
            unsaid = 0;
        }
        said = now;
        record.time = clock.now();
        record.severity = LogSeverity::warning;
        record.service = "stewardd";
        std::vector<LogRecord> one{std::move(record)};
        take(one);
    }

    std::vector<Placed> some() {
        const std::lock_guard lock(mutex);
        std::vector<Placed> taken;
        if (queue.size() <= options.maxWritten) {
            taken = std::exchange(queue, {});
            bytes = 0;
        } else {
            const auto end = queue.begin() + static_cast<std::ptrdiff_t>(options.maxWritten);
            taken.assign(std::make_move_iterator(queue.begin()), std::make_move_iterator(end));
            queue.erase(queue.begin(), end);
            for (const auto& one : taken)
                bytes -= std::min(bytes, static_cast<std::size_t>(sizeOf(one.record)));
        }
        return taken;
    }

    // Another node has taken one of the places: all get new ones.
    void placeAgain(std::vector<Placed>& records) {
        const std::lock_guard lock(mutex);
        counter = randomStart();
        for (auto& one : records)
            place(one);
    }

    kernel::asio::awaitable<void> writeAll() {
        const auto self = shared_from_this();
        for (;;) {
            // Where there was no room a moment ago, there is now.
            auto taken = some();
            sayLosses();
            if (taken.empty()) taken = some();
            if (taken.empty()) co_return;
            const auto records = std::make_shared<std::vector<Placed>>(std::move(taken));
            Result<> written;
            for (int attempt = 0; attempt < attempts; ++attempt) {
                if (attempt > 0) placeAgain(*records);
                std::ranges::sort(*records, {}, &Placed::place);
                auto work = database.write([records](sql::Connection& db) { return insertRecords(db, *records); });
                written = co_await std::move(work);
                if (written || written.error().code != ErrorCode::conflict) break;
            }
            if (written) {
                telemetry.count("steward_logs_written_total", "Log records that were written.", records->size());
                publish(*records);
                continue;
            }
            lose(static_cast<std::int64_t>(records->size()));
            const auto now = std::chrono::steady_clock::now();
            if (now - warned < dropsAreSaidEvery) continue;
            warned = now;
            log::warning("log records were not written",
                         {{"records", records->size()}, {"detail", written.error().detail.c_str()}});
        }
    }

    void publish(std::vector<Placed>& records) {
        std::map<std::string, contract::LogNews> byTenant;
        std::map<std::string, std::int64_t> sizes;
        for (auto& one : records) {
            const std::string tenant = one.record.tenantId.value_or("");
            auto& news = byTenant[tenant];
            auto& taken = sizes[tenant];
            const std::int64_t size = sizeOf(one.record);
            if (news.left > 0 || news.records.size() == newsAtOnce || taken + size > newsBytes) {
                ++news.left;
                continue;
            }
            taken += size;
            news.records.push_back(std::move(one.record));
        }
        for (auto& [tenant, news] : byTenant) {
            announce(tenant, news);
            if (tell) tell(json::write(SharedNews{node, tenant, std::move(news)}));
        }
    }

    // A tenant's news are for who watches the tenant, and for who watches the platform.
    void announce(const std::string& tenant, const contract::LogNews& news) {
        const std::string text = json::write(news);
        const std::string topic(contract::logsTopic.name);
        bus.publish(topic, {}, text, clock.now());
        if (!tenant.empty()) bus.publish(topic, tenant, text, clock.now());
    }

    kernel::asio::awaitable<void> write() {
        const auto self = shared_from_this();
        if (std::exchange(writing, true)) co_return;
        auto all = writeAll();
        co_await std::move(all);
        writing = false;
    }

    kernel::asio::awaitable<void> run() {
        const auto self = shared_from_this();
        while (running) {
            auto work = write();
            co_await std::move(work);
            co_await kernel::sleepFor(options.pause);
        }
    }
};

LogIntake::LogIntake(kernel::Io& io, kernel::Database& database, kernel::Bus& bus, kernel::Telemetry& telemetry,
                     const Clock& clock, IntakeOptions options)
    : state_(std::make_shared<State>(io, database, bus, telemetry, clock, options)) {
    const std::weak_ptr weak(state_);
    telemetry.gauge("steward_logs_waiting", "Log records that wait to be written.", [weak] {
        const auto state = weak.lock();
        if (!state) return 0.0;
        const std::lock_guard lock(state->mutex);
        return static_cast<double>(state->queue.size());
    });
}

LogIntake::~LogIntake() {
    state_->running = false;
}

bool LogIntake::take(std::vector<LogRecord> records) {
    return state_->take(records);
}

void LogIntake::offer(LogRecord record) {
    std::vector<LogRecord> one;
    one.push_back(std::move(record));
    if (!state_->take(one)) state_->lose(1);
}

void LogIntake::share(std::string node, std::function<void(std::string)> tell) {
    state_->node = std::move(node);
    state_->tell = std::move(tell);
}

void LogIntake::heard(std::string_view text) {
    const auto shared = json::read<SharedNews>(text, json::Unknown::ignore);
    if (shared && shared->node != state_->node) state_->announce(shared->tenantId, shared->news);
}

std::int64_t LogIntake::waiting() const {
    const std::lock_guard lock(state_->mutex);
    return static_cast<std::int64_t>(state_->queue.size());
}

std::int64_t LogIntake::dropped() const {
    const std::lock_guard lock(state_->mutex);
    return state_->lost;
}

void LogIntake::start() {
    state_->running = true;
    state_->io.spawn([state = state_] { return state->run(); });
}

kernel::Async<> LogIntake::flush() {
    const auto state = state_;
    while (state->writing)
        co_await kernel::sleepFor(std::chrono::milliseconds(5));
    auto work = state->write();
    co_await std::move(work);
    co_return Result<>();
}

kernel::Async<> LogIntake::stop() {
    state_->running = false;
    {
        const std::lock_guard lock(state_->mutex);
        state_->closed = true;
    }
    auto flushing = flush();
    co_return co_await std::move(flushing);
}

}  // namespace steward::logs
