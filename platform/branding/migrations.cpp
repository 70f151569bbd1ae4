#include "branding/migrations.h"

namespace steward::branding {
namespace {

// Brands are documents (domain/brand.h). A tenant without a row has the brand it began with, and no draft.
constexpr std::string_view tables = R"sql(
CREATE TABLE brands (
    tenant_id TEXT PRIMARY KEY,
    draft TEXT NOT NULL,
    draft_revision BIGINT NOT NULL,
    draft_saved_at BIGINT,
    draft_saved_by TEXT NOT NULL,
    published TEXT NOT NULL,
    version BIGINT NOT NULL,
    published_at BIGINT,
    published_by TEXT NOT NULL
);
CREATE TABLE brand_versions (
    tenant_id TEXT NOT NULL,
    version BIGINT NOT NULL,
    brand TEXT NOT NULL,
    published_at BIGINT NOT NULL,
    published_by TEXT NOT NULL,
    PRIMARY KEY (tenant_id, version)
);
)sql";

}  // namespace

const kernel::MigrationList& migrations() {
    static const kernel::MigrationList list{{600, "branding: brands and their versions", tables}};
    return list;
}

}  // namespace steward::branding
