// The SQL of API keys. A handle on the connection of one Database::read or write; it decides nothing.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/credentials.h"
#include "sql/connection.h"

namespace steward::identity {

struct StoredApiKey {
    std::string id;
    std::string tenantId;  // empty: of the platform
    std::string name;
    domain::PermissionSet permissions;
    std::string secretHash;
    std::string hint;
    std::string createdBy;
    Time createdAt{};
    Time expiresAt{};
    std::optional<Time> lastUsedAt;
    std::optional<Time> revokedAt;
};
STEWARD_DESCRIBE(StoredApiKey, (id, tenantId, name, permissions, secretHash, hint, createdBy, createdAt, expiresAt,
                                lastUsedAt, revokedAt))

class ApiKeyStore {
public:
    explicit ApiKeyStore(sql::Connection& db) : db_(db) {}

    Result<> insert(const StoredApiKey& key);
    // Whoever shows a secret is not known yet, so this looks at all tenants.
    Result<std::optional<StoredApiKey>> bySecretHash(const std::string& hash);
    Result<std::optional<domain::ApiKey>> find(const sql::TenantScope& scope, const std::string& id);
    // Those that are not revoked, the latest first, at most 500: of one creator, or of everybody in the scope.
    Result<std::vector<domain::ApiKey>> list(const sql::TenantScope& scope,
                                             const std::optional<std::string>& createdBy);
    // Neither revoked nor expired.
    Result<std::int64_t> countOf(const std::string& createdBy, Time now);
    // False when it was revoked before.
    Result<bool> revoke(const sql::TenantScope& scope, const std::string& id, Time now);
    Result<> markUsed(const std::string& id, Time now);
    Result<std::vector<std::string>> revokedSince(Time since);
    // Neither revoked nor expired, and of a tenant that is not open: of this one, or of all.
    Result<std::vector<std::string>> shutOut(const std::optional<std::string>& tenantId, Time now);
    // Keys a month after their end.
    Result<> forgetOld(Time now);

private:
    sql::Connection& db_;
};

}  // namespace steward::identity
