// Names of design tokens, checked by the compiler: `theme.color("text.secondary")` builds, a misspelt name does not.
// A test compares these lists with resources/tokens.json in both directions.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace steward::ui {

inline constexpr std::array<std::string_view, 87> colorNames{"surface.canvas",
                                                             "surface.nav",
                                                             "surface.panel",
                                                             "surface.panelAlt",
                                                             "surface.raised",
                                                             "surface.field",
                                                             "surface.hover",
                                                             "surface.pressed",
                                                             "surface.selected",
                                                             "surface.selectedHover",
                                                             "surface.navActive",
                                                             "surface.skeleton",
                                                             "surface.tooltip",
                                                             "surface.scrim",
                                                             "text.primary",
                                                             "text.secondary",
                                                             "text.tertiary",
                                                             "text.disabled",
                                                             "text.onTooltip",
                                                             "text.onTooltipDim",
                                                             "text.link",
                                                             "border.subtle",
                                                             "border.default",
                                                             "border.strong",
                                                             "border.control",
                                                             "border.controlHover",
                                                             "accent.fill",
                                                             "accent.fillHover",
                                                             "accent.fillPressed",
                                                             "accent.on",
                                                             "accent.fg",
                                                             "accent.bg",
                                                             "accent.border",
                                                             "accent.focus",
                                                             "success.bg",
                                                             "success.fg",
                                                             "success.border",
                                                             "success.solid",
                                                             "warning.bg",
                                                             "warning.fg",
                                                             "warning.border",
                                                             "warning.solid",
                                                             "danger.bg",
                                                             "danger.fg",
                                                             "danger.border",
                                                             "danger.solid",
                                                             "danger.solidHover",
                                                             "danger.on",
                                                             "info.bg",
                                                             "info.fg",
                                                             "info.border",
                                                             "info.solid",
                                                             "neutral.bg",
                                                             "neutral.fg",
                                                             "neutral.border",
                                                             "neutral.solid",
                                                             "env.local.solid",
                                                             "env.local.on",
                                                             "env.local.bg",
                                                             "env.local.fg",
                                                             "env.local.border",
                                                             "env.staging.solid",
                                                             "env.staging.on",
                                                             "env.staging.bg",
                                                             "env.staging.fg",
                                                             "env.staging.border",
                                                             "env.production.solid",
                                                             "env.production.on",
                                                             "env.production.bg",
                                                             "env.production.fg",
                                                             "env.production.border",
                                                             "chartGrid",
                                                             "chartAxis",
                                                             "chart.1",
                                                             "chart.2",
                                                             "chart.3",
                                                             "chart.4",
                                                             "chart.5",
                                                             "chart.6",
                                                             "chart.7",
                                                             "chart.8",
                                                             "heat.1",
                                                             "heat.2",
                                                             "heat.3",
                                                             "heat.4",
                                                             "heat.5",
                                                             "heat.6"};

inline constexpr std::array<std::string_view, 24> metricNames{
    "envBar",         "navWidth",    "navRail",      "navRow",       "header",       "pageHeader",
    "tabBar",         "toolbar",     "statusBar",    "tableHeader",  "row",          "rowCompact",
    "rowComfortable", "control",     "controlLarge", "controlSmall", "panelPadding", "cardHeader",
    "detailPanel",    "dialogWidth", "paletteWidth", "menuRow",      "scrollbar",    "splitter"};

template <const auto& names>
class TokenName {
public:
    consteval TokenName(const char* name) : index_(find(name)) {
        if (index_ == names.size()) throw "there is no such design token";
    }
    // For names that are only known at run time, such as those in the stylesheet template.
    static std::optional<TokenName> named(std::string_view name) {
        const std::size_t index = find(name);
        return index == names.size() ? std::nullopt : std::optional(TokenName(index));
    }
    constexpr std::size_t index() const { return index_; }
    constexpr std::string_view name() const { return names[index_]; }

private:
    constexpr explicit TokenName(std::size_t index) : index_(index) {}
    static constexpr std::size_t find(std::string_view name) {
        std::size_t index = 0;
        while (index < names.size() && names[index] != name)
            ++index;
        return index;
    }
    std::size_t index_;
};

using ColorRole = TokenName<colorNames>;
using Metric = TokenName<metricNames>;

}  // namespace steward::ui
