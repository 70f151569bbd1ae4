// Tables of tenants and what belongs to them, numbers from 200. Their columns are those that reports read
// (report/schema.h); the table `audit` belongs to platform/audit.
#pragma once

#include "kernel/migrations.h"

namespace steward::tenancy {

const kernel::MigrationList& migrations();

}  // namespace steward::tenancy
