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
                    "SELECT fingerprint, body FROM idempotency_keys "
                    "WHERE tenant_id = ?1 AND user_id = ?2 AND key = ?3 AND created_at > ?4",
                    {tenantOf(context), context.principal.userId, *context.idempotencyKey, context.now - keptFor}));
    if (rows.empty()) return std::nullopt;
    if (rows[0].text(0) != context.fingerprint)
        return fail(ErrorCode::unprocessable,
                    "This Idempotency-Key was used for another request. Nothing was changed.");
    return std::string(rows[0].text(1));
}

Result<> storeReply(sql::Connection& connection, const Context& context, const std::string& body) {
    if (!context.idempotencyKey) return {};
    STEWARD_CHECK(
        connection.execute("INSERT INTO idempotency_keys VALUES (?1, ?2, ?3, ?4, 200, ?5, ?6) "
                           "ON CONFLICT (tenant_id, user_id, key) DO UPDATE SET "
                           "fingerprint = excluded.fingerprint, body = excluded.body, created_at = excluded.created_at",
                           {tenantOf(context), context.principal.userId, *context.idempotencyKey, context.fingerprint,
                            body, context.now}));
    return {};
}

Result<> forgetOldKeys(sql::Connection& connection, Time now) {
    STEWARD_CHECK(connection.execute("DELETE FROM idempotency_keys WHERE created_at <= ?1", {now - keptFor}));
    return {};
}

}  // namespace steward::kernel
