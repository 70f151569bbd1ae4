#include "identity/identity_store.h"

#include "sql/mapping.h"

namespace steward::identity {
namespace {

using sql::tenantOwned;
using sql::TenantScope;

// Signing in happens before anybody is known, so it looks at all tenants.
const TenantScope everybody = TenantScope::all();

const std::string accountColumns =
    "SELECT " + sql::columnList<domain::User>("u.") +
    ", c.password_hash, t.status AS tenant_status, r.permissions AS custom_permissions,"
    " r.version AS custom_role_version"
    " FROM users u LEFT JOIN credentials c ON c.user_id = u.id LEFT JOIN tenants t ON t.id = u.tenant_id"
    " LEFT JOIN custom_roles r ON r.id = u.custom_role_id AND r.tenant_id = u.tenant_id"
    " WHERE :tenant(u.tenant_id) AND ";

Result<std::vector<Account>> accountsOf(const sql::Rows& rows) {
    std::vector<Account> accounts;
    for (const sql::Row row : rows) {
        STEWARD_TRY(domain::User user, sql::readInto<domain::User>(row));
        Account account{std::move(user),
                        row.get<std::optional<std::string>>("password_hash"),
                        row.get<std::optional<domain::TenantStatus>>("tenant_status"),
                        {},
                        row.get<std::optional<std::int64_t>>("custom_role_version")};
        if (!row.isNull("custom_permissions")) {
            STEWARD_TRY(account.customPermissions, json::read<domain::PermissionSet>(row.text("custom_permissions")));
        }
        accounts.push_back(std::move(account));
    }
    return accounts;
}

template <class T>
Result<std::optional<T>> firstOf(const Result<sql::Rows>& rows) {
    if (!rows) return fail(rows.error());
    if (rows->empty()) return std::optional<T>();
    STEWARD_TRY(T value, sql::readInto<T>((*rows)[0]));
    return std::optional<T>(std::move(value));
}

Result<> done(const Result<std::int64_t>& changed) {
    if (!changed) return fail(changed.error());
    return {};
}

}  // namespace

domain::PermissionSet Account::permissions() const {
    if (user.customRoleId) return customPermissions.value_or(domain::PermissionSet{});
    return domain::permissionsOf(user.role);
}

domain::Principal Account::principal() const {
    domain::Principal principal;
    principal.userId = user.id;
    principal.name = user.name;
    principal.email = user.email;
    principal.role = user.role;
    principal.customRoleId = user.customRoleId;
    if (!user.tenantId.empty()) principal.tenantId = user.tenantId;
    principal.permissions = permissions();
    return principal;
}

Result<std::optional<TenantName>> IdentityStore::tenantBySlug(const std::string& slug) {
    return firstOf<TenantName>(db_.query(
        tenantOwned("SELECT id, name, status FROM tenants WHERE :tenant(id) AND slug = ?1"), everybody, {slug}));
}

Result<std::vector<Account>> IdentityStore::accountsByEmail(const std::string& email,
                                                            const std::optional<std::string>& tenantId) {
    const std::string text = accountColumns + (tenantId ? "u.email = ?1 AND u.tenant_id = ?2" : "u.email = ?1");
    const std::vector<sql::Value> values =
        tenantId ? std::vector<sql::Value>{email, *tenantId} : std::vector<sql::Value>{email};
    STEWARD_TRY(const auto rows, db_.query(tenantOwned(text), everybody, values));
    return accountsOf(rows);
}

Result<std::optional<Account>> IdentityStore::accountById(const std::string& userId) {
    STEWARD_TRY(const auto rows, db_.query(tenantOwned(accountColumns + "u.id = ?1"), everybody, {userId}));
    STEWARD_TRY(auto accounts, accountsOf(rows));
    if (accounts.empty()) return std::optional<Account>();
    return std::optional<Account>(std::move(accounts.front()));
}

Result<bool> IdentityStore::isOpenTenant(const std::string& tenantId) {
    static const std::string text =
        "SELECT 1 FROM tenants WHERE :tenant(id) AND id = ?1 AND status IN (" + std::string(domain::openStatuses) + ")";
    STEWARD_TRY(const auto rows, db_.query(tenantOwned(text), everybody, {sql::Value(tenantId)}));
    return !rows.empty();
}

Result<> IdentityStore::insertUser(const domain::User& user) {
    return sql::insert(db_, "users", everybody, user);
}

Result<> IdentityStore::setPasswordHash(const std::string& userId, const std::string& hash, Time now) {
    return done(
        db_.execute("INSERT INTO credentials (user_id, password_hash, changed_at) VALUES (?1, ?2, ?3) ON CONFLICT "
                    "(user_id) DO UPDATE SET password_hash = excluded.password_hash, changed_at = excluded.changed_at",
                    {userId, hash, now}));
}

Result<std::int64_t> IdentityStore::setMissingPasswordHashes(const std::string& hash, Time now) {
    return db_.execute(
        tenantOwned(
            "INSERT INTO credentials (user_id, password_hash, changed_at) SELECT u.id, ?1, ?2 FROM users u "
            "WHERE :tenant(u.tenant_id) AND u.status = 'active' AND u.id NOT IN (SELECT user_id FROM credentials) "
            "AND u.id NOT IN (SELECT user_id FROM local_operator)"),
        everybody, {hash, now});
}

Result<> IdentityStore::markSeen(const std::string& userId, Time now) {
    return done(db_.execute(tenantOwned("UPDATE users SET last_seen_at = ?2 WHERE :tenant(tenant_id) AND id = ?1"),
                            everybody, {userId, now}));
}

Result<bool> IdentityStore::hasStaff() {
    STEWARD_TRY(const auto rows,
                db_.query(tenantOwned("SELECT 1 FROM users WHERE :tenant(tenant_id) AND tenant_id = '' AND id NOT IN "
                                      "(SELECT user_id FROM local_operator) LIMIT 1"),
                          everybody));
    return !rows.empty();
}

Result<std::optional<std::string>> IdentityStore::localOperator() {
    STEWARD_TRY(const auto rows, db_.query("SELECT user_id FROM local_operator"));
    if (rows.empty()) return std::optional<std::string>();
    return std::optional<std::string>(rows[0].text(0));
}

Result<> IdentityStore::setLocalOperator(const std::string& userId) {
    return done(
        db_.execute("INSERT INTO local_operator (id, user_id) VALUES (1, ?1) ON CONFLICT (id) DO UPDATE SET "
                    "user_id = excluded.user_id",
                    {sql::Value(userId)}));
}

Result<> IdentityStore::insertCode(const AuthorizationCode& code) {
    return sql::insert(db_, "authorization_codes", code);
}

Result<std::optional<AuthorizationCode>> IdentityStore::code(const std::string& codeHash) {
    static const std::string text =
        "SELECT " + sql::columnList<AuthorizationCode>() + " FROM authorization_codes WHERE code_hash = ?1";
    return firstOf<AuthorizationCode>(db_.query(text, {sql::Value(codeHash)}));
}

Result<> IdentityStore::redeemCode(const std::string& codeHash, const std::string& sessionId) {
    return done(
        db_.execute("UPDATE authorization_codes SET session_id = ?2 WHERE code_hash = ?1", {codeHash, sessionId}));
}

Result<> IdentityStore::insertSession(const Session& session) {
    return sql::insert(db_, "sessions", everybody, session);
}

Result<std::optional<Session>> IdentityStore::session(const std::string& id) {
    static const std::string text = "SELECT " + sql::columnList<Session>() + " FROM sessions WHERE id = ?1";
    return firstOf<Session>(db_.query(tenantOwned(text), everybody, {sql::Value(id)}));
}

Result<> IdentityStore::touchSession(const std::string& id, Time now) {
    return done(db_.execute(tenantOwned("UPDATE sessions SET last_seen_at = ?2 WHERE id = ?1"), everybody, {id, now}));
}

Result<> IdentityStore::proveBoth(const std::string& id) {
    return done(db_.execute(tenantOwned("UPDATE sessions SET methods = methods || ' otp' WHERE id = ?1"), everybody,
                            {sql::Value(id)}));
}

Result<bool> IdentityStore::endSession(const std::string& id, std::string_view reason, Time now) {
    STEWARD_TRY(
        const auto changed,
        db_.execute(
            tenantOwned("UPDATE sessions SET ended_at = ?2, end_reason = ?3 WHERE id = ?1 AND ended_at IS NULL"),
            everybody, {id, now, reason}));
    return changed > 0;
}

Result<std::vector<Session>> IdentityStore::openSessions(Time now) {
    static const std::string text =
        "SELECT " + sql::columnList<Session>() + " FROM sessions WHERE ended_at IS NULL AND expires_at > ?1";
    STEWARD_TRY(const auto rows, db_.query(tenantOwned(text), everybody, {now}));
    return sql::readAll<Session>(rows);
}

Result<std::vector<Session>> IdentityStore::openSessionsOf(const std::string& userId, Time now) {
    static const std::string text = "SELECT " + sql::columnList<Session>() +
                                    " FROM sessions WHERE user_id = ?1 AND ended_at IS NULL AND expires_at > ?2"
                                    " ORDER BY created_at DESC, id DESC LIMIT 500";
    STEWARD_TRY(const auto rows, db_.query(tenantOwned(text), everybody, {userId, now}));
    return sql::readAll<Session>(rows);
}

Result<std::vector<Session>> IdentityStore::sessionsEndedSince(Time since) {
    static const std::string text = "SELECT " + sql::columnList<Session>() + " FROM sessions WHERE ended_at >= ?1";
    STEWARD_TRY(const auto rows, db_.query(tenantOwned(text), everybody, {since}));
    return sql::readAll<Session>(rows);
}

Result<std::vector<std::string>> IdentityStore::strandedSessions(const std::string& userOrTenantId) {
    static const std::string text =
        "SELECT s.id FROM sessions s LEFT JOIN users u ON u.id = s.user_id "
        "LEFT JOIN tenants t ON t.id = s.tenant_id WHERE :tenant(s.tenant_id) "
        "AND s.ended_at IS NULL AND (s.user_id = ?1 OR s.tenant_id = ?1) "
        "AND (u.id IS NULL OR u.status <> 'active' OR t.status NOT IN (" +
        std::string(domain::openStatuses) + "))";
    STEWARD_TRY(const auto rows, db_.query(tenantOwned(text), everybody, {userOrTenantId}));
    std::vector<std::string> ids;
    for (const sql::Row row : rows)
        ids.emplace_back(row.text(0));
    return ids;
}

Result<> IdentityStore::insertRefreshToken(const RefreshToken& token) {
    // Its key leads to a session, which is a tenant's.
    return done(db_.execute(
        tenantOwned("INSERT INTO refresh_tokens (token_hash, session_id, created_at, used_at) VALUES (?1, ?2, ?3, ?4)"),
        everybody, {token.tokenHash, token.sessionId, token.createdAt, token.usedAt}));
}

Result<std::optional<RefreshToken>> IdentityStore::refreshToken(const std::string& tokenHash) {
    static const std::string text =
        "SELECT " + sql::columnList<RefreshToken>() + " FROM refresh_tokens WHERE token_hash = ?1";
    return firstOf<RefreshToken>(db_.query(text, {sql::Value(tokenHash)}));
}

Result<> IdentityStore::markRefreshTokenUsed(const std::string& tokenHash, Time now) {
    return done(db_.execute("UPDATE refresh_tokens SET used_at = ?2 WHERE token_hash = ?1", {tokenHash, now}));
}

Result<> IdentityStore::forgetOld(Time now) {
    using std::chrono::hours;
    STEWARD_CHECK(db_.execute("DELETE FROM authorization_codes WHERE expires_at < ?1", {now - hours(24)}));
    const Time monthAgo = now - hours(30 * 24);
    STEWARD_CHECK(db_.execute(
        tenantOwned(
            "DELETE FROM external_sessions WHERE session_id IN (SELECT id FROM sessions WHERE expires_at < ?1)"),
        everybody, {monthAgo}));
    return done(db_.execute(tenantOwned("DELETE FROM sessions WHERE expires_at < ?1"), everybody, {monthAgo}));
}

Result<std::vector<StoredKey>> IdentityStore::signingKeys(Time since) {
    static const std::string text = "SELECT " + sql::columnList<StoredKey>() +
                                    " FROM signing_keys WHERE retired_at IS NULL OR retired_at > ?1"
                                    " ORDER BY signs_from DESC, kid";
    STEWARD_TRY(const auto rows, db_.query(text, {since}));
    return sql::readAll<StoredKey>(rows);
}

Result<> IdentityStore::insertSigningKey(const StoredKey& key) {
    return sql::insert(db_, "signing_keys", key);
}

Result<> IdentityStore::retireSigningKeys(Time now) {
    return done(db_.execute("UPDATE signing_keys SET retired_at = ?1 WHERE retired_at IS NULL", {now}));
}

}  // namespace steward::identity
