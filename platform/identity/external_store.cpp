#include "identity/external_store.h"

#include "sql/mapping.h"

namespace steward::identity {
namespace {

using sql::tenantOwned;
using sql::TenantScope;

// Who somebody is, and so whose tenant they are of, is what is being found out.
const TenantScope everybody = TenantScope::all();

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

Result<std::vector<TenantName>> ExternalStore::tenants(const std::vector<std::string>& slugsOrIds) {
    std::vector<TenantName> found;
    for (const auto& name : slugsOrIds) {
        STEWARD_TRY(const auto rows,
                    db_.query(tenantOwned("SELECT id, name, status FROM tenants WHERE :tenant(id) AND (id = ?1 OR slug "
                                          "= ?1) ORDER BY id"),
                              everybody, {name}));
        STEWARD_TRY(const auto tenants, sql::readAll<TenantName>(rows));
        found.insert(found.end(), tenants.begin(), tenants.end());
    }
    return found;
}

Result<std::optional<ExternalIdentity>> ExternalStore::identity(const std::string& issuer, const std::string& subject,
                                                                const std::string& tenantId) {
    static const std::string text =
        "SELECT " + sql::columnList<ExternalIdentity>() +
        " FROM external_identities WHERE :tenant(tenant_id) AND issuer = ?1 AND subject = ?2 AND tenant_id = ?3";
    return firstOf<ExternalIdentity>(db_.query(tenantOwned(text), everybody, {issuer, subject, tenantId}));
}

Result<bool> ExternalStore::isKnown(const std::string& issuer, const std::string& subject) {
    STEWARD_TRY(const auto rows,
                db_.query(tenantOwned("SELECT user_id FROM external_identities WHERE :tenant(tenant_id) AND issuer = "
                                      "?1 AND subject = ?2 ORDER BY user_id LIMIT 1"),
                          everybody, {issuer, subject}));
    return !rows.empty();
}

Result<std::optional<std::string>> ExternalStore::customRole(const std::string& tenantId, const std::string& nameOrId) {
    STEWARD_TRY(const auto rows,
                db_.query(tenantOwned("SELECT id FROM custom_roles WHERE :tenant(tenant_id) AND tenant_id = ?1 AND (id "
                                      "= ?2 OR name = ?2) ORDER BY CASE WHEN id = ?2 THEN 0 ELSE 1 END LIMIT 1"),
                          everybody, {tenantId, nameOrId}));
    if (rows.empty()) return std::optional<std::string>();
    return std::optional(std::string(rows[0].text(0)));
}

Result<std::optional<ExternalIdentity>> ExternalStore::identityOf(const std::string& userId) {
    static const std::string text = "SELECT " + sql::columnList<ExternalIdentity>() +
                                    " FROM external_identities WHERE :tenant(tenant_id) AND user_id = ?1";
    return firstOf<ExternalIdentity>(db_.query(tenantOwned(text), everybody, {userId}));
}

Result<> ExternalStore::insertIdentity(const ExternalIdentity& identity) {
    return sql::insert(db_, "external_identities", everybody, identity);
}

Result<> ExternalStore::removeIdentity(const std::string& userId) {
    return done(db_.execute(tenantOwned("DELETE FROM external_identities WHERE :tenant(tenant_id) AND user_id = ?1"),
                            everybody, {userId}));
}

Result<> ExternalStore::refuseEarlier(const std::string& issuer, const std::string& subject, std::int64_t notBefore) {
    return done(db_.execute(tenantOwned("UPDATE external_identities SET not_before = ?3 WHERE :tenant(tenant_id) AND "
                                        "issuer = ?1 AND subject = ?2 AND not_before < ?3"),
                            everybody, {issuer, subject, notBefore}));
}

Result<> ExternalStore::updateUser(const domain::User& user) {
    return done(db_.execute(tenantOwned("UPDATE users SET name = ?2, email = ?3, role = ?4, custom_role_id = ?8, "
                                        "status = ?5, identity_source = ?6, version = ?7 WHERE :tenant(tenant_id) AND "
                                        "id = ?1"),
                            everybody,
                            {user.id, user.name, user.email, user.role, user.status, *user.identitySource, user.version,
                             user.customRoleId}));
}

Result<> ExternalStore::removePassword(const std::string& userId) {
    return done(db_.execute("DELETE FROM credentials WHERE user_id = ?1", {sql::Value(userId)}));
}

Result<> ExternalStore::proveAgain(const std::string& sessionId, Time authenticatedAt, const std::string& methods) {
    return done(db_.execute(tenantOwned("UPDATE sessions SET authenticated_at = ?2, methods = ?3 WHERE id = ?1"),
                            everybody, {sessionId, authenticatedAt, methods}));
}

Result<> ExternalStore::extendSession(const std::string& sessionId, Time now, Time expiresAt) {
    return done(db_.execute(
        tenantOwned("UPDATE sessions SET last_seen_at = ?2, expires_at = ?3 WHERE id = ?1 AND expires_at < ?3"),
        everybody, {sessionId, now, expiresAt}));
}

Result<> ExternalStore::insertSessionName(const std::string& issuer, const std::string& sid,
                                          const std::string& sessionId) {
    return done(
        db_.execute("INSERT INTO external_sessions (issuer, sid, session_id) VALUES (?1, ?2, ?3) ON CONFLICT "
                    "(issuer, sid, session_id) DO NOTHING",
                    {issuer, sid, sessionId}));
}

Result<std::vector<std::string>> ExternalStore::sessionNames(const std::string& issuer, const std::string& subject) {
    static const std::string text =
        "SELECT DISTINCT e.sid FROM external_sessions e JOIN sessions s ON s.id = e.session_id JOIN "
        "external_identities i ON i.user_id = s.user_id WHERE :tenant(i.tenant_id) AND s.ended_at IS NULL AND "
        "e.issuer = ?1 AND i.issuer = ?1 AND i.subject = ?2 ORDER BY e.sid";
    STEWARD_TRY(const auto rows, db_.query(tenantOwned(text), everybody, {issuer, subject}));
    std::vector<std::string> names;
    for (const auto& row : rows)
        names.emplace_back(row.text(0));
    return names;
}

Result<std::vector<Session>> ExternalStore::sessions(const std::string& issuer, const std::string& sid,
                                                     const std::string& subject) {
    static const std::string columns = "SELECT " + sql::columnList<Session>("s.");
    static const std::string named =
        columns +
        " FROM sessions s JOIN external_sessions e ON e.session_id = s.id WHERE s.ended_at IS NULL AND "
        "e.issuer = ?1 AND e.sid = ?2 ORDER BY s.id";
    static const std::string ofSubject =
        columns +
        " FROM sessions s JOIN external_identities i ON i.user_id = s.user_id WHERE :tenant(i.tenant_id) AND "
        "s.ended_at IS NULL AND i.issuer = ?1 AND i.subject = ?2 ORDER BY s.id";
    const auto rows = sid.empty() ? db_.query(tenantOwned(ofSubject), everybody, {issuer, subject})
                                  : db_.query(tenantOwned(named), everybody, {issuer, sid});
    if (!rows) return fail(rows.error());
    return sql::readAll<Session>(*rows);
}

Result<bool> ExternalStore::isLoggedOut(const std::string& issuer, const std::string& sid) {
    STEWARD_TRY(const auto rows,
                db_.query("SELECT sid FROM external_logouts WHERE issuer = ?1 AND sid = ?2", {issuer, sid}));
    return !rows.empty();
}

Result<> ExternalStore::insertLogout(const std::string& issuer, const std::string& sid, Time now) {
    return done(
        db_.execute("INSERT INTO external_logouts (issuer, sid, ended_at) VALUES (?1, ?2, ?3) ON CONFLICT "
                    "(issuer, sid) DO NOTHING",
                    {issuer, sid, now}));
}

Result<bool> ExternalStore::insertLogoutToken(const std::string& tokenHash, Time now) {
    STEWARD_TRY(const auto inserted,
                db_.execute("INSERT INTO external_logout_tokens (token_hash, seen_at) VALUES (?1, ?2) ON CONFLICT "
                            "(token_hash) DO NOTHING",
                            {tokenHash, now}));
    return inserted > 0;
}

Result<> ExternalStore::forgetLogoutsBefore(Time time) {
    STEWARD_CHECK(db_.execute("DELETE FROM external_logout_tokens WHERE seen_at < ?1", {time}));
    return done(db_.execute("DELETE FROM external_logouts WHERE ended_at < ?1", {time}));
}

}  // namespace steward::identity
