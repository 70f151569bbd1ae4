#include "reports/saved_report_store.h"

#include <algorithm>

#include "kernel/paging.h"
#include "report/filter.h"
#include "sql/mapping.h"

namespace steward::reports {
namespace {

using contract::SavedReport;

const std::string& columns() {
    static const std::string list = sql::columnList<SavedReport>();
    return list;
}

// Reports of the platform are those of nobody: a filter cannot widen what a tenant sees, nor staff what tenants saved.
std::string ownerOf(const sql::TenantScope& scope) {
    return scope.isAll() ? std::string() : scope.tenant();
}

const std::vector<report::Field>& fields() {
    using enum report::FieldType;
    static const std::vector<report::Field> list{
        {.name = "name", .title = "Name", .type = text, .sql = "name"},
        {.name = "folder", .title = "Folder", .type = text, .sql = "folder"},
        {.name = "savedBy", .title = "Saved by", .type = text, .sql = "saved_by"},
        {.name = "savedAt", .title = "Saved", .type = dateTime, .sql = "saved_at"}};
    return list;
}

tl::unexpected<Error> refused(std::string path, std::string message) {
    return fail(Error{ErrorCode::invalid, "The list cannot be read.", {}, {}, {{std::move(path), std::move(message)}}});
}

bool has(const std::optional<std::vector<domain::Role>>& roles, domain::Role role) {
    return !roles || std::ranges::find(*roles, role) != roles->end();
}

sql::Value textOf(const std::optional<std::vector<domain::Role>>& roles) {
    return roles ? sql::Value(json::write(*roles)) : sql::Value();
}

std::vector<sql::Value> valuesOf(const sql::TenantScope& scope, const SavedReport& report) {
    return {report.id,
            ownerOf(scope),
            report.name,
            json::write(report.definition),
            report.savedBy,
            report.savedAt,
            report.version,
            report.folder,
            report.ownerId,
            report.ownerName,
            textOf(report.viewers),
            textOf(report.editors)};
}

}  // namespace

bool maySee(const domain::Principal& principal, const SavedReport& report) {
    return has(report.viewers, principal.role) || mayChange(principal, report);
}

bool mayChange(const domain::Principal& principal, const SavedReport& report) {
    return has(report.editors, principal.role) || report.ownerId == principal.userId;
}

Result<contract::Page<SavedReport>> listReports(sql::Connection& connection, const sql::TenantScope& scope,
                                                const contract::ListRequest& request, Time now,
                                                const domain::Principal* reader) {
    const std::string sort = request.sort.value_or("name");
    if (sort != "name" && sort != "-savedAt") return refused("/sort", "must be one of: name, -savedAt");
    const bool byName = sort == "name";
    STEWARD_TRY(const auto page, kernel::pageOf(request, sort));
    const std::string text = request.filter.value_or("");
    auto condition = report::parseFilter(text).and_then([&](const report::Filter& filter) {
        return report::filterToSql(filter, fields(), connection.dialect(), {.now = now}, reader ? 4 : 2);
    });
    if (!condition) return refused("/filter", condition.error().message);

    std::vector<sql::Value> values{ownerOf(scope)};
    std::string seen;
    if (reader) {
        values.emplace_back(reader->userId);
        values.emplace_back("%\"" + std::string(enumName(reader->role)) + "\"%");
        seen = " AND (viewers IS NULL OR editors IS NULL OR owner_id = ?2 OR viewers LIKE ?3 OR editors LIKE ?3)";
    }
    values.insert(values.end(), condition->parameters.begin(), condition->parameters.end());
    const std::string where =
        " FROM saved_reports WHERE tenant_id = ?1 AND :tenant(tenant_id)" + seen + " AND " + condition->text;
    const std::string counting = "SELECT count(*)" + where;
    STEWARD_TRY(const auto count, connection.query(sql::tenantOwned(counting), scope, values));
    std::string reading = "SELECT " + columns() + where;
    const std::string key = byName ? "name" : "saved_at";
    if (page.after) {
        values.push_back(kernel::toSql(page.after->key));
        values.emplace_back(page.after->id);
        reading += " AND (" + key + ", id) " + (byName ? ">" : "<") + " (?" + std::to_string(values.size() - 1) +
                   ", ?" + std::to_string(values.size()) + ")";
    }
    values.emplace_back(page.limit + 1);
    values.emplace_back(page.skip);
    reading += " ORDER BY " + key + (byName ? ", id" : " DESC, id DESC") + " LIMIT ?" +
               std::to_string(values.size() - 1) + " OFFSET ?" + std::to_string(values.size());
    STEWARD_TRY(const auto rows, connection.query(sql::tenantOwned(reading), scope, values));
    STEWARD_TRY(auto reports, sql::readAll<SavedReport>(rows));
    contract::Page<SavedReport> reply{std::move(reports), std::nullopt, count[0].integer(0), true};
    if (static_cast<std::int64_t>(reply.items.size()) > page.limit) {
        reply.items.pop_back();
        const auto& last = reply.items.back();
        const json::Value lastKey =
            byName ? json::Value(last.name) : json::Value(last.savedAt.time_since_epoch().count());
        reply.nextCursor = kernel::spellCursor({sort, lastKey, last.id});
    }
    return reply;
}

Result<SavedReport> findReport(sql::Connection& connection, const sql::TenantScope& scope, const std::string& id) {
    const std::string text =
        "SELECT " + columns() + " FROM saved_reports WHERE id = ?1 AND tenant_id = ?2 AND :tenant(tenant_id)";
    STEWARD_TRY(const auto rows, connection.query(sql::tenantOwned(text), scope, {id, ownerOf(scope)}));
    if (rows.empty()) return fail(ErrorCode::notFound, "There is no such report.");
    return sql::readInto<SavedReport>(rows[0]);
}

Result<> insertReport(sql::Connection& connection, const sql::TenantScope& scope, const SavedReport& report) {
    STEWARD_CHECK(connection.execute(
        sql::tenantOwned("INSERT INTO saved_reports (id, tenant_id, name, definition, saved_by, saved_at, version,"
                         " folder, owner_id, owner_name, viewers, editors)"
                         " SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12 WHERE :tenant(?2)"),
        scope, valuesOf(scope, report)));
    return {};
}

Result<> updateReport(sql::Connection& connection, const sql::TenantScope& scope, const SavedReport& report) {
    STEWARD_CHECK(connection.execute(
        sql::tenantOwned(
            "UPDATE saved_reports SET name = ?3, definition = ?4, saved_by = ?5, saved_at = ?6, version = ?7,"
            " folder = ?8, owner_id = ?9, owner_name = ?10, viewers = ?11, editors = ?12"
            " WHERE id = ?1 AND tenant_id = ?2 AND :tenant(tenant_id)"),
        scope, valuesOf(scope, report)));
    return {};
}

Result<> deleteReport(sql::Connection& connection, const sql::TenantScope& scope, const std::string& id) {
    STEWARD_TRY(
        const auto deleted,
        connection.execute(
            sql::tenantOwned("DELETE FROM saved_reports WHERE id = ?1 AND tenant_id = ?2 AND :tenant(tenant_id)"),
            scope, {id, ownerOf(scope)}));
    if (deleted == 0) return fail(ErrorCode::notFound, "There is no such report.");
    return {};
}

}  // namespace steward::reports
