#pragma once

#include "kernel/http/router.h"
#include "plans/plan_service.h"

namespace steward::plans {

// createPlan, getPlan, listPlanChanges, recalculatePlan, applyPlan, getBatch, listBatchResults
void bindRoutes(kernel::Router& router, PlanService& service);

}  // namespace steward::plans
