#include "schedules/migrations.h"

namespace steward::schedules {
namespace {

// tenant_id is empty for what belongs to the platform.
constexpr std::string_view tables = R"sql(
CREATE TABLE report_schedules (
    id TEXT PRIMARY KEY,
    tenant_id TEXT NOT NULL,
    name TEXT NOT NULL,
    enabled BIGINT NOT NULL,
    report_id TEXT NOT NULL,
    parameters TEXT NOT NULL,
    format TEXT NOT NULL,
    underlying BIGINT NOT NULL,
    calendar TEXT NOT NULL,
    missed TEXT NOT NULL,
    missed_most BIGINT NOT NULL,
    deliveries TEXT NOT NULL,
    bucket TEXT NOT NULL,
    removed BIGINT NOT NULL,
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    owner_id TEXT NOT NULL,
    owner_name TEXT NOT NULL,
    next_at BIGINT,
    last TEXT,
    has_secret BIGINT NOT NULL,
    last_state TEXT,
    sealed_secret TEXT,
    handled_until BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX report_schedules_by_name ON report_schedules (tenant_id, name, id);
CREATE INDEX report_schedules_by_next ON report_schedules (next_at);

-- One run for each moment of a schedule, whichever nodes notice it.
CREATE TABLE report_runs (
    id TEXT PRIMARY KEY,
    tenant_id TEXT NOT NULL,
    schedule_id TEXT NOT NULL,
    due_at BIGINT NOT NULL,
    started_by TEXT NOT NULL,
    state TEXT NOT NULL,
    reason TEXT NOT NULL,
    attempts BIGINT NOT NULL,
    owner_name TEXT NOT NULL,
    started_at BIGINT,
    finished_at BIGINT,
    file_name TEXT NOT NULL,
    bytes BIGINT NOT NULL,
    rows_written BIGINT NOT NULL,
    sha256 TEXT NOT NULL,
    data_as_of BIGINT,
    kept_until BIGINT,
    manifest TEXT NOT NULL,
    next_at BIGINT,
    job_id TEXT
);
CREATE UNIQUE INDEX report_runs_by_moment ON report_runs (tenant_id, schedule_id, due_at);
CREATE INDEX report_runs_by_next ON report_runs (state, next_at);

CREATE TABLE report_run_deliveries (
    tenant_id TEXT NOT NULL,
    run_id TEXT NOT NULL,
    position BIGINT NOT NULL,
    kind TEXT NOT NULL,
    recipient TEXT NOT NULL,
    state TEXT NOT NULL,
    attempts BIGINT NOT NULL,
    at BIGINT,
    next_at BIGINT,
    detail TEXT NOT NULL,
    linked BIGINT NOT NULL,
    PRIMARY KEY (run_id, position)
);

-- The file of a run, for all nodes, until report_runs.kept_until.
CREATE TABLE report_result_parts (
    tenant_id TEXT NOT NULL,
    run_id TEXT NOT NULL,
    part BIGINT NOT NULL,
    data BLOB NOT NULL,
    PRIMARY KEY (run_id, part)
);
)sql";

constexpr std::string_view completeness = R"sql(
ALTER TABLE report_schedules ADD COLUMN complete_only BIGINT NOT NULL DEFAULT 0;
)sql";

// A result goes out in several formats, and a run has several files. What was made before has one of each.
constexpr std::string_view severalFormats = R"sql(
ALTER TABLE report_runs ADD COLUMN files TEXT NOT NULL DEFAULT '[]';
UPDATE report_runs SET files = '[{"format":"' || (SELECT s.format FROM report_schedules s
    WHERE s.id = report_runs.schedule_id) || '","name":"' || replace(replace(file_name, '\', '\\'), '"', '\"') ||
    '","bytes":' || bytes || ',"rowsWritten":' || rows_written || ',"sha256":"' || sha256 || '"}]',
    manifest = '["' || replace(replace(manifest, '\', '\\'), '"', '\"') || '"]'
    WHERE sha256 <> '' AND EXISTS (SELECT 1 FROM report_schedules s WHERE s.id = report_runs.schedule_id);
ALTER TABLE report_runs DROP COLUMN file_name;
ALTER TABLE report_runs DROP COLUMN bytes;
ALTER TABLE report_runs DROP COLUMN rows_written;
ALTER TABLE report_runs DROP COLUMN sha256;
ALTER TABLE report_runs RENAME COLUMN manifest TO manifests;
ALTER TABLE report_schedules ADD COLUMN formats TEXT NOT NULL DEFAULT '["csv"]';
UPDATE report_schedules SET formats = '["' || format || '"]';
ALTER TABLE report_schedules DROP COLUMN format;
)sql";

}  // namespace

const kernel::MigrationList& migrations() {
    static const kernel::MigrationList list{
        {1800, "schedules: scheduled reports, their runs and deliveries", tables},
        {1801, "schedules: only complete results", completeness},
        {1802, "schedules: several formats of one result", severalFormats, {}, /*contracts*/ true}};
    return list;
}

}  // namespace steward::schedules
