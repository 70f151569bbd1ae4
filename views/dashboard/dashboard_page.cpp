#include "views/dashboard/dashboard_page.h"

#include <QEvent>
#include <QGridLayout>
#include <QPainter>
#include <QScrollArea>
#include <cmath>

#include "client/platform_client.h"
#include "contract/endpoints.h"
#include "ui/buttons.h"
#include "ui/labels.h"
#include "ui/states.h"
#include "views/common/page_header.h"
#include "views/common/words.h"
#include "views/dashboard/heat_panel.h"
#include "views/dashboard/panel_card.h"
#include "views/dashboard/theme_charts.h"
#include "views/dashboard/top_tenants_panel.h"

namespace steward::views {
namespace {

namespace metric = domain::metric;

constexpr std::int64_t minuteMs = 60'000;
constexpr std::int64_t spans[] = {15 * minuteMs, 60 * minuteMs, 6 * 60 * minuteMs, 24 * 60 * minuteMs};
constexpr double sloMs = 400;

std::vector<std::string> seriesNames() {
    std::vector<std::string> names = HeatPanel::seriesNames();
    for (const auto name : {metric::requests, metric::errors, metric::latencyP50, metric::latencyP95,
                            metric::latencyP99, metric::sessions, metric::queueDepth, metric::feedClients,
                            metric::feedEvents, metric::cpu, metric::memoryShare})
        names.emplace_back(name);
    return names;
}

// The triangle of audit events in the charts, for the legend in the header.
class DeedMark : public QWidget {
public:
    DeedMark() { setFixedSize(10, 16); }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(chartColors().audit);
        painter.drawPolygon(QPolygonF{{1, 5}, {9, 5}, {5, 12}});
    }
};

}  // namespace

DashboardPage::DashboardPage(PageContext& context)
    : Page(context),
      history_(models::fetchFrom(context.client, contract::metricRange), seriesNames()),
      budget_(models::fetchFrom(context.client, contract::metricRange)),
      timeLine_(models::fetchFrom(context.client, contract::listAudit)),
      cursor_(new ui::TimeCursor(this)),
      gauge_(new ui::Gauge),
      burnTag_(new ui::Tag(QString())),
      top_(new TopTenantsPanel(models::fetchFrom(context.client, contract::topTenants))),
      heat_(new HeatPanel(history_)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeHeader());

    auto* content = new QWidget;
    content->setObjectName(QStringLiteral("dashboardPanels"));
    auto* grid = new QGridLayout(content);
    grid->setContentsMargins(16, 12, 16, 12);
    grid->setSpacing(12);
    for (int i = 0; i < 4; ++i)
        grid->setColumnStretch(i, 1);
    addPanels(grid);
    auto* scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(content);
    stack_ = new ui::StateStack(scroll);
    stack_->showLoading();
    column->addWidget(stack_, 1);

    connect(stack_, &ui::StateStack::retried, this, [this] {
        stack_->showLoading();
        refresh();
    });
    connect(top_, &TopTenantsPanel::tenantOpened, this, [this](const QString& id) {
        this->context().shell.goTo(QStringLiteral("tenants"), {{QStringLiteral("id"), id}});
    });
    connect(top_, &TopTenantsPanel::shown, this, [this](const QDateTime& at) {
        topCard_->setTitle(tr("Top tenants at %1").arg(clockText(at)));
        if (top_->rowCount() > 0) return topStack_->showContent();
        topStack_->showEmpty(QStringLiteral("buildings"), tr("No requests yet"), {});
    });
    connect(top_, &TopTenantsPanel::failed, this, [this](const Error& error) {
        if (top_->rowCount() > 0) return;
        topStack_->showEmpty(QStringLiteral("exclamation-triangle-fill"), tr("Not available"),
                             QString::fromStdString(error.message));
    });
    watch();
    applyTheme();
    setRange(1);
}

