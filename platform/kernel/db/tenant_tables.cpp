#include "kernel/db/tenant_tables.h"

namespace steward::kernel {

const std::vector<TenantTable>& tenantTables() {
    static const std::vector<TenantTable> tables{{"tenants", "id"},
                                                 {"tenant_suspensions"},
                                                 {"tenant_removals"},
                                                 {"users"},
                                                 {"custom_roles"},
                                                 {"account_links"},
                                                 {"sessions"},
                                                 {"api_keys"},
                                                 {"support_access"},
                                                 {"support_policies"},
                                                 {"external_identities"},
                                                 {"outgoing_mail"},
                                                 {"outbox"},
                                                 {"jobs"},
                                                 {"idempotency_keys"},
                                                 {"plans"},
                                                 {"plan_changes"},
                                                 {"batches"},
                                                 {"batch_results"},
                                                 {"brands"},
                                                 {"brand_versions"},
                                                 {"saved_reports"},
                                                 {"list_views"},
                                                 {"log_records"},
                                                 {"dashboards"},
                                                 {"dashboard_versions"},
                                                 {"metric_rollups"},
                                                 {"series"},
                                                 {"series_chunks"},
                                                 {"scrape_targets"},
                                                 {"alert_rules"},
                                                 {"silences"},
                                                 {"slos"},
                                                 {"alert_channels"},
                                                 {"alerts"},
                                                 {"alert_transitions"},
                                                 {"alert_groups"},
                                                 {"components"},
                                                 {"component_states"},
                                                 {"maintenance_windows"},
                                                 {"report_schedules"},
                                                 {"report_runs"},
                                                 {"report_run_deliveries"},
                                                 {"report_result_parts"},
                                                 {"usage"},
                                                 {"usage_events"},
                                                 {"subscription_months"},
                                                 {"audit", "tenant_id", /*appendOnly*/ true}};
    return tables;
}

const std::vector<BelongingTable>& belongingTables() {
    static const std::vector<BelongingTable> tables{{"credentials", "user_id", "users"},
                                                    {"second_factors", "user_id", "users"},
                                                    {"recovery_codes", "user_id", "users"},
                                                    {"authorization_codes", "user_id", "users"},
                                                    {"device_grants", "user_id", "users"},
                                                    {"refresh_tokens", "session_id", "sessions"},
                                                    {"external_sessions", "session_id", "sessions"}};
    return tables;
}

std::vector<std::string> namesOf(const std::vector<TenantTable>& tables) {
    std::vector<std::string> names;
    for (const auto& table : tables)
        names.push_back(table.name);
    return names;
}

}  // namespace steward::kernel
