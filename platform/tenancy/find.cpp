#include "tenancy/find.h"

#include <algorithm>

#include "base/ids.h"
#include "domain/audit.h"
#include "report/dataset.h"

namespace steward::tenancy {
namespace {

using contract::Found;
using contract::Match;
using domain::Permission;

constexpr std::size_t shortestIdPrefix = 6;  // "ten_k5"

std::string lowered(std::string_view text) {
    const auto first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) return {};
    std::string out(text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1));
    std::ranges::transform(out, out.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return out;
}

// "01931f2a-…" in hexadecimal, as other systems write the same identifier.
std::optional<Uuid> uuidOf(std::string_view text) {
    std::string digits;
    for (const char c : text)
        if (c != '-') digits += c;
    if (text.size() != 36 || digits.size() != 32 || digits.find_first_not_of("0123456789abcdef") != std::string::npos)
        return std::nullopt;
    Uuid uuid{};
    for (std::size_t i = 0; i < uuid.size(); ++i)
        uuid[i] = static_cast<std::uint8_t>(std::stoi(digits.substr(2 * i, 2), nullptr, 16));
    return uuid;
}

// What is looked for is looked for among what is there for everybody: nothing of a removed tenant.
std::string shownIn(std::string_view dataset) {
    return report::findDataset(dataset)->shown();
}

// The same of what belongs to tenants and is no dataset; its table is `t`.
std::string shownOfTenants() {
    return report::findDataset("users")->find("tenantStatus")->shown;
}

class Finder {
public:
    Finder(sql::Connection& connection, const sql::TenantScope& scope, const domain::Principal& principal,
           std::size_t limit)
        : connection_(connection),
          scope_(scope),
          principal_(principal),
          permissions_(principal.permissions),
          limit_(limit) {}

    Result<> byId(const std::string& text) {
        std::vector<std::string> ids;
        const auto uuid = uuidOf(text);
        for (const auto prefix : {id::tenant, id::user, id::audit, id::plan, id::batch, id::job, id::role, id::apiKey,
                                  id::support, id::report})
            ids.push_back(uuid ? spellId(prefix, *uuid) : text);
        STEWARD_CHECK(tenants("id = ?1", ids[0], Match::exact));
        STEWARD_CHECK(users("id = ?1", ids[1], Match::exact));
        STEWARD_CHECK(auditEntry(ids[2]));
        STEWARD_CHECK(plan("plan", "plans", ids[3]));
        STEWARD_CHECK(plan("batch", "batches", ids[4]));
        STEWARD_CHECK(job(ids[5]));
        STEWARD_CHECK(role(ids[6]));
        STEWARD_CHECK(apiKey(ids[7]));
        STEWARD_CHECK(supportAccess(ids[8]));
        return report(ids[9]);
    }

    Result<> byPrefix(const std::string& text) {
        if (text.starts_with("ten_"))
            return text.size() < shortestIdPrefix ? Result<>{} : tenants("id >= ?1 AND id < ?2", text, Match::prefix);
        if (text.starts_with("usr_"))
            return text.size() < shortestIdPrefix ? Result<>{} : users("id >= ?1 AND id < ?2", text, Match::prefix);
        STEWARD_CHECK(tenants("lower(name) >= ?1 AND lower(name) < ?2", text, Match::prefix));
        STEWARD_CHECK(tenants("slug >= ?1 AND slug < ?2", text, Match::prefix));
        STEWARD_CHECK(users("lower(name) >= ?1 AND lower(name) < ?2", text, Match::prefix));
        return users("email >= ?1 AND email < ?2", text, Match::prefix);
    }

    Result<> tenants(std::string_view condition, const std::string& text, Match match) {
        if (!permissions_.contains(Permission::tenantsRead)) return {};
        return each(
            "SELECT t.id, t.name, t.plan, t.users, t.region, t.id AS tenant_id FROM tenants t WHERE :tenant(t.id) "
            "AND " +
                shownIn("tenants") + " AND ",
            condition, text, match, [&](const sql::Row& row) {
                add("tenant", row,
                    std::string(row.text("plan")) + " · " + std::to_string(row.integer("users")) + " users · " +
                        std::string(row.text("region")),
                    match);
            });
    }

    Result<> users(std::string_view condition, const std::string& text, Match match) {
        if (!permissions_.contains(Permission::usersRead)) return {};
        return each("SELECT t.id, t.name, t.email, t.role, t.tenant_id FROM users t WHERE :tenant(t.tenant_id) AND " +
                        shownIn("users") + " AND ",
                    condition, text, match, [&](const sql::Row& row) {
                        add("user", row, std::string(row.text("email")) + " · " + std::string(row.text("role")), match);
                    });
    }

    contract::FoundList take() { return {std::move(found_)}; }

private:
    // With `?2` in the condition the text is the beginning of what is looked for.
    template <class F>
    Result<> each(std::string_view select, std::string_view condition, const std::string& text, Match match, F onRow) {
        if (found_.size() >= limit_) return {};
        const std::string limit = match == Match::prefix ? "?3" : "?2";
        const std::string statement = std::string(select) + std::string(condition) + " ORDER BY 2 LIMIT " + limit;
        std::vector<sql::Value> values{text};
        if (match == Match::prefix) values.emplace_back(text + "\U0010FFFF");
        values.emplace_back(limit_);
        return connection_.each(sql::few(sql::tenantOwned(statement)), scope_, values, onRow);
    }

