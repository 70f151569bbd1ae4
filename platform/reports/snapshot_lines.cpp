#include <algorithm>

#include "contract/lines.h"
#include "domain/access.h"
#include "domain/audit.h"
#include "domain/tenant.h"
#include "report/dataset.h"
#include "report/schema.h"
#include "reports/report_lines.h"
#include "sql/mapping.h"

namespace steward::reports {
namespace {

using contract::LineColumn;

// Rows to a chunk, on average: few enough that a day more for each tenant leaves most chunks as they were. And at most,
// whatever the keys are.
constexpr std::uint64_t meanRows = 64;
constexpr std::int64_t mostRows = 16 * 1024;
constexpr std::size_t mostTenants = 1000;
constexpr std::int64_t millisecondsPerDay = 86'400'000;

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
    std::string order;  // its key
    std::string day;    // the column that says of which day a row is; "" where rows are of none
    std::vector<LineColumn> columns;
};

// A table has grown since; the offline store has the columns that reports read.
bool isKeptOffline(std::string_view table, const std::string& column) {
    const auto script = std::ranges::find(report::schema::tables, table, &report::schema::TableScript::name);
    return script != report::schema::tables.end() &&
           script->script.find("\n    " + column + " ") != std::string_view::npos;
}

template <class T>
SnapshotTable snapshotTable(std::string_view dataset, std::string table, std::string tenantColumn, std::string order,
                            std::string day = {}) {
    SnapshotTable out{dataset, std::move(table), std::move(tenantColumn), std::move(order), std::move(day), {}};
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
        snapshotTable<UsageRow>("usage", "usage", "tenant_id", "tenant_id, day, metric", "day"),
        snapshotTable<SubscriptionMonthRow>("subscriptions", "subscription_months", "tenant_id", "tenant_id, month",
                                            "month"),
        snapshotTable<domain::AuditEntry>("audit", "audit", "tenant_id", "seq", "at")};
    const auto found = std::ranges::find(tables, dataset, &SnapshotTable::dataset);
    return found == tables.end() ? nullptr : &*found;
}

std::vector<std::string> keyOf(const SnapshotTable& table) {
    std::vector<std::string> names;
    for (std::size_t at = 0; at < table.order.size();) {
        const auto end = std::min(table.order.find(", ", at), table.order.size());
        names.push_back(table.order.substr(at, end - at));
        at = end + 2;
    }
    return names;
}

Result<std::optional<std::int64_t>> dayOf(const std::optional<std::string>& text, const char* path) {
    if (!text) return std::optional<std::int64_t>();
    const auto time = parseRfc3339(*text + "T00:00:00Z");
    if (!time)
        return fail(Error{ErrorCode::invalid, "The period is not one.", {}, {}, {{path, "must be a day: 2026-11-01"}}});
    return time->time_since_epoch().count() / millisecondsPerDay;
}

struct Condition {
    std::string text;
    std::vector<sql::Value> parameters;
};

Result<Condition> conditionOf(const SnapshotTable& table, const contract::SnapshotChoice& choice) {
    if (choice.tenants.size() > mostTenants)
        return fail(Error{ErrorCode::invalid,
                          "These are too many tenants to choose one by one. Choose all of them.",
                          {},
                          {},
                          {{"/choice/tenants", "must be at most 1000"}}});
    STEWARD_TRY(const auto from, dayOf(choice.from, "/choice/from"));
    STEWARD_TRY(const auto to, dayOf(choice.to, "/choice/to"));
    Condition condition{":tenant(" + table.tenantColumn + ")", {}};
    const auto place = [&](sql::Value value) {
        condition.parameters.push_back(std::move(value));
        return "?" + std::to_string(condition.parameters.size());
    };
    if (!choice.tenants.empty()) {
        std::string list;
        for (const auto& tenant : choice.tenants)
            list += (list.empty() ? "" : ", ") + place(tenant);
        condition.text += " AND " + table.tenantColumn + " IN (" + list + ")";
    }
    const std::int64_t unit = table.day == "at" ? millisecondsPerDay : 1;
    if (!table.day.empty() && from) condition.text += " AND " + table.day + " >= " + place(*from * unit);
    if (!table.day.empty() && to) condition.text += " AND " + table.day + " < " + place((*to + 1) * unit);
    return condition;
}

// FNV-1a: where chunks end is the same on every node and in every version.
std::uint64_t hashOf(std::string_view text) {
    std::uint64_t hash = 0xcbf29ce484222325;
    for (const char c : text)
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
    // The last step of a good mixer; without it the low bits of texts that end alike are alike.
    hash ^= hash >> 33;
    hash *= 0xff51afd7ed558ccd;
    return hash ^ hash >> 33;
}

