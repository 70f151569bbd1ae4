// The colours of a theme in resources/tokens.json, for tests and pictures.
#pragma once

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include "ui/charts/chart_colors.h"

namespace steward::ui {

struct TestTheme {
    ChartColors colors;
    std::vector<QColor> series;
    std::vector<QColor> heat;
};

inline TestTheme testTheme(const QString& name) {
    QFile file(qEnvironmentVariable("STEWARD_SOURCE") + QStringLiteral("/resources/tokens.json"));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("resources/tokens.json is missing; STEWARD_SOURCE names the source folder");
    const QJsonObject theme = QJsonDocument::fromJson(file.readAll())[QLatin1String("themes")][name].toObject();
    const auto color = [&theme](const char* group, const char* role) {
        return QColor(theme[QLatin1String(group)][QLatin1String(role)].toString());
    };
    const auto list = [&theme](const char* role) {
        std::vector<QColor> colors;
        for (const QJsonValue value : theme[QLatin1String(role)].toArray())
            colors.push_back(QColor(value.toString()));
        return colors;
    };
    TestTheme result{{}, list("chart"), list("heat")};
    result.colors = {
        .panel = color("surface", "panel"),
        .panelAlt = color("surface", "panelAlt"),
        .raised = color("surface", "raised"),
        .track = color("surface", "pressed"),
        .grid = QColor(theme[QLatin1String("chartGrid")].toString()),
        .axis = QColor(theme[QLatin1String("chartAxis")].toString()),
        .text = color("text", "primary"),
        .textMuted = color("text", "secondary"),
        .textDim = color("text", "tertiary"),
        .crosshair = color("text", "secondary"),
        .gapHatch = color("border", "strong"),
        .gapEdge = color("warning", "solid"),
        .gapText = color("warning", "fg"),
        .gapBorder = color("warning", "border"),
        .threshold = color("danger", "solid"),
        .deploy = result.series[3],
        .audit = result.series[7],
        .tooltip = color("surface", "tooltip"),
        .tooltipEdge = color("border", "strong"),
        .tooltipText = color("text", "onTooltip"),
        .tooltipDim = color("text", "onTooltipDim"),
        .focus = color("accent", "focus"),
        .good = color("success", "solid"),
        .warning = color("warning", "solid"),
        .bad = color("danger", "solid"),
    };
    return result;
}

}  // namespace steward::ui