QWidget* DashboardPage::makeHeader() {
    auto* header = new PageHeader(tr("Platform health"));
    header->actions()->addWidget(new DeedMark);
    header->actions()->addWidget(new ui::Text(tr("Audit event"), ui::TextStyle::small, ui::Tone::secondary));
    range_ = new ui::SegmentedControl;
    range_->setObjectName(QStringLiteral("dashboardRange"));
    range_->setAccessibleName(tr("Range of time"));
    for (const QString& name : {tr("15 min"), tr("1 h"), tr("6 h"), tr("24 h")})
        range_->addSegment(name);
    range_->setCurrent(1);
    live_ = new ui::Switch(tr("Live"));
    live_->setObjectName(QStringLiteral("dashboardLive"));
    live_->setLive(true);
    live_->setChecked(true);
    auto* again = ui::iconButton(QStringLiteral("arrow-repeat"), tr("Read everything again"));
    again->setObjectName(QStringLiteral("dashboardRefresh"));
    for (QWidget* widget : std::initializer_list<QWidget*>{range_, live_, again})
        header->actions()->addWidget(widget);
    connect(range_, &ui::SegmentedControl::currentChanged, this, &DashboardPage::setRange);
    connect(live_, &QAbstractButton::toggled, this, &DashboardPage::setLive);
    connect(again, &QAbstractButton::clicked, this, &DashboardPage::refresh);
    return header;
}

void DashboardPage::addChart(QGridLayout* grid, int row, int column, int columns, const QString& id,
                             const QString& title, const ui::ValueFormat& format, std::vector<Line> lines) {
    auto* chart = new ui::LiveChart;
    chart->setObjectName(QStringLiteral("chart.") + id);
    chart->setAccessibleName(title);
    chart->setFormat(format);
    chart->setTimeCursor(cursor_);
    chart->setMinimumHeight(190);
    auto* card = new PanelCard(id, title, chart);
    for (const auto& line : lines) {
        chart->addSeries({line.title, ui::Theme::current().chart(line.color), line.area}, 8000);
        if (lines.size() > 1) card->addLegend(line.title, line.color);
    }
    connect(chart, &ui::LiveChart::headlineChanged, card, &PanelCard::setValue);
    grid->addWidget(card, row, column, 1, columns);
    panels_.push_back({card, chart, std::move(lines)});
}

void DashboardPage::addPanels(QGridLayout* grid) {
    using ui::Unit;
    const auto one = [](std::string_view name, const QString& title, int color) {
        return std::vector<Line>{{std::string(name), title, color, true}};
    };
    addChart(grid, 0, 0, 1, QStringLiteral("requests"), tr("Requests"), {Unit::perSecond, tr("req/s"), -1},
             one(metric::requests, tr("Requests"), 0));
    addChart(grid, 0, 1, 2, QStringLiteral("latency"), tr("Latency"), {Unit::milliseconds, {}, -1},
             {{std::string(metric::latencyP50), QStringLiteral("p50"), 0},
              {std::string(metric::latencyP95), QStringLiteral("p95"), 1},
              {std::string(metric::latencyP99), QStringLiteral("p99"), 6}});
    panels_.back().chart->setThreshold(sloMs);
    //: the latency that the service level objective allows
    panels_.back().card->addThreshold(tr("SLO %1 ms").arg(sloMs));
    addChart(grid, 0, 3, 1, QStringLiteral("errors"), tr("Error rate"), {Unit::percent, {}, 2},
             one(metric::errors, tr("Errors"), 6));
    addChart(grid, 1, 0, 1, QStringLiteral("sessions"), tr("Active sessions"), {Unit::count, {}, 0},
             one(metric::sessions, tr("Sessions"), 0));
    addChart(grid, 1, 1, 1, QStringLiteral("cpu"), tr("CPU"), {Unit::percent, {}, -1}, one(metric::cpu, tr("CPU"), 1));
    panels_.back().chart->setValueRange(ui::ValueRange{0, 100});
    addChart(grid, 1, 2, 1, QStringLiteral("memory"), tr("Memory"), {Unit::percent, {}, -1},
             one(metric::memoryShare, tr("Memory"), 0));
    addChart(grid, 1, 3, 1, QStringLiteral("queue"), tr("Queue depth"), {Unit::count, tr("messages"), 0},
             one(metric::queueDepth, tr("Messages"), 3));
    addChart(grid, 2, 0, 1, QStringLiteral("clients"), tr("WebSocket clients"), {Unit::count, {}, 0},
             one(metric::feedClients, tr("Clients"), 1));

    gauge_->setObjectName(QStringLiteral("burnRate"));
    gauge_->setAccessibleName(tr("Burn rate of the error budget"));
    gauge_->setCaption(tr("burn rate, 1 h"));
    auto* gaugeCard = new PanelCard(QStringLiteral("burn"),
                                    tr("SLO burn, availability %1 %").arg(locale().toString(99.9, 'f', 1)), gauge_);
    gaugeCard->header()->addWidget(burnTag_);
    grid->addWidget(gaugeCard, 2, 1);
    topStack_ = new ui::StateStack(top_);
    topStack_->setContentsMargins(4, 0, 0, 0);
    topCard_ = new PanelCard(QStringLiteral("top"), tr("Top tenants"), topStack_);
    grid->addWidget(topCard_, 2, 2);
    heat_->setObjectName(QStringLiteral("heatMap"));
    heat_->setAccessibleName(tr("Response time of all requests"));
    heat_->setTimeCursor(cursor_);
    grid->addWidget(new PanelCard(QStringLiteral("heat"), tr("Response time, all requests"), heat_), 2, 3);

    addChart(grid, 3, 0, 4, QStringLiteral("feed"), tr("Live events sent"), {Unit::perSecond, tr("events/s"), -1},
             one(metric::feedEvents, tr("Events"), 1));
}

