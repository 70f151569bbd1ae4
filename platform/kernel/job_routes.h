// listJobs and cancelJob.
#pragma once

#include "kernel/http/router.h"
#include "kernel/jobs.h"

namespace steward::kernel {

void bindJobRoutes(Router& router, Jobs& jobs, Database& database);

}  // namespace steward::kernel
