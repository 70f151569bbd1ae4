// A statement and whose rows it may see.
//
//   constexpr auto byStatus = sql::tenantOwned("SELECT id, name FROM users WHERE :tenant(tenant_id) AND status = ?1");
//   connection.query(byStatus, TenantScope::one(tenantId), {"active"});
//
// A tenant-owned statement without a scope is refused, and so is one that would see all tenants in the scope of one.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace steward::sql {

// All tenants (platform operators, jobs) or exactly one.
class TenantScope {
public:
    static TenantScope all() { return TenantScope({}); }
    // An empty id is no tenant: statements in such a scope are refused, so that a lost id never means "all".
    static TenantScope one(std::string id) {
        TenantScope scope(std::move(id));
        scope.one_ = true;
        return scope;
    }

    bool isAll() const { return !one_; }
    const std::string& tenant() const { return tenant_; }
    bool operator==(const TenantScope&) const = default;

private:
    explicit TenantScope(std::string id) : tenant_(std::move(id)) {}
    std::string tenant_;
    bool one_ = false;
};

// Text of a statement, referred to: a literal, or a string that lives as long as the call.
struct Statement {
    std::string_view text;
    bool tenantOwned = false;
    bool few = false;

    constexpr Statement(const char* sql) : text(sql) {}
    constexpr Statement(std::string_view sql) : text(sql) {}
    Statement(const std::string& sql) : text(sql) {}
    constexpr Statement(std::string_view sql, bool owned) : text(sql), tenantOwned(owned) {}
};

// The statement touches rows of tenants: it names `:tenant(column)` (a condition) or `:tenant` (the id, one tenant
// only).
constexpr Statement tenantOwned(std::string_view sql) {
    return Statement(sql, true);
}

// Its rows fit into memory many times over (a LIMIT, a key): an engine may bring them in one piece, which is quicker.
constexpr Statement few(Statement statement) {
    statement.few = true;
    return statement;
}

}  // namespace steward::sql
