// How many rows of a list stand in each group: for headings of groups, and for choices to filter by.
#pragma once

#include "contract/list_messages.h"
#include "sql/connection.h"

namespace steward::lists {

// ErrorCode::invalid with errors for /by, /filter, /limit.
Result<contract::Groups> countGroups(sql::Connection& connection, const sql::TenantScope& scope,
                                     const contract::GroupsRequest& request, Time now, std::stop_token stop = {});

// A filter of a list, checked: ErrorCode::invalid with an error for /filter that names the position.
Result<> checkFilter(contract::ListName list, const std::string& filter, sql::Dialect dialect, Time now);

}  // namespace steward::lists
