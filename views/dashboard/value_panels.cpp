#include "views/dashboard/value_panels.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QPainter>
#include <QVBoxLayout>
#include <cmath>

#include "ui/labels.h"
#include "ui/paint.h"
#include "ui/states.h"
#include "views/common/words.h"
#include "views/dashboard/dashboard_words.h"
#include "views/dashboard/panel_card.h"
#include "views/dashboard/theme_charts.h"

namespace steward::views {

using domain::ThresholdLevel;

namespace {

constexpr std::size_t courseSteps = 60;
constexpr int everySoOften = 2;  // seconds

QString idOf(const domain::DashboardPanel& panel) {
    return QString::fromStdString(panel.id);
}
QString titleOf(const domain::DashboardPanel& panel) {
    return QString::fromStdString(panel.title);
}

// The threshold that a value has reached; null: none.
const domain::PanelThreshold* reached(const domain::DashboardPanel& panel, double value) {
    const domain::PanelThreshold* found = nullptr;
    for (const auto& threshold : panel.thresholds)
        if (value >= threshold.value) found = &threshold;
    return found;
}

QColor colorOf(ThresholdLevel level) {
    const auto& theme = ui::Theme::current();
    return level == ThresholdLevel::bad ? theme.color("danger.fg") : theme.color("warning.fg");
}

QList<qreal> courseOf(const std::vector<models::MetricPoint>& points, const ui::TimeRange& range) {
    const auto steps = models::stepsOf(points, range.from, range.to, courseSteps);
    return {steps.begin(), steps.end()};
}

// At least so long, and as people count time.
ui::Millis niceWidth(ui::Millis least) {
    constexpr ui::Millis second = 1000, minute = 60 * second, hour = 60 * minute, day = 24 * hour;
    for (const ui::Millis nice : {second, 5 * second, 10 * second, 30 * second, minute, 2 * minute, 5 * minute,
                                  10 * minute, 15 * minute, 30 * minute, hour, 2 * hour, 3 * hour, 6 * hour, 12 * hour})
        if (nice >= least) return nice;
    return (least / day + 1) * day;
}

double lastOf(const std::vector<models::MetricPoint>& points, const ui::TimeRange& range) {
    return models::summaryOf(points, range.from, range.to).last;
}

}  // namespace

Figure::Figure(QWidget* parent) : QWidget(parent) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    setFocusPolicy(Qt::TabFocus);
    setProperty("focusRing", true);
}

void Figure::setValue(const ui::ValueText& value, const QColor& color) {
    value_ = value;
    color_ = color;
    setAccessibleDescription(value.joined());
    update();
}

void Figure::setCourse(const QList<qreal>& values, const QColor& color) {
    course_ = values;
    courseColor_ = color;
    update();
}

void Figure::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const auto& theme = ui::Theme::current();
    const QRectF area = QRectF(rect()).adjusted(12, 0, -12, -6);
    const double lower = area.height() * 0.4;
    if (!course_.isEmpty())
        ui::paintSparkline(&painter, QRectF(area.left(), area.bottom() - lower, area.width(), lower), course_,
                           courseColor_);
    QFont large = theme.font(ui::TextStyle::title);
    const QFont small = theme.font(ui::TextStyle::body);
    const double upper = area.height() - lower;
    // As large as the panel allows.
    for (int pixels = std::clamp(int(upper * 0.8), 18, 64);; pixels -= 2) {
        large.setPixelSize(pixels);
        const double width = QFontMetricsF(large).horizontalAdvance(value_.number) + 6 +
                             QFontMetricsF(small).horizontalAdvance(value_.unit);
        if (width <= area.width() || pixels <= 18) break;
    }
    const QFontMetricsF metrics(large);
    const double width = metrics.horizontalAdvance(value_.number);
    const double unitWidth = value_.unit.isEmpty() ? 0 : 6 + QFontMetricsF(small).horizontalAdvance(value_.unit);
    const double left = area.center().x() - (width + unitWidth) / 2;
    const double base = area.top() + upper / 2 + metrics.capHeight() / 2;
    painter.setFont(large);
    painter.setPen(color_.isValid() ? color_ : theme.color("text.primary"));
    painter.drawText(QPointF(left, base), value_.number);
    painter.setFont(small);
    painter.setPen(theme.color("text.secondary"));
    painter.drawText(QPointF(left + width + 6, base), value_.unit);
}

Courses::Courses(QWidget* parent) : QWidget(parent) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    setFocusPolicy(Qt::TabFocus);
    setProperty("focusRing", true);
}

void Courses::setRows(std::vector<Row> rows) {
    rows_ = std::move(rows);
    QStringList all;
    for (const Row& row : rows_)
        all << row.name + QLatin1Char(' ') + row.value;
    setAccessibleDescription(all.join(QStringLiteral(", ")));
    update();
}

