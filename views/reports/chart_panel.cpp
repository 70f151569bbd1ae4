#include "views/reports/chart_panel.h"

#include <QAbstractButton>
#include <QHBoxLayout>
#include <QMenu>
#include <QPainter>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/buttons.h"
#include "ui/fields.h"
#include "ui/labels.h"
#include "ui/theme.h"
#include "views/reports/report_chart.h"
#include "views/reports/report_words.h"

namespace steward::views {
namespace {

using report::ChartType;

using TypeIcon = std::pair<ChartType, const char*>;
constexpr TypeIcon types[] = {
    {ChartType::bar, "bar-chart-fill"}, {ChartType::line, "graph-up"}, {ChartType::area, "layers"},
    {ChartType::scatter, "diagram-3"},  {ChartType::pie, "pie-chart"}, {ChartType::heatMap, "grid-1x2"},
    {ChartType::kpi, "hash"},           {ChartType::none, "table"},
};

void offer(ui::Select* select, const report::Definition& definition, const std::vector<std::string>& keys,
           const std::string& chosen) {
    select->clear();
    for (const auto& key : keys)
        select->addItem(keyTitle(definition, key), QString::fromStdString(key));
    select->setCurrentIndex(select->findData(QString::fromStdString(chosen)));
    select->setEnabled(select->count() > 1);
}

constexpr int swatchSize = 16;

void paintSwatch(QPainter& painter, const QRectF& area, int colour) {
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(ui::Theme::current().chart(colour));
    painter.drawRoundedRect(area, 4, 4);
}

QIcon swatchIcon(int colour) {
    QPixmap picture(swatchSize * 2, swatchSize * 2);
    picture.setDevicePixelRatio(2);
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    paintSwatch(painter, {0, 0, swatchSize, swatchSize}, colour);
    return QIcon(picture);
}

}  // namespace

// The colour of one series, to be clicked.
class ChartPanel::Swatch final : public QAbstractButton {
public:
    explicit Swatch(int series) {
        setObjectName(QStringLiteral("chartColour.%1").arg(series));
        setAccessibleName(ChartPanel::tr("Colour of series %1").arg(series));
        setToolTip(accessibleName());
        setFocusPolicy(Qt::StrongFocus);
        setFixedSize(swatchSize, swatchSize);
    }
    void setColour(int colour) {
        colour_ = colour;
        update();
    }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        if (!isEnabled()) painter.setOpacity(0.4);
        paintSwatch(painter, rect(), colour_);
    }

private:
    int colour_ = 0;
};

ChartPanel::ChartPanel(models::ReportBuilder& builder, QWidget* parent)
    : QWidget(parent),
      builder_(builder),
      type_(new ui::SegmentedControl),
      typeName_(new ui::Text({}, ui::TextStyle::small, ui::Tone::secondary)),
      category_(new ui::Select),
      value_(new ui::Select),
      across_(new ui::Select),
      series_(new ui::Select),
      stacking_(new ui::SegmentedControl),
      totals_(new ui::Switch(tr("Above each bar"))),
      fromZero_(new ui::Switch(tr("Starts at 0"))) {
    setFixedWidth(272);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 14, 16, 16);
    column->setSpacing(10);
    auto* heading = new QHBoxLayout;
    heading->addWidget(new ui::Text(tr("Chart"), ui::TextStyle::bodyStrong));
    heading->addStretch();
    heading->addWidget(typeName_);
    column->addLayout(heading);
    type_->setObjectName(QStringLiteral("chartType"));
    type_->setAccessibleName(tr("Type"));
    column->addWidget(type_, 0, Qt::AlignLeft);
    const auto addRow = [&](const QString& label, const QString& name, QWidget* control) {
        control->setObjectName(name);
        control->setAccessibleName(label);
        auto* row = new QHBoxLayout;
        auto* title = new ui::Text(label, ui::TextStyle::body, ui::Tone::secondary);
        title->setFixedWidth(76);
        row->addWidget(title);
        row->addWidget(control, qobject_cast<ui::Select*>(control) ? 1 : 0);
        if (!qobject_cast<ui::Select*>(control)) row->addStretch();
        column->addLayout(row);
    };
    for (const auto& [type, icon] : types)
        type_->segment(type_->addSegment({}, QString::fromLatin1(icon), text(type)))->setToolTip(text(type));
    for (ui::Select* select : {category_, value_, across_, series_})
        select->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    stacking_->addSegment(tr("None"));
    stacking_->addSegment(tr("Stack"));
    stacking_->addSegment(tr("100 %"));
    addRow(tr("Category"), QStringLiteral("chartCategory"), category_);
    addRow(tr("Value"), QStringLiteral("chartValue"), value_);
    addRow(tr("Across"), QStringLiteral("chartAcross"), across_);
    addRow(tr("Series"), QStringLiteral("chartSeries"), series_);
    addRow(tr("Stacking"), QStringLiteral("chartStacking"), stacking_);
    auto* swatches = new QWidget;
    auto* inRow = new QHBoxLayout(swatches);
    inRow->setContentsMargins(0, 0, 0, 0);
    inRow->setSpacing(2);
    for (std::size_t i = 0; i < colours_.size(); ++i) {
        colours_[i] = new Swatch(int(i) + 1);
        connect(colours_[i], &QAbstractButton::clicked, this, [this, i] { chooseColour(i); });
        inRow->addWidget(colours_[i]);
    }
    addRow(tr("Colours"), QStringLiteral("chartColours"), swatches);
    addRow(tr("Totals"), QStringLiteral("chartTotals"), totals_);
    addRow(tr("Value axis"), QStringLiteral("chartFromZero"), fromZero_);
    for (ui::Select* select : {category_, value_, across_, series_})
        connect(select, &QComboBox::currentIndexChanged, this, &ChartPanel::apply);
    for (ui::SegmentedControl* choice : {type_, stacking_})
        connect(choice, &ui::SegmentedControl::currentChanged, this, &ChartPanel::apply);
    connect(totals_, &QAbstractButton::toggled, this, &ChartPanel::apply);
    connect(fromZero_, &QAbstractButton::toggled, this, &ChartPanel::apply);
    connect(&builder_, &models::ReportBuilder::chartChanged, this, &ChartPanel::fill);
    connect(&builder_, &models::ReportBuilder::definitionChanged, this, &ChartPanel::fill);
    connect(&ui::Theme::current(), &ui::Theme::changed, this, &ChartPanel::fill);
    fill();
}

