// Steps of 10 seconds, a minute and an hour, gathered in memory until they are stored. I/O thread, but for the SQL.
//
// A step keeps its whole value in memory until it is over and stored, and storing overwrites. So what memory has is
// always right, and a query takes it in place of what the table says.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "metrics/series.h"
#include "sql/connection.h"

namespace steward::metrics {

inline constexpr std::int64_t tenSeconds = 10'000;
inline constexpr std::int64_t minute = 60'000;
inline constexpr std::int64_t hour = 3'600'000;

struct RollupKey {
    std::string tenantId;
    std::string name;
    std::int64_t step = 0;
    std::int64_t at = 0;
    auto operator<=>(const RollupKey&) const = default;
};

struct Rollup {
    double sum = 0;
    std::int64_t count = 0;
    double max = 0;

    void add(double value) {
        sum += value;
        max = count == 0 ? value : std::max(max, value);
        ++count;
    }
    void merge(const Rollup& other) {
        max = count == 0 ? other.max : std::max(max, other.max);
        sum += other.sum;
        count += other.count;
    }
};

using RollupRows = std::vector<std::pair<RollupKey, Rollup>>;

class Rollups {
public:
    void add(Time at, const Values& values, const std::vector<std::pair<std::string, TenantValues>>& tenants);

    // What changed since the last call.
    RollupRows takeChanged();
    // They could not be stored: keep them for the next time.
    void giveBack(const RollupRows& rows);
    // Forgets the steps that were over at `before`, unless they are not stored yet.
    void forget(Time before);
    // The same for steps that another node stores.
    void forgetUnstored(Time before);
    // The unfinished steps of an earlier process.
    void load(const RollupRows& rows);

    // Lays what is in memory over `found` (by start of the step).
    void overlay(std::string_view tenant, std::string_view name, std::int64_t step, Time from, Time to,
                 std::map<std::int64_t, Rollup>& found) const;

private:
    struct Entry {
        Rollup rollup;
        bool changed = false;
    };
    void add(const std::string& tenant, const std::string& name, std::int64_t step, Time at, double value);
    std::map<RollupKey, Entry> entries_;
};

// SQL, on database threads.
Result<> storeRollups(sql::Connection& connection, const RollupRows& rows);
Result<std::map<std::int64_t, Rollup>> readRollups(sql::Connection& connection, const sql::TenantScope& scope,
                                                   std::string_view tenant, std::string_view name, std::int64_t step,
                                                   Time from, Time to);
// All rows of a step from `from` on: to go on where an earlier process stopped.
Result<RollupRows> readRollupsSince(sql::Connection& connection, std::int64_t step, Time from, bool platformOnly);
Result<> forgetRollups(sql::Connection& connection, Time now);

}  // namespace steward::metrics
