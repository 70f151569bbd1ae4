#include "views/common/list_tabs_page.h"

#include <QBoxLayout>
#include <QStackedWidget>
#include <algorithm>
#include <vector>

#include "contract/topics.h"
#include "ui/status.h"
#include "ui/tabs.h"

namespace steward::views {

using namespace Qt::StringLiterals;

namespace {

constexpr int changedMs = 500;

}  // namespace

ListTabsPage::ListTabsPage(PageContext& context, const QString& id)
    : Page(context),
      tabs_(new ui::Tabs),
      line_(new ui::Banner(ui::BadgeKind::warn)),
      id_(id),
      stack_(new QStackedWidget) {
    setObjectName(u"page."_s + id);
    line_->hide();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(tabs_);
    layout->addWidget(line_);
    layout->addWidget(stack_, 1);
    // Through the shell, so that Back returns to the tab before.
    const auto go = [this](int index) {
        if (index >= 0 && index != stack_->currentIndex())
            this->context().shell.goTo(id_, {{u"tab"_s, tabIds_.at(index)}});
    };
    connect(tabs_, &QTabBar::tabBarClicked, this, go);
    connect(tabs_, &QTabBar::currentChanged, this, go);
    changedSoon_.setSingleShot(true);
    changedSoon_.setInterval(changedMs);
    connect(&changedSoon_, &QTimer::timeout, this, [this] {
        readSummary();
        if (isVisible()) current()->refresh();
    });
}

void ListTabsPage::addTab(const QString& id, const QString& name, ListPage* list, bool showsCount) {
    tabIds_ << id;
    lists_ << list;
    if (showsCount) counted_ << list;
    stack_->addWidget(list);
    tabs_->addTab(name);
    // All of them are known from the beginning, so that their keys can be changed; shown are those of one tab.
    addActions(list->actions());
    connect(list, &Page::statusChanged, this, [this, list] { showStatusOf(list); });
    connect(list, &Page::placeChanged, this, &Page::placeChanged);
}

void ListTabsPage::follow(std::initializer_list<domain::EntityKind> kinds) {
    entities_ = context().feed.subscribe(
        contract::entitiesTopic,
        [this, all = std::vector(kinds)](const client::FeedEvents<contract::EntityChanged>& events) {
            for (const auto& event : events)
                if (std::ranges::find(all, event.data.kind) != all.end()) return readSoon();
        },
        [this](const client::FeedGap&) { readSoon(); });
}

void ListTabsPage::readSoon() {
    if (!changedSoon_.isActive()) changedSoon_.start();
}

ListPage* ListTabsPage::current() const {
    return lists_.at(stack_->currentIndex());
}

void ListTabsPage::showTab(int index) {
    const QList<QAction*> before = actions();
    for (QAction* action : before)
        removeAction(action);
    stack_->setCurrentIndex(index);
    const QSignalBlocker quiet(tabs_);
    tabs_->setCurrentIndex(index);
    addActions(current()->actions());
    showStatusOf(current());
}

void ListTabsPage::showStatusOf(const ListPage* list) {
    if (counted_.contains(list)) tabs_->setCount(int(lists_.indexOf(list)), list->navigationCount());
    if (list != current()) return;
    setStatusText(list->statusText());
    setDataAsOf(list->dataAsOf());
}

void ListTabsPage::visit(const QVariantMap& target) {
    const auto wanted = tabIds_.indexOf(target.value(u"tab"_s).toString());
    showTab(wanted >= 0 ? int(wanted) : stack_->currentIndex());
    QVariantMap rest = target;
    rest.remove(u"tab"_s);
    current()->visit(rest);
}

QVariantMap ListTabsPage::place() const {
    QVariantMap place = current()->place();
    place.insert(u"tab"_s, tabIds_.at(stack_->currentIndex()));
    return place;
}

void ListTabsPage::refresh() {
    readSummary();
    current()->refresh();
}

QWidget* ListTabsPage::mainWidget() {
    return current()->mainWidget();
}

}  // namespace steward::views
