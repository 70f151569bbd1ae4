// Uptime of components and tenants out of what is stored. On the thread of the connection.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "contract/health_messages.h"
#include "sql/connection.h"

namespace steward::health {

// Without the names of tenants. Of all tenants and the platform; of one, or of the platform alone where the id is
// empty.
Result<contract::UptimeReport> reportOf(sql::Connection& db, const std::optional<std::string>& tenantId,
                                        const std::string& month, Time now);
// Fills in the month that is not over.
Result<> addMonth(sql::Connection& db, std::vector<domain::Component>& components, Time now);
Result<contract::ComponentUptime> monthsOf(sql::Connection& db, const domain::Component& component, Time now);

}  // namespace steward::health
