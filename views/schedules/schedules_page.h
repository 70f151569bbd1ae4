// Schedules of reports: a list with next and last runs, the form behind it, and a panel with the log of runs. GUI
// thread.
#pragma once

#include "views/common/page.h"

namespace steward::views {

PageInfo schedulesPage();

}  // namespace steward::views
