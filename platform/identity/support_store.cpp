#include "identity/support_store.h"

#include "sql/mapping.h"

namespace steward::identity {
namespace {

using domain::SupportAccess;
using domain::SupportPolicy;
using domain::SupportState;
using sql::tenantOwned;
using sql::TenantScope;

const TenantScope everybody = TenantScope::all();

const std::string& chosen() {
    static const std::string text =
        "SELECT " + sql::columnList<SupportAccess>() + ", session_id FROM support_access WHERE :tenant(tenant_id) AND ";
    return text;
}

// The session is of staff, whose rows no tenant sees: whether it goes on, the platform looks up.
Result<bool> isSignedIn(sql::Connection& db, const std::string& sessionId, Time now) {
    STEWARD_TRY(const auto rows, db.query(tenantOwned("SELECT 1 FROM sessions WHERE id = ?1 AND ended_at IS NULL "
                                                      "AND expires_at > ?2"),
                                          everybody, {sessionId, now}));
    return !rows.empty();
}

Result<std::vector<StoredSupport>> readRows(sql::Connection& db, const Result<sql::Rows>& rows, Time now) {
    if (!rows) return fail(rows.error());
    STEWARD_TRY(auto accesses, sql::readAll<SupportAccess>(*rows));
    std::vector<StoredSupport> list;
    for (std::size_t i = 0; i < accesses.size(); ++i) {
        auto& access = accesses[i];
        const auto sessionId = (*rows)[i].get<std::string>("session_id");
        if (isOpen(access.state) && access.expiresAt <= now) access.state = SupportState::expired;
        if (isOpen(access.state)) {
            STEWARD_TRY(const bool goesOn, isSignedIn(db, sessionId, now));
            if (!goesOn) access.state = SupportState::ended;
        }
        list.push_back({std::move(access), sessionId});
    }
    return list;
}

Result<std::optional<StoredSupport>> readOne(sql::Connection& db, const Result<sql::Rows>& rows, Time now) {
    STEWARD_TRY(auto list, readRows(db, rows, now));
    if (list.empty()) return std::optional<StoredSupport>();
    return std::optional(std::move(list.front()));
}

}  // namespace

Result<> SupportStore::insert(const SupportAccess& access, const std::string& sessionId) {
    STEWARD_CHECK(sql::insert(db_, "support_access", everybody, access));
    STEWARD_CHECK(
        db_.execute(tenantOwned("UPDATE support_access SET session_id = ?2 WHERE :tenant(tenant_id) AND id = ?1"),
                    everybody, {access.id, sessionId}));
    return {};
}

Result<> SupportStore::update(const SupportAccess& access) {
    STEWARD_CHECK(sql::update(db_, "support_access", everybody, access));
    return {};
}

Result<> SupportStore::setToken(const std::string& id, const std::string& hash) {
    STEWARD_CHECK(
        db_.execute(tenantOwned("UPDATE support_access SET token_hash = ?2 WHERE :tenant(tenant_id) AND id = ?1"),
                    everybody, {id, hash}));
    return {};
}

Result<std::optional<StoredSupport>> SupportStore::find(const TenantScope& scope, const std::string& id, Time now) {
    static const std::string text = chosen() + "id = ?1";
    return readOne(db_, db_.query(tenantOwned(text), scope, {sql::Value(id)}), now);
}

Result<std::optional<StoredSupport>> SupportStore::byToken(const std::string& hash, Time now) {
    static const std::string text = chosen() + "token_hash = ?1";
    return readOne(db_, db_.query(tenantOwned(text), everybody, {sql::Value(hash)}), now);
}

Result<std::vector<StoredSupport>> SupportStore::list(const TenantScope& scope,
                                                      const std::optional<std::string>& staffId, Time now) {
    static const std::string order = " ORDER BY requested_at DESC, id DESC LIMIT 500";
    static const std::string all = chosen() + "1 = 1" + order;
    static const std::string own = chosen() + "staff_id = ?1" + order;
    if (!staffId) return readRows(db_, db_.query(tenantOwned(all), scope), now);
    return readRows(db_, db_.query(tenantOwned(own), scope, {sql::Value(*staffId)}), now);
}

Result<> SupportStore::forgetOld(Time now) {
    const Time before = now - std::chrono::hours(366 * 24);
    STEWARD_CHECK(db_.execute(tenantOwned("DELETE FROM support_access WHERE :tenant(tenant_id) AND expires_at < ?1"),
                              everybody, {before}));
    return {};
}

Result<SupportPolicy> SupportStore::policy(const std::string& tenantId) {
    STEWARD_TRY(const auto rows, db_.query(tenantOwned("SELECT tenant_id, consent, version FROM support_policies "
                                                       "WHERE :tenant(tenant_id) AND tenant_id = ?1"),
                                           everybody, {tenantId}));
    if (!rows.empty()) return sql::readInto<SupportPolicy>(rows[0]);
    SupportPolicy undecided;
    undecided.tenantId = tenantId;
    return undecided;
}

Result<> SupportStore::setPolicy(const SupportPolicy& policy) {
    STEWARD_TRY(const auto changed, db_.execute(tenantOwned("UPDATE support_policies SET consent = ?2, version = ?3 "
                                                            "WHERE :tenant(tenant_id) AND tenant_id = ?1"),
                                                everybody, {policy.tenantId, policy.consent, policy.version}));
    if (changed > 0) return {};
    return sql::insert(db_, "support_policies", everybody, policy);
}

Result<std::optional<TenantName>> SupportStore::tenant(const TenantScope& scope, const std::string& id) {
    STEWARD_TRY(const auto rows,
                db_.query(tenantOwned("SELECT id, name, status FROM tenants WHERE :tenant(id) AND id = ?1"), scope,
                          {sql::Value(id)}));
    if (rows.empty()) return std::optional<TenantName>();
    STEWARD_TRY(auto tenant, sql::readInto<TenantName>(rows[0]));
    return std::optional(std::move(tenant));
}

Result<std::vector<domain::User>> SupportStore::owners(const std::string& tenantId) {
    static const std::string text = "SELECT " + sql::columnList<domain::User>() +
                                    " FROM users WHERE :tenant(tenant_id) AND tenant_id = ?1 AND role = 'owner' "
                                    "AND status = 'active' ORDER BY id LIMIT 20";
    STEWARD_TRY(const auto rows, db_.query(tenantOwned(text), everybody, {sql::Value(tenantId)}));
    return sql::readAll<domain::User>(rows);
}

}  // namespace steward::identity
