// The result of the report page: the table with its menu, and the chart below it.
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QSplitter>
#include <QTableView>
#include <algorithm>

#include "ui/buttons.h"
#include "ui/icons.h"
#include "ui/labels.h"
#include "ui/states.h"
#include "views/common/words.h"
#include "views/reports/pivot_delegate.h"
#include "views/reports/pivot_model.h"
#include "views/reports/report_chart.h"
#include "views/reports/report_dialogs.h"
#include "views/reports/report_words.h"
#include "views/reports/reports_page.h"

namespace steward::views {

namespace {

using models::ReportSource;
using State = models::ReportBuilder::State;

}  // namespace

QWidget* ReportsPage::makeResult() {
    table_ = new QTableView;
    table_->setObjectName(QStringLiteral("pivot"));
    table_->setAccessibleName(tr("Result"));
    table_->setModel(pivot_);
    table_->setItemDelegate(new PivotDelegate(*pivot_, table_));
    table_->setFrameShape(QFrame::NoFrame);
    table_->setShowGrid(false);
    table_->setWordWrap(false);
    table_->setSelectionMode(QAbstractItemView::ContiguousSelection);
    table_->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    table_->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    table_->verticalHeader()->hide();
    table_->verticalHeader()->setDefaultSectionSize(28);
    table_->horizontalHeader()->setDefaultSectionSize(96);
    table_->horizontalHeader()->setHighlightSections(false);
    table_->horizontalHeader()->setResizeContentsPrecision(50);
    table_->horizontalHeader()->setFixedHeight(ui::Theme::current().metric("tableHeader"));

    table_->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(table_, &QWidget::customContextMenuRequested, this,
            [this](const QPoint& at) { showCellMenu(table_->viewport()->mapToGlobal(at)); });
    connect(table_, &QAbstractItemView::activated, this, [this] {
        const QRect cell = table_->visualRect(table_->currentIndex());
        showCellMenu(table_->viewport()->mapToGlobal(cell.bottomLeft()));
    });

    chartArea_ = new QWidget;
    auto* chartColumn = new QVBoxLayout(chartArea_);
    chartColumn->setContentsMargins(0, 0, 0, 8);
    chartColumn->setSpacing(0);
    chart_ = new ui::CategoryChart;
    chart_->setObjectName(QStringLiteral("reportChart"));
    connect(chart_, &ui::CategoryChart::activated, this, [this](int category) {
        if (!builder_.result()) return;
        report::Report shown = *builder_.result();
        shown.definition.chart = builder_.definition().chart;
        if (const auto place = placeOf(shown, category)) showRows(context().shell.window(), engine_, builder_, *place);
    });
    chartColumn->addWidget(new ui::Separator);
    chartColumn->addWidget(chart_, 1);

    auto* titles = new QWidget;
    titles->setFixedHeight(40);
    auto* row = new QHBoxLayout(titles);
    row->setContentsMargins(16, 0, 16, 0);
    chartTitle_ = new ui::Text({}, ui::TextStyle::bodyStrong);
    chartTitle_->setElided(true);
    chartRemark_ = new ui::Text({}, ui::TextStyle::small, ui::Tone::warning);
    chartRemark_->setObjectName(QStringLiteral("chartRemark"));
    view_ = new ui::SegmentedControl;
    view_->setObjectName(QStringLiteral("resultView"));
    view_->setAccessibleName(tr("Show"));
    view_->addSegment({}, QStringLiteral("table"), tr("Table"));
    view_->addSegment({}, QStringLiteral("bar-chart-fill"), tr("Chart"));
    view_->addSegment({}, QStringLiteral("layout-split"), tr("Table and chart"));
    view_->setCurrent(2);
    row->addWidget(chartTitle_, 1);
    row->addWidget(chartRemark_);
    row->addWidget(view_);

    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(table_, 3);
    column->addWidget(new ui::Separator);
    column->addWidget(titles);
    column->addWidget(chartArea_, 2);
    stack_ = new ui::StateStack(content);
    connect(stack_, &ui::StateStack::retried, &builder_, &models::ReportBuilder::run);
    connect(view_, &ui::SegmentedControl::currentChanged, this, [this](int index) {
        table_->setVisible(index != 1);
        chartArea_->setVisible(index != 0);
    });
    return stack_;
}

void ReportsPage::showCellMenu(const QPoint& at) {
    const QModelIndex index = table_->currentIndex();
    if (!index.isValid() || !builder_.result()) return;
    const auto& report = *builder_.result();
    const models::CellPlace place{std::size_t(index.row()), pivot_->groupOf(index.column())};
    auto* menu = new QMenu(table_);
    menu->setObjectName(QStringLiteral("cellMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Show the rows…"), this,
                    [this, place] { showRows(context().shell.window(), engine_, builder_, place); });
    auto* down = menu->addMenu(tr("Drill down by"));
    down->setObjectName(QStringLiteral("drillMenu"));
    for (const auto& field : builder_.fields().fields) {
        if (field.role != report::Role::dimension || !(field.name.find('.') == std::string::npos)) continue;
        if (std::ranges::any_of(report.definition.rows, [&](const auto& row) { return row.field == field.name; }))
            continue;
        report::Dimension by{field.name};
        if (field.type == report::FieldType::date) by.bucket = field.grain;
        if (field.type == report::FieldType::dateTime) by.bucket = report::Bucket::day;
        down->addAction(fieldTitle(report.definition, field.name), this, [this, place, by] { drill(place, by); });
    }
    menu->addAction(tr("Only this in the report"), this, [this, place] { drill(place, std::nullopt); });
    menu->addSeparator();
    menu->addAction(tr("Copy"), this, &ReportsPage::copyCells);
    menu->popup(at);
}

void ReportsPage::drill(const models::CellPlace& place, const std::optional<report::Dimension>& by) {
    auto narrowed = models::drilled(*builder_.result(), place, by);
    if (!narrowed)
        return tell(context(), std::optional(narrowed.error()), {}, tr("It cannot be narrowed down to this cell"));
    // Values of parameters are those of the run, not of the definition.
    for (auto& parameter : narrowed->parameters)
        parameter.value.reset();
    narrowed->chart = builder_.definition().chart;
    narrowed->highlights = builder_.definition().highlights;
    builder_.change(std::move(*narrowed));
    builder_.run();
}

// What is selected, tab between cells, numbers as they are shown.
void ReportsPage::copyCells() {
    const auto chosen = table_->selectionModel()->selection();
    QStringList lines;
    for (const auto& range : chosen) {
        for (int row = range.top(); row <= range.bottom(); ++row) {
            QStringList cells;
            for (int column = range.left(); column <= range.right(); ++column)
                cells << pivot_->index(row, column).data().toString();
            lines << cells.join(QLatin1Char('\t'));
        }
    }
    QGuiApplication::clipboard()->setText(lines.join(QLatin1Char('\n')));
}

void ReportsPage::showResult() {
    const auto& result = builder_.result();
    pivot_->setReport(result ? &*result : nullptr);
    if (!result) {
        truthIcon_->clear();
        truth_->clear();
        truthDetail_->clear();
        return;
    }
    const auto& truth = result->truth;
    const bool old = builder_.state() == State::old;
    const bool whole = truth.complete;
    const bool sampled = truth.sample.has_value();
    truthIcon_->setPixmap(sampled && !old ? ui::icon(QStringLiteral("eye"), "text.secondary").pixmap(14, 14)
                          : old           ? ui::icon(QStringLiteral("clock-history"), "text.tertiary").pixmap(14, 14)
                          : whole
                              ? ui::icon(QStringLiteral("check-circle-fill"), "success.solid").pixmap(14, 14)
                              : ui::icon(QStringLiteral("exclamation-triangle-fill"), "warning.solid").pixmap(14, 14));
    truth_->setText(
        old       ? tr("Changed since this result")
        : sampled ? tr("Preview: the first %1 rows that match").arg(countText(truth.rowsScanned))
        : whole   ? tr("Complete: %1 of %1 rows").arg(countText(truth.rowsScanned))
                  : tr("Partial: %1 of %2 groups").arg(countText(truth.rowsReturned), countText(truth.rowsGrouped)));
    truth_->setTone(old || sampled ? ui::Tone::secondary : whole ? ui::Tone::primary : ui::Tone::warning);
    const auto elapsed = std::max<qint64>(truth.elapsedMilliseconds, 1);
    //: how long a report ran
    const QString took =
        elapsed < 100 ? tr("%1 ms").arg(elapsed) : tr("%1 s").arg(locale().toString(double(elapsed) / 1000, 'f', 2));
    truthDetail_->setText(builder_.resultSource() == ReportSource::snapshot
                              ? tr("ran in %1 on the snapshot, %2").arg(took, QString::fromStdString(truth.timeZone))
                              : tr("ran in %1 on the platform, %2").arg(took, QString::fromStdString(truth.timeZone)));
    if (sampled && !old) truthDetail_->setText(tr("Run for all; %1").arg(truthDetail_->text()));
    fitColumns();
    setStatusText(
        tr("%1 rows in %2 lines").arg(countText(truth.rowsScanned), countText(qint64(result->table.lines.size()))));
    setDataAsOf(toDateTime(truth.dataAsOf));
    showChart();
}

// The first columns by what is in them; all further ones are as wide as the widest of these, so that thousands of them
// cost nothing.
void ReportsPage::fitColumns() {
    constexpr int measured = 24;
    int widest = 72;
    const int keys = int(builder_.result()->table.rows.size());
    for (int column = 0; column < pivot_->columnCount(); ++column) {
        if (column < measured) {
            table_->resizeColumnToContents(column);
            const int width = std::clamp(table_->columnWidth(column), 72, 240);
            table_->setColumnWidth(column, width);
            if (column >= keys) widest = std::max(widest, width);
        } else {
            table_->horizontalHeader()->setDefaultSectionSize(widest);
            break;
        }
    }
}

void ReportsPage::showChart() {
    const auto& result = builder_.result();
    if (!result) return;
    report::Report shown = *result;
    shown.definition.chart = builder_.definition().chart;
    if (pivot_->setHighlights(builder_.definition().highlights)) fitColumns();
    const bool none = shown.definition.chart.type == report::ChartType::none || shown.table.measures.empty();
    chartArea_->setVisible(!none && view_->current() != 0);
    chartTitle_->setText(none ? QString() : chartTitle(shown));
    const QString remark = none ? QString() : chartRemark(shown);
    chartRemark_->setText(remark);
    chartRemark_->setVisible(!remark.isEmpty());
    ui::ChartColors colors;
    const auto& theme = ui::Theme::current();
    colors.panel = theme.color("surface.panel");
    colors.grid = theme.color("chartGrid");
    colors.axis = theme.color("chartAxis");
    colors.text = theme.color("text.primary");
    colors.textMuted = theme.color("text.secondary");
    colors.textDim = theme.color("text.tertiary");
    colors.tooltip = theme.color("surface.tooltip");
    colors.tooltipEdge = theme.color("border.strong");
    colors.tooltipText = theme.color("text.onTooltip");
    colors.tooltipDim = theme.color("text.onTooltipDim");
    colors.focus = theme.color("accent.focus");
    chart_->setColors(colors);
    chart_->setData(chartData(shown));
    chart_->setOptions(chartOptions(shown));
    chart_->setAccessibleName(chartTitle(shown));
}

}  // namespace steward::views
