// The SQL of identity. A handle on the connection of one Database::read or write; it decides nothing.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/access.h"
#include "domain/tenant.h"
#include "identity/proof.h"
#include "sql/connection.h"

namespace steward::identity {

// A user with what decides whether they may sign in.
struct Account {
    domain::User user;
    std::optional<std::string> passwordHash;
    std::optional<domain::TenantStatus> tenantStatus;  // absent for staff of the platform
    // Of a custom role.
    std::optional<domain::PermissionSet> customPermissions;
    std::optional<std::int64_t> customRoleVersion;

    // What they may do: of the custom role, which holds nothing when it is not there, or of the built-in one.
    domain::PermissionSet permissions() const;
    // Without a session.
    domain::Principal principal() const;
};

struct Session {
    std::string id;
    std::string userId;
    std::string tenantId;
    std::string clientId;
    std::string scope;
    Time createdAt{};
    Time lastSeenAt{};
    Time expiresAt{};
    std::optional<Time> endedAt;
    std::optional<std::string> endReason;
    std::string device;
    std::string methods;
    Time authenticatedAt{};
    std::string dpopKey;  // thumbprint of the key that its tokens are bound to, or ""
};
STEWARD_DESCRIBE(Session, (id, userId, tenantId, clientId, scope, createdAt, lastSeenAt, expiresAt, endedAt, endReason,
                           device, methods, authenticatedAt, dpopKey))

struct AuthorizationCode {
    std::string codeHash;
    std::string userId;
    std::string clientId;
    std::string redirectUri;
    std::string scope;
    std::optional<std::string> nonce;
    std::string codeChallenge;
    bool keepSignedIn = false;
    Time createdAt{};
    Time expiresAt{};
    std::optional<std::string> sessionId;  // that it was redeemed for
    std::string device;
    std::string methods;
    Time authenticatedAt{};
};
STEWARD_DESCRIBE(AuthorizationCode, (codeHash, userId, clientId, redirectUri, scope, nonce, codeChallenge, keepSignedIn,
                                     createdAt, expiresAt, sessionId, device, methods, authenticatedAt))

struct RefreshToken {
    std::string tokenHash;
    std::string sessionId;
    Time createdAt{};
    std::optional<Time> usedAt;
};
STEWARD_DESCRIBE(RefreshToken, (tokenHash, sessionId, createdAt, usedAt))

struct StoredKey {
    std::string kid;
    std::string sealed;
    Time createdAt{};
    std::optional<Time> retiredAt;
    Time signsFrom{};
};
STEWARD_DESCRIBE(StoredKey, (kid, sealed, createdAt, retiredAt, signsFrom))

struct TenantName {
    std::string id;
    std::string name;
    domain::TenantStatus status = domain::TenantStatus::trial;
};
STEWARD_DESCRIBE(TenantName, (id, name, status))

class IdentityStore {
public:
    explicit IdentityStore(sql::Connection& db) : db_(db) {}

    // Accounts
    Result<std::optional<TenantName>> tenantBySlug(const std::string& slug);
    // All accounts with the e-mail (lower case): of one tenant, or of everybody when `tenantId` is absent.
    Result<std::vector<Account>> accountsByEmail(const std::string& email, const std::optional<std::string>& tenantId);
    Result<std::optional<Account>> accountById(const std::string& userId);
    // See domain::isOpen.
    Result<bool> isOpenTenant(const std::string& tenantId);
    Result<> insertUser(const domain::User& user);
    Result<> setPasswordHash(const std::string& userId, const std::string& hash, Time now);
    // For every active user without a password; how many those were.
    Result<std::int64_t> setMissingPasswordHashes(const std::string& hash, Time now);
    Result<> markSeen(const std::string& userId, Time now);
    Result<bool> hasStaff();
    Result<std::optional<std::string>> localOperator();
    Result<> setLocalOperator(const std::string& userId);

    // Codes
    Result<> insertCode(const AuthorizationCode& code);
    Result<std::optional<AuthorizationCode>> code(const std::string& codeHash);
    Result<> redeemCode(const std::string& codeHash, const std::string& sessionId);

    // Sessions and their refresh tokens
    Result<> insertSession(const Session& session);
    Result<std::optional<Session>> session(const std::string& id);
    Result<> touchSession(const std::string& id, Time now);
    // The session's person has shown the second factor, too.
    Result<> proveBoth(const std::string& id);
    // False when it had ended before.
    Result<bool> endSession(const std::string& id, std::string_view reason, Time now);
    // Those that neither ended nor expired.
    Result<std::vector<Session>> openSessions(Time now);
    // Of one user, the latest sign-in first, at most 500.
    Result<std::vector<Session>> openSessionsOf(const std::string& userId, Time now);
    Result<std::vector<Session>> sessionsEndedSince(Time since);
    // Open sessions of people who may no longer be signed in, of one user or one tenant.
    Result<std::vector<std::string>> strandedSessions(const std::string& userOrTenantId);
    Result<> insertRefreshToken(const RefreshToken& token);
    Result<std::optional<RefreshToken>> refreshToken(const std::string& tokenHash);
    Result<> markRefreshTokenUsed(const std::string& tokenHash, Time now);
    // Codes a day and sessions a month after their end.
    Result<> forgetOld(Time now);

    // Keys, newest first, without those that retired before `since`.
    Result<std::vector<StoredKey>> signingKeys(Time since);
    Result<> insertSigningKey(const StoredKey& key);
    Result<> retireSigningKeys(Time now);

private:
    sql::Connection& db_;
};

}  // namespace steward::identity
