#include "dashboards/dashboard_store.h"

#include "sql/mapping.h"

namespace steward::dashboards {
namespace {

using contract::Dashboard;
using contract::DashboardSummary;
using contract::DashboardVersion;

template <class T>
const std::string& columnsOf() {
    static const std::string list = sql::columnList<T>();
    return list;
}

// Where the dashboards of this scope are.
std::string placeOf(const sql::TenantScope& scope) {
    return scope.isAll() ? std::string() : scope.tenant();
}

std::vector<sql::Value> valuesOf(const sql::TenantScope& scope, const Dashboard& dashboard) {
    return {dashboard.id,
            placeOf(scope),
            dashboard.content.title,
            dashboard.content.description,
            std::int64_t(dashboard.content.panels.size()),
            json::write(dashboard.content),
            json::write(dashboard.viewers),
            json::write(dashboard.editors),
            dashboard.ownerId,
            dashboard.ownerName,
            dashboard.savedBy,
            dashboard.savedAt,
            dashboard.version};
}

}  // namespace

Result<std::vector<DashboardSummary>> readSummaries(sql::Connection& connection, const sql::TenantScope& scope) {
    const std::string text = "SELECT " + columnsOf<DashboardSummary>() +
                             " FROM dashboards WHERE tenant_id = ?1 AND :tenant(tenant_id) ORDER BY title, id LIMIT ?2";
    STEWARD_TRY(const auto rows,
                connection.query(sql::few(sql::tenantOwned(text)), scope, {placeOf(scope), mostOfPlace}));
    return sql::readAll<DashboardSummary>(rows);
}

Result<Dashboard> findDashboard(sql::Connection& connection, const sql::TenantScope& scope, const std::string& id) {
    const std::string text =
        "SELECT " + columnsOf<Dashboard>() + " FROM dashboards WHERE id = ?1 AND tenant_id = ?2 AND :tenant(tenant_id)";
    STEWARD_TRY(const auto rows, connection.query(sql::tenantOwned(text), scope, {id, placeOf(scope)}));
    if (rows.empty()) return fail(ErrorCode::notFound, "There is no such dashboard.");
    return sql::readInto<Dashboard>(rows[0]);
}

Result<> checkRoom(sql::Connection& connection, const sql::TenantScope& scope, const std::string& ownerId) {
    STEWARD_TRY(
        const auto counts,
        connection.query(sql::tenantOwned("SELECT count(*), count(CASE WHEN owner_id = ?2 THEN 1 END) FROM dashboards"
                                          " WHERE tenant_id = ?1 AND :tenant(tenant_id)"),
                         scope, {placeOf(scope), ownerId}));
    if (counts[0].integer(1) >= mostOfOne)
        return fail(ErrorCode::unprocessable, "You have too many dashboards already.",
                    "Delete some that are needed no more.");
    if (counts[0].integer(0) >= mostOfPlace)
        return fail(ErrorCode::unprocessable, "There are too many dashboards already.",
                    "Delete some that are needed no more.");
    return {};
}

Result<> insertDashboard(sql::Connection& connection, const sql::TenantScope& scope, const Dashboard& dashboard) {
    STEWARD_CHECK(connection.execute(
        sql::tenantOwned("INSERT INTO dashboards (id, tenant_id, title, description, panels, content, viewers, editors,"
                         " owner_id, owner_name, saved_by, saved_at, version)"
                         " SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13 WHERE :tenant(?2)"),
        scope, valuesOf(scope, dashboard)));
    return {};
}

Result<> updateDashboard(sql::Connection& connection, const sql::TenantScope& scope, const Dashboard& dashboard) {
    STEWARD_CHECK(connection.execute(
        sql::tenantOwned("UPDATE dashboards SET title = ?3, description = ?4, panels = ?5, content = ?6, viewers = ?7,"
                         " editors = ?8, owner_id = ?9, owner_name = ?10, saved_by = ?11, saved_at = ?12,"
                         " version = ?13 WHERE id = ?1 AND tenant_id = ?2 AND :tenant(tenant_id)"),
        scope, valuesOf(scope, dashboard)));
    return {};
}

Result<> deleteDashboard(sql::Connection& connection, const sql::TenantScope& scope, const std::string& id) {
    STEWARD_CHECK(
        connection.execute(sql::tenantOwned("DELETE FROM dashboard_versions"
                                            " WHERE dashboard_id = ?1 AND tenant_id = ?2 AND :tenant(tenant_id)"),
                           scope, {id, placeOf(scope)}));
    STEWARD_CHECK(connection.execute(
        sql::tenantOwned("DELETE FROM dashboards WHERE id = ?1 AND tenant_id = ?2 AND :tenant(tenant_id)"), scope,
        {id, placeOf(scope)}));
    return {};
}

Result<> keepVersion(sql::Connection& connection, const sql::TenantScope& scope, const Dashboard& dashboard,
                     const std::string& note, std::optional<std::int64_t> revertedTo) {
    STEWARD_CHECK(connection.execute(
        sql::tenantOwned("INSERT INTO dashboard_versions (dashboard_id, tenant_id, version, title, panels, content,"
                         " saved_by, saved_at, note, reverted_to)"
                         " SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10 WHERE :tenant(?2)"),
        scope,
        {dashboard.id, placeOf(scope), dashboard.version, dashboard.content.title,
         std::int64_t(dashboard.content.panels.size()), json::write(dashboard.content), dashboard.savedBy,
         dashboard.savedAt, note, revertedTo ? sql::Value(*revertedTo) : sql::Value()}));
    STEWARD_CHECK(connection.execute(
        sql::tenantOwned(
            "DELETE FROM dashboard_versions WHERE dashboard_id = ?1 AND tenant_id = ?2 AND :tenant(tenant_id)"
            " AND version NOT IN (SELECT version FROM dashboard_versions WHERE dashboard_id = ?1 AND tenant_id = ?2"
            " AND :tenant(tenant_id) ORDER BY version DESC LIMIT ?3)"),
        scope, {dashboard.id, placeOf(scope), keptVersions}));
    return {};
}

Result<std::vector<DashboardVersion>> readVersions(sql::Connection& connection, const sql::TenantScope& scope,
                                                   const std::string& id) {
    const std::string text = "SELECT " + columnsOf<DashboardVersion>() +
                             " FROM dashboard_versions WHERE dashboard_id = ?1 AND tenant_id = ?2"
                             " AND :tenant(tenant_id) ORDER BY version DESC LIMIT ?3";
    STEWARD_TRY(const auto rows,
                connection.query(sql::few(sql::tenantOwned(text)), scope, {id, placeOf(scope), keptVersions}));
    return sql::readAll<DashboardVersion>(rows);
}

Result<Dashboard> asItWas(sql::Connection& connection, const sql::TenantScope& scope, Dashboard dashboard,
                          std::int64_t version) {
    STEWARD_TRY(const auto rows,
                connection.query(sql::tenantOwned("SELECT content, saved_by, saved_at FROM dashboard_versions"
                                                  " WHERE dashboard_id = ?1 AND tenant_id = ?2 AND version = ?3"
                                                  " AND :tenant(tenant_id)"),
                                 scope, {dashboard.id, placeOf(scope), version}));
    if (rows.empty()) return fail(ErrorCode::notFound, "This version is not kept.");
    STEWARD_TRY(dashboard.content, json::read<domain::DashboardContent>(rows[0].text(0)));
    dashboard.savedBy = std::string(rows[0].text(1));
    dashboard.savedAt = rows[0].get<Time>(2);
    dashboard.version = version;
    return dashboard;
}

}  // namespace steward::dashboards