void Courses::paintEvent(QPaintEvent*) {
    if (rows_.empty()) return;
    QPainter painter(this);
    const auto& theme = ui::Theme::current();
    const QRect area = rect().adjusted(12, 0, -12, -4);
    const int height = std::min(44, area.height() / int(rows_.size()));
    const int nameWidth = area.width() / 3, valueWidth = area.width() / 3;
    for (std::size_t i = 0; i < rows_.size(); ++i) {
        const QRect line(area.left(), area.top() + int(i) * height, area.width(), height);
        const Row& row = rows_[i];
        ui::paintText(&painter, line.adjusted(0, 0, nameWidth - line.width(), 0), row.name,
                      theme.font(ui::TextStyle::small), theme.color("text.secondary"));
        const QRectF middle(line.left() + nameWidth + 4, line.top() + 5, line.width() - nameWidth - valueWidth - 8,
                            line.height() - 10);
        if (middle.height() >= 4) ui::paintSparkline(&painter, middle, row.values, row.color);
        ui::paintText(&painter, line.adjusted(line.width() - valueWidth, 0, 0, 0), row.value,
                      theme.font(ui::TextStyle::smallStrong), theme.color("text.primary"),
                      Qt::AlignRight | Qt::AlignVCenter);
    }
}

FigurePanelView::FigurePanelView(const domain::DashboardPanel& panel, const PanelScene& scene)
    : PanelView(panel, scene), figure_(new Figure), level_(new ui::Tag(QString())), value_(std::nan("")) {
    figure_->setObjectName(QStringLiteral("figure.") + idOf(panel));
    figure_->setAccessibleName(titleOf(panel));
    level_->hide();
}

void FigurePanelView::dress(PanelCard& card) {
    card.addTag(level_);
}

void FigurePanelView::showHistory(const PanelTime& time) {
    value_ = lastOf(points(0), time.range);
    course_ = courseOf(points(0), time.range);
    show();
}

void FigurePanelView::showSecond(int second, const PanelTime& time) {
    if (second % everySoOften == 0) showHistory(time);
}

// The level is said in words, too.
void FigurePanelView::show() {
    const auto* threshold = reached(panel(), value_);
    const auto& queries = panel().queries;
    figure_->setValue(ui::valueText(value_, formatOf(panel()), figure_->locale()),
                      threshold ? colorOf(threshold->level) : QColor());
    figure_->setCourse(course_, ui::Theme::current().chart(queries.empty() ? 0 : views::colorOf(queries.front(), 0)));
    level_->setVisible(threshold != nullptr);
    if (!threshold) return;
    const bool isBad = threshold->level == ThresholdLevel::bad;
    level_->set(!threshold->label.empty() ? QString::fromStdString(threshold->label)
                : isBad                   ? tr("Critical")
                                          : tr("Warning"),
                isBad ? ui::BadgeKind::bad : ui::BadgeKind::warn);
}

GaugePanelView::GaugePanelView(const domain::DashboardPanel& panel, const PanelScene& scene)
    : PanelView(panel, scene), gauge_(new ui::Gauge) {
    gauge_->setObjectName(QStringLiteral("gauge.") + idOf(panel));
    gauge_->setAccessibleName(titleOf(panel));
    gauge_->setFocusPolicy(Qt::TabFocus);
    gauge_->setProperty("focusRing", true);
    gauge_->setFormat(formatOf(panel));
    gauge_->setCaption(panel.queries.empty() ? QString() : models::labelOf(panel.queries.front()));
    double end = panel.maximum.value_or(100);
    std::vector<ui::Gauge::Band> bands;
    auto level = ui::Gauge::Level::good;
    for (const auto& threshold : panel.thresholds) {
        if (threshold.value > 0) bands.push_back({threshold.value, level});
        level = threshold.level == ThresholdLevel::bad ? ui::Gauge::Level::bad : ui::Gauge::Level::warning;
        if (threshold.value >= end) end = threshold.value * 1.2;
    }
    bands.push_back({end, level});
    gauge_->setBands(std::move(bands));
}

void GaugePanelView::applyTheme() {
    gauge_->setColors(chartColors());
}

void GaugePanelView::showHistory(const PanelTime& time) {
    gauge_->setValue(lastOf(points(0), time.range));
}

void GaugePanelView::showSecond(int second, const PanelTime& time) {
    if (second % everySoOften == 0) showHistory(time);
}

