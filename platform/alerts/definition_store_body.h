// What definition_store.h declares, for the files that keep kinds of entities with it.
#pragma once

#include <algorithm>

#include "alerts/definition_store.h"
#include "kernel/paging.h"
#include "report/filter.h"
#include "report/list_dataset.h"
#include "sql/mapping.h"

namespace steward::alerts {
namespace detail {

using sql::tenantOwned;
using sql::TenantScope;

inline constexpr std::int64_t countedExactly = 10'000;
inline const TenantScope everybody = TenantScope::all();

template <class T>
struct Listed {
    static constexpr std::string_view list = Defined<T>::list;
    static constexpr std::string_view sort = "name";
    static constexpr bool isComputed(std::string_view name) {
        return std::ranges::find(Defined<T>::computed, name) != Defined<T>::computed.end();
    }
};

// Members that have a column.
template <class T>
std::string columns(std::string_view prefix = {}) {
    std::string list;
    boost::mp11::mp_for_each<Members<T>>([&](auto d) {
        if (Listed<T>::isComputed(d.name)) return;
        list.append(list.empty() ? "" : ", ").append(prefix).append(sql::columnName(d.name));
    });
    return list;
}

template <class T>
std::string tableOf() {
    return std::string(Defined<T>::table);
}

template <class T>
Result<std::optional<T>> only(const Result<sql::Rows>& rows) {
    if (!rows) return fail(rows.error());
    if (rows->empty()) return std::optional<T>();
    STEWARD_TRY(auto found, sql::readInto<T>((*rows)[0]));
    return std::optional(std::move(found));
}

inline tl::unexpected<Error> refused(std::string path, std::string message, std::string detail = {}) {
    return fail(Error{ErrorCode::invalid,
                      "The list cannot be read.",
                      std::move(detail),
                      {},
                      {{std::move(path), std::move(message)}}});
}

// What a list is sorted by: rows without a value come first.
inline Result<std::string> sortColumn(const report::Dataset& dataset, std::string_view name, sql::Dialect dialect) {
    const auto* field = dataset.find(name);
    if (!field || field->role != report::Role::dimension) {
        std::string choices;
        for (const auto& one : dataset.fields)
            if (one.role == report::Role::dimension) choices += (choices.empty() ? "" : ", ") + one.name;
        return refused("/sort", "must be one of: " + choices);
    }
    const bool isText = field->type == report::FieldType::text || field->type == report::FieldType::enumeration;
    return "coalesce(" + field->expression(dialect) + (isText ? ", '')" : ", 0)");
}

}  // namespace detail

template <class T>
Result<std::optional<T>> findDefinition(sql::Connection& db, const sql::TenantScope& scope, const std::string& id) {
    static const std::string text =
        "SELECT " + detail::columns<T>() + " FROM " + detail::tableOf<T>() + " WHERE :tenant(tenant_id) AND id = ?1";
    return detail::only<T>(db.query(sql::tenantOwned(text), scope, {id}));
}

template <class T>
Result<std::optional<T>> definitionCalled(sql::Connection& db, const std::string& tenantId, const std::string& name) {
    static const std::string text =
        "SELECT " + detail::columns<T>() + " FROM " + detail::tableOf<T>() +
        " WHERE :tenant(tenant_id) AND tenant_id = ?1 AND name = ?2 AND removed = 0 ORDER BY id LIMIT 1";
    return detail::only<T>(db.query(sql::tenantOwned(text), detail::everybody, {tenantId, name}));
}

template <class T>
Result<std::int64_t> countOf(sql::Connection& db, const std::string& tenantId) {
    static const std::string text =
        "SELECT count(*) FROM " + detail::tableOf<T>() + " WHERE :tenant(tenant_id) AND tenant_id = ?1 AND removed = 0";
    STEWARD_TRY(const auto rows, db.query(sql::tenantOwned(text), detail::everybody, {tenantId}));
    return rows[0].integer(0);
}

template <class T>
Result<std::vector<T>> allDefinitions(sql::Connection& db) {
    static const std::string text = "SELECT " + detail::columns<T>() + " FROM " + detail::tableOf<T>() +
                                    " WHERE :tenant(tenant_id) AND removed = 0 ORDER BY id";
    STEWARD_TRY(const auto rows, db.query(sql::tenantOwned(text), detail::everybody));
    return sql::readAll<T>(rows);
}

template <class T>
Result<> eachDefinition(sql::Connection& db, const sql::TenantScope& scope, const report::SqlCondition& tenants,
                        const std::function<Result<>(const std::string& slug, const T& definition)>& onEach) {
    const std::string text = "SELECT coalesce(t.slug, ''), " + detail::columns<T>("d.") + " FROM " +
                             detail::tableOf<T>() +
                             " d LEFT JOIN tenants t ON t.id = d.tenant_id"
                             " WHERE :tenant(d.tenant_id) AND d.removed = 0 AND (d.tenant_id = '' OR (" +
                             tenants.text + "))";
    return db.each(sql::tenantOwned(text), scope, tenants.parameters, [&](const sql::Row& row) -> Result<> {
        STEWARD_TRY(const T definition, sql::readInto<T>(row));
        return onEach(std::string(row.text(0)), definition);
    });
}

template <class T>
Result<std::vector<T>> definitionsByFilter(sql::Connection& db, const sql::TenantScope& scope,
                                           const std::string& filter, Time now, const std::string& afterId,
                                           std::size_t limit) {
    const report::Dataset& dataset = *report::findListDataset(Defined<T>::list);
    STEWARD_TRY(const auto parsed, report::parseFilter(filter));
    STEWARD_TRY(const auto condition, report::filterToSql(parsed, dataset.fields, db.dialect(), {.now = now}, 3));
    const std::string text = "SELECT " + detail::columns<T>("t.") + " FROM " + dataset.table +
                             " WHERE t.id > ?1 AND :tenant(t.tenant_id) AND (" + condition.text +
                             ") ORDER BY t.id LIMIT ?2";
    std::vector<sql::Value> values{afterId, limit};
    values.insert(values.end(), condition.parameters.begin(), condition.parameters.end());
    STEWARD_TRY(const auto rows, db.query(sql::tenantOwned(text), scope, values));
    return sql::readAll<T>(rows);
}

template <class T>
Result<> insertDefinition(sql::Connection& db, const T& definition) {
    std::vector<sql::Value> values;
    std::string marks;
    eachMember(definition, [&](std::string_view name, const auto& member) {
        if (detail::Listed<T>::isComputed(name)) return;
        values.push_back(sql::detail::toColumn(member));
        marks += (marks.empty() ? "?" : ", ?") + std::to_string(values.size());
    });
    const std::string text =
        "INSERT INTO " + detail::tableOf<T>() + " (" + detail::columns<T>() + ") VALUES (" + marks + ")";
    STEWARD_CHECK(db.execute(sql::tenantOwned(text), detail::everybody, values));
    return {};
}

template <class T>
Result<> updateDefinition(sql::Connection& db, const T& definition) {
    std::vector<sql::Value> values{definition.id, definition.version, definition.changedAt};
    std::string setting = "version = ?2, changed_at = ?3";
    eachMember(definition, [&](std::string_view name, const auto& member) {
        if (std::ranges::find(patchable<T>(), name) == patchable<T>().end()) return;
        values.push_back(sql::detail::toColumn(member));
        setting += ", " + sql::columnName(name) + " = ?" + std::to_string(values.size());
    });
    const std::string text = "UPDATE " + detail::tableOf<T>() + " SET " + setting +
                             " WHERE :tenant(tenant_id) AND id = ?1 AND version = ?2 - 1";
    STEWARD_TRY(const auto changed, db.execute(sql::tenantOwned(text), detail::everybody, values));
    if (changed == 1) return {};
    return fail(ErrorCode::conflict,
                "The " + std::string(Defined<T>::noun) + " was changed by somebody else. Nothing was changed.");
}

template <class T>
Result<contract::Page<T>> listOf(sql::Connection& db, const sql::TenantScope& scope,
                                 const contract::ListRequest& request, Time now, std::stop_token stop) {
    const report::Dataset& dataset = *report::findListDataset(detail::Listed<T>::list);
    const std::string sort = request.sort.value_or(std::string(detail::Listed<T>::sort));
    const bool descending = sort.starts_with('-');
    STEWARD_TRY(const std::string column,
                detail::sortColumn(dataset, std::string_view(sort).substr(descending ? 1 : 0), db.dialect()));
    STEWARD_TRY(const auto page, kernel::pageOf(request, sort));
    auto condition = report::parseFilter(request.filter.value_or("")).and_then([&](const report::Filter& filter) {
        return report::filterToSql(filter, dataset.fields, db.dialect(), {.now = now});
    });
    if (!condition) return detail::refused("/filter", condition.error().message, condition.error().detail);

    const std::string from = " FROM " + dataset.table + " WHERE :tenant(t.tenant_id) AND (" + condition->text + ")";
    const std::string counting =
        "SELECT count(*) FROM (SELECT 1" + from + " LIMIT " + std::to_string(detail::countedExactly + 1) + ") counted";
    auto values = condition->parameters;
    STEWARD_TRY(const auto counted, db.query(sql::tenantOwned(counting), scope, values, stop));
    contract::Page<T> reply;
    reply.total = std::min(counted[0].integer(0), detail::countedExactly);
    reply.totalIsExact = counted[0].integer(0) <= detail::countedExactly;

    std::string text = "SELECT " + detail::columns<T>("t.") + ", " + column + " AS sort_key" + from;
    if (page.after) {
        values.push_back(kernel::toSql(page.after->key));
        values.emplace_back(page.after->id);
        text += " AND (" + column + ", t.id) " + (descending ? "<" : ">") + " (?" + std::to_string(values.size() - 1) +
                ", ?" + std::to_string(values.size()) + ")";
    }
    const std::string direction = descending ? " DESC" : "";
    text += " ORDER BY " + column + direction + ", t.id" + direction + " LIMIT " + std::to_string(page.limit + 1) +
            " OFFSET " + std::to_string(page.skip);
    STEWARD_TRY(const auto rows, db.query(sql::tenantOwned(text), scope, values, stop));
    STEWARD_TRY(reply.items, sql::readAll<T>(rows));
    if (std::ssize(reply.items) > page.limit) {
        reply.items.pop_back();
        const auto last = reply.items.size() - 1;
        reply.nextCursor =
            kernel::spellCursor({sort, kernel::toKey(rows[last].cell("sort_key")), reply.items[last].id});
    }
    return reply;
}

// What a file that has included this keeps.
#define STEWARD_DEFINED(T)                                                                                             \
    template Result<std::optional<T>> findDefinition<T>(sql::Connection&, const sql::TenantScope&,                     \
                                                        const std::string&);                                           \
    template Result<std::optional<T>> definitionCalled<T>(sql::Connection&, const std::string&, const std::string&);   \
    template Result<std::int64_t> countOf<T>(sql::Connection&, const std::string&);                                    \
    template Result<std::vector<T>> allDefinitions<T>(sql::Connection&);                                               \
    template Result<> eachDefinition<T>(sql::Connection&, const sql::TenantScope&, const report::SqlCondition&,        \
                                        const std::function<Result<>(const std::string&, const T&)>&);                 \
    template Result<std::vector<T>> definitionsByFilter<T>(sql::Connection&, const sql::TenantScope&,                  \
                                                           const std::string&, Time, const std::string&, std::size_t); \
    template Result<> insertDefinition<T>(sql::Connection&, const T&);                                                 \
    template Result<> updateDefinition<T>(sql::Connection&, const T&);                                                 \
    template Result<contract::Page<T>> listOf<T>(sql::Connection&, const sql::TenantScope&,                            \
                                                 const contract::ListRequest&, Time, std::stop_token);

}  // namespace steward::alerts
