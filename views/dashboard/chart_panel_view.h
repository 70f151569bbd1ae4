// Lines, areas and stacked areas over time.
#pragma once

#include "ui/charts/live_chart.h"
#include "views/dashboard/panel_view.h"

namespace steward::views {

class ChartPanelView : public PanelView {
    Q_OBJECT
public:
    ChartPanelView(const domain::DashboardPanel& panel, const PanelScene& scene);

    QWidget* widget() const override { return chart_; }
    void dress(PanelCard& card) override;
    void applyTheme() override;
    void showTime(const PanelTime& time) override;
    void showHistory(const PanelTime& time) override;
    void showTick(const models::SeriesTick& tick, bool live) override;
    void showGap(ui::TimeRange gap, bool live) override;
    void showMarks(const std::vector<ui::Annotation>& marks) override;

private:
    bool isStacked() const { return panel().kind == domain::PanelKind::stacked; }
    ui::LiveChart* chart_;
};

}  // namespace steward::views
