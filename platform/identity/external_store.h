// The SQL of people whom another issuer vouches for. A handle on the connection of one Database::read or write; it
// decides nothing.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "identity/identity_store.h"

namespace steward::identity {

// Who a subject of an issuer is in one tenant (empty: among the platform's staff).
struct ExternalIdentity {
    std::string issuer;
    std::string subject;
    std::string tenantId;
    std::string userId;
    Time createdAt{};
    std::int64_t notBefore = 0;  // seconds; tokens that were issued earlier are refused
};
STEWARD_DESCRIBE(ExternalIdentity, (issuer, subject, tenantId, userId, createdAt, notBefore))

class ExternalStore {
public:
    explicit ExternalStore(sql::Connection& db) : db_(db) {}

    // Those of the names that are a slug or an id.
    Result<std::vector<TenantName>> tenants(const std::vector<std::string>& slugsOrIds);
    Result<std::optional<ExternalIdentity>> identity(const std::string& issuer, const std::string& subject,
                                                     const std::string& tenantId);
    // In whatever tenant.
    Result<bool> isKnown(const std::string& issuer, const std::string& subject);
    // The id of the tenant's custom role with this name or id.
    Result<std::optional<std::string>> customRole(const std::string& tenantId, const std::string& nameOrId);
    Result<std::optional<ExternalIdentity>> identityOf(const std::string& userId);
    Result<> insertIdentity(const ExternalIdentity& identity);
    Result<> removeIdentity(const std::string& userId);
    // For all tenants of the subject.
    Result<> refuseEarlier(const std::string& issuer, const std::string& subject, std::int64_t notBefore);

    // Takes over name, e-mail, roles, status, source and version.
    Result<> updateUser(const domain::User& user);
    // From now on only the issuer lets the user in.
    Result<> removePassword(const std::string& userId);

    // Of a session: its person authenticated once more at the issuer.
    Result<> proveAgain(const std::string& sessionId, Time authenticatedAt, const std::string& methods);
    Result<> extendSession(const std::string& sessionId, Time now, Time expiresAt);
    // Of a session: the issuer's name for it.
    Result<> insertSessionName(const std::string& issuer, const std::string& sid, const std::string& sessionId);
    // The issuer's names of the subject's open sessions.
    Result<std::vector<std::string>> sessionNames(const std::string& issuer, const std::string& subject);
    // Open ones with the issuer's name; without a name those of all users of the subject.
    Result<std::vector<Session>> sessions(const std::string& issuer, const std::string& sid,
                                          const std::string& subject);

    Result<bool> isLoggedOut(const std::string& issuer, const std::string& sid);
    Result<> insertLogout(const std::string& issuer, const std::string& sid, Time now);
    // False when it was seen before.
    Result<bool> insertLogoutToken(const std::string& tokenHash, Time now);
    Result<> forgetLogoutsBefore(Time time);

private:
    sql::Connection& db_;
};

}  // namespace steward::identity
