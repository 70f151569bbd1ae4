#include "views/dashboard/dashboard_view.h"

#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>
#include <algorithm>

#include "client/platform_client.h"
#include "contract/endpoints.h"
#include "ui/states.h"
#include "views/common/words.h"
#include "views/dashboard/panel_card.h"
#include "views/dashboard/theme_charts.h"

namespace steward::views {
namespace {

constexpr std::size_t mostBack = 50;

}  // namespace

DashboardView::DashboardView(PageContext& context, QWidget* parent)
    : QWidget(parent),
      context_(context),
      source_(std::make_unique<models::PlatformSeries>(models::fetchFrom(context.client, contract::metricRange),
                                                       context.feed,
                                                       models::fetchFrom(context.client, contract::querySeries))),
      budget_(models::fetchFrom(context.client, contract::metricRange)),
      timeLine_(models::fetchFrom(context.client, contract::listAudit)),
      cursor_(new ui::TimeCursor(this)),
      canvas_(new DashboardCanvas),
      scroll_(new QScrollArea) {
    source_->keepIn(context.store);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    scroll_->setFrameShape(QFrame::NoFrame);
    scroll_->setWidgetResizable(true);
    scroll_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll_->setWidget(canvas_);
    scroll_->setFocusPolicy(Qt::NoFocus);
    scroll_->viewport()->installEventFilter(this);
    stack_ = new ui::StateStack(scroll_);
    stack_->showLoading();
    column->addWidget(stack_);
    connect(stack_, &ui::StateStack::retried, this, [this] {
        stack_->showLoading();
        reload();
    });
    connect(canvas_, &DashboardCanvas::menuAsked, this, &DashboardView::panelMenuAsked);
    connect(canvas_, &DashboardCanvas::chosenMoved, scroll_,
            [this](QWidget* panel) { scroll_->ensureWidgetVisible(panel, 0, 16); });
    watch();
}

DashboardView::~DashboardView() = default;

void DashboardView::watch() {
    connect(source_.get(), &models::SeriesSource::loaded, this, &DashboardView::showHistory);
    connect(source_.get(), &models::SeriesSource::ticked, this, &DashboardView::showTick);
    connect(source_.get(), &models::SeriesSource::gap, this, [this](qint64 from, qint64 to) {
        for (auto& one : panels_)
            one.view->showGap({from, to}, live_);
    });
    connect(source_.get(), &models::SeriesSource::stateChanged, this, [this] {
        if (source_->state() == models::SeriesSource::State::failed && source_->error())
            stack_->showError(*source_->error(), tr("The metrics could not be read"));
        Q_EMIT statusChanged();
    });
    connect(&timeLine_, &models::TimeLine::changed, this, &DashboardView::showMarks);
    connect(&budget_, &models::ErrorBudget::changed, this, [this] {
        for (auto& one : panels_)
            one.view->showBudget();
    });
    connect(&context_.session, &models::Session::cameOnline, this, &DashboardView::reload);
    audit_ = context_.feed.subscribe(
        contract::auditTopic, [this](const client::FeedEvents<domain::AuditEntry>& events) { timeLine_.take(events); });
}

PanelTime DashboardView::time() const {
    if (fixed_) return {*fixed_, false};
    const qint64 now = source_->now();
    return {{now - span_, now}, true};
}

DashboardView::Shown DashboardView::make(const domain::DashboardPanel& panel) {
    Shown one;
    one.panel = panel;
    const QString id = QString::fromStdString(panel.id), title = QString::fromStdString(panel.title);
    one.view.reset(makePanelView(
        panel, {source_.get(), &budget_, models::fetchFrom(context_.client, contract::topTenants), cursor_}));
    one.card = new PanelCard(id, title, one.view->widget(), canvas_);
    one.view->dress(*one.card);
    connect(one.view.get(), &PanelView::valueChanged, one.card, &PanelCard::setValue);
    connect(one.view.get(), &PanelView::titleChanged, one.card, &PanelCard::setTitle);
    connect(one.view.get(), &PanelView::rangeChosen, this, &DashboardView::showRange);
    connect(one.view.get(), &PanelView::backAsked, this, &DashboardView::goBack);
    connect(one.view.get(), &PanelView::tenantOpened, this, &DashboardView::tenantOpened);
    connect(one.card, &PanelCard::menuAsked, this,
            [this, id](const QPoint& global) { Q_EMIT panelMenuAsked(id, global); });
    applyTheme(*one.view);
    one.view->showTime(time());
    one.view->showMarks(marks());
    one.view->showBudget();
    return one;
}

void DashboardView::show(const domain::DashboardContent& content) {
    content_ = content;
    std::vector<Shown> before = std::exchange(panels_, {});
    std::vector<PanelView*> fresh;
    std::vector<DashboardCanvas::Item> items;
    for (const auto& panel : content.panels) {
        // A panel that only stands elsewhere stays as it is.
        domain::DashboardPanel wanted = panel;
        const auto known = std::ranges::find_if(before, [&](const Shown& one) {
            wanted.place = one.panel.place;
            return one.view && one.panel == wanted;
        });
        if (known != before.end()) {
            panels_.push_back(std::move(*known));
            panels_.back().panel.place = panel.place;
        } else {
            panels_.push_back(make(panel));
            fresh.push_back(panels_.back().view.get());
        }
        items.push_back(
            {QString::fromStdString(panel.id), QString::fromStdString(panel.title), panels_.back().card, panel.place});
    }
    canvas_->setItems(std::move(items));
    for (Shown& one : before)
        if (one.view) delete one.card;
    followSeries();
    if (wasRead_) {
        for (PanelView* view : fresh) {
            view->showHistory(time());
            view->reload();
        }
    }
    if (content.panels.empty())
        stack_->showEmpty(QStringLiteral("grid-1x2"), tr("No panels yet"), tr("Add one while you edit the dashboard."));
    else if (wasRead_ && source_->state() == models::SeriesSource::State::ready)
        stack_->showContent();
    Q_EMIT statusChanged();
}

void DashboardView::followSeries() {
    std::vector<models::SeriesKey> keys;
    for (auto& one : panels_) {
        std::vector<std::size_t> indexes;
        for (const auto& query : one.panel.queries) {
            const auto key = models::keyOf(query, choice_);
            const auto known = std::ranges::find(keys, key);
            indexes.push_back(std::size_t(known - keys.begin()));
            if (known == keys.end()) keys.push_back(key);
        }
        one.view->setKeys(std::move(indexes));
    }
    source_->follow(std::move(keys));
}

void DashboardView::setChoice(const models::DashboardChoice& choice) {
    if (choice == choice_) return;
    choice_ = choice;
    followSeries();
    if (wasRead_) showHistory();
}

void DashboardView::loadMarks() {
    const auto range = time().range;
    timeLine_.load(range.from);
    if (!context_.session.allows(domain::Permission::alertsRead)) return;
    contract::ListRequest request;
    request.limit = 100;
    request.filter = "endsAt>=" + toRfc3339(Time(Duration(range.from)));
    readingMaintenance_.take(context_.client.call(contract::listMaintenanceWindows, request),
                             [this](Result<contract::Page<domain::MaintenanceWindow>> page) {
                                 if (!page) return;
                                 maintenance_ = std::move(page->items);
                                 showMarks();
                             });
}

void DashboardView::setSpan(qint64 spanMs) {
    span_ = spanMs;
    fixed_.reset();
    back_.clear();
    live_ = true;
    wasRead_ = true;
    showTime();
    source_->showLast(span_);
    loadMarks();
    Q_EMIT timeChanged();
}

void DashboardView::showRange(const ui::TimeRange& range) {
    const qint64 now = source_->now();
    ui::TimeRange wanted = range;
    if (wanted.to > now) wanted = {wanted.from - (wanted.to - now), now};
    back_.push_back(fixed_);
    if (back_.size() > mostBack) back_.erase(back_.begin());
    fixed_ = wanted;
    live_ = false;
    showTime();
    source_->showRange(wanted.from, wanted.to);
    loadMarks();
    Q_EMIT timeChanged();
}

void DashboardView::goBack() {
    if (back_.empty()) return;
    const auto before = back_.back();
    back_.pop_back();
    if (!before) {
        const auto rest = std::exchange(back_, {});
        setSpan(span_);
        return;
    }
    fixed_ = before;
    showTime();
    source_->showRange(before->from, before->to);
    loadMarks();
    Q_EMIT timeChanged();
}

void DashboardView::setLive(bool live) {
    if (live == live_) return;
    if (live && fixed_) return setSpan(span_);
    live_ = live;
    for (auto& one : panels_) {
        const PanelTime now = time();
        one.view->showTime(live ? now : PanelTime{now.range, false});
    }
    if (live) showHistory();
    Q_EMIT timeChanged();
}

void DashboardView::showTime() {
    const PanelTime now = time();
    for (auto& one : panels_)
        one.view->showTime(now);
}

void DashboardView::reload() {
    wasRead_ = true;
    fixed_ ? source_->showRange(fixed_->from, fixed_->to) : source_->showLast(span_);
    loadMarks();
}

void DashboardView::reloadRest() {
    budget_.reload();
    for (auto& one : panels_)
        one.view->reload();
}

void DashboardView::showHistory() {
    const PanelTime now = time();
    for (auto& one : panels_)
        one.view->showHistory(now);
    if (!content_.panels.empty()) stack_->showContent();
    Q_EMIT statusChanged();
}

void DashboardView::showTick(const models::SeriesTick& tick) {
    for (auto& one : panels_)
        one.view->showTick(tick, live_);
    if (std::exchange(second_, tick.at / 1000) == tick.at / 1000) return;
    ++seconds_;
    if (isVisible() && live_) {
        const PanelTime now = time();
        for (auto& one : panels_)
            one.view->showSecond(seconds_, now);
        if (seconds_ % 60 == 0) budget_.reload();
    }
    Q_EMIT statusChanged();
}

std::vector<ui::Annotation> DashboardView::marks() const {
    std::vector<ui::Annotation> marks;
    for (const auto& deed : timeLine_.deeds()) {
        const QString action = actionText(deed.action);
        marks.push_back({deed.at,
                         deed.entities == 1 ? tr("%1: %2").arg(action, QString::fromStdString(deed.name))
                                            : tr("%1, %n entities", nullptr, deed.entities).arg(action),
                         ui::AnnotationKind::audit});
    }
    for (const auto& window : maintenance_) {
        const QString name = QString::fromStdString(window.name);
        marks.push_back({window.startsAt.time_since_epoch().count(), tr("Maintenance begins: %1").arg(name),
                         ui::AnnotationKind::audit});
        marks.push_back({window.endsAt.time_since_epoch().count(), tr("Maintenance ends: %1").arg(name),
                         ui::AnnotationKind::audit});
    }
    return marks;
}

void DashboardView::showMarks() {
    const auto all = marks();
    for (auto& one : panels_)
        one.view->showMarks(all);
}

void DashboardView::applyTheme(PanelView& view) {
    view.applyTheme();
}

void DashboardView::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() != QEvent::StyleChange && event->type() != QEvent::PaletteChange) return;
    for (auto& one : panels_)
        applyTheme(*one.view);
    canvas_->update();
}

bool DashboardView::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::Resize && watched == scroll_->viewport())
        canvas_->setRoom(scroll_->viewport()->size());
    return QWidget::eventFilter(watched, event);
}

const DashboardView::Shown* DashboardView::find(const QString& id) const {
    const std::string name = id.toStdString();
    for (const auto& one : panels_)
        if (one.panel.id == name) return &one;
    return nullptr;
}

QPixmap DashboardView::pictureOf(const QString& panel) const {
    const Shown* one = find(panel);
    return one ? one->card->grab() : QPixmap();
}

models::PanelTable DashboardView::tableOf(const QString& panel) const {
    const Shown* one = find(panel);
    if (!one) return {};
    QStringList labels;
    for (const auto& query : one->panel.queries)
        labels << models::labelOf(query);
    const auto range = time().range;
    return models::tableOf(*source_, one->view->keys(), labels, range.from, range.to);
}

}  // namespace steward::views
