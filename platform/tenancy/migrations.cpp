#include "tenancy/migrations.h"

#include "report/schema.h"

namespace steward::tenancy {
namespace {

// What lists are sorted by, and how many tenants there are without counting them.
constexpr std::string_view lists = R"sql(
CREATE INDEX tenants_by_mrr ON tenants (mrr_minor, id);
CREATE INDEX tenants_by_users ON tenants (users, id);
CREATE INDEX tenants_by_created_at ON tenants (created_at, id);
CREATE INDEX tenants_by_last_active_at ON tenants (last_active_at, id);
CREATE INDEX tenants_by_domain ON tenants (domain);
CREATE INDEX tenants_by_any_name ON tenants (lower(name));
CREATE INDEX users_by_email_alone ON users (email);
CREATE INDEX users_by_any_name ON users (lower(name));
CREATE TABLE tenant_count (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    tenants BIGINT NOT NULL
);
INSERT INTO tenant_count (only, tenants) SELECT 1, count(*) FROM tenants;
CREATE TRIGGER tenant_counted AFTER INSERT ON tenants BEGIN
    UPDATE tenant_count SET tenants = tenants + 1;
END;
CREATE TRIGGER tenant_uncounted AFTER DELETE ON tenants BEGIN
    UPDATE tenant_count SET tenants = tenants - 1;
END;
)sql";

// What suspended tenants were, and those that were archived from there.
constexpr std::string_view suspensions = R"sql(
CREATE TABLE tenant_suspensions (
    tenant_id TEXT PRIMARY KEY,
    status_before TEXT NOT NULL
);
)sql";

}  // namespace

const kernel::MigrationList& migrations() {
    static const kernel::MigrationList list{{200, "tenancy: tenants", report::schema::tenants},
                                            {201, "tenancy: users", report::schema::users},
                                            {202, "tenancy: usage", report::schema::usage},
                                            {203, "tenancy: subscription months", report::schema::subscriptionMonths},
                                            {204, "tenancy: lists", lists},
                                            {205, "tenancy: what suspended tenants were", suspensions}};
    return list;
}

}  // namespace steward::tenancy
