#include "schedules/schedule_store.h"

#include "kernel/paging.h"
#include "schedules/definition.h"
#include "sql/mapping.h"

namespace steward::schedules {
namespace {

using domain::ReportRunState;
using sql::tenantOwned;
using sql::TenantScope;

const TenantScope everybody = TenantScope::all();
constexpr std::size_t partBytes = 1 << 20;
constexpr std::int64_t usualPage = 50, largestPage = 200;

// Columns of the run itself, in the order of its members.
const std::string& runColumns() {
    static const std::string list = [] {
        std::string names;
        for (const auto& name : sql::detail::columnsOf<ReportRun>())
            if (name != "deliveries") names.append(names.empty() ? "" : ", ").append("r.").append(name);
        return names;
    }();
    return list;
}

std::vector<sql::Value> valuesOf(const ReportRun& run) {
    auto values = sql::detail::valuesOf(run);
    values.pop_back();  // the deliveries, which come last
    return values;
}

Result<> addDeliveries(sql::Connection& db, const TenantScope& scope, std::vector<ReportRun>& runs) {
    static const std::string text = "SELECT " + sql::columnList<RunDelivery>() +
                                    " FROM report_run_deliveries WHERE :tenant(tenant_id) AND run_id = ?1"
                                    " ORDER BY position";
    for (auto& run : runs) {
        STEWARD_TRY(const auto rows, db.query(tenantOwned(text), scope, sql::Params({run.id})));
        STEWARD_TRY(run.deliveries, sql::readAll<RunDelivery>(rows));
    }
    return {};
}

Result<std::vector<ReportRun>> readRuns(sql::Connection& db, const TenantScope& scope, const sql::Rows& rows) {
    STEWARD_TRY(auto runs, sql::readAll<ReportRun>(rows));
    STEWARD_CHECK(addDeliveries(db, scope, runs));
    return runs;
}

}  // namespace

Result<std::vector<DueSchedule>> dueSchedules(sql::Connection& db, Time now, std::int64_t most) {
    static const std::string text =
        "SELECT s.*, s.handled_until AS handled FROM report_schedules s LEFT JOIN tenant_removals gone"
        " ON gone.tenant_id = s.tenant_id AND :tenant(gone.tenant_id) WHERE :tenant(s.tenant_id) AND s.removed = 0"
        " AND s.enabled = 1 AND s.next_at <= ?1 AND gone.tenant_id IS NULL ORDER BY s.next_at, s.id LIMIT ?2";
    STEWARD_TRY(const auto rows, db.query(tenantOwned(text), everybody, {now, most}));
    std::vector<DueSchedule> due;
    for (const sql::Row row : rows) {
        STEWARD_TRY(auto schedule, sql::readInto<ReportSchedule>(row));
        due.push_back({std::move(schedule), row.get<Time>("handled")});
    }
    return due;
}

Result<> storeHandled(sql::Connection& db, const std::string& scheduleId, Time now, Time next) {
    STEWARD_CHECK(db.execute(tenantOwned("UPDATE report_schedules SET handled_until = ?2, next_at = ?3"
                                         " WHERE :tenant(tenant_id) AND id = ?1"),
                             everybody, {scheduleId, now, next}));
    return {};
}

Result<> storeLast(sql::Connection& db, const ReportRun& run) {
    const domain::LastRun last{run.id, run.dueAt, run.state, run.reason};
    STEWARD_CHECK(db.execute(tenantOwned("UPDATE report_schedules SET last = ?2, last_state = ?3"
                                         " WHERE :tenant(tenant_id) AND id = ?1"),
                             everybody, {run.scheduleId, json::write(last), run.state}));
    return {};
}

Result<> storeSecret(sql::Connection& db, const TenantScope& scope, const std::string& scheduleId,
                     const std::optional<std::string>& sealed) {
    STEWARD_TRY(const auto changed,
                db.execute(tenantOwned("UPDATE report_schedules SET sealed_secret = ?2, has_secret = ?3"
                                       " WHERE :tenant(tenant_id) AND id = ?1 AND removed = 0"),
                           scope, {scheduleId, sealed, sealed.has_value()}));
    if (changed == 1) return {};
    return fail(ErrorCode::notFound, "There is no such schedule.");
}

Result<std::optional<std::string>> sealedSecretOf(sql::Connection& db, const std::string& scheduleId) {
    STEWARD_TRY(const auto rows,
                db.query(tenantOwned("SELECT sealed_secret FROM report_schedules WHERE :tenant(tenant_id) AND id = ?1"),
                         everybody, sql::Params({scheduleId})));
    return rows.empty() ? std::nullopt : rows[0].get<std::optional<std::string>>("sealed_secret");
}

Result<> nameReports(sql::Connection& db, std::vector<ReportSchedule>& schedules) {
    for (auto& schedule : schedules) {
        STEWARD_TRY(const auto rows, db.query(tenantOwned("SELECT name FROM saved_reports WHERE :tenant(tenant_id)"
                                                          " AND tenant_id = ?1 AND id = ?2"),
                                              everybody, {schedule.tenantId, schedule.reportId}));
        schedule.reportName = rows.empty() ? std::string() : std::string(rows[0].text(0));
    }
    return {};
}

Result<bool> insertRun(sql::Connection& db, const ReportRun& run, const ReportSchedule& schedule) {
    static const std::string text = [] {
        std::string names, marks;
        int number = 0;
        for (const auto& name : sql::detail::columnsOf<ReportRun>()) {
            if (name == "deliveries") continue;
            names.append(names.empty() ? "" : ", ").append(name);
            marks.append(marks.empty() ? "?" : ", ?").append(std::to_string(++number));
        }
        return "INSERT INTO report_runs (" + names + ", manifests) VALUES (" + marks +
               ", '[]') ON CONFLICT (tenant_id, schedule_id, due_at) DO NOTHING";
    }();
    STEWARD_TRY(const auto inserted, db.execute(tenantOwned(text), everybody, valuesOf(run)));
    if (inserted == 0) return false;
    std::int64_t position = 0;
    for (const auto& [kind, to] : schedule.deliveries) {
        STEWARD_CHECK(db.execute(
            tenantOwned("INSERT INTO report_run_deliveries (tenant_id, run_id, position, kind, recipient, state,"
                        " attempts, detail, linked) VALUES (?1, ?2, ?3, ?4, ?5, ?6, 0, '', 0)"),
            everybody, {run.tenantId, run.id, position++, kind, to, domain::DeliveryState::waiting}));
    }
    return true;
}

Result<std::optional<ReportRun>> findRun(sql::Connection& db, const TenantScope& scope, const std::string& id) {
    const std::string text = "SELECT " + runColumns() + " FROM report_runs r WHERE :tenant(r.tenant_id) AND r.id = ?1";
    STEWARD_TRY(const auto rows, db.query(tenantOwned(text), scope, sql::Params({id})));
    STEWARD_TRY(auto runs, readRuns(db, scope, rows));
    return runs.empty() ? std::nullopt : std::optional(std::move(runs.front()));
}

Result<contract::Page<ReportRun>> runsOf(sql::Connection& db, const TenantScope& scope,
                                         const contract::RunsOfSchedule& request) {
    const std::string sort = "-dueAt";
    const std::int64_t limit = request.limit.value_or(usualPage);
    if (limit < 1 || limit > largestPage)
        return fail(
            Error{ErrorCode::invalid, "The list cannot be read.", {}, {}, {{"/limit", "must be from 1 to 200"}}});
    contract::ListRequest asked{.limit = limit, .cursor = request.cursor};
    STEWARD_TRY(const auto page, kernel::pageOf(asked, sort));
    contract::Page<ReportRun> reply;
    STEWARD_TRY(const auto counted, db.query(tenantOwned("SELECT count(*) FROM report_runs r WHERE"
                                                         " :tenant(r.tenant_id) AND r.schedule_id = ?1"),
                                             scope, sql::Params({request.id})));
    reply.total = counted[0].integer(0);
    std::string text =
        "SELECT " + runColumns() + " FROM report_runs r WHERE :tenant(r.tenant_id) AND r.schedule_id = ?1";
    std::vector<sql::Value> values{request.id};
    if (page.after) {
        values.push_back(kernel::toSql(page.after->key));
        values.emplace_back(page.after->id);
        text += " AND (r.due_at, r.id) < (?2, ?3)";
    }
    text += " ORDER BY r.due_at DESC, r.id DESC LIMIT " + std::to_string(limit + 1);
    STEWARD_TRY(const auto rows, db.query(tenantOwned(text), scope, values));
    STEWARD_TRY(reply.items, readRuns(db, scope, rows));
    if (std::ssize(reply.items) > limit) {
        reply.items.pop_back();
        const auto& last = reply.items.back();
        reply.nextCursor = kernel::spellCursor({sort, json::Value(last.dueAt.time_since_epoch().count()), last.id});
    }
    return reply;
}

Result<> storeRun(sql::Connection& db, const ReportRun& run) {
    static const std::string text = [] {
        std::string setting;
        int number = 0;
        for (const auto& name : sql::detail::columnsOf<ReportRun>()) {
            if (name == "deliveries") continue;
            if (++number > 1)
                setting.append(setting.empty() ? "" : ", ").append(name + " = ?" + std::to_string(number));
        }
        return "UPDATE report_runs SET " + setting + ", next_at = NULL WHERE :tenant(tenant_id) AND id = ?1";
    }();
    STEWARD_CHECK(db.execute(tenantOwned(text), everybody, valuesOf(run)));
    return {};
}

Result<> storeDelivery(sql::Connection& db, const ReportRun& run, const RunDelivery& delivery) {
    STEWARD_CHECK(db.execute(
        tenantOwned("UPDATE report_run_deliveries SET state = ?3, attempts = ?4, at = ?5, next_at = ?6, detail = ?7,"
                    " linked = ?8 WHERE :tenant(tenant_id) AND run_id = ?1 AND position = ?2"),
        everybody,
        {run.id, delivery.position, delivery.state, delivery.attempts, delivery.at, delivery.nextAt, delivery.detail,
         delivery.linked}));
    return {};
}

Result<> storeStart(sql::Connection& db, const std::string& runId, const std::string& jobId) {
    STEWARD_CHECK(db.execute(tenantOwned("UPDATE report_runs SET state = ?2, job_id = ?3, next_at = NULL"
                                         " WHERE :tenant(tenant_id) AND id = ?1"),
                             everybody, {runId, ReportRunState::running, jobId}));
    return {};
}

Result<> storeWaiting(sql::Connection& db, const std::string& runId, Time nextAt) {
    STEWARD_CHECK(db.execute(tenantOwned("UPDATE report_runs SET state = ?2, next_at = ?3 WHERE :tenant(tenant_id)"
                                         " AND id = ?1"),
                             everybody, {runId, ReportRunState::waiting, nextAt}));
    return {};
}

Result<std::vector<ReportRun>> dueRuns(sql::Connection& db, Time now, std::int64_t most) {
    const std::string text = "SELECT " + runColumns() +
                             " FROM report_runs r LEFT JOIN jobs j ON j.id = r.job_id AND :tenant(j.tenant_id)"
                             " WHERE :tenant(r.tenant_id) AND ((r.state = 'waiting' AND r.next_at <= ?1) OR"
                             " (r.state = 'running' AND coalesce(j.state, 'failed') NOT IN ('waiting', 'running')))"
                             " ORDER BY r.next_at, r.id LIMIT ?2";
    STEWARD_TRY(const auto rows, db.query(tenantOwned(text), everybody, {now, most}));
    return readRuns(db, everybody, rows);
}

// The parts of all files, one file after the other: how long each is, the run says.
Result<> storeFiles(sql::Connection& db, const ReportRun& run, const ReportFiles& files) {
    STEWARD_CHECK(db.execute(tenantOwned("DELETE FROM report_result_parts WHERE :tenant(tenant_id) AND run_id = ?1"),
                             everybody, sql::Params({run.id})));
    std::int64_t part = 0;
    std::vector<std::string> manifests;
    for (const auto& file : files) {
        manifests.push_back(file.manifest);
        for (std::size_t at = 0; at < file.content.size(); at += partBytes) {
            const auto* bytes = reinterpret_cast<const std::byte*>(file.content.data()) + at;
            sql::Blob blob(bytes, bytes + std::min(partBytes, file.content.size() - at));
            STEWARD_CHECK(db.execute(tenantOwned("INSERT INTO report_result_parts (tenant_id, run_id, part, data)"
                                                 " VALUES (?1, ?2, ?3, ?4)"),
                                     everybody, {run.tenantId, run.id, part++, std::move(blob)}));
        }
    }
    STEWARD_CHECK(db.execute(tenantOwned("UPDATE report_runs SET manifests = ?2 WHERE :tenant(tenant_id) AND id = ?1"),
                             everybody, {run.id, json::write(manifests)}));
    return {};
}

Result<ReportFiles> filesOf(sql::Connection& db, const ReportRun& run) {
    const auto gone = fail(ErrorCode::gone, "The files of this run are not kept any more.");
    STEWARD_TRY(const auto found,
                db.query(tenantOwned("SELECT manifests FROM report_runs WHERE :tenant(tenant_id) AND id = ?1"),
                         everybody, sql::Params({run.id})));
    const auto manifests =
        found.empty() ? std::nullopt : std::optional(json::read<std::vector<std::string>>(found[0].text(0)));
    if (!manifests || !*manifests || (*manifests)->size() != run.files.size() || run.files.empty()) return gone;
    ReportFiles files(run.files.size());
    std::size_t current = 0;
    const auto isWhole = [&](std::size_t index) { return std::ssize(files[index].content) == run.files[index].bytes; };
    STEWARD_CHECK(db.each(tenantOwned("SELECT data FROM report_result_parts WHERE :tenant(tenant_id) AND run_id = ?1"
                                      " ORDER BY part"),
                          everybody, sql::Params({run.id}), [&](const sql::Row& row) -> Result<> {
                              while (current < files.size() && isWhole(current))
                                  ++current;
                              if (current == files.size()) return gone;
                              files[current].content += row.text(0);
                              return {};
                          }));
    for (std::size_t i = 0; i < files.size(); ++i) {
        if (!isWhole(i)) return gone;
        files[i].manifest = (**manifests)[i];
    }
    return files;
}

Result<> forget(sql::Connection& db, Time now, Time before) {
    STEWARD_CHECK(db.execute(
        tenantOwned("DELETE FROM report_result_parts WHERE :tenant(tenant_id) AND run_id IN (SELECT id FROM report_runs"
                    " WHERE :tenant(tenant_id) AND kept_until < ?1)"),
        everybody, sql::Params({now})));
    STEWARD_CHECK(db.execute(
        tenantOwned("DELETE FROM report_run_deliveries WHERE :tenant(tenant_id) AND run_id IN (SELECT id FROM"
                    " report_runs WHERE :tenant(tenant_id) AND due_at < ?1)"),
        everybody, sql::Params({before})));
    STEWARD_CHECK(db.execute(tenantOwned("DELETE FROM report_runs WHERE :tenant(tenant_id) AND due_at < ?1"), everybody,
                             sql::Params({before})));
    return {};
}

Result<std::vector<std::string>> lookersAfter(sql::Connection& db, const std::string& tenantId) {
    STEWARD_TRY(const auto rows,
                db.query(tenantOwned("SELECT email FROM users WHERE :tenant(tenant_id) AND tenant_id = ?1 AND"
                                     " status = 'active' AND role IN ('owner', 'admin', 'platformOperator')"
                                     " ORDER BY role DESC, id LIMIT 5"),
                         everybody, sql::Params({tenantId})));
    std::vector<std::string> addresses;
    for (const sql::Row row : rows)
        addresses.emplace_back(row.text(0));
    return addresses;
}

}  // namespace steward::schedules
