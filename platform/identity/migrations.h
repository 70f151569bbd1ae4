// Tables of identity, numbers from 100. The table `users` itself belongs to sdk/report/schema.h.
#pragma once

#include "kernel/migrations.h"

namespace steward::identity {

const kernel::MigrationList& migrations();

}  // namespace steward::identity
