// Tables of the views that people keep of lists, numbers from 1100.
#pragma once

#include "kernel/migrations.h"

namespace steward::lists {

const kernel::MigrationList& migrations();

}  // namespace steward::lists
