// The lists behind the tabs of the page of alerts: each is a list page of its own. GUI thread.
#pragma once

#include "views/common/list_page.h"

namespace steward::views {

enum class AlertTab { alerts, rules, silences, slos, channels };

// With the page that holds it as parent; never null.
ListPage* makeAlertList(AlertTab tab, PageContext& context);

}  // namespace steward::views
