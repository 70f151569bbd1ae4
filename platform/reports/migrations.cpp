#include "reports/migrations.h"

namespace steward::reports {
namespace {

// tenant_id is empty for reports of platform staff.
constexpr std::string_view tables = R"sql(
CREATE TABLE saved_reports (
    id TEXT PRIMARY KEY,
    tenant_id TEXT NOT NULL,
    name TEXT NOT NULL,
    definition TEXT NOT NULL,
    saved_by TEXT NOT NULL,
    saved_at BIGINT NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX saved_reports_by_name ON saved_reports (tenant_id, name, id);
)sql";

// viewers and editors are JSON; NULL: everybody.
constexpr std::string_view sharing = R"sql(
ALTER TABLE saved_reports ADD COLUMN folder TEXT NOT NULL DEFAULT '';
ALTER TABLE saved_reports ADD COLUMN owner_id TEXT NOT NULL DEFAULT '';
ALTER TABLE saved_reports ADD COLUMN owner_name TEXT NOT NULL DEFAULT '';
ALTER TABLE saved_reports ADD COLUMN viewers TEXT;
ALTER TABLE saved_reports ADD COLUMN editors TEXT;
)sql";

}  // namespace

const kernel::MigrationList& migrations() {
    static const kernel::MigrationList list{{700, "reports: saved reports", tables},
                                            {701, "reports: folders and sharing", sharing}};
    return list;
}

}  // namespace steward::reports
