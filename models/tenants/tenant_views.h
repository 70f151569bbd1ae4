// The views of the list of tenants that are always there.
#pragma once

#include "models/common/saved_views.h"

namespace steward::models {

std::vector<SavedView> tenantViews();

}  // namespace steward::models
