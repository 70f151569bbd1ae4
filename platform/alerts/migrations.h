// Tables of alerts, numbers from 1500.
#pragma once

#include "kernel/migrations.h"

namespace steward::alerts {

const kernel::MigrationList& migrations();

}  // namespace steward::alerts
