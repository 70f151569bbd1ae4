// Tables of the dashboards that people keep, numbers from 1600.
#pragma once

#include "kernel/migrations.h"

namespace steward::dashboards {

const kernel::MigrationList& migrations();

}  // namespace steward::dashboards
