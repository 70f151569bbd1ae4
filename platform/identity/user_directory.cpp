#include "identity/user_directory.h"

#include <algorithm>
#include <array>

#include "kernel/paging.h"
#include "report/dataset.h"
#include "report/filter.h"
#include "sql/mapping.h"

namespace steward::identity {

using kernel::Async;
using UserPage = contract::Page<domain::User>;

namespace {

struct SortColumn {
    std::string_view field;
    std::string_view sql;
};
constexpr std::array<SortColumn, 6> sortColumns{{{"name", "t.name"},
                                                 {"email", "t.email"},
                                                 {"role", "t.role"},
                                                 {"status", "t.status"},
                                                 {"createdAt", "t.created_at"},
                                                 {"lastSeenAt", "coalesce(t.last_seen_at, 0)"}}};
constexpr std::int64_t countedExactly = 100'000;

struct Query {
    std::string sort;         // as asked for: what a cursor belongs to
    std::string_view column;  // its expression
    bool descending = false;
    kernel::PageRequest page;
    report::Filter filter;
};

Result<Query> queryOf(const contract::ListRequest& request) {
    Query query;
    query.sort = request.sort.value_or("name");
    query.descending = query.sort.starts_with('-');
    const std::string_view field = std::string_view(query.sort).substr(query.descending ? 1 : 0);
    const auto* found =
        std::find_if(sortColumns.begin(), sortColumns.end(), [&](const SortColumn& c) { return c.field == field; });
    if (found == sortColumns.end()) {
        Error error{ErrorCode::invalid, "The list cannot be sorted like this.", {}, {}, {}};
        error.fields.push_back({"/sort", "must be one of: name, email, role, status, createdAt, lastSeenAt"});
        return fail(std::move(error));
    }
    query.column = found->sql;
    STEWARD_TRY(query.page, kernel::pageOf(request.limit, request.cursor, query.sort));
    STEWARD_TRY(query.filter, report::parseFilter(request.filter.value_or("")));
    return query;
}

Result<UserPage> run(sql::Connection& db, const sql::TenantScope& scope, const Query& query, Time now,
                     const std::stop_token& stop) {
    const report::Dataset& dataset = *report::findDataset("users");
    STEWARD_TRY(auto condition, report::filterToSql(query.filter, dataset.fields, db.dialect(), {now, "UTC"}));
    std::string from = " FROM " + dataset.table;
    for (const auto& join : dataset.joins)
        if (std::find(condition.joins.begin(), condition.joins.end(), join.name) != condition.joins.end())
            from += " " + join.sql;
    from += " WHERE :tenant(" + dataset.tenantColumn + ") AND (" + condition.text + ")";

    UserPage page;
    const std::string count =
        "SELECT count(*) FROM (SELECT 1" + from + " LIMIT " + std::to_string(countedExactly + 1) + ") counted";
    STEWARD_TRY(const auto counted, db.query(sql::tenantOwned(count), scope, condition.parameters, stop));
    page.total = std::min(counted[0].integer(0), countedExactly);
    page.totalIsExact = counted[0].integer(0) <= countedExactly;

    const std::string column(query.column);
    const std::string direction = query.descending ? " DESC" : "";
    std::string text = "SELECT " + sql::columnList<domain::User>("t.") + ", " + column + " AS sort_key" + from;
    if (query.page.after) {
        const auto first = condition.parameters.size() + 1;
        condition.parameters.push_back(kernel::toSql(query.page.after->key));
        condition.parameters.emplace_back(query.page.after->id);
        text += " AND (" + column + ", t.id) " + (query.descending ? "<" : ">") + " (?" + std::to_string(first) +
                ", ?" + std::to_string(first + 1) + ")";
    }
    text += " ORDER BY " + column + direction + ", t.id" + direction + " LIMIT " + std::to_string(query.page.limit + 1);
    STEWARD_TRY(const auto rows, db.query(sql::tenantOwned(text), scope, condition.parameters, stop));
    STEWARD_TRY(page.items, sql::readAll<domain::User>(rows));
    if (std::int64_t(page.items.size()) > query.page.limit) {
        page.items.pop_back();
        const auto last = page.items.size() - 1;
        page.nextCursor =
            kernel::spellCursor({query.sort, kernel::toKey(rows[last].cell("sort_key")), page.items.back().id});
    }
    return page;
}

}  // namespace

Async<UserPage> UserDirectory::list(sql::TenantScope scope, contract::ListRequest request, Time now,
                                    std::stop_token stop) {
    STEWARD_CO_TRY(const Query query, queryOf(request));
    const auto select = [=](sql::Connection& db) { return run(db, scope, query, now, stop); };
    co_return co_await database_.read(select);
}

Async<domain::User> UserDirectory::get(sql::TenantScope scope, std::string id) {
    const auto select = [=](sql::Connection& db) -> Result<domain::User> {
        static const std::string text =
            "SELECT " + sql::columnList<domain::User>() + " FROM users WHERE :tenant(tenant_id) AND id = ?1";
        STEWARD_TRY(const auto rows, db.query(sql::tenantOwned(text), scope, {id}));
        if (rows.empty()) return fail(ErrorCode::notFound, "There is no such user.");
        return sql::readInto<domain::User>(rows[0]);
    };
    co_return co_await database_.read(select);
}

}  // namespace steward::identity
