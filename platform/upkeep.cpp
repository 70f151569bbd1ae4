#include "upkeep.h"

#include <array>
#include <chrono>
#include <utility>

#include "audit/audit_store.h"
#include "base/log.h"
#include "billing/usage_store.h"
#include "identity/sign_in_audit.h"
#include "kernel/idempotency.h"
#include "kernel/leased_rounds.h"
#include "reports/result_cache.h"
#include "tenancy/purge.h"
#include "users/purge.h"

namespace steward::platform {
namespace {

using std::chrono::sys_days;

using Steady = std::chrono::steady_clock;

constexpr auto between = std::chrono::hours(6);
constexpr auto lookEvery = std::chrono::seconds(15);  // whether another node should go on
constexpr int monthsAhead = 4;                        // the present one among them

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

struct Upkeep::State {
    kernel::Database& database;
    const Clock& clock;
    const Keeping keeping;
    kernel::LeasedRounds rounds;
    Steady::time_point done = {};
    bool stopping = false;

    State(kernel::Io& io, kernel::Database& database_, kernel::Telemetry& telemetry, const Clock& clock_,
          Keeping keeping_, std::string node)
        : database(database_),
          clock(clock_),
          keeping(keeping_),
          rounds(io, database, telemetry, clock,
                 {.name = "upkeep",
                  .node = std::move(node),
                  .interval = lookEvery,
                  .isAtOnce = true,
                  .revision = {},
                  .tidy = {},
                  .isBusy = {},
                  .done = "the tables were kept up",
                  .missedCounter = "steward_upkeep_missed_rounds_total",
                  .missedHelp = "Looks whether the tables want upkeep that were left out."}) {}

    kernel::Async<> work(kernel::Round round) {
        auto forgetting = database.write(reports::forgetOldVersions);
        STEWARD_CO_CHECK(co_await std::move(forgetting));
        if (!round.isFirst && Steady::now() - done < between) co_return Result<>();
        const auto keeping_ = [this, lease = round.lease](sql::Connection& connection) -> Result<> {
            STEWARD_CHECK(kernel::requireLease(connection, lease));
            return keepUp(connection, keeping.months, clock.now());
        };
        auto keepingUp = database.write(keeping_);
        STEWARD_CO_CHECK(co_await std::move(keepingUp));
        auto purging = purge(round.lease);
        STEWARD_CO_CHECK(co_await std::move(purging));
        done = Steady::now();
        co_return Result<>();
    }

    // Each in a transaction of its own.
    kernel::Async<> purge(kernel::Lease lease) {
        domain::Principal platform;
        platform.userId = identity::platformItself().id;
        platform.name = identity::platformItself().name;
        constexpr std::array purges{tenancy::purgeOne, users::purgeOne};
        for (const auto purgeOne : purges) {
            const auto next = [this, lease, platform, purgeOne](sql::Connection& connection) -> Result<bool> {
                STEWARD_CHECK(kernel::requireLease(connection, lease));
                return purgeOne(connection, clock.now() - keeping.removed, clock.now(), platform);
            };
            for (bool isMore = true; isMore;) {
                if (stopping) co_return fail(ErrorCode::cancelled, "The node stops. Another one goes on.");
                auto purging = database.write(next);
                STEWARD_CO_TRY(isMore, co_await std::move(purging));
            }
        }
        co_return Result<>();
    }
};

Upkeep::Upkeep(kernel::Io& io, kernel::Database& database, kernel::Telemetry& telemetry, const Clock& clock,
               Keeping keeping, std::string node)
    : state_(std::make_shared<State>(io, database, telemetry, clock, keeping, std::move(node))) {
    state_->rounds.setWork([state = std::weak_ptr(state_)](kernel::Round round) -> kernel::Async<> {
        const auto self = state.lock();
        if (!self) co_return Result<>();
        auto working = self->work(std::move(round));
        co_return co_await std::move(working);
    });
}

void Upkeep::start() {
    state_->rounds.start();
}

kernel::Async<> Upkeep::stop() {
    const auto state = state_;
    state->stopping = true;
    auto stopping = state->rounds.stop();
    co_return co_await std::move(stopping);
}

}  // namespace steward::platform
