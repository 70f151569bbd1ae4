// A small platform with numbers that can be checked by hand: the tables of report/schema.h, filled the same each time.
#pragma once

#include <QTemporaryDir>
#include <QtTest>
#include <fstream>
#include <iterator>

#include "report/dataset.h"
#include "report/runner.h"
#include "report/schema.h"
#include "sql/connection.h"

namespace sample {

inline steward::sql::Connection open(const std::filesystem::path& path = ":memory:") {
    auto connection = steward::sql::Connection::open({.path = path});
    if (!connection) qFatal("%s", connection.error().detail.c_str());
    return std::move(*connection);
}

inline void mustRun(steward::sql::Connection& connection, std::string_view script) {
    const auto done = connection.script(script);
    if (!done) qFatal("%s", done.error().detail.c_str());
}

inline void createTables(steward::sql::Connection& connection) {
    for (const auto& table : steward::report::schema::tables)
        mustRun(connection, table.script);
}

// 40 tenants, 24 months each, 30 days x 3 metrics of usage, 3 users each, 200 audit entries.
inline steward::sql::Connection filled(const std::filesystem::path& path = ":memory:") {
    auto connection = open(path);
    createTables(connection);
    mustRun(connection, R"sql(
WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 39)
INSERT INTO tenants (id, name, slug, status, plan, region, currency, mrr_minor, users, created_at, renews_at, tags)
SELECT printf('ten_%02d', i), 'Tenant ' || i, 'tenant-' || i,
       CASE i % 5 WHEN 0 THEN 'trial' WHEN 1 THEN 'active' WHEN 2 THEN 'active' WHEN 3 THEN 'pastDue' ELSE 'suspended' END,
       CASE i % 4 WHEN 0 THEN 'free' WHEN 1 THEN 'team' WHEN 2 THEN 'scale' ELSE 'enterprise' END,
       CASE i % 3 WHEN 0 THEN 'eu-central' WHEN 1 THEN 'eu-west' ELSE 'us-east' END,
       'EUR', i * 1237 + 50, i * 7, 1700000000000 + i * 86400000 * 11, CASE WHEN i % 4 THEN 1790000000000 + i END, '["t' || i || '"]'
FROM n;
WITH RECURSIVE m(k) AS (SELECT 0 UNION ALL SELECT k + 1 FROM m WHERE k < 23)
INSERT INTO subscription_months
SELECT t.id, unixepoch('2024-12-01', '+' || k || ' months') / 86400, t.plan, t.region, 'monthly', t.status, 'EUR',
       t.mrr_minor + k * 31, k, k % 3, t.users + k, k % 7
FROM tenants t, m;
WITH RECURSIVE d(k) AS (SELECT 0 UNION ALL SELECT k + 1 FROM d WHERE k < 29)
INSERT INTO usage SELECT t.id, 20750 + k, x.column1, (t.users * 31 + k * 17 + x.column2) * 1000003 % 99991
FROM tenants t, d, (VALUES ('apiCalls', 1), ('messages', 2), ('storageBytes', 3)) x;
WITH RECURSIVE u(k) AS (SELECT 0 UNION ALL SELECT k + 1 FROM u WHERE k < 2)
INSERT INTO users (id, tenant_id, name, email, role, status, created_at)
SELECT 'usr_' || t.id || k, t.id, 'User ' || k, 'user' || k || '@' || t.slug || '.example', 'member',
       CASE k WHEN 0 THEN 'active' WHEN 1 THEN 'invited' ELSE 'suspended' END, 1750000000000 + k * 3600000
FROM tenants t, u;
WITH RECURSIVE a(k) AS (SELECT 1 UNION ALL SELECT k + 1 FROM a WHERE k < 200)
INSERT INTO audit (id, seq, at, actor_id, actor_name, action, entity, entity_id, entity_name, tenant_id, reason, previous_hash, hash)
SELECT 'aud_' || k, k, 1774700000000 + k * 1800000, 'usr_' || (k % 3), 'Actor ' || (k % 3), 'tenant.update', 'tenant',
       printf('ten_%02d', k % 40), 'Tenant ' || (k % 40), printf('ten_%02d', k % 40), 'because', 'h' || (k - 1), 'h' || k
FROM a;
)sql");
    return connection;
}

inline steward::Time time(std::string_view text) {
    return *steward::parseRfc3339(text);
}

inline steward::report::RunOptions everything() {
    return {.scope = steward::sql::TenantScope::all(), .dataAsOf = time("2026-11-23T09:12:04Z")};
}

inline steward::report::Definition monthlyRevenue() {
    using namespace steward::report;
    return {.name = "MRR by region and plan",
            .dataset = "subscriptions",
            .rows = {{"region"}, {"plan"}},
            .columns = {{"month", Bucket::month}},
            .measures = {{"mrr", Aggregate::sum}},
            .filter = "status in (active,pastDue);month last 6"};
}

inline std::string contents(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(in), {});
}

template <class T>
QByteArray problem(const steward::Result<T>& result) {
    return result ? QByteArray("no error")
                  : QByteArray::fromStdString(result.error().message + " " + result.error().detail);
}

}  // namespace sample

#define QVERIFY_OK(expression)                                                 \
    do {                                                                       \
        const auto& outcome_ = (expression);                                   \
        QVERIFY2(outcome_.has_value(), sample::problem(outcome_).constData()); \
    } while (false)