void DashboardPage::watch() {
    connect(&history_, &models::MetricHistory::loaded, this, &DashboardPage::showHistory);
    connect(&history_, &models::MetricHistory::appended, this, &DashboardPage::showSample);
    connect(&history_, &models::MetricHistory::gap, this, [this](qint64 from, qint64 to) {
        for (auto& panel : panels_) {
            panel.chart->addGap({from, to});
            if (live_->isChecked()) panel.chart->advanceTo(to);
        }
    });
    connect(&history_, &models::MetricHistory::filled, this, &DashboardPage::showHistory);
    connect(&history_, &models::MetricHistory::stateChanged, this, [this] {
        if (history_.state() == models::MetricHistory::State::failed)
            stack_->showError(*history_.error(), tr("The metrics could not be read"));
        showStatus();
    });
    connect(&timeLine_, &models::TimeLine::changed, this, &DashboardPage::showMarks);
    connect(&budget_, &models::ErrorBudget::changed, this, &DashboardPage::showBudget);
    connect(&context().feed, &client::Feed::stateChanged, this,
            [this](client::FeedState state) { history_.setConnected(state == client::FeedState::live); });
    connect(&context().session, &models::Session::cameOnline, this, &DashboardPage::refresh);
    history_.setConnected(context().feed.state() == client::FeedState::live);
    metrics_ = context().feed.subscribe(
        contract::metricsTopic,
        [this](const client::FeedEvents<domain::MetricSample>& events) { history_.take(events); },
        [this](const client::FeedGap&) { history_.lost(); });
    audit_ = context().feed.subscribe(
        contract::auditTopic, [this](const client::FeedEvents<domain::AuditEntry>& events) { timeLine_.take(events); });
}

void DashboardPage::visit(const QVariantMap&) {
    top_->reload();
    budget_.reload();
}

void DashboardPage::refresh() {
    setRange(range_->current());
    visit({});
}

void DashboardPage::setRange(int index) {
    const std::int64_t span = spans[std::size_t(std::clamp(index, 0, 3))];
    for (auto& panel : panels_)
        panel.chart->setSpan(span);
    history_.setSpan(span);
    timeLine_.load(QDateTime::currentMSecsSinceEpoch() - span);
}

void DashboardPage::setLive(bool live) {
    for (auto& panel : panels_) {
        if (live)
            panel.chart->showRange(std::nullopt);
        else
            panel.chart->showRange(panel.chart->shownRange());
    }
    if (live) showHistory();
    showStatus();
}

void DashboardPage::applyTheme() {
    const auto colors = chartColors();
    for (auto& panel : panels_) {
        panel.chart->setColors(colors);
        for (std::size_t i = 0; i < panel.lines.size(); ++i)
            panel.chart->setSeriesColor(int(i), ui::Theme::current().chart(panel.lines[i].color));
    }
    gauge_->setColors(colors);
    heat_->setColors(colors, heatColors());
}

void DashboardPage::changeEvent(QEvent* event) {
    Page::changeEvent(event);
    if (event->type() == QEvent::StyleChange || event->type() == QEvent::PaletteChange) applyTheme();
}