class Chunks {
public:
    Chunks(kernel::LinesWriter& out, const std::vector<std::string>& key, const std::vector<LineColumn>& columns,
           std::vector<std::string> known)
        : out_(out), known_(std::move(known)) {
        std::ranges::sort(known_);
        for (const auto& name : key)
            key_.push_back(
                static_cast<std::size_t>(std::ranges::find(columns, name, &LineColumn::name) - columns.begin()));
    }

    Result<> row(const sql::Row& row) {
        kernel::appendRow(lines_, row);
        lines_ += '\n';
        ++rows_;
        std::vector<sql::Cell> cells;
        sql::Columns names(key_.size());
        for (const auto column : key_)
            cells.push_back(row.cell(column));
        last_.clear();
        kernel::appendRow(last_, sql::Row(names, cells.data()));
        const bool isEnd = hashOf(last_) % meanRows == 0 || rows_ == mostRows;
        return isEnd ? end() : Result<>();
    }

    Result<> end() {
        if (rows_ == 0) return {};
        contract::LinesChecksum checksum;
        checksum.add(lines_);
        STEWARD_TRY(const auto last, json::parse(last_));
        contract::LinesChunk chunk{checksum.finish().substr(0, contract::chunkDigits), rows_, last, {}};
        const bool isKnown = std::ranges::binary_search(known_, chunk.chunk);
        if (isKnown) chunk.known = true;
        const auto written = out_.chunk(isKnown ? std::string_view() : std::string_view(lines_), chunk);
        lines_.clear();
        rows_ = 0;
        return written;
    }

private:
    kernel::LinesWriter& out_;
    std::vector<std::string> known_;
    std::vector<std::size_t> key_;
    std::string lines_;
    std::string last_;
    std::int64_t rows_ = 0;
};

Result<> write(sql::Connection& connection, const contract::SnapshotRefresh& wanted, bool inChunks,
               const LinesRequest& request, LineSink& sink, const std::stop_token& stop) {
    const auto* table = findTable(wanted.dataset);
    if (!table) return fail(ErrorCode::notFound, "There is no such dataset.");
    STEWARD_TRY(const Condition condition, conditionOf(*table, wanted.choice));
    std::vector<LineColumn> sent = table->columns;
    if (request.withoutPersonal) {
        const auto personal = report::personalColumns(*report::findDataset(table->dataset));
        std::erase_if(sent, [&](const LineColumn& column) { return std::ranges::count(personal, column.name) > 0; });
    }
    std::string columns;
    for (const auto& column : sent)
        columns += (columns.empty() ? "" : ", ") + column.name;
    const std::string from = " FROM " + table->table + " WHERE " + condition.text;
    const std::string counting = "SELECT count(*)" + from;
    const std::string reading = "SELECT " + columns + from + " ORDER BY " + table->order;

    STEWARD_TRY(const auto moment, connection.readTransaction());
    STEWARD_TRY(const auto count,
                connection.query(sql::tenantOwned(counting), request.scope, condition.parameters, stop));
    kernel::LinesWriter out(sink, request.requestId);
    contract::LinesHeader header{wanted.dataset, sent, count[0].integer(0), request.now, std::nullopt};
    if (!inChunks) {
        STEWARD_CHECK(out.begin(header));
        return out.end(connection.each(
            sql::tenantOwned(reading), request.scope, condition.parameters,
            [&](const sql::Row& row) { return out.row(row); }, stop));
    }
    header.key = keyOf(*table);
    header.expiresAt = request.now + request.limits.snapshotLifetime;
    STEWARD_CHECK(out.begin(header));
    Chunks chunks(out, keyOf(*table), sent, wanted.known);
    auto read = connection.each(
        sql::tenantOwned(reading), request.scope, condition.parameters,
        [&](const sql::Row& row) { return chunks.row(row); }, stop);
    if (read) read = chunks.end();
    return out.end(read);
}

}  // namespace

Result<> writeSnapshot(sql::Connection& connection, std::string_view dataset, const LinesRequest& request,
                       LineSink& sink, std::stop_token stop) {
    return write(connection, {std::string(dataset), {}, {}}, false, request, sink, stop);
}

Result<> refreshSnapshot(sql::Connection& connection, const contract::SnapshotRefresh& wanted,
                         const LinesRequest& request, LineSink& sink, std::stop_token stop) {
    return write(connection, wanted, true, request, sink, stop);
}

}  // namespace steward::reports
