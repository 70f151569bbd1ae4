#pragma once

#include "kernel/migrations.h"

namespace steward::logs {

const kernel::MigrationList& migrations();

}  // namespace steward::logs
