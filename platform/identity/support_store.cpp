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

struct Bond {
    std::string sessionId;
    bool signedIn = false;
};
STEWARD_DESCRIBE(Bond, (sessionId, signedIn))

// ?1 is the moment.
const std::string& chosen() {
    static const std::string text =
        "SELECT " + sql::columnList<SupportAccess>("a.") +
        ", a.session_id, CASE WHEN s.ended_at IS NULL AND s.expires_at > ?1 THEN 1 ELSE 0 END AS signed_in "
        "FROM support_access a LEFT JOIN sessions s ON s.id = a.session_id WHERE :tenant(a.tenant_id) AND ";
    return text;
}

Result<std::vector<StoredSupport>> readRows(const Result<sql::Rows>& rows, Time now) {
    if (!rows) return fail(rows.error());
    STEWARD_TRY(auto accesses, sql::readAll<SupportAccess>(*rows));
    STEWARD_TRY(auto bonds, sql::readAll<Bond>(*rows));
    std::vector<StoredSupport> list;
    for (std::size_t i = 0; i < accesses.size(); ++i) {
        auto& access = accesses[i];
        if (isOpen(access.state) && access.expiresAt <= now) access.state = SupportState::expired;
        if (isOpen(access.state) && !bonds[i].signedIn) access.state = SupportState::ended;
        list.push_back({std::move(access), std::move(bonds[i].sessionId)});
    }
    return list;
}

Result<std::optional<StoredSupport>> readOne(const Result<sql::Rows>& rows, Time now) {
    STEWARD_TRY(auto list, readRows(rows, now));
    if (list.empty()) return std::optional<StoredSupport>();
    return std::optional(std::move(list.front()));
}

}  // namespace

bool isOpen(SupportState state) {
    return state == SupportState::waitingForConsent || state == SupportState::active;
}

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
    static const std::string text = chosen() + "a.id = ?2";
    return readOne(db_.query(tenantOwned(text), scope, {now, id}), now);
}

Result<std::optional<StoredSupport>> SupportStore::byToken(const std::string& hash, Time now) {
    static const std::string text = chosen() + "a.token_hash = ?2";
    return readOne(db_.query(tenantOwned(text), everybody, {now, hash}), now);
}

Result<std::vector<StoredSupport>> SupportStore::list(const TenantScope& scope,
                                                      const std::optional<std::string>& staffId, Time now) {
    static const std::string order = " ORDER BY a.requested_at DESC, a.id DESC LIMIT 500";
    static const std::string all = chosen() + "1 = 1" + order;
    static const std::string own = chosen() + "a.staff_id = ?2" + order;
    if (!staffId) return readRows(db_.query(tenantOwned(all), scope, {sql::Value(now)}), now);
    return readRows(db_.query(tenantOwned(own), scope, {now, *staffId}), now);
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
