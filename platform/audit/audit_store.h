// The audit log: entries are appended in the transaction of the change they tell of, and never changed.
//
// All functions run on the thread of the connection. Reading is limited to the scope; the chain itself is the
// platform's, so appending looks at the newest entry of all tenants.
#pragma once

#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "domain/audit.h"
#include "sql/connection.h"

namespace steward::audit {

// Completes an entry (id, seq, at, hashes), stores it and announces it on the topic `audit`. Needs a write transaction.
Result<domain::AuditEntry> append(sql::Connection& connection, domain::AuditEntry entry, Time now);

// The same without the announcement and with `at` as it is, for histories that are loaded. Sets seq and hashes.
Result<> appendSilently(sql::Connection& connection, domain::AuditEntry& entry);

// "t.id, t.seq, …" in the order of domain::AuditEntry, and the entry of a row that has these columns.
std::string entryColumns(std::string_view prefix);
Result<domain::AuditEntry> readEntry(const sql::Row& row);

// Removes the entries before the first day of a month, whole months only, and remembers where the chain goes on. Needs
// a write transaction; how many were removed.
Result<std::int64_t> forgetBefore(sql::Connection& connection, std::chrono::year_month month);

// nullopt: there is no such entry in this scope.
Result<std::optional<domain::AuditEntry>> find(sql::Connection& connection, const sql::TenantScope& scope,
                                               const std::string& id);

// The entries of one entity whose version after is above `version`, oldest first, at most 100.
Result<std::vector<domain::AuditEntry>> changesSince(sql::Connection& connection, const std::string& entity,
                                                     const std::string& entityId, std::int64_t version);

// The newest entry of one entity in this scope.
Result<std::optional<domain::AuditEntry>> lastOf(sql::Connection& connection, const sql::TenantScope& scope,
                                                 const std::string& entity, const std::string& entityId);

// The newest entries of one entity in this scope, the latest first.
Result<std::vector<domain::AuditEntry>> entriesOf(sql::Connection& connection, const sql::TenantScope& scope,
                                                  const std::string& entity, const std::string& entityId,
                                                  std::int64_t most);

// Which entries a revert is about: by entity, the newest first.
struct EntryOfEntity {
    std::string entityId;
    std::int64_t seq = 0;
    std::string id;      // of the entry
    std::string entity;  // its kind
    bool operator==(const EntryOfEntity&) const = default;
};
Result<std::vector<EntryOfEntity>> entriesOfBatch(sql::Connection& connection, const sql::TenantScope& scope,
                                                  const std::string& batchId);
Result<domain::AuditEntry> entryAt(sql::Connection& connection, std::int64_t seq);

// Reads the whole chain and compares its end with the head that every append moves, so that changed, removed and
// reordered entries are found, the newest included. ErrorCode::cancelled when stopped.
Result<domain::AuditVerification> verify(sql::Connection& connection, std::stop_token stop = {});

}  // namespace steward::audit
