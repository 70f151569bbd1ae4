#pragma once

#include "kernel/http/router.h"
#include "lists/list_service.h"

namespace steward::lists {

// listViews, getView, saveView, changeView, deleteView, countGroups
void bindRoutes(kernel::Router& router, ListService& service);

}  // namespace steward::lists
