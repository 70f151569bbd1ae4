#include "audit/audit_store.h"

#include "base/ids.h"
#include "contract/topics.h"
#include "kernel/outbox.h"
#include "sql/mapping.h"

namespace steward::audit {
namespace {

using domain::AuditEntry;

const std::string& columns() {
    static const std::string list = sql::columnList<AuditEntry>();
    return list;
}

struct Head {
    std::int64_t seq = 0;
    std::string hash;
};

Result<Head> placeIn(sql::Connection& connection, std::string_view table) {
    STEWARD_TRY(const auto rows, connection.query("SELECT seq, hash FROM " + std::string(table)));
    if (rows.empty()) return fail(ErrorCode::storage, "The audit log has lost its head. Nothing was changed.");
    return Head{rows[0].integer("seq"), rows[0].get<std::string>("hash")};
}

Result<Head> head(sql::Connection& connection) {
    return placeIn(connection, "audit_head");
}

sql::Value textOf(const std::optional<json::Value>& document) {
    return document ? sql::Value(json::write(*document)) : sql::Value();
}

Result<> insert(sql::Connection& connection, const AuditEntry& e) {
    static const std::string text =
        "INSERT INTO audit (" + columns() +
        ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, "
        "?21)";
    STEWARD_CHECK(connection.execute(sql::tenantOwned(text), sql::TenantScope::all(),
                                     {e.id,
                                      e.seq,
                                      e.at,
                                      e.actorId,
                                      e.actorName,
                                      e.onBehalfOf,
                                      e.action,
                                      e.entity,
                                      e.entityId,
                                      e.entityName,
                                      e.tenantId,
                                      e.batchId,
                                      e.planId,
                                      e.reason.value_or(""),
                                      textOf(e.before),
                                      textOf(e.after),
                                      e.versionBefore,
                                      e.versionAfter,
                                      e.overwrites,
                                      e.previousHash,
                                      e.hash}));
    return {};
}

// What is wrong with `entry` as the successor of number `seq` - 1 with `previousHash`; "" when nothing is.
std::string faultOf(const AuditEntry& entry, std::int64_t seq, const std::string& previousHash) {
    if (entry.seq > seq)
        return entry.seq == seq + 1
                   ? "Entry " + std::to_string(seq) + " is missing."
                   : "Entries " + std::to_string(seq) + " to " + std::to_string(entry.seq - 1) + " are missing.";
    if (entry.previousHash != previousHash)
        return "Entry " + std::to_string(seq) + " does not follow the entry before it.";
    if (domain::hashOf(entry) != entry.hash)
        return "Entry " + std::to_string(seq) + " was changed after it had been written.";
    return {};
}

}  // namespace

std::string entryColumns(std::string_view prefix) {
    return sql::columnList<AuditEntry>(prefix);
}

// The column of the reason is never NULL; an entry without one has none.
Result<AuditEntry> readEntry(const sql::Row& row) {
    auto entry = sql::readInto<AuditEntry>(row);
    if (entry && entry->reason && entry->reason->empty()) entry->reason.reset();
    return entry;
}

Result<AuditEntry> append(sql::Connection& connection, AuditEntry entry, Time now) {
    entry.at = now;
    if (entry.id.empty()) entry.id = newId(id::audit, now);
    STEWARD_CHECK(appendSilently(connection, entry));
    STEWARD_CHECK(kernel::enqueue(connection, contract::auditTopic, entry.tenantId.value_or(""), entry));
    return entry;
}

Result<> appendSilently(sql::Connection& connection, AuditEntry& entry) {
    STEWARD_TRY(const Head newest, head(connection));
    entry.seq = newest.seq + 1;
    entry.previousHash = newest.hash;
    entry.hash = domain::hashOf(entry);
    STEWARD_CHECK(connection.execute("UPDATE audit_head SET seq = ?1, hash = ?2", {entry.seq, entry.hash}));
    return insert(connection, entry);
}

Result<std::int64_t> forgetBefore(sql::Connection& connection, std::chrono::year_month month) {
    const auto firstKept = std::chrono::sys_days(month / 1);
    STEWARD_TRY(
        const auto rows,
        connection.query(sql::tenantOwned("SELECT seq, hash FROM audit WHERE at < ?1 ORDER BY seq DESC LIMIT 1"),
                         sql::TenantScope::all(), sql::Params({Time(firstKept)})));
    if (rows.empty()) return 0;
    STEWARD_TRY(const Head before, placeIn(connection, "audit_anchor"));
    const Head last{rows[0].integer("seq"), rows[0].get<std::string>("hash")};
    STEWARD_CHECK(connection.execute("UPDATE audit_anchor SET seq = ?1, hash = ?2", {last.seq, last.hash}));
    if (connection.dialect() == sql::Dialect::postgres) {
        STEWARD_CHECK(connection.query("SELECT steward_drop_partitions('audit', date '1970-01-01' + ?1::int)",
                                       {firstKept.time_since_epoch().count()}));
    } else {
        STEWARD_CHECK(connection.execute(sql::tenantOwned("DELETE FROM audit WHERE seq <= ?1"), sql::TenantScope::all(),
                                         sql::Params({last.seq})));
    }
    return last.seq - before.seq;
}

Result<std::optional<AuditEntry>> find(sql::Connection& connection, const sql::TenantScope& scope,
                                       const std::string& id) {
    static const std::string text = "SELECT " + columns() + " FROM audit WHERE id = ?1 AND :tenant(tenant_id)";
    STEWARD_TRY(const auto rows, connection.query(sql::tenantOwned(text), scope, {id}));
    if (rows.empty()) return std::nullopt;
    STEWARD_TRY(auto entry, readEntry(rows[0]));
    return std::optional(std::move(entry));
}

Result<std::vector<AuditEntry>> changesSince(sql::Connection& connection, const std::string& entity,
                                             const std::string& entityId, std::int64_t version) {
    static const std::string text = "SELECT " + columns() +
                                    " FROM audit WHERE entity_id = ?1 AND entity = ?2 AND version_after > ?3"
                                    " ORDER BY seq LIMIT 100";
    STEWARD_TRY(const auto rows,
                connection.query(sql::tenantOwned(text), sql::TenantScope::all(), {entityId, entity, version}));
    std::vector<AuditEntry> entries;
    for (const sql::Row row : rows) {
        STEWARD_TRY(auto entry, readEntry(row));
        entries.push_back(std::move(entry));
    }
    return entries;
}

Result<std::vector<AuditEntry>> entriesOf(sql::Connection& connection, const sql::TenantScope& scope,
                                          const std::string& entity, const std::string& entityId, std::int64_t most) {
    static const std::string text = "SELECT " + columns() +
                                    " FROM audit WHERE entity_id = ?1 AND entity = ?2 AND :tenant(tenant_id)"
                                    " ORDER BY seq DESC LIMIT ?3";
    STEWARD_TRY(const auto rows, connection.query(sql::tenantOwned(text), scope, {entityId, entity, most}));
    std::vector<AuditEntry> entries;
    for (const sql::Row row : rows) {
        STEWARD_TRY(auto entry, readEntry(row));
        entries.push_back(std::move(entry));
    }
    return entries;
}

Result<std::optional<AuditEntry>> lastOf(sql::Connection& connection, const sql::TenantScope& scope,
                                         const std::string& entity, const std::string& entityId) {
    STEWARD_TRY(auto entries, entriesOf(connection, scope, entity, entityId, 1));
    if (entries.empty()) return std::nullopt;
    return std::optional(std::move(entries.front()));
}

Result<std::vector<EntryOfEntity>> entriesOfBatch(sql::Connection& connection, const sql::TenantScope& scope,
                                                  const std::string& batchId) {
    std::vector<EntryOfEntity> entries;
    STEWARD_CHECK(connection.each(
        sql::tenantOwned("SELECT entity_id, seq, id, entity FROM audit WHERE batch_id = ?1 AND :tenant(tenant_id)"
                         " ORDER BY entity_id, entity, seq DESC"),
        scope, {batchId}, [&](const sql::Row& row) {
            entries.push_back({row.get<std::string>("entity_id"), row.integer("seq"), row.get<std::string>("id"),
                               row.get<std::string>("entity")});
        }));
    return entries;
}

Result<AuditEntry> entryAt(sql::Connection& connection, std::int64_t seq) {
    static const std::string text = "SELECT " + columns() + " FROM audit WHERE seq = ?1";
    STEWARD_TRY(const auto rows, connection.query(sql::tenantOwned(text), sql::TenantScope::all(), {seq}));
    if (rows.empty()) return fail(ErrorCode::notFound, "There is no such audit entry.");
    return readEntry(rows[0]);
}

Result<domain::AuditVerification> verify(sql::Connection& connection, std::stop_token stop) {
    std::optional<sql::Transaction> moment;
    if (!connection.inTransaction()) {
        STEWARD_TRY(auto transaction, connection.readTransaction());
        moment.emplace(std::move(transaction));
    }
    domain::AuditVerification found;
    STEWARD_TRY(const Head anchor, placeIn(connection, "audit_anchor"));
    std::string previousHash = anchor.hash;
    static const std::string text = "SELECT " + columns() + " FROM audit ORDER BY seq";
    STEWARD_CHECK(connection.each(
        sql::tenantOwned(text), sql::TenantScope::all(), {},
        [&](const sql::Row& row) {
            const auto entry = readEntry(row);
            const std::int64_t seq = anchor.seq + found.entries + 1;
            found.detail =
                entry ? faultOf(*entry, seq, previousHash) : "Entry " + std::to_string(seq) + " cannot be read.";
            if (!found.detail.empty()) {
                found.intact = false;
                found.firstBrokenSeq = seq;
                return false;
            }
            previousHash = entry->hash;
            ++found.entries;
            return true;
        },
        std::move(stop)));
    STEWARD_TRY(const Head newest, head(connection));
    const std::int64_t last = anchor.seq + found.entries;
    if (found.intact && (newest.seq != last || newest.hash != previousHash)) {
        found.intact = false;
        found.firstBrokenSeq = last + 1;
        found.detail = "The newest entry should be " + std::to_string(newest.seq) + "; the log ends with " +
                       std::to_string(last) + ".";
    }
    return found;
}

}  // namespace steward::audit
