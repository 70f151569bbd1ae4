#include "tenancy/tenant_store.h"

#include <array>

#include "report/dataset.h"
#include "report/filter.h"
#include "sql/mapping.h"

namespace steward::tenancy {

using domain::Tenant;
using domain::TenantStatus;

namespace {

// What a tenant was is kept until it is open again, in the archive and when it is removed, too. Before the tenant
// becomes what it will be.
Result<> keepStatusBefore(sql::Connection& connection, const Tenant& tenant, Time now) {
    static const std::string suspended =
        "INSERT INTO tenant_suspensions (tenant_id, status_before) SELECT id, status FROM tenants"
        " WHERE id = ?1 AND status IN (" +
        std::string(domain::openStatuses) +
        ") ON CONFLICT (tenant_id) DO UPDATE SET status_before = excluded.status_before";
    constexpr auto removed = sql::tenantOwned(
        "INSERT INTO tenant_removals (tenant_id, status_before, removed_at) SELECT id, status, ?2 FROM tenants"
        " WHERE id = ?1 AND status <> 'removed' ON CONFLICT (tenant_id) DO NOTHING");
    // Also when the tenant is restored in time: whoever helps asks again.
    constexpr auto supportEnds = sql::tenantOwned(
        "UPDATE support_access SET state = 'ended', ended_at = ?2"
        " WHERE tenant_id = ?1 AND state IN ('waitingForConsent', 'active')");
    constexpr auto resumed = sql::tenantOwned("DELETE FROM tenant_suspensions WHERE tenant_id = ?1");
    constexpr auto restored = sql::tenantOwned("DELETE FROM tenant_removals WHERE tenant_id = ?1");
    const auto everybody = sql::TenantScope::all();
    if (tenant.status == TenantStatus::removed) {
        STEWARD_CHECK(connection.execute(removed, everybody, {tenant.id, now}));
        STEWARD_CHECK(connection.execute(supportEnds, everybody, {tenant.id, now}));
        return {};
    }
    STEWARD_CHECK(connection.execute(restored, everybody, {tenant.id}));
    if (tenant.status == TenantStatus::suspended)
        STEWARD_CHECK(connection.execute(sql::tenantOwned(suspended), everybody, {tenant.id}));
    if (domain::isOpen(tenant.status)) STEWARD_CHECK(connection.execute(resumed, everybody, {tenant.id}));
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

Result<std::int64_t> openSessionsOf(sql::Connection& connection, const std::string& tenantId, Time now) {
    STEWARD_TRY(const auto rows, connection.query(sql::tenantOwned("SELECT count(*) FROM sessions WHERE tenant_id = ?1"
                                                                   " AND ended_at IS NULL AND expires_at > ?2"),
                                                  sql::TenantScope::all(), {tenantId, now}));
    return rows[0].integer(0);
}

Result<std::int64_t> usableKeysOf(sql::Connection& connection, const std::string& tenantId, Time now) {
    STEWARD_TRY(const auto rows, connection.query(sql::tenantOwned("SELECT count(*) FROM api_keys WHERE tenant_id = ?1"
                                                                   " AND revoked_at IS NULL AND expires_at > ?2"),
                                                  sql::TenantScope::all(), {tenantId, now}));
    return rows[0].integer(0);
}

Result<std::vector<domain::Dependents>> dependentsOf(sql::Connection& connection, const std::string& tenantId,
                                                     Time now) {
    using enum domain::DependentKind;
    constexpr std::array kinds{users, apiKeys, roles, reports, brand, supportAccess};
    constexpr auto counts = sql::tenantOwned(
        "SELECT (SELECT count(*) FROM users WHERE tenant_id = ?1),"
        " (SELECT count(*) FROM api_keys WHERE tenant_id = ?1 AND revoked_at IS NULL AND expires_at > ?2),"
        " (SELECT count(*) FROM custom_roles WHERE tenant_id = ?1),"
        " (SELECT count(*) FROM saved_reports WHERE tenant_id = ?1),"
        " (SELECT count(*) FROM brands WHERE tenant_id = ?1),"
        " (SELECT count(*) FROM support_access WHERE tenant_id = ?1 AND state IN ('active', 'waitingForConsent')"
        " AND expires_at > ?2)");
    STEWARD_TRY(const auto rows, connection.query(counts, sql::TenantScope::all(), {tenantId, now}));
    std::vector<domain::Dependents> found;
    for (std::size_t i = 0; i < kinds.size(); ++i)
        if (const auto count = rows[0].integer(i); count > 0) found.push_back({kinds[i], count});
    return found;
}

Result<std::optional<TenantStatus>> statusBefore(sql::Connection& connection, const Tenant& tenant) {
    constexpr auto suspension = sql::tenantOwned("SELECT status_before FROM tenant_suspensions WHERE tenant_id = ?1");
    constexpr auto removal = sql::tenantOwned("SELECT status_before FROM tenant_removals WHERE tenant_id = ?1");
    const bool isRemoved = tenant.status == TenantStatus::removed;
    if (!isRemoved && tenant.status != TenantStatus::suspended) return std::nullopt;
    STEWARD_TRY(const auto rows,
                connection.query(isRemoved ? removal : suspension, sql::TenantScope::all(), {tenant.id}));
    if (rows.empty()) return std::nullopt;
    return rows[0].get<std::optional<TenantStatus>>(0);
}

Result<> insertTenant(sql::Connection& connection, const Tenant& tenant) {
    return sql::insert(connection, "tenants", sql::TenantScope::all(), tenant);
}

Result<> updateTenant(sql::Connection& connection, const Tenant& t, Time now) {
    STEWARD_CHECK(keepStatusBefore(connection, t, now));
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
