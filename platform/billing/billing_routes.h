#pragma once

#include "billing/usage_intake.h"
#include "kernel/http/router.h"

namespace steward::billing {

// reportUsage
void bindRoutes(kernel::Router& router, UsageIntake& intake);

}  // namespace steward::billing
