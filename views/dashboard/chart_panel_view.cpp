#include "views/dashboard/chart_panel_view.h"

#include <cmath>

#include "ui/theme.h"
#include "views/dashboard/dashboard_words.h"
#include "views/dashboard/panel_card.h"
#include "views/dashboard/theme_charts.h"

namespace steward::views {
namespace {

// Of one series; at one value a second this is two hours.
constexpr std::size_t capacity = 8000;

}  // namespace

ChartPanelView::ChartPanelView(const domain::DashboardPanel& panel, const PanelScene& scene)
    : PanelView(panel, scene), chart_(new ui::LiveChart) {
    chart_->setObjectName(QStringLiteral("chart.") + QString::fromStdString(panel.id));
    chart_->setAccessibleName(QString::fromStdString(panel.title));
    chart_->setFormat(formatOf(panel));
    chart_->setTimeCursor(scene.cursor);
    chart_->setZoomable(true);
    chart_->setStacked(isStacked());
    if (panel.minimum && panel.maximum) chart_->setValueRange(ui::ValueRange{*panel.minimum, *panel.maximum});
    for (std::size_t i = 0; i < panel.queries.size(); ++i)
        chart_->addSeries(
            {models::labelOf(panel.queries[i]), ui::Theme::current().chart(colorOf(panel.queries[i], i)),
             panel.kind == domain::PanelKind::area, isStacked() ? ui::LineDash::solid : ui::LineDash::byPosition},
            capacity);
    std::vector<ui::ThresholdLine> lines;
    for (const auto& threshold : panel.thresholds)
        lines.push_back({threshold.value, threshold.level == domain::ThresholdLevel::warning});
    chart_->setThresholds(std::move(lines));
    connect(chart_, &ui::LiveChart::headlineChanged, this, &PanelView::valueChanged);
    connect(chart_, &ui::LiveChart::rangeChosen, this, &PanelView::rangeChosen);
    connect(chart_, &ui::LiveChart::backAsked, this, &PanelView::backAsked);
}

void ChartPanelView::dress(PanelCard& card) {
    const auto& queries = panel().queries;
    for (std::size_t i = 0; queries.size() > 1 && i < queries.size(); ++i)
        card.addLegend(models::labelOf(queries[i]), colorOf(queries[i], i));
    for (const auto& threshold : panel().thresholds)
        if (!threshold.label.empty())
            card.addThreshold(QString::fromStdString(threshold.label),
                              threshold.level == domain::ThresholdLevel::warning);
}

void ChartPanelView::applyTheme() {
    chart_->setColors(chartColors());
    for (std::size_t i = 0; i < panel().queries.size(); ++i)
        chart_->setSeriesColor(int(i), ui::Theme::current().chart(colorOf(panel().queries[i], i)));
}

void ChartPanelView::showTime(const PanelTime& time) {
    if (time.isLive) chart_->setSpan(time.range.length());
    chart_->showRange(time.isLive ? std::nullopt : std::optional(time.range));
}

void ChartPanelView::showHistory(const PanelTime& time) {
    chart_->removeGaps({0, std::max<ui::Millis>(time.range.to, scene().source->now())});
    std::vector<ui::Sample> samples, below;
    for (std::size_t i = 0; i < panel().queries.size(); ++i) {
        samples.clear();
        std::int64_t known = 0;
        std::size_t under = 0;
        bool hole = false;
        for (const auto& point : points(i)) {
            if (std::isnan(point.value)) {
                hole = true;
                continue;
            }
            if (hole && known > 0 && i == 0) chart_->addGap({known, point.at});
            hole = false;
            known = point.at;
            double value = point.value;
            if (isStacked()) {
                while (under < below.size() && below[under].time < point.at)
                    ++under;
                if (under < below.size() && below[under].time == point.at) value += below[under].value;
            }
            samples.push_back({point.at, value});
        }
        chart_->replace(int(i), samples);
        if (isStacked()) below = samples;
    }
    chart_->advanceTo(time.range.to);
}

void ChartPanelView::showTick(const models::SeriesTick& tick, bool live) {
    double sum = 0;
    for (std::size_t i = 0; i < keys().size(); ++i) {
        const double value = tick.values[keys()[i]];
        if (std::isnan(value)) continue;
        sum += value;
        chart_->append(int(i), tick.at, isStacked() ? sum : value);
    }
    if (live) chart_->advanceTo(tick.at);
}

void ChartPanelView::showGap(ui::TimeRange gap, bool live) {
    chart_->addGap(gap);
    if (live) chart_->advanceTo(gap.to);
}

void ChartPanelView::showMarks(const std::vector<ui::Annotation>& marks) {
    chart_->setAnnotations(marks);
}

}  // namespace steward::views
