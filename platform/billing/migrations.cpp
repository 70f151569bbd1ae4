#include "billing/migrations.h"

namespace steward::billing {
namespace {

// What was counted in `usage` and when, as long as it may be sent again.
constexpr std::string_view usageEvents = R"sql(
CREATE TABLE usage_events (
    tenant_id TEXT NOT NULL,
    id TEXT NOT NULL,
    metric TEXT NOT NULL,
    quantity BIGINT NOT NULL,
    occurred_at BIGINT NOT NULL,
    counted_on BIGINT NOT NULL,
    received_at BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, id)
);
CREATE INDEX usage_events_by_age ON usage_events (received_at);
)sql";

}  // namespace

const kernel::MigrationList& migrations() {
    static const kernel::MigrationList list{{800, "billing: usage events", usageEvents}};
    return list;
}

}  // namespace steward::billing