BudgetPanelView::BudgetPanelView(const domain::DashboardPanel& panel, const PanelScene& scene)
    : PanelView(panel, scene), gauge_(new ui::Gauge), tag_(new ui::Tag(QString())) {
    gauge_->setObjectName(QStringLiteral("burnRate"));
    gauge_->setAccessibleName(tr("Burn rate of the error budget"));
    gauge_->setFocusPolicy(Qt::TabFocus);
    gauge_->setProperty("focusRing", true);
    gauge_->setCaption(tr("burn rate, 1 h"));
}

void BudgetPanelView::dress(PanelCard& card) {
    card.addTag(tag_);
}

void BudgetPanelView::applyTheme() {
    gauge_->setColors(chartColors());
}

void BudgetPanelView::showBudget() {
    const auto& budget = *scene().budget;
    gauge_->setValue(budget.burnRate().value_or(std::nan("")));
    const auto level = gauge_->level();
    const bool known = budget.burnRate().has_value();
    tag_->set(!known                               ? tr("No data")
              : level == ui::Gauge::Level::good    ? tr("Fine")
              : level == ui::Gauge::Level::warning ? tr("Watch")
                                                   : tr("Burning"),
              !known                               ? ui::BadgeKind::neutral
              : level == ui::Gauge::Level::good    ? ui::BadgeKind::ok
              : level == ui::Gauge::Level::warning ? ui::BadgeKind::warn
                                                   : ui::BadgeKind::bad);
    const auto seconds = models::ErrorBudget::budgetSeconds();
    const double left = budget.left().value_or(1);
    //: %1 percent, %2 minutes, %3 seconds of the 30 days' budget
    const QString words = tr("%1 % of %2 min %3 s")
                              .arg(gauge_->locale().toString(left * 100, 'f', 1))
                              .arg(seconds / 60)
                              .arg(seconds % 60);
    gauge_->setBudget(tr("Error budget left"), left, budget.left() ? words : tr("not known yet"));
}

CoursesPanelView::CoursesPanelView(const domain::DashboardPanel& panel, const PanelScene& scene)
    : PanelView(panel, scene), courses_(new Courses) {
    courses_->setObjectName(QStringLiteral("courses.") + idOf(panel));
    courses_->setAccessibleName(titleOf(panel));
}

void CoursesPanelView::showSecond(int second, const PanelTime& time) {
    if (second % everySoOften == 0) show(time);
}

void CoursesPanelView::show(const PanelTime& time) {
    time_ = time;
    std::vector<Courses::Row> rows;
    for (std::size_t i = 0; i < panel().queries.size(); ++i)
        rows.push_back({models::labelOf(panel().queries[i]),
                        ui::valueText(lastOf(points(i), time.range), formatOf(panel()), courses_->locale()).joined(),
                        courseOf(points(i), time.range),
                        ui::Theme::current().chart(views::colorOf(panel().queries[i], i))});
    courses_->setRows(std::move(rows));
}

TablePanelView::TablePanelView(const domain::DashboardPanel& panel, const PanelScene& scene)
    : PanelView(panel, scene), frame_(new QWidget), table_(new QTableWidget(int(panel.queries.size()), 5)) {
    auto* box = new QVBoxLayout(frame_);
    box->setContentsMargins(4, 0, 4, 0);
    box->addWidget(table_);
    table_->setObjectName(QStringLiteral("table.") + idOf(panel));
    table_->setAccessibleName(titleOf(panel));
    table_->setHorizontalHeaderLabels({tr("Series"), tr("Last"), tr("Lowest"), tr("Mean"), tr("Highest")});
    table_->setFrameShape(QFrame::NoFrame);
    table_->setShowGrid(false);
    table_->setWordWrap(false);
    table_->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table_->setSelectionBehavior(QAbstractItemView::SelectRows);
    table_->setSelectionMode(QAbstractItemView::SingleSelection);
    table_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    table_->setItemDelegate(new PanelCells(table_));
    table_->verticalHeader()->hide();
    table_->verticalHeader()->setDefaultSectionSize(27);
    table_->horizontalHeader()->setHighlightSections(false);
    table_->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    for (int column = 0; column < 5; ++column) {
        const auto side = column == 0 ? Qt::AlignLeft : Qt::AlignRight;
        table_->horizontalHeaderItem(column)->setTextAlignment(side | Qt::AlignVCenter);
        if (column == 0) continue;
        table_->horizontalHeader()->setSectionResizeMode(column, QHeaderView::Fixed);
        table_->setColumnWidth(column, 76);
    }
    for (int row = 0; row < table_->rowCount(); ++row)
        for (int column = 0; column < 5; ++column) {
            auto* cell = new QTableWidgetItem;
            cell->setTextAlignment((column == 0 ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
            table_->setItem(row, column, cell);
        }
}

void TablePanelView::showSecond(int second, const PanelTime& time) {
    if (second % everySoOften == 0) show(time);
}

void TablePanelView::show(const PanelTime& time) {
    time_ = time;
    const auto& theme = ui::Theme::current();
    const auto format = formatOf(panel());
    for (int row = 0; row < table_->rowCount(); ++row) {
        const auto summary = models::summaryOf(points(std::size_t(row)), time.range.from, time.range.to);
        const auto put = [&](int column, const QString& text, const QColor& color) {
            table_->item(row, column)->setText(text);
            table_->item(row, column)->setForeground(color);
        };
        put(0, models::labelOf(panel().queries[std::size_t(row)]), theme.color("text.primary"));
        const double values[] = {summary.last, summary.lowest, summary.mean, summary.highest};
        for (int column = 1; column < 5; ++column) {
            const auto* threshold = reached(panel(), values[column - 1]);
            put(column, ui::valueText(values[column - 1], format, table_->locale()).joined(),
                threshold ? colorOf(threshold->level) : theme.color("text.secondary"));
        }
    }
}

BarPanelView::BarPanelView(const domain::DashboardPanel& panel, const PanelScene& scene)
    : PanelView(panel, scene), chart_(new ui::CategoryChart) {
    chart_->setObjectName(QStringLiteral("bars.") + idOf(panel));
    chart_->setAccessibleName(titleOf(panel));
    ui::CategoryOptions options;
    options.format = formatOf(panel);
    options.totals = false;
    options.legend = false;
    chart_->setOptions(options);
    chart_->installEventFilter(this);
}

bool BarPanelView::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::Resize) show(time_);
    return PanelView::eventFilter(watched, event);
}

