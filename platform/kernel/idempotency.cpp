#include "kernel/idempotency.h"

namespace steward::kernel {
namespace {

constexpr auto keptFor = std::chrono::hours(24);

std::string tenantOf(const Context& context) {
    return context.principal.tenantId.value_or(std::string());
}

}  // namespace

Result<std::optional<std::string>> storedReply(sql::Connection& connection, const Context& context) {
    if (!context.idempotencyKey) return std::nullopt;
    STEWARD_TRY(const auto rows,
                connection.query(
                    sql::tenantOwned("SELECT fingerprint, body FROM idempotency_keys WHERE :tenant(tenant_id) "
                                     "AND tenant_id = ?1 AND user_id = ?2 AND key = ?3 AND created_at > ?4"),
                    context.scope(),
                    {tenantOf(context), context.principal.userId, *context.idempotencyKey, context.now - keptFor}));
    if (rows.empty()) return std::nullopt;
    if (rows[0].text(0) != context.fingerprint)
        return fail(ErrorCode::unprocessable,
                    "This Idempotency-Key was used for another request. Nothing was changed.");
    return std::string(rows[0].text(1));
}

Result<> storeReply(sql::Connection& connection, const Context& context, const std::string& body) {
    if (!context.idempotencyKey) return {};
    STEWARD_CHECK(connection.execute(
        sql::tenantOwned("INSERT INTO idempotency_keys "
                         "(tenant_id, user_id, key, fingerprint, status, body, created_at) SELECT ?1, ?2, ?3, ?4, 200, "
                         "?5, ?6 WHERE :tenant(?1) "
                         "ON CONFLICT (tenant_id, user_id, key) DO UPDATE SET "
                         "fingerprint = excluded.fingerprint, body = excluded.body, created_at = excluded.created_at"),
        context.scope(),
        {tenantOf(context), context.principal.userId, *context.idempotencyKey, context.fingerprint, body,
         context.now}));
    return {};
}

Result<> forgetOldKeys(sql::Connection& connection, Time now) {
    STEWARD_CHECK(connection.execute(sql::tenantOwned("DELETE FROM idempotency_keys WHERE created_at <= ?1"),
                                     sql::TenantScope::all(), {now - keptFor}));
    return {};
}

}  // namespace steward::kernel
