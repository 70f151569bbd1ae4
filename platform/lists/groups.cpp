#include "lists/groups.h"

#include <algorithm>

#include "report/filter.h"
#include "report/list_dataset.h"

namespace steward::lists {
namespace {

constexpr std::int64_t usualGroups = 50, mostGroups = 200;

tl::unexpected<Error> refused(std::string path, std::string message, std::string detail = {}) {
    return fail(Error{ErrorCode::invalid,
                      "The groups cannot be counted.",
                      std::move(detail),
                      {},
                      {{std::move(path), std::move(message)}}});
}

const report::Dataset& datasetOf(contract::ListName list) {
    return *report::findListDataset(enumName(list));
}

Result<report::SqlCondition> conditionOf(const report::Dataset& dataset, const std::string& filter,
                                         sql::Dialect dialect, Time now) {
    auto condition = report::parseFilter(filter).and_then([&](const report::Filter& parsed) {
        return report::filterToSql(parsed, dataset.fields, dialect, {.now = now});
    });
    if (!condition) return refused("/filter", condition.error().message, condition.error().detail);
    return condition;
}

bool isGroup(const report::Field* field) {
    using enum report::FieldType;
    return field && field->role == report::Role::dimension && (field->type == text || field->type == enumeration);
}

}  // namespace

Result<contract::Groups> countGroups(sql::Connection& connection, const sql::TenantScope& scope,
                                     const contract::GroupsRequest& request, Time now, std::stop_token stop) {
    const report::Dataset& dataset = datasetOf(request.list);
    const report::Field* field = dataset.find(request.by);
    if (!isGroup(field)) return refused("/by", "must be a field of the list with texts");
    const std::int64_t limit = request.limit.value_or(usualGroups);
    if (limit < 1 || limit > mostGroups) return refused("/limit", "must be from 1 to 200");
    STEWARD_TRY(auto condition, conditionOf(dataset, request.filter.value_or(""), connection.dialect(), now));
    condition.joins.insert(condition.joins.end(), field->joins.begin(), field->joins.end());

    std::string from = " FROM " + dataset.table;
    for (const auto& join : dataset.joins)
        if (std::ranges::find(condition.joins, join.name) != condition.joins.end()) from += " " + join.sql;
    from += " WHERE :tenant(" + dataset.tenantColumn + ") AND " + condition.text;
    const std::string counting = "SELECT count(*)" + from;
    STEWARD_TRY(const auto total, connection.query(sql::tenantOwned(counting), scope, condition.parameters, stop));

    const std::string& value = field->expression(connection.dialect());
    auto values = condition.parameters;
    values.emplace_back(limit + 1);
    const std::string grouping = "SELECT coalesce(" + value + ", '') AS grouped, count(*) AS counted" + from +
                                 " GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ?" + std::to_string(values.size());
    contract::Groups groups{{}, total[0].integer(0), true};
    STEWARD_CHECK(connection.each(
        sql::few(sql::tenantOwned(grouping)), scope, values,
        [&](const sql::Row& row) {
            groups.complete = std::ssize(groups.items) < limit;
            if (groups.complete) groups.items.push_back({std::string(row.text(0)), row.integer(1)});
        },
        std::move(stop)));
    return groups;
}

Result<> checkFilter(contract::ListName list, const std::string& filter, sql::Dialect dialect, Time now) {
    STEWARD_TRY([[maybe_unused]] const auto condition, conditionOf(datasetOf(list), filter, dialect, now));
    return {};
}

}  // namespace steward::lists