void ChartPanel::fill() {
    filling_ = true;
    const auto& definition = builder_.definition();
    const auto& chart = definition.chart;
    type_->setCurrent(int(std::ranges::find(types, chart.type, &TypeIcon::first) - types));
    typeName_->setText(text(chart.type));
    std::vector<std::string> measures;
    for (const auto& measure : shownMeasures(definition))
        measures.push_back(keyOf(measure));
    const auto known = [&](const std::optional<std::string>& key, std::size_t usual) {
        if (key && std::ranges::find(measures, *key) != measures.end()) return *key;
        return measures.empty() ? std::string() : measures[std::min(usual, measures.size() - 1)];
    };
    const auto choices = chartChoices(definition);
    offer(category_, definition, choices.categories, categoryOf(definition));
    offer(value_, definition, measures, known(chart.value, 0));
    offer(across_, definition, measures, known(chart.across, 1));
    offer(series_, definition, choices.series, {});
    series_->insertItem(0, tr("None"), QString());
    series_->setCurrentIndex(std::max(0, series_->findData(QString::fromStdString(seriesOf(definition)))));
    stacking_->setCurrent(chart.stacking == report::Stacking::none    ? 0
                          : chart.stacking == report::Stacking::stack ? 1
                                                                      : 2);
    for (std::size_t i = 0; i < colours_.size(); ++i)
        colours_[i]->setColour(colourOf(chart, i));
    totals_->setChecked(chart.totals);
    fromZero_->setChecked(chart.axisFromZero);
    const auto type = chart.type;
    const bool hasCategories = type != ChartType::none && type != ChartType::kpi;
    category_->setEnabled(hasCategories && category_->count() > 1);
    value_->setEnabled(hasCategories && value_->count() > 1);
    across_->setEnabled(type == ChartType::scatter && across_->count() > 1);
    series_->setEnabled(hasCategories && type != ChartType::pie && series_->count() > 1);
    stacking_->setEnabled(type == ChartType::bar || type == ChartType::area);
    totals_->setEnabled(type == ChartType::bar || type == ChartType::area);
    fromZero_->setEnabled(type == ChartType::line || type == ChartType::scatter);
    for (auto* button : colours_)
        button->setEnabled(hasCategories && type != ChartType::heatMap);
    filling_ = false;
}

// The series that had the colour takes that of this one, so that no two are alike.
void ChartPanel::chooseColour(std::size_t series) {
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setObjectName(QStringLiteral("chartColourMenu"));
    const auto& chart = builder_.definition().chart;
    for (int colour = 0; colour < int(report::chartColours); ++colour) {
        auto* action = menu->addAction(swatchIcon(colour), tr("Colour %1").arg(colour + 1));
        action->setCheckable(true);
        action->setChecked(colourOf(chart, series) == colour);
        connect(action, &QAction::triggered, this, [this, series, colour] {
            auto changed = builder_.definition().chart;
            std::vector<std::int64_t> order;
            for (std::size_t i = 0; i < report::chartColours; ++i)
                order.push_back(colourOf(changed, i) + 1);
            if (const auto other = std::ranges::find(order, colour + 1); other != order.end()) *other = order[series];
            order[series] = colour + 1;
            changed.colours = std::ranges::is_sorted(order) ? std::nullopt : std::optional(std::move(order));
            builder_.setChart(changed);
        });
    }
    menu->popup(colours_[series]->mapToGlobal(QPoint(0, colours_[series]->height())));
}

void ChartPanel::apply() {
    if (filling_) return;
    constexpr report::Stacking stackings[] = {report::Stacking::none, report::Stacking::stack,
                                              report::Stacking::percent};
    const auto& definition = builder_.definition();
    report::Chart chart = definition.chart;
    chart.type = types[type_->current()].first;
    chart.stacking = stackings[stacking_->current()];
    chart.totals = totals_->isChecked();
    chart.axisFromZero = fromZero_->isChecked();
    // Only what somebody chose is kept: the rest goes on following the shelves.
    const auto choose = [](std::optional<std::string>& kept, const ui::Select* select, const std::string& shown) {
        const std::string chosen = select->currentData().toString().toStdString();
        if (chosen != shown) kept = chosen;
    };
    choose(chart.category, category_, categoryOf(definition));
    choose(chart.series, series_, seriesOf(definition));
    const auto measures = shownMeasures(definition);
    const auto usual = [&](std::size_t at) {
        return measures.empty() ? std::string() : keyOf(measures[std::min(at, measures.size() - 1)]);
    };
    choose(chart.value, value_, chart.value.value_or(usual(0)));
    choose(chart.across, across_, chart.across.value_or(usual(1)));
    builder_.setChart(chart);
}

}  // namespace steward::views
