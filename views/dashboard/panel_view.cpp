#include "views/dashboard/panel_view.h"

#include "views/dashboard/chart_panel_view.h"
#include "views/dashboard/heat_panel.h"
#include "views/dashboard/value_panels.h"

namespace steward::views {

PanelView* makePanelView(const domain::DashboardPanel& panel, const PanelScene& scene) {
    using domain::PanelKind;
    switch (panel.kind) {
        case PanelKind::line:
        case PanelKind::area:
        case PanelKind::stacked:
            return new ChartPanelView(panel, scene);
        case PanelKind::bar:
            return new BarPanelView(panel, scene);
        case PanelKind::heatMap:
            return new HeatPanelView(panel, scene);
        case PanelKind::gauge:
            return new GaugePanelView(panel, scene);
        case PanelKind::errorBudget:
            return new BudgetPanelView(panel, scene);
        case PanelKind::table:
            return new TablePanelView(panel, scene);
        case PanelKind::stat:
            return new FigurePanelView(panel, scene);
        case PanelKind::topList:
            return new TopPanelView(panel, scene);
        case PanelKind::sparkline:
            break;
    }
    return new CoursesPanelView(panel, scene);
}

}  // namespace steward::views
