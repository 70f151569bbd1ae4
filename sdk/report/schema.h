// The tables that reports read, for SQLite: the platform's first migration creates them, and the snapshot on an
// operator's computer has the same tables with the same columns. Times are milliseconds, days and months days since
// 1970 (a month is its first day), money hundredths of `currency`, lists and documents JSON text.
#pragma once

#include <array>
#include <string_view>

namespace steward::report::schema {

struct TableScript {
    std::string_view name;
    std::string_view script;  // the table and its indexes
};

inline constexpr std::string_view tenants = R"sql(
CREATE TABLE tenants (
    id               TEXT PRIMARY KEY,
    name             TEXT NOT NULL,
    slug             TEXT NOT NULL UNIQUE,
    domain           TEXT NOT NULL DEFAULT '',
    status           TEXT NOT NULL,
    plan             TEXT NOT NULL,
    billing_interval TEXT NOT NULL DEFAULT 'monthly',
    region           TEXT NOT NULL,
    owner_name       TEXT NOT NULL DEFAULT '',
    owner_email      TEXT NOT NULL DEFAULT '',
    tags             TEXT NOT NULL DEFAULT '[]',
    currency         TEXT NOT NULL DEFAULT 'EUR',
    mrr_minor        INTEGER NOT NULL DEFAULT 0,
    users            INTEGER NOT NULL DEFAULT 0,
    seats_limit      INTEGER NOT NULL DEFAULT 0,
    api_calls_limit  INTEGER NOT NULL DEFAULT 0,
    storage_limit    INTEGER NOT NULL DEFAULT 0,
    webhooks_limit   INTEGER NOT NULL DEFAULT 0,
    api_calls_used   INTEGER NOT NULL DEFAULT 0,
    storage_used     INTEGER NOT NULL DEFAULT 0,
    webhooks_used    INTEGER NOT NULL DEFAULT 0,
    created_at       INTEGER NOT NULL,
    renews_at        INTEGER,
    last_active_at   INTEGER,
    version          INTEGER NOT NULL DEFAULT 1
);
CREATE INDEX tenants_by_name ON tenants (name, id);
CREATE INDEX tenants_by_status ON tenants (status, plan);
)sql";

inline constexpr std::string_view users = R"sql(
CREATE TABLE users (
    id           TEXT PRIMARY KEY,
    tenant_id    TEXT NOT NULL,
    name         TEXT NOT NULL,
    email        TEXT NOT NULL,
    role         TEXT NOT NULL,
    status       TEXT NOT NULL,
    created_at   INTEGER NOT NULL,
    last_seen_at INTEGER,
    version      INTEGER NOT NULL DEFAULT 1
);
CREATE UNIQUE INDEX users_by_email ON users (tenant_id, email);
)sql";

inline constexpr std::string_view usage = R"sql(
CREATE TABLE usage (
    tenant_id TEXT NOT NULL,
    day       INTEGER NOT NULL,
    metric    TEXT NOT NULL,
    quantity  INTEGER NOT NULL,
    PRIMARY KEY (tenant_id, day, metric)
) WITHOUT ROWID;
)sql";

inline constexpr std::string_view subscriptionMonths = R"sql(
CREATE TABLE subscription_months (
    tenant_id         TEXT NOT NULL,
    month             INTEGER NOT NULL,
    plan              TEXT NOT NULL,
    region            TEXT NOT NULL,
    billing_interval  TEXT NOT NULL,
    status            TEXT NOT NULL,
    currency          TEXT NOT NULL,
    mrr_minor         INTEGER NOT NULL,
    new_mrr_minor     INTEGER NOT NULL DEFAULT 0,
    churned_mrr_minor INTEGER NOT NULL DEFAULT 0,
    paid_seats        INTEGER NOT NULL DEFAULT 0,
    discount_minor    INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (tenant_id, month)
) WITHOUT ROWID;
)sql";

inline constexpr std::string_view audit = R"sql(
CREATE TABLE audit (
    id             TEXT PRIMARY KEY,
    seq            INTEGER NOT NULL UNIQUE,
    at             INTEGER NOT NULL,
    actor_id       TEXT NOT NULL,
    actor_name     TEXT NOT NULL,
    on_behalf_of   TEXT,
    action         TEXT NOT NULL,
    entity         TEXT NOT NULL,
    entity_id      TEXT NOT NULL,
    entity_name    TEXT NOT NULL DEFAULT '',
    tenant_id      TEXT,
    batch_id       TEXT,
    plan_id        TEXT,
    reason         TEXT NOT NULL DEFAULT '',
    before         TEXT,
    after          TEXT,
    version_before INTEGER,
    version_after  INTEGER,
    previous_hash  TEXT NOT NULL,
    hash           TEXT NOT NULL
);
CREATE INDEX audit_by_tenant ON audit (tenant_id, seq);
CREATE INDEX audit_by_entity ON audit (entity, entity_id, seq);
CREATE INDEX audit_by_batch ON audit (batch_id);
)sql";

inline constexpr std::array<TableScript, 5> tables{{{"tenants", tenants},
                                                    {"users", users},
                                                    {"usage", usage},
                                                    {"subscription_months", subscriptionMonths},
                                                    {"audit", audit}}};

// How the rows of one table lead to one row of another: `key` is unique there, so no row comes twice. `tenantColumn` is
// that of the other table, which is limited to the tenant of the report like the first.
struct Relation {
    std::string_view from;
    std::string_view name;  // as in "tenant.slug"
    std::string_view title;
    std::string_view column;
    std::string_view to;
    std::string_view key;
    std::string_view tenantColumn;
};

inline constexpr std::array<Relation, 5> relations{
    {{"users", "tenant", "Tenant", "tenant_id", "tenants", "id", "id"},
     {"usage", "tenant", "Tenant", "tenant_id", "tenants", "id", "id"},
     {"subscription_months", "tenant", "Tenant", "tenant_id", "tenants", "id", "id"},
     {"audit", "tenant", "Tenant", "tenant_id", "tenants", "id", "id"},
     {"audit", "actor", "Actor", "actor_id", "users", "id", "tenant_id"}}};

}  // namespace steward::report::schema
