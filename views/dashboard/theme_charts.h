// The theme in the words of the charts.
#pragma once

#include <vector>

#include "ui/charts/chart_colors.h"

namespace steward::views {

ui::ChartColors chartColors();
std::vector<QColor> heatColors();

}  // namespace steward::views
