// Tables of saved reports, numbers from 700.
#pragma once

#include "kernel/migrations.h"

namespace steward::reports {

const kernel::MigrationList& migrations();

}  // namespace steward::reports
