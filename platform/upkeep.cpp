#include "upkeep.h"

#include <array>

#include "audit/audit_store.h"
#include "base/log.h"
#include "billing/usage_store.h"
#include "identity/sign_in_audit.h"
#include "kernel/idempotency.h"
#include "kernel/lease.h"
#include "tenancy/purge.h"
#include "users/purge.h"

namespace steward::platform {
namespace {

using std::chrono::sys_days;

constexpr auto between = std::chrono::hours(6);
constexpr int monthsAhead = 4;  // the present one among them

std::chrono::year_month monthOf(Time now) {
    const std::chrono::year_month_day day(std::chrono::floor<std::chrono::days>(now));
    return day.year() / day.month();
}

Result<> makePartitions(sql::Connection& connection, std::chrono::year_month month) {
    const auto first = sys_days(month / 1).time_since_epoch().count();
    for (const auto& [table, unit] : {std::pair("usage", 1), std::pair("audit", 86'400'000)})
        STEWARD_CHECK(connection.query("SELECT steward_make_partitions(?1, ?2, date '1970-01-01' + ?3::int, ?4::int)",
                                       {table, unit, first, monthsAhead}));
    return {};
}

Result<> forgetUsageBefore(sql::Connection& connection, std::chrono::year_month month) {
    const auto firstKept = sys_days(month / 1).time_since_epoch().count();
    if (connection.dialect() == sql::Dialect::postgres) {
        STEWARD_CHECK(connection.query("SELECT steward_drop_partitions('usage', date '1970-01-01' + ?1::int)",
                                       sql::Params({firstKept})));
    } else {
        STEWARD_CHECK(connection.execute(sql::tenantOwned("DELETE FROM usage WHERE day < ?1"), sql::TenantScope::all(),
                                         sql::Params({firstKept})));
    }
    return {};
}

// Each in a transaction of its own.
kernel::Async<> purge(kernel::Database& database, const Clock& clock, Duration kept) {
    domain::Principal platform;
    platform.userId = identity::platformItself().id;
    platform.name = identity::platformItself().name;
    constexpr std::array purges{tenancy::purgeOne, users::purgeOne};
    for (const auto purgeOne : purges) {
        const auto next = [&clock, kept, platform, purgeOne](sql::Connection& connection) {
            return purgeOne(connection, clock.now() - kept, clock.now(), platform);
        };
        for (bool isMore = true; isMore;) {
            auto purging = database.write(next);
            STEWARD_CO_TRY(isMore, co_await std::move(purging));
        }
    }
    co_return Result<>();
}

kernel::Async<> keepUpOnce(kernel::Database& database, const Clock& clock, const Keeping& keeping,
                           const std::string& holder) {
    const auto round = [&clock, months = keeping.months, holder](sql::Connection& connection) -> Result<bool> {
        STEWARD_TRY(const auto lease,
                    kernel::takeLease(connection, "upkeep", holder, clock.now(), between + std::chrono::minutes(5)));
        if (!lease) return false;
        STEWARD_CHECK(keepUp(connection, months, clock.now()));
        return true;
    };
    auto running = database.write(round);
    STEWARD_CO_TRY(const bool isOurs, co_await std::move(running));
    if (!isOurs) co_return Result<>();
    auto purging = purge(database, clock, keeping.removed);
    co_return co_await std::move(purging);
}

kernel::asio::awaitable<void> keepUpForEver(kernel::Database& database, const Clock& clock, Keeping keeping,
                                            std::string holder) {
    for (;;) {
        auto running = keepUpOnce(database, clock, keeping, holder);
        if (const auto done = co_await std::move(running); !done)
            log::warning("the upkeep of the tables failed", {{"detail", done.error().detail.c_str()}});
        co_await kernel::sleepFor(between);
    }
}

}  // namespace

Result<> keepUp(sql::Connection& connection, const kernel::RetentionConfig& retention, Time now) {
    const auto month = monthOf(now);
    if (connection.dialect() == sql::Dialect::postgres) STEWARD_CHECK(makePartitions(connection, month));
    if (retention.usageMonths > 0)
        STEWARD_CHECK(forgetUsageBefore(connection, month - std::chrono::months(retention.usageMonths)));
    if (retention.auditMonths > 0)
        STEWARD_CHECK(audit::forgetBefore(connection, month - std::chrono::months(retention.auditMonths)));
    STEWARD_CHECK(billing::forgetOldEvents(connection, now));
    return kernel::forgetOldKeys(connection, now);
}

void startUpkeep(kernel::Io& io, kernel::Database& database, const Clock& clock, Keeping keeping, std::string holder) {
    io.spawn([&database, &clock, keeping, holder = std::move(holder)] {
        return keepUpForEver(database, clock, keeping, holder);
    });
}

}  // namespace steward::platform
