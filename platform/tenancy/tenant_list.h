// The list of tenants in cursor pages, written as JSON while its rows are read.
#pragma once

#include <string>

#include "contract/messages.h"
#include "sql/connection.h"

namespace steward::tenancy {

// The text of a contract::Page<domain::Tenant>. Sorts by the fields of the dataset tenants and by the members of a
// tenant ("mrr" and "mrrMinor"), by name unless told. ErrorCode::invalid with errors for /limit, /cursor, /sort,
// /filter.
Result<std::string> listTenants(sql::Connection& connection, const sql::TenantScope& scope,
                                const contract::ListRequest& request, Time now, std::stop_token stop = {});

}  // namespace steward::tenancy