    void add(std::string kind, const sql::Row& row, std::string subtitle, Match match) {
        Found found{
            std::move(kind), row.get<std::string>("id"), row.get<std::string>("name"), std::move(subtitle), {}, match};
        if (!row.text("tenant_id").empty()) found.tenantId = row.get<std::string>("tenant_id");
        const bool known = std::ranges::any_of(found_, [&](const Found& other) { return other.id == found.id; });
        if (!known && found_.size() < limit_) found_.push_back(std::move(found));
    }

    Result<> auditEntry(const std::string& text) {
        if (!permissions_.contains(Permission::auditRead)) return {};
        return each(
            "SELECT id, action AS name, entity_name, actor_name, tenant_id FROM audit WHERE :tenant(tenant_id) AND ",
            "id = ?1", text, Match::exact, [&](const sql::Row& row) {
                add("audit", row, std::string(row.text("entity_name")) + ", by " + std::string(row.text("actor_name")),
                    Match::exact);
            });
    }

    Result<> plan(std::string kind, std::string_view table, const std::string& text) {
        if (!permissions_.contains(Permission::plansApply)) return {};
        return each("SELECT id, id AS name, tenant_id FROM " + std::string(table) + " WHERE :tenant(tenant_id) AND ",
                    "id = ?1", text, Match::exact, [&](const sql::Row& row) { add(kind, row, kind, Match::exact); });
    }

    // What the list of its kind shows this principal.
    template <class F>
    Result<> exact(const char* kind, const std::string& select, const std::string& id, F isShown) {
        return each(select, "id = ?1", id, Match::exact, [&](const sql::Row& row) {
            if (isShown(row)) add(kind, row, std::string(row.text("about")), Match::exact);
        });
    }

    Result<> job(const std::string& id) {
        return exact("job",
                     "SELECT id, title AS name, state AS about, tenant_id FROM jobs WHERE :tenant(tenant_id) AND ", id,
                     [](const sql::Row&) { return true; });
    }

    Result<> role(const std::string& id) {
        if (!permissions_.contains(Permission::usersRead)) return {};
        return exact("role",
                     "SELECT id, name, description AS about, tenant_id FROM custom_roles t"
                     " WHERE :tenant(tenant_id) AND " +
                         shownOfTenants() + " AND ",
                     id, [](const sql::Row&) { return true; });
    }

    // Keys and support access are about the person's own account, which support access is not.
    Result<> apiKey(const std::string& id) {
        if (principal_.support) return {};
        return exact("apiKey",
                     "SELECT id, name, hint AS about, tenant_id, created_by FROM api_keys t WHERE :tenant(tenant_id)"
                     " AND revoked_at IS NULL AND " +
                         shownOfTenants() + " AND ",
                     id, [&](const sql::Row& row) {
                         return permissions_.contains(Permission::keysWrite) ||
                                row.text("created_by") == principal_.userId;
                     });
    }

    Result<> supportAccess(const std::string& id) {
        if (principal_.support) return {};
        const bool isAuditor = !principal_.tenantId && permissions_.contains(Permission::auditRead);
        return exact("supportAccess",
                     "SELECT id, tenant_name AS name, reason AS about, tenant_id, staff_id FROM support_access"
                     " WHERE :tenant(tenant_id) AND ",
                     id, [&](const sql::Row& row) {
                         return isAuditor || row.text("staff_id") == principal_.userId ||
                                permissions_.contains(Permission::supportConsent);
                     });
    }

    // Those of tenants are none of the staff's.
    Result<> report(const std::string& id) {
        if (!permissions_.contains(Permission::reportsRun)) return {};
        return exact("report",
                     "SELECT id, name, saved_by AS about, tenant_id, owner_id, viewers, editors FROM saved_reports t "
                     "WHERE :tenant(tenant_id) AND " +
                         shownOfTenants() + " AND ",
                     id, [&](const sql::Row& row) {
                         const std::string role = "\"" + std::string(enumName(principal_.role)) + "\"";
                         const auto isFor = [&](const char* roles) {
                             return row.isNull(roles) || row.text(roles).find(role) != std::string_view::npos;
                         };
                         return row.text("tenant_id") == principal_.tenantId.value_or("") &&
                                (row.text("owner_id") == principal_.userId || isFor("viewers") || isFor("editors"));
                     });
    }

    sql::Connection& connection_;
    const sql::TenantScope& scope_;
    const domain::Principal& principal_;
    domain::PermissionSet permissions_;
    std::size_t limit_;
    std::vector<Found> found_;
};

}  // namespace

Result<contract::FoundList> find(sql::Connection& connection, const sql::TenantScope& scope,
                                 const domain::Principal& principal, const contract::FindRequest& request) {
    const std::string text = lowered(request.text);
    const std::int64_t limit = request.limit.value_or(10);
    const auto refuse = [](std::string path, std::string message) {
        return fail(
            Error{ErrorCode::invalid, "This cannot be looked for.", {}, {}, {{std::move(path), std::move(message)}}});
    };
    if (text.empty() || request.text.size() > 200) return refuse("/text", "must have 1 to 200 bytes");
    if (limit < 1 || limit > 50) return refuse("/limit", "must be from 1 to 50");

    Finder finder(connection, scope, principal, static_cast<std::size_t>(limit));
    STEWARD_CHECK(finder.byId(text));
    STEWARD_CHECK(finder.users("email = ?1", text, Match::exact));
    STEWARD_CHECK(finder.tenants("domain = ?1", text, Match::exact));
    STEWARD_CHECK(finder.tenants("slug = ?1", text, Match::exact));
    STEWARD_CHECK(finder.byPrefix(text));
    return finder.take();
}

}  // namespace steward::tenancy
