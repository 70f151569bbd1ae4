#include "tenancy/purge.h"

#include "audit/audit_store.h"
#include "contract/topics.h"
#include "kernel/db/tenant_tables.h"
#include "kernel/outbox.h"
#include "tenancy/tenant_store.h"

namespace steward::tenancy {
namespace {

const sql::TenantScope everybody = sql::TenantScope::all();

Result<> deleteRows(sql::Connection& connection, const std::string& tenantId) {
    for (const auto& table : kernel::belongingTables()) {
        const std::string text = "DELETE FROM " + table.name + " WHERE " + table.column + " IN (SELECT id FROM " +
                                 table.owner + " WHERE tenant_id = ?1)";
        STEWARD_CHECK(connection.execute(sql::tenantOwned(text), everybody, {tenantId}));
    }
    for (const auto& table : kernel::tenantTables()) {
        if (table.appendOnly) continue;
        const std::string text = "DELETE FROM " + table.name + " WHERE " + table.column + " = ?1";
        STEWARD_CHECK(connection.execute(sql::tenantOwned(text), everybody, {tenantId}));
    }
    return {};
}

}  // namespace

Result<bool> purgeOne(sql::Connection& connection, Time time, Time now, const domain::Principal& actor) {
    STEWARD_TRY(const auto rows,
                connection.query(sql::tenantOwned("SELECT tenant_id FROM tenant_removals WHERE removed_at < ?1"
                                                  " ORDER BY removed_at, tenant_id LIMIT 1"),
                                 everybody, sql::Params({time})));
    if (rows.empty()) return false;
    STEWARD_TRY(const auto tenant, findTenant(connection, everybody, rows[0].get<std::string>(0)));
    if (!tenant) return fail(ErrorCode::storage, "A removed tenant is not there. Nothing was purged.");
    STEWARD_CHECK(deleteRows(connection, tenant->id));
    domain::AuditEntry entry;
    entry.actorId = actor.userId;
    entry.actorName = actor.name;
    entry.entity = enumName(domain::EntityKind::tenant);
    entry.action = entry.entity + ".purge";
    entry.entityId = tenant->id;
    entry.entityName = tenant->name;
    entry.tenantId = tenant->id;
    entry.before = json::Object{{"slug", tenant->slug}, {"status", enumName(tenant->status)}};
    entry.versionBefore = tenant->version;
    entry.versionAfter = tenant->version + 1;
    STEWARD_TRY(entry, audit::append(connection, std::move(entry), now));
    STEWARD_CHECK(kernel::enqueue(
        connection, contract::entitiesTopic, tenant->id,
        {domain::EntityKind::tenant, tenant->id, tenant->id, entry.versionAfter, entry.action, entry.actorName}));
    return true;
}

}  // namespace steward::tenancy
