#include "views/dashboard/heat_panel.h"

#include "views/dashboard/dashboard_words.h"
#include "views/dashboard/theme_charts.h"

namespace steward::views {

HeatPanelView::HeatPanelView(const domain::DashboardPanel& panel, const PanelScene& scene)
    : PanelView(panel, scene), map_(new ui::HeatMap) {
    map_->setObjectName(QStringLiteral("heat.") + QString::fromStdString(panel.id));
    map_->setAccessibleName(QString::fromStdString(panel.title));
    map_->setTimeCursor(scene.cursor);
    const QString word = QString::fromStdString(panel.word.value_or(""));
    //: at the two ends of a scale of colours; %1 is what is counted, "requests"
    map_->setLegend(tr("fewer"), word.isEmpty() ? tr("more") : tr("more %1").arg(word),
                    {formatOf(panel).unit, {}, formatOf(panel).decimals});
}

void HeatPanelView::applyTheme() {
    map_->setColors(chartColors(), heatColors());
}

void HeatPanelView::showHistory(const PanelTime& time) {
    const std::int64_t width = std::max<std::int64_t>(1, time.range.length() / columns);
    const std::int64_t end = (time.range.to / width + 1) * width;
    const std::int64_t start = end - width * columns;
    QStringList rows;
    std::vector<double> cells;
    for (std::size_t row = panel().queries.size(); row-- > 0;) {
        rows << models::labelOf(panel().queries[row]);
        const auto steps = models::stepsOf(points(row), start, end, columns);
        cells.insert(cells.end(), steps.begin(), steps.end());
    }
    map_->setCells({start, end}, rows, columns, std::move(cells));
}

void HeatPanelView::showSecond(int second, const PanelTime& time) {
    if (second % 2 == 0) showHistory(time);
}

}  // namespace steward::views
