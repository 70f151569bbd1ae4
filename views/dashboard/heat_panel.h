// How many requests took how long, when: the latency buckets of a history as a heat map.
#pragma once

#include "models/metrics/metric_history.h"
#include "ui/charts/heat_map.h"

namespace steward::views {

class HeatPanel : public ui::HeatMap {
    Q_OBJECT
public:
    static constexpr int columns = 30;
    explicit HeatPanel(const models::MetricHistory& history, QWidget* parent = nullptr);
    // Reads the history again; cheap enough for once in a column's time.
    void show(std::int64_t now);

    static std::vector<std::string> seriesNames();  // from fast to slow

private:
    const models::MetricHistory& history_;
};

}  // namespace steward::views
