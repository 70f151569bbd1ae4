#include "plans/migrations.h"

namespace steward::plans {
namespace {

// Plans, changes, batches and results are documents (domain/plan.h) beside what they are found and ordered by.
// tenant_id is empty for plans of platform staff. list_group: 0 changed meanwhile, 1 will change, 2 excluded.
constexpr std::string_view tables = R"sql(
CREATE TABLE plans (
    id TEXT PRIMARY KEY,
    tenant_id TEXT NOT NULL,
    changes_id TEXT NOT NULL,
    expires_at BIGINT NOT NULL,
    batch_id TEXT,
    request TEXT NOT NULL,
    document TEXT NOT NULL
);
CREATE INDEX plans_by_expiry ON plans (expires_at) WHERE batch_id IS NULL;
CREATE TABLE plan_changes (
    changes_id TEXT NOT NULL,
    position BIGINT NOT NULL,
    list_group INTEGER NOT NULL,
    entity_name TEXT NOT NULL,
    document TEXT NOT NULL,
    PRIMARY KEY (changes_id, list_group, position)
);
CREATE TABLE batches (
    id TEXT PRIMARY KEY,
    plan_id TEXT NOT NULL,
    tenant_id TEXT NOT NULL,
    actor TEXT NOT NULL,
    reason TEXT,
    stop_after_failures BIGINT NOT NULL,
    document TEXT NOT NULL
);
CREATE TABLE batch_results (
    batch_id TEXT NOT NULL,
    position BIGINT NOT NULL,
    changed INTEGER NOT NULL,
    document TEXT NOT NULL,
    PRIMARY KEY (batch_id, position)
);
)sql";

}  // namespace

const kernel::MigrationList& migrations() {
    static const kernel::MigrationList list{{300, "plans: plans, batches and their results", tables}};
    return list;
}

}  // namespace steward::plans
