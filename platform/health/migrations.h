// Tables of components and their states, numbers from 1700.
#pragma once

#include "kernel/migrations.h"

namespace steward::health {

const kernel::MigrationList& migrations();

}  // namespace steward::health
