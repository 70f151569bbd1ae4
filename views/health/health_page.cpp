#include "views/health/health_page.h"

#include <QBoxLayout>
#include <QStackedWidget>

#include "contract/endpoints.h"
#include "contract/topics.h"
#include "ui/status.h"
#include "ui/tabs.h"
#include "views/alerts/alert_words.h"
#include "views/common/words.h"
#include "views/health/health_words.h"

namespace steward::views {

using namespace Qt::StringLiterals;
using domain::Permission;

namespace {

constexpr int changedMs = 500;

const QStringList& tabIds() {
    static const QStringList ids{u"components"_s, u"windows"_s};
    return ids;
}

}  // namespace

PageInfo healthPage() {
    return {u"health"_s,
            HealthPage::tr("Health"),
            u"heart-pulse"_s,
            PageGroup::operations,
            Permission::alertsRead,
            u'Y',
            [](PageContext& context) { return new HealthPage(context); }};
}

HealthPage::HealthPage(PageContext& context)
    : Page(context), tabs_(new ui::Tabs), line_(new ui::Banner(ui::BadgeKind::bad)), stack_(new QStackedWidget) {
    setObjectName(u"page.health"_s);
    tabs_->setObjectName(u"healthTabs"_s);
    tabs_->setAccessibleName(tr("Components, maintenance windows"));
    for (const QString& name : {tr("Components"), tr("Maintenance windows")})
        tabs_->addTab(name);
    line_->setObjectName(u"healthLine"_s);
    line_->hide();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(tabs_);
    layout->addWidget(line_);
    layout->addWidget(stack_, 1);
    for (const auto tab : {HealthTab::components, HealthTab::windows}) {
        auto* list = makeHealthList(tab, context);
        lists_ << list;
        stack_->addWidget(list);
        // All of them are known from the beginning, so that their keys can be changed; shown are those of one tab.
        addActions(list->actions());
        connect(list, &Page::statusChanged, this, [this, list] { showStatusOf(list); });
        connect(list, &Page::placeChanged, this, &Page::placeChanged);
    }
    // Through the shell, so that Back returns to the tab before.
    const auto go = [this](int index) {
        if (index >= 0 && index != stack_->currentIndex())
            this->context().shell.goTo(u"health"_s, {{u"tab"_s, tabIds().at(index)}});
    };
    connect(tabs_, &QTabBar::tabBarClicked, this, go);
    connect(tabs_, &QTabBar::currentChanged, this, go);
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
        contract::healthTopic, [soon](const client::FeedEvents<contract::ComponentNews>&) { soon(); },
        [soon](const client::FeedGap&) { soon(); });
    entities_ = context.feed.subscribe(
        contract::entitiesTopic,
        [soon](const client::FeedEvents<contract::EntityChanged>& events) {
            for (const auto& event : events)
                if (event.data.kind == domain::EntityKind::component ||
                    event.data.kind == domain::EntityKind::maintenanceWindow)
                    return soon();
        },
        [soon](const client::FeedGap&) { soon(); });
    readSummary();
}

ListPage* HealthPage::current() const {
    return lists_.at(stack_->currentIndex());
}

void HealthPage::showTab(int index) {
    const QList<QAction*> before = actions();
    for (QAction* action : before)
        removeAction(action);
    stack_->setCurrentIndex(index);
    const QSignalBlocker quiet(tabs_);
    tabs_->setCurrentIndex(index);
    addActions(current()->actions());
    showStatusOf(current());
}

void HealthPage::showStatusOf(const ListPage* list) {
    if (list != current()) return;
    setStatusText(list->statusText());
    setDataAsOf(list->dataAsOf());
}

void HealthPage::visit(const QVariantMap& target) {
    const auto wanted = tabIds().indexOf(target.value(u"tab"_s).toString());
    showTab(wanted >= 0 ? int(wanted) : stack_->currentIndex());
    QVariantMap rest = target;
    rest.remove(u"tab"_s);
    current()->visit(rest);
}

QVariantMap HealthPage::place() const {
    QVariantMap place = current()->place();
    place.insert(u"tab"_s, tabIds().at(stack_->currentIndex()));
    return place;
}

void HealthPage::refresh() {
    readSummary();
    current()->refresh();
}

QWidget* HealthPage::mainWidget() {
    return current()->mainWidget();
}

void HealthPage::readSummary() {
    reading_.take(context().client.call(contract::healthSummary, {}), [this](Result<contract::HealthSummary> summary) {
        if (summary) showSummary(*summary);
    });
}

void HealthPage::showSummary(const contract::HealthSummary& summary) {
    tabs_->setCount(0, countText(summary.components()));
    tabs_->setCount(1, countText(summary.windowsActive + summary.windowsScheduled));
    setNavigationCount(summary.down > 0 ? countText(summary.down) : QString());
    const auto& last = summary.evaluation;
    const bool isLate = last.overdue > 0 || (last.startedAt && last.lateMs > last.intervalMs);
    line_->setVisible(summary.down > 0 || summary.degraded > 0 || isLate);
    if (summary.down > 0 || summary.degraded > 0) {
        QStringList names;
        for (const auto& one : summary.worst)
            names << tr("%1 (%2)").arg(QString::fromStdString(one.name), text(one.state));
        const auto state = summary.down > 0 ? domain::ComponentState::down : domain::ComponentState::degraded;
        line_->set(kindOf(state), iconOf(state), names.join(u", "_s));
    } else if (isLate) {
        line_->set(ui::BadgeKind::warn, u"exclamation-triangle-fill"_s,
                   tr("Checks are late: %n wait(s) for others to end.", nullptr, int(last.overdue)));
    }
}

}  // namespace steward::views
