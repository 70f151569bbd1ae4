#include "tenancy/tenant_list.h"

#include "domain/tenant.h"
#include "kernel/paging.h"
#include "report/dataset.h"
#include "report/filter.h"
#include "sql/mapping.h"
#include "tenancy/row_json.h"

namespace steward::tenancy {
namespace {

struct Order {
    std::string sort;  // as in the request
    std::string key;   // its expression
    bool descending = false;
};

tl::unexpected<Error> refused(std::string path, std::string message, std::string detail = {}) {
    return fail(Error{ErrorCode::invalid,
                      "The list cannot be read.",
                      std::move(detail),
                      {},
                      {{std::move(path), std::move(message)}}});
}

Result<Order> orderOf(const std::optional<std::string>& sort) {
    Order order{sort.value_or("name"), {}, false};
    std::string_view name = order.sort;
    if (name.starts_with('-')) {
        order.descending = true;
        name.remove_prefix(1);
    }
    const auto* field = report::findDataset("tenants")->find(name == "mrrMinor" ? "mrr" : name);
    if (!field || field->role == report::Role::filter || name == "tags")
        return refused("/sort", "tenants cannot be sorted by " + std::string(name));
    order.key = name == "renewsAt" ? "coalesce(t.renews_at, 0)" : field->sql;
    return order;
}

Result<report::SqlCondition> conditionOf(const std::optional<std::string>& filter, sql::Dialect dialect, Time now) {
    auto condition = report::parseFilter(filter.value_or("")).and_then([&](const report::Filter& parsed) {
        return report::filterToSql(parsed, report::findDataset("tenants")->fields, dialect, {.now = now});
    });
    if (!condition) return refused("/filter", condition.error().message, condition.error().detail);
    return condition;
}

// How many tenants fulfil the condition: an expression, computed once with the page.
std::string totalOf(const sql::TenantScope& scope, const report::SqlCondition& condition) {
    if (scope.isAll() && condition.text == report::findDataset("tenants")->shown())
        return "(SELECT tenants FROM tenant_count)";
    return "(SELECT count(*) FROM tenants t WHERE :tenant(t.id) AND " + condition.text + ")";
}

}  // namespace

Result<std::string> listTenants(sql::Connection& connection, const sql::TenantScope& scope,
                                const contract::ListRequest& request, Time now, std::stop_token stop) {
    STEWARD_TRY(const Order order, orderOf(request.sort));
    STEWARD_TRY(const auto page, kernel::pageOf(request, order.sort));
    STEWARD_TRY(auto condition, conditionOf(request.filter, connection.dialect(), now));
    const std::string total = totalOf(scope, condition);

    static const std::string columns = sql::columnList<domain::Tenant>("t.");
    const char* direction = order.descending ? " DESC" : "";
    std::string text = "SELECT " + columns + ", " + order.key + ", " + total +
                       " FROM tenants t WHERE :tenant(t.id) AND " + condition.text;
    auto& values = condition.parameters;
    const auto counted = values;
    const auto parameter = [&](sql::Value value) {
        values.push_back(std::move(value));
        return "?" + std::to_string(values.size());
    };
    if (page.after) {
        const std::string key = parameter(kernel::toSql(page.after->key));
        const std::string id = parameter(page.after->id);
        text += " AND (" + order.key + ", t.id) " + (order.descending ? "<" : ">") + " (" + key + ", " + id + ")";
    }
    text += " ORDER BY " + order.key + direction + ", t.id" + direction + " LIMIT " + parameter(page.limit + 1);
    if (page.skip > 0) text += " OFFSET " + parameter(page.skip);

    constexpr std::size_t bytesOfTenant = 720;
    std::string out;
    out.reserve(static_cast<std::size_t>(page.limit) * bytesOfTenant + 256);
    out += "{\"items\":[";
    std::int64_t rows = 0;
    std::int64_t matching = 0;
    kernel::Cursor last{order.sort, nullptr, {}};
    STEWARD_CHECK(connection.each(
        sql::few(sql::tenantOwned(text)), scope, values,
        [&](const sql::Row& row) {
            if (++rows > page.limit) return;
            if (rows > 1) out += ',';
            appendRow<domain::Tenant>(out, row);
            if (rows == 1) matching = row.integer(row.size() - 1);
            if (rows < page.limit) return;
            last.key = kernel::toKey(row.cell(row.size() - 2));
            last.id = row.text(0);
        },
        stop));
    if (rows == 0 && !page.isFirst()) {  // the end of a list that has become shorter
        const std::string counting = "SELECT " + total;
        STEWARD_TRY(const auto left, connection.query(sql::tenantOwned(counting), scope, counted, std::move(stop)));
        matching = left[0].integer(0);
    }
    out += ']';
    if (rows > page.limit) {
        out += ",\"nextCursor\":";
        json::appendString(out, kernel::spellCursor(last));
    }
    out += ",\"total\":" + std::to_string(matching) + ",\"totalIsExact\":true}";
    return out;
}

}  // namespace steward::tenancy
