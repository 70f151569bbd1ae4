#include "metrics/rollups.h"

#include "domain/metric.h"

namespace steward::metrics {
namespace {

const sql::TenantScope everybody = sql::TenantScope::all();

std::int64_t milliseconds(Time time) {
    return time.time_since_epoch().count();
}
std::int64_t startOf(Time at, std::int64_t step) {
    return milliseconds(at) / step * step;
}

Rollup rollupOf(const sql::Row& row) {
    return {row.real("sum"), row.integer("count"), row.real("max")};
}

}  // namespace

void Rollups::add(const std::string& tenant, const std::string& name, std::int64_t step, Time at, double value) {
    auto& entry = entries_[{tenant, name, step, startOf(at, step)}];
    entry.rollup.add(value);
    entry.changed = true;
}

void Rollups::add(Time at, const Values& values, const std::vector<std::pair<std::string, TenantValues>>& tenants) {
    const auto& series = allSeries();
    for (std::size_t i = 0; i < seriesCount; ++i) {
        add({}, series[i].name, tenSeconds, at, values[i]);
        add({}, series[i].name, minute, at, values[i]);
    }
    add({}, series[0].name, hour, at, values[0]);
    for (const auto& [tenant, own] : tenants) {
        for (const auto& one : series)
            if (one.perTenant) add(tenant, one.name, minute, at, valueOf(own, one.name));
        add(tenant, series[0].name, hour, at, static_cast<double>(own.requests));
    }
}

RollupRows Rollups::takeChanged() {
    RollupRows rows;
    for (auto& [key, entry] : entries_) {
        if (!entry.changed) continue;
        rows.emplace_back(key, entry.rollup);
        entry.changed = false;
    }
    return rows;
}

void Rollups::giveBack(const RollupRows& rows) {
    for (const auto& [key, rollup] : rows)
        if (const auto found = entries_.find(key); found != entries_.end()) found->second.changed = true;
}

void Rollups::forget(Time before) {
    std::erase_if(entries_, [&](const auto& entry) {
        return !entry.second.changed && entry.first.at + entry.first.step <= milliseconds(before);
    });
}

void Rollups::forgetUnstored(Time before) {
    std::erase_if(entries_,
                  [&](const auto& entry) { return entry.first.at + entry.first.step <= milliseconds(before); });
}

void Rollups::load(const RollupRows& rows) {
    for (const auto& [key, rollup] : rows)
        entries_[key].rollup = rollup;
}

void Rollups::overlay(std::string_view tenant, std::string_view name, std::int64_t step, Time from, Time to,
                      std::map<std::int64_t, Rollup>& found) const {
    auto entry = entries_.lower_bound({std::string(tenant), std::string(name), step, milliseconds(from)});
    for (; entry != entries_.end(); ++entry) {
        const auto& key = entry->first;
        if (key.tenantId != tenant || key.name != name || key.step != step || key.at >= milliseconds(to)) break;
        found[key.at] = entry->second.rollup;
    }
}

Result<> storeRollups(sql::Connection& connection, const RollupRows& rows) {
    for (const auto& [key, rollup] : rows)
        STEWARD_CHECK(connection.execute(
            sql::tenantOwned("INSERT INTO metric_rollups (name, tenant_id, step_ms, at, sum, count, max) VALUES (?1, "
                             "?2, ?3, ?4, ?5, ?6, ?7) "
                             "ON CONFLICT (tenant_id, name, step_ms, at) DO UPDATE SET sum = excluded.sum, count = "
                             "excluded.count, max = excluded.max"),
            everybody, {key.name, key.tenantId, key.step, key.at, rollup.sum, rollup.count, rollup.max}));
    return {};
}

Result<std::map<std::int64_t, Rollup>> readRollups(sql::Connection& connection, const sql::TenantScope& scope,
                                                   std::string_view tenant, std::string_view name, std::int64_t step,
                                                   Time from, Time to) {
    std::map<std::int64_t, Rollup> found;
    STEWARD_CHECK(connection.each(
        sql::tenantOwned("SELECT at, sum, count, max FROM metric_rollups WHERE :tenant(tenant_id) "
                         "AND tenant_id = ?1 AND name = ?2 AND step_ms = ?3 AND at >= ?4 AND at < ?5"),
        scope, {tenant, name, step, from, to}, [&](const sql::Row& row) { found[row.integer("at")] = rollupOf(row); }));
    return found;
}

Result<RollupRows> readRollupsSince(sql::Connection& connection, std::int64_t step, Time from, bool platformOnly) {
    RollupRows rows;
    STEWARD_CHECK(connection.each(sql::tenantOwned("SELECT name, tenant_id, at, sum, count, max FROM metric_rollups "
                                                   "WHERE step_ms = ?1 AND at >= ?2 AND (?3 = 0 OR tenant_id = '')"),
                                  everybody, {step, from, platformOnly}, [&](const sql::Row& row) {
                                      rows.emplace_back(
                                          RollupKey{std::string(row.text("tenant_id")), std::string(row.text("name")),
                                                    step, row.integer("at")},
                                          rollupOf(row));
                                  }));
    return rows;
}

Result<> forgetRollups(sql::Connection& connection, Time now) {
    using std::chrono::hours;
    STEWARD_CHECK(connection.execute(sql::tenantOwned("DELETE FROM metric_rollups WHERE step_ms = ?1 AND at < ?2"),
                                     everybody, {tenSeconds, now - hours(24)}));
    STEWARD_CHECK(connection.execute(
        sql::tenantOwned("DELETE FROM metric_rollups WHERE step_ms = ?1 AND at < ?2 AND (tenant_id <> '' OR at < ?3)"),
        everybody, {minute, now - hours(24), now - hours(30 * 24)}));
    STEWARD_CHECK(connection.execute(sql::tenantOwned("DELETE FROM metric_rollups WHERE step_ms = ?1 AND at < ?2"),
                                     everybody, {hour, now - hours(30 * 24)}));
    return {};
}

}  // namespace steward::metrics
