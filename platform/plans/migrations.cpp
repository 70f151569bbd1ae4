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

// What belongs to a plan or a batch is its tenant's. Older versions do not say whose it is, here and, under row-level
// security, nowhere else: they may not run beside this one.
constexpr std::string_view ownedLines = R"sql(
ALTER TABLE plan_changes ADD COLUMN tenant_id TEXT NOT NULL DEFAULT '';
ALTER TABLE batch_results ADD COLUMN tenant_id TEXT NOT NULL DEFAULT '';
UPDATE plan_changes SET tenant_id = p.tenant_id FROM plans p
WHERE p.changes_id = plan_changes.changes_id AND p.tenant_id <> '';
UPDATE batch_results SET tenant_id = b.tenant_id FROM batches b
WHERE b.id = batch_results.batch_id AND b.tenant_id <> '';
)sql";

// What else happens is said by kinds now, no longer in words: plans from before do not say it.
constexpr std::string_view effectsByKind = R"sql(
UPDATE plan_changes SET document = json_set(document, '$.effects', json('[]'));
)sql";
constexpr std::string_view effectsByKindPostgres = R"sql(
UPDATE plan_changes SET document = jsonb_set(document::jsonb, '{effects}', '[]')::text;
)sql";

}  // namespace

const kernel::MigrationList& migrations() {
    static const kernel::MigrationList list{
        {300, "plans: plans, batches and their results", tables},
        {301, "plans: whose changes and results are", ownedLines, {}, /*contracts*/ true},
        {302, "plans: effects by kind", effectsByKind, effectsByKindPostgres, /*contracts*/ true}};
    return list;
}

}  // namespace steward::plans
