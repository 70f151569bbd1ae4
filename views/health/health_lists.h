// The lists behind the tabs of the page of health: each is a list page of its own. GUI thread.
#pragma once

#include "views/common/list_page.h"

namespace steward::views {

enum class HealthTab { components, windows };

// With the page that holds it as parent; never null.
ListPage* makeHealthList(HealthTab tab, PageContext& context);

}  // namespace steward::views
