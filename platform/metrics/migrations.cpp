#include "metrics/migrations.h"

namespace steward::metrics {
namespace {

constexpr std::string_view rollups = R"(
CREATE TABLE metric_rollups (
    name TEXT NOT NULL,
    tenant_id TEXT NOT NULL,
    step_ms BIGINT NOT NULL,
    at BIGINT NOT NULL,
    sum DOUBLE PRECISION NOT NULL,
    count BIGINT NOT NULL,
    max DOUBLE PRECISION NOT NULL,
    PRIMARY KEY (tenant_id, name, step_ms, at)
);
CREATE INDEX metric_rollups_by_age ON metric_rollups (step_ms, at);
)";

}  // namespace

const kernel::MigrationList& migrations() {
    static const kernel::MigrationList list{{500, "metric rollups", rollups}};
    return list;
}

}  // namespace steward::metrics
