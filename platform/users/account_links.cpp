#include "users/account_links.h"

#include "identity/secrets.h"
#include "sql/mapping.h"

namespace steward::users {

using sql::tenantOwned;
using sql::TenantScope;

namespace {

// Whoever follows a link is not known yet.
const TenantScope everybody = TenantScope::all();

Result<std::optional<AccountLink>> firstOf(const Result<sql::Rows>& rows) {
    if (!rows) return fail(rows.error());
    if (rows->empty()) return std::optional<AccountLink>();
    STEWARD_TRY(auto link, sql::readInto<AccountLink>((*rows)[0]));
    return std::optional(std::move(link));
}

}  // namespace

std::string_view pathOf(LinkPurpose purpose) {
    switch (purpose) {
        case LinkPurpose::invitation:
            return invitationPath;
        case LinkPurpose::passwordReset:
            return passwordResetPath;
        case LinkPurpose::emailChange:
            break;
    }
    return emailChangePath;
}

Duration lifetimeOf(LinkPurpose purpose) {
    return purpose == LinkPurpose::invitation ? std::chrono::hours(7 * 24) : std::chrono::hours(1);
}

NewLink newLink(LinkPurpose purpose, const domain::User& user, std::string email, std::string createdBy,
                std::string_view issuer, Time now) {
    const std::string token = identity::newSecret();
    NewLink link;
    link.row = {
        identity::fingerprint(token), purpose, user.id, user.tenantId, std::move(email), std::move(createdBy), now,
        now + lifetimeOf(purpose)};
    link.url = std::string(issuer) + std::string(pathOf(purpose)) + "?token=" + token;
    return link;
}

Result<> storeLink(sql::Connection& db, const AccountLink& link, Time now) {
    STEWARD_CHECK(db.execute(tenantOwned("DELETE FROM account_links WHERE :tenant(tenant_id)"
                                         " AND (expires_at <= ?1 OR (user_id = ?2 AND purpose = ?3))"),
                             everybody, {now, link.userId, link.purpose}));
    return sql::insert(db, "account_links", everybody, link);
}

Result<std::optional<AccountLink>> findLink(sql::Connection& db, LinkPurpose purpose, const std::string& token,
                                            Time now) {
    static const std::string text = "SELECT " + sql::columnList<AccountLink>() +
                                    " FROM account_links WHERE :tenant(tenant_id) AND token_hash = ?1 AND purpose = ?2"
                                    " AND expires_at > ?3";
    return firstOf(db.query(tenantOwned(text), everybody, {identity::fingerprint(token), purpose, now}));
}

Result<AccountLink> useLink(sql::Connection& db, LinkPurpose purpose, const std::string& token, Time now) {
    STEWARD_TRY(auto link, findLink(db, purpose, token, now));
    const auto used = [&]() -> Result<std::int64_t> {
        if (!link) return std::int64_t(0);
        return db.execute(tenantOwned("DELETE FROM account_links WHERE :tenant(tenant_id) AND token_hash = ?1"),
                          everybody, {link->tokenHash});
    };
    STEWARD_TRY(const std::int64_t count, used());
    if (count == 1) return std::move(*link);
    return fail(ErrorCode::gone, "This link was used before, was replaced by a newer one, or has expired.");
}

Result<std::optional<AccountLink>> linkOf(sql::Connection& db, LinkPurpose purpose, const std::string& userId,
                                          Time now) {
    static const std::string text = "SELECT " + sql::columnList<AccountLink>() +
                                    " FROM account_links WHERE :tenant(tenant_id) AND user_id = ?1 AND purpose = ?2"
                                    " AND expires_at > ?3";
    return firstOf(db.query(tenantOwned(text), everybody, {userId, purpose, now}));
}

Result<> forgetLinks(sql::Connection& db, const std::string& userId) {
    STEWARD_CHECK(db.execute(tenantOwned("DELETE FROM account_links WHERE :tenant(tenant_id) AND user_id = ?1"),
                             everybody, {userId}));
    return {};
}

}  // namespace steward::users
