#include "series/chunk_store.h"

#include <algorithm>

#include "base/json.h"

namespace steward::series {
namespace {

const auto everybody = sql::TenantScope::all();

sql::TenantScope scopeOf(const std::string& tenant) {
    return tenant.empty() ? sql::TenantScope::all() : sql::TenantScope::one(tenant);
}

std::string spell(const Labels& labels) {
    json::Object object;
    for (const auto& [name, value] : labels)
        object[name] = value;
    return json::write(json::Value(std::move(object)));
}

Labels labelsOf(std::string_view text) {
    Labels labels;
    const auto value = json::parse(text);
    if (value && value->is_object())
        for (const auto& [name, held] : value->get_object())
            if (held.is_string()) labels.emplace_back(std::string(name), std::string(held.get_string()));
    return sorted(std::move(labels));
}

sql::Blob blobOf(std::string_view bytes) {
    const auto* first = reinterpret_cast<const std::byte*>(bytes.data());
    return {first, first + bytes.size()};
}

SeriesRow seriesOf(const sql::Row& row) {
    SeriesRow series;
    series.tenantId = row.text("tenant_id");
    series.id = static_cast<std::uint64_t>(row.integer("id"));
    series.metric = row.text("metric");
    series.labels = labelsOf(row.text("labels"));
    series.kind = row.get<Kind>("kind");
    series.lastAt = row.integer("last_at");
    return series;
}

// Rows in groups of few sizes, so that there are few statements to keep.
template <class Row, class Append>
Result<> inGroups(sql::Connection& connection, std::span<const Row> rows, std::string_view head, std::size_t columns,
                  std::string_view tail, Append append) {
    std::vector<sql::Value> values;
    for (const std::size_t size : {std::size_t(128), std::size_t(16), std::size_t(1)}) {
        if (rows.size() < size) continue;
        std::string text(head);
        for (std::size_t i = 0; i < size * columns; ++i)
            text.append(i % columns != 0 ? ", ?" : i == 0 ? "(?" : "), (?").append(std::to_string(i + 1));
        text.append(")").append(tail);
        for (; rows.size() >= size; rows = rows.subspan(size)) {
            values.clear();
            for (const auto& row : rows.first(size))
                append(values, row);
            STEWARD_CHECK(connection.execute(sql::tenantOwned(text), everybody, values));
        }
    }
    return {};
}

}  // namespace

Result<> storeSeries(sql::Connection& connection, std::span<const SeriesRow> rows) {
    return inGroups(connection, rows, "INSERT INTO series (tenant_id, id, metric, labels, kind, last_at) VALUES ", 6,
                    " ON CONFLICT (tenant_id, id) DO UPDATE SET last_at = excluded.last_at",
                    [](auto& values, const SeriesRow& row) {
                        values.emplace_back(row.tenantId);
                        values.emplace_back(static_cast<std::int64_t>(row.id));
                        values.emplace_back(row.metric);
                        values.emplace_back(spell(row.labels));
                        values.emplace_back(row.kind);
                        values.emplace_back(row.lastAt);
                    });
}

Result<> storeChunks(sql::Connection& connection, std::span<const ChunkRow> rows) {
    return inGroups(connection, rows, "INSERT INTO series_chunks (tenant_id, series_id, step_ms, at, data) VALUES ", 5,
                    " ON CONFLICT (tenant_id, series_id, step_ms, at) DO UPDATE SET data = excluded.data",
                    [](auto& values, const ChunkRow& row) {
                        values.emplace_back(row.tenantId);
                        values.emplace_back(static_cast<std::int64_t>(row.series));
                        values.emplace_back(row.stepMs);
                        values.emplace_back(row.at);
                        values.emplace_back(blobOf(row.data));
                    });
}

Result<> loadStore(sql::Connection& connection, Store& store, Time now) {
    // last_at is right to an hour.
    const Time since = now - longestSilence - std::chrono::hours(1);
    STEWARD_CHECK(connection.each(
        sql::tenantOwned("SELECT tenant_id, id, metric, labels, kind, last_at FROM series WHERE last_at >= ?1"),
        everybody, sql::Params({since}), [&](const sql::Row& row) { store.load(seriesOf(row)); }));
    const std::int64_t ring = SampleRing::lengthMs;
    const std::int64_t behind[tierCount] = {ring, 3 * 3'600'000, 24 * 3'600'000};
    for (std::size_t tier = 0; tier < tierCount; ++tier) {
        const auto first = now.time_since_epoch().count() - behind[tier] - tiers[tier].chunkMs;
        STEWARD_CHECK(connection.each(
            sql::tenantOwned(
                "SELECT tenant_id, series_id, at, data FROM series_chunks WHERE step_ms = ?1 AND at >= ?2"),
            everybody, {tiers[tier].stepMs, first}, [&](const sql::Row& row) {
                store.load(ChunkRow{std::string(row.text("tenant_id")),
                                    static_cast<std::uint64_t>(row.integer("series_id")), tiers[tier].stepMs,
                                    row.integer("at"), std::string(row.text("data"))});
            }));
    }
    store.loaded();
    return {};
}

Result<std::vector<SeriesRow>> readSeries(sql::Connection& connection, const std::string& tenant,
                                          const std::string& metric, std::size_t most) {
    std::vector<SeriesRow> series;
    STEWARD_CHECK(connection.each(
        sql::tenantOwned("SELECT tenant_id, id, metric, labels, kind, last_at FROM series WHERE tenant_id = ?1 AND "
                         ":tenant(tenant_id) AND metric = ?2 LIMIT ?3"),
        scopeOf(tenant), {tenant, metric, most + 1}, [&](const sql::Row& row) { series.push_back(seriesOf(row)); }));
    return series;
}

Result<std::map<std::int64_t, std::string>> readChunks(sql::Connection& connection, const std::string& tenant,
                                                       std::uint64_t series, const Tier& tier, std::int64_t from,
                                                       std::int64_t to, std::stop_token stop) {
    std::map<std::int64_t, std::string> chunks;
    STEWARD_CHECK(connection.each(
        sql::few(sql::tenantOwned("SELECT at, data FROM series_chunks WHERE tenant_id = ?1 AND :tenant(tenant_id) AND "
                                  "series_id = ?2 AND step_ms = ?3 AND at >= ?4 AND at <= ?5 ORDER BY at")),
        scopeOf(tenant), {tenant, static_cast<std::int64_t>(series), tier.stepMs, startOf(from, tier.chunkMs), to},
        [&](const sql::Row& row) { chunks.emplace(row.integer("at"), std::string(row.text("data"))); },
        std::move(stop)));
    return chunks;
}

Result<> forgetOldChunks(sql::Connection& connection, const Retention& retention, Time now) {
    for (std::size_t tier = 0; tier < tierCount; ++tier)
        STEWARD_CHECK(
            connection.execute(sql::tenantOwned("DELETE FROM series_chunks WHERE step_ms = ?1 AND at < ?2"), everybody,
                               {tiers[tier].stepMs, now - retention.kept[tier] - Duration(tiers[tier].chunkMs)}));
    STEWARD_CHECK(connection.execute(sql::tenantOwned("DELETE FROM series WHERE last_at < ?1"), everybody,
                                     sql::Params({now - *std::ranges::max_element(retention.kept) - longestSilence})));
    return {};
}

}  // namespace steward::series