void BarPanelView::dress(PanelCard& card) {
    const auto& queries = panel().queries;
    for (std::size_t i = 0; queries.size() > 1 && i < queries.size(); ++i)
        card.addLegend(models::labelOf(queries[i]), views::colorOf(queries[i], i));
}

void BarPanelView::showSecond(int second, const PanelTime& time) {
    if (second % 10 == 0) show(time);
}

void BarPanelView::show(const PanelTime& time) {
    time_ = time;
    chart_->setColors(chartColors());
    if (time.range.length() <= 0) return;
    // As many as have room for their time below them.
    const ui::Millis width = niceWidth(time.range.length() / std::clamp(chart_->width() / 52, 4, 24));
    const auto count = std::size_t(time.range.length() / width + 1);
    const ui::Millis end = (time.range.to / width + 1) * width;
    const ui::Millis start = end - width * ui::Millis(count);
    ui::CategoryData data;
    const QString shape = time.range.length() > 2 * 86'400'000LL ? QStringLiteral("d MMM") : QStringLiteral("HH:mm");
    for (std::size_t i = 0; i < count; ++i)
        data.categories << chart_->locale().toString(
            QDateTime::fromMSecsSinceEpoch(start + width * ui::Millis(i), Qt::UTC), shape);
    for (std::size_t i = 0; i < panel().queries.size(); ++i)
        data.series.push_back({models::labelOf(panel().queries[i]),
                               ui::Theme::current().chart(views::colorOf(panel().queries[i], i)),
                               models::stepsOf(points(i), start, end, count)});
    chart_->setData(std::move(data));
}

TopPanelView::TopPanelView(const domain::DashboardPanel& panel, const PanelScene& scene)
    : PanelView(panel, scene), top_(new TopTenantsPanel(scene.fetchTop)), stack_(new ui::StateStack(top_)) {
    stack_->setContentsMargins(4, 0, 4, 0);
    connect(top_, &TopTenantsPanel::tenantOpened, this, &PanelView::tenantOpened);
    connect(top_, &TopTenantsPanel::shown, this, [this](const QDateTime& at) {
        //: %1 the title of the panel, %2 a time
        Q_EMIT titleChanged(tr("%1 at %2").arg(titleOf(this->panel()), clockText(at)));
        if (top_->rowCount() > 0) return stack_->showContent();
        stack_->showEmpty(QStringLiteral("buildings"), tr("No requests yet"), {});
    });
    connect(top_, &TopTenantsPanel::failed, this, [this](const Error& error) {
        if (top_->rowCount() > 0) return;
        stack_->showEmpty(QStringLiteral("exclamation-triangle-fill"), tr("Not available"),
                          QString::fromStdString(error.message));
    });
}

QWidget* TopPanelView::widget() const {
    return stack_;
}

void TopPanelView::showTime(const PanelTime& time) {
    const bool changes = time.isLive != time_.isLive || (!time.isLive && time.range != time_.range);
    time_ = time;
    if (changes) reload();
}

void TopPanelView::showSecond(int second, const PanelTime&) {
    if (second % 5 == 0) reload();
}

void TopPanelView::reload() {
    top_->reload(time_.isLive ? std::nullopt : std::optional(Time(Duration(time_.range.to))));
}

}  // namespace steward::views
