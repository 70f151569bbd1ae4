// Tables of plans and batches, numbers from 300.
#pragma once

#include "kernel/migrations.h"

namespace steward::plans {

const kernel::MigrationList& migrations();

}  // namespace steward::plans
