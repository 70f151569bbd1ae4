#include "health/migrations.h"

namespace steward::health {
namespace {

// tenant_id is empty for what belongs to the platform.
constexpr std::string_view tables = R"sql(
CREATE TABLE components (
    id TEXT PRIMARY KEY,
    tenant_id TEXT NOT NULL,
    name TEXT NOT NULL,
    description TEXT NOT NULL,
    enabled BIGINT NOT NULL,
    depends_on TEXT NOT NULL,
    probe TEXT NOT NULL,
    objective DOUBLE PRECISION NOT NULL,
    removed BIGINT NOT NULL,
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    state TEXT NOT NULL,
    since BIGINT NOT NULL,
    reason TEXT NOT NULL,
    checked_at BIGINT,
    latency_ms BIGINT,
    progress TEXT,
    beat_at BIGINT
);
CREATE INDEX components_by_name ON components (tenant_id, name, id);
CREATE INDEX components_by_state ON components (tenant_id, state);

-- Intervals: one row for each time that a component was in one state. Where none is, nothing is known.
CREATE TABLE component_states (
    tenant_id TEXT NOT NULL,
    component_id TEXT NOT NULL,
    from_at BIGINT NOT NULL,
    to_at BIGINT,
    state TEXT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (tenant_id, component_id, from_at)
);
CREATE INDEX component_states_by_component ON component_states (component_id, from_at);
CREATE INDEX component_states_by_end ON component_states (to_at);

CREATE TABLE maintenance_windows (
    id TEXT PRIMARY KEY,
    tenant_id TEXT NOT NULL,
    name TEXT NOT NULL,
    comment TEXT NOT NULL,
    starts_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL,
    components TEXT NOT NULL,
    removed BIGINT NOT NULL,
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    created_by TEXT NOT NULL
);
CREATE INDEX maintenance_windows_by_name ON maintenance_windows (tenant_id, name, id);
CREATE INDEX maintenance_windows_by_end ON maintenance_windows (ends_at);

-- One row: of the definitions, a number that grows with each change; and how the last round of checks went.
CREATE TABLE health_evaluation (
    id BIGINT PRIMARY KEY,
    revision BIGINT NOT NULL,
    interval_ms BIGINT NOT NULL,
    started_at BIGINT,
    took_ms BIGINT NOT NULL,
    late_ms BIGINT NOT NULL,
    missed BIGINT NOT NULL,
    checks BIGINT NOT NULL,
    overdue BIGINT NOT NULL
);
INSERT INTO health_evaluation (id, revision, interval_ms, took_ms, late_ms, missed, checks, overdue)
    VALUES (1, 1, 0, 0, 0, 0, 0, 0);
)sql";

}  // namespace

const kernel::MigrationList& migrations() {
    static const kernel::MigrationList list{{1700, "health: components, their states, maintenance windows", tables}};
    return list;
}

}  // namespace steward::health
