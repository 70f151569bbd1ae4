// Tables of billing, numbers from 800.
#pragma once

#include "kernel/migrations.h"

namespace steward::billing {

const kernel::MigrationList& migrations();

}  // namespace steward::billing
