#include "views/dashboard/heat_panel.h"

#include <cmath>

namespace steward::views {
namespace {

QString boundText(std::int64_t ms) {
    return ms < 1000 ? HeatPanel::tr("%1 ms").arg(ms) : HeatPanel::tr("%1 s").arg(ms / 1000);
}

}  // namespace

HeatPanel::HeatPanel(const models::MetricHistory& history, QWidget* parent) : ui::HeatMap(parent), history_(history) {
    setLegend(tr("fewer"), tr("more requests"), {ui::Unit::perSecond, {}, 1});
}

std::vector<std::string> HeatPanel::seriesNames() {
    std::vector<std::string> names;
    for (const auto bound : domain::metric::latencyBounds)
        names.push_back(std::string(domain::metric::latencyBucket) + std::to_string(bound));
    names.push_back(std::string(domain::metric::latencyBucket) + "inf");
    return names;
}

void HeatPanel::show(std::int64_t now) {
    const std::int64_t width = std::max<std::int64_t>(1, history_.span() / columns);
    const std::int64_t end = (now / width + 1) * width;
    const std::int64_t start = end - width * columns;
    const auto names = seriesNames();
    QStringList rows;
    std::vector<double> cells;
    for (std::size_t row = names.size(); row-- > 0;) {
        rows << (row + 1 == names.size() ? tr(">%1").arg(boundText(domain::metric::latencyBounds[row - 1]))
                                         : boundText(domain::metric::latencyBounds[row]));
        std::vector<double> sums(columns, 0);
        std::vector<int> counts(columns, 0);
        for (const auto& point : history_.points(names[row])) {
            if (point.at < start || point.at >= end || std::isnan(point.value)) continue;
            const auto column = std::size_t((point.at - start) / width);
            sums[column] += point.value;
            ++counts[column];
        }
        for (std::size_t column = 0; column < columns; ++column)
            cells.push_back(counts[column] ? sums[column] / counts[column] : std::nan(""));
    }
    setCells({start, end}, rows, columns, std::move(cells));
}

}  // namespace steward::views
