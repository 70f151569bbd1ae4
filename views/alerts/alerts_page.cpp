#include "views/alerts/alerts_page.h"

#include <QBoxLayout>
#include <QStackedWidget>

#include "contract/endpoints.h"
#include "contract/topics.h"
#include "ui/status.h"
#include "ui/tabs.h"
#include "views/alerts/alert_words.h"
#include "views/common/words.h"

namespace steward::views {

using namespace Qt::StringLiterals;
using domain::Permission;

namespace {

constexpr int changedMs = 500;

const QStringList& tabIds() {
    static const QStringList ids{u"alerts"_s, u"rules"_s, u"silences"_s, u"slos"_s, u"channels"_s};
    return ids;
}

}  // namespace

PageInfo alertsPage() {
    return {u"alerts"_s,
            AlertsPage::tr("Alerts"),
            u"bell"_s,
            PageGroup::operations,
            Permission::alertsRead,
            u'W',
            [](PageContext& context) { return new AlertsPage(context); }};
}

AlertsPage::AlertsPage(PageContext& context)
    : Page(context), tabs_(new ui::Tabs), late_(new ui::Banner(ui::BadgeKind::warn)), stack_(new QStackedWidget) {
    setObjectName(u"page.alerts"_s);
    tabs_->setObjectName(u"alertTabs"_s);
    tabs_->setAccessibleName(tr("Alerts, rules, silences, objectives, channels"));
    for (const QString& name : {tr("Alerts"), tr("Rules"), tr("Silences"), tr("Objectives"), tr("Channels")})
        tabs_->addTab(name);
    late_->setObjectName(u"alertsLate"_s);
    late_->hide();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(tabs_);
    layout->addWidget(late_);
    layout->addWidget(stack_, 1);
    for (const auto tab : {AlertTab::alerts, AlertTab::rules, AlertTab::silences, AlertTab::slos, AlertTab::channels}) {
        auto* list = makeAlertList(tab, context);
        lists_ << list;
        stack_->addWidget(list);
        // All of them are known from the beginning, so that their keys can be changed; shown are those of one tab.
        addActions(list->actions());
        connect(list, &Page::statusChanged, this, [this, list] { showStatusOf(list); });
        connect(list, &Page::placeChanged, this, &Page::placeChanged);
    }
    // Through the shell, so that Back returns to the tab before.
    connect(tabs_, &QTabBar::tabBarClicked, this, [this](int index) {
        if (index >= 0 && index != stack_->currentIndex())
            this->context().shell.goTo(u"alerts"_s, {{u"tab"_s, tabIds().at(index)}});
    });
    connect(tabs_, &QTabBar::currentChanged, this, [this](int index) {
        if (index >= 0 && index != stack_->currentIndex())
            this->context().shell.goTo(u"alerts"_s, {{u"tab"_s, tabIds().at(index)}});
    });
    changedSoon_.setSingleShot(true);
    changedSoon_.setInterval(changedMs);
    connect(&changedSoon_, &QTimer::timeout, this, [this] {
        readSummary();
        if (isVisible()) current()->refresh();
    });
    const auto soon = [this] {
        if (!changedSoon_.isActive()) changedSoon_.start();
    };
    news_ = context.feed.subscribe(
        contract::alertsTopic,
        [soon](const client::FeedEvents<contract::AlertNews>& events) {
            for (const auto& event : events)
                if (event.data.alert) return soon();
        },
        [soon](const client::FeedGap&) { soon(); });
    // Counts beside tabs and views follow what was made and deleted.
    entities_ = context.feed.subscribe(
        contract::entitiesTopic,
        [soon](const client::FeedEvents<contract::EntityChanged>& events) {
            using enum domain::EntityKind;
            for (const auto& event : events)
                if (event.data.kind == alertRule || event.data.kind == silence || event.data.kind == slo ||
                    event.data.kind == alertChannel)
                    return soon();
        },
        [soon](const client::FeedGap&) { soon(); });
    readSummary();
}

ListPage* AlertsPage::current() const {
    return lists_.at(stack_->currentIndex());
}

void AlertsPage::showTab(int index) {
    const QList<QAction*> before = actions();
    for (QAction* action : before)
        removeAction(action);
    stack_->setCurrentIndex(index);
    const QSignalBlocker quiet(tabs_);
    tabs_->setCurrentIndex(index);
    addActions(current()->actions());
    showStatusOf(current());
}

void AlertsPage::showStatusOf(const ListPage* list) {
    const auto index = lists_.indexOf(list);
    if (index > 1) tabs_->setCount(int(index), list->navigationCount());
    if (list != current()) return;
    setStatusText(list->statusText());
    setDataAsOf(list->dataAsOf());
}

void AlertsPage::visit(const QVariantMap& target) {
    const auto wanted = tabIds().indexOf(target.value(u"tab"_s).toString());
    showTab(wanted >= 0 ? int(wanted) : stack_->currentIndex());
    QVariantMap rest = target;
    rest.remove(u"tab"_s);
    current()->visit(rest);
}

QVariantMap AlertsPage::place() const {
    QVariantMap place = current()->place();
    place.insert(u"tab"_s, tabIds().at(stack_->currentIndex()));
    return place;
}

void AlertsPage::refresh() {
    readSummary();
    current()->refresh();
}

QWidget* AlertsPage::mainWidget() {
    return current()->mainWidget();
}

void AlertsPage::readSummary() {
    reading_.take(context().client.call(contract::alertSummary, {}), [this](Result<contract::AlertSummary> summary) {
        if (summary) showSummary(*summary);
    });
}

void AlertsPage::showSummary(const contract::AlertSummary& summary) {
    const auto active = summary.firing + summary.pending;
    tabs_->setCount(0, countText(active));
    tabs_->setCount(1, countText(summary.rules));
    setNavigationCount(summary.firing > 0 ? countText(summary.firing) : QString());
    const auto& last = summary.evaluation;
    const bool isLate = last.startedAt && last.lateMs > last.intervalMs;
    late_->setVisible(isLate || last.problems > 0);
    if (isLate)
        late_->set(ui::BadgeKind::warn, u"exclamation-triangle-fill"_s,
                   tr("Rules were evaluated %1 late; %n round(s) were left out.", nullptr, int(last.missed))
                       .arg(spanText(last.lateMs / 1000 * 1000)));
    else if (last.problems > 0)
        late_->set(ui::BadgeKind::warn, u"exclamation-triangle-fill"_s,
                   tr("%n rule(s) could not be answered: their series have no values.", nullptr, int(last.problems)));
}

}  // namespace steward::views
