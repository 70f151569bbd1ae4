// Tables of scheduled reports, numbers from 1800.
#pragma once

#include "kernel/migrations.h"

namespace steward::schedules {

const kernel::MigrationList& migrations();

}  // namespace steward::schedules
