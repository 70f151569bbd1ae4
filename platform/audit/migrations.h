// Tables of the audit log, numbers from 400.
#pragma once

#include "kernel/migrations.h"

namespace steward::audit {

const kernel::MigrationList& migrations();

}  // namespace steward::audit
