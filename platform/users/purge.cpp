#include "users/purge.h"

#include "audit/audit_store.h"
#include "contract/topics.h"
#include "kernel/db/tenant_tables.h"
#include "kernel/outbox.h"
#include "users/user_store.h"

namespace steward::users {
namespace {

const sql::TenantScope everybody = sql::TenantScope::all();

Result<> deleteRows(sql::Connection& connection, const std::string& userId) {
    const auto run = [&](const std::string& text) -> Result<> {
        STEWARD_CHECK(connection.execute(sql::tenantOwned(text), everybody, {userId}));
        return {};
    };
    for (const auto& table : kernel::belongingTables())
        STEWARD_CHECK(run("DELETE FROM " + table.name + " WHERE " + table.column +
                          (table.owner == "users" ? " = ?1" : " IN (SELECT id FROM sessions WHERE user_id = ?1)")));
    for (const auto& [table, column] :
         {std::pair("account_links", "user_id"), std::pair("sessions", "user_id"), std::pair("api_keys", "created_by"),
          std::pair("external_identities", "user_id")})
        STEWARD_CHECK(run("DELETE FROM " + std::string(table) + " WHERE " + column + " = ?1"));
    STEWARD_CHECK(run("DELETE FROM list_views WHERE owner_id = ?1 AND shared = 0"));
    return run("DELETE FROM users WHERE id = ?1");
}

}  // namespace

Result<bool> purgeOne(sql::Connection& connection, Time time, Time now, const domain::Principal& actor) {
    STEWARD_TRY(const auto rows,
                connection.query(sql::tenantOwned("SELECT id FROM users WHERE :tenant(tenant_id) AND removed_at < ?1"
                                                  " ORDER BY removed_at, id LIMIT 1"),
                                 everybody, sql::Params({time})));
    if (rows.empty()) return false;
    STEWARD_TRY(const auto user, findUser(connection, everybody, rows[0].get<std::string>(0)));
    if (!user) return fail(ErrorCode::storage, "A removed user is not there. Nothing was purged.");
    STEWARD_CHECK(deleteRows(connection, user->id));
    domain::AuditEntry entry;
    entry.actorId = actor.userId;
    entry.actorName = actor.name;
    entry.entity = enumName(domain::EntityKind::user);
    entry.action = entry.entity + ".purge";
    entry.entityId = user->id;
    entry.entityName = user->name;
    entry.tenantId = user->tenantId;
    entry.before = json::Object{{"status", enumName(user->status)}};
    entry.versionBefore = user->version;
    entry.versionAfter = user->version + 1;
    STEWARD_TRY(entry, audit::append(connection, std::move(entry), now));
    STEWARD_CHECK(kernel::enqueue(
        connection, contract::entitiesTopic, user->tenantId,
        {domain::EntityKind::user, user->id, user->tenantId, entry.versionAfter, entry.action, entry.actorName}));
    return true;
}

}  // namespace steward::users
