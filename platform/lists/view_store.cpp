#include "lists/view_store.h"

#include "sql/mapping.h"

namespace steward::lists {
namespace {

using contract::ListView;

const std::string& columns() {
    static const std::string list = sql::columnList<ListView>();
    return list;
}

// Where the views of this scope are.
std::string placeOf(const sql::TenantScope& scope) {
    return scope.isAll() ? std::string() : scope.tenant();
}

std::vector<sql::Value> valuesOf(const sql::TenantScope& scope, const ListView& view) {
    return {view.id,
            placeOf(scope),
            view.name,
            view.filter,
            view.sort,
            json::write(view.columns),
            view.groupBy ? sql::Value(*view.groupBy) : sql::Value(),
            std::int64_t(view.shared),
            view.ownerId,
            view.ownerName,
            view.savedAt,
            view.version,
            std::string(enumName(view.list))};
}

}  // namespace

Result<std::vector<ListView>> readViews(sql::Connection& connection, const sql::TenantScope& scope,
                                        contract::ListName list, const std::string& ownerId) {
    const std::string text = "SELECT " + columns() +
                             " FROM list_views WHERE tenant_id = ?1 AND :tenant(tenant_id) AND list = ?2"
                             " AND (shared = 1 OR owner_id = ?3) ORDER BY name, id LIMIT ?4";
    STEWARD_TRY(const auto rows, connection.query(sql::few(sql::tenantOwned(text)), scope,
                                                  {placeOf(scope), std::string(enumName(list)), ownerId, mostViews}));
    return sql::readAll<ListView>(rows);
}

Result<ListView> findView(sql::Connection& connection, const sql::TenantScope& scope, const std::string& id,
                          const std::string& ownerId) {
    const std::string text = "SELECT " + columns() +
                             " FROM list_views WHERE id = ?1 AND tenant_id = ?2 AND :tenant(tenant_id)"
                             " AND (shared = 1 OR owner_id = ?3)";
    STEWARD_TRY(const auto rows, connection.query(sql::tenantOwned(text), scope, {id, placeOf(scope), ownerId}));
    if (rows.empty()) return fail(ErrorCode::notFound, "There is no such view.");
    return sql::readInto<ListView>(rows[0]);
}

Result<> checkRoom(sql::Connection& connection, const sql::TenantScope& scope, const ListView& view) {
    const auto refuse = [&](std::string_view condition, std::string value, std::int64_t most,
                            std::string message) -> Result<> {
        const std::string text =
            "SELECT count(*) FROM list_views WHERE tenant_id = ?1 AND :tenant(tenant_id)"
            " AND id <> ?2 AND " +
            std::string(condition);
        STEWARD_TRY(const auto found,
                    connection.query(sql::tenantOwned(text), scope, {placeOf(scope), view.id, std::move(value)}));
        if (found[0].integer(0) < most) return {};
        return fail(ErrorCode::unprocessable, std::move(message), "Delete some that are needed no more.");
    };
    STEWARD_CHECK(refuse("owner_id = ?3", view.ownerId, mostViewsOfOne, "You have too many views already."));
    if (!view.shared) return {};
    return refuse("shared = 1 AND list = ?3", std::string(enumName(view.list)), mostViews - mostViewsOfOne,
                  "There are too many shared views of this list already.");
}

Result<> insertView(sql::Connection& connection, const sql::TenantScope& scope, const ListView& view) {
    STEWARD_CHECK(connection.execute(
        sql::tenantOwned("INSERT INTO list_views (id, tenant_id, name, filter, sort, columns, group_by, shared,"
                         " owner_id, owner_name, saved_at, version, list)"
                         " SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13 WHERE :tenant(?2)"),
        scope, valuesOf(scope, view)));
    return {};
}

Result<> updateView(sql::Connection& connection, const sql::TenantScope& scope, const ListView& view) {
    STEWARD_CHECK(connection.execute(
        sql::tenantOwned("UPDATE list_views SET name = ?3, filter = ?4, sort = ?5, columns = ?6, group_by = ?7,"
                         " shared = ?8, owner_name = ?10, saved_at = ?11, version = ?12"
                         " WHERE id = ?1 AND tenant_id = ?2 AND owner_id = ?9 AND list = ?13 AND :tenant(tenant_id)"),
        scope, valuesOf(scope, view)));
    return {};
}

Result<> deleteView(sql::Connection& connection, const sql::TenantScope& scope, const std::string& id) {
    STEWARD_CHECK(connection.execute(
        sql::tenantOwned("DELETE FROM list_views WHERE id = ?1 AND tenant_id = ?2 AND :tenant(tenant_id)"), scope,
        {id, placeOf(scope)}));
    return {};
}

}  // namespace steward::lists
