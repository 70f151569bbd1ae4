#include "tenancy/tenant_store.h"

#include "report/dataset.h"
#include "report/filter.h"
#include "sql/mapping.h"

namespace steward::tenancy {

using domain::Tenant;
using domain::TenantStatus;

namespace {

// Kept until the tenant is open again, in the archive, too. Before the tenant becomes what it will be.
Result<> keepStatusBeforeSuspension(sql::Connection& connection, const Tenant& tenant) {
    constexpr auto keep = sql::tenantOwned(
        "INSERT INTO tenant_suspensions (tenant_id, status_before) SELECT id, status FROM tenants"
        " WHERE id = ?1 AND status NOT IN ('suspended', 'archived')"
        " ON CONFLICT (tenant_id) DO UPDATE SET status_before = excluded.status_before");
    constexpr auto forget = sql::tenantOwned("DELETE FROM tenant_suspensions WHERE tenant_id = ?1");
    if (tenant.status == TenantStatus::archived) return {};
    const auto& statement = tenant.status == TenantStatus::suspended ? keep : forget;
    STEWARD_CHECK(connection.execute(statement, sql::TenantScope::all(), {tenant.id}));
    return {};
}

}  // namespace

const std::string& tenantColumns() {
    static const std::string list = sql::columnList<Tenant>();
    return list;
}

Result<std::optional<Tenant>> findTenant(sql::Connection& connection, const sql::TenantScope& scope,
                                         const std::string& id) {
    static const std::string text = "SELECT " + tenantColumns() + " FROM tenants WHERE id = ?1 AND :tenant(id)";
    STEWARD_TRY(const auto rows, connection.query(sql::tenantOwned(text), scope, {id}));
    if (rows.empty()) return std::nullopt;
    STEWARD_TRY(auto tenant, sql::readInto<Tenant>(rows[0]));
    return std::optional(std::move(tenant));
}

Result<std::vector<Tenant>> tenantsByFilter(sql::Connection& connection, const sql::TenantScope& scope,
                                            const std::string& filter, Time now, const std::string& afterId,
                                            std::size_t limit) {
    STEWARD_TRY(const auto parsed, report::parseFilter(filter));
    STEWARD_TRY(auto condition, report::filterToSql(parsed, report::findDataset("tenants")->fields,
                                                    connection.dialect(), {.now = now}, 3));
    const std::string text = "SELECT " + tenantColumns() + " FROM tenants t WHERE t.id > ?1 AND :tenant(t.id) AND " +
                             condition.text + " ORDER BY t.id LIMIT ?2";
    std::vector<sql::Value> values{afterId, limit};
    values.insert(values.end(), condition.parameters.begin(), condition.parameters.end());
    STEWARD_TRY(const auto rows, connection.query(sql::tenantOwned(text), scope, values));
    return sql::readAll<Tenant>(rows);
}

Result<std::optional<std::string>> ownerOfSlug(sql::Connection& connection, const std::string& slug) {
    STEWARD_TRY(const auto rows, connection.query(sql::tenantOwned("SELECT id FROM tenants WHERE slug = ?1"),
                                                  sql::TenantScope::all(), {slug}));
    if (rows.empty()) return std::nullopt;
    return rows[0].get<std::string>(0);
}

Result<std::int64_t> openSessionsOf(sql::Connection& connection, const std::string& tenantId, Time now) {
    STEWARD_TRY(const auto rows, connection.query(sql::tenantOwned("SELECT count(*) FROM sessions WHERE tenant_id = ?1"
                                                                   " AND ended_at IS NULL AND expires_at > ?2"),
                                                  sql::TenantScope::all(), {tenantId, now}));
    return rows[0].integer(0);
}

Result<std::optional<TenantStatus>> statusBeforeSuspension(sql::Connection& connection, const std::string& id) {
    STEWARD_TRY(const auto rows,
                connection.query(sql::tenantOwned("SELECT status_before FROM tenant_suspensions WHERE tenant_id = ?1"),
                                 sql::TenantScope::all(), {id}));
    if (rows.empty()) return std::nullopt;
    return rows[0].get<std::optional<TenantStatus>>(0);
}

Result<> insertTenant(sql::Connection& connection, const Tenant& tenant) {
    return sql::insert(connection, "tenants", sql::TenantScope::all(), tenant);
}

Result<> updateTenant(sql::Connection& connection, const Tenant& t) {
    STEWARD_CHECK(keepStatusBeforeSuspension(connection, t));
    STEWARD_TRY(const auto changed,
                connection.execute(
                    sql::tenantOwned("UPDATE tenants SET name = ?2, slug = ?3, domain = ?4, status = ?5, plan = ?6,"
                                     " billing_interval = ?7, region = ?8, owner_name = ?9, owner_email = ?10,"
                                     " tags = ?11, currency = ?12, mrr_minor = ?13, seats_limit = ?14,"
                                     " api_calls_limit = ?15, storage_limit = ?16, webhooks_limit = ?17,"
                                     " renews_at = ?18, version = ?19 WHERE id = ?1 AND version = ?19 - 1"),
                    sql::TenantScope::all(),
                    {t.id, t.name, t.slug, t.domain, t.status, t.plan, t.billingInterval, t.region, t.ownerName,
                     t.ownerEmail, json::write(t.tags), t.currency, t.mrrMinor, t.seatsLimit, t.apiCallsLimit,
                     t.storageLimit, t.webhooksLimit, t.renewsAt, t.version}));
    if (changed == 1) return {};
    return fail(ErrorCode::conflict, "The tenant was changed by somebody else. Nothing was changed.");
}

}  // namespace steward::tenancy
