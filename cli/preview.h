// What a plan would be about, put together from what can be read alone: for --dry-run, which computes no plan on the
// platform, because even that stores something there.
#pragma once

#include "cli/program.h"
#include "domain/plan.h"

namespace steward::cli {

// Before and after for each selected entity as far as that can be told here: the platform's rules decide what is left
// out when the plan is computed.
Result<std::vector<domain::PlanChange>> preview(Program& program, const domain::PlanRequest& request);

}  // namespace steward::cli
