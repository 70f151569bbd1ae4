// What can be said about a change to a tenant without knowing the tenant.
#pragma once

#include "domain/tenant.h"

namespace steward::domain {

// The rules that the patch breaks whatever tenant it is laid over. Paths are JSON pointers into the patch.
std::vector<FieldError> check(const TenantPatch& patch);
// The members that a new tenant cannot do without, and the patch does not have.
std::vector<std::string> missingForNew(const TenantPatch& patch);

}  // namespace steward::domain
