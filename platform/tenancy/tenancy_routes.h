#pragma once

#include "kernel/http/router.h"
#include "tenancy/tenancy_service.h"

namespace steward::tenancy {

// listTenants, getTenant, createTenant, changeTenant, find
void bindRoutes(kernel::Router& router, TenancyService& service);

}  // namespace steward::tenancy
