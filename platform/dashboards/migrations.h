// Tables of the dashboards that people keep, numbers from 1500.
#pragma once

#include "kernel/migrations.h"

namespace steward::dashboards {

const kernel::MigrationList& migrations();

}  // namespace steward::dashboards
