// What a chart needs to know of the theme, by role. The caller fills it from the tokens named behind each role and
// hands it over with setColors(), again whenever the theme changes.
#pragma once

#include <QColor>

namespace steward::ui {

struct ChartColors {
    QColor panel;        // surface.panel
    QColor panelAlt;     // surface.panelAlt
    QColor raised;       // surface.raised
    QColor track;        // surface.pressed
    QColor grid;         // chartGrid
    QColor axis;         // chartAxis
    QColor text;         // text.primary
    QColor textMuted;    // text.secondary
    QColor textDim;      // text.tertiary
    QColor crosshair;    // text.secondary
    QColor gapHatch;     // border.strong
    QColor gapEdge;      // warning.solid
    QColor gapText;      // warning.fg
    QColor gapBorder;    // warning.border
    QColor threshold;    // danger.solid
    QColor deploy;       // chart 4
    QColor audit;        // chart 8
    QColor tooltip;      // surface.tooltip
    QColor tooltipEdge;  // border.strong
    QColor tooltipText;  // text.onTooltip
    QColor tooltipDim;   // text.onTooltipDim
    QColor focus;        // accent.focus
    QColor good;         // success.solid
    QColor warning;      // warning.solid
    QColor bad;          // danger.solid
    bool operator==(const ChartColors&) const = default;
};

}  // namespace steward::ui
