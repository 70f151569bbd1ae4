#include "dashboards/migrations.h"

namespace steward::dashboards {
namespace {

// tenant_id is empty for dashboards of platform staff. content, viewers and editors are JSON.
constexpr std::string_view tables = R"sql(
CREATE TABLE dashboards (
    id TEXT PRIMARY KEY,
    tenant_id TEXT NOT NULL,
    title TEXT NOT NULL,
    description TEXT NOT NULL,
    panels BIGINT NOT NULL,
    content TEXT NOT NULL,
    viewers TEXT NOT NULL,
    editors TEXT NOT NULL,
    owner_id TEXT NOT NULL,
    owner_name TEXT NOT NULL,
    saved_by TEXT NOT NULL,
    saved_at BIGINT NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX dashboards_by_title ON dashboards (tenant_id, title, id);
CREATE INDEX dashboards_by_owner ON dashboards (tenant_id, owner_id, id);
CREATE TABLE dashboard_versions (
    dashboard_id TEXT NOT NULL REFERENCES dashboards (id) ON DELETE CASCADE,
    tenant_id TEXT NOT NULL,
    version BIGINT NOT NULL,
    title TEXT NOT NULL,
    panels BIGINT NOT NULL,
    content TEXT NOT NULL,
    saved_by TEXT NOT NULL,
    saved_at BIGINT NOT NULL,
    note TEXT NOT NULL,
    reverted_to BIGINT,
    PRIMARY KEY (dashboard_id, version)
);
)sql";

}  // namespace

const kernel::MigrationList& migrations() {
    static const kernel::MigrationList list{{1600, "dashboards: documents and their versions", tables}};
    return list;
}

}  // namespace steward::dashboards
