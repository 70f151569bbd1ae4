#include "views/reports/report_chart.h"

#include <algorithm>
#include <cmath>

#include "ui/theme.h"
#include "views/reports/report_words.h"

namespace steward::views {
namespace {

constexpr int atMostSeries = 8;
constexpr int atMostCategories = 60;

double plus(double a, double b) {
    if (std::isnan(a)) return b;
    return std::isnan(b) ? a : a + b;
}

}  // namespace

ui::CategoryData chartData(const report::Report& report) {
    ui::CategoryData data;
    const auto& table = report.table;
    if (table.measures.empty()) return data;
    const QLocale locale;
    const auto& measure = table.measures.front();
    const std::size_t stride = table.measures.size();
    const bool across = !table.columns.empty();
    std::vector<const report::Line*> leaves;
    for (const auto& line : table.lines)
        if (line.kind == report::LineKind::leaf || (table.rows.empty() && line.kind == report::LineKind::total))
            leaves.push_back(&line);

    if (across) {
        for (const auto& keys : table.columnKeys)
            data.categories << cellText(keys.front(), table.columns.front(), locale);
    } else {
        for (const auto* line : leaves)
            data.categories << (line->keys.empty() ? QString()
                                                   : cellText(line->keys.back(), table.rows.back(), locale));
    }
    if (data.categories.size() > atMostCategories) data.categories = data.categories.mid(0, atMostCategories);
    const auto count = std::size_t(data.categories.size());

    const auto seriesFor = [&](const QString& name) -> ui::CategorySeries& {
        const auto same = std::find_if(data.series.begin(), data.series.end(),
                                       [&](const auto& series) { return series.name == name; });
        if (same != data.series.end()) return *same;
        if (data.series.size() == std::size_t(atMostSeries)) {
            data.series.back().name = ReportWords::tr("All others");
            return data.series.back();
        }
        data.series.push_back(
            {name, ui::Theme::current().chart(int(data.series.size())), std::vector<double>(count, std::nan(""))});
        return data.series.back();
    };
    for (std::size_t i = 0; i < leaves.size(); ++i) {
        const auto& line = *leaves[i];
        if (across) {
            auto& series =
                seriesFor(line.keys.empty() ? measureText(report.definition.dataset, report.definition.measures.front())
                                            : cellText(line.keys.front(), table.rows.front(), locale));
            for (std::size_t group = 0; group < count; ++group)
                series.values[group] = plus(series.values[group], cellNumber(line.cells[group * stride], measure));
        } else if (i < count) {
            auto& series = seriesFor(line.keys.size() > 1
                                         ? cellText(line.keys.front(), table.rows.front(), locale)
                                         : measureText(report.definition.dataset, report.definition.measures.front()));
            series.values[i] = plus(series.values[i], cellNumber(line.cells.front(), measure));
        }
    }
    return data;
}

ui::CategoryOptions chartOptions(const report::Report& report) {
    const auto& chart = report.definition.chart;
    ui::CategoryOptions options;
    options.kind = chart.type == report::ChartType::line ? ui::CategoryKind::line : ui::CategoryKind::bar;
    options.stacking = chart.stacking == report::Stacking::none    ? ui::Stacking::none
                       : chart.stacking == report::Stacking::stack ? ui::Stacking::stack
                                                                   : ui::Stacking::percent;
    options.totals = chart.totals;
    options.fromZero = chart.axisFromZero;
    if (!report.table.measures.empty()) options.format = chartFormat(report.table.measures.front());
    return options;
}

QString chartTitle(const report::Report& report) {
    const auto& definition = report.definition;
    if (definition.measures.empty()) return {};
    const QString measure = measureText(definition.dataset, definition.measures.front());
    const auto* category = !definition.columns.empty() ? &definition.columns.front()
                           : definition.rows.empty()   ? nullptr
                                                       : &definition.rows.back();
    if (!category) return measure;
    const QString by = dimensionText(definition.dataset, *category).toLower();
    const auto* series = !definition.columns.empty() && !definition.rows.empty() ? &definition.rows.front()
                         : definition.rows.size() > 1                            ? &definition.rows.front()
                                                                                 : nullptr;
    //: a chart: %1 measure, %2 category
    if (!series) return ReportWords::tr("%1 by %2").arg(measure, by);
    const bool stacked =
        definition.chart.type == report::ChartType::bar && definition.chart.stacking != report::Stacking::none;
    //: a chart: %1 measure, %2 category, %3 series
    return (stacked ? ReportWords::tr("%1 by %2, stacked by %3") : ReportWords::tr("%1 by %2 and %3"))
        .arg(measure, by, dimensionText(definition.dataset, *series).toLower());
}

}  // namespace steward::views
