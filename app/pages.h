// The pages of the console, in the order of the navigation. A new screen is one line in pages.cpp.
#pragma once

#include <QList>

#include "views/common/page.h"

namespace steward::app {

QList<views::PageInfo> allPages();

}  // namespace steward::app
