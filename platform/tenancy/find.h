// What a pasted or typed text belongs to: an id of any kind (also as a UUID), an e-mail address, a domain, a slug, or
// the beginning of one of them or of a name. Case does not matter.
#pragma once

#include "contract/messages.h"
#include "sql/connection.h"

namespace steward::tenancy {

// Exact matches first. Finds only what the principal may read, in the scope.
Result<contract::FoundList> find(sql::Connection& connection, const sql::TenantScope& scope,
                                 const domain::Principal& principal, const contract::FindRequest& request);

}  // namespace steward::tenancy
