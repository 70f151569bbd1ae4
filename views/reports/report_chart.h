// A report's result as a chart: categories and series chosen from its shelves.
#pragma once

#include "report/result.h"
#include "ui/charts/category_chart.h"

namespace steward::views {

// Categories are the column groups, where there are any, otherwise the lines; series are the first row field, where it
// is not the category already. At most eight series: the last one holds the rest. Uses the first measure.
ui::CategoryData chartData(const report::Report& report);
ui::CategoryOptions chartOptions(const report::Report& report);
// "Sum of MRR by month, stacked by region".
QString chartTitle(const report::Report& report);

}  // namespace steward::views
