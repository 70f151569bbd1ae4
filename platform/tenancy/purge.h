// The end of removed tenants: once they can no longer be restored, everything of them goes but the audit log.
#pragma once

#include "domain/access.h"
#include "sql/connection.h"

namespace steward::tenancy {

// Purges one tenant that was removed before `time`, every row of it in kernel::tenantTables() and what belongs to
// those, in the caller's write transaction, with an audit entry by `actor`. False: there is none.
Result<bool> purgeOne(sql::Connection& connection, Time time, Time now, const domain::Principal& actor);

}  // namespace steward::tenancy
