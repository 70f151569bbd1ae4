#include "logs/log_store.h"

#include <algorithm>

namespace steward::logs {
namespace {

using domain::LogRecord;

const auto everything = sql::TenantScope::all();

constexpr auto insertOne = sql::tenantOwned(
    "INSERT INTO log_records (place, tenant_id, severity, service, body, words, attributes, trace_id, span_id, cut, "
    "bytes) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)");
// A server takes many in one go.
constexpr auto insertMany = sql::tenantOwned(
    "INSERT INTO log_records (place, tenant_id, severity, service, body, words, attributes, trace_id, span_id, cut, "
    "bytes) SELECT r.place, r.tenant_id, r.severity, r.service, r.body, r.words, r.attributes, r.trace_id, r.span_id, "
    "r.cut, r.bytes FROM jsonb_to_recordset(?1::jsonb) AS r(place bigint, tenant_id text, severity text, service text, "
    "body text, words text, attributes text, trace_id text, span_id text, cut bigint, bytes bigint)");
constexpr std::size_t atOnce = 1000;
// What a service said a day away is no context.
constexpr auto far = std::chrono::hours(24);

std::string attributesOf(const LogRecord& record) {
    std::string text;
    json::appendValue(text, record.attributes);
    return text;
}

std::string wordsOf(const LogRecord& record) {
    std::string words;
    if (!record.attributes.is_object()) return words;
    for (const auto& [key, value] : record.attributes.get_object()) {
        if (!words.empty()) words += ' ';
        if (value.is_string())
            words += std::string_view(value.get_string());
        else
            json::appendValue(words, value);
    }
    return words;
}

void appendText(std::string& out, std::string_view name, const std::optional<std::string>& text) {
    if (!text) return;
    out.append(",\"").append(name).append("\":");
    json::appendString(out, *text);
}

void appendRow(std::string& out, const Placed& one) {
    const LogRecord& record = one.record;
    out += "{\"place\":";
    json::append(out, one.place);
    appendText(out, "tenant_id", record.tenantId);
    appendText(out, "severity", std::string(enumName(record.severity)));
    appendText(out, "service", record.service);
    appendText(out, "body", record.body);
    appendText(out, "words", wordsOf(record));
    appendText(out, "attributes", attributesOf(record));
    appendText(out, "trace_id", record.traceId);
    appendText(out, "span_id", record.spanId);
    out += record.cut ? ",\"cut\":1,\"bytes\":" : ",\"cut\":0,\"bytes\":";
    json::append(out, sizeOf(record));
    out += '}';
}

Result<> insertTogether(sql::Connection& connection, std::span<const Placed> records) {
    while (!records.empty()) {
        const auto some = records.first(std::min(records.size(), atOnce));
        std::string rows = "[";
        for (const auto& one : some) {
            if (rows.size() > 1) rows += ',';
            appendRow(rows, one);
        }
        rows += ']';
        STEWARD_CHECK(connection.execute(insertMany, everything, {rows}));
        records = records.subspan(some.size());
    }
    return {};
}

tl::unexpected<Error> noSuchRecord() {
    return fail(ErrorCode::notFound, "There is no such log record.", "It may be older than what is kept.");
}

}  // namespace

const std::string recordColumns =
    "t.place, t.tenant_id, t.severity, t.service, t.body, t.attributes, t.trace_id, t.span_id, t.cut";

std::int64_t sizeOf(const LogRecord& record) {
    constexpr std::size_t besides = 64;
    return static_cast<std::int64_t>(besides + record.body.size() + record.service.size() +
                                     attributesOf(record).size());
}

Result<> insertRecords(sql::Connection& connection, std::span<const Placed> records) {
    if (connection.dialect() == sql::Dialect::postgres) return insertTogether(connection, records);
    for (const auto& [place, record] : records)
        STEWARD_CHECK(connection.execute(
            insertOne, everything,
            {place, record.tenantId, record.severity, record.service, record.body, wordsOf(record),
             attributesOf(record), record.traceId, record.spanId, record.cut ? 1 : 0, sizeOf(record)}));
    return {};
}

Result<LogRecord> readRecord(const sql::Row& row) {
    const auto optional = [&](std::size_t column) {
        return row.isNull(column) ? std::nullopt : std::optional(std::string(row.text(column)));
    };
    const std::int64_t place = row.integer(0);
    const auto severity = enumFromName<domain::LogSeverity>(row.text(2));
    auto attributes = json::parse(row.text(5));
    if (!severity || !attributes) return fail(ErrorCode::storage, "A log record cannot be read.");
    return LogRecord{domain::logId(place),
                     domain::timeOfLogPlace(place),
                     *severity,
                     std::string(row.text(3)),
                     std::string(row.text(4)),
                     optional(1),
                     optional(6),
                     optional(7),
                     std::move(*attributes),
                     row.integer(8) != 0};
}

Result<LogRecord> findRecord(sql::Connection& connection, const sql::TenantScope& scope, const std::string& id) {
    static const std::string text =
        "SELECT " + recordColumns + " FROM log_records t WHERE t.place = ?1 AND :tenant(t.tenant_id)";
    const auto place = domain::logPlace(id);
    if (!place) return noSuchRecord();
    STEWARD_TRY(const auto rows, connection.query(sql::tenantOwned(text), scope, sql::Params({*place})));
    if (rows.empty()) return noSuchRecord();
    return readRecord(rows[0]);
}

Result<contract::LogContext> contextOf(sql::Connection& connection, const sql::TenantScope& scope,
                                       const std::string& id, std::int64_t before, std::int64_t after) {
    STEWARD_TRY(auto record, findRecord(connection, scope, id));
    const std::int64_t place = domain::logPlace(id).value_or(0);
    // NULL is no tenant to compare with.
    const std::string tenant = record.tenantId ? " AND t.tenant_id = ?5" : " AND t.tenant_id IS NULL";
    const auto side = [&](std::string_view comparison, std::string_view order, std::int64_t most,
                          std::int64_t end) -> Result<std::vector<LogRecord>> {
        const std::string text =
            "SELECT " + recordColumns + " FROM log_records t WHERE :tenant(t.tenant_id) AND t.place " +
            std::string(comparison) + " ?1 AND t.place " + (comparison == "<" ? ">=" : "<") + " ?4 AND t.service = ?2" +
            tenant + " ORDER BY t.place " + std::string(order) + " LIMIT ?3";
        std::vector<sql::Value> values{place, record.service, most + 1, end};
        if (record.tenantId) values.emplace_back(*record.tenantId);
        std::vector<LogRecord> found;
        STEWARD_CHECK(
            connection.each(sql::few(sql::tenantOwned(text)), scope, values, [&](const sql::Row& row) -> Result<> {
                STEWARD_TRY(auto one, readRecord(row));
                found.push_back(std::move(one));
                return {};
            }));
        return found;
    };
    contract::LogContext context;
    STEWARD_TRY(context.items, side("<", "DESC", before, domain::firstLogPlace(record.time - far)));
    STEWARD_TRY(auto later, side(">", "ASC", after, domain::firstLogPlace(record.time + far)));
    const auto keep = [](std::vector<LogRecord>& some, std::int64_t most) {
        const bool isMore = static_cast<std::int64_t>(some.size()) > most;
        if (isMore) some.resize(static_cast<std::size_t>(most));
        return isMore;
    };
    context.moreBefore = keep(context.items, before);
    context.moreAfter = keep(later, after);
    std::ranges::reverse(context.items);
    context.index = static_cast<std::int64_t>(context.items.size());
    context.items.push_back(std::move(record));
    context.items.insert(context.items.end(), std::make_move_iterator(later.begin()),
                         std::make_move_iterator(later.end()));
    return context;
}

Result<Volume> volumeOf(sql::Connection& connection) {
    STEWARD_TRY(const auto volume, connection.query("SELECT records, bytes FROM log_volume"));
    STEWARD_TRY(const auto oldest,
                connection.query(sql::tenantOwned("SELECT place FROM log_records ORDER BY place LIMIT 1"), everything));
    Volume out;
    if (!volume.empty()) out.records = volume[0].integer(0);
    if (!volume.empty()) out.bytes = volume[0].integer(1);
    if (!oldest.empty()) out.oldest = domain::timeOfLogPlace(oldest[0].integer(0));
    return out;
}

Result<std::int64_t> forgetBelow(sql::Connection& connection, std::int64_t place, std::int64_t most) {
    return connection.execute(sql::tenantOwned("DELETE FROM log_records WHERE place IN (SELECT place FROM log_records "
                                               "WHERE place < ?1 ORDER BY place LIMIT ?2)"),
                              everything, {place, most});
}

}  // namespace steward::logs
