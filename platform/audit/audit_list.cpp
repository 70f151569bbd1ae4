#include "audit/audit_list.h"

#include <algorithm>

#include "audit/audit_store.h"
#include "kernel/paging.h"
#include "report/dataset.h"
#include "report/filter.h"

namespace steward::audit {
namespace {

tl::unexpected<Error> refused(std::string path, std::string message, std::string detail = {}) {
    return fail(Error{ErrorCode::invalid,
                      "The list cannot be read.",
                      std::move(detail),
                      {},
                      {{std::move(path), std::move(message)}}});
}

}  // namespace

Result<contract::Page<domain::AuditEntry>> listEntries(sql::Connection& connection, const sql::TenantScope& scope,
                                                       const contract::ListRequest& request, Time now,
                                                       std::stop_token stop) {
    const auto& dataset = *report::findDataset("audit");
    const std::string sort = request.sort.value_or("-seq");
    if (sort != "-seq" && sort != "seq") return refused("/sort", "must be one of: -seq, seq");
    STEWARD_TRY(const auto page, kernel::pageOf(request, sort));
    auto condition = report::parseFilter(request.filter.value_or("")).and_then([&](const report::Filter& filter) {
        return report::filterToSql(filter, dataset.fields, connection.dialect(), {.now = now});
    });
    if (!condition) return refused("/filter", condition.error().message, condition.error().detail);

    std::string from = " FROM audit t";
    for (const auto& join : dataset.joins)
        if (std::ranges::find(condition->joins, join.name) != condition->joins.end()) from += " " + join.sql;
    from += " WHERE :tenant(t.tenant_id) AND " + condition->text;
    auto values = condition->parameters;
    const std::string counting = "SELECT count(*)" + from;
    STEWARD_TRY(const auto count, connection.query(sql::tenantOwned(counting), scope, values, stop));

    const bool newestFirst = sort == "-seq";
    std::string reading = "SELECT " + entryColumns("t.") + from;
    if (page.after) {
        values.push_back(kernel::toSql(page.after->key));
        reading += std::string(" AND t.seq ") + (newestFirst ? "<" : ">") + " ?" + std::to_string(values.size());
    }
    values.emplace_back(page.limit + 1);
    reading +=
        std::string(" ORDER BY t.seq") + (newestFirst ? " DESC" : "") + " LIMIT ?" + std::to_string(values.size());
    if (page.skip > 0) {
        values.emplace_back(page.skip);
        reading += " OFFSET ?" + std::to_string(values.size());
    }

    contract::Page<domain::AuditEntry> reply{{}, std::nullopt, count[0].integer(0), true};
    STEWARD_CHECK(connection.each(
        sql::few(sql::tenantOwned(reading)), scope, values,
        [&](const sql::Row& row) -> Result<> {
            if (static_cast<std::int64_t>(reply.items.size()) == page.limit) {
                const auto& last = reply.items.back();
                reply.nextCursor = kernel::spellCursor({sort, last.seq, last.id});
                return {};
            }
            STEWARD_TRY(auto entry, readEntry(row));
            reply.items.push_back(std::move(entry));
            return {};
        },
        std::move(stop)));
    return reply;
}

}  // namespace steward::audit
