// A report's result as a chart: categories, series and values chosen in its definition, or from its shelves.
#pragma once

#include "models/reports/drill.h"
#include "report/result.h"
#include "ui/charts/category_chart.h"

namespace steward::views {

// Keys of what can be drawn side by side, and of what can tell series apart then: the chart draws lines and totals of
// the table as they are, and adds nothing up that cannot be.
struct ChartChoices {
    std::vector<std::string> categories;
    std::vector<std::string> series;
};
ChartChoices chartChoices(const report::Definition& definition);
// What the definition chooses, or the usual: column groups side by side, otherwise lines; series are the first row
// field, where it is not the category already. Empty: none.
std::string categoryOf(const report::Definition& definition);
std::string seriesOf(const report::Definition& definition);

// The number of the colour of a series, from 0 (ui::Theme::chart).
int colourOf(const report::Chart& chart, std::size_t series);

// At most eight series: of sums and counts the last one holds the rest. What is left out is said by chartRemark().
ui::CategoryData chartData(const report::Report& report);
ui::CategoryOptions chartOptions(const report::Report& report);
// "Sum of MRR by month, stacked by region".
QString chartTitle(const report::Report& report);
// Where the rows of a category stand in the table; nothing where several lines make one.
std::optional<models::CellPlace> placeOf(const report::Report& report, int category);
// "The first 60 of 412"; empty when all of it is drawn.
QString chartRemark(const report::Report& report);

}  // namespace steward::views
