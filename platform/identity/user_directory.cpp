#include "identity/user_directory.h"

#include <algorithm>
#include <array>

#include "kernel/paging.h"
#include "report/dataset.h"
#include "report/filter.h"
#include "sql/mapping.h"
#include "sql/text_match.h"

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
    STEWARD_TRY(query.page, kernel::pageOf(request, query.sort));
    STEWARD_TRY(query.filter, report::parseFilter(request.filter.value_or("")));
    return query;
}

// What is looked for in the texts of users, for MATCH; empty when nothing is, or three letters are not reached.
std::string trigramsOf(const report::Filter& filter) {
    for (const auto& condition : filter.conditions)
        if (condition.field == "search" && condition.op == report::Operator::contains)
            return sql::trigramsOf({condition.values.at(0)});
    return {};
}

// The index of trigrams leads to few users at once, and to many slower than the list in its order does.
Result<bool> leadsToFew(sql::Connection& db, const std::string& trigrams, const std::stop_token& stop) {
    STEWARD_TRY(const auto rows, db.query("SELECT count(*) FROM (SELECT 1 FROM user_trigrams"
                                          " WHERE user_trigrams MATCH ?1 LIMIT 5001) found",
                                          {trigrams}, stop));
    return rows[0].integer(0) <= 5000;
}

struct Selection {
    std::string text;  // FROM … WHERE …
    std::vector<sql::Value> parameters;
};

Result<Selection> selectionOf(sql::Connection& db, const Query& query, Time now, const std::stop_token& stop) {
    const report::Dataset& dataset = *report::findDataset("users");
    report::FilterContext context{now, "UTC"};
    if (const auto trigrams = trigramsOf(query.filter); db.dialect() == sql::Dialect::sqlite && !trigrams.empty()) {
        STEWARD_TRY(context.trigrams, leadsToFew(db, trigrams, stop));
    }
    STEWARD_TRY(auto condition, report::filterToSql(query.filter, dataset.fields, db.dialect(), context));
    Selection selection{" FROM " + dataset.table, std::move(condition.parameters)};
    for (const auto& join : dataset.joins)
        if (std::ranges::find(condition.joins, join.name) != condition.joins.end()) selection.text += " " + join.sql;
    selection.text += " WHERE :tenant(" + dataset.tenantColumn + ") AND (" + condition.text + ")";
    return selection;
}

// The whole list is counted to its end when it is opened, everything else so far that a scroll bar has a size.
Result<> count(sql::Connection& db, const sql::TenantScope& scope, const Query& query, const Selection& selection,
               UserPage& page, const std::stop_token& stop) {
    const bool whole = query.filter.isEmpty() && query.page.isFirst();
    const std::string limit = whole ? "" : " LIMIT " + std::to_string(countedExactly + 1);
    const std::string text = "SELECT count(*) FROM (SELECT 1" + selection.text + limit + ") counted";
    STEWARD_TRY(const auto counted, db.query(sql::tenantOwned(text), scope, selection.parameters, stop));
    page.totalIsExact = whole || counted[0].integer(0) <= countedExactly;
    page.total = page.totalIsExact ? counted[0].integer(0) : countedExactly;
    return {};
}

}  // namespace

Result<UserPage> listUsers(sql::Connection& db, const sql::TenantScope& scope, const contract::ListRequest& request,
                           Time now, const std::stop_token& stop) {
    STEWARD_TRY(const Query query, queryOf(request));
    STEWARD_TRY(const Selection selection, selectionOf(db, query, now, stop));
    auto parameters = selection.parameters;
    const auto parameter = [&](sql::Value value) {
        parameters.push_back(std::move(value));
        return "?" + std::to_string(parameters.size());
    };
    const std::string column(query.column);
    const std::string direction = query.descending ? " DESC" : "";
    const std::string order = " ORDER BY " + column + direction + ", t.id" + direction;
    std::string rest = selection.text;
    if (query.page.after) {
        const std::string key = parameter(kernel::toSql(query.page.after->key));
        const std::string id = parameter(query.page.after->id);
        rest += " AND (" + column + ", t.id) " + (query.descending ? "<" : ">") + " (" + key + ", " + id + ")";
    }
    rest += order + " LIMIT " + parameter(query.page.limit + 1);
    // What is left out is passed over in an index that holds all it needs; only what is wanted is read whole.
    if (query.page.skip > 0)
        rest = " FROM users t WHERE :tenant(t.tenant_id) AND t.id IN (SELECT t.id" + rest + " OFFSET " +
               parameter(query.page.skip) + ")" + order;
    const std::string text = "SELECT " + sql::columnList<domain::User>("t.") + ", " + column + " AS sort_key" + rest;
    STEWARD_TRY(const auto rows, db.query(sql::tenantOwned(text), scope, parameters, stop));

    UserPage page;
    STEWARD_TRY(page.items, sql::readAll<domain::User>(rows));
    page.total = std::int64_t(page.items.size());
    if (query.page.isFirst() && page.total <= query.page.limit) return page;
    if (page.total > query.page.limit) {
        page.items.pop_back();
        page.nextCursor = kernel::spellCursor(
            {query.sort, kernel::toKey(rows[page.items.size() - 1].cell("sort_key")), page.items.back().id});
    }
    STEWARD_CHECK(count(db, scope, query, selection, page, stop));
    return page;
}

Async<UserPage> UserDirectory::list(sql::TenantScope scope, contract::ListRequest request, Time now,
                                    std::stop_token stop) {
    const auto select = [=](sql::Connection& db) { return listUsers(db, scope, request, now, stop); };
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
