#include "logs/log_keeping.h"

#include <algorithm>
#include <limits>

#include "base/log.h"
#include "kernel/lease.h"
#include "logs/log_store.h"

namespace steward::logs {
namespace {

constexpr auto between = std::chrono::minutes(5);
constexpr std::int64_t atOnce = 2'000;
constexpr std::string_view leaseName = "logs";
constexpr auto rest = std::chrono::milliseconds(20);  // between two rounds, for others who write

kernel::asio::awaitable<void> keepForEver(kernel::Database& database, const Clock& clock, Keeping keeping,
                                          std::string holder) {
    for (;;) {
        const auto round = [&clock, keeping, holder](sql::Connection& db) -> Result<std::int64_t> {
            STEWARD_TRY(const auto lease, kernel::takeLease(db, leaseName, holder, clock.now(), 2 * between));
            if (!lease) return 0;
            return forgetSome(db, keeping, clock.now());
        };
        for (bool isMore = true; isMore;) {
            auto work = database.write(round);
            const auto removed = co_await std::move(work);
            if (!removed) log::warning("old logs were not removed", {{"detail", removed.error().detail.c_str()}});
            isMore = removed && *removed > 0;
            if (isMore) co_await kernel::sleepFor(rest);
        }
        co_await kernel::sleepFor(between);
    }
}

}  // namespace

Keeping keepingOf(const kernel::LogsConfig& config) {
    return {std::chrono::hours(24 * config.retentionDays), config.maxMegabytes * 1024 * 1024};
}

Result<std::int64_t> forgetSome(sql::Connection& connection, const Keeping& keeping, Time now) {
    STEWARD_TRY(const auto old, forgetBelow(connection, domain::firstLogPlace(now - keeping.age), atOnce));
    if (old > 0) return old;
    STEWARD_TRY(const auto volume, volumeOf(connection));
    if (volume.bytes <= keeping.bytes || volume.records == 0) return 0;
    // As many as make room at the size that records have, and one more.
    const std::int64_t size = std::max<std::int64_t>(1, volume.bytes / volume.records);
    const std::int64_t most = std::min(atOnce, (volume.bytes - keeping.bytes) / size + 1);
    return forgetBelow(connection, std::numeric_limits<std::int64_t>::max(), most);
}

kernel::Async<> yieldKeeping(kernel::Database& database, const Clock& clock, std::string holder) {
    const auto end = [&clock, holder](sql::Connection& db) -> Result<> {
        STEWARD_TRY(const auto lease, kernel::takeLease(db, leaseName, holder, clock.now(), between));
        return lease ? kernel::endLease(db, *lease) : Result<>();
    };
    auto work = database.write(end);
    co_return co_await std::move(work);
}

void startKeeping(kernel::Io& io, kernel::Database& database, const Clock& clock, Keeping keeping, std::string holder) {
    io.spawn([&database, &clock, keeping, holder = std::move(holder)] {
        return keepForEver(database, clock, keeping, holder);
    });
}

}  // namespace steward::logs
