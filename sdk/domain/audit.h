// What was done, by whom, and what it looked like before and after, in a chain of hashes that shows tampering.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/describe.h"
#include "base/json.h"
#include "base/time.h"

namespace steward::domain {

// `hash` = SHA-256 over previousHash and the canonical JSON of everything else in the entry (domain/audit.cpp). Absent
// members are not in it, so a new one must be optional: older entries then keep their hash.
struct AuditEntry {
    std::string id;
    std::int64_t seq = 0;  // 1, 2, 3 … without holes
    Time at{};
    std::string actorId;
    std::string actorName;
    std::optional<std::string> onBehalfOf;
    std::string action;  // "tenant.suspend"
    std::string entity;
    std::string entityId;
    std::string entityName;
    std::optional<std::string> tenantId;
    std::optional<std::string> batchId;
    std::optional<std::string> planId;
    std::optional<std::string> reason;
    std::optional<json::Value> before;
    std::optional<json::Value> after;
    std::int64_t versionBefore = 0;
    std::int64_t versionAfter = 0;
    std::optional<bool> overwrites;  // what somebody else had changed meanwhile, by Permission::changesForce
    std::string previousHash;        // 64 hexadecimal digits; zeros before the first entry
    std::string hash;
};
STEWARD_DESCRIBE(AuditEntry,
                 (id, seq, at, actorId, actorName, onBehalfOf, action, entity, entityId, entityName, tenantId, batchId,
                  planId, reason, before, after, versionBefore, versionAfter, overwrites, previousHash, hash))

std::string hashOf(const AuditEntry& entry);
inline const std::string firstPreviousHash(64, '0');

struct AuditVerification {
    bool intact = true;
    std::int64_t entries = 0;
    std::optional<std::int64_t> firstBrokenSeq;
    std::string detail;
};
STEWARD_DESCRIBE(AuditVerification, (intact, entries, firstBrokenSeq, detail))

}  // namespace steward::domain
