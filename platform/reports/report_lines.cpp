#include "reports/report_lines.h"

#include "contract/lines.h"
#include "domain/access.h"
#include "domain/audit.h"
#include "domain/tenant.h"
#include "report/runner.h"
#include "report/schema.h"
#include "sql/mapping.h"

namespace steward::reports {
namespace {

using contract::LineColumn;

std::string lineOf(const report::Line& line) {
    std::string text = "[";
    json::append(text, line.kind);
    text += ',';
    json::append(text, line.keys);
    text += ',';
    json::append(text, line.cells);
    text += ']';
    return text;
}

std::vector<LineColumn> lineColumns(const std::vector<report::Column>& columns) {
    std::vector<LineColumn> list;
    for (const auto& column : columns)
        list.push_back({column.key, column.title, std::string(enumName(column.type))});
    return list;
}

report::RunOptions optionsOf(const LinesRequest& request, std::stop_token stop) {
    return {.scope = request.scope,
            .dataAsOf = request.now,
            .stop = std::move(stop),
            .maximumCells = static_cast<std::size_t>(request.limits.mostCells)};
}

struct UserRow {
    std::string id, tenantId, name, email, role, status;
    Time createdAt{};
    std::optional<Time> lastSeenAt;
    std::int64_t version = 0;
};
STEWARD_DESCRIBE(UserRow, (id, tenantId, name, email, role, status, createdAt, lastSeenAt, version))

struct UsageRow {
    std::string tenantId;
    std::int64_t day = 0;
    std::string metric;
    std::int64_t quantity = 0;
};
STEWARD_DESCRIBE(UsageRow, (tenantId, day, metric, quantity))

struct SubscriptionMonthRow {
    std::string tenantId;
    std::int64_t month = 0;
    std::string plan, region, billingInterval, status, currency;
    std::int64_t mrrMinor = 0, newMrrMinor = 0, churnedMrrMinor = 0, paidSeats = 0, discountMinor = 0;
};
STEWARD_DESCRIBE(SubscriptionMonthRow, (tenantId, month, plan, region, billingInterval, status, currency, mrrMinor,
                                        newMrrMinor, churnedMrrMinor, paidSeats, discountMinor))

// The table behind a dataset, with the columns that a snapshot has of it.
struct SnapshotTable {
    std::string_view dataset;
    std::string table;
    std::string tenantColumn;
    std::string order;
    std::vector<LineColumn> columns;
};

// A table has grown since; the offline store has the columns that reports read.
bool isKeptOffline(std::string_view table, const std::string& column) {
    const auto script = std::ranges::find(report::schema::tables, table, &report::schema::TableScript::name);
    return script != report::schema::tables.end() &&
           script->script.find("\n    " + column + " ") != std::string_view::npos;
}

template <class T>
SnapshotTable snapshotTable(std::string_view dataset, std::string table, std::string tenantColumn, std::string order) {
    SnapshotTable out{dataset, std::move(table), std::move(tenantColumn), std::move(order), {}};
    boost::mp11::mp_for_each<Members<T>>([&](auto d) {
        using Member = std::remove_cvref_t<decltype(std::declval<T>().*d.pointer)>;
        constexpr bool isNumber =
            std::is_integral_v<Member> || std::is_same_v<Member, Time> || std::is_same_v<Member, std::optional<Time>>;
        const std::string name = sql::columnName(d.name);
        if (!isKeptOffline(out.table, name)) return;
        out.columns.push_back({name, name, isNumber ? "integer" : "text"});
    });
    return out;
}

const SnapshotTable* findTable(std::string_view dataset) {
    static const std::vector<SnapshotTable> tables{
        snapshotTable<domain::Tenant>("tenants", "tenants", "id", "id"),
        snapshotTable<UserRow>("users", "users", "tenant_id", "id"),
        snapshotTable<UsageRow>("usage", "usage", "tenant_id", "tenant_id, day, metric"),
        snapshotTable<SubscriptionMonthRow>("subscriptions", "subscription_months", "tenant_id", "tenant_id, month"),
        snapshotTable<domain::AuditEntry>("audit", "audit", "tenant_id", "seq")};
    const auto found = std::ranges::find(tables, dataset, &SnapshotTable::dataset);
    return found == tables.end() ? nullptr : &*found;
}

}  // namespace

Result<> writeGroups(sql::Connection& connection, const report::Definition& definition, const LinesRequest& request,
                     LineSink& sink, std::stop_token stop) {
    STEWARD_TRY(report::Report result, report::run(connection, definition, optionsOf(request, std::move(stop))));
    const auto lines = std::exchange(result.table.lines, {});
    contract::LinesHeader header;
    header.dataset = definition.dataset;
    for (const auto* part : {&result.table.rows, &result.table.columns, &result.table.measures}) {
        const auto columns = lineColumns(*part);
        header.columns.insert(header.columns.end(), columns.begin(), columns.end());
    }
    header.rows = static_cast<std::int64_t>(lines.size());
    header.dataTime = result.truth.dataAsOf;
    header.table = json::toValue(result.table);
    kernel::LinesWriter out(sink, request.requestId);
    STEWARD_CHECK(out.begin(header));
    for (const auto& line : lines)
        STEWARD_CHECK(out.row(lineOf(line)));
    return out.end({}, json::toValue(result.truth));
}

Result<> writeUnderlyingRows(sql::Connection& connection, const report::Definition& definition,
                             const LinesRequest& request, LineSink& sink, std::stop_token stop) {
    kernel::LinesWriter out(sink, request.requestId);
    const report::RowReader reader{
        [&](const std::vector<report::Column>& columns, std::int64_t rows) -> Result<> {
            STEWARD_CHECK(checkRows(rows, request.limits));
            return out.begin({definition.dataset, lineColumns(columns), rows, request.now, std::nullopt});
        },
        [&](const sql::Row& row) { return out.row(row); }};
    const auto truth = report::readRows(connection, definition, optionsOf(request, std::move(stop)), reader);
    if (!truth) return out.end(fail(truth.error()));
    return out.end({}, json::toValue(*truth));
}

Result<> writeSnapshot(sql::Connection& connection, std::string_view dataset, const LinesRequest& request,
                       LineSink& sink, std::stop_token stop) {
    const auto* table = findTable(dataset);
    if (!table) return fail(ErrorCode::notFound, "There is no such dataset.");
    std::string columns;
    for (const auto& column : table->columns)
        columns += (columns.empty() ? "" : ", ") + column.name;
    const std::string from = " FROM " + table->table + " WHERE :tenant(" + table->tenantColumn + ")";
    const std::string counting = "SELECT count(*)" + from;
    const std::string reading = "SELECT " + columns + from + " ORDER BY " + table->order;

    STEWARD_TRY(const auto moment, connection.readTransaction());
    STEWARD_TRY(const auto count, connection.query(sql::tenantOwned(counting), request.scope, {}, stop));
    kernel::LinesWriter out(sink, request.requestId);
    STEWARD_CHECK(out.begin({std::string(dataset), table->columns, count[0].integer(0), request.now, std::nullopt}));
    return out.end(connection.each(
        sql::tenantOwned(reading), request.scope, {}, [&](const sql::Row& row) { return out.row(row); }, stop));
}

}  // namespace steward::reports
