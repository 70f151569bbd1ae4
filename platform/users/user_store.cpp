#include "users/user_store.h"

#include "plans/keys.h"
#include "report/dataset.h"
#include "report/filter.h"
#include "sql/mapping.h"

namespace steward::users {

using domain::User;
using sql::tenantOwned;
using sql::TenantScope;

namespace {

const TenantScope everybody = TenantScope::all();

Result<> orTaken(Result<> written) {
    if (!written && written.error().code == ErrorCode::conflict)
        return fail(Error{ErrorCode::conflict,
                          "Somebody there has this e-mail address already. Nothing was changed.",
                          {},
                          {},
                          {{"/email", "belongs to another user"}}});
    return written;
}

}  // namespace

Result<std::optional<User>> findUser(sql::Connection& db, const TenantScope& scope, const std::string& id) {
    static const std::string text =
        "SELECT " + sql::columnList<User>() + " FROM users WHERE :tenant(tenant_id) AND id = ?1";
    STEWARD_TRY(const auto rows, db.query(tenantOwned(text), scope, {id}));
    if (rows.empty()) return std::optional<User>();
    STEWARD_TRY(auto user, sql::readInto<User>(rows[0]));
    return std::optional(std::move(user));
}

Result<std::optional<User>> userByKey(sql::Connection& db, const TenantScope& scope, const std::string& key) {
    static const std::string text =
        "SELECT " + sql::columnList<User>() + " FROM users WHERE :tenant(tenant_id) AND email = ?1 AND tenant_id = ?2";
    const auto [slug, email] = plans::keyOf(key);
    std::optional<std::string> tenantId = std::string();
    if (!slug.empty()) {
        STEWARD_TRY(tenantId, plans::tenantCalled(db, scope, slug));
    }
    if (!tenantId) return std::optional<User>();
    STEWARD_TRY(const auto rows, db.query(tenantOwned(text), scope, {email, *tenantId}));
    if (rows.empty()) return std::optional<User>();
    STEWARD_TRY(auto user, sql::readInto<User>(rows[0]));
    return std::optional(std::move(user));
}

Result<std::vector<User>> usersByFilter(sql::Connection& db, const TenantScope& scope, const std::string& filter,
                                        Time now, const std::string& afterId, std::size_t limit) {
    const report::Dataset& dataset = *report::findDataset("users");
    STEWARD_TRY(const auto parsed, report::parseFilter(filter));
    STEWARD_TRY(auto condition, report::filterToSql(parsed, dataset.fields, db.dialect(), {.now = now}, 3));
    std::string text = "SELECT " + sql::columnList<User>("t.") + " FROM " + dataset.table;
    for (const auto& join : dataset.joins)
        if (std::find(condition.joins.begin(), condition.joins.end(), join.name) != condition.joins.end())
            text += " " + join.sql;
    text += " WHERE t.id > ?1 AND :tenant(t.tenant_id) AND (" + condition.text + ") ORDER BY t.id LIMIT ?2";
    std::vector<sql::Value> values{afterId, limit};
    values.insert(values.end(), condition.parameters.begin(), condition.parameters.end());
    STEWARD_TRY(const auto rows, db.query(tenantOwned(text), scope, values));
    return sql::readAll<User>(rows);
}

Result<> insertUser(sql::Connection& db, const User& user) {
    return orTaken(sql::insert(db, "users", everybody, user));
}

Result<> updateUser(sql::Connection& db, const User& user) {
    const auto changed = db.execute(
        tenantOwned("UPDATE users SET name = ?2, email = ?3, role = ?4, custom_role_id = ?5, status = ?6,"
                    " version = ?7 WHERE :tenant(tenant_id) AND id = ?1 AND version = ?7 - 1"),
        everybody, {user.id, user.name, user.email, user.role, user.customRoleId, user.status, user.version});
    if (!changed) return orTaken(fail(changed.error()));
    if (*changed == 1) return {};
    return fail(ErrorCode::conflict, "The user was changed by somebody else. Nothing was changed.");
}

Result<> keepStatusBefore(sql::Connection& db, const User& after, Time now) {
    constexpr auto removed = tenantOwned(
        "UPDATE users SET status_before = status, removed_at = ?2"
        " WHERE :tenant(tenant_id) AND id = ?1 AND status <> 'removed'");
    constexpr auto restored = tenantOwned(
        "UPDATE users SET status_before = NULL, removed_at = NULL"
        " WHERE :tenant(tenant_id) AND id = ?1 AND removed_at IS NOT NULL");
    if (after.status == domain::UserStatus::removed) {
        STEWARD_CHECK(db.execute(removed, everybody, {after.id, now}));
    } else {
        STEWARD_CHECK(db.execute(restored, everybody, {after.id}));
    }
    return {};
}

Result<std::optional<domain::UserStatus>> statusBefore(sql::Connection& db, const User& user) {
    if (user.status != domain::UserStatus::removed) return std::nullopt;
    STEWARD_TRY(const auto rows,
                db.query(tenantOwned("SELECT status_before FROM users WHERE :tenant(tenant_id) AND id = ?1"), everybody,
                         {user.id}));
    if (rows.empty()) return std::nullopt;
    return rows[0].get<std::optional<domain::UserStatus>>(0);
}

Result<> deleteUser(sql::Connection& db, const User& user) {
    STEWARD_TRY(const auto changed,
                db.execute(tenantOwned("DELETE FROM users WHERE :tenant(tenant_id) AND id = ?1 AND version = ?2"),
                           everybody, {user.id, user.version}));
    if (changed == 1) return {};
    return fail(ErrorCode::conflict, "The user was changed by somebody else. Nothing was changed.");
}

Result<std::int64_t> otherOwners(sql::Connection& db, const User& user) {
    const auto role = user.tenantId.empty() ? domain::Role::platformOperator : domain::Role::owner;
    STEWARD_TRY(const auto rows,
                db.query(tenantOwned("SELECT count(*) FROM users WHERE :tenant(tenant_id) AND tenant_id = ?1"
                                     " AND role = ?2 AND custom_role_id IS NULL AND status = 'active' AND id <> ?3"),
                         everybody, {user.tenantId, role, user.id}));
    return rows[0].integer(0);
}

Result<std::int64_t> openSessionsOf(sql::Connection& db, const std::string& userId, Time now) {
    STEWARD_TRY(
        const auto rows,
        db.query(
            tenantOwned("SELECT count(*) FROM sessions WHERE user_id = ?1 AND ended_at IS NULL AND expires_at > ?2"),
            everybody, {userId, now}));
    return rows[0].integer(0);
}

}  // namespace steward::users
