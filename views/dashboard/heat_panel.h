// How many requests took how long, when, and the like: series from low to high as the rows of a heat map.
#pragma once

#include "ui/charts/heat_map.h"
#include "views/dashboard/panel_view.h"

namespace steward::views {

class HeatPanelView : public PanelView {
    Q_OBJECT
public:
    static constexpr int columns = 30;
    HeatPanelView(const domain::DashboardPanel& panel, const PanelScene& scene);

    QWidget* widget() const override { return map_; }
    void applyTheme() override;
    void showHistory(const PanelTime& time) override;
    void showMarks(const std::vector<ui::Annotation>& marks) override { map_->setAnnotations(marks); }
    void showSecond(int second, const PanelTime& time) override;

private:
    ui::HeatMap* map_;
};

}  // namespace steward::views
