#include "identity/api_key_store.h"

#include "domain/tenant.h"
#include "sql/mapping.h"

namespace steward::identity {
namespace {

using sql::tenantOwned;
using sql::TenantScope;

const TenantScope everybody = TenantScope::all();

const std::string shownColumns =
    "SELECT k.id, k.tenant_id, k.name, k.permissions, k.hint, k.created_by, u.name AS created_by_name, k.created_at, "
    "k.expires_at, k.last_used_at FROM api_keys k LEFT JOIN users u ON u.id = k.created_by "
    "WHERE :tenant(k.tenant_id) AND k.revoked_at IS NULL ";

Result<std::vector<domain::ApiKey>> shown(const Result<sql::Rows>& rows) {
    if (!rows) return fail(rows.error());
    STEWARD_TRY(auto keys, sql::readAll<domain::ApiKey>(*rows));
    for (auto& key : keys)
        if (key.tenantId && key.tenantId->empty()) key.tenantId.reset();
    return keys;
}

}  // namespace

Result<> ApiKeyStore::insert(const StoredApiKey& key) {
    return sql::insert(db_, "api_keys", everybody, key);
}

Result<std::optional<StoredApiKey>> ApiKeyStore::bySecretHash(const std::string& hash) {
    static const std::string text =
        "SELECT " + sql::columnList<StoredApiKey>() + " FROM api_keys WHERE :tenant(tenant_id) AND secret_hash = ?1";
    STEWARD_TRY(const auto rows, db_.query(tenantOwned(text), everybody, {sql::Value(hash)}));
    if (rows.empty()) return std::optional<StoredApiKey>();
    STEWARD_TRY(auto key, sql::readInto<StoredApiKey>(rows[0]));
    return std::optional(std::move(key));
}

Result<std::optional<domain::ApiKey>> ApiKeyStore::find(const TenantScope& scope, const std::string& id) {
    static const std::string text = shownColumns + "AND k.id = ?1";
    STEWARD_TRY(auto keys, shown(db_.query(tenantOwned(text), scope, {sql::Value(id)})));
    if (keys.empty()) return std::optional<domain::ApiKey>();
    return std::optional(std::move(keys.front()));
}

Result<std::vector<domain::ApiKey>> ApiKeyStore::list(const TenantScope& scope,
                                                      const std::optional<std::string>& createdBy) {
    static const std::string order = " ORDER BY k.created_at DESC, k.id DESC LIMIT 500";
    static const std::string all = shownColumns + order;
    static const std::string own = shownColumns + "AND k.created_by = ?1" + order;
    if (!createdBy) return shown(db_.query(tenantOwned(all), scope));
    return shown(db_.query(tenantOwned(own), scope, {sql::Value(*createdBy)}));
}

Result<std::int64_t> ApiKeyStore::countOf(const std::string& createdBy, Time now) {
    STEWARD_TRY(const auto rows,
                db_.query(tenantOwned("SELECT count(*) FROM api_keys WHERE :tenant(tenant_id) AND created_by = ?1 "
                                      "AND revoked_at IS NULL AND expires_at > ?2"),
                          everybody, {createdBy, now}));
    return rows[0].integer(0);
}

Result<bool> ApiKeyStore::revoke(const TenantScope& scope, const std::string& id, Time now) {
    STEWARD_TRY(const auto changed, db_.execute(tenantOwned("UPDATE api_keys SET revoked_at = ?2 WHERE "
                                                            ":tenant(tenant_id) AND id = ?1 AND revoked_at IS NULL"),
                                                scope, {id, now}));
    return changed > 0;
}

Result<> ApiKeyStore::markUsed(const std::string& id, Time now) {
    STEWARD_CHECK(db_.execute(tenantOwned("UPDATE api_keys SET last_used_at = ?2 WHERE :tenant(tenant_id) AND id = ?1"),
                              everybody, {id, now}));
    return {};
}

Result<std::vector<std::string>> ApiKeyStore::revokedSince(Time since) {
    STEWARD_TRY(const auto rows,
                db_.query(tenantOwned("SELECT id FROM api_keys WHERE :tenant(tenant_id) AND revoked_at >= ?1"),
                          everybody, {since}));
    std::vector<std::string> ids;
    for (const sql::Row row : rows)
        ids.emplace_back(row.text(0));
    return ids;
}

Result<std::vector<std::string>> ApiKeyStore::shutOut(const std::optional<std::string>& tenantId, Time now) {
    static const std::string all =
        "SELECT k.id FROM api_keys k JOIN tenants t ON t.id = k.tenant_id "
        "WHERE :tenant(k.tenant_id) AND k.revoked_at IS NULL AND k.expires_at > ?1 "
        "AND t.status NOT IN (" +
        std::string(domain::openStatuses) + ")";
    static const std::string ofOne = all + " AND k.tenant_id = ?2";
    std::vector<sql::Value> values{now};
    if (tenantId) values.emplace_back(*tenantId);
    STEWARD_TRY(const auto rows, db_.query(tenantOwned(tenantId ? ofOne : all), everybody, values));
    std::vector<std::string> ids;
    for (const sql::Row row : rows)
        ids.emplace_back(row.text(0));
    return ids;
}

Result<> ApiKeyStore::forgetOld(Time now) {
    const Time before = now - std::chrono::hours(30 * 24);
    STEWARD_CHECK(db_.execute(
        tenantOwned("DELETE FROM api_keys WHERE :tenant(tenant_id) AND (expires_at < ?1 OR revoked_at < ?1)"),
        everybody, {before}));
    return {};
}

}  // namespace steward::identity
