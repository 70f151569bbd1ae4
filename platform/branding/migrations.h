// Tables of brands, numbers from 600.
#pragma once

#include "kernel/migrations.h"

namespace steward::branding {

const kernel::MigrationList& migrations();

}  // namespace steward::branding
