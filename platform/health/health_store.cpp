#include "health/health_store.h"

#include "contract/topics.h"
#include "health/definition.h"
#include "kernel/outbox.h"
#include "sql/mapping.h"

namespace steward::health {
namespace {

using domain::Component;
using domain::ComponentState;
using domain::MaintenanceWindow;
using sql::tenantOwned;
using sql::TenantScope;

const TenantScope everybody = TenantScope::all();
constexpr std::int64_t longestHistory = 2000, mostWorst = 10;
constexpr std::string_view label = "component";  // of rules that are about one

domain::StateInterval intervalOf(const sql::Row& row) {
    return {row.get<Time>("from_at"), row.get<std::optional<Time>>("to_at"), row.get<ComponentState>("state"),
            std::string(row.text("reason"))};
}

Result<> storeChange(sql::Connection& db, const StateChange& change) {
    STEWARD_CHECK(db.execute(tenantOwned("UPDATE component_states SET to_at = ?2 WHERE :tenant(tenant_id) AND"
                                         " component_id = ?1 AND to_at IS NULL"),
                             everybody, {change.id, change.at}));
    STEWARD_CHECK(
        db.execute(tenantOwned("INSERT INTO component_states (tenant_id, component_id, from_at, to_at, state, reason)"
                               " VALUES (?1, ?2, ?3, NULL, ?4, ?5) ON CONFLICT (tenant_id, component_id, from_at)"
                               " DO UPDATE SET to_at = NULL, state = excluded.state, reason = excluded.reason"),
                   everybody, {change.tenantId, change.id, change.at, change.to, change.reason}));
    const contract::ComponentNews news{change.id, change.tenantId, change.name, change.from,
                                       change.to, change.reason,   change.at};
    return kernel::enqueue(db, contract::healthTopic, change.tenantId, news);
}

Result<std::int64_t> removedTenants(sql::Connection& db) {
    STEWARD_TRY(const auto rows,
                db.query(tenantOwned("SELECT count(*) FROM tenant_removals WHERE :tenant(tenant_id)"), everybody));
    return rows[0].integer(0);
}

}  // namespace

Result<std::string> revisionOf(sql::Connection& db) {
    STEWARD_TRY(const auto rows, db.query("SELECT revision FROM health_evaluation WHERE id = 1"));
    STEWARD_TRY(const auto removed, removedTenants(db));
    return std::to_string(rows.empty() ? 0 : rows[0].integer(0)) + "/" + std::to_string(removed);
}

Result<> definitionsChanged(sql::Connection& db) {
    STEWARD_CHECK(db.execute("UPDATE health_evaluation SET revision = revision + 1 WHERE id = 1"));
    return {};
}

Result<Definitions> readDefinitions(sql::Connection& db, Time now) {
    Definitions definitions;
    STEWARD_TRY(auto components, alerts::allDefinitions<Component>(db));
    STEWARD_TRY(const auto rows,
                db.query(tenantOwned("SELECT id, progress FROM components WHERE :tenant(tenant_id) AND removed = 0 AND"
                                     " tenant_id NOT IN (SELECT tenant_id FROM tenant_removals)"),
                         everybody));
    std::map<std::string, domain::ProbeProgress> known;
    for (const sql::Row row : rows) {
        domain::ProbeProgress progress;
        if (!row.isNull(1)) {
            STEWARD_TRY(progress, json::read<domain::ProbeProgress>(row.text(1)));
        }
        known.emplace(row.text(0), std::move(progress));
    }
    for (auto& component : components)
        if (const auto found = known.find(component.id); found != known.end())
            definitions.components.push_back({std::move(component), std::move(found->second)});
    STEWARD_TRY(definitions.windows, alerts::allDefinitions<MaintenanceWindow>(db));
    std::erase_if(definitions.windows, [&](const auto& window) { return window.endsAt <= now; });
    return definitions;
}

Result<std::vector<domain::Silence>> silencesOf(sql::Connection& db, Time now) {
    std::vector<domain::Silence> silences;
    STEWARD_TRY(const auto windows, alerts::allDefinitions<MaintenanceWindow>(db));
    STEWARD_TRY(const auto graph, dependencyGraph(db));
    for (const auto& window : windows) {
        if (window.endsAt <= now) continue;
        domain::Silence silence;
        silence.id = window.id;
        silence.tenantId = window.tenantId;
        silence.name = window.name;
        silence.startsAt = window.startsAt;
        silence.endsAt = window.endsAt;
        if (window.components.empty()) silences.push_back(silence);
        for (const auto& id : window.components) {
            const auto found = graph.find(id);
            if (found == graph.end()) continue;
            silence.matchers = {{std::string(label), domain::LabelOperator::equals, found->second.name}};
            silences.push_back(silence);
        }
    }
    return silences;
}

Result<std::map<std::string, Links>> dependencyGraph(sql::Connection& db) {
    STEWARD_TRY(
        const auto rows,
        db.query(tenantOwned("SELECT id, name, tenant_id, depends_on FROM components WHERE :tenant(tenant_id) AND"
                             " removed = 0"),
                 everybody));
    std::map<std::string, Links> graph;
    for (const sql::Row row : rows) {
        STEWARD_TRY(auto dependsOn, json::read<std::vector<std::string>>(row.text(3)));
        graph[std::string(row.text(0))] = {std::string(row.text(1)), std::string(row.text(2)), std::move(dependsOn)};
    }
    return graph;
}

Result<std::int64_t> componentCount(sql::Connection& db) {
    STEWARD_TRY(
        const auto rows,
        db.query(tenantOwned("SELECT count(*) FROM components WHERE :tenant(tenant_id) AND removed = 0"), everybody));
    return rows[0].integer(0);
}

Result<> storeRound(sql::Connection& db, const Round& round) {
    for (const auto& change : round.changes)
        STEWARD_CHECK(storeChange(db, change));
    for (const auto& one : round.checked)
        STEWARD_CHECK(db.execute(
            tenantOwned("UPDATE components SET state = ?3, since = ?4, reason = ?5, checked_at = ?6, latency_ms = ?7,"
                        " progress = ?8 WHERE :tenant(tenant_id) AND id = ?1 AND tenant_id = ?2"),
            everybody,
            {one.id, one.tenantId, one.state, one.since, one.reason, one.checkedAt, one.latencyMs,
             json::write(one.progress)}));
    return {};
}

Result<> endGone(sql::Connection& db, Time now) {
    static const std::string gone =
        "SELECT id FROM components WHERE removed = 1 OR tenant_id IN (SELECT tenant_id FROM tenant_removals)";
    STEWARD_CHECK(db.execute(tenantOwned("UPDATE component_states SET to_at = ?1 WHERE :tenant(tenant_id) AND to_at IS"
                                         " NULL AND component_id IN (" +
                                         gone + ")"),
                             everybody, sql::Params({now})));
    STEWARD_CHECK(db.execute(tenantOwned("UPDATE components SET state = 'unknown', since = ?1, reason = '', progress ="
                                         " NULL WHERE :tenant(tenant_id) AND state <> 'unknown' AND id IN (" +
                                         gone + ")"),
                             everybody, sql::Params({now})));
    return {};
}

Result<> forgetStates(sql::Connection& db, Time time) {
    STEWARD_CHECK(db.execute(tenantOwned("DELETE FROM component_states WHERE :tenant(tenant_id) AND to_at < ?1"),
                             everybody, sql::Params({time})));
    return {};
}

Result<> storeBeat(sql::Connection& db, const TenantScope& scope, const std::string& id, Time now) {
    STEWARD_TRY(const auto found, alerts::findDefinition<Component>(db, scope, id));
    if (!found || found->removed) return fail(ErrorCode::notFound, "There is no such component.");
    if (found->probe.kind != domain::ProbeKind::heartbeat)
        return fail(ErrorCode::unprocessable, "The component is not checked by its heartbeat. Nothing was changed.");
    STEWARD_CHECK(db.execute(tenantOwned("UPDATE components SET beat_at = ?2 WHERE :tenant(tenant_id) AND id = ?1"),
                             scope, {id, now}));
    return {};
}

Result<std::map<std::string, Time>> allBeats(sql::Connection& db) {
    STEWARD_TRY(const auto rows,
                db.query(tenantOwned("SELECT id, beat_at FROM components WHERE :tenant(tenant_id) AND removed = 0 AND"
                                     " beat_at IS NOT NULL"),
                         everybody));
    std::map<std::string, Time> beats;
    for (const sql::Row row : rows)
        beats.emplace(row.text(0), row.get<Time>("beat_at"));
    return beats;
}

Result<contract::HealthEvaluation> lastEvaluation(sql::Connection& db) {
    static const std::string text =
        "SELECT " + sql::columnList<contract::HealthEvaluation>() + " FROM health_evaluation WHERE id = 1";
    STEWARD_TRY(const auto rows, db.query(text));
    if (rows.empty()) return contract::HealthEvaluation{};
    return sql::readInto<contract::HealthEvaluation>(rows[0]);
}

Result<> storeEvaluation(sql::Connection& db, const contract::HealthEvaluation& evaluation) {
    STEWARD_CHECK(
        db.execute("UPDATE health_evaluation SET interval_ms = ?1, started_at = ?2, took_ms = ?3, late_ms = ?4,"
                   " missed = ?5, checks = ?6, overdue = ?7 WHERE id = 1",
                   sql::detail::valuesOf(evaluation)));
    return {};
}

Result<contract::HealthSummary> summaryOf(sql::Connection& db, const TenantScope& scope, Time now) {
    contract::HealthSummary summary;
    STEWARD_TRY(const auto counts,
                db.query(tenantOwned("SELECT state, count(*) FROM components WHERE :tenant(tenant_id) AND removed = 0"
                                     " GROUP BY state"),
                         scope));
    for (const sql::Row row : counts) {
        const auto count = row.integer(1);
        switch (row.get<ComponentState>("state")) {
            case ComponentState::operational:
                summary.operational = count;
                break;
            case ComponentState::degraded:
                summary.degraded = count;
                break;
            case ComponentState::down:
                summary.down = count;
                break;
            case ComponentState::maintenance:
                summary.maintenance = count;
                break;
            case ComponentState::unknown:
                summary.unknown = count;
                break;
        }
    }
    STEWARD_TRY(const auto windows,
                db.query(tenantOwned("SELECT CASE WHEN starts_at <= ?1 THEN 1 ELSE 0 END, count(*) FROM"
                                     " maintenance_windows WHERE :tenant(tenant_id) AND removed = 0 AND ends_at > ?1"
                                     " GROUP BY 1"),
                         scope, sql::Params({now})));
    for (const sql::Row row : windows)
        (row.integer(0) == 1 ? summary.windowsActive : summary.windowsScheduled) = row.integer(1);
    STEWARD_TRY(const auto worst,
                db.query(tenantOwned("SELECT id, name, state FROM components WHERE :tenant(tenant_id) AND removed = 0"
                                     " AND state IN ('down', 'degraded') ORDER BY CASE state WHEN 'down' THEN 0 ELSE 1"
                                     " END, since, id LIMIT ?1"),
                         scope, sql::Params({mostWorst})));
    for (const sql::Row row : worst)
        summary.worst.push_back({std::string(row.text(0)), std::string(row.text(1)), row.get<ComponentState>("state")});
    STEWARD_TRY(summary.evaluation, lastEvaluation(db));
    return summary;
}

Result<contract::ComponentHistory> historyOf(sql::Connection& db, const TenantScope& scope, const std::string& id,
                                             const domain::Period& period) {
    STEWARD_TRY(const auto rows,
                db.query(tenantOwned("SELECT from_at, to_at, state, reason FROM component_states WHERE"
                                     " :tenant(tenant_id) AND component_id = ?1 AND from_at < ?3 AND (to_at IS NULL OR"
                                     " to_at > ?2) ORDER BY from_at DESC LIMIT ?4"),
                         scope, {id, period.from, period.to, longestHistory + 1}));
    contract::ComponentHistory history;
    for (const sql::Row row : rows)
        history.items.push_back(intervalOf(row));
    history.isWhole = std::ssize(history.items) <= longestHistory;
    if (!history.isWhole) history.items.pop_back();
    return history;
}

Result<std::vector<domain::StateInterval>> statesOf(sql::Connection& db, const std::string& id,
                                                    const domain::Period& period) {
    STEWARD_TRY(const auto rows,
                db.query(tenantOwned("SELECT from_at, to_at, state, reason FROM component_states WHERE"
                                     " :tenant(tenant_id) AND component_id = ?1 AND from_at < ?3 AND (to_at IS NULL OR"
                                     " to_at > ?2) ORDER BY from_at"),
                         everybody, {id, period.from, period.to}));
    std::vector<domain::StateInterval> states;
    for (const sql::Row row : rows)
        states.push_back(intervalOf(row));
    return states;
}

Result<std::map<std::string, std::vector<domain::StateInterval>>> statesWithin(
    sql::Connection& db, const std::optional<std::string>& tenantId, const domain::Period& period) {
    STEWARD_TRY(const auto rows,
                db.query(tenantOwned("SELECT component_id, from_at, to_at, state, reason FROM component_states WHERE"
                                     " :tenant(tenant_id) AND from_at < ?2 AND (to_at IS NULL OR to_at > ?1) AND"
                                     " (?3 = 0 OR tenant_id = '' OR tenant_id = ?4)"),
                         everybody,
                         {period.from, period.to, std::int64_t(tenantId ? 1 : 0), tenantId.value_or(std::string())}));
    std::map<std::string, std::vector<domain::StateInterval>> states;
    for (const sql::Row row : rows)
        states[std::string(row.text(0))].push_back(intervalOf(row));
    return states;
}

Result<std::vector<MaintenanceWindow>> windowsWithin(sql::Connection& db, const domain::Period& period) {
    STEWARD_TRY(auto windows, alerts::allDefinitions<MaintenanceWindow>(db));
    std::erase_if(windows,
                  [&](const auto& window) { return window.endsAt <= period.from || window.startsAt >= period.to; });
    return windows;
}

Result<> addLinks(sql::Connection& db, std::vector<Component>& components) {
    for (auto& component : components)
        for (const auto& id : component.dependsOn) {
            STEWARD_TRY(const auto rows,
                        db.query(tenantOwned("SELECT id, name, state FROM components WHERE :tenant(tenant_id) AND"
                                             " id = ?1 AND removed = 0"),
                                 everybody, sql::Params({id})));
            if (!rows.empty())
                component.dependencies.push_back(
                    {std::string(rows[0].text(0)), std::string(rows[0].text(1)), rows[0].get<ComponentState>("state")});
        }
    return {};
}

}  // namespace steward::health
