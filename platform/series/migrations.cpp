#include "series/migrations.h"

namespace steward::series {
namespace {

constexpr std::string_view tables = R"sql(
CREATE TABLE series (
    tenant_id TEXT NOT NULL,
    id BIGINT NOT NULL,
    metric TEXT NOT NULL,
    labels TEXT NOT NULL,
    kind TEXT NOT NULL,
    last_at BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, id)
);
CREATE INDEX series_by_metric ON series (tenant_id, metric);
CREATE INDEX series_by_age ON series (last_at);
CREATE TABLE series_chunks (
    tenant_id TEXT NOT NULL,
    series_id BIGINT NOT NULL,
    step_ms BIGINT NOT NULL,
    at BIGINT NOT NULL,
    data BLOB NOT NULL,
    PRIMARY KEY (tenant_id, series_id, step_ms, at)
);
CREATE INDEX series_chunks_by_age ON series_chunks (step_ms, at);
CREATE TABLE scrape_targets (
    id TEXT PRIMARY KEY,
    tenant_id TEXT NOT NULL,
    name TEXT NOT NULL,
    url TEXT NOT NULL,
    interval_seconds BIGINT NOT NULL,
    timeout_seconds BIGINT NOT NULL,
    labels TEXT NOT NULL,
    enabled BIGINT NOT NULL,
    up BIGINT,
    problem TEXT NOT NULL,
    since BIGINT,
    saved_at BIGINT NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX scrape_targets_by_tenant ON scrape_targets (tenant_id, id);
)sql";

}  // namespace

const kernel::MigrationList& migrations() {
    static const kernel::MigrationList list{{1300, "series: series, their steps and scrape targets", tables}};
    return list;
}

}  // namespace steward::series
