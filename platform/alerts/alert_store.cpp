#include "alerts/alert_store.h"

#include <set>

#include "alerts/definition_store.h"
#include "contract/topics.h"
#include "kernel/outbox.h"
#include "sql/mapping.h"

namespace steward::alerts {
namespace {

using domain::Alert;
using sql::tenantOwned;
using sql::TenantScope;

const TenantScope everybody = TenantScope::all();
constexpr std::int64_t longestHistory = 200;

Result<> storeAlert(sql::Connection& db, const AlertChange& change) {
    const Alert& alert = change.alert;
    std::vector<sql::Value> values = sql::detail::valuesOf(alert);
    values.emplace_back(change.seriesKey);
    static const std::string names = sql::columnList<Alert>() + ", series_key";
    static const std::string inserting = [] {
        std::string marks;
        for (std::size_t i = 1; i <= sql::detail::columnsOf<Alert>().size() + 1; ++i)
            marks += (i > 1 ? ", ?" : "?") + std::to_string(i);
        return "INSERT INTO alerts (" + names + ") VALUES (" + marks + ")";
    }();
    static const std::string updating = [] {
        std::string setting;
        std::size_t number = 0;
        for (const auto& column : sql::detail::columnsOf<Alert>())
            if (++number > 2) setting += (setting.empty() ? "" : ", ") + column + " = ?" + std::to_string(number);
        // ?2 and the last one are named so that the engine knows their types.
        return "UPDATE alerts SET " + setting + " WHERE :tenant(tenant_id) AND id = ?1 AND tenant_id = ?2" +
               " AND series_key = ?" + std::to_string(number + 1);
    }();
    STEWARD_CHECK(db.execute(tenantOwned(change.isNew ? inserting : updating), everybody, values));
    return {};
}

Result<> forgetAlert(sql::Connection& db, const Alert& alert) {
    STEWARD_CHECK(db.execute(tenantOwned("DELETE FROM alert_transitions WHERE :tenant(tenant_id) AND alert_id = ?1"),
                             everybody, sql::Params({alert.id})));
    STEWARD_CHECK(db.execute(tenantOwned("DELETE FROM alerts WHERE :tenant(tenant_id) AND id = ?1"), everybody,
                             sql::Params({alert.id})));
    return {};
}

Result<> storeTransition(sql::Connection& db, const AlertChange& change, domain::AlertState from, domain::AlertState to,
                         Time now) {
    STEWARD_CHECK(db.execute(tenantOwned("INSERT INTO alert_transitions (tenant_id, alert_id, at, from_state, to_state,"
                                         " value, note) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)"),
                             everybody,
                             {change.alert.tenantId, change.alert.id, now, from, to, change.alert.value, change.note}));
    return {};
}

Result<std::set<std::string>> removedTenants(sql::Connection& db) {
    STEWARD_TRY(const auto rows,
                db.query(tenantOwned("SELECT tenant_id FROM tenant_removals WHERE :tenant(tenant_id)"), everybody));
    std::set<std::string> tenants;
    for (const sql::Row row : rows)
        tenants.emplace(row.text(0));
    return tenants;
}

}  // namespace

Result<std::string> revisionOf(sql::Connection& db) {
    STEWARD_TRY(const auto rows, db.query("SELECT revision FROM alert_evaluation WHERE id = 1"));
    STEWARD_TRY(const auto removed, removedTenants(db));
    return std::to_string(rows.empty() ? 0 : rows[0].integer(0)) + "/" + std::to_string(removed.size());
}

Result<> definitionsChanged(sql::Connection& db) {
    STEWARD_CHECK(db.execute("UPDATE alert_evaluation SET revision = revision + 1 WHERE id = 1"));
    return {};
}

Result<Definitions> readDefinitions(sql::Connection& db, Time now) {
    Definitions definitions;
    STEWARD_TRY(definitions.rules, allDefinitions<domain::AlertRule>(db));
    STEWARD_TRY(definitions.slos, allDefinitions<domain::Slo>(db));
    STEWARD_TRY(definitions.silences, allDefinitions<domain::Silence>(db));
    std::erase_if(definitions.silences, [&](const auto& silence) { return silence.endsAt <= now; });
    STEWARD_TRY(const auto removed, removedTenants(db));
    const auto isRemoved = [&](const auto& definition) { return removed.contains(definition.tenantId); };
    std::erase_if(definitions.rules, isRemoved);
    std::erase_if(definitions.slos, isRemoved);
    return definitions;
}

Result<std::vector<ActiveAlert>> activeAlerts(sql::Connection& db, const std::optional<std::string>& tenantId) {
    static const std::string text = "SELECT " + sql::columnList<Alert>() +
                                    ", series_key FROM alerts WHERE :tenant(tenant_id) AND state IN ('pending',"
                                    " 'firing') AND (?1 = 0 OR tenant_id = ?2)";
    STEWARD_TRY(const auto rows, db.query(tenantOwned(text), everybody,
                                          {std::int64_t(tenantId ? 1 : 0), tenantId.value_or(std::string())}));
    STEWARD_TRY(auto alerts, sql::readAll<Alert>(rows));
    std::vector<ActiveAlert> active;
    active.reserve(alerts.size());
    for (std::size_t i = 0; i < alerts.size(); ++i)
        active.push_back({std::move(alerts[i]), std::string(rows[i].text("series_key"))});
    return active;
}

Result<std::optional<Alert>> findAlert(sql::Connection& db, const TenantScope& scope, const std::string& id) {
    static const std::string text =
        "SELECT " + sql::columnList<Alert>() + " FROM alerts WHERE :tenant(tenant_id) AND id = ?1";
    STEWARD_TRY(const auto rows, db.query(tenantOwned(text), scope, {id}));
    if (rows.empty()) return std::optional<Alert>();
    STEWARD_TRY(auto alert, sql::readInto<Alert>(rows[0]));
    return std::optional(std::move(alert));
}

Result<contract::AlertHistory> historyOf(sql::Connection& db, const TenantScope& scope, const std::string& alertId) {
    STEWARD_TRY(
        const auto rows,
        db.query(
            tenantOwned("SELECT at, from_state, to_state, value, note FROM alert_transitions"
                        " WHERE :tenant(tenant_id) AND alert_id = ?1 ORDER BY at DESC, CASE to_state WHEN 'pending'"
                        " THEN 0 WHEN 'firing' THEN 1 ELSE 2 END DESC LIMIT ?2"),
            scope, {alertId, longestHistory}));
    contract::AlertHistory history;
    for (const sql::Row row : rows)
        history.items.push_back({row.get<Time>("at"), row.get<domain::AlertState>("from_state"),
                                 row.get<domain::AlertState>("to_state"), row.get<std::optional<double>>("value"),
                                 std::string(row.text("note"))});
    return history;
}

Result<> storeRound(sql::Connection& db, const Round& round, Time now) {
    using enum domain::AlertState;
    for (const auto& change : round.alerts) {
        if (change.isGone) {
            STEWARD_CHECK(forgetAlert(db, change.alert));
        } else {
            STEWARD_CHECK(storeAlert(db, change));
            if (!change.note.empty()) {
                const bool firesAtOnce = change.isNew && change.alert.state == firing;
                if (firesAtOnce)
                    STEWARD_CHECK(storeTransition(db, change, inactive, pending, change.alert.activeSince));
                STEWARD_CHECK(
                    storeTransition(db, change, firesAtOnce ? pending : change.from, change.alert.state, now));
            }
        }
        if (!change.isNews) continue;
        contract::AlertNews news{change.alert, {}};
        if (change.isGone) news.alert->state = inactive;
        STEWARD_CHECK(kernel::enqueue(db, contract::alertsTopic, change.alert.tenantId, news));
    }
    for (const auto& [id, tenantId, state, alerts, problem] : round.rules)
        STEWARD_CHECK(
            db.execute(tenantOwned("UPDATE alert_rules SET state = ?3, alerts = ?4, problem = ?5, evaluated_at"
                                   " = ?6 WHERE :tenant(tenant_id) AND id = ?1 AND tenant_id = ?2"),
                       everybody, {id, tenantId, state, alerts, problem, now}));
    return {};
}

Result<> forgetResolved(sql::Connection& db, Time time) {
    STEWARD_CHECK(db.execute(tenantOwned("DELETE FROM alert_transitions WHERE :tenant(tenant_id) AND alert_id IN"
                                         " (SELECT id FROM alerts WHERE state = 'resolved' AND resolved_at < ?1)"),
                             everybody, sql::Params({time})));
    STEWARD_CHECK(db.execute(tenantOwned("DELETE FROM alerts WHERE :tenant(tenant_id) AND state = 'resolved'"
                                         " AND resolved_at < ?1"),
                             everybody, sql::Params({time})));
    return {};
}

Result<contract::AlertEvaluation> lastEvaluation(sql::Connection& db) {
    static const std::string text =
        "SELECT " + sql::columnList<contract::AlertEvaluation>() + " FROM alert_evaluation WHERE id = 1";
    STEWARD_TRY(const auto rows, db.query(text));
    if (rows.empty()) return contract::AlertEvaluation{};
    return sql::readInto<contract::AlertEvaluation>(rows[0]);
}

Result<> storeEvaluation(sql::Connection& db, const contract::AlertEvaluation& evaluation) {
    STEWARD_CHECK(
        db.execute("UPDATE alert_evaluation SET interval_ms = ?1, started_at = ?2, took_ms = ?3, late_ms = ?4,"
                   " missed = ?5, rules = ?6, problems = ?7 WHERE id = 1",
                   sql::detail::valuesOf(evaluation)));
    return {};
}

Result<contract::AlertSummary> summaryOf(sql::Connection& db, const TenantScope& scope) {
    contract::AlertSummary summary;
    STEWARD_TRY(const auto alerts,
                db.query(tenantOwned("SELECT state, severity, CASE WHEN silenced_by IS NULL THEN 0 ELSE 1 END, count(*)"
                                     " FROM alerts WHERE :tenant(tenant_id) AND state IN ('pending', 'firing')"
                                     " GROUP BY 1, 2, 3"),
                         scope));
    for (const sql::Row row : alerts) {
        const auto count = row.integer(3);
        const bool isSilenced = row.integer(2) != 0;
        if (row.text(0) == "pending") {
            summary.pending += count;
            continue;
        }
        summary.firing += count;
        if (isSilenced) summary.silenced += count;
        if (!isSilenced && row.text(1) == "critical") summary.critical += count;
    }
    STEWARD_TRY(
        const auto rules,
        db.query(tenantOwned("SELECT count(*) FROM alert_rules WHERE :tenant(tenant_id) AND removed = 0"), scope));
    summary.rules = rules[0].integer(0);
    STEWARD_TRY(summary.evaluation, lastEvaluation(db));
    return summary;
}

Result<std::map<std::string, std::int64_t>> silencedAlerts(sql::Connection& db, const TenantScope& scope) {
    STEWARD_TRY(const auto rows,
                db.query(tenantOwned("SELECT silenced_by, count(*) FROM alerts WHERE :tenant(tenant_id) AND state IN"
                                     " ('pending', 'firing') AND silenced_by IS NOT NULL GROUP BY silenced_by"),
                         scope));
    std::map<std::string, std::int64_t> counts;
    for (const sql::Row row : rows)
        counts[std::string(row.text(0))] = row.integer(1);
    return counts;
}

Result<std::int64_t> rulesWatching(sql::Connection& db, const std::string& tenantId, const std::string& slo) {
    std::string needle = "\"slo\":";
    json::appendString(needle, slo);
    STEWARD_TRY(const auto rows,
                db.query(tenantOwned("SELECT count(*) FROM alert_rules WHERE :tenant(tenant_id) AND tenant_id = ?1"
                                     " AND removed = 0 AND replace(condition, ?2, '') <> condition"),
                         everybody, {tenantId, needle}));
    return rows[0].integer(0);
}

Result<> storeBudget(sql::Connection& db, const std::string& sloId, const domain::ErrorBudget& budget) {
    STEWARD_CHECK(db.execute(tenantOwned("UPDATE slos SET budget = ?2 WHERE :tenant(tenant_id) AND id = ?1"), everybody,
                             {sloId, json::write(budget)}));
    return {};
}

Result<std::optional<std::string>> secretOf(sql::Connection& db, const std::string& channelId) {
    STEWARD_TRY(const auto rows,
                db.query(tenantOwned("SELECT sealed_secret FROM alert_channels WHERE :tenant(tenant_id) AND id = ?1"),
                         everybody, {channelId}));
    if (rows.empty() || rows[0].isNull(0)) return std::optional<std::string>();
    return std::optional(std::string(rows[0].text(0)));
}

Result<> storeSecret(sql::Connection& db, const TenantScope& scope, const std::string& channelId,
                     const std::optional<std::string>& sealed) {
    STEWARD_TRY(const auto changed,
                db.execute(tenantOwned("UPDATE alert_channels SET sealed_secret = ?2, has_secret = ?3"
                                       " WHERE :tenant(tenant_id) AND id = ?1"),
                           scope, {channelId, sealed, std::int64_t(sealed ? 1 : 0)}));
    if (changed == 1) return {};
    return fail(ErrorCode::notFound, "There is no such channel.");
}

Result<> storeOutcome(sql::Connection& db, const std::string& channelId, const domain::DeliveryOutcome& outcome) {
    STEWARD_CHECK(db.execute(tenantOwned("UPDATE alert_channels SET last = ?2 WHERE :tenant(tenant_id) AND id = ?1"),
                             everybody, {channelId, json::write(outcome)}));
    return {};
}

Result<std::vector<ToldGroup>> toldGroups(sql::Connection& db) {
    static const std::string text =
        "SELECT " + sql::columnList<ToldGroup>() + " FROM alert_groups WHERE :tenant(tenant_id)";
    STEWARD_TRY(const auto rows, db.query(tenantOwned(text), everybody));
    return sql::readAll<ToldGroup>(rows);
}

Result<> storeGroup(sql::Connection& db, const ToldGroup& group) {
    STEWARD_CHECK(
        db.execute(tenantOwned("INSERT INTO alert_groups (tenant_id, channel_id, group_key, since, sent_at, told,"
                               " messages, attempts, next_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)"
                               " ON CONFLICT (channel_id, group_key) DO UPDATE SET since = excluded.since, sent_at ="
                               " excluded.sent_at, told = excluded.told, messages = excluded.messages, attempts ="
                               " excluded.attempts, next_at = excluded.next_at"),
                   everybody, sql::detail::valuesOf(group)));
    return {};
}

Result<> forgetGroup(sql::Connection& db, const ToldGroup& group) {
    STEWARD_CHECK(db.execute(
        tenantOwned("DELETE FROM alert_groups WHERE :tenant(tenant_id) AND channel_id = ?1 AND group_key = ?2"),
        everybody, {group.channelId, group.groupKey}));
    return {};
}

}  // namespace steward::alerts
