// The SQL of support access. A handle on the connection of one Database::read or write; it decides nothing but what
// time and sign-out have made of a state.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/support.h"
#include "identity/identity_store.h"
#include "sql/connection.h"

namespace steward::identity {

// With what only the platform knows. The state is that of the moment it was read for.
struct StoredSupport {
    domain::SupportAccess access;
    std::string sessionId;  // of the staff, that it ends with
};

class SupportStore {
public:
    explicit SupportStore(sql::Connection& db) : db_(db) {}

    Result<> insert(const domain::SupportAccess& access, const std::string& sessionId);
    // State, answer, start, end and expiry.
    Result<> update(const domain::SupportAccess& access);
    // The one before is void.
    Result<> setToken(const std::string& id, const std::string& hash);
    Result<std::optional<StoredSupport>> find(const sql::TenantScope& scope, const std::string& id, Time now);
    Result<std::optional<StoredSupport>> byToken(const std::string& hash, Time now);
    // The latest first, at most 500; of one of the staff, or of all.
    Result<std::vector<StoredSupport>> list(const sql::TenantScope& scope, const std::optional<std::string>& staffId,
                                            Time now);
    Result<> forgetOld(Time now);

    Result<domain::SupportPolicy> policy(const std::string& tenantId);
    Result<> setPolicy(const domain::SupportPolicy& policy);
    Result<std::optional<TenantName>> tenant(const sql::TenantScope& scope, const std::string& id);
    // Active owners.
    Result<std::vector<domain::User>> owners(const std::string& tenantId);

private:
    sql::Connection& db_;
};

}  // namespace steward::identity
