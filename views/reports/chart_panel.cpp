#include "views/reports/chart_panel.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

#include "ui/buttons.h"
#include "ui/labels.h"

namespace steward::views {

ChartPanel::ChartPanel(models::ReportBuilder& builder, QWidget* parent)
    : QWidget(parent),
      builder_(builder),
      type_(new ui::SegmentedControl),
      stacking_(new ui::SegmentedControl),
      totals_(new ui::Switch(tr("Above each bar"))),
      fromZero_(new ui::Switch(tr("Starts at 0"))) {
    setFixedWidth(272);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 14, 16, 16);
    column->setSpacing(10);
    column->addWidget(new ui::Text(tr("Chart"), ui::TextStyle::bodyStrong));
    const auto addRow = [&](const QString& label, const QString& name, QWidget* control) {
        control->setObjectName(name);
        control->setAccessibleName(label);
        auto* row = new QHBoxLayout;
        auto* title = new ui::Text(label, ui::TextStyle::body, ui::Tone::secondary);
        title->setFixedWidth(76);
        row->addWidget(title);
        row->addWidget(control);
        row->addStretch();
        column->addLayout(row);
    };
    type_->addSegment({}, QStringLiteral("bar-chart-fill"), tr("Bars"));
    type_->addSegment({}, QStringLiteral("graph-up"), tr("Lines"));
    type_->addSegment({}, QStringLiteral("slash-circle"), tr("No chart"));
    stacking_->addSegment(tr("None"));
    stacking_->addSegment(tr("Stack"));
    stacking_->addSegment(tr("100 %"));
    addRow(tr("Type"), QStringLiteral("chartType"), type_);
    addRow(tr("Stacking"), QStringLiteral("chartStacking"), stacking_);
    addRow(tr("Totals"), QStringLiteral("chartTotals"), totals_);
    addRow(tr("Value axis"), QStringLiteral("chartFromZero"), fromZero_);
    column->addStretch();
    connect(type_, &ui::SegmentedControl::currentChanged, this, &ChartPanel::apply);
    connect(stacking_, &ui::SegmentedControl::currentChanged, this, &ChartPanel::apply);
    connect(totals_, &QAbstractButton::toggled, this, &ChartPanel::apply);
    connect(fromZero_, &QAbstractButton::toggled, this, &ChartPanel::apply);
    connect(&builder_, &models::ReportBuilder::chartChanged, this, &ChartPanel::fill);
    fill();
}

void ChartPanel::fill() {
    filling_ = true;
    const auto& chart = builder_.definition().chart;
    type_->setCurrent(chart.type == report::ChartType::bar ? 0 : chart.type == report::ChartType::line ? 1 : 2);
    stacking_->setCurrent(chart.stacking == report::Stacking::none    ? 0
                          : chart.stacking == report::Stacking::stack ? 1
                                                                      : 2);
    totals_->setChecked(chart.totals);
    fromZero_->setChecked(chart.axisFromZero);
    stacking_->setEnabled(chart.type == report::ChartType::bar);
    fromZero_->setEnabled(chart.type == report::ChartType::line);
    filling_ = false;
}

void ChartPanel::apply() {
    if (filling_) return;
    constexpr report::ChartType types[] = {report::ChartType::bar, report::ChartType::line, report::ChartType::none};
    constexpr report::Stacking stackings[] = {report::Stacking::none, report::Stacking::stack,
                                              report::Stacking::percent};
    builder_.setChart(
        {types[type_->current()], stackings[stacking_->current()], totals_->isChecked(), fromZero_->isChecked()});
}

}  // namespace steward::views
