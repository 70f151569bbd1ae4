#include "views/dashboard/theme_charts.h"

#include "ui/theme.h"

namespace steward::views {

ui::ChartColors chartColors() {
    const auto& theme = ui::Theme::current();
    return {.panel = theme.color("surface.panel"),
            .panelAlt = theme.color("surface.panelAlt"),
            .raised = theme.color("surface.raised"),
            .track = theme.color("surface.pressed"),
            .grid = theme.color("chartGrid"),
            .axis = theme.color("chartAxis"),
            .text = theme.color("text.primary"),
            .textMuted = theme.color("text.secondary"),
            .textDim = theme.color("text.tertiary"),
            .crosshair = theme.color("text.secondary"),
            .gapHatch = theme.color("border.strong"),
            .gapEdge = theme.color("warning.solid"),
            .gapText = theme.color("warning.fg"),
            .gapBorder = theme.color("warning.border"),
            .threshold = theme.color("danger.solid"),
            .deploy = theme.chart(3),
            .audit = theme.chart(7),
            .tooltip = theme.color("surface.tooltip"),
            .tooltipEdge = theme.color("border.strong"),
            .tooltipText = theme.color("text.onTooltip"),
            .tooltipDim = theme.color("text.onTooltipDim"),
            .focus = theme.color("accent.focus"),
            .good = theme.color("success.solid"),
            .warning = theme.color("warning.solid"),
            .bad = theme.color("danger.solid")};
}

std::vector<QColor> heatColors() {
    const auto heat = ui::Theme::current().heat();
    return {heat.begin(), heat.end()};
}

}  // namespace steward::views
