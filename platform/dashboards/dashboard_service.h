// Dashboards: who sees, changes and shares them, and their history. A change is kept as a version and told to the audit
// log, in one transaction.
#pragma once

#include "contract/dashboard_messages.h"
#include "contract/endpoint.h"
#include "kernel/db/database.h"
#include "kernel/http/context.h"

namespace steward::dashboards {

class DashboardService {
public:
    // Both outlive the service.
    DashboardService(kernel::Database& database, const Clock& clock) : database_(database), clock_(clock) {}

    kernel::Async<contract::DashboardList> list(kernel::Context& context);
    kernel::Async<contract::Dashboard> get(kernel::Context& context, contract::DashboardRequest request);
    kernel::Async<contract::Dashboard> create(kernel::Context& context, contract::DashboardDraft draft);
    kernel::Async<contract::Dashboard> change(kernel::Context& context, contract::DashboardChange change);
    kernel::Async<contract::DashboardHistory> history(kernel::Context& context, std::string id);
    kernel::Async<contract::Dashboard> revert(kernel::Context& context, contract::DashboardRevert revert);
    kernel::Async<contract::Dashboard> share(kernel::Context& context, contract::DashboardSharing sharing);
    kernel::Async<contract::Nothing> remove(kernel::Context& context, std::string id);

private:
    kernel::Database& database_;
    const Clock& clock_;
};

}  // namespace steward::dashboards