void DashboardPage::showHistory() {
    const std::int64_t now = QDateTime::currentMSecsSinceEpoch();
    std::vector<ui::Sample> samples;
    for (auto& panel : panels_) {
        panel.chart->removeGaps({0, now});
        for (std::size_t i = 0; i < panel.lines.size(); ++i) {
            samples.clear();
            std::int64_t known = 0;
            bool hole = false;
            for (const auto& point : history_.points(panel.lines[i].name)) {
                if (std::isnan(point.value)) {
                    hole = true;
                    continue;
                }
                if (hole && known > 0 && i == 0) panel.chart->addGap({known, point.at});
                hole = false;
                known = point.at;
                samples.push_back({point.at, point.value});
            }
            panel.chart->replace(int(i), samples);
        }
        panel.chart->advanceTo(now);
    }
    heat_->show(now);
    stack_->showContent();
    showStatus();
}

void DashboardPage::showSample(const domain::MetricSample& sample) {
    const std::int64_t at = sample.at.time_since_epoch().count();
    std::map<std::string_view, double> values;
    for (const auto& value : sample.values)
        values[value.name] = value.value;
    for (auto& panel : panels_) {
        for (std::size_t i = 0; i < panel.lines.size(); ++i)
            if (const auto value = values.find(panel.lines[i].name); value != values.end())
                panel.chart->append(int(i), at, value->second);
        if (live_->isChecked()) panel.chart->advanceTo(at);
    }
    ++seconds_;
    if (isVisible() && live_->isChecked()) {
        if (seconds_ % 5 == 0) top_->reload();
        if (seconds_ % 60 == 0) budget_.reload();
        if (seconds_ % 2 == 0) heat_->show(at);
    }
    showStatus();
}

void DashboardPage::showMarks() {
    std::vector<ui::Annotation> marks;
    for (const auto& deed : timeLine_.deeds()) {
        const QString action = actionText(deed.action);
        marks.push_back({deed.at,
                         deed.entities == 1 ? tr("%1: %2").arg(action, QString::fromStdString(deed.name))
                                            : tr("%1, %n entities", nullptr, deed.entities).arg(action),
                         ui::AnnotationKind::audit});
    }
    for (auto& panel : panels_)
        panel.chart->setAnnotations(marks);
    heat_->setAnnotations(marks);
}

void DashboardPage::showBudget() {
    gauge_->setValue(budget_.burnRate().value_or(std::nan("")));
    const auto level = gauge_->level();
    const bool known = budget_.burnRate().has_value();
    burnTag_->set(!known                               ? tr("No data")
                  : level == ui::Gauge::Level::good    ? tr("Fine")
                  : level == ui::Gauge::Level::warning ? tr("Watch")
                                                       : tr("Burning"),
                  !known                               ? ui::BadgeKind::neutral
                  : level == ui::Gauge::Level::good    ? ui::BadgeKind::ok
                  : level == ui::Gauge::Level::warning ? ui::BadgeKind::warn
                                                       : ui::BadgeKind::bad);
    const auto seconds = models::ErrorBudget::budgetSeconds();
    const double left = budget_.left().value_or(1);
    //: %1 percent, %2 minutes, %3 seconds of the 30 days' budget
    gauge_->setBudget(
        tr("Error budget left"), left,
        budget_.left()
            ? tr("%1 % of %2 min %3 s").arg(locale().toString(left * 100, 'f', 1)).arg(seconds / 60).arg(seconds % 60)
            : tr("not known yet"));
}

void DashboardPage::showStatus() {
    const bool live = history_.isConnected() && live_->isChecked();
    const int panels = int(panels_.size()) + 3;
    setStatusText(live                 ? tr("%n panel(s), live, one value a second", nullptr, panels)
                  : live_->isChecked() ? tr("%n panel(s), waiting for the platform", nullptr, panels)
                                       : tr("%n panel(s), paused", nullptr, panels));
    if (history_.lastAt() > 0) setDataAsOf(QDateTime::fromMSecsSinceEpoch(history_.lastAt(), Qt::UTC));
}

PageInfo dashboardPage() {
    return {QStringLiteral("dashboards"),
            DashboardPage::tr("Dashboards"),
            QStringLiteral("speedometer2"),
            PageGroup::operations,
            domain::Permission::metricsRead,
            QLatin1Char('D'),
            [](PageContext& context) -> Page* { return new DashboardPage(context); }};
}

}  // namespace steward::views
