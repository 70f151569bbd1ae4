#include "series/target_store.h"

#include <algorithm>

#include "kernel/http_client.h"
#include "sql/mapping.h"

namespace steward::series {
namespace {

using contract::ScrapeTarget;

const auto everybody = sql::TenantScope::all();

const std::string& columns() {
    static const std::string list = sql::columnList<ScrapeTarget>();
    return list;
}

std::vector<sql::Value> valuesOf(const ScrapeTarget& target) {
    return {target.id,
            target.tenantId,
            target.name,
            target.url,
            target.intervalSeconds,
            target.timeoutSeconds,
            json::write(target.labels),
            std::int64_t(target.enabled),
            target.up ? sql::Value(std::int64_t(*target.up)) : sql::Value(),
            target.problem,
            target.since,
            target.savedAt,
            target.version};
}

std::size_t charactersOf(std::string_view text) {
    return static_cast<std::size_t>(std::ranges::count_if(text, [](char c) { return (c & 0xC0) != 0x80; }));
}

tl::unexpected<Error> refused(std::string path, std::string message) {
    return fail(Error{
        ErrorCode::unprocessable, "The scrape target was not saved.", {}, {}, {{std::move(path), std::move(message)}}});
}

}  // namespace

Result<> checkTarget(const ScrapeTarget& target) {
    if (target.name.empty() || charactersOf(target.name) > 60) return refused("/name", "must have 1 to 60 characters");
    if (target.url.size() > 2048) return refused("/url", "must have at most 2,048 bytes");
    if (const auto good = kernel::checkCallUrl(target.url, true); !good) return refused("/url", good.error().message);
    if (target.intervalSeconds < 5 || target.intervalSeconds > 3600)
        return refused("/intervalSeconds", "must be from 5 to 3,600");
    if (target.timeoutSeconds < 1 || target.timeoutSeconds > target.intervalSeconds)
        return refused("/timeoutSeconds", "must be from 1 to the interval");
    if (target.labels.size() > 10) return refused("/labels", "must be at most 10");
    for (const auto& [name, value] : target.labels)
        if (!domain::isLabelName(name) || name == "job" || name == "instance" || value.empty() || value.size() > 200)
            return refused("/labels/" + name, "must be the name of a label other than job and instance, and a text");
    return {};
}

Result<std::vector<ScrapeTarget>> readTargets(sql::Connection& connection) {
    const std::string text = "SELECT " + columns() + " FROM scrape_targets ORDER BY name, id LIMIT ?1";
    STEWARD_TRY(const auto rows,
                connection.query(sql::few(sql::tenantOwned(text)), everybody, sql::Params({mostTargets})));
    return sql::readAll<ScrapeTarget>(rows);
}

Result<ScrapeTarget> findTarget(sql::Connection& connection, const std::string& id) {
    const std::string text = "SELECT " + columns() + " FROM scrape_targets WHERE id = ?1";
    STEWARD_TRY(const auto rows, connection.query(sql::tenantOwned(text), everybody, sql::Params({id})));
    if (rows.empty()) return fail(ErrorCode::notFound, "There is no such scrape target.");
    return sql::readInto<ScrapeTarget>(rows[0]);
}

Result<> insertTarget(sql::Connection& connection, const ScrapeTarget& target) {
    if (!target.tenantId.empty()) {
        STEWARD_TRY(const auto known,
                    connection.query(sql::tenantOwned("SELECT 1 FROM tenants WHERE id = ?1 AND status <> 'removed'"),
                                     everybody, sql::Params({target.tenantId})));
        if (known.empty()) return refused("/tenantId", "There is no such tenant.");
    }
    STEWARD_TRY(const auto count, connection.query(sql::tenantOwned("SELECT count(*) FROM scrape_targets"), everybody));
    if (count[0].integer(0) >= mostTargets) return refused("/name", "There are 500 scrape targets already.");
    const std::string text = "INSERT INTO scrape_targets (" + columns() +
                             ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)";
    STEWARD_CHECK(connection.execute(sql::tenantOwned(text), everybody, valuesOf(target)));
    return {};
}

Result<> updateTarget(sql::Connection& connection, const ScrapeTarget& target) {
    STEWARD_CHECK(connection.execute(
        sql::tenantOwned(
            "UPDATE scrape_targets SET name = ?3, url = ?4, interval_seconds = ?5, timeout_seconds = ?6, "
            "labels = ?7, enabled = ?8, up = ?9, problem = ?10, since = ?11, saved_at = ?12, version = ?13 "
            "WHERE id = ?1 AND tenant_id = ?2"),
        everybody, valuesOf(target)));
    return {};
}

Result<> deleteTarget(sql::Connection& connection, const std::string& id) {
    STEWARD_CHECK(
        connection.execute(sql::tenantOwned("DELETE FROM scrape_targets WHERE id = ?1"), everybody, sql::Params({id})));
    return {};
}

Result<> noteTarget(sql::Connection& connection, const ScrapeTarget& target) {
    STEWARD_CHECK(connection.execute(
        sql::tenantOwned("UPDATE scrape_targets SET up = ?2, problem = ?3, since = ?4 WHERE id = ?1 AND version = ?5"),
        everybody,
        {target.id, target.up ? sql::Value(std::int64_t(*target.up)) : sql::Value(), target.problem, target.since,
         target.version}));
    return {};
}

}  // namespace steward::series
