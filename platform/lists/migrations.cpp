#include "lists/migrations.h"

namespace steward::lists {
namespace {

// tenant_id is empty for views of platform staff.
constexpr std::string_view views = R"sql(
CREATE TABLE list_views (
    id TEXT PRIMARY KEY,
    tenant_id TEXT NOT NULL,
    list TEXT NOT NULL,
    name TEXT NOT NULL,
    filter TEXT NOT NULL,
    sort TEXT NOT NULL,
    columns TEXT NOT NULL,
    group_by TEXT,
    shared BIGINT NOT NULL,
    owner_id TEXT NOT NULL,
    owner_name TEXT NOT NULL,
    saved_at BIGINT NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX list_views_by_list ON list_views (tenant_id, list, shared, name, id);
CREATE INDEX list_views_by_owner ON list_views (tenant_id, owner_id, list, name, id);
)sql";

}  // namespace

const kernel::MigrationList& migrations() {
    static const kernel::MigrationList list{{1100, "lists: views that people keep", views}};
    return list;
}

}  // namespace steward::lists
